"""Catalogues compared: everything in which the newer one is not as the older one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import BY_FIELD, KINDS, PROJECT, STAGE, WORKFLOW, EntryKind
from prodash.model.catalogue.track import Names, Track
from prodash.model.catalogue.tracks import Tracks
from prodash.model.comparison.difference import Difference, Group
from prodash.model.comparison.entries import compare_entries
from prodash.model.comparison.tracks import compare_tracks
from prodash.model.names.new_ids import find_new_ids
from prodash.model.plan.change import TRACK
from prodash.model.select.select import in_order

Pair = tuple[Track, Track]
"""The same track in the older and in the newer catalogue."""

NewIds = Mapping[str, Mapping[str, str]]
"""The new id of each renamed stage, workflow and project, by kind and old id."""


class Comparison(NamedTuple):
    """How two catalogues differ.

    differences   in the order in which people read them
    both          the newer catalogue, with the tracks and entries that only the older one has
    alike         the paths of files that differ, but not in their values
    """

    differences: tuple[Difference, ...]
    both: Catalogue
    alike: tuple[str, ...] = ()

    def of(self, paths: Collection[str]) -> "Comparison":
        """Only what differs in the tracks at *paths*."""
        chosen = [one for one in self.differences if one.change.kind == TRACK and one.change.path in paths]
        return self._replace(
            differences=tuple(chosen), alike=tuple(path for path in self.alike if path in paths)
        )


def compare(
    before: Catalogue, after: Catalogue, renames: Mapping[str, str], same: Collection[str] = ()
) -> Comparison:
    """How the catalogue *after* differs from the one *before*; *renames* has the old path of each renamed track.

    Tracks that one of them could not read are left out, and so are entries whose file it could not read.
    The tracks at the paths *same* are not compared.
    """
    pairs = [*_pairs(before, after, renames, same)]
    kept = [(old, new) for old, new in pairs if old and new]
    new_ids = {kind.name: _new_ids(kind, before, after, kept) for kind in KINDS.values()}
    pairs = [(old and _with(old, new_ids), new) for old, new in pairs]
    both = _merged(before, after, [old for old, new in pairs if old and not new], new_ids)
    tracks = _in_order(both, (one for old, new in pairs for one in compare_tracks(old, new)))
    differences = (*tracks, *_entries(before, after, new_ids))
    compared = [*(new.path for old, new in pairs if old and new), *_compared_files(before, after, same)]
    different = {one.change.path for one in differences}
    return Comparison(differences, both, tuple(path for path in compared if path not in different))


def _in_order(both: Catalogue, found: Iterable[Difference]) -> list[Difference]:
    """The differences *found* in tracks of *both* by what happened, and then in the order of `list`."""
    listed = [*found]
    paths = {one.change.path for one in listed}
    tracks = in_order(both, both.tracks.at_paths(paths))
    ranks = {track.path: number for number, track in enumerate(tracks)}
    groups = [*Group]
    return sorted(listed, key=lambda one: (groups.index(one.group), ranks[one.change.path]))


def _compared_files(before: Catalogue, after: Catalogue, same: Collection[str]) -> Iterator[str]:
    """The files with entries, where both catalogues have one and they are not the *same*."""
    for kind in KINDS.values():
        lists = kind.vocabulary_of(before), kind.vocabulary_of(after)
        if kind.path not in same and all(one.is_declared for one in lists):
            yield kind.path


def _pairs(
    before: Catalogue, after: Catalogue, renames: Mapping[str, str], same: Collection[str]
) -> Iterator[tuple[Track | None, Track | None]]:
    """Each track in both catalogues; None where there is no such track."""
    unread = {*before.unread, *after.unread}
    folders = tuple(f"{path}/" for path in unread)
    old = {track.path: track for track in before.tracks}
    for track in after.tracks:
        if track.path not in same:
            path = renames.get(track.path, track.path)
            earlier = old.pop(path, None)
            if not {path, track.path} & unread:
                yield earlier, track
    # A folder may be what could not be read.
    yield from (
        (track, None) for path, track in old.items() if not (path in unread or path.startswith(folders))
    )


def _new_ids(
    kind: EntryKind, before: Catalogue, after: Catalogue, pairs: Sequence[Pair]
) -> Mapping[str, str]:
    """The new id of each entry that was renamed.

    Workflows and projects have no order, so their place counts only if the tracks went along.
    """
    lists = kind.vocabulary_of(before), kind.vocabulary_of(after)
    if not all(one.is_declared for one in lists):
        return {}
    old, new = ([(entry.id, entry.name) for entry in one.in_order] for one in lists)

    def may_follow(gone: str, come: str) -> bool:
        return kind is STAGE or _went_along(kind, gone, come, pairs, after.tracks)

    return find_new_ids(old, new, may_follow)


def _went_along(kind: EntryKind, gone: str, come: str, pairs: Sequence[Pair], now: Sequence[Track]) -> bool:
    """Whether every track that had the name *gone* has the name *come*, and there is one; no track has the first *now*."""
    names = [_names(kind, new) for old, new in pairs if gone in _names(kind, old)]
    return (
        bool(names)
        and all(come in one for one in names)
        and not any(gone in _names(kind, one) for one in now)
    )


def _names(kind: EntryKind, track: Track) -> tuple[str, ...]:
    names: str | tuple[str, ...] = getattr(track, kind.field) if kind.field else tuple(track.custom)
    return (names,) if isinstance(names, str) else names


def _entries(before: Catalogue, after: Catalogue, new_ids: NewIds) -> Iterator[Difference]:
    for kind in KINDS.values():
        if not (kind.is_unreadable_in(before) or kind.is_unreadable_in(after)):
            old, new = kind.vocabulary_of(before), kind.vocabulary_of(after)
            listed_before, listed_after = (one.in_order if one.is_declared else () for one in (old, new))
            yield from compare_entries(kind, listed_before, listed_after, new_ids[kind.name])


def _with(track: Track, new_ids: NewIds) -> Track:
    """*track* with the new ids."""
    stages, workflows, projects = (new_ids[kind.name] for kind in BY_FIELD.values())
    names: Names = (
        stages.get(track.stage, track.stage),
        tuple(workflows.get(one, one) for one in track.workflows),
        tuple(projects.get(one, one) for one in track.projects),
    )
    return track if names == track.names else track.with_names(names)


def _merged(before: Catalogue, after: Catalogue, gone: Sequence[Track], new_ids: NewIds) -> Catalogue:
    """The catalogue *after* with what only *before* has."""

    def merged(kind: EntryKind) -> Any:
        old, new = kind.vocabulary_of(before), kind.vocabulary_of(after)
        only_old = [entry for entry in old.in_order if new_ids[kind.name].get(entry.id, entry.id) not in new]
        is_declared = old.is_declared or new.is_declared
        return type(new).of(kind.name, [*new.in_order, *only_old], is_declared=is_declared)

    return replace(
        after,
        stages=merged(STAGE),
        workflows=merged(WORKFLOW),
        projects=merged(PROJECT),
        tracks=Tracks((*after.tracks, *gone)),
    )
