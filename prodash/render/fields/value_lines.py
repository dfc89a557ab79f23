"""Value lines: the value of a custom field on a card, a line for each item of a list of mappings."""

from collections.abc import Iterable, Mapping, Sequence

from prodash.model.catalogue.value import Value, as_text
from prodash.model.custom_fields.value_types import is_link
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint
from prodash.render.terminal.width import clean, flow, pad, shorten, width, wrap

_GAP = "  "
_INDENT = "  "
_MOST_ITEMS, _MOST_TEXTS = 10, 24
"""How many items of a list a terminal shows: those with a line each, and those in a row."""
_NAMING_KEYS = frozenset({"name", "title", "role", "platform", "service", "site", "type", "label"})
"""The keys whose values name a mapping, so that they need no key themselves."""


def value_lines(value: Value, screen: Screen) -> list[str]:
    """The lines that show *value*, none if it is empty; long lists end with the number of further items on a terminal."""
    # What is deeply nested finds no room on a narrow screen.
    return [part for line in _lines(value, screen) for part in wrap(line, screen)]


def _lines(value: Value, screen: Screen) -> list[str]:
    if isinstance(value, Mapping):
        return _mapping_lines(value, screen)
    if isinstance(value, tuple) and any(isinstance(item, Mapping) for item in value):
        return _item_lines(value, screen)
    text = _row(value, screen) if isinstance(value, tuple) else clean(as_text(value))
    return flow([text], _GAP, screen) if text.strip() else []


def _row(items: Sequence[Value], screen: Screen) -> str:
    """Items of a list in a row."""
    texts = [clean(as_text(item)) for item in items]
    if screen.width is None or len(texts) <= _MOST_TEXTS:
        return ", ".join(texts)
    return f"{', '.join(texts[:_MOST_TEXTS])}, {_more(len(texts) - _MOST_TEXTS, screen)}"


def _more(number: int, screen: Screen) -> str:
    return paint(f"… {number:,} more", DIM, screen.depth)


def _mapping_lines(mapping: Mapping[str, Value], screen: Screen) -> list[str]:
    """A line for each key; what has keys itself is indented below its own."""
    longest = min(max(map(width, map(clean, mapping)), default=0), screen.columns // 3)
    lines: list[str] = []
    for key, value in mapping.items():
        name = shorten(clean(key), longest)
        if _has_keys(value):
            lines += [
                paint(name, DIM, screen.depth),
                *_indented(_lines(value, _narrowed(screen, _INDENT))),
            ]
            continue
        shown = _lines(value, _narrowed(screen, " " * longest + _GAP)) or [""]
        first = f"{paint(pad(name, longest), DIM, screen.depth)}{_GAP}{shown[0]}".rstrip()
        lines += [first, *(" " * longest + _GAP + line for line in shown[1:])]
    return lines


def _item_lines(items: Sequence[Value], screen: Screen) -> list[str]:
    """A line or more for each item, whose names are one below the other."""
    shown = items if screen.width is None or len(items) <= _MOST_ITEMS + 1 else items[:_MOST_ITEMS]
    names = [_name(item) for item in shown]
    longest = min(max(map(width, names)), screen.columns // 3) if all(names) else 0
    lines = [
        line
        for item, name in zip(shown, names, strict=True)
        for line in _lines_of_item(item, pad(shorten(name, longest), longest) if longest else name, screen)
    ]
    return lines if len(shown) == len(items) else [*lines, _more(len(items) - len(shown), screen)]


def _lines_of_item(item: Value, name: str, screen: Screen) -> Iterable[str]:
    """The name of *item*, its single values behind it, and below, indented, what has keys itself."""
    if not isinstance(item, Mapping):
        yield from _lines(item, screen)
        return
    named = _naming_key(item)
    parts = [_part(key, value) for key, value in item.items() if key != named and not _has_keys(value)]
    head, *others = flow(filter(str.strip, [name, *parts]), _GAP, _narrowed(screen, _INDENT)) or [""]
    yield head.rstrip()
    yield from _indented(others)
    for key, value in item.items():
        if _has_keys(value):
            yield from _indented(_nested_lines(key, value, _narrowed(screen, _INDENT)))


def _nested_lines(key: str, value: Value, screen: Screen) -> Iterable[str]:
    """What has keys inside an item: one line if all its values are single, otherwise below its key."""
    name = paint(clean(key), DIM, screen.depth)
    if isinstance(value, Mapping) and not any(map(_has_keys, value.values())):
        room = _narrowed(screen, clean(key) + _GAP)
        head, *others = [*_lines_of_item(value, _name(value), room)]
        yield f"{name}{_GAP}{head}"
        yield from _indented(others)
        return
    yield name
    yield from _indented(_lines(value, _narrowed(screen, _INDENT)))


def _part(key: str, value: Value) -> str:
    """One value of an item: a link alone, because everybody sees what it is, others behind their key."""
    text = clean(as_text(value))
    return text if is_link(text) else f"{clean(key)}: {text}"


def _naming_key(item: Mapping[str, Value]) -> str | None:
    """The key that names *item*: its first one, if that is a usual one and has a single value."""
    key = next(iter(item), "")
    is_name = key.casefold() in _NAMING_KEYS and not isinstance(item[key], tuple | Mapping)
    return key if is_name else None


def _name(item: Value) -> str:
    key = _naming_key(item) if isinstance(item, Mapping) else None
    return clean(as_text(item[key])) if isinstance(item, Mapping) and key is not None else ""


def _has_keys(value: Value) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, tuple) and any(isinstance(item, Mapping) for item in value)
    )


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"{_INDENT}{line}" for line in lines]


def _narrowed(screen: Screen, by: str) -> Screen:
    """*screen* narrower by the columns of the text *by*; unchanged if it has no width."""
    return screen if screen.width is None else screen._replace(width=max(screen.width - len(by), 1))
