"""Groups: the values in the signature of a command, and the options that make them.

A command names a value such as `Filters` or `ChangeOptions` in its signature.  `with_options` puts the
options of the value's group in its place, so that every command has the same options with the same help.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from inspect import Parameter
from typing import Any, get_args

import typer

from prodash.model.catalogue.kinds import EntryKind
from prodash.options.change import ChangePlanOptions
from prodash.options.filters import FailIfOptions, FilterOptions
from prodash.options.global_options import GlobalOptions, apply_global_options
from prodash.options.option_group import OptionGroup, with_parameters
from prodash.options.output import OutputOptions
from prodash.session.session import Session

Group = type[OptionGroup]

GROUPS: Mapping[Any, Group] = {
    group.builds: group for group in (FilterOptions, FailIfOptions, OutputOptions, ChangePlanOptions)
}
"""The group of each value; another one that builds it is named beside it, as in `Annotated[Output, FormatOptions]`."""


def with_options(
    function: Callable[..., None], kind: EntryKind | None = None, about: str | None = None
) -> Callable[..., None]:
    """*function* with the options of its groups in place of their values, as Typer can read them.

    A parameter of the function's own stands in for a shared one of the same name.  A function that
    serves stages, workflows and projects alike asks for an `EntryKind`, and is given *kind*.
    The help is *about*, by default the function's docstring.
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
        if ctx.invoked_subcommand:
            return
        values = {name: group.value(_take(given, shared[name])) for name, group in groups.items()}
        known = {Session: session, EntryKind: kind}
        values |= {name: known[one.annotation] for name, one in parameters.items() if one.annotation in known}
        function(**values, **given)

    command.__doc__ = _unwrapped(about or function.__doc__ or "")
    return with_parameters(command, [*_expand(parameters, shared), *everywhere])


def _group_of(annotation: Any) -> Group | None:
    """The group that the annotation of a parameter names, or that of its value."""
    named = (one for one in get_args(annotation) if isinstance(one, type) and issubclass(one, OptionGroup))
    return next(named, None) or GROUPS.get(annotation)


def _expand(
    parameters: Mapping[str, Parameter], shared: Mapping[str, list[Parameter]]
) -> Iterator[Parameter]:
    """The parameters *parameters* for that stand for options, with the *shared* ones in place of their values."""
    for name, parameter in parameters.items():
        if name in shared:
            yield from shared[name]
        elif parameter.annotation not in {Session, EntryKind}:
            yield parameter.replace(kind=Parameter.KEYWORD_ONLY)


def _take(given: dict[str, Any], parameters: list[Parameter]) -> dict[str, Any]:
    """What was *given* for these parameters, taken out of it."""
    return {parameter.name: given.pop(parameter.name) for parameter in parameters}


def _unwrapped(text: str) -> str:
    """*text* with each paragraph on one line, for Typer keeps the line breaks of the source."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
