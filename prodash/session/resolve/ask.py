"""Ask: let the user choose a side for each field in conflict, on a terminal."""

from collections.abc import Sequence

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.value import Value
from prodash.model.merge.in_conflict import FieldInConflict, WhoseSides, side_text
from prodash.render.terminal.label import label
from prodash.render.terminal.width import clean, pad, shorten, width
from prodash.session.resolve.decisions import Decisions
from prodash.session.resolve.find import find_conflicts
from prodash.session.session import Session
from prodash.session.terminal.choose import NUMBER_WIDTH, choose_by_number
from prodash.storage.conflicts.conflicted import Conflicted
from prodash.storage.merge.pieces import SIDES, Side

_LEAVE = "leave it in conflict"
_GAP = "  "
_NEVER_CUT = 24
"""The columns of a value, such as a stage, that is more important than whose it is."""
_LEAST = 8
"""The fewest columns in which it is said whose a value is."""


def ask_for_sides(session: Session, words: Sequence[str]) -> Decisions:
    """The side that the user chooses for each field in conflict in the files that *words* name.

    Raises DeclinedError, UsageError, and what `find_conflicts` raises.
    """
    catalogue = session.load()
    conflicts = find_conflicts(session, catalogue, words)
    picked: dict[tuple[str, str], Side] = {}
    for file in conflicts.files:
        for conflict, field in zip(file.conflicts, file.in_conflict.fields, strict=True):
            side = _ask(session, catalogue, file, field, conflicts.whose)
            session.console.print_err_lines([""])
            if side:
                picked[file.path, conflict.name] = side
    return Decisions(picked=picked)


def _ask(
    session: Session, catalogue: Catalogue, file: Conflicted, field: FieldInConflict, whose: WhoseSides
) -> Side | None:
    name = clean(file.in_conflict.title or file.path)
    values = [_shown(session, catalogue, field.name, value) for value in (field.ours, field.theirs)]
    lines = [*_side_lines(session, values, (whose.ours.words, whose.theirs.words)), _LEAVE]
    number = choose_by_number(session.console, lines, f"{name}: which {clean(field.name)}?")
    return SIDES[number] if number < len(SIDES) else None


def _shown(session: Session, catalogue: Catalogue, name: str, value: Value) -> str:
    """The value of one side as one line: a stage by its name."""
    text = side_text(value)
    stage = catalogue.stages.find(text) if name == catalogue.stage_key else None
    return label(stage, session.console.error_screen) if stage else clean(text)


def _side_lines(session: Session, values: Sequence[str], whose: Sequence[str]) -> list[str]:
    """A line for each side: its value, and whose it is if there is room."""
    room = session.console.error_screen.columns - NUMBER_WIDTH
    longest = min(max(map(width, values)), room, max(room // 2, _NEVER_CUT))
    shown = [pad(shorten(value, longest), longest) for value in values]
    beside = room - longest - len(_GAP)
    if beside < _LEAST:
        return [value.rstrip() for value in shown]
    return [
        f"{value}{_GAP}{shorten(clean(words), beside)}" for value, words in zip(shown, whose, strict=True)
    ]
