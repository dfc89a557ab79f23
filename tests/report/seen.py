"""Seen: what the table of the page shows, and what the page says of it."""

from collections.abc import Iterable
from typing import Any

PHONE = {"width": 375, "height": 700}


def shown(page: Any) -> list[str]:
    """The ids in the table that are to be seen, from top to bottom."""
    ids: list[str] = page.locator("#table tbody tr:visible .id").all_text_contents()
    return ids


IN_EACH_VIEW = """async (views) => {
  const found = {};
  for (const view of views) {
    await new Promise((done) => {
      addEventListener("hashchange", done, { once: true });
      location.hash = view;
    });
    const shown = [...document.querySelectorAll("#table tbody:not([hidden]) tr:not([hidden]) .id")];
    found[view] = shown.map((id) => id.textContent);
  }
  return found;
}"""


def shown_in_each(page: Any, views: Iterable[str]) -> dict[str, list[str]]:
    """The ids in the table for each of *views*, all in one call, since calls are slow."""
    found: dict[str, list[str]] = page.evaluate(IN_EACH_VIEW, list(views))
    return found


def status(page: Any) -> str:
    return str(page.get_by_role("status").inner_text())


def status_becomes(page: Any, text: str) -> None:
    page.get_by_role("status").filter(has_text=text).wait_for()


def choose(page: Any, filter_name: str, choice: str) -> None:
    """Check a box of a filter by mouse, and close the list again."""
    boxes = page.locator(f"details[data-field={filter_name}]")
    boxes.locator("summary").click()
    boxes.get_by_role("checkbox", name=choice).check()
    boxes.locator("summary").click()


def chips(page: Any) -> list[str]:
    """What is chosen, as the buttons say that take it off."""
    names: list[str] = page.locator("#chosen li button").all_text_contents()
    return [name.removeprefix("Remove ") for name in names]
