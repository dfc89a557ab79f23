"""Entry options: what a stage, workflow or project has, and where it stands."""

from collections.abc import Iterable, Mapping
from inspect import Parameter
from typing import Annotated

import typer

from prodash.completion import values
from prodash.completion.values import Values
from prodash.model.catalogue.colour import PALETTE
from prodash.model.catalogue.fields import ENTRY_TABLE, Field, Type
from prodash.model.catalogue.kinds import EntryKind, Position
from prodash.model.catalogue.stage import StageKind
from prodash.options.option_group import OptionGroup

_Text = str | None

_CHOICES: Mapping[Type, Values] = {
    "project": values.PROJECT,
    "colour": Values(tuple(PALETTE)),
    "date": values.DAY,
    "stage kind": Values(tuple(StageKind)),
}
"""What completion offers for keys of some types."""


class EntryOptions(OptionGroup, builds=dict):
    """What an entry has besides its id: an option for each key of its kind."""

    @classmethod
    def parameters(cls, kind: EntryKind | None = None) -> Iterable[Parameter]:
        """The options for the keys that an entry of this kind can have; without a kind, for those of all kinds."""
        return [_option(field) for field in ENTRY_TABLE if (field in kind.fields if kind else field.kinds)]


def _option(field: Field) -> Parameter:
    option = typer.Option(f"--{field.key}", metavar="TEXT", help=field.help)
    annotation = Annotated[_Text, option, _CHOICES.get(field.type, Values())]
    return Parameter(field.key, Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


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
