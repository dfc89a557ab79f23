"""What list and the filters know of the time of tracks in their stages."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.storage.history import read
from tests.conftest import Ran, read_all, write_files
from tests.history.repository import Repository, git
from tests.schemas import faults

Run = Callable[..., Ran]

WITHOUT = "1 track without history left out; git knows a track from its first commit on\n"
NO_HISTORY = {
    False: "there is no history, because the catalogue is in no git repository; create one with 'git init'\n",
    True: "there is no history yet, because nothing is committed\n",
}
"""Why there is none, without a repository and in a new one."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tracks of every kind of age: moved, imported, finished, archived and back, new, and never committed."""
    repository = Repository(tmp_path_factory.mktemp("times") / "music")
    repository.commit({"lead": "seed", "bass": "seed", "out": "seed", "shelf": "seed"}, at="2026-01-05")
    repository.commit({"lead": "writing", "out": "mixing", "shelf": "archived"}, at="2026-02-01")
    repository.commit({"imported": "mixing"}, at="2026-08-13")
    repository.commit({"lead": "mixing"}, at="2026-10-12T23:30+01:00", zone="+0100", by="Ben")
    repository.commit({"out": "published"}, at="2026-11-01")
    repository.commit({"fresh": "seed"}, at="2026-11-16")
    root = repository.write()
    new = "stage: seed\nage: 7\n"
    return write_files(root, {"tracks/bass.yaml": "title: bass\nstage: writing\n", "tracks/new.yaml": new})


