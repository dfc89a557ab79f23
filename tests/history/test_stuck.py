"""stuck: which tracks are in their stage for longer than others, and when that cannot be known."""

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import STAGES, Ran, write_files
from tests.history.example import example_repository
from tests.history.repository import Repository, git
from tests.schemas import faults
from tests.screen import on_screen, on_terminal

Run = Callable[..., Ran]

TODAY = date(2026, 11, 21)
NO_HISTORY = {
    False: "there is no history, because the catalogue is in no git repository; create one with 'git init'\n",
    True: "there is no history yet, because nothing is committed\n",
}
"""Why there is none, without a repository and in a new one."""
CUT = "older commits are not here, so what was before is not known; 'git fetch --unshallow' gets them\n"
LEFT_WRITING = range(11, 21)
"""The days after which ten tracks left Writing: 85 of 100 within 19 days."""


def ago(days: int) -> str:
    return str(TODAY - timedelta(days=days))


def moves(repository: Repository, identifier: str, *stages: tuple[int, str]) -> None:
    """Commit a track with its stages, each so many days ago."""
    for days, stage in stages:
        repository.commit({identifier: stage}, at=ago(days))


def made(root: Path, left: Sequence[int] = LEFT_WRITING) -> Path:
    """Ten tracks have left Writing; of those that are there and elsewhere, some are there for long."""
    repository = Repository(root)
    for number, days in enumerate(left):
        moves(repository, f"out-{number}", (300, "seed"), (290, "writing"), (290 - days, "published"))
    moves(repository, "long", (200, "seed"), (62, "writing"))
    moves(repository, "usual", (200, "seed"), (19, "writing"))
    moves(repository, "imported", (40, "mixing"))
    moves(repository, "fresh", (100, "seed"), (12, "mixing"))
    moves(repository, "shelf", (250, "seed"), (240, "archived"))
    return repository.write()


@pytest.fixture(scope="module")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("stuck") / "music")


def test_each_line_says_which_rule_a_track_broke(run: Run, music: Path) -> None:
    assert run("-C", str(music), "stuck", "--all") == Ran(
        0,
        "title     stage          age  rule                             id\n"
        "────────  ──────────  ──────  ───────────────────────────────  ────────\n"
        "long      📝 Writing    62 d  85 of 100 leave within 19 days   long\n"
        "imported  🎧 Mixing   ≥ 40 d  over 30 days; few have left yet  imported\n",
    )


def test_one_stay_too_few_and_the_usual_days_count(run: Run, tmp_path: Path) -> None:
    made(tmp_path / "music", LEFT_WRITING[1:])
    rows = run("-C", "music", "stuck", "-f", "ndjson").out.splitlines()
    assert [(row["id"], row["age"], row["limit"], row["rule"]) for row in map(json.loads, rows)] == [
        ("long", 62, 30, "usual"),
        ("imported", 40, 30, "usual"),
    ]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("--days 19", "long imported usual"),
        ("--days 20", "long imported"),
        ("--days 0", "long imported usual fresh"),
        ("--days 0 --all", "long imported usual fresh"),
        ("--days 99999999999999999999", ""),
        ("-s mixing", "imported"),
        ("-s published", ""),
        ("long fresh shelf", "long"),
        ("--sort age", "imported long"),
        ("--moved-since 2m --days 60", ""),
        ("--limit 1", "long"),
    ],
)
def test_stuck_lists_the_tracks_that_the_filters_and_the_days_choose(
    run: Run, music: Path, words: str, ids: str
) -> None:
    found = run("-C", str(music), "stuck", *words.split(), "-f", "ids")
    assert (found.code, found.out.split()) == (0, ids.split())


def test_programs_get_the_rule_in_numbers(run: Run, music: Path) -> None:
    answer = json.loads(run("-C", str(music), "stuck", "--limit", "1", "-f", "json").out)
    assert faults("stuck", answer) == []
    row = answer["tracks"][0]
    assert [row[key] for key in ("since", "age", "age_is_lower_bound", "moved", "limit", "rule")] == [
        "2026-09-20",
        62,
        False,
        "2026-09-20T12:00:00+00:00",
        19,
        "percentile",
    ]


def test_columns_that_are_named_look_as_in_a_list(run: Run, music: Path) -> None:
    found = run("-C", str(music), "stuck", "--columns", "id,workflows,since,age,moved,limit", "imported")
    assert found.out == (
        "id        workflows  since            age  moved  limit\n"
        "────────  ─────────  ────────────  ──────  ─────  ─────\n"
        "imported             ≤ 2026-10-12  ≥ 40 d            30\n"
    )


