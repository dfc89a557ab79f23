"""The charts of the page: what they show, of which tracks, and for eyes, pointers and screen readers alike."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.browser import opened
from tests.conftest import TODAY, Ran
from tests.forecast.example import released_repository
from tests.history.repository import Repository, make_repository
from tests.parsed import Parsed
from tests.report.seen import PHONE

Run = Callable[..., Ran]

STAGES_FILE = "stages:\n- seed\n- mixing\n- id: out\n  name: Published\n  kind: finished\n"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example of two years, with half a year of singles."""
    return released_repository(tmp_path_factory.mktemp("released"))


def section(html: str, name: str) -> str:
    """A section of the page, empty if it is not there."""
    found = re.search(rf'<section id="{name}".*?\n</section>', html, re.DOTALL)
    return found[0] if found else ""


def sections(run: Run, root: Path, *argv: str) -> tuple[str, str]:
    """The projects, and what was over time."""
    html = run("-C", str(root), "report", "-", "--quiet", *argv).out
    return section(html, "projects"), section(html, "over-time")


def labels(html: str) -> list[str]:
    """What is written at the right edge of the areas, from top to bottom."""
    return re.findall(r"<g><title>(.*?)</title><line", html)


def test_the_charts_tell_of_the_selected_tracks_alone(released: Path, run: Run) -> None:
    projects, over_time = sections(run, released, "--project", "summer-ep")
    assert labels(over_time) == ["0 Seed", "1 Writing", "1 Recorded", "3 Mixing", "1 Ready to Release"]
    text = Parsed(projects + over_time).text
    assert (
        "Summer EP" in text,
        "Harbour" in text,
    ) == (
        True,
        False,
    )


def test_page_and_terminal_say_the_same_of_the_past_and_the_future(released: Path, run: Run) -> None:
    projects, over_time = (Parsed(part).text for part in sections(run, released))
    said = [line for name in ("forecast", "flow") for line in run("-C", str(released), name).out.splitlines()]
    sentences = [line.partition("; see ")[0] for line in said if " to do: " in line or " pile up in " in line]
    assert (len(sentences), [one for one in sentences if one not in over_time]) == (2, [])
    assert '<a href="#stage=mixing">Tracks pile up in Mixing: ' in sections(run, released)[1]
    rows = json.loads(run("-C", str(released), "forecast", "--by", "project", "-f", "json").out)["groups"]
    told = {row["name"]: (row["by_85"], row["kept"]) for row in rows if row["group"]}
    assert len(told) == 4
    for name, (day, kept) in told.items():
        mine = re.search(rf"{re.escape(name)}.*?{day} in 85 of 100 due date kept in (\d+) of 100", projects)
        assert mine
        assert int(mine[1]) == round(kept)


@pytest.mark.parametrize(
    ("ago", "missing"),
    [
        (40, "no finish in 26 whole weeks; forecast --history 40 looks"),
        (4, "1 finish in 4 whole weeks; a forecast needs 2 more"),
    ],
    ids=["too long ago", "too few"],
)
def test_the_page_says_why_there_is_no_forecast_in_the_words_of_the_terminal(
    tmp_path: Path, run: Run, ago: int, missing: str
) -> None:
    repository = Repository(tmp_path)
    day = date(2026, 11, 16) - timedelta(weeks=ago)
    tracks = [f"track-{number}" for number in range(6)]
    repository.commit(
        dict.fromkeys(tracks, "mixing"), files={"stages.yaml": STAGES_FILE}, at=f"{day}T12:00:00+0000"
    )
    out = tracks[: 5 if ago > 26 else 1]
    repository.commit(dict.fromkeys(out, "out"), at=f"{day + timedelta(days=1)}T12:00:00+0000")
    root = repository.write()
    why = run("-C", str(root), "forecast").err.strip()
    assert missing in why
    assert f"{why[0].upper()}{why[1:]}." in Parsed(sections(run, root)[1]).text


