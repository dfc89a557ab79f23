"""Mistyped: what people type for another program or an option that a command does not have, answered with what to type."""

from collections.abc import Collection, Mapping

import typer

from prodash.errors import UsageError, hint
from prodash.render.formats.formats import FORMATS

_COMMANDS: Mapping[str, str] = {
    "dir": "list",
    "ll": "list",
    "ls": "list",
    "tracks": "list",
    "cat": "show",
    "info": "show",
    "view": "show",
    "changes": "diff",
    "compare": "diff",
    "whatchanged": "diff",
    "kanban": "board",
    "count": "breakdown",
    "stats": "breakdown",
    "summary": "breakdown",
    "agenda": "due",
    "calendar": "due",
    "deadlines": "due",
    "overdue": "due --due overdue",
    "todo": "due",
    "activity": "history",
    "blame": "history",
    "log": "history",
    "abandoned": "stuck",
    "blocked": "stuck",
    "old": "stuck",
    "oldest": "stuck",
    "stale": "stuck",
    "status": "dashboard",
    "st": "dashboard",
    "choose": "pick",
    "fzf": "pick",
    "select": "pick",
    "change": "set",
    "modify": "set",
    "tag": "set workflows+=NAME TRACK",
    "update": "set",
    "sed": "replace",
    "substitute": "replace",
    "advance": "next",
    "promote": "next",
    "prev": "back",
    "previous": "back",
    "shelve": "archive",
    "unarchive": "restore",
    "revert": "undo",
    "rollback": "undo",
    "create": "add",
    "new": "add",
    "cp": "copy",
    "duplicate": "copy",
    "clone": "copy",
    "mv": "move",
    "del": "remove",
    "delete": "remove",
    "rm": "remove",
    "find": "list --search TEXT",
    "grep": "list --search TEXT",
    "search": "list --search TEXT",
    "emacs": "edit",
    "nano": "edit",
    "vi": "edit",
    "vim": "edit",
    "launch": "open",
    "play": "open",
    "xdg-open": "open",
    "load": "import",
    "setup": "init",
    "labels": "workflows",
    "tags": "workflows",
    "albums": "projects",
    "releases": "projects",
    "statuses": "stages",
    "html": "report",
    "doctor": "check",
    "lint": "check",
    "test": "check",
    "validate": "check",
    "verify": "check",
    "version": "--version",
}
"""Words of other tools, each with the words after `prodash` that do the job."""

_ANSWERS: Mapping[str, str] = {
    "commit": "--commit after a change commits its files, and 'git commit' all others",
    "mv": "'prodash move' puts tracks into a folder, and 'prodash rename' gives one another id",
    "pull": "'git pull' does that where the catalogue is under git",
    "push": "'git push' does that where the catalogue is under git",
}
"""Words of other tools that no one command answers, each with what does the job."""

_FORMATS: Mapping[str, str] = {
    "jsonl": "ndjson",
    "md": "markdown",
    "tex": "latex",
    "adoc": "asciidoc",
    "wiki": "mediawiki",
}
"""Other names of formats."""


def unknown_command(name: str, prefix: str, known: Collection[str], program: str) -> UsageError:
    """The error that there is no command *name* after *prefix*, with the right one if the word tells which is meant."""
    word = name.casefold()
    if not prefix and word in _ANSWERS:
        return UsageError(f"unknown command {name!r}; {_ANSWERS[word]}")
    if meant := _command_meant(word, prefix, known):
        return UsageError(f"{prefix + name!r} is 'prodash {meant}'")
    from prodash.model.names.similar import similar

    help_of = hint(similar(name, known)) or f"; '{program} --help' lists them"
    return UsageError(f"unknown command {prefix + name!r}{help_of}")


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
    return f"{error.format_message().rstrip('.')}; '{command} --help' shows how"


def _command_meant(word: str, prefix: str, known: Collection[str]) -> str:
    """The words after `prodash` that do what *word* after *prefix* does elsewhere; empty if there are none."""
    meant = _COMMANDS.get(word, "")
    if not prefix:
        return meant
    verb = meant.partition(" ")[0] or word
    if verb in {"list", "show"}:
        return prefix.strip()
    return prefix + verb if verb in known else ""


def _instead_of(word: str, context: typer.Context) -> str:
    """What to write instead of the option *word*, which the command does not have; empty if nothing fits."""
    from prodash.model.catalogue.kinds import KINDS

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
