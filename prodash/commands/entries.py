"""entries: what `stages`, `workflows` and `projects` do besides showing themselves."""

from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from prodash.completion.values import ENTRY
from prodash.model.catalogue.kinds import PROJECT, STAGE, WORKFLOW, EntryKind, Position
from prodash.model.entries.add import plan_add
from prodash.model.entries.move import plan_move
from prodash.model.entries.remove import plan_remove
from prodash.model.entries.rename import plan_rename
from prodash.options.entries import EntryOptions, PositionOptions
from prodash.session.change_options import ChangeOptions
from prodash.session.change_run import ChangeRun
from prodash.session.session import Session

_ENTRY = Annotated[str, typer.Argument(metavar="ID", help="Its id or name."), ENTRY]
_NEW = Annotated[
    str | None,
    typer.Argument(metavar="[NEW]", help="Its new name; the id follows from it.", show_default=False),
]
_NAME = Annotated[str, typer.Argument(metavar="NAME", help="Its name; the id follows from it.")]
_VALUES = Annotated[Mapping[str, str], EntryOptions]
_POSITION = Annotated[Position, PositionOptions]

_WORDS = {
    STAGE: {
        "one": "mixing",
        "other": "recorded",
        "new": "Demo",
        "option": "--colour teal",
        "place": "behind the last active one",
        "tracks": "Tracks in it go to the one that --into names, and without tracks it needs none.",
    },
    WORKFLOW: {
        "one": "artwork",
        "other": "mastering",
        "new": "Stems",
        "option": "--emoji 🎚",
        "place": "at the end",
        "tracks": "Tracks that need it lose it, or get the one that --into names.",
    },
    PROJECT: {
        "one": "summer-ep",
        "other": "harbour",
        "new": "Winter EP",
        "option": "--due 2027-02-05",
        "place": "at the end",
        "tracks": "Tracks in it lose it, or go to the one that --into names; projects inside it move up.",
    },
}
"""What the help of each kind has in the place of the words in braces."""


def help_of(function: Callable[..., None], kind: EntryKind) -> str:
    """The help of one of these commands for this kind: its docstring with the words of the kind."""
    return (function.__doc__ or "").format(kind=kind, **_WORDS[kind])


def add(
    session: Session,
    kind: EntryKind,
    title: _NAME,
    values: _VALUES,
    position: _POSITION,
    options: ChangeOptions,
) -> None:
    """Add a {kind.name}: {place}, or where --before or --after says.

    Example: prodash {kind.plural} add "{new}" {option} --after {one}
    """
    position.check()
    today = session.today
    ChangeRun(session, options).run_plan(
        lambda catalogue: plan_add(catalogue, kind, title, values, position, today)
    )


def rename(
    session: Session,
    kind: EntryKind,
    entry_id: _ENTRY,
    new: _NEW = None,
    *,
    values: _VALUES,
    options: ChangeOptions,
) -> None:
    """Rename a {kind.name}: its name, its id, and every file that names it.

    The options change what else it has, with or without a new name; an empty one takes it away.

    Example: prodash {kind.plural} rename {one} "{new}"
    """
    today = session.today
    ChangeRun(session, options).run_plan(
        lambda catalogue: plan_rename(catalogue, kind, entry_id, new, values, today)
    )


def move(
    session: Session, kind: EntryKind, entry_id: _ENTRY, position: _POSITION, options: ChangeOptions
) -> None:
    """Move a {kind.name} to another place in the order.

    Example: prodash {kind.plural} move {one} --before {other}
    """
    position.check()
    ChangeRun(session, options).run_plan(lambda catalogue: plan_move(catalogue, kind, entry_id, position))


def remove(
    session: Session,
    kind: EntryKind,
    entry_id: _ENTRY,
    into: Annotated[
        str | None, typer.Option("--into", metavar="ID", help="What its tracks get instead."), ENTRY
    ] = None,
    *,
    options: ChangeOptions,
) -> None:
    """Remove a {kind.name}. {tracks}

    Example: prodash {kind.plural} remove {one} --into {other}
    """
    ChangeRun(session, options).run_plan(lambda catalogue: plan_remove(catalogue, kind, entry_id, into))
