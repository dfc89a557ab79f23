"""The benchmarks ask every program for the same work, judge by their own figures, and write between their marks only."""

import math
import os
import re
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from benchmarks import plot
from benchmarks.asking import commands
from benchmarks.catalogues import made
from benchmarks.history import COLD, GIT, HISTORY, LIST, LOG, NEW
from benchmarks.merging import DRIVER, MERGE_FILE
from benchmarks.page import (
    cell,
    filled,
    floors_table,
    growth,
    history_table,
    number,
    programs_table,
    targets_table,
    work_table,
)
from benchmarks.program import ALL, CHANGE, COUNT, IDS, MERGE, RENAME, START, Program
from benchmarks.programs import HELLO, PLAIN, PRODASH, PROGRAMS, RIPGREP, WALK, YQ
from benchmarks.targets import MEBIBYTE, TARGETS, MemoryTarget, Target, verdict
from benchmarks.timing import (
    Asked,
    Command,
    Measured,
    by_clock,
    by_cpu,
    first_run,
    measure,
    rounds,
    run,
    too_slow,
)
from benchmarks.tracks import STAGES
from tests.conftest import ROOT
from tests.history.repository import git

TRACKS = 20
on_posix = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows counts no memory, and keeps why something failed"
)


def measured(*seconds: float, megabytes: int = 30) -> Measured:
    return Measured(seconds, megabytes * MEBIBYTE)


H = {Asked(HELLO.name, START, size): measured(0.1, 0.2) for size in (1_000, 10_000, 100_000)}


# The same work


def there(program: Program) -> Program:
    if program.version() is None:
        pytest.skip(f"{program.name} is not installed here")
    return program


@pytest.fixture
def _empty_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HOME", "BEETSDIR"):
        monkeypatch.setenv(name, str(tmp_path))


def asked_of(program: Program, work: str, root: Path, variant: int = 0) -> str:
    """What it prints; some programs fail where they find nothing."""
    command = program.command(work, root)
    if command.before:
        subprocess.run(command.before, check=True, capture_output=True)
    argv = command.variants[variant]
    return subprocess.run(argv, check=False, capture_output=True, encoding="utf-8").stdout


def numbers(shown: str) -> list[int]:
    """The tracks that are named, whether by id, title or file."""
    return sorted({int(found) for found in re.findall(r"[Tt]rack[- ](\d+)", shown)})


def doing(work: str) -> list[Program]:
    return [program for program in PROGRAMS if work in program.works]


@pytest.mark.slow
@pytest.mark.usefixtures("_empty_home")
@pytest.mark.parametrize(
    "program", [one for one in doing(IDS) if one is not WALK], ids=lambda program: program.name
)
def test_every_program_finds_the_same_tracks_in_a_stage(program: Program, tmp_path: Path) -> None:
    root = made(tmp_path / "data", there(program).data, TRACKS)
    assert numbers(asked_of(program, IDS, root)) == [3, 9, 15]


@pytest.mark.usefixtures("_empty_home")
@pytest.mark.parametrize("program", doing(ALL), ids=lambda program: program.name)
def test_every_program_shows_every_track(program: Program, tmp_path: Path) -> None:
    root = made(tmp_path / "data", there(program).data, TRACKS)
    assert numbers(asked_of(program, ALL, root)) == [*range(TRACKS)]


@pytest.mark.usefixtures("_empty_home")
@pytest.mark.parametrize("program", doing(COUNT), ids=lambda program: program.name)
def test_every_program_counts_the_same(program: Program, tmp_path: Path) -> None:
    root = made(tmp_path / "data", there(program).data, TRACKS)
    shown = asked_of(program, COUNT, root).lower().replace("ready to release", "ready-to-release")
    lines = {stage: next(line for line in shown.splitlines() if stage in line) for stage in STAGES}
    counts = {stage: int((re.findall(r"\d+", line) or [0])[0]) for stage, line in lines.items()}
    assert counts == dict.fromkeys(STAGES, 3) | {"seed": 4, "writing": 4}


