"""The table sorts by each column, and thousands of rows do not slow it down."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser import opened
from tests.conftest import write_files
from tests.report.crowded import many
from tests.report.seen import shown, status, status_becomes

SORTED_BY_EACH_HEADER = """() => [...document.querySelectorAll("#table button")].flatMap((button) =>
  [1, 2].map(() => {
    button.click();
    return [
      [...document.querySelectorAll("[aria-sort]")].map((header) => [header.dataset.sort, header.ariaSort]),
      [...document.querySelectorAll("#table td.id")].map((id) => id.textContent),
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
                "(rows) => rows.map((row) => [row.querySelector('.id').textContent, row.dataset.place,"
                " row.querySelector('time')?.dateTime ?? '',"
                " ...[3, 4].map((n) => [...row.cells[n].querySelectorAll('bdi')].map((name) => name.textContent).join(', '))])"
            )
        }
    names = ("title", "stage", "due", "workflows", "projects", "id")
    assert [key for key, _ in found] == [[[n, way]] for n in names for way in ("ascending", "descending")]
    orders = {(name, way): ids for [[name, way]], ids in found}
    for column, name in enumerate(names[1:-1], start=1):
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


MOST = 1001


@pytest.fixture(scope="module")
def long_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return many(tmp_path_factory.mktemp("long"), MOST)


def test_a_table_shows_a_hundred_rows_at_a_time(browser: Any, long_page: Path) -> None:
    with opened(browser, long_page) as page:
        more, everything = page.get_by_role("button", name="Show 100 more"), f"{MOST:,} of {MOST:,} tracks"
        found = {"at first": (status(page), len(shown(page)))}
        more.focus()
        page.keyboard.press("Enter")
        first_new = shown(page)[100]
        found["more"] = (status(page), len(shown(page)))
        focused = page.evaluate("document.activeElement.closest('tr').lastElementChild.textContent")
        page.locator("th[data-sort=id] button").click()
        page.locator("th[data-sort=id] button").click()
        ids = shown(page)
        found["sorted"] = (status(page), len(ids))
        page.get_by_role("button", name=f"Show all {MOST:,}").click()
        found["all"] = (status(page), len(shown(page)))
        page.locator("#more").wait_for(state="hidden")
        page.get_by_label("Search").fill("track 10")
        status_becomes(page, "12 of")
        assert shown(page) == [
            "track-1000",
            *(f"track-{number:04}" for number in range(109, 99, -1)),
            "track-0010",
        ]
    assert found == {
        "at first": (everything, 100),
        "more": (everything, 200),
        "sorted": (everything, 200),
        "all": (everything, MOST),
    }
    assert (focused, ids) == (first_new, [f"track-{number:04}" for number in range(MOST - 1, MOST - 201, -1)])


@pytest.mark.slow
def test_what_is_not_shown_is_found_by_the_browser_and_printed(browser: Any, long_page: Path) -> None:
    with opened(browser, long_page) as page:
        page.locator("th[data-sort=id] button").click()
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        paper = page.locator("#table td.id").evaluate_all(
            "(all) => all.filter((id) => id.offsetHeight).map((id) => id.textContent)"
        )
        page.emulate_media(media="screen")
        row = page.locator("#table tr", has_text="track-0999")
        before = row.is_visible()
        # The browser shows it as it shows what its own search finds.
        row.evaluate("(row) => { row.id = 'there'; location.hash = 'there'; }")
        row.wait_for()
        page.locator("#more").wait_for(state="hidden")
    assert (paper, before) == ([f"track-{number:04}" for number in range(MOST)], False)


def test_paper_has_what_is_chosen_also_right_after_the_choice(browser: Any, long_page: Path) -> None:
    chosen = [f"track-{number:04}" for number in range(MOST) if number % 60 >= 40 or number % 60 == 0]
    with opened(browser, long_page) as page:
        paper = page.evaluate(
            """async () => {
              document.querySelector("[name=stage][value=s0]").click();
              const table = document.getElementById("table");
              while (document.querySelector("[role=status]").textContent.startsWith("1,001")) {
                await new Promise((done) => setTimeout(done));
              }
              dispatchEvent(new Event("beforeprint"));
              return [...table.querySelectorAll("tr:not([hidden]) td.id")].map((id) => id.textContent);
            }"""
        )
        seen = shown(page)
    assert (sorted(paper), seen) == (chosen, paper[:100])


OWN = {
    "stages.yaml": "stages: [s]\n",
    "tracks/a.yaml": "stage: s\nbpm: 90\nmaster: 2026-12-01\nmood: Zart\n'a,b': 1\nfirst-take: 10\ntitle: A\n",
    "tracks/b.yaml": "stage: s\nbpm: 120.5\nmaster: 2026-02-01\nmood: éclat\nfirst-take: 2\nage: old\ntitle: B\n",
    "tracks/c.yaml": "stage: s\nbpm: slow\nmood: [dark, slow]\ntitle: C\n",
    "tracks/d.yaml": "stage: s\nbpm: '1000'\nexplicit: false\nempty: ''\ntitle: D\n",
}
COLUMNS = ("bpm", "master", "mood", "a,b", "first-take", "custom.age", "explicit")


@pytest.mark.slow
def test_the_users_own_keys_are_columns_as_list_has_them(
    browser: Any, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, OWN)
    monkeypatch.chdir(tmp_path)
    assert run("report", "--quiet").code == 0
    with opened(browser, tmp_path / "report.html") as page:
        page.get_by_text("Columns", exact=True).focus()
        page.keyboard.press("Enter")
        offered = page.locator("#columns fieldset label").all_inner_texts()
        for column in COLUMNS:
            page.get_by_role("checkbox", name=column, exact=True).focus()
            page.keyboard.press("Space")
        page.keyboard.press("Escape")
        closed = page.evaluate(
            "[document.activeElement.textContent, document.getElementById('columns').open]"
        )
        address = page.url.partition("#")[2]
        orders = {}
        for column in COLUMNS:
            for way in (column, f"-{column}"):
                page.locator(f'th[data-sort="{column}"] button').click()
                orders[way] = shown(page)
        cells = page.locator("#table tbody tr").evaluate_all(
            "(rows) => rows.map((row) => [row.lastElementChild, ...row.querySelectorAll('.custom')].map((cell) => cell.textContent))"
        )
        page.reload()
        assert page.locator("#table thead th").all_inner_texts()[5:-1] == [*COLUMNS]
        page.get_by_text("Columns", exact=True).click()
        page.get_by_role("button", name="The usual columns").click()
        assert page.locator(".custom").count() == 0
    listed = {way: run("list", "-f", "ids", "--sort", way).out.split() for way in orders if "," not in way}
    assert {way: orders[way] for way in listed} == listed
    names = [column for column in COLUMNS if "," not in column]
    lines = run("list", "-f", "markdown", "--columns", ",".join(["id", *names])).out.splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert offered == ["Stage", "Due", "Workflows", "Projects", *COLUMNS, "Id"]
    assert (
        address
        == "columns=stage,due,workflows,projects,bpm,master,mood,a%2Cb,first-take,custom.age,explicit,id"
    )
    assert closed == ["Columns", False]
    seen = [
        [cell for cell, name in zip(row, ("id", *COLUMNS), strict=True) if name != "a,b"] for row in cells
    ]
    assert sorted(seen) == sorted(rows[2:])


@pytest.mark.slow
def test_no_sign_of_sorting_is_the_mark_of_a_date_of_a_project(browser: Any, music: Path) -> None:
    with opened(browser, music / "report.html", "#sort=due") as page:
        mark = page.locator("#table .inherited [aria-hidden]").first.text_content()
        signs = {}
        for _ in range(2):
            due = page.locator("#table th[data-sort=due]")
            sign = due.locator("button").evaluate("(one) => getComputedStyle(one, '::after').content")
            signs[due.get_attribute("aria-sort")] = sign.split('"')[1]
            due.locator("button").click()
    assert (mark, signs) == ("↑", {"ascending": " ▲", "descending": " ▼"})
