"""Own settings: write the file with the settings of the user, which is in no catalogue and has no journal."""

import os

from prodash.errors import DiskError
from prodash.storage.change.setting_text import with_setting
from prodash.storage.disk.busy import replace_file
from prodash.storage.disk.files import read_with_status, write_bytes
from prodash.storage.edit.verify import CannotEditError, NewValue, Path
from prodash.storage.yaml.encoding import decode, encode
from prodash.storage.yaml.nodes import Fault


def write_own_setting(file: str, path: Path, value: NewValue) -> None:
    """Give the setting at *path* the *value* in the user's *file*, which is made if it is missing.

    Through a link, the file that it leads to is written.  Raises CannotEditError, DiskError.
    """
    target = os.path.realpath(file)
    try:
        data, status = read_with_status(target) if os.path.lexists(target) else (b"", None)
        new = _with_value(file, data, path, value)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        temporary = f"{target}-{os.getpid()}"
        write_bytes(temporary, new, like=status)
        try:
            replace_file(temporary, target)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise DiskError(file, error) from None


def _with_value(file: str, data: bytes, path: Path, value: NewValue) -> bytes:
    decoded = decode(data)
    if isinstance(decoded, Fault):
        raise CannotEditError(f"{file} could not be read; correct it by hand")
    bom, text = decoded
    return encode(bom, with_setting(text, [str(step) for step in path], value))
