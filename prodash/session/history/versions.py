"""Versions: compare two versions of the catalogue that the user names, and say what could not be compared."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import NamedTuple

from prodash import shell
from prodash.errors import ProdashError, UnknownNameError
from prodash.model.catalogue.value import Value
from prodash.model.comparison.catalogues import Comparison, compare
from prodash.model.comparison.difference import Difference
from prodash.model.names.file_names import track_id
from prodash.model.plan.change import TRACK
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf
from prodash.render.changes.sections import difference_sections
from prodash.render.changes.version_lines import Version, version_lines
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.width import clean
from prodash.render.terminal.words import pluralise, short_date
from prodash.session.session import Session
from prodash.storage.commits.revisions import HEAD, NoRevisionError, Revision, find_revision, split_range
from prodash.storage.comparison.sides import Side, Sides, sides_of_commits, sides_with_disk
from prodash.storage.disk.locate import track_paths
from prodash.storage.git.run import Git

_SHORT_ID = 7


class ComparedVersions(NamedTuple):
    """How the catalogue in the commit `newer`, or on the disk if that is None, differs from the one in `older`."""

    comparison: Comparison
    older: Revision
    newer: Revision | None

    @property
    def facts(self) -> dict[str, Value]:
        """What was compared, for programs."""
        return {"from": _fact(self.older), "to": _fact(self.newer)}

    def picture(self, rows: Sequence[Difference], screen: Screen, today: date) -> str:
        """What was compared, and below it *rows*; nothing if there are none."""
        if not rows:
            return ""
        named = {"From": self.older, "to": self.newer} if self.newer else {"Since": self.older}
        versions = [_version(word, revision) for word, revision in named.items()]
        sections = difference_sections(rows, self.comparison.both, screen, today)
        return "\n".join([*version_lines(versions, screen), "", *sections])


def compare_versions(
    session: Session, revisions: str | None, filters: Filters, fail_if: FailIf
) -> ComparedVersions:
    """Compare the versions that *revisions* names, in the tracks that *filters* select.

    Records whether the condition of *fail_if* is met.  Raises UsageError, NoRevisionError, GitError.
    """
    git = Git.at(session.root, session.environment.variables)
    older_word, newer_word = split_range(revisions) if revisions is not None else (HEAD, None)
    older = _find(session, git, older_word)
    newer = _find(session, git, newer_word) if newer_word else None
    sides = _sides(session, git, older, newer, whole=filters.limits_tracks)
    for revision in filter(None, (older, newer)):
        if revision.future:
            session.outcome.add_remark(f"{revision.future} is in the future; the last commit stands for it")
    said = len(session.outcome.remarks)
    comparison = compare(sides.before.catalogue, sides.after.catalogue, sides.renames, sides.same)
    if filters.limits_tracks:
        with _two_versions_explained(session, git, older_word):
            comparison = _of_selected(session, comparison, filters)
    session.outcome.remarks += _alike(comparison, sides)
    if not comparison.differences and len(session.outcome.remarks) == said:
        session.outcome.add_remark(_nothing(older, newer, sides, of_tracks=filters.limits_tracks))
    session.outcome.condition_met = fail_if.fail_if_any if comparison.differences else fail_if.fail_if_empty
    return ComparedVersions(comparison, older, newer)


def _sides(session: Session, git: Git, older: Revision, newer: Revision | None, *, whole: bool) -> Sides:
    """The two versions; says which files could not be read, and why."""
    sides = (
        sides_of_commits(git, older.commit, newer.commit, whole=whole)
        if newer
        else sides_with_disk(git, older.commit, session.load())
    )
    for side, revision in ((sides.before, older), (sides.after, newer)):
        if revision:
            session.outcome.incomplete |= bool(side.problems or side.missing)
            for text in _left_out(session, side, revision):
                session.outcome.add_alarm(text)
    return sides


def _of_selected(session: Session, comparison: Comparison, filters: Filters) -> Comparison:
    """What differs in the tracks that *filters* select, archived ones too."""
    selected = session.select(comparison.both, filters._replace(all=True), with_all="")
    return comparison.of({track.path for track in selected.tracks})


@contextmanager
def _two_versions_explained(session: Session, git: Git, older: str) -> Iterator[None]:
    """A context in which the error about a word that is no track, but a version, says how to compare the two."""
    try:
        yield
    except UnknownNameError as error:
        if error.kind == TRACK and _is_version(session, git, error.text):
            command = shell.command(*session.options.program_words, "diff", f"{older}..{error.text}")
            error.args = (f"unknown track {error.text!r}; to compare two versions, write {command}",)
        raise


def _is_version(session: Session, git: Git, word: str) -> bool:
    with suppress(ProdashError):
        return bool(find_revision(git, word, session.today))
    return False


def _find(session: Session, git: Git, word: str) -> Revision:
    """The commit that *word* means; if it is a track, the error says how to compare that."""
    try:
        return find_revision(git, word, session.today)
    except NoRevisionError as error:
        if word not in map(track_id, track_paths(session.root, {})):
            raise
        command = shell.command(*session.options.program_words, "diff", HEAD, word)
        raise NoRevisionError(f"{error}; for the track, write {command}") from None


def _left_out(session: Session, side: Side, revision: Revision) -> Iterator[str]:
    if side.is_empty:
        yield f"there was no catalogue in this folder in {clean(revision.word)}"
    for problem in side.problems:
        path = session.display_path(problem.location.path)
        yield f"left out: {path} in {clean(revision.word)}, line {problem.location.line}: {problem.message}"
    if side.missing:
        versions = pluralise(side.missing, "version")
        yield f"left out, because they are not here: {versions} of tracks in {clean(revision.word)}; 'git backfill' gets them"


def _alike(comparison: Comparison, sides: Sides) -> Iterator[str]:
    """What is not among the differences, although the files differ."""
    if number := len(comparison.alike):
        yield f"left out, because only comments, order or spelling differ: {pluralise(number, 'file')}"
    if number := sides.after.not_here:
        yield f"left out, because this sparse checkout does not have them: {pluralise(number, 'file')}"


def _nothing(older: Revision, newer: Revision | None, sides: Sides, *, of_tracks: bool) -> str:
    """That nothing differs; *of_tracks* if only selected tracks were compared, as others may differ."""
    lacks = (side.problems or side.missing or side.catalogue.unread for side in (sides.before, sides.after))
    some = " that can be read" if any(lacks) else ""
    where = f" in the selected tracks{some}" if of_tracks else some and f" in the files{some}"
    if newer:
        return f"nothing differs{where} between {_side(older)} and {_side(newer)}"
    return f"nothing has changed{where} since {_name(older)}"


def _name(revision: Revision) -> str:
    return "the last commit" if revision.word == HEAD else _side(revision)


def _side(revision: Revision) -> str:
    """The revision as somebody named it, beside another one."""
    return "the last commit" if revision.future else clean(revision.word)


def _version(word: str, revision: Revision) -> Version:
    day = datetime.fromisoformat(revision.time).astimezone().date()
    return Version(word, _name(revision), revision.commit[:_SHORT_ID], short_date(day))


def _fact(revision: Revision | None) -> Value:
    word, commit, time, _ = revision or (None, None, None, None)
    return {"revision": word, "commit": commit, "time": time}