@pytest.mark.slow
@pytest.mark.usefixtures("_empty_home")
@pytest.mark.parametrize("program", doing(CHANGE), ids=lambda program: program.name)
def test_each_run_of_a_change_changes_every_track_of_the_project(program: Program, tmp_path: Path) -> None:
    root = made(tmp_path / "data", there(program).data, TRACKS)
    there_and_back = []
    for variant in (0, 1):
        asked_of(program, CHANGE, root, variant)
        there_and_back.append(numbers(asked_of(program, IDS, root)))
    assert there_and_back == [[*range(TRACKS)], []]


@pytest.mark.slow
@pytest.mark.usefixtures("_empty_home")
def test_what_a_track_is_called_changes_there_and_back(tmp_path: Path) -> None:
    root = made(tmp_path / "data", PRODASH.data, TRACKS)
    for variant, name in enumerate(("song-1", "track-1")):
        asked_of(PRODASH, RENAME, root, variant)
        assert [path.stem for path in root.glob("tracks/*/*-1.yaml")] == [name]


@pytest.mark.usefixtures("_empty_home")
@pytest.mark.parametrize(("program", "conflicts"), [(DRIVER, 0), (MERGE_FILE, 1)], ids=["fields", "lines"])
def test_each_run_of_a_merge_begins_with_what_both_have_changed(
    program: Program, conflicts: int, tmp_path: Path
) -> None:
    root = made(tmp_path / "data", program.data, TRACKS)
    for _ in range(2):
        asked_of(program, MERGE, root)
        merged = (root / "ours").read_text(encoding="utf-8")
        assert merged.count("<<<<<<<") == conflicts
        assert {"stage: mixing", "bpm: 99", "key: A major"} <= {*merged.splitlines()}


def test_the_floor_of_who_remembers_files_looks_at_each(tmp_path: Path) -> None:
    assert asked_of(WALK, IDS, made(tmp_path / "data", WALK.data, TRACKS)) == f"{TRACKS}\n"


@pytest.mark.slow
@pytest.mark.usefixtures("_empty_home")
def test_a_repository_has_ten_commits_for_each_track_and_one_more_before_each_run_that_finds_it(
    tmp_path: Path,
) -> None:
    root = made(tmp_path / "data", HISTORY.data, TRACKS)
    assert len(numbers(asked_of(HISTORY, LIST, root))) == TRACKS
    assert int(git(root, "rev-list", "--count", "HEAD")) >= 10 * TRACKS
    assert int(git(root, "rev-list", "--count", "--merges", "HEAD")) > 0
    assert asked_of(HISTORY, COLD, root) != asked_of(HISTORY, NEW, root)
    assert asked_of(GIT, LOG, root).startswith("commit ")


def test_a_program_that_is_not_there_has_no_version() -> None:
    assert Program("?", "yaml", {START: ["prodash-has-no-such-neighbour --version"]}).version() is None


# Times


def test_what_takes_long_is_run_less_often() -> None:
    often = [
        rounds(warm, 7) for warm in (measured(0.5), measured(2.0), measured(60.0), Measured(fault="failed"))
    ]
    assert often == [7, 3, 0, 0]


@pytest.mark.parametrize(
    ("before", "took", "left_out"),
    [
        (Asked("yq", IDS, 1_000), measured(60.0), True),
        (Asked("yq", IDS, 1_000), Measured(fault="failed"), True),
        (Asked("yq", IDS, 1_000), measured(2.0), False),
        (Asked("yq", ALL, 1_000), measured(60.0), False),
        (Asked("rg", IDS, 1_000), measured(60.0), False),
        (Asked("yq", IDS, 10_000), measured(60.0), False),
    ],
    ids=["slow", "failed", "quick", "other-work", "other-program", "the-same"],
)
def test_what_was_too_slow_on_fewer_tracks_is_left_out(
    before: Asked, took: Measured, *, left_out: bool
) -> None:
    assert too_slow(before, Asked("yq", IDS, 10_000), took) is left_out


def writing(word: str, path: Path) -> tuple[str, ...]:
    return (sys.executable, "-c", f"open({str(path)!r}, 'a').write({word!r})")


def test_everything_is_run_in_turn_after_a_run_that_warms_up(tmp_path: Path) -> None:
    log = tmp_path / "log"
    commands = {
        Asked("a", IDS, 1): lambda: Command((writing("a", log), writing("A", log)), before=writing("-", log)),
        Asked("b", IDS, 1): lambda: Command((writing("b", log),)),
    }
    results = measure(commands, 2, lambda _: None)
    assert log.read_text(encoding="utf-8") == "-ab-Ab-ab"
    assert [len(result.seconds) for result in results.values()] == [2, 2]


