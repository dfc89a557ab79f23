"""entries: add, set, rename, move and remove stages, workflows and projects."""

from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from prodash.completion.choices import ENTRY, ENTRY_CHANGES
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import PROJECT, STAGE, WORKFLOW, EntryKind, Position
from prodash.model.entries.add import also_listed, plan_add
from prodash.model.entries.assignments import split_id_and_changes
from prodash.model.entries.change import plan_rename, plan_set
from prodash.model.entries.move import plan_move
from prodash.model.entries.remove import plan_remove
from prodash.model.plan.plan import ChangePlan
from prodash.options.entries import EntryOptions, PositionOptions
from prodash.options.help_text import help_text
from prodash.session.change.options import ChangeOptions
from prodash.session.change.run import ChangeRun
from prodash.session.session import Session

_ENTRY = Annotated[str, typer.Argument(metavar="ID", help="Its id or name."), ENTRY]
_CHANGES = Annotated[
    list[str],
    typer.Argument(metavar="ID FIELD=VALUE...", help="Its id or name, and what changes.", show_default=False),
    ENTRY_CHANGES,
]
_NEW = Annotated[str, typer.Argument(metavar="NEW", help="Its new name; the id is made from it.")]
_NAME = Annotated[str, typer.Argument(metavar="NAME", help="Its name; the id is made from it.")]
_VALUES = Annotated[Mapping[str, str], EntryOptions]
_POSITION = Annotated[Position, PositionOptions]

_WORDS = {
    STAGE: {
        "one": "mixing",
        "other": "recorded",
        "new": "Demo",
        "option": "--colour teal",
        "change": 'colour=teal description="Balance and polish"',
        "place": "after the last active one",
        "tracks": "--into names the stage that its tracks move to; an empty stage does not need it.",
    },
    WORKFLOW: {
        "one": "artwork",
        "other": "mastering",
        "new": "Stems",
        "option": "--emoji 🎚",
        "change": "emoji=🎨",
        "place": "at the end",
        "tracks": "Tracks that need it lose it, or get the workflow that --into names.",
    },
    PROJECT: {
        "one": "summer-ep",
        "other": "harbour",
        "new": "Winter EP",
        "option": "--due 2027-02-05",
        "change": "due+=2w",
        "place": "at the end",
        "tracks": "Its tracks leave it, or move to the project that --into names; projects inside it move up.",
    },
}
"""The words that the help of each kind has in place of the braces."""


def help_of(function: Callable[..., None], kind: EntryKind) -> str:
    """The help of a command for this kind: its docstring with the words of the kind."""
    *keys, last = kind.keys
    fields = f"{', '.join(keys)} and {last}"
    return help_text(function).format(kind=kind, fields=fields, **_WORDS[kind])


def add(
    session: Session,
    entry_kind: EntryKind,
    entry_name: _NAME,
    values: _VALUES,
    position: _POSITION,
    options: ChangeOptions,
) -> None:
    """Add a {kind.name}, {place} unless you say where.

    Example: prodash {kind.plural} add "{new}" {option} --after {one}
    """
    position.check()
    today = session.today

    def plan(catalogue: Catalogue) -> ChangePlan:
        plan = plan_add(catalogue, entry_kind, entry_name, values, position, today)
        if others := also_listed(plan):
            names = ", ".join(others)
            session.outcome.add_remark(
                f"{entry_kind.path} is new and must list what tracks name too: {names}"
            )
        return plan

    ChangeRun(session, options).run_plan(plan)


def set_values(session: Session, entry_kind: EntryKind, words: _CHANGES, options: ChangeOptions) -> None:
    """Change values of a {kind.name}.

    The fields are {fields}; FIELD= removes one. To change its id with its name, use rename.

    Example: prodash {kind.plural} set {one} {change}
    """
    entry_id, changes = split_id_and_changes(entry_kind, words)
    today = session.today
    ChangeRun(session, options).run_plan(
        lambda catalogue: plan_set(catalogue, entry_kind, entry_id, changes, today)
    )


def rename(
    session: Session,
    entry_kind: EntryKind,
    entry_id: _ENTRY,
    new: _NEW,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="TEXT", help="The name that people read, where NEW is an id."),
    ] = None,
    *,
    options: ChangeOptions,
) -> None:
    """Change the name and id of a {kind.name}, in its tracks too.

    Example: prodash {kind.plural} rename {one} "{new}"
    """
    today = session.today

    def plan(catalogue: Catalogue) -> ChangePlan:
        _tell_still_named(session, catalogue, entry_kind, entry_id)
        return plan_rename(catalogue, entry_kind, entry_id, new, name, today)

    ChangeRun(session, options).run_plan(plan)


def move(
    session: Session, entry_kind: EntryKind, entry_id: _ENTRY, position: _POSITION, options: ChangeOptions
) -> None:
    """Move a {kind.name} to another place in the order.

    Example: prodash {kind.plural} move {one} --before {other}
    """
    position.check()
    ChangeRun(session, options).run_plan(
        lambda catalogue: plan_move(catalogue, entry_kind, entry_id, position)
    )


def remove(
    session: Session,
    entry_kind: EntryKind,
    entry_id: _ENTRY,
    into: Annotated[
        str | None, typer.Option("--into", metavar="ID", help="What its tracks get instead."), ENTRY
    ] = None,
    *,
    options: ChangeOptions,
) -> None:
    """Remove a {kind.name}.

    {tracks}

    Example: prodash {kind.plural} remove {one} --into {other}
    """

    def plan(catalogue: Catalogue) -> ChangePlan:
        _tell_still_named(session, catalogue, entry_kind, entry_id)
        return plan_remove(catalogue, entry_kind, entry_id, into)

    ChangeRun(session, options).run_plan(plan)


def _tell_still_named(session: Session, catalogue: Catalogue, entry_kind: EntryKind, entry_id: str) -> None:
    """Tell which filters and templates go on naming an entry that is renamed or removed."""
    from prodash.model.settings.mentions import filters_naming
    from prodash.session.change.still_named import templates_naming

    for one in filters_naming(session.settings.filters.all, catalogue, entry_kind, entry_id):
        session.outcome.add_remark(
            f"the filter {one.name!r} in {one.file} names {entry_id!r}; correct it there"
        )
    session.outcome.remarks += templates_naming(session, catalogue, entry_kind, entry_id)
