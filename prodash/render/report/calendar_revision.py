"""Calendar revision: keep the events of the calendar being replaced that say the same, and number the others on."""

import re
from collections.abc import Mapping
from typing import NamedTuple

FIRST_REVISION = b"\r\nSEQUENCE:0\r\n"

_EVENT = re.compile(rb"^BEGIN:VEVENT\r\n(?:(?!END:VEVENT\r\n)[^\n]*\n)*END:VEVENT\r\n", re.MULTILINE)
_FOLD = re.compile(rb"\r\n[ \t]")
_REVISED = re.compile(rb"DTSTAMP|SEQUENCE|LAST-MODIFIED", re.IGNORECASE)
_STAMPS = re.compile(rb"DTSTAMP:[0-9]{8}T[0-9]{6}Z(?:\r\nSEQUENCE:[0-9]{1,9})?")
_MAX_SEQUENCE = 2**31 - 1


class Revision(NamedTuple):
    """An event of the calendar being replaced.

    content    its lines in alphabetical order, without those that only tell when it was revised
    sequence   how often it was revised
    text       its bytes; None if its revision is not as prodash writes it
    """

    content: tuple[bytes, ...]
    sequence: int
    text: bytes | None


def revisions_by_uid(calendar: bytes) -> dict[bytes, Revision]:
    """The events of a calendar from prodash by the line of their UID; line ends may have become LF."""
    text = calendar.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    found: dict[bytes, Revision] = {}
    for match in _EVENT.finditer(text):
        revision = _revision_of(match[0])
        if uid := _uid_of(revision):
            found[uid] = max(revision, found.get(uid, revision), key=_sequence_of)
    return found


def revise(event: bytes, earlier: Mapping[bytes, Revision]) -> bytes:
    """*event* as it was in the *earlier* calendar if it says the same, else with a SEQUENCE one above the one there."""
    now = _revision_of(event)
    before = earlier.get(_uid_of(now))
    if before is None:
        return event
    if before.content == now.content and before.text:
        return before.text
    sequence = min(before.sequence + 1, _MAX_SEQUENCE)
    return event.replace(FIRST_REVISION, b"\r\nSEQUENCE:%d\r\n" % sequence, 1)


def _revision_of(event: bytes) -> Revision:
    lines = _FOLD.sub(b"", event).split(b"\r\n")
    revised = [line for line in lines if _REVISED.match(line)]
    numbers = [line[9:] for line in revised if re.fullmatch(rb"SEQUENCE:[0-9]{1,9}", line)]
    is_usual = _STAMPS.fullmatch(b"\r\n".join(sorted(revised)))
    content = tuple(sorted(line for line in lines if not _REVISED.match(line)))
    return Revision(content, max(map(int, numbers), default=0), event if is_usual else None)


def _uid_of(revision: Revision) -> bytes:
    return next((line for line in revision.content if line.startswith(b"UID:")), b"")


def _sequence_of(revision: Revision) -> int:
    return revision.sequence
