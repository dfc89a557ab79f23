"""Parse words: the filters that options such as `--stage mixing --due week` mean."""

from collections.abc import Sequence
from typing import Any

from prodash.errors import UsageError, hint
from prodash.model.names.keywords import AT
from prodash.model.select.filter_words import OPTIONS
from prodash.model.select.filters import Filters

SHORT = {"-s": "stage", "-w": "workflow", "-p": "project", "-q": "search", "-a": "all"}
"""The options that have a short name."""

_LONG = {f"--{name.replace('_', '-')}": name for name in OPTIONS}


def split_words(text: str) -> tuple[str, ...] | None:
    """The words of *text*, with the quotes of a shell taken off; None if a quote does not close."""
    if not any(character in text for character in "\"'\\"):
        return tuple(text.split())
    import shlex

    try:
        return tuple(shlex.split(text))
    except ValueError:
        return None


def parse_words(words: Sequence[str]) -> Filters:
    """The filters that *words* mean; raises UsageError for a word that is not an option which selects tracks."""
    given: dict[str, Any] = {}
    rest = list(words)
    while rest:
        option, value = _split(rest.pop(0))
        name = _LONG.get(option) or SHORT.get(option) or ""
        if not name:
            raise UsageError(_why_not(option))
        usual = Filters._field_defaults[name]
        if usual is False:
            if value is not None:
                raise UsageError(f"{option} has no value")
            given[name] = True
            continue
        if value is None and not rest:
            raise UsageError(f"{option} needs a value")
        text = rest.pop(0) if value is None else value
        given[name] = (*given.get(name, ()), text) if usual == () else text
    return Filters(**given)


def _split(word: str) -> tuple[str, str | None]:
    """The option in *word*, and the value in it, if any."""
    if word.startswith(AT):
        return "--filter", word.removeprefix(AT)
    if word.startswith("--"):
        option, equals, value = word.partition("=")
        return option, value if equals else None
    return (word[:2], word[2:] or None) if word[:2] in SHORT else (word, None)


def _why_not(option: str) -> str:
    """Why *option* cannot be in a filter."""
    if not option.startswith("-"):
        return f"{option!r} is not an option; a filter has options only, such as --stage"
    if option == "-":
        return "a filter cannot read tracks from stdin"
    from prodash.model.names.similar import similar

    return f"{option} does not select tracks{hint(similar(option, (one[2:] for one in _LONG), lambda one: f'--{one}'))}"
