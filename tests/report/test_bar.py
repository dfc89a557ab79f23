"""The bar with sections, search and count stays in sight, and in the way of nothing."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser import opened
from tests.report.seen import status_becomes

PLACES = """() => {
  const rect = (name) => document.querySelector(name).getBoundingClientRect();
  return {
    bar: [Math.round(rect("#bar").top), rect("#bar").height <= 56],
    wide: document.documentElement.scrollWidth > innerWidth,
    head: Math.round(rect("#table thead").top - rect("#bar").bottom),
  };
}"""
SCREENS = {
    "desktop": ({"width": 1280, "height": 800}, True, True),
    "phone": ({"width": 390, "height": 800}, True, False),
    "zoomed to 200 %": ({"width": 640, "height": 500}, True, False),
    "short": ({"width": 1280, "height": 400}, False, False),
}


@pytest.mark.parametrize(("size", "bar_stays", "heads_stay"), SCREENS.values(), ids=SCREENS)
def test_the_bar_is_one_line_that_stays_where_there_is_room(
    browser: Any, crowded: Path, size: Any, bar_stays: bool, heads_stay: bool
) -> None:
    with opened(browser, crowded, "#stage=s0&q=track", viewport=size) as page:
        page.evaluate("document.querySelectorAll('#table tbody tr')[60].scrollIntoView({ block: 'center' })")
        found = page.evaluate(PLACES)
        before = page.evaluate("scrollY")
        page.evaluate("document.querySelector('[name=q]').focus()")
        moved = page.evaluate("scrollY") - before
    assert (found["bar"][1], found["wide"], found["bar"][0] == 0) == (True, False, bar_stays)
    assert (found["head"] == 0, moved == 0) == (heads_stay, bar_stays)


def test_no_section_is_behind_the_bar_and_a_field_leads_to_the_first_row(browser: Any, crowded: Path) -> None:
    with opened(browser, crowded) as page:
        hidden = page.evaluate(
            """() => Array.from(document.querySelectorAll("nav a"), (link) => {
              document.querySelector(link.hash).scrollIntoView();
              const [bar, section] = [document.getElementById("bar"), document.querySelector(link.hash)];
              return section.getBoundingClientRect().top < bar.getBoundingClientRect().bottom ? link.hash : "";
            })"""
        )
        page.evaluate("document.querySelectorAll('#table tbody tr')[90].scrollIntoView()")
        page.get_by_label("Search").press_sequentially("track 10")
        status_becomes(page, "11 of 240 tracks")
        first = page.locator("#table tbody tr:visible").first.evaluate(
            "(row) => Math.round(row.getBoundingClientRect().top - row.closest('table').tHead.getBoundingClientRect().bottom)"
        )
    assert (set(hidden), first) == ({""}, 0)
