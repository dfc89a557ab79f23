"""While a vocabulary cannot be read, views say that dates are unknown, and files for others stay as they are."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import STAGES, Files, Ran
from tests.schemas import faults

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

GOOD: dict[str, str] = {
    "stages.yaml": STAGES,
    "workflows.yaml": "workflows: [mixing]\n",
    "projects.yaml": "projects:\n- id: ep\n  due: 2026-12-04\n",
    "tracks/a.yaml": "stage: seed\nprojects: ep\n",
    "tracks/b.yaml": "stage: seed\nprojects: ep\ndue: 2026-12-01\n",
    "tracks/c.yaml": "stage: seed\n",
    "tracks/d.yaml": "stage: published\nprojects: ep\n",
}
CONFLICT = "{0}:\n<<<<<<< ours\n- seed\n=======\n- mixing\n>>>>>>> theirs\n"
UNREADABLE: dict[str, str | bytes] = {
    "in conflict": CONFLICT,
    "no YAML": "{0}: [ep",
    "no UTF-8": b"\xff",
    "empty": "",
    "no list": "{0}: ep\n",
}


def spoil(root: Path, kind: str, content: str | bytes = CONFLICT) -> None:
    text = content if isinstance(content, bytes) else content.format(kind).encode()
    (root / f"{kind}.yaml").write_bytes(text)


@pytest.fixture
def unknown(catalogue: Make) -> Path:
    root = catalogue(GOOD)
    spoil(root, "projects")
    return root


PROBLEM = (
    "projects.yaml:2:1: error: the file has an unresolved merge conflict; "
    "'prodash resolve projects.yaml' shows both sides and settles it [conflict]\n"
)
LEFT_OUT = "1 track with an unknown due date left out; projects.yaml cannot be read\n"


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_due_has_a_group_for_dates_that_are_unknown(content: str | bytes, catalogue: Make, run: Run) -> None:
    root = catalogue(GOOD)
    spoil(root, "projects", content)
    ran = run("due")
    assert (ran.code, ran.out) == (
        1,
        (
            "Later  1 track\n  in 10 days  2026-12-01  B  🌱 Seed  b\n\n"
            "Date unknown  1 track\n                          A  🌱 Seed  a\n"
        ),
    )
    assert ran.err.startswith(
        "1 track without a date and 1 done left out; --all includes them\nprojects.yaml:"
    )


SELECTED = {
    "none": "c",
    "any": "b",
    "overdue": "",
    "..2027-01-01": "b",
    "none,any": "b c",
}


@pytest.mark.usefixtures("unknown")
@pytest.mark.parametrize(("phrase", "ids"), SELECTED.items(), ids=SELECTED)
def test_a_filter_on_dates_selects_no_unknown_one_and_counts_it(phrase: str, ids: str, run: Run) -> None:
    assert run("list", "--due", phrase, "--stage", "seed", "-f", "ids") == Ran(
        1, "".join(f"{name}\n" for name in ids.split()), LEFT_OUT + PROBLEM
    )


@pytest.mark.usefixtures("unknown")
def test_nothing_is_due_is_not_said_of_what_is_unknown(run: Run) -> None:
    assert run("due", "--due", "overdue", "--stage", "seed") == Ran(1, "", LEFT_OUT + PROBLEM)


SHOWN = {
    "list": (("list", "a", "--columns", "id,due"), "id  due\n──  ───────\na   unknown\n"),
    "CSV": (("list", "a", "--columns", "id,due,urgency", "-f", "csv"), "id,due,urgency\na,,unknown\n"),
    "show": (("show", "a", "--columns", "due", "-f", "markdown"), "unknown"),
    "card": (("show", "a"), "\ndue        unknown: projects.yaml cannot be read\n"),
    "board": (("board", "a"), "date unknown\n"),
    "board as Markdown": (("board", "a", "-f", "markdown"), "date unknown"),
    "breakdown": (("breakdown", "a", "c"), "2 tracks · 1 with an unknown due date\n"),
    "dashboard": ((), "1 due date is unknown, because projects.yaml cannot be read.\n"),
}


@pytest.mark.usefixtures("unknown")
@pytest.mark.parametrize(("argv", "part"), SHOWN.values(), ids=SHOWN)
def test_no_view_shows_an_unknown_date_as_none(argv: tuple[str, ...], part: str, run: Run) -> None:
    ran = run(*argv)
    assert (ran.code, part if part in ran.out else ran.out) == (1, part)


def test_the_dashboard_says_it_too_if_something_is_due(catalogue: Make, run: Run) -> None:
    root = catalogue(GOOD | {"tracks/b.yaml": "stage: seed\ndue: 2026-11-22\n"})
    spoil(root, "projects")
    assert "\nDue  1 with an unknown date\n" in run().out


@pytest.mark.parametrize("kind", ["due", "list", "board", "dashboard"])
@pytest.mark.usefixtures("unknown")
def test_programs_can_tell_unknown_from_none(kind: str, run: Run) -> None:
    answer = json.loads(run(kind, "-f", "json").out)
    assert faults(answer["kind"], answer) == []
    rows = answer["due"] if kind == "dashboard" else answer.get("tracks") or answer["cards"]
    found = {row["id"]: row["urgency"] for row in rows if row["id"] in {"a", "c"}}
    assert found in ({"a": "unknown", "c": "none"}, {"a": "unknown"}, {})


def test_due_says_that_without_stages_nobody_knows_what_is_done(catalogue: Make, run: Run) -> None:
    spoil(catalogue(GOOD), "stages")
    assert "stages.yaml cannot be read, so tracks that are done may be among these\n" in run("due").err


PUBLISHED = {"calendar": ("export", "due.ics"), "page": ("report", "page.html")}


@pytest.mark.parametrize("kind", ["stages", "workflows", "projects"])
@pytest.mark.parametrize("argv", PUBLISHED.values(), ids=PUBLISHED)
def test_a_file_for_others_stays_as_it_is(
    argv: tuple[str, str], kind: str, catalogue: Make, run: Run
) -> None:
    _check_stays(argv, kind, CONFLICT, catalogue, run)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["stages", "workflows", "projects"])
@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("argv", PUBLISHED.values(), ids=PUBLISHED)
def test_a_file_for_others_stays_as_it_is_whatever_makes_a_vocabulary_unreadable(
    argv: tuple[str, str], content: str | bytes, kind: str, catalogue: Make, run: Run
) -> None:
    _check_stays(argv, kind, content, catalogue, run)


def _check_stays(argv: tuple[str, str], kind: str, content: str | bytes, catalogue: Make, run: Run) -> None:
    root = catalogue(GOOD)
    assert run(*argv).code == 0
    before = (root / argv[1]).read_bytes()
    spoil(root, kind, content)
    ran = run(*argv, "--fail-if-empty", "--quiet")
    reason = f"because {kind}.yaml cannot be read; fix that first"
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (
        1,
        "",
        f"prodash: {argv[1]} was not written, {reason}",
    )
    assert (root / argv[1]).read_bytes() == before
    ran = run(argv[0], "-")
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (1, "", f"prodash: nothing was written, {reason}")


def test_a_folder_that_cannot_be_listed_stops_it_too(catalogue: Make, run: Run) -> None:
    root = catalogue(GOOD)
    (root / "tracks/gone").symlink_to("nowhere")
    ran = run("export", "due.ics")
    assert (ran.code, ran.err.splitlines()[0]) == (
        1,
        "prodash: due.ics was not written, because tracks/gone cannot be read; fix that first",
    )


KEPT: dict[str, tuple[str, str]] = {
    "a conflict in the track": ("tracks/b.yaml", "<<<<<<< a\n=======\n>>>>>>> b\n"),
    "an empty track": ("tracks/b.yaml", ""),
    "a date that is none": ("tracks/b.yaml", "stage: seed\ndue: soon\n"),
    "a date in a list": ("tracks/b.yaml", "stage: seed\ndue: [2026-12-02]\n"),
    "a date that is there twice": ("tracks/b.yaml", "stage: seed\ndue: 2026-12-02\ndue: 2026-12-03\n"),
    "a project that nobody knows": ("tracks/a.yaml", "stage: seed\nprojects: epp\n"),
    "a date of the project that is none": ("projects.yaml", "projects:\n- id: ep\n  due: soon\n"),
    "a project without an id": ("projects.yaml", "projects:\n- id: other\n- due: 2026-12-02\n"),
}


@pytest.mark.parametrize(("path", "content"), KEPT.values(), ids=KEPT)
def test_a_track_whose_date_cannot_be_read_keeps_its_event(
    path: str, content: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(GOOD)
    run("export", "due.ics")
    before = (root / "due.ics").read_bytes()
    (root / path).write_text(content)
    run("set", "due=2026-12-24", "c")
    ran = run("export", "due.ics")
    after = (root / "due.ics").read_bytes()
    assert (ran.code, after.count(b"BEGIN:VEVENT"), b"UID:c@prodash" in after) == (1, 4, True)
    kept = {event for event in before.split(b"BEGIN:VEVENT") if b"UID:" in event}
    found = {event for event in after.split(b"BEGIN:VEVENT") if b"UID:" in event}
    assert len(kept & found) >= 1
    assert "of them as before, because its date cannot be read" in ran.err.replace("their date", "its date")
    again = run("export", "due.ics")
    assert "due.ics is already up to date" in again.err


def test_a_track_that_is_gone_and_one_whose_date_was_cleared_have_no_event(catalogue: Make, run: Run) -> None:
    root = catalogue(GOOD | {"tracks/e.yaml": "stage: nowhere\ndue: 2026-12-06\n"})
    run("export", "due.ics")
    (root / "tracks/b.yaml").unlink()
    (root / "tracks/a.yaml").write_text("stage: seed\n")
    run("export", "due.ics")
    after = (root / "due.ics").read_bytes()
    assert (after.count(b"BEGIN:VEVENT"), b"UID:d@prodash" in after, b"UID:e@prodash" in after) == (
        2,
        True,
        True,
    )
