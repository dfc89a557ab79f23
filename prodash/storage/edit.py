"""Edit: one value of a YAML text replaced by another, and not a character more.

stage:   'seed'   # keep          the span between the marks is cut out and
         ^----^                   the new value is put there in the same quotes
"""

import re

from prodash.storage.document import parse
from prodash.storage.nodes import Document, Fault, Mapping, Node, Scalar, Sequence

_ORDER = ("title", "stage", "workflows", "projects", "due")


class CannotEditError(Exception):
    """Why a value cannot be changed in place."""


def set_value(text: str, key: str, value: str) -> str:
    """*text* with *value* as the value of *key* at its top; every other byte stays as it is.

    A missing key is added behind the nearest of the known keys that come before it.  Raises
    CannotEditError where that cannot be done safely; the new text is parsed to make sure.
    """
    mapping = _mapping(text)
    found = [node for name, node in mapping.entries if name.text == key]
    if len(found) > 1:
        raise CannotEditError(f"the key {key!r} is there twice; delete one")
    if found:
        candidates = [_replaced(text, mapping, key, found[0], value)]
    else:
        candidates = _added(text, mapping, key, value)
    for edited in candidates:
        if says_only(mapping, edited, key, value):
            return edited
    raise CannotEditError(f"{key!r} cannot be written there without harm; write it by hand")


def _mapping(text: str) -> Mapping:
    document = parse(text)
    if isinstance(document, Document) and isinstance(document.top, Mapping):
        return document.top
    raise CannotEditError("the file is broken; see its problem")


def _replaced(text: str, mapping: Mapping, key: str, node: Node, value: str) -> str:
    if node.fixed:
        raise CannotEditError(f"the value of {key!r} has {node.fixed}; write the plain value by hand")
    if not isinstance(node, Scalar):
        raise CannotEditError(f"the value of {key!r} is not one text; write one by hand")
    if node.style in _BLOCK_STYLES or "\n" in (old := text[node.start : node.end]) or "\r" in old:
        raise CannotEditError(f"the value of {key!r} goes over several lines; write it on one by hand")
    # An empty value starts right behind its colon.
    gap = "" if old else " "
    return text[: node.start] + gap + scalar(value, node.style, flow=mapping.flow) + text[node.end :]


def _added(text: str, mapping: Mapping, key: str, value: str) -> list[str]:
    """The text with the key added, best place first: behind a known key, then before all others."""
    written = f"{key}: {scalar(value, '', flow=mapping.flow)}"
    known_before = _ORDER[: _ORDER.index(key)] if key in _ORDER else _ORDER
    before = [node for name, node in mapping.entries if name.text in known_before]
    add = _added_to_flow if mapping.flow else _added_as_line
    return [add(text, mapping, nodes, written) for nodes in ((before, []) if before else ([],))]


def _added_to_flow(text: str, mapping: Mapping, before: list[Node], written: str) -> str:
    if before:
        end = before[-1].end
        return f"{text[:end]}, {written}{text[end:]}"
    start = mapping.start + 1
    return f"{text[:start]}{written}{', ' if mapping.entries else ''}{text[start:]}"


def _added_as_line(text: str, mapping: Mapping, before: list[Node], written: str) -> str:
    first = mapping.entries[0][0]
    newline = _newline(text)
    if not before:
        return f"{text[: first.start]}{written}{newline}{' ' * (first.column - 1)}{text[first.start :]}"
    end = _end_of_lines(text, before[-1])
    indent = " " * (first.column - 1)
    if text[:end].endswith(("\n", "\r")):
        return f"{text[:end]}{indent}{written}{newline}{text[end:]}"
    return f"{text[:end]}{newline}{indent}{written}{text[end:]}"


def _end_of_lines(text: str, node: Node) -> int:
    """Where the line after the last one of *node* starts, or the text ends."""
    last = _last_scalar(node)
    end = last.end
    if isinstance(last, Scalar) and last.style in _BLOCK_STYLES:
        # The span of a block takes in the blank lines behind it, which are its own only if it keeps them.
        block = text[last.start : last.end]
        if "+" in block.partition("\n")[0]:
            return end
        end = last.start + len(block.rstrip(" \r\n"))
    match = _LINE_END.search(text, end)
    return match.end() if match else len(text)


def _last_scalar(node: Node) -> Node:
    while not node.fixed and not isinstance(node, Scalar) and not node.flow:
        node = node.items[-1] if isinstance(node, Sequence) else node.entries[-1][1]
    return node


_LINE_END = re.compile("\r\n|\r|\n")
_BLOCK_STYLES = frozenset({"|", ">"})


def _newline(text: str) -> str:
    match = _LINE_END.search(text)
    return match[0] if match else "\n"


def scalar(value: str, style: str, *, flow: bool) -> str:
    """*value* written with the quotes of *style*; where it has none, plain if that reads back the same."""
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if style == '"' or not value.isprintable():
        return '"' + "".join(map(_escaped, value)) + '"'
    return value if _reads_back(value, flow=flow) else scalar(value, "'", flow=flow)


def _escaped(character: str) -> str:
    if character in {'"', "\\"}:
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08X}"


def _reads_back(value: str, *, flow: bool) -> bool:
    text = f"{{key: {value}, end: }}" if flow else f"key: {value}\nend:\n"
    document = parse(text)
    if isinstance(document, Fault) or not isinstance(document.top, Mapping):
        return False
    (key, node), *rest = document.top.entries
    if [key.text, *(name.text for name, _ in rest)] != ["key", "end"]:
        return False
    return isinstance(node, Scalar) and not (node.style or node.fixed or node.is_null) and node.text == value


def says_only(old: Mapping, edited: str, key: str, value: str) -> bool:
    """Whether the text says *value* for *key* and everything else as *old* did."""
    document = parse(edited)
    if not isinstance(document, Document) or not isinstance(document.top, Mapping):
        return False
    new = document.top
    written = [node for name, node in new.entries if name.text == key]
    if len(written) != 1 or not isinstance(written[0], Scalar) or written[0].text != value:
        return False
    before = [_content(entry) for entry in old.entries if entry[0].text != key]
    return before == [_content(entry) for entry in new.entries if entry[0].text != key]


def _content(node: Node | tuple[Scalar, Node]) -> object:
    """What a node says, without where it stands."""
    if isinstance(node, Scalar):
        return (node.text, node.style, node.fixed)
    if isinstance(node, Sequence):
        return ("list", [_content(item) for item in node.items], node.flow, node.fixed)
    if isinstance(node, Mapping):
        return ("keys", [_content(entry) for entry in node.entries], node.flow, node.fixed)
    return (_content(node[0]), _content(node[1]))
