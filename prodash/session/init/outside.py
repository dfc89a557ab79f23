"""Outside: the YAML files of a folder that stand where prodash reads no tracks, and the commands that move them."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path, PurePosixPath

from prodash import shell
from prodash.errors import RefusedError
from prodash.model.names.file_names import has_yaml_suffix
from prodash.render.terminal.words import pluralise
from prodash.session.session import Session
from prodash.storage.check.misplaced import has_key
from prodash.storage.disk.locate import TRACKS, VOCABULARIES_AND_SETTINGS, track_paths
from prodash.storage.git.environment import git_environment, may_have_repository

_MOST_NAMED = 5
_MOST_FOLDERS = 1000
"""How many folders are searched where nobody asked for it."""
_WILDCARDS = ("*.yaml", "*.yml")
_WHERE = f"outside of {TRACKS}, where prodash reads none"


def require_tracks_in_place(session: Session, root: Path, field: str) -> None:
    """Raise RefusedError if *root* has no track files, with what to do about YAML files with *field* at other places."""
    if next(track_paths(root, {}), None) is not None:
        return
    if root.resolve().name == TRACKS:
        raise RefusedError([(str(root), "name the folder that contains tracks, which becomes the catalogue")])
    files = [path.relative_to(root).as_posix() for path in _yaml_files(root)]
    if not files:
        raise RefusedError([(str(root), f"it has no YAML files; prodash reads those in its folder {TRACKS}")])
    tracks = [path for path in files if has_key(root, path, field)]
    if not tracks:
        reason = f"{_how_many(files)} {_WHERE}, and none has {field!r}; name the field that is the stage"
    else:
        moved = _how_to_move(session, root, files, tracks)
        reason = f"{_how_many(tracks)} with {field!r} {_WHERE}; {moved}, then run this again"
    raise RefusedError([(str(root), reason)])


def outside_words(session: Session, root: Path) -> str:
    """What to do if the YAML files in *root* that are no part of the catalogue are tracks; empty if there are none."""
    files = [path.relative_to(root).as_posix() for path in _yaml_files(root, _MOST_FOLDERS)]
    tracks = [path for path in files if path not in VOCABULARIES_AND_SETTINGS]
    if not tracks:
        return ""
    return f"{_how_many(tracks)} {_WHERE}; if they are tracks, {_how_to_move(session, root, files, tracks)}"


def _how_many(files: Sequence[str]) -> str:
    return pluralise(len(files), "YAML file")


def _how_to_move(session: Session, root: Path, files: Sequence[str], tracks: Sequence[str]) -> str:
    """How to move the *tracks*, which are some of the YAML *files* in *root*, into the right folder: by commands if these are short."""
    sources = _sources(files, tracks)
    is_new = not (root / TRACKS).is_dir()
    if len(sources) > (1 if shell.WINDOWS else _MOST_NAMED):
        make = f"make a folder {TRACKS} there and " if is_new else ""
        return f"{make}move {_named(sources)} into {'it' if is_new else TRACKS}"
    move = ["git", "mv"] if _are_in_git(session, root, tracks) else ["move" if shell.WINDOWS else "mv"]
    line = " ".join(one if one in _WILDCARDS else shell.join([one]) for one in (*move, *sources, TRACKS))
    becomes = len(sources) == 1 and sources[0] not in files and sources[0] not in _WILDCARDS
    commands = [*([] if becomes or not is_new else [f"mkdir {TRACKS}"]), line]
    where = "" if root == Path() else f" in {shell.join([str(root)])}"
    return f"run {' and '.join(map(shell.in_quotes, commands))}{where}"


def _sources(files: Sequence[str], tracks: Sequence[str]) -> Sequence[str]:
    """What has to move: the folder with all *tracks*, or what is at the top; wildcards for many files that are all tracks."""
    folders = [str(PurePosixPath(path).parent) for path in tracks]
    common = os.path.commonpath(folders)
    if common:
        return [common]
    tops = sorted({path.partition("/")[0] for path in tracks})
    is_long = len(tops) > _MOST_NAMED and not shell.WINDOWS
    at_top = {path for path in files if "/" not in path}
    used = [one for one in _WILDCARDS if any(PurePosixPath(top).match(one) for top in tops)]
    matched = {path for path in at_top if any(PurePosixPath(path).match(one) for one in used)}
    return used if is_long and matched == {*tops} else tops


def _named(sources: Sequence[str]) -> str:
    more = len(sources) - _MOST_NAMED
    return ", ".join(sources[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _are_in_git(session: Session, root: Path, tracks: Sequence[str]) -> bool:
    """Whether git knows all *tracks*, so that it can move them."""
    variables = session.environment.variables
    if may_have_repository(root, git_environment(root, variables)):
        from prodash.storage.git.errors import GitError
        from prodash.storage.git.run import Git

        with suppress(GitError):
            return {*tracks} <= Git.at(root, variables).list_paths("ls-files")
    return False


def _yaml_files(root: Path, most: int | None = None) -> Iterator[Path]:
    """The YAML files in the first *most* folders below *root*, or in all, without hidden ones and without following links."""
    for folder, folders, names in islice(os.walk(root), most):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if has_yaml_suffix(name) and name[0] != ".")
