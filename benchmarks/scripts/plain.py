"""Plain: the script that somebody writes who has ruamel.yaml and no prodash."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def main() -> None:
    """plain.py FOLDER ids STAGE | count | all | change PROJECT STAGE."""
    folder, work, *words = sys.argv[1:]
    if work == "ids":
        print(*(path.stem for path, track in tracks(folder) if track["stage"] == words[0]), sep="\n")
    elif work == "count":
        for stage, count in Counter(track["stage"] for _, track in tracks(folder)).items():
            print(stage, count)
    elif work == "all":
        for path, track in tracks(folder):
            print(path.stem, track["title"], track["stage"], track["due"], sep="\t")
    else:
        project, stage = words
        change([path for path, track in tracks(folder) if track["projects"] == project], stage)


def tracks(folder: str) -> Iterator[tuple[Path, Any]]:
    """Every file with its values."""
    yaml = YAML(typ="safe")
    for parent, _, names in os.walk(Path(folder) / "tracks"):
        for name in names:
            path = Path(parent) / name
            yield path, yaml.load(path.read_bytes())


def change(paths: list[Path], stage: str) -> None:
    """Load, change and dump each file, comments kept as ruamel.yaml keeps them."""
    yaml = YAML()
    for path in paths:
        track = yaml.load(path.read_bytes())
        track["stage"] = stage
        with path.open("wb") as file:
            yaml.dump(track, file)


if __name__ == "__main__":
    main()
