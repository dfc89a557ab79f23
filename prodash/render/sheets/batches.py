"""Batches: the changes that can be undone and redone, as rows."""

from collections.abc import Sequence

from prodash.model.plan.batch import Batch
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.style import DIM
from prodash.render.terminal.width import clean

_PROGRAM = "prodash "
"""What every command begins with; a narrow screen has no room for it."""


def batch_sheet(batches: Sequence[Batch]) -> Sheet[Batch]:
    """A sheet with one row per batch, in the order given."""
    return Sheet(
        kind="batches",
        noun="batches",
        columns=(
            Column(
                "number", lambda batch: batch.number, lambda batch: Cell(f"{batch.number}"), is_number=True
            ),
            Column(
                "time",
                lambda batch: batch.time or None,
                lambda batch: Cell(batch.when),
                drop_order=2,
                place=1,
            ),
            Column(
                "command",
                lambda batch: batch.command,
                lambda batch: Cell(clean(batch.command)),
                min_width=30,
                shorter=[(4, lambda batch: clean(batch.command.removeprefix(_PROGRAM)))],
                cut_in_middle=True,
            ),
            Column("summary", lambda batch: batch.summary or None),
            Column(
                "files",
                lambda batch: batch.files,
                lambda batch: Cell.number(batch.files),
                drop_order=3,
                is_number=True,
            ),
            Column("undone", lambda batch: batch.undone, _undone if any(b.undone for b in batches) else None),
            Column(
                "committed",
                lambda batch: batch.committed,
                _committed if any(b.committed for b in batches) else None,
            ),
        ),
        rows=batches,
        identify=lambda batch: str(batch.number),
        locate=lambda _: "",
    )


def _undone(batch: Batch) -> Cell:
    return Cell("yes" if batch.undone else "", DIM)


def _committed(batch: Batch) -> Cell:
    return Cell("yes" if batch.committed else "", DIM)
