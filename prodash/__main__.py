"""Start: prodash as a process of its own, in UTF-8 whatever the locale, and quiet when interrupted."""

import gc
import os
import sys

from prodash.completion import ASKED


def run() -> int:
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
    sys.exit(run())
