"""Unmerged: the files that git holds as in conflict, and what to do about those that have no markers."""

import os
from collections.abc import Iterable

from prodash.model.merge.in_conflict import Unmarked, WhoseSides
from prodash.model.names.file_names import has_yaml_suffix
from prodash.storage.git.errors import GitError
from prodash.storage.git.names import names_below
from prodash.storage.git.run import Git, literal_pathspecs

_BASE, _OURS, THEIRS = "1", "2", "3"
_ADD = ("--pathspec-from-file=-", "--pathspec-file-nul")


def unmerged(git: Git) -> dict[str, frozenset[str]]:
    """The YAML files in conflict below the folder of *git*, with the versions that git has: 1 base, 2 ours, 3 theirs.

    Raises GitError.
    """
    stages: dict[str, set[str]] = {}
    for entry in git.list_entries("ls-files", "--unmerged"):
        facts, _, name = entry.partition("\t")
        if has_yaml_suffix(name):
            stages.setdefault(name, set()).add(facts.rpartition(" ")[2])
    return {name: frozenset(found) for name, found in stages.items()}


def base_of(git: Git, name: str) -> bytes | None:
    """What both sides of the file *name* began with; None if git does not have it."""
    try:
        found = git.run("cat-file", "blob", f":{_BASE}:./{name}")
    except GitError:
        return None
    return None if found.code else found.out


def unmarked(git: Git, name: str, versions: frozenset[str], whose: WhoseSides) -> Unmarked:
    """What git says of the file *name*, which has no markers, and what settles it."""
    keep = f"{git.command('add', '--', name)} keeps it"
    delete = f"{git.command('rm', '--', name)} deletes it"
    ours, theirs = whose.ours.name, whose.theirs.name
    if not os.path.lexists(git.folder / name):
        what = "both sides renamed or deleted it" if versions == {_BASE} else "is gone, but git waits for it"
        return Unmarked(name, what, (delete,))
    if {_OURS, THEIRS} <= versions:
        return Unmarked(name, "has no markers, but git waits for it", (keep,))
    if versions == {_BASE}:
        return Unmarked(name, "both sides renamed or deleted it", (delete,))
    if _BASE not in versions:
        side = ours if _OURS in versions else theirs
        return Unmarked(name, f"only {side} has a file of this name", (keep, delete))
    changed, deleted = (ours, theirs) if _OURS in versions else (theirs, ours)
    return Unmarked(name, f"{changed} changed it and {deleted} deleted it", (keep, delete))


def add_settled(git: Git, targets: Iterable[str]) -> tuple[str, ...]:
    """Tell git that the files at *targets*, which are real paths, are settled; the names of those that it waited for.

    Does nothing if the user has set `prodash.addResolved` to false.  Raises GitError.
    """
    if git.setting("prodash.addResolved", "bool") == "false":
        return ()
    names = sorted(names_below(git, targets) & unmerged(git).keys())
    if names:
        git.require("add", *_ADD, paths=literal_pathspecs(names))
    return tuple(names)
