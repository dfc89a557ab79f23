"""Sources: what a catalogue has of each sort of value; without a catalogue there is nothing of any."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from prodash.completion.candidates import Candidate, beginning_with, part_typed
from prodash.completion.values import DAY, Values
from prodash.errors import ProdashError
from prodash.model.catalogue.fields import LIST_FIELDS, TRACK_TABLE, Type
from prodash.model.names.keywords import DUE_PHRASES, NEXT, PREVIOUS
from prodash.session.environment import Environment
from prodash.session.run_options import RunOptions

_SIGNS = ("=", "!=", ">=", "<=", "<", ">", "~")
_OF_TYPE: Mapping[Type, Values] = {"stage": Values((NEXT, PREVIOUS), ("stages",)), "date": DAY}
_FIELDS: Mapping[str, Values] = {
    field.key: Values(of=(field.key,), between=(",",))
    if field.type == "names"
    else _OF_TYPE.get(field.type, Values())
    for field in TRACK_TABLE
    if field.type != "custom"
}
"""What can be assigned to each field of a track."""


class Asked:
    """What the sources look at: where prodash runs and with which options, the command, and the part of the word
    that is being typed.
    """

    def __init__(self, environment: Environment, options: RunOptions, command: str, typed: str) -> None:
        self.environment, self.options, self.command, self.typed = environment, options, command, typed

    def with_typed(self, typed: str) -> "Asked":
        """What the sources look at for another part of the word."""
        return Asked(self.environment, self.options, self.command, typed)

    @cached_property
    def root(self) -> Path | None:
        """The folder of the catalogue; None where there is none."""
        try:
            return self.environment.find_root(self.options)
        except (ProdashError, OSError):
            return None

    @cached_property
    def paths(self) -> Sequence[str]:
        """The files of all tracks."""
        from prodash.storage.disk.locate import track_paths

        return [] if self.root is None else list(track_paths(self.root, {}))


def candidates(asked: Asked, values: Values) -> list[Candidate]:
    """What *values* has that begins as typed, behind the values that are already there."""
    there, typed = part_typed(asked.typed, values.between)
    last = asked.with_typed(typed)
    # A word with a minus is offered where one is typed.
    offered = [Candidate(word) for word in values.words if typed.startswith("-") or word[0] != "-"]
    found = beginning_with(typed, [*offered, *_from_catalogue(last, values.of)])
    used = set(re.split("|".join(map(re.escape, values.between)), there)) if there else set()
    return [c._replace(value=there + c.value) for c in found if c.value not in used]


def _from_catalogue(asked: Asked, sorts: Iterable[str]) -> Iterator[Candidate]:
    for sort in sorts:
        if sort in SOURCES:
            yield from SOURCES[sort](asked)


def _entries(plural: str) -> Callable[[Asked], Iterable[Candidate]]:
    def source(asked: Asked) -> Iterable[Candidate]:
        from prodash.storage.read.entry_names import entry_names

        if asked.root is None:
            return []
        names = entry_names(asked.root, f"{plural}.yaml", with_index=asked.options.use_index)
        return [Candidate(entry, name) for entry, name in names]

    return source


def _of_the_command(asked: Asked) -> Iterable[Candidate]:
    return SOURCES[asked.command.partition(" ")[0]](asked)


def _tracks(asked: Asked) -> Iterable[Candidate]:
    from prodash.model.names.file_names import track_id

    return map(Candidate, sorted(map(track_id, asked.paths)))


def _track_folders(asked: Asked) -> Iterable[Candidate]:
    from prodash.storage.disk.locate import TRACKS

    folders = {path.rpartition("/")[0] for path in asked.paths} - {TRACKS}
    return [Candidate(folder.removeprefix(f"{TRACKS}/")) for folder in sorted(folders)]


def _own_keys(asked: Asked) -> Iterable[Candidate]:
    return map(Candidate, _keys(asked))


def _down(sort: str) -> Callable[[Asked], Iterable[Candidate]]:
    """The same with a minus, where one is typed."""

    def source(asked: Asked) -> Iterable[Candidate]:
        found = SOURCES[sort](asked) if asked.typed.startswith("-") else ()
        return [one._replace(value=f"-{one.value}") for one in found]

    return source


def _keys(asked: Asked) -> Iterable[str]:
    from prodash.storage.read.sample_keys import sampled_keys

    return [] if asked.root is None else sampled_keys(asked.root, asked.paths)


def _conditions(asked: Asked) -> Iterable[Candidate]:
    """The keys; where one is left, also with what it can be compared by."""
    if asked.typed.startswith("!"):
        return [Candidate(f"!{key}") for key in _keys(asked)]
    keys = beginning_with(asked.typed, (Candidate(key, goes_on=True) for key in _keys(asked)))
    signs = _SIGNS if len(keys) == 1 else ()
    return [*keys, *(Candidate(key.value + sign, goes_on=True) for key in keys for sign in signs)]


def _spans(asked: Asked) -> Iterable[Candidate]:
    first, dots, _ = asked.typed.partition("..")
    return [Candidate(f"{first}..{day}") for day in DUE_PHRASES] if dots else []


def _changes(asked: Asked) -> Iterable[Candidate]:
    return _assignments(asked) if "=" in asked.typed else [*_assignments(asked), *_tracks(asked)]


def _assignments(asked: Asked) -> Iterable[Candidate]:
    """The fields with a sign behind; behind the sign, what the field can be."""
    field, sign, typed = asked.typed.partition("=")
    if sign:
        name = field.rstrip("+-") if field.rstrip("+-") in LIST_FIELDS else field
        inner = candidates(asked.with_typed(typed), _FIELDS.get(name, Values()))
        return [c._replace(value=f"{field}={c.value}") for c in inner]
    fields = [*_FIELDS, *(key for key in _keys(asked) if key not in _FIELDS)]
    signs = {field: ("=", "+=", "-=") if field in LIST_FIELDS else ("=",) for field in fields}
    return [Candidate(field + sign, goes_on=True) for field in fields for sign in signs[field]]


SOURCES: Mapping[str, Callable[[Asked], Iterable[Candidate]]] = {
    "stages": _entries("stages"),
    "workflows": _entries("workflows"),
    "projects": _entries("projects"),
    "entries": _of_the_command,
    "tracks": _tracks,
    "track-folders": _track_folders,
    "keys": _own_keys,
    "keys-down": _down("keys"),
    "stages-down": _down("stages"),
    "conditions": _conditions,
    "spans": _spans,
    "changes": _changes,
    "assignments": _assignments,
}
"""The sorts that a catalogue knows."""
