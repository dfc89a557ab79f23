"""What is chosen narrows down, can be copied, and moves nothing on the screen."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser import opened
from tests.report.seen import chips, choose, status


@pytest.mark.slow
def test_a_link_narrows_down_what_is_chosen_also_where_it_is_opened_elsewhere(
    browser: Any, music: Path
) -> None:
    with opened(browser, music / "report.html", "#project=night-shift&q=o") as page:
        bar = page.locator(".bars").get_by_role("link", name="Mixing")
        bar.focus()
        assert bar.get_attribute("href") == "#q=o&stage=mixing&project=night-shift"
        before = page.evaluate("scrollY")
        page.keyboard.press("Enter")
        assert (page.url.partition("#")[2], status(page)) == (
            "q=o&stage=mixing&project=night-shift",
            "2 of 31 tracks",
        )
        assert page.evaluate("document.activeElement.id") == "tracks"
        of_all = page.locator(".of-all:visible").evaluate_all(
            "(all) => all.map((p) => p.closest('section').id)"
        )
        assert of_all == ["overview", "breakdown", "projects", "over-time", "history"]
        page.locator("#table").get_by_role("link", name="Mixing").first.click()
        page.go_back()
        assert (chips(page), status(page)) == (["Search: o", "Project: Night Shift"], "7 of 31 tracks")
        assert (page.evaluate("scrollY"), before > 300) == (before, True)
        page.go_forward()
        page.reload()
        assert chips(page) == ["Search: o", "Stage: Mixing", "Project: Night Shift"]


def test_the_title_of_a_track_leads_to_its_row_also_if_it_is_not_among_the_chosen(
    browser: Any, music: Path
) -> None:
    marked = (
        "[...document.querySelectorAll('.marked')].map((row) => [row.id, row === document.activeElement])"
    )
    with opened(browser, music / "report.html", "#stage=mixing") as page:
        page.locator("#board").get_by_role("link", name="怪獣のうた").click()
        assert page.get_by_text("until she signs off").is_visible()
        assert (page.evaluate(marked), status(page)) == ([["track=kaiju", True]], "9 of 31 tracks")
        assert page.url.endswith("#stage=mixing&track=kaiju")
        page.locator("#history").get_by_role("link", name="Fog").first.click()
        assert (page.evaluate(marked), status(page)) == ([["track=fog", True]], "31 of 31 tracks")
        assert page.url.endswith("#track=fog")


def test_the_address_can_be_copied(browser: Any, music: Path) -> None:
    """By the browser, or by the reader where the browser refuses."""
    clipboard = (
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: %s } })"
    )
    with opened(browser, music / "report.html") as page:
        told, button = page.locator("#told"), page.get_by_role("button", name="Copy link")
        address = f"{(music / 'report.html').as_uri()}#stage=mixing"
        choose(page, "stage", "Mixing")
        page.evaluate(clipboard % "async (text) => { window.copied = text; }")
        button.click()
        told.filter(has_text="Copied").wait_for()
        assert (page.evaluate("copied"), page.locator("#link").is_visible()) == (address, False)
        page.evaluate(clipboard % "() => Promise.reject()")
        button.click()
        told.filter(has_text="Copy this address").wait_for()
        assert page.evaluate("String(getSelection())") == address
        choose(page, "stage", "Recorded")
        assert (told.inner_text(), page.locator("#link").is_visible()) == ("", False)


@pytest.mark.slow
@pytest.mark.slow
def test_nothing_moves_under_the_pointer_when_sections_become_shorter(browser: Any, music: Path) -> None:
    """Neither the line of the table that was clicked, nor the field, nor what is read above the table."""
    tops = []
    with opened(browser, music / "report.html", viewport={"width": 1280, "height": 600}) as page:

        def top(element: Any) -> int:
            return int(element.evaluate("(one) => Math.round(one.getBoundingClientRect().top)"))

        badge = page.locator("#table tr[id='track=kaiju'] .stage")
        badge.evaluate("(badge) => badge.scrollIntoView({ block: 'center' })")
        before = top(badge)
        badge.click()
        tops.append((before, top(badge)))
        clear = page.get_by_role("button", name="Clear all")
        clear.scroll_into_view_if_needed()
        before = top(page.locator("#filters"))
        clear.click()
        tops.append((before, top(page.locator("#filters"))))
        board = page.locator("#board")
        board.evaluate("(board) => board.scrollIntoView()")
        before = top(board)
        page.evaluate("document.querySelector('[name=stage]').click()")
        tops.append((before, top(board)))
    assert [(before, after) for before, after in tops if abs(before - after) > 1] == []
