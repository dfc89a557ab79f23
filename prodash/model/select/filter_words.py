"""Filter words: filters as words of a command line, for commands that are suggested."""

from collections.abc import Iterator

from prodash.model.select.filters import Filters

OPTIONS = tuple(name for name in Filters._fields if name not in {"track", "named"})
"""The filters that are options, each with the name of its option but for the dashes."""


def filter_words(filters: Filters) -> list[str]:
    """The words that select the same tracks; those named on stdin are left out, as nobody could type them."""
    words = [word for name in OPTIONS for word in _option_words(filters, name)]
    tracks = [track for track in filters.track or () if track != "-"]
    return [*words, "--", *tracks] if any(track.startswith("-") for track in tracks) else [*tracks, *words]


def _option_words(filters: Filters, name: str) -> Iterator[str]:
    """The words of one option, none if it was not given."""
    option, value = f"--{name.replace('_', '-')}", getattr(filters, name)
    if value is True:
        yield option
        return
    for text in (value,) if isinstance(value, str) else value or ():
        yield from (f"{option}={text}",) if text.startswith("-") else (option, text)
