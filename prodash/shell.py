"""Shell: commands in messages, with quotes where the user's shell needs them, so that they can be copied."""

import os
import re
from collections.abc import Sequence

WINDOWS = os.name == "nt"
"""Whether the system is Windows."""

MOST_NAMES = 4
"""How many tracks or files a command to copy may name."""

# cmd and PowerShell take these as they are; a comma makes a list in PowerShell.
_SAFE_ON_WINDOWS = r"[\w.:=+/\\-]+"
# PowerShell or cmd takes these for its own also in double quotes, the only ones that both know.
_NOT_ON_WINDOWS = '[$`"\u201c-\u201e\r\n]|%.*%'
_NAME_AND_EQUALS = r"[\w.-]*=|"

_PLACEHOLDER = "VALUE"


def command(*words: str) -> str:
    """The command line of *words* in quotes, as a sentence quotes it."""
    return in_quotes(join(words))


def in_quotes(line: str) -> str:
    """The command *line* in single quotes, or in others if it has such quotes itself; in none if it has all three."""
    surrounding = next((quote for quote in "'\"`" if quote not in line), "")
    return f"{surrounding}{line}{surrounding}"


def join(words: Sequence[str]) -> str:
    """The command line of *words*: what the user types so that a program gets these.

    On Windows, VALUE takes the place of what no quotes hide from the shell.
    """
    return " ".join(map(_windows_word, words)) if WINDOWS else _posix(words)


def as_typed(words: Sequence[str]) -> str:
    """The command line of *words* for somebody who reads it: all of them, though Windows may not take them so."""
    return " ".join(map(_in_double_quotes, words)) if WINDOWS else _posix(words)


def _posix(words: Sequence[str]) -> str:
    import shlex

    return shlex.join(words)


def _windows_word(word: str) -> str:
    if re.search(_NOT_ON_WINDOWS, word):
        name = re.match(_NAME_AND_EQUALS, word)
        return f"{name[0] if name else ''}{_PLACEHOLDER}"
    return _in_double_quotes(word)


def _in_double_quotes(word: str) -> str:
    """*word* in double quotes if necessary, as programs on Windows read them."""
    if re.fullmatch(_SAFE_ON_WINDOWS, word):
        return word
    # A program takes backslashes for escapes only where a double quote follows.
    escaped = re.sub(r'(\\*)"', r'\1\1\\"', word)
    escaped = re.sub(r"(\\+)\Z", r"\1\1", escaped)
    return f'"{escaped}"'
