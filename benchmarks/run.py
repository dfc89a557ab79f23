"""Time prodash beside a bare Typer program, each as a whole process, and print medians and ratios.

Example: python benchmarks/run.py --tracks 1000 --runs 11
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

HELLO = "import typer\ndef main(): print('hello')\ntyper.run(main)\n"
TYPED = {
    "a stage": "prodash -C {root} set stage=mi",
    "a track": "prodash -C {root} show track-1",
    "an option": "prodash -C {root} list --st",
    "a command": "prodash -C {root} li",
}
STAGES = ("seed", "writing", "recorded", "mixing", "ready-to-release", "published")
TRACK = """\
title: Track {number}
stage: {stage}
workflows: [mastering, artwork]
projects: summer-ep
due: 2026-12-{day:02}
bpm: {bpm}
key: A minor
notes: |
  The second verse drags.
"""


def main() -> None:
    """Make a catalogue, run everything in turn, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tracks", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=11)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        hello = root / "hello.py"
        hello.write_text(HELLO)
        make_catalogue(root / "catalogue", asked.tracks)
        prodash = [sys.executable, "-m", "prodash", "-C", str(root / "catalogue")]
        completion = [sys.executable, "-m", "prodash", "__complete", "bash"]
        commands = {
            "bare Typer program": [[sys.executable, str(hello)]],
            "prodash --version": [[*prodash, "--version"]],
            **{
                f"completion of {what}": [[*completion, line.format(root=root / "catalogue"), "="]]
                for what, line in TYPED.items()
            },
            "list -f ids": [[*prodash, "list", "-f", "ids"]],
            "list": [[*prodash, "list"]],
            "breakdown": [[*prodash, "breakdown"]],
            "dashboard": [prodash],
            "board": [[*prodash, "board"]],
            "due": [[*prodash, "due"]],
            "report": [[*prodash, "report", "-"]],
            "check": [[*prodash, "check"]],
            "set stage=... on every track": [
                [*prodash, "set", "--all", "stage=mixing"],
                [*prodash, "set", "--all", "stage=recorded"],
            ],
        }
        report(asked.tracks, measure(commands, asked.runs))


def make_catalogue(root: Path, tracks: int) -> None:
    """A catalogue of *tracks* tracks in folders of a hundred."""
    (root / "tracks").mkdir(parents=True)
    (root / "stages.yaml").write_text("stages:\n" + "".join(f"  - {stage}\n" for stage in STAGES))
    for number in range(tracks):
        path = root / "tracks" / f"{number // 100:04}" / f"track-{number}.yaml"
        path.parent.mkdir(exist_ok=True)
        values = {"stage": STAGES[number % 6], "day": number % 28 + 1, "bpm": 60 + number % 120}
        path.write_text(TRACK.format(number=number, **values))


def measure(commands: dict[str, list[list[str]]], runs: int) -> dict[str, list[float]]:
    """Seconds of each run of each command, all in turn so that a slow moment slows all alike."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, variants in commands.items():
            took = seconds_for(variants[run % len(variants)])
            if run:
                seconds[name].append(took)
    return seconds


def seconds_for(command: Sequence[str]) -> float:
    """How long one run takes from start to end."""
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def report(tracks: int, seconds: dict[str, list[float]]) -> None:
    """A line for each command: median in milliseconds, and its ratio to the first."""
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    bare = next(iter(medians.values()))
    print(f"{tracks:,} tracks, no index, Python {sys.version.split()[0]}\n")
    for name, median in medians.items():
        print(f"{name:30} {median * 1000:8.0f} ms {median / bare:7.2f} x")


if __name__ == "__main__":
    main()
