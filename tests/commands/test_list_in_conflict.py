"""list: tracks in conflict are rows with both values, and script formats leave them out."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Files, Ran, run_in, write_files
from tests.examples import examples
from tests.screen import on_screen

Run = Callable[..., Ran]


def in_conflict(ours: str, theirs: str, agreed: str = "") -> str:
    return f"{agreed}<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> anna\n"


SOUND: Files = {
    "stages.yaml": "stages: [seed, mixing, {id: released, kind: finished}, {id: gone, kind: archived}]\n",
    "projects.yaml": "projects: [{id: ep, due: 2026-12-24}, lp]\n",
}
FILES: Files = {
    **SOUND,
    "tracks/clear.yaml": "title: Clear\nstage: mixing\ndue: 2026-12-02\nworkflows: a\nbpm: 100\n",
    "tracks/dune.yaml": in_conflict(
        "stage: mixing\ndue: 2026-12-04\n", "stage: seed\nprojects: ep\n", "title: Dune\nbpm: 90\n"
    ),
    "tracks/fog.yaml": in_conflict("workflows: [a, b]\n", "workflows: b\n", "title: Fog\nstage: seed\n"),
    "tracks/old.yaml": in_conflict("bpm: 1\n", "bpm: 2\n", "title: Old\nstage: gone\n"),
    "tracks/torn.yaml": in_conflict("due: [\n", "due: 2026-12-05\n", "title: Torn\nstage: seed\n"),
}
ALL = "3 tracks are in conflict; 'prodash resolve' shows both sides and settles them\n"
DUNE = "1 track is in conflict; 'prodash resolve dune' shows both sides and settles it\n"


def problem(path: str, line: int, what: str) -> str:
    name = Path(path).stem
    fix = f"'prodash resolve {name}' shows both sides and settles it"
    return f"{Path(path)}:{line}:1: error: {what} has an unresolved merge conflict; {fix} [conflict]\n"


TORN = problem("tracks/torn.yaml", 3, "Torn, in seed,")
FOG = problem("tracks/fog.yaml", 3, "Fog, in seed,")


def test_a_track_in_conflict_is_a_row_with_both_values_and_what_settles_it(
    catalogue: Callable[[Files], Path], run: Run
) -> None:
    catalogue(FILES)
    assert run("list", "--sort", "title", "--stage", "seed,mixing,gone") == Ran(
        1,
        "title              stage          due                      workflows  projects     id\n"
        "─────────────────  ─────────────  ───────────────────────  ─────────  ───────────  ─────\n"
        "Clear              Mixing         2026-12-02  in 11 days   a                       clear\n"
        "Dune               Mixing | Seed  2026-12-04 | 2026-12-24             (none) | Ep  dune\n"
        "Fog                Seed                                    a, b | b                fog\n"
        "Old (in conflict)  Gone                                                            old\n",
        ALL + TORN,
    )


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        (["--stage", "mixing"], "clear dune"),
        (["--stage", "seed", "--project", "none"], "fog"),
        (["--due", "2026-12-24"], "dune"),
        (["--all", "--search", "o"], "fog old"),
        (["dune", "old"], "dune old"),
        (["torn", "clear"], "clear"),
        (["--past", "mixing"], ""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_track_is_shown_if_either_side_meets_the_filters(
    catalogue: Callable[[Files], Path], run: Run, filters: list[str], rows: str
) -> None:
    catalogue(FILES)
    ran = run("list", *filters, "--columns", "id", "--sort", "id")
    assert (ran.code, ran.out.split()[2:]) == (1, rows.split())
    shown = [name for name in ("dune", "fog", "old") if name in rows.split()]
    assert [
        name for name in ("dune", "fog", "old") if f"{Path('tracks', name)}.yaml:" not in ran.err
    ] == shown
    assert ("in conflict; " in ran.err, "no track" in ran.err) == (bool(shown), not rows)


FIELDS = {
    "title": ["Fog", "怪獣"],
    "stage": ["seed", "mixing", "gone"],
    "workflows": ["[a, b]", "b", "[]"],
    "projects": ["ep", "[ep, lp]"],
    "due": ["2026-12-01", "2026-11-20", ""],
    "bpm": ["90", "100"],
}
FILTERS = [
    *([], ["--all"], ["--stage", "seed"], ["--stage", "gone"], ["--past", "seed"], ["--not-stage", "mixing"]),
    *(["--project", "ep"], ["--project", "none"], ["--workflow", "a"], ["--workflow", "none"]),
    *(
        ["--due", "any"],
        ["--due", "none"],
        ["--due", "overdue"],
        ["--where", "bpm>95"],
        ["--search", "f"],
        ["x"],
    ),
]
SIDES = st.fixed_dictionaries(
    {"id": st.just("x")}, optional={key: st.sampled_from(some) for key, some in FIELDS.items()}
)


@examples(15)
@given(SIDES, SIDES, st.sampled_from(FILTERS))
def test_a_row_is_there_exactly_if_one_of_the_sides_alone_would_be(
    ours: dict[str, str], theirs: dict[str, str], filters: list[str]
) -> None:
    texts = ["".join(f"{key}: {value}\n" for key, value in side.items()) for side in (ours, theirs)]
    has_ours, has_theirs, has_both = (is_listed(text, filters) for text in (*texts, in_conflict(*texts)))
    assert has_both == (has_ours or has_theirs)


def is_listed(text: str, filters: list[str]) -> bool:
    """Whether the table of tracks has the one of this text."""
    other = "stage: seed\nworkflows: [a, b]\nprojects: [ep, lp]\nbpm: 1\n"
    with TemporaryDirectory() as folder:
        write_files(Path(folder), {**SOUND, "tracks/x.yaml": text, "tracks/other.yaml": other})
        return "x" in run_in(folder, "list", *filters, "--columns", "id").out.splitlines()


def test_rows_are_sorted_by_what_both_sides_have_and_last_without_it(
    catalogue: Callable[[Files], Path], run: Run
) -> None:
    catalogue(FILES)
    in_order = {
        sort: run("list", "--columns", "id,days_left,bpm", "--sort", sort, "--quiet").out.splitlines()[2:]
        for sort in ("bpm", "due", "-stage")
    }
    clear, dune, fog = "clear  11         100", "dune   13 | 33     90", "fog"
    assert in_order == {
        "bpm": [dune, clear, fog],
        "due": [clear, fog, dune],
        "-stage": [clear, fog, dune],
    }
    usual = run("list").out.splitlines()[2:]
    assert [row.split()[0] for row in usual] == ["Fog", "Clear", "Dune"]


def test_a_row_that_the_limit_hides_has_its_problem_on_stderr(
    catalogue: Callable[[Files], Path], run: Run
) -> None:
    catalogue(
        {path: text for path, text in FILES.items() if path not in ("tracks/old.yaml", "tracks/torn.yaml")}
    )
    ran = run("list", "--sort", "title", "--limit", "2")
    assert (ran.code, ran.err) == (1, f"{DUNE}2 of 3 shown because of --limit\n{FOG}")


@pytest.mark.parametrize("form", ["json", "ndjson", "csv", "tsv", "ids", "paths", "markdown"])
def test_other_formats_have_no_such_rows(catalogue: Callable[[Files], Path], run: Run, form: str) -> None:
    catalogue(FILES)
    ran = run("list", "--format", form)
    assert (ran.code, "Mixing | Seed" in ran.out, "dune.yaml:" in ran.err) == (1, False, True)


WIDE = "Everything we said on the last train | A  Mixing | Seed  2026-12-24  in 33 days ↑             "


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (60, "Everyth… | A  in conflict  2026-12-24 ↑"),
        (120, f"{WIDE}in conflict  a"),
        (140, f"{WIDE}a-long-name-of-a-project, Ep | Ep  a"),
    ],
    ids=str,
)
def test_a_narrow_screen_says_in_conflict_instead_of_both_values(
    catalogue: Callable[[Files], Path], width: int, row: str
) -> None:
    ours = "title: Everything we said on the last train\nstage: mixing\nprojects: [a-long-name-of-a-project, ep]\n"
    catalogue({**FILES, "tracks/a.yaml": in_conflict(ours, "title: A\nstage: seed\nprojects: ep\n")})
    screen = on_screen(["list", "a", "clear"], width, NO_COLOR="1").splitlines()
    assert (screen[-1].rstrip(), max(map(len, screen)) <= width) == (row, True)


def test_a_title_that_both_sides_have_is_whole_where_there_is_room(
    catalogue: Callable[[Files], Path],
) -> None:
    both = in_conflict("stage: mixing\n", "stage: seed\n", "title: Midnight Drive\n")
    catalogue({**SOUND, "tracks/a.yaml": both, "tracks/b.yaml": f"title: {'b' * 60}\nstage: seed\n"})
    screen = on_screen(["list"], 60, NO_COLOR="1")
    assert ("Midnight Drive" in screen, "in conflict" in screen) == (True, True)


def test_the_mark_of_a_date_of_a_project_is_explained(catalogue: Callable[[Files], Path], run: Run) -> None:
    catalogue({**FILES, "tracks/fog.yaml": in_conflict("stage: mixing\n", "stage: seed\n", "projects: ep\n")})
    ran = run("list", "fog")
    assert ("2026-12-24  in 33 days ↑" in ran.out, "↑ marks a date" in ran.err) == (True, True)
