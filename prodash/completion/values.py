"""Values: what can stand in one place of the command line, told where the option or argument is built."""

from typing import NamedTuple

from prodash.model.names.keywords import ANY, DUE_PHRASES, DUE_RANGES, NONE


class Values(NamedTuple):
    """Fixed words, and what there is of some sorts: those of `sources.py`, or `folders` and `files`.

    Behind each of the signs in `between` another value begins.
    """

    words: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    between: tuple[str, ...] = ()


STAGE = Values(of=("stages",))
STAGES = Values(of=("stages",), between=(",",))
WORKFLOWS = Values(of=("workflows",), between=(",",))
WORKFLOWS_OR_NONE = Values((NONE,), ("workflows",), (",", "+"))
PROJECT = Values(of=("projects",))
PROJECTS = Values(of=("projects",), between=(",",))
PROJECTS_OR_NONE = Values((NONE,), ("projects",), (",",))
ENTRY = Values(of=("entries",))
"""A stage, workflow or project, whichever the command is about."""
TRACKS = Values(of=("tracks",))
CONDITION = Values(of=("conditions",))
ASSIGNMENTS = Values(of=("assignments",))
CHANGES = Values(of=("changes",))
DAY = Values(DUE_PHRASES)
DUE = Values((*DUE_RANGES, NONE, ANY, *DUE_PHRASES), ("spans",), (",",))
COLUMNS = Values(of=("columns",), between=(",",))
"""In the shape the columns stand as words, since each command has its own."""
SORT = Values(of=("columns", "columns-down"), between=(",",))
BY = Values(("stage", "workflow", "project"), ("keys",))
TRACK_FOLDERS = Values(of=("track-folders",))
FOLDERS = Values(of=("folders",))
FILES = Values(of=("files",))
MESSAGE = Values(of=("message",))
"""The message of `--commit`, which may be missing."""
