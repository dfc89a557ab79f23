"""Data: an answer as JSON, in one envelope or one row a line."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from prodash.model.catalogue.value import Value
from prodash.model.names.characters import BIDI_CONTROLS, C1, SEPARATORS, SURROGATES
from prodash.render.formats.answer import Answer
from prodash.render.formats.problems import problem_sheet
from prodash.render.formats.sheet import Column, Sheet

SCHEMA_VERSION = 1

# What JSON may carry raw and a terminal would obey.
_RAW_CONTROLS = re.compile(f"[{C1}{SEPARATORS}{BIDI_CONTROLS}{SURROGATES}]")


def as_json(answer: Answer) -> Iterator[str]:
    """One JSON object: version, kind, counts, facts, the rows with all columns, problems."""
    sheet = answer.sheet
    head = {
        "schema_version": SCHEMA_VERSION,
        "kind": sheet.kind,
        "total": answer.total,
        "shown": len(sheet.rows),
        **sheet.facts,
    }
    yield "{"
    yield from (f"  {_text(key)}: {_text(value)}," for key, value in head.items())
    problems = problem_sheet(answer.problems)
    if sheet.noun == problems.noun:
        # What was asked for are the problems themselves, and a key stands in an object once.
        yield from _list(sheet, "")
    else:
        yield from _list(sheet, ",")
        yield from _list(problems, "")
    yield "}"


def as_ndjson(answer: Answer) -> Iterator[str]:
    """One JSON object for each row, one a line, and nothing else."""
    return _rows(answer.sheet)


def _list(sheet: Sheet[Any], behind: str) -> Iterator[str]:
    """The rows under their noun, one a line."""
    if not sheet.rows:
        yield f"  {_text(sheet.noun)}: []{behind}"
        return
    yield f"  {_text(sheet.noun)}: ["
    last = len(sheet.rows) - 1
    yield from (f"    {row}{',' * (number < last)}" for number, row in enumerate(_rows(sheet)))
    yield f"  ]{behind}"


def _rows(sheet: Sheet[Any]) -> Iterator[str]:
    columns: Sequence[Column[Any]] = sheet.grouped
    return (_text({column.name: column.value(row) for column in columns}) for row in sheet.rows)


def _text(value: Value) -> str:
    """A value as JSON on one line, with nothing raw in it that a terminal would obey."""
    text = _encode()(value)
    return text if text.isprintable() else _RAW_CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


@cache
def _encode() -> Callable[[Value], str]:
    import json

    return json.JSONEncoder(ensure_ascii=False).encode
