"""Setting names: assignments to workflows and projects that keep the spelling of each file."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from prodash import shell
from prodash.errors import UnknownNameError
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.vocabulary import Entry, Vocabulary
from prodash.model.change.assignment import Assignment
from prodash.model.names.names import match_key
from prodash.model.plan.change import SetValue

T = TypeVar("T", bound=Entry)
_Operation = tuple[str, tuple[str, ...]]
"""An operator, and the ids that it applies to."""


def names_setter(
    vocabulary: Vocabulary[T], assignments: Sequence[Assignment], tracks: Iterable[Track]
) -> Callable[[Track], SetValue]:
    """A function from a track to the change that *assignments* to its workflows or projects make.

    `-=` also accepts names that *tracks* use although the vocabulary does not list them.  Raises UnknownNameError.
    """
    field = assignments[0].field
    used = {mention.text for track in tracks for mention in track.mentions_in(field)}
    operations = [(a.operator, _assigned_ids(vocabulary, a, used)) for a in assignments]
    return lambda track: names_change(vocabulary, track, field, operations)


def names_change(
    vocabulary: Vocabulary[T], track: Track, field: str, operations: Sequence[_Operation]
) -> SetValue:
    """The change that *operations* make to the names of a track."""
    current = track.names_in_file(field)
    wanted = current
    for operator, ids in operations:
        wanted = _names_after(vocabulary, wanted, operator, ids)
    before = _unique_ids(vocabulary, current) if field in track.keys else None
    after = None if operations[-1] == ("=", ()) else _unique_ids(vocabulary, wanted)
    if not after and before is None:
        after = None
    written = None if after is None else wanted
    return SetValue.in_track(track, field, before, after, written)


def _assigned_ids(vocabulary: Vocabulary[T], assignment: Assignment, used: set[str]) -> tuple[str, ...]:
    """The ids for the names of an assignment; *used* has the unlisted names in use, and new ones are added to it."""
    if not assignment.value:
        return ()
    return tuple(
        dict.fromkeys(_resolve(vocabulary, name, assignment.operator, used) for name in assignment.names)
    )


def _resolve(vocabulary: Vocabulary[T], name: str, operator: str, used: set[str]) -> str:
    entry = vocabulary.find(name)
    if entry is not None:
        return entry.id
    spelt = next((text for text in sorted(used) if match_key(text) == match_key(name)), None)
    if spelt is not None and (operator == "-=" or not vocabulary.is_declared):
        return spelt
    if vocabulary.is_declared or operator == "-=":
        raise UnknownNameError(
            vocabulary.kind,
            name,
            vocabulary.similar(name),
            vocabulary.ids,
            add="" if operator == "-=" else shell.command("prodash", f"{vocabulary.kind}s", "add", name),
        )
    used.add(name)
    return name


def _names_after(
    vocabulary: Vocabulary[T], texts: tuple[str, ...], operator: str, ids: tuple[str, ...]
) -> tuple[str, ...]:
    """The names in a file after one operation; names that stay keep their spelling."""
    spelling = {vocabulary.id_of(text): text for text in reversed(texts)}
    if operator == "-=":
        return tuple(text for text in texts if vocabulary.id_of(text) not in ids)
    if operator == "+=":
        return texts + tuple(identifier for identifier in ids if identifier not in spelling)
    # The order has no meaning, so names that stay can keep their lines and comments.
    kept = tuple(text for text in texts if spelling[vocabulary.id_of(text)] == text)
    kept = tuple(text for text in dict.fromkeys(kept) if vocabulary.id_of(text) in ids)
    return kept + tuple(identifier for identifier in ids if identifier not in spelling)


def _unique_ids(vocabulary: Vocabulary[T], texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(vocabulary.id_of(text) for text in texts))
