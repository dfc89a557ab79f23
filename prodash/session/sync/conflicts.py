"""Conflicts: what a sync says of fields that both sides changed, and the commands that lead out of it."""

from collections.abc import Iterator, Sequence

from prodash import shell
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.value import Value, as_text
from prodash.model.merge.in_conflict import TRACK, side_text
from prodash.model.names.file_names import track_id
from prodash.render.terminal.width import clean, shorten
from prodash.session.session import Session
from prodash.storage.git.run import Git
from prodash.storage.merge.place import kind_of_file
from prodash.storage.sync.changed_files import is_sent
from prodash.storage.sync.errors import FileConflict, SyncConflictError

_COMMIT = (("add", "."), ("commit", "--message=mine"))
"""The arguments of git that commit what a merge with the others would stumble over."""

_MERGE = ("pull", "--no-rebase")
"""The arguments of git that begin that merge."""

_MOST_COLUMNS = 40
_MOST_COMMANDS = 3


def in_words(
    session: Session, git: Git, catalogue: Catalogue, conflicts: Sequence[FileConflict]
) -> SyncConflictError:
    """The error that names *conflicts* with both values, and says how to settle them; *git* is in the catalogue's folder."""
    program = session.options.program_words
    takes = [_words_that_take(conflict) for conflict in conflicts]
    commands = [shell.command(*program, *words) for words in takes if words]
    has_changes = bool(git.run("status", "--porcelain").out)
    begin = ", ".join(git.command(*words) for words in (*(_COMMIT if has_changes else ()), _MERGE))
    resolve, end = shell.command(*program, "resolve"), git.command("commit", "--no-edit")
    return SyncConflictError(
        conflicts,
        [(conflict.path, "; ".join(_reasons(catalogue, conflict))) for conflict in conflicts],
        [
            f"agree on one of both, give it to your file too, and sync again{_that_take(commands, takes)}",
            f"or settle it here with {begin}, {resolve} and {end}, then sync again",
        ],
    )


def _reasons(catalogue: Catalogue, conflict: FileConflict) -> Iterator[str]:
    """What both sides did, for each field in conflict."""
    who = clean(conflict.who) or "the other side"
    if conflict.removed_by:
        here, there = ("removed", "changed") if conflict.removed_by == "ours" else ("changed", "removed")
        yield f"you {here} it, {who} {there} it"
    elif not conflict.values:
        yield f"{', '.join(conflict.fields) or 'the whole file'} (changed by {who})"
    for field in conflict.values:
        ours, theirs = (_shown(catalogue, field.name, value) for value in (field.ours, field.theirs))
        yield f"{field.name} is {ours} here, {theirs} by {who}"


def _shown(catalogue: Catalogue, name: str, value: Value) -> str:
    """The value of one side: the name of a stage, or else a text that is not too long."""
    text = clean(side_text(value))
    stage = catalogue.stages.find(text) if name == catalogue.stage_key else None
    return shorten(stage.name if stage else text, _MOST_COLUMNS)


def _that_take(commands: Sequence[str], takes: Sequence[Sequence[str]]) -> str:
    """What the *commands* do together; empty if they do not cover all that is in conflict, or are many."""
    if not all(takes) or len(commands) > _MOST_COMMANDS:
        return ""
    verb = "takes" if len(commands) == 1 else "together take"
    return f"; {' and '.join(commands)} {verb} what the others have"


def _words_that_take(conflict: FileConflict) -> Sequence[str]:
    """The command that gives the file here all that the others have; empty if there is none."""
    name, kind = track_id(conflict.path), kind_of_file(conflict.path)
    if not is_sent(conflict.path):
        return ()
    if conflict.removed_by == "theirs" and kind == TRACK:
        return ("remove", name)
    names = [field.name.rpartition(".") for field in conflict.values]
    values = [_as_typed(field.theirs) for field in conflict.values]
    entry = names[0][0] if names else ""
    if None in values or {of for of, *_ in names} != {entry} or bool(entry) is (kind == TRACK):
        return ()
    assignments = [f"{name}={value}" for (*_, name), value in zip(names, values, strict=True)]
    return ("set", *assignments, name) if kind == TRACK else (kind, "set", entry, *assignments)


def _as_typed(value: Value) -> str | None:
    """What a user types for *value* behind `FIELD=`; None if that is not one line without commas."""
    if isinstance(value, tuple):
        names = [name for name in value if isinstance(name, str) and "," not in name]
        return _as_typed(",".join(names)) if len(names) == len(value) else None
    if value is None or not isinstance(value, (str, int, float)):
        return "" if value is None else None
    text = as_text(value)
    return text if text and text.isprintable() else None
