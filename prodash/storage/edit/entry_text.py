"""Entry text: a new stage, workflow or project written in the way that the others in its file are."""

from collections.abc import Mapping as Fields

from prodash.storage.edit.empty_list import first_place
from prodash.storage.edit.entry_layout import is_blank
from prodash.storage.edit.quoting import scalar
from prodash.storage.edit.spans import line_start, newline_of
from prodash.storage.edit.verify import child
from prodash.storage.yaml.nodes import Mapping, Sequence


def with_first(text: str, top: Mapping, key: str, fields: Fields[str, str]) -> str:
    """*text* with the first entry of its list under *key*, which is empty."""
    if top.flow:
        node = child(top, key) or top
        gap = "" if node.end > node.start else " "
        return f"{text[: node.start]}{gap}[{_new(fields, '', flow=True)}]{text[node.end :]}"
    text, at, indent = first_place(text, top, key)
    newline = newline_of(text)
    written = f"{indent}- {_new(fields, f'{newline}{indent}  ', flow=False)}"
    return text[:at] + newline + written + text[at:]


def written_like(text: str, entries: Sequence, fields: Fields[str, str]) -> str:
    """A new entry in the way that the last one is written; an id alone is short where another is."""
    models = [item for item in entries.items if isinstance(item, Mapping) and item.entries]
    if len(models) < len(entries.items) and fields.keys() == {"id"}:
        models = []
    if entries.flow:
        return _new(fields, "", flow=True, short=not models)
    like = (models or entries.items)[-1]
    dash = text[line_start(text, like.start) : like.start]
    if models and models[-1].flow:
        return dash + _new(fields, "", flow=True, short=False)
    return dash + _new(fields, newline_of(text) + " " * len(dash), flow=False, short=not models)


def between_entries(text: str, entries: Sequence, spans: list[tuple[int, int]]) -> str:
    """What lies between two entries: what does between the first two, where that is no comment."""
    between = text[spans[0][1] : spans[1][0]] if len(spans) > 1 else ""
    if between and is_blank(between):
        return between
    return ", " if entries.flow else newline_of(text)


def _new(fields: Fields[str, str], between: str, *, flow: bool, short: bool = True) -> str:
    if short and fields.keys() == {"id"}:
        return scalar(fields["id"], "", flow=flow)
    lines = [f"{name}: {scalar(value, '', flow=flow)}" for name, value in fields.items()]
    return "{" + ", ".join(lines) + "}" if flow else between.join(lines)
