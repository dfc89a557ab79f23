"""The page for those who listen to it, or have no script or a small screen."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.browser import opened
from tests.report.seen import PHONE, shown, status_becomes


def test_axe_finds_nothing_that_keeps_anybody_out(browser: Any, music: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # Few rows, and no word on what is as it should be: that takes most of the time.
    quick = {"resultTypes": ["violations"]}
    with opened(browser, music / "report.html", "#workflow=mastering&sort=due", color_scheme="light") as page:
        page.locator("#table summary:visible").first.click()
        page.locator("details[data-field=stage] summary").click()
        found = {"light": Axe().run(page, options=quick)}
        page.get_by_role("searchbox").fill("zzz")
        status_becomes(page, "No track of ")
        found["nothing"] = Axe().run(page, context="#tracks", options=quick)
        page.emulate_media(color_scheme="dark")
        found["dark"] = Axe().run(page, options={**quick, "runOnly": ["color-contrast"]})
        page.set_viewport_size(PHONE)
        found["a phone"] = Axe().run(page, options={**quick, "rules": {"color-contrast": {"enabled": False}}})
    assert [
        (screen, violation["id"], violation["nodes"][0]["html"])
        for screen, result in found.items()
        for violation in result.response["violations"]
    ] == []


@pytest.mark.slow
@pytest.mark.slow
def test_who_listens_to_the_page_hears_every_row(browser: Any, crowded: Path) -> None:
    with opened(browser, crowded) as page:
        page.get_by_role("button", name="Show all 240").click()
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        found = [
            (node["role"]["value"], node.get("name", {}).get("value")) for node in tree if not node["ignored"]
        ]
    roles = Counter(role for role, _ in found)
    assert [roles[role] for role in ("rowheader", "row", "cell")] == [240 + 40, 241 + 41, 5 * 240 + 4 * 40]
    assert [name for role, name in found if role == "table"] == ["Breakdown", "All tracks"]
    buttons = [name for role, name in found if role == "button"]
    assert buttons == ["Copy link", "Title", "Stage", "Due", "Workflows", "Projects", "Id"]


def test_without_script_all_is_there_to_read(browser: Any, music: Path) -> None:
    with opened(browser, music / "report.html", java_script_enabled=False) as page:
        assert page.locator("#filters").is_hidden()
        assert page.get_by_role("button").count() == 0
        assert len(shown(page)) == 31
        page.locator("#table tr", has_text="kaiju").locator("summary").click()
        assert page.get_by_text("until she signs off").is_visible()


ROOM = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const broken = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element.closest("script, svg, .unseen") || !element.checkVisibility()) continue;
    for (const { index, 0: word } of node.data.matchAll(/(?<![^\\s(–-])[a-z]{2,12}(?![^\\s)–-])/gi)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (new Set(Array.from(range.getClientRects(), (line) => Math.round(line.top))).size > 1) broken.push(word);
    }
  }
  const rect = (name) => document.querySelector(name).getBoundingClientRect();
  done([
    document.documentElement.scrollWidth <= innerWidth && rect("#found").right <= rect("nav").left,
    document.querySelector(".lanes").tabIndex,
    getComputedStyle(document.querySelector(".bars td:last-child")).display,
    broken,
  ]);
})))"""


@pytest.mark.slow
def test_the_page_is_never_wider_than_the_screen_and_scrolls_where_there_is_more(
    browser: Any, music: Path
) -> None:
    """No word is broken, on the screen and on paper, and the search is beside the sections."""
    found: dict[int, Any] = {}
    usual = "stage,due,workflows,projects"
    for columns, widths in (("", (320, 375, 800, 1200)), (f"#columns={usual},bpm,key,isrc,id", (721, 1000))):
        with opened(browser, music / "report.html", columns) as page:
            for width in widths:
                page.set_viewport_size({"width": width, "height": 700})
                found[width] = page.evaluate(ROOM)
            scrolls = page.locator("#table.sideways").count()
            page.emulate_media(media="print")
            page.set_viewport_size({"width": 703, "height": 700})
            on_paper = page.evaluate(ROOM)[-1]
            assert (on_paper, scrolls) == ([], 0)
            if columns:
                page.emulate_media(media="screen")
                page.set_viewport_size({"width": 721, "height": 700})
                page.locator("#table.sideways").wait_for()
    assert found == {
        320: [True, -1, "table-cell", []],
        375: [True, -1, "table-cell", []],
        800: [True, 0, "table-cell", []],
        1200: [True, -1, "table-cell", []],
        721: [True, 0, "table-cell", []],
        1000: [True, 0, "table-cell", []],
    }
