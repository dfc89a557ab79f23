"""Sameness: whether a text says one thing new and everything else as before."""

from typing import TypeAlias

from prodash.storage.yaml.nodes import Mapping, Node, Scalar, Sequence

Path: TypeAlias = tuple[str | int, ...]
"""The keys and positions that lead from the top of a document to a value."""

Wanted: TypeAlias = str | tuple[str, ...] | None
"""What a file is to say: one text, a list of texts, or no such key at all."""


def says_only(old: Node, new: Node, path: Path, wanted: Wanted) -> bool:
    """Whether *new* says *wanted* at *path*, and all else as *old* does, in the same order and styles."""
    step, *rest = path
    if not rest and isinstance(old, Mapping) and isinstance(new, Mapping):
        return _values(new, step) in _forms(wanted) and _others(old, step) == _others(new, step)
    if content(old, without=step) != content(new, without=step):
        return False
    before, after = child(old, step), child(new, step)
    return before is not None and after is not None and says_only(before, after, tuple(rest), wanted)


def with_key_renamed(node: Node, path: Path, new: str) -> Node:
    """*node* with the key that *path* leads to named *new*."""
    step, *rest = path
    if isinstance(node, Sequence):
        items = (
            with_key_renamed(item, tuple(rest), new) if n == step else item
            for n, item in enumerate(node.items)
        )
        return node._replace(items=tuple(items))
    if not isinstance(node, Mapping):
        return node
    entries = [
        (key, value)
        if key.text != step
        else (key, with_key_renamed(value, tuple(rest), new))
        if rest
        else (key._replace(text=new), value)
        for key, value in node.entries
    ]
    return node._replace(entries=tuple(entries))


def content(node: Node | tuple[Scalar, Node], without: str | int | None = None) -> object:
    """What a node says, without where it stands; the part *without* is left out."""
    if isinstance(node, Scalar):
        return (node.text, node.style, node.fixed)
    if isinstance(node, Sequence):
        items = [None if number == without else content(item) for number, item in enumerate(node.items)]
        return ("list", items, node.flow, node.fixed)
    if isinstance(node, Mapping):
        entries = [
            (content(key), None if key.text == without else content(value)) for key, value in node.entries
        ]
        return ("keys", entries, node.flow, node.fixed)
    return (content(node[0]), content(node[1]))


def child(node: Node, step: str | int) -> Node | None:
    """The value of the key, or the item at the position, *step*; None where there is none or several."""
    if isinstance(node, Sequence) and isinstance(step, int):
        return node.items[step] if step < len(node.items) else None
    if isinstance(node, Mapping):
        found = [value for key, value in node.entries if key.text == step]
        return found[0] if len(found) == 1 else None
    return None


def at(top: Node, path: Path) -> Node | None:
    """The value that *path* leads to from *top*."""
    node: Node | None = top
    for step in path:
        node = child(node, step) if node is not None else None
    return node


def texts(node: Node) -> tuple[str, ...] | None:
    """The texts of a list, nulls left out; None where it holds more than texts or is no list."""
    if not isinstance(node, Sequence):
        return None
    items = [item for item in node.items if isinstance(item, Scalar) and not item.fixed]
    return tuple(i.text for i in items if not i.is_null) if len(items) == len(node.items) else None


def _values(mapping: Mapping, key: str | int) -> list[object]:
    return [_meaning(value) for name, value in mapping.entries if name.text == key]


def _meaning(node: Node) -> object:
    if isinstance(node, Scalar) and not node.is_null and not node.fixed:
        return node.text
    return texts(node)


def _forms(wanted: Wanted) -> tuple[list[object], ...]:
    """What may stand in the file for *wanted*: a list of one may be a bare name."""
    if wanted is None:
        return ([],)
    return ([wanted], [wanted[0]]) if isinstance(wanted, tuple) and len(wanted) == 1 else ([wanted],)


def _others(mapping: Mapping, key: str | int) -> list[object]:
    return [content(entry) for entry in mapping.entries if entry[0].text != key]
