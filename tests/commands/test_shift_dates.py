"""set due+= and due-=: the own date of each track, shifted by a length of time."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

FILES = {
    "projects.yaml": (
        "projects: [{id: ep, name: Summer EP, due: 2026-12-24}, {id: side, parent: ep}, {id: old, due: 0001-01-02}]\n"
    ),
    "tracks/own.yaml": "stage: seed\nprojects: ep\ndue: 2026-12-31\n",
    "tracks/inherits.yaml": "stage: seed\nprojects: side\n",
    "tracks/also.yaml": "stage: seed\nprojects: ep\ndue:\n",
    "tracks/none.yaml": "stage: seed\n",
    "tracks/ancient.yaml": "stage: seed\nprojects: old\n",
}
INHERITS = "tracks/inherits.yaml: its date comes from the project 'ep'\n"
ALSO = INHERITS.replace("inherits", "also")
NONE = "tracks/none.yaml: it has no due date to shift\n"
OWN = "to give tracks with a project's date one of their own, add --own-date\n"
ANY = "to leave out tracks without a date, add '--due any'; to give them one, write due=DATE\n"
LATER = "to shift the date of Summer EP, run 'prodash projects set ep due=2027-01-07'\n"
EARLIER = LATER.replace("2027-01-07", "2026-11-24")

REFUSED = {
    "a date of a project": ("due+=2w own inherits also", ALSO + INHERITS + LATER + OWN),
    "no date": ("due+=2w own none", NONE + ANY),
    "all sorts": ("due-=1m own inherits none", INHERITS + NONE + EARLIER + OWN + ANY),
    "no date even so": ("due+=2w own inherits none --own-date", NONE + ANY),
    "after the calendar": ("due+=8000y own", "tracks/own.yaml: 2026-12-31 + 8000y is outside the years 1 to 9999\n"),
    "before the calendar": ("due-=2d ancient --own-date", "tracks/ancient.yaml: 0001-01-02 - 2d is outside the years 1 to 9999\n"),
    "a project that would leave the calendar": ("due-=2d ancient", f"tracks/ancient.yaml: its date comes from the project 'old'\n{OWN}"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "reasons"), REFUSED.values(), ids=REFUSED)
def test_tracks_without_a_date_of_their_own_refuse_the_whole_batch(
    words: str, reasons: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    before = read_all(root)
    assert run("set", *words.split()) == Ran(4, "", f"prodash: nothing was changed\n{reasons}")
    assert read_all(root) == before


def test_the_command_in_the_message_shifts_the_project(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    assert run("projects", "set", "ep", "due=2027-01-07").code == 0
    assert run("list", "inherits", "--columns", "due", "-f", "csv").out == "due\n2027-01-07\n"


def test_own_date_gives_tracks_with_a_date_of_their_project_one_of_their_own(
    catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    before = read_all(root)
    ran = run("set", "due+=2w", "own", "inherits", "also", "--own-date", "-f", "json")
    changes = json.loads(ran.out)["changes"]
    assert {change["id"]: (change["before"], change["after"]) for change in changes} == {
        "also": (None, "2027-01-07"),
        "inherits": (None, "2027-01-07"),
        "own": ("2026-12-31", "2027-01-14"),
    }
    assert (root / "tracks/inherits.yaml").read_text() == "stage: seed\nprojects: side\ndue: 2027-01-07\n"
    assert (root / "tracks/also.yaml").read_text() == "stage: seed\nprojects: ep\ndue: 2027-01-07\n"
    assert (root / "projects.yaml").read_bytes() == before["projects.yaml"]
    assert run("undo").code == 0
    assert read_all(root) == before


def test_a_date_that_cannot_be_read_is_not_shifted(catalogue: Make, run: Run) -> None:
    catalogue({**FILES, "tracks/bad.yaml": "stage: seed\nprojects: ep\ndue: 2026-02-30\n"})
    ran = run("set", "due+=2w", "bad", "--own-date")
    assert (ran.code, ran.err.splitlines()[-1]) == (
        4,
        "tracks/bad.yaml: its due date could not be read; 'prodash check' says why",
    )


def test_a_date_of_a_project_that_cannot_be_read_is_not_shifted(catalogue: Make, run: Run) -> None:
    catalogue({**FILES, "projects.yaml": "projects: [\n"})
    ran = run("set", "due+=2w", "inherits", "--own-date")
    reason = "its due date is unknown, because projects.yaml could not be read; fix it first"
    assert (ran.code, f"tracks/inherits.yaml: {reason}\n" in ran.err) == (4, True)


@pytest.mark.parametrize("due", ["2026-13-40", "[2026-12-01]"])
@pytest.mark.parametrize(
    ("project", "named"), {"ep": "ep", "below": "ep", "[dated, below]": "ep", "dated": ""}.items()
)
def test_a_malformed_date_of_a_project_is_not_passed_over_for_a_date_above_it(
    project: str, named: str, due: str, catalogue: Make, run: Run
) -> None:
    catalogue(
        {
            "projects.yaml": "projects:\n- {id: label, due: 2027-01-01}\n"
            f"- {{id: ep, parent: label, due: {due}}}\n"
            "- {id: below, parent: ep}\n- {id: dated, parent: ep, due: 2026-12-01}\n",
            "tracks/a.yaml": f"stage: seed\nprojects: {project}\n",
        }
    )
    reason = (
        f"the due date of its project {named!r} is empty or could not be read; 'prodash check' says which"
    )
    for options in ((), ("--own-date",)) if named else (("--own-date",),):
        ran = run("set", "due+=2w", "a", "-n", *options)
        refused = f"tracks/a.yaml: {reason}\n" in ran.err
        assert (ran.code, refused) == ((4, True) if named else (1, False))
    own = run("projects", "set", "ep", "due+=2w")
    assert own.err.endswith("projects.yaml: 'ep' has no due date that can be read; write due=DATE\n")


def test_every_track_moves_by_the_same_days(catalogue: Make, run: Run) -> None:
    days = [date(2026, 1, 31) + timedelta(days=17 * number) for number in range(20)]
    catalogue({f"tracks/t{n:02}.yaml": f"stage: seed\ndue: {day}\n" for n, day in enumerate(days)})
    assert run("set", "due+=3w", "due-=1d", "--all", "--yes").code == 0
    rows = json.loads(run("list", "--sort", "id", "-f", "json").out)["tracks"]
    assert [row["due"] for row in rows] == [str(day + timedelta(days=20)) for day in days]


def test_a_commit_says_how_far_dates_moved(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    answer = json.loads(run("set", "due+=2w", "own", "-n", "-f", "json").out)
    assert answer["summary"] == "Move due 2w later for Own"
