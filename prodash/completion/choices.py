"""Choices: what completion offers for an option or argument, declared where the option is defined."""

from typing import NamedTuple

from prodash.model.names.keywords import (
    ANY,
    DUE_PHRASES,
    DUE_RANGES,
    LENGTHS,
    NONE,
    PAST_PHRASES,
    STAY_LENGTHS,
)


class Choices(NamedTuple):
    """What can be typed for one option or argument.

    words        fixed words
    sources      names in `SOURCES` of `sources.py`, or `folders` and `files`, which the shell completes
    separators   characters after which another value begins
    """

    words: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    separators: tuple[str, ...] = ()


STAGE = Choices(sources=("stages",))
STAGES = Choices(sources=("stages",), separators=(",",))
WORKFLOWS = Choices(sources=("workflows",), separators=(",",))
WORKFLOWS_OR_NONE = Choices((NONE,), ("workflows",), (",", "+"))
PROJECT = Choices(sources=("projects",))
PROJECTS = Choices(sources=("projects",), separators=(",",))
PROJECTS_OR_NONE = Choices((NONE,), ("projects",), (",", "+"))
ENTRY = Choices(sources=("entries",))
"""A stage, workflow or project, depending on the command."""
ENTRY_CHANGES = Choices(sources=("entry-changes",))
TRACKS = Choices(sources=("tracks",))
SELECTED = Choices(sources=("tracks", "filters-at"))
"""The tracks that a command selects, by themselves or by a named filter."""
TRACKS_AND_FOLDERS = Choices(sources=("tracks", "track-folders", "filters-at"))
ARCHIVED_AND_STAGES = Choices(sources=("archived", "stages"))
SETTING = Choices(sources=("settings",))
SETTING_VALUES = Choices(sources=("setting-values",))
NAMED_FILTER = Choices(sources=("filters",))
CONDITION = Choices(sources=("conditions",))
ASSIGNMENTS = Choices(sources=("assignments",))
CHANGES = Choices(sources=("changes", "filters-at"))
CONFLICTS = Choices(sources=("conflicts",))
"""The files in conflict."""
FIELDS_IN_CONFLICT = Choices(sources=("fields-in-conflict",))
DAY = Choices(DUE_PHRASES)
LENGTH = Choices(LENGTHS)
PAST_DAY = Choices(PAST_PHRASES)
PEOPLE = Choices(sources=("people",), separators=(",",))
STAY_LENGTH = Choices(STAY_LENGTHS)
DUE = Choices((*DUE_RANGES, NONE, ANY, *DUE_PHRASES), ("spans",), (",",))
COLUMNS = Choices(sources=("columns",), separators=(",",))
"""`shape.json` has the columns as words, because each command has its own columns."""
SORT = Choices(sources=("columns", "columns-down"), separators=(",",))
BY = Choices(("stage", "workflow", "project", "due.month", "due.year"), ("keys",))
TEXTS = Choices(("title", "notes"), ("keys",), (",",))
SUMMED = Choices(("due",), ("keys",), (",",))
KEYS = Choices(sources=("keys",))
REVISIONS = Choices(PAST_PHRASES, ("revisions",), ("..",))
BATCHES = Choices(sources=("batches",))
TRACK_FOLDERS = Choices(sources=("track-folders",))
TEMPLATES = Choices(sources=("templates",))
FOLDERS = Choices(sources=("folders",))
FILES = Choices(sources=("files",))
MESSAGE = Choices(sources=("message",))
"""The message of `--commit`, which is optional."""
