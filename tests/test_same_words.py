"""The page of `report` says what the terminal says, in the same words, of the same catalogue on the same day."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from html import unescape
from io import StringIO
from pathlib import Path

import pytest

from prodash.cli import main
from tests.conftest import EXAMPLE, TODAY, write_files
from tests.hard_catalogue import hard_files

FINISHED = {
    "stages.yaml": "stages: [{id: mixing, emoji: 🎧}, {id: out, kind: finished}]\n",
    "projects.yaml": "projects: [{id: ep, name: Summer EP, due: 2026-11-25}]\n",
    "tracks/a.yaml": "title: Own\nstage: out\ndue: 2026-11-01\nprojects: ep\n",
    "tracks/b.yaml": "title: Of the project\nstage: out\nprojects: ep\n",
    "tracks/c.yaml": "title: Ahead\nstage: mixing\nprojects: ep\n",
    "tracks/d.yaml": "title: Far ahead\nstage: mixing\ndue: 9999-12-31\n",
}
CATALOGUES: Mapping[str, Callable[[Path], Path]] = {
    "example": lambda _: EXAMPLE,
    "hard": lambda folder: write_files(folder, hard_files()),
    "finished": lambda folder: write_files(folder, FINISHED),
    "calm": lambda folder: write_files(folder, {"tracks/a.yaml": "stage: seed\n"}),
}
TAG = re.compile(r"<[^>]*>")
UNSEEN = re.compile(r'<span class="(?:unseen|emoji)"[^>]*>(?:[^<]|</?bdi>)*</span>')


def plain(html: str) -> str:
    """The text that is to be seen, without emoji of stages."""
    return " ".join(unescape(TAG.sub(" ", UNSEEN.sub("", html))).split())


class Both:
    """The page of a catalogue, and what commands print about the same."""

    def __init__(self, root: Path, page: Path) -> None:
        self._root = root
        self.lines("report", str(page))
        self.html = page.read_text(encoding="utf-8")

    def lines(self, *argv: str) -> Sequence[str]:
        """The lines that a command prints in a pipe, where nothing is cut."""
        with (
            redirect_stdout(StringIO()) as out,
            redirect_stderr(StringIO()),
            pytest.MonkeyPatch.context() as patch,
        ):
            patch.setenv("PRODASH_TODAY", TODAY)
            patch.setenv("PRODASH_EMOJI", "0")
            main(["-C", str(self._root), *argv, "--quiet"])
        return out.getvalue().splitlines()

    def section(self, name: str) -> str:
        """The HTML of a section of the page."""
        return self.html.partition(f'<section id="{name}"')[2].partition("\n<section id=")[0]


@pytest.fixture(scope="module", params=CATALOGUES)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("both")
    return Both(CATALOGUES[request.param](folder / "music"), folder / "page.html")


def items(html: str) -> list[str]:
    """The rows of a list of due dates, each as one text."""
    return [plain(item) for item in re.findall(r"<li>.*?</li>", html, re.DOTALL)]


def groups(lines: Sequence[str]) -> list[tuple[str, str, list[list[str]]]]:
    """The groups that `due` prints: heading, number and the parts of each line."""
    found: list[tuple[str, str, list[list[str]]]] = []
    for line in filter(None, lines):
        parts = re.split(r"  +", line.strip())
        if line.startswith(" "):
            found[-1][2].append(parts)
        else:
            found.append((parts[0], parts[1].split()[0], []))
    return found


def item(days: str, day: str, title: str, stage: str, *more: str) -> str:
    """The row of the page for a line of `due`."""
    source = [f"from {more[0].removeprefix('↑ ')}"] if len(more) > 1 else []
    return " ".join([day, days, *title.split(), stage, *source])


def test_due_dates_are_in_the_same_groups_and_words(both: Both) -> None:
    shown = re.split(r"<h3>", both.section("due"))[1:]
    expected = [
        (f"{name} {number}", [item(*parts) for parts in rows])
        for name, number, rows in groups(both.lines("due"))
    ]
    assert [(plain(part.partition("</h3>")[0]), items(part)) for part in shown] == expected


MOST = 8
"""Titles of a concern and rows of the overview, where the terminal says how many more there are."""


def test_the_overview_says_what_the_dashboard_says(both: Both) -> None:
    """Numbers, sentences and headings; the page names late tracks also below what needs attention."""
    lines = both.lines("dashboard")
    page, overview = plain(both.html), both.section("overview")
    day, *totals = lines[0].partition(" · ")[2].replace("   ", " · ").split(" · ")
    tiles = [int(number.replace(",", "")) for number in re.findall(r"<strong>([\d,]+)</strong>", overview)]
    assert f"As of {day.strip()}" in page
    words = dict(reversed(total.split(None, 1)) for total in map(str.strip, filter(str.strip, totals)))
    in_words = {word.rstrip("s") if word == "tracks" else word: number for word, number in words.items()}
    late_or_soon = in_words.get("late", "0"), in_words.get("this week", "0")
    assert (in_words["track"], *late_or_soon) == (f"{tiles[0]:,}", f"{tiles[1]:,}", f"{sum(tiles[2:]):,}")
    headings = [line for line in lines if line in {"Due", "Needs attention"}]
    shown = re.findall(r"<h3>(.*?)</h3>", overview)
    assert [heading for heading in shown if heading in headings] == headings
    sentences = [line for line in lines if "tracks wait" in line or line.endswith("no known stage")]
    assert [sentence for sentence in sentences if sentence not in page] == []
    concerns = [re.split(r"  +", line.strip())[0] for line in lines if "  prodash" in line]
    told = {plain(concern) for concern in re.findall(r"<dt>(.*?)</dt>", overview.partition("halves")[2])}
    assert told - {concern for concern in told if concern.endswith("overdue")} <= set(concerns) <= told


def test_cards_say_the_same_of_due_dates(both: Both) -> None:
    """In words up to a week ahead, otherwise as a date, with a mark if it comes from a project."""
    due = re.compile(r"(?:[\d,]+ days? late|today|tomorrow|in \d+ days?|\d{4}-\d\d-\d\d)(?: ↑)?")
    head, _, *rows = (re.split(r" *\| *", line)[1:-1] for line in both.lines("board", "-f", "markdown"))
    lanes = zip(head, zip(*rows, strict=True), strict=True)
    expected = []
    for _, cards in lanes:
        ends = [re.split(r"<br>| · ", card)[-1] for card in cards if card]
        expected.append([end if due.fullmatch(end) else "" for end in ends])
    board = both.section("board")
    shown = []
    for lane in board.split('<section class="lane')[1:]:
        times = [re.findall(r"(?m)^<span>.*", card) for card in re.findall(r"<li>.*?</li>", lane, re.DOTALL)]
        shown.append([plain(time[0]) if time else "" for time in times])
    assert shown == expected


def test_the_table_says_the_same_of_due_dates(both: Both) -> None:
    """A finished track has its own date alone."""
    lines = both.lines("list", "-f", "markdown", "--columns", "due")[2:]
    expected = sorted(" ".join(line.strip("| ").split()) for line in lines)
    rows = both.section("tracks").partition("<tbody>")[2].split("<tr ")[1:]
    shown = [plain(re.findall(r"<td>(.*?)</td>", row)[1]) for row in rows]
    assert sorted(shown) == expected
