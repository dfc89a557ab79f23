"""dashboard, which `prodash` alone shows: one screen that says where everything stands."""

import json
import re
import shlex
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.cli import main
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Location, Problem, Severity
from prodash.model.catalogue.project import Project
from prodash.model.catalogue.stage import Stage, StageKind
from prodash.model.catalogue.track import Track
from prodash.model.views.dashboard import dashboard
from prodash.model.views.recent import Aged, Recent
from prodash.render.dashboard.dashboard import MAX_LINES, dashboard_picture
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.width import width
from tests.conftest import TODAY, Files, Ran, write_files
from tests.examples import examples
from tests.screen import Terminal, on_screen

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

DAY = date.fromisoformat(TODAY)


@pytest.fixture
def my_music(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Make a catalogue of these files in a folder called my-music, and go there."""

    def make(files: Files) -> Path:
        (tmp_path / "my-music").mkdir()
        monkeypatch.chdir(tmp_path / "my-music")
        return write_files(tmp_path / "my-music", files)

    return make


def below_head(text: str) -> list[str]:
    """The blocks of a dashboard without the line with the name."""
    return text.partition("\n\n")[2].rstrip("\n").split("\n\n")


def test_without_a_command_the_dashboard_is_shown(my_music: Make, run: Run) -> None:
    my_music(
        {
            "stages.yaml": "stages: [idea, mix, {id: out, kind: finished}]\n",
            "projects.yaml": "projects: [{id: ep, name: Summer EP, due: 2026-11-24}]\n",
            "tracks/a.yaml": "stage: mix\ndue: 2026-11-18\n",
            "tracks/b.yaml": "stage: mix\nprojects: ep\n",
            "tracks/c.yaml": "stage: mix\ndue: 2026-12-18\nprojects: ep\n",
        }
    )
    assert run() == Ran(
        0,
        "My Music · Sat 21 Nov 2026                       3 tracks · 1 late · 1 this week\n"
        "\n"
        "Idea                                                             0    0%\n"
        "Mix   ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇  3  100%  1 late\n"
        "Out                                                              0    0%\n"
        "\n"
        "Due\n"
        "  3 days late  A  Mix\n"
        "  in 3 days    B  Mix  ↑ Summer EP\n"
        "\n"
        "Needs attention\n"
        "  1 track in no project  prodash list --past idea --before out -p none\n",
    )
    assert run("dashboard") == run()


def test_with_colours_the_head_has_a_line_divided_by_stage(my_music: Make) -> None:
    my_music(
        {
            "stages.yaml": "stages: [{id: idea, colour: '#0a0b0c'}, {id: mix, colour: '#0d0e0f'}, {id: out}]\n",
            **{f"tracks/t{n}.yaml": "stage: mix\n" for n in range(3)},
            "tracks/a.yaml": "stage: idea\ndue: 2026-11-20\n",
        }
    )
    name, stages, *_ = on_screen([], 60, TERM="xterm", COLORTERM="truecolor").splitlines()
    assert name == (
        "\x1b[1mMy Music\x1b[0m\x1b[2m · \x1b[0m\x1b[2mSat 21 Nov 2026\x1b[0m               "
        "\x1b[1m4\x1b[0m tracks\x1b[2m · \x1b[0m\x1b[48;2;200;40;30;38;2;255;255;255m 1 late \x1b[0m"
    )
    assert stages == f"\x1b[38;2;10;11;12m{'▀' * 15}\x1b[0m\x1b[38;2;13;14;15m{'▀' * 45}\x1b[0m"


HEADS = {
    80: "My Music · Sat 21 Nov 2026                      12 tracks · 1 late · 2 this week",
    60: "My Music · Sat 21 Nov 2026  12 tracks · 1 late · 2 this week",
    58: "My Music · Sat 21 Nov     12 tracks · 1 late · 2 this week",
    45: "My Music · Sat 21 Nov      12 tracks · 1 late",
    40: "My Music · Sat 21 Nov\n12 tracks · 1 late · 2 this week",
    20: "My Mus… · Sat 21 Nov\n12 tracks · 1 late\n2 this week",
}


@pytest.mark.parametrize(("columns", "head"), HEADS.items())
def test_a_narrow_screen_leaves_out_what_matters_least_in_the_head(
    columns: int, head: str, my_music: Make
) -> None:
    dates = ["2026-11-20", "2026-11-21", "2026-11-28", "2026-11-29", *["2026-12-24"] * 8]
    my_music({f"tracks/t{n}.yaml": f"stage: mixing\ndue: {day}\n" for n, day in enumerate(dates)})
    assert on_screen([], columns).partition("\n\n")[0] == head


def test_a_long_name_is_cut_and_totals_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "all-the-music-of-the-last-twenty-years"
    root.mkdir()
    write_files(root, {"tracks/a.yaml": "stage: mixing\ndue: 2026-11-20\n"})
    monkeypatch.chdir(root)
    assert on_screen([], 60).splitlines()[0] == "All the Music of the Last Tw… · Sat 21 Nov  1 track · 1 late"


def test_commands_to_copy_are_plain_and_numbers_are_bold(catalogue: Make) -> None:
    stages = "stages: [idea, mix, {id: done, kind: finished}]\n"
    tracks = {f"tracks/t{n}.yaml": f"stage: mix\nprojects: {'p' * (n > 0)}\n" for n in range(3)}
    due = {f"tracks/u{n}.yaml": "stage: idea\ndue: 2026-11-21\n" for n in range(12)}
    catalogue({"stages.yaml": stages, "projects.yaml": "projects: [p]\n", **tracks, **due})
    lines = on_screen([], 80, TERM="xterm", COLORTERM="truecolor").splitlines()
    assert lines[-4:] == [
        "\x1b[2m +3 more:\x1b[0m prodash due",
        "",
        "\x1b[1mNeeds attention\x1b[0m",
        " \x1b[1m1\x1b[0m track in no project  prodash list --past idea --before done -p none",
    ]


def test_with_a_remark_and_the_prompt_it_fits_a_terminal_of_24_lines(
    catalogue: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracks = {f"tracks/t{n}.yaml": "stage: mixing\ndue: 2026-11-20\n" for n in range(30)}
    catalogue({**tracks, "tracks/old.yaml": "stage: archived\n"})
    monkeypatch.setenv("COLUMNS", "80")
    terminal = Terminal()
    with redirect_stdout(terminal), redirect_stderr(terminal):
        main(["--color", "never"])
    *_, blank, remark = terminal.getvalue().splitlines()
    assert (blank, remark.split(" ", 1)[0]) == ("", "1")
    assert terminal.getvalue().count("\n") < 24 - 1


def test_a_dashboard_with_nothing_due_says_so_in_one_line(my_music: Make, run: Run) -> None:
    my_music({"tracks/a.yaml": "stage: seed\ndue: 2026-12-18\n", "tracks/b.yaml": "stage: archived\n"})
    ran = run()
    assert ran.out.splitlines()[0] == f"My Music · Sat 21 Nov 2026{'1 track':>54}"
    assert below_head(ran.out)[1:] == ["Nothing is due in the next 7 days, and nothing needs attention."]
    assert (ran.code, ran.err) == (0, "1 archived track left out; 'prodash breakdown --all' includes it\n")


def test_nothing_else_needs_attention_if_something_is_due(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\ndue: 2026-11-20\n"})
    assert below_head(run().out)[1:] == ["Due\n  1 day late  A  🌱 Seed", "Nothing else needs attention."]


def test_late_tracks_need_attention_only_if_due_leaves_some_out(catalogue: Make, run: Run) -> None:
    root = catalogue({f"tracks/t{n}.yaml": "stage: seed\ndue: 2026-11-20\n" for n in range(8)})
    assert below_head(run().out)[-1] == "Nothing else needs attention."
    write_files(root, {f"tracks/u{n}.yaml": "stage: seed\ndue: 2026-11-20\n" for n in range(8)})
    assert below_head(run().out)[-1] == "Needs attention\n  16 tracks overdue  prodash list --due overdue"


def test_tracks_without_a_stage_are_counted_below_the_bars(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: sed\n", "tracks/b.yaml": "stage: seed\n"})
    assert below_head(run().out)[0].splitlines()[-1] == "1 track in no known stage"


def test_an_empty_catalogue_shows_its_stages_and_how_to_add_the_first_track(my_music: Make, run: Run) -> None:
    my_music({"stages.yaml": "stages: [idea, {id: mix, emoji: 🎧}, done]\n"})
    assert run() == Ran(
        0,
        "My Music · Sat 21 Nov 2026\n"
        "\n"
        "Idea → 🎧 Mix → Done\n"
        "\n"
        "No tracks yet. Add the first one: prodash add 'Midnight Drive'\n",
    )
    assert run("add", "Midnight Drive").code == 0
    assert below_head(run().out)[1:] == ["Nothing is due in the next 7 days, and nothing needs attention."]


def test_of_an_empty_catalogue_with_many_stages_those_that_fit_are_shown() -> None:
    many = Catalogue.of(stages=stages(80), workflows=None, projects=None, tracks=[])
    lines = picture(many, Screen(40)).splitlines()
    assert len(lines) <= MAX_LINES
    assert lines[2:4] == [
        "Stage 0 → Stage 1 → Stage 2 → Stage 3 →",
        "Stage 4 → Stage 5 → Stage 6 → Stage 7 →",
    ]
    assert lines[-4:] == [
        "  +39 more stages: prodash stages",
        "",
        "No tracks yet. Add the first one:",
        "  prodash add 'Midnight Drive'",
    ]


def test_files_with_errors_are_counted_and_named(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "title: [\n", "tracks/b.yaml": "stage: sed\ndue: soon\n"})
    ran = run()
    assert (ran.code, ran.out.split("\n\n")[-1]) == (
        1,
        "Needs attention\n  2 files with errors  prodash check\n",
    )
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == [
        "tracks/a.yaml",
        "tracks/b.yaml",
        "tracks/b.yaml",
    ]


def test_problems_are_named_once_and_above_so_that_the_picture_stays(catalogue: Make) -> None:
    catalogue({f"tracks/a{n}.yaml": "title: [\n" for n in range(30)})
    terminal = Terminal()
    with redirect_stdout(terminal), redirect_stderr(terminal):
        assert main(["--color", "never"]) == 1
    lines = terminal.getvalue().splitlines()
    assert [line.partition(":")[0] for line in lines[:30]] == sorted(f"tracks/a{n}.yaml" for n in range(30))
    assert lines[30] == ""
    assert lines[-1] == "  30 files with errors  prodash check"
    assert len(lines) <= 31 + MAX_LINES


def test_a_broken_list_of_stages_is_shown_as_far_as_it_goes(catalogue: Make, run: Run) -> None:
    catalogue({"stages.yaml": "stages: {}\n", "tracks/a.yaml": "stage: x\ndue: 2026-11-21\n"})
    ran = run()
    assert (ran.code, ran.out.splitlines()[-5:]) == (
        1,
        [
            "Due",
            "  today  A  x",
            "",
            "Needs attention",
            "  1 file with errors  prodash check",
        ],
    )


@pytest.mark.parametrize(
    ("folder", "typed"), [("cat", "prodash -C cat"), ("my tracks", "prodash -C 'my tracks'")]
)
def test_commands_reach_a_catalogue_that_was_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, typed: str
) -> None:
    monkeypatch.chdir(tmp_path)
    tracks = tmp_path / folder / "tracks"
    tracks.mkdir(parents=True)
    (tracks.parent / "stages.yaml").write_text("stages: [mix, {id: old, kind: archived}]\n", encoding="utf-8")
    assert run("-C", folder).out.endswith(f"Add the first one: {typed} add 'Midnight Drive'\n")
    for n in range(20):
        (tracks / f"t{n}.yaml").write_text("stage: mix\ndue: 2026-11-18\n", encoding="utf-8")
    (tracks / "old.yaml").write_text("stage: old\n", encoding="utf-8")
    ran = run("-C", folder)
    assert f"more: {typed} due\n" in ran.out
    assert ran.out.endswith(f"Needs attention\n  20 tracks overdue  {typed} list --due overdue\n")
    quote = '"' if "'" in typed else "'"
    assert ran.err == f"1 archived track left out; {quote}{typed} breakdown --all{quote} includes it\n"
    command = json.loads(run("dashboard", "-f", "json", "-C", folder).out)["attention"][0]["command"]
    assert command == f"{typed} list --due overdue"
    assert run(*shlex.split(command)[1:], "-f", "ids").out.count("\n") == 20
    monkeypatch.setenv("PRODASH_CATALOGUE", folder)
    assert run().out.endswith("  20 tracks overdue  prodash list --due overdue\n")


def test_a_command_that_has_no_room_whole_is_left_out() -> None:
    many = Catalogue.of(
        stages=stages(40),
        workflows=None,
        projects=None,
        tracks=[Track(f"t{n}", f"tracks/t{n}.yaml", "", "s0", due=DAY - timedelta(1)) for n in range(40)],
    )
    found = picture(many, Screen(80), program=f"prodash -C {'x' * 300}")
    assert re.findall(r".*more.*|.*overdue$", found) == [
        "  +32 more stages",
        "  +37 more",
        "  40 tracks overdue",
    ]


def test_json_has_breakdown_due_and_attention(catalogue: Make, run: Run) -> None:
    catalogue(
        {
            "stages.yaml": "stages: [{id: idea, colour: red}]\n",
            "tracks/a.yaml": "stage: idea\ndue: 2026-11-18\n",
        }
    )
    assert json.loads(run("dashboard", "-f", "json").out) == {
        "schema_version": 2,
        "kind": "dashboard",
        "total": 1,
        "shown": 1,
        "today": TODAY,
        "tracks": 1,
        "overdue": 1,
        "without_stage": 0,
        "bottleneck": None,
        "breakdown": json.loads(run("breakdown", "-f", "json").out)["stages"],
        "due": [
            {
                "due_when": "overdue",
                "id": "a",
                "title": "A",
                "stage": "idea",
                "due": "2026-11-18",
                "due_from": None,
                "days_left": -3,
                "urgency": "overdue",
            }
        ],
        "attention": [
            {
                "concern": "overdue",
                "text": "1 track overdue",
                "count": 1,
                "tracks": ["a"],
                "command": "prodash list --due overdue",
            }
        ],
        "problems": [],
    }


def stages(number: int, name: str = "Stage") -> list[Stage]:
    return [Stage(f"s{n}", f"{name} {n}", "#64748b") for n in range(number)]


def picture(
    catalogue: Catalogue,
    screen: Screen,
    problems: tuple[Problem, ...] = (),
    program: str = "prodash",
    name: str = "My Music",
    recent: Recent | None = None,
) -> str:
    found = dashboard(catalogue, catalogue.tracks, problems, DAY)._replace(recent=recent)
    return dashboard_picture(catalogue, name, found, screen, program)


def test_of_many_stages_the_fullest_are_shown_in_order() -> None:
    tracks = [
        Track(f"{stage}-{n}", f"tracks/{stage}-{n}.yaml", "", stage)
        for stage, times in {"s3": 2, "s39": 9, "s20": 1}.items()
        for n in range(times)
    ]
    many = Catalogue.of(stages=stages(40), workflows=None, projects=None, tracks=tracks)
    lines = picture(many, Screen(80)).splitlines()
    names = [line.partition("  ")[0] for line in lines[2:17]]
    assert [name for name in names if name in {"Stage 3", "Stage 20", "Stage 39"}] == [
        "Stage 3",
        "Stage 20",
        "Stage 39",
    ]
    assert (len(lines), lines[17]) == (MAX_LINES, "  +25 more stages: prodash breakdown")


def test_what_is_due_is_cut_and_counted() -> None:
    tracks = [Track(f"t{n}", f"tracks/t{n}.yaml", f"T{n}", "s0", due=DAY) for n in range(200)]
    full = Catalogue.of(stages=stages(1), workflows=None, projects=None, tracks=tracks)
    assert picture(full, Screen(80)).splitlines()[-5:] == [
        "  today  T107  Stage 0",
        "  today  T108  Stage 0",
        "  +188 more: prodash due",
        "",
        "Nothing else needs attention.",
    ]


def due_block(columns: int, stages_there: int) -> list[str]:
    """What a dashboard says of 30 due dates."""
    tracks = [Track(f"t{n}", f"tracks/t{n}.yaml", f"T{n:02}", "s0", due=DAY) for n in range(30)]
    found = Catalogue.of(stages=stages(stages_there), workflows=None, projects=None, tracks=tracks)
    lines = picture(found, Screen(columns)).splitlines()
    assert len(lines) <= MAX_LINES
    return re.findall(r"\bDue$|today .*|\+\d+ more: .*", "\n".join(lines), re.MULTILINE)


def test_what_is_due_keeps_room_below_many_stages() -> None:
    assert due_block(80, 40) == [
        "Due",
        "today  T00  Stage 0",
        "today  T01  Stage 0",
        "today  T02  Stage 0",
        "+27 more: prodash due",
    ]


def test_what_is_due_beside_the_bars_has_all_the_room_there_is() -> None:
    heading, *tracks, more = due_block(120, 2)
    assert (heading, len(tracks), more) == ("Due", 14, "+16 more: prodash due")


def test_on_the_narrowest_screen_there_are_bars_above_all_that_needs_attention() -> None:
    tracks = [
        Track("a", "tracks/a.yaml", "", "s1", due=DAY - timedelta(1), projects=("p",)),
        *(
            Track(f"t{n}", f"tracks/t{n}.yaml", "", "s1", workflows=("art",), projects=("p",) * (n > 0))
            for n in range(3)
        ),
    ]
    found = Catalogue.of(stages=stages(3), workflows=None, projects=None, tracks=tracks)
    problems = (Problem(Location("tracks/b.yaml"), "some-code", Severity.ERROR, ""),)
    assert picture(found, Screen(20), problems).splitlines()[3:6] == [
        "Stage 0            0",
        "Stage 1  ▇▇▇▇▇▇▇▇  4",
        "Stage 2            0",
    ]


def test_a_command_without_room_beside_stands_below() -> None:
    tracks = [Track(f"t{n}", f"tracks/t{n}.yaml", "", "s1", workflows=("art",) * (n > 0)) for n in range(3)]
    found = Catalogue.of(stages=stages(3), workflows=None, projects=None, tracks=tracks)
    assert picture(found, Screen(40)).splitlines()[-3:] == [
        "Needs attention",
        "  1 track without a workflow",
        "    prodash list -s s1 -w none",
    ]
    assert picture(found, Screen(50)).splitlines()[-1] == "  1 without workflow  prodash list -s s1 -w none"


WORDS = st.sampled_from(
    ["Mix", "x" * 500, "怪獣のうた" * 30, "שיר הלילה", "e\u0301" * 90, "a b\x1b[2J", "🪴"]
)
DAYS = st.none() | st.integers(-9, 12)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Any catalogue, with stages and tracks of any number and any names."""
    ids = [f"{draw(st.sampled_from(['s', 'stage-', 'z' * 90]))}{n}" for n in range(draw(st.integers(0, 40)))]
    made = [
        Stage(name, draw(WORDS), "#64748b", emoji="🌱", kind=draw(st.sampled_from([*StageKind])))
        for name in ids
    ]
    project = Project("ep", draw(WORDS), "#64748b", due=DAY + timedelta(days=3))
    tracks = [
        Track(
            f"t{n}",
            f"tracks/t{n}.yaml",
            draw(WORDS),
            draw(st.sampled_from([*ids, ""])),
            workflows=draw(st.sampled_from([("a",), ("a",), ()])),
            projects=draw(st.sampled_from([("ep",), ("ep",), ()])),
            due=None if (days := draw(DAYS)) is None else DAY + timedelta(days=days),
        )
        for n in range(draw(st.integers(0, 30)))
    ]
    closed = made if draw(st.booleans()) else None
    return Catalogue.of(stages=closed, workflows=None, projects=[project], tracks=tracks)


AGED = st.builds(
    Aged, st.builds(Track, st.just("t"), st.just("t.yaml"), WORDS), st.integers(1, 9999), st.booleans()
)


@given(
    catalogues(),
    st.sampled_from([None, 20, 40, 79, 80, 109, 110, 120, 200]),
    st.sampled_from([*Depth]),
    st.booleans(),
    st.fixed_dictionaries(
        {
            "program": st.sampled_from(["prodash", "prodash -C music", f"prodash -C {'x' * 200}"]),
            "name": WORDS,
            "recent": st.none()
            | st.builds(Recent, st.integers(0, 2000), st.lists(AGED, max_size=3).map(tuple)),
        }
    ),
)
@examples(25)
def test_any_catalogue_fits_the_screen(
    catalogue: Catalogue,
    columns: int | None,
    depth: Depth,
    broken: bool,
    about: dict[str, Any],
) -> None:
    problems = (Problem(Location("tracks/a.yaml"), "some-code", Severity.ERROR, ""),) * broken
    lines = picture(catalogue, Screen(columns, depth), problems, **about).splitlines()
    if columns is None or columns >= 80:
        assert len(lines) <= MAX_LINES + (about["recent"] is not None)
    if columns is not None:
        assert [line for line in lines if width(line) > columns] == []
