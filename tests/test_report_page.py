"""The page of `report` in a real browser: it loads nothing, and its table filters and sorts by mouse and keyboard."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import chdir
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from prodash.cli import main
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Track
from prodash.model.names.names import fold
from prodash.model.select.filters import Filters
from prodash.model.select.select import Selected
from prodash.render.report.report import Page, as_page
from tests.browser import CHROMIUM, MISSING, chromium, opened
from tests.conftest import PACKAGE, TODAY, Ran, write_files
from tests.history.example import example_repository

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=MISSING)
Run = Callable[..., Ran]

PHONE = {"width": 375, "height": 700}
MORE = {
    "tracks/evil.yaml": "title: <script>alert(1)</script>\nstage: writing\nnotes: <img src=x onerror=alert(2)>\n",
    "tracks/long.yaml": f"title: {'Wouldnotbreak' * 38}\nstage: mixing\ndue: 2026-11-20\nprojects: harbour\n",
    "tracks/straße.yaml": "title: Straße der Αθήνας\nstage: seed\nnotes: |\n  First line\n  Zweite Zeile: CAFÉ\n",
    "tracks/thai.yaml": "title: กันและกิน काम\nstage: seed\n",
    "tracks/rtl.yaml": "title: שלום (עולם) 2\nstage: recorded\nworkflows: mastering\n",
}


@pytest.fixture(scope="module")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example catalogue with its history and some odd tracks more, and its page."""
    root = example_repository(tmp_path_factory.mktemp("report") / "music")
    write_files(root, {"stages.yaml": (root / "stages.yaml").read_bytes(), **MORE})
    with pytest.MonkeyPatch.context() as patch, chdir(root):
        patch.setenv("PRODASH_TODAY", TODAY)
        assert main(["report", "--quiet"]) == 0
    return root


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


def shown(page: Any) -> list[str]:
    """The ids in the table that are to be seen, from top to bottom."""
    ids: list[str] = page.locator("#table tbody tr:visible summary").all_inner_texts()
    return ids


