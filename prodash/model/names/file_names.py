"""File names: what may name a track's file, which is its id, and the folders above it; names made from titles."""

import re
from unicodedata import normalize

from prodash.model.names.characters import UNSHOWABLE

ENDINGS = (".yaml", ".yml")
"""What the name of a track's file ends in."""

_LONGEST = 80
# Neither hidden, nor out of the catalogue, nor what a command line, a list of ids or a file system cannot carry.
_NAME = rf'(?![-. ])[^/\\{UNSHOWABLE}:*?"<>|=]+(?<![. ])'
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?"


def track_id(path: str) -> str:
    """The id of the track in the file at *path*: its name without `.yaml` or `.yml`.

    Accented letters are composed, as people type them, whichever way the disk writes them.
    """
    name = path[path.rfind("/") + 1 :].rpartition(".")[0]
    return name if name.isascii() else normalize("NFC", name)


def is_yaml(name: str) -> bool:
    """Whether a file of this *name* is YAML, and so a track where tracks are."""
    return name.endswith(ENDINGS) or name.casefold().endswith(ENDINGS)


def is_file_name(text: str) -> bool:
    """Whether *text* can name a track's file, its ending left away, or a folder, on every system."""
    fits = re.fullmatch(_NAME, text) and not re.fullmatch(_DEVICES, text) and len(text) <= _LONGEST
    return bool(fits) and not is_yaml(text)


def id_from_title(title: str) -> str:
    """The id, and so the file name, that a track titled *title* gets: in ASCII, so that it is safe anywhere."""
    if not title.isascii():
        from anyascii import anyascii

        title = anyascii(title)
    identifier = "-".join(re.findall("[a-z0-9]+", re.sub("['’]", "", title.lower())))
    if len(identifier) > _LONGEST:
        identifier = identifier[: _LONGEST + 1].rpartition("-")[0] or identifier[:_LONGEST]
    return f"{identifier}-track" if re.fullmatch(_DEVICES, identifier) else identifier or "untitled"
