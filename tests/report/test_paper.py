"""The page on paper: the table and no controls."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser import opened
from tests.report.seen import PHONE


def test_paper_has_the_table_and_what_was_chosen_and_no_controls(browser: Any, music: Path) -> None:
    view = "#q=o&stage=mixing&project=night-shift"
    with opened(browser, music / "report.html", view, color_scheme="dark") as page:
        page.locator("th[data-sort=due] button").click()
        page.locator("th[data-sort=due] button").click()
        words = page.locator("#on-paper").text_content()
        page.emulate_media(media="print")
        names = ("#filters", "#bar", "#tools", "#board", "#table", "#due", "#on-paper", "#history .of-all")
        visible = {name: page.locator(name).is_visible() for name in names}
        badge = page.locator(".badge").first.evaluate(
            "(badge) => [getComputedStyle(badge).color, getComputedStyle(badge).backgroundColor]"
        )
        page.evaluate("() => document.getElementById('clear').click()")
        rest = page.locator("#on-paper").text_content()
    assert (
        words == "2 of 31 tracks; Search: o; Stage: Mixing; Project: Night Shift; sorted by Due, descending"
    )
    assert rest == "sorted by Due, descending"
    controls = dict.fromkeys(("#filters", "#bar", "#tools", "#board"), False)
    assert visible == dict.fromkeys(names, True) | controls
    assert badge == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]


def test_paper_has_all_tracks_in_one_table_with_its_heads_on_each_page(browser: Any, crowded: Path) -> None:
    with opened(browser, crowded) as page:
        paper = page.pdf(format="A4")
        page.emulate_media(media="print")
        ids = page.locator("#table td.id").evaluate_all("(all) => all.filter((id) => id.offsetHeight).length")
        heads = page.locator("#table thead, #table thead button").evaluate_all(
            "(all) => [...new Set(all.map((one) => getComputedStyle(one).display))]"
        )
    # A browser repeats heads that have this layout and no button.
    assert (ids, heads) == (240, ["table-header-group", "contents"])
    assert 14 <= len(re.findall(rb"/Type /Page\b", paper)) <= 24


@pytest.mark.slow
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
    assert layouts == ["block", "table-row"]