def test_a_page_of_few_tracks_does_not_say_what_others_did(released: Path, run: Run) -> None:
    _, over_time = sections(run, released, "--project", "summer-ep")
    assert "6 tracks to do</strong>" in over_time
    assert "Too little history: no finish in 26 whole weeks; a forecast needs 5 more finishes." in over_time
    _, by_stage = sections(run, released, "--stage", "mixing")
    assert (labels(by_stage)[-1], "pile up" in by_stage, "Finished" in by_stage, "to do" in by_stage) == (
        "8 Mixing",
        False,
        False,
        False,
    )


def test_what_was_archived_or_removed_counts_on_the_page_of_all_tracks(tmp_path: Path, run: Run) -> None:
    repository = Repository(tmp_path)
    stages = f"{STAGES_FILE}- id: old\n  kind: archived\n"
    repository.commit(
        {"a": "mixing", "b": "mixing", "c": "seed"}, files={"stages.yaml": stages}, at="2026-08-03"
    )
    repository.commit({"a": "out", "b": "out"}, at="2026-09-01")
    repository.commit({"a": "old", "b": None}, at="2026-10-01")
    repository.write()
    _, over_time = sections(run, tmp_path)
    assert "2 in 15 weeks, none in 14 of them, at most 2" in over_time
    assert "Not shown: 1 track archived, 1 track removed" in over_time
    assert labels(over_time) == ["1 Seed", "0 Mixing", "0 Published"]


def test_two_years_of_the_example_are_small(released: Path, run: Run) -> None:
    found = sections(run, released)
    assert [len(html.encode()) < size for html, size in zip(found, (8_000, 52_000), strict=True)] == [
        True,
        True,
    ]


def test_without_git_projects_have_their_stages_and_days_left(catalogue: Any, run: Run) -> None:
    root = catalogue(
        {
            "stages.yaml": STAGES_FILE,
            "projects.yaml": "projects:\n- {id: ep, due: 2026-11-24}\n- {id: ひみつ, parent: ep}\n- old\n",
            "tracks/a.yaml": "stage: seed\nprojects: ep",
            "tracks/b.yaml": "stage: out\nprojects: ひみつ",
            "tracks/c.yaml": "stage: out\nprojects: old",
            "tracks/d.yaml": "stage: mixng\nprojects: ひみつ",
        }
    )
    projects, over_time = sections(run, root)
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", projects, re.DOTALL)
    # What a pointer is told is what stands below the bar.
    assert [Parsed(re.sub("<title>.*?</title>", "", row)).text for row in rows] == [
        "Ep 1 Seed 1 Published 1 in no known stage 1 of 3 2026-11-24 in 3 days",
        "– ひみつ 1 Published 1 in no known stage 1 of 2 2026-11-24 in 3 days",
        "Old 1 Published 1 of 1",
    ]
    assert ("1 more project</summary>" in projects, over_time) == (True, "")


@pytest.mark.slow
def test_two_hundred_projects_are_thirty_and_the_rest_on_demand(catalogue: Any, run: Run) -> None:
    numbers = range(200)
    root = catalogue(
        {
            "stages.yaml": STAGES_FILE,
            "projects.yaml": "projects:\n" + "".join(f"- p{number}\n" for number in numbers),
            **{
                f"tracks/t{number}.yaml": f"stage: {'out' if number < 150 else 'seed'}\nprojects: p{number}"
                for number in numbers
            },
        }
    )
    projects, _ = sections(run, root)
    first, _, rest = projects.partition("<summary>170 more projects</summary>")
    assert (first.count("<tr><th"), rest.count("<tr><th")) == (1 + 30, 1 + 170)
    # Those in which something is left come first.
    assert re.findall("<bdi>P(.*?)</bdi>", first) == [str(number) for number in range(150, 180)]


@pytest.mark.slow
def test_many_stages_are_few_bands_with_every_track(tmp_path: Path, run: Run) -> None:
    repository = Repository(tmp_path)
    stages = "stages:\n" + "".join(f"- stage-{number}\n" for number in range(300))
    for week in range(10):
        day = date.fromisoformat(TODAY) - timedelta(weeks=10 - week)
        tracks = {f"t{number}": f"stage-{number + week}" for number in range(0, 290, 2)}
        repository.commit(tracks, files={"stages.yaml": stages}, at=day.isoformat(), number=week)
    repository.write()
    _, over_time = sections(run, tmp_path)
    found = labels(over_time)
    assert (len(found), sum(int(text.split()[0]) for text in found)) == (12, 145)
    assert len(over_time.partition("stays-heading")[0].encode()) < 30_000


