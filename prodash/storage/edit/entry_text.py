"""Write the text of a new stage, workflow or project, laid out like the others of its file."""

from collections import abc

from prodash.model.catalogue.fields import type_of_entry_key
from prodash.storage.edit.json_text import is_json
from prodash.storage.edit.quoting import Quotes, key_text, scalar
from prodash.storage.edit.spans import line_start, newline_of
from prodash.storage.yaml.nodes import Mapping, Sequence


def entry_text(
    fields: abc.Mapping[str, str],
    separator: str = "",
    *,
    flow: bool = False,
    short: bool = True,
    json: bool = False,
) -> str:
    """The text of an entry with *fields*, which are lines joined by *separator*, or *flow*: in braces.

    An entry that has only an id is just that if *short*.
    """
    texts = {
        name: scalar(value, Quotes(type_of_entry_key(name), json).of(value), flow=flow)
        for name, value in fields.items()
    }
    if short and texts.keys() == {"id"}:
        return texts["id"]
    lines = [f"{key_text(name, flow=flow, json=json)}: {value}" for name, value in texts.items()]
    return "{" + ", ".join(lines) + "}" if flow else separator.join(lines)


def entry_text_like_others(text: str, entries: Sequence, fields: abc.Mapping[str, str]) -> str:
    """The text of a new entry, laid out like the last entry; only an id if other entries are only ids."""
    mappings = [item for item in entries.items if isinstance(item, Mapping) and item.pairs]
    if len(mappings) < len(entries.items) and fields.keys() == {"id"}:
        mappings = []
    if entries.flow:
        return entry_text(fields, flow=True, short=not mappings, json=is_json(text))
    model = (mappings or entries.items)[-1]
    dash = text[line_start(text, model.start) : model.start]
    if mappings and mappings[-1].flow:
        return dash + entry_text(fields, flow=True, short=False)
    return dash + entry_text(fields, newline_of(text) + " " * len(dash), short=not mappings)


def list_text(key: str, entries: abc.Iterable[abc.Mapping[str, str]]) -> str:
    """A new list of entries under *key*, with each key of an entry on a line of its own."""
    items = (entry_text(entry, "\n    ", short=False) for entry in entries)
    return f"{key}:\n" + "".join(f"  - {item}\n" for item in items)


def entry_separator(text: str, entries: Sequence, spans: list[tuple[int, int]]) -> str:
    """The text to put between two entries: the text between the first two, unless it has a comment."""
    between = text[spans[0][1] : spans[1][0]] if len(spans) > 1 else ""
    if between and is_blank_or_commas(between):
        return between
    return ", " if entries.flow else newline_of(text)


def is_blank_or_commas(between: str) -> bool:
    """Whether *between* has nothing but commas, spaces and line ends."""
    return not between.strip(" ,\r\n")
