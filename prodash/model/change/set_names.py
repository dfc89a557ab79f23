"""Setting names: assignments to workflows and projects, in the spelling that each file has."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from prodash.errors import UnknownNameError
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.vocabulary import Named, Vocabulary
from prodash.model.change.assignment import Assignment
from prodash.model.change.change import TRACK, SetValue
from prodash.model.names.names import loose

T = TypeVar("T", bound=Named)


def names_setter(
    vocabulary: Vocabulary[T], assignments: Sequence[Assignment], tracks: Iterable[Track]
) -> Callable[[Track], SetValue]:
    """What the assignments to one list of names do to a track; raises UnknownNameError.

    A name to remove may be one that only *tracks* use, not the vocabulary.
    """
    field = assignments[0].field
    used = {mention.text for track in tracks for mention in track.mentioned(field)}
    steps = [(a.sign, _ids(vocabulary, a, used)) for a in assignments]
    return lambda track: names_change(vocabulary, track, field, steps)


def names_change(
    vocabulary: Vocabulary[T], track: Track, field: str, steps: Sequence[tuple[str, tuple[str, ...]]]
) -> SetValue:
    """What *steps* do to a track's names, each a sign with the ids that it is about."""
    present = track.written_in(field)
    wanted = present
    for sign, ids in steps:
        wanted = _combined(vocabulary, wanted, sign, ids)
    before = _unique(vocabulary, present) if field in track.keys else None
    after = None if steps[-1] == ("=", ()) else _unique(vocabulary, wanted)
    if not after and before is None:
        after = None
    written = None if after is None else wanted
    return SetValue(TRACK, track.id, track.path, field, before, after, written)


def _ids(vocabulary: Vocabulary[T], assignment: Assignment, used: set[str]) -> tuple[str, ...]:
    """The ids that an assignment names; *used* are names outside the vocabulary, and get those that come new."""
    if not assignment.value:
        return ()
    return tuple(dict.fromkeys(_id(vocabulary, name, assignment.sign, used) for name in assignment.names))


def _id(vocabulary: Vocabulary[T], name: str, sign: str, used: set[str]) -> str:
    thing = vocabulary.find(name)
    if thing is not None:
        return thing.id
    spelt = next((text for text in sorted(used) if loose(text) == loose(name)), None)
    if spelt is not None and (sign == "-=" or not vocabulary.closed):
        return spelt
    if vocabulary.closed or sign == "-=":
        raise UnknownNameError(
            vocabulary.kind,
            name,
            vocabulary.similar(name),
            vocabulary.ids,
            makes="" if sign == "-=" else f"{vocabulary.kind}s add",
        )
    used.add(name)
    return name


def _combined(
    vocabulary: Vocabulary[T], texts: tuple[str, ...], sign: str, ids: tuple[str, ...]
) -> tuple[str, ...]:
    """The names of a file after one step, in the spelling that the file has."""
    spelling = {vocabulary.id_of(text): text for text in reversed(texts)}
    if sign == "-=":
        return tuple(text for text in texts if vocabulary.id_of(text) not in ids)
    if sign == "+=":
        return texts + tuple(identifier for identifier in ids if identifier not in spelling)
    # Their order means nothing, so what stays stays where it is, with its comment.
    kept = tuple(text for text in texts if spelling[vocabulary.id_of(text)] == text)
    kept = tuple(text for text in dict.fromkeys(kept) if vocabulary.id_of(text) in ids)
    return kept + tuple(identifier for identifier in ids if identifier not in spelling)


def _unique(vocabulary: Vocabulary[T], texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(vocabulary.id_of(text) for text in texts))
