"""Driver settings: those of git by which it runs prodash for a merge, and git's own merge where prodash is missing."""

import re
import shlex
import sys
from pathlib import Path

from prodash.storage.disk.programs import find_program
from prodash.storage.git_setup.attributes import DRIVER

DRIVER_KEY = f"merge.{DRIVER}.driver"
_XFUNCNAME = "^[[:space:]]*(- .*)$|^[^[:space:]#-][^:]*:.*$"
"""The first line of an entry, or a key at the top."""

_NAME = "prodash, by field"

# 0 is a merge, and 1 with markers in the file is a conflict.  After anything else, as from a Python that is gone, git's
# own merge takes over, because git would keep our side, without markers, and `git add` would lose theirs.
_LINE = (
    "s=9; command -v {word} >/dev/null 2>&1 && {{ {program} merge-driver %O %A %B %L %P %S %X %Y; s=$?; }}; "
    "test $s = 0 || {{ test $s = 1 && grep -q '^<<<<<<<' %A && exit 1; "
    "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; }}"
)
_OURS = re.compile(r".*".join(map(re.escape, ("merge-driver %O %A %B", "git merge-file "))), re.DOTALL)


def program_words() -> list[str]:
    """The words that run prodash: its name if it is on the PATH, or else where it is."""
    if find_program("prodash"):
        return ["prodash"]
    python = Path(sys.executable)
    script = find_program(str(python.with_name("prodash")))
    return [Path(script).as_posix()] if script else [python.as_posix(), "-m", "prodash"]


def driver_settings(program: list[str]) -> dict[str, str]:
    """The settings by their keys; *program* is what runs prodash, for a shell that git starts."""
    word, line = (shlex.join(words).replace("%", "%%") for words in (program[:1], program))
    return {
        f"merge.{DRIVER}.name": _NAME,
        DRIVER_KEY: _LINE.format(word=word, program=line),
        f"diff.{DRIVER}.xfuncname": _XFUNCNAME,
    }


def is_made_by_prodash(key: str, value: str) -> bool:
    """Whether `git-setup` has given *key* this *value*, maybe for a prodash in another place."""
    if key == DRIVER_KEY:
        return bool(_OURS.search(value))
    return value in {_NAME, _XFUNCNAME}
