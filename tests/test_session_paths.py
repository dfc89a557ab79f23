"""Paths are said as they can be typed in the current folder, worked out once for each folder of tracks."""

import ntpath
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.session.paths import PathDisplay, path_from
from tests.conftest import Files, Ran

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
NAMES = st.sampled_from(["tracks", "ep", "live", "a.yaml", "..b", "c..", "-d", "ü b"])
FOLDERS = st.lists(NAMES, max_size=3)
LINKS = pytest.mark.skipif(os.name == "nt", reason="links need rights of their own on Windows")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("paths")


@contextmanager
def standing_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    try:
        os.chdir(folder)
        yield
    finally:
        os.chdir(before)


@given(FOLDERS, st.lists(st.tuples(FOLDERS, NAMES), min_size=1, max_size=6))
def test_a_path_is_the_one_that_the_system_gives_and_never_an_option(
    folders: Path, here: list[str], paths: list[tuple[list[str], str]]
) -> None:
    root = folders / "music"
    current = root.joinpath("tracks", *here)
    current.mkdir(parents=True, exist_ok=True)
    for folder in (folders, root, current):
        with standing_in(folder):
            paths_here = PathDisplay(root)
            for parts, name in paths:
                path = "/".join(["tracks", *parts, name])
                expected = os.path.relpath(root / path).replace(os.sep, "/")
                expected = f"./{expected}" if expected.startswith("-") else expected
                assert paths_here.display_path(path) == paths_here.display_path(path) == expected


STANDS = {
    "the top of the disk": "/",
    "above": "home",
    "the catalogue": "home/music",
    "below": "home/music/tracks",
    "far below": "home/music/tracks/ep/old",
    "beside": "home/other/deep",
    "a link to the catalogue": "home/link",
    "a link to a folder of tracks": "home/link-to-tracks",
}
ROOTS = {
    "absolute": "{0}/home/music",
    "through a link": "{0}/home/link",
    "with dots behind a link": "{0}/home/link-to-tracks/..",
    "with dots": "{0}/home/other/../music",
}


PATHS = ["stages.yaml", "tracks/a.yaml", "tracks/-b.yaml", "tracks/ep/c d.yaml", "tracks/-e/f.yaml"]


@LINKS
@pytest.mark.parametrize("stand", STANDS.values(), ids=STANDS)
@pytest.mark.parametrize("typed", ROOTS.values(), ids=ROOTS)
def test_a_path_leads_to_the_file_from_wherever_the_user_stands(
    stand: str, typed: str, tmp_path: Path
) -> None:
    for folder in ("home/music/tracks/ep/old", "home/music/tracks/-e", "home/other/deep"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "home/link").symlink_to("music")
    (tmp_path / "home/link-to-tracks").symlink_to("music/tracks")
    with standing_in(tmp_path / stand):
        root = Path(typed.format(tmp_path))
        paths = PathDisplay(root)
        for path in PATHS:
            shown = paths.display_path(path)
            assert os.path.realpath(shown) == os.path.realpath(root / path)
            assert (shown.startswith("/"), shown.startswith("-")) == (stand == "/", False)


@pytest.mark.skipif(os.name == "nt", reason="the top of POSIX")
def test_from_the_top_of_the_disk_every_command_shows_whole_paths(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue({"tracks/a.yaml": "stage: nope\n"})
    monkeypatch.chdir("/")
    for argv in (("list", "-f", "paths"), ("check",)):
        ran = run("-C", str(root), *argv)
        assert ran.err.startswith(f"{root}/tracks/a.yaml:1:8: error:") or ran.out.startswith(
            f"{root}/tracks/a.yaml:"
        )
    assert run("-C", str(root)[1:], "list", "-f", "paths").out == f"{root}/tracks/a.yaml\n"


WINDOWS = {
    "below": ("C:\\music", "C:\\music\\tracks\\a.yaml", "tracks/a.yaml"),
    "another case": ("c:\\MUSIC", "C:\\music\\tracks\\a.yaml", "tracks/a.yaml"),
    "beside": ("C:\\other", "C:\\music\\tracks\\a.yaml", "../music/tracks/a.yaml"),
    "the top of the drive": ("C:\\", "C:\\music\\tracks\\a.yaml", "C:/music/tracks/a.yaml"),
    "another drive": ("D:\\here", "C:\\music\\tracks\\a.yaml", "C:/music/tracks/a.yaml"),
    "a share": ("C:\\here", "\\\\nas\\music\\tracks\\a.yaml", "//nas/music/tracks/a.yaml"),
    "the top of a share": ("\\\\nas\\music\\", "\\\\nas\\music\\tracks\\a.yaml", "//nas/music/tracks/a.yaml"),
    "an option": ("C:\\music", "C:\\music\\-a.yaml", "./-a.yaml"),
    "a deleted folder": ("", "C:\\music\\a.yaml", "C:/music/a.yaml"),
}


@pytest.mark.parametrize(("folder", "path", "shown"), WINDOWS.values(), ids=WINDOWS)
def test_on_windows_a_path_can_be_typed_too(folder: str, path: str, shown: str) -> None:
    assert path_from(folder, path, ntpath) == shown
    back = ntpath.normcase(ntpath.normpath(ntpath.join(folder, shown.replace("/", "\\"))))
    assert back == ntpath.normcase(path)
