"""forecast: when tracks will be done, and what is said where nobody can know."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import STAGES, Ran, write_files
from tests.forecast.example import released_repository
from tests.history.repository import Repository, git
from tests.schemas import faults
from tests.screen import on_screen, too_wide

Run = Callable[..., Ran]

MONDAY = date(2026, 11, 16)
"""The first day of the current week."""

ASSUMES = "It assumes that no track is added and that the tempo stays.\n"
NEEDS = "a forecast needs"


def in_week(ago: int, days: int = 1) -> str:
    """A day of the week that was so many weeks *ago*."""
    return str(MONDAY - timedelta(weeks=ago) + timedelta(days=days))


def made(
    root: Path,
    counts: Sequence[int],
    todo: int = 4,
    *,
    before: int | None = None,
    files: Mapping[str, str] | None = None,
) -> Path:
    """A catalogue in which so many tracks were finished in each week up to the last one, and some are to do.

    It begins on the Monday of the first of these weeks, or *before* them.
    """
    repository = Repository(root)
    begun = in_week(len(counts) if before is None else before, 0)
    tracks = {f"todo-{number}": "mixing" for number in range(todo)}
    finished = [week for week, count in enumerate(counts) for _ in range(count)]
    tracks |= {f"out-{number}": "mixing" for number in range(len(finished))}
    repository.commit(tracks, files=files, at=begun)
    for number, week in enumerate(finished):
        repository.commit({f"out-{number}": "published"}, at=in_week(len(counts) - week))
    return repository.write()


STEADY = (1,) * 20


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One track a week for 20 weeks, and four to do: one in each of two projects, and two in none."""
    files = {
        "projects.yaml": "projects:\n- {id: ep, name: The EP, due: 2026-12-12}\n- {id: side, parent: ep}\n- lp\n",
        "tracks/todo-1.yaml": "stage: seed\nprojects: ep\n",
        "tracks/todo-2.yaml": "stage: seed\nprojects: [side, lp]\n",
        **{f"tracks/out-{number}.yaml": "stage: published\nprojects: lp\n" for number in range(8)},
    }
    root = made(tmp_path_factory.mktemp("forecast") / "music", STEADY)
    write_files(root, {"stages.yaml": (root / "stages.yaml").read_text(), **files})
    git(root, "add", "-A")
    return root


def test_the_answer_comes_first_and_then_what_it_is_made_from(run: Run, steady: Path) -> None:
    assert run("-C", str(steady), "forecast") == Ran(
        0,
        "4 tracks to do: done by 19 December 2026 in 85 of 100 futures\n"
        "\n"
        "50 of 100  19 December 2026  in 4 weeks\n"
        "85 of 100  19 December 2026  in 4 weeks\n"
        "95 of 100  19 December 2026  in 4 weeks\n"
        "\n"
        "From 20 finishes in the 20 weeks until 15 November 2026. "
        f"{ASSUMES}",
    )


def test_a_project_has_a_due_date_and_a_tempo_of_its_own_or_its_share(run: Run, steady: Path) -> None:
    assert run("-C", str(steady), "forecast", "--by", "project") == Ran(
        0,
        "name        todo  by_50       by_85       by_95       due              kept  finishes\n"
        "──────────  ────  ──────────  ──────────  ──────────  ──────────  ─────────  ─────────────────────────\n"
        "The EP         2  2026-12-12  2026-12-19  2026-12-19  2026-12-12  50 of 100  a share of 20 in 20 weeks\n"
        "└─ Side        1  2026-12-05  2026-12-19  2026-12-19  2026-12-12  75 of 100  a share of 20 in 20 weeks\n"
        "Lp             1  2026-12-05  2026-12-26  2027-01-09                         8 in 20 weeks\n"
        "no project     2  2026-12-12  2026-12-26  2027-01-09                         12 in 20 weeks\n"
        "\n"
        "by_85 is the day by which all is done in 85 of 100 futures, and kept says in how many the due date is. "
        f"{ASSUMES}",
    )


