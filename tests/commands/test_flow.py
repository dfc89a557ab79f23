"""flow: how many tracks were in each stage over time, where they pile up, and when that cannot be known."""

import json
import shlex
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import STAGES, Ran, write_files
from tests.history.repository import Repository, git
from tests.schemas import faults
from tests.screen import on_terminal

Run = Callable[..., Ran]

TODAY = date(2026, 11, 21)
NO_GIT = "there is no history, because the catalogue is in no git repository; create one with 'git init'\n"
Story = Mapping[str, Sequence[tuple[str, str | None]]]
"""The stages of each track, each with the day; None removes it."""

SONGS: Story = {
    "dune": [("2026-09-01", "seed"), ("2026-10-05", "mixing")],
    "fog": [("2026-09-01", "seed"), ("2026-10-12", "mixing")],
    "rain": [("2026-09-01", "seed"), ("2026-11-02", "mixing"), ("2026-11-20", "seed")],
    "kaiju": [("2026-09-08", "seed"), ("2026-10-19", "mixing")],
    "haze": [("2026-09-01", "seed"), ("2026-11-03", "mixing")],
    "old": [("2026-09-01", "mixing"), ("2026-09-02", "published")],
    "gone": [("2026-09-01", "seed"), ("2026-10-20", None)],
    "shelf": [("2026-09-01", "seed"), ("2026-10-26", "archived")],
    "out": [("2026-09-01", "mixing"), ("2026-10-27", "published")],
}
"""Five of them came to Mixing, one went back, and one was finished, archived and removed each."""


def made(root: Path, story: Story, stages: str = STAGES) -> Path:
    """A repository in which each track moved as in *story*."""
    moves: dict[str, dict[str, str | None]] = {}
    for track, steps in story.items():
        for day, stage in steps:
            moves.setdefault(day, {})[track] = stage
    repository = Repository(root)
    repository.commit(files={"stages.yaml": stages}, at=min(moves, default="2026-09-01"))
    for day in sorted(moves):
        repository.commit(moves[day], at=day)
    return repository.write()


@pytest.fixture(scope="module")
def songs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("flow") / "songs", SONGS)


def said(ran: Ran) -> list[str]:
    """The lines below the picture and the tables, and what is said on stderr."""
    return [*ran.out.split("\n\n")[-1].splitlines(), *ran.err.splitlines()]


