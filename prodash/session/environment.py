"""Environment: the only module that reads the clock and environment variables."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path

from prodash.errors import DiskError, UsageError
from prodash.session.run_options import RunOptions

DEFAULT_PAGER = "less"
CONFIG_NAME = "config.yaml"
"""The name of the file with the user's own settings."""

_NO_PAGER = frozenset({"", "cat"})


class Environment:
    """The clock, the environment variables and the current folder of one run."""

    def __init__(self, variables: Mapping[str, str] = os.environ) -> None:
        self.variables = variables

    @cached_property
    def today(self) -> date:
        """Today's date, or the one in PRODASH_TODAY; raises UsageError if that is not a date."""
        from prodash.model.catalogue.due import parse_iso_date

        chosen = self.variables.get("PRODASH_TODAY")
        if not chosen:
            return date.today()  # noqa: DTZ011 (due dates are in local time)
        day = parse_iso_date(chosen)
        if day is None:
            raise UsageError(f"PRODASH_TODAY={chosen!r} is not a date; write YYYY-MM-DD")
        return day

    @cached_property
    def now(self) -> str:
        """The time in ISO 8601 with the UTC offset; midnight of the date in PRODASH_TODAY, if that is set."""
        chosen = self.variables.get("PRODASH_TODAY")
        moment = datetime.combine(self.today, time()) if chosen else datetime.now()  # noqa: DTZ005 (as today)
        try:
            return moment.astimezone().isoformat(timespec="seconds")
        except (ValueError, OverflowError):
            # The first and the last day of the calendar have no time in other zones.
            return moment.replace(tzinfo=UTC).isoformat(timespec="seconds")

    def find_root(self, options: RunOptions, paths: Sequence[str] = (), top: Path | None = None) -> Path:
        """The folder of the catalogue; the first of these that is there:

        1. the one that *options* name
        2. the one that *paths* are in
        3. the one in PRODASH_CATALOGUE
        4. the one that the current folder is in

        From a folder in *top*, the search upwards ends there.
        Raises NoCatalogueError, DiskError if the current folder was deleted.
        """
        from prodash.storage.disk.locate import find_root

        default = self.variables.get("PRODASH_CATALOGUE") or None
        try:
            cwd = Path.cwd()
        except FileNotFoundError as error:
            raise DiskError("the current folder", error) from None
        return find_root(options.catalogue or None, cwd, paths, default, top)

    @property
    def config_file(self) -> str:
        """The file with the user's own settings; empty if there is no home folder."""
        folder = self._own_folder("XDG_CONFIG_HOME", ".config")
        return str(Path(folder, CONFIG_NAME)) if folder else ""

    @property
    def state_folder(self) -> str:
        """The folder with what prodash keeps about this user and computer; empty if there is no home folder."""
        return self._own_folder("XDG_STATE_HOME", ".local/state")

    def _own_folder(self, variable: str, in_home: str) -> str:
        """The folder of prodash in the one that *variable* names, or else in *in_home*; Windows and macOS have one for all."""
        base = self._folder_in("LOCALAPPDATA" if os.name == "nt" else variable)
        if not base.is_absolute() and os.name != "nt":
            base = self._home / ("Library/Application Support" if sys.platform == "darwin" else in_home)
        return str(base / "prodash") if base.is_absolute() else ""

    @property
    def _home(self) -> Path:
        """The home folder; a relative path if there is none, as for a user that only a container knows."""
        with suppress(RuntimeError):
            return self._folder_in("HOME") if "HOME" in self.variables else Path("~").expanduser()
        return Path()

    def _folder_in(self, variable: str) -> Path:
        return Path(self.variables.get(variable, ""))

    @property
    def workspace(self) -> str:
        """The folder to which GitHub Actions checked out the repository; empty elsewhere."""
        return self.variables.get("GITHUB_WORKSPACE") or ""

    @property
    def pre_commit_range(self) -> str:
        """The commits that pre-commit looks at, as in `main...HEAD`; empty if it looks at the next commit."""
        ends = [self.variables.get(f"PRE_COMMIT_{end}_REF") or "" for end in ("FROM", "TO")]
        return "...".join(ends) if all(ends) else ""

    @property
    def editor(self) -> str:
        """The command of the user's editor, from VISUAL or EDITOR; empty if neither is set."""
        return self.variables.get("VISUAL") or self.variables.get("EDITOR") or ""

    @property
    def pager(self) -> str:
        """The command of the user's pager, from PRODASH_PAGER or PAGER; empty for no pager."""
        chosen = (self.variables.get(name) for name in ("PRODASH_PAGER", "PAGER"))
        command = next((command for command in chosen if command is not None), DEFAULT_PAGER).strip()
        return "" if command in _NO_PAGER or self.variables.get("TERM") == "dumb" else command

    @property
    def opener(self) -> str:
        """The command that opens links and files, from PRODASH_OPENER; empty for the one of the system."""
        return self.variables.get("PRODASH_OPENER") or ""

    @property
    def in_ci(self) -> bool:
        """Whether CI says that nobody sits at the terminal, if there is one."""
        return self.variables.get("CI", "").casefold() not in {"", "0", "false"}

    @property
    def has_dumb_terminal(self) -> bool:
        """Whether the terminal can only show lines."""
        return self.variables.get("TERM", "") in {"", "dumb"}

    @property
    def table_style(self) -> str:
        """The style of tables, from PRODASH_STYLE; empty without it, raises UsageError if there is no such style."""
        style = self.variables.get("PRODASH_STYLE") or ""
        if not style:
            return ""
        from prodash.render.tables.frames import STYLES

        if style not in STYLES:
            raise UsageError(f"PRODASH_STYLE={style!r} is not a style; choose from {', '.join(STYLES)}")
        return style
