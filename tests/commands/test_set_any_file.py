"""set on whatever track file: only the stage's value differs, and setting it back gives the old bytes."""

import re
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from prodash.errors import ExitCode
from tests.conftest import read_all, run_in, write_files
from tests.examples import examples
from tests.storage.texts import ALL_IDS, IDS, track_texts

STAGES = "stages:\n" + "".join(f"  - '{identifier}'\n" for identifier in ALL_IDS)
PROBLEMS_ALLOWED = (0, 1)
# A word that YAML reads as something else gets quotes, which stay when another takes its place.
NEVER_QUOTED = st.sampled_from([identifier for identifier in ALL_IDS if identifier not in {"no", "true"}])


def set_stage(root: Path, identifier: str) -> int:
    """Run `prodash set stage=... track` quietly; its exit code."""
    return run_in(root, "set", f"stage={identifier}", "track").code


@given(track_texts(stage=IDS), NEVER_QUOTED, NEVER_QUOTED, st.booleans())
@examples(10)
def test_setting_a_stage_back_gives_the_old_bytes(text: str, new: str, newer: str, bom: bool) -> None:
    old_bytes = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    with tempfile.TemporaryDirectory() as folder:
        root = write_files(Path(folder), {"stages.yaml": STAGES, "tracks/track.yaml": old_bytes})
        track = root / "tracks" / "track.yaml"
        assert set_stage(root, new) in PROBLEMS_ALLOWED
        first = track.read_bytes()
        assert set_stage(root, newer) in PROBLEMS_ALLOWED
        assert set_stage(root, new) in PROBLEMS_ALLOWED
        assert track.read_bytes() == first
        assert sorted(read_all(root)) == ["stages.yaml", "tracks/track.yaml"]


@given(track_texts(), IDS)
@examples(10)
def test_the_file_then_says_the_new_stage(text: str, new: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = {"stages.yaml": STAGES, "tracks/track.yaml": text}
        root = write_files(Path(folder), files)
        code = set_stage(root, new)
        if code == ExitCode.REFUSED:
            # It has a key such as `Stage`.
            assert re.search("stage", text, re.IGNORECASE)
            assert read_all(root) == {path: content.encode() for path, content in files.items()}
            return
        assert code in PROBLEMS_ALLOWED
        assert run_in(root, "list", "--all", "--stage", new, "-f", "ids").out == "track\n"
