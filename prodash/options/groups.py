"""Bundles: values in the signature of a command that stand for options which several commands share.

A command names a bundle such as `Session`, `Filters` or `ChangeOptions` in its signature.  `with_options` puts
in its place the options that make one, so that every command has the same options with the same help.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, NamedTuple, get_args

import typer

from prodash.model.entry import EntryKind, Position
from prodash.model.filters import Filters
from prodash.model.query import FailIf
from prodash.options.change import POSITION, WAY, entry_options
from prodash.options.filters import FAIL_IF, FILTERS
from prodash.options.global_options import EVERYWHERE, apply_global_options
from prodash.options.output import FORM, OUTPUT, FormatName
from prodash.render.output import Output
from prodash.session import Session


class ChangeOptions(NamedTuple):
    """How a change is to be made, as typed; `commit` None makes no commit, an empty one words its own message.

    The plan is told `aside`, on stderr, where the command answers with something else.
    """

    dry_run: bool = False
    yes: bool = False
    commit: str | None = None
    format: str = "table"
    columns: Sequence[str] = ()
    csv_safe: bool = False
    aside: bool = False

    @property
    def output(self) -> Output:
        """How the plan is to look."""
        return Output(self.format, self.columns, csv_safe=self.csv_safe)


class Form(Output):
    """How an answer is to look whose rows have an order of their own."""

    __slots__ = ()


class EntryOptions(dict[str, str]):
    """What the user gave for the keys of a stage, workflow or project, as typed."""


def with_options(function: Callable[..., None], kind: EntryKind | None = None) -> Callable[..., None]:
    """*function* with options in the place of its bundles, as Typer can read them.

    A parameter of the function's own stands in for a shared one of the same name.  A function that
    serves stages, workflows and projects alike asks for an `EntryKind`, and is given *kind*.
    """
    asked = tuple(inspect.signature(function).parameters.values())
    own = {parameter.name for parameter in asked}
    options = {
        Filters: FILTERS,
        Output: OUTPUT,
        Form: FORM,
        FailIf: FAIL_IF,
        ChangeOptions: WAY,
        Position: POSITION,
        EntryOptions: entry_options(kind),
    }
    parameters = [_parameter("ctx", typer.Context)]
    for parameter in asked:
        if parameter.annotation in options:
            shared = options[parameter.annotation]
            parameters += [_parameter(name, option) for name, option in shared.items() if name not in own]
        elif parameter.annotation not in {Session, EntryKind}:
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
    parameters += [_parameter(name, option) for name, option in EVERYWHERE.items()]

    @wraps(function)
    def command(*, ctx: typer.Context, **given: Any) -> None:
        session = apply_global_options(ctx.obj, **{name: given.pop(name) for name in EVERYWHERE})
        if ctx.invoked_subcommand:
            return
        bundles: dict[Any, Any] = {Session: session, EntryKind: kind}
        for bundle in options.keys() & {parameter.annotation for parameter in asked}:
            names = options[bundle].keys() - own
            bundles[bundle] = _bundle(bundle, {name: given.pop(name) for name in names})
        function(
            **{p.name: bundles[p.annotation] if p.annotation in bundles else given[p.name] for p in asked}
        )

    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    about = function.__doc__ or ""
    command.__doc__ = _flowing(about.format(kind=kind, **_WORDS[kind.name]) if kind else about)
    return command


def _flowing(text: str) -> str:
    """*text* with each paragraph on one line, for Typer keeps the line breaks of the source."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


_WORDS = {
    "stage": {
        "one": "mixing",
        "other": "recorded",
        "new": "Demo",
        "option": "--colour teal",
        "place": "behind the last active one",
        "losing": "Tracks in it go to the one that --into names, and without tracks it needs none.",
    },
    "workflow": {
        "one": "artwork",
        "other": "mastering",
        "new": "Stems",
        "option": "--emoji 🎚",
        "place": "at the end",
        "losing": "Tracks that need it lose it, or get the one that --into names.",
    },
    "project": {
        "one": "summer-ep",
        "other": "harbour",
        "new": "Winter EP",
        "option": "--due 2027-02-05",
        "place": "at the end",
        "losing": "Tracks in it lose it, or go to the one that --into names; projects inside it move up.",
    },
}
"""Words for the help of what serves stages, workflows and projects alike."""


def _parameter(name: str, option: Any) -> inspect.Parameter:
    if option is typer.Context:
        default: Any = inspect.Parameter.empty
    else:
        default = "table" if option is FormatName else False if get_args(option)[:1] == (bool,) else None
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=option)


def _bundle(bundle: Any, given: Mapping[str, Any]) -> Any:
    """The bundle of what was *given*; what was not has the bundle's own default."""
    typed = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in given.items()
        if value is not None
    }
    return bundle(**typed)
