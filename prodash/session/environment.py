"""Environment: where and when prodash runs; the only reader of the clock and of environment variables."""

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path

from prodash.errors import DiskError, UsageError
from prodash.session.run_options import RunOptions


class Environment:
    """The clock, the environment variables and the current folder of one run."""

    def __init__(self, variables: Mapping[str, str] = os.environ) -> None:
        self.variables = variables

    @cached_property
    def today(self) -> date:
        """Today's date, or the one in PRODASH_TODAY; raises UsageError if that is not a date."""
        from prodash.model.catalogue.due import parse_iso_date

        named = self.variables.get("PRODASH_TODAY")
        if not named:
            return date.today()  # noqa: DTZ011 (a due date is a day where the user is)
        day = parse_iso_date(named)
        if day is None:
            raise UsageError(f"PRODASH_TODAY={named!r} is not a date; write YYYY-MM-DD")
        return day

    @cached_property
    def now(self) -> str:
        """The time in ISO 8601 with the offset from UTC; midnight of a day that PRODASH_TODAY names."""
        named = self.variables.get("PRODASH_TODAY")
        moment = datetime.combine(self.today, time()) if named else datetime.now()  # noqa: DTZ005 (as today)
        return moment.astimezone().isoformat(timespec="seconds")

    def find_root(self, options: RunOptions, paths: Sequence[str] = ()) -> Path:
        """The folder of the catalogue that *options* name, or else the one that *paths* or the current folder are in.

        Raises NoCatalogueError.
        """
        from prodash.storage.disk.locate import find_root

        usual = self.variables.get("PRODASH_CATALOGUE") or None
        try:
            here = Path.cwd()
        except FileNotFoundError as error:
            raise DiskError("the current folder", error) from None
        return find_root(options.catalogue or None, here, paths, usual)

    @property
    def workspace(self) -> str:
        """The folder that GitHub has checked the repository out to; empty elsewhere."""
        return self.variables.get("GITHUB_WORKSPACE") or ""

    @property
    def editor(self) -> str:
        """The command that the user edits files with; empty where none is named."""
        return self.variables.get("VISUAL") or self.variables.get("EDITOR") or ""
