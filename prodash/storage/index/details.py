r"""Details: what few commands need of a track, as one line of JSON.

    ["DIGEST","NOTES","TIME BEHIND THE DUE DATE",{CUSTOM FIELDS},\t[MENTIONS,KEYS,[LINE AND COLUMN OF EACH CUSTOM FIELD]]]

The places behind the tab are decoded apart, because few commands that need the values need these too.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from prodash.model.catalogue.fields import OtherKey
from prodash.model.catalogue.track import Mention, Track
from prodash.model.catalogue.value import Value, value_from_json
from prodash.storage.index.lazy_track import TrackPlaces

_FIELDS = {name: name for name in ("stage", "workflows", "projects")}
LINE_SEPARATOR = b",\n"
"""What is between the lines of two tracks."""

_BEFORE_PLACES = b",\t"
"""There is no other tab in the line, because JSON escapes those in texts."""


def details_line(digest: str, track: Track | None) -> bytes:
    """The line for a file whose bytes have this *digest*, and for the *track* in it, if there is one."""
    if track is None:
        return to_json_line([digest])
    custom = {key.text: key.value for key in track.other_keys}
    places = [track.mentions, sorted(track.keys), [(key.line, key.column) for key in track.other_keys]]
    details = to_json_line([digest, track.notes, track.due_time, custom])[:-1]
    return b"%b%b%b]" % (details, _BEFORE_PLACES, to_json_line(places))


def details_in(line: bytes) -> tuple[str, str, Mapping[str, Value], str, bytes]:
    """The digest, the notes, the custom fields and the time behind the due date from the details of a row, and the text of the places.

    Raises one of MALFORMED for other data.
    """
    details, _, places = line.partition(_BEFORE_PLACES)
    digest, notes, due_time, plain = _decode(details + b"]")
    # `**` raises TypeError for anything but a mapping.
    custom: Any = value_from_json({**plain})
    return digest + "", notes + "", custom, due_time + "", places[:-1]


def places_in(text: bytes, custom: Mapping[str, Value]) -> TrackPlaces:
    """The places of a track with these *custom* fields, from their *text*.  Raises one of MALFORMED for other data."""
    mentions, keys, key_places = _decode(text)
    return TrackPlaces(
        tuple(
            Mention(_FIELDS[field], text + "", int(line), int(column))
            for field, text, line, column in mentions
        ),
        frozenset(keys),
        tuple(
            OtherKey(key, int(line), int(column), value)
            for (key, value), (line, column) in zip(custom.items(), key_places, strict=True)
        ),
    )


def to_json_line(value: Any) -> bytes:
    """Compact JSON of *value* on one line."""
    return _encode(value).encode("utf-8", "surrogatepass")


def _decode(line: bytes) -> Any:
    """The value that `to_json_line` encoded, whose encoding need not be guessed as `json.loads` does."""
    return _decode_text(line.decode("utf-8", "surrogatepass"))


_decode_text = json.JSONDecoder().decode
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class LazyLines:
    """The lines of an index section, read from disk on first access."""

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read = read
        self._text = b""
        self._starts: Sequence[int] | None = None

    def __getitem__(self, number: int) -> bytes:
        if self._starts is None:
            self._starts = ()
            self._text = self._read()
            # Only the places of lines, because a text for each takes twice the memory.
            ends = [match.end() for match in re.finditer(LINE_SEPARATOR, self._text)]
            self._starts = [1, *ends, len(self._text) + 1]
        return self._text[self._starts[number] : self._starts[number + 1] - len(LINE_SEPARATOR)]
