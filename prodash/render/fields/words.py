"""Words: what tracks have in a custom field, in the few words of a table."""

from prodash.model.catalogue.value import as_text
from prodash.model.custom_fields.usage import MAPPING, FieldUse
from prodash.model.custom_fields.value_types import DATE
from prodash.render.terminal.words import pluralise

_BAR = "▇"
_WITH_EXAMPLE = 3
_YEAR, _DAY = len("2026"), len("2026-12-01")


def type_words(use: FieldUse) -> str:
    """The type of the values: `number`, `list of texts`, or `number, 2 others` if not all are of the type."""
    if not (use.values or use.declared):
        return ""
    name = f"list of {use.type_name}s" if use.is_list else use.type_name
    others = sum(one.tracks for one in use.others)
    return f"{name}, {pluralise(others, 'other')}" if others else name


def short_type_words(use: FieldUse) -> str:
    """The type in as little room as it takes: `number`, `texts`."""
    return (f"{use.type_name}s" if use.is_list else use.type_name) if use.values or use.declared else ""


def value_words(use: FieldUse, most: int) -> str:
    """The range of the values, or *most* of the commonest ones, one at least, with the number of tracks that have them.

    With *most* below 3, an example of values that are all different and the values outside of a range are left out; with 0,
    dates are years.
    """
    if use.first is not None and use.first != use.last:
        others = use.others[: max(most - _WITH_EXAMPLE + 1, 0)]
        shown = [times(as_text(one.value), one.tracks) for one in others]
        return ", ".join([_range(use, in_years=most == 0), *shown])
    values = use.values
    if len(values) > 1 and values[0].tracks == 1 and use.type_name != MAPPING:
        return f"{len(values):,} different" + (
            f", such as {as_text(values[0].value)}" if most >= _WITH_EXAMPLE else ""
        )
    if len(values) == 1 and values[0].tracks == use.tracks:
        return as_text(values[0].value)
    shown = [times(as_text(one.value), one.tracks) for one in values[: max(most, 1)]]
    left = len(values) - len(shown)
    return ", ".join([*shown, *([f"+{left:,}"] if left else [])])


def bar(share: float, length: int) -> str:
    """A bar for *share* of *length* columns, with one at least if there is any."""
    return _BAR * max(round(share * length), 1) if share else ""


def times(text: str, tracks: int) -> str:
    """*text* with the number of tracks that have it, unless it is one."""
    return text if tracks == 1 else f"{text} ×{tracks:,}"


def _range(use: FieldUse, *, in_years: bool) -> str:
    first, last = map(as_text, (use.first, use.last))
    if use.type_name == DATE.name:
        length = _YEAR if in_years and first[:_YEAR] != last[:_YEAR] else _DAY
        first, last = first[:length], last[:length]
    dash = " – " if "-" in first + last else "–"
    return first if first == last else first + dash + last
