"""Answer: a list of tracks in groups, with sums, or both, in every format."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.sums.asked_sums import AskedSums
from prodash.model.sums.summed_fields import SummedField, summed_fields
from prodash.model.sums.sums import sums_of
from prodash.model.views.group_fields import resolve_grouping
from prodash.model.views.grouping import grouped
from prodash.render.formats.formats import FORMATS, Format, as_table
from prodash.render.formats.output import TABLE, Output, arrange
from prodash.render.formats.sheet import Sheet
from prodash.render.groups.sheet import grouped_sheet, in_groups, overlap_remarks
from prodash.render.groups.sum_columns import SUMS, for_programs
from prodash.render.groups.sum_lines import sum_remarks, with_sums_below
from prodash.render.groups.table import grouped_table

_HAVE_SUMS = (TABLE, "json")
"""The formats with a place for sums; the others have them as notes on stderr."""


class ListAnswer(NamedTuple):
    """A list of tracks in the order asked for.

    output     what is left of the output options
    shown      the tracks of the rows up to the limit
    remarks    what to say about the groups
    sum_notes  the sums, for a format that has no place for them
    """

    sheet: Sheet[Any]
    output: Output
    formats: Mapping[str, Format]
    shown: Sequence[Track]
    remarks: Sequence[str] = ()
    sum_notes: Sequence[str] = ()


def list_answer(
    catalogue: Catalogue,
    sheet: Sheet[Track],
    group_by: str | None,
    sums: AskedSums,
    output: Output,
    in_conflict: Collection[str] = (),
) -> ListAnswer:
    """*sheet* in groups by the field *group_by*, unless that is None, with the *sums* asked for.

    The tracks at the paths *in_conflict* count for no sum.  Raises UnknownNameError and UsageError.
    """
    fields = summed_fields(catalogue, sums)
    answer = (
        _without_groups(sheet, output)
        if group_by is None
        else _in_groups(catalogue, sheet, group_by, fields, output, in_conflict)
    )
    if not fields:
        return answer
    total = sums_of(fields, _not_in_conflict(sheet.rows, in_conflict))
    return answer._replace(
        sheet=answer.sheet._replace(facts={**answer.sheet.facts, SUMS: for_programs(total)}),
        formats={**answer.formats, TABLE: with_sums_below(answer.formats[TABLE], total)},
        sum_notes=() if output.format in _HAVE_SUMS else tuple(sum_remarks(total)),
    )


def _without_groups(sheet: Sheet[Track], output: Output) -> ListAnswer:
    shown = arrange(sheet, output).rows
    return ListAnswer(sheet, output, {**FORMATS, TABLE: as_table}, shown)


def _in_groups(
    catalogue: Catalogue,
    sheet: Sheet[Track],
    group_by: str,
    fields: Sequence[SummedField],
    output: Output,
    in_conflict: Collection[str],
) -> ListAnswer:
    by = resolve_grouping(catalogue, group_by)
    groups = [group for group in grouped(catalogue, sheet.rows, by) if group.tracks]
    sums = {n: sums_of(fields, _not_in_conflict(group.tracks, in_conflict)) for n, group in enumerate(groups)}
    ordered, rest = in_groups(grouped_sheet(sheet, groups, by, sums), output)
    return ListAnswer(
        ordered,
        rest,
        {**FORMATS, TABLE: grouped_table(sums)},
        [row.track for row in ordered.rows[: output.limit]],
        tuple(overlap_remarks(ordered.rows, output)),
    )


def _not_in_conflict(tracks: Iterable[Track], in_conflict: Collection[str]) -> list[Track]:
    return [track for track in tracks if track.path not in in_conflict]
