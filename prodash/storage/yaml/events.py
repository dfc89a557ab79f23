"""Events: the YAML parsers and the events they emit; the only module that imports ruamel.yaml."""

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
from ruamel.yaml.scanner import Scanner, ScannerError
from ruamel.yaml.tokens import FlowMappingEndToken, FlowSequenceEndToken, ScalarToken

try:
    from _ruamel_yaml import CParser
except ImportError:
    CParser = None

__all__ = [
    "YAML",
    "AliasEvent",
    "CParser",
    "DocumentStartEvent",
    "FlowMappingEndToken",
    "FlowSequenceEndToken",
    "MappingEndEvent",
    "MappingStartEvent",
    "ScalarEvent",
    "ScalarToken",
    "Scanner",
    "ScannerError",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "YAMLError",
]
