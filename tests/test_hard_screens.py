"""Every view of a hard catalogue on narrow and wide terminals: nothing is too wide, and what counts is never cut."""

import re
from contextlib import chdir
from itertools import cycle
from pathlib import Path

import pytest
from wcwidth import iter_graphemes

from prodash.cli import main
from prodash.render.terminal.width import clean
from tests.hard_catalogue import DUES, FINISHED, IDS, LONG, STAGES, TITLES, earlier_files, hard_files
from tests.history.repository import Repository
from tests.screen import CODES, on_terminal, too_wide

LEGIBLE = (60, 80, 120, 200)
"""Widths at which no number, date or stage is cut."""

NARROW = (20, 40)
SELDOM = {20, 60, 120, 200}
"""The widths that only the slow run tries."""

GONE = ("gone-a", "gone-b", "gone-c", "gone-d", "gone-e", "gone-f")
"""Tracks that were finished and then removed, so that there is a tempo to forecast from."""

SETTINGS = f"""\
filters:
  {"-".join(LONG.split()).lower()}: [--where, "title~{TITLES[2]}", --search, "{TITLES[10]}"]
  {TITLES[4]}: --filter fog --project p-aa --workflow w-aa,w-ab --not-stage s-aa,s-ab,s-ac,s-ad,s-ae,s-af
  fog: --search fog
style: plain
date-format: "%d/%m/%Y"
"""
"""Filters with long names and many options."""

DEPTHS = {"no colours": {"NO_COLOR": "1"}, "true colours": {"COLORTERM": "truecolor"}}

VIEWS: dict[str, list[str]] = {
    "dashboard": [],
    "list": ["list", "--all"],
    "due": ["due", "--all"],
    "history": ["history"],
    "stuck": ["stuck", "--days", "0"],
    "flow": ["flow"],
    "forecast": ["forecast"],
    "forecast by project": ["forecast", "--by", "project"],
    "list by project": ["list", "--all", "--group-by", "project", "--max", "due", "--count", "notes"],
    "list by age": ["list", "--in-stage-for", "0d"],
    "board": ["board", "--all"],
    "board by project": ["board", "--by", "project"],
    "breakdown": ["breakdown", "--all"],
    "breakdown by project": ["breakdown", "--by", "project", "--max", "due", "--count", "notes"],
    "breakdown in bars": ["breakdown", "--by", "workflow", "--bars"],
    "stages": ["stages"],
    "workflows": ["workflows"],
    "projects": ["projects"],
    "fields": ["fields", "--parts"],
    "show": ["show", IDS[0], "track-i", "track-x", "more-e"],
    "check": ["check"],
    "plan": ["set", "stage=next", "due=+2w", "workflows+=w-ab", "--before", STAGES[34], "--dry-run"],
    "plan of one stage": ["set", f"stage={STAGES[3]}", "--past", STAGES[3], "--dry-run"],
    "undo list": ["undo", "--list"],
    "diff": ["diff", "HEAD~1"],
    "resolve": ["resolve"],
    "filters": ["filters"],
    "config": ["config"],
}
PLANS = ("plan", "plan of one stage")

_CUT = re.compile(
    r"""\d[,-]?…                           # 2026-1…  2,82…  12…
      | \bin\ (?:\d[\d,]*\ )?(?:d\w*)?…  # in …  in 5 d…
      | \d\ (?:d\w*\ ?)?(?:l\w*)?…         # 5 d…  5 days l…
      | \b\d\d\ \w+(?:\ \w*)?…            # 04 Vocal Co…
      | \[[a-z-]*$                       # [unknown-
    """,
    re.VERBOSE,
)


def cut(text: str) -> list[str]:
    """The lines in which a number, a date, a code, or a stage with an ordinary name is cut."""
    return [line for line in CODES.sub("", text).splitlines() if _CUT.search(line)]


def torn(text: str) -> list[str]:
    """The badges with a margin at one side only, because a line ends in the middle of them."""
    badges = re.findall("\x1b\\[[0-9;]*48;[0-9;]*m([^\x1b]*)", text)
    return [badge for badge in badges if badge.startswith(" ") != badge.endswith(" ")]


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the hard catalogue, with a change that can be undone."""
    root = tmp_path_factory.mktemp("hard")
    repository = Repository(root)
    repository.commit(
        files={**hard_files(), **earlier_files()}, at="2020-02-29", by=f"{TITLES[0]} {TITLES[1]}"
    )
    for day, stage in (("2026-06-05", "s-aa"), ("2026-10-02", FINISHED), ("2026-11-06", None)):
        repository.commit(dict.fromkeys(GONE, stage), at=day)
    files = {**hard_files(), "prodash.yaml": SETTINGS}
    repository.commit(files=files, at="2026-11-20", by=TITLES[2])
    repository.write()
    with chdir(root):
        main(["set", "--quiet", "--yes", f"notes={TITLES[0]}, and {TITLES[1]}", *IDS])
    return root


@pytest.mark.parametrize(
    "width",
    [pytest.param(n, marks=[pytest.mark.slow] if n in SELDOM else []) for n in NARROW + LEGIBLE],
    ids=str,
)
@pytest.mark.parametrize("view", VIEWS)
def test_every_line_fits_and_what_counts_is_whole(view: str, width: int, hard: Path) -> None:
    with chdir(hard):
        screens = [on_terminal(VIEWS[view], width, **depth) for depth in DEPTHS.values()]
    assert all(screens)
    assert [fault for screen in screens for fault in faults(view, screen, width)] == []


def faults(view: str, screen: str, width: int) -> list[str]:
    """What is wrong with a view."""
    found = too_wide(screen, width)
    if width >= (NARROW[-1] if view == "resolve" else LEGIBLE[0]):
        found += cut(screen) + (torn(screen) if view in PLANS else [])
    return found + (missing(screen, width) if view == "list" else [])


def missing(table: str, width: int) -> list[str]:
    """The stages, beginnings of titles and dates that the table lacks; on a narrow screen the first two columns."""
    header, *rows = CODES.sub("", table).splitlines()
    if width < LEGIBLE[0]:
        return [] if re.match(r"ti\S* +st", header) else [header]
    tracks = zip(STAGES, map(beginning, cycle(TITLES)), map(dated, cycle(DUES)), strict=False)
    return [
        str(track)
        for track in tracks
        if not any(track[0][:12] in row and track[1] in row and re.search(track[2], row) for row in rows)
    ]


def dated(due: str) -> str:
    """A pattern for how a due date may be written."""
    return f"{due[5:]}|late|ago|today|tomorrow|in [0-9,]+ d"


def beginning(title: str) -> str:
    """The first signs of a title."""
    return "".join([*iter_graphemes(clean(title))][:4]).rstrip()