def test_a_project_gets_its_share_of_the_nearest_one_around_it_with_a_tempo(run: Run, tmp_path: Path) -> None:
    made(tmp_path, STEADY, todo=8)
    projects = ('- {id: lp, name: "The\\x07 LP"}', "- {id: ep, parent: lp}", "- {id: side, parent: ep}")
    files = {"projects.yaml": "\n".join(("projects:", *projects)) + "\n"}
    files |= {f"tracks/out-{number}.yaml": "stage: published\nprojects: lp\n" for number in range(8)}
    files |= {
        f"tracks/todo-{n}.yaml": f"stage: mixing\nprojects: {name}\n"
        for n, name in enumerate(["side", "ep", "lp"])
    }
    write_files(tmp_path, {"stages.yaml": (tmp_path / "stages.yaml").read_text(), **files})
    git(tmp_path, "add", "-A")
    rows = json.loads(run("forecast", "--by", "project", "-f", "json").out)["groups"]
    assert [(row["name"], row["basis"], row["finishes"], row["share"]) for row in rows] == [
        ("The\x07 LP", "own", 8, 1),
        ("Ep", "share", 8, 0.6667),
        ("Side", "share", 8, 0.3333),
        ("no project", "own", 12, 1),
    ]
    days = [tuple(row[by] for row in rows[:3]) for by in ("by_50", "by_85", "by_95")]
    assert [tuple(sorted(lp_ep_side, reverse=True)) for lp_ep_side in days] == days
    told = run("forecast", "-p", "side").out
    assert "From 8 finishes of The␇ LP in the 20 weeks until 15 November 2026, " in told
    assert " of which these get their share: 1 of the 3 tracks to do. " in told


def test_one_project_is_asked_for_by_a_filter(run: Run, steady: Path) -> None:
    found = run("-C", str(steady), "forecast", "--project", "side", "-f", "json")
    answer = json.loads(found.out)
    assert faults("forecast", answer) == []
    assert answer["groups"] == [
        {
            "group": "side",
            "name": "Side",
            "todo": 1,
            "known": True,
            "by_50": "2026-12-05",
            "by_85": "2026-12-19",
            "by_95": "2026-12-19",
            "due": "2026-12-12",
            "due_from": "ep",
            "kept": 75.0,
            "basis": "share",
            "share": 0.25,
            "finishes": 20,
            "weeks": 20,
            "rough": False,
        }
    ]