@on_posix
def test_a_program_that_fails_says_why_and_is_not_run_again() -> None:
    asked = Asked("a", IDS, 1)
    fails = Command(((sys.executable, "-c", "raise SystemExit('too many tracks')"),))
    assert measure({asked: lambda: fails}, 3, lambda _: None) == {
        asked: Measured(fault="failed: too many tracks")
    }


@on_posix
def test_data_are_not_made_for_what_is_left_out() -> None:
    fails = Command(((sys.executable, "-c", "raise SystemExit('too many tracks')"),))
    results = measure(
        {Asked("a", IDS, 1): lambda: fails, Asked("a", IDS, 2): lambda: pytest.fail("made")},
        1,
        lambda _: None,
    )
    assert [result.fault for result in results.values()] == ["failed: too many tracks", "left out"]


def test_a_program_that_is_gone_fails() -> None:
    assert first_run(Command((("prodash-has-no-such-neighbour",),))).fault.startswith("failed: ")


@on_posix
def test_memory_is_that_of_the_command_and_not_of_the_tests() -> None:
    little, much = (
        first_run(Command(((sys.executable, "-S", "-c", f"len(bytearray({size}))"),))).peak or 0
        for size in (1, 200 * MEBIBYTE)
    )
    assert 190 * MEBIBYTE < much - little < 210 * MEBIBYTE


@on_posix
def test_the_processor_counts_the_work_of_what_a_command_starts_but_no_waiting() -> None:
    busy = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(3 * 10**6))'])"
    waiting = "import time; time.sleep(0.2)"
    of_busy, of_waiting = (by_cpu((sys.executable, "-S", "-c", code)) for code in (busy, waiting))
    assert of_waiting < of_busy
    with pytest.raises(subprocess.CalledProcessError):
        by_cpu((sys.executable, "-c", "raise SystemExit(2)"))


def test_each_run_takes_the_next_variant(tmp_path: Path) -> None:
    log = tmp_path / "log"
    for time in range(3):
        run(Command((writing("a", log), writing("b", log))), time, by_clock)
    assert log.read_text(encoding="utf-8") == "aba"


# Targets


@pytest.mark.parametrize(
    ("seconds", "said"),
    [((0.12, 0.20), "met"), ((0.13, 0.25), "**not met**"), ((), "not measured")],
    ids=["met", "not-met", "not-measured"],
)
def test_a_target_is_judged_by_the_median_of_ratios_within_a_round(
    seconds: tuple[float, ...], said: str
) -> None:
    target = next(target for target in TARGETS if target.what == "`prodash --version`")
    assert isinstance(target, Target)
    results = H | {target.asked: measured(*seconds)}
    assert verdict(target, results) == said


@pytest.mark.parametrize(("megabytes", "said"), [(80, "met"), (81, "**not met**")])
def test_memory_is_that_of_the_worst_command(megabytes: int, said: str) -> None:
    target = next(target for target in TARGETS if isinstance(target, MemoryTarget))
    results = H | {
        Asked("prodash", IDS, 10_000): measured(1, megabytes=40),
        Asked("prodash --no-index", ALL, 10_000): measured(1, megabytes=megabytes),
        Asked("prodash", ALL, 100_000): measured(1, megabytes=300),
        Asked("beets", ALL, 10_000): measured(1, megabytes=500),
    }
    assert verdict(target, results) == said


def test_every_target_asks_for_what_is_measured() -> None:
    works = {(program.name, work) for program in PROGRAMS for work in program.works}
    targets = [target for target in TARGETS if isinstance(target, Target)]
    assert {tuple(asked[:2]) for target in targets for asked in (target.asked, target.unit)} <= works


def test_without_figures_no_target_is_met() -> None:
    assert targets_table({}).count("| not measured |") == len(TARGETS)


# The page


def test_a_ratio_is_the_median_of_the_rounds_with_memory_beside_it() -> None:
    results = H | {
        Asked(PRODASH.name, IDS, 1_000): measured(0.2, 0.6),
        Asked("yq", IDS, 1_000): measured(0.5),
    }
    assert cell(Asked(PRODASH.name, IDS, 1_000), results) == "2.50 · 30 MB"
    assert cell(Asked("yq", IDS, 1_000), results) == "5.00 once · 30 MB"
    assert cell(Asked("rg", IDS, 1_000), results) == ""


