"""Change options: the options of a command that changes or adds files."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash.render.formats.output import Output


class ChangeOptions(NamedTuple):
    """The options of one change.

    commit           None: no commit; "": a commit with a generated message
    verbose          whether a terminal shows the whole plan, however long it is
    ask_from         from how many files on the change asks first, on a terminal
    plan_on_stderr   whether the plan goes to stderr, because the command prints something else to stdout
    """

    dry_run: bool = False
    yes: bool = False
    commit: str | None = None
    format: str = "table"
    columns: Sequence[str] = ()
    csv_safe: bool = False
    verbose: bool = False
    style: str | None = None
    ask_from: int = 3
    plan_on_stderr: bool = False

    @property
    def output(self) -> Output:
        """How the plan is shown."""
        return Output(self.format, self.columns, csv_safe=self.csv_safe, style=self.style)


class NewTrackOptions(NamedTuple):
    """The options of tracks that are added.

    folder       where their files are, below `tracks`
    identifier   None: made from the title
    template     the name of the file in `templates` that they begin with
    new_field    whether they may have a custom field whose name is nearly that of another
    """

    folder: str = ""
    identifier: str | None = None
    template: str | None = None
    new_field: bool = False
