"""Settings: the named filters and defaults that count, and the file that each comes from."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from prodash.model.catalogue.problem import Problem
from prodash.model.settings.keys import Key, Value
from prodash.model.settings.named_filters import NamedFilter, NamedFilters


class SettingsFile(NamedTuple):
    """What one file has: its path, its filters, its defaults by their keys, its problems, and whether it is there."""

    path: str
    filters: tuple[NamedFilter, ...] = ()
    defaults: Mapping[str, Value] = {}
    problems: tuple[Problem, ...] = ()
    exists: bool = True


class Settings:
    """The settings of the *user* and of the *shared* file of a catalogue; the user's defaults win."""

    def __init__(self, user: SettingsFile, shared: SettingsFile) -> None:
        self.user, self.shared = user, shared

    @cached_property
    def filters(self) -> NamedFilters:
        """The named filters, those of the catalogue first."""
        return NamedFilters([*self.shared.filters, *self.user.filters])

    def default(self, key: Key) -> Value | None:
        """The default of *key*; None if no file has one."""
        return next((file.defaults[key.name] for file in self.files if key.name in file.defaults), None)

    def file_of(self, key: Key) -> str:
        """The path of the file that the default of *key* comes from; empty if there is none."""
        return next((file.path for file in self.files if key.name in file.defaults), "")

    @property
    def files(self) -> tuple[SettingsFile, SettingsFile]:
        """The files, that which wins first."""
        return self.user, self.shared
