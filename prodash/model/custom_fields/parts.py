"""Parts: what a value holds under a key, as `spotify` of the field `platforms`."""

from collections.abc import Mapping

from prodash.model.catalogue.value import Value
from prodash.model.custom_fields.days import part_of_date
from prodash.model.names.names import field_key


def part_of(value: Value, key: str) -> Value:
    """What *value* has under *key*: of a mapping its value, of a list those of its items, of a date its year or month."""
    if isinstance(value, Mapping):
        if key in value:
            return value[key]
        wanted = field_key(key)
        return next((item for name, item in value.items() if field_key(name) == wanted), None)
    if isinstance(value, tuple):
        found = tuple(inner for item in value if (inner := part_of(item, key)) is not None)
        return found or None
    return part_of_date(value, key) if isinstance(value, str | int) else None
