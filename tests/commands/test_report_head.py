"""report tells the browser a title and an icon, and search engines that the page is not for them."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conftest import Files, Ran
from tests.parsed import Parsed

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

START = "data:image/svg+xml,"


def page_of(run: Run, *argv: str) -> Parsed:
    run("report", "page.html", *argv)
    return Parsed(Path("page.html").read_text(encoding="utf-8"))


def icon(page: Parsed) -> str:
    (address,) = [found["href"] or "" for tag, found in page.elements if tag == "link"]
    return address


def stages(number: int) -> Files:
    colours = (f"{{id: s{n:03}, colour: '#{n:06x}'}}" for n in range(number))
    return {"stages.yaml": f"stages: [{', '.join(colours)}]\n"}


BARS = {
    1: [0],
    2: [0, 1],
    5: [0, 1, 2, 3, 4],
    6: [0, 1, 2, 4, 5],
    300: [0, 75, 150, 224, 299],
}


@pytest.mark.parametrize(("number", "shown"), BARS.items(), ids=str)
def test_the_icon_has_a_bar_for_each_of_a_few_stages(
    number: int, shown: list[int], catalogue: Make, run: Run
) -> None:
    """From the first to the last, all inside the picture; it is a picture without script, and loads nothing."""
    catalogue(stages(number))
    address = icon(page_of(run))
    assert (address.startswith(START), set(address) & set("\"'<> #")) == (True, set())
    svg = ET.fromstring(unquote(address.removeprefix(START)))  # noqa: S314 (ours)
    bars = [element for element in svg.iter() if element.tag.endswith("rect")]
    assert [bar.get("fill") for bar in bars] == [f"#{n:06x}" for n in shown]
    sides = [(float(bar.get("x", 0)), float(bar.get("width", 0))) for bar in bars]
    assert (sides[0][0] >= 1, sum(sides[-1]) <= 31) == (True, True)
    assert {element.tag.partition("}")[2] for element in svg.iter()} == {"svg", "g", "rect"}


NAMES = {
    "words": ("my-music", "My Music"),
    "a name with signs": ("<b>&", "<b>&"),
    "another script": ("音楽", "音楽"),
}


@pytest.mark.parametrize(("folder", "title"), NAMES.values(), ids=NAMES)
def test_the_title_is_that_of_the_dashboard(
    folder: str, title: str, catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    named = root.rename(root.with_name(folder))
    monkeypatch.chdir(named)
    page = page_of(run)
    assert page.text.startswith(f"{title} Skip to the overview {title} As of")
    assert run().out.splitlines()[0].startswith(f"{title} · ")


def test_search_engines_are_kept_away_and_links_tell_nothing_of_the_page(catalogue: Make, run: Run) -> None:
    """No summary for those who only got the address: it would show in a chat."""
    catalogue({"tracks/a.yaml": "stage: seed\n"})
    named = {
        found.get("name"): found["content"] for tag, found in page_of(run).elements if "content" in found
    }
    assert (named["robots"], named["referrer"]) == ("noindex", "no-referrer")
    assert [name for name in named if name in {"description", "og:title", "twitter:card"}] == []
