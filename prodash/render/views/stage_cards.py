"""Stage cards: what each stage means and how many tracks it has, in a few lines."""

from collections.abc import Sequence

from prodash.model.catalogue.stage import StageKind
from prodash.model.views.breakdown import StageCount
from prodash.render.terminal.label import label
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, colour_badge, paint
from prodash.render.terminal.width import clean, pad, shorten, width, wrap
from prodash.render.terminal.words import pluralise

_COUNT_WIDTH = 16
_KINDS = {
    StageKind.ACTIVE: "active",
    StageKind.FINISHED: "finished: never overdue",
    StageKind.ARCHIVED: "archived: left out of views",
}


def stage_cards(counts: Sequence[StageCount], screen: Screen) -> str:
    """A card for each stage: badge, number of tracks, description, id, colour and kind."""
    labels = [label(counted.stage, screen) for counted in counts]
    if screen.width is not None:
        labels = [shorten(text, screen.width - _COUNT_WIDTH) for text in labels]
    longest = max(map(width, labels), default=0)
    return "\n\n".join(
        _stage_card(counted, pad(text, longest), screen) for counted, text in zip(counts, labels, strict=True)
    )


def _stage_card(counted: StageCount, text: str, screen: Screen) -> str:
    stage = counted.stage
    facts = [stage.id, stage.colour, _KINDS[stage.kind]]
    head = f"{colour_badge(text, stage.colour, screen.depth)}  {paint(pluralise(counted.tracks, 'track'), BOLD, screen.depth)}"
    lines = [head, *wrap(clean(stage.description), screen, "  ")]
    foot = paint(" · ".join(clean(fact) for fact in facts if fact), DIM, screen.depth)
    return "\n".join([*lines, *wrap(foot, screen, "  ")])
