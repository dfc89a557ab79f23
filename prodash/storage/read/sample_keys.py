"""Find the custom fields of a catalogue, and their values, in a sample of its track files."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.model.names.names import field_key
from prodash.storage.disk.files import read_bytes

_MAX_FILES = 100
_MAX_BYTES = 4096
# An unquoted key at the start of a line, without characters that --where uses as operators.
_KEY_PATTERN = re.compile(r"^(\w[^\n:#=!<>~]*?)[ \t]*:(?=\s)", re.MULTILINE)
# A plain or quoted text behind the key, or items in brackets; nothing else that YAML could mean.
_VALUE_PATTERN = re.compile(
    r"""^(\w[^\n:#=!<>~]*?)[ \t]*:[ \t]+(\[[^\[\]{}"'\n]*\]|"[^"\\\n]+"|'[^'\n]+'|[^\s\[{"'&*!|>%@`#-][^\n]*?)[ \t]*(?:[ \t]\#[^\n]*)?$""",
    re.MULTILINE,
)


def sampled_keys(root: Path, paths: Sequence[str]) -> list[str]:
    """The custom fields in the first 4 KiB of at most 100 of *paths*, evenly spaced; unreadable files are skipped.

    A field that has several spellings is there once, in the commonest.
    """
    counts = Counter(key for text in _sampled_texts(root, paths) for key in _KEY_PATTERN.findall(text))
    rarest_first = sorted(counts.keys() - TRACK_FIELDS, key=lambda key: (counts[key], key))
    return sorted({field_key(key): key for key in rarest_first}.values())


def sampled_values(root: Path, paths: Sequence[str], is_named: Callable[[str], bool]) -> list[str]:
    """The values in one line of the keys for which *is_named* holds, in the same sample, the commonest first."""
    counts = Counter(
        value
        for text in _sampled_texts(root, paths)
        for key, found in _VALUE_PATTERN.findall(text)
        if is_named(key)
        for value in _values_in(found)
    )
    return [value for value, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _values_in(text: str) -> Iterator[str]:
    """The values in the *text* behind a key: the items between brackets, or the text without its quotes."""
    items = text[1:-1].split(",") if text[:1] == "[" else [text]
    yield from (value for item in items if (value := item.strip().strip("\"'")))


def _sampled_texts(root: Path, paths: Sequence[str]) -> Iterator[str]:
    for path in paths[:: len(paths) // _MAX_FILES + 1]:
        try:
            yield read_bytes(root / path, _MAX_BYTES).decode("utf-8-sig", "replace")
        except OSError:
            continue