IN_EACH_VIEW = """async (views) => {
  const found = {};
  for (const view of views) {
    await new Promise((done) => {
      addEventListener("hashchange", done, { once: true });
      location.hash = view;
    });
    const shown = [...document.querySelectorAll("#table tbody tr:not([hidden]) summary")];
    found[view] = shown.map((summary) => summary.textContent);
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


def test_axe_finds_nothing_that_keeps_anybody_out(browser: Any, music: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # Few rows, and no word on what is as it should be: that takes most of the time.
    quick = {"resultTypes": ["violations"]}
    with opened(browser, music / "report.html", "#workflow=mastering&sort=due", color_scheme="light") as page:
        page.locator("summary:visible").first.click()
        found = {"light": Axe().run(page, options=quick)}
        page.emulate_media(color_scheme="dark")
        found["dark"] = Axe().run(page, options={**quick, "runOnly": ["color-contrast"]})
        page.set_viewport_size(PHONE)
        found["a phone"] = Axe().run(page, options={**quick, "rules": {"color-contrast": {"enabled": False}}})
    assert [
        (screen, violation["id"], violation["nodes"][0]["html"])
        for screen, result in found.items()
        for violation in result.response["violations"]
    ] == []


def test_choices_and_text_narrow_down_by_mouse(browser: Any, music: Path) -> None:
    with opened(browser, music / "report.html") as page:
        assert status(page) == "31 of 31 tracks"
        page.get_by_label("Stage").select_option(label="Mixing (9)")
        status_becomes(page, "9 of 31 tracks")
        page.get_by_label("Workflow").select_option(label="Mastering (6)")
        status_becomes(page, "5 of 31 tracks")
        page.get_by_label("Search").fill("ocean")
        status_becomes(page, "1 of 31 tracks")
        assert shown(page) == ["ocean-floor"]
        assert page.url.endswith("#q=ocean&stage=mixing&workflow=mastering")
        page.get_by_role("button", name="Clear filters").click()
        status_becomes(page, "31 of 31 tracks")
        assert page.url.endswith("report.html#tracks")


def test_choices_and_sorting_work_by_keyboard_alone(browser: Any, music: Path) -> None:
    with opened(browser, music / "report.html") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the overview"
        page.get_by_label("Search").focus()
        page.keyboard.type("night shift")
        page.keyboard.press("Enter")
        status_becomes(page, "7 of 31 tracks")
        page.keyboard.press("Tab")
        page.keyboard.type("Mix")
        status_becomes(page, "4 of 31 tracks")
        for _ in range(5):
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Title"
        page.keyboard.press("Enter")
        assert shown(page) == ["night-shift", "paper-tiger", "third-rail", "kaiju"]
        page.keyboard.press("Space")
        assert shown(page) == ["kaiju", "third-rail", "paper-tiger", "night-shift"]
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        status_becomes(page, "31 of 31 tracks")


def test_what_matches_nothing_says_so(browser: Any, music: Path) -> None:
    with opened(browser, music / "report.html") as page:
        page.get_by_label("Search").fill("zzz")
        status_becomes(page, "No track matches; clear the filters to see all 31")
        assert page.locator("#table").is_hidden()


TEXTS = (
    "straße", "STRASSE", "αθηνας", "Αθήνασ", "cafe", "CAFÉ", "zweite zeile", "senora", "怪獣", "соля", "שלום", "กิน", "काम",
    "night-shift", "Night Shift", "b-sides", "collaborator", "collaborator-needed", "<script>", "onerror", "mix",
    "กนและ", "कम", "linezweite", "line zweite", "mixing,", "mixing clearance", "bpm", "tracks/", "120", "zzz",
)  # fmt: skip
NOWHERE = 10


def test_the_page_finds_what_list_finds(
    browser: Any, music: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(music)
    listed = {
        urlencode({"q": text}): run("list", "--format", "ids", "--search", text).out.split() for text in TEXTS
    }
    with opened(browser, music / "report.html") as page:
        assert shown_in_each(page, listed) == listed
    assert sum(map(bool, listed.values())) == len(TEXTS) - NOWHERE


def test_the_page_folds_letters_as_list_does(browser: Any) -> None:
    """Every character of Python's Unicode; Cherokee is upper case here and lower case there, which finds the same."""
    script = (PACKAGE / "render/report/page/page.js").read_text(encoding="utf-8")
    function = re.search(r"\n  function (fold\(text\) \{.*?\n  \})\n", script, re.DOTALL)
    assert function
    letters = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) not in {"Cn", "Co", "Cs"}]
    with browser.new_context() as surroundings:
        folded = surroundings.new_page().evaluate(
            f"(all) => [...all].map(function {function[1]}).join('\\ue000')", "".join(letters)
        )
    pairs = {
        letter: (fold(letter), there)
        for letter, there in zip(letters, folded.split("\ue000"), strict=True)
        if fold(letter) != there
    }
    assert {unicodedata.name(letter).partition(" ")[0] for letter in pairs} == {"CHEROKEE"}
    assert all(fold(there.upper()) == here for here, there in pairs.values())


