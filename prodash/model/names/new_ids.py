"""New ids: which stage, workflow or project of a newer list is which one of an older list."""

from collections.abc import Callable, Collection, Sequence

from prodash.model.names.names import match_key

Named = Sequence[tuple[str, str]]
"""The id and the name of each entry, in the order of the list."""


def find_new_ids(
    old: Named, new: Named, may_follow: Callable[[str, str], bool] = lambda *_: True
) -> dict[str, str]:
    """The new id of each entry that got another one.

    It has kept its name, or it is the only new one between two entries, and the only one that has gone from there,
    and *may_follow* allows this for the old and the new id.
    """
    old_ids, new_ids = {identifier for identifier, _ in old}, {identifier for identifier, _ in new}
    come = {match_key(name): identifier for identifier, name in new if identifier not in old_ids}
    gone = {identifier: match_key(name) for identifier, name in old if identifier not in new_ids}
    renamed = {identifier: come[name] for identifier, name in gone.items() if name in come}
    places = _single_places(new, old_ids)
    for place, identifier in _single_places(old, new_ids).items():
        taken = places.get(place, "")
        is_free = taken and identifier not in renamed and taken not in renamed.values()
        if is_free and may_follow(identifier, taken):
            renamed[identifier] = taken
    return renamed


def _single_places(entries: Named, others: Collection[str]) -> dict[tuple[str, str], str]:
    """The ids that are not among *others*, by their neighbours; only where these are, or are the ends of the list."""
    padded = ["", *(identifier for identifier, _ in entries), ""]
    known = {"", *others}
    return {
        (before, after): identifier
        for before, identifier, after in zip(padded, padded[1:], padded[2:], strict=False)
        if identifier not in known and before in known and after in known
    }
