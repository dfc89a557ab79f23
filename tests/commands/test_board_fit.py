"""board on a terminal: as many cards as it has lines, and the others counted."""

import json
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from prodash.cli import main
from tests.conftest import EXAMPLE, Files, Ran, write_files
from tests.hard_catalogue import hard_files
from tests.screen import CODES, Terminal, too_wide

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

STAGES = "stages: [idea, {id: done, kind: finished}]\n"
MANY: Files = {
    "stages.yaml": STAGES,
    **{f"tracks/{n:02}.yaml": f"title: Song {n}\nstage: idea\ndue: 2026-11-{n + 10}\n" for n in range(20)},
    "tracks/done.yaml": "title: Out\nstage: done\n",
}


class Shown(NamedTuple):
    """The lines that a terminal shows: on stdout, and on stderr after them."""

    out: list[str]
    err: list[str]


def on_terminal(root: Path, *argv: str, columns: int = 80, lines: int = 24, **variables: str) -> Shown:
    """What a terminal of this size shows, without a pager."""
    usual = {"TERM": "xterm", "COLUMNS": str(columns), "LINES": str(lines), "NO_COLOR": "1"}
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(Terminal()) as out:
        for name, value in {**usual, **variables}.items():
            patch.setenv(name, value)
        with redirect_stderr(Terminal()) as err:
            main(["-C", str(root), *argv])
    return Shown(*(CODES.sub("", stream.getvalue()).splitlines() for stream in (out, err)))


def test_the_screen_is_full_of_cards_and_the_head_counts_them_all(catalogue: Make) -> None:
    shown = on_terminal(catalogue(MANY), "board", lines=13)
    assert shown.out == [
        "Idea                            20  Done                             1",
        "──────────────────────────────────  ──────────────────────────────────",
        "│ Song 0                            │ Out",
        "  11 days late",
        "│ Song 1",
        "  10 days late",
        "│ Song 2",
        "  9 days late",
        "  +17 more",
    ]
    assert [line for line in shown.err if line] == ["4 of 21 cards shown; --all-cards shows all"]


@pytest.mark.parametrize("option", [("--style", "rounded"), ("--columns", "title"), ("--format", "ids")])
def test_what_is_no_picture_has_all_cards_on_any_screen(option: tuple[str, str], catalogue: Make) -> None:
    shown = on_terminal(catalogue(MANY), "board", *option, lines=13)
    assert len(shown.out) >= len(MANY) - 1
    assert shown.err == []


def test_where_all_fit_a_line_is_between_cards_and_where_they_nearly_do_it_goes_first(
    catalogue: Make,
) -> None:
    root = catalogue({"stages.yaml": STAGES, **{f"tracks/{n}.yaml": "stage: idea\n" for n in range(6)}})
    for lines, cards in {14: [*"012345"], 13: [*"012345"], 8: ["0", "1"]}.items():
        shown = on_terminal(root, "board", lines=lines).out
        assert [found[1] for line in shown if (found := re.match("│ (.)", line))] == cards
        assert ("" in shown) is (lines == 14)


ALL = {
    "--all-cards": (("--all-cards",), {}),
    "a limit": (("--limit", "20"), {}),
    "a terminal of unknown height": ((), {"LINES": ""}),
    "JSON": (("-f", "ndjson"), {}),
    "chosen columns": (("--columns", "title"), {}),
}


@pytest.mark.parametrize(("argv", "variables"), ALL.values(), ids=ALL)
def test_every_card_is_shown_on_demand_and_to_programs(
    argv: tuple[str, ...], variables: dict[str, str], catalogue: Make
) -> None:
    shown = on_terminal(catalogue(MANY), "board", *argv, **variables)
    assert ("\n".join(shown.out).count("Song"), shown.err) == (20, [])


def test_every_card_is_shown_in_a_pipe(catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "24")
    assert run("-C", str(catalogue(MANY)), "board").out.count("Song") == 20


def test_without_remarks_cards_take_their_room(catalogue: Make) -> None:
    shown = on_terminal(catalogue(MANY), "--quiet", "board", lines=14)
    assert (sum("Song" in line for line in shown.out), len(shown.out), shown.err) == (5, 13, [])


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An ordinary catalogue, a large one and a hard one."""
    large = {
        f"tracks/{n}.yaml": f"title: {'Song ' * (n % 9 + 1)}\nstage: {stage}\nworkflows: [{'w, ' * (n % 4)}]\n"
        for n in range(150)
        for stage in [("seed", "writing", "mixing")[n % 3]]
    }
    folder = tmp_path_factory.mktemp("boards")
    return {
        "ordinary": EXAMPLE,
        "large": write_files(folder / "large", large),
        "hard": write_files(folder / "hard", hard_files()),
    }


SIZES = [(20, 24), (40, 60), (60, 10), (80, 24), (120, 40), (200, 50)]


@pytest.mark.parametrize("by", ["stage", "project"])
@pytest.mark.parametrize("name", ["ordinary", "large", "hard"])
def test_nothing_is_higher_or_wider_than_the_screen_and_every_card_is_shown_or_counted(
    name: str, by: str, catalogues: dict[str, Path]
) -> None:
    argv = (catalogues[name], "board", "--by", by)
    total = json.loads("\n".join(on_terminal(*argv, "-f", "json").out))["total"]
    for columns, lines in SIZES:
        shown = on_terminal(*argv, columns=columns, lines=lines, NO_COLOR="", COLORTERM="truecolor")
        hidden = [int(number) for line in shown.out for number in re.findall(r"\+(\d+) more", line)]
        assert too_wide("\n".join(shown.out), columns) == []
        said = f"{total - sum(hidden)} of {total} cards shown; --all-cards shows all"
        assert (said in " ".join(shown.err)) is bool(hidden)
        # One card of each lane is always there.
        assert len(shown.out) < lines or len(shown.out) <= len(
            on_terminal(*argv, "--limit", "1", columns=columns).out
        )
