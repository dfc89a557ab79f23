"""Options: those that several commands share, built once.

A command names a `Session` or `Filters` in its signature.  `with_options` puts in their place the
options that make one, so that every command has the same options with the same help.
"""

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, Any, get_args

import typer

from prodash.commands.everywhere import CatalogueOption, ColorOption, told
from prodash.model.filters import Filters
from prodash.render.formats import FORMATS
from prodash.session import Session

_WHICH = "Which tracks"
_Texts = list[str] | None


def _format(name: str) -> str:
    if name in FORMATS:
        return name
    raise typer.BadParameter(f"there is no format {name!r}; write {', '.join(FORMATS)}")


FormatName = Annotated[
    str,
    typer.Option("--format", "-f", parser=_format, metavar="|".join(FORMATS), help="The form of the answer."),
]

_EVERYWHERE: Mapping[str, Any] = {"catalogue": CatalogueOption, "color": ColorOption}


def _which(*names: str, metavar: str, help: str) -> Any:  # noqa: A002 (Typer's own word)
    return typer.Option(*names, metavar=metavar, help=help, rich_help_panel=_WHICH)


_FILTERS: Mapping[str, Any] = {
    "track": Annotated[
        _Texts,
        typer.Argument(metavar="[TRACK]...", help="Track ids; - reads them from stdin.", show_default=False),
    ],
    "stage": Annotated[_Texts, _which("--stage", "-s", metavar="A,B", help="In stage A or B.")],
    "not_stage": Annotated[_Texts, _which("--not-stage", metavar="A,B", help="Neither in A nor in B.")],
    "past": Annotated[str | None, _which("--past", metavar="A", help="In a later stage than A.")],
    "before": Annotated[str | None, _which("--before", metavar="A", help="In an earlier stage than A.")],
    "workflow": Annotated[
        _Texts,
        _which("--workflow", "-w", metavar="A,B|A+B|none", help="Needing A or B; A and B; nothing at all."),
    ],
    "not_workflow": Annotated[
        _Texts, _which("--not-workflow", metavar="A,B", help="Needing neither A nor B.")
    ],
    "project": Annotated[
        _Texts,
        _which("--project", "-p", metavar="A,B|none", help="In A or B or anything inside them; in none."),
    ],
    "due": Annotated[
        _Texts,
        _which(
            "--due",
            metavar="WHEN",
            help="overdue, today, week (the next 7 days), month, none, any, a date, A..B, ..B or A..",
        ),
    ],
    "search": Annotated[
        str | None,
        _which(
            "--search",
            "-q",
            metavar="TEXT",
            help="With TEXT in id, title, notes, projects or workflows, ignoring case and accents.",
        ),
    ],
    "where": Annotated[
        _Texts,
        _which(
            "--where", metavar="COND", help="Your own keys: bpm>=120, key~minor, isrc, !isrc. All must hold."
        ),
    ],
    "all": Annotated[bool, typer.Option("--all", "-a", help="Archived ones too.", rich_help_panel=_WHICH)],
}


def with_options(function: Callable[..., None]) -> Callable[..., None]:
    """*function* with options in the place of its `Session` and `Filters`, as Typer can read them.

    A parameter of the function's own stands in for a shared one of the same name.
    """
    asked = tuple(inspect.signature(function).parameters.values())
    own = {parameter.name for parameter in asked}
    parameters = [_parameter("ctx", typer.Context)]
    for parameter in asked:
        if parameter.annotation is Filters:
            parameters += [_parameter(name, kind) for name, kind in _FILTERS.items() if name not in own]
        elif parameter.annotation is not Session:
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
    parameters += [_parameter(name, kind) for name, kind in _EVERYWHERE.items()]

    @wraps(function)
    def command(*, ctx: typer.Context, **given: Any) -> None:
        bundles = {
            Session: told(ctx.obj, **{name: given.pop(name) for name in _EVERYWHERE}),
            Filters: _filters({name: given.pop(name) for name in _FILTERS.keys() - own if name in given}),
        }
        function(**{p.name: bundles.get(p.annotation) or given[p.name] for p in asked})

    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command


def _parameter(name: str, kind: Any) -> inspect.Parameter:
    default = (
        inspect.Parameter.empty if kind is typer.Context else False if get_args(kind)[:1] == (bool,) else None
    )
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)


def _filters(given: Mapping[str, Any]) -> Filters:
    typed: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in given.items()
        if value is not None
    }
    return Filters(**typed)
