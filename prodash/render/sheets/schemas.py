"""Schemas: the JSON schemas that prodash has, as rows."""

import json
from collections.abc import Mapping

from prodash.render.formats.sheet import Cell, Column, Sheet

KindAndTitle = tuple[str, str]


def schema_sheet(texts: Mapping[str, str]) -> Sheet[KindAndTitle]:
    """A sheet with one row per schema; *texts* has the JSON text of each by its kind."""
    return Sheet(
        kind="schemas",
        noun="schemas",
        columns=(
            Column("kind", lambda row: row[0], lambda row: Cell(row[0])),
            Column("describes", lambda row: row[1], lambda row: Cell(row[1]), min_width=20),
        ),
        rows=[(kind, json.loads(text)["title"]) for kind, text in texts.items()],
        identify=lambda row: row[0],
        locate=lambda _: "",
    )
