"""Session: one run of a command: load the catalogue, select tracks, show results."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prodash.errors import ExitCode, NoCatalogueError
from prodash.session.environment import Environment
from prodash.session.outcome import Outcome
from prodash.session.run_options import RunOptions
from prodash.session.terminal.console import Console

if TYPE_CHECKING:
    from prodash.model.catalogue.catalogue import Catalogue
    from prodash.model.catalogue.track import Track
    from prodash.model.history.history import History
    from prodash.model.history.track_time import TrackTime
    from prodash.model.select.filters import Filters
    from prodash.model.select.select import FailIf, Selected
    from prodash.render.formats.formats import Format
    from prodash.render.formats.output import Output
    from prodash.render.formats.sheet import Sheet
    from prodash.render.terminal.screen import Screen
    from prodash.session.files import CatalogueFiles
    from prodash.session.history_reader import HistoryReader
    from prodash.session.paths import PathDisplay
    from prodash.session.settings.reader import SettingsReader


class Session:
    """One run of a command: its environment, console, catalogue files and outcome; `loaded` is what `load` gave last."""

    def __init__(self, argv: Sequence[str]) -> None:
        self.environment = Environment()
        self.outcome = Outcome()
        self.loaded: Catalogue | None = None
        self.argv = argv
        self.set_options(RunOptions())

    def set_options(self, options: RunOptions) -> None:
        """Set the global *options*; call this before anything is loaded or shown."""
        self.options = options
        quiet, look = options.quiet, lambda: self.settings.color_and_emoji()  # noqa: PLW0108 (imports it only if it is needed)
        self.console = Console(self.environment.variables, options.color, quiet=quiet, defaults=look)

    @cached_property
    def settings(self) -> "SettingsReader":
        """The settings of the user and of the catalogue."""
        from prodash.session.settings.reader import SettingsReader

        return SettingsReader(lambda: self.root, self.environment.config_file, self.outcome)

    @property
    def today(self) -> date:
        """Today's date, in the calendar of the one who reads the answer."""
        return self.settings.today_from(self.environment.today)

    @property
    def root(self) -> Path:
        """The folder of the catalogue; raises NoCatalogueError."""
        return self.files.root

    @cached_property
    def files(self) -> "CatalogueFiles":
        """The files of the catalogue; raises NoCatalogueError."""
        return self.open_catalogue()

    def open_catalogue(
        self, paths: Sequence[str] = (), top: Path | None = None, root: Path | None = None
    ) -> "CatalogueFiles":
        """Use the catalogue in *root*, or the one that `Environment.find_root` finds; raises NoCatalogueError."""
        from prodash.session.files import CatalogueFiles, Messages

        self.files = CatalogueFiles(
            root or self.environment.find_root(self.options, paths, top),
            self.environment.state_folder,
            Messages(
                now=self.console.print_err,
                wait=self.console.info_on_terminal,
                alarm=self.outcome.add_alarm,
                remark=self.outcome.add_remark,
            ),
            use_index=self.options.use_index,
        )
        return self.files

    @cached_property
    def paths(self) -> "PathDisplay":
        """Shows paths of the catalogue; raises NoCatalogueError."""
        from prodash.session.paths import PathDisplay

        return PathDisplay(self.root, self.environment.workspace)

    @property
    def words_after_dashes(self) -> Sequence[str]:
        """The words after `--`, which are no options and no assignments."""
        return self.argv[self.argv.index("--") + 1 :] if "--" in self.argv else ()

    def display_path(self, path: str) -> str:
        """The catalogue path *path*, relative to the current folder."""
        return self.paths.display_path(path)

    def display_path_if_exists(self, path: str) -> str:
        """*path* relative to the current folder if a catalogue has such a file; else *path* unchanged."""
        try:
            return self.paths.display_path_if_exists(path)
        except NoCatalogueError:
            return path

    def load(self) -> "Catalogue":
        """The catalogue as it is on the disk, after recovery; records its errors for the exit code."""
        from prodash.model.check.errors import find_problems

        self.loaded = self.read()
        self.outcome.record_problems(find_problems(self.loaded))
        return self.loaded

    def read(self) -> "Catalogue":
        """The catalogue as it is on the disk, after recovery; records no problems, and names drafts that were left."""
        from prodash.session.read_catalogue import read_catalogue

        return read_catalogue(self)

    def history(self, catalogue: "Catalogue") -> "History":
        """The history of *catalogue*, read at the first call; adds remarks about what it lacks.  Raises GitError."""
        return self._history_reader.history(catalogue)

    def time_of(self, catalogue: "Catalogue", track: "Track") -> "TrackTime | None":
        """The times of *track* in its stage, from the history; None if it has none.  Raises GitError."""
        return self._history_reader.time_of(catalogue, track)

    @cached_property
    def _history_reader(self) -> "HistoryReader":
        from prodash.session.history_reader import HistoryReader

        return HistoryReader(self)

    def select(
        self,
        catalogue: "Catalogue",
        filters: "Filters",
        fail_if: "FailIf | None" = None,
        *,
        with_all: str = "--all",
        to_change: bool = False,
        without_question: bool = False,
    ) -> "Selected":
        """The tracks that *filters* select.

        Adds remarks about the tracks left out; *with_all* is the option that includes archived ones, or empty.  Records
        whether *fail_if* holds.  If a word names several tracks, the user chooses one.  If they are selected *to_change*
        them, a remark names them instead, and names must be whole for a change *without_question*.
        """
        from prodash.session.choose_tracks import add_remarks, record_condition, select_tracks, word_remarks

        whole = to_change and (without_question or not self.console.can_ask)
        selected = select_tracks(self, catalogue, filters, may_ask=not to_change, needs_whole_names=whole)
        if to_change:
            self.outcome.remarks += word_remarks(selected)
            selected = selected._replace(unlisted_remarks=())
        record_condition(self, catalogue, filters, selected, fail_if)
        add_remarks(self, filters, selected, with_all)
        return selected

    def show(
        self,
        sheet: "Sheet[Any]",
        output: "Output",
        picture: "Callable[[Sequence[Any], Screen], str] | None" = None,
        formats: "Mapping[str, Format] | None" = None,
        *,
        may_page: bool = True,
    ) -> None:
        """Print *sheet* in the format of *output*; *picture*, if given, replaces a table with all columns.

        *formats* are those of the command; by default FORMATS.  What is for people and longer than the terminal goes
        through the user's pager, if it *may_page*.  Says how many rows the limit hides.  Raises UsageError.
        """
        from prodash.session.answer import show

        show(self, sheet, output, picture, formats, may_page=may_page)

    def finish(self, *, failed: bool = False) -> ExitCode:
        """Print the notes and the problems that the user has not seen; returns the exit code.

        If an error has *failed* the command before it answered or wrote anything, no remarks about its answer are made.
        """
        if failed and not (self.console.has_answered or self.outcome.has_written):
            self.outcome.take_remarks()
        problems = self.outcome.take_unshown_problems()
        if problems or self.outcome.has_notes:
            from prodash.session.notes import print_notes, print_problems

            print_notes(self.console, self.outcome, quiet=self.options.quiet, apart=bool(problems))
            if problems:
                print_problems(self, problems)
        return self.outcome.exit_code()
