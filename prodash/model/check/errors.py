"""Checks: what is wrong in how the files of a catalogue fit together, one rule a function."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from prodash.errors import hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import KINDS, PROJECT, STAGE, WORKFLOW, EntryKind
from prodash.model.catalogue.problem import Location, Problem, Severity, in_order
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.vocabulary import Vocabulary

Readings: TypeAlias = Mapping[str, tuple[Track | None, Sequence[Problem]]]
"""What reading each file of a track gives, by path."""


def find_problems(catalogue: Catalogue, *, warnings: bool = False) -> tuple[Problem, ...]:
    """Every error of the catalogue, from reading and from every rule, sorted and each once; *warnings* too
    where they are asked for.
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
    """The errors that the files in *readings* would have if reading them gave that."""
    tracks = tuple(catalogue.with_ids(track) for track, _ in readings.values() if track)
    problems = tuple(problem for _, problems in readings.values() for problem in problems)
    read = replace(catalogue, tracks=tracks, problems=problems)
    return tuple(problem for problem in find_problems(read) if problem.location.path in readings)


def affects_no_other_file(catalogue: Catalogue, readings: Readings) -> bool:
    """Whether the files in *readings* can say that without a new or lost problem, name or id anywhere else.

    So it is for tracks that stay where they are, whose ids no others have, and that name what they named
    wherever names need not be listed in a file.
    """
    before = {track.path: track for track in catalogue.tracks if track.path in readings}
    open_fields = [kind.field for kind in KINDS.values() if not kind.vocabulary_of(catalogue).is_declared]
    return len({track.id for track in catalogue.tracks}) == len(catalogue.tracks) and all(
        track is not None
        and path in before
        and all(track.names_in_file(field) == before[path].names_in_file(field) for field in open_fields)
        for path, (track, _) in readings.items()
    )


def unknown_stage(catalogue: Catalogue) -> Iterator[Problem]:
    """A track is in a stage that stages.yaml does not list."""
    return _unknown_names(ProblemKind.UNKNOWN_STAGE, catalogue, STAGE)


def unknown_workflow(catalogue: Catalogue) -> Iterator[Problem]:
    """A track needs a workflow that workflows.yaml does not list."""
    return _unknown_names(ProblemKind.UNKNOWN_WORKFLOW, catalogue, WORKFLOW)


def unknown_project(catalogue: Catalogue) -> Iterator[Problem]:
    """A track is in a project that projects.yaml does not list."""
    return _unknown_names(ProblemKind.UNKNOWN_PROJECT, catalogue, PROJECT)


def unknown_parent(catalogue: Catalogue) -> Iterator[Problem]:
    """A project is inside one that projects.yaml does not list."""
    projects = catalogue.projects
    for project in projects.in_order:
        if project.parent and projects.find(project.parent) is None:
            similar = hint(projects.similar(project.parent), projects.ids)
            yield ProblemKind.UNKNOWN_PROJECT.at(project.location, text=repr(project.parent), hint=similar)


def project_cycle(catalogue: Catalogue) -> Iterator[Problem]:
    """A project is, by way of its parents, inside itself."""
    projects = catalogue.projects
    for project in projects.in_order:
        *_, top = chain = tuple(projects.upwards(project))
        if top.parent and projects.find(top.parent) == project:
            names = " -> ".join(p.id for p in (*chain, project))
            yield ProblemKind.PROJECT_CYCLE.at(project.location, text=repr(project.id), chain=names)


def duplicate_id(catalogue: Catalogue) -> Iterator[Problem]:
    """Two files have one id, so that commands cannot tell them apart."""
    if len({track.id for track in catalogue.tracks}) == len(catalogue.tracks):
        return
    paths = defaultdict(list)
    for track in catalogue.tracks:
        paths[track.id].append(track.path)
    for identifier, same in paths.items():
        for path in same[1:]:
            yield ProblemKind.DUPLICATE_ID.at(Location(path), same[0], text=repr(identifier), other=same[0])


ERROR_RULES = (unknown_stage, unknown_workflow, unknown_project, unknown_parent, project_cycle, duplicate_id)
"""Every rule there is; a new one needs its name here and nothing else."""


def _unknown_names(code: ProblemKind, catalogue: Catalogue, kind: EntryKind) -> Iterator[Problem]:
    vocabulary = kind.vocabulary_of(catalogue)
    hints: dict[str, str] = {}
    for track in _with_unknown_names(catalogue.tracks, vocabulary, kind.field):
        for mention in track.mentions_in(kind.field):
            text = mention.text
            if vocabulary.find(text) is not None:
                continue
            # Looking for similar names is slow, so a catalogue full of wrong ones gets no more help.
            if text not in hints and len(hints) < _MAX_HINTS:
                hints[text] = hint(vocabulary.similar(text), vocabulary.ids)
            location = track.location_of(mention)
            yield code.at(location, kind.path, text=repr(text), hint=hints.get(text, ""))


_MAX_HINTS = 20


def _with_unknown_names(tracks: Iterable[Track], vocabulary: Vocabulary[Any], field: str) -> Iterator[Track]:
    """The tracks with a name in *field* that is no id; few names are used often, so each is looked up once."""
    known = {"", ()}
    for track in tracks:
        names = getattr(track, field)
        if names in known:
            continue
        if all(name in vocabulary for name in (names if isinstance(names, tuple) else (names,))):
            known.add(names)
        else:
            yield track
