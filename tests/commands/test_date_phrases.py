"""Phrases for dates where filters, projects and tables take them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran
from tests.screen import on_terminal

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

TRACKS = {
    f"tracks/{day}.yaml": f"stage: seed\ndue: {day}\n"
    for day in ("2026-11-20", "2026-12-01", "2026-12-06", "2026-12-31", "2027-01-01", "2027-03-31", "2027-04-01")
}  # fmt: skip
FILTERS = {
    ("--due", "q1"): "2027-01-01 2027-03-31",
    ("--due", "2027 Q1"): "2027-01-01 2027-03-31",
    ("--due", "week 49"): "2026-12-01 2026-12-06",
    ("--due", "2026-w49"): "2026-12-01 2026-12-06",
    ("--due", "1 dec, 2026-12-6"): "2026-12-01 2026-12-06",
    ("--due", "december"): "2026-12-01 2026-12-06 2026-12-31",
    ("--due", "yesterday..in 10 days"): "2026-11-20 2026-12-01",
    ("--due", "eoy.."): "2026-12-31 2027-01-01 2027-03-31 2027-04-01",
    ("--due", "..q4"): "2026-11-20 2026-12-01 2026-12-06 2026-12-31",
    ("--due", "31/12/2026"): "2026-12-31",
    ("--where", "due=2026-12"): "2026-12-01 2026-12-06 2026-12-31",
    ("--where", "due!=2026-12"): "2026-11-20 2027-01-01 2027-03-31 2027-04-01",
    ("--where", "due<q1"): "2026-11-20 2026-12-01 2026-12-06 2026-12-31",
    ("--where", "due<=Q1"): "2026-11-20 2026-12-01 2026-12-06 2026-12-31 2027-01-01 2027-03-31",
    ("--where", "due>q1"): "2027-04-01",
    ("--where", "due>=q1"): "2027-01-01 2027-03-31 2027-04-01",
}


@pytest.mark.parametrize(("words", "ids"), FILTERS.items(), ids=map(" ".join, FILTERS))
def test_a_filter_takes_a_phrase_for_a_day_or_a_range(
    words: tuple[str, str], ids: str, catalogue: Make, run: Run
) -> None:
    catalogue(TRACKS)
    assert run("list", *words, "-f", "ids") == Ran(0, ids.replace(" ", "\n") + "\n")


ECHOED = {
    "--due q1": "--due q1 is 2027-01-01..2027-03-31",
    "--due friday": "--due friday is 2026-11-27",
    "--due week": "--due week is 2026-11-21..2026-11-28",
    "--due ..eom": "--due ..eom is ..2026-11-30",
    "--due 2027-01-01..,mon..": "--due mon.. is 2026-11-23..",
    "--where due<=2w": "--where due 2w is 2026-12-05",
    "--where moved>=2w": "--where moved 2w is 2026-11-07",
    "--where since=oct": "--where since oct is 2026-10-01..2026-10-31",
    "--moved-since oct": "--moved-since oct is 2026-10-01",
    "--due 2026-12-01": "",
    "--due 2026-12-01..2027-04-01,overdue,any": "",
    "--where due>=2026-12-01 --where title~q1": "",
}


@pytest.mark.parametrize(("words", "remark"), ECHOED.items(), ids=ECHOED)
def test_a_terminal_shows_the_dates_of_a_phrase(words: str, remark: str, catalogue: Make, run: Run) -> None:
    catalogue(TRACKS)
    shown = on_terminal(["list", *words.split()], 80)
    assert [line for line in shown.splitlines() if line.startswith("--")] == [remark][: bool(remark)]
    assert "--" not in run("list", *words.split()).err


def test_no_dates_are_shown_with_quiet(catalogue: Make) -> None:
    catalogue(TRACKS)
    assert "--due" not in on_terminal(["list", "--due", "q1", "--quiet"], 80)


def test_what_can_be_two_dates_is_refused_in_a_filter_too(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue(TRACKS)
    monkeypatch.setenv("PRODASH_TODAY", "2026-11-25")
    both = "could be 2026-11-27 or 2026-12-04; write the one that you mean"
    assert run("list", "--due", "next friday..") == Ran(2, "", f"prodash: --due: 'next friday' {both}\n")
    assert run("list", "--where", "due>next friday") == Ran(
        2, "", f"prodash: --where due: 'next friday' {both}\n"
    )


def test_a_project_takes_phrases_and_the_word_none(catalogue: Make, run: Run) -> None:
    root = catalogue({"projects.yaml": "projects: [{id: ep, due: 2026-12-24, parent: lp}, lp]\n"})
    assert run("projects", "set", "ep", "due=week 49") == Ran(
        0, "project ep  due  2026-12-24 → 2026-12-06\n1 project changed\n"
    )
    assert run("projects", "set", "ep", "due=none", "parent=None").code == 0
    assert (root / "projects.yaml").read_text() == "projects: [{id: ep}, lp]\n"


CELLS: dict[str, tuple[str, str, str]] = {
    "a phrase": ("", "dec 1", "2026-12-01"),
    "a range": ("", "2027 q1", "2027-03-31"),
    "only one reading": ("", "24.12.2026", "2026-12-24"),
    "no zeros": ("", "2026-2-3", "2026-02-03"),
    "a date with midnight": ("", "2026-12-01T00:00:00", "2026-12-01"),
    "day first": ("%d/%m/%Y", "1/2/2027", "2027-02-01"),
    "month first": ("%m/%d/%Y", "01/02/2027", "2027-01-02"),
    "a year of two figures": ("%d.%m.%y", "01.02.27", "2027-02-01"),
    "the name of a month": ("%d %B %Y", "1 March 2027", "2027-03-01"),
    "with midnight": ("%d/%m/%Y", "1/2/2027 00:00:00", "2027-02-01"),
    "a date as tracks have it": ("%d/%m/%Y", "2027-02-01", "2027-02-01"),
    "the year first and the day second": ("%Y-%d-%m", "2027-02-01", "2027-01-02"),
    "an empty cell": ("%d/%m/%Y", "", ""),
}


@pytest.mark.parametrize(("form", "cell", "day"), CELLS.values(), ids=CELLS)
def test_a_cell_has_a_date_in_the_format_of_the_table_or_a_phrase(
    form: str, cell: str, day: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({})
    (root / "t.csv").write_text(f"title,due\nX,{cell}\n")
    assert run("import", "t.csv", *(["--date-format", form] if form else [])).code == 0
    due = f"due: {day}\n" if day else ""
    assert (root / "tracks/x.yaml").read_text() == f"title: X\nstage: seed\n{due}"


TWO = "'1/2/2027' could be 2027-02-01 or 2027-01-02; write it as YYYY-MM-DD, or add --date-format %d/%m/%Y or %m/%d/%Y"
OTHER = "is not a date as --date-format %d/%m/%Y says; write it so, or as YYYY-MM-DD, such as 2026-12-01"
REFUSED_CELLS = {
    "two dates": ("", "1/2/2027", TWO),
    "two dates without a year": ("", "1/12", "'1/12' could be 2026-12-01 or 2027-01-12; write the one that you mean"),
    "two figures for the year": ("", "1/2/27", "'1/2/27' has a year of two figures; write it as YYYY-MM-DD, such as 2026-12-01"),
    "another format": ("%d/%m/%Y", "12/24/2026", f"'12/24/2026' {OTHER}"),
    "a phrase beside a format": ("%d/%m/%Y", "friday", f"'friday' {OTHER}"),
}  # fmt: skip


@pytest.mark.parametrize(("form", "cell", "reason"), REFUSED_CELLS.values(), ids=REFUSED_CELLS)
def test_a_cell_that_is_not_one_date_is_named_with_its_row_and_column(
    form: str, cell: str, reason: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({})
    (root / "t.csv").write_text(f"title,Deadline\nY,\nX,{cell}\n")
    assert run("import", "t.csv", "--map", "due=Deadline", *(["--date-format", form] if form else [])) == Ran(
        4, "", f"prodash: nothing was changed\nt.csv:3: due (column 'Deadline'): {reason}\n"
    )


def test_the_format_is_that_of_custom_fields_with_dates_too(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nreleased: 2020-03-02\ncode: 1/2/2020\n"})
    (root / "t.csv").write_text("id,released,code\na,2/3/2020,1/2/2020\nb,2/1/2020,2/1/2020\n")
    assert run("import", "t.csv", "--update", "--date-format", "%m/%d/%Y").code == 0
    assert [(root / f"tracks/{name}.yaml").read_text() for name in "ab"] == [
        "stage: seed\nreleased: 2020-02-03\ncode: 1/2/2020\n",
        "stage: seed\nreleased: 2020-02-01\ncode: 2/1/2020\n",
    ]


@pytest.mark.parametrize("form", ["%d/%m", "%H:%M", "DD/MM/YYYY", "%d/%m/%Y%", "%Q", "%Y", "%d.%m.%Y %d"])
def test_a_format_without_a_day_a_month_and_a_year_is_an_error(form: str, catalogue: Make, run: Run) -> None:
    root = catalogue({})
    (root / "t.csv").write_text("title,due\n")
    assert run("import", "t.csv", "--date-format", form) == Ran(
        2,
        "",
        f"prodash: --date-format {form!r} has no day, month and year; write for example %d/%m/%Y or %m/%d/%y\n",
    )
