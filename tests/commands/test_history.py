"""history: every move of tracks in git, newest first, of the days, people and tracks that were asked for."""

import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from prodash.model.dates.phrases import ACCEPTED_PAST_DATES
from tests.conftest import STAGES, Files, Ran, write_files
from tests.history.repository import Repository, git, text_of
from tests.screen import on_screen
from tests.zone import in_zone

Run = Callable[..., Ran]

NO_STAGE = "title: Dune\nstage:\n"
ESCAPES = "Ann\x1b[31m ::error::"


@pytest.fixture(autouse=True)
def _in_utc() -> Iterator[None]:
    with in_zone():
        yield


def made(root: Path) -> Path:
    """A catalogue with the moves of three people, a branch, and a removed track."""
    repository = Repository(root)
    repository.commit(
        {"dune": "seed", "fog": "seed", "rain": "seed"}, files={"stages.yaml": STAGES}, at="2025-12-24"
    )
    repository.commit({"dune": "mixing"}, by="José Ruiz", at="2026-11-16T23:30:00+01:00", zone="+0100")
    repository.commit({"rain": None}, by="Lena Falk", at="2026-11-18")
    repository.commit({"fog": "archived"}, by="Ann Li", at="2026-11-20")
    return repository.write()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue for tests that only look at it."""
    return made(tmp_path_factory.mktemp("shared") / "music")


@pytest.fixture
def music(shared: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That catalogue as the current folder."""
    monkeypatch.chdir(shared)
    return shared


