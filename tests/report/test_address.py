"""The address holds the view: links, back, and a page without a history."""

from html import escape
from pathlib import Path
from typing import Any

import pytest

from tests.browser import opened
from tests.report.seen import chips, shown, shown_in_each, status, status_becomes


def test_an_address_shows_a_view_and_one_from_another_day_does_no_harm(browser: Any, music: Path) -> None:
    with opened(browser, music / "report.html", "#due=week&sort=-due") as page:
        assert shown(page) == ["paper-tiger", "crane-song", "opening-titles"]
        assert page.evaluate("[scrollY > 1000, document.activeElement.id]") == [True, "tracks"]
        assert chips(page) == ["Due: Next 7 days"]
        sizes = {
            "stage=mixing&sort=title": 9,
            "board": 9,
            "stage=mixing,gone": 9,
            "stage=mixing,recorded": 14,
            "q=%zz": 0,
            "q=kaiju": 1,
            "tracks": 1,
            "=&&stage=&q= ": 31,
            "stage=gone&sort=gone&track=gone&more=x": 0,
        }
        assert {view: len(ids) for view, ids in shown_in_each(page, sizes).items()} == sizes
        assert page.locator("[aria-sort]").count() == 0
        gone = "Not on this page: stage gone, sort gone, track gone, more x"
        assert (page.locator("#told").inner_text(), chips(page)) == (gone, ["Stage: gone"])
        page.get_by_role("button", name="Remove Stage: gone").click()
        assert status(page) == "31 of 31 tracks"


def test_going_back_takes_back_what_a_link_has_chosen(browser: Any, crowded: Path) -> None:
    with opened(browser, crowded) as page:
        views = []

        def look() -> None:
            sort = page.locator("[aria-sort]").count()
            views.append(
                (
                    page.url.partition("#")[2],
                    *chips(page),
                    sort,
                    status(page),
                )
            )

        page.get_by_role("link", name="Board").click()
        page.get_by_role("link", name="+54 more in the table").click()
        status_becomes(page, "84 of 240 tracks")
        page.locator("th[data-sort=due] button").click()
        look()
        page.get_by_role("link", name="Due dates").click()
        look()
        for all_or_some in ("84 of", "240 of", "240 of"):
            page.go_back()
            status_becomes(page, all_or_some)
            look()
    chosen, free = ("Stage: Stage 0", 1, "84 of 240 tracks"), (0, "240 of 240 tracks")
    assert views == [
        ("stage=s0&sort=due", *chosen),
        ("due", *chosen),
        ("stage=s0&sort=due", *chosen),
        ("board", *free),
        ("", *free),
    ]


@pytest.mark.slow
def test_the_page_works_in_a_frame_that_keeps_no_history(browser: Any, music: Path, tmp_path: Path) -> None:
    frame = tmp_path / "frame.html"
    html = escape((music / "report.html").read_text(encoding="utf-8"))
    frame.write_text(
        f'<!doctype html><meta charset="utf-8"><iframe sandbox="allow-scripts" srcdoc="{html}"></iframe>',
        encoding="utf-8",
    )
    with opened(browser, frame) as page:
        inside = page.frame_locator("iframe")
        inside.locator(".bars").get_by_role("link", name="Mixing").click()
        inside.get_by_role("status").filter(has_text="9 of 31 tracks").wait_for()
        inside.get_by_role("button", name="Title").click()
        inside.locator("[aria-sort=ascending]").wait_for()
