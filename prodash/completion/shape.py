"""Shape: the commands with their options and arguments, read from `shape.json`.

`python -m tests.test_shape` generates the file from the definitions that Typer reads, because importing those is too
slow for completion; a test compares the two.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from prodash.completion.choices import Choices

PATH = Path(__file__).with_name("shape.json")
# Unlike a path, the loader of this module also reads from a zip file, but only by the name that the zip file was started by.
_FILE = f"{__file__.removesuffix(Path(__file__).name)}{PATH.name}"
_loader: Any = __spec__.loader


class Option(NamedTuple):
    """One option.

    choices                   None for a flag
    many                      whether it can be given several times
    choices_unless_by_stage   if not None, the choices when `--by` names something other than stages
    """

    names: tuple[str, ...]
    help: str
    choices: Choices | None
    many: bool
    choices_unless_by_stage: Choices | None = None


class Argument(NamedTuple):
    """One argument; with `many`, it takes all words that follow."""

    choices: Choices
    many: bool


class Command(NamedTuple):
    """One command; `commands` maps the last word of each subcommand to its help."""

    help: str
    options: tuple[Option, ...]
    arguments: tuple[Argument, ...]
    commands: Mapping[str, str]

    def option(self, name: str) -> Option | None:
        """The option called *name*, such as `--stage` or `-s`; None if there is none."""
        return next((option for option in self.options if name in option.names), None)


class Shape:
    """All commands, each decoded on request."""

    def __init__(self) -> None:
        self._commands: dict[str, dict[str, Any]] = json.loads(_loader.get_data(_FILE))

    def command(self, name: str) -> Command:
        """The command called *name*; the empty name is `prodash` itself."""
        data = self._commands[name]
        options = (
            Option(
                tuple(o["names"]),
                o["help"],
                _choices(o["choices"]),
                o["many"],
                _choices(o.get("choices_unless_by_stage")),
            )
            for o in data["options"]
        )
        arguments = (Argument(_choices(a["choices"]) or Choices(), a["many"]) for a in data["arguments"])
        start = f"{name} " if name else ""
        subcommands = {
            other.removeprefix(start): self._commands[other]["help"]
            for other in self._commands
            if other.startswith(start) and " " not in other.removeprefix(start)
        }
        subcommands.pop("", None)
        return Command(data["help"], tuple(options), tuple(arguments), subcommands)


def _choices(data: Mapping[str, Any] | None) -> Choices | None:
    return None if data is None else Choices(**{name: tuple(given) for name, given in data.items()})