@pytest.fixture
def own(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it as the current folder."""
    root = shutil.copytree(shared, tmp_path / "own", ignore=shutil.ignore_patterns(".prodash"))
    monkeypatch.chdir(root)
    return root


def moved(run: Run, *argv: str) -> list[str]:
    """The moves that `history` tells, as in `11-20 fog seed-archived`."""
    ran = run("history", *argv, "--format", "ndjson")
    assert ran.code == 0, ran.err
    return [
        f"{row['when'][5:10]} {row['id']} {row['from'] or ''}-{row['to'] or ''}"
        for row in map(json.loads, ran.out.splitlines())
    ]


ADDED = ["12-24 dune -seed", "12-24 fog -seed", "12-24 rain -seed"]
ALL = ["11-20 fog seed-archived", "11-18 rain seed-", "11-16 dune seed-mixing", *ADDED]


def test_every_move_is_told_the_newest_first(own: Path, run: Run) -> None:
    assert moved(run) == ALL
    (own / "tracks/fog.yaml").write_text("stage: Ready to Release\n", encoding="utf-8")
    (own / "tracks/new.yaml").write_text("stage: seed\n", encoding="utf-8")
    assert moved(run) == ["11-21 fog archived-ready-to-release", *ALL]


def test_of_two_commits_in_one_second_the_one_that_adds_tracks_is_the_older(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "music")
    repository.commit({"dune": "seed", "fog": "seed"}, files={"stages.yaml": STAGES}, at="2026-11-16")
    repository.commit({"fog": "mixing"}, at="2026-11-16")
    monkeypatch.chdir(repository.write())
    assert run("history", "--format", "tsv", "--columns", "id,change").out.split() == (
        ["id", "change", "fog", "moved", "dune", "added", "fog", "added"]
    )


def test_json_has_the_time_of_the_author_and_everything_that_is_known(own: Path, run: Run) -> None:
    (own / "tracks/dune.yaml").unlink()
    answer = json.loads(run("history", "dune", "--limit", "2", "-f", "json").out)
    commit = git(own, "rev-parse", "HEAD~2")
    place = {"id": "dune", "title": "dune", "path": "tracks/dune.yaml"}
    assert answer["moves"] == [
        {
            "when": "2026-11-21T00:00:00+00:00",
            **place,
            "change": "removed",
            "from": "mixing",
            "from_name": "Mixing",
            "to": None,
            "to_name": None,
            "who": "you",
            "commit": None,
        },
        {
            "when": "2026-11-16T23:30:00+01:00",
            **place,
            "change": "moved",
            "from": "seed",
            "from_name": "Seed",
            "to": "mixing",
            "to_name": "Mixing",
            "who": "José Ruiz",
            "commit": commit,
        },
    ]
    assert (answer["kind"], answer["total"], answer["shown"], answer["is_cut"]) == ("moves", 3, 2, False)


SELECTED = {
    "since a day": (["--since", "2026-11-18"], ALL[:2]),
    "since a weekday, which was the last one": (["--since", "wed"], ALL[:2]),
    "since some days ago": (["--since", "3d"], ALL[:2]),
    "since a month, from its first day": (["--since", "december"], ALL),
    "since last month": (["--since", "last month"], ALL[:3]),
    "in the last week": (["--since", "week"], ALL[:3]),
    "until a day": (["--until", "2026-11-18"], ALL[1:]),
    "until a month, to its last day": (["--until", "2025-12"], ADDED),
    "between two days": (["--since", "nov 16", "--until", "nov 18"], ALL[1:3]),
    "by a part of a name": (["--who", "alk"], ALL[1:2]),
    "by a name without its accent": (["--who", "JOSE"], ALL[2:3]),
    "by one of several": (["--who", "ruiz,li"], [ALL[0], ALL[2]]),
    "by a part that several names have": (["--who", "ann"], [ALL[0], *ADDED]),
    "by you, who left nothing uncommitted": (["--who", "you"], []),
    "of a track": (["dune"], [ALL[2], ADDED[0]]),
    "of an archived track": (["fog"], [ALL[0], ADDED[1]]),
    "of a removed track": (["rain"], [ALL[1], ADDED[2]]),
    "of the file of a removed track": (["tracks/rain.yaml"], [ALL[1], ADDED[2]]),
    "of both": (["rain", "dune"], [*ALL[1:3], ADDED[0], ADDED[2]]),
    "of what is in a stage now": (["--stage", "mixing"], [ALL[2], ADDED[0]]),
    "of what is archived now": (["--search", "fog"], [ALL[0], ADDED[1]]),
    "of one by somebody": (["dune", "--who", "jose", "--since", "monday"], ALL[2:3]),
    "the oldest first": (["--reverse", "--limit", "2"], [*reversed(ADDED)][:2]),
    "by stage": (["--sort", "to,-when", "--limit", "2"], ADDED[:2]),
}  # fmt: skip


@pytest.mark.parametrize(("argv", "expected"), SELECTED.values(), ids=SELECTED)
@pytest.mark.usefixtures("music")
def test_the_moves_that_are_asked_for_are_told(argv: list[str], expected: list[str], run: Run) -> None:
    assert moved(run, *argv) == expected


@pytest.mark.usefixtures("music")
def test_tracks_are_named_on_stdin(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("rain\ndune\n"))
    assert moved(run, "-") == [*ALL[1:3], ADDED[0], ADDED[2]]


def test_a_track_that_is_there_comes_before_one_that_was_removed(own: Path, run: Run) -> None:
    write_files(own, {"tracks/ep/rain.yaml": "stage: mixing\n"})
    assert moved(run, "rain") == ["11-21 rain -mixing", ALL[1], ADDED[2]]


@pytest.mark.usefixtures("music")
def test_the_ids_and_paths_of_the_tracks_can_be_passed_on(run: Run) -> None:
    assert run("history", "dune", "-f", "ids") == Ran(0, "dune\n")
    left_out = "1 removed track left out; --format table tells about removed tracks\n"
    assert run("history", "--since", "nov 16", "-f", "ids") == Ran(0, "fog\ndune\n", left_out)
    assert run("history", "-f", "paths") == Ran(0, "tracks/fog.yaml\ntracks/dune.yaml\n", left_out)


@pytest.mark.parametrize(
    ("argv", "code"),
    [(["--fail-if-any"], 6), (["--fail-if-empty"], 0), (["--since", "today", "--fail-if-any"], 0),
     (["--since", "today", "--fail-if-empty"], 6)],
    ids=["moves", "not without moves", "no moves", "without moves"],
)  # fmt: skip
@pytest.mark.usefixtures("music")
def test_the_exit_code_tells_whether_something_moved(argv: list[str], code: int, run: Run) -> None:
    assert run("history", "--quiet", *argv, "-f", "ids").code == code


WITHOUT_GIT: Files = {"tracks/dune.yaml": "stage: seed\n"}


def test_an_empty_answer_says_why(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_files(tmp_path / "music", WITHOUT_GIT)
    monkeypatch.chdir(root)
    no_repository = (
        "there is no history, because the catalogue is in no git repository; create one with 'git init'\n"
    )
    assert run("history") == Ran(0, "", no_repository)
    assert run("history", "dune", "--who", "zoe", "-f", "csv").err == no_repository
    git(root, "init", "--quiet", "--initial-branch=main")
    assert run("history") == Ran(0, "", "there is no history yet, because nothing is committed\n")
    repository = Repository(root)
    repository.commit(files={"stages.yaml": STAGES})
    repository.give()
    assert run("history") == Ran(0, "", "there is no history yet, because no track is committed\n")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--since", "today"], "nothing moved since 2026-11-21"),
        (
            ["--until", "2025-01-31", "--who", "ann,li"],
            "nothing moved until 2025-01-31 by ann or li; the first move was on 2025-12-24",
        ),
        (["rain", "--since", "today"], "nothing moved since 2026-11-21"),
        (["--since", "tomorrow"], "nothing moved since 2026-11-22; that day is in the future"),
        (
            ["--since", "2027-01", "--who", "ann"],
            "nothing moved since 2027-01-01 by ann; that day is in the future",
        ),
        (["rain", "--until", "2024-12"], "nothing moved until 2024-12-31; the first move was on 2025-12-24"),
        (["new"], "there is no history of tracks that are not committed yet"),
        (["--stage", "published"], "no track is in Published"),
    ],
    ids=[
        "since",
        "until and who",
        "a removed track",
        "a future day",
        "a future month",
        "before all moves",
        "a new track",
        "a stage",
    ],
)
def test_an_answer_without_moves_says_what_was_asked_for(
    argv: list[str], said: str, own: Path, run: Run
) -> None:
    write_files(own, {"tracks/new.yaml": "stage: seed\n"})
    assert run("history", *argv) == Ran(0, "", f"{said}\n")


WRONG = {
    "an unknown track": (["sand"], 3, "unknown track 'sand'"),
    "a track that was removed, with more letters": (["raining"], 3, "unknown track 'raining'; did you mean 'rain'?"),
    "the beginning of one": (["--who", "ann", "ra"], 3, "unknown track 'ra'; did you mean 'rain'?"),
    "an unknown person": (["--who", "zoe"], 3, "unknown person 'zoe'; choose from 'Ann Li', 'Lena Falk', 'José Ruiz', 'Ann'"),
    "a mistyped person": (["--who", "lenna"], 3, "unknown person 'lenna'; did you mean 'Lena Falk'?"),
    "an empty person": (["--who", "ann,"], 2, "an empty name in 'ann,'; write names with commas between them"),
    "the end before the beginning": (
        ["--since", "nov 18", "--until", "nov 16"], 2, "--until nov 16 (2026-11-16) is before --since nov 18 (2026-11-18)"
    ),
    "two figures": (["--since", "1/2/26"], 2, "'1/2/26' has a year of two figures; write it as YYYY-MM-DD, such as 2026-12-01"),
    "no date": (
        ["--until", "--limit"],
        2,
        f"'--limit' is not a date; write {ACCEPTED_PAST_DATES}",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("argv", "code", "said"), WRONG.values(), ids=WRONG)
@pytest.mark.usefixtures("music")
def test_what_is_wrong_is_told_in_one_line(argv: list[str], code: int, said: str, run: Run) -> None:
    assert run("history", *argv) == Ran(code, "", f"prodash: {said}\n")


def test_days_are_headings_on_a_terminal(own: Path) -> None:
    write_files(own, {"tracks/dune.yaml": text_of("dune", "seed")})
    commits = [git(own, "rev-parse", "--short=7", f"HEAD~{back}") for back in range(4)]
    shown = on_screen(["history"], 100, NO_COLOR="1", PRODASH_TODAY="2026-11-21")
    assert (
        shown
        == f"""\
Today
  now    dune  🎧 Mixing    →  🌱 Seed      you        not committed

Yesterday
  12:00  fog   🌱 Seed      →  💤 Archived  Ann Li     {commits[0]}

Wednesday, 18 November
  12:00  rain  🌱 Seed      →     removed   Lena Falk  {commits[1]}

Monday, 16 November
  22:30  dune  🌱 Seed      →  🎧 Mixing    José Ruiz  {commits[2]}

Wednesday, 24 December 2025  3 tracks
  12:00  dune     added in     🌱 Seed      Ann        {commits[3]}
  12:00  fog      added in     🌱 Seed      Ann        {commits[3]}
  12:00  rain     added in     🌱 Seed      Ann        {commits[3]}
"""
    )


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (76, "12:00  Long Way Home Again  🎤 Recorded  →  📦 Ready to Release  Lena"),
        (60, "12:00  Long Way Home Again  →  📦 Ready to Release  Lena"),
    ],
)
def test_a_narrow_screen_tells_who_moved_a_track_rather_than_from_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int, line: str
) -> None:
    repository = Repository(tmp_path)
    for stage, day in (("recorded", 16), ("ready-to-release", 18)):
        text = f"title: Long Way Home Again\nstage: {stage}\n"
        repository.commit({}, files={"tracks/way.yaml": text}, by="Lena Falk", at=f"2026-11-{day}")
    repository.write()
    monkeypatch.chdir(tmp_path)
    shown = on_screen(["history", "--limit", "1"], columns, NO_COLOR="1", PRODASH_TODAY="2026-11-21")
    assert shown.splitlines()[1].strip() == line


@pytest.mark.usefixtures("music")
def test_in_another_order_the_answer_is_a_table() -> None:
    shown = on_screen(["history", "--sort", "title", "--limit", "1"], 100, NO_COLOR="1").splitlines()
    assert shown[0].split() == ["when", "title", "from", "to", "who", "commit", "id"]
    assert shown[2].startswith("2026-11-16 22:30  dune ")


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot be told a zone")
@pytest.mark.parametrize(("zone", "day"), [("UTC", []), ("XXX-2", [ALL[2]])], ids=["west", "east"])
@pytest.mark.usefixtures("music")
def test_days_are_those_of_the_reader(zone: str, day: list[str], run: Run) -> None:
    with in_zone(zone):
        assert moved(run, "--since", "2026-11-17", "--until", "2026-11-17") == day


def test_a_removed_track_has_the_title_of_its_last_version(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "top", "my music/")
    files = {"tracks/old rain.yaml": "title: Rain & Sea\nstage: seed\n", "tracks/bad.yaml": "stage: seed\n"}
    repository.commit(files={"stages.yaml": STAGES, **files}, at="2026-11-10")
    repository.commit(
        files={"tracks/old rain.yaml": "title: 'Regen: am Meer'\nstage: seed\n"}, at="2026-11-11"
    )
    repository.commit({"old rain": None, "fog": "seed"}, at="2026-11-12")
    root = repository.write()
    (root / "tracks/fog.yaml").unlink()
    (root / "tracks/bad.yaml").unlink()
    monkeypatch.chdir(root)
    titles = {"tracks/old rain.yaml": "Regen: am Meer", "tracks/fog.yaml": "fog", "tracks/bad.yaml": "Bad"}
    for words in (["--limit", "9"], ["--limit", "5", "--sort", "title"], ["--reverse", "--no-index"]):
        moves = json.loads(run("history", *words, "-f", "json").out)["moves"]
        assert {one["path"]: one["title"] for one in moves} == titles
    assert (
        run("history", "old rain", "--limit", "1", "-f", "csv").out.splitlines()[1].split(",")[2]
        == "Regen: am Meer"
    )
