"""Find the catalogue paths that a check covers: those that the user names, or that git lists as changed."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from prodash.errors import NoSuchPathError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.check.scope import Scope
from prodash.storage.disk.links import Links, find_links, link_targets_outside, paths_in_catalogue
from prodash.storage.disk.locate import STAGES, VOCABULARIES_AND_SETTINGS, roots_of
from prodash.storage.disk.unreadable import shown_path


class ScopeOptions(NamedTuple):
    """What to check: with no option the whole catalogue, with several only what each of them includes.

    paths     files and folders, relative to the current folder; empty: all
    changed   only what differs from the last commit
    since     only what differs from the common ancestor of this commit and the current branch
    staged    only what the next commit changes
    deleted   files that are gone, which count as paths; None: not asked for
    """

    paths: Sequence[str] = ()
    changed: bool = False
    since: str | None = None
    staged: bool = False
    deleted: Sequence[str] | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The paths, and the deleted files."""
        return (*self.paths, *(self.deleted or ()))

    @property
    def asks_git(self) -> bool:
        """Whether git has to say which files to check."""
        return self.changed or self.staged or self.since is not None

    @property
    def uses_git(self) -> bool:
        """Whether git is asked at all."""
        return self.asks_git or self.deleted is not None

    def top(self, variables: Mapping[str, str]) -> Path | None:
        """Where the search for the catalogue ends: at the top of the git repository of the current folder.

        None if git has nothing to say, or if there is no repository.
        """
        if not self.uses_git:
            return None
        from prodash.storage.git.repository import top_of_repository

        return top_of_repository(Path(os.curdir), variables)


def scope_of(root: Path, options: ScopeOptions, variables: Mapping[str, str]) -> Scope:
    """The files that *options* include.

    Raises NoSuchPathError, UsageError if all paths are in another catalogue, GitError.
    """
    for path in options.paths:
        if not os.path.lexists(path):
            raise NoSuchPathError(path)
    links = find_links(root) if options.named or options.asks_git else {}
    are_named = bool(options.named) or options.deleted is not None
    sets = [_files_at(root, links, options.named)] if are_named else []
    if options.asks_git:
        files = _files_from_git(root, link_targets_outside(root, links), options, variables)
        sets.append(
            _with_displayed_paths(name for path in files for name in paths_in_catalogue(root, links, path))
        )
    return Scope.of(*sets, ignores_case=bool(sets) and _ignores_case(root))


def checked_files(root: Path, catalogue: Catalogue, scope: Scope) -> tuple[str, ...]:
    """The files of *catalogue*, which is in *root*, that are in *scope*."""
    entries = (name for name in VOCABULARIES_AND_SETTINGS if os.path.lexists(root / name))
    tracks = (track.path for track in catalogue.tracks)
    return tuple(sorted(filter(scope.includes, (*entries, *tracks, *catalogue.unread))))


def _files_from_git(
    root: Path, linked: Sequence[Path], options: ScopeOptions, variables: Mapping[str, str]
) -> frozenset[str]:
    from prodash.storage.git.changed import changed_files, staged_files
    from prodash.storage.git.run import Git
    from prodash.storage.git.staged import for_staged

    git = Git.at(root, variables)
    if options.staged:
        return staged_files(for_staged(git), linked)
    return changed_files(git, options.since, linked)


def _ignores_case(root: Path) -> bool:
    """Whether the disk takes names that differ in the case of letters for the same."""
    try:
        return os.path.samefile(root / STAGES, root / STAGES.upper())
    except OSError:
        return False


def _files_at(root: Path, links: Links, paths: Sequence[str]) -> frozenset[str]:
    names = _with_displayed_paths(name for path in paths for name in paths_in_catalogue(root, links, path))
    other_roots = () if names else roots_of(map(Path, paths))
    if other_roots:
        raise UsageError(
            f"the paths are in another catalogue, {other_roots[0]}, not in {root}; leave out -C to check them there"
        )
    return names


def _with_displayed_paths(paths: Iterable[str]) -> frozenset[str]:
    """*paths* and, for names with unprintable characters, also their displayed form, which problems use."""
    return frozenset(name for path in paths for name in (path, shown_path(path)))
