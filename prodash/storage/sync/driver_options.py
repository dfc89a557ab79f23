"""Driver options: git merges files of the catalogue by field in one run, also where nobody has run git-setup."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from prodash import shell
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import TRACKS, VOCABULARIES_AND_SETTINGS
from prodash.storage.git.run import Git
from prodash.storage.git_setup.attributes import ATTRIBUTE
from prodash.storage.git_setup.driver_settings import DRIVER_KEY

_PLACEHOLDERS = "%O %A %B %L %P"
_CODE = "import sys; sys.path[:] = filter(None, sys.path); from prodash.__main__ import run; run()"
"""The folder in which git runs may have modules of the same names as Python."""

_SPECIAL = frozenset("*?[\\")
_MAX_BYTES = 1 << 20


@contextmanager
def driver_options(git: Git, prefix: str) -> Iterator[tuple[str, ...]]:
    """The options of git that merge the files of the catalogue in the folder *prefix* by field.

    Attributes in the repository and those of the user come first.
    """
    with TemporaryDirectory(prefix="prodash-") as folder:
        path = Path(folder, "attributes")
        path.write_bytes(os.fsencode(_attributes(prefix)) + _attributes_of_user(git))
        program = shell.as_typed([sys.executable, "-c", _CODE, "merge-driver"]).replace("%", "%%")
        yield (
            *("-c", f"core.attributesFile={path}"),
            *("-c", f"{DRIVER_KEY}={program} {_PLACEHOLDERS}"),
        )


def _attributes(prefix: str) -> str:
    patterns = (*VOCABULARIES_AND_SETTINGS, f"{TRACKS}/**")
    return "".join(f'"{_quoted(prefix)}{pattern}" {ATTRIBUTE}\n' for pattern in patterns)


def _quoted(prefix: str) -> str:
    """The start of a pattern that means the folder *prefix* literally, for a pattern in double quotes."""
    literal = "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in f"/{prefix}")
    return literal.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _attributes_of_user(git: Git) -> bytes:
    named = git.setting("core.attributesFile", "path")
    home = git.environment.get("XDG_CONFIG_HOME") or os.path.join(git.environment.get("HOME", ""), ".config")
    with suppress(OSError):
        return read_bytes(named or os.path.join(home, "git", "attributes"), _MAX_BYTES)
    return b""
