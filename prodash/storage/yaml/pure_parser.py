"""Parse YAML in pure Python: ruamel.yaml's scanner, with the rules of YAML 1.2 that it lacks."""

import re
from collections.abc import Callable
from typing import Any

from prodash.storage.yaml.events import (
    YAML,
    FlowMappingEndToken,
    FlowSequenceEndToken,
    ScalarToken,
    Scanner,
    ScannerError,
)
from prodash.storage.yaml.syntax_errors import TAB_IN_INDENTATION

_BREAKS = "\r\n\x85\u2028\u2029"
_AFTER_BLANKS = f"#\0{_BREAKS}"
_TAG = re.compile("![^ \t\r\n\x85\u2028\u2029\0]*")
_BLOCK_HEADER = re.compile("[-+0-9]{0,2}")
_TEXT_BEFORE_DOCUMENT = re.compile(r"(?:(?:%|[ \t]*#)[^\r\n]*+(?:\r\n?|\n|\Z)|[ \t]*(?:\r\n?|\n))*+")
_OLDEST, _NEWEST = 1, 2


class PureParser:
    """The events of *text*, one per call of `get_event`."""

    def __init__(self, text: str) -> None:
        head = _TEXT_BEFORE_DOCUMENT.match(text)
        length = head.end() if head else 0
        # In directives, ruamel.yaml takes no tabs for blanks.
        text = text[:length].replace("\t", " ") + text[length:]
        self._yaml = _Yaml(typ="safe", pure=True)
        self._yaml.Scanner = _Scanner
        self.get_event: Callable[[], Any] = self._yaml.parse(text).__next__

    @property
    def mark(self) -> Any:
        """Where the parser is."""
        return self._yaml.reader.get_mark()


class _Yaml(YAML):
    """ruamel.yaml without plug-ins, which it would look for on the disk before each text."""

    def official_plug_ins(self) -> list[str]:
        """No modules."""
        return []


class _Scanner(Scanner):
    """Reads tabs between tokens, `["a":b]`, empty lines before a block text, and versions such as `%YAML 1.3`."""

    def scan_to_next_token(self) -> None:
        """Skip blanks, comments and line breaks up to the next token."""
        reader = self.reader
        while True:
            is_line_start = reader.column == 0
            first_tab = self._skip_blanks()
            if reader.peek() == "#":
                self._skip_comment()
            if self.scan_line_break():
                if not self.flow_level:
                    self.allow_simple_key = True
                continue
            if first_tab and not self.flow_level and reader.peek() != "\0":
                if is_line_start:
                    self._check_indentation(first_tab)
                # Only spaces indent the lines of a list or mapping.
                self.allow_simple_key = False
            return

    def _skip_blanks(self) -> Any:
        """Skip spaces and tabs; the mark of the first tab, or None."""
        reader = self.reader
        while reader.peek() == " ":
            reader.forward()
        if reader.peek() != "\t":
            return None
        mark = reader.get_mark()
        while reader.peek() in " \t":
            reader.forward()
        return mark

    def _skip_comment(self) -> None:
        reader = self.reader
        length = 0
        while reader.peek(length) not in f"\0{_BREAKS}":
            length += 1
        reader.forward(length)

    def _check_indentation(self, tab: Any) -> None:
        """Raise ScannerError if *tab*, the first one of a line, is where the line needs spaces."""
        if tab.column <= self.indent:
            raise ScannerError(None, None, TAB_IN_INDENTATION, tab)

    def scan_plain_spaces(self, _indent: int, _start_mark: Any) -> list[str] | None:
        """The blanks and line breaks inside a text without quotes, folded; None where the document ends."""
        reader = self.reader
        start = reader.pointer
        while reader.peek() in " \t":
            reader.forward()
        if reader.peek() not in _BREAKS:
            blanks = reader.buffer[start : reader.pointer]
            return [blanks] if blanks else []
        return self._fold_breaks()

    def _fold_breaks(self) -> list[str] | None:
        breaks = []
        tab = None
        while self.reader.peek() in _BREAKS:
            breaks.append(self.scan_line_break())
            self.allow_simple_key = True
            if self.check_document_start() or self.check_document_end():
                return None
            tab = self._skip_blanks()
        if tab and not self.flow_level and self.reader.peek() not in _AFTER_BLANKS:
            self._check_indentation(tab)
        first, *others = breaks
        return [*([first] if first != "\n" else [] if others else [" "]), *others]

    def check_value(self) -> bool:
        """Whether the colon here ends a key."""
        return bool(super().check_value()) or self._is_after_json_key()

    def _is_after_json_key(self) -> bool:
        """Whether the colon here is behind a quoted text or a bracket, where no blank must follow."""
        if self.flow_level not in self.possible_simple_keys or not self.tokens:
            return False
        token = self.tokens[-1]
        is_quoted = isinstance(token, ScalarToken) and not token.plain
        return is_quoted or isinstance(token, FlowSequenceEndToken | FlowMappingEndToken)

    def scan_tag(self) -> Any:
        """The tag here; a tab may follow it."""
        return self._scan_as_if_blank_follows(_TAG, super().scan_tag)

    def scan_block_scalar_indicators(self, start_mark: Any) -> Any:
        """The header of a block text here; a tab may follow it."""
        scan = super().scan_block_scalar_indicators
        return self._scan_as_if_blank_follows(_BLOCK_HEADER, lambda: scan(start_mark))

    def _scan_as_if_blank_follows(self, pattern: re.Pattern[str], scan: Callable[[], Any]) -> Any:
        reader = self.reader
        buffer, start = reader.buffer, reader.pointer
        match = pattern.match(buffer, start)
        if match is None or buffer[match.end()] != "\t":
            return scan()
        reader.buffer, reader.pointer = f"{match[0]} \0", 0
        try:
            return scan()
        finally:
            reader.buffer, reader.pointer = buffer, start + reader.pointer

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> Any:
        """Skip what follows the header of a block text in its line."""
        while self.reader.peek() in " \t":
            self.reader.forward()
        return super().scan_block_scalar_ignored_line(start_mark)

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, Any]:
        """The empty lines before a block text, their greatest indentation or that of the text, and where they end."""
        reader = self.reader
        breaks, indentation, end = [], 0, reader.get_mark()
        while reader.peek() in f" {_BREAKS}":
            if reader.peek() == " ":
                reader.forward()
                indentation = max(indentation, reader.column)
            else:
                breaks.append(self.scan_line_break())
                end = reader.get_mark()
        return breaks, indentation, end

    def scan_yaml_directive_value(self, start_mark: Any) -> tuple[int, int]:
        """The version of YAML; a later one is read as the newest that is known, as YAML wants."""
        major, minor = super().scan_yaml_directive_value(start_mark)
        version = major, min(max(minor, _OLDEST), _NEWEST)
        self.yaml_version = version
        return version
