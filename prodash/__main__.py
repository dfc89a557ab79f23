"""Start: prodash as a process of its own, in UTF-8 whatever the locale, and quiet when interrupted."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from prodash.completion import ASKED


def run() -> NoReturn:
    """Do what the program's arguments ask for, and end."""
    code = exit_code()
    # Taking every object apart before the process ends takes a fifth of its time, and the system does it anyway.
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def exit_code() -> int:
    """Do what the program's arguments ask for; the exit code."""
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        # Else names of files and words of the command line would not be what they are.
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 (itself)
    # Starting makes thousands of objects that stay; looking among them for garbage takes a tenth of the time.
    gc.set_threshold(100_000, 50, 100)
    try:
        if sys.argv[1:2] == [ASKED]:
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
