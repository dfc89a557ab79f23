"""Run options: what the user chose for a run, whatever the command."""

from typing import NamedTuple


class RunOptions(NamedTuple):
    """The options that every command has; `catalogue` is the folder that the user named, if any."""

    catalogue: str | None = None
    color: str = "auto"
    quiet: bool = False
    use_index: bool = True

    @property
    def program(self) -> str:
        """How a command begins that is typed in this folder and is about the same catalogue."""
        import shlex

        return shlex.join(("prodash", *(("-C", self.catalogue) if self.catalogue else ())))
