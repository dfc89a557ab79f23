"""JSON: an answer as one JSON object, or as one object per row."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from prodash.model.catalogue.value import Value
from prodash.model.names.characters import BIDI_CONTROLS, C1, SEPARATORS, SURROGATES
from prodash.render.formats.problems import problem_sheet
from prodash.render.formats.sheet import Answer, Sheet

SCHEMA_VERSION = 2

# JSON allows these characters unescaped, but a terminal would obey them.
_RAW_CONTROLS = re.compile(f"[{C1}{SEPARATORS}{BIDI_CONTROLS}{SURROGATES}]")


def as_json(answer: Answer) -> Iterator[str]:
    """The answer as one JSON object: version, kind, counts, facts, rows with all columns, problems."""
    sheet = answer.sheet
    head = {
        "schema_version": SCHEMA_VERSION,
        "kind": sheet.kind,
        "total": answer.total,
        "shown": len(sheet.rows),
        **sheet.facts,
    }
    yield "{"
    yield from (f"  {_json_text(key)}: {_json_text(value)}," for key, value in head.items())
    problems = problem_sheet(answer.problems)
    if sheet.noun == problems.noun:
        # The rows are the problems themselves, and an object may have the key only once.
        yield from _array_lines(sheet, "")
    else:
        yield from _array_lines(sheet, ",")
        yield from _array_lines(problems, "")
    yield "}"


def as_ndjson(answer: Answer) -> Iterator[str]:
    """One JSON object per row, each on its own line, and nothing else."""
    return _row_objects(answer.sheet)


def _array_lines(sheet: Sheet[Any], suffix: str) -> Iterator[str]:
    """The lines of the array of rows under the sheet's noun, one row per line; *suffix* ends the last line."""
    if not sheet.rows:
        yield f"  {_json_text(sheet.noun)}: []{suffix}"
        return
    yield f"  {_json_text(sheet.noun)}: ["
    last = len(sheet.rows) - 1
    yield from (f"    {row}{',' * (number < last)}" for number, row in enumerate(_row_objects(sheet)))
    yield f"  ]{suffix}"


def _row_objects(sheet: Sheet[Any]) -> Iterator[str]:
    values = [(column.name, column.value) for column in sheet.json_columns]
    rows = map(sheet.for_one_use, sheet.rows)
    return (_json_text({name: value(row) for name, value in values}) for row in rows)


def _json_text(value: Value) -> str:
    """*value* as JSON on one line, with control characters and workflow commands escaped."""
    text = _encoder()(value)
    if "##" in text:
        from prodash.render.terminal.workflow_commands import escape_commands_in_json

        text = escape_commands_in_json(text)
    return text if text.isprintable() else _RAW_CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


@cache
def _encoder() -> Callable[[Value], str]:
    import json

    return json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
