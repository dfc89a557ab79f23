"""Import rows: what the cells of one row say of a track, and how that differs from what it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import due_of, parse_iso_date
from prodash.model.catalogue.fields import LISTS, TRACK_FIELDS, type_of
from prodash.model.catalogue.kinds import BY_FIELD
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text
from prodash.model.catalogue.vocabulary import Vocabulary
from prodash.model.change.change import TRACK, Change, SetValue
from prodash.model.change.set_custom_fields import own_value_change
from prodash.model.change.set_fields import stage_change, text_change, text_of
from prodash.model.change.set_names import names_change
from prodash.model.imports.cells import as_cell, as_names, from_cell, from_names, from_text, text_cell
from prodash.model.imports.columns import Column
from prodash.model.imports.headers import DUE_FROM
from prodash.model.imports.table import CONTROLS, Row
from prodash.model.names.characters import BYTE_ORDER_MARK
from prodash.model.names.keywords import ANY, NONE
from prodash.model.names.names import loose, readable


def cells_of(row: Row, columns: Sequence[Column]) -> tuple[dict[str, str], dict[str, str]]:
    """The cells of the fields and those of the own keys, by name.

    Raises UsageError where the row has more cells than the header, or is where another file begins.
    """
    if any(BYTE_ORDER_MARK in cell for cell in row.cells):
        raise UsageError(
            "it has a byte order mark (U+FEFF), as where files were joined; import each, or take it out"
        )
    fields: dict[str, str] = {}
    own: dict[str, str] = {}
    for column, cell in zip(columns, row.cells, strict=False):
        if column.name:
            (own if column.own else fields)[column.name] = cell
    nameless = [cell for column, cell in zip(columns, row.cells, strict=False) if not column.header]
    if any(cell.strip() for cell in (*nameless, *row.cells[len(columns) :])):
        raise UsageError("it has more cells than the header; put a cell that has commas in quotes")
    return fields, own


class Values:
    """Makes values of cells, as one catalogue understands them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._spelt: dict[tuple[str, str], str] = {}

    def of(self, fields: Mapping[str, str], own: Mapping[str, str], track: Track) -> dict[str, Value]:
        """The values that a row gives a track, None for an empty cell; raises ProdashError for a bad one.

        A cell that says what the track's own cell would say is never bad.
        """
        values: dict[str, Value] = {}
        for field, cell in fields.items():
            if field in TRACK_FIELDS:
                present = _present(track, field)
                values[field] = present if cell == _cell(present) else self._value(field, cell)
        if fields.get(DUE_FROM, "").strip() and values.get("due"):
            values["due"] = self._own_day(str(values["due"]), values.get("projects", track.projects))
        for key, cell in own.items():
            here = track.own.get(key)
            values[key] = here if cell == as_cell(here) else from_cell(cell)
        return values

    def _value(self, field: str, cell: str) -> Value:
        match type_of(field):
            case "stage":
                return self._catalogue.stages.get(cell.strip()).id if cell.strip() else None
            case "names":
                return self._names(BY_FIELD[field].of(self._catalogue), cell)
            case "date":
                return _day(field, cell.strip())
            case "line" if CONTROLS.search(cell):
                raise UsageError(f"a {field} is one line without control characters")
        return from_text(cell) if cell.strip() else None

    def _names(self, vocabulary: Vocabulary[Any], cell: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._name(vocabulary, name) for name in from_names(cell)))

    def _name(self, vocabulary: Vocabulary[Any], name: str) -> str:
        """The id that a name means; one that is new, where any is fine, in the spelling of its first row."""
        thing = vocabulary.find(name) if not vocabulary.closed else vocabulary.get(name)
        if thing is None and name.casefold() in {NONE, ANY}:
            raise UsageError(f"{name!r} is no name; leave the cell empty")
        return thing.id if thing else self._spelt.setdefault((vocabulary.kind, loose(name)), name)

    def _own_day(self, day: str, projects: Value) -> str | None:
        """No date of its own where the day is the one that the projects hand down."""
        names = tuple(map(as_text, projects)) if isinstance(projects, tuple) else ()
        handed_down = due_of(Track("", "", "", projects=names), self._catalogue.projects)
        if handed_down and handed_down.day.isoformat() == day:
            return None
        has = f"hand down {handed_down.day}" if handed_down else "hand down no date"
        raise UsageError(
            f"due is {day} and its projects {has}; empty due_from where the date is the track's own, or else due"
        )


def differing(track: Track, values: Mapping[str, Value]) -> tuple[str, ...]:
    """The fields and keys in which *values* say something else than *track*."""
    return tuple(key for key, value in values.items() if not _same(track, key, value))


def change_of(catalogue: Catalogue, track: Track, key: str, value: Value) -> Change:
    """What another value does to one field or key; raises UsageError where it cannot be.

    A stage is never taken away.
    """
    planned = _change(catalogue, track, key, value)
    if isinstance(planned, str):
        raise UsageError(f"{track.path}: {planned}")
    return planned


def unchanged(track: Track, key: str) -> Change:
    """The change that leaves a field or key as it is."""
    value = _present(track, key)
    return SetValue(TRACK, track.id, track.path, key, value, value)


def _change(catalogue: Catalogue, track: Track, key: str, value: Value) -> Change | str:
    match type_of(key):
        case "stage":
            return stage_change(track, catalogue.stages.get(str(value)))
        case "names":
            ids = tuple(map(as_text, value)) if isinstance(value, tuple) else ()
            return names_change(BY_FIELD[key].of(catalogue), track, key, [("=", ids)])
        case "own":
            return own_value_change(track, key, value)
    return text_change(track, key, as_text(value))


def _present(track: Track, key: str) -> Value:
    """What a track says in a field or key; None for nothing."""
    match type_of(key):
        case "names":
            names: tuple[str, ...] = getattr(track, key)
            return names
        case "own":
            return track.own.get(key)
    return text_of(track, key) or None


def _cell(present: Value) -> str:
    """The cell that `list -f csv` writes for one of prodash's own fields."""
    if isinstance(present, tuple):
        return as_names(tuple(map(as_text, present)))
    return text_cell(as_text(present))


def _same(track: Track, key: str, value: Value) -> bool:
    present = _present(track, key)
    if key == "stage" and value is None:
        return True
    if key == "title":
        return (value or readable(track.id)) == present
    if key in LISTS:
        return set(value or ()) == set(present or ())  # type: ignore[arg-type]
    return not SetValue(TRACK, track.id, track.path, key, present, value).changes_something


def _day(field: str, text: str) -> str | None:
    if text and parse_iso_date(text) is None:
        raise UsageError(f"{field}: {text!r} is not a date as YYYY-MM-DD, such as 2026-12-01")
    return text or None
