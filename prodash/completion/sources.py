"""Sources: the candidates of each kind that a catalogue offers; without a catalogue there are none."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from prodash.completion.candidates import Candidate, candidates_for, split_typed
from prodash.completion.choices import DAY, LENGTH, PAST_DAY, PROJECT, STAGE, Choices
from prodash.completion.conflicts import conflicts, fields_in_conflict
from prodash.completion.field_values import assigned_values, compared_values, names_of_fields
from prodash.completion.files import archived, batches, people, revisions, templates, track_folders, tracks
from prodash.completion.request import Request
from prodash.completion.settings import SETTINGS, setting_choices
from prodash.model.catalogue.fields import AGE, LIST_FIELDS, MOVED, SINCE, TRACK_FIELDS, TRACK_TABLE, Type
from prodash.model.names.keywords import DUE_PHRASES, NEXT, PREVIOUS

_AND = "+"
"""Joins names that must all be there, as in `A+B`."""
_OPERATORS = ("=", "!=", ">=", "<=", "<", ">", "~")
_CHOICES_BY_TYPE: Mapping[Type, Choices] = {"stage": Choices((NEXT, PREVIOUS), ("stages",)), "date": DAY}
_CHOICES_BY_FIELD: Mapping[str, Choices] = {
    field.key: Choices(sources=(field.key,), separators=(",",))
    if field.type == "names"
    else _CHOICES_BY_TYPE.get(field.type, Choices())
    for field in TRACK_TABLE
    if field.type != "custom"
}
"""The choices for assigning to each field of a track."""
_LENGTHS = {"due+": LENGTH, "due-": LENGTH}
"""The choices for shifting a date."""
_NAMES_BY_FIELD = {
    "stage": STAGE,
    "workflows": Choices(sources=("workflows",)),
    "projects": PROJECT,
    "due": DAY,
    SINCE: PAST_DAY,
    MOVED: PAST_DAY,
}
"""The choices for comparing with each field of a track."""


def candidates(request: Request, choices: Choices) -> list[Candidate]:
    """The *choices* that match the value being typed, each with the values typed before it; none of these twice."""
    before, typed = split_typed(request.typed, choices.separators)
    last = request.with_typed(typed)
    if before.endswith(_AND):
        # A word such as `none` cannot be joined to a name.
        joined = {*before.rpartition(",")[2].split(_AND)}
        choices = Choices() if joined.intersection(choices.words) else choices._replace(words=())
    # Words with a minus are offered only after a minus.
    offered = [Candidate(word) for word in choices.words if typed.startswith("-") or word[0] != "-"]
    matches = candidates_for(typed, [*offered, *_from_catalogue(last, choices.sources)])
    used = {*re.split("|".join(map(re.escape, choices.separators)), before)} if choices.separators else ()
    return [c._replace(value=before + c.value) for c in matches if c.value not in used]


def _from_catalogue(request: Request, source_names: Iterable[str]) -> Iterator[Candidate]:
    for name in source_names:
        if name in SOURCES:
            yield from SOURCES[name](request)


def _entries_of(plural: str) -> Callable[[Request], Iterable[Candidate]]:
    def source(request: Request) -> Iterable[Candidate]:
        from prodash.storage.disk.secret_file import SecretFile
        from prodash.storage.read.entry_names import entry_names

        if request.root is None:
            return []
        secret_file = SecretFile(request.environment.state_folder, request.root)
        names = entry_names(
            request.root, f"{plural}.yaml", secret_file if request.options.use_index else None
        )
        return [Candidate(entry, name if name != entry else "") for entry, name in names]

    return source


def _entries_of_command(request: Request) -> Iterable[Candidate]:
    return SOURCES[request.command.partition(" ")[0]](request)


def _descending(name: str) -> Callable[[Request], Iterable[Candidate]]:
    """A source with a minus before each candidate; empty unless a minus is typed."""

    def source(request: Request) -> Iterable[Candidate]:
        candidates = SOURCES[name](request) if request.typed.startswith("-") else ()
        return [one._replace(value=f"-{one.value}") for one in candidates]

    return source


def _conditions(request: Request) -> Iterable[Candidate]:
    """The fields; if only one matches, also with each comparison operator; after an operator, the names of the field."""
    comparison = re.match("([^=!<>~]+?)(!?[=<>~]=?)(.*)", request.typed)
    if comparison:
        field, operator, typed = comparison.groups()
        is_known = field in _NAMES_BY_FIELD or field in TRACK_FIELDS
        choices = _NAMES_BY_FIELD.get(field, Choices()) if is_known else compared_values(request, field)
        inner = candidates(request.with_typed(typed), choices)
        return [c._replace(value=f"{field}{operator}{c.value}") for c in inner]
    fields = dict.fromkeys([*names_of_fields(request), *_CHOICES_BY_FIELD, SINCE, AGE, MOVED])
    if request.typed.startswith("!"):
        return [Candidate(f"!{field}") for field in fields]
    keys = candidates_for(request.typed, (Candidate(field, is_partial=True) for field in fields))
    operators = _OPERATORS if len(keys) == 1 else ()
    return [
        *keys,
        *(Candidate(key.value + operator, is_partial=True) for key in keys for operator in operators),
    ]


def _date_ranges(request: Request) -> Iterable[Candidate]:
    first, dots, _ = request.typed.partition("..")
    return [Candidate(f"{first}..{day}") for day in DUE_PHRASES] if dots else []


def _changes(request: Request) -> Iterable[Candidate]:
    return _assignments(request) if "=" in request.typed else [*_assignments(request), *tracks(request)]


def _assignments(request: Request) -> Iterable[Candidate]:
    """The fields, each with its assignment operators; after an operator, the values of the field."""
    if "=" in request.typed:
        return _after_equals(request, partial(_assigned_choices, request))
    fields = [*_CHOICES_BY_FIELD, *(key for key in names_of_fields(request) if key not in _CHOICES_BY_FIELD)]
    # A new track has no date to shift.
    several = LIST_FIELDS if request.command == "add" else LIST_FIELDS | {"due"}
    return [
        Candidate(field + operator, is_partial=True)
        for field in fields
        for operator in (
            *(("=", "+=", "-=") if field in several else ("=", "+=") if field == "notes" else ("=",)),
            *((":=",) if request.typed == f"{field}:" else ()),
        )
    ]


def _assigned_choices(request: Request, field: str) -> Choices:
    """The choices for the value of *field*, behind whose name a plus or minus may stand."""
    name = field.rstrip("+-:")
    if name not in _CHOICES_BY_FIELD:
        return assigned_values(request, name, f"{field[len(name) :]}=")
    return _LENGTHS.get(field) or _CHOICES_BY_FIELD.get(name if name in LIST_FIELDS else field, Choices())


def _entry_changes(request: Request) -> Iterable[Candidate]:
    """The entries, and the keys that can be assigned to; after an operator, the values of the key."""
    from prodash.completion.entry_keys import choices_by_key

    by_key = choices_by_key(request.command.partition(" ")[0])
    if "=" in request.typed:
        return _after_equals(request, lambda key: by_key.get(key, Choices()))
    keys = (key for key in by_key if key[-1] not in "+-")
    return [*_entries_of_command(request), *(Candidate(f"{key}=", is_partial=True) for key in keys)]


def _setting_values(request: Request) -> Iterable[Candidate]:
    """The settings; after one of them, also as `KEY=`, what it can be."""
    if request.arguments:
        return candidates(request, setting_choices(*request.arguments))
    return _after_equals(request, setting_choices) if "=" in request.typed else SOURCES["settings"](request)


def _after_equals(request: Request, choices_of: Callable[[str], Choices]) -> list[Candidate]:
    """What can follow the first `=` that is typed: the choices of the key before it."""
    key, _, typed = request.typed.partition("=")
    inner = candidates(request.with_typed(typed), choices_of(key))
    return [one._replace(value=f"{key}={one.value}") for one in inner]


SOURCES: Mapping[str, Callable[[Request], Iterable[Candidate]]] = {
    "stages": _entries_of("stages"),
    "workflows": _entries_of("workflows"),
    "projects": _entries_of("projects"),
    "fields": _entries_of("fields"),
    "entries": _entries_of_command,
    "entry-changes": _entry_changes,
    "tracks": tracks,
    "archived": archived,
    **SETTINGS,
    "setting-values": _setting_values,
    "track-folders": track_folders,
    "templates": templates,
    "batches": batches,
    "people": people,
    "revisions": revisions,
    "conflicts": conflicts,
    "fields-in-conflict": fields_in_conflict,
    "keys": lambda request: map(Candidate, names_of_fields(request)),
    "keys-down": _descending("keys"),
    "stages-down": _descending("stages"),
    "conditions": _conditions,
    "spans": _date_ranges,
    "changes": _changes,
    "assignments": _assignments,
}
"""The sources by the names that `Choices.sources` uses."""
