"""Decode the bytes of a file to text, or find the fault that makes them unreadable."""

import codecs
import re
from functools import lru_cache

from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.names.characters import C0_EXCEPT_WHITESPACE, C1_EXCEPT_NEXT_LINE, NOT_TEXT
from prodash.storage.disk.files import MAX_BYTES
from prodash.storage.yaml.nodes import Fault

BOM = "\ufeff"

# Characters that YAML 1.2 forbids (section 5.1); a byte order mark is allowed only at the start.
# Listing the few forbidden ones compiles ten times as fast as listing the many allowed ones.
_FORBIDDEN = re.compile(f"[{C0_EXCEPT_WHITESPACE}{C1_EXCEPT_NEXT_LINE}{NOT_TEXT}]")
_IN_CONFLICT: dict[str, object] = {"what": "the file", "command": "'prodash resolve'"}
# Starts with a character set and checks the line start afterwards, which searches much faster than `^`.
_CONFLICT_MARKER = re.compile(
    r"[<>|=](?<![^\r\n].)(?:(?<!=)[<>|]{6,98}(?: |\r?$)|(?<==)={6}\r?$)", re.MULTILINE
)
# The search for one literal character is ten times as fast, and most texts have no such line.
_LIKE_MARKER = re.compile("\n[<>|=]{7}")
_USUAL_SIZE = 7
_UTF_16_OR_32 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


# An edit decodes the same bytes several times: to read them, to edit them, to verify that.
@lru_cache(maxsize=4)
def decode(data: bytes) -> tuple[str, str] | Fault:
    """The byte order mark (or "") and the text after it, or the fault that makes *data* unreadable."""
    if len(data) > MAX_BYTES:
        return Fault(ProblemKind.TOO_LARGE, 1, 1, {"what": f"the file has more than {MAX_BYTES:,} bytes"})
    if data.startswith(_UTF_16_OR_32):
        return Fault(ProblemKind.ENCODING, 1, 1, {"what": "it is UTF-16 or UTF-32"})
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _line_and_column(data[: error.start].decode("utf-8"), error.start)
        return Fault(ProblemKind.ENCODING, line, column, {"what": f"the byte 0x{data[error.start]:02x}"})
    bom = BOM if text.startswith(BOM) else ""
    text = text[len(bom) :]
    return _text_fault(text) or (bom, text)


def encode(bom: str, text: str) -> bytes:
    """The bytes of a file with *bom* and *text*: the reverse of `decode`."""
    return (bom + text).encode("utf-8")


def _text_fault(text: str) -> Fault | None:
    # First the conflict, because a marker has the subject of a commit, with whatever characters.
    if (start := _conflict_start(text)) is not None:
        return Fault(ProblemKind.CONFLICT, *_line_and_column(text, start), _IN_CONFLICT)
    if match := _FORBIDDEN.search(text):
        line, column = _line_and_column(text, match.start())
        return Fault(ProblemKind.CONTROL_CHARACTER, line, column, {"character": f"U+{ord(match[0]):04X}"})
    return None


def _conflict_start(text: str) -> int | None:
    """Where the first marker of git is.

    A longer one than usual counts only if it begins a whole conflict, because a text of the user may have a line of such signs.
    """
    if "\r" not in text and not _LIKE_MARKER.search("\n" + text):
        return None
    without = set()
    for marker in _CONFLICT_MARKER.finditer(text):
        size = len(marker[0].rstrip())
        if size == _USUAL_SIZE:
            return marker.start()
        if marker[0].startswith("<") and size not in without:
            if _is_ended(text, marker.end(), size):
                return marker.start()
            without.add(size)
    return None


def _is_ended(text: str, start: int, size: int) -> bool:
    """Whether *text* has the other markers of a conflict of this *size* from *start* on."""
    for sign in "=>":
        marker = re.compile(f"^{sign}{{{size}}}(?: |\r?$)", re.MULTILINE).search(text, start)
        if not marker:
            return False
        start = marker.end()
    return True


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset].removeprefix(BOM)
    lines = re.split("\r\n|\r|\n", before)
    return len(lines), len(lines[-1]) + 1
