"""Run options: the global options, which every command has."""

from typing import NamedTuple


class RunOptions(NamedTuple):
    """The global options; `catalogue` is the folder given with -C, if any."""

    catalogue: str | None = None
    color: str | None = None
    quiet: bool = False
    use_index: bool = True
    use_pager: bool = True

    @property
    def program(self) -> str:
        """`prodash`, or `prodash -C FOLDER` if the user gave a folder: what suggested commands begin with."""
        from prodash import shell

        return shell.join(self.program_words)

    @property
    def program_words(self) -> list[str]:
        """The same as a list of words."""
        return ["prodash", *(["-C", self.catalogue] if self.catalogue else [])]
