"""Find: the files in conflict, whose sides they have, and what git waits for besides."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.merge.in_conflict import Unmarked, WhoseSides
from prodash.model.names.file_names import track_id
from prodash.model.select.find_tracks import find_paths
from prodash.session.resolve.marked import marked_paths
from prodash.session.session import Session
from prodash.storage.conflicts.conflicted import Conflicted, read_conflicted
from prodash.storage.conflicts.unmerged import THEIRS, base_of, unmarked, unmerged
from prodash.storage.conflicts.whose import sides_by_labels, whose_sides
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import VOCABULARIES_AND_SETTINGS
from prodash.storage.git.errors import GitError
from prodash.storage.git.repository import repository_of
from prodash.storage.git.run import Git
from prodash.storage.merge.pieces import Labels

_MARKER = re.compile(rb"^[<>]{7,} ", re.MULTILINE)
_MAX_BYTES = 1 << 24


class Conflicts(NamedTuple):
    """All that is in conflict.

    files      the files with markers
    unclear    the paths of files whose sides cannot be told apart
    unmarked   the files that git holds as in conflict without markers
    """

    files: tuple[Conflicted, ...]
    unclear: tuple[str, ...]
    unmarked: tuple[Unmarked, ...]
    whose: WhoseSides

    def of(self, paths: Iterable[str]) -> "Conflicts":
        """What is in conflict among *paths*."""
        some = {*paths}
        return self._replace(
            files=tuple(one for one in self.files if one.path in some),
            unclear=tuple(path for path in self.unclear if path in some),
            unmarked=tuple(one for one in self.unmarked if one.path in some),
        )


def find_conflicts(session: Session, catalogue: Catalogue, words: Sequence[str]) -> Conflicts:
    """What is in conflict in the files that *words* name; all if there are none.

    A remark names the files that are not in conflict.  Raises UnknownNameError, AmbiguousTrackError.
    """
    conflicts = _all_conflicts(session, catalogue)
    if not words:
        return conflicts
    known = {one.path for one in conflicts.files} | {one.path for one in conflicts.unmarked}
    known |= {*conflicts.unclear}
    by_name = {name: path for path in known for name in (path, session.display_path(path))}
    by_name |= _vocabulary_names(known)
    by_name |= {one.in_conflict.title: one.path for one in conflicts.files if one.in_conflict.title}
    paths = [by_name[word] for word in words if word in by_name]
    paths += find_paths(catalogue, [word for word in words if word not in by_name], by_beginning=False)
    for path in dict.fromkeys(paths):
        if path not in known:
            session.outcome.add_remark(f"{session.display_path(path)} is not in conflict")
    return conflicts.of(paths)


def _all_conflicts(session: Session, catalogue: Catalogue) -> Conflicts:
    """What is in conflict in *catalogue*."""
    git, root = Git.at(session.root, session.environment.variables), session.root
    try:
        held = unmerged(git)
    except GitError:
        held = {}
    marked = marked_paths(catalogue)
    found = {path: _read(git, root, path) for path in sorted({*marked, *held})}
    files = tuple(one for one in found.values() if one)
    whose = _whose(git, files, [path for path, versions in held.items() if THEIRS in versions])
    others = [path for path, one in found.items() if one is None]
    unclear = tuple(path for path in others if path in marked or _has_markers(root / path))
    waiting = tuple(unmarked(git, path, held[path], whose) for path in others if path not in unclear)
    return Conflicts(files, unclear, waiting, whose)


def _vocabulary_names(known: Iterable[str]) -> dict[str, str]:
    """What names the files of vocabularies; an id such as stages means a track if that alone is among the *known* paths."""
    tracks = {track_id(path) for path in known if path not in VOCABULARIES_AND_SETTINGS}
    names = {path.removesuffix(".yaml"): path for path in VOCABULARIES_AND_SETTINGS}
    meant = {name: path for name, path in names.items() if path in known or name not in tracks}
    return {path: path for path in VOCABULARIES_AND_SETTINGS} | meant


def _read(git: Git, root: Path, path: str) -> Conflicted | None:
    try:
        return read_conflicted(path, read_bytes(root / path), base_of(git, path))
    except OSError:
        return None


def _has_markers(path: Path) -> bool:
    """Whether the file has git's markers, though it cannot be read as text."""
    with suppress(OSError):
        return bool(_MARKER.search(read_bytes(path, _MAX_BYTES)))
    return False


def _whose(git: Git, files: Sequence[Conflicted], changed_by_them: Sequence[str]) -> WhoseSides:
    labels = files[0].marked.labels if files else Labels()
    try:
        return whose_sides(git, repository_of(git).git_dir, labels, *changed_by_them[:1])
    except GitError:
        return sides_by_labels(labels)


def tell_unmarked(session: Session, conflicts: Conflicts) -> None:
    """Say what to do about the files that git holds as in conflict without markers, which then is still to do."""
    session.outcome.incomplete |= bool(conflicts.unmarked)
    for one in conflicts.unmarked:
        session.outcome.add_remark(f"{session.display_path(one.path)}: {one.what}; {', '.join(one.to_do)}")


def tell_none(session: Session, conflicts: Conflicts) -> None:
    """Say that nothing is in conflict, unless something else is said about it."""
    if not (conflicts.unclear or conflicts.unmarked or session.outcome.remarks):
        session.console.info("nothing is in conflict")
