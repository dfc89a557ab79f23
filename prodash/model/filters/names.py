"""Names: the conditions that a track is in stages, needs workflows or belongs to projects, given by their names."""

from collections.abc import Sequence
from typing import TypeVar

from prodash import shell
from prodash.errors import UnreadStagesError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import PROJECT, STAGE, WORKFLOW, EntryKind
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Condition
from prodash.model.catalogue.vocabulary import Entry, Vocabulary
from prodash.model.names.keywords import NONE
from prodash.model.names.name_lists import split_names

T = TypeVar("T", bound=Entry)

_NEGATIONS = "!-^~"
"""Signs that other tools put before what they leave out; a name is found without them."""

_OPPOSITES = {f"--{name}": f"--not-{name}" for name in ("stage", "workflow", "project", "due")}
_OPPOSITES |= {opposite: option for option, opposite in _OPPOSITES.items()}


def require_stage_order(catalogue: Catalogue) -> None:
    """Raise UnreadStagesError if the order of the stages is unknown."""
    if not catalogue.stages.is_declared:
        raise UnreadStagesError


def in_stage(ids: frozenset[str]) -> Condition:
    """The condition that a track is in one of the stages *ids*."""
    return lambda track: track.stage in ids


def with_workflows(catalogue: Catalogue, texts: Sequence[str], option: str) -> Condition:
    """The condition that a track needs one of the workflows in *texts*, of `A+B` both, of `none` no workflow at all."""
    groups = [_all_of(catalogue, WORKFLOW, part, option) for part in split_names(texts)]
    return lambda track: any(
        not any(one.isdisjoint(track.workflows) for one in group) if group else not track.workflows
        for group in groups
    )


def in_projects(catalogue: Catalogue, texts: Sequence[str], option: str) -> Condition:
    """The condition that a track is in one of the projects in *texts* or inside it, of `A+B` in both, of `none` in no project."""
    groups = [_all_of(catalogue, PROJECT, part, option) for part in split_names(texts)]
    return lambda track: any(
        not any(one.isdisjoint(track.projects) for one in group) if group else not track.projects
        for group in groups
    )


def chosen_ids(catalogue: Catalogue, kind: EntryKind, texts: Sequence[str], option: str) -> frozenset[str]:
    """The ids of the names in *texts*, each of which is one name or several with commas between them."""
    return frozenset[str]().union(*(_ids(catalogue, kind, part, option) for part in split_names(texts)))


def ids_named(catalogue: Catalogue, kind: EntryKind, name: str) -> frozenset[str]:
    """The id of the entry called *name*, of a project also those inside it; else the unlisted names that *name* means.

    Raises UnknownNameError.
    """
    vocabulary = kind.vocabulary_of(catalogue)
    entry = vocabulary.find(name)
    if entry and kind is PROJECT:
        return frozenset(catalogue.projects.within(entry))
    if entry:
        return frozenset({entry.id})
    from prodash.model.filters.unlisted import unlisted_spellings

    return unlisted_spellings(catalogue, kind, name) or frozenset({vocabulary.get(name).id})


def stage_named(catalogue: Catalogue, name: str, option: str) -> Stage:
    """The stage called *name*; raises UnknownNameError, and UsageError for a name after a sign of negation."""
    stages = catalogue.stages
    _require_plain(stages, name, option)
    if stage := stages.find(name):
        return stage
    from prodash.model.filters.unlisted import listed_entry

    found: Stage = listed_entry(catalogue, STAGE, name)
    return found


def require_no_negation(text: str, option: str, signs: str = _NEGATIONS) -> None:
    """Raise UsageError if *text* begins with one of the *signs* by which other tools leave something out."""
    instead = text.lstrip(signs).strip()
    if instead and text[0] in signs:
        command = shell.join([_OPPOSITES.get(option, option), instead])
        raise UsageError(f"{option} does not take {text!r}; write {command}")


def _all_of(catalogue: Catalogue, kind: EntryKind, part: str, option: str) -> Sequence[frozenset[str]]:
    """The ids of each entry that `A+B` names; none for `none`."""
    if part.casefold() == NONE:
        return ()
    vocabulary = kind.vocabulary_of(catalogue)
    # A name may contain a plus sign, but only one that does is meant by it: `a+b` is not `ab`.
    entry = vocabulary.find(part) if "+" in part else None
    names = [part] if entry and "+" in entry.name else part.split("+")
    return [_ids(catalogue, kind, name, option) for name in names]


def _ids(catalogue: Catalogue, kind: EntryKind, name: str, option: str) -> frozenset[str]:
    """The ids that *name* means; raises UnknownNameError, and UsageError for a name after a sign of negation."""
    _require_plain(kind.vocabulary_of(catalogue), name, option)
    return ids_named(catalogue, kind, name)


def _require_plain(vocabulary: Vocabulary[T], name: str, option: str) -> None:
    entry = vocabulary.find(name)
    if entry is None or name not in {entry.id, entry.name}:
        require_no_negation(name, option)


def negated(condition: Condition) -> Condition:
    """The opposite of *condition*."""
    return lambda track: not condition(track)
