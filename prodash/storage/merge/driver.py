"""Driver: merge three files for git, into the second one, whatever happens meanwhile."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from prodash.storage.disk.busy import replace_file
from prodash.storage.disk.files import read_with_status, write_bytes
from prodash.storage.git.run import Git
from prodash.storage.merge.git_merge import GitMerge
from prodash.storage.merge.pieces import UNNAMED, Conflict, Labels, with_markers
from prodash.storage.merge.sides import Merged, Sides

_MAX_BYTES = 1 << 30


class Request(NamedTuple):
    """What git asks for.

    base, ours, theirs   temporary files; the merged bytes go into *ours*
    path                 the file that they are versions of, relative to the top of the repository
    """

    base: Path
    ours: Path
    theirs: Path
    path: str
    labels: Labels


def merge_for_git(request: Request, variables: Mapping[str, str]) -> tuple[str, ...]:
    """Merge the files of *request*; the names of the fields in conflict.

    A fault or an interrupt while merging by field gives what `git merge-file` gives, and if git fails too, both sides
    between markers.  The file is replaced in one step.  Raises OSError if that fails: then it is as before.
    """
    files = request.base, request.ours, request.theirs
    sides = Sides(*(read_with_status(path, _MAX_BYTES)[0] for path in files))
    text_merge = GitMerge(Git.at(Path(os.curdir), variables), sides, files)
    merged = _both_sides(sides, request.labels)
    try:
        from prodash.storage.merge.merge import merge_files

        merged = merge_files(kind_of_file(request.path), sides, request.labels, text_merge)
    except BaseException:  # noqa: BLE001 (half a merge would lose a side, also if the user interrupts it)
        with suppress(BaseException):
            data, is_clean = text_merge(sides, request.labels)
            merged = Merged(data, () if is_clean else (UNNAMED,))
    _replace(request.ours, merged.data)
    return merged.conflicts


def kind_of_file(path: str) -> str:
    """The kind of the file at *path*: the name of the vocabulary, or else a "track"."""
    name = path.rpartition("/")[2].removesuffix(".yaml")
    return name if name in _VOCABULARIES else "track"


_VOCABULARIES = frozenset({"stages", "workflows", "projects"})


def _both_sides(sides: Sides, labels: Labels) -> Merged:
    """All lines of both sides between markers."""
    texts = (_with_line_end(data or b"").decode("latin-1") for data in (sides.ours, sides.base, sides.theirs))
    data = with_markers((Conflict(UNNAMED, *texts),), labels, shows_base=False)
    return Merged(data.encode("latin-1", "replace"), (UNNAMED,))


def _with_line_end(data: bytes) -> bytes:
    return data if not data or data.endswith(b"\n") else data + b"\n"


def _replace(path: Path, data: bytes) -> None:
    """Replace the bytes of the file at *path* in one step; it keeps its mode.  Raises OSError."""
    temporary = f"{path}-{os.getpid()}"
    write_bytes(temporary, data, like=path.stat())
    try:
        replace_file(temporary, str(path))
    except BaseException:
        os.unlink(temporary)
        raise
