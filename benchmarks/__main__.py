"""The one command: make catalogues, measure every program on them, write the page.

Example: python -m benchmarks --sizes 100,1000,10000 --runs 7
"""

import argparse
import datetime as dt
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import machine, page
from benchmarks.asking import commands
from benchmarks.plot import plot
from benchmarks.program import IDS
from benchmarks.programs import HELLO, PROGRAMS
from benchmarks.targets import HUNDRED_THOUSAND, TARGETS, TEN_THOUSAND, THOUSAND, verdict
from benchmarks.timing import Results, measure

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
ALL_SIZES = [100, THOUSAND, TEN_THOUSAND, HUNDRED_THOUSAND]
QUICK = [100, THOUSAND]
HOME_VARIABLES = (
    *("HOME", "USERPROFILE", "LOCALAPPDATA", "BEETSDIR"),
    *("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"),
)
UNSET = (
    "PRODASH_CATALOGUE",
    "PYTHONDONTWRITEBYTECODE",
    "FORCE_COLOR",
    "CLICOLOR_FORCE",
    "TASKRC",
    "TASKDATA",
)


def main() -> None:
    """Measure as asked, and print the targets."""
    parser = arguments()
    asked = parser.parse_args()
    if asked.quick:
        asked.sizes, asked.runs = QUICK, 1
    # A page without places for the tables is known before the long work, not after it.
    try:
        page.filled(asked.page.read_text(encoding="utf-8"), dict.fromkeys(page.PARTS, ""))
    except (OSError, ValueError) as error:
        parser.error(f"{asked.page}: {error}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = (asked.data or Path(scratch) / "data").resolve()
        keep_to(Path(scratch) / "home", asked.path)
        versions = {program.name: program.version() for program in PROGRAMS if program.name in asked.only}
        there = [program for program in PROGRAMS if versions.get(program.name) is not None]
        results = measure(commands(there, asked.sizes, folder), asked.runs, say)
        today = dt.datetime.now().astimezone().date().isoformat()
        write(asked.page, results, versions, dict(machine.described(folder, today)))
    for target in TARGETS:
        median, lowest_and_highest = page.spread(target.values(results))
        print(
            f"{target.what:45} {target.promise:50} {median:>8} {lowest_and_highest:18} {verdict(target, results)}"
        )


def arguments() -> argparse.ArgumentParser:
    """What can be asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add(
        "--sizes",
        type=sizes,
        default=ALL_SIZES,
        metavar="N,N",
        help="tracks of each catalogue",
    )
    add("--runs", type=int, default=5, help="runs of each command after the one that warms up")
    add("--quick", action="store_true", help="two small sizes, one run")
    add(
        "--only",
        type=names,
        default=[program.name for program in PROGRAMS],
        metavar="NAME,NAME",
        help="these programs only",
    )
    add("--page", type=Path, default=PAGE, help="the page with the marked places for the tables")
    add("--path", type=Path, action="append", default=[], metavar="DIR", help="where more programs are")
    add("--data", type=Path, metavar="DIR", help="keep the catalogues here, and take those that are there")
    return parser


def names(words: str) -> list[str]:
    """Names of programs with commas between them; the unit is always one of them."""
    known = {program.name for program in PROGRAMS}
    if unknown := {*words.split(",")} - known:
        raise argparse.ArgumentTypeError(
            f"there are {', '.join(sorted(known))}, but no {', '.join(sorted(unknown))}"
        )
    return [HELLO.name, *words.split(",")]


def sizes(words: str) -> list[int]:
    """Numbers with commas between them, the smallest first."""
    return sorted({int(word) for word in words.split(",")})


def keep_to(home: Path, path: Sequence[Path]) -> None:
    """Let every program find these folders first, an empty home, and nothing of who runs this."""
    home.mkdir(parents=True)
    for name in UNSET:
        os.environ.pop(name, None)
    os.environ.update(dict.fromkeys(HOME_VARIABLES, str(home)))
    os.environ["PATH"] = os.pathsep.join([*(str(folder.resolve()) for folder in path), os.environ["PATH"]])


def write(path: Path, results: Results, versions: Mapping[str, str | None], where: Mapping[str, str]) -> None:
    """The tables into the page, and the picture beside it."""
    tables = (
        page.targets_table(results),
        page.floors_table(results),
        page.works_tables(results),
        page.own_table(results),
        page.history_table(results),
        page.programs_table(versions),
        page.table(["", ""], where.items()),
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(
        page.filled(text, dict(zip(page.PARTS, tables, strict=True))), encoding="utf-8", newline="\n"
    )
    if lines := page.growth(results):
        picture = path.parent / "pictures" / "growth.svg"
        picture.parent.mkdir(exist_ok=True)
        title = f"{IDS}: how many times a bare Typer program (H)"
        picture.write_text(plot(title, lines), encoding="utf-8", newline="\n")


def say(words: str) -> None:
    """Tell on stderr how far it is."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
