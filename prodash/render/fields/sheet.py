"""Sheet: the custom fields of a catalogue as rows, each with what its tracks have in it."""

from collections.abc import Callable, Sequence

from prodash.model.catalogue.kinds import FIELD
from prodash.model.catalogue.value import Value
from prodash.model.custom_fields.usage import FieldUse, ValueCount
from prodash.render.fields.words import bar, short_type_words, times, type_words, value_words
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.style import BOLD, DIM

COMMONEST = 10
"""How many values an answer for programs has of each field."""

_SHOWN = (5, 3, 2, 1, 0)
"""How many values a table has of each field, from a wide screen to a narrow one; 0 shows one value, and of dates the years."""

_BAR_LENGTH = 10

_NO_BARS, _FEWER_VALUES, _SHORT_TYPE, _NO_DESCRIPTION, _NO_TWINS, _NO_TYPE, _NO_VALUES = 7, 6, 5, 4, 3, 2, 1
"""What a narrow screen does, the highest number first; values have one step for each of `_SHOWN`."""


def field_sheet(uses: Sequence[FieldUse], total: int) -> Sheet[FieldUse]:
    """A sheet with one row per field, in the order of *uses*, of *total* tracks."""
    return Sheet(
        kind="fields",
        noun="fields",
        columns=(*_use_columns(total), *_value_columns(), _description_column(uses)),
        rows=uses,
        identify=_name,
        locate=lambda use: FIELD.path if use.declared else "",
    )


def _use_columns(total: int) -> Sequence[Column[FieldUse]]:
    """The columns that say how many of *total* tracks have the field."""

    def share(use: FieldUse) -> float:
        return use.tracks / (total or 1)

    return (
        Column("name", _name, lambda use: Cell(use.name, BOLD), min_width=12),
        Column("tracks", lambda use: use.tracks, lambda use: Cell.number(use.tracks), is_number=True),
        Column(
            "share",
            lambda use: round(share(use), 4),
            lambda use: Cell(bar(share(use), _BAR_LENGTH), DIM),
            shorter=[(_NO_BARS, lambda _: "")],
        ),
    )


def _value_columns() -> Sequence[Column[FieldUse]]:
    return (
        Column(
            "type",
            lambda use: use.type_name,
            lambda use: Cell(type_words(use)),
            drop_order=_NO_TYPE,
            shorter=[(_SHORT_TYPE, short_type_words)],
        ),
        Column("is_list", lambda use: use.is_list),
        Column("is_declared", lambda use: use.declared is not None),
        Column("allowed", lambda use: use.declared.values if use.declared else ()),
        Column("others", lambda use: _commonest(use.others)),
        Column("first", lambda use: use.first),
        Column("last", lambda use: use.last),
        Column("different", lambda use: len(use.values)),
        Column(
            "values",
            lambda use: _commonest(use.values),
            lambda use: Cell(value_words(use, _SHOWN[0])),
            min_width=16,
            drop_order=_NO_VALUES,
            shorter=[(_FEWER_VALUES - step / 10, _words_of(most)) for step, most in enumerate(_SHOWN[1:])],
        ),
        Column(
            "twins",
            lambda use: tuple(twin._asdict() for twin in use.twins),
            lambda use: Cell(", ".join(times(twin.name, twin.tracks) for twin in use.twins)),
            min_width=8,
            drop_order=_NO_TWINS,
        ),
    )


def _description_column(uses: Sequence[FieldUse]) -> Column[FieldUse]:
    """The column `description`; a table shows it only if one of *uses* has a description."""

    def text(use: FieldUse) -> str:
        return use.declared.description if use.declared else ""

    return Column(
        "description",
        lambda use: text(use) or None,
        (lambda use: Cell(text(use))) if any(map(text, uses)) else None,
        min_width=16,
        drop_order=_NO_DESCRIPTION,
    )


def _name(use: FieldUse) -> str:
    return use.name


def _commonest(values: Sequence[ValueCount]) -> Value:
    return tuple(one._asdict() for one in values[:COMMONEST])


def _words_of(most: int) -> Callable[[FieldUse], str]:
    return lambda use: value_words(use, most)
