"""Catalogues: the same tracks as each program keeps them."""

import json
import shutil
import sqlite3
import subprocess
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.merging import make_merge
from benchmarks.repositories import make_repository
from benchmarks.tracks import STAGES, YAML, tracks


def make_yaml(root: Path, count: int) -> None:
    """A catalogue of prodash, its files in folders of a hundred."""
    (root / "tracks").mkdir()
    _write(root / "stages.yaml", "stages:\n" + "".join(f"  - {stage}\n" for stage in STAGES))
    for track in tracks(count):
        path = root / "tracks" / f"{track.number // 100:04}" / f"{track.id}.yaml"
        path.parent.mkdir(exist_ok=True)
        _write(path, YAML.format(track=track, bpm=60 + track.number % 120))


ICS = """\
BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//prodash//benchmarks//EN\r
BEGIN:VTODO\r
UID:{track.id}\r
DTSTAMP:20261101T000000Z\r
SUMMARY:{track.id}\r
CATEGORIES:{track.stage}\r
DUE;VALUE=DATE:{due}\r
DESCRIPTION:The second verse drags.\r
END:VTODO\r
END:VCALENDAR\r
"""
TODOMAN = """\
path = {lists!r}
cache_path = {cache!r}
default_list = "music"
date_format = "%Y-%m-%d"
"""


def make_ics(root: Path, count: int) -> None:
    """One list of todoman: a file for each task, the stage as its category."""
    (root / "lists" / "music").mkdir(parents=True)
    _write(root / "config.py", TODOMAN.format(lists=str(root / "lists" / "*"), cache=str(root / "cache.db")))
    for track in tracks(count):
        text = ICS.format(track=track, due=track.due.replace("-", ""))
        _write(root / "lists" / "music" / f"{track.id}.ics", text)


TASKRC = """\
data.location={root}/data
confirmation=off
bulk=0
hooks=off
verbose=nothing
report.names.description=What the benchmark asks for
report.names.columns=description
report.names.filter=status:pending
report.names.sort=entry+
"""


def make_task(root: Path, count: int) -> None:
    """The data of taskwarrior: the stage is the project of a task, the project is a tag."""
    (root / "data").mkdir()
    _write(root / "taskrc", TASKRC.format(root=root))
    with (root / "tasks.json").open("w", encoding="utf-8") as file:
        for track in tracks(count):
            task = {
                "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, track.id)),
                "status": "pending",
                "description": track.id,
                "project": track.stage,
                "tags": [track.project.replace("-", "_")],
                "due": f"{track.due.replace('-', '')}T000000Z",
            }
            file.write(json.dumps(task) + "\n")
    _run("task", f"rc:{root}/taskrc", "import", str(root / "tasks.json"))


def make_beets(root: Path, count: int) -> None:
    """A library of beets: the stage is the grouping of an item, the project its album."""
    _write(root / "config.yaml", f"directory: {root}\nplugins: []\n")
    _run("beet", "-c", str(root / "config.yaml"), "-l", str(root / "library.db"), "ls")
    rows = ((track.id, track.stage, track.project, f"{track.id}.flac".encode()) for track in tracks(count))
    library = sqlite3.connect(root / "library.db")
    with library:
        library.executemany("INSERT INTO items (title, grouping, album, path) VALUES (?, ?, ?, ?)", rows)
    library.close()


BACKLOG = """\
project_name: "music"
default_status: "seed"
statuses: {statuses}
labels: []
date_format: yyyy-mm-dd
auto_commit: false
remote_operations: false
filesystem_only: true
check_active_branches: false
task_prefix: "task"
"""
MARKDOWN = """\
---
id: TASK-{track.number}
title: {track.id}
status: {track.stage}
assignee: []
created_date: '2026-11-01 12:00'
due_date: '{track.due}'
labels: [{track.project}]
dependencies: []
ordinal: {track.number}000
---

The second verse drags.
"""


def make_backlog(root: Path, count: int) -> None:
    """A project of Backlog.md: a Markdown file for each task, the stage is its status."""
    (root / "backlog" / "tasks").mkdir(parents=True)
    _write(root / "backlog" / "config.yml", BACKLOG.format(statuses=json.dumps(STAGES)))
    for track in tracks(count):
        name = f"task-{track.number} - {track.id}.md"
        _write(root / "backlog" / "tasks" / name, MARKDOWN.format(track=track))


def make_history(root: Path, count: int) -> None:
    """A catalogue of prodash in a git repository with a history."""
    make_repository(root, STAGES, count)


MAKERS: Mapping[str, Callable[[Path, int], None]] = {
    "yaml": make_yaml,
    "ics": make_ics,
    "task": make_task,
    "beets": make_beets,
    "backlog": make_backlog,
    "history": make_history,
    "merge": make_merge,
}
"""Who makes which data in an empty folder."""


def made(root: Path, data: str, count: int) -> Path:
    """The folder with these data, made unless it has been made before."""
    sign = root.with_name(f"{root.name}.made")
    if not sign.exists():
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        MAKERS[data](root, count)
        sign.touch()
    return root


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)
