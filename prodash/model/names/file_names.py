"""File names: the rules for the names of track files, which are also the ids of the tracks."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from prodash.model.names.characters import UNPRINTABLE
from prodash.model.names.names import caseless

YAML_SUFFIXES = (".yaml", ".yml")
"""The endings of a track's file name."""

_MAX_LENGTH = 80
# Excludes hidden files, paths that leave the catalogue, and characters that shells, lists of ids or file systems reserve.
_NAME_PATTERN = rf'(?![-. ])[^/\\{UNPRINTABLE}:*?"<>|=]+(?<![. ])'
# Windows reserves these names for devices, whatever their ending.
_DEVICE_PATTERN = r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?"


def track_id(path: str) -> str:
    """The id of the track in the file at *path*: its name without `.yaml` or `.yml`.

    Accented letters are composed (NFC), as people type them, even if the file system decomposes them.
    """
    name = path[path.rfind("/") + 1 :].rpartition(".")[0]
    return name if name.isascii() else normalize("NFC", name)


def has_yaml_suffix(name: str) -> bool:
    """Whether *name* ends in `.yaml` or `.yml`, in any case."""
    return name.endswith(YAML_SUFFIXES) or name.casefold().endswith(YAML_SUFFIXES)


def is_file_name(text: str) -> bool:
    """Whether *text*, without an ending, can name a track's file or a folder on every system."""
    fits = (
        re.fullmatch(_NAME_PATTERN, text)
        and not re.fullmatch(_DEVICE_PATTERN, text)
        and len(text) <= _MAX_LENGTH
    )
    return bool(fits) and not has_yaml_suffix(text)


def id_from_title(title: str) -> str:
    """The id, and so the file name, for a new track titled *title*; always ASCII."""
    if not title.isascii():
        from anyascii import anyascii

        title = anyascii(title)
    identifier = "-".join(re.findall("[a-z0-9]+", re.sub("['’]", "", title.lower())))
    if len(identifier) > _MAX_LENGTH:
        identifier = identifier[: _MAX_LENGTH + 1].rpartition("-")[0] or identifier[:_MAX_LENGTH]
    return f"{identifier}-track" if re.fullmatch(_DEVICE_PATTERN, identifier) else identifier or "untitled"


class FreeIds:
    """Finds ids that are not *taken* yet, on any disk."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {caseless(identifier) for identifier in taken}
        self._numbers: dict[str, int] = {}

    def first_free(self, base: str) -> str:
        """The first free id among *base*, *base*-2, *base*-3 ...; it is not reserved before `take`."""
        number = self._numbers.get(base, 1)
        while (candidate := base if number == 1 else f"{base}-{number}") in self._taken:
            number += 1
        self._numbers[base] = number
        return candidate

    def take(self, identifier: str) -> None:
        """Mark *identifier* as taken."""
        self._taken.add(caseless(identifier))
