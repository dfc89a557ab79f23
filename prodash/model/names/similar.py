"""The nearest right words to a mistyped one."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from prodash.model.names.names import loose

_MOST = 3
_ALIKE = 0.8


def similar(
    text: str, words: Iterable[str], meaning: Callable[[str], str] = lambda word: word
) -> tuple[str, ...]:
    """Up to three of *words* that look like *text*, best first, each given as its *meaning* and once."""
    from difflib import get_close_matches

    near = get_close_matches(loose(text), sorted({*words}), n=2 * _MOST, cutoff=0.6)
    return tuple(dict.fromkeys(meaning(word) for word in near))[:_MOST]


@lru_cache(maxsize=1024)
def near_keys(key: str, known: frozenset[str]) -> tuple[str, ...]:
    """The *known* keys that *key* is so near to that it is hardly one of the user's own, best first."""
    from difflib import get_close_matches

    return tuple(get_close_matches(key.casefold(), sorted(known), n=_MOST, cutoff=_ALIKE))
