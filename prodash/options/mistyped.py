"""Mistyped: an option or a value that a command does not have, answered with what to type."""

from collections.abc import Mapping

import typer

from prodash.render.formats.formats import FORMATS

_FORMATS: Mapping[str, str] = {
    "jsonl": "ndjson",
    "md": "markdown",
    "tex": "latex",
    "adoc": "asciidoc",
    "wiki": "mediawiki",
}
"""Other names of formats."""


_OPTIONS: Mapping[str, str] = {
    "by": "--group-by",
    "group-by": "--by",
    "avg": "--mean",
    "average": "--mean",
    "total": "--sum",
}
"""Other names of options."""


def usage_message(error: typer.TyperException) -> str:
    """The error in the command line, and the command that shows the help."""
    if possible := getattr(error, "possibilities", None):
        # Every command has --no-index, and hardly anybody means it.
        error.possibilities = [option for option in possible if option != "--no-index"]  # type: ignore[attr-defined]
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "prodash"
    option = getattr(error, "option_name", "")
    is_unknown = hasattr(error, "possibilities")
    if context and is_unknown and (instead := _instead_of(option.removeprefix("--"), context)):
        name = command.removeprefix("prodash").strip() or "prodash"
        return f"{name} has no option {option}; write {instead}"
    meant = "--colour gives a colour; " if context and _means_colour(error, context) else ""
    if is_unknown and command == "prodash config set":
        meant = f"a value that begins with - stands behind --, as in '{command} filters.focus -- --stage mixing'; "
    return f"{error.format_message().rstrip('.')}; {meant}'{command} --help' shows how"


def _means_colour(error: typer.TyperException, context: typer.Context) -> bool:
    """Whether the user wrote a colour after `--color`, and the command has `--colour`."""
    is_color = "--color" in getattr(getattr(error, "param", None), "opts", ())
    return is_color and any("--colour" in option.opts for option in context.command.params)


def _instead_of(word: str, context: typer.Context) -> str:
    """What to write instead of the option *word*, which the command does not have; empty if nothing fits."""
    from prodash.model.catalogue.kinds import KINDS

    option = _OPTIONS.get(word.casefold(), "")
    if any(option in one.opts for one in context.command.params):
        return option
    if form := _format_meant(word, context):
        return f"--format {form}" if context.parent else f"'prodash dashboard --format {form}'"
    group = context.parent.command.name if context.parent else ""
    assigns = any("FIELD=VALUE" in str(option.metavar) for option in context.command.params)
    for kind in KINDS.values():
        if kind.plural == group:
            key = word.replace("color", "colour")
            change = f"{key}=VALUE"
            whole = change if assigns else f"'prodash {group} set ID {change}'"
            return whole if key in kind.keys else ""
    return f"{field}=VALUE" if assigns and (field := _field_meant(word)) else ""


def _format_meant(word: str, context: typer.Context) -> str:
    """The format that *word* names and the command has; empty if there is none."""
    option = next((one for one in context.command.params if "--format" in one.opts), None)
    name = _FORMATS.get(word.casefold(), word.casefold())
    if context.parent is None:
        return name if name in FORMATS else ""
    try:
        return str(option.type.convert(name, option, context)) if option else ""
    except typer.BadParameter:
        return ""


def _field_meant(word: str) -> str:
    """The field of a track that the user wrote as the option *word*; empty if none."""
    from prodash.model.catalogue.fields import LIST_FIELDS, TRACK_FIELDS

    field = f"{word}s" if f"{word}s" in LIST_FIELDS else word
    return field if field in TRACK_FIELDS else ""
