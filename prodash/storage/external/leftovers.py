"""Leftovers: what editors leave beside the file that they edit, such as swap files and backups."""

import re

_PATTERNS = (
    r"\.{name}\.(sw[a-z]|un~|kate-swp)",  # vim, nano; undo of vim; Kate
    r"\.?{name}~|{name}\.~[0-9]+~",  # backups of many
    r"#{name}#|\.#{name}",  # Emacs
    r"{name}\.save(\.[0-9]+)?",  # nano
    r"\.~lock\.{name}#",  # LibreOffice
    r"4913|\.DS_Store",  # how vim tries whether it can write a folder; the Finder of macOS
)


def is_leftover(file: str, name: str) -> bool:
    """Whether *file* is what an editor is known to leave beside a file with the name *name*."""
    return any(re.fullmatch(pattern.replace("{name}", re.escape(name)), file) for pattern in _PATTERNS)
