"""Import rows: the values in the cells of one row."""

from collections.abc import Mapping, Sequence
from typing import Any

from prodash import shell
from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Due, due_of
from prodash.model.catalogue.fields import TRACK_FIELDS, type_of
from prodash.model.catalogue.kinds import BY_FIELD
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text, parse_scalar
from prodash.model.catalogue.vocabulary import Vocabulary
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.imports.cells import (
    DUE_FROM,
    cell_to_names,
    cell_to_text,
    names_to_cell,
    text_to_cell,
    value_to_cell,
)
from prodash.model.imports.column import Column
from prodash.model.imports.dates import CellDates, is_date
from prodash.model.imports.declared_cells import allowed_cell, is_declared_date
from prodash.model.imports.differences import current_value
from prodash.model.imports.spreadsheets import is_same, kind_of, typed_like
from prodash.model.imports.table import CONTROLS, Row
from prodash.model.names.characters import BYTE_ORDER_MARK
from prodash.model.names.keywords import ANY, NONE
from prodash.model.names.names import match_key
from prodash.model.plan.place import place_in, place_of_key


def cells_by_name(row: Row, columns: Sequence[Column]) -> tuple[dict[str, str], dict[str, str]]:
    """The cells of the fields and of the custom fields, each by name.

    Raises UsageError if the row has more cells than the header, or a byte order mark.
    """
    if any(BYTE_ORDER_MARK in cell for cell in row.cells):
        raise UsageError(
            "it has a byte order mark (U+FEFF), perhaps because files were joined; import each file, or delete it"
        )
    fields: dict[str, str] = {}
    custom: dict[str, str] = {}
    for column, cell in zip(columns, row.cells, strict=False):
        if column.name:
            (custom if column.is_custom else fields)[column.name] = cell
    nameless = [cell for column, cell in zip(columns, row.cells, strict=False) if not column.header]
    if any(cell.strip() for cell in (*nameless, *row.cells[len(columns) :])):
        raise UsageError("it has more cells than the header; put cells that contain commas in quotes")
    return fields, custom


