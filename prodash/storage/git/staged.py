"""Staged: the files of a catalogue as the next commit will have them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from prodash.model.names.file_names import has_yaml_suffix
from prodash.storage.disk.unreadable import shown_path
from prodash.storage.git.changed import DIFF, Part, parts_of_repository
from prodash.storage.git.errors import GitError
from prodash.storage.git.repository import repository_of
from prodash.storage.git.run import Git

_LINK = "120000"
_ORDINARY, _LEFT_OUT_ON_DISK = "H", "S"


class StagedCopy(NamedTuple):
    """A folder with staged files.

    same   the files left out of the copy because they are staged as they are on the disk
    """

    folder: Path
    same: frozenset[str]


def for_staged(git: Git) -> Git:
    """Git that sees what is staged; in a hook of the same repository, what is being committed."""
    if not repository_of(git).is_own_index(git):
        return git
    return git._replace(environment={**git.environment, "GIT_INDEX_FILE": git.hook_index})


@contextmanager
def staged_copy(git: Git, linked: Iterable[Path], on_disk: Collection[str]) -> Iterator[StagedCopy]:
    """A private copy of the YAML files and links that are staged below the folder of *git*, and of *linked*.

    Files *on_disk* need no copy if they are staged just so, which saves most of the time.
    The copy lasts as long as the context.  Raises GitError.
    """
    # In case of doubt a file is copied, such as one that git is told not to look at.
    candidates = frozenset(on_disk) - git.list_paths(*DIFF) - git.list_paths(*DIFF, "--cached")
    with TemporaryDirectory(prefix="prodash-") as copy:
        same: set[str] = set()
        for part in parts_of_repository(git, linked):
            _copy(part, _to_copy(part, candidates, same), copy)
        folder = Path(copy, repository_of(git).prefix)
        folder.mkdir(parents=True, exist_ok=True)
        yield StagedCopy(folder, frozenset(same))


def _copy(part: Part, tags: Mapping[str, str], folder: str) -> None:
    """Copy the staged files that *tags* names."""
    # Only new versions of git have the option.
    anyway = ("--ignore-skip-worktree-bits",) if _LEFT_OUT_ON_DISK in tags.values() else ()
    options = ("--quiet", "-z", "--stdin", f"--prefix={folder}/", *anyway)
    part.git.require("checkout-index", *options, paths=tags)


def _to_copy(part: Part, candidates: Collection[str], same: set[str]) -> dict[str, str]:
    """The tags of the staged YAML files and links, except those *candidates* that are ordinary, which go to *same*.

    Raises GitError if git has several versions of a file.
    """
    tags = {}
    for entry in part.list_entries("ls-files", "--stage", "-v"):
        facts, _, name = entry.partition("\t")
        tag, mode, _, stage = facts.split(" ")
        if stage != "0":
            shown = shown_path(name)
            add = part.git.command("add", shown)
            raise GitError(
                f"{shown} is in conflict; settle it with 'prodash resolve', or correct it and run {add}"
            )
        if tag == _ORDINARY and name in candidates:
            same.add(name)
        elif mode == _LINK or has_yaml_suffix(name):
            tags[name] = tag
    return tags
