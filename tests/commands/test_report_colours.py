"""report shows workflows and projects as badges in their colours, as `show` does on a terminal."""

import re
from collections.abc import Callable
from pathlib import Path

from prodash.render.terminal.contrast import better_foreground, rgb
from tests.conftest import Files, Ran
from tests.parsed import Parsed

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

FILES = {
    "workflows.yaml": "workflows:\n  - {id: mastering, emoji: 🔊, colour: '#fff000'}\n  - {id: vocals, colour: '#010203'}\n"
    "  - {id: ghost, colour: '#abcdef'}\n",
    "projects.yaml": "projects:\n  - {id: tour, colour: '#123456'}\n  - {id: live, parent: tour}\n"
    "  - {id: secret, colour: '#fedcba'}\n",
    "tracks/a.yaml": "title: Dune\nstage: mixing\nworkflows: [mastering, vocals]\nprojects: live\n",
    "tracks/b.yaml": "title: Fog\nstage: mixing\nworkflows: ghost\nprojects: secret\n",
}
BADGE = re.compile(
    r'<a class="entry" href="[^"]*">(?:<span class="emoji" aria-hidden="true">([^<]*)</span>)?'
    r'<span(?: class="badge c-(\w+)")?><bdi>([^<]*)</bdi></span></a>'
)
RULE = re.compile(r"\.c-(\w+) \{ --paper: (#\w+); --ink: (#\w+); \}")


def page_of(run: Run, *argv: str) -> str:
    run("report", "page.html", *argv)
    return Path("page.html").read_text(encoding="utf-8")


def test_each_name_is_a_badge_of_its_colour_with_the_emoji_beside_it(catalogue: Make, run: Run) -> None:
    """A project inside another has the colour of that one; in the table and on the card."""
    catalogue(FILES)
    html = page_of(run, "a")
    board, _, table = html.partition('<section id="tracks"')
    workflows = [("🔊", "fff000", "Mastering"), ("", "010203", "Vocals")]
    assert BADGE.findall(board)[:2] == workflows
    assert BADGE.findall(table) == [*workflows, ("", "123456", "Live")]
    assert Parsed(html).text.endswith("🎧 Mixing 🔊 Mastering , Vocals Live a Made by prodash.")


def test_each_colour_has_the_text_that_reads_best_and_others_are_not_told(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    inks = {paper: ink for _, paper, ink in RULE.findall(page_of(run, "a"))}
    inks = {paper: inks.get(paper) for paper in ("#fff000", "#010203", "#123456", "#abcdef", "#fedcba")}
    told = {paper: ink for paper, ink in inks.items() if ink}
    assert told == {"#fff000": "#000000", "#010203": "#ffffff", "#123456": "#ffffff"}
    assert all(rgb(ink) == better_foreground(rgb(paper)) for paper, ink in told.items())


def test_a_name_that_is_not_listed_has_no_colour(catalogue: Make, run: Run) -> None:
    catalogue({**FILES, "tracks/a.yaml": "stage: mixing\nworkflows: nowhere\nprojects: gone\n"})
    found = BADGE.findall(page_of(run, "a").partition('<section id="tracks"')[2])
    assert found == [("", "", "nowhere"), ("", "", "gone")]