class CellReader:
    """Turns cells into values, with the stages, workflows and projects of one catalogue."""

    def __init__(self, catalogue: Catalogue, columns: Sequence[Column], dates: CellDates) -> None:
        self._catalogue, self._dates = catalogue, dates
        self._columns = {column.name: column for column in columns}
        self._new_names: dict[tuple[str, str], str] = {}
        self._examples: dict[str, Value] = {}

    def read(self, fields: Mapping[str, str], custom: Mapping[str, str], track: Track) -> dict[str, Value]:
        """The values of a row by field and key, None for an empty cell.

        A cell that agrees with the current value of *track* is always accepted.
        Raises ProdashError for a cell that cannot be understood.
        """
        values: dict[str, Value] = {}
        for field, cell in fields.items():
            if field == "due" and DUE_FROM not in fields and self._is_of_project(cell, track):
                values[field] = None
            elif field in TRACK_FIELDS:
                current = current_value(track, field)
                unchanged = cell == _exported_cell(field, current) or self._is_same(cell, current)
                values[field] = current if unchanged else self._field_value(field, cell)
        if fields.get(DUE_FROM, "").strip() and values.get("due"):
            self._require_inherited(str(values["due"]), values.get("projects", track.projects))
            values["due"] = None
        for name, cell in custom.items():
            values |= self._custom_values(name, cell, track)
        return values

    def _custom_values(self, name: str, cell: str, track: Track) -> dict[str, Value]:
        """The value of a custom field under the key that *track* has for it; none if it stays and has no such key."""
        column = self._columns[name]
        field = column.field or CustomField(name, (name,))
        current = field.value_in(track)
        texts = tuple(map(as_text, current)) if isinstance(current, tuple) else None
        unchanged = (
            cell_to_names(cell) == (texts or ())
            if column.is_list and (texts is not None or not cell.strip())
            else not column.is_list and (cell == value_to_cell(current) or self._is_same(cell, current))
        )
        place = place_in(self._catalogue, track, field) if column.field else place_of_key(track, name)
        if unchanged and (isinstance(place, str) or field.path):
            return {}
        if isinstance(place, str):
            raise UsageError(place)
        if field.path:
            raise UsageError(f"{name} is a part of a mapping, which no import changes; {_leave_out(column)}")
        return {place.name: current if unchanged else self._custom_value(column, cell, current)}

    def _is_same(self, cell: str, current: Value) -> bool:
        """Whether *cell* is *current* as a spreadsheet writes it; a cell in the format of the dates is what it says."""
        return is_same(cell, current) and not (is_date(current) and self._dates.in_format(cell))

    def _custom_value(self, column: Column, cell: str, current: Value) -> Value:
        """The value in *cell*, of the type that the field has in this track or else in all others."""
        key = column.name
        try:
            if column.is_list:
                return allowed_cell(
                    self._catalogue, key, tuple(map(parse_scalar, cell_to_names(cell))) or None
                )
            example = self._example(column) if current is None else current
            has_dates = column.is_date or is_date(example) or is_declared_date(self._catalogue, key)
            day = self._dates.read_figures(cell) if has_dates else None
            return allowed_cell(self._catalogue, key, day or typed_like(cell, example))
        except UsageError as error:
            raise UsageError(f"{self._place(key)}: {error}") from None

    def _example(self, column: Column) -> Value:
        """A value of the field in another track; None if they have values of several types."""
        key = column.name
        if key not in self._examples:
            field = column.field or CustomField(key, (key,))
            others = [value for one in self._catalogue.tracks if (value := field.value_in(one)) is not None]
            self._examples[key] = others[0] if len({*map(kind_of, others)}) == 1 else None
        return self._examples[key]

    def _place(self, key: str) -> str:
        """The name of a field or key, and the header of its column if that is another."""
        header = self._columns[key].header if key in self._columns else key
        return key if header == key else f"{key} (column {header!r})"

    def _field_value(self, field: str, cell: str) -> Value:
        match type_of(field):
            case "stage":
                return self._catalogue.stages.get(cell.strip()).id if cell.strip() else None
            case "names":
                return self._ids_in_cell(BY_FIELD[field].vocabulary_of(self._catalogue), cell)
            case "date":
                return self._read_date(field, cell)
            case "line" if CONTROLS.search(cell):
                raise UsageError(f"a {field} must be one line without control characters")
        return cell_to_text(cell) if cell.strip() else None

    def _read_date(self, field: str, cell: str) -> str | None:
        try:
            return self._dates.read_with_time(cell) if cell.strip() else None
        except UsageError as error:
            raise UsageError(f"{self._place(field)}: {error}") from None

    def _ids_in_cell(self, vocabulary: Vocabulary[Any], cell: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._id_for_name(vocabulary, name) for name in cell_to_names(cell)))

    def _id_for_name(self, vocabulary: Vocabulary[Any], name: str) -> str:
        """The id of the entry with this name; a new name, if allowed, is spelt as in its first row."""
        entry = vocabulary.find(name) if not vocabulary.is_declared else vocabulary.get(name)
        if entry is None and name.casefold() in {NONE, ANY}:
            raise UsageError(f"{name!r} is not a name; leave the cell empty")
        return entry.id if entry else self._new_names.setdefault((vocabulary.kind, match_key(name)), name)

    def _is_of_project(self, cell: str, track: Track) -> bool:
        """Whether the date in *cell* is the one that *track*, which has none of its own, has from its projects."""
        inherited = None if track.due else self._inherited(track.projects)
        if inherited is None:
            return False
        day = inherited.day.isoformat()
        return cell.strip() == day or self._is_same(cell, day) or self._dates.in_format(cell) == inherited.day

    def _inherited(self, projects: Value) -> Due | None:
        names = tuple(map(as_text, projects)) if isinstance(projects, tuple) else ()
        return due_of(Track("", "", "", projects=names), self._catalogue.projects)

    def _require_inherited(self, day: str, projects: Value) -> None:
        """Raise UsageError unless a track in *projects* inherits *day* from them."""
        inherited = self._inherited(projects)
        if inherited and inherited.day.isoformat() == day:
            return
        dates = f"are due {inherited.day}" if inherited else "have no due date"
        raise UsageError(
            f"due is {day} but its projects {dates}; clear due_from to keep the date for this track, or clear due"
        )


def _leave_out(column: Column) -> str:
    return f"leave the column out with {shell.join(['--without', column.header])}, and write 'prodash set {column.name}=VALUE'"


def _exported_cell(field: str, current: Value) -> str:
    """The cell that `list -f csv` writes for the value of a field."""
    if isinstance(current, tuple):
        return names_to_cell(tuple(map(as_text, current)))
    return text_to_cell(as_text(current), one_line=type_of(field) == "line")
