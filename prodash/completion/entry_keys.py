"""Entry keys: what can be typed for the keys of stages, workflows, projects and declared fields."""

from collections.abc import Mapping

from prodash.completion.choices import DAY, LENGTH, PROJECT, Choices
from prodash.model.catalogue.fields import Type


def choices_by_key(plural: str) -> Mapping[str, Choices]:
    """The choices for the value of each key of such entries; `due+` and `due-` shift a date."""
    from prodash.model.catalogue.colour import PALETTE
    from prodash.model.catalogue.kinds import KINDS
    from prodash.model.catalogue.stage import StageKind
    from prodash.model.custom_fields.declared import TYPE_NAMES

    by_type: Mapping[Type, Choices] = {
        "colour": Choices(tuple(PALETTE)),
        "project": PROJECT,
        "stage kind": Choices(tuple(StageKind)),
        "value type": Choices(TYPE_NAMES),
        "flag": Choices(("true", "false")),
        "date": DAY,
    }
    fields = next((kind.fields for kind in KINDS.values() if kind.plural == plural), ())
    by_key = {field.key: by_type.get(field.type, Choices()) for field in fields}
    return by_key | ({"due+": LENGTH, "due-": LENGTH} if "due" in by_key else {})
