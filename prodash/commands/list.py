"""list: tracks as rows."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import TIMES
from prodash.model.catalogue.track import Track
from prodash.model.select.filters import Filters
from prodash.model.select.select import NO_TRACKS, FailIf, Selected, in_order
from prodash.model.sums.asked_sums import AskedSums
from prodash.options.grouping import GroupBy
from prodash.render.formats.output import TABLE, Output, arrange
from prodash.render.formats.sheet import Column, Sheet
from prodash.render.sheets.tracks import inherited_remarks, track_sheet
from prodash.session.session import Session

if TYPE_CHECKING:
    from prodash.model.select.both_sides import BothSides

    _Sides = Mapping[str, BothSides]


def list_tracks(
    session: Session,
    *,
    filters: Filters,
    fail_if: FailIf,
    output: Output,
    group_by: GroupBy = None,
    sums: AskedSums,
) -> None:
    """List tracks by stage and then by due date.

    --columns and --sort also take since, age and moved: since when a track is in its stage, for how many days, and when it
    moved last, as git knows.

    --group-by project puts tracks below the names of their projects. --sum, --mean, --min, --max and --count cover all
    selected tracks, whatever the --limit.

    Example: prodash list --stage mixing --due week
    """
    typed, output = output, session.settings.list_output(output)
    catalogue = session.load()
    selected = session.select(catalogue, filters, fail_if)
    if filters.is_empty and catalogue.is_empty:
        session.outcome.add_remark(NO_TRACKS)
    sides = _in_conflict(session, catalogue, filters, selected, output)
    sheet = _sheet(session, catalogue, selected.tracks, sides)
    sheet = _with_times(session, catalogue, sheet, _times_shown(filters, output))
    output = session.settings.usable_output(_with_group(sheet, group_by), output, typed)
    if group_by is not None or not sums.is_empty:
        from prodash.render.groups.answer import list_answer

        answer = list_answer(catalogue, sheet, group_by, sums, output, in_conflict=sides)
        _add_remarks(session, catalogue, answer.shown, sides, output)
        session.outcome.alarms += answer.sum_notes
        session.outcome.remarks += answer.remarks
        session.show(answer.sheet, answer.output, formats=answer.formats)
        return
    shown = sheet.rows if output.limit is None else arrange(sheet, output).rows
    _add_remarks(session, catalogue, shown, sides, output)
    session.show(sheet, output)


def _with_group(sheet: Sheet[Track], group_by: str | None) -> Sheet[Track]:
    """*sheet* with the column of the group too if there are groups, as a default may name it."""
    if group_by is None:
        return sheet
    from prodash.render.groups.sheet import GROUP

    return sheet._replace(columns=(Column(GROUP, lambda _: None), *sheet.columns))


def _add_remarks(
    session: Session, catalogue: Catalogue, shown: Sequence[Track], sides: "_Sides", output: Output
) -> None:
    """Say what marks in the *shown* rows mean, and which of these tracks are in conflict."""
    session.outcome.remarks += inherited_remarks(catalogue, shown, output)
    if sides:
        from prodash.session.resolve.in_list import tell_in_conflict

        tell_in_conflict(session, [track.path for track in shown if track.path in sides])


def _in_conflict(
    session: Session, catalogue: Catalogue, filters: Filters, selected: Selected, output: Output
) -> "_Sides":
    """The tracks in conflict that a table for people shows too, by path."""
    if output.format != TABLE or not catalogue.unread:
        return {}
    from prodash.session.resolve.in_list import tracks_in_conflict

    return tracks_in_conflict(session, catalogue, filters, selected)


def _sheet(session: Session, catalogue: Catalogue, tracks: Sequence[Track], sides: "_Sides") -> Sheet[Track]:
    """The *tracks*, and those in conflict with both *sides*."""
    if not sides:
        return track_sheet(catalogue, in_order(catalogue, tracks), session.today)
    from prodash.model.select.both_sides import agreed_track
    from prodash.render.sheets.both_sides import with_both_sides

    in_conflict = [agreed_track(catalogue, both) for both in sides.values()]
    rows = in_order(catalogue, [*tracks, *in_conflict])
    return with_both_sides(track_sheet(catalogue, rows, session.today), sides)


def _times_shown(filters: Filters, output: Output) -> Collection[str]:
    """The columns of the history that an answer has without being asked for them by name."""
    sorted_by = {name.lstrip("-") for text in output.sort for name in text.split(",")}
    return filters.times | (sorted_by.intersection(TIMES) if output.has_usual_columns else set())


def _with_times(
    session: Session, catalogue: Catalogue, sheet: Sheet[Track], shown: Collection[str]
) -> Sheet[Track]:
    """*sheet* with the columns of the history, of which a table shows those *shown*; without these only on request."""

    def columns() -> Sequence[Column[Track]]:
        from prodash.render.sheets.track_times import time_columns

        return time_columns(partial(session.time_of, catalogue), shown)

    if not shown:
        return sheet._replace(columns_on_request=columns)
    return sheet._replace(columns=(*sheet.columns, *columns()))
