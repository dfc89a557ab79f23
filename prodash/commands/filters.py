"""filters: the named filters."""

from functools import partial

from prodash import shell
from prodash.errors import ProdashError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.select.filters import Filters
from prodash.model.select.select import select
from prodash.model.settings.named_filters import NamedFilter
from prodash.render.formats.output import Output
from prodash.render.settings.filters import FilterRow, filter_sheet
from prodash.session.session import Session


def filters(session: Session, output: Output) -> None:
    """List the named filters and what they select.

    They are in prodash.yaml of the catalogue and in your own settings; --filter NAME or @NAME uses one wherever tracks are
    selected.

    Example: prodash filters
    """
    catalogue = session.load()
    rows = [FilterRow(one, _count(session, catalogue, one)) for one in session.settings.filters.all]
    if not rows:
        words = ["filters.focus", "--shared", "--", "--stage", catalogue.stage_line.example]
        command = shell.command("prodash", "config", "set", *words)
        session.outcome.add_remark(
            f"there are no named filters; {command} makes one for all, and without --shared for you"
        )
    session.show(filter_sheet(rows), output)


def _count(session: Session, catalogue: Catalogue, one: NamedFilter) -> int | None:
    """How many tracks the filter selects; None, with an alarm, if it cannot be used."""
    try:
        meant = session.settings.filters.applied_to(Filters(filter=(one.name,)))
        time_of = partial(session.time_of, catalogue)
        return len(select(catalogue, meant, session.today, time_of).tracks)
    except ProdashError as error:
        if not any(repr(one.name) in problem.message for problem in session.outcome.problems):
            session.outcome.add_alarm(str(error))
        return None
