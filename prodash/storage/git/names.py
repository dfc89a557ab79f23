"""Names: how git spells the paths of files."""

import os
from collections.abc import Iterable
from pathlib import Path

from prodash.storage.git.run import Git


def names_below(git: Git, targets: Iterable[str]) -> set[str]:
    """The paths of *targets*, which are real paths, relative to the folder of *git*, as git lists them."""
    base = Path(os.path.realpath(git.folder))
    names = {Path(target).relative_to(base).as_posix() for target in targets}
    if all(map(str.isascii, names)) or not _composes(git):
        return names
    from unicodedata import normalize

    return {normalize("NFC", name) for name in names}


def _composes(git: Git) -> bool:
    """Whether git composes letters with their accents, as on a Mac, where the disk may have them decomposed."""
    return git.setting("core.precomposeUnicode", "bool") == "true"
