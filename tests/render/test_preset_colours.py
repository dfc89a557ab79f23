"""The colours of the presets are told apart by everybody, on dark and on light grounds, and mean one thing only."""

from itertools import combinations

import pytest

from prodash.render.terminal.contrast import better_foreground, contrast, rgb
from prodash.render.terminal.screen import Depth
from prodash.render.terminal.style import colour_badge
from prodash.render.terminal.words import URGENCY_COLOURS
from prodash.storage.read.entries import read_stages, read_workflows
from tests.conftest import EXAMPLE, PACKAGE
from tests.vision import VISIONS, Lab, difference, seen

APART, WORKFLOWS_APART = 15, 10.5
LATE, SOON = URGENCY_COLOURS
GROUNDS = {
    "black": "#000000",
    "GitHub dark": "#0d1117",
    "white": "#ffffff",
    "Solarized light": "#fdf6e3",
    "Solarized dark": "#002b36",
}
LEAST = {"Solarized dark": 2.35}
"""No colour has 3 on Solarized dark and on white, and is at the same time as dark as some of seven have to be."""

PUBLISHED = [
    (Lab(50, 2.6772, -79.7751), Lab(50, 0, -82.7485), 2.0425),
    (Lab(50, 2.5, 0), Lab(73, 25, -18), 27.1492),
    (Lab(60.2574, -34.0099, 36.2677), Lab(60.4626, -34.1751, 39.4387), 1.2644),
    (Lab(2.0776, 0.0795, -1.1350), Lab(0.9033, -0.0636, -0.5514), 0.9082),
]
"""From the table of Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula"."""


def preset(name: str, kind: str) -> dict[str, str]:
    """The colours of the stages or the workflows of a preset, by id."""
    read = read_stages if kind == "stages" else read_workflows
    entries, _ = read(f"{kind}.yaml", (PACKAGE / f"presets/{name}/{kind}.yaml").read_bytes())
    return {entry.id: entry.colour for entry in entries or ()}


def nearest(colours: dict[str, str], vision: str) -> tuple[float, str, str]:
    """The two of *colours* that differ least, and how much."""
    labs = {name: seen(rgb(colour), vision) for name, colour in colours.items()}
    return min((difference(labs[one], labs[other]), one, other) for one, other in combinations(labs, 2))


@pytest.mark.parametrize(("one", "other", "published"), PUBLISHED)
def test_differences_are_those_that_were_published(one: Lab, other: Lab, published: float) -> None:
    assert difference(one, other) == pytest.approx(published, abs=0.0001)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", ["music", "growth"])
def test_no_two_stages_look_alike_to_anybody(name: str, vision: str) -> None:
    least = nearest(preset(name, "stages"), vision)
    assert least[0] >= APART, least


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", ["music", "growth"])
def test_no_two_workflows_look_alike_and_none_like_an_alarm(name: str, vision: str) -> None:
    workflows = preset(name, "workflows")
    assert len(workflows) == 7
    least = nearest(workflows, vision)
    assert least[0] >= WORKFLOWS_APART, least
    assert all(far(colour, LATE) >= APART for colour in workflows.values())


def far(one: str, other: str) -> float:
    return difference(seen(rgb(one), "usual"), seen(rgb(other), "usual"))


STAGES = {(name, id_): c for name in ("music", "growth") for id_, c in preset(name, "stages").items()}


@pytest.mark.parametrize("colour", STAGES.values(), ids=map(" ".join, STAGES))
def test_a_stage_is_legible_on_every_ground_and_never_like_a_due_date(colour: str) -> None:
    assert contrast(better_foreground(rgb(colour)), rgb(colour)) >= 4.5
    on = {name: contrast(rgb(colour), rgb(ground)) for name, ground in GROUNDS.items()}
    assert [(name, ratio) for name, ratio in on.items() if ratio < LEAST.get(name, 3)] == []
    assert min(far(colour, urgency) for urgency in URGENCY_COLOURS) >= APART


@pytest.mark.parametrize("depth", [Depth.ANSI_16, Depth.ANSI_256], ids=lambda depth: depth.name)
@pytest.mark.parametrize("name", ["music", "growth"])
def test_each_stage_has_a_colour_of_its_own_where_there_are_few(name: str, depth: Depth) -> None:
    stages = preset(name, "stages")
    assert len({colour_badge("x", colour, depth) for colour in stages.values()}) == len(stages)


def test_the_example_has_the_stages_of_the_preset_and_its_colours_of_workflows() -> None:
    assert (EXAMPLE / "stages.yaml").read_bytes() == (PACKAGE / "presets/music/stages.yaml").read_bytes()
    workflows, _ = read_workflows("workflows.yaml", (EXAMPLE / "workflows.yaml").read_bytes())
    of_preset = preset("music", "workflows")
    own = {workflow.id: workflow.colour for workflow in workflows or () if "colour" in workflow.keys}
    assert own == {id_: of_preset[id_] for id_ in own}