NO_WEEK = "too little history: it does not have a whole week from Monday to Sunday yet"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", (None, "all tracks", 4, None)),
        ("-p ep", ("ep", "The EP", 2, "2026-12-12")),
        ("-p ep --all", ("ep", "The EP", 2, "2026-12-12")),
        ("-p ep,lp", (None, "selected tracks", 2, "2026-12-12")),
        ("-p lp", ("lp", "Lp", 1, None)),
        ("-p lp -s seed", (None, "selected tracks", 1, "2026-12-12")),
        ("-s mixing", (None, "selected tracks", 2, None)),
        ("todo-1", (None, "selected tracks", 1, "2026-12-12")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_forecast_is_of_a_project_if_that_is_all_that_was_asked_for(
    run: Run, steady: Path, words: str, expected: object
) -> None:
    row = json.loads(run("-C", str(steady), "forecast", *words.split(), "-f", "ndjson").out)
    assert (row["group"], row["name"], row["todo"], row["due"]) == expected


SHORT = (2, 1, 0, 1, 2, 1)


@pytest.mark.parametrize(
    ("counts", "words", "said"),
    [
        (
            (0, 1),
            "",
            f"too little history: 1 finish in 2 whole weeks; {NEEDS} 4 more weeks and 4 more finishes\n",
        ),
        (
            (1,),
            "",
            f"too little history: 1 finish in 1 whole week; {NEEDS} 5 more weeks and 4 more finishes\n",
        ),
        ((), "", f"{NO_WEEK}; {NEEDS} 6 more weeks and 5 more finishes\n"),
        ((2, 3, 4), "", f"too little history: 9 finishes in 3 whole weeks; {NEEDS} 3 more weeks\n"),
        ((0,) * 60, "", f"too little history: no finish in 26 whole weeks; {NEEDS} 5 more finishes\n"),
        (
            (0,) * 60,
            "--history 9999",
            f"too little history: no finish in 60 whole weeks; {NEEDS} 5 more finishes\n",
        ),
        (
            (*(0,) * 60, 1, 0),
            "--history 9999",
            f"too little history: 1 finish in 62 whole weeks; {NEEDS} 4 more finishes\n",
        ),
        (
            (1, 3, *(0,) * 28),
            "",
            f"too little history: no finish in 26 whole weeks, 4 in all 30; {NEEDS} 1 more finish\n",
        ),
        (
            (1, 2, 3, *(0,) * 52),
            "",
            "too little history: no finish in 26 whole weeks; forecast --history 54 looks back far enough\n",
        ),
        (
            STEADY,
            "--since 2026-10-26",
            "too little history: 3 finishes in 3 whole weeks; forecast --history 6 looks back far enough\n",
        ),
        (
            STEADY,
            "--since today",
            f"{NO_WEEK}; forecast --history 6 looks back far enough\n",
        ),
    ],
    ids=[
        *("two weeks", "one week", "this week alone", "three weeks", "no finish", "no finish ever"),
        *(
            "sixty weeks before the first",
            "too few before",
            "a year without a commit",
            "since lately",
            "since today",
        ),
    ],
)
def test_too_little_history_is_refused_in_words(
    run: Run, tmp_path: Path, counts: Sequence[int], words: str, said: str
) -> None:
    root = made(tmp_path, counts)
    assert run("-C", str(root), "forecast", *words.split()) == Ran(0, "4 tracks to do\n", said)
    rows = json.loads(run("-C", str(root), "forecast", *words.split(), "-f", "json").out)["groups"]
    assert [(row["known"], row["by_50"], row["by_85"], row["kept"]) for row in rows] == [
        (False, None, None, None)
    ]


def test_few_weeks_give_a_rough_forecast(run: Run, tmp_path: Path) -> None:
    made(tmp_path, SHORT)
    found = run("forecast")
    assert found.out.endswith(
        "From 7 finishes in the 6 weeks until 15 November 2026. It is rough, because 6 weeks are few. "
        f"{ASSUMES}"
    )
    assert "7 in 6 weeks, rough" in run("forecast", "--by", "project").out


def test_weeks_before_the_first_commit_are_no_weeks_without_a_finish(run: Run, tmp_path: Path) -> None:
    made(tmp_path, STEADY)
    assert "From 20 finishes in the 20 weeks" in run("forecast", "--history", "9999").out
    assert "From 10 finishes in the 10 weeks" in run("forecast", "--history", "10").out
    assert "From 9 finishes in the 9 weeks" in run("forecast", "--since", in_week(10, 1)).out


def test_what_is_done_this_week_is_not_counted_yet(run: Run, tmp_path: Path) -> None:
    made(tmp_path, STEADY)
    write_files(tmp_path, {"tracks/todo-0.yaml": "stage: published\n"})
    found = run("forecast").out
    assert found.startswith("3 tracks to do: done by 12 December 2026 in 85 of 100 futures\n")
    assert "From 20 finishes in the 20 weeks" in found


def test_what_takes_longer_than_five_years_has_no_date(run: Run, tmp_path: Path) -> None:
    made(tmp_path, SHORT, todo=340)
    assert run("forecast").out.split("From")[0] == (
        "340 tracks to do: done within 5 years in 31 of 100 futures\n"
        "\n"
        "50 of 100  later than 5 years\n"
        "85 of 100  later than 5 years\n"
        "95 of 100  later than 5 years\n"
        "\n"
    )
    assert "> 5 years" in run("forecast", "--by", "project").out
    row = json.loads(run("forecast", "-f", "ndjson").out)
    assert (row["known"], row["by_50"], row["by_85"]) == (True, None, None)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2026-12-19", "Due on 19 December 2026, which is kept in 100 of 100 such futures.\n"),
        ("2026-12-12", "Due on 12 December 2026, which is kept in 0 of 100 such futures.\n"),
        ("2026-11-21", "Due on 21 November 2026, which is kept in 0 of 100 such futures.\n"),
        ("2026-11-20", "Due on 20 November 2026, which is past.\n"),
        ("", ""),
    ],
    ids=["in time", "too early", "today", "past", "none"],
)
def test_a_due_date_that_all_share_is_kept_or_not(run: Run, tmp_path: Path, due: str, said: str) -> None:
    made(tmp_path, STEADY)
    line = f"due: {due}\n" if due else ""
    write_files(tmp_path, {f"tracks/todo-{number}.yaml": f"stage: seed\n{line}" for number in range(4)})
    blocks = run("forecast").out.split("\n\n")
    assert "".join(f"{block}\n" for block in blocks[2:-1]) == said


