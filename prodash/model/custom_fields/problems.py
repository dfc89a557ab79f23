"""Problems of custom fields: the kinds that concern their names and values."""

from prodash.model.catalogue.problem import Severity
from prodash.model.catalogue.problem_codes import CodedProblem

DECLARES_LIST = "declares a list"
"""What fields.yaml does to a field whose values should be lists."""


class FieldProblem(CodedProblem):
    """The kinds of problems of custom fields; all are warnings, because prodash keeps what is there."""

    FIELD_VALUE = (
        "{key} is {text}, but fields.yaml {rule}",
        "fields.yaml declares what the values of the field are, and this one is something else. prodash keeps it as it is. Correct the value, or what fields.yaml declares.",
        Severity.WARNING,
    )
    FIELD_NAME = (
        "{what}",
        "prodash has a field or a column of that name, which counts wherever both could be meant. Rename the custom field, or write `custom.` before its name in commands.",
        Severity.WARNING,
    )
    TWIN_FIELD = (
        "{text}",
        "Names that differ only in case, spaces, `_` and `-` are one field for prodash, but several for every other program. `prodash check --fix` writes the one that fields.yaml or most tracks have, unless a track has several of them.",
        Severity.WARNING,
    )
    UNKNOWN_TRACK = (
        "{key} is {text}, but no track has that id{hint}",
        "fields.yaml declares that the values of the field are ids of tracks, and there is no such track. Correct the id, or clear the field.",
        Severity.WARNING,
    )
