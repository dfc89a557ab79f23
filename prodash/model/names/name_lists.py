"""Name lists: several names in one text, with commas between them."""

from collections.abc import Callable, Iterable, Sequence

from prodash.errors import UsageError

_PART = r',(\s*"(?:[^"]|"")+"\s*(?=,|\Z)|[^,]*)'
"""A comma, and a name behind it that may be in double quotes, with commas inside."""


def split_names(texts: Iterable[str]) -> list[str]:
    """The names in *texts*, each of which is one name or several; raises UsageError if one is empty."""
    texts = list(texts)
    names = [name.strip() for text in texts for name in text.split(",")]
    require_names(names, texts)
    return names


def split_at_commas(text: str) -> list[str]:
    """The parts of *text* between its commas; those in a name in double quotes do not count."""
    if '"' not in text:
        return text.split(",")
    import re

    return re.findall(_PART, f",{text}")


def split_known_names(text: str, is_known: Callable[[str], object]) -> list[str]:
    """The names in *text*, which is split at commas, except where a longer name *is_known*."""
    parts, names = split_at_commas(text), list[str]()
    while parts:
        runs = {end: ",".join(parts[:end]).strip() for end in range(len(parts), 1, -1)}
        end = next((end for end, run in runs.items() if is_known(run)), 1)
        names.append(runs.get(end, parts[0].strip()))
        parts = parts[end:]
    return names


def require_names(names: Sequence[str], texts: Sequence[str], option: str = "") -> None:
    """Raise UsageError if one of *names* is empty, which *texts* have after *option*."""
    if not all(names):
        typed = " ".join(filter(None, (option, repr(",".join(texts)))))
        raise UsageError(f"an empty name in {typed}; write names with commas between them")
