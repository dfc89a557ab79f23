"""Verify that an edited text has the new value and otherwise the content of the old text."""

from collections import abc
from itertools import chain
from typing import TypeAlias

from prodash.model.catalogue.problem import Location
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.storage.yaml.encoding import decode, encode
from prodash.storage.yaml.nodes import Fault, Mapping, Node, Scalar, Sequence

Path: TypeAlias = tuple[str | int, ...]
"""The keys and list positions from the top of a document to a value."""

NewValue: TypeAlias = str | tuple[str, ...] | None
"""The new value of a key: one text, a list of texts, or None to remove the key."""

_Pair: TypeAlias = tuple[Scalar, Node]

UNSAFE = "it cannot be changed safely; edit the file by hand"


class CannotEditError(Exception):
    """A change cannot be made safely in a file; the message says why and what to do."""


def differs_only_at(old: Node, new: Node, path: Path, new_value: NewValue) -> bool:
    """Whether *new* has *new_value* at *path* and otherwise the content of *old*, in the same order and styles."""
    step, *rest = path
    if not rest and isinstance(old, Mapping) and isinstance(new, Mapping):
        if _values_of_key(new, step) not in _acceptable_values(new_value):
            return False
        return _are_same_pairs(_other_pairs(old, step), _other_pairs(new, step))
    if content(old, without=step) != content(new, without=step):
        return False
    before, after = child(old, step), child(new, step)
    return before is not None and after is not None and differs_only_at(before, after, tuple(rest), new_value)


def content(node: Node, without: str | int | None = None) -> object:
    """The content of *node* for comparison: without offsets, and with None as the value at the key or position *without*."""
    if isinstance(node, Scalar):
        return (node.text, node.style, node.locked_by)
    if isinstance(node, Sequence):
        items = [None if number == without else content(item) for number, item in enumerate(node.items)]
        return ("list", items, node.flow, node.locked_by)
    pairs = [(content(key), None if key.text == without else content(value)) for key, value in node.pairs]
    return ("keys", pairs, node.flow, node.locked_by)


def have_same_content(old: Node, new: Node) -> bool:
    """Whether both nodes have the same `content`; faster than making it."""
    if isinstance(old, Scalar):
        return (
            isinstance(new, Scalar)
            and old.text == new.text
            and old.style == new.style
            and old.locked_by == new.locked_by
        )
    if isinstance(new, Scalar) or (old.flow, old.locked_by) != (new.flow, new.locked_by):
        return False
    if isinstance(old, Mapping):
        return isinstance(new, Mapping) and _are_same_pairs(old.pairs, new.pairs)
    return (
        isinstance(new, Sequence)
        and len(old.items) == len(new.items)
        and all(map(have_same_content, old.items, new.items))
    )


def child(node: Node, step: str | int) -> Node | None:
    """The value of the key *step*, or the item at position *step*; None unless there is exactly one."""
    if isinstance(node, Sequence) and isinstance(step, int):
        return node.items[step] if step < len(node.items) else None
    if isinstance(node, Mapping):
        values = [value for key, value in node.pairs if key.text == step]
        return values[0] if len(values) == 1 else None
    return None


def node_at(top: Node, path: Path) -> Node | None:
    """The value at *path* below *top*; None if there is none."""
    node: Node | None = top
    for step in path:
        node = child(node, step) if node is not None else None
    return node


def texts(node: Node) -> tuple[str, ...] | None:
    """The texts of a list without nulls; None if *node* is not a list or holds anything else."""
    if not isinstance(node, Sequence):
        return None
    items = [item for item in node.items if isinstance(item, Scalar) and not item.locked_by]
    return tuple(i.text for i in items if not i.is_null) if len(items) == len(node.items) else None


def require_readable(edited: str, key: str) -> str:
    """*edited*; raises CannotEditError if it is too large for a file or looks like a merge conflict."""
    decoded = decode(encode("", edited))
    if isinstance(decoded, Fault):
        if decoded.code is ProblemKind.CONFLICT:
            raise CannotEditError(f"the new {key!r} would look like a merge conflict that git left")
        fault = decoded.code.at(Location(""), **decoded.data).message
        raise CannotEditError(f"the new {key!r} would make it unreadable: {fault}")
    return edited


def _values_of_key(mapping: Mapping, key: str | int) -> list[object]:
    return [_text_or_texts(value) for name, value in mapping.pairs if name.text == key]


def _text_or_texts(node: Node) -> object:
    if isinstance(node, Scalar) and not node.is_null and not node.locked_by:
        return node.text
    return texts(node)


def _acceptable_values(new_value: NewValue) -> tuple[list[object], ...]:
    """The values of a key that count as *new_value*; a single name counts as a list of one."""
    if new_value is None:
        return ([],)
    return (
        ([new_value], [new_value[0]])
        if isinstance(new_value, tuple) and len(new_value) == 1
        else ([new_value],)
    )


def _other_pairs(mapping: Mapping, key: str | int) -> list[_Pair]:
    return [pair for pair in mapping.pairs if pair[0].text != key]


def _are_same_pairs(old: abc.Sequence[_Pair], new: abc.Sequence[_Pair]) -> bool:
    return len(old) == len(new) and all(
        map(have_same_content, chain.from_iterable(old), chain.from_iterable(new))
    )
