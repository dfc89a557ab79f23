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


@pytest.mark.slow
def test_the_bar_is_one_line_that_stays_where_there_is_room(browser: Any, crowded: Path) -> None:
    found = {}
    with opened(browser, crowded, "#stage=s0&q=track") as page:
        for name, (size, _, _) in SCREENS.items():
            page.set_viewport_size(size)
            page.evaluate("document.activeElement.blur()")
            page.evaluate(
                "document.querySelectorAll('#table tbody tr')[60].scrollIntoView({ block: 'center' })"
            )
            places = page.evaluate(PLACES)
            before = page.evaluate("scrollY")
            page.evaluate("document.querySelector('[name=q]').focus()")
            found[name] = (places, page.evaluate("scrollY") - before)
    for name, (_, bar_stays, heads_stay) in SCREENS.items():
        places, moved = found[name]
        assert (name, places["bar"][1], places["wide"], places["bar"][0] == 0) == (
            name,
            True,
            False,
            bar_stays,
        )
        assert (name, places["head"] == 0, moved == 0) == (name, heads_stay, bar_stays)


@pytest.mark.slow
@pytest.mark.slow
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


@pytest.mark.parametrize(
    "width", [1280, *(pytest.param(n, marks=pytest.mark.slow) for n in (1024, 800))], ids=str
)
def test_no_part_of_the_bar_covers_another(browser: Any, crowded: Path, width: int) -> None:
    with opened(browser, crowded, "#q=nothing&stage=s0", viewport={"width": width, "height": 800}) as page:
        edges = page.evaluate(
            """() => [...document.querySelectorAll("#selection > *, #bar > nav")]
              .map((part) => part.getBoundingClientRect()).flatMap(({ left, right }) => [left, right])"""
        )
    assert (len(edges), edges) == (8, sorted(edges))
