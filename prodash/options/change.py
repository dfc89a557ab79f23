"""Change options: how a change is to be made, where an entry is to stand, and what it can have."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from prodash.completion import values
from prodash.completion.values import Values
from prodash.model.entry import EntryKind
from prodash.options.output import FORM

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
    **FORM,
}

POSITION: Mapping[str, Any] = {
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


def entry_options(kind: EntryKind | None) -> Mapping[str, Any]:
    """The options for the keys that an entry of this kind can have besides its id."""
    if kind is None:
        return {}
    known = _entry_values()
    return {
        key: Annotated[
            str | None,
            typer.Option(f"--{key}", metavar="TEXT", help=_ENTRY_HELP[key]),
            known.get(key, Values()),
        ]
        for key in kind.keys
    }


def _entry_values() -> Mapping[str, Values]:
    """What completion can offer for some of the keys."""
    from prodash.model.colour import PALETTE
    from prodash.model.stage import Kind

    return {
        "parent": values.PROJECT,
        "colour": Values(tuple(PALETTE)),
        "due": values.DAY,
        "kind": Values(tuple(Kind)),
    }
