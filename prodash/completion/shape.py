"""Shape: the commands with their options and arguments, as `shape.json` has them.

The file is made from the definitions that Typer reads, by `python -m tests.test_shape`, because importing
those takes longer than completion may; a test compares it with them.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from prodash.completion.values import Values

PATH = Path(__file__).with_name("shape.json")


class Option(NamedTuple):
    """One option; `values` None for a flag, `many` where it may be given several times.

    Where `--by` names something other than stages, the values are those `by_other`, if there are such.
    """

    names: tuple[str, ...]
    help: str
    values: Values | None
    many: bool
    by_other: Values | None = None


class Argument(NamedTuple):
    """One argument; `many` where it takes all words that follow."""

    values: Values
    many: bool


class Command(NamedTuple):
    """One command; `commands` are those below it, by their last word, each with its help."""

    help: str
    options: tuple[Option, ...]
    arguments: tuple[Argument, ...]
    commands: Mapping[str, str]

    def option(self, name: str) -> Option | None:
        """The option with this name."""
        return next((option for option in self.options if name in option.names), None)


class Shape:
    """All commands, each read when it is asked for."""

    def __init__(self) -> None:
        self._commands: dict[str, dict[str, Any]] = json.loads(PATH.read_text(encoding="utf-8"))

    def command(self, name: str) -> Command:
        """The command with this name; the empty one is `prodash` itself."""
        data = self._commands[name]
        options = (
            Option(tuple(o["names"]), o["help"], _values(o["values"]), o["many"], _values(o.get("by_other")))
            for o in data["options"]
        )
        arguments = (Argument(_values(a["values"]) or Values(), a["many"]) for a in data["arguments"])
        start = f"{name} " if name else ""
        below = {
            other.removeprefix(start): self._commands[other]["help"]
            for other in self._commands
            if other.startswith(start) and " " not in other.removeprefix(start)
        }
        below.pop("", None)
        return Command(data["help"], tuple(options), tuple(arguments), below)


def _values(data: Mapping[str, Any] | None) -> Values | None:
    return None if data is None else Values(**{name: tuple(given) for name, given in data.items()})