def test_every_choice_of_the_page_is_that_of_list(
    browser: Any, music: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project means everything inside it."""
    monkeypatch.chdir(music)
    with opened(browser, music / "report.html") as page:
        choices = page.eval_on_selector_all(
            "form select:not([name=due]) option:not([value=''])",
            "(all) => all.map((o) => [o.parentElement.name, o.value, o.textContent])",
        )
        found = shown_in_each(page, [f"{field}={value}" for field, value, _ in choices])
    fields = Counter(field for field, _, _ in choices)
    assert (set(fields), min(fields.values()) >= 4) == ({"stage", "workflow", "project"}, True)
    for field, value, label in choices:
        listed = run("list", "--format", "ids", f"--{field}", value).out.split()
        assert (found[f"{field}={value}"], label.rpartition(" ")[2]) == (listed, f"({len(listed)})")


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
                " row.cells[2].textContent, row.cells[3].textContent, row.querySelector('time')?.dateTime ?? ''])"
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
            if name in {"stage", "due"}:
                assert present == sorted(present)[::order]
            # What is equal stands as it did before.
            for value in values:
                same = [track for track in orders[name, way] if cells[track][column] == value]
                assert same == [track for track in original if cells[track][column] == value]
    assert orders["title", "ascending"] == orders["title", "descending"][::-1]
    assert orders["title", "ascending"][:4] == ["evil", "1999", "2am", "bassline-in-g"]


def test_an_address_shows_a_view_and_one_from_another_day_does_no_harm(browser: Any, music: Path) -> None:
    with opened(browser, music / "report.html", "#due=week&sort=-due") as page:
        assert shown(page) == ["paper-tiger", "crane-song", "opening-titles"]
        assert page.evaluate("[scrollY > 1000, document.activeElement.id]") == [True, "tracks"]
        assert page.locator("[name=due]").input_value() == "week"
        sizes = {
            "stage=gone&sort=gone&more=x": 31,
            "stage=mixing&sort=title": 9,
            "board": 9,
            "": 31,
            "q=kaiju": 1,
            "tracks": 31,
        }
        assert {view: len(ids) for view, ids in shown_in_each(page, sizes).items()} == sizes
        assert page.locator("[aria-sort]").count() == 0


def test_going_back_takes_back_what_a_link_has_chosen(browser: Any, crowded: Path) -> None:
    with opened(browser, crowded) as page:
        views = []

        def look() -> None:
            sort = page.locator("[aria-sort]").count()
            views.append(
                (
                    page.url.partition("#")[2],
                    page.get_by_label("Stage").input_value(),
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
    chosen, free = ("s0", 1, "84 of 240 tracks"), ("", 0, "240 of 240 tracks")
    assert views == [
        ("stage=s0&sort=due", *chosen),
        ("due", *chosen),
        ("stage=s0&sort=due", *chosen),
        ("board", *free),
        ("", *free),
    ]


def test_the_page_works_in_a_frame_that_keeps_no_history(browser: Any, music: Path, tmp_path: Path) -> None:
    frame = tmp_path / "frame.html"
    html = escape((music / "report.html").read_text(encoding="utf-8"))
    frame.write_text(
        f'<!doctype html><meta charset="utf-8"><iframe sandbox="allow-scripts" srcdoc="{html}"></iframe>',
        encoding="utf-8",
    )
    with opened(browser, frame) as page:
        inside = page.frame_locator("iframe")
        inside.get_by_label("Stage").select_option("mixing")
        inside.get_by_role("status").filter(has_text="9 of 31 tracks").wait_for()
        inside.get_by_role("button", name="Title").click()
        inside.locator("[aria-sort=ascending]").wait_for()


def test_without_script_all_is_there_to_read(browser: Any, music: Path) -> None:
    with opened(browser, music / "report.html", java_script_enabled=False) as page:
        assert page.locator("#filters").is_hidden()
        assert page.get_by_role("button").count() == 0
        assert len(shown(page)) == 31
        page.get_by_text("kaiju", exact=True).click()
        assert page.get_by_text("until she signs off").is_visible()


def test_paper_has_the_table_and_what_was_chosen_and_no_controls(browser: Any, music: Path) -> None:
    view = "#q=o&stage=mixing&project=night-shift"
    with opened(browser, music / "report.html", view, color_scheme="dark") as page:
        words = page.locator("#found").evaluate("(found) => [found.textContent, found.dataset.chosen]")
        page.emulate_media(media="print")
        names = ("#filters", "nav", "#board", "#table", "#due", "#found")
        visible = {name: page.locator(name).is_visible() for name in names}
        badge = page.locator(".badge").first.evaluate(
            "(badge) => [getComputedStyle(badge).color, getComputedStyle(badge).backgroundColor]"
        )
        page.evaluate("() => location.hash = ''")
        page.locator("#found").wait_for(state="hidden")
    assert words == ["2 of 31 tracks", "Search: o; Stage: Mixing; Project: Night Shift"]
    controls = {"#filters": False, "nav": False, "#board": False}
    assert visible == {**controls, "#table": True, "#due": True, "#found": True}
    assert badge == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]


def test_the_page_is_never_wider_than_the_screen_and_scrolls_where_there_is_more(
    browser: Any, music: Path
) -> None:
    with opened(browser, music / "report.html") as page:
        found = {}
        for width in (320, 375, 800, 1200):
            page.set_viewport_size({"width": width, "height": 700})
            found[width] = page.evaluate(
                """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done([
                  document.documentElement.scrollWidth <= innerWidth,
                  document.querySelector(".lanes").tabIndex,
                  getComputedStyle(document.querySelector(".bars td:last-child")).display,
                ]))))"""
            )
    assert found == {
        320: [True, -1, "table-cell"],
        375: [True, -1, "table-cell"],
        800: [True, 0, "table-cell"],
        1200: [True, -1, "table-cell"],
    }


def many(folder: Path, tracks: int) -> Path:
    """The page of a catalogue with forty stages, most tracks in one of them, and titles that are too long."""
    stages = [Stage(f"s{number}", f"Stage {number}", "#ffffff") for number in range(40)]
    catalogue = Catalogue.of(
        stages=stages,
        workflows=None,
        projects=None,
        tracks=[
            Track(
                f"track-{number:04}",
                f"tracks/track-{number:04}.yaml",
                f"Track {number}" if number % 60 != 50 else "Never ending " * 40,
                f"s{number % 60 if number % 60 < 40 else 0}",
                due=date.fromisoformat(TODAY) + timedelta(days=number % 90) if number % 3 else None,
                notes="The second verse drags.",
            )
            for number in range(tracks)
        ],
    )
    file = folder / "many.html"
    file.write_bytes(
        as_page(catalogue, Page("Many", Selected(catalogue.tracks), Filters(), (), date.fromisoformat(TODAY)))
    )
    return file


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return many(tmp_path_factory.mktemp("crowded"), 240)


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


def test_who_listens_to_the_page_hears_every_row(browser: Any, crowded: Path) -> None:
    with opened(browser, crowded) as page:
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        found = [
            (node["role"]["value"], node.get("name", {}).get("value")) for node in tree if not node["ignored"]
        ]
    roles = Counter(role for role, _ in found)
    assert [roles[role] for role in ("rowheader", "row", "cell")] == [240 + 40, 241 + 41, 4 * (240 + 40)]
    assert [name for role, name in found if role == "table"] == ["Breakdown", "All tracks"]
    buttons = [name for role, name in found if role == "button"]
    assert buttons == ["Clear filters", "Title", "Stage", "Workflows", "Projects", "Due"]


def test_the_board_scrolls_by_keyboard_and_leads_to_the_table(browser: Any, crowded: Path) -> None:
    with opened(browser, crowded) as page:
        lanes = page.get_by_role("region", name="Columns of the board")
        lanes.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('.lanes').scrollLeft > 0")
        link = page.get_by_role("link", name="+54 more in the table")
        link.focus()
        page.keyboard.press("Enter")
        status_becomes(page, "84 of 240 tracks")
        assert page.get_by_label("Stage").input_value() == "s0"
        # The next stop is in the table's section.
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == "q"


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


COMMAS = """() => {
  const place = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return Math.round(range.getBoundingClientRect().bottom);
  };
  return [...document.querySelectorAll(".concerns .name")].flatMap((name) => {
    const [title, mark] = [name.querySelector("bdi").firstChild, name.querySelector("bdi").nextSibling];
    const isCut = name.scrollHeight > name.clientHeight;
    return mark && !isCut ? [[mark.data.trim(), place(mark, 0) - place(title, title.data.trimEnd().length - 1)]] : [];
  });
}"""


@pytest.mark.slow
def test_no_line_begins_with_a_comma(browser: Any, tmp_path: Path) -> None:
    titles = [
        " ".join(["Midnight", "Drive", "in", "the", "Rain"][: 1 + n % 5] * (1 + n // 3)) for n in range(8)
    ]
    late = date.fromisoformat(TODAY) - timedelta(days=1)
    tracks = [Track(f"t{n}", f"tracks/t{n}.yaml", title, "s", due=late) for n, title in enumerate(titles)]
    catalogue = Catalogue.of(
        stages=[Stage("s", "S", "#ffffff")], workflows=None, projects=None, tracks=tracks
    )
    file = tmp_path / "late.html"
    file.write_bytes(as_page(catalogue, Page("Late", Selected(tracks), Filters(), (), late + timedelta(1))))
    with opened(browser, file) as page:
        found = []
        for width in range(320, 1281, 120):
            page.set_viewport_size({"width": width, "height": 700})
            found += page.evaluate(COMMAS)
        loose = page.locator(".concerns dd").evaluate_all(
            "(all) => all.flatMap((dd) => [...dd.childNodes]).filter((n) => /^\\s*[,;.]/.test(n.data ?? ''))"
        )
    assert (len(found) > 40, {tuple(mark) for mark in found}, loose) == (True, {(",", 0)}, [])


@pytest.mark.parametrize("width", [pytest.param(390, marks=pytest.mark.slow), 1280], ids=str)
def test_the_search_keeps_its_place_however_little_it_finds(browser: Any, music: Path, width: int) -> None:
    with opened(browser, music / "report.html", viewport={"width": width, "height": 700}) as page:
        field = page.get_by_label("Search")
        field.evaluate("(field) => field.scrollIntoView({ block: 'center' })")
        places, everything = [], status(page)
        for text, words in (("", everything), ("zzz", "No track"), ("kaiju", "1 of"), ("", everything)):
            field.fill(text)
            status_becomes(page, words)
            places.append(field.evaluate("(field) => Math.round(field.getBoundingClientRect().top)"))
    assert (len(set(places)), 100 < places[0] < 600) == (1, True), places


CHIPS = """(all) => all.map((chip) => {
  const { backgroundColor, color, borderTopColor } = getComputedStyle(chip);
  const plain = getComputedStyle(chip.closest("li")).color;
  const border = borderTopColor === color ? "edge" : "";
  return [chip.textContent, backgroundColor, color === plain ? "text" : color, chip.className.includes("badge") ? border : ""];
})"""
CLEAR, BLACK, WHITE = "rgba(0, 0, 0, 0)", "rgb(0, 0, 0)", "rgb(255, 255, 255)"
RED, YELLOW = "rgb(200, 40, 30)", "rgb(240, 192, 32)"


@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    ("place", "later"),
    [(".dues li div:first-child :not(time)", "in 13 days"), (".lane li span :is(span, time)", "2026-12-04")],
)
def test_the_nearer_a_date_the_stronger_its_badge(
    browser: Any, music: Path, theme: Any, place: str, later: str
) -> None:
    """As on the terminal: late red, tomorrow yellow, within a week outlined, later plain; on a card a date."""
    with opened(browser, music / "report.html", color_scheme=theme) as page:
        found = {words: look for words, *look in page.locator(place).evaluate_all(CHIPS)}
        quiet = found[later][1]
    assert {words: found[words] for words in ("2 days late", "tomorrow", "in 4 days", later)} == {
        "2 days late": [RED, WHITE, ""],
        "tomorrow": [YELLOW, BLACK, ""],
        "in 4 days": [CLEAR, "text", "edge"],
        later: [CLEAR, quiet, ""],
    }


def test_an_emoji_stands_beside_its_badge_and_badges_below_each_other_are_of_one_width(
    browser: Any, music: Path
) -> None:
    with opened(browser, music / "report.html") as page:
        inside = page.locator(".badge .emoji").count()
        boxes = {
            place: page.locator(f"{place} .stage .badge").evaluate_all(
                "(all) => [...new Set(all.map((b) => [b.getBoundingClientRect().left, b.offsetWidth].join()))].length"
            )
            for place in (".bars", "#table")
        }
        before = page.locator(".bars .stage").first.inner_text().split()
    assert (inside, boxes, before) == (0, {".bars": 1, "#table": 1}, ["🌱", "Seed"])
