"""Selected change: change the tracks that the user's words and filters mean."""

from collections.abc import Callable

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.change.change import ChangePlan
from prodash.model.select.filters import Filters
from prodash.model.select.select import Selected
from prodash.session.change.options import ChangeOptions
from prodash.session.change.run import ASK_FROM, ChangeRun
from prodash.session.selecting import with_tracks_chosen
from prodash.session.session import Session


def change_selected(
    session: Session,
    filters: Filters,
    options: ChangeOptions,
    plan: Callable[[Catalogue, Selected], ChangePlan],
    *,
    ask_from: int = ASK_FROM,
) -> None:
    """Make the change that *plan* returns for the tracks that *filters* select; on a terminal, ask *ask_from* so many."""

    def change(filters: Filters) -> None:
        def plan_selected(catalogue: Catalogue) -> ChangePlan:
            selected = session.select(catalogue, filters, to_change=True, unasked=options.yes)
            return plan(catalogue, selected)

        ChangeRun(session, options, ask_from=ask_from).run_plan(plan_selected)

    with_tracks_chosen(session, filters, change)
