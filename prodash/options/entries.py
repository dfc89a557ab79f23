"""Entry options: the keys of a stage, workflow or project, and its position."""

from collections.abc import Iterable, Mapping
from inspect import Parameter
from typing import Annotated

import typer

from prodash.completion import choices
from prodash.completion.choices import Choices
from prodash.model.catalogue.colour import PALETTE
from prodash.model.catalogue.fields import ENTRY_TABLE, Field, Type
from prodash.model.catalogue.kinds import EntryKind, Position
from prodash.model.catalogue.stage import StageKind
from prodash.model.custom_fields.declared import TYPE_NAMES
from prodash.options.option_group import OptionGroup

_Text = str | None

_CHOICES: Mapping[Type, Choices] = {
    "project": choices.PROJECT,
    "colour": Choices(tuple(PALETTE)),
    "date": choices.DAY,
    "stage kind": Choices(tuple(StageKind)),
    "value type": Choices(TYPE_NAMES),
    "flag": Choices(("true", "false")),
}
"""What completion offers for keys of these types."""


class EntryOptions(OptionGroup, builds=dict):
    """An option for each key of an entry except the id."""

    @classmethod
    def parameters(cls, kind: EntryKind | None = None) -> Iterable[Parameter]:
        """The options for the keys of *kind*; without a kind, for the keys of all kinds."""
        return [_option(field) for field in ENTRY_TABLE if (field in kind.fields if kind else field.kinds)]


def _option(field: Field) -> Parameter:
    option = typer.Option(f"--{field.key}", metavar="TEXT", help=field.help)
    annotation = Annotated[_Text, option, _CHOICES.get(field.type, Choices())]
    return Parameter(field.key, Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


class PositionOptions(OptionGroup, builds=Position):
    """The position of an entry among the others."""

    before: Annotated[
        _Text,
        typer.Option("--before", metavar="ID", help="Put it before this one."),
        choices.ENTRY,
    ] = None
    after: Annotated[
        _Text,
        typer.Option("--after", metavar="ID", help="Put it after this one."),
        choices.ENTRY,
    ] = None
