"""Problem: a fault in the data, collected as a value and never raised."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands: a path relative to the catalogue, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


class Severity(StrEnum):
    """How bad a problem is: an error makes commands exit 1, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault at a place; the message says what is wrong and what to do."""

    place: Place
    code: str
    severity: Severity
    message: str


class Code(Enum):
    """Every kind of problem: its code and its sentence.  All are errors so far."""

    # The file as such
    UNREADABLE = "unreadable", "{reason}"
    FILE_NAME = "file-name", "the file's name {name} cannot be an id; {fix}"
    TOO_LARGE = "too-large", "{what}; a file of this kind is never that large, so it was not read"
    ENCODING = "encoding", "not UTF-8 ({what}); save the file as UTF-8"
    CONTROL_CHARACTER = "control-character", "the character {character} cannot stand in YAML; delete it"
    CONFLICT = "conflict", "a merge conflict is left in the file; keep one side and delete the marker lines"
    EMPTY = "empty", "the file holds no values; {fix}"
    # The YAML in it
    SYNTAX = "syntax", "{what}"
    TAB = "tab", "a tab where YAML wants spaces; replace it with spaces"
    TOO_DEEP = "too-deep", "more than {limit} levels of nesting; flatten the value"
    SEVERAL_DOCUMENTS = "several-documents", "a second document starts here; keep one document a file"
    NOT_FIELDS = "not-fields", "the file holds {what} where 'key: value' lines belong; {fix}"
    DUPLICATE_KEY = (
        "duplicate-key",
        "the key {key} is here twice, first in line {first}; neither counts until one is deleted",
    )
    WRONG_TYPE = "wrong-type", "{key} is {what}; {fix}"
    BAD_DATE = "bad-date", "{key} {text} is not a date; write it as YYYY-MM-DD, as in 2026-12-01"
    MISSING_STAGE = "missing-stage", "the track has no stage; add a line such as 'stage: {example}'"
    # The vocabularies
    BAD_ID = "bad-id", "{text} cannot be the id of a {kind}; {fix}"
    DUPLICATE_NAME = (
        "duplicate-name",
        "the {kind} {text} has the id or name of the {kind} {other}; rename one",
    )
    BAD_COLOUR = "bad-colour", '{text} is not a colour; write "#64748b" or a palette name{hint}'
    BAD_KIND = "bad-kind", "{text} is not a kind of stage; write active, finished or archived"
    # How the files fit together
    UNKNOWN_STAGE = "unknown-stage", "unknown stage {text}{hint}"
    UNKNOWN_WORKFLOW = "unknown-workflow", "unknown workflow {text}{hint}"
    UNKNOWN_PROJECT = "unknown-project", "unknown project {text}{hint}"
    PROJECT_CYCLE = "project-cycle", "the project {text} is inside itself ({chain}); change one parent"
    DUPLICATE_ID = "duplicate-id", "the id {text} is also that of {other}; rename one of the files"

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        self.sentence = sentence

    def at(self, place: Place, **data: object) -> Problem:
        """A problem of this kind at *place*, its sentence filled with *data*."""
        return Problem(place, self.code, Severity.ERROR, self.sentence.format(**data))
