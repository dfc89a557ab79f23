"""Change values: the value of a field before and after a change, as people read it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import BY_FIELD
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.value import Value, as_text, parse_scalar
from prodash.model.merge.in_conflict import BOTH
from prodash.model.plan.change import TRACK, Change
from prodash.render.terminal.width import clean

_NOTHING = "(none)"


class ShownValue(NamedTuple):
    """The value before or after a change: names instead of ids.

    stage   the stage that `text` names, which has a badge
    note    what can be said about it if there is room
    """

    text: str
    stage: Stage | None = None
    note: str = ""


def shown_values(change: Change, catalogue: Catalogue) -> tuple[ShownValue, ShownValue]:
    """The value before and after; if both have the same name, as the file writes them."""
    entries = _entries_by_id(change, catalogue)
    before, after = _shown_value(change.before, entries), _shown_value(change.after, entries)
    if before == after:
        before, after = _shown_value(change.before, {}), _shown_value(change.after, {})
    if before == after:
        before, after = _in_brackets(change.before), _in_brackets(change.after)
    return (before, after) if before != after else (_as_typed(change.before), _as_typed(change.after))


def differing_values(change: Change, catalogue: Catalogue) -> tuple[ShownValue | None, ShownValue]:
    """The value before and after; of a text of several lines, only the lines that differ.

    If lines are only added or only removed, there is one value, as in `+ Check the bridge`.
    """
    before, after = change.before, change.after
    if not (
        isinstance(before, str) and isinstance(after, str) and before.strip() and "\n" in f"{before}{after}"
    ):
        return shown_values(change, catalogue)
    from prodash.render.terminal.text_difference import differing_lines

    lines = list(differing_lines(before.splitlines(), after.splitlines()))
    lost, got = ("\n".join(line[2:] for line in lines if line.startswith(sign)) for sign in "-+")
    if lost and got:
        return ShownValue(clean(lost)), ShownValue(clean(got))
    return None, ShownValue(f"− {clean(lost)}" if lost else f"+ {clean(got)}")


def list_difference(change: Change, catalogue: Catalogue) -> ShownValue | None:
    """The items that a list loses and gets, as in `− Vocals  + Artwork`; None if something else changes."""
    before, after = (set(map(as_text, _items(value))) - {""} for value in (change.before, change.after))
    if not any(isinstance(value, tuple) for value in (change.before, change.after)) or before == after:
        return None
    if as_text(change.before) == as_text(change.after):
        return None
    entries = _entries_by_id(change, catalogue)
    lost = [item for item in _items(change.before) if as_text(item) in before - after]
    got = [item for item in _items(change.after) if as_text(item) in after - before]
    parts = [
        f"{sign} {_shown_value(tuple(items), entries).text}"
        for sign, items in (("−", lost), ("+", got))
        if items
    ]
    return ShownValue("  ".join(parts))


def _in_brackets(value: Value) -> ShownValue:
    """*value*, a list in brackets, because nothing else tells it from a text with commas."""
    if not (isinstance(value, tuple) and value):
        return _shown_value(value, {})
    items = (f"'{text}'" if "," in text else text for text in map(as_text, value))
    return ShownValue(clean(f"[{', '.join(items)}]"))


def _as_typed(value: Value) -> ShownValue:
    """*value* with quotes around empty texts and texts that look like numbers, because nothing else tells them from those."""
    if value is None or value == ():
        return _shown_value(value, {})
    texts = [
        f'"{item}"' if isinstance(item, str) and (not item or parse_scalar(item) != item) else as_text(item)
        for item in (value if isinstance(value, tuple) else (value,))
    ]
    return ShownValue(clean(f"[{', '.join(texts)}]" if isinstance(value, tuple) else texts[0]))


def _shown_value(value: Value, entries: Mapping[str, Any]) -> ShownValue:
    texts = [as_text(item) for item in _items(value)]
    if not any(texts):
        return ShownValue(_NOTHING)
    found = [entries.get(text) for text in texts]
    names = [_name(text, entries) for text in texts]
    return ShownValue(clean(", ".join(names)), found[0] if isinstance(found[0], Stage) else None)


def _name(text: str, entries: Mapping[str, Any]) -> str:
    """The name of the entry that *text* is the id of, or of both that were in conflict; else *text*."""
    ids = [text] if entries.get(text) else text.split(BOTH)
    return BOTH.join(entry.name if (entry := entries.get(one)) else one for one in ids)


def _entries_by_id(change: Change, catalogue: Catalogue) -> dict[str, Any]:
    """The stages, workflows or projects that a change of a track names, by id.

    It is empty if a new one is not in the catalogue, as after a rename: then both values show ids.
    """
    if change.kind != TRACK or change.field not in BY_FIELD:
        return {}
    vocabulary = BY_FIELD[change.field].vocabulary_of(catalogue)
    new, old = ({as_text(item) for item in _items(value)} for value in (change.after, change.before))
    if any(text and vocabulary.find(text) is None for text in new - old) and vocabulary.is_declared:
        return {}
    return {one: vocabulary.find(one) for text in new | old if text for one in {text, *text.split(BOTH)}}


def _items(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)
