"""The gallery of bad files: each kind of problem is named with its place and what to do."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.model.problem import Code
from prodash.storage.text import MAX_BYTES
from tests.conftest import ROOT, STAGES, Files, Ran

GALLERY = ROOT / "tests" / "problems"
CODES = [
    pytest.param(
        code.code,
        id=code.code,
        marks=pytest.mark.skipif(
            os.name == "nt" and code is Code.FILE_NAME, reason="Windows allows no control character in a name"
        ),
    )
    for code in Code
]


@pytest.fixture
def bad(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of one folder of the gallery, as a catalogue."""

    def copy(code: str) -> Path:
        (tmp_path / "stages.yaml").write_text(STAGES, encoding="utf-8")
        shutil.copytree(GALLERY / code, tmp_path, dirs_exist_ok=True)
        if code == "file-name":
            (tmp_path / "tracks").mkdir()
            (tmp_path / "tracks" / "midnight\x1b[31m.yaml").write_text("stage: seed\n")
        return tmp_path

    return copy


@pytest.mark.parametrize("code", CODES)
def test_check_names_the_place_and_what_to_do(
    code: str, bad: Callable[[str], Path], run: Callable[..., Ran]
) -> None:
    root = bad(code)
    expected = (root / "expected.txt").read_text(encoding="utf-8")
    assert f"[{code}]\n" in expected
    assert run("check") == Ran(1, out=expected)


@pytest.mark.parametrize("code", CODES)
def test_every_other_command_answers_from_the_rest(
    code: str, bad: Callable[[str], Path], run: Callable[..., Ran]
) -> None:
    root = bad(code)
    (root / "tracks").mkdir(exist_ok=True)
    (root / "tracks" / "good.yaml").write_text("stage: seed\n", encoding="utf-8")
    expected = (root / "expected.txt").read_text(encoding="utf-8")
    ran = run("list", "--stage", "seed", "--format", "ids", "good")
    assert ran == Ran(1, out="good\n", err=expected)


def test_a_file_of_many_megabytes_is_not_read(
    catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    (root / "tracks" / "take.yaml").write_bytes(b"\0" * (MAX_BYTES + 1))
    assert run("check") == Ran(
        1,
        out="tracks/take.yaml:1:1: error: the file has more than 262,144 bytes; "
        "a file of this kind is never that large, so it was not read [too-large]\n",
    )
