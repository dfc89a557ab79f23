"""File names: the rules for the names of track files, which are also the ids of the tracks."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from prodash.model.names.characters import UNPRINTABLE
from prodash.model.names.names import caseless

YAML_SUFFIXES = (".yaml", ".yml")
"""The endings of a track's file name."""

MAX_ID_BYTES = 250
"""The longest id in bytes of UTF-8: a file name has at most 255 on most systems, and `.yaml` takes five."""

_MAX_FILE_NAME_BYTES = 255
_MAX_CHARACTERS_FROM_TITLE = 80
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
    """Whether *text*, without an ending, has only characters that can name a file or a folder on every system."""
    fits = re.fullmatch(_NAME_PATTERN, text) and not re.fullmatch(_DEVICE_PATTERN, text)
    return bool(fits) and not has_yaml_suffix(text)


def why_not_a_file_name(text: str) -> str:
    """Why *text*, without an ending, cannot name a file or a folder on every system, and what to do; empty if it can."""
    if _bytes_in(text) > MAX_ID_BYTES:
        return f"is too long: it has {_bytes_in(text):,} bytes, and {MAX_ID_BYTES} are the limit; shorten it"
    if not is_file_name(text):
        return "cannot name a file; use letters, digits, - and _, without an extension"
    return ""


def why_not_a_track_path(path: str) -> str:
    """Why no track of any catalogue can have the *path* on any system, and what to do; empty if one can."""
    *folders, name = path.split("/")
    hidden = any(part.startswith(".") or not part for part in (*folders, name.rpartition(".")[0]))
    if folders[:1] != ["tracks"] or not has_yaml_suffix(name) or hidden:
        return "is not a track file; write for example tracks/summer-ep/dune.yaml"
    if re.search(f"[{UNPRINTABLE}]", path) or any(map(has_yaml_suffix, folders)):
        return "cannot name a track file; use letters, digits, - and _"
    if long := next((part for part in (*folders, name) if _bytes_in(part) > _MAX_FILE_NAME_BYTES), ""):
        return f"is too long: a part has {_bytes_in(long):,} bytes, and {_MAX_FILE_NAME_BYTES} are the limit; shorten it"
    return ""


def id_from_title(title: str) -> str:
    """The id, and so the file name, for a new track titled *title*; always ASCII."""
    if not title.isascii():
        from anyascii import anyascii

        title = anyascii(title)
    identifier = "-".join(re.findall("[a-z0-9]+", re.sub("['’]", "", title.lower())))
    if len(identifier) > _MAX_CHARACTERS_FROM_TITLE:
        identifier = (
            identifier[: _MAX_CHARACTERS_FROM_TITLE + 1].rpartition("-")[0]
            or identifier[:_MAX_CHARACTERS_FROM_TITLE]
        )
    return f"{identifier}-track" if re.fullmatch(_DEVICE_PATTERN, identifier) else identifier or "untitled"


def _bytes_in(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


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
