"""Other readers of YAML, and whether they find in a text what prodash finds there."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Any

import yaml
import yaml12
from ruamel.yaml import YAML

from prodash.model.catalogue.due import parse_iso_date
from prodash.model.catalogue.value import parse_scalar
from prodash.storage.edit.word_kinds import word_kind
from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse

READERS: dict[str, Callable[[str], Any]] = {
    "ruamel.yaml": lambda text: YAML(typ="safe", pure=True).load(text),
    "PyYAML": partial(yaml.load, Loader=yaml.SafeLoader),
    "libyaml": partial(yaml.load, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)),
    "YAML 1.2": yaml12.parse_yaml,
}

_TEXTS = {
    "title",
    "notes",
    "stage",
    "workflows",
    "projects",
    "stages",
    "name",
    "id",
    "description",
    "category",
}
"""The keys whose value is a text also where it looks like a date."""


def differences(new: str, old: str | None = None) -> list[str]:
    """What other readers find in *new* that prodash does not; a reader that stumbled over *old* already is not asked."""
    before = set() if old is None else {word_kind(text) for text in _plain_texts(_top(old))}
    return [
        f"{name}: {difference}"
        for name in READERS
        if old is None or not [*_found(name, old, None)]
        for difference in _found(name, new, before)
    ]


def _found(name: str, text: str, before: set[str] | None) -> Iterator[str]:
    """Where the reader differs from prodash; any number, boolean or date may be one if *before* is None."""
    value = _value(name, text)
    if isinstance(value, Exception):
        yield f"cannot read it ({value})"
    else:
        yield from _compared(_top(text), value, "", before)


# The text after one edit is the text before the next.
@lru_cache(maxsize=1000)
def _value(name: str, text: str) -> Any:
    """What the reader finds in *text*, or what it raises."""
    try:
        return READERS[name](text)
    except Exception as error:  # noqa: BLE001 # whatever a reader raises, it could not read
        return error


def _compared(node: Node | None, value: Any, key: str, before: set[str] | None) -> Iterator[str]:
    if isinstance(node, Mapping) and isinstance(value, dict) and len(value) == len(node.pairs):
        for (name, inner), (other_name, other) in zip(node.pairs, value.items(), strict=True):
            yield from _compared(name, other_name, "", before)
            yield from _compared(inner, other, name.text, before)
    elif isinstance(node, Sequence) and isinstance(value, list) and len(value) == len(node.items):
        for inner, other in zip(node.items, value, strict=True):
            yield from _compared(inner, other, key, before)
    elif not isinstance(node, Scalar | None) or not _is_same(node, value, key, before):
        yield f"{key}: {value!r} for {node}"


def _is_same(node: Scalar | None, value: Any, key: str, before: set[str] | None) -> bool:
    if node is None or node.is_null:
        return value is None
    if isinstance(value, str):
        return value == node.text
    if node.style:
        return False
    # A file that has such words already keeps its style.
    if before is None or word_kind(node.text) in before:
        return True
    if isinstance(value, dt.date):
        return key not in _TEXTS and parse_iso_date(node.text) == value
    meant = parse_scalar(node.text)
    return (type(value), value) == (type(meant), meant) and key not in {"title", "notes", "name"}


def _top(text: str) -> Node | None:
    document = parse(text)
    assert isinstance(document, Document), document
    return document.top


def _plain_texts(node: Node | None) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield from () if node.style else (node.text,)
    elif node is not None:
        inner = node.items if isinstance(node, Sequence) else [part for pair in node.pairs for part in pair]
        for part in inner:
            yield from _plain_texts(part)
