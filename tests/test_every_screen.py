"""Every view on terminals of four widths and four depths of colour, on the example catalogue.

What is expected stands in tests/screens, a folder for each view and a file for each kind of terminal.  Run as a program
(`python -m tests.test_every_screen`) it writes those files; their difference is then to be read.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import chdir
from itertools import product
from pathlib import Path

import pytest

from tests.conflicts import put_in_conflict
from tests.conftest import EXAMPLE, ROOT, TODAY, write_files
from tests.forecast.example import released_repository
from tests.history.example import TAG, example_repository
from tests.screen import CODES, on_screen, on_terminal
from tests.test_every_form import BROKEN
from tests.zone import in_zone

GOLDEN = ROOT / "tests" / "screens"
WIDTHS = (60, 80, 120, 200)
USUAL = (80,)

NO_COLOURS, TRUE_COLOURS = (
    {"TERM": "xterm-256color", "NO_COLOR": "1"},
    {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
)
SCREENS: dict[str, tuple[dict[str, str], tuple[int, ...]]] = {
    "no-colours": (NO_COLOURS, WIDTHS),
    "no-emoji": ({**NO_COLOURS, "PRODASH_EMOJI": "0"}, USUAL),
    "16-colours": ({"TERM": "xterm"}, USUAL),
    "256-colours": ({"TERM": "xterm-256color"}, USUAL),
    "true-colours": (TRUE_COLOURS, WIDTHS),
}
"""Each kind of terminal with the environment that stands for it and the widths at which every view is shown."""

VIEWS: dict[str, list[str]] = {
    "breakdown": ["breakdown"],
    "dashboard": [],
    "dashboard-history": ["dashboard"],
    "list": ["list"],
    "due": ["due", "--all"],
    "history": ["history", "--since", "2026-08-31"],
    "stuck": ["stuck"],
    "flow": ["flow"],
    "forecast": ["forecast", "--project", "night-shift"],
    "forecast-by-project": ["forecast", "--by", "project"],
    "breakdown-by-project": ["breakdown", "--by", "project"],
    "breakdown-by-workflow-bars": ["breakdown", "--by", "workflow", "--bars"],
    "board": ["board"],
    "board-by-project": ["board", "--by", "project"],
    "show": ["show", "kaiju", "midnight-drive", "haluz", "first-light", "paper-tiger", "untitled-7"],
    "stages": ["stages"],
    "workflows": ["workflows"],
    "projects": ["projects"],
    "fields": ["fields"],
    "set": ["set", "stage=next", "due=+2w", "workflows+=artwork", "--not-stage", "archived", "--dry-run"],
    "set-one-track": ["set", "stage=next", "due=+2w", "workflows+=artwork", "opening-titles", "--dry-run"],
    "stages-rename": ["stages", "rename", "mixing", "Mix Down", "--dry-run"],
    "undo-list": ["undo", "--list"],
    "check": ["check"],
    "diff": ["diff", TAG],
    "list-in-conflict": ["list", "--past", "writing"],
    "resolve": ["resolve"],
    "filters": ["filters"],
}
"""Each view with its command line."""

SETTINGS = """\
filters:
  focus: --stage mixing,recorded --due month
  next-up: --filter focus --workflow none
  Señora: "--where 'title~señora' --not-stage published --all"
