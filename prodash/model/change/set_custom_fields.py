"""Setting own keys: assignments to the user's own keys, which hold one value or a list."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text, typed
from prodash.model.change.assignment import Assignment
from prodash.model.change.change import TRACK, SetValue
from prodash.model.names.names import loose


def own_setter(
    catalogue: Catalogue, field: str, assignments: Sequence[Assignment]
) -> Callable[[Track], SetValue | str]:
    """What the assignments to one key of the user's own do to a track, or why they cannot."""

    @cache
    def is_list() -> bool:
        kinds = {type(value) for track in catalogue.tracks if (value := track.own.get(field)) is not None}
        return not kinds or tuple in kinds

    return lambda track: _own_change(track, field, assignments, is_list)


def _own_change(
    track: Track, field: str, assignments: Sequence[Assignment], is_list: Callable[[], bool]
) -> SetValue | str:
    (*_, last) = assignments
    present = _without_nothing(track.own.get(field))
    before = None if field not in track.keys else "" if present is None else present
    if last.sign == "=" and not last.value:
        return SetValue(TRACK, track.id, track.path, field, before, None)
    if not _is_texts(present):
        return f"{field} holds more than texts; change it by hand"
    if last.sign == "=" and not isinstance(present, tuple):
        return SetValue(
            TRACK, track.id, track.path, field, before, _as_before(present, last.value), last.value
        )
    if reason := _no_list(field, present, is_list):
        return reason
    values = {as_text(value): value for value in _items(present)}
    texts = tuple(map(as_text, _items(present)))
    for assignment in assignments:
        texts = _combined_own(texts, assignment)
    if texts == tuple(values) and last.sign != "=":
        return SetValue(TRACK, track.id, track.path, field, before, before)
    after = None if before is None and not texts else tuple(values.get(text, typed(text)) for text in texts)
    return SetValue(TRACK, track.id, track.path, field, before, after, None if after is None else texts)


def own_value_change(track: Track, field: str, value: Value) -> SetValue | str:
    """What another value of any kind does to one key of a track, None taking it away, or why it cannot."""
    present = track.own.get(field)
    before = None if field not in track.keys else "" if present is None else present
    if value is None:
        return SetValue(TRACK, track.id, track.path, field, before, None)
    if not (_is_texts(present) and _is_texts(value)) or None in _items(value):
        return f"{field} holds more than texts; change it by hand"
    if isinstance(present, tuple) and not isinstance(value, tuple):
        return f"{field} is a list there; change it by hand"
    written = tuple(map(as_text, value)) if isinstance(value, tuple) else as_text(value)
    return SetValue(TRACK, track.id, track.path, field, before, value, written)


def _without_nothing(value: Value) -> Value:
    """*value* without the empty items of a list, which count for nothing in every list."""
    return tuple(item for item in value if item is not None) if isinstance(value, tuple) else value


def _items(value: Value) -> tuple[Value, ...]:
    """The items of a list; one value is a list of one, and nothing or an empty text a list of none."""
    if isinstance(value, tuple):
        return value
    return () if value is None or value == "" else (value,)


def _as_before(present: Value, text: str) -> Value:
    """*text* as the file will say it: in quotes, and so a text, where a number or boolean is in quotes now."""
    return text if isinstance(present, str) and typed(present) != present else typed(text)


def _no_list(field: str, present: Value, is_list: Callable[[], bool]) -> str:
    """Why the key cannot be a list in this track; empty where it can."""
    if isinstance(present, int | float):
        return f"{field} holds one value ({as_text(present)}), not a list; write {field}=VALUE"
    if present is None and not is_list():
        return f"{field} holds one value in other tracks, not a list; write {field}=VALUE"
    return ""


def _is_texts(value: Value) -> bool:
    """Whether it is one value or a list of such, neither a group of keys nor a list with lists in it."""
    inner = value if isinstance(value, tuple) else (value,)
    return not isinstance(value, Mapping) and not any(isinstance(item, tuple | Mapping) for item in inner)


def _combined_own(texts: tuple[str, ...], assignment: Assignment) -> tuple[str, ...]:
    names = dict.fromkeys(assignment.names)
    if assignment.sign == "+=":
        return texts + tuple(name for name in names if name not in texts)
    if assignment.sign == "-=":
        gone = {found for name in names if (found := _meant(name, texts)) is not None}
        return tuple(text for text in texts if text not in gone)
    return tuple(names)


def _meant(name: str, texts: tuple[str, ...]) -> str | None:
    """The item that *name* means: the same text, or the only one that is alike."""
    if name in texts:
        return name
    alike = {text for text in texts if loose(text) == loose(name)}
    return alike.pop() if len(alike) == 1 else None
