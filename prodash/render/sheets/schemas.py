"""Schemas: which there are, as rows."""

import json
from collections.abc import Mapping

from prodash.render.formats.sheet import Cell, Column, Sheet

Named = tuple[str, str]


def schema_sheet(texts: Mapping[str, str]) -> Sheet[Named]:
    """The schemas by kind as rows, each with what its text says that it is about."""
    return Sheet(
        kind="schemas",
        noun="schemas",
        columns=(
            Column("kind", lambda row: row[0], lambda row: Cell(row[0])),
            Column("describes", lambda row: row[1], lambda row: Cell(row[1]), least=20),
        ),
        rows=[(kind, json.loads(text)["title"]) for kind, text in texts.items()],
        identify=lambda row: row[0],
        locate=lambda _: "",
    )
