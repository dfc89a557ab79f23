"""Help page: what --help of a command shows, with arguments as they are typed."""

from copy import copy
from typing import Any

import typer.core


class CommandWithHelp(typer.core.TyperCommand):
    """A command whose help names its arguments as their metavars do."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002 (given by Typer)
        """`[OPTIONS]` and the arguments."""
        return ["[OPTIONS]", *(argument.metavar or "" for argument in self._arguments())]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        for argument in self._arguments():
            argument.type = copy(argument.type)
            # Typer would write a type such as `<str>`.
            argument.type.get_metavar = lambda **_given: ""  # type: ignore[method-assign]
        super().format_help(ctx, formatter)

    def _arguments(self) -> list[typer.core.TyperArgument]:
        return [one for one in self.params if isinstance(one, typer.core.TyperArgument)]
