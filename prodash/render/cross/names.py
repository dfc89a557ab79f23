"""Names: those of groups, of projects as a tree, in cells and as badges at the left of the rows of a cross table."""

from collections.abc import Iterable, Sequence

from prodash.model.views.grouping import Group
from prodash.render.formats.sheet import Cell
from prodash.render.sheets.projects import tree_prefix
from prodash.render.terminal.badges import badge_column
from prodash.render.terminal.label import visible_emoji
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BADGE_MARGIN, DIM, Look, paint
from prodash.render.terminal.width import pad, shorten, width

_MAX_SHARE = 0.4


def group_cell(group: Group) -> Cell:
    """The name of *group* on its colour."""
    return Cell(_tree_name(group), Look(background=group.colour))


def named_in_tree(groups: Iterable[Group]) -> list[Group]:
    """*groups* without their tracks, named as badges show them."""
    return [group._replace(name=_tree_name(group), tracks=()) for group in groups]


def _tree_name(group: Group) -> str:
    return tree_prefix(group.depth) + group.name


def row_names(groups: Sequence[Group], screen: Screen, others_width: int, total: str = "") -> list[str]:
    """The names of *groups* in their order, those of projects as a tree, and *total*, all of one width.

    They are cut if that leaves fewer than *others_width* columns, but not to less than two fifths of the screen.
    """
    named = named_in_tree(groups)
    room = None if screen.width is None else max(int(screen.width * _MAX_SHARE), screen.width - others_width)
    names = list(map(badge_column(named, screen, room), named))
    if width(names[0]) < len(total):
        names = [pad(name, len(total)) for name in names]
    return [*names, *([_total(total, named, width(names[0]), screen)] if total else [])]


def _total(text: str, groups: Sequence[Group], columns: int, screen: Screen) -> str:
    """*text* below the names, as wide as they are with emoji and margins."""
    emoji_width = max(width(visible_emoji(group, screen)) for group in groups)
    indent = emoji_width + bool(emoji_width) + (0 if screen.depth is Depth.NONE else BADGE_MARGIN)
    indent = min(indent, max(columns - len(text), 0))
    return pad(" " * indent + paint(shorten(text, columns), DIM, screen.depth), columns)
