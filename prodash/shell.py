"""Shell: commands in messages, with quotes where the user's shell needs them, so that they can be copied."""

import os
import re
from collections.abc import Sequence

WINDOWS = os.name == "nt"
"""Whether the system is Windows."""

# cmd and PowerShell take these as they are; a comma makes a list in PowerShell.
_SAFE_ON_WINDOWS = r"[\w.:=+/\\-]+"


def command(*words: str) -> str:
    """The command line of *words* in quotes, as a sentence quotes it."""
    return in_quotes(join(words))


def in_quotes(line: str) -> str:
    """The command *line* in single quotes, or in others if it has such quotes itself."""
    surrounding = next((quote for quote in "'\"" if quote not in line), "`")
    return f"{surrounding}{line}{surrounding}"


def join(words: Sequence[str]) -> str:
    """The command line of *words*: what the user types so that a program gets these."""
    if WINDOWS:
        return " ".join(map(_windows_word, words))
    import shlex

    return shlex.join(words)


def _windows_word(word: str) -> str:
    """*word* in double quotes if necessary, the only ones that cmd and PowerShell share."""
    if re.fullmatch(_SAFE_ON_WINDOWS, word):
        return word
    # A program takes backslashes for escapes only where a double quote follows.
    escaped = re.sub(r'(\\*)"', r'\1\1\\"', word)
    escaped = re.sub(r"(\\+)$", r"\1\1", escaped)
    return f'"{escaped}"'
