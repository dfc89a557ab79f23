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


def similar_names(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Up to three of *names* that are like *text* if case and punctuation are ignored, best first."""
    by_key = {match_key(name): name for name in names}
    return similar(text, by_key, by_key.__getitem__)


@lru_cache(maxsize=1024)
def similar_keys(key: str, known: frozenset[str]) -> tuple[str, ...]:
    """The *known* keys that *key* is probably a typo of, best first."""
    from difflib import get_close_matches

    return tuple(get_close_matches(key.casefold(), sorted(known), n=MAX_SUGGESTIONS, cutoff=_TYPO_CUTOFF))


def slips_of(key: str, known: Iterable[str]) -> tuple[str, ...]:
    """The *known* keys that *key* differs from by one slip: a letter too many or too few, another one, or two exchanged.

    In short keys a slip changes what they mean, as in `isrc` and `iswc`; so does another digit.
    """
    return tuple(other for other in known if other != key and _is_slip(key, other))


def _is_slip(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    start = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    short, long = short[start:], long[start:]
    while short and short[-1] == long[-1]:
        short, long = short[:-1], long[:-1]
    if any(map(str.isdigit, short + long)):
        return False
    least = {(0, 1): _LEAST_TO_ADD, (1, 1): _LEAST_TO_REPLACE, (2, 2): _LEAST_TO_EXCHANGE}
    length = least.get((len(short), len(long)))
    is_two_letters = len(short) > 1 and short != long[::-1]
    return length is not None and not is_two_letters and max(len(one), len(other)) >= length


_LEAST_TO_EXCHANGE, _LEAST_TO_ADD, _LEAST_TO_REPLACE = 3, 4, 5
"""How long the longer of two keys is at least, if one slip is likelier than two words."""
