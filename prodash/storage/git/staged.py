"""Staged: the files of a catalogue as the next commit will have them."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from prodash.model.names.file_names import has_yaml_suffix
from prodash.storage.git.changed import Part, parts_of_repository
from prodash.storage.git.errors import GitError
from prodash.storage.git.repository import repository_of
from prodash.storage.git.run import Git

_LINK = "120000"


def for_staged(git: Git) -> Git:
    """Git that sees what is staged; in a hook of the same repository, what is being committed."""
    if not repository_of(git).is_own_index(git):
        return git
    return git._replace(environment={**git.environment, "GIT_INDEX_FILE": git.hook_index})


@contextmanager
def staged_copy(git: Git, linked: Iterable[Path]) -> Iterator[Path]:
    """A private folder with the YAML files and links that are staged below the folder of *git*, and of *linked*.

    It lasts as long as the context.  Raises GitError.
    """
    with TemporaryDirectory(prefix="prodash-") as copy:
        for part in parts_of_repository(git, linked):
            part.git.require(
                *("checkout-index", "--quiet", "-z", "--stdin", f"--prefix={copy}/"),
                paths=_staged_names(part),
            )
        root = Path(copy, repository_of(git).prefix)
        root.mkdir(parents=True, exist_ok=True)
        yield root


def _staged_names(part: Part) -> list[str]:
    """The staged YAML files and links; raises GitError if git has several versions of one."""
    names = []
    for entry in os.fsdecode(part.git.require("ls-files", "--stage", "-z", "--", part.pathspec).out).split(
        "\0"
    )[:-1]:
        facts, _, name = entry.partition("\t")
        mode, _, stage = facts.split(" ")
        if stage != "0":
            raise GitError(
                f"{name} is in conflict; correct it, then run '{part.git.command('add', name)}'", "commit"
            )
        if mode == _LINK or has_yaml_suffix(name):
            names.append(name)
    return names
