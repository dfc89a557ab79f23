"""Change options: what the user chose for a change of files."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash.render.formats.output import Output


class ChangeOptions(NamedTuple):
    """Options of a command that changes files; `commit` None makes no commit, an empty one gets a message of prodash's.

    The plan is shown `aside`, on stderr, where the command answers with something else.
    """

    dry_run: bool = False
    yes: bool = False
    commit: str | None = None
    format: str = "table"
    columns: Sequence[str] = ()
    csv_safe: bool = False
    aside: bool = False

    @property
    def output(self) -> Output:
        """How the plan is shown."""
        return Output(self.format, self.columns, csv_safe=self.csv_safe)
