"""The fields above the table select the tracks that `list` selects, by mouse and by keyboard."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from prodash.model.names.names import fold
from tests.browser import opened
from tests.conftest import PACKAGE, Ran
from tests.report.seen import chips, choose, shown, shown_in_each, status, status_becomes

Run = Callable[..., Ran]


def test_choices_and_text_narrow_down_by_mouse(browser: Any, music: Path) -> None:
    with opened(browser, music / "report.html") as page:
        assert status(page) == "31 of 31 tracks"
        choose(page, "stage", "Mixing")
        status_becomes(page, "9 of 31 tracks")
        choose(page, "stage", "Recorded")
        status_becomes(page, "14 of 31 tracks")
        choose(page, "workflow", "Mastering")
        status_becomes(page, "6 of 31 tracks")
        page.get_by_label("Search").fill("ocean")
        status_becomes(page, "1 of 31 tracks")
        assert shown(page) == ["ocean-floor"]
        assert page.url.endswith("#q=ocean&stage=recorded,mixing&workflow=mastering")
        assert chips(page) == ["Search: ocean", "Stage: Recorded", "Stage: Mixing", "Workflow: Mastering"]
        page.get_by_role("button", name="Remove Search: ocean").click()
        status_becomes(page, "6 of 31 tracks")
        page.get_by_role("button", name="Clear all").click()
        status_becomes(page, "31 of 31 tracks")
        assert page.url.endswith("report.html#tracks")


def test_choices_and_sorting_work_by_keyboard_alone(browser: Any, music: Path) -> None:
    with opened(browser, music / "report.html") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the overview"
        page.get_by_label("Search").focus()
        page.keyboard.type("night shift")
        page.keyboard.press("Enter")
        status_becomes(page, "7 of 31 tracks")
        page.locator("#filters summary").first.focus()
        for key in ("Enter", *["Tab"] * 4, "Space"):
            page.keyboard.press(key)
        status_becomes(page, "4 of 31 tracks")
        page.keyboard.press("Escape")
        focused = "document.activeElement.textContent.trim()"
        assert (page.evaluate(focused), page.locator("details[open]").count()) == ("Stage", 0)
        page.get_by_role("button", name="Copy link").focus()
        while "Remove" not in page.evaluate(focused):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        status_becomes(page, "9 of 31 tracks")
        # The focus stays where it was: on what is chosen, and on the search once nothing is.
        assert page.evaluate(focused) == "Remove Stage: Mixing"
        page.keyboard.press("Enter")
        status_becomes(page, "31 of 31 tracks")
        assert page.evaluate("document.activeElement.name") == "q"
        page.keyboard.type("night shift")
        page.locator("th[data-sort=title] button").focus()
        status_becomes(page, "7 of 31 tracks")
        page.keyboard.press("Enter")
        first = shown(page)
        page.keyboard.press("Space")
        assert (shown(page), first[0]) == (first[::-1], "glass-elevator")


def test_what_matches_nothing_says_so(browser: Any, music: Path) -> None:
    with opened(browser, music / "report.html") as page:
        page.get_by_label("Search").fill("zzz")
        status_becomes(page, "No track of 31 matches")
        assert [page.locator(name).is_visible() for name in ("#table", "#tracks .marks")] == [False, False]


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280], ids=str)
def test_the_search_keeps_its_place_however_little_it_finds(browser: Any, music: Path, width: int) -> None:
    with opened(browser, music / "report.html", viewport={"width": width, "height": 700}) as page:
        field = page.get_by_label("Search")
        field.evaluate("(field) => field.scrollIntoView({ block: 'center' })")
        places, everything = [], status(page)
        for text, words in (("", everything), ("zzz", "No track"), ("kaiju", "1 of"), ("", everything)):
            field.fill(text)
            status_becomes(page, words)
            places.append(field.evaluate("(field) => Math.round(field.getBoundingClientRect().top)"))
    assert (len(set(places)), 100 < places[0] < 600) == (1, True), places


TEXTS = (
    "straße", "STRASSE", "αθηνας", "Αθήνασ", "cafe", "CAFÉ", "zweite zeile", "senora", "怪獣", "соля", "שלום", "กิน", "काम",
    "night-shift", "Night Shift", "b-sides", "collaborator", "collaborator-needed", "<script>", "onerror", "mix",
    "กนและ", "कम", "linezweite", "line zweite", "mixing,", "mixing clearance", "bpm", "tracks/", "120", "zzz",
)  # fmt: skip
NOWHERE = 10


def test_the_page_finds_what_list_finds(
    browser: Any, music: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(music)
    listed = {
        urlencode({"q": text}): run("list", "--format", "ids", "--search", text).out.split() for text in TEXTS
    }
    with opened(browser, music / "report.html") as page:
        assert shown_in_each(page, listed) == listed
    assert sum(map(bool, listed.values())) == len(TEXTS) - NOWHERE


@pytest.mark.slow
def test_the_page_folds_letters_as_list_does(browser: Any) -> None:
    """Every character of Python's Unicode; Cherokee is upper case here and lower case there, which finds the same."""
    script = (PACKAGE / "render/report/page/script/fold.js").read_text(encoding="utf-8")
    function = re.search(r"\bfunction (fold\(text\) \{.*?\n\})\n", script, re.DOTALL)
    assert function
    letters = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) not in {"Cn", "Co", "Cs"}]
    with browser.new_context() as surroundings:
        folded = surroundings.new_page().evaluate(
            f"(all) => [...all].map(function {function[1]}).join('\\ue000')", "".join(letters)
        )
    pairs = {
        letter: (fold(letter), there)
        for letter, there in zip(letters, folded.split("\ue000"), strict=True)
        if fold(letter) != there
    }
    assert {unicodedata.name(letter).partition(" ")[0] for letter in pairs} == {"CHEROKEE"}
    assert all(fold(there.upper()) == here for here, there in pairs.values())


@pytest.mark.slow
def test_every_choice_of_the_page_is_that_of_list(
    browser: Any, music: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project means everything inside it."""
    monkeypatch.chdir(music)
    with opened(browser, music / "report.html") as page:
        choices = page.eval_on_selector_all(
            "details:is([data-field=stage], [data-field=workflow], [data-field=project]) input",
            "(all) => all.map((box) => [box.name, box.value, box.closest('label').lastElementChild.textContent])",
        )
        found = shown_in_each(page, [f"{field}={value}" for field, value, _ in choices])
    fields = Counter(field for field, _, _ in choices)
    assert (set(fields), min(fields.values()) >= 4) == ({"stage", "workflow", "project"}, True)
    for field, value, label in choices:
        listed = run("list", "--format", "ids", f"--{field}", value).out.split()
        assert (found[f"{field}={value}"], label) == (listed, str(len(listed)))
