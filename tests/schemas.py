"""The schemas that ship with prodash, as the tests look at them."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema.protocols import Validator
from jsonschema.validators import validator_for

from tests.conftest import PACKAGE

FOLDER = PACKAGE / "schemas"
KINDS = sorted(path.stem for path in FOLDER.iterdir())
SCHEMAS = {kind: json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8")) for kind in KINDS}
ANSWERS = {kind: schema for kind, schema in SCHEMAS.items() if "schema_version" in schema["properties"]}
FILES = {kind: schema for kind, schema in SCHEMAS.items() if kind not in ANSWERS}


def faults(kind: str, value: Any) -> list[str]:
    """Why *value* is not what the schema of this kind says."""
    return [f"{error.json_path}: {error.message}" for error in _validator(kind).iter_errors(value)]


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema that says which keys there are."""
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from objects(part)
    if isinstance(schema, dict) and isinstance(schema.get("properties"), dict):
        yield schema


@cache
def _validator(kind: str) -> Validator:
    made = validator_for(SCHEMAS[kind])
    return made(SCHEMAS[kind], format_checker=made.FORMAT_CHECKER)
