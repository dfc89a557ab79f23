"""Defaults: the value of each default and where it comes from, as rows."""

from collections.abc import Sequence

from prodash.model.settings.keys import Value
from prodash.model.settings.sources import SourcedDefault
from prodash.render.formats.sheet import Cell, Column, Sheet, reference_column
from prodash.render.terminal.style import BOLD, DIM
from prodash.render.terminal.width import clean


def default_sheet(rows: Sequence[SourcedDefault]) -> Sheet[SourcedDefault]:
    """A sheet with one row per default."""
    return Sheet(
        kind="config",
        noun="settings",
        columns=(
            Column("key", lambda row: row.key.name, lambda row: Cell(row.key.name)),
            Column("value", lambda row: row.value, lambda row: _value(row.value), min_width=12),
            Column("source", lambda row: row.source),
            reference_column("place", _place, min_width=12, drop_order=1)._replace(
                value=lambda row: row.place or None
            ),
            Column(
                "meaning",
                lambda row: row.key.help,
                lambda row: Cell(row.key.help.removesuffix(".")),
                min_width=16,
                drop_order=2,
            ),
        ),
        rows=rows,
        identify=lambda row: row.key.name,
        locate=lambda row: row.place if row.source in {"user", "catalogue"} else "",
    )


def _place(row: SourcedDefault) -> str:
    return row.place or row.source


def _value(value: Value | None) -> Cell:
    if value is None:
        return Cell("–", DIM)
    if isinstance(value, bool):
        return Cell("yes" if value else "no", BOLD)
    return Cell(clean(", ".join(value) if isinstance(value, tuple) else str(value)), BOLD)
