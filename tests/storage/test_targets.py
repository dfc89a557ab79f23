"""A path leads to the file where its links end, and prodash writes it only if that is a file of the catalogue's own."""

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.errors import RefusedError
from prodash.storage.disk.targets import target_finder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has links for administrators only")

PLACES = [
    *("in", "in/tracks", "in/tracks/ep", "in/tracks/x.yaml", "in/tracks/ep/x.yaml", "in/stages.yaml"),
    *(
        "in/tracks/.git",
        "in/tracks/.git/x.yaml",
        "in/tracks/x",
        "in/other",
        "in/other/x.yaml",
        "out",
        "out/x.yaml",
    ),
]
PATHS = [
    "stages.yaml",
    "tracks/x.yaml",
    "tracks/ep/x.yaml",
    "tracks/ep/../x.yaml",
    "tracks/../stages.yaml",
    "tracks/.git/x.yaml",
    "tracks/gone/x.yaml",
    "tracks/x",
    "other/x.yaml",
    "tracks",
]
TRACK = re.compile(r"tracks/([^./][^/]*/)*[^./][^/]*\.yaml")


@given(
    links=st.dictionaries(
        st.sampled_from(PLACES[1:]), st.sampled_from([*PLACES, "gone", "out/gone", "in/tracks/g.yaml"])
    ),
    paths=st.lists(st.sampled_from(PATHS), min_size=1),
)
def test_only_the_real_paths_of_tracks_and_vocabularies_are_written(
    links: dict[str, str], paths: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        top = Path(os.path.realpath(folder))
        for place in PLACES:
            _make(top / place, top / links[place] if place in links else None)
        root = top / "in"
        find = target_finder(root)
        for path in paths:
            real = Path(os.path.realpath(root / path))
            below = real.relative_to(root).as_posix() if real.is_relative_to(root) else str(real)
            allowed = TRACK.fullmatch(below) if path != "stages.yaml" else not (root / path).is_symlink()
            if allowed:
                assert find(path).path == str(real)
                continue
            with pytest.raises(RefusedError) as refused:
                find(path)
            assert [named for named, _ in refused.value.reasons] == [path]
            assert below in refused.value.reasons[0][1]


def _make(place: Path, end: Path | None) -> None:
    """A file or folder at *place*, or a link that ends at *end*; nothing where there is one or it cannot be."""
    if os.path.lexists(place) or not place.parent.is_dir():
        return
    if end:
        place.symlink_to(end)
    elif place.suffix and place.name != ".git":
        place.touch()
    else:
        place.mkdir()
