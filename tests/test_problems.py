"""The gallery of bad files: each kind of problem is named with its place and what to do.

Run as a program (`python -m tests.test_problems`) it writes docs/problems.md from the gallery.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.model.catalogue.problem import Severity
from prodash.model.catalogue.problem_codes import CodedProblem, ProblemKind
from prodash.model.check.problems import PROBLEM_KINDS, CheckProblem
from prodash.storage.disk.files import MAX_BYTES
from tests.conftest import ROOT, STAGES, Files, Ran

GALLERY = ROOT / "tests" / "problems"
PAGE = ROOT / "docs" / "problems.md"
CODES = [
    pytest.param(
        code,
        id=code.code,
        marks=pytest.mark.skipif(
            (sys.platform == "win32" and code is ProblemKind.FILE_NAME)
            or (sys.platform in {"win32", "darwin"} and code is ProblemKind.SAME_NAME),
            reason="the system does not allow such names",
        ),
    )
    for code in PROBLEM_KINDS
]

UNSTORABLE = {"file-name": ["midnight\x1b[31m.yaml"], "same-name": ["Fog.yaml", "fog.yaml"]}
"""Tracks that cannot be in the gallery, because some systems could not check it out."""


@pytest.fixture
def bad(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of one folder of the gallery, as a catalogue."""

    def copy(code: str) -> Path:
        (tmp_path / "stages.yaml").write_text(STAGES, encoding="utf-8")
        shutil.copytree(GALLERY / code, tmp_path, dirs_exist_ok=True)
        for name in UNSTORABLE.get(code, ()):
            (tmp_path / "tracks").mkdir(exist_ok=True)
            (tmp_path / "tracks" / name).write_text("stage: seed\n")
        return tmp_path

    return copy


@pytest.mark.parametrize("code", CODES)
def test_check_names_the_place_and_what_to_do(
    code: CodedProblem, bad: Callable[[str], Path], run: Callable[..., Ran]
) -> None:
    expected = (bad(code.code) / "expected.txt").read_text(encoding="utf-8")
    assert f": {code.severity.value}: " in expected
    assert f"[{code.code}]\n" in expected
    assert run("check") == Ran(int(code.severity is Severity.ERROR), out=expected)
    words = ["--files"] if code is CheckProblem.NO_SUCH_FILE else []
    assert run("check", "--strict", *words) == (Ran(0) if code.is_style else Ran(1, out=expected))


@pytest.mark.parametrize("code", [one for one in CODES if one.values[0] is not CheckProblem.NO_STAGE])
def test_every_other_command_names_the_errors_and_answers_from_the_rest(
    code: CodedProblem, bad: Callable[[str], Path], run: Callable[..., Ran]
) -> None:
    root = bad(code.code)
    (root / "tracks").mkdir(exist_ok=True)
    (root / "tracks" / "good.yaml").write_text("stage: seed\n", encoding="utf-8")
    error = code.severity is Severity.ERROR
    expected = (root / "expected.txt").read_text(encoding="utf-8") if error else ""
    ran = run("list", "--stage", "seed", "--format", "ids", "good")
    assert ran == Ran(int(error), out="good\n", err=expected)


def test_a_file_of_many_megabytes_is_not_read(
    catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    (root / "tracks" / "take.yaml").write_bytes(b"\0" * (MAX_BYTES + 1))
    assert run("check") == Ran(
        1,
        out="tracks/take.yaml:1:1: error: the file has more than 262,144 bytes; "
        "prodash does not read files of that size [too-large]\n",
    )


def page() -> str:
    """docs/problems.md: a section for each code."""
    return "\n\n".join([HEAD, *map(section, PROBLEM_KINDS)]) + "\n"


HEAD = """\
# Problems

What `prodash check` finds: each kind of problem, what it means and what to do, a file that has it, and what
is printed. [checking.md](checking.md) says how to use it. Errors are reported by every command, warnings by
`check` alone, and what is only style not by `check --strict`. (This page is made from `tests/problems/` by `python -m tests.test_problems`.)"""


def section(code: CodedProblem) -> str:
    """What the page says about one code."""
    folder = GALLERY / code.code
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "expected.txt"]
    printed = fenced("text", folder / "expected.txt")
    return "\n\n".join(
        [
            f"## {code.code}",
            f"{'Style' if code.is_style else code.severity.value.capitalize()}. {code.explanation}",
            *map(shown, files),
            printed,
        ]
    )


def shown(path: Path) -> str:
    """One bad file with its name."""
    return f"`{path.relative_to(GALLERY).as_posix().partition('/')[2]}`:\n\n{fenced('yaml', path)}"


def fenced(language: str, path: Path) -> str:
    """What a file holds, with every byte visible that is no text."""
    text = path.read_bytes().decode("utf-8", "backslashreplace").rstrip("\n")
    visible = "".join(c if c.isprintable() or c in "\n\t" else f"\\x{ord(c):02x}" for c in text)
    return f"```{language}\n{visible}\n```"


def test_the_page_about_problems_is_made_from_the_gallery() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.test_problems mends it"


def test_every_folder_of_the_gallery_is_a_code() -> None:
    assert {path.name for path in GALLERY.iterdir()} - {code.code for code in PROBLEM_KINDS} == set()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
