"""Calendar revision: keep the events of the calendar being replaced that say the same, and number the others on."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from prodash.render.terminal.width import clean

_FIRST = b"\r\nSEQUENCE:0\r\n"
_MAX_SEQUENCE = 2**31 - 1

_BEGIN = re.compile(rb"^BEGIN:VEVENT\r\n", re.MULTILINE)
_END = b"\r\nEND:VEVENT\r\n"
_FOLD = re.compile(rb"\r\n[ \t]")
_REVISED = re.compile(rb"DTSTAMP|SEQUENCE|LAST-MODIFIED", re.IGNORECASE)
_STAMPS = re.compile(rb"DTSTAMP:[0-9]{8}T[0-9]{6}Z(?:\r\nSEQUENCE:[0-9]{1,9})?")
_DAY = re.compile(rb"DTSTART;VALUE=DATE:([0-9]{4})([0-9]{2})([0-9]{2})")


class Revision(NamedTuple):
    """An event as some calendar has it.

    content    its lines in alphabetical order, without those that only tell when it was revised
    sequence   how often it was revised
    text       its bytes
    is_usual   whether its revision is written as prodash writes it
    """

    content: tuple[bytes, ...]
    sequence: int
    text: bytes
    is_usual: bool

    @classmethod
    def of(cls, text: bytes) -> "Revision":
        """The revision of an event with these bytes."""
        lines = _FOLD.sub(b"", text).split(b"\r\n")
        revised = [line for line in lines if _REVISED.match(line)]
        numbers = [int(line[9:]) for line in revised if re.fullmatch(rb"SEQUENCE:[0-9]{1,9}", line)]
        is_usual = bool(_STAMPS.fullmatch(b"\r\n".join(sorted(revised))))
        content = tuple(sorted(line for line in lines if not _REVISED.match(line)))
        return cls(content, max(numbers, default=0), text, is_usual)

    @property
    def uid(self) -> str:
        """The identity of the event; empty if it has none."""
        line = next((line for line in self.content if line.startswith(b"UID:")), b"")
        return line.removeprefix(b"UID:").decode("utf-8", "replace")

    @property
    def day(self) -> str:
        """Its day in ISO 8601; empty if it has none."""
        match = next(filter(None, map(_DAY.fullmatch, self.content)), None)
        return b"-".join(match.groups()).decode() if match else ""


class EarlierCalendar(NamedTuple):
    """The events of the calendar being replaced, by the UID that the file has."""

    events: Mapping[str, Revision]

    @classmethod
    def of(cls, calendar: bytes) -> "EarlierCalendar":
        """The events of a calendar from prodash; line ends may have become LF."""
        text = calendar.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        parts = (part.partition(_END) for part in _BEGIN.split(text)[1:])
        revisions = [Revision.of(b"BEGIN:VEVENT\r\n" + lines + end) for lines, end, _ in parts if end]
        return cls({event.uid: event for event in sorted(revisions, key=lambda event: event.sequence)})

    def kept(self, ids: Iterable[str]) -> dict[str, Revision]:
        """The events of the tracks with these *ids*, by id, as far as there are any."""
        found = {identifier: self.events.get(_escaped(uid_of(identifier))) for identifier in ids}
        return {identifier: event for identifier, event in found.items() if event and event.is_usual}

    def revise(self, text: bytes) -> bytes:
        """A new event as it was before if it says the same, else with a SEQUENCE one above the one before."""
        if not self.events:
            return text
        event = Revision.of(text)
        before = self.events.get(event.uid)
        if before is None:
            return text
        if before.content == event.content and before.is_usual:
            return before.text
        return text.replace(_FIRST, b"\r\nSEQUENCE:%d\r\n" % min(before.sequence + 1, _MAX_SEQUENCE), 1)


def uid_of(identifier: str) -> str:
    """The identity of a track's event; from the id alone, so that calendar apps know it after any other change."""
    return f"{clean(identifier)}@prodash"


def _escaped(text: str) -> str:
    """*text* as a calendar writes it (RFC 5545, 3.3.11)."""
    return re.sub(r"[\\;,]", r"\\\g<0>", text)
