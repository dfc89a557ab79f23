"""Reopened: files that git holds as settled, and holds as in conflict again once their markers are back."""

from collections.abc import Iterable, Mapping

from prodash.storage.git.names import names_below
from prodash.storage.git.run import Git, require_success

_OURS, _THEIRS = "2", "3"
_NO_FILE = "0 " + "0" * 40

Versions = Mapping[str, str]
"""By number, such as 2 for ours, the line of git's index about a version of a file, as git keeps it when that is settled."""


def settled_before(git: Git, targets: Iterable[str]) -> set[str]:
    """The names of those *targets*, which are real paths, that git has held as settled since it last merged.  Raises GitError."""
    return names_below(git, targets) & _kept(git).keys()


def reopen(git: Git, targets: Iterable[str]) -> tuple[str, ...]:
    """Let git wait again for those *targets* that were settled in what it merges now; their names.  Raises GitError."""
    names, kept = names_below(git, targets), _kept(git)
    reopened = sorted(name for name in names if name in kept and _is_of_this_merge(git, name, kept[name]))
    lines = [line for name in reopened for line in _index_lines(kept[name])]
    if lines:
        require_success(git.run("update-index", "-z", "--index-info", paths=(*lines, "")))
    return tuple(reopened)


def _kept(git: Git) -> Mapping[str, Versions]:
    """What git keeps of files that were in conflict, by their names below the folder."""
    found: dict[str, dict[str, str]] = {}
    names = git.list_entries("ls-files", "--resolve-undo")
    lines = git.list_entries("ls-files", "--resolve-undo", "--full-name")
    for name, line in zip(names, lines, strict=True):
        facts, _, path = name.partition("\t")
        found.setdefault(path, {})[facts.rpartition(" ")[2]] = line
    return found


def _is_of_this_merge(git: Git, name: str, versions: Versions) -> bool:
    """Whether our version is still the one that is checked out: a commit of the settled file has another one."""
    if not {_OURS, _THEIRS} <= versions.keys():
        return False
    _, blob, _ = versions[_OURS].split(" ", 2)
    return git.run("rev-parse", "--verify", "--quiet", f"HEAD:./{name}").line == blob


def _index_lines(versions: Versions) -> list[str]:
    """What replaces the settled version in git's index."""
    path = versions[_OURS].partition("\t")[2]
    return [f"{_NO_FILE}\t{path}", *(versions[number] for number in sorted(versions))]
