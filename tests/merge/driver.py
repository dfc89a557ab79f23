"""Run the merge driver as git does."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.conftest import Ran


class Driven(NamedTuple):
    """The exit code, the merged file and what was printed."""

    code: int
    merged: str
    err: str = ""


def drive(
    run: Callable[..., Ran],
    folder: Path,
    base: str | None,
    ours: str,
    theirs: str,
    path: str = "tracks/fog.yaml",
) -> Driven:
    """Merge three texts as git has a driver merge them; a file that did not exist is empty."""
    for name, text in zip("OAB", (base or "", ours, theirs), strict=True):
        (folder / name).write_bytes(text.encode())
    files = [str(folder / name) for name in "OAB"]
    ran = run("merge-driver", *files, "7", path)
    assert not ran.out
    assert sorted(file.name for file in folder.iterdir()) == ["A", "B", "O"]
    return Driven(ran.code, (folder / "A").read_bytes().decode(), ran.err)
