"""Output file: a file that prodash generates as a whole, and never over one that somebody else wrote."""

from collections.abc import Callable
from typing import NamedTuple

from prodash.errors import BadFileError
from prodash.session.session import Session

STDOUT = "-"
_MOST_BYTES = 1 << 27


class GeneratedFile(NamedTuple):
    """One kind of generated file: what it is called, how it is recognised, and when it is up to date."""

    noun: str
    is_ours: Callable[[bytes], bool]
    says_the_same: Callable[[bytes, bytes], bool]


def write_output(session: Session, file: str, data: bytes, kind: GeneratedFile, summary: str) -> None:
    """Write *data* to *file*, or to stdout for `-`; a file is left alone where the user's condition to fail is met.

    A remark says what was done, with a *summary* of what is in the file.
    Raises BadFileError for a file that prodash did not generate, DiskError.
    """
    if file == STDOUT:
        session.console.print_bytes(data)
    elif session.outcome.condition_met:
        summary = f"{file} was left as it is: {summary}"
    elif _write(file, data, kind):
        summary = f"{file}: {summary}"
    else:
        summary = f"{file} is already up to date: {summary}"
    session.outcome.remarks.append(summary)


def _write(file: str, data: bytes, kind: GeneratedFile) -> bool:
    """Write the file unless it says the same; whether it was written."""
    from prodash.storage.external.files import existing_bytes, is_empty_file, write_user_file

    there = existing_bytes(file, _MOST_BYTES)
    if there is not None and not kind.is_ours(there) and not is_empty_file(file):
        raise BadFileError(
            file, f"it is no {kind.noun} that prodash wrote; name another file, or delete it first"
        )
    if there is not None and kind.says_the_same(there, data):
        return False
    write_user_file(file, data)
    return True
