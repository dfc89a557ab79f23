"""Page: the tables of docs/performance.md, each between its two marks."""

import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence

from benchmarks.history import DASHBOARD, GIT, HISTORY, LIST, LOG, OTHERS
from benchmarks.program import ALL, CHANGE, COUNT, IDS, MERGE, RENAME, START, WORKS
from benchmarks.programs import COMPLETED, HELLO, OWN, PRODASH, PROGRAMS, RIPGREP, WALK
from benchmarks.targets import MEBIBYTE, TARGETS, verdict
from benchmarks.timing import Asked, Measured, Results, ratios

PARTS = ("targets", "floors", "works", "commands", "history", "programs", "machine")
"""The marks, in the order of the page."""

Rows = Iterable[Sequence[str]]


def filled(page: str, parts: Mapping[str, str]) -> str:
    """The page with these parts in their places and every other byte as it was.

    ValueError where a part has no place.
    """
    for name, part in parts.items():
        before, mark, rest = page.partition(f"<!-- measured: {name} -->\n")
        _, end, after = rest.partition("<!-- end -->\n")
        if not end:
            raise ValueError(f"the page has no lines '<!-- measured: {name} -->' and '<!-- end -->'")
        page = f"{before}{mark}\n{part}\n{end}{after}"
    return page


def table(head: Sequence[str], rows: Rows) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def targets_table(results: Results) -> str:
    """Each target, what was measured, and whether it is met."""
    return table(
        ["work", "target", "median", "min – max", ""],
        (
            [target.what, target.promise, *spread(target.values(results)), verdict(target, results)]
            for target in TARGETS
        ),
    )


def spread(values: Sequence[float]) -> tuple[str, str]:
    """The median, and how far the runs are apart."""
    if not values:
        return "", ""
    low, high = number(min(values)), number(max(values))
    return number(statistics.median(values)), f"{low} – {high}" if len(values) > 1 else ""


def number(value: float) -> str:
    """Three digits or so."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def programs_table(versions: Mapping[str, str | None]) -> str:
    """Who was to take part, and what to know of each."""
    notes = {program.name: program.note for program in PROGRAMS}
    return table(
        ["program", "version", "what it does, and what not"],
        (
            [name, "not installed here" if version is None else version, notes[name]]
            for name, version in versions.items()
        ),
    )


def floors_table(results: Results) -> str:
    """What prodash takes beside what nobody can do without: starting, asking for the status of files, reading them."""
    floors = {HELLO.name: START, WALK.name: IDS, RIPGREP.name: IDS}
    sizes = sorted({asked.size for asked in results if asked[:2] == (PRODASH.name, IDS)})
    return table(
        ["command", "tracks", *(f"× {program}" for program in floors)],
        (
            [f"`{name}`", f"{size:,}", *floor_ratios(Asked(PRODASH.name, work, size), floors, results)]
            for name, work in SHARED.items()
            if work != CHANGE
            for size in sizes
        ),
    )


def floor_ratios(asked: Asked, floors: Mapping[str, str], results: Results) -> Iterator[str]:
    """How many times as long as each of *floors*, programs with their work, it took."""
    took = results.get(asked, Measured())
    for program, work in floors.items():
        floor = results.get(Asked(program, work, asked.size), Measured())
        yield number(statistics.median(ratios(took, floor))) if took.seconds and floor.seconds else ""


SHARED = {
    "list --stage mixing -f ids": IDS,
    "list": ALL,
    "breakdown": COUNT,
    "set stage=… --project summer-ep": CHANGE,
}
"""The commands of prodash that do what every program is asked to do."""


def works_tables(results: Results) -> str:
    """One table for each work: programs against sizes."""
    return "\n".join(f"### {work}\n\n{work_table(work, results)}" for work in WORKS)


def work_table(work: str, results: Results) -> str:
    """The programs that do this work; the first one is in all, as the unit."""
    sizes = sorted({asked.size for asked in results if asked.work == work and asked.program != HELLO.name})
    rows = (
        [program.name, *(cell(Asked(program.name, work, size), results) for size in sizes)]
        for program in PROGRAMS
        if any(asked[:2] == (program.name, work) for asked in results)
    )
    head = ["any"] if work in {START, MERGE} else [f"{size:,}" for size in sizes]
    return table(["program", *head], rows)


def own_table(results: Results) -> str:
    """All commands of prodash against sizes."""
    sizes = sorted({asked.size for asked in results})
    return table(
        ["command", *(f"{size:,}" for size in sizes)],
        (
            [f"`{name}`" if work in OWN or name in SHARED else name]
            + [cell(Asked(PRODASH.name, work, size), results) for size in sizes]
            for name, work in (SHARED | {name: name for name in (RENAME, *OWN, *COMPLETED)}).items()
        ),
    )


def history_table(results: Results) -> str:
    """What asking for history costs, beside git's log and a list without history."""
    measured = {asked: took for asked, took in results.items() if asked.program in {GIT.name, HISTORY.name}}
    units = [took for asked, took in measured.items() if asked.work in {LOG, LIST} and took.seconds]
    return table(
        ["work", "seconds", f"× `{LOG}`", f"× `{LIST}`", "memory"],
        (
            [
                f"`{asked.work}`" if asked.work in {LOG, LIST, DASHBOARD, *OTHERS} else asked.work,
                took.fault or number(took.median),
                *(number(statistics.median(ratios(took, unit))) if took.seconds else "" for unit in units),
                memory(took),
            ]
            for asked, took in measured.items()
        ),
    )


def cell(asked: Asked, results: Results) -> str:
    """The ratio to H and the peak memory."""
    measured = results.get(asked)
    if measured is None:
        return ""
    if measured.fault:
        return measured.fault
    ratio = statistics.median(ratios(measured, unit_for(asked, results)))
    once = " once" if len(measured.seconds) == 1 else ""
    return f"{number(ratio)}{once} · {memory(measured)}"


def unit_for(asked: Asked, results: Results) -> Measured:
    """The bare Typer program beside which this was measured."""
    return results[Asked(HELLO.name, START, asked.size)]


def memory(measured: Measured) -> str:
    """The peak in MB."""
    return f"{measured.peak / MEBIBYTE:.0f} MB" if measured.peak else "?"


def growth(results: Results) -> dict[str, list[tuple[float, float]]]:
    """For each program, how the cost of the ids of one stage grows."""
    lines = {program.name: list(points(program.name, results)) for program in PROGRAMS}
    return {name: line for name, line in lines.items() if line}


def points(program: str, results: Results) -> Iterator[tuple[float, float]]:
    """Sizes with their ratios to H."""
    for asked, measured in results.items():
        if (asked.program, asked.work) == (program, IDS) and measured.seconds:
            yield asked.size, statistics.median(ratios(measured, unit_for(asked, results)))
