"""replace: one text for another in titles, notes and custom fields."""

from typing import Annotated

import typer

from prodash.completion.choices import TEXTS
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.change.replace import plan_replace, why_unchanged
from prodash.model.plan.plan import ChangePlan
from prodash.model.plan.replacement import parse_replacement
from prodash.model.select.filters import Filters
from prodash.session.change.options import ChangeOptions
from prodash.session.change.run import ChangeRun
from prodash.session.choose_tracks import with_tracks_chosen
from prodash.session.session import Session


def replace(
    session: Session,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The text to replace.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The text in its place; '' removes OLD.")],
    *,
    fields: Annotated[
        list[str] | None,
        typer.Option("--in", metavar="A,B", help="The fields, instead of title and notes."),
        TEXTS,
    ] = None,
    ignore_case: Annotated[bool, typer.Option("--ignore-case", "-i", help="Ignore the case of OLD.")] = False,
    is_regex: Annotated[
        bool, typer.Option("--regex", help="OLD is a regular expression, and \\1 in NEW its first group.")
    ] = False,
    filters: Filters,
    options: ChangeOptions,
) -> None:
    """Replace a text in the titles and notes of tracks.

    Without tracks or filters, it searches all tracks that are not archived. OLD is taken literally and its case counts; see
    --regex and --ignore-case.

    Example: prodash replace Vox Vocals --in title,notes --project summer-ep --dry-run
    """
    replacement = parse_replacement(old, new, fields or (), ignore_case=ignore_case, is_regex=is_regex)

    def run(filters: Filters) -> None:
        def plan(catalogue: Catalogue) -> ChangePlan:
            selected = session.select(catalogue, filters, to_change=True, without_question=options.yes)
            planned = plan_replace(catalogue, selected, replacement)
            if selected.tracks and not planned.to_write:
                session.outcome.add_remark(why_unchanged(catalogue, replacement, selected.tracks))
            return planned

        ChangeRun(session, options).run_plan(plan)

    with_tracks_chosen(session, filters, run)
