"""Own file: a file that prodash writes as a whole, and never over one that somebody else wrote."""

from collections.abc import Callable
from typing import NamedTuple

from prodash.errors import BadFileError
from prodash.session import Session

STDOUT = "-"
_MOST_BYTES = 1 << 27


class OwnFile(NamedTuple):
    """What a file of prodash's own is called, how it is known, and when it need not be written anew.

    `has` is the pronoun for what stands in it: a page has it already, a calendar has them.
    """

    noun: str
    is_ours: Callable[[bytes], bool]
    says_the_same: Callable[[bytes, bytes], bool]
    has: str = "it"


def give(session: Session, file: str, data: bytes, kind: OwnFile, told: str) -> None:
    """Write *data* to the file, or to stdout for `-`; a file only where no condition of the user's holds.

    *told* is what the file has, for the remark that says what was done.
    Raises BadFileError for a file that is not ours, DiskError.
    """
    if file == STDOUT:
        session.console.print_bytes(data)
    elif session.outcome.condition_met:
        told = f"{file} was left as it is: {told}"
    else:
        told = f"{file}: {told}" if _write(file, data, kind) else f"{file} has {kind.has} already: {told}"
    session.outcome.remarks.append(told)


def _write(file: str, data: bytes, kind: OwnFile) -> bool:
    """Write the file unless it says the same, and say whether it was written."""
    from prodash.storage.outside import bytes_there, is_empty_file, write_outside

    there = bytes_there(file, _MOST_BYTES)
    if there is not None and not kind.is_ours(there) and not is_empty_file(file):
        raise BadFileError(
            file, f"it is no {kind.noun} that prodash wrote; name another file, or delete it first"
        )
    if there is not None and kind.says_the_same(there, data):
        return False
    write_outside(file, data)
    return True
