"""Write the text of a new track's file."""

import re
from collections import abc

from prodash.model.catalogue.due import parse_iso_date
from prodash.model.catalogue.fields import TEXT_FIELDS, TRACK_FIELDS
from prodash.model.catalogue.value import Value, as_text, parse_scalar
from prodash.storage.edit.quoting import fewest_quotes, is_ambiguous_scalar, key_text, needs_escapes, scalar
from prodash.storage.edit.verify import UNSAFE, CannotEditError
from prodash.storage.yaml.encoding import decode, encode
from prodash.storage.yaml.nodes import Document, Fault, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse

_ENDS_KEY = re.compile("[:?]")
_BLANK_LINE = re.compile("^ +$", re.MULTILINE)


def track_text(values: abc.Mapping[str, Value]) -> str:
    """The text of a new file with *values*, in their order; raises CannotEditError.

    A value of several lines is written as a block if possible.
    """
    for blocks in (True, False):
        text = "".join(_key_lines(key, value, blocks=blocks) for key, value in values.items())
        document = parse(text)
        if isinstance(document, Document) and not document.faults and _reads_back(document.top, values):
            return _require_readable(text)
    raise CannotEditError(UNSAFE)


def _require_readable(text: str) -> str:
    decoded = decode(encode("", text))
    if isinstance(decoded, Fault):
        raise CannotEditError("it would be too large, or look like a merge conflict; shorten it")
    return text


def _key_lines(key: str, value: Value, *, blocks: bool) -> str:
    if blocks and isinstance(value, str) and _can_be_block(value):
        lines = re.sub("^(?=.)", "  ", value.removesuffix("\n"), flags=re.MULTILINE)
        return f"{_key(key, flow=False)}: |{'' if value.endswith(chr(10)) else '-'}\n{lines}\n"
    value_text = (
        _scalar_text(value, quoted=_needs_quotes(key, value), flow=False)
        if isinstance(value, str)
        else _nested_text(value)
    )
    return f"{_key(key, flow=False)}: {value_text}\n"


def _key(key: str, *, flow: bool) -> str:
    """A key as YAML, always in quotes if it has a colon or question mark, which could end it early."""
    return scalar(key, fewest_quotes(key), flow=flow) if _ENDS_KEY.search(key) else key_text(key, flow=flow)


def _can_be_block(text: str) -> bool:
    """Whether *text* has several lines and reads back the same from a block."""
    body = text.removesuffix("\n")
    return (
        "\n" in text
        and not body[:1].isspace()
        and not body.endswith("\n")
        and not needs_escapes(text)
        and not _BLANK_LINE.search(body)
    )


def _needs_quotes(key: str, text: str) -> bool:
    """Whether *text* needs quotes for other YAML readers to read it as text."""
    if key in TEXT_FIELDS:
        return is_ambiguous_scalar(text)
    return key not in TRACK_FIELDS and _is_ambiguous_custom_text(text)


def _is_ambiguous_custom_text(text: str) -> bool:
    """Whether *text* in a custom field needs quotes to be read as text; False for a date, as people do not quote it."""
    return not isinstance(parse_scalar(text), str) or (is_ambiguous_scalar(text) and not parse_iso_date(text))


def _nested_text(value: Value) -> str:
    """A value as YAML on one line; lists are in brackets, mappings in braces."""
    if isinstance(value, str):
        return _scalar_text(value, quoted=_is_ambiguous_custom_text(value), flow=True)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_nested_text, value))}]"
    if isinstance(value, abc.Mapping):
        return "{" + ", ".join(f"{_key(k, flow=True)}: {_nested_text(v)}" for k, v in value.items()) + "}"
    return "null" if value is None else as_text(value)


def _scalar_text(text: str, *, quoted: bool, flow: bool) -> str:
    return scalar(text, fewest_quotes(text) if quoted else "", flow=flow)


def _reads_back(node: Node | None, value: Value) -> bool:
    """Whether *node* holds exactly *value*."""
    if isinstance(value, str):
        return isinstance(node, Scalar) and not node.is_null and node.text == value
    if isinstance(value, tuple):
        return (
            isinstance(node, Sequence)
            and len(node.items) == len(value)
            and all(map(_reads_back, node.items, value))
        )
    if isinstance(value, abc.Mapping):
        return (
            isinstance(node, Mapping)
            and [key.text for key, _ in node.pairs] == list(value)
            and all(_reads_back(inner, value[key.text]) for key, inner in node.pairs)
        )
    return (
        isinstance(node, Scalar)
        and node.is_null == (value is None)
        and (node.is_null or node.text == as_text(value))
    )
