"""Set setting: a new value for a default or a named filter, as a plan."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from prodash.errors import UsageError, hint
from prodash.model.catalogue.value import Value
from prodash.model.names.ids import why_not_an_id
from prodash.model.names.names import match_key
from prodash.model.names.similar import similar
from prodash.model.plan.change import SETTING, SetValue
from prodash.model.plan.plan import ChangePlan
from prodash.model.select.parse_words import parse_words, split_words
from prodash.model.settings.keys import FILTERS, KEYS
from prodash.model.settings.malformed_filters import why_malformed
from prodash.model.settings.named_filters import NamedFilter, NamedFilters
from prodash.model.settings.settings import SettingsFile


class SettingName(NamedTuple):
    """The name of a default, or of a filter behind `filters.`."""

    path: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(self.path)

    @property
    def is_filter(self) -> bool:
        """Whether it is the name of a filter."""
        return len(self.path) > 1


def setting_name(text: str, file: SettingsFile) -> SettingName:
    """The default or the filter of *file* that *text* names; raises UsageError."""
    group, dot, name = text.partition(".")
    if group == FILTERS and dot:
        known = next((one.name for one in file.filters if match_key(one.name) == match_key(name)), name)
        if why_not_an_id(known):
            raise UsageError(f"{name!r} cannot be the name of a filter; use letters, digits, - and _")
        return SettingName((FILTERS, known))
    key = text.replace("_", "-").replace("colour", "color")
    if key not in KEYS:
        names = (*KEYS, f"{FILTERS}.NAME")
        suggestions = similar(key, names)
        raise UsageError(f"unknown setting {text!r}{hint(suggestions, () if suggestions else names)}")
    return SettingName((key,))


def plan_setting(
    file: SettingsFile,
    name: SettingName,
    value: str | None,
    today: date,
    others: Sequence[NamedFilter] = (),
) -> ChangePlan:
    """The plan to give *name* in *file* the *value*, as text; None removes it.

    The filters *others* may be named too.  Raises UsageError for a value that it cannot have.
    """
    before = _filter_text(file, name.path[-1]) if name.is_filter else file.defaults.get(name.path[0])
    if value is None and name.is_filter:
        _require_unnamed(file, name.path[-1])
    after, written = (None, None) if value is None else _new_value(file, name, value, today, others)
    verb = "Remove" if value is None else "Set"
    change = SetValue(SETTING, str(name), file.path, "value", _shown(before), after, written)
    new = frozenset({file.path} if not file.exists else ())
    return ChangePlan(f"{verb} {name}", (change,), new_files=new if change.has_effect else frozenset())


def _new_value(
    file: SettingsFile, name: SettingName, text: str, today: date, others: Sequence[NamedFilter]
) -> tuple[Value, str | tuple[str, ...]]:
    """The value that *text* is for *name*, as people see it and as it is written; raises UsageError."""
    if name.is_filter:
        return _filter(file, name.path[-1], text, today, others)
    return _default(name, text)


def _require_unnamed(file: SettingsFile, name: str) -> None:
    """Raise UsageError if another filter of *file* names the filter *name*."""
    for one in file.filters:
        if one.name != name and any(match_key(other) == match_key(name) for other in _named_by(one)):
            raise UsageError(f"the filter {one.name!r} names {name!r}; change that one first")


def _named_by(one: NamedFilter) -> Sequence[str]:
    try:
        return parse_words(one.words).filter
    except UsageError:
        return ()


def _shown(value: object) -> Value:
    """*value* as it is written."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, tuple) else None if value is None else str(value)


def _default(name: SettingName, text: str) -> tuple[Value, str | tuple[str, ...]]:
    key = KEYS[name.path[0]]
    value = key.read(text)
    if value is None:
        raise UsageError(f"{key.name} cannot be {text!r}; {key.fix}")
    # Every reader of YAML takes these two words for the same.
    written = str(value).lower() if isinstance(value, bool | int) else value
    return _shown(value), written


def _filter(
    file: SettingsFile, name: str, text: str, today: date, others: Sequence[NamedFilter]
) -> tuple[Value, str | tuple[str, ...]]:
    words = split_words(text)
    if words is None:
        raise UsageError(f"the quotes in {text!r} do not close")
    new = NamedFilter(name, words, file.path)
    kept = [one for one in file.filters if one.name != name]
    known = NamedFilters([*kept, new, *others])
    known.require_usable(new)
    if why := why_malformed(parse_words(words), today):
        raise UsageError(why)
    return text, text


def _filter_text(file: SettingsFile, name: str) -> str | None:
    return next((one.text for one in file.filters if one.name == name), None)
