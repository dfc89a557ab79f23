"""Changes that are alike: those of one field that say the same of many tracks."""

from collections.abc import Callable, Sequence

from prodash.model.plan.change import Change

_MANY = 3
"""The fewest tracks that are shown as a group."""

_MOST_GROUPS = 7
_MOST_LINES = 10
_MOST_ALONE = 2

_Key = Callable[[Change], str]


def alike(changes: Sequence[Change], same: _Key, same_after: _Key, *, whole: bool) -> list[list[Change]]:
    """The *changes* of one field in groups of those that are alike, because *same* gives the same text for them.

    There are no groups if a line for each change says more.  Changes that are like no other are in no group if they
    are more than two.  If that made too many groups, changes are alike if *same_after* gives the same text, unless
    all is to be shown *whole*.
    """
    if not is_many(changes):
        return []
    groups = _grouped(changes, same)
    most = min(_MOST_GROUPS, len(changes) // 2)
    if len(groups) > most and len(changes) > _MOST_LINES and not whole:
        larger = _grouped(changes, same_after)
        if len(larger) <= most:
            return larger
    if 2 * len(groups) > len(changes):
        return []
    several = [group for group in groups if len(group) > 1]
    return several if len(groups) - len(several) > _MOST_ALONE else groups


def is_many(items: Sequence[object]) -> bool:
    """Whether *items* are so many that those alike are shown as a group."""
    return len(items) >= _MANY


def _grouped(changes: Sequence[Change], key: _Key) -> list[list[Change]]:
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(key(change), []).append(change)
    return [*groups.values()]
