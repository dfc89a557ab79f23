"""New file: a track's file written whole, for which no user has a style yet."""

import re
from collections.abc import Mapping as Values

from prodash.model.catalogue.due import parse_iso_date
from prodash.model.catalogue.fields import TEXTS, TRACK_FIELDS
from prodash.model.catalogue.value import Value, as_text, typed
from prodash.storage.edit.quoting import fewest_quotes, key_text, needs_escapes, scalar, typed_elsewhere
from prodash.storage.edit.refusal import HARM, CannotEditError
from prodash.storage.yaml.encoding import decode, encode
from prodash.storage.yaml.nodes import Document, Fault, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse

_ENDS_KEY = re.compile("[:?]")
_BLANK_LINE = re.compile("^ +$", re.MULTILINE)


def track_text(values: Values[str, Value]) -> str:
    """The text of a new file that says *values*, in their order; raises CannotEditError.

    A text of several lines is a block where it can be one.
    """
    for blocks in (True, False):
        text = "".join(_lines(key, value, blocks=blocks) for key, value in values.items())
        document = parse(text)
        if isinstance(document, Document) and not document.faults and _says(document.top, values):
            return _readable(text)
    raise CannotEditError(HARM)


def _readable(text: str) -> str:
    decoded = decode(encode("", text))
    if isinstance(decoded, Fault):
        raise CannotEditError("it would be too large, or read as a merge conflict; shorten it")
    return text


def _lines(key: str, value: Value, *, blocks: bool) -> str:
    if blocks and isinstance(value, str) and _is_block(value):
        lines = re.sub("^(?=.)", "  ", value.removesuffix("\n"), flags=re.MULTILINE)
        return f"{_key(key, flow=False)}: |{'' if value.endswith(chr(10)) else '-'}\n{lines}\n"
    written = (
        _text(value, quoted=_quoted(key, value), flow=False) if isinstance(value, str) else _written(value)
    )
    return f"{_key(key, flow=False)}: {written}\n"


def _key(key: str, *, flow: bool) -> str:
    """A key, in quotes also where it is a value that needs none: a colon may end it too early."""
    return scalar(key, fewest_quotes(key), flow=flow) if _ENDS_KEY.search(key) else key_text(key, flow=flow)


def _is_block(text: str) -> bool:
    """Whether lines of a block can say *text*: it has some, and none that would be read otherwise."""
    body = text.removesuffix("\n")
    return (
        "\n" in text
        and not body[:1].isspace()
        and not body.endswith("\n")
        and not needs_escapes(text)
        and not _BLANK_LINE.search(body)
    )


def _quoted(key: str, text: str) -> bool:
    """Whether a text needs quotes so that every reader of YAML takes it for one."""
    if key in TEXTS:
        return typed_elsewhere(text)
    return key not in TRACK_FIELDS and _is_mistaken(text)


def _is_mistaken(text: str) -> bool:
    """Whether a text of an own key would be something else without quotes; dates look as people write them."""
    return not isinstance(typed(text), str) or (typed_elsewhere(text) and not parse_iso_date(text))


def _written(value: Value) -> str:
    """A value of any kind but text at the top, in brackets and braces."""
    if isinstance(value, str):
        return _text(value, quoted=_is_mistaken(value), flow=True)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, Values):
        return "{" + ", ".join(f"{_key(k, flow=True)}: {_written(v)}" for k, v in value.items()) + "}"
    return "null" if value is None else as_text(value)


def _text(text: str, *, quoted: bool, flow: bool) -> str:
    return scalar(text, fewest_quotes(text) if quoted else "", flow=flow)


def _says(node: Node | None, value: Value) -> bool:
    """Whether a part of a text says *value* and nothing else."""
    if isinstance(value, str):
        return isinstance(node, Scalar) and not node.is_null and node.text == value
    if isinstance(value, tuple):
        return (
            isinstance(node, Sequence)
            and len(node.items) == len(value)
            and all(map(_says, node.items, value))
        )
    if isinstance(value, Values):
        return (
            isinstance(node, Mapping)
            and [key.text for key, _ in node.entries] == list(value)
            and all(_says(inner, value[key.text]) for key, inner in node.entries)
        )
    return (
        isinstance(node, Scalar)
        and node.is_null == (value is None)
        and (node.is_null or node.text == as_text(value))
    )
