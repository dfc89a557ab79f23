"""Own keys: the keys that a catalogue's tracks have beside prodash's own, from a sample of the files."""

import re
from collections.abc import Sequence
from pathlib import Path

from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.storage.disk.files import read_bytes

_FILES = 100
_BYTES = 4096
# A plain key at the left margin; quoted ones and those with signs of a condition are left out.
_KEY = re.compile(r"^(\w[^\n:#=!<>~]*?) *:(?=\s)", re.MULTILINE)


def sampled_keys(root: Path, paths: Sequence[str]) -> list[str]:
    """The keys at the start of at most a hundred of the files at *paths*, taken evenly; one that cannot be read has none."""
    keys: set[str] = set()
    for path in paths[:: len(paths) // _FILES + 1]:
        try:
            text = read_bytes(root / path, _BYTES).decode("utf-8-sig", "replace")
        except OSError:
            continue
        keys.update(_KEY.findall(text))
    return sorted(keys - TRACK_FIELDS)
