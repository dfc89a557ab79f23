"""Columns of the index with some of their rows and new ones, without a value for each row."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from prodash.storage.index.track_columns import Shared, TrackColumns, columns_of

T = TypeVar("T")


def merged(old: TrackColumns, kept: Iterable[int], new: TrackColumns) -> TrackColumns:
    """The *kept* rows of *old* and all of *new*, in the order of their paths."""
    after_old = len(old.paths)
    all_paths, all_statuses = [*old.paths, *new.paths], [*old.statuses(), *new.statuses()]
    chosen = sorted([*kept, *range(after_old, len(all_paths))], key=all_paths.__getitem__)
    statuses = _at(chosen, all_statuses)
    all_problems = {**old.problems, **{after_old + number: found for number, found in new.problems.items()}}

    def details(number: int) -> bytes:
        place = chosen[number]
        return old.details(place) if place < after_old else new.details(place - after_old)

    return TrackColumns(
        paths=_at(chosen, all_paths),
        statuses=lambda: statuses,
        ids=_at(chosen, [*old.ids, *new.ids]),
        titles=_at(chosen, [*old.titles, *new.titles]),
        shared={field: _merged_values(old.shared[field], new.shared[field], chosen) for field in old.shared},
        problems={n: all_problems[place] for n, place in enumerate(chosen) if place in all_problems},
        details=details,
    )


def without_problems(columns: TrackColumns) -> TrackColumns:
    """The *columns* of the files that have no problems."""
    kept = (number for number in range(len(columns.paths)) if number not in columns.problems)
    return merged(columns, kept, columns_of([]))


def _at(places: Sequence[int], column: Sequence[T]) -> list[T]:
    return [*map(column.__getitem__, places)]


def _merged_values(old: Shared, new: Shared, chosen: Sequence[int]) -> Shared:
    """The values of the *chosen* rows, without those that no row has any more."""
    all_values = [*old[0], *new[0]]
    numbers = _at(chosen, [*old[1], *(len(old[0]) + number for number in new[1])])
    values: dict[Any, int] = {}
    new_numbers = {n: values.setdefault(all_values[n], len(values)) for n in dict.fromkeys(numbers)}
    each = [*map(new_numbers.__getitem__, numbers)]
    return [*values], each
