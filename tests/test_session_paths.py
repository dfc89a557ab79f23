"""Paths are said as they are reached from the current folder, worked out once for each folder of tracks."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.session.paths import PathDisplay

NAMES = st.sampled_from(["tracks", "ep", "live", "a.yaml", "..b", "c..", "-d"])
FOLDERS = st.lists(NAMES, max_size=3)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("paths")


@given(FOLDERS, st.lists(st.tuples(FOLDERS, NAMES), min_size=1, max_size=6))
def test_a_path_is_the_one_that_the_system_gives(
    folders: Path, here: list[str], paths: list[tuple[list[str], str]]
) -> None:
    root = folders / "music"
    current = root.joinpath("tracks", *here)
    current.mkdir(parents=True, exist_ok=True)
    before = Path.cwd()
    try:
        for folder in (folders, root, current):
            os.chdir(folder)
            paths_here = PathDisplay(root)
            for parts, name in paths:
                path = "/".join(["tracks", *parts, name])
                expected = os.path.relpath(root / path).replace(os.sep, "/")
                assert paths_here.display_path(path) == paths_here.display_path(path) == expected
    finally:
        os.chdir(before)