@pytest.mark.parametrize(
    ("commits", "expected"),
    [
        ({}, None),
        ({"2026-11-21": {"a": "seed"}}, (["1 Seed"], False)),
        ({"2026-11-14": {"a": "seed", "b": "gone"}}, (["1 Seed", "1 in no known stage"], False)),
        ({"2026-11-01": {"a": "mixing"}, "2026-11-12": {"a": "out"}}, (["0 Mixing", "1 Published"], True)),
        ({"2026-11-01": {"a": "out"}, "2026-11-12": {"a": None}}, None),
    ],
    ids=["nothing", "one track today", "a stage that is gone", "one finish", "removed"],
)
def test_little_history_is_shown_as_it_is(
    commits: dict[str, dict[str, str | None]],
    expected: tuple[list[str], bool] | None,
    tmp_path: Path,
    run: Run,
) -> None:
    repository = Repository(tmp_path)
    repository.commit(files={"stages.yaml": STAGES_FILE}, at="2026-10-01")
    for day, tracks in commits.items():
        repository.commit(tracks, at=day)
    repository.write()
    _, over_time = sections(run, tmp_path)
    assert (labels(over_time), 'class="column"' in over_time) == (expected or ([], False))


def test_what_is_not_committed_has_no_charts_but_its_projects(catalogue: Any, run: Run) -> None:
    root = catalogue({"stages.yaml": STAGES_FILE})
    make_repository(root)
    (root / "tracks").mkdir()
    (root / "tracks/a.yaml").write_text("stage: seed\nprojects: ep", encoding="utf-8")
    projects, over_time = sections(run, root)
    assert ("1 Seed" in projects, labels(over_time)) == (True, [])


IN_SIGHT = """() => {
  const boxes = [...document.querySelectorAll(".label")].map((label) => label.getBoundingClientRect());
  const overlap = boxes.some((box, at) => at && box.top < boxes[at - 1].bottom - 1);
  const bars = [...document.querySelectorAll(".projects .bar")].map((bar) => bar.getBoundingClientRect().width);
  return [
    [boxes.length, overlap, boxes.every((box) => box.left > 0 && box.right <= innerWidth)],
    [bars.length, Math.min(...bars) > 120],
  ];
}"""


@pytest.mark.slow
@pytest.mark.slow
def test_charts_have_room_on_every_screen_and_a_pointer_is_told_more(
    browser: Any, released: Path, tmp_path: Path, run: Run
) -> None:
    file = tmp_path / "report.html"
    assert run("-C", str(released), "report", str(file), "--quiet").code == 0
    with opened(browser, file) as page:
        for width in (320, 390, 720, 1280):
            page.set_viewport_size({"width": width, "height": 700})
            assert page.evaluate(IN_SIGHT) == [[6, False, True], [8, True]]
        chart = page.locator(".chart").first
        chart.scroll_into_view_if_needed()
        box = chart.bounding_box()
        seen = page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).textContent",
            [box["x"] + box["width"] - 20, box["y"] + box["height"] - 30],
        )
        page.emulate_media(forced_colors="active")
        fills = page.eval_on_selector_all(
            ".area", "(all) => [...new Set(all.map((area) => getComputedStyle(area).fill))]"
        )
    assert seen.splitlines()[-1] == "22 Published"
    assert len(fills) == 1


@pytest.mark.slow
def test_the_longest_days_are_explained_where_they_are_shown(browser: Any, music: Path) -> None:
    with opened(browser, music / "report.html") as page:
        found = []
        for size in ({"width": 1280, "height": 800}, PHONE):
            page.set_viewport_size(size)
            found.append([page.locator(name).is_visible() for name in (".stays th:nth-child(7)", ".longest")])
    assert found == [[True, True], [False, False]]
