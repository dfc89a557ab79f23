"""Groups: the options that several commands share, put into the signature of a command.

A command asks for a value such as `Filters` or `ChangeOptions` in its signature.  `with_options` replaces
the value by the options of its group, so that every command has the same options with the same help.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from importlib import import_module
from inspect import Parameter
from typing import Any, get_args

import typer

from prodash.model.catalogue.kinds import EntryKind
from prodash.options.global_options import GlobalOptions, apply_global_options
from prodash.options.help_text import help_text
from prodash.options.option_group import OptionGroup, with_parameters
from prodash.render.formats.output import FOR_READING, TABLE
from prodash.session.session import Session

Group = type[OptionGroup]

GROUPS: Mapping[str, str] = {
    "Filters": "filters:FilterOptions",
    "FailIf": "filters:FailIfOptions",
    "Output": "output:OutputOptions",
    "AskedSums": "grouping:SumOptions",
    "ChangeOptions": "change:ChangePlanOptions",
}
"""The module and the name of the usual group of each value; a command names another one as in `Annotated[Output, FormatOptions]`."""


def with_options(
    function: Callable[..., None], kind: EntryKind | None = None, about: str | None = None
) -> Callable[..., None]:
    """*function* with options in place of the values that they build, ready for Typer.

    A parameter of the function replaces a shared option of the same name.  A function for stages,
    workflows and projects has a parameter of type `EntryKind` and receives *kind*.
    The help is *about*, by default the docstring of the function.
    """
    parameters = inspect.signature(function).parameters
    groups = {name: group for name, one in parameters.items() if (group := _group_of(one.annotation))}
    shared = {
        name: [option for option in group.parameters(kind) if option.name not in parameters]
        for name, group in groups.items()
    }
    everywhere = list(GlobalOptions.parameters())

    @wraps(function)
    def command(*, ctx: typer.Context, **given: Any) -> None:
        session = apply_global_options(ctx.obj, **_take(given, everywhere))
        session.settings.has_defaults = given.get("format", TABLE) in FOR_READING
        if ctx.invoked_subcommand:
            return
        values = {name: group.value_in(session, _take(given, shared[name])) for name, group in groups.items()}
        known = {Session: session, EntryKind: kind, typer.Context: ctx}
        values |= {name: known[one.annotation] for name, one in parameters.items() if one.annotation in known}
        function(**values, **given)

    command.__doc__ = _unwrapped(about or help_text(function))
    return with_parameters(command, [*_expand(parameters, shared), *everywhere])


def _group_of(annotation: Any) -> Group | None:
    """The group that an annotation names, or the usual group of its value; None if there is neither."""
    named = (one for one in get_args(annotation) if isinstance(one, type) and issubclass(one, OptionGroup))
    return next(named, None) or _usual_group(annotation)


def _usual_group(value: Any) -> Group | None:
    """The group in GROUPS of *value*, imported for the commands that have it; None if there is none."""
    where = GROUPS.get(getattr(value, "__name__", ""))
    if where is None:
        return None
    module, _, name = where.partition(":")
    group: Group = getattr(import_module(f"prodash.options.{module}"), name)
    return group


def _expand(
    parameters: Mapping[str, Parameter], shared: Mapping[str, list[Parameter]]
) -> Iterator[Parameter]:
    """The *parameters* that are options, with the *shared* options in place of the values that they build."""
    for name, parameter in parameters.items():
        if name in shared:
            yield from shared[name]
        elif parameter.annotation not in {Session, EntryKind, typer.Context}:
            yield parameter.replace(kind=Parameter.KEYWORD_ONLY)


def _take(given: dict[str, Any], parameters: list[Parameter]) -> dict[str, Any]:
    """Remove the values of these parameters from *given* and return them."""
    return {parameter.name: given.pop(parameter.name) for parameter in parameters}


def _unwrapped(text: str) -> str:
    """*text* with each paragraph on one line, because Typer keeps the line breaks of the source."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
