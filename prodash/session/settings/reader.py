"""Reader: the settings of one run, read when something first asks for them."""

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from prodash.errors import ProdashError

if TYPE_CHECKING:
    from prodash.model.select.filters import Filters
    from prodash.model.settings.named_filters import NamedFilters
    from prodash.model.settings.settings import Settings

AT = "@"
"""Stands before the name of a filter among tracks."""


class SettingsReader:
    """The settings of the user and of the catalogue in the folder that *find_root* returns.

    *user_file* is the file of the user; *alarm* is called with what is wrong in it.
    """

    def __init__(self, find_root: Callable[[], Path], user_file: str, alarm: Callable[[str], None]) -> None:
        self._find_root, self._user_file, self._alarm = find_root, user_file, alarm

    @cached_property
    def settings(self) -> "Settings":
        """All settings; those of the user alone if there is no catalogue."""
        from prodash.storage.settings.read import read_settings

        root = None
        with suppress(ProdashError, OSError):
            root = self._find_root()
        settings = read_settings(root, self._user_file)
        for problem in settings.user.problems:
            place = ":".join(map(str, problem.location))
            self._alarm(f"{place}: {problem.severity}: {problem.message} [{problem.code}]")
        return settings

    @property
    def filters(self) -> "NamedFilters":
        """The named filters."""
        return self.settings.filters

    def with_named_filters(self, filters: "Filters") -> "Filters":
        """*filters* with what the named ones among them mean; raises UnknownNameError, UsageError.

        A word such as `@focus` among the tracks names a filter if there is one of that name.
        """
        has_at = any(word.startswith(AT) for word in filters.track or ())
        return self.filters.applied_to(filters) if filters.filter or has_at else filters
