"""List items: the texts of a list after items are added, removed or replaced."""

from collections.abc import Iterable

from prodash.model.names.names import loose_key, match_key


def items_after(texts: tuple[str, ...], operator: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """*texts* after *names* are added with the *operator* `+=`, removed with `-=`, or written instead with `=`."""
    names = tuple(dict.fromkeys(names))
    if operator == "+=":
        return texts + tuple(name for name in names if name not in texts)
    if operator == "-=":
        removed = {match for name in names if (match := _matching_item(name, texts)) is not None}
        return tuple(text for text in texts if text not in removed)
    return names


def why_ambiguous(field: str, texts: tuple[str, ...], removed: Iterable[str]) -> str:
    """The reason why one of the *removed* names could be several of *texts*; empty if it could not."""
    for name in removed:
        alike = [text for text in dict.fromkeys(texts) if loose_key(text) == loose_key(name)]
        if alike and _matching_item(name, texts) is None:
            return f"{name!r} could be {' or '.join(map(repr, alike))}; write {field}-= with one of them"
    return ""


def _matching_item(name: str, texts: tuple[str, ...]) -> str | None:
    """The item equal to *name*, else the only one equal when case, punctuation and perhaps accents are ignored."""
    if name in texts:
        return name
    for key in (match_key, loose_key):
        if alike := {text for text in texts if key(text) == key(name)}:
            return alike.pop() if len(alike) == 1 else None
    return None
