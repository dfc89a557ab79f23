"""Ask: let the user choose a side for each field in conflict, on a terminal."""

from prodash.model.merge.in_conflict import FieldInConflict, WhoseSides, side_text
from prodash.render.terminal.width import clean, shorten, width
from prodash.session.resolve.decisions import Decisions
from prodash.session.resolve.find import Conflicts
from prodash.session.session import Session
from prodash.session.terminal.choose import NUMBER_WIDTH, choose_by_number
from prodash.storage.conflicts.conflicted import Conflicted
from prodash.storage.merge.pieces import SIDES, Side

_LEAVE = "leave it in conflict"
_GAP = "  "


def ask_for_sides(session: Session, conflicts: Conflicts) -> Decisions:
    """The side of each field that the user chooses; raises DeclinedError, UsageError."""
    picked: dict[tuple[str, str], Side] = {}
    for found in conflicts.files:
        for conflict, field in zip(found.conflicts, found.in_conflict.fields, strict=True):
            side = _ask(session, found, field, conflicts.whose)
            if side:
                picked[found.path, conflict.name] = side
    return Decisions(picked=picked)


def _ask(session: Session, found: Conflicted, field: FieldInConflict, whose: WhoseSides) -> Side | None:
    name = clean(found.in_conflict.title or found.path)
    lines = [
        *_side_lines(session, (field.ours, whose.ours.words), (field.theirs, whose.theirs.words)),
        _LEAVE,
    ]
    number = choose_by_number(session.console, lines, f"{name}: which {clean(field.name)}?")
    return SIDES[number] if number < len(SIDES) else None


def _side_lines(session: Session, *sides: tuple[object, str]) -> list[str]:
    """A line for each side: its value, and whose it is."""
    room = session.console.error_screen.columns - NUMBER_WIDTH
    texts = [clean(side_text(value)) for value, _ in sides]  # type: ignore[arg-type]
    longest = min(max(map(width, texts)), max(room // 2, 12))
    lines = []
    for text, (_, words) in zip(texts, sides, strict=True):
        value = shorten(text, longest)
        gap = " " * (longest - width(value)) + _GAP
        lines.append(shorten(value + gap + clean(words), room))
    return lines
