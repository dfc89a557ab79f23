"""Breakdown with sums: what fields come to in each group, as columns and as a table below the picture."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.sums.asked_sums import AskedSums
from prodash.model.sums.summed_fields import summed_fields
from prodash.model.sums.sums import Sum, sums_of
from prodash.model.views.grouping import Group
from prodash.render.formats.output import Output
from prodash.render.formats.sheet import Sheet
from prodash.render.groups.sum_columns import with_sums
from prodash.render.groups.sum_lines import sum_remarks
from prodash.render.groups.sum_table import sum_table
from prodash.render.terminal.screen import Screen

_Draw = Callable[[Sequence[Any], Screen], str]


class Summed(NamedTuple):
    """A breakdown with sums: its rows, its picture, and the sums of all tracks."""

    sheet: Sheet[Any]
    draw: _Draw
    total: Sequence[Sum]

    def remarks(self, output: Output) -> list[str]:
        """What neither the picture nor the format of *output* says."""
        says_it = output.allows_picture or output.format == "json"
        return [] if says_it else [*sum_remarks(self.total)]


def summed_breakdown(
    catalogue: Catalogue,
    tracks: Sequence[Track],
    groups: Sequence[Group],
    asked: AskedSums,
    sheet: Sheet[Any],
    draw: _Draw,
) -> Summed:
    """*sheet*, whose rows are *groups* of *tracks*, and the picture of *draw*, with the sums *asked* for.

    Raises UnknownNameError and UsageError.
    """
    fields = summed_fields(catalogue, asked)
    total = sums_of(fields, tracks)
    by_id = {group.id: sums_of(fields, group.tracks) for group in groups}
    known = {group.id: group for group in groups}

    def picture(rows: Sequence[Any], screen: Screen) -> str:
        shown = [known[sheet.identify(row)] for row in rows]
        below = sum_table(shown, by_id, total, screen) if shown else ""
        return "\n\n".join(filter(None, (draw(rows, screen), below)))

    return Summed(with_sums(sheet, by_id, total), picture, total)
