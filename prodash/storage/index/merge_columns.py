"""Columns of the index with some of their rows and new ones, without a value for each row."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from prodash.storage.index.track_columns import TrackColumns, columns_of

T = TypeVar("T")


def merged(old: TrackColumns, kept: Iterable[int], new: TrackColumns) -> TrackColumns:
    """The *kept* rows of *old* and all of *new*, in the order of their paths."""
    after_old = len(old.paths)
    all_paths, all_statuses = [*old.paths, *new.paths], [*old.statuses(), *new.statuses()]
    chosen = sorted([*kept, *range(after_old, len(all_paths))], key=all_paths.__getitem__)
    statuses = _at(chosen, all_statuses)
    kind_numbers, kinds = _renumbered(old.kind_numbers, old.kinds, new.kind_numbers, new.kinds, chosen)
    key_numbers, keys = _renumbered(old.key_numbers, old.keys, new.key_numbers, new.keys, chosen)
    all_problems = {**old.problems, **{after_old + number: found for number, found in new.problems.items()}}

    def details(number: int) -> bytes:
        place = chosen[number]
        return old.details(place) if place < after_old else new.details(place - after_old)

    return TrackColumns(
        paths=_at(chosen, all_paths),
        statuses=lambda: statuses,
        ids=_at(chosen, [*old.ids, *new.ids]),
        titles=_at(chosen, [*old.titles, *new.titles]),
        kind_numbers=kind_numbers,
        kinds=kinds,
        problems={n: all_problems[place] for n, place in enumerate(chosen) if place in all_problems},
        key_numbers=key_numbers,
        keys=keys,
        details=details,
    )


def without_problems(columns: TrackColumns) -> TrackColumns:
    """The *columns* of the files that have no problems."""
    kept = (number for number in range(len(columns.paths)) if number not in columns.problems)
    return merged(columns, kept, columns_of([]))


def _at(places: Sequence[int], column: Sequence[T] | Mapping[int, T]) -> list[T]:
    return [*map(column.__getitem__, places)]


def _renumbered(
    old_numbers: Sequence[int],
    old_values: Sequence[T],
    new_numbers: Sequence[int],
    new_values: Sequence[T],
    chosen: Sequence[int],
) -> tuple[list[int], list[T]]:
    """The numbers of the values of the *chosen* rows, and the values, without those that no row has."""
    all_values = [*old_values, *new_values]
    numbers = _at(chosen, [*old_numbers, *(len(old_values) + number for number in new_numbers)])
    values: dict[T, int] = {}
    renumbered = {n: values.setdefault(all_values[n], len(values)) for n in dict.fromkeys(numbers)}
    return _at(numbers, renumbered), [*values]
