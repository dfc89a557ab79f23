"""Similar words: suggestions for a mistyped word."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from prodash.model.names.names import match_key

MAX_SUGGESTIONS = 3
_TYPO_CUTOFF = 0.8
_SAME_BEGINNING = 3


def similar(
    text: str, words: Iterable[str], suggestion_for: Callable[[str], str] = lambda word: word
) -> tuple[str, ...]:
    """Up to three suggestions for *text*, best first and without repeats.

    *suggestion_for* returns the suggestion for each of *words* that is similar.
    """
    from difflib import get_close_matches

    key = match_key(text)
    matches = get_close_matches(key, sorted({*words}), n=2 * MAX_SUGGESTIONS, cutoff=0.6)
    # A name that was changed mostly keeps its beginning.
    matches.sort(key=lambda word: word[:_SAME_BEGINNING] != key[:_SAME_BEGINNING])
    return tuple(dict.fromkeys(suggestion_for(word) for word in matches))[:MAX_SUGGESTIONS]


@lru_cache(maxsize=1024)
def similar_keys(key: str, known: frozenset[str]) -> tuple[str, ...]:
    """The *known* keys that *key* is probably a typo of, best first."""
    from difflib import get_close_matches

    return tuple(get_close_matches(key.casefold(), sorted(known), n=MAX_SUGGESTIONS, cutoff=_TYPO_CUTOFF))
