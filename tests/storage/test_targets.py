"""A path leads to the file where its links end, and to nothing outside the catalogue."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.storage.disk.links import path_resolver

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has links for administrators only")

PLACES = ["in", "in/tracks", "in/tracks/ep", "in/tracks/x.yaml", "in/tracks/ep/x.yaml", "out", "out/x.yaml"]
PATHS = [
    "x.yaml",
    "tracks/x.yaml",
    "tracks/ep/x.yaml",
    "tracks/ep/../x.yaml",
    "tracks/..",
    "tracks/gone/x.yaml",
]


@given(
    links=st.dictionaries(st.sampled_from(PLACES[1:]), st.sampled_from([*PLACES, "gone", "out/gone"])),
    paths=st.lists(st.sampled_from(PATHS), min_size=1),
)
def test_each_is_the_real_path_of_the_whole_or_none_outside(links: dict[str, str], paths: list[str]) -> None:
    with TemporaryDirectory() as folder:
        top = Path(os.path.realpath(folder))
        for place in PLACES:
            _make(top / place, top / links[place] if place in links else None)
        found = path_resolver(top / "in")
        for path in paths:
            slow = Path(os.path.realpath(top / "in" / path))
            assert found(path) == (str(slow) if slow.is_relative_to(top / "in") else None)


def _make(place: Path, end: Path | None) -> None:
    """A file or folder at *location*, or a link that ends at *end*; nothing where there is one or it cannot be."""
    if os.path.lexists(place) or not place.parent.is_dir():
        return
    if end:
        place.symlink_to(end)
    elif place.suffix:
        place.touch()
    else:
        place.mkdir()
