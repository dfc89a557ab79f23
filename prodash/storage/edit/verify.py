"""Sameness: whether a text says one thing new and everything else as before."""

from typing import TypeAlias

from prodash.storage.yaml.nodes import Mapping, Node, Scalar, Sequence

Path: TypeAlias = tuple[str | int, ...]
"""The keys and positions that lead from the top of a document to a value."""

NewValue: TypeAlias = str | tuple[str, ...] | None
"""What a file is to say: one text, a list of texts, or no such key at all."""

UNSAFE = "it cannot be written there without harm; write it by hand"


class CannotEditError(Exception):
    """A change that would harm the file, or that the file gives no place for; its text says which."""


def differs_only_at(old: Node, new: Node, path: Path, new_value: NewValue) -> bool:
    """Whether *new* says *new_value* at *path*, and all else as *old* does, in the same order and styles."""
    step, *rest = path
    if not rest and isinstance(old, Mapping) and isinstance(new, Mapping):
        return _values_of_key(new, step) in _acceptable_values(new_value) and _other_pairs(
            old, step
        ) == _other_pairs(new, step)
    if content(old, without=step) != content(new, without=step):
        return False
    before, after = child(old, step), child(new, step)
    return before is not None and after is not None and differs_only_at(before, after, tuple(rest), new_value)


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
    pairs = [
        (key, value)
        if key.text != step
        else (key, with_key_renamed(value, tuple(rest), new))
        if rest
        else (key._replace(text=new), value)
        for key, value in node.pairs
    ]
    return node._replace(pairs=tuple(pairs))


def content(node: Node | tuple[Scalar, Node], without: str | int | None = None) -> object:
    """What a node says, without where it stands; the part *without* is left out."""
    if isinstance(node, Scalar):
        return (node.text, node.style, node.locked_by)
    if isinstance(node, Sequence):
        items = [None if number == without else content(item) for number, item in enumerate(node.items)]
        return ("list", items, node.flow, node.locked_by)
    if isinstance(node, Mapping):
        pairs = [(content(key), None if key.text == without else content(value)) for key, value in node.pairs]
        return ("keys", pairs, node.flow, node.locked_by)
    return (content(node[0]), content(node[1]))


def child(node: Node, step: str | int) -> Node | None:
    """The value of the key, or the item at the position, *step*; None where there is none or several."""
    if isinstance(node, Sequence) and isinstance(step, int):
        return node.items[step] if step < len(node.items) else None
    if isinstance(node, Mapping):
        found = [value for key, value in node.pairs if key.text == step]
        return found[0] if len(found) == 1 else None
    return None


def node_at(top: Node, path: Path) -> Node | None:
    """The value that *path* leads to from *top*."""
    node: Node | None = top
    for step in path:
        node = child(node, step) if node is not None else None
    return node


def texts(node: Node) -> tuple[str, ...] | None:
    """The texts of a list, nulls left out; None where it holds more than texts or is no list."""
    if not isinstance(node, Sequence):
        return None
    items = [item for item in node.items if isinstance(item, Scalar) and not item.locked_by]
    return tuple(i.text for i in items if not i.is_null) if len(items) == len(node.items) else None


def _values_of_key(mapping: Mapping, key: str | int) -> list[object]:
    return [_meaning(value) for name, value in mapping.pairs if name.text == key]


def _meaning(node: Node) -> object:
    if isinstance(node, Scalar) and not node.is_null and not node.locked_by:
        return node.text
    return texts(node)


def _acceptable_values(new_value: NewValue) -> tuple[list[object], ...]:
    """What may stand in the file for *new_value*: a list of one may be a bare name."""
    if new_value is None:
        return ([],)
    return (
        ([new_value], [new_value[0]])
        if isinstance(new_value, tuple) and len(new_value) == 1
        else ([new_value],)
    )


def _other_pairs(mapping: Mapping, key: str | int) -> list[object]:
    return [content(entry) for entry in mapping.pairs if entry[0].text != key]
