"""Attributes: the lines of `.gitattributes` that give git's merges of a catalogue to prodash."""

import re
from collections.abc import Iterable, Iterator, Sequence

from prodash.storage.disk.locate import TRACKS, VOCABULARIES_AND_SETTINGS

ATTRIBUTES = ".gitattributes"
DRIVER = "prodash"
"""The name of the driver, which the lines and the configuration have in common."""

ATTRIBUTE = f"merge={DRIVER}"
LINES = (
    *(f"/{TRACKS}/**/*.{ending} {ATTRIBUTE}" for ending in ("yaml", "yml")),
    *(f"/{name} {ATTRIBUTE} diff={DRIVER}" for name in VOCABULARIES_AND_SETTINGS),
)
"""The lines, with patterns that begin at the catalogue's folder."""

_OTHER_CASE = re.compile(rf"/{TRACKS}/\*\*/\*\.(?i:ya?ml) {ATTRIBUTE}")

_BOM = b"\xef\xbb\xbf"
_OF_A_MACRO = {"binary": {"merge": "-merge", "diff": "-diff"}}


def names_driver(data: bytes) -> bool:
    """Whether a line of *data* gives merges to prodash."""
    return any(ATTRIBUTE in words[1:] for words in _lines(data))


def lines_for(paths: Iterable[str]) -> tuple[str, ...]:
    """The lines for a catalogue with tracks at *paths*, of which some may end in `.YAML`."""
    endings = sorted({path.rpartition(".")[2] for path in paths})
    others = (f"/{TRACKS}/**/*.{ending} {ATTRIBUTE}" for ending in endings if not ending.islower())
    return (*LINES, *others)


def lines_in(data: bytes) -> tuple[str, ...]:
    """The lines of prodash, with those for other endings that *data* has."""
    lines = map(" ".join, _lines(data))
    return tuple(dict.fromkeys((*LINES, *filter(_OTHER_CASE.fullmatch, lines))))


def is_present(data: bytes, line: str) -> bool:
    """Whether *data* has *line*, or one that says as much for the same pattern."""
    pattern, wanted = _parsed(line.split())
    found = _attributes(data, pattern)
    return all(found.get(name) == word for name, word in wanted.items())


def other_choice(data: bytes, line: str) -> str:
    """What *data* says otherwise for the pattern of *line*, as in `merge=union`; empty if that is nothing."""
    pattern, wanted = _parsed(line.split())
    found = _attributes(data, pattern)
    return next((found[name] for name, word in wanted.items() if found.get(name, word) != word), "")


def with_lines(data: bytes, lines: Sequence[str]) -> bytes:
    """*data* with *lines* added, in its line ends; the last line has one only if that of *data* has."""
    if not lines:
        return data
    end = b"\r\n" if b"\r\n" in data else b"\n"
    added = end.join(line.encode() for line in lines)
    is_ended = not data.removeprefix(_BOM) or data.endswith(b"\n")
    return data + added + end if is_ended else data + end + added


def without_lines(data: bytes, lines: Sequence[str]) -> bytes:
    """*data* without *lines*, as `with_lines` adds them."""
    removed = {line.encode() for line in lines}
    start = _BOM if data.startswith(_BOM) else b""
    kept = [one for one in data.removeprefix(start).splitlines(keepends=True) if one.rstrip() not in removed]
    rest = start + b"".join(kept)
    return rest if data.endswith(b"\n") else re.sub(rb"\r?\n\Z", b"", rest)


def _attributes(data: bytes, pattern: str) -> dict[str, str]:
    """What the lines for *pattern* say of each attribute; the last word counts."""
    found: dict[str, str] = {}
    for words in _lines(data):
        own_pattern, said = _parsed(words)
        if own_pattern == pattern:
            found |= said
    return found


def _lines(data: bytes) -> Iterator[list[str]]:
    text = data.removeprefix(_BOM).decode(errors="replace")
    return (words for line in text.split("\n") if (words := line.split()) and not words[0].startswith("#"))


def _parsed(words: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The pattern of a line without the slash at its beginning, and its words by the attribute that they set."""
    said: dict[str, str] = {}
    for word in words[1:]:
        said |= _OF_A_MACRO.get(word) or {word.partition("=")[0].lstrip("-!"): word}
    return words[0].removeprefix("/"), said
