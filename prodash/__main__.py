"""Start: prodash as a process of its own, and quiet when interrupted."""

import gc
import sys
from typing import NoReturn

from prodash.completion import COMPLETE_ARGUMENT


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
        # Here, for an interrupt while this is imported is an interrupt like any other.
        from prodash.cli import main

        return main()
    except KeyboardInterrupt:
        from prodash.errors import ExitCode

        return ExitCode.INTERRUPTED


if __name__ == "__main__":
    run()
