"""The page on paper: the table and no controls."""

from pathlib import Path
from typing import Any

from tests.browser import opened
from tests.report.seen import PHONE


def test_paper_has_the_table_and_what_was_chosen_and_no_controls(browser: Any, music: Path) -> None:
    view = "#q=o&stage=mixing&project=night-shift"
    with opened(browser, music / "report.html", view, color_scheme="dark") as page:
        words = page.locator("#found").evaluate("(found) => [found.textContent, found.dataset.chosen]")
        page.emulate_media(media="print")
        names = ("#filters", "nav", "#board", "#table", "#due", "#found", "#chosen")
        visible = {name: page.locator(name).is_visible() for name in names}
        badge = page.locator(".badge").first.evaluate(
            "(badge) => [getComputedStyle(badge).color, getComputedStyle(badge).backgroundColor]"
        )
        page.evaluate("() => document.getElementById('clear').click()")
        page.locator("#found").wait_for(state="hidden")
    assert words == ["2 of 31 tracks", "Search: o; Stage: Mixing; Project: Night Shift"]
    controls = {"#filters": False, "nav": False, "#board": False, "#chosen": False}
    assert visible == {**controls, "#table": True, "#due": True, "#found": True}
    assert badge == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]


def test_paper_never_has_the_layout_of_a_phone(browser: Any, music: Path) -> None:
    """Paper may be as narrow as a phone, so every rule about the width is for the screen."""
    with opened(browser, music / "report.html", viewport=PHONE) as page:
        media = page.evaluate("[...document.styleSheets[0].cssRules].flatMap((r) => r.conditionText ?? [])")
        rows = page.locator("#table tbody tr").first
        layouts = [rows.evaluate("(row) => getComputedStyle(row).display")]
        page.emulate_media(media="print")
        layouts.append(rows.evaluate("(row) => getComputedStyle(row).display"))
    widths = [query for query in media if "width" in query]
    assert (len(widths) > 0, [query for query in widths if not query.startswith("screen and")]) == (True, [])
    assert layouts == ["block", "grid"]
