"""Conflicted: a file with conflict markers, its fields in conflict, and the file once some of them are settled."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from prodash.model.merge.in_conflict import LINES, FieldInConflict, FileInConflict
from prodash.model.merge.values import Single
from prodash.storage.conflicts.markers import Marked, Region, read_marked
from prodash.storage.conflicts.split import split_fields
from prodash.storage.conflicts.values import value_in
from prodash.storage.disk.files import MAX_BYTES
from prodash.storage.edit.verify import CannotEditError
from prodash.storage.merge.line_ends import has_line_end, with_line_ends_of, with_line_feeds
from prodash.storage.merge.pieces import SIDES, Conflict, Pieces, names_of, text_of, with_markers
from prodash.storage.merge.place import TRACK_FILE, Place, kind_of_file
from prodash.storage.merge.read import UnmergeableError, read_value
from prodash.storage.yaml.encoding import BOM

Settle = Callable[[Conflict], str | None]
"""The lines that a conflict is settled with; None if it stays."""


class Conflicted(NamedTuple):
    """A file with conflict markers: its text, the conflicts that git marked, and one conflict for each field.

    has_fields   whether the conflicts are fields; otherwise lines as git has them
    has_base   whether it is known what both sides began with
    """

    path: str
    text: str
    marked: Marked
    pieces: Pieces
    has_fields: bool
    has_base: bool

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The conflict of each field."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Conflict))

    @property
    def in_conflict(self) -> FileInConflict:
        """The file as a value."""
        kind = kind_of_file(self.path)
        fields = tuple(_field(conflict, has_base=self.has_base) for conflict in self.conflicts)
        title = _agreed_title(self.marked) if kind == TRACK_FILE else ""
        return FileInConflict(self.path, kind, title, self.marked.line, fields)

    def settled(self, settle: Settle) -> bytes:
        """The file with what *settle* gives for each conflict.

        Raises CannotEditError if it would then not be read as YAML.
        """
        texts = [settle(conflict) for conflict in self.conflicts]
        for side, whole in zip(SIDES, (self.marked.ours, self.marked.theirs), strict=True):
            if texts == [getattr(conflict, side) for conflict in self.conflicts]:
                return self._bytes_of(whole)
        rest = iter(texts)
        pieces = tuple(
            piece if isinstance(piece, str) or (text := next(rest)) is None else text for piece in self.pieces
        )
        if self.has_fields:
            _require_readable(pieces)
        marked = with_markers(pieces, self.marked.labels, shows_base=self.marked.shows_base)
        return self._bytes_of(marked)

    def _bytes_of(self, text: str) -> bytes:
        text = with_line_ends_of(self.text, text)
        if not has_line_end(self.text):
            text = text.removesuffix("\n").removesuffix("\r")
        return text.encode()


def read_conflicted(path: str, data: bytes, base: bytes | None = None) -> Conflicted | None:
    """The conflicts in *data*, the bytes of the file at *path*; None if it has none, or its markers do not fit together.

    *base* is what both sides began with, as far as git knows it.
    """
    text, before = _decoded(data), _decoded(base or b"")
    marked = read_marked(text) if text else None
    if not text or not marked:
        return None
    if not before and marked.shows_base:
        before = marked.base
    fields = _fields(path, marked, before or "")
    has_fields = fields is not None
    pieces = _lines(marked) if fields is None else fields
    return Conflicted(path, data.decode(), marked, pieces, has_fields, has_base=has_fields and bool(before))


def _decoded(data: bytes) -> str | None:
    """The text of a file with line feeds; None if it is too large or not UTF-8."""
    try:
        return with_line_feeds(data.decode()) if len(data) <= MAX_BYTES else None
    except UnicodeDecodeError:
        return None


def _fields(path: str, marked: Marked, base: str) -> Pieces | None:
    """A conflict for each field; None if the sides cannot be read, or differ in no field but in comments."""
    ours, theirs = marked.ours, marked.theirs
    try:
        pieces = _split(base, ours, theirs, Place((), kind_of_file(path), lambda *_: None))
        is_right = all(
            read_value(text_of(pieces, side).removeprefix(BOM)) == read_value(whole.removeprefix(BOM))
            for side, whole in zip(SIDES, (ours, theirs), strict=True)
        )
    except UnmergeableError:
        return None
    names = names_of(pieces)
    return pieces if is_right and names and all(names) and len({*names}) == len(names) else None


def _lines(marked: Marked) -> Pieces:
    """A conflict for each place where git found one."""
    count = sum(isinstance(part, Region) for part in marked.parts)
    numbers = iter(range(1, count + 1))
    return tuple(
        part
        if isinstance(part, str)
        else Conflict(
            LINES if count == 1 else f"{LINES}-{next(numbers)}", part.ours, part.base or "", part.theirs
        )
        for part in marked.parts
    )


def _split(base: str, ours: str, theirs: str, place: Place) -> Pieces:
    bom = BOM if ours.startswith(BOM) else ""
    base, ours, theirs = (text.removeprefix(BOM) for text in (base, ours, theirs))
    try:
        pieces = split_fields(base, ours, theirs, place)
    except UnmergeableError:
        # The base may itself have conflicts, as after a criss-cross merge.
        pieces = split_fields("", ours, theirs, place)
    return (bom, *pieces) if bom else pieces


def _require_readable(pieces: Pieces) -> None:
    try:
        for side in SIDES:
            read_value(text_of(pieces, side).removeprefix(BOM))
    except UnmergeableError:
        raise CannotEditError("it cannot be settled so; choose a side for all of it, or edit it") from None


def _field(conflict: Conflict, *, has_base: bool) -> FieldInConflict:
    _, *texts = conflict
    ours, base, theirs = (value_in(text, conflict.name) for text in texts)
    if len({*map(repr, (ours, base, theirs))}) < len({*texts}):
        # Lists of entries with the same ids may differ in what those say.
        ours, base, theirs = (value_in(text, conflict.name, is_short=False) for text in texts)
    changed_by = ""
    if has_base and base in (ours, theirs) and ours != theirs:
        changed_by = "theirs" if base == ours else "ours"
    return FieldInConflict(conflict.name, ours, base, theirs, changed_by)


def _agreed_title(marked: Marked) -> str:
    """The title of the track if both sides have the same."""
    titles = set()
    for text in (marked.ours, marked.theirs):
        try:
            value = read_value(text.removeprefix(BOM))
        except UnmergeableError:
            return ""
        title = value.get("title") if isinstance(value, Mapping) else None
        titles.add(title.text if isinstance(title, Single) else "")
    return titles.pop() if len(titles) == 1 else ""
