"""Find the custom fields of a catalogue in a sample of its track files."""

import re
from collections.abc import Sequence
from pathlib import Path

from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.storage.disk.files import read_bytes

_MAX_FILES = 100
_MAX_BYTES = 4096
# An unquoted key at the start of a line, without characters that --where uses as operators.
_KEY_PATTERN = re.compile(r"^(\w[^\n:#=!<>~]*?)[ \t]*:(?=\s)", re.MULTILINE)


def sampled_keys(root: Path, paths: Sequence[str]) -> list[str]:
    """The custom fields in the first 4 KiB of at most 100 of *paths*, evenly spaced; unreadable files are skipped."""
    keys: set[str] = set()
    for path in paths[:: len(paths) // _MAX_FILES + 1]:
        try:
            text = read_bytes(root / path, _MAX_BYTES).decode("utf-8-sig", "replace")
        except OSError:
            continue
        keys.update(_KEY_PATTERN.findall(text))
    return sorted(keys - TRACK_FIELDS)
