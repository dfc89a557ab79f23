"""Filter options: which tracks a command is about, the same on every command that selects some."""

from typing import Annotated, Any

import typer

from prodash.completion import values
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf
from prodash.options.option_group import OptionGroup

_WHICH = "Which tracks"
_CONDITION = "As a condition"
_Texts = list[str] | None


def _filter_option(*names: str, help: str, metavar: str | None = None) -> Any:  # noqa: A002 (Typer's own word)
    return typer.Option(*names, metavar=metavar, help=help, rich_help_panel=_WHICH)


class FilterOptions(OptionGroup, builds=Filters):
    """Which tracks a command is about."""

    track: Annotated[
        _Texts,
        typer.Argument(metavar="[TRACK]...", help="Track ids; - reads them from stdin.", show_default=False),
        values.TRACKS,
    ] = None
    stage: Annotated[
        _Texts, _filter_option("--stage", "-s", metavar="A,B", help="In stage A or B."), values.STAGES
    ] = None
    not_stage: Annotated[
        _Texts, _filter_option("--not-stage", metavar="A,B", help="Neither in A nor in B."), values.STAGES
    ] = None
    past: Annotated[
        str | None, _filter_option("--past", metavar="A", help="In a later stage than A."), values.STAGE
    ] = None
    before: Annotated[
        str | None, _filter_option("--before", metavar="A", help="In an earlier stage than A."), values.STAGE
    ] = None
    workflow: Annotated[
        _Texts,
        _filter_option(
            "--workflow", "-w", metavar="A,B|A+B|none", help="Needing A or B; A and B; nothing at all."
        ),
        values.WORKFLOWS_OR_NONE,
    ] = None
    not_workflow: Annotated[
        _Texts,
        _filter_option("--not-workflow", metavar="A,B", help="Needing neither A nor B."),
        values.WORKFLOWS_OR_NONE,
    ] = None
    project: Annotated[
        _Texts,
        _filter_option(
            "--project", "-p", metavar="A,B|none", help="In A or B or anything inside them; in none."
        ),
        values.PROJECTS_OR_NONE,
    ] = None
    due: Annotated[
        _Texts,
        _filter_option(
            "--due",
            metavar="WHEN",
            help="overdue, today, week (the next 7 days), month, none, any, a date, A..B, ..B or A..",
        ),
        values.DUE,
    ] = None
    search: Annotated[
        str | None,
        _filter_option(
            "--search",
            "-q",
            metavar="TEXT",
            help="With TEXT in id, title, notes, projects or workflows, ignoring case and accents.",
        ),
    ] = None
    where: Annotated[
        _Texts,
        _filter_option(
            "--where", metavar="COND", help="Your own keys: bpm>=120, key~minor, isrc, !isrc. All must hold."
        ),
        values.CONDITION,
    ] = None
    all: Annotated[bool, _filter_option("--all", "-a", help="Archived ones too.")] = False


def _fail_option(name: str, help: str) -> Any:  # noqa: A002 (Typer's own word)
    return typer.Option(name, help=help, rich_help_panel=_CONDITION)


class FailIfOptions(OptionGroup, builds=FailIf):
    """When a command that did its work is to fail."""

    fail_if_any: Annotated[
        bool, _fail_option("--fail-if-any", help="Exit with 6 when a track is selected.")
    ] = False
    fail_if_empty: Annotated[
        bool, _fail_option("--fail-if-empty", help="Exit with 6 when no track is selected.")
    ] = False
