"""Difference sheet: what differs between two versions of a catalogue, as rows, one for each change."""

from collections.abc import Callable

from prodash.model.catalogue.kinds import KINDS
from prodash.model.catalogue.value import Value, as_text
from prodash.model.comparison.catalogues import Comparison
from prodash.model.comparison.difference import Difference, What
from prodash.model.plan.change import TRACK
from prodash.render.changes.values import differing_values
from prodash.render.formats.sheet import Cell, Column, Sheet, reference_column
from prodash.render.terminal.width import clean


def difference_sheet(comparison: Comparison, facts: dict[str, Value]) -> Sheet[Difference]:
    """A sheet with one row for each difference; *facts* says what was compared.

    What was removed has no id and no path to go on with.
    """
    names = {
        (kind.name, entry.id): entry.name
        for kind in KINDS.values()
        for entry in kind.vocabulary_of(comparison.both).in_order
    }
    titles = {track.path: track.title for track in comparison.both.tracks}

    def title(row: Difference) -> str:
        change = row.change
        return titles[change.path] if change.kind == TRACK else names.get((change.kind, change.id), change.id)

    def cells(row: Difference) -> tuple[Cell, ...]:
        """The value before and after, with names instead of ids; of long texts only the lines that differ."""
        shown = differing_values(row.change, comparison.both)
        values = (row.change.before, row.change.after)
        return tuple(
            Cell(one.text if one and as_text(value) else "") for one, value in zip(shown, values, strict=True)
        )

    return Sheet(
        kind="differences",
        noun="differences",
        columns=_columns(title, cells),
        rows=comparison.differences,
        identify=lambda row: row.change.id if _is_track_still_there(row) else "",
        locate=lambda row: row.change.path if _is_track_still_there(row) else "",
        facts=facts,
    )


def _columns(
    title: Callable[[Difference], str], cells: Callable[[Difference], tuple[Cell, ...]]
) -> tuple[Column[Difference], ...]:
    """The columns, with the *title* of the track or entry, and the *cells* of its value before and after."""
    return (
        _text_column("what", lambda row: row.what.value),
        _text_column("kind", lambda row: row.change.kind)._replace(drop_order=3, is_optional=True),
        _text_column("title", title)._replace(min_width=12),
        _text_column("field", lambda row: row.change.field),
        Column("before", lambda row: row.change.before, lambda row: cells(row)[0], min_width=10),
        Column("after", lambda row: row.change.after, lambda row: cells(row)[1], min_width=10),
        reference_column("id", lambda row: row.change.id, min_width=12, drop_order=2),
        Column("path", lambda row: row.change.path),
    )


def _text_column(name: str, text: Callable[[Difference], str]) -> Column[Difference]:
    return Column(name, text, lambda row: Cell(clean(text(row))))


def _is_track_still_there(row: Difference) -> bool:
    return row.change.kind == TRACK and row.what is not What.REMOVED
