"""Start: prodash as a process of its own, and quiet when interrupted."""

import gc
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import NoReturn

from prodash.completion import COMPLETE_ARGUMENT

_MERGE_DRIVER, _WORDS_OF_MERGE = "merge-driver", 5
"""The command that git runs for each file that it merges, and the least number of words, the program among them."""


def run() -> NoReturn:
    """Do what the program's arguments ask for, and end."""
    # Starting makes thousands of objects that stay, and looking for garbage among them takes a tenth of the time. No
    # command makes cycles in number: `list -f json` and `check` of 10,000 tracks take as much memory with it as without.
    gc.disable()
    code = exit_code()
    # A stream that the shell closed is None.
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            from prodash.session.terminal.streams import discard

            discard(stream)
    # Without it Python looks for garbage among all objects as it ends.
    gc.freeze()
    sys.exit(code)


def exit_code() -> int:
    """Do what the program's arguments ask for; the exit code."""
    try:
        if sys.argv[1:2] == [COMPLETE_ARGUMENT]:
            from prodash.completion.answer import main as answer

            return answer(sys.argv[2:])
        if sys.argv[1:2] == [_MERGE_DRIVER] and len(sys.argv) >= _WORDS_OF_MERGE:
            # Whatever is wrong, `main` says it better.
            with suppress(Exception):
                return _merge_for_git(sys.argv[2:])
        # Here, for an interrupt while this is imported is an interrupt like any other.
        from prodash.cli import main

        return main()
    except KeyboardInterrupt:
        from prodash.errors import ExitCode

        return ExitCode.INTERRUPTED


def _merge_for_git(words: list[str]) -> int:
    """Merge a file as `prodash merge-driver` does, but in half the time, for git waits once a file."""
    from prodash.storage.merge.driver import answer_git

    answer = answer_git(words, _variables)
    if answer.line and sys.stderr:
        with suppress(OSError):
            sys.stderr.write(f"{answer.line}\n")
    return answer.code


def _variables() -> Mapping[str, str]:
    """The variables of the environment."""
    from prodash.session.environment import Environment

    return Environment().variables


if __name__ == "__main__":
    run()
