"""YAML tree: the texts of a settings file by a YAML parser, and where each of them is."""

from prodash.model.catalogue.problem import Location, Problem
from prodash.model.settings.keys import FILTERS
from prodash.model.settings.parse import KeyPath, Texts, Tree
from prodash.storage.read.track import read_mapping
from prodash.storage.yaml.nodes import Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.values import unique_values

_FIX = "write lines such as 'limit: 20'"


def read_tree(path: str, data: bytes, problems: list[Problem], places: dict[KeyPath, Location]) -> Tree:
    """The texts in *data*, the bytes of the file at *path*; empty if it cannot be read.

    Adds to *problems* what is wrong with its YAML, and to *places* where each key leads.  Keys without a value are left out.
    """
    top = read_mapping(path, data, _FIX, problems)
    tree: dict[str, Texts | dict[str, Texts]] = {}
    for name, value in _values(top).items():
        places[name,] = _location(path, value)
        if name != FILTERS or not isinstance(value, Mapping):
            tree[name] = _texts(value)
            continue
        below = _values(value)
        places.update({(FILTERS, name): _location(path, node) for name, node in below.items()})
        tree[FILTERS] = {name: _texts(node) for name, node in below.items()}
    return tree


def _values(mapping: Mapping | None) -> dict[str, Node]:
    """The values of *mapping* by their keys, without those that are null or there twice."""
    found = unique_values(mapping) if mapping else {}
    return {name: node for name, node in found.items() if not (isinstance(node, Scalar) and node.is_null)}


def _location(path: str, node: Node) -> Location:
    return Location(path, node.line, node.column)


def _texts(node: Node) -> Texts:
    """The text, or the list of texts, that *node* is; None if it is something else."""
    if isinstance(node, Scalar):
        return node.text
    if not isinstance(node, Sequence):
        return None
    texts = tuple(item.text for item in node.items if isinstance(item, Scalar) and not item.is_null)
    return texts if len(texts) == len(node.items) else None
