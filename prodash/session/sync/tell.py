"""Tell: what was exchanged, as sentences for people and as rows for programs."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.value import Value
from prodash.model.comparison.catalogues import Comparison
from prodash.render.exchange.sentences import Changes
from prodash.render.exchange.sheet import exchange_sheet
from prodash.render.formats.output import Output, arrange
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, paint
from prodash.render.terminal.width import clean, hang_long
from prodash.session.session import Session
from prodash.storage.git.errors import listed
from prodash.storage.git.run import Git
from prodash.storage.sync.changed_files import ChangedFiles
from prodash.storage.sync.errors import FileConflict

_JSON, _TABLE = "json", "table"
_NOTHING = "there is nothing to send or receive"


class SyncAnswer(NamedTuple):
    """What sync answers: what was exchanged, or would be.

    sent        what went to the others; with *received*, what came from them
    sentences   both for people; empty texts say nothing
    commit      the newest commit afterwards; empty if none was made
    conflicts   what both sides changed; then nothing was exchanged
    """

    upstream: str
    files: ChangedFiles
    sent: Changes = Changes()
    received: Changes = Changes()
    sentences: Sequence[str] = ()
    commit: str = ""
    pushes: bool = True
    dry_run: bool = False
    conflicts: Sequence[FileConflict] = ()


def require_output(catalogue: Catalogue, output: Output) -> None:
    """Raise UsageError if an exchange cannot be shown so, before there is one."""
    none = Comparison((), catalogue)
    arrange(exchange_sheet(none, none), output)


def tell(session: Session, catalogue: Catalogue, answer: SyncAnswer, output: Output) -> None:
    """Print what was exchanged, and name the files that were left out."""
    none = Comparison((), catalogue)
    sheet = exchange_sheet(answer.sent.comparison or none, answer.received.comparison or none, _facts(answer))
    is_for_people = output.format == _TABLE
    if any(answer.sentences) or not (session.options.quiet and is_for_people):
        session.show(sheet, output, lambda _, screen: _text(answer.sentences, screen))
    if answer.files.others:
        _tell_others(session, answer.files.others)


def _tell_others(session: Session, others: Sequence[str]) -> None:
    """Name the files that sync does not commit, and what sends them too."""
    git = Git.at(session.root, session.environment.variables)
    add, commit = git.command("add", "."), git.command("commit", "--message=files")
    names = listed(tuple(clean(session.display_path(path)) for path in others), most=4)
    session.console.info(
        f"not sent, because only tracks, templates, stages, workflows, projects, fields and prodash.yaml are: {names}; "
        f"after {add} and {commit}, sync sends them too"
    )


def tell_conflicts(session: Session, catalogue: Catalogue, answer: SyncAnswer, output: Output) -> None:
    """Print the conflicts for a program; people see them as the error that follows."""
    if output.format == _JSON:
        none = Comparison((), catalogue)
        session.show(exchange_sheet(none, none, _facts(answer)), output)


def _facts(answer: SyncAnswer) -> Mapping[str, Value]:
    return {
        "upstream": answer.upstream,
        "dry_run": answer.dry_run,
        "pushed": answer.pushes and not answer.dry_run and not answer.conflicts,
        "commit": answer.commit or None,
        "commits": {"outgoing": answer.sent.commits, "incoming": answer.received.commits},
        "people": tuple(answer.received.who),
        "committed": answer.files.to_send,
        "left_out": answer.files.others,
        "conflicts": tuple(map(_conflict, answer.conflicts)),
    }


def _conflict(conflict: FileConflict) -> Mapping[str, Value]:
    values = {one.name: (one.ours, one.theirs) for one in conflict.values}
    return {
        "path": conflict.path,
        "who": conflict.who or None,
        "removed_by": conflict.removed_by or None,
        "fields": tuple(
            dict(zip(("field", "ours", "theirs"), (name, *values.get(name, (None, None))), strict=True))
            for name in conflict.fields
        ),
    }


def _text(sentences: Sequence[str], screen: Screen) -> str:
    """The *sentences*; on a terminal, what they begin with is bold."""
    lines = []
    for sentence in [*filter(None, sentences)] or [_NOTHING]:
        first, *others = hang_long(clean(sentence), screen)
        head, colon, rest = first.partition(":")
        lines += [f"{paint(head, BOLD, screen.depth)}{colon}{rest}", *others]
    return "\n".join(lines)
