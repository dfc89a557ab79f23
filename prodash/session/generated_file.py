"""Generated file: write a file that prodash generates whole, and never overwrite one that it did not generate."""

from collections.abc import Callable
from typing import NamedTuple

from prodash.errors import BadFileError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import unreadable_kinds
from prodash.model.names.file_names import has_yaml_suffix
from prodash.session.session import Session

STDOUT = "-"
_MAX_BYTES = 1 << 27


class GeneratedFile(NamedTuple):
    """One kind of generated file.

    The functions get bytes whose lines end with LF, because git may have changed the line ends of the file.

    noun            what messages call it, such as "page"
    is_generated    whether prodash generated a file with these bytes
    is_up_to_date   whether the bytes of the existing file say the same as the new ones
    """

    noun: str
    is_generated: Callable[[bytes], bool]
    is_up_to_date: Callable[[bytes, bytes], bool]


def can_publish(session: Session, catalogue: Catalogue, file: str) -> bool:
    """Whether every vocabulary and every folder of tracks could be read.

    If not, prints that *file* is not written, because due dates, stages or whole tracks would be missing, and makes the
    run exit with 1.
    """
    folders = [path for path in catalogue.unread if not has_yaml_suffix(path)]
    unreadable = [*(kind.path for kind in unreadable_kinds(catalogue)), *folders]
    if unreadable:
        what = "nothing was written" if file == STDOUT else f"{file} was not written"
        names = " and ".join(map(session.display_path, unreadable))
        session.console.print_error(f"{what}, because {names} cannot be read; fix that first")
        session.outcome.incomplete = True
    return not unreadable


def write_output(session: Session, file: str, data: bytes, kind: GeneratedFile, summary: str) -> bool:
    """Write *data* to *file*, or to stdout for `-`; returns whether it is there now, written or up to date before.

    The file is not written if the --fail-if condition is met.  Adds a remark on what was done, with *summary*, which
    describes the content.  Raises BadFileError if *file* exists and prodash did not generate it, DiskError.
    """
    is_there = True
    if file == STDOUT:
        session.console.print_bytes(data)
    elif session.outcome.condition_met:
        summary, is_there = f"{file} was not written: {summary}", False
    elif _write(file, data, kind):
        summary = f"{file}: {summary}"
    else:
        summary = f"{file} is already up to date: {summary}"
    session.outcome.has_written |= is_there
    session.outcome.remarks.append(summary)
    return is_there


def _write(file: str, data: bytes, kind: GeneratedFile) -> bool:
    """Write the file unless it is up to date; returns whether it was written."""
    from prodash.session.terminal.signals import stop_by_signal
    from prodash.storage.external.files import existing_bytes, is_empty_file, write_user_file

    found = existing_bytes(file, _MAX_BYTES)
    existing = None if found is None else _with_unix_line_ends(found)
    if existing is not None and not kind.is_generated(existing) and not is_empty_file(file):
        raise BadFileError(
            file, f"it is not a {kind.noun} that prodash wrote; choose another file, or delete it first"
        )
    if existing is not None and kind.is_up_to_date(existing, _with_unix_line_ends(data)):
        return False
    with stop_by_signal():
        write_user_file(file, data)
    return True


def _with_unix_line_ends(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")
