"""The nearest right words to a mistyped one."""

from collections.abc import Callable, Iterable

from prodash.model.name import loose

_MOST = 3


def similar(
    text: str, words: Iterable[str], meaning: Callable[[str], str] = lambda word: word
) -> tuple[str, ...]:
    """Up to three of *words* that look like *text*, best first, each given as its *meaning* and once."""
    from difflib import get_close_matches

    near = get_close_matches(loose(text), sorted({*words}), n=2 * _MOST, cutoff=0.6)
    return tuple(dict.fromkeys(meaning(word) for word in near))[:_MOST]
