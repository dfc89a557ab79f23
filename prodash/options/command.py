"""Command: what a command does with its words, and what its --help and its errors show."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

import typer
import typer.core

from prodash.errors import UsageError


@contextmanager
def errors_of(ctx: Any) -> Iterator[None]:
    """A context in which an error in the command line knows its command; a missing value does not otherwise."""
    try:
        yield
    except typer.TyperException as error:
        error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
        raise


class Command(typer.core.TyperCommand):
    """A command whose help names its arguments as their metavars do.

    Its `--commit` may stand without a message, which Typer does not offer.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Set the parameters of *ctx* from *args*; raises UsageError or a TyperException."""
        if "--commit" not in args:
            return self._parse(ctx, args)
        from prodash.completion.cursor import NOT_A_MESSAGE

        words, rest = (args, []) if "--" not in args else (args[: args.index("--")], args[args.index("--") :])
        following = [*words[1:], ""]
        filled = [
            "--commit=" if arg == "--commit" and NOT_A_MESSAGE.match(word) else arg
            for arg, word in zip(words, following, strict=False)
        ]
        try:
            return self._parse(ctx, filled + rest)
        except typer.TyperException as error:
            if "--commit" in filled[:-1]:
                from prodash.options.mistyped import usage_message

                took = filled[filled.index("--commit") + 1]
                message = f"{usage_message(error)}; --commit took {took!r} as its message, so put it last"
                raise UsageError(message) from None
            raise

    def _parse(self, ctx: Any, args: list[str]) -> list[str]:
        with errors_of(ctx):
            return super().parse_args(ctx, args)

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
