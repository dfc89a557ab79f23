"""Each part of prodash escapes or refuses exactly the characters that it cannot handle."""

from collections.abc import Callable
from datetime import date

import pytest

from prodash.errors import UsageError
from prodash.model.change.assignment import parse_assignments
from prodash.model.imports.cells import text_to_cell
from prodash.model.imports.table import CONTROLS
from prodash.model.names.file_names import is_file_name
from prodash.render.formats.json import as_ndjson
from prodash.render.formats.sheet import Answer, Column, Sheet
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.width import clean
from prodash.storage.edit.quoting import scalar
from prodash.storage.yaml.encoding import decode
from prodash.storage.yaml.literal import read_literal
from prodash.storage.yaml.nodes import Fault

KINDS = {
    "letter": "xé怪🌱",
    "tab": "\t",
    "line feed": "\n",
    "carriage return": "\r",
    "C0": "\0\b\v\f\x0e\x1f",
    "delete and C1": "\x7f\x80\x84\x86\x9f",
    "next line": "\x85",
    "separator": "\u2028\u2029",
    "direction": "\u202a\u202e\u2066\u2069",
    "surrogate": "\ud800\udfff",
    "byte order mark": "\ufeff",
    "noncharacter": "\ufffe\uffff",
}
SPECIAL = {"byte order mark", "noncharacter"}
BLANK = {"tab", "line feed", "carriage return"}


def assigned(field: str) -> Callable[[str], bool]:
    """A test of whether a text can be typed as the value of *field*."""

    def can(text: str) -> bool:
        try:
            return parse_assignments([f"{field}={text}"], date(2026, 11, 21), read_literal)[0].value == text
        except UsageError:
            return False

    return can


def in_json(text: str) -> bool:
    sheet = Sheet("list", "rows", [Column[str]("value", lambda row: row)], [text], str, str)
    return text in next(as_ndjson(Answer(sheet, 1, (), Screen(), str)))


CARRIED: dict[str, tuple[Callable[[str], bool], set[str]]] = {
    "a title that is typed": (assigned("title"), {"direction"}),
    "another value that is typed": (
        assigned("mood"),
        {*BLANK, "C0", "delete and C1", "next line", "separator", "direction"},
    ),
    "a header": (lambda text: not CONTROLS.search(text), {"direction", "surrogate", "noncharacter"}),
    "a cell": (lambda text: text_to_cell(text) == text, {"tab", "line feed"}),
    "a file name": (is_file_name, SPECIAL),
    "a terminal": (lambda text: clean(text) == text, SPECIAL),
    "JSON": (in_json, SPECIAL),
    "YAML": (lambda text: text in scalar(text, "'", flow=False), set()),
    "a file of YAML": (
        lambda text: not isinstance(decode(text.encode("utf-8", "surrogatepass")), Fault),
        {*BLANK, "next line", "separator", "direction"},
    ),
}
"""The kinds of characters, besides letters, that each leaves unchanged."""


@pytest.mark.parametrize(("carries", "kinds"), CARRIED.values(), ids=CARRIED)
def test_each_leaves_just_these_kinds_unchanged(carries: Callable[[str], bool], kinds: set[str]) -> None:
    found = {kind: {carries(f"a{one}b") for one in characters} for kind, characters in KINDS.items()}
    assert found == {kind: {kind in {"letter", *kinds}} for kind in KINDS}
