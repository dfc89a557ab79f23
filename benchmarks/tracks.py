"""Tracks: what every program is told of each, and the file that prodash reads."""

from collections.abc import Iterator
from dataclasses import dataclass

STAGES = ("seed", "writing", "recorded", "mixing", "ready-to-release", "published")
CHANGED = 1_000
"""So many tracks are in the project that is changed."""


@dataclass(frozen=True, slots=True)
class Track:
    """What every program is told of a track."""

    number: int

    @property
    def id(self) -> str:
        """Its name in every program."""
        return f"track-{self.number}"

    @property
    def stage(self) -> str:
        """All stages have the same number of tracks."""
        return STAGES[self.number % len(STAGES)]

    @property
    def project(self) -> str:
        """The first ones are in the project that is changed."""
        return "summer-ep" if self.number < CHANGED else "back-catalogue"

    @property
    def due(self) -> str:
        """An ISO date."""
        return f"2026-12-{self.number % 28 + 1:02}"


def tracks(count: int) -> Iterator[Track]:
    """The tracks of a catalogue of so many."""
    return map(Track, range(count))


YAML = """\
# Bounced from take {track.number}.
title: Track {track.number}
stage: {track.stage}
workflows: [mastering, artwork]
projects: {track.project}
due: {track.due}  # as the label wants it
bpm: {bpm}
key: A minor
collaborators:
  - Ann
  - Ben
description: >
  A slow song about the sea,
  which gets loud after the bridge
  and ends as it began.
notes: |
  The second verse drags.
  The bass is too loud in the bridge.
"""
