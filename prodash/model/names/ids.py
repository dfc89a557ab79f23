"""Ids of stages, workflows and projects: which are allowed, and ids made from names."""

from prodash.model.names.keywords import RESERVED
from prodash.model.names.names import is_word_character

# These can separate the words of an id, because they need no quotes in YAML and differ from the separators in A,B and A+B.
_SEPARATORS = frozenset("-_. ")
_NOT_AT_EITHER_END = _SEPARATORS - {"_"}


def why_not_an_id(text: str) -> str:
    """Why *text* cannot be the id of a stage, workflow or project, and what to do; empty if it can."""
    if not text:
        return "give it an id such as mixing-2"
    if text.casefold() in RESERVED:
        return "the word has a special meaning in prodash or YAML; choose another"
    allowed = all(character in _SEPARATORS or is_word_character(character) for character in text)
    if not allowed or text[0] in _NOT_AT_EITHER_END or text[-1] in _NOT_AT_EITHER_END:
        return "use letters, digits, - and _ (the name can have any characters)"
    return ""


def id_from_name(name: str) -> str:
    """The id that a stage, workflow or project named *name* gets: `Mix Down` is `mix-down`."""
    kept = "".join(c if c == "_" or is_word_character(c) else " " for c in name.lower())
    return "-".join(kept.split())