@pytest.mark.parametrize(
    ("todo", "due", "said", "code"),
    [
        (150, "2031-11-21", "kept in 0 of 100 such futures", 6),
        (150, "2031-11-23", "too far ahead to say whether it is kept", 1),
        (150, "9999-12-31", "too far ahead to say whether it is kept", 1),
        (4, "9999-12-31", "kept in 100 of 100 such futures", 0),
    ],
    ids=["five years", "a little later", "the last day", "long before"],
)
def test_a_due_date_that_is_too_far_ahead_is_not_called_missed(
    run: Run, tmp_path: Path, todo: int, due: str, said: str, code: int
) -> None:
    made(tmp_path, (1, 0, 0, 0) * 5, todo, files={"projects.yaml": f"projects: [{{id: ep, due: {due}}}]\n"})
    lines = {f"tracks/todo-{number}.yaml": "stage: mixing\nprojects: ep\n" for number in range(todo)}
    write_files(tmp_path, {**lines, "stages.yaml": STAGES})
    assert f", which is {said}.\n" in run("forecast", "-p", "ep").out
    ran = run("forecast", "--by", "project", "--fail-if-below", "50")
    assert (ran.code, "unknown" in ran.out) == (code, code == 1)


def test_tracks_with_several_due_dates_have_none_together(run: Run, tmp_path: Path) -> None:
    made(tmp_path, STEADY)
    write_files(
        tmp_path,
        {f"tracks/todo-{number}.yaml": f"stage: seed\ndue: 2026-12-{10 + number}\n" for number in range(4)},
    )
    assert "Due" not in run("forecast").out
    assert "Due on 11 December 2026" in run("forecast", "todo-1").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("--history 0", 2, "'0' is not a number of weeks from 6 on; write one such as 26"),
        ("--history 5", 2, "'5' is not a number of weeks from 6 on; write one such as 26"),
        ("--history x", 2, "'x' is not a number of weeks from 6 on; write one such as 26"),
        ("--history 26 --since 2026-01-01", 2, "use either --history or --since, not both"),
        (
            "--since 2027-01-01",
            2,
            "--since 2027-01-01 is in the future; choose a day until today (2026-11-21)",
        ),
        ("--by stage", 2, "tracks cannot be forecast by 'stage'; write --by project"),
        ("--fail-if-below 0", 2, "'0' is not a number from 1 to 100; write one such as 50"),
        ("--fail-if-below 101", 2, "'101' is not a number from 1 to 100; write one such as 50"),
        ("--project nowhere", 3, "unknown project 'nowhere'"),
    ],
)
def test_what_cannot_be_meant_is_refused(run: Run, steady: Path, words: str, code: int, said: str) -> None:
    found = run("-C", str(steady), "forecast", *words.split())
    assert (found.code, found.out) == (code, "")
    assert said in found.err


def test_nothing_selected_nothing_to_do_and_no_tracks_are_told_apart(run: Run, tmp_path: Path) -> None:
    made(tmp_path, STEADY)
    assert run("forecast", "-s", "seed") == Ran(0, "", "no track is in Seed\n")
    assert run("forecast", "-s", "published") == Ran(0, "Nothing is left to do\n")
    assert run("forecast", "-s", "published", "--by", "project", "--columns", "name,todo,by_85").out == (
        "name        todo  by_85\n──────────  ────  ─────\nno project     0  done\n"
    )
    for path in (tmp_path / "tracks").iterdir():
        path.unlink()
    assert run("forecast") == Ran(0, "", "there are no tracks yet; add one with 'prodash add TITLE'\n")


def test_without_a_finished_stage_nobody_knows_what_is_done(run: Run, tmp_path: Path) -> None:
    made(tmp_path, STEADY, files={"stages.yaml": "stages: [mixing, {id: published, name: Out Now}]\n"})
    assert run("forecast") == Ran(
        0,
        "24 tracks to do\n",
        "no stage in stages.yaml has 'kind: finished', so nobody knows when a track is done; "
        "for Out Now, write 'prodash stages set published kind=finished'\n",
    )
    assert run("stages", "set", "published", "kind=finished").code == 0
    assert run("forecast").out.startswith("4 tracks to do: done by 19 December 2026")


