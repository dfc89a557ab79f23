"""The table sorts by each column, and thousands of rows do not slow it down."""

from pathlib import Path
from typing import Any

from tests.browser import opened
from tests.report.crowded import many
from tests.report.seen import shown, shown_in_each, status

SORTED_BY_EACH_HEADER = """() => [...document.querySelectorAll("#table button")].flatMap((button) =>
  [1, 2].map(() => {
    button.click();
    return [
      [...document.querySelectorAll("[aria-sort]")].map((header) => [header.dataset.sort, header.ariaSort]),
      [...document.querySelectorAll("#table summary")].map((summary) => summary.textContent),
    ];
  })
)"""


def test_columns_sort_both_ways_with_what_is_missing_last(browser: Any, music: Path) -> None:
    with opened(browser, music / "report.html") as page:
        original = shown(page)
        found = page.evaluate(SORTED_BY_EACH_HEADER)
        cells = {
            row[0]: row
            for row in page.locator("#table tbody tr").evaluate_all(
                "(rows) => rows.map((row) => [row.querySelector('summary').textContent, row.dataset.place,"
                " ...[2, 3].map((n) => [...row.cells[n].querySelectorAll('bdi')].map((name) => name.textContent).join(', ')),"
                " row.querySelector('time')?.dateTime ?? ''])"
            )
        }
    names = ("title", "stage", "workflows", "projects", "due")
    assert [key for key, _ in found] == [[[n, way]] for n in names for way in ("ascending", "descending")]
    orders = {(name, way): ids for [[name, way]], ids in found}
    for column, name in enumerate(("stage", "workflows", "projects", "due"), start=1):
        for way, order in (("ascending", 1), ("descending", -1)):
            values = [cells[track][column] for track in orders[name, way]]
            present = [value for value in values if value]
            assert values == present + [""] * (len(values) - len(present))
            # The emoji before the names do not count.
            assert present == sorted(present, key=str.casefold)[::order]
            # What is equal stands as it did before.
            for value in values:
                same = [track for track in orders[name, way] if cells[track][column] == value]
                assert same == [track for track in original if cells[track][column] == value]
    assert orders["title", "ascending"] == orders["title", "descending"][::-1]
    assert orders["title", "ascending"][:4] == ["evil", "1999", "2am", "bassline-in-g"]


def test_rows_of_a_long_table_cost_nothing_while_they_are_out_of_view(browser: Any, tmp_path: Path) -> None:
    with opened(browser, many(tmp_path, 1001)) as page:
        assert status(page) == "1,001 of 1,001 tracks"
        found = shown_in_each(page, ["q=track+123", "sort=-title"])
        drawn = page.locator("#table tbody th").evaluate_all(
            "(all) => all.map((th) => th.checkVisibility({ contentVisibilityAuto: true }))"
        )
    assert found["q=track+123"] == ["track-0123"]
    assert (found["sort=-title"][:2], len(drawn)) == (["track-0999", "track-0998"], 1001)
    assert (drawn[0], drawn[-1]) == (True, False)
