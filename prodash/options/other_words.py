"""Other words: what people type for another program, answered with the command that does the job."""

from collections.abc import Collection, Mapping

from prodash.errors import UsageError, hint

_ON = "'prodash next TRACK' moves a track to the next stage, and 'prodash set stage=NAME TRACK' to any"

OTHER_WORDS: Mapping[str, str] = {
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
    "bottleneck": "flow",
    "burndown": "flow",
    "cfd": "flow",
    "throughput": "flow",
    "trend": "flow",
    "estimate": "forecast",
    "eta": "forecast",
    "predict": "forecast",
    "when": "forecast",
    "status": "dashboard",
    "st": "dashboard",
    "choose": "pick",
    "fzf": "pick",
    "select": "pick",
    "change": "set",
    "modify": "set",
    "note": "set notes+=TEXT TRACK",
    "postpone": "set due+=2w TRACK",
    "snooze": "set due+=2w TRACK",
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
    "ren": "rename",
    "del": "remove",
    "delete": "remove",
    "rm": "remove",
    "find": "list --search TEXT",
    "grep": "list --search TEXT",
    "search": "list --search TEXT",
    "sort": "list --sort COLUMN",
    "csv": "list --format csv",
    "json": "list --format json",
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
    "attributes": "fields",
    "custom": "fields",
    "keys": "fields",
    "metadata": "fields",
    "gitattributes": "git-setup",
    "fetch": "sync",
    "merge": "sync",
    "pull": "sync",
    "push": "sync",
    "receive": "sync",
    "send": "sync",
    "share": "sync",
    "conflicts": "resolve",
    "mergetool": "resolve",
    "settle": "resolve",
    "hook": "git-setup --hooks",
    "hooks": "git-setup --hooks",
    "html": "report",
    "web": "report",
    "ical": "export",
    "ics": "export",
    "doctor": "check",
    "lint": "check",
    "test": "check",
    "validate": "check",
    "verify": "check",
    "alias": "filters",
    "aliases": "filters",
    "queries": "filters",
    "defaults": "config",
    "preferences": "config",
    "prefs": "config",
    "settings": "config",
    "version": "--version",
}
"""Words of other tools, each with the words after `prodash` that do the job."""

_ANSWERS: Mapping[str, str] = {
    "complete": _ON,
    "done": _ON,
    "finish": _ON,
    "start": _ON,
    "clone": "'prodash copy' copies a track, and 'git clone ADDRESS' a catalogue that others share",
    "commit": "'prodash sync' commits and sends; --commit after a change commits its files, and 'git commit' all others",
    "mv": "'prodash move' puts tracks into a folder, and 'prodash rename' gives one another id",
}
"""Words of other tools that no one command answers, each with what does the job."""


def unknown_command(name: str, prefix: str, known: Collection[str], program: str) -> UsageError:
    """The error that there is no command *name* after *prefix*, with the right one if the word tells which is meant."""
    word = name.casefold()
    if name.startswith("@"):
        meant = f"prodash {prefix}--filter {name[1:]}" if prefix else f"prodash list {name}"
        return UsageError(f"{name!r} is a filter, and no command; write '{meant}'")
    if not prefix and word in _ANSWERS:
        return UsageError(f"unknown command {name!r}; {_ANSWERS[word]}")
    if meant := _command_meant(word, prefix, known):
        return UsageError(f"{prefix + name!r} is 'prodash {meant}'")
    from prodash.model.names.similar import similar

    help_of = hint(similar(name, known)) or f"; '{program} --help' lists them"
    return UsageError(f"unknown command {prefix + name!r}{help_of}")


def _command_meant(word: str, prefix: str, known: Collection[str]) -> str:
    """The words after `prodash` that do what *word* after *prefix* does elsewhere; empty if there are none."""
    meant = OTHER_WORDS.get(word, "")
    if not prefix:
        return meant
    verb = meant.partition(" ")[0] or word
    if verb in {"list", "show"}:
        return prefix.strip()
    return prefix + verb if verb in known else ""
