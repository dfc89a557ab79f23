"""Leftovers: what editors and systems leave beside a file that is edited, such as swap files and backups."""

import re

_WITH_NEW_TEXT = (
    r"\.{name}\.(sw[a-z]|kate-swp)",  # vim, nano, Kate
    r"#{name}#",  # Emacs
    r"{name}\.save(\.[0-9]+)?",  # nano
)
_WITHOUT = (
    r"\.?{name}~|{name}\.~[0-9]+~|\.{name}\.un~",  # backups of many; undo of vim
    r"\.#{name}|\.~lock\.{name}#",  # locks of Emacs and LibreOffice
    r"4913",  # what vim tries whether it can write a folder with
    r"\._{name}|\.DS_Store|\.nfs[0-9a-f]+",  # macOS, and disks of a network
)


def is_leftover(file: str, name: str) -> bool:
    """Whether *file* is what is known to be left beside a file with the name *name*."""
    return _matches(_WITH_NEW_TEXT + _WITHOUT, file, name)


def has_no_new_text(file: str, name: str) -> bool:
    """Whether *file* is a leftover without anything that was typed and not saved."""
    return _matches(_WITHOUT, file, name)


def _matches(patterns: tuple[str, ...], file: str, name: str) -> bool:
    return any(re.fullmatch(pattern.replace("{name}", re.escape(name)), file) for pattern in patterns)