def test_a_table_has_the_programs_that_took_part_and_says_what_was_left_out() -> None:
    results = H | {
        Asked(PRODASH.name, IDS, 1_000): measured(0.2, 0.4),
        Asked(PRODASH.name, IDS, 10_000): measured(0.3, 0.6),
        Asked("yq", IDS, 1_000): measured(1.0, 2.0),
        Asked("yq", IDS, 10_000): Measured(fault="left out"),
    }
    assert work_table(IDS, results) == (
        "| program | 1,000 | 10,000 |\n"
        "| --- | --- | --- |\n"
        "| prodash | 2.00 · 30 MB | 3.00 · 30 MB |\n"
        "| yq | 10.0 · 30 MB | left out |\n"
    )


def test_each_floor_is_a_column() -> None:
    results = H | {
        Asked(PRODASH.name, IDS, 1_000): measured(0.2, 0.4),
        Asked(PRODASH.name, ALL, 1_000): measured(0.3, 0.6),
        Asked(WALK.name, IDS, 1_000): measured(0.1, 0.1),
        Asked(RIPGREP.name, IDS, 1_000): measured(0.4, 0.8),
    }
    assert floors_table(results) == (
        "| command | tracks | × bare Typer program | × walk and stat | × rg |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| `list --stage mixing -f ids` | 1,000 | 2.00 | 3.00 | 0.50 |\n"
        "| `list` | 1,000 | 3.00 | 4.50 | 0.75 |\n"
        "| `breakdown` | 1,000 |  |  |  |\n"
    )


def test_history_is_compared_with_the_log_of_git_and_with_a_list() -> None:
    results = H | {
        Asked(GIT.name, LOG, 1_000): measured(0.4, 0.6),
        Asked(HISTORY.name, LIST, 1_000): measured(0.1, 0.2),
        Asked(HISTORY.name, COLD, 1_000): measured(0.8, 1.2),
    }
    assert history_table(results) == (
        f"| work | seconds | × `{LOG}` | × `{LIST}` | memory |\n"
        "| --- | --- | --- | --- | --- |\n"
        f"| `{LOG}` | 0.50 | 1.00 | 3.50 | 30 MB |\n"
        f"| `{LIST}` | 0.15 | 0.29 | 1.00 | 30 MB |\n"
        f"| {COLD} | 1.00 | 2.00 | 7.00 | 30 MB |\n"
    )


def test_a_program_that_is_not_there_is_named_all_the_same() -> None:
    assert programs_table({"rg": "13.0.0", "yq": None}).splitlines()[2:] == [
        f"| rg | 13.0.0 | {RIPGREP.note} |",
        f"| yq | not installed here | {YQ.note} |",
    ]


@pytest.mark.parametrize(
    ("value", "shown"), [(0.5, "0.50"), (9.994, "9.99"), (12.34, "12.3"), (1234.5, "1,234")], ids=str
)
def test_numbers_have_three_digits_or_so(value: float, shown: str) -> None:
    assert number(value) == shown


def test_only_what_is_between_the_marks_is_replaced() -> None:
    page = "a\n<!-- measured: x -->\nold\n<!-- end -->\nb\n<!-- measured: y -->\n<!-- end -->\nc"
    once = filled(page, {"y": r"new \1"})
    assert (
        once
        == "a\n<!-- measured: x -->\nold\n<!-- end -->\nb\n<!-- measured: y -->\n\nnew \\1\n<!-- end -->\nc"
    )
    assert filled(once, {"y": r"new \1"}) == once


def test_a_page_without_the_marks_is_an_error() -> None:
    with pytest.raises(ValueError, match="no lines"):
        filled("a\n", {"x": "new"})


# The picture


