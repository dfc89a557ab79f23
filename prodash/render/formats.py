"""Formats: the forms that any sheet can be printed in; a new one is a function and a line in FORMATS."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from prodash.model.problem import Problem
from prodash.model.value import Value
from prodash.render.problems import problem_sheet
from prodash.render.screen import Screen
from prodash.render.sheet import Sheet
from prodash.render.table import table
from prodash.render.width import clean

T = TypeVar("T")

SCHEMA_VERSION = 1

Format = Callable[[Sheet[Any], Sequence[Problem], Screen], str]

# What JSON may carry raw and a terminal would obey.
_RAW_CONTROLS = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def as_table(sheet: Sheet[Any], _problems: Sequence[Problem], screen: Screen) -> str:
    """Aligned columns for people."""
    return table(sheet, screen)


def as_json(sheet: Sheet[Any], problems: Sequence[Problem], _screen: Screen) -> str:
    """One JSON object: version, kind, counts, facts, all rows with all columns, problems."""
    import json

    envelope = {
        "schema_version": SCHEMA_VERSION,
        "kind": sheet.kind,
        "total": len(sheet.rows),
        "shown": len(sheet.rows),
        **sheet.facts,
        sheet.noun: _rows(sheet),
        "problems": _rows(problem_sheet(problems)),
    }
    text = json.dumps(envelope, ensure_ascii=False, indent=2)
    return _RAW_CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def as_ids(sheet: Sheet[Any], _problems: Sequence[Problem], _screen: Screen) -> str:
    """One id a line, each once; rows without one are left out."""
    return "\n".join(
        dict.fromkeys(clean(identifier) for row in sheet.rows if (identifier := sheet.identify(row)))
    )


FORMATS: Mapping[str, Format] = {"table": as_table, "json": as_json, "ids": as_ids}


def _rows(sheet: Sheet[T]) -> list[dict[str, Value]]:
    return [{column.name: column.value(row) for column in sheet.columns} for row in sheet.rows]
