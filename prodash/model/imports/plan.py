"""Importing: the plan for the rows of a table, each a new track or one that is there already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from prodash.errors import ProdashError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import LISTS, in_track_order
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.change.add_track import first_stage
from prodash.model.change.change import TRACK, Change, ChangePlan, SetValue
from prodash.model.change.set_fields import must_know_stages
from prodash.model.imports.columns import Column
from prodash.model.imports.match import Places
from prodash.model.imports.rows import Values, cells_of, change_of, differing, unchanged
from prodash.model.imports.table import Table


@dataclass(frozen=True, slots=True)
class Manner:
    """How a table is imported: into which folder below `tracks`, whether tracks that are there are changed."""

    folder: str = ""
    update: bool = False


class BadRow(NamedTuple):
    """A row that cannot be imported, and why."""

    line: int
    reason: str


class Imported(NamedTuple):
    """The plan for the good rows, with the line of the row that each file comes from, and the bad ones."""

    plan: ChangePlan
    lines: Mapping[str, int]
    bad: tuple[BadRow, ...]

    def without(self, faults: Sequence[tuple[str, str]]) -> "Imported":
        """The same where the rows whose files have *faults*, a path and a reason each, are bad ones."""
        plan = self.plan.without({path for path, _ in faults})
        bad = [BadRow(self.lines[path], f"{path}: {reason}") for path, reason in faults]
        return Imported(plan, self.lines, tuple(sorted([*self.bad, *bad])))


def plan_import(catalogue: Catalogue, table: Table, columns: Sequence[Column], manner: Manner) -> Imported:
    """The plan for every row of *table* that can be imported; the others with the reason.

    Raises RefusedError where no stage is known, UsageError for a folder that is none.
    """
    must_know_stages(catalogue)
    values, places = Values(catalogue), Places(catalogue, manner.folder)
    changes: list[Change] = []
    new: set[str] = set()
    lines: dict[str, int] = {}
    bad: list[BadRow] = []
    for row in table.rows:
        try:
            fields, own = cells_of(row, columns)
            place = places.of(fields)
            said = values.of(fields, own, place.track)
            changes += (
                _new(catalogue, place.track, said)
                if place.is_new
                else _old(catalogue, place.track, said, manner)
            )
        except ProdashError as error:
            bad.append(BadRow(row.line, str(error)))
        else:
            places.claim(place, row.line)
            lines[place.track.path] = row.line
            new.update({place.track.path} if place.is_new else ())
    plan = ChangePlan(f"Import {table.name}", tuple(changes), frozenset(new))
    return Imported(plan, lines, tuple(bad))


def _new(catalogue: Catalogue, track: Track, said: Mapping[str, Value]) -> Iterable[Change]:
    """The changes that make a new track."""
    values = {**said, "stage": said.get("stage") or catalogue.stages.get(first_stage(catalogue)).id}
    return [
        SetValue(TRACK, track.id, track.path, key, None, values[key])
        for key in in_track_order(values)
        if values[key] is not None and (values[key] or key not in LISTS)
    ]


def _old(catalogue: Catalogue, track: Track, said: Mapping[str, Value], manner: Manner) -> Iterable[Change]:
    """The changes to a track that is there, each field that is as the row says as a change to nothing."""
    different = differing(track, said)
    if different and not manner.update:
        keys = ", ".join(in_track_order(different))
        raise UsageError(f"differs from {track.path} in {keys}; --update changes that track")
    return [
        change_of(catalogue, track, key, said[key]) if key in different else unchanged(track, key)
        for key in in_track_order(said) or ["title"]
    ]