def test_the_picture_is_well_formed_and_its_points_are_where_they_belong() -> None:
    lines = {"one < two": [(100.0, 1.0), (1_000.0, 10.0), (10_000.0, 100.0)], "rg": [(100.0, 0.1)]}
    tree = ET.fromstring(plot.plot('"how" & why', lines))  # noqa: S314 (it is our own)
    circles = [
        (float(c.attrib["cx"]), float(c.attrib["cy"]))
        for c in tree.iter("{http://www.w3.org/2000/svg}circle")
    ]
    first, second, third, lonely = circles
    assert first[0] == lonely[0] == plot.LEFT
    assert third[0] == plot.WIDTH - plot.RIGHT
    # Logarithmic: the same factor is the same way.
    for axis in (0, 1):
        assert math.isclose(second[axis] - first[axis], third[axis] - second[axis], abs_tol=0.2)
    assert math.isclose(lonely[1] - first[1], first[1] - second[1], abs_tol=0.2)
    assert all(plot.TOP <= y <= plot.HEIGHT - plot.BOTTOM for _, y in circles)
    texts = ["".join(text.itertext()) for text in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == [
        '"how" & why',
        *("100", "1,000", "10,000"),
        *("0.1 H", "1 H", "10 H", "100 H"),
        "tracks",
        *("one < two", "rg"),
    ]


def test_names_at_the_ends_of_lines_do_not_cover_each_other() -> None:
    heights = plot.apart([200.0, 200.0, 201.0, 100.0, plot.HEIGHT - plot.BOTTOM])
    gaps = [below - above for above, below in zip(sorted(heights), sorted(heights)[1:], strict=False)]
    assert min(gaps) >= plot.LINE
    assert max(heights) <= plot.HEIGHT - plot.BOTTOM


def test_a_line_ends_where_a_program_was_left_out() -> None:
    results = H | {
        Asked("yq", IDS, 1_000): measured(0.2, 0.4),
        Asked("yq", IDS, 10_000): Measured(fault="left out"),
        Asked("yq", ALL, 10_000): measured(0.2, 0.4),
    }
    assert growth(results) == {"yq": [(1_000, 2.0)]}


# All of it


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (
            f"--page={os.devnull}",
            f"{os.devnull}: the page has no lines '<!-- measured: targets -->' and '<!-- end -->'",
        ),
        ("--only=rg,ripgrep", "but no ripgrep"),
        ("--sizes=many", "argument --sizes: invalid sizes value: 'many'"),
    ],
    ids=["page", "only", "sizes"],
)
def test_what_cannot_be_is_said_before_the_long_work(option: str, said: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks", option],
        cwd=ROOT,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.endswith(f"{said}\n")


@pytest.mark.usefixtures("_empty_home")
def test_caches_are_filled_before_the_first_run(tmp_path: Path) -> None:
    program = replace(PRODASH, warms=shlex.join(writing("warm ", tmp_path / "log")))
    asked = commands([program], [4], tmp_path)
    for ready in asked.values():
        ready()
    # One for the catalogue that all commands share, one for the copy that is changed.
    assert (tmp_path / "log").read_text(encoding="utf-8") == "warm warm "


def test_names_of_programs_can_be_listed_with_commas() -> None:
    assert [program.name for program in PROGRAMS if "," in program.name] == []


@pytest.mark.slow
def test_one_command_measures_and_writes_page_and_picture(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text((ROOT / "docs" / "performance.md").read_text(encoding="utf-8"), encoding="utf-8")
    said = subprocess.run(
        [
            sys.executable,
            "-m",
            "benchmarks",
            "--sizes=4",
            "--runs=1",
            f"--only={PLAIN.name}",
            f"--page={page}",
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert len(said.stdout.splitlines()) == len(TARGETS)
    text = page.read_text(encoding="utf-8")
    table = text.partition(f"### {IDS}\n\n")[2].partition("\n\n")[0].splitlines()
    assert table[0] == "| program | 4 |"
    assert re.fullmatch(rf"\| {PLAIN.name} \| \d+\.\d+ once · \d+ MB \|", table[2])
    assert "failed" not in text.partition("<!-- measured: works -->")[2]
    ET.parse(tmp_path / "pictures" / "growth.svg")  # noqa: S314 (it is our own)


def test_the_page_that_is_published_has_a_figure_for_every_promise() -> None:
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.partition("<!-- measured: targets -->")[2].splitlines()[4:]]
    rows = rows[: len(TARGETS)]
    assert [row[0].removeprefix("| ") for row in rows] == [target.what for target in TARGETS]
    assert {row[-1] for row in rows} <= {"met |", "**not met** |"}
    assert not re.search(r"^\| prodash.*not installed here", page, re.MULTILINE)
