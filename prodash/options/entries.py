"""Entry options: what a stage, workflow or project has, and where it stands."""

from collections.abc import Iterable
from inspect import Parameter
from typing import Annotated, Any

import typer

from prodash.completion import values
from prodash.completion.values import Values
from prodash.model.colour import PALETTE
from prodash.model.entry import EntryKind, Position
from prodash.model.stage import Kind
from prodash.options.option_group import OptionGroup

_Text = str | None


def _key(name: str, help: str) -> Any:  # noqa: A002 (Typer's own word)
    return typer.Option(name, metavar="TEXT", help=help)


class EntryOptions(OptionGroup, builds=dict):
    """What an entry has besides its id; each kind has some of these keys."""

    name: Annotated[_Text, _key("--name", help="What people read.")] = None
    parent: Annotated[_Text, _key("--parent", help="The project that it is inside."), values.PROJECT] = None
    emoji: Annotated[_Text, _key("--emoji", help="A sign that goes with it.")] = None
    colour: Annotated[
        _Text,
        _key("--colour", help="A name from the palette, or #64748b."),
        Values(tuple(PALETTE)),
    ] = None
    due: Annotated[_Text, _key("--due", help="A date such as 2026-12-01 or +2w."), values.DAY] = None
    description: Annotated[_Text, _key("--description", help="What it means.")] = None
    category: Annotated[_Text, _key("--category", help="The group of workflows that it belongs to.")] = None
    kind: Annotated[_Text, _key("--kind", help="active, finished or archived."), Values(tuple(Kind))] = None

    @classmethod
    def parameters(cls, kind: EntryKind | None = None) -> Iterable[Parameter]:
        """The options for the keys that an entry of this kind can have."""
        return [one for one in super().parameters() if kind is None or one.name in kind.keys]


class PositionOptions(OptionGroup, builds=Position):
    """Where an entry is to stand."""

    before: Annotated[
        _Text,
        typer.Option("--before", metavar="ID", help="In front of this one."),
        values.ENTRY,
    ] = None
    after: Annotated[
        _Text,
        typer.Option("--after", metavar="ID", help="Behind this one."),
        values.ENTRY,
    ] = None