@pytest.fixture
def music(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of these tracks, which no test changes, is the current one."""
    monkeypatch.chdir(made)


@pytest.mark.usefixtures("music")
def test_the_time_in_its_stage_is_shown_for_each_track(run: Run) -> None:
    assert run("list", "--all", "--columns", "id,since,age,moved,custom.age") == Ran(
        0,
        "id        since             age  moved       custom.age\n"
        "────────  ────────────  ───────  ──────────  ──────────\n"
        "fresh     2026-11-16        5 d\n"
        "new                                                   7\n"
        "bass      2026-11-21        0 d  2026-11-21\n"
        "imported  ≤ 2026-08-13  ≥ 100 d\n"
        "lead      2026-10-12       40 d  2026-10-12\n"
        "out       2026-11-01             2026-11-01\n"
        "shelf     2026-02-01             2026-02-01\n",
    )


@pytest.mark.usefixtures("music")
def test_programs_get_these_columns_with_a_filter_on_them_or_by_name(run: Run) -> None:
    plain = json.loads(run("list", "lead", "-f", "json").out)["tracks"][0]
    answer = run("list", "--in-stage-for", "30d", "-f", "json")
    assert faults("tracks", json.loads(answer.out)) == []
    found = json.loads(answer.out)["tracks"]
    assert [*found[0]][: len(plain)] == [*plain]
    assert [{key: row[key] for key in [*row][len(plain) :]} for row in found] == [
        {"since": "2026-08-13", "age": 100, "age_is_lower_bound": True, "moved": None},
        {
            "since": "2026-10-12",
            "age": 40,
            "age_is_lower_bound": False,
            "moved": "2026-10-12T23:30:00+01:00",
        },
    ]
    named = run("list", "out", "new", "--columns", "id,since,age,age_is_lower_bound,moved", "-f", "csv")
    assert named.out == (
        "id,since,age,age_is_lower_bound,moved\nnew,,,,\nout,2026-11-01,,false,2026-11-01T12:00:00+00:00\n"
    )
    assert run("list", "lead", "-f", "csv").out.partition("\n")[0] == (
        "id,title,stage,stage_name,workflows,projects,due,due_from,days_left,urgency,notes,path,bpm,custom.age"
    )


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("--in-stage-for 30d", "imported lead"),
        ("--in-stage-for 40d", "imported lead"),
        ("--in-stage-for 41d", "imported"),
        ("--in-stage-for 6w", "imported"),
        ("--in-stage-for 3m", "imported"),
        ("--in-stage-for 4m", ""),
        ("--in-stage-for 0d --all", "fresh bass imported lead"),
        ("--moved-since 2026-11-01", "bass out"),
        ("--moved-since 2026-11-02", "bass"),
        ("--moved-since today", "bass"),
        ("--moved-since oct", "bass lead out"),
        ("--moved-since 3w", "bass out"),
        ("--moved-since month", "bass out"),
        ("--where moved=month", "bass out"),
        ("--moved-since 2026-10-12 -s mixing", "lead"),
        ("--moved-since tomorrow", ""),
        ("--where age>=40", "imported lead"),
        ("--where age>40", "imported"),
        ("--where age=30..", "imported lead"),
        ("--where age=4w..6w", "lead"),
        ("--where age<=40", "fresh bass lead"),
        ("--where age<200", "fresh bass lead"),
        ("--where age=..10", "fresh bass"),
        ("--where age!=40", "fresh bass imported out"),
        ("--where age", "fresh bass imported lead"),
        ("--where !age", "out"),
        ("--where since<2026-09-01", "imported"),
        ("--where since>=2026-08-01", "fresh bass lead out"),
        ("--where since=2026-10", "lead"),
        ("--where since=..oct", "imported lead"),
        ("--where moved=nov", "bass out"),
        ("--where !moved", "fresh imported"),
        ("--where custom.age=7", "new"),
        ("--where !custom.age --where age=5", "fresh"),
        ("--sort age --where age", "bass fresh lead imported"),
    ],
)
@pytest.mark.usefixtures("music")
def test_tracks_are_chosen_by_their_time(run: Run, words: str, ids: str) -> None:
    found = run("list", *words.split(), "-f", "ids")
    assert (found.code, found.out.split()) == (0, ids.split())


@pytest.mark.usefixtures("music")
def test_a_day_in_the_future_is_called_so(run: Run) -> None:
    ran = run("list", "--moved-since", "2026-12-24")
    assert ran == Ran(0, "", f"no track has moved since 2026-12-24, which is in the future\n{WITHOUT}")


@pytest.mark.usefixtures("music")
def test_a_table_shows_what_it_is_filtered_or_sorted_by(run: Run) -> None:
    assert run("list", "--moved-since", "nov") == Ran(
        0,
        "title  stage         moved       id\n"
        "─────  ────────────  ──────────  ────\n"
        "bass   📝 Writing    2026-11-21  bass\n"
        "out    🚀 Published  2026-11-01  out\n",
        WITHOUT,
    )
    assert run("list", "-s", "mixing", "--sort", "-age").out == (
        "title     stage          age  id\n"
        "────────  ─────────  ───────  ────────\n"
        "imported  🎧 Mixing  ≥ 100 d  imported\n"
        "lead      🎧 Mixing     40 d  lead\n"
    )


@pytest.mark.usefixtures("music")
def test_named_columns_look_the_same_with_a_filter(run: Run) -> None:
    words = ("list", "out", "imported", "--columns", "id,since,age,moved")
    assert run(*words, "--moved-since", "nov").out.splitlines()[2:] == ["out  2026-11-01       2026-11-01"]
    assert run(*words, "--in-stage-for", "3m").out.splitlines()[2:] == ["imported  ≤ 2026-08-13  ≥ 100 d"]


@pytest.mark.usefixtures("music")
def test_a_condition_on_a_column_names_the_field_that_is_called_so_too(run: Run) -> None:
    assert run("list", "--where", "age>=41", "-f", "ids") == Ran(
        0, "imported\n", f"age is what git knows of a track; custom.age is the field in its file\n{WITHOUT}"
    )


def test_a_change_takes_tracks_by_their_time(run: Run, made: Path, tmp_path: Path) -> None:
    root = shutil.copytree(made, tmp_path / "music", ignore=shutil.ignore_patterns(".prodash"))
    assert run("-C", str(root), "set", "workflows+=rework", "--in-stage-for", "30d").code == 0
    before, after = read_all(made), read_all(root)
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {"tracks/imported.yaml", "tracks/lead.yaml"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--in-stage-for 4m", "no track has been in one stage for 4m"),
        ("--moved-since 2026-11-21 -s mixing", "no track is in Mixing and has moved since 2026-11-21; 2 are in Mixing"),
        ("--moved-since today -s mixing --all", "no track is in Mixing and has moved since 2026-11-21; 2 are in Mixing"),
        ("new --in-stage-for 1d", "no named track has been in one stage for 1d"),
        ("--where age>=900", "no track has age>=900"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("music")
def test_an_empty_answer_names_the_filter_and_what_it_cannot_know(
    run: Run, words: str, sentence: str
) -> None:
    found = run("list", *words.split())
    assert (found.code, found.out) == (0, "")
    assert sentence in found.err.splitlines()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--in-stage-for", "long"], "--in-stage-for: 'long' is not a length of time; write 3d, 2w, 1m, 1y or '10 days'"),
        (["--in-stage-for", "-3d"], "--in-stage-for: '-3d' is not a length of time; write 3d, 2w, 1m, 1y or '10 days'"),
        (["--in-stage-for="], "--in-stage-for: '' is not a length of time; write 3d, 2w, 1m, 1y or '10 days'"),
        (["--moved-since", "mnday"], "--moved-since: 'mnday' is not a date; did you mean 'monday' or 'sunday' or 'today'?"),
        (["--moved-since", "2026-02-30"], None),
        (["--where", "age>=old"], "--where age: 'old' is not a length of time; write 3d, 2w, 1m, 1y or '10 days'"),
        (["--where", "age=60..30"], "--where age: '60..30' ends before it starts; swap its ends"),
        (["--where", "moved=2026-11..2026-10"], "--where moved: '2026-11..2026-10' ends before it starts; swap its ends"),
        (["--where", "age=.."], "--where age: '..' is not a number of days; write 30, 4w or 30..60"),
        (["--where", "moved>="], "--where 'moved>=' is not a condition; write KEY=VALUE with = != < <= > >= or ~, KEY or !KEY"),
        (["--where", "age~4"], "--where: age is not text; write age>=VALUE or age=VALUE"),
        (["--where", "age_is_lower_bound=true"], "--where: age_is_lower_bound cannot be compared; write age>=30"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("music")
def test_a_time_that_means_nothing_is_refused_in_one_line(
    run: Run, words: list[str], message: str | None
) -> None:
    found = run("list", *words)
    assert (found.code, found.out, found.err.count("\n")) == (2, "", 1)
    assert message is None or found.err == f"prodash: {message}\n"


@pytest.mark.parametrize("begun", [False, True], ids=["without git", "without a commit"])
def test_without_history_no_track_matches_and_every_column_is_empty(
    run: Run, tmp_path: Path, begun: bool
) -> None:
    write_files(tmp_path, {"tracks/a.yaml": "stage: seed\n"})
    if begun:
        git(tmp_path, "init", "-q")
    assert run("list", "--in-stage-for", "1d") == Ran(
        0, "", f"{NO_HISTORY[begun]}no track has been in one stage for 1d\n"
    )
    rows = run("list", "--columns", "id,since,age,age_is_lower_bound,moved", "-f", "ndjson")
    assert rows == Ran(
        0,
        '{"id": "a", "since": null, "age": null, "age_is_lower_bound": null, "moved": null}\n',
        NO_HISTORY[begun],
    )
    assert run("list", "-f", "ids") == Ran(0, "a\n")


@pytest.mark.parametrize(
    "line",
    [
        "list --in-stage-for 900d",
        "list --moved-since today",
        "list --where age>900",
        "due --in-stage-for 900d",
        "history --since today",
    ],
)
def test_a_condition_of_a_cron_job_on_a_history_that_is_cut_is_no_silent_success(
    run: Run, made: Path, tmp_path: Path, line: str
) -> None:
    git(tmp_path, "clone", "-q", "--depth=1", made.as_uri(), "clone")
    write_files(tmp_path / "clone", {})
    words = ["-C", "clone", *line.split()]
    codes = [run(*words, *more).code for more in (["--fail-if-any"], ["--fail-if-empty"], [])]
    assert codes == [1, 6, 0]
    assert run("-C", "clone", "list", "--fail-if-empty").code == 0
    shutil.rmtree(tmp_path / "clone/.git")
    assert run(*words, "--fail-if-any").code == 1


def test_a_shallow_clone_says_that_times_may_be_longer(run: Run, made: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth=2", made.as_uri(), "clone")
    write_files(tmp_path / "clone", {})
    assert run("-C", "clone", "list", "--where", "age", "--columns", "id,age") == Ran(
        0,
        "id           age\n"
        "────────  ──────\n"
        "bass      ≥ 20 d\n"
        "fresh        5 d\n"
        "imported  ≥ 20 d\n"
        "lead      ≥ 20 d\n",
        "older commits are not here, so what was before is not known; 'git fetch --unshallow' gets them\n",
    )


def test_a_card_of_a_track_that_a_shallow_clone_cuts_says_how_to_get_the_rest(
    run: Run, made: Path, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "-q", "--depth=2", made.as_uri(), "clone")
    write_files(tmp_path / "clone", {})
    said = "older commits are not here, so what was before is not known; 'git fetch --unshallow' gets them\n"
    cards = {words: run("-C", "clone", "show", *words.split()) for words in ("lead", "fresh", "fresh lead")}
    assert {words: (card.err, "≥" in card.out) for words, card in cards.items()} == {
        "lead": (said, True),
        "fresh": ("", False),
        "fresh lead": (said, True),
    }
    assert run("-C", "clone", "show", "lead", "-f", "ids") == Ran(0, "lead\n")


@pytest.mark.parametrize(
    "asked", [("--columns", "id,since,age,moved"), ("--in-stage-for", "30d"), ("--moved-since", "2026-10-01")]
)
@pytest.mark.usefixtures("music")
def test_no_history_is_read_where_nothing_is_new(
    asked: tuple[str, str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew = run("--no-index", "list", "--all", *asked)
    assert run("list", *asked)
    monkeypatch.setattr(read, "read_history", None)
    assert run("list", "--all", *asked) == anew


def skewed(repository: Repository) -> None:
    repository.commit({"a": "seed"}, at="2026-10-01")
    repository.commit({"a": "mixing"}, at="1971-01-01")


def ahead(repository: Repository) -> None:
    repository.commit({"a": "seed"}, at="2026-10-01")
    repository.commit({"a": "mixing"}, at="2059-01-01")


def unreadable(repository: Repository) -> None:
    repository.commit({"a": "seed"}, at="2026-10-01")
    repository.commit(files={"tracks/a.yaml": "stage: [\n"}, at="2026-10-05")
    repository.commit({"a": "mixing"}, at="2026-10-10")


def damaged_zone(repository: Repository) -> None:
    repository.commit({"a": "seed"}, at="2026-10-01")
    repository.commit({"a": "mixing"}, at="2026-10-10", by="", zone="+9999")


ODD: dict[str, tuple[Callable[[Repository], object], str, tuple[object, ...], str]] = {
    "one commit": (lambda one: one.commit({"a": "seed"}, at="2026-10-01"), "", ("2026-10-01", 51, False, None), ""),
    "a sub-folder": (lambda one: one.commit({"a": "seed"}, at="2026-10-01"), "my/music/", ("2026-10-01", 51, False, None), ""),
    "a clock that was behind": (skewed, "", ("2026-10-01", 51, False, "2026-10-01T12:00:00+00:00"), ""),
    "a clock that was ahead": (ahead, "", ("2026-11-21", 0, False, "2026-11-21T"), "dated later than now, so now is taken: 1 move\n"),
    "a version that cannot be read": (unreadable, "", ("2026-10-10", 42, False, "2026-10-10T12:00:00+00:00"), "left out, because no stage can be read in them: 1 version of tracks\n"),
    "nobody in a zone that is none": (damaged_zone, "", ("2026-10-10", 42, False, "2026-10-10T12:00:00+00:00"), ""),
    "a stage that is gone": (lambda one: one.commit({"a": "demo"}, at="2026-10-01"), "", ("2026-10-01", 51, True, None), ""),
}  # fmt: skip


@pytest.mark.parametrize(("make", "folder", "times", "remark"), ODD.values(), ids=ODD)
def test_odd_histories_have_right_times_or_say_what_is_wrong(
    run: Run,
    tmp_path: Path,
    make: Callable[[Repository], object],
    folder: str,
    times: tuple[object, ...],
    remark: str,
) -> None:
    repository = Repository(tmp_path / "top", folder)
    make(repository)
    root = repository.write()
    found = run("-C", str(root), "list", "--columns", "since,age,age_is_lower_bound,moved", "-f", "ndjson")
    *known, moved = json.loads(found.out).values()
    assert (*known, moved and moved[: len(str(times[-1]))]) == times
    assert found.err.endswith(remark)
