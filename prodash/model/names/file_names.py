"""File names: what may name a track's file, which is its id, and the folders above it; names made from titles."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from prodash.model.names.characters import UNPRINTABLE

YAML_SUFFIXES = (".yaml", ".yml")
"""What the name of a track's file ends in."""

_MAX_LENGTH = 80
# Neither hidden, nor out of the catalogue, nor what a command line, a list of ids or a file system cannot carry.
_NAME_PATTERN = rf'(?![-. ])[^/\\{UNPRINTABLE}:*?"<>|=]+(?<![. ])'
# Names that Windows keeps for devices, whatever their ending.
_DEVICE_PATTERN = r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?"


def track_id(path: str) -> str:
    """The id of the track in the file at *path*: its name without `.yaml` or `.yml`.

    Accented letters are composed, as people type them, whichever way the disk writes them.
    """
    name = path[path.rfind("/") + 1 :].rpartition(".")[0]
    return name if name.isascii() else normalize("NFC", name)


def has_yaml_suffix(name: str) -> bool:
    """Whether a file of this *name* is YAML, and so a track where tracks are."""
    return name.endswith(YAML_SUFFIXES) or name.casefold().endswith(YAML_SUFFIXES)


def is_file_name(text: str) -> bool:
    """Whether *text* can name a track's file, its ending left away, or a folder, on every system."""
    fits = re.fullmatch(_NAME_PATTERN, text) and not re.fullmatch(_DEVICE_PATTERN, text) and len(text) <= _MAX_LENGTH
    return bool(fits) and not has_yaml_suffix(text)


def id_from_title(title: str) -> str:
    """The id, and so the file name, that a track titled *title* gets: in ASCII, so that it is safe anywhere."""
    if not title.isascii():
        from anyascii import anyascii

        title = anyascii(title)
    identifier = "-".join(re.findall("[a-z0-9]+", re.sub("['’]", "", title.lower())))
    if len(identifier) > _MAX_LENGTH:
        identifier = identifier[: _MAX_LENGTH + 1].rpartition("-")[0] or identifier[:_MAX_LENGTH]
    return f"{identifier}-track" if re.fullmatch(_DEVICE_PATTERN, identifier) else identifier or "untitled"


class FreeIds:
    """The ids that are not *taken* yet; upper and lower case are the same, as on some disks."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {identifier.casefold() for identifier in taken}
        self._numbers: dict[str, int] = {}

    def first_free(self, base: str) -> str:
        """The first one of base, base-2, base-3 ... that is free; it stays so until it is taken."""
        number = self._numbers.get(base, 1)
        while (candidate := base if number == 1 else f"{base}-{number}") in self._taken:
            number += 1
        self._numbers[base] = number
        return candidate

    def take(self, identifier: str) -> None:
        """Let this id be free no more."""
        self._taken.add(identifier.casefold())
