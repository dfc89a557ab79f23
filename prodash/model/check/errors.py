"""Error rules: mistakes in how the files of a catalogue refer to each other, one function per rule."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from prodash.errors import hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import BY_FIELD, PROJECT, STAGE, WORKFLOW, EntryKind
from prodash.model.catalogue.problem import Location, Problem, Severity, in_order
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.tracks import Tracks
from prodash.model.catalogue.vocabulary import Vocabulary

Readings: TypeAlias = Mapping[str, tuple[Track | None, Sequence[Problem]]]
"""By path, the track in a file (None if it is unreadable) and the problems found while reading it."""


def find_problems(catalogue: Catalogue, *, warnings: bool = False) -> tuple[Problem, ...]:
    """All errors of the catalogue, from reading its files and from the rules, sorted, without duplicates.

    With *warnings*, the result includes the warnings too.
    """
    problems = {p for p in catalogue.problems if warnings or p.severity is Severity.ERROR}
    for rule in _rules(warnings=warnings):
        problems.update(rule(catalogue))
    return in_order(problems)


def _rules(*, warnings: bool) -> Iterable[Callable[[Catalogue], Iterator[Problem]]]:
    if not warnings:
        return ERROR_RULES
    from prodash.model.check.warnings import WARNING_RULES

    return (*ERROR_RULES, *WARNING_RULES)


def errors_if_read_as(catalogue: Catalogue, readings: Readings) -> tuple[Problem, ...]:
    """The errors that the files in *readings* would have if reading them gave these results."""
    tracks = Tracks(catalogue.with_ids(track) for track, _ in readings.values() if track)
    problems = tuple(problem for _, problems in readings.values() for problem in problems)
    read = replace(catalogue, tracks=tracks, problems=problems)
    return tuple(problem for problem in find_problems(read) if problem.location.path in readings)


def affects_no_other_file(catalogue: Catalogue, readings: Readings) -> bool:
    """Whether replacing tracks by *readings* leaves the problems, names and ids of all other files alone.

    True if every track stays readable and at its path, all ids are unique, and no track changes a name
    of a kind without a file (such names exist only because tracks use them).
    """
    before = {track.path: track for track in catalogue.tracks.at_paths(readings)}
    undeclared_fields = [
        field for field, kind in BY_FIELD.items() if not kind.vocabulary_of(catalogue).is_declared
    ]
    return len({*catalogue.tracks.ids}) == len(catalogue.tracks) and all(
        track is not None
        and path in before
        and all(
            track.names_in_file(field) == before[path].names_in_file(field) for field in undeclared_fields
        )
        for path, (track, _) in readings.items()
    )


def unknown_names(catalogue: Catalogue, track: Track) -> tuple[Problem, ...]:
    """The errors of *track*, which need not be in the catalogue, in names whose kind has a file."""
    read = replace(catalogue, tracks=Tracks((track,)))
    rules = {STAGE: unknown_stage, WORKFLOW: unknown_workflow, PROJECT: unknown_project}
    declared = [rule for kind, rule in rules.items() if kind.vocabulary_of(catalogue).is_declared]
    return in_order({problem for rule in declared for problem in rule(read)})


def unknown_stage(catalogue: Catalogue) -> Iterator[Problem]:
    """A track is in a stage that is not in stages.yaml."""
    return _unknown_names(catalogue, STAGE)


def unknown_workflow(catalogue: Catalogue) -> Iterator[Problem]:
    """A track needs a workflow that is not in workflows.yaml."""
    return _unknown_names(catalogue, WORKFLOW)


def unknown_project(catalogue: Catalogue) -> Iterator[Problem]:
    """A track is in a project that is not in projects.yaml."""
    return _unknown_names(catalogue, PROJECT)


def unknown_parent(catalogue: Catalogue) -> Iterator[Problem]:
    """The parent of a project is not in projects.yaml."""
    projects = catalogue.projects
    for project in projects.in_order:
        if project.parent and projects.find(project.parent) is None:
            similar = hint(projects.similar(project.parent), projects.ids)
            data = {"text": repr(project.parent), "hint": similar}
            yield _problem("UNKNOWN_PROJECT", project.location, **data)


def project_cycle(catalogue: Catalogue) -> Iterator[Problem]:
    """A project is its own ancestor."""
    projects = catalogue.projects
    for project in projects.in_order:
        *_, top = chain = tuple(projects.upwards(project))
        if top.parent and projects.find(top.parent) == project:
            names = " → ".join(p.id for p in (*chain, project))
            yield _problem("PROJECT_CYCLE", project.location, text=repr(project.id), chain=names)


def duplicate_id(catalogue: Catalogue) -> Iterator[Problem]:
    """Two track files have the same id, so commands cannot tell them apart."""
    ids = catalogue.tracks.ids
    if len({*ids}) == len(ids):
        return
    paths = defaultdict(list)
    for identifier, path in zip(ids, catalogue.tracks.paths, strict=True):
        paths[identifier].append(path)
    for identifier, (first, *others) in paths.items():
        for path in others:
            yield _problem("DUPLICATE_ID", Location(path), first, text=repr(identifier), other=first)


ERROR_RULES = (unknown_stage, unknown_workflow, unknown_project, unknown_parent, project_cycle, duplicate_id)
"""All error rules; a new rule is added to this tuple and nowhere else."""


def _unknown_names(catalogue: Catalogue, kind: EntryKind) -> Iterator[Problem]:
    vocabulary = kind.vocabulary_of(catalogue)
    hints: dict[str, str] = {}
    for track in _with_unknown_names(catalogue.tracks, vocabulary, kind.field):
        for mention in track.mentions_in(kind.field):
            text = mention.text
            if vocabulary.find(text) is not None:
                continue
            # Finding similar names is slow, so only the first unknown names get a hint.
            if text not in hints and len(hints) < _MAX_HINTS:
                hints[text] = hint(vocabulary.similar(text), vocabulary.ids)
            data = {"text": repr(text), "hint": hints.get(text, "")}
            yield _problem(f"UNKNOWN_{kind.name.upper()}", track.location_of(mention), kind.path, **data)


_MAX_HINTS = 20


def _with_unknown_names(tracks: Tracks, vocabulary: Vocabulary[Any], field: str) -> Tracks:
    """The tracks with a name in *field* that is not an id."""

    def has_unknown(track: Track) -> bool:
        names = getattr(track, field)
        return any(
            name and name not in vocabulary for name in ((names,) if isinstance(names, str) else names)
        )

    return tracks.which_alike(has_unknown, field)


def _problem(kind: str, location: Location, cause: str = "", /, **data: str) -> Problem:
    """The problem of the ProblemKind called *kind*; most catalogues have none, and the kinds take long to import."""
    from prodash.model.catalogue.problem_codes import ProblemKind

    return ProblemKind[kind].at(location, cause, **data)