def test_an_empty_answer_says_how_many_tracks_are_not_stuck(run: Run, music: Path) -> None:
    at = ("-C", str(music), "stuck")
    assert run(*at, "--days", "90") == Ran(0, "", "no track is stuck, of 4 active tracks\n")
    assert run(*at, "-s", "seed") == Ran(0, "", "no track is in Seed\n")
    assert run(*at, "fresh") == Ran(0, "", "no track is stuck, of 1 active track\n")


def test_finished_and_archived_tracks_are_said_to_be_so(run: Run, tmp_path: Path) -> None:
    files = {"tracks/out.yaml": "stage: published\n", "tracks/old.yaml": "stage: archived\n"}
    repository = Repository(tmp_path)
    repository.commit({}, files=files, at="2026-01-12")
    repository.write()
    for named in (["out"], ["old"], ["out", "old"], ["--stage", "archived"]):
        said = "no track is stuck; all of them are finished or archived\n"
        assert run("stuck", *named) == Ran(0, "", said)


def test_a_new_track_is_counted(run: Run, tmp_path: Path) -> None:
    made(tmp_path / "music")
    write_files(
        tmp_path / "music", {"tracks/new.yaml": "stage: seed\n", "tracks/old.yaml": "stage: published\n"}
    )
    assert run("-C", "music", "stuck", "-f", "ids") == Ran(
        0,
        "long\nimported\n",
        "1 track without history left out; git knows a track from its first commit on\n",
    )


def test_a_cron_job_gets_its_exit_code(run: Run, music: Path) -> None:
    at = ("-C", str(music), "stuck", "-f", "ids")
    assert run(*at, "--fail-if-any").code == 6
    assert run(*at, "--fail-if-any", "--days", "90").code == 0
    assert run(*at, "--fail-if-empty", "--days", "90").code == 6


