"""Import plan: the changes that the rows of a table make to new and existing tracks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from prodash.errors import ProdashError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import LIST_FIELDS, in_track_order
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.change.set_stage import require_known_stages
from prodash.model.files.new_track import first_stage_id
from prodash.model.imports.column import Column
from prodash.model.imports.dates import CellDates
from prodash.model.imports.differences import change_to, differing_keys, no_change
from prodash.model.imports.match import ImportOptions, RowMatcher
from prodash.model.imports.other_stages import other_stages_advice
from prodash.model.imports.rows import CellReader, cells_by_name
from prodash.model.imports.table import Table
from prodash.model.plan.change import Change, SetValue
from prodash.model.plan.plan import ChangePlan


class BadRow(NamedTuple):
    """A row that cannot be imported, and the reason."""

    line: int
    reason: str


class ImportPlan(NamedTuple):
    """The plan for the good rows, the line of the row behind each file, the bad rows, and what may mend all of them."""

    plan: ChangePlan
    lines: Mapping[str, int]
    bad: tuple[BadRow, ...]
    advice: str = ""

    def without(self, refused: Sequence[tuple[str, str]]) -> "ImportPlan":
        """The plan with the rows of *refused* files, pairs of path and reason, moved to the bad ones."""
        plan = self.plan.without({path for path, _ in refused})
        bad = [BadRow(self.lines[path], f"{path}: {reason}") for path, reason in refused]
        return self._replace(plan=plan, bad=tuple(sorted([*self.bad, *bad])))


def plan_import(
    catalogue: Catalogue, table: Table, columns: Sequence[Column], options: ImportOptions, dates: CellDates
) -> ImportPlan:
    """The plan for the rows of *table* that can be imported, and the others with their reasons.

    Raises RefusedError if the catalogue has no stages, UsageError for an invalid folder.
    """
    require_known_stages(catalogue)
    reader = CellReader(catalogue, columns, dates)
    matcher = RowMatcher(catalogue, options)
    changes: list[Change] = []
    new: set[str] = set()
    lines: dict[str, int] = {}
    bad: list[BadRow] = []
    for row in table.rows:
        try:
            fields, custom = cells_by_name(row, columns)
            target = matcher.match(fields)
            values = reader.read(fields, custom, target.track)
            changes += (
                _new_track_changes(catalogue, target.track, values)
                if target.is_new
                else _update_changes(catalogue, target.track, values, options)
            )
        except ProdashError as error:
            bad.append(BadRow(row.line, str(error)))
        else:
            matcher.claim(target, row.line)
            lines[target.track.path] = row.line
            new.update({target.track.path} if target.is_new else ())
    plan = ChangePlan(f"Import {table.name}", tuple(changes), frozenset(new))
    advice = other_stages_advice(catalogue, table, columns) if bad else ""
    return ImportPlan(plan, lines, tuple(bad), advice)


def _new_track_changes(catalogue: Catalogue, track: Track, values: Mapping[str, Value]) -> Iterable[Change]:
    """The changes that create a track."""
    values = {**values, "stage": values.get("stage") or catalogue.stages.get(first_stage_id(catalogue)).id}
    return [
        SetValue.in_track(track, key, None, values[key])
        for key in in_track_order(values)
        if values[key] is not None and (values[key] or key not in LIST_FIELDS)
    ]


def _update_changes(
    catalogue: Catalogue, track: Track, values: Mapping[str, Value], options: ImportOptions
) -> Iterable[Change]:
    """The changes to an existing track; an equal field becomes a change without effect, so that it is counted."""
    different = differing_keys(track, values)
    if different and not options.update:
        keys = ", ".join(in_track_order(different))
        raise UsageError(f"it differs from {track.path} in {keys}; add --update to change that track")
    return [
        change_to(catalogue, track, key, values[key]) if key in different else no_change(track, key)
        for key in in_track_order(values) or ["title"]
    ]
