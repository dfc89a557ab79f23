"""What counts or names tracks is a link to them, and follows the filters."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser import opened
from tests.report.seen import chips

NUMBERS = """() => {
  const number = (text) => Number(text.replace(/[^0-9]/g, ""));
  const parts = [
    [".totals a", (link) => link.querySelector("strong")],
    [".bars a", (link) => link.closest("tr").cells[2]],
    [".lane h3 a, .when h3 a", (link) => link.nextElementSibling],
    [".undated a, .concerns dt a", (link) => link],
  ];
  return parts.map(([links, of]) => Array.from(document.querySelectorAll(links), (link) => {
    const said = number(of(link).textContent);
    if (link.hash) link.click();
    const shown = link.hash ? number(document.getElementById("found").textContent.split(" of ")[0]) : 0;
    document.getElementById("clear").click();
    return [link.textContent, said, shown];
  }));
}"""


@pytest.mark.slow
def test_each_number_leads_to_as_many_tracks(browser: Any, music: Path) -> None:
    with opened(browser, music / "report.html") as page:
        found = page.evaluate(NUMBERS)
    assert [(text, said, shown) for part in found for text, said, shown in part if said != shown] == []
    assert [len(part) for part in found] == [4, 6, 10, 4]


PARTS = """["#soon", ".totals", ".bars", "#board", "#due"].map(
  (part) => document.querySelector(part).innerHTML.replace(/\\n/g, "")
)"""


@pytest.mark.parametrize("size", ["music", pytest.param("crowded", marks=pytest.mark.slow)])
def test_what_the_script_shows_of_all_tracks_is_what_the_page_has_without_it(
    browser: Any, size: str, request: pytest.FixtureRequest
) -> None:
    file = request.getfixturevalue(size)
    with opened(browser, file / "report.html" if file.is_dir() else file) as page:
        before = page.evaluate(PARTS)
        page.evaluate("for (const box of document.querySelectorAll('[name=stage]')) box.click()")
        assert len(chips(page)) > 5
        after = page.evaluate(PARTS)
    assert after == before


@pytest.mark.slow
def test_a_link_keeps_the_focus_when_its_row_moves(browser: Any, crowded: Path) -> None:
    with opened(browser, crowded, "#sort=-id") as page:
        link = page.locator("#table .stage:visible").last
        link.press("Enter")
        assert (page.evaluate("document.activeElement.className"), len(chips(page))) == ("stage", 1)
