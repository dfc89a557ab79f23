"""Name filters: the conditions that a track is in stages, needs workflows or belongs to projects, given by their names."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from prodash import shell
from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.vocabulary import Entry, Vocabulary
from prodash.model.names.keywords import NONE
from prodash.model.names.name_lists import split_names

T = TypeVar("T", bound=Entry)
_Condition = Callable[[Track], bool]

_NEGATIONS = "!-^~"
"""Signs that other tools put before what they leave out; a name is found without them."""

_OPPOSITES = {f"--{name}": f"--not-{name}" for name in ("stage", "workflow", "project", "due")}
_OPPOSITES |= {opposite: option for option, opposite in _OPPOSITES.items()}


def in_stage(ids: frozenset[str]) -> _Condition:
    """The condition that a track is in one of the stages *ids*."""
    return lambda track: track.stage in ids


def with_workflows(catalogue: Catalogue, texts: Sequence[str], option: str) -> _Condition:
    """The condition that a track needs one of the workflows in *texts*, of `A+B` both, of `none` no workflow at all."""
    workflows = catalogue.workflows
    groups = [[workflow.id for workflow in _all_of(workflows, part, option)] for part in split_names(texts)]
    return lambda track: any(
        all(one in track.workflows for one in group) if group else not track.workflows for group in groups
    )


def in_projects(catalogue: Catalogue, texts: Sequence[str], option: str) -> _Condition:
    """The condition that a track is in one of the projects in *texts* or inside it, of `A+B` in both, of `none` in no project."""
    projects = catalogue.projects
    groups = [
        [frozenset(projects.within(project)) for project in _all_of(projects, part, option)]
        for part in split_names(texts)
    ]
    return lambda track: any(
        not any(one.isdisjoint(track.projects) for one in group) if group else not track.projects
        for group in groups
    )


def chosen_ids(vocabulary: Vocabulary[T], texts: Sequence[str], option: str) -> frozenset[str]:
    """The ids of the names in *texts*, each of which is one name or several with commas between them."""
    return frozenset(_get(vocabulary, part, option).id for part in split_names(texts))


def stage_named(stages: Vocabulary[T], name: str, option: str) -> T:
    """The stage called *name*; raises UnknownNameError, and UsageError for a name after a sign of negation."""
    return _get(stages, name, option)


def require_no_negation(text: str, option: str, signs: str = _NEGATIONS) -> None:
    """Raise UsageError if *text* begins with one of the *signs* by which other tools leave something out."""
    instead = text.lstrip(signs).strip()
    if instead and text[0] in signs:
        command = shell.join([_OPPOSITES.get(option, option), instead])
        raise UsageError(f"{option} does not take {text!r}; write {command}")


def _all_of(vocabulary: Vocabulary[T], part: str, option: str) -> Sequence[T]:
    """The entries that `A+B` names; none for `none`."""
    if part.casefold() == NONE:
        return ()
    # A name may contain a plus sign, but only one that does is meant by it: `a+b` is not `ab`.
    entry = vocabulary.find(part) if "+" in part else None
    return (
        [entry]
        if entry and "+" in entry.name
        else [_get(vocabulary, name, option) for name in part.split("+")]
    )


def _get(vocabulary: Vocabulary[T], name: str, option: str) -> T:
    entry = vocabulary.find(name)
    if entry is None or name not in {entry.id, entry.name}:
        require_no_negation(name, option)
    return entry or vocabulary.get(name)
