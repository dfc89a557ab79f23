"""Request: the words with which git starts the merge driver, and the answer to them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from prodash.storage.merge.driver import Request, merge_for_git
from prodash.storage.merge.pieces import Labels

_PLACEHOLDERS = ("%L", "%P", "%S", "%X", "%Y")
"""What git hands on unchanged if it is too old to know it."""


class Answer(NamedTuple):
    """The exit code that tells git whether there are conflicts, and a line about those."""

    code: int
    line: str


def answer_git(words: Sequence[str], variables: Mapping[str, str]) -> Answer:
    """Merge the files that *words* name, as git gives them for `%O %A %B %L %P %S %X %Y`.

    Raises OSError if the merged file cannot be written; it is as before then.
    """
    base, ours, theirs, *others = words
    known = ["" if word in _PLACEHOLDERS else word for word in others]
    size, path, base_label, our_label, their_label = [*known, "", "", "", "", ""][:5]
    usual = Labels()
    labels = Labels(
        our_label or usual.ours,
        base_label or usual.base,
        their_label or usual.theirs,
        int(size) if size.isdecimal() and size.isascii() else usual.marker_size,
    )
    conflicts = merge_for_git(Request(Path(base), Path(ours), Path(theirs), path, labels), variables)
    named = ", ".join(filter(None, conflicts))
    line = f"{path or ours}: both sides changed {named}" if named else ""
    return Answer(bool(conflicts), "".join(filter(str.isprintable, line)))
