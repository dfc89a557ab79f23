"""Unfinished: a quick look for batches that a killed process may have left, without reading the journal."""

import os
from pathlib import Path

from prodash.storage.disk.locate import JOURNAL, PRIVATE_FOLDER

_FINISHED = (".done", ".undone")


def may_be_unfinished(root: Path) -> bool:
    """Whether the journal has any file that is not a finished batch.

    Every command asks this, and the journal itself is slow to import.
    """
    try:
        names = os.listdir(os.path.join(root, PRIVATE_FOLDER, JOURNAL))
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return not all(name.endswith(_FINISHED) for name in names)
