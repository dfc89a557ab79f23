"""Repositories: a catalogue with ten commits for each track, some on branches, as years of work leave it."""

import random
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

COMMITS_PER_TRACK = 10
_BEGIN, _LONGEST_GAP = 1_500_000_000, 40_000
_SEED = 7
_ON_A_BRANCH, _NEW, _MOVED, _BACK, _RENAMED = 0.05, 0.1, 0.5, 0.15, 0.02
"""How often a commit does that."""

Files = dict[str, str | None]

_MAIN, _SIDE = "refs/heads/main", "refs/heads/side"
_TEXT = """\
title: Track {number}
stage: {stage}
workflows: [mastering, artwork]
projects: album-{album}
due: 2026-{month:02}-{day:02}
bpm: {bpm}
notes: |
  Take {take} of track {number}.
"""


@dataclass(slots=True)
class _Track:
    number: int
    stage: int
    take: int = 0
    name: str = ""

    @property
    def path(self) -> str:
        return f"tracks/{self.number // 100:04}/{self.name or f'track-{self.number}'}.yaml"


@dataclass(slots=True)
class _Writer:
    """Writes the stream that `git fast-import` reads."""

    stages: Sequence[str]
    count: int
    tracks: list[_Track] = field(default_factory=list)
    marks: int = 0
    time: int = _BEGIN
    chance: random.Random = field(default_factory=lambda: random.Random(_SEED))  # noqa: S311 (the same each time)

    def stream(self) -> Iterator[str]:
        """All commits, the newest last."""
        files: Files = {"stages.yaml": "stages:\n" + "".join(f"  - {stage}\n" for stage in self.stages)}
        for _ in range(self.count // 4 + 1):
            files |= self.new_track(self.chance.randrange(len(self.stages)))
        yield self.commit(_MAIN, files)
        while self.marks < self.count * COMMITS_PER_TRACK:
            yield from self.branch() if self.chance.random() < _ON_A_BRANCH else [self.change(_MAIN)]

    def branch(self) -> Iterator[str]:
        """One to three commits on a branch, one on the main one meanwhile, and the merge."""
        start = self.marks
        changes = [self.edit() for _ in range(self.chance.randrange(1, 4))]
        for number, files in enumerate(changes):
            yield self.commit(_SIDE, files, start=0 if number else start)
        side = self.marks
        yield self.change(_MAIN, start=start)
        yield self.commit(
            _MAIN, {path: text for files in changes for path, text in files.items()}, merge=side
        )

    def change(self, branch: str, start: int = 0) -> str:
        """A commit that changes a track or adds one."""
        return self.commit(branch, self.edit(), start=start)

    def edit(self) -> Files:
        """The files that a change writes; None for one that it removes."""
        if len(self.tracks) < self.count and self.chance.random() < _NEW:
            return self.new_track(0)
        track = self.chance.choice(self.tracks[2:])
        track.take += 1
        if self.chance.random() < _MOVED:
            step = -1 if self.chance.random() < _BACK else 1
            track.stage = min(max(track.stage + step, 0), len(self.stages) - 1)
        before = track.path
        if self.chance.random() < _RENAMED:
            track.name = f"track-{track.number}-v{track.take}"
        return (
            {before: None, track.path: self.text(track)}
            if track.path != before
            else {before: self.text(track)}
        )

    def new_track(self, stage: int) -> Files:
        """A file of a new track."""
        track = _Track(len(self.tracks), stage)
        self.tracks.append(track)
        return {track.path: self.text(track)}

    def text(self, track: _Track) -> str:
        """The contents of a file."""
        number, take = track.number, track.take
        return _TEXT.format(
            number=number,
            stage=self.stages[track.stage],
            album=number % 40,
            month=1 + take % 12,
            day=1 + take % 28,
            bpm=60 + number % 100,
            take=take,
        )

    def commit(self, branch: str, files: Files, start: int = 0, merge: int = 0) -> str:
        """One commit after the newest of its branch, or after *start*."""
        self.marks += 1
        self.time += self.chance.randrange(600, _LONGEST_GAP)
        who = f"Mia <mia@example.org> {self.time} +0100"
        lines = [
            f"commit {branch}",
            f"mark :{self.marks}",
            f"author {who}",
            f"committer {who}",
            "data 3",
            "set",
        ]
        lines += [f"from :{start}"] * bool(start) + [f"merge :{merge}"] * bool(merge)
        for path, text in files.items():
            lines += [f"D {path}"] if text is None else [f"M 100644 inline {path}", f"data {len(text)}", text]
        return "\n".join([*lines, "", ""])


def make_repository(root: Path, stages: Sequence[str], count: int) -> None:
    """A repository with so many tracks in *root*, checked out."""
    git = ("git", "-C", str(root))
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True)
    stream = "".join(_Writer(stages, count).stream())
    subprocess.run([*git, "fast-import", "--quiet"], input=stream, check=True, encoding="utf-8")
    subprocess.run([*git, "reset", "--quiet", "--hard"], check=True)