def test_a_history_that_is_cut_is_no_silent_success(run: Run, music: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth=1", music.as_uri(), "clone")
    write_files(tmp_path / "clone", {})
    at = ("-C", "clone", "stuck", "-f", "ids", "--fail-if-any")
    cut = run(*at, "--days", "900")
    assert cut == Ran(1, "", f"{CUT}no track is stuck, of 4 active tracks\n")
    assert run(*at, "--days", "900", "--quiet") == Ran(1)
    # What is known to be stuck is so, whatever is missing.
    assert run(*at, "--days", "12").code == 6
    git(tmp_path / "clone", "fetch", "-q", "--unshallow")
    assert run(*at, "--days", "900").code == 0


def test_versions_that_a_partial_clone_lacks_are_no_silent_success(
    run: Run, music: Path, tmp_path: Path
) -> None:
    git(music, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", music.as_uri(), "clone")
    write_files(tmp_path / "clone", {})
    found = run("-C", "clone", "stuck", "-f", "json", "--days", "900")
    answer = json.loads(found.out)
    assert (found.code, answer["missing"] > 0, answer["is_cut"]) == (1, True, False)
    assert "git backfill" in found.err


@pytest.mark.parametrize("begun", [False, True], ids=["without git", "without a commit"])
def test_without_history_nothing_is_stuck_and_a_cron_job_fails(run: Run, tmp_path: Path, begun: bool) -> None:
    write_files(tmp_path, {"tracks/a.yaml": "stage: seed\n"})
    if begun:
        git(tmp_path, "init", "-q")
    assert run("stuck") == Ran(0, "", NO_HISTORY[begun])
    assert run("stuck", "--fail-if-any") == Ran(1, "", NO_HISTORY[begun])
    (tmp_path / "tracks/a.yaml").unlink()
    assert run("stuck") == Ran(0, "", "there are no tracks yet; add one with 'prodash add TITLE'\n")


@pytest.mark.parametrize("days", ["x", "-1", "1.5", "30d", "", "٣"])
def test_days_that_are_no_number_are_refused(run: Run, days: str) -> None:
    found = run("stuck", f"--days={days}")
    assert (found.code, found.out, found.err.count("\n")) == (2, "", 1)
    assert f"{days!r} is not a number of days; write one such as 30" in found.err


def test_a_damaged_repository_is_an_error_of_git(run: Run, tmp_path: Path) -> None:
    root = made(tmp_path / "music", ())
    oldest = git(root, "rev-list", "--max-parents=0", "HEAD")
    (root / ".git/objects" / oldest[:2] / oldest[2:]).unlink()
    found = run("-C", str(root), "stuck")
    assert (found.code, found.out) == (5, "")


@pytest.mark.parametrize("width", [20, 40, 60, 80])
def test_a_narrow_screen_keeps_the_age_whole_and_then_the_rule(
    music: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(music)
    shown = on_screen(["stuck"], width, NO_COLOR="1", PRODASH_TODAY=str(TODAY))
    assert all(len(line) <= width for line in shown.splitlines())
    assert width < 40 or ("62 d" in shown and "≥ 40 d" in shown)
    assert width < 60 or "19 d" in shown


def test_the_mark_of_a_date_is_explained_where_it_is_shown(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example)

    def explained(*words: str, width: int = 80) -> list[bool]:
        shown = on_terminal(["stuck", *words], width, NO_COLOR="1", PRODASH_TODAY=str(TODAY))
        return [text in shown for text in ("↑\n", "↑ marks")]

    assert [
        explained(),
        explained(width=60),
        explained("-s", "seed"),
        explained("--sort", "stage", "--limit", "2"),
    ] == [
        [True, True],
        [False, False],
        [False, False],
        [False, False],
    ]


def test_a_stage_that_is_gone_is_named_as_it_was(run: Run, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    repository.commit({"a": "demo"}, at=ago(50))
    write_files(repository.write(), {"stages.yaml": STAGES})
    found = run("-C", "music", "stuck", "--columns", "id,stage,age")
    assert found.code == 1
    assert found.out.splitlines()[2:] == ["a   demo   ≥ 50 d"]


def test_a_board_marks_the_cards_of_stuck_tracks_if_it_is_asked_to(run: Run, music: Path) -> None:
    at = ("-C", str(music), "board", "-s", "writing,mixing")
    assert run(*at, "--stuck") == Ran(
        0,
        "📝 Writing                       2  🎧 Mixing                        2\n"
        "──────────────────────────────────  ──────────────────────────────────\n"
        "│ long                              │ fresh\n"
        "│ stuck 62 d\n"
        "                                    │ imported\n"
        "│ usual                             │ stuck ≥ 40 d\n",
        "2 tracks stuck; 'prodash stuck' says why\n",
    )
    plain, marked = run(*at, "-f", "json"), run(*at, "-f", "json", "--stuck")
    assert "stuck" not in plain.out
    answer = json.loads(marked.out)
    assert faults("board", answer) == []
    assert [card["id"] for card in answer["cards"] if card["stuck"]] == ["long", "imported"]
    assert "| **long**<br>stuck 62 d" in run(*at, "--stuck", "-f", "markdown").out
    assert (
        run("-C", str(music), "board", "-s", "seed,mixing", "fresh", "--stuck").err == "no track is stuck\n"
    )


def test_a_narrow_card_keeps_the_days(music: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(music)
    shown = on_screen(["board", "--stuck", "-s", "mixing"], 12, NO_COLOR="1", PRODASH_TODAY=str(TODAY))
    assert "≥ 40 d" in shown


def test_a_custom_field_called_stuck_stays_apart(run: Run, tmp_path: Path) -> None:
    made(tmp_path / "music")
    write_files(tmp_path / "music", {"tracks/fresh.yaml": "stage: mixing\nstuck: on the bridge\n"})
    found = run("-C", "music", "board", "fresh", "--stuck", "--columns", "id,stuck,custom.stuck", "-f", "csv")
    assert found.out == "id,stuck,custom.stuck\nfresh,false,on the bridge\n"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_repository(tmp_path_factory.mktemp("example") / "music")


@pytest.mark.parametrize("days", [0, 61, 62, 400])
def test_every_way_to_ask_for_days_finds_the_same_tracks(run: Run, example: Path, days: int) -> None:
    ways = (
        ("stuck", f"--days={days}"),
        ("list", f"--in-stage-for={days}d"),
        ("list", f"--where=age>={days}"),
        ("list", f"--where=age={days}.."),
        ("list", f"--where=since<={TODAY - timedelta(days=days)}", "--where=age"),
    )
    found = {frozenset(run("-C", str(example), *way, "-f", "ids").out.split()) for way in ways}
    assert len(found) == 1


@pytest.mark.parametrize("day", ["2025-01-01", "2026-11-12", "2026-11-13"])
def test_what_moved_since_a_day_is_what_history_tells_of_it(run: Run, example: Path, day: str) -> None:
    told = run("-C", str(example), "history", "--since", day, "-f", "ndjson").out.splitlines()
    moved = {row["id"] for row in map(json.loads, told) if row["change"] == "moved"}
    listed = run("-C", str(example), "list", "--all", "--moved-since", day, "-f", "ids").out.split()
    assert {*listed} == moved