def test_the_last_lines_tell_where_tracks_pile_up_and_what_is_not_shown(
    songs: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(songs)
    assert said(run("flow", "--since", "2026-09-15")) == [
        "Tracks pile up in Mixing: from 1 to 4 since 2026-09-15; see 'prodash list --stage mixing --sort -age'",
        "not shown: 1 track finished before 2026-09-15, 1 move back, 1 track archived, 1 track removed",
    ]
    assert run("list", "--stage", "mixing", "--sort", "-age", "-f", "ids").out.split() == [
        "dune",
        "fog",
        "kaiju",
        "haze",
    ]


def test_rows_have_the_numbers_of_each_stage_in_each_period(songs: Path, run: Run) -> None:
    ran = run("-C", str(songs), "flow", "--since", "2026-10-01", "--per", "month", "--format", "csv")
    assert ran == Ran(
        0,
        "since,until,stage,stage_name,tracks,arrived,left\n"
        "2026-10-01,2026-10-31,seed,Seed,2,0,5\n"
        "2026-10-01,2026-10-31,writing,Writing,0,0,0\n"
        "2026-10-01,2026-10-31,recorded,Recorded,0,0,0\n"
        "2026-10-01,2026-10-31,mixing,Mixing,3,3,1\n"
        "2026-10-01,2026-10-31,ready-to-release,Ready to Release,0,0,0\n"
        "2026-10-01,2026-10-31,published,Published,1,1,0\n"
        "2026-11-01,2026-11-21,seed,Seed,1,0,1\n"
        "2026-11-01,2026-11-21,writing,Writing,0,0,0\n"
        "2026-11-01,2026-11-21,recorded,Recorded,0,0,0\n"
        "2026-11-01,2026-11-21,mixing,Mixing,4,1,0\n"
        "2026-11-01,2026-11-21,ready-to-release,Ready to Release,0,0,0\n"
        "2026-11-01,2026-11-21,published,Published,1,0,0\n",
        "",
    )


def test_rows_are_of_weeks_unless_the_user_asks(songs: Path, run: Run) -> None:
    ran = run(
        "-C", str(songs), "flow", "--since", "2026-11-03", "-f", "tsv", "--columns", "since,until,tracks"
    )
    assert [line.split("\t") for line in ran.out.splitlines()[1:]][::6] == [
        ["2026-11-03", "2026-11-08", "0"],
        ["2026-11-09", "2026-11-15", "0"],
        ["2026-11-16", "2026-11-21", "1"],
    ]


def test_json_has_everything_that_the_picture_tells(songs: Path, run: Run) -> None:
    ran = run("-C", str(songs), "flow", "--since", "2026-10-12", "--until", "2026-11-03", "-f", "json")
    answer = json.loads(ran.out)
    assert faults("flow", answer) == []
    counts = answer.pop("counts")
    assert answer == {
        "schema_version": 2,
        "kind": "flow",
        "total": 24,
        "shown": 24,
        "is_cut": False,
        "unreadable": 0,
        "missing": 0,
        "future": 0,
        "per": "week",
        "since": "2026-10-12",
        "until": "2026-11-03",
        "bottleneck": {"stage": "mixing", "stage_name": "Mixing", "before": 2, "now": 5},
        "not_shown": {"finished": 1, "added": 0, "back": 0, "archived": 1, "removed": 1},
        "weeks": [
            {"since": "2026-10-12", "finished": 0},
            {"since": "2026-10-19", "finished": 0},
            {"since": "2026-10-26", "finished": 1},
        ],
        "stays": [
            {
                "stage": "seed",
                "stage_name": "Seed",
                "left": 5,
                "median": 41,
                "percentile_85": None,
                "there_now": 1,
                "longest": 1,
                "longest_is_lower_bound": False,
            },
            {
                "stage": "mixing",
                "stage_name": "Mixing",
                "left": 1,
                "median": None,
                "percentile_85": None,
                "there_now": 4,
                "longest": 47,
                "longest_is_lower_bound": False,
            },
        ],
        "problems": [],
    }
    assert counts[-3] == {
        "since": "2026-11-02",
        "until": "2026-11-03",
        "stage": "mixing",
        "stage_name": "Mixing",
        "tracks": 5,
        "arrived": 2,
        "left": 0,
    }


def mixing(run: Run, root: Path, *argv: str) -> list[int]:
    """The tracks in Mixing and in Seed at the end of each month since September."""
    ran = run("-C", str(root), "flow", "--per", "month", "-f", "ndjson", *argv)
    assert ran.code == 0, ran.err
    rows = map(json.loads, ran.out.splitlines())
    return [row["tracks"] for row in rows if row["stage"] in {"seed", "mixing"}]


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        ((), [7, 1, 2, 3, 1, 4]),
        (("--stage", "mixing"), [4, 0, 1, 3, 0, 4]),
        (("--stage", "archived"), [1, 0, 0, 0, 0, 0]),
        (("--project", "none"), [6, 1, 2, 3, 1, 4]),
        (("dune",), [1, 0, 0, 1, 0, 1]),
        (("gone",), [1, 0, 0, 0, 0, 0]),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)
def test_filters_select_tracks_as_they_are_now_and_removed_ones_by_their_id(
    argv: tuple[str, ...], expected: list[int], songs: Path, run: Run
) -> None:
    assert mixing(run, songs, *argv) == expected


@pytest.mark.parametrize(
    ("argv", "more"),
    [
        (("--project", "none"), "--project none"),
        (("--where", "bpm>=100", "--where", "title"), "--where 'bpm>=100' --where title"),
        (("--not-due", "today", "--due", "none"), "--due none --not-due today"),
        (("dune", "fog", "kaiju", "haze"), "dune fog kaiju haze"),
    ],
    ids=lambda words: words if isinstance(words, str) else "",
)
def test_the_command_that_shows_more_has_the_same_filters(
    argv: tuple[str, ...], more: str, songs: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(songs)
    ran = run("flow", "--since", "2026-09-15", *argv)
    assert (ran.code, said(ran)[0].partition("--sort -age ")[2].strip("'\"")) == (0, more)


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        (("--", "-x", "-y", "-z"), ["-x", "-y", "-z"]),
        (("--search=-x it's", "--due", "none"), ["-x"]),
        (("--where", 'title~it\'s "mine"', "--not-due=today,week"), ["-w", "-x", "-y", "-z"]),
        (("--project", "none", "--", "-x"), ["-x"]),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)
