"""Revisions: what people type for a commit, such as `HEAD~1`, `v1.0`, `A..B` and `last monday`.

A word is a revision of git first, then a date: the newest commit before it, among those that lead to HEAD by first
parents.
"""

import os
import re
from contextlib import suppress
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from prodash.errors import ExitCode, ProdashError, UsageError, hint
from prodash.model.dates.phrases import NotADateError, parse_past
from prodash.model.history.history import Moment
from prodash.model.names.keywords import PAST_PHRASES
from prodash.model.names.similar import similar
from prodash.storage.commits.head import RUN_NOTHING, without_server
from prodash.storage.commits.log import read_time
from prodash.storage.git.errors import NoRepositoryError
from prodash.storage.git.repository import repository_of
from prodash.storage.git.run import Git, require_success

HEAD = "HEAD"
_BETWEEN, _SINCE_THEY_PARTED = "..", "..."
_VERIFY = ("rev-parse", "--verify", "--end-of-options")
_EXISTS = ("rev-parse", "--verify", "--quiet", HEAD)
_IS_SHALLOW = ("rev-parse", "--is-shallow-repository")
_TIME_OF = ("log", "--max-count=1", "--no-show-signature", "--format=%ct %cd", "--date=raw")
_LATEST = int(datetime(9999, 1, 1, tzinfo=UTC).timestamp())
"""A commit may have a date that no calendar has."""
_LIST = (
    "for-each-ref",
    "--sort=-creatordate",
    "--format=%(refname:short)",
    "refs/heads",
    "refs/tags",
    "refs/remotes",
)
_NEWEST = ("rev-list", "--first-parent", "--max-count=1")
_ON_A_DATE = re.compile(r"(.*)@\{(.*[^0-9}].*)\}")
"""What a branch was at a time, of which git knows only what the reflog of this clone remembers."""


class Revision(NamedTuple):
    """A commit as somebody named it, with its id and the time when it was made, in ISO 8601.

    future   the day that was named, if it is one in the future; then it is the newest commit
    """

    word: str
    commit: str
    time: str
    future: date | None = None


class NoRevisionError(ProdashError):
    """There is no such commit, or there are no commits at all."""

    exit_code = ExitCode.NOT_FOUND


def split_range(text: str) -> tuple[str, str | None]:
    """The older and the newer side of *text*; None for the files as they are on the disk.

    As for git, an empty side of `A..B` is HEAD.  Raises UsageError.
    """
    if not text.strip():
        raise UsageError("the revision is empty; leave it out, or write one such as HEAD~1 or yesterday")
    if _SINCE_THEY_PARTED in text:
        raise UsageError(
            f"{text!r} has three dots; write two, as in {text.replace(_SINCE_THEY_PARTED, _BETWEEN)!r}"
        )
    older, dots, newer = text.partition(_BETWEEN)
    for word in (older, newer):
        if word.startswith("-"):
            raise UsageError(f"{word!r} begins with '-', as no revision or date does")
    return older or HEAD, (newer or HEAD) if dots else None


def find_revision(git: Git, word: str, today: date) -> Revision:
    """The commit that *word* means.  Raises NoRevisionError, GitError, UsageError for a date that could be two."""
    git = without_server(git)
    commit, future = _commit_of(git, word), None
    if not commit:
        commit, future = _commit_before(git, word, today)
    seconds, _, raw_date = git.require(*RUN_NOTHING, *_TIME_OF, commit, "--").line.partition(" ")
    made, offset = read_time(seconds, raw_date)
    return Revision(word, commit, Moment(min(made, _LATEST), offset).iso, future)


def _commit_of(git: Git, word: str) -> str:
    """The commit that git finds for *word*; empty if there is none, or if the reflog begins later than it asks."""
    # `:/TEXT`, the newest commit with the text in its message, takes all that follows for text.
    suffix = "" if word.startswith(":/") else "^{commit}"
    answer = git.run(*RUN_NOTHING, *_VERIFY, f"{word}{suffix}")
    begins_later = bool(answer.err) and _ON_A_DATE.fullmatch(word)
    # For git, `^A` are the commits that do not lead to A.
    return "" if answer.code or begins_later or answer.line.startswith("^") else answer.line


def _commit_before(git: Git, word: str, today: date) -> tuple[str, date | None]:
    """The newest commit before the date that *word* is, and that day if it is later than *today*."""
    _require_commits(git)
    match = _ON_A_DATE.fullmatch(word)
    branch, phrase = (match[1] or HEAD, match[2]) if match else (HEAD, word)
    seconds = _seconds(git, word, phrase, today)
    newest = _commit_of(git, branch)
    if not newest:
        raise _unknown(git, branch)
    found = git.require(*RUN_NOTHING, *_NEWEST, f"--min-age={seconds - 1}", newest, "--")
    if not found.line:
        raise NoRevisionError(f"there is no commit before {word!r}{_if_cut(git)}")
    day = date.fromtimestamp(seconds)  # noqa: DTZ012 (where the reader is)
    return found.line, day if day > today else None


def _require_commits(git: Git) -> None:
    try:
        repository_of(git)
    except NoRepositoryError as error:
        raise NoRevisionError(str(error)) from None
    if git.run(*_EXISTS).code:
        raise NoRevisionError("there is no commit yet, so there is nothing to compare with")
    require_success(git.run(*_VERIFY, f"{HEAD}^{{commit}}"))


def _seconds(git: Git, word: str, phrase: str, today: date) -> int:
    """The time that *phrase* means, in seconds since 1970; the beginning of a day or range.  Raises NoRevisionError."""
    try:
        with suppress(ValueError):
            return _since_1970(datetime.fromisoformat(phrase))
        return _since_1970(datetime.combine(parse_past(phrase, today)[0], time()))
    except NotADateError:
        if seconds := _seconds_for_git(git, word, phrase):
            return seconds
        raise _unknown(git, word) from None


def _seconds_for_git(git: Git, word: str, phrase: str) -> int:
    """The time that git takes *phrase* for, as in `@{3.hours.ago}`; 0 unless *word* names one for git."""
    if not _ON_A_DATE.fullmatch(word) or git.run(*RUN_NOTHING, *_VERIFY, word).code:
        return 0
    return int(git.require("rev-parse", f"--since={phrase}").line.removeprefix("--max-age="))


def _unknown(git: Git, word: str) -> NoRevisionError:
    names = list_names(git)
    if word in names:
        return NoRevisionError(f"{word!r} is a name in git, but git has no commit for it")
    near = hint(similar(word, (*names, *filter(str.isalpha, PAST_PHRASES))))
    near = near or "; it is no commit, branch, tag or date"
    return NoRevisionError(f"unknown revision {word!r}{near}{_if_cut(git)}")


def _if_cut(git: Git) -> str:
    """What to do in a shallow clone, which may lack the commit; empty in others."""
    is_cut = git.run(*_IS_SHALLOW).line == "true"
    return "; older commits are not here, and 'git fetch --unshallow' gets them" if is_cut else ""


def _since_1970(moment: datetime) -> int:
    # The first and the last day of the calendar have no time in other zones.
    with suppress(OverflowError, ValueError, OSError):
        return max(int(moment.timestamp()), 1)
    return 1


def list_names(git: Git) -> list[str]:
    """The branches and tags, the last changed first, but for those that begin with `-`.  Raises GitError."""
    answer = git.require(*RUN_NOTHING, *_LIST)
    names = os.fsdecode(answer.out).split("\n")[:-1]
    return [name for name in names if not name.startswith("-")]
