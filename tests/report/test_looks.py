"""The badges and texts of the page look as on the terminal."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Track
from prodash.model.select.filters import Filters
from prodash.model.select.select import Selected
from prodash.render.report.report import Page, as_page
from tests.browser import opened
from tests.conftest import TODAY

CHIPS = """(all) => all.map((chip) => {
  const { backgroundColor, color, borderTopColor } = getComputedStyle(chip);
  const plain = getComputedStyle(chip.closest("li")).color;
  const border = borderTopColor === color ? "edge" : "";
  return [chip.textContent, backgroundColor, color === plain ? "text" : color, chip.className.includes("badge") ? border : ""];
})"""


CLEAR, BLACK, WHITE = "rgba(0, 0, 0, 0)", "rgb(0, 0, 0)", "rgb(255, 255, 255)"


RED, YELLOW = "rgb(200, 40, 30)", "rgb(240, 192, 32)"


PLACES = {".dues li div:first-child :not(time)": "in 13 days", ".lane li span :is(span, time)": "2026-12-04"}


@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_the_nearer_a_date_the_stronger_its_badge(browser: Any, music: Path, theme: Any) -> None:
    """As on the terminal: late red, tomorrow yellow, within a week outlined, later plain; on a card a date."""
    with opened(browser, music / "report.html", color_scheme=theme) as page:
        looks = {place: page.locator(place).evaluate_all(CHIPS) for place in PLACES}
    for place, later in PLACES.items():
        found = {words: look for words, *look in looks[place]}
        quiet = found[later][1]
        assert {words: found[words] for words in ("2 days late", "tomorrow", "in 4 days", later)} == {
            "2 days late": [RED, WHITE, ""],
            "tomorrow": [YELLOW, BLACK, ""],
            "in 4 days": [CLEAR, "text", "edge"],
            later: [CLEAR, quiet, ""],
        }


def test_an_emoji_stands_beside_its_badge_and_badges_below_each_other_are_of_one_width(
    browser: Any, music: Path
) -> None:
    with opened(browser, music / "report.html") as page:
        inside = page.locator(".badge .emoji").count()
        boxes = {
            place: page.locator(f"{place} .stage .badge").evaluate_all(
                "(all) => [...new Set(all.map((b) => [b.getBoundingClientRect().left, b.offsetWidth].join()))].length"
            )
            for place in (".bars", "#table")
        }
        before = page.locator(".bars .stage").first.inner_text().split()
    assert (inside, boxes, before) == (0, {".bars": 1, "#table": 1}, ["🌱", "Seed"])


COMMAS = """() => {
  const place = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return Math.round(range.getBoundingClientRect().bottom);
  };
  return [...document.querySelectorAll(".concerns .name")].flatMap((name) => {
    const [title, last] = [name.querySelector("bdi").firstChild, name.lastChild];
    const mark = last.nodeType === Node.TEXT_NODE && last;
    const isCut = name.scrollHeight > name.clientHeight;
    return mark && !isCut ? [[mark.data.trim(), place(mark, 0) - place(title, title.data.trimEnd().length - 1)]] : [];
  });
}"""


@pytest.mark.slow
def test_no_line_begins_with_a_comma(browser: Any, tmp_path: Path) -> None:
    titles = [
        " ".join(["Midnight", "Drive", "in", "the", "Rain"][: 1 + n % 5] * (1 + n // 3)) for n in range(8)
    ]
    late = date.fromisoformat(TODAY) - timedelta(days=1)
    tracks = [Track(f"t{n}", f"tracks/t{n}.yaml", title, "s", due=late) for n, title in enumerate(titles)]
    catalogue = Catalogue.of(
        stages=[Stage("s", "S", "#ffffff")], workflows=None, projects=None, tracks=tracks
    )
    file = tmp_path / "late.html"
    file.write_bytes(as_page(catalogue, Page("Late", Selected(tracks), Filters(), (), late + timedelta(1))))
    with opened(browser, file) as page:
        found = []
        for width in range(320, 1281, 120):
            page.set_viewport_size({"width": width, "height": 700})
            found += page.evaluate(COMMAS)
        loose = page.locator(".concerns dd").evaluate_all(
            "(all) => all.flatMap((dd) => [...dd.childNodes]).filter((n) => /^\\s*[,;.]/.test(n.data ?? ''))"
        )
    assert (len(found) > 40, {tuple(mark) for mark in found}, loose) == (True, {(",", 0)}, [])
