"""Line ends: how the lines of a new file end, so that it looks like its neighbours after the next checkout."""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import STAGES
from prodash.storage.git.errors import GitError

if TYPE_CHECKING:
    from prodash.storage.git.run import Git

LF, CRLF = b"\n", b"\r\n"
_ATTRIBUTES = ".gitattributes"


def with_line_ends(
    root: Path, files: Mapping[str, bytes], variables: Mapping[str, str]
) -> Mapping[str, bytes]:
    """New *files* of the catalogue in *root* (LF text by path) with the line ends that they should have.

    Those that `.gitattributes` and git's configuration give to a path, or else those of stages.yaml.
    """
    if not files:
        return files
    usual = _line_end_of_stages(root)
    chosen = _from_git(root, [*files], variables) if _has_attributes(root, files) else {}
    return {path: data.replace(LF, chosen.get(path, usual)) for path, data in files.items()}


def _line_end_of_stages(root: Path) -> bytes:
    with suppress(OSError):
        return CRLF if CRLF in read_bytes(root / STAGES) else LF
    return LF


def _has_attributes(root: Path, paths: Iterable[str]) -> bool:
    """Whether a `.gitattributes` may be about one of *paths*; looking for it costs less than starting git."""
    real = Path(os.path.realpath(root))
    inside = {folder for path in paths for folder in Path(path).parents}
    folders = [*(real / folder for folder in inside), *_up_to_repository(real.parent)]
    return any(os.path.lexists(folder / _ATTRIBUTES) for folder in folders)


def _up_to_repository(folder: Path) -> list[Path]:
    folders = [folder, *folder.parents]
    tops = [number for number, path in enumerate(folders) if os.path.lexists(path / ".git")]
    return folders[: tops[0] + 1] if tops else []


def _from_git(root: Path, paths: Sequence[str], variables: Mapping[str, str]) -> dict[str, bytes]:
    """The line end of each path for which git decides one; none without git or a repository."""
    from prodash.storage.git.attributes import attributes_of
    from prodash.storage.git.run import Git

    existing = next(folder for folder in (root, *root.absolute().parents) if folder.is_dir())
    below = os.path.relpath(root, existing)
    git = Git.at(existing, variables)
    names = {os.path.normpath(os.path.join(below, path)).replace(os.sep, "/"): path for path in paths}
    with suppress(GitError):
        settings = _settings(git)
        attributes = attributes_of(git, names, "text", "eol")
        ends = {path: _line_end(attributes.get(name, {}), settings) for name, path in names.items()}
        return {path: end for path, end in ends.items() if end}
    return {}


def _line_end(attributes: Mapping[str, str], settings: Mapping[str, str]) -> bytes | None:
    """What git writes on checkout, by the rules of gitattributes(5); None if it changes no line end."""
    text, eol = attributes.get("text"), attributes.get("eol")
    if text == "unset":
        return None
    if eol in {"crlf", "lf"}:
        return CRLF if eol == "crlf" else LF
    if settings.get("core.autocrlf") in {"true", "input"}:
        return CRLF if settings["core.autocrlf"] == "true" else LF
    if text == "unspecified":
        return None
    usual = "crlf" if os.linesep == "\r\n" else ""
    return {"crlf": CRLF, "lf": LF}.get(settings.get("core.eol", usual))


def _settings(git: "Git") -> dict[str, str]:
    """The settings that are about line ends, in small letters; `true` has several spellings."""
    listed = git.run("config", "--get-regexp", r"^core\.(autocrlf|eol)$").out.decode(errors="replace")
    pairs = dict(line.partition(" ")[::2] for line in listed.lower().splitlines())
    return {name: "true" if value in {"", "yes", "on", "1"} else value for name, value in pairs.items()}
