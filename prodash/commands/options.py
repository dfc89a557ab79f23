"""Options: those that several commands share, each with its name and help, built once."""

from collections.abc import Collection, Mapping
from typing import Annotated, Any

import typer

from prodash.commands.everywhere import CatalogueOption, ColorOption, QuietOption
from prodash.completion import values
from prodash.completion.values import Values
from prodash.model.colour import PALETTE
from prodash.model.entry import EntryKind
from prodash.model.stage import Kind
from prodash.render.formats import FORMATS

_WHICH = "Which tracks"
_HOW = "How it is shown"
_ORDER = "In what order"
_CONDITION = "As a condition"
_Texts = list[str] | None


def format_name(formats: Collection[str], panel: str | None = _HOW) -> Any:
    """The option --format with these to choose from."""

    def parse(name: str) -> str:
        if name in formats:
            return name
        raise typer.BadParameter(f"there is no format {name!r}; write {', '.join(formats)}")

    return typer.Option(
        "--format",
        "-f",
        parser=parse,
        metavar="|".join(formats),
        help="The form of the answer.",
        rich_help_panel=panel,
    )


FormatName = Annotated[str, format_name(FORMATS), Values(tuple(FORMATS))]

EVERYWHERE: Mapping[str, Any] = {"catalogue": CatalogueOption, "color": ColorOption, "quiet": QuietOption}


def _how(*names: str, help: str, panel: str = _HOW, **more: Any) -> Any:  # noqa: A002 (Typer's own word)
    return typer.Option(*names, help=help, rich_help_panel=panel, **more)


_FORM: Mapping[str, Any] = {
    "format": FormatName,
    "columns": Annotated[
        _Texts,
        _how("--columns", metavar="A,B", help="These columns, in this order; your own keys too."),
        values.COLUMNS,
    ],
    "csv_safe": Annotated[
        bool, _how("--csv-safe", help="In CSV, put ' before a text that a spreadsheet takes for a formula.")
    ],
}

OUTPUT: Mapping[str, Any] = {
    **_FORM,
    "sort": Annotated[
        _Texts,
        _how(
            "--sort",
            metavar="A,-B",
            panel=_ORDER,
            help="By column A, then B turned around; without a value last.",
        ),
        values.SORT,
    ],
    "reverse": Annotated[bool, _how("--reverse", panel=_ORDER, help="The other way around.")],
    "limit": Annotated[
        int | None,
        _how("--limit", metavar="N", min=0, panel=_ORDER, help="The first N; how many there are is said."),
    ],
}

FAIL_IF: Mapping[str, Any] = {
    "fail_if_any": Annotated[
        bool, _how("--fail-if-any", panel=_CONDITION, help="Exit with 6 when a track is selected.")
    ],
    "fail_if_empty": Annotated[
        bool, _how("--fail-if-empty", panel=_CONDITION, help="Exit with 6 when no track is selected.")
    ],
}


def _which(*names: str, metavar: str, help: str) -> Any:  # noqa: A002 (Typer's own word)
    return typer.Option(*names, metavar=metavar, help=help, rich_help_panel=_WHICH)


FILTERS: Mapping[str, Any] = {
    "track": Annotated[
        _Texts,
        typer.Argument(metavar="[TRACK]...", help="Track ids; - reads them from stdin.", show_default=False),
        values.TRACKS,
    ],
    "stage": Annotated[
        _Texts, _which("--stage", "-s", metavar="A,B", help="In stage A or B."), values.STAGES
    ],
    "not_stage": Annotated[
        _Texts, _which("--not-stage", metavar="A,B", help="Neither in A nor in B."), values.STAGES
    ],
    "past": Annotated[
        str | None, _which("--past", metavar="A", help="In a later stage than A."), values.STAGE
    ],
    "before": Annotated[
        str | None, _which("--before", metavar="A", help="In an earlier stage than A."), values.STAGE
    ],
    "workflow": Annotated[
        _Texts,
        _which("--workflow", "-w", metavar="A,B|A+B|none", help="Needing A or B; A and B; nothing at all."),
        values.WORKFLOWS_OR_NONE,
    ],
    "not_workflow": Annotated[
        _Texts,
        _which("--not-workflow", metavar="A,B", help="Needing neither A nor B."),
        values.WORKFLOWS_OR_NONE,
    ],
    "project": Annotated[
        _Texts,
        _which("--project", "-p", metavar="A,B|none", help="In A or B or anything inside them; in none."),
        values.PROJECTS_OR_NONE,
    ],
    "due": Annotated[
        _Texts,
        _which(
            "--due",
            metavar="WHEN",
            help="overdue, today, week (the next 7 days), month, none, any, a date, A..B, ..B or A..",
        ),
        values.DUE,
    ],
    "search": Annotated[
        str | None,
        _which(
            "--search",
            "-q",
            metavar="TEXT",
            help="With TEXT in id, title, notes, projects or workflows, ignoring case and accents.",
        ),
    ],
    "where": Annotated[
        _Texts,
        _which(
            "--where", metavar="COND", help="Your own keys: bpm>=120, key~minor, isrc, !isrc. All must hold."
        ),
        values.CONDITION,
    ],
    "all": Annotated[bool, typer.Option("--all", "-a", help="Archived ones too.", rich_help_panel=_WHICH)],
}


DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Show what would change, write nothing.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
Commit = Annotated[
    str | None,
    typer.Option(
        "--commit",
        metavar="[MESSAGE]",
        help="Commit what was changed, and only that, to git; words the message where there is none.",
    ),
    values.MESSAGE,
]

WAY: Mapping[str, Any] = {
    "dry_run": DryRun,
    "yes": Yes,
    "commit": Commit,
    **_FORM,
}

SPOT: Mapping[str, Any] = {
    "before": Annotated[
        str | None, typer.Option("--before", metavar="ID", help="In front of this one."), values.ENTRY
    ],
    "after": Annotated[
        str | None, typer.Option("--after", metavar="ID", help="Behind this one."), values.ENTRY
    ],
}

_ENTRY_HELP = {
    "name": "What people read.",
    "parent": "The project that it is inside.",
    "emoji": "A sign that goes with it.",
    "colour": "A name from the palette, or #64748b.",
    "due": "A date such as 2026-12-01 or +2w.",
    "description": "What it means.",
    "category": "The group of workflows that it belongs to.",
    "kind": "active, finished or archived.",
}
_ENTRY_VALUES = {
    "parent": values.PROJECT,
    "colour": Values(tuple(PALETTE)),
    "due": values.DAY,
    "kind": Values(tuple(Kind)),
}


def entry_options(kind: EntryKind | None) -> Mapping[str, Any]:
    """The options for the keys that an entry of this kind can have besides its id."""
    return {
        key: Annotated[
            str | None,
            typer.Option(f"--{key}", metavar="TEXT", help=_ENTRY_HELP[key]),
            _ENTRY_VALUES.get(key, Values()),
        ]
        for key in (kind.keys if kind else ())
    }
