"""Forget: remove what prodash remembers of a catalogue."""

import shutil
import sys
from pathlib import Path

shutil.rmtree(Path(sys.argv[1]) / ".prodash", ignore_errors=True)
