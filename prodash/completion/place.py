"""Place: what a word of the command line is to be, from those before it."""

import re
from typing import NamedTuple

from prodash.completion.shape import Command, Option, Shape
from prodash.completion.values import MESSAGE, Values

NO_MESSAGE = re.compile(r"$|-|[^\s=]+=")
"""What `--commit` does not take for its message: the end, an option, an assignment."""

_STAGES = ("stage", "stages")


class Place(NamedTuple):
    """Where the cursor is: what can stand there, behind `prefix`, which is there already."""

    command: str
    values: Values
    prefix: str = ""
    options: tuple[Option, ...] = ()
    commands: bool = False


class Walk:
    """The command line read word by word, from the left."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.name = ""
        self.catalogue: str | None = None
        self._given: set[str] = set()
        self._arguments = 0
        self._awaited: Option | None = None
        self._by_other = False
        self._options_end = False

    @property
    def with_index(self) -> bool:
        """Whether the index may be read and written."""
        return "--no-index" not in self._given

    @property
    def command(self) -> Command:
        """The command that the words so far name."""
        return self.shape.command(self.name)

    def read(self, word: str) -> None:
        """Take in a word that is complete."""
        awaited, self._awaited = self._awaited, None
        if awaited and not (awaited.values == MESSAGE and NO_MESSAGE.match(word)):
            self._take(awaited, word)
        elif word == "--" and not self._options_end:
            self._options_end = True
        elif self._is_option(word):
            option, value = self._option(word)
            if option and option.values is not None and value is None:
                self._awaited = option
            elif option:
                self._take(option, value)
        elif not self._arguments and word in self.command.commands:
            self.name = f"{self.name} {word}".strip()
        else:
            self._arguments += 1

    def place(self, typed: str) -> Place:
        """What the word can be that begins with *typed*."""
        if self._awaited and not (self._awaited.values == MESSAGE and typed.startswith("-")):
            return Place(self.name, self._values(self._awaited))
        if self._is_option(typed) or (typed == "-" and not self._options_end):
            option, value = self._option(typed)
            if option and option.values and value is not None:
                return Place(self.name, self._values(option), prefix=typed[: len(typed) - len(value)])
            return Place(self.name, Values(), options=self._options_left())
        arguments = self.command.arguments
        if self._arguments < len(arguments):
            return Place(self.name, arguments[self._arguments].values)
        if arguments and arguments[-1].many:
            return Place(self.name, arguments[-1].values)
        return Place(self.name, Values(), commands=not self._arguments)

    def _is_option(self, word: str) -> bool:
        return not self._options_end and word.startswith("-") and word != "-"

    def _option(self, word: str) -> tuple[Option | None, str | None]:
        """The option that *word* names, and the value that it carries; the last of `-an`, all of which count."""
        command = self.command
        if word.startswith("--"):
            name, sign, value = word.partition("=")
            return command.option(name), value if sign else None
        for position, letter in enumerate(word[1:], 2):
            option = command.option(f"-{letter}")
            if option is None or option.values is not None or position == len(word):
                return option, word[position:] or None
            self._take(option, None)
        return None, None

    def _values(self, option: Option) -> Values:
        return (option.by_other if self._by_other else None) or option.values or Values()

    def _take(self, option: Option, value: str | None) -> None:
        self._given.add(option.names[0])
        if "--by" in option.names:
            self._by_other = (value or "").casefold() not in _STAGES
        if "--catalogue" in option.names:
            self.catalogue = value

    def _options_left(self) -> tuple[Option, ...]:
        return tuple(
            option for option in self.command.options if option.many or option.names[0] not in self._given
        )
