"""Events: the YAML parsers and the events they emit; the only module that imports ruamel.yaml."""

from collections.abc import Callable, Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

try:
    from _ruamel_yaml import CParser
except ImportError:
    CParser = None

__all__ = [
    "AliasEvent",
    "CParser",
    "DocumentStartEvent",
    "MappingEndEvent",
    "MappingStartEvent",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "YAMLError",
    "pure_events",
]


def pure_events(text: str) -> Callable[[], Any]:
    """A function that returns the next event of *text* on each call, from the parser written in Python."""
    events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
    return events.__next__
