"""Changing tracks: how every command changes the tracks that the user named or filtered."""

from collections.abc import Callable, Sequence

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import type_of
from prodash.model.change.assignment import Assignment
from prodash.model.change.set_fields import PLAIN, SetOptions, plan_changes
from prodash.model.change.set_stage import archived_that_stay, no_step_remark
from prodash.model.plan.plan import ChangePlan
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf, Selected
from prodash.render.formats.left_out import staying_remark
from prodash.session.change.options import ChangeOptions
from prodash.session.change.run import ChangeRun
from prodash.session.choose_tracks import with_tracks_chosen
from prodash.session.session import Session


def tell_new_fields(session: Session, catalogue: Catalogue, plan: ChangePlan) -> None:
    """Say which custom fields no track has had before *plan*."""
    if all(type_of(change.field) != "custom" for change in plan.to_write):
        return
    from prodash.model.change.fields_meant import new_fields_remark

    if remark := new_fields_remark(catalogue, plan):
        session.outcome.add_remark(remark)


def no_tracks_named(options: ChangeOptions, to_do: str = "change", empty: Sequence[str] = ()) -> UsageError:
    """The error that neither tracks nor filters were given, so that there is nothing *to_do*; *empty* are filters without words."""
    took = f"; --commit took {options.commit!r} as its message, so put it last" if options.commit else ""
    took += f"; the filter {empty[0]!r} is empty" if empty else ""
    return UsageError(f"name the tracks to {to_do}: ids, a filter such as --stage, or --all{took}")


def plan_assignments(
    session: Session,
    catalogue: Catalogue,
    selected: Selected,
    assignments: Sequence[Assignment],
    options: SetOptions = PLAIN,
) -> ChangePlan:
    """The plan of `plan_changes`; remarks say which tracks take no part in a step."""
    plan = plan_changes(catalogue, selected, assignments, options)
    tell_new_fields(session, catalogue, plan)
    if remark := no_step_remark(catalogue, selected.tracks, assignments, plan):
        session.outcome.add_remark(remark)
    if staying := archived_that_stay(catalogue, selected, assignments):
        session.outcome.add_remark(staying_remark(staying))
    return plan


def change_tracks(
    session: Session,
    filters: Filters,
    options: ChangeOptions,
    plan: Callable[[Catalogue, Selected], ChangePlan],
    fail_if: FailIf | None = None,
    narrow: Callable[[Catalogue, Filters], Filters] = lambda _, filters: filters,
) -> None:
    """Make the change that *plan* returns for the tracks that *filters* select.

    *narrow* gives the filters to use instead, where they depend on the catalogue.
    Raises UsageError if no filter is given, and whatever selecting and *plan* raise.
    """
    if filters.is_empty:
        raise no_tracks_named(options, empty=filters.filter)

    def change(filters: Filters) -> None:
        def plan_selected(catalogue: Catalogue) -> ChangePlan:
            chosen = narrow(catalogue, filters)
            selected = session.select(
                catalogue, chosen, fail_if, to_change=True, without_question=options.yes
            )
            return plan(catalogue, selected)

        ChangeRun(session, options).run_plan(plan_selected, hide_field=True)

    with_tracks_chosen(session, filters, change)
