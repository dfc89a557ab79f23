"""The board scrolls and leads to the table."""

from pathlib import Path
from typing import Any

from tests.browser import opened
from tests.report.seen import chips, status_becomes


def test_the_board_scrolls_by_keyboard_and_leads_to_the_table(browser: Any, crowded: Path) -> None:
    with opened(browser, crowded) as page:
        lanes = page.get_by_role("region", name="Columns of the board")
        lanes.focus()
        page.keyboard.press("ArrowRight")
        page.locator(".lanes").evaluate(
            "async (lanes) => { while (!lanes.scrollLeft) await new Promise(requestAnimationFrame); }"
        )
        link = page.get_by_role("link", name="+54 more in the table")
        link.focus()
        page.keyboard.press("Enter")
        status_becomes(page, "84 of 240 tracks")
        assert chips(page) == ["Stage: Stage 0"]
        # The next stop is in the table's section.
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Stage"


def test_titles_that_never_end_are_cut_on_the_board_and_white_has_an_edge(
    browser: Any, crowded: Path
) -> None:
    with opened(browser, crowded) as page:
        cut = {
            place: page.locator(f"{place} .title", has_text="Never").first.evaluate(
                "(title) => title.scrollHeight > title.clientHeight"
            )
            for place in (".lane", "#table")
        }
        edges = [
            page.locator(".lane").first.evaluate(
                "(lane) => getComputedStyle(lane, '::before').borderTopColor"
            ),
            page.locator(".badge").first.evaluate("(badge) => getComputedStyle(badge).borderTopColor"),
        ]
    assert cut == {".lane": True, "#table": False}
    assert edges == ["rgb(226, 226, 221)"] * 2
