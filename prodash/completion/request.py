"""Request: what to complete, and the files of the catalogue that it is about."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from prodash.errors import ProdashError
from prodash.session.environment import Environment
from prodash.session.run_options import RunOptions


class Request:
    """What to complete.

    environment   where prodash runs
    options       the global options on the line
    command       the command on the line
    arguments     its arguments so far
    typed         the part of the word that is being typed
    """

    def __init__(
        self,
        environment: Environment,
        options: RunOptions,
        command: str,
        arguments: Sequence[str],
        typed: str,
    ) -> None:
        self.environment, self.options = environment, options
        self.command, self.arguments, self.typed = command, arguments, typed

    def with_typed(self, typed: str) -> "Request":
        """A copy of the request for another part of the word."""
        return Request(self.environment, self.options, self.command, self.arguments, typed)

    @cached_property
    def root(self) -> Path | None:
        """The folder of the catalogue; None if there is none."""
        try:
            return self.environment.find_root(self.options)
        except (ProdashError, OSError):
            return None

    @cached_property
    def paths(self) -> Sequence[str]:
        """The paths of all track files."""
        from prodash.storage.disk.locate import track_paths

        return [] if self.root is None else list(track_paths(self.root, {}))
