"""Lanes: the lines of a lane of a board: its head, and its cards below."""

from collections.abc import Iterator

from prodash.model.views.board import Lane
from prodash.render.board.cards import EDGE_WIDTH, Cards
from prodash.render.terminal.label import visible_emoji
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BADGE_MARGIN, DIM, colour_badge, paint
from prodash.render.terminal.width import clean, pad, shorten, width

HEAD_LINES = 2
_RULE = "─"
_EMPTY_LANE = "–"


def head_width(lane: Lane, screen: Screen, *, emoji: bool) -> int:
    """The columns that the head of *lane* needs, with its *emoji* or without."""
    return (
        width(_emoji(lane, screen)) * emoji + width(_name(lane)) + 1 + len(_number(lane)) + _margins(screen)
    )


def head_lines(lane: Lane, columns: int, screen: Screen) -> list[str]:
    """Emoji, name and number of tracks of *lane* in all *columns*, and what sets them apart from the cards.

    The emoji is left out if the name would be shortened.
    """
    emoji = _emoji(lane, screen) if head_width(lane, screen, emoji=True) <= columns else ""
    room = max(columns - width(emoji) - _margins(screen), 1)
    left = max(room - len(_number(lane)) - 1, 1)
    text = shorten(f"{pad(shorten(_name(lane), left), left)} {_number(lane)}", room)
    below = _RULE * columns if screen.depth is Depth.NONE else ""
    return [pad(emoji + colour_badge(text, lane.group.colour, screen.depth), columns), below]


def card_lines(lane: Lane, cards: Cards) -> Iterator[str]:
    """The cards of *lane*, and how many are hidden; each line is empty or as wide as the lane."""
    for number, card in enumerate(lane.cards):
        if number and cards.apart:
            yield ""
        yield from cards.lines(card)
    last = more_text(lane) or ("" if lane.cards else _EMPTY_LANE)
    if last:
        yield from [""] * (bool(lane.cards) and cards.apart)
        yield pad(" " * EDGE_WIDTH + paint(last, DIM, cards.screen.depth), cards.columns)


def more_text(lane: Lane) -> str:
    """How many cards of *lane* are hidden, as `+3 more`; an empty text if there are none."""
    return f"+{lane.hidden:,} more" if lane.hidden else ""


def _number(lane: Lane) -> str:
    return f"{lane.track_count:,}"


def _name(lane: Lane) -> str:
    return clean(lane.group.name)


def _emoji(lane: Lane, screen: Screen) -> str:
    """The emoji with a space after it; empty if there is none."""
    return f"{emoji} " if (emoji := visible_emoji(lane.group, screen)) else ""


def _margins(screen: Screen) -> int:
    return 0 if screen.depth is Depth.NONE else 2 * BADGE_MARGIN
