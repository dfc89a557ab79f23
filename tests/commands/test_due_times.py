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


def test_the_day_counts_and_the_time_stays(catalogue: Make, run: Run) -> None:
    files = {
        f"tracks/{kind}-{number:02}.yaml": f"stage: seed\n{line.format(f'DAY{time}')}\n"
        for kind, line in QUOTES.items()
        for number, time in enumerate(TIMES)
    }

    def on(day: str) -> dict[str, str]:
        return {name: text.replace("DAY", day) for name, text in files.items()}

    root = catalogue({**on("2026-12-01")})
    listed = run("list", "--due", "2026-12-01", "--columns", "due", "-f", "csv")
    assert listed == Ran(0, "due\n" + "2026-12-01\n" * len(files))
    assert run("set", "due=2026-12-01", "--all") == Ran(0, "nothing to change\n")
    for change, day in (("due+=2w", "2026-12-15"), ("due=2026-12-24", "2026-12-24")):
        assert run("set", change, "--all", "--yes").code == 0
        assert {name: (root / name).read_text(encoding="utf-8") for name in files} == on(day)
    assert run("check").code == 0
    assert run("set", "due=", "double-00").code == 0
    assert (root / "tracks/double-00.yaml").read_text(encoding="utf-8") == "stage: seed\nbpm: 1\n"


def test_a_custom_field_takes_the_same_times_and_sorts_by_them(catalogue: Make, run: Run) -> None:
    files = {
        f"tracks/{number:02}.yaml": f"stage: seed\nout: '2026-12-01{time}'\n"
        for number, time in enumerate(TIMES)
    }
    others = {
        f"tracks/x{number}.yaml": f'stage: seed\nout: "2026-12-01{time}"\n'
        for number, time in enumerate(NO_TIMES)
    }
    catalogue({**files, **others})
    ids = run("list", "--where", "out=2026-12-01", "--sort", "out", "-f", "ids").out.split()
    assert ids[:2] == ["03", "02"]
    assert sorted(ids) == [f"{number:02}" for number in range(len(TIMES))]


def test_what_is_no_time_is_a_problem(catalogue: Make, run: Run) -> None:
    catalogue(
        {
            f"tracks/{number}.yaml": f'stage: seed\ndue: "2026-12-01{time}"\n'
            for number, time in enumerate(NO_TIMES)
        }
    )
    assert run("check").out.count("[bad-date]") == len(NO_TIMES)


def test_a_time_can_be_typed(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\ndue: '2026-12-01 18:00'\n"})
    assert run("set", "due=2026-12-01 18:00", "a") == Ran(0, "nothing to change\n")
    assert run("set", "due=2026-12-01T19:00", "a") == Ran(
        0, "a  2026-12-01 18:00 → 2026-12-01T19:00\n1 changed\n"
    )
    assert (root / "tracks/a.yaml").read_text("utf-8") == "stage: seed\ndue: '2026-12-01T19:00'\n"
    assert run("add", "New", "due=2026-12-01 7:00").code == 0
    assert (root / "tracks/new.yaml").read_text("utf-8").endswith("\ndue: 2026-12-01 7:00\n")


def test_show_tells_the_time(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\ndue: 2026-12-01T18:00\n"})
    assert re.search(r"^due +2026-12-01 .* at 18:00$", run("show", "a").out, re.MULTILINE)


def test_a_project_keeps_the_time_too(catalogue: Make, run: Run) -> None:
    text = 'projects:\n  - id: ep\n    due: 2026-12-01 18:00 # noon\n  - {id: lp, due: "2026-12-01T18:00Z"}\n'
    root = catalogue({"projects.yaml": text, "tracks/a.yaml": "stage: seed\nprojects: ep\n"})
    assert run("list", "--columns", "due", "-f", "csv") == Ran(0, "due\n2026-12-01\n")
    assert run("projects", "set", "ep", "due=2026-12-09").code == 0
    assert run("projects", "set", "lp", "due=2026-12-09").code == 0
    assert (root / "projects.yaml").read_text(encoding="utf-8") == text.replace("-01", "-09")


def test_an_import_reads_the_time_and_keeps_that_of_a_track_where_it_has_none(
    catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\ndue: 2026-12-01 18:00\n"})
    (root / "due.csv").write_text(
        "id,due\na,2026-12-01 18:00\nb,2026-12-02T20:00\nc,2026-12-03 00:00\n", "utf-8"
    )
    assert run("import", "due.csv", "-f", "ids") == Ran(0, "b\nc\n")
    (root / "due.csv").write_text("id,due\na,2026-12-09\nb,2026-12-02 21:00\nc,2026-12-03\n", "utf-8")
    assert run("import", "--update", "due.csv", "-f", "ids") == Ran(0, "a\nb\n")
    lines = [(root / f"tracks/{name}.yaml").read_text("utf-8").splitlines()[1] for name in "abc"]
    assert lines == ["due: 2026-12-09 18:00", "due: 2026-12-02 21:00", "due: 2026-12-03"]


@pytest.mark.parametrize("path", [("track-file", "due"), ("projects-file", "due")], ids=lambda path: path[0])
def test_the_schemas_allow_the_same_times(path: tuple[str, str]) -> None:
    folder = Path(prodash.__file__).parent / "schemas"
    text = json.dumps(json.loads((folder / f"{path[0]}.json").read_text(encoding="utf-8")))
    (pattern,) = {found for found in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', text) if "0000" in found}
    for time in ("", *TIMES, *NO_TIMES):
        allowed = re.search(json.loads(pattern), f"2026-12-01{time}") is not None
        assert allowed == (day_in(f"2026-12-01{time}") is not None), time
