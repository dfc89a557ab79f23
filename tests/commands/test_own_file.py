"""A file that prodash writes as a whole keeps its mode and its links, and stays where it may not be written."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all
from tests.surroundings import start

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

FILES = {"tracks/a.yaml": "stage: mixing\ndue: 2026-12-01\n"}
COMMANDS = [("export", "due.ics"), ("report", "page.html")]

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="rights are others on Windows, and links need some"),
    pytest.mark.parametrize(("command", "file"), COMMANDS, ids=[command for command, _ in COMMANDS]),
]


@pytest.mark.parametrize("path", ["the file", "its folder"])
def test_where_nothing_may_be_written_nothing_is(
    path: str, command: str, file: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    (root / "out").mkdir()
    assert run(command, f"out/{file}").code == 0
    assert run("set", "due=2026-12-09", "a").code == 0
    before = read_all(root)
    closed = root / "out" / (file if path == "the file" else "")
    closed.chmod(closed.stat().st_mode & ~0o222)
    ran = start([command, f"out/{file}"], cwd=root)
    closed.chmod(0o755)
    assert (ran.returncode, ran.stdout) == (5, "")
    assert ran.stderr.startswith(f"prodash: out/{file}: ")
    assert read_all(root) == before


def test_mode_and_links_of_the_file_stay(command: str, file: str, catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    assert run(command, file).code == 0
    written = (root / file).replace(root / "real").read_bytes()
    (root / "real").chmod(0o640)
    (root / file).symlink_to("real")
    assert run("set", "due=2026-12-09", "a").code == 0
    assert run(command, file).code == 0
    assert (root / "real").read_bytes() != written
    assert (root / file).is_symlink()
    assert stat.S_IMODE((root / "real").stat().st_mode) == 0o640
    assert not list(root.glob(".prodash-*"))


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_line_ends_that_git_has_changed_do_not_count(
    ends: bytes, command: str, file: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    assert run(command, file).code == 0
    changed = (root / file).read_bytes().replace(b"\r\n", b"\n").replace(b"\n", ends)
    (root / file).write_bytes(changed)
    assert run(command, file).err.startswith(f"{file} is already up to date: ")
    assert (root / file).read_bytes() == changed
    assert run("set", "due=2026-12-09", "a").code == 0
    assert run(command, file).err.startswith(f"{file}: ")
    assert b"2026-12-09" in (root / file).read_bytes().replace(b"20261209", b"2026-12-09")


def test_a_file_that_only_begins_so_is_kept(command: str, file: str, catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    assert run(command, file).code == 0
    mine = (root / file).read_bytes().replace(b"\r\n", b"\n") + b"mine\n"
    (root / file).write_bytes(mine)
    assert run(command, file).code == 4
    assert (root / file).read_bytes() == mine
