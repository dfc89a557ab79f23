"""Changes that are alike: those of one field that say the same of many tracks."""

from collections.abc import Callable, Sequence

from prodash.model.change.change import Change

_MANY = 3
"""So many tracks make a group; fewer are shown one by one."""

_MOST_GROUPS = 7
_MOST_LINES = 10
_MOST_ALONE = 2

Key = Callable[[Change], str]


def alike(changes: Sequence[Change], same: Key, same_after: Key, *, whole: bool) -> list[list[Change]]:
    """The *changes* of one field in groups with equal keys; no groups if one line for each change says more.

    The key is *same*, and those whose key no other has are left out if they are more than two.
    Or unless all is to be shown *whole*, the key is *same_after* if that makes few groups of many.
    """
    groups = _grouped(changes, same)
    if is_many(changes) and not whole and len(groups) > min(_MOST_GROUPS, len(changes) // 2):
        with_same_after = _grouped(changes, same_after)
        if len(changes) > _MOST_LINES and len(with_same_after) <= min(_MOST_GROUPS, len(changes) // 2):
            return with_same_after
    if not is_many(changes) or 2 * len(groups) > len(changes):
        return []
    several = [group for group in groups if len(group) > 1]
    return several if len(groups) - len(several) > _MOST_ALONE else groups


def is_many(items: Sequence[object]) -> bool:
    """Whether *items* are so many that those alike are shown as a group."""
    return len(items) >= _MANY


def _grouped(changes: Sequence[Change], key: Key) -> list[list[Change]]:
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(key(change), []).append(change)
    return [*groups.values()]
