"""Code: every kind of problem that there is."""

from enum import Enum

from prodash.model.catalogue.problem import Location, Problem, Severity


class ProblemKind(Enum):
    """Every kind of problem: its code, its sentence, what it means (docs/problems.md), how bad it is."""

    # The file as such
    UNREADABLE = (
        "unreadable",
        "{reason}",
        "The disk does not give the file's contents, so nothing is known of it. The message says what is in the way.",
    )
    FILE_NAME = (
        "file-name",
        "the file's name {name} cannot be an id; {fix}",
        "A track's id is its file's name, and this one has signs that no command line can carry. Rename the file.",
    )
    TOO_LARGE = (
        "too-large",
        "{what}; a file of this kind is never that large, so it was not read",
        "The file is larger than 256 KiB or has more than 50,000 values. It is probably no track; move it elsewhere.",
    )
    ENCODING = (
        "encoding",
        "not UTF-8 ({what}); save the file as UTF-8",
        "The file was saved in another encoding. Open it in the program that wrote it and save it as UTF-8.",
    )
    CONTROL_CHARACTER = (
        "control-character",
        "the character {character} cannot stand in YAML; delete it",
        "A character that cannot be seen got into the file, often by pasting. Delete it.",
    )
    CONFLICT = (
        "conflict",
        "a merge conflict is left in the file; keep one side and delete the marker lines",
        "git could not merge the file and left both sides in it. Keep one and delete the lines with the markers.",
    )
    EMPTY = (
        "empty",
        "the file holds no values; {fix}",
        "There is nothing in the file but perhaps comments. Write what the message says, or delete the file.",
    )
    # The YAML in it
    SYNTAX = (
        "syntax",
        "{what}",
        "The file cannot be read as YAML from this place on. Often a quote, a bracket or a space behind a colon is missing.",
    )
    TAB = (
        "tab",
        "a tab where YAML wants spaces; replace it with spaces",
        "YAML knows no tabs for indentation. Replace the tab with spaces.",
    )
    TOO_DEEP = (
        "too-deep",
        "more than {limit} levels of nesting; flatten the value",
        "A value holds values that hold values, too many levels down. Flatten it.",
    )
    SEVERAL_DOCUMENTS = (
        "several-documents",
        "a second document starts here; keep one document a file",
        "A line of three dashes starts another document, and a file is one track. Delete the line or make two files.",
    )
    NOT_FIELDS = (
        "not-fields",
        "the file holds {what} where 'key: value' lines belong; {fix}",
        "The file is YAML, but has no keys at the top. Write 'key: value' lines.",
    )
    DUPLICATE_KEY = (
        "duplicate-key",
        "the key {key} is here twice, first in line {first}; neither counts until one is deleted",
        "Which of the two is meant would be a guess, often after a merge. Delete one.",
    )
    WRONG_TYPE = (
        "wrong-type",
        "{key} is {what}; {fix}",
        "The value is of another kind than prodash needs there, such as a list for a title. The message shows the right form.",
    )
    BAD_DATE = (
        "bad-date",
        "{key} {text} is not a date; write it as YYYY-MM-DD, as in 2026-12-01",
        "A date is written as YYYY-MM-DD and must be in the calendar.",
    )
    MISSING_STAGE = (
        "missing-stage",
        "the track has no stage; add a line such as 'stage: {example}'",
        "Every track is in exactly one stage. Write which.",
    )
    # The vocabularies
    BAD_ID = (
        "bad-id",
        "{text} cannot be the id of a {kind}; {fix}",
        "An id stands in track files and on command lines, so it has no signs with a meaning there. The name may have them.",
    )
    DUPLICATE_NAME = (
        "duplicate-name",
        "the {kind} {text} has the id or name of the {kind} {other}; rename one",
        "Case, spaces and punctuation make no difference, so prodash cannot tell the two apart. Rename one.",
    )
    BAD_COLOUR = (
        "bad-colour",
        '{text} is not a colour; write "#64748b" or a palette name{hint}',
        "A colour is a palette name (docs/catalogue.md) or six hex digits in quotes, because # starts a comment.",
    )
    BAD_KIND = (
        "bad-kind",
        "{text} is not a kind of stage; write active, finished or archived",
        "The kind says whether tracks in the stage can be late and whether views show them. There are three.",
    )
    # How the files fit together
    UNKNOWN_STAGE = (
        "unknown-stage",
        "unknown stage {text}{hint}",
        "stages.yaml lists no such stage. Correct the spelling, or add it with `prodash stages add`.",
    )
    UNKNOWN_WORKFLOW = (
        "unknown-workflow",
        "unknown workflow {text}{hint}",
        "workflows.yaml lists no such workflow. Correct the spelling, or add it with `prodash workflows add`.",
    )
    UNKNOWN_PROJECT = (
        "unknown-project",
        "unknown project {text}{hint}",
        "projects.yaml lists no such project. Correct the spelling, or add it with `prodash projects add`.",
    )
    PROJECT_CYCLE = (
        "project-cycle",
        "the project {text} is inside itself ({chain}); change one parent",
        "Going up from parent to parent leads back to the project. Change one of the parents.",
    )
    DUPLICATE_ID = (
        "duplicate-id",
        "the id {text} is also that of {other}; rename one of the files",
        "A track's id is its file's name, whatever folder it is in. Rename one of the files.",
    )
    # What is allowed and hardly meant
    NEAR_KEY = (
        "near-key",
        "unknown key {key}{hint}",
        "A key that is nearly one of prodash's own and so probably a slip. Where it can be nothing else, `prodash check --fix` corrects it.",
        Severity.WARNING,
    )
    UNKNOWN_KEY = (
        "unknown-key",
        "unknown key {key} in {where}{hint}",
        "A track may have any keys of your own, but in this file nobody reads the key. Correct or delete it.",
        Severity.WARNING,
    )
    NAME_FOR_ID = (
        "name-for-id",
        "{text} means the {kind} {id}; write its id",
        "The name is understood, but it stops being so when somebody renames the thing by hand. `prodash check --fix` writes the id.",
        Severity.WARNING,
    )
    NAMED_TWICE = (
        "named-twice",
        "the {kind} {text} is named twice, first in line {first}; delete one",
        "Once is enough. `prodash check --fix` deletes the second.",
        Severity.WARNING,
    )
    MISSING_FILE = (
        "missing-file",
        "tracks name projects, as {text} here, and there is no projects.yaml; 'prodash projects add NAME' makes it",
        "Without projects.yaml a misspelt project is a new one, and none has a due date or a parent.",
        Severity.WARNING,
    )
    ODD_NAME = (
        "odd-name",
        "the file's name {name} means something else to a shell or another system; use letters, digits, - and _",
        "Shells, options of commands or other systems take such a name for something else, so that `set` may not find the track and `import` does not make it. Rename the file.",
        Severity.WARNING,
    )
    OUTSIDE_TRACKS = (
        "outside-tracks",
        "this looks like a track, and outside tracks/ no command sees it; move it there",
        "The file has a stage, as tracks do, but only files in the folder `tracks` are tracks. Move it.",
        Severity.WARNING,
    )
    NEAR_FILE = (
        "near-file",
        "no command reads this file; {plural} are read from {path} alone, so rename it or move what it lists there",
        "The file is named nearly as the one that lists the catalogue's stages, workflows or projects. Rename it.",
        Severity.WARNING,
    )

    def __init__(self, code: str, template: str, explanation: str, severity: Severity = Severity.ERROR) -> None:
        self.code = code
        self.template = template
        self.explanation = explanation
        self.severity = severity

    def at(self, location: Location, cause: str = "", /, **data: object) -> Problem:
        """A problem of this kind at *location*, its sentence filled with *data*."""
        return Problem(location, self.code, self.severity, self.template.format(**data), cause)
