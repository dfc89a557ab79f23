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
    "--due 2026-12-01": "",
    "--due 2026-12-01..2027-04-01,overdue,any": "",
    "--where due>=2026-12-01 --where bpm=q1": "",
}


@pytest.mark.parametrize(("words", "remark"), ECHOED.items(), ids=ECHOED)
def test_a_terminal_shows_the_dates_of_a_phrase(words: str, remark: str, catalogue: Make, run: Run) -> None:
    catalogue(TRACKS)
    shown = on_terminal(["list", *words.split()], 80)
    assert [line for line in shown.splitlines() if line.startswith("--")] == [remark][: bool(remark)]
    assert run("list", *words.split()).err == ""


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
    assert run("projects", "rename", "ep", "--due", "week 49") == Ran(
        0, "project ep  due  2026-12-24 → 2026-12-06\n1 project changed\n"
    )
    assert run("projects", "rename", "ep", "--due", "none", "--parent", "None").code == 0
    assert (root / "projects.yaml").read_text() == "projects: [{id: ep}, lp]\n"
