"""Driver: merge three files for git, into the second one, whatever happens meanwhile."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from prodash.storage.disk.busy import replace_file
from prodash.storage.disk.files import read_with_status, write_bytes
from prodash.storage.merge.pieces import UNNAMED, Conflict, Labels, with_markers
from prodash.storage.merge.versions import Merged, Versions

_PLACEHOLDERS = ("%L", "%P", "%S", "%X", "%Y")
"""What git hands on unchanged if it is too old to know it."""

_MAX_BYTES = 1 << 30


class Answer(NamedTuple):
    """The exit code that tells git whether there are conflicts, and a line about those."""

    code: int
    line: str


class _Request(NamedTuple):
    """What git asks for.

    base, ours, theirs   temporary files; the merged bytes go into *ours*
    path                 the file that they are versions of, relative to the top of the repository
    """

    base: Path
    ours: Path
    theirs: Path
    path: str
    labels: Labels


def answer_git(words: Sequence[str], variables: Callable[[], Mapping[str, str]]) -> Answer:
    """Merge the files that *words* name, as git gives them for `%O %A %B %L %P %S %X %Y`.

    *variables* gives those of the environment, if git has to run.  Raises OSError if the merged file cannot be
    written; then it is as before.
    """
    request = _request_of(words)
    conflicts = _merge(request, variables)
    named = ", ".join(filter(None, conflicts))
    line = f"{request.path or request.ours}: both sides changed {named}" if named else ""
    return Answer(bool(conflicts), "".join(filter(str.isprintable, line)))


def _request_of(words: Sequence[str]) -> _Request:
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
    return _Request(Path(base), Path(ours), Path(theirs), path, labels)


def _merge(request: _Request, variables: Callable[[], Mapping[str, str]]) -> tuple[str, ...]:
    """Merge the files of *request*; the names of the fields in conflict.

    A fault or an interrupt while merging by field gives what `git merge-file` gives, and if git fails too, both sides
    between markers.  The file is replaced in one step.
    """
    paths = request.base, request.ours, request.theirs
    versions = Versions(*(read_with_status(path, _MAX_BYTES)[0] for path in paths))

    def line_merge(some: Versions, labels: Labels) -> tuple[bytes, bool]:
        # Most merges do without git.
        from prodash.storage.git.run import Git
        from prodash.storage.merge.git_merge import GitMerge

        return GitMerge(Git.at(Path(os.curdir), variables()), versions, paths)(some, labels)

    merged = _both_sides(versions, request.labels)
    try:
        from prodash.storage.merge.merge import merge_files
        from prodash.storage.merge.place import kind_in_repository

        kind = kind_in_repository(request.path, Path(os.curdir))
        merged = merge_files(kind, versions, request.labels, line_merge)
    except BaseException:  # noqa: BLE001 (half a merge would lose a side, also if the user interrupts it)
        with suppress(BaseException):
            data, is_clean = line_merge(versions, request.labels)
            merged = Merged(data, () if is_clean else (UNNAMED,))
    _replace(request.ours, merged.data)
    return merged.conflicts


def _both_sides(versions: Versions, labels: Labels) -> Merged:
    """All lines of both sides between markers."""
    in_order = (versions.ours, versions.base, versions.theirs)
    texts = (_with_line_end(data or b"").decode("latin-1") for data in in_order)
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
