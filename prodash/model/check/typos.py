"""Typos: whether a key is a known key mistyped rather than a custom field.

Notes       case or punctuation differs
project     the singular of a list
stgae       two neighbouring letters are swapped
sttage      a letter is doubled
desciption  one letter is missing, extra or wrong; only in words of six letters or more
"""

from prodash.model.catalogue.fields import LIST_FIELDS
from prodash.model.names.names import match_key
from prodash.model.names.similar import similar_keys

_LONG_WORD = 6


def typo_targets(key: str, known: frozenset[str]) -> tuple[str, ...]:
    """The *known* keys that *key* is a typo of; a stricter test than `similar_keys`, which only suggests."""
    return tuple(word for word in similar_keys(key, known) if _is_typo(key, word))


def _is_typo(key: str, word: str) -> bool:
    text = key.casefold()
    if match_key(key) == word or (word in LIST_FIELDS and text + "s" == word):
        return True
    # A digit or a second word is deliberate, as in `due2` and `project_a`.
    return text.isalpha() and (
        _is_swapped(text, word)
        or _is_doubled(text, word)
        or (len(word) >= _LONG_WORD and _differs_by_one_letter(text, word))
    )


def _is_swapped(text: str, word: str) -> bool:
    return any(text == word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))


def _is_doubled(text: str, word: str) -> bool:
    return any(text == word[:at] + word[at] + word[at:] for at in range(len(word)))


def _differs_by_one_letter(text: str, word: str) -> bool:
    """Whether adding, removing or replacing one letter turns *text* into *word*."""
    difference = next((at for at, (a, b) in enumerate(zip(text, word, strict=False)) if a != b), None)
    at = min(len(text), len(word)) if difference is None else difference
    return text[at + 1 :] == word[at:] or text[at:] == word[at + 1 :] or text[at + 1 :] == word[at + 1 :]
