"""Reader: the settings of one run, read when something first asks for them."""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prodash.errors import ProdashError, UnknownNameError
from prodash.model.names.keywords import AT

if TYPE_CHECKING:
    from datetime import date

    from prodash.model.catalogue.problem import Problem
    from prodash.model.select.filters import Filters
    from prodash.model.settings.named_filters import NamedFilters
    from prodash.model.settings.settings import Settings
    from prodash.render.formats.output import Output
    from prodash.render.formats.sheet import Sheet
    from prodash.session.settings.notes import Notes


class SettingsReader:
    """The settings of the user and of the catalogue in the folder that *find_root* returns.

    *user_file* is the file of the user; *notes* gets what is wrong in it.  `has_defaults` is whether the answer is
    for people: what programs read does not depend on defaults.  `limit_name` is what limits the rows of the answer.
    """

    def __init__(self, find_root: Callable[[], Path], user_file: str, notes: "Notes") -> None:
        self._find_root, self._user_file, self._notes = find_root, user_file, notes
        self.has_defaults = True
        self.limit_name = "--limit"

    @cached_property
    def settings(self) -> "Settings":
        """All settings; those of the user alone if there is no catalogue."""
        from prodash.storage.settings.read import read_settings

        settings = read_settings(self._root, self._user_file)
        self._tell_problems(settings.user.problems)
        return settings

    def _tell_problems(self, problems: "Iterable[Problem]") -> None:
        for problem in problems:
            place = ":".join(map(str, problem.location))
            self._notes.add_alarm(f"{place}: {problem.severity}: {problem.message} [{problem.code}]")

    @cached_property
    def _root(self) -> Path | None:
        with suppress(ProdashError, OSError):
            return self._find_root()
        return None

    @cached_property
    def _has_files(self) -> bool:
        from prodash.storage.disk.locate import SETTINGS

        files = [self._user_file, str(self._root / SETTINGS) if self._root else ""]
        return any(map(_may_exist, filter(None, files)))

    @property
    def filters(self) -> "NamedFilters":
        """The named filters."""
        return self.settings.filters

    def with_named_filters(self, filters: "Filters") -> "Filters":
        """*filters* with what the named ones among them mean; raises UnknownNameError, UsageError.

        A word such as `@focus` among the tracks names a filter if there is one of that name.
        """
        has_at = any(word.startswith(AT) for word in filters.track or ())
        if not (filters.filter or has_at):
            return filters
        try:
            return self.filters.applied_to(filters)
        except UnknownNameError:
            self._tell_problems(self.settings.shared.problems)
            raise

    def color_and_emoji(self) -> tuple[str | None, bool | None]:
        """The default of `color` and of `emoji`; None where there is none."""
        if not self._may_have_defaults:
            return None, None
        from prodash.model.settings.keys import COLOR, EMOJI

        color, emoji = (self.settings.default(key) for key in (COLOR, EMOJI))
        return color if isinstance(color, str) else None, emoji if isinstance(emoji, bool) else None

    @property
    def style(self) -> str:
        """The default of `style`; empty if there is none."""
        if not self._may_have_table_defaults:
            return ""
        from prodash.model.settings.keys import STYLE

        return str(self.settings.default(STYLE) or "")

    @property
    def date_format(self) -> str:
        """The default of `date-format`; empty if there is none."""
        if not self._may_have_table_defaults:
            return ""
        from prodash.model.settings.keys import DATE_FORMAT

        return str(self.settings.default(DATE_FORMAT) or "")

    def today_from(self, day: "date") -> "date":
        """*day* in the calendar of the one who reads the answer."""
        if not self._may_have_table_defaults:
            return day
        from prodash.model.settings.keys import DATE_ORDER, WEEK_STARTS

        if not any(map(self.settings.file_of, (DATE_ORDER, WEEK_STARTS))):
            return day
        from prodash.session.settings.calendar import today_for

        return today_for(self.settings, day, self._notes)

    def list_output(self, output: "Output") -> "Output":
        """*output* of list with the defaults for what the user did not type."""
        if not self._may_have_table_defaults:
            return output
        from prodash.model.settings.keys import LIMIT
        from prodash.session.settings.list_defaults import with_list_defaults

        if output.limit is None and (file := self.settings.file_of(LIMIT)):
            self.limit_name = f"'limit' in {file}"
        return with_list_defaults(self.settings, output)

    def usable_output(self, sheet: "Sheet[Any]", output: "Output", typed: "Output") -> "Output":
        """*output* without the columns in defaults that *sheet* does not have, each with a remark.

        *typed* is *output* without any defaults.
        """
        if output == typed:
            return output
        from prodash.session.settings.list_defaults import without_unknown_columns

        return without_unknown_columns(self.settings, self._notes, sheet, output, typed)

    @property
    def _may_have_defaults(self) -> bool:
        """Whether defaults count in this run, and there is a file that may have some."""
        return self.has_defaults and self._has_files

    @property
    def _may_have_table_defaults(self) -> bool:
        """Whether the defaults of tables count too, as they do on a terminal alone."""
        return sys.stdout.isatty() and self._may_have_defaults


def _may_exist(path: str) -> bool:
    """Whether there is something at *path*, or nobody can tell."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