def test_the_command_that_shows_more_can_be_copied_whatever_the_filters_are(
    argv: tuple[str, ...], expected: list[str], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("-w", "-x", "-y", "-z")
    root = made(
        tmp_path / "music", {name: [("2026-08-01", "seed"), ("2026-08-02", "mixing")] for name in names}
    )
    for name in names:
        title = f'{name} it\'s "mine"'
        (root / f"tracks/{name}.yaml").write_text(f"title: {title}\nstage: mixing\n", encoding="utf-8")
    monkeypatch.chdir(root)
    (sentence, *_) = said(run("flow", "--since", "2026-08-01", *argv))
    quoted = sentence.partition("; see ")[2]
    (_, command, *words) = shlex.split(quoted[1:-1])
    assert sorted(run(command, "--format", "ids", *words).out.split()) == expected


def test_of_a_removed_track_more_is_told_by_the_command_that_knows_it(
    songs: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(songs)
    assert said(run("flow", "gone", "--since", "2026-10-01")) == [
        f"{NOWHERE} since 2026-10-01; see 'prodash history --since 2026-10-01 --until 2026-11-21 gone'",
        "not shown: 1 track removed",
    ]
    assert run("history", "--since", "2026-10-01", "--until", "2026-11-21", "gone").code == 0


NO_PILE = (
    "Tracks that were chosen by their stage or history do not show where tracks pile up; see 'prodash stuck"
)


@pytest.mark.parametrize(
    "argv",
    [
        ("--stage", "mixing"),
        ("--not-stage", "published"),
        ("--past", "seed"),
        ("--before", "published"),
        ("--where", "stage=mixing"),
        ("--where", "age>=1"),
        ("--moved-since", "2026-10-01"),
        ("--in-stage-for", "1d"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list | tuple) else "",
)
def test_tracks_that_were_chosen_by_where_they_are_do_not_tell_where_tracks_pile_up(
    argv: tuple[str, ...], songs: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(songs)
    (sentence, *_) = said(run("flow", "--since", "2026-09-15", *argv))
    assert sentence == f"{NO_PILE} {' '.join(argv)}'".replace("age>=1'", "'age>=1'\"").replace(
        "see 'prodash stuck --where 'age", "see \"prodash stuck --where 'age"
    )
    assert json.loads(run("flow", "--since", "2026-09-15", *argv, "-f", "json").out)["bottleneck"] is None


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["--fail-if-any"], 6),
        (["--fail-if-empty"], 0),
        (["--fail-if-any", "--search", "nothing has this"], 0),
        (["--fail-if-empty", "--search", "nothing has this"], 6),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list | tuple) else "",
)
def test_the_exit_code_says_whether_a_track_was_selected(
    argv: list[str], code: int, songs: Path, run: Run
) -> None:
    assert run("-C", str(songs), "flow", *argv).code == code


BEGINS_LATE: Story = {"dune": [("2026-11-19", "seed"), ("2026-11-20", "mixing")]}
BACK_AND_FORTH: Story = {
    "dune": [
        (str(date(2026, 9, 1) + timedelta(days=day)), ("mixing", "seed")[day % 2] if day else "seed")
        for day in range(60)
    ]
}
SILENT: Story = {f"song-{number}": [("2024-01-01", "seed"), ("2024-02-01", "mixing")] for number in range(5)}
ARCHIVED: Story = {"dune": [("2024-01-01", "seed"), ("2024-02-01", "archived")]}
FINISHED: Story = {"dune": [("2024-01-01", "seed"), ("2024-02-01", "published")]}
NOWHERE = "Tracks pile up nowhere: no active stage between the first and the last grew by more than 2 tracks"
NO_PERIOD = "Invalid value for '--per': unknown period 'year'; choose from day, week, month"
NO_KIND = "no stage in stages.yaml has 'kind: finished', so nobody knows when a track is done"
STUCK = "see 'prodash stuck'"
MOVED = "see 'prodash history --since 2024-02-01 --until 2024-02-29'"
LIST = "see 'prodash list --stage mixing --sort -age'"


@pytest.mark.parametrize(
    ("story", "argv", "expected"),
    [
        pytest.param(
            BEGINS_LATE,
            (),
            (0, [f"Too few days to see where tracks pile up: since 2026-11-19; {STUCK}"]),
            id="a history of two days",
        ),
        pytest.param(
            SILENT, (), (0, [f"Nothing moved since 2026-05-18; {STUCK}"]), id="a year without a commit"
        ),
        pytest.param(
            BACK_AND_FORTH,
            (),
            (0, [f"{NOWHERE} since 2026-09-01; {STUCK}", "not shown: 29 moves back"]),
            id="back and forth every day",
        ),
        pytest.param(ARCHIVED, (), (0, ["no track was in progress since 2026-05-18"]), id="all archived"),
        pytest.param(
            FINISHED,
            (),
            (0, ["no track was in progress since 2026-05-18; not shown: 1 track finished before 2026-05-18"]),
            id="all finished",
        ),
        pytest.param(
            SILENT,
            ("--since", "2000-01-01"),
            (
                0,
                [
                    f"Tracks pile up in Mixing: from 0 to 5 since 2024-01-01; {LIST}",
                    "nothing is known before 2024-01-01, when the history begins",
                ],
            ),
            id="since a day before the history",
        ),
        pytest.param(
            SILENT,
            ("--until", "2023-12-31"),
            (0, ["nothing is known before 2024-01-01, when the history begins"]),
            id="until a day before the history",
        ),
        pytest.param(
            SILENT,
            ("--since", "2024-02-01", "--until", "2024-02-29"),
            (
                0,
                [f"Tracks piled up in Mixing: from 0 to 5 between 2024-02-01 and 2024-02-29; {MOVED}"],
            ),
            id="in between",
        ),
        pytest.param(
            SILENT, ("--since", "today"), (0, [f"Nothing moved since 2026-11-21; {STUCK}"]), id="one day"
        ),
        pytest.param(
            SILENT,
            ("--since", "tomorrow"),
            (
                2,
                [
                    "prodash: --since tomorrow (2026-11-22) is in the future; choose a day until today (2026-11-21)"
                ],
            ),
            id="since a day in the future",
        ),
        pytest.param(
            SILENT,
            ("--since", "oct 3", "--until", "oct 1"),
            (2, ["prodash: --until oct 1 (2026-10-01) is before --since oct 3 (2026-10-03)"]),
            id="turned around",
        ),
        pytest.param(
            SILENT,
            ("--per", "year"),
            (2, [f"prodash: {NO_PERIOD}; 'prodash flow --help' shows how"]),
            id="no such period",
        ),
        pytest.param(
            {}, (), (0, ["there are no tracks yet; add one with 'prodash add TITLE'"]), id="no track"
        ),
    ],
)
def test_what_can_be_told_is_told_and_what_cannot_says_why(
    story: Story,
    argv: tuple[str, ...],
    expected: tuple[int, list[str]],
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(made(tmp_path / "music", story))
    ran = run("flow", *argv)
    assert (ran.code, said(ran)) == expected


def test_without_commits_there_is_nothing_to_tell(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"stages.yaml": STAGES, "tracks/dune.yaml": "stage: seed\n"})
    monkeypatch.chdir(tmp_path)
    assert run("flow") == Ran(0, "", NO_GIT)
    assert run("flow", "--fail-if-any") == Ran(1, "", NO_GIT)
    assert run("flow", "--since", "tomorrow").code == 2
    answer = json.loads(run("flow", "-f", "json").out)
    assert (faults("flow", answer), answer["since"], answer["until"], answer["counts"]) == (
        [],
        None,
        None,
        [],
    )
    git(tmp_path, "init", "--quiet")
    assert run("flow") == Ran(0, "", "there is no history yet, because nothing is committed\n")


def test_a_track_that_was_never_committed_is_left_out_and_counted(songs: Path, run: Run) -> None:
    new = songs / "tracks/new.yaml"
    new.write_text("stage: mixing\n", encoding="utf-8")
    try:
        ran = run("-C", str(songs), "flow", "-f", "ids")
    finally:
        new.unlink()
    assert ran.err == "1 track without history left out; git knows a track from its first commit on\n"


def test_a_shallow_clone_begins_with_the_commits_that_it_has(
    songs: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(songs, "clone", "--quiet", "--depth=3", songs.as_uri(), str(tmp_path / "cut"))
    monkeypatch.chdir(tmp_path / "cut")
    ran = run("flow", "--fail-if-any")
    assert (ran.code, said(ran)) == (
        6,
        [
            f"{NOWHERE} since 2026-11-02; {STUCK}",
            "not shown: 2 tracks finished when the history begins, 1 move back",
            "older commits are not here, so what was before is not known; 'git fetch --unshallow' gets them",
        ],
    )


def test_the_order_of_the_stages_is_that_of_today(tmp_path: Path, run: Run) -> None:
    story: Story = {"dune": [("2026-10-01", "one"), ("2026-10-20", "two")]}
    root = made(tmp_path / "music", story, "stages: [one, two, three]\n")
    write_files(root, {"stages.yaml": "stages: [three, two, one]\n"})
    ran = run("-C", str(root), "flow", "--per", "month", "-f", "csv", "--columns", "until,stage,tracks")
    assert ran.out == (
        "until,stage,tracks\n"
        "2026-10-31,three,0\n2026-10-31,two,1\n2026-10-31,one,0\n"
        "2026-11-21,three,0\n2026-11-21,two,1\n2026-11-21,one,0\n"
    )


def test_without_stages_nobody_knows_what_is_back_or_where_tracks_pile_up(
    songs: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(songs, "clone", "--quiet", str(songs), str(tmp_path / "music"))
    monkeypatch.chdir(tmp_path / "music")
    Path("stages.yaml").write_text("stages: [\n", encoding="utf-8")
    ran = run("flow", "--since", "2026-09-15")
    assert (ran.code, said(ran)[:2]) == (
        1,
        [
            "stages.yaml cannot be read, so nobody knows where tracks pile up; see 'prodash stuck'",
            "not shown: 1 track removed",
        ],
    )


def test_without_a_finished_stage_flow_says_how_to_name_one(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    story: Story = {name: [("2026-10-01", "one"), ("2026-11-02", "three")] for name in ("a", "b", "c")}
    monkeypatch.chdir(made(tmp_path / "music", story, "stages: [one, two, three]\n"))
    assert said(run("flow")) == [
        f"{NOWHERE} since 2026-10-01; {STUCK}",
        f"{NO_KIND}; for Three, write 'prodash stages set three kind=finished'",
    ]
    assert "Finished each week" not in run("flow").out
    assert run("flow", "-f", "csv").err == ""


def test_stages_that_are_gone_share_a_row(tmp_path: Path, run: Run) -> None:
    story: Story = {
        "dune": [("2026-10-01", "one"), ("2026-11-20", "two")],
        "fog": [("2026-10-01", "lost"), ("2026-10-05", "gone")],
    }
    root = made(tmp_path / "music", story, "stages: [one, two]\n")
    argv = ("-C", str(root), "flow", "--per", "month")
    rows = run(*argv, "--columns", "until,stage,tracks").out
    assert rows.splitlines()[2:] == [
        "2026-10-31  One                     1",
        "2026-10-31  Two                     0",
        "2026-10-31  in no known stage       1",
        "2026-11-21  One                     0",
        "2026-11-21  Two                     1",
        "2026-11-21  in no known stage       1",
    ]


def test_weeks_begin_on_the_day_of_the_reader_on_a_terminal_alone(
    songs: Path, run: Run, own_settings: Callable[[str], Path]
) -> None:
    argv = ["-C", str(songs), "flow", "--since", "2026-10-26", "--sort", "since", "--limit", "1"]
    before = on_terminal(argv, 120)
    answer = run(*argv, "-f", "json")
    path = own_settings("week-starts: sunday\n")
    remark = f"weeks begin on Sunday, as 'week-starts' in {path} says"
    after = on_terminal(argv, 200)
    assert [text.splitlines()[2].split()[:2] for text in (before, after)] == [
        ["2026-10-26", "2026-11-01"],
        ["2026-10-26", "2026-10-31"],
    ]
    assert (remark in before, remark in after) == (False, True)
    assert run(*argv, "-f", "json") == answer
