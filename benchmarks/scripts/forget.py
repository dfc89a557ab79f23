"""Forget: remove what prodash remembers of a catalogue, or only the files of these names."""

import shutil
import sys
from pathlib import Path

folder, names = Path(sys.argv[1]) / ".prodash", sys.argv[2:]
for name in names:
    (folder / name).unlink(missing_ok=True)
if not names:
    shutil.rmtree(folder, ignore_errors=True)
