"""Commit a track with another stage, and let prodash read its file, but not the commit."""

import re
import subprocess
import sys
import time
from pathlib import Path

YOUNG = 0.3
"""Seconds after which prodash trusts the status of a file."""

root, prodash = sys.argv[1:]
track = Path(root, "tracks/0000/track-1.yaml")
text = track.read_text(encoding="utf-8")
stage = "mixing" if "stage: recorded\n" in text else "recorded"
track.write_text(re.sub("stage: .*", f"stage: {stage}", text), encoding="utf-8")
git = ("git", "-C", root, "-c", "user.name=Mia", "-c", "user.email=mia@example.org")
subprocess.run([*git, "commit", "--quiet", "--all", f"--message={stage}"], check=True)
time.sleep(YOUNG)
subprocess.run([prodash, "-C", root, "list", "-f", "ids"], check=True, stdout=subprocess.DEVNULL)
