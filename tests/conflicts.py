"""A track with git's conflict markers, without a merge."""

from pathlib import Path


def put_in_conflict(path: Path) -> None:
    """Let both sides have set the stage and the due date of the track at *path* to different values."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    others = [line for line in lines if not line.startswith(("stage:", "due:"))]
    ours, theirs = "stage: writing\ndue: 2026-12-04\n", "stage: mixing\ndue: 2026-12-11\n"
    conflict = f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> anna\n"
    path.write_text("".join(others) + conflict, encoding="utf-8", newline="")
