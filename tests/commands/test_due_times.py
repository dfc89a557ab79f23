"""A due date may have a time behind it: the day counts, and the time stays as it is written."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import prodash
from prodash.model.catalogue.due import day_in
from tests.conftest import Files, Ran

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

TIMES = (
    *(" 18:00", "T18:00", "t9:05", "  07:30:00", " 18:00:00.25", "T18:00:00Z", " 18:00 UTC"),
    *(" 18:00:00+01:00", " 18:00 +0100", " 18:00-5"),
)
NO_TIMES = (" 24:00", " 18", " 18:60", " 6 pm", "T", "18:00", " 18:00 CET", " 18:00 tomorrow", "\t18:00")
QUOTES = {"plain": "due: {} # late", "single": "due: '{}'", "double": 'due:   "{}"\nbpm: 1'}


@pytest.mark.parametrize("time", TIMES)
def test_the_day_counts_and_the_time_stays(time: str, catalogue: Make, run: Run) -> None:
    files = {f"tracks/{name}.yaml": f"stage: seed\n{line}\n" for name, line in QUOTES.items()}
    root = catalogue({name: text.format(f"2026-12-01{time}") for name, text in files.items()})
    assert run("list", "--due", "2026-12-01", "--columns", "id,due", "-f", "csv") == Ran(
        0, "id,due\n" + "".join(f"{name},2026-12-01\n" for name in sorted(QUOTES))
    )
    assert run("set", "due=2026-12-01", "--all") == Ran(0, "nothing to change\n")
    assert run("set", "due+=2w", "--all", "--yes").code == 0
    assert {name: (root / name).read_text(encoding="utf-8") for name in files} == {
        name: text.format(f"2026-12-15{time}") for name, text in files.items()
    }
    assert run("set", "due=2026-12-24", "plain", "single").code == run("set", "due=", "double").code == 0
    assert (root / "tracks/plain.yaml").read_text(encoding="utf-8") == (
        f"stage: seed\ndue: 2026-12-24{time} # late\n"
    )
    assert (root / "tracks/double.yaml").read_text(encoding="utf-8") == "stage: seed\nbpm: 1\n"
    assert run("check").code == 0


@pytest.mark.parametrize("time", NO_TIMES)
def test_what_is_no_time_is_a_problem(time: str, catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": f'stage: seed\ndue: "2026-12-01{time}"\n'})
    assert "[bad-date]" in run("check").out


def test_a_project_keeps_the_time_too(catalogue: Make, run: Run) -> None:
    text = 'projects:\n  - id: ep\n    due: 2026-12-01 18:00 # noon\n  - {id: lp, due: "2026-12-01T18:00Z"}\n'
    root = catalogue({"projects.yaml": text, "tracks/a.yaml": "stage: seed\nprojects: ep\n"})
    assert run("list", "--columns", "due", "-f", "csv") == Ran(0, "due\n2026-12-01\n")
    assert run("projects", "set", "ep", "due=2026-12-09").code == 0
    assert run("projects", "set", "lp", "due=2026-12-09").code == 0
    assert (root / "projects.yaml").read_text(encoding="utf-8") == text.replace("-01", "-09")


def test_an_import_reads_the_time_and_keeps_that_of_a_track(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\ndue: 2026-12-01 18:00\n"})
    (root / "due.csv").write_text(
        "id,due\na,2026-12-01 09:00\nb,2026-12-02T20:00\nc,2026-12-03 00:00\n", "utf-8"
    )
    assert run("import", "due.csv", "-f", "ids") == Ran(0, "b\nc\n")
    (root / "due.csv").write_text("id,due\na,2026-12-09 09:00\nb,2026-12-02\n", "utf-8")
    assert run("import", "--update", "due.csv", "-f", "ids") == Ran(0, "a\n")
    lines = [(root / f"tracks/{name}.yaml").read_text("utf-8").splitlines()[1] for name in "abc"]
    assert lines == ["due: 2026-12-09 18:00", "due: 2026-12-02T20:00", "due: 2026-12-03"]


@pytest.mark.parametrize("path", [("track-file", "due"), ("projects-file", "due")], ids=lambda path: path[0])
def test_the_schemas_allow_the_same_times(path: tuple[str, str]) -> None:
    folder = Path(prodash.__file__).parent / "schemas"
    text = json.dumps(json.loads((folder / f"{path[0]}.json").read_text(encoding="utf-8")))
    (pattern,) = {found for found in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', text) if "0000" in found}
    for time in ("", *TIMES, *NO_TIMES):
        allowed = re.search(json.loads(pattern), f"2026-12-01{time}") is not None
        assert allowed == (day_in(f"2026-12-01{time}") is not None), time
