"""Values: nodes as values of custom fields."""

from collections import Counter

from prodash.model.catalogue.value import Value, parse_scalar
from prodash.model.names.keywords import NULLS
from prodash.storage.yaml.nodes import Mapping, Node, Scalar, Sequence


def as_value(node: Node) -> Value:
    """The value of a custom field.

    An unquoted scalar becomes a number or a boolean only if printing that results in the same text.
    """
    if isinstance(node, Scalar):
        if node.style:
            return node.text
        return None if node.text in NULLS else parse_scalar(node.text)
    if isinstance(node, Sequence):
        return tuple(map(as_value, node.items))
    return {key: as_value(value) for key, value in unique_values(node).items()}


def unique_values(mapping: Mapping) -> dict[str, Node]:
    """The values by key, without the keys that appear twice."""
    values = {key.text: value for key, value in mapping.pairs}
    if len(values) == len(mapping.pairs):
        return values
    counts = Counter(key.text for key, _ in mapping.pairs)
    return {key: value for key, value in values.items() if counts[key] == 1}
