"""Apart: a folder in which git merges, as it leaves temporary files where it runs if it is stopped."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from prodash.storage.disk.files import read_bytes
from prodash.storage.git.run import Git

_ATTRIBUTES = ":(glob)**/.gitattributes"
_MAX_BYTES = 1 << 20


@contextmanager
def git_apart(git: Git) -> Iterator[Git]:
    """*git*, which runs at the top of a repository, in a folder with nothing of it but its attributes.  Raises GitError."""
    with TemporaryDirectory(prefix="prodash-", ignore_cleanup_errors=True) as folder:
        for name in git.list_paths("ls-files", "--", _ATTRIBUTES):
            _copy(git.folder / name, Path(folder, name))
        git_dir = git.require("rev-parse", "--absolute-git-dir").line
        variables = {"GIT_DIR": git_dir, "GIT_WORK_TREE": folder}
        yield git._replace(folder=Path(folder), environment={**git.environment, **variables})


def _copy(source: Path, target: Path) -> None:
    with suppress(OSError):
        data = read_bytes(source, _MAX_BYTES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
