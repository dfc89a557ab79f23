"""The page counts what its rows carry and what the other commands count, and takes no text for markup."""

import json
import re
from collections import Counter
from contextlib import redirect_stdout
from datetime import timedelta
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.cli import main
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency
from prodash.model.catalogue.project import Project
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.workflow import Workflow
from prodash.model.select.filters import Filters
from prodash.model.select.select import Selected
from prodash.render.report.report import Page, as_page
from prodash.render.terminal.width import clean
from tests.conftest import write_files
from tests.examples import examples
from tests.model.catalogues import TODAY, catalogues
from tests.parsed import Parsed

FIELDS = ("stage", "workflow", "project", "due", "attention")


def page_of(catalogue: Catalogue, title: str = "Page") -> str:
    page = Page(title, Selected(catalogue.tracks), Filters(), (), TODAY)
    return as_page(catalogue, page).decode()


def choices(html: str, field: str) -> dict[str, int]:
    """The choices of one filter, each with the number that it says."""
    box = rf'<input type="checkbox" name="{field}" value="([^"]+)">.*<span class="number">([\d,]+)</span>'
    return {unescape(value): int(number.replace(",", "")) for value, number in re.findall(box, html)}


@given(catalogues())
@examples(6)
def test_each_choice_says_how_many_rows_carry_it(catalogue: Catalogue) -> None:
    html = page_of(catalogue)
    rows = [found for tag, found in Parsed(html).elements if tag == "tr" and "data-place" in found]
    assert len(rows) == len(catalogue.tracks)
    for field in FIELDS:
        values = [value for row in rows for value in (row.get(f"data-{field}") or "").split("\t") if value]
        assert Counter(choices(html, field)) == Counter(values)


FILES = {
    "projects.yaml": "projects: [{id: ep, due: 2026-11-25}, {id: sides, parent: ep}]\n",
    "workflows.yaml": "workflows: [mastering]\n",
    **{f"tracks/mix{n}.yaml": f"stage: mixing\ndue: 2026-11-{18 + n}\n" for n in range(6)},
    "tracks/seed.yaml": "stage: seed\nprojects: sides\n",
    "tracks/ready.yaml": "stage: ready-to-release\nworkflows: mastering\ndue: 2027-01-01\n",
    "tracks/out.yaml": "stage: published\nprojects: ep\n",
    "tracks/old.yaml": "stage: archived\ndue: 2026-11-01\n",
}
FILTERS = (
    ("--all",), ("-s", "mixing"), ("--not-stage", "seed"), ("--past", "seed"), ("--before", "published"),
    ("-s", "archived,mixing"), ("-p", "ep"), ("-w", "none"), ("--due", "week"), ("--search", "mix"),
)  # fmt: skip


@pytest.fixture(scope="module")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_files(tmp_path_factory.mktemp("music"), FILES)


def answer(root: Path, command: str, argv: list[str]) -> dict[str, Any]:
    with redirect_stdout(StringIO()) as out:
        assert main(["-C", str(root), command, "--quiet", "--format", "json", *argv]) == 0
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


@given(st.lists(st.sampled_from(FILTERS), unique=True, max_size=2))
@examples(8)
def test_the_page_counts_what_other_commands_count(music: Path, filters: list[tuple[str, ...]]) -> None:
    argv = [word for words in filters for word in words]
    assert main(["-C", str(music), "report", str(music / "page.html"), "--quiet", *argv]) == 0
    html = (music / "page.html").read_text(encoding="utf-8")
    text = Parsed(html).text
    breakdown, due = answer(music, "breakdown", argv), answer(music, "due", argv)

    names = {stage["stage"]: stage["name"] for stage in breakdown["stages"]}
    bars = text.partition("Stage Bar Tracks Share Overdue ")[2].partition(" Board ")[0]
    for stage in breakdown["stages"]:
        late = f" {stage['overdue']}" if stage["overdue"] else ""
        assert f"{stage['name']} {stage['tracks']} {stage['share']:.0%}{late}" in bars
    assert bars.count("%") == len(names)
    pile = re.search(r"(\S+) is where tracks wait", bars)
    assert (pile and pile[1]) == names.get(breakdown["bottleneck"])

    groups = Counter(track["due_when"] for track in due["tracks"])
    said = choices(html, "due")
    assert {when: said.get(when, 0) for when in groups} == groups
    late, today, *ahead = (groups[when] for when in (*Urgency,)[: Urgency.LATER.position])
    week = sum(ahead)
    tiles = f"Tracks {breakdown['tracks']} Overdue {late} Due today {today} Due in the next 7 days {week} "
    assert tiles in text


def page_about(text: str) -> Parsed:
    """A page on which all that can be named is called *text*."""
    day = TODAY + timedelta(days=3)
    project = Project("p", text, "#ea7317", due=day)
    track = Track("t", "tracks/t.yaml", text, "s", ("w",), ("p",), custom={text: text}, notes="")
    catalogue = Catalogue.of(
        stages=[Stage("s", text, "#9333ea", text)],
        workflows=[Workflow("w", text, "#0c8fd6")],
        projects=[project],
        tracks=[track],
    )
    return Parsed(page_of(catalogue, text))


SIGNS = st.sampled_from(["<", ">", "&", '"', "'", "/", "<b>", "</script>", "-->", "&lt;", "{{", "{%", "]]>"])
TEXTS = st.lists(SIGNS | st.text(max_size=3), min_size=1).map("".join).filter(str.strip)


@pytest.mark.slow
@given(TEXTS)
@examples(8)
def test_no_text_is_taken_for_anything_else(text: str) -> None:
    page, plain = page_about(text), page_about("Plain")
    assert page.open == []
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements]
    assert [set(found) for _, found in page.elements] == [set(found) for _, found in plain.elements]
    assert page.words.count(" ".join(clean(text).split())) >= 5
