"""Sources: where the value of each default comes from: the environment, the user, the catalogue or prodash."""

from collections.abc import Mapping
from typing import NamedTuple

from prodash.model.settings.keys import COLOR, EMOJI, KEYS, STYLE, WEEK_STARTS, Key, Value
from prodash.model.settings.settings import Settings

_VARIABLES: Mapping[str, Mapping[str, str]] = {
    COLOR.name: {"NO_COLOR": "never", "FORCE_COLOR": "always", "CLICOLOR_FORCE": "always"},
    STYLE.name: {"PRODASH_STYLE": ""},
    EMOJI.name: {"PRODASH_EMOJI": ""},
}
"""The environment variables that win over the files, each with what it stands for; empty for its own value."""

_USUAL: Mapping[str, Value] = {COLOR.name: "auto", STYLE.name: "plain", WEEK_STARTS.name: "monday"}


class SourcedDefault(NamedTuple):
    """A default that counts in this run; its value is None where prodash chooses.

    source   `environment`, `user`, `catalogue` or `prodash`
    place    the variable or the path of the file; empty for prodash
    """

    key: Key
    value: Value | None
    source: str
    place: str = ""


def sourced_defaults(settings: Settings, variables: Mapping[str, str]) -> list[SourcedDefault]:
    """Every default, as the environment *variables* and the files have it."""
    return [_sourced(key, settings, variables) for key in KEYS.values()]


def _sourced(key: Key, settings: Settings, variables: Mapping[str, str]) -> SourcedDefault:
    for name, meaning in _VARIABLES.get(key.name, {}).items():
        if (text := variables.get(name)) and (name == "NO_COLOR" or key is not COLOR or text != "0"):
            return SourcedDefault(key, key.read(meaning or text), "environment", name)
    for source, file in (("user", settings.user), ("catalogue", settings.shared)):
        if key.name in file.defaults:
            return SourcedDefault(key, file.defaults[key.name], source, file.path)
    return SourcedDefault(key, _USUAL.get(key.name), "prodash")
