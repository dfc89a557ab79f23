"""Whatever somebody does to the files of a journal, a track only ever has bytes that prodash or its user wrote."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.cli import main
from tests.conftest import write_files
from tests.examples import examples
from tests.journals import own_file

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")

Spoil = Callable[[list[Path]], None]
SEED, MIXING, DONE = (f"stage: {stage}\n".encode() for stage in ("seed", "mixing", "done"))
STAGES = "stages: [seed, mixing, done]\n"
EVERY_STATE = ("new", "doing", "done", "undoing", "undone", "redoing", "unreadable")
WHICH, PLACE, BYTE = st.integers(0, 5), st.integers(0, 999), st.integers(1, 255)


def renamed(which: int, state: str) -> Spoil:
    def spoil(files: list[Path]) -> None:
        file = files[which % len(files)]
        file.rename(file.with_suffix(f".{state}"))

    return spoil


def renumbered(which: int, number: int) -> Spoil:
    def spoil(files: list[Path]) -> None:
        file = files[which % len(files)]
        file.rename(file.with_name(f"{number:06}{file.name[6:]}"))

    return spoil


def copied(which: int, over: int) -> Spoil:
    def spoil(files: list[Path]) -> None:
        one, other = files[which % len(files)], files[over % len(files)]
        other.write_bytes(one.read_bytes())

    return spoil


def other_byte(which: int, place: int, byte: int) -> Spoil:
    def spoil(files: list[Path]) -> None:
        file = files[which % len(files)]
        data = bytearray(file.read_bytes() or b"x")
        data[place % len(data)] ^= byte
        file.write_bytes(data)

    return spoil


def cut_off(which: int, length: int) -> Spoil:
    return lambda files: os.truncate(files[which % len(files)], length)


def other_words(which: int) -> Spoil:
    def spoil(files: list[Path]) -> None:
        file = files[which % len(files)]
        file.write_bytes(file.read_bytes().replace(b"seed", b"evil").replace(b"mixing", b"malign"))

    return spoil


SPOILED = st.lists(
    st.one_of(
        st.builds(renamed, WHICH, st.sampled_from(EVERY_STATE)),
        st.builds(renumbered, WHICH, st.integers(1, 9)),
        st.builds(copied, WHICH, WHICH),
        st.builds(other_byte, WHICH, PLACE, BYTE),
        st.builds(cut_off, WHICH, PLACE),
        st.builds(other_words, WHICH),
    ),
    min_size=1,
    max_size=4,
)
COMMANDS = st.lists(st.sampled_from(["list", "undo", "redo", "undo --list"]), min_size=1, max_size=4)


@contextmanager
def used(kept: Path) -> Iterator[Path]:
    """A copy of a catalogue with a journal."""
    with TemporaryDirectory() as folder:
        yield shutil.copytree(kept, Path(folder) / "music")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue whose journal has records that are done, undone and half done."""
    root = write_files(
        tmp_path_factory.mktemp("kept"), {"stages.yaml": STAGES, "tracks/a.yaml": SEED, "tracks/b.yaml": SEED}
    )
    for words in ("set stage=mixing a", "set stage=mixing b", "set stage=done a", "set stage=done b", "undo"):
        assert main(["-C", str(root), *words.split(), "--quiet"]) == 0
    Path(own_file(root, 3, "done").path).rename(own_file(root, 3, "doing").path)
    return root


@examples(4)
@given(SPOILED, COMMANDS)
def test_a_spoiled_journal_brings_only_bytes_that_were_there(
    kept: Path, spoiled: list[Spoil], commands: list[str]
) -> None:
    with used(kept) as root:
        for spoil in spoiled:
            spoil(sorted(path for path in (root / ".prodash/journal").rglob("*") if path.is_file()))
        for words in commands:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("sys.stderr", err := StringIO())
                code = main(["-C", str(root), *words.split(), "-f", "ids", "--quiet"])
            assert code in {0, 4, 5}, (words, code, err.getvalue())
            assert {(root / f"tracks/{name}.yaml").read_bytes() for name in "ab"} <= {SEED, MIXING, DONE}
            assert (root / "stages.yaml").read_text() == STAGES
            assert list(root.rglob(".prodash-*")) == []
