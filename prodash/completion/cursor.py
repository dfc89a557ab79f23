"""Cursor: what can be typed at the cursor, from the words before it."""

import re
from typing import NamedTuple

from prodash.completion.choices import MESSAGE, Choices
from prodash.completion.shape import Command, Option, Shape

NOT_A_MESSAGE = re.compile(r"$|-|[^\s=]+=")
"""Matches a word that `--commit` does not take as its message: none, an option or an assignment."""

_STAGES = ("stage", "stages")


class CursorContext(NamedTuple):
    """What can be typed at the cursor.

    command    the command so far, such as `stages add`
    choices    the values that can be typed
    prefix     the part of the word before the value, such as `--stage=`
    options    the options to offer; if there are any, choices are empty
    commands   whether subcommands can be typed
    """

    command: str
    choices: Choices
    prefix: str = ""
    options: tuple[Option, ...] = ()
    commands: bool = False


class CommandLineState:
    """The command line up to the cursor, read word by word."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.name = ""
        self.catalogue: str | None = None
        self._given_options: set[str] = set()
        self.arguments: list[str] = []
        self._open_option: Option | None = None
        self._groups_by_stage = True
        self._options_ended = False

    @property
    def with_index(self) -> bool:
        """Whether the index may be used: `--no-index` was not given."""
        return "--no-index" not in self._given_options

    @property
    def command(self) -> Command:
        """The command that the words read so far name."""
        return self.shape.command(self.name)

    def read(self, word: str) -> None:
        """Read the next complete *word*."""
        open_option, self._open_option = self._open_option, None
        if open_option and not (open_option.choices == MESSAGE and NOT_A_MESSAGE.match(word)):
            self._note_option(open_option, word)
        elif word == "--" and not self._options_ended:
            self._options_ended = True
        elif self._is_option(word):
            option, value = self._split_option(word)
            if option and option.choices is not None and value is None:
                self._open_option = option
            elif option:
                self._note_option(option, value)
        elif not self.arguments and word in self.command.commands:
            self.name = f"{self.name} {word}".strip()
        else:
            self.arguments.append(word)

    def context(self, typed: str) -> CursorContext:
        """What the word that begins with *typed* can become."""
        if self._open_option and not (self._open_option.choices == MESSAGE and typed.startswith("-")):
            return CursorContext(self.name, self._choices_of(self._open_option))
        if self._is_option(typed) or (typed == "-" and not self._options_ended):
            option, value = self._split_option(typed)
            if option and option.choices and value is not None:
                return CursorContext(
                    self.name, self._choices_of(option), prefix=typed[: len(typed) - len(value)]
                )
            return CursorContext(self.name, Choices(), options=self._options_still_possible())
        arguments = self.command.arguments
        if len(self.arguments) < len(arguments):
            return CursorContext(self.name, arguments[len(self.arguments)].choices)
        if arguments and arguments[-1].many:
            return CursorContext(self.name, arguments[-1].choices)
        return CursorContext(self.name, Choices(), commands=not self.arguments)

    def _is_option(self, word: str) -> bool:
        return not self._options_ended and word.startswith("-") and word != "-"

    def _split_option(self, word: str) -> tuple[Option | None, str | None]:
        """The option that *word* names, and the value in the word, if any.

        For short options such as `-an` this is the last one; the others are noted as given.
        """
        command = self.command
        if word.startswith("--"):
            name, equals, value = word.partition("=")
            return command.option(name), value if equals else None
        for position, letter in enumerate(word[1:], 2):
            option = command.option(f"-{letter}")
            if option is None or option.choices is not None or position == len(word):
                return option, word[position:] or None
            self._note_option(option, None)
        return None, None

    def _choices_of(self, option: Option) -> Choices:
        return (
            (None if self._groups_by_stage else option.choices_unless_by_stage) or option.choices or Choices()
        )

    def _note_option(self, option: Option, value: str | None) -> None:
        self._given_options.add(option.names[0])
        if "--by" in option.names:
            self._groups_by_stage = (value or "").casefold() in _STAGES
        if "--catalogue" in option.names:
            self.catalogue = value

    def _options_still_possible(self) -> tuple[Option, ...]:
        return tuple(
            option
            for option in self.command.options
            if option.many or option.names[0] not in self._given_options
        )
