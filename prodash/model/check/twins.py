"""Twins: a custom field that tracks spell in several ways, as a problem, and the renames that leave one spelling."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.check.scope import Scope
from prodash.model.check.typos import typo_targets
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.custom_fields.problems import FieldProblem
from prodash.model.fields.occurrences import Occurrence
from prodash.model.fields.rename import renames
from prodash.model.plan.change import Change

_MOST_PLACES = 3


class _Twins(NamedTuple):
    """The occurrences of a field that tracks spell in several ways; `name` is the spelling to keep."""

    name: str
    occurrences: Sequence[Occurrence]

    @property
    def others(self) -> Sequence[Occurrence]:
        """Those in another spelling."""
        return [occurrence for occurrence in self.occurrences if occurrence.keys != (self.name,)]

    @property
    def both(self) -> Occurrence | None:
        """The first track that has several spellings."""
        return next((occurrence for occurrence in self.occurrences if len(occurrence.keys) > 1), None)


def twin_field(catalogue: Catalogue) -> Iterator[Problem]:
    """Tracks spell a custom field in several ways."""
    for twins in _twins(catalogue):
        if both := twins.both:
            keys = " and ".join(map(repr, both.keys))
            text = f"the track has {keys}, which are one field; remove all but one"
            yield FieldProblem.TWIN_FIELD.at(_location(both), text=text)
            continue
        first, *others = twins.others
        usual = len(twins.occurrences) - len(twins.others)
        tracks = "1 track" if usual == 1 else f"{usual:,} tracks"
        text = f"{first.keys[0]!r} is {twins.name!r} in {tracks}{_also(others)}"
        yield FieldProblem.TWIN_FIELD.at(
            _location(first), text=f"{text}; 'prodash check --fix' writes {twins.name!r}"
        )


def fix_twins(catalogue: Catalogue, scope: Scope) -> Iterator[Change]:
    """The renames that leave one spelling of each field in the tracks of *scope*; none where a track has several."""
    for twins in _twins(catalogue):
        if twins.both is None:
            occurrences = (occurrence for occurrence in twins.others if scope.includes(occurrence.track.path))
            yield from renames(catalogue, occurrences, twins.name)


def _twins(catalogue: Catalogue) -> Iterator[_Twins]:
    fields = custom_fields_of(catalogue)
    kept: dict[str, str] = {}
    for field in fields.in_files:
        # A misspelt field of prodash is another problem.
        names = [name for name in field.spellings if not typo_targets(name, TRACK_FIELDS)]
        if len(names) > 1:
            declared = fields.declared(field)
            name = declared.id if declared and declared.id in names else names[0]
            kept.update(dict.fromkeys(names, name))
    for name, occurrences in _occurrences(catalogue, kept).items():
        yield _Twins(name, occurrences)


def _occurrences(catalogue: Catalogue, kept: Mapping[str, str]) -> Mapping[str, Sequence[Occurrence]]:
    """Where tracks have the keys of *kept*, by the spelling to keep; all fields are found in one pass."""
    found: dict[str, list[Occurrence]] = {name: [] for name in kept.values()}
    for track in catalogue.tracks if kept else ():
        keys: dict[str, list[str]] = {}
        for key in sorted(track.keys & kept.keys()):
            keys.setdefault(kept[key], []).append(key)
        for name, spellings in keys.items():
            found[name].append(Occurrence(track, (), tuple(spellings)))
    return found


def _also(others: Sequence[Occurrence]) -> str:
    """The first occurrences of *others*, as the end of a sentence about another one."""
    if not others:
        return ""
    shown = ", ".join(f"{path}:{line}" for path, line, _ in map(_location, others[:_MOST_PLACES]))
    left = len(others) - _MOST_PLACES
    return f", as in {shown}" + (f" and {left:,} more" if left > 0 else "")


def _location(occurrence: Occurrence) -> Location:
    """Where the track has the last of its keys."""
    key = next((key for key in occurrence.track.other_keys if key.text == occurrence.keys[-1]), None)
    return Location(occurrence.track.path, key.line, key.column) if key else Location(occurrence.track.path)
