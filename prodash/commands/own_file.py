"""Own file: a file that prodash writes as a whole, and never over one that somebody else wrote."""

from collections.abc import Callable
from typing import NamedTuple

from prodash.errors import BadFileError
from prodash.session import STDIN, Session

STDOUT = STDIN
_MOST_BYTES = 1 << 27


class Sort(NamedTuple):
    """A sort of file: what it is called, how prodash knows its own, and what it need not write anew."""

    noun: str
    it: str
    is_ours: Callable[[bytes], bool]
    says_the_same: Callable[[bytes, bytes], bool]


def give(session: Session, file: str, data: bytes, sort: Sort, told: str) -> None:
    """Write *data* to the file, or to stdout for `-`; a file only where no condition of the user's holds.

    *told* is what the file has, for the remark that says what was done.
    Raises BadFileError for a file that is not ours, DiskError.
    """
    if file == STDOUT:
        session.say_bytes(data)
    elif session.condition_holds:
        told = f"{file} was left as it is: {told}"
    else:
        told = f"{file}: {told}" if _write(file, data, sort) else f"{file} has {sort.it} already: {told}"
    session.remarks.append(told)


def _write(file: str, data: bytes, sort: Sort) -> bool:
    """Write the file unless it says the same, and say whether it was written."""
    from prodash.storage.outside import bytes_there, is_empty_file, write_outside

    there = bytes_there(file, _MOST_BYTES)
    if there is not None and not sort.is_ours(there) and not is_empty_file(file):
        raise BadFileError(
            file, f"it is no {sort.noun} that prodash wrote; name another file, or delete it first"
        )
    if there is not None and sort.says_the_same(there, data):
        return False
    write_outside(file, data)
    return True
