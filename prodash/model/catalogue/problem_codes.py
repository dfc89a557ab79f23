"""The kinds of problems, each with its code, message and explanation."""

from enum import Enum

from prodash.model.catalogue.problem import Location, Problem, Severity


class CodedProblem(Enum):
    """A kind of problem: template of the message, explanation (docs/problems.md), severity, and whether it is only style.

    Its code is its name, as in `bad-date`.
    """

    def __init__(
        self, template: str, explanation: str, severity: Severity = Severity.ERROR, style: str = ""
    ) -> None:
        self.code = self.name.lower().replace("_", "-")
        self.template = template
        self.explanation = explanation
        self.severity, self.is_style = severity, bool(style)

    def at(self, location: Location, cause: str = "", /, **data: object) -> Problem:
        """A problem of this kind at *location*; *data* fills in the message."""
        return Problem(location, self.code, self.severity, self.template.format(**data), cause)


class ProblemKind(CodedProblem):
    """The kinds of problems of files, and of how they fit together; `model/check/problems.py` lists all."""

    # The file itself
    UNREADABLE = (
        "{reason}",
        "prodash could not read the file, so it knows nothing about it. The message says why.",
    )
    FILE_NAME = (
        "the {what} name {name} has characters that cannot be shown or typed; rename the {what} with letters, digits, - and _",
        "A track's id is its file name, and commands take its folders too. Rename the file or folder that the message names.",
    )
    TOO_LARGE = (
        "{what}; prodash does not read files of that size",
        "The file is larger than 256 KiB or has more than 50,000 values. It is probably not a track; move it elsewhere.",
    )
    ENCODING = (
        "not UTF-8 ({what}); save the file as UTF-8",
        "The file was saved in another encoding. Open it in the program that wrote it and save it as UTF-8.",
    )
    CONTROL_CHARACTER = (
        "YAML does not allow the character {character}; delete it",
        "An invisible character got into the file, often by pasting. Delete it.",
    )
    CONFLICT = (
        "{what} has an unresolved merge conflict; {command} shows both sides and settles it",
        "git could not merge the file and left both sides in it, between lines with markers. `prodash resolve` shows the fields that differ and takes a side for each; or keep one side and delete those lines by hand.",
    )
    EMPTY = (
        "the file has no values; {fix}",
        "The file is empty or has only comments. Add the lines that the message shows, or delete the file.",
    )
    # The YAML in the file
    SYNTAX = (
        "{what}",
        "From here on the file is not valid YAML. Often a quote, a bracket or the space after a colon is missing.",
    )
    TAB = (
        "a tab indents line {line}; YAML allows only spaces there, so replace it with spaces",
        "YAML allows tabs between the parts of a line, but not before its first word. Replace the tab with spaces.",
    )
    TOO_DEEP = (
        "more than {limit} levels of nesting; flatten the value",
        "Lists or mappings are nested inside each other, too many levels deep. Flatten the value.",
    )
    SEVERAL_DOCUMENTS = (
        "a second document starts here; keep one document per file",
        "A line of three dashes starts another document, but each file is one track. Delete the line or make two files.",
    )
    NOT_FIELDS = (
        "the file has {what} instead of 'key: value' lines; {fix}",
        "The file is YAML but has no keys at its top level. Write 'key: value' lines.",
    )
    DUPLICATE_KEY = (
        "the key {key} appears twice, first on line {first}; both are ignored until you delete one",
        "prodash does not guess which of the two you mean. Duplicates are often left by a merge; delete one.",
    )
    WRONG_TYPE = (
        "{key} is {what}; {fix}",
        "The value has the wrong type, such as a list for a title. The message shows what to write.",
    )
    BAD_DATE = (
        "{key} {text} is not a date; write it as YYYY-MM-DD, as in 2026-12-01",
        "Write a date as YYYY-MM-DD; the day must exist.",
    )
    MISSING_STAGE = (
        "the track has no stage; add a line such as '{line}'",
        "Every track is in exactly one stage. Add the line that the message shows.",
    )
    # Stages, workflows, projects and fields
    BAD_ID = (
        "{text} cannot be the id of a {kind}; {fix}",
        "Ids are used in track files and on command lines, so they cannot have characters with a special meaning there. Names can.",
    )
    DUPLICATE_NAME = (
        "the {kind} {text} has the id or name of the {kind} {other}; rename one",
        "prodash ignores case, spaces and punctuation in names, so it cannot tell the two apart. Rename one.",
    )
    BAD_COLOUR = (
        '{text} is not a colour; write "#64748b", or a name of CSS or the palette{hint}',
        "A colour is a name of CSS or of the palette (docs/catalogue.md), or # with hex digits in quotes, because # starts a comment.",
    )
    BAD_KIND = (
        "{text} is not a kind of stage; write active, finished or archived",
        "The kind says whether tracks in the stage can be late and whether views show them. Choose one of the three.",
    )
    BAD_TYPE = (
        "{text} is not a type of values; write {types}{hint}",
        "The type says how the values of a custom field are compared, sorted and checked. Choose one of those that the message names, or delete the line: then the values in the tracks decide.",
    )
    BAD_FILTER = (
        "the filter {name} cannot be used: {why}",
        "A named filter in `prodash.yaml` is one text or a list with the options that select tracks, such as `--stage mixing --due week`. It may name another filter, but no circle of them.",
    )
    # How the files fit together
    UNKNOWN_STAGE = (
        "unknown stage {text}{hint}",
        "stages.yaml has no such stage. Correct the spelling, run `prodash stages add`, or `prodash stages rename OLD NEW` for all tracks. `prodash check --fix` writes the new id of what was renamed since.",
    )
    UNKNOWN_WORKFLOW = (
        "unknown workflow {text}{hint}",
        "workflows.yaml has no such workflow. Correct the spelling, run `prodash workflows add`, or `prodash workflows rename OLD NEW` for all tracks. `prodash check --fix` writes the new id of what was renamed since.",
    )
    UNKNOWN_PROJECT = (
        "unknown project {text}{hint}",
        "projects.yaml has no such project. Correct the spelling, run `prodash projects add`, or `prodash projects rename OLD NEW` for all tracks. `prodash check --fix` writes the new id of what was renamed since.",
    )
    PROJECT_CYCLE = (
        "the project {text} is inside itself ({chain}); change one parent",
        "Going up from parent to parent leads back to the project. Change one of the parents.",
    )
    DUPLICATE_ID = (
        "{other} also has the id {text}; rename one of the files",
        "A track's id is its file name, whichever folder the file is in. Rename one of the files.",
    )
    # Allowed, but probably a mistake
    NEAR_KEY = (
        "unknown key {key}{hint}",
        "The key looks like a misspelt key of prodash. If there is only one possible correction, `prodash check --fix` makes it.",
        Severity.WARNING,
    )
    UNKNOWN_KEY = (
        "unknown key {key} in {where}{hint}",
        "Tracks may have custom fields, but prodash ignores this key here. Correct or delete it.",
        Severity.WARNING,
    )
    NAME_FOR_ID = (
        "{text} means the {kind} {id}; write its id",
        "prodash accepts the name, but it becomes wrong if you rename the stage, workflow or project by hand. `prodash check --fix` writes the id.",
        Severity.WARNING,
        "style",
    )
    NAMED_TWICE = (
        "the {kind} {text} is listed twice, first on line {first}; delete one",
        "Once is enough. `prodash check --fix` deletes the duplicate.",
        Severity.WARNING,
    )
    MISREAD = (
        "YAML reads {text} as {what}; {fix}",
        "In YAML, a blank and `#` start a comment, `!` a tag, `&` an anchor and `>` or `|` a text in the lines below. Put a title such as `#1 Crush` in quotes. Write a comment as `# comment`, with a blank behind the `#`.",
        Severity.WARNING,
    )
    MERGE_KEY = (
        "prodash does not follow the merge key <<; write the keys that it brings in",
        "Other programs add the keys of the mapping after `<<` here. For prodash it is a key like any other, so the track lacks those values.",
        Severity.WARNING,
    )
    MISSING_FILE = (
        "tracks are in projects, such as {text}, but there is no projects.yaml; create it with 'prodash projects add NAME'",
        "Without projects.yaml, a misspelt project counts as a new one, and no project has a due date or a parent.",
        Severity.WARNING,
    )
    ODD_NAME = (
        "the file name {name} can cause trouble in a shell or on another system; use letters, digits, - and _",
        "A shell or another operating system can misread such a name: `set` may not find the track, and `import` does not create it. Rename the file.",
        Severity.WARNING,
    )
    SAME_NAME = (
        "macOS and Windows take this for the same name as {other}, so only one of the two can be there; rename one",
        "The names differ only in upper and lower case, or in how an accent is stored. On the disks of macOS and Windows that is one name, so git cannot check out both. Rename one.",
        Severity.WARNING,
    )
    SCHEMA_LINE = (
        "editors do not find the schema that this line names; write {schema}",
        "The line tells an editor where the schema of tracks is, from the folder of the file. It is wrong after a move by hand; `prodash move` keeps it right, and `--fix` corrects it.",
        Severity.WARNING,
    )
