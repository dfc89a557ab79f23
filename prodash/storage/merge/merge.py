"""Merge three versions of a file: git's own merge where it is right, else field by field in our bytes."""

from collections.abc import Callable
from typing import NamedTuple

from prodash.model.merge.lines import are_adjacent, merge_apart
from prodash.model.merge.values import alike
from prodash.storage.merge.comments import lost_comments
from prodash.storage.merge.fields import merge_fields
from prodash.storage.merge.line_ends import (
    has_line_end,
    with_line_ends_of,
    with_line_feeds,
    without_line_end_like,
)
from prodash.storage.merge.pieces import UNNAMED, Conflict, Labels, Pieces, names_of, text_of, with_markers
from prodash.storage.merge.place import Place
from prodash.storage.merge.read import UnmergeableError, read_value
from prodash.storage.merge.versions import LineMerge, Merged, Versions
from prodash.storage.yaml.encoding import decode, encode
from prodash.storage.yaml.nodes import Fault
from prodash.storage.yaml.parse import is_doubtful, parse


class _Texts(NamedTuple):
    """The texts of the versions, with line feeds."""

    base: str | None
    ours: str
    theirs: str


def merge_files(kind: str, versions: Versions, labels: Labels, line_merge: LineMerge) -> Merged:
    """The merge of a file of a *kind*: "track", or a vocabulary such as "stages".

    A file that cannot be read is merged line by line.
    """
    texts = _texts_of(versions)
    pieces = texts and _merge_texts(texts, Place((), kind, _merge_lines(labels, line_merge)))
    if pieces and not names_of(pieces) and are_adjacent(*_all_bytes(versions)):
        return Merged(_bytes_of(versions, pieces, labels, line_merge), ())
    data, is_clean = _line_merge(versions, labels, line_merge)
    by_git = Merged(data, () if is_clean else (UNNAMED,))
    if texts is None:
        return by_git
    if pieces is None:
        if not is_clean or not _is_broken(data, texts):
            return by_git
        pieces = (Conflict(UNNAMED, texts.ours, texts.base or "", texts.theirs),)
    conflicts = names_of(pieces)
    if is_clean and not conflicts and _says(data, pieces, texts):
        return by_git
    if not is_clean and (conflicts == (UNNAMED,) or (conflicts and _has_lone_returns(versions.ours))):
        return by_git
    return Merged(_bytes_of(versions, pieces, labels, line_merge), conflicts)


def _merge_texts(texts: _Texts, place: Place) -> Pieces | None:
    """The merge by field; None if a text cannot be read, or is too long."""
    try:
        _require_short(texts)
        return merge_fields(*texts, place)
    except UnmergeableError:
        return None


_MOST_CHARACTERS = 50_000
_MOST_DOUBTFUL_CHARACTERS = 5_000
"""The longest texts that take less than a second, also if both sides changed every line; some need the slow parser."""


def _require_short(texts: _Texts) -> None:
    """Raise UnmergeableError if one of *texts* is so long that a merge of many such files takes minutes."""
    for text in filter(None, texts):
        if len(text) > (_MOST_DOUBTFUL_CHARACTERS if is_doubtful(text) else _MOST_CHARACTERS):
            raise UnmergeableError


def _texts_of(versions: Versions) -> _Texts | None:
    """The readable texts of all versions; None if one is not."""
    texts = [_text_of(data) for data in (versions.base, versions.ours, versions.theirs)]
    base, ours, theirs = texts
    if None in texts[1:] or (base is None and versions.base):
        return None
    return _Texts(base or None, ours or "", theirs or "")


def _text_of(data: bytes | None) -> str | None:
    decoded = decode(data or b"")
    return None if isinstance(decoded, Fault) else with_line_feeds(decoded[1])


def _has_lone_returns(data: bytes) -> bool:
    """Whether lines end with a carriage return alone, behind which no marker of git begins a line."""
    return data.count(b"\r") > data.count(b"\r\n")


def _says(data: bytes, pieces: Pieces, texts: _Texts) -> bool:
    """Whether *data* has the values of *pieces* and all comments."""
    text = _text_of(data)
    try:
        return (
            text is not None
            and alike(read_value(text), read_value(text_of(pieces, "ours")))
            and not lost_comments(*texts, text)
        )
    except UnmergeableError:
        return False


def _is_broken(data: bytes, texts: _Texts) -> bool:
    """Whether *data* has a fault that no side has, such as a key twice."""
    merged = _text_of(data)
    return not any(map(_has_fault, filter(None, texts))) and (merged is None or _has_fault(merged))


def _has_fault(text: str) -> bool:
    document = parse(text)
    return isinstance(document, Fault) or bool(document.faults)


def _line_merge(versions: Versions, labels: Labels, line_merge: LineMerge) -> tuple[bytes, bool]:
    """Git's merge, without a process if what it does is known."""
    apart = merge_apart(*_all_bytes(versions))
    return line_merge(versions, labels) if apart is None else (apart, True)


def _all_bytes(versions: Versions) -> tuple[bytes, bytes, bytes]:
    return versions.base or b"", versions.ours, versions.theirs


def _merge_lines(labels: Labels, line_merge: LineMerge) -> Callable[[str, str, str], str | None]:
    def merge(base: str, ours: str, theirs: str) -> str | None:
        versions = Versions(base.encode(), ours.encode(), theirs.encode())
        data, is_clean = _line_merge(versions, labels, line_merge)
        return data.decode() if is_clean else None

    return merge


def _bytes_of(versions: Versions, pieces: Pieces, labels: Labels, line_merge: LineMerge) -> bytes:
    """The file with *pieces*: the byte order mark, the line ends and the end of ours."""
    (bom, ours), theirs = _decoded(versions.ours), _decoded(versions.theirs)[1]
    shows_base = bool(names_of(pieces)) and b"|||||||" in line_merge(_CONFLICT, Labels())[0]
    if pieces and isinstance(pieces[0], Conflict):
        # A marker is one only at the start of a line, so the byte order mark stands behind it.
        pieces, bom = (_behind(bom, pieces[0]), *pieces[1:]), ""
    merged = with_markers(pieces, labels, shows_base=shows_base)
    if not names_of(pieces):
        base = None if versions.base is None else _decoded(versions.base)[1]
        is_theirs = base is not None and has_line_end(base) == has_line_end(ours)
        merged = without_line_end_like(*((theirs, ours) if is_theirs else (ours, theirs)), merged)
    return encode(bom, with_line_ends_of(ours, merged))


def _behind(bom: str, conflict: Conflict) -> Conflict:
    name, *sides = conflict
    return Conflict(name, *(side and bom + side for side in sides))


def _decoded(data: bytes) -> tuple[str, str]:
    decoded = decode(data)
    return ("", "") if isinstance(decoded, Fault) else decoded


_CONFLICT = Versions(b"a\n", b"b\n", b"c\n")
"""Git's merge of these shows whether the user wants to see the base of a conflict."""