def test_stages_that_cannot_be_read_are_the_reason(run: Run, tmp_path: Path) -> None:
    made(tmp_path, STEADY)
    write_files(tmp_path, {"stages.yaml": "stages: {\n"})
    found = run("forecast")
    assert (found.code, found.out) == (1, "24 tracks to do\n")
    assert found.err.startswith("stages.yaml cannot be read, so nobody knows when a track is done\n")


@pytest.mark.parametrize("begun", [False, True], ids=["without git", "without a commit"])
def test_without_history_there_is_no_forecast_and_a_script_fails(
    run: Run, tmp_path: Path, begun: bool
) -> None:
    write_files(tmp_path, {"tracks/a.yaml": "stage: seed\ndue: 2026-12-01\n"})
    if begun:
        git(tmp_path, "init", "-q")
    why = (
        "there is no history yet, because nothing is committed\n"
        if begun
        else "there is no history, because the catalogue is in no git repository; create one with 'git init'\n"
    )
    assert run("forecast") == Ran(0, "1 track to do\n", why)
    assert run("forecast", "--fail-if-below", "50").code == 1


def test_a_script_fails_if_a_due_date_is_hardly_kept(run: Run, steady: Path) -> None:
    at = ("-C", str(steady), "forecast", "--by", "project", "-f", "ids")
    codes = [run(*at, "--fail-if-below", str(chance)).code for chance in (1, 20, 60, 100)]
    assert codes == [0, 0, 6, 6]
    assert run("-C", str(steady), "forecast", "-p", "lp", "--fail-if-below", "100").code == 0


def test_a_past_date_is_not_kept_whatever_the_history(run: Run, tmp_path: Path) -> None:
    write_files(tmp_path, {"tracks/a.yaml": "stage: seed\ndue: 2026-11-20\n"})
    assert run("forecast", "--fail-if-below", "1").code == 6


def test_a_shallow_clone_goes_by_the_weeks_that_it_has(run: Run, tmp_path: Path) -> None:
    music = made(tmp_path / "music", STEADY)
    git(tmp_path, "clone", "-q", "--depth=8", music.as_uri(), "clone")
    write_files(tmp_path / "clone", {})
    found = run("-C", "clone", "forecast")
    assert "From 7 finishes in the 7 weeks until 15 November 2026. It is rough" in found.out
    assert found.err == (
        "older commits are not here, so what was before is not known; 'git fetch --unshallow' gets them\n"
    )
    assert [run("-C", "clone", "forecast", *words).code for words in ([], ["--fail-if-below", "1"])] == [0, 1]
    asked = ("forecast", "--history", "6", "--fail-if-below", "1")
    assert run("-C", "clone", *asked).code == 0
    git(tmp_path / "clone", "fetch", "-q", "--depth=1")
    assert run("-C", "clone", "forecast").err.endswith(f"; {NEEDS} 5 finishes in 6 weeks or more\n")


def test_a_removed_track_was_finished_all_the_same(run: Run, tmp_path: Path) -> None:
    made(tmp_path, STEADY)
    for number in range(20):
        (tmp_path / f"tracks/out-{number}.yaml").unlink()
    assert "From 20 finishes in the 20 weeks" in run("forecast").out


def test_a_filter_on_stages_leaves_no_tempo_of_their_own(run: Run, tmp_path: Path) -> None:
    made(tmp_path, STEADY, todo=8)
    write_files(tmp_path, {f"tracks/todo-{number}.yaml": "stage: seed\n" for number in range(4)})
    both = json.loads(run("forecast", "-s", "mixing,published", "-f", "ndjson").out)
    one = json.loads(run("forecast", "-s", "mixing", "-f", "ndjson").out)
    assert both == one
    assert (one["todo"], one["basis"], one["share"]) == (4, "share", 0.5)


@pytest.mark.parametrize("width", [20, 40])
def test_a_narrow_screen_keeps_the_dates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.chdir(released_repository(tmp_path))
    for words in ([], ["-p", "night-shift"], ["--by", "project"]):
        shown = on_screen(["forecast", *words], width, NO_COLOR="1", PRODASH_TODAY="2026-11-21")
        assert too_wide(shown, width) == []
        assert width < 40 or "…" not in shown
