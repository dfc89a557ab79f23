"""Filter options: the tracks that a command selects, the same for every command."""

from collections.abc import Iterable, Mapping
from inspect import Parameter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from prodash.completion import choices
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf
from prodash.options.option_group import OptionGroup
from prodash.session.session import Session

if TYPE_CHECKING:
    from prodash.model.catalogue.kinds import EntryKind

_WHICH = "Which tracks"
_CONDITION = "Exit code"
_Texts = list[str] | None


def _filter_option(*names: str, help: str, metavar: str | None = None) -> Any:  # noqa: A002 (Typer's own word)
    return typer.Option(*names, metavar=metavar, help=help, rich_help_panel=_WHICH)


class FilterOptions(OptionGroup, builds=Filters):
    """The tracks that a command selects."""

    track: Annotated[
        _Texts,
        typer.Argument(
            metavar="[TRACK]...",
            help="Tracks by id, title or path; - reads them from stdin.",
            show_default=False,
        ),
        choices.SELECTED,
    ] = None
    stage: Annotated[
        _Texts, _filter_option("--stage", "-s", metavar="A,B", help="In stage A or B."), choices.STAGES
    ] = None
    not_stage: Annotated[
        _Texts, _filter_option("--not-stage", metavar="A,B", help="Not in stage A or B."), choices.STAGES
    ] = None
    past: Annotated[
        str | None, _filter_option("--past", metavar="A", help="In a stage after A."), choices.STAGE
    ] = None
    before: Annotated[
        str | None, _filter_option("--before", metavar="A", help="In a stage before A."), choices.STAGE
    ] = None
    workflow: Annotated[
        _Texts,
        _filter_option(
            "--workflow",
            "-w",
            metavar="A,B",
            help="Needs A or B; A+B: both; none: nothing.",
        ),
        choices.WORKFLOWS_OR_NONE,
    ] = None
    not_workflow: Annotated[
        _Texts,
        _filter_option("--not-workflow", metavar="A,B", help="Needs neither A nor B."),
        choices.WORKFLOWS_OR_NONE,
    ] = None
    project: Annotated[
        _Texts,
        _filter_option(
            "--project",
            "-p",
            metavar="A,B",
            help="In A or B or inside them; A+B: in both; none: in no project.",
        ),
        choices.PROJECTS_OR_NONE,
    ] = None
    not_project: Annotated[
        _Texts,
        _filter_option("--not-project", metavar="A,B", help="Neither in A nor in B nor inside them."),
        choices.PROJECTS_OR_NONE,
    ] = None
    due: Annotated[
        _Texts,
        _filter_option(
            "--due",
            metavar="WHEN",
            help="overdue, today, week (the next 7 days), month, none, any, a date, or a range: q1, A..B, ..B, A..",
        ),
        choices.DUE,
    ] = None
    not_due: Annotated[
        _Texts, _filter_option("--not-due", metavar="WHEN", help="Not due then, or at all."), choices.DUE
    ] = None
    search: Annotated[
        str | None,
        _filter_option(
            "--search",
            "-q",
            metavar="TEXT",
            help="TEXT is in id, title, notes, projects or workflows; case and accents are ignored.",
        ),
    ] = None
    where: Annotated[
        _Texts,
        _filter_option(
            "--where",
            metavar="COND",
            help="A condition: bpm=100..125, key~minor, isrc, !isrc. Repeat to narrow down.",
        ),
        choices.CONDITION,
    ] = None
    moved_since: Annotated[
        str | None,
        _filter_option(
            "--moved-since",
            metavar="WHEN",
            help="Moved to another stage on that day or later, as git knows: 2026-11-01, monday, 2w.",
        ),
        choices.PAST_DAY,
    ] = None
    in_stage_for: Annotated[
        str | None,
        _filter_option(
            "--in-stage-for",
            metavar="LENGTH",
            help="In its stage for that long or longer, as git knows: 30d, 4w, 3m.",
        ),
        choices.STAY_LENGTH,
    ] = None
    filter: Annotated[
        _Texts,
        _filter_option(
            "--filter",
            metavar="NAME",
            help="A named filter of prodash.yaml or of your own; @NAME for short. Repeat to narrow down.",
        ),
        choices.NAMED_FILTER,
    ] = None
    all: Annotated[bool, _filter_option("--all", "-a", help="Include archived tracks.")] = False

    @classmethod
    def value_in(cls, session: Session, given: Mapping[str, Any]) -> Any:
        """The filters built from the options *given*, with what the named ones mean; raises UsageError."""
        return session.settings.with_named_filters(cls.value(given))


class EveryTrackOptions(FilterOptions):
    """The tracks of a command that leaves out no archived ones."""

    @classmethod
    def parameters(cls, kind: "EntryKind | None" = None) -> Iterable[Parameter]:
        """The options as parameters, without the one for archived tracks."""
        return (option for option in super().parameters(kind) if option.name != "all")


class UnnamedTracksOptions(FilterOptions):
    """The tracks of a command with subcommands, which takes no names of tracks."""

    @classmethod
    def parameters(cls, kind: "EntryKind | None" = None) -> Iterable[Parameter]:
        """The options as parameters, without the argument."""
        return (option for option in super().parameters(kind) if option.name != "track")


def _fail_option(name: str, help: str) -> Any:  # noqa: A002 (Typer's own word)
    return typer.Option(name, help=help, rich_help_panel=_CONDITION)


class FailIfOptions(OptionGroup, builds=FailIf):
    """The conditions under which a command exits with 6."""

    fail_if_any: Annotated[
        bool, _fail_option("--fail-if-any", help="Exit with 6 if any track is selected.")
    ] = False
    fail_if_empty: Annotated[
        bool, _fail_option("--fail-if-empty", help="Exit with 6 if no track is selected.")
    ] = False


class FailIfDifferentOptions(OptionGroup, builds=FailIf):
    """The conditions under which a command that compares exits with 6."""

    fail_if_any: Annotated[bool, _fail_option("--fail-if-any", help="Exit with 6 if anything differs.")] = (
        False
    )
    fail_if_empty: Annotated[
        bool, _fail_option("--fail-if-empty", help="Exit with 6 if nothing differs.")
    ] = False
