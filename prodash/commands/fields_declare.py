"""fields_declare: write to fields.yaml what the values of a custom field are."""

from collections.abc import Callable
from typing import Annotated

import typer

from prodash.completion.choices import ENTRY_CHANGES, KEYS, Choices
from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.custom_fields.declared import TYPE_NAMES
from prodash.model.fields.declare import (
    Declaration,
    count_disagreeing,
    parse_declaration,
    plan_add_field,
    plan_set_field,
)
from prodash.model.plan.plan import ChangePlan
from prodash.options.change import NewField
from prodash.render.terminal.words import pluralise
from prodash.session.change.options import ChangeOptions
from prodash.session.change.run import ChangeRun
from prodash.session.session import Session


def add(
    session: Session,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="The name of the field."), KEYS],
    kind: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="What its values are."), Choices(TYPE_NAMES)
    ] = None,
    values: Annotated[
        str | None, typer.Option("--values", metavar="A,B", help="The values that are allowed.")
    ] = None,
    is_list: Annotated[bool, typer.Option("--list", help="A track has a list of such values.")] = False,
    description: Annotated[
        str | None, typer.Option("--description", metavar="TEXT", help="What it stands for.")
    ] = None,
    *,
    new_field: NewField = False,
    options: ChangeOptions,
) -> None:
    """Declare a custom field in fields.yaml.

    Then check warns of other values, set refuses them, and completion and editors offer the right ones. The types are
    number, text, date, length, version, bool, link, file and track. Tracks do not change.

    Example: prodash fields add key --values "A minor,C major"
    """
    typed = {"type": kind, "values": values, "list": "true" if is_list else None, "description": description}
    declaration: Declaration = {}
    for key, text in typed.items():
        declaration = {**declaration, **(parse_declaration(key, text) if text else {})}
    _run(
        session, options, lambda catalogue: plan_add_field(catalogue, field, declaration, new_field=new_field)
    )


def set_values(
    session: Session,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD KEY=VALUE...",
            help="The name of the field, and what changes.",
            show_default=False,
        ),
        ENTRY_CHANGES,
    ],
    *,
    options: ChangeOptions,
) -> None:
    """Change what fields.yaml declares of a custom field.

    The keys are type, list, values and description; KEY= removes one, values+=A,B and values-=A,B change the list. Tracks do
    not change; prodash fields rename gives a field another name.

    Example: prodash fields set key "values+=D minor"
    """
    field, *changes = words
    if not changes or "=" in field:
        raise UsageError("name a field, and its changes, as in 'prodash fields set bpm type=number'")
    _run(session, options, lambda catalogue: plan_set_field(catalogue, field, changes))


def _run(session: Session, options: ChangeOptions, make: Callable[[Catalogue], ChangePlan]) -> None:
    def plan(catalogue: Catalogue) -> ChangePlan:
        planned = make(catalogue)
        if tracks := count_disagreeing(catalogue, planned) if planned.to_write else 0:
            session.outcome.add_remark(
                f"{pluralise(tracks, 'track')} {'has' if tracks == 1 else 'have'} other values; 'prodash check' names them"
            )
        return planned

    ChangeRun(session, options).run_plan(plan)
