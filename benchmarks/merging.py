"""Merging: a file that two people have changed, and who merges it."""

from pathlib import Path

from benchmarks.program import MERGE, Program
from benchmarks.tracks import YAML, Track

MINE = YAML.replace("{track.stage}", "mixing").replace("minor", "major")
THEIRS = YAML.replace("bpm: {bpm}", "bpm: 99").replace(
    "The second verse drags.", "The second verse is better."
)
"""What two people made of the same file: some of their lines are neighbours."""


_BEFORE = "{python} -c 'import shutil, sys; shutil.copy(*sys.argv[1:])' {root}/mine {root}/ours"
_THREE_FILES = "{root}/base {root}/ours {root}/theirs"
DRIVER = Program(
    "prodash merge-driver",
    "merge",
    {MERGE: [f"{{prodash}} merge-driver {_THREE_FILES} 7 tracks/track-1.yaml"]},
    "merges by field",
    {MERGE: _BEFORE},
    asks="{prodash} --version",
)
MERGE_FILE = Program(
    "git merge-file",
    "merge",
    # It ends with the number of conflicts.
    {MERGE: ["sh -c 'git merge-file {root}/ours {root}/base {root}/theirs || test $? -lt 127'"]},
    "merges lines, and leaves a conflict where both have changed neighbouring ones",
    {MERGE: _BEFORE},
    asks="git --version",
)


def make_merge(root: Path, count: int) -> None:
    """The three files that git gives to a merge driver; it needs one track, whatever *count* is."""
    track = Track(min(count, 1))
    for name, text in {"base": YAML, "mine": MINE, "theirs": THEIRS}.items():
        (root / name).write_text(text.format(track=track, bpm=120), encoding="utf-8", newline="")