"""

CHANGES: tuple[list[str], ...] = (
    ["set", "stage=next", "--project", "harbour", "--yes"],
    ["set", "due=2026-12-18", "workflows+=artwork", "night-shift", "third-rail", "--yes"],
    ["add", "Night Bus", "stage=writing"],
    ["undo", "--yes"],
)
"""What was done before `undo --list`."""


def example_on_screen(argv: list[str], width: int, environ: dict[str, str], folder: Path = EXAMPLE) -> str:
    """The answer about the example catalogue, or a copy of it in *folder*, on a terminal."""
    with chdir(folder), in_zone():
        return on_screen(argv, width, **environ, PRODASH_TODAY=TODAY)


def on_terminal_in(folder: Path, argv: list[str], width: int, environ: dict[str, str]) -> str:
    """The answer about a catalogue with what is said about it."""
    with chdir(folder), in_zone():
        return on_terminal(argv, width, **environ, PRODASH_TODAY=TODAY)


def golden(view: str, screen: str) -> Path:
    return GOLDEN / view / f"{screen}.txt"


def answer(view: str, screen: str, folder: Path) -> str:
    """What the file says: the view at each width below a line with its number."""
    environ, widths = SCREENS[screen]
    root = catalogue_of(view, folder)
    return "".join(f"--- {width}\n{on_terminal_in(root, VIEWS[view], width, environ)}" for width in widths)


def catalogue_of(view: str, folder: Path) -> Path:
    """The catalogue that a view shows: the example, or another one if the view is about more than its files."""
    if view not in MADE:
        return EXAMPLE
    root = folder / view
    if not root.exists():
        MADE[view](root)
    return root


def changed(root: Path) -> None:
    """The example after some changes."""
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns(".prodash"))
    for argv in CHANGES:
        on_terminal_in(root, argv, *USUAL, NO_COLOURS)


def with_releases(root: Path) -> None:
    """The example with a history in which enough was finished."""
    released_repository(root)


def with_history(root: Path) -> None:
    """The example with its history, and with changes that are not committed."""
    example_repository(root)
    on_terminal_in(root, CHANGES[0], *USUAL, NO_COLOURS)
    (root / "tracks/dune.yaml").unlink()


def in_conflict(root: Path) -> None:
    """The example with a track of which both sides have another stage and another date."""
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns(".prodash"))
    put_in_conflict(root / "tracks/dune.yaml")


def with_settings(root: Path) -> None:
    """The example with named filters, of which one is about another."""
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns(".prodash"))
    (root / "prodash.yaml").write_text(SETTINGS, encoding="utf-8")


MADE: dict[str, Callable[[Path], object]] = {
    "undo-list": changed,
    "check": lambda root: write_files(root, BROKEN),
    "history": with_history,
    "diff": example_repository,
    "list-in-conflict": in_conflict,
    "resolve": in_conflict,
    "show": example_repository,
    "dashboard-history": example_repository,
    "stuck": with_history,
    "flow": with_history,
    "forecast": with_releases,
    "forecast-by-project": with_releases,
    "filters": with_settings,
}
"""How the catalogue of a view is made that does not show the example."""


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the catalogues are that are not the example."""
    return tmp_path_factory.mktemp("catalogues")


OFTEN = ("true-colours", "no-colours")
"""The screens on which every view is drawn every day."""


@pytest.mark.parametrize(
    "screen", [pytest.param(name, marks=() if name in OFTEN else pytest.mark.slow) for name in SCREENS]
)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_looks_as_it_should_on_every_screen(view: str, screen: str, catalogues: Path) -> None:
    expected = golden(view, screen).read_text(encoding="utf-8")
    assert answer(view, screen, catalogues).splitlines() == expected.splitlines()


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_colours_change_nothing_but_colours_and_the_room_at_the_sides_of_badges(
    view: str, catalogues: Path
) -> None:
    def words(screen: str) -> list[str]:
        shown = on_terminal_in(catalogue_of(view, catalogues), VIEWS[view], 200, SCREENS[screen][0])
        return re.findall(r"[\w']+", CODES.sub("", shown))

    assert words("16-colours") == words("256-colours") == words("true-colours") == words("no-colours")


def write() -> None:
    """Write every file anew."""
    shutil.rmtree(GOLDEN, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        for view, screen in product(VIEWS, SCREENS):
            path = golden(view, screen)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(answer(view, screen, Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    os.environ.pop("PRODASH_CATALOGUE", None)
    write()
