"""Surroundings: where and when prodash runs; the only reader of clock and environment."""

import os
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path

from prodash.console import Console
from prodash.errors import DiskError, UsageError


class Surroundings(Console):
    """The clock, the environment and the folder of one run, as far as the user did not name others."""

    def __init__(self, catalogue_named: str | None = None) -> None:
        super().__init__(os.environ)
        self.catalogue_named = catalogue_named
        self.paths_named: Sequence[str] = ()
        self.with_index = True

    @cached_property
    def today(self) -> date:
        """The day it is, or the one that PRODASH_TODAY says it is."""
        from prodash.model.due import parse_iso_date

        named = self.environ.get("PRODASH_TODAY")
        if not named:
            return date.today()  # noqa: DTZ011 (a due date is a day where the user is)
        day = parse_iso_date(named)
        if day is None:
            raise UsageError(f"PRODASH_TODAY={named!r} is not a date; write YYYY-MM-DD")
        return day

    @cached_property
    def root(self) -> Path:
        """The folder of the catalogue; raises NoCatalogueError."""
        from prodash.storage.locate import find_root

        usual = self.environ.get("PRODASH_CATALOGUE") or None
        try:
            here = Path.cwd()
        except FileNotFoundError as error:
            raise DiskError("the current folder", error) from None
        return find_root(self.catalogue_named or None, here, self.paths_named, usual)

    @property
    def program(self) -> str:
        """How a command begins that is typed in this folder and is about this catalogue."""
        import shlex

        named = ("-C", self.catalogue_named) if self.catalogue_named else ()
        return shlex.join(("prodash", *named))

    @cached_property
    def now(self) -> str:
        """The time it is, in ISO 8601 with the offset from UTC; midnight of a day that PRODASH_TODAY names."""
        named = self.environ.get("PRODASH_TODAY")
        moment = datetime.combine(self.today, time()) if named else datetime.now()  # noqa: DTZ005 (as today)
        return moment.astimezone().isoformat(timespec="seconds")

    @cached_property
    def workspace(self) -> str:
        """The folder that GitHub has checked the repository out to; empty elsewhere."""
        return self.environ.get("GITHUB_WORKSPACE") or ""

    @cached_property
    def editor(self) -> str:
        """The command that the user edits files with; empty where none is named."""
        return self.environ.get("VISUAL") or self.environ.get("EDITOR") or ""
