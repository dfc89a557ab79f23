"""Stage list: the stages of a new catalogue as users type them, such as `Demo,Review,Approved:active`."""

from collections.abc import Iterator, Sequence

from prodash.errors import UsageError
from prodash.model.catalogue.kinds import STAGE
from prodash.model.catalogue.stage import StageKind
from prodash.model.entries.values import Options, new_id, require_line
from prodash.model.names.ids import id_from_name
from prodash.model.names.name_lists import split_names
from prodash.model.names.names import match_key


def parse_stage_list(texts: Sequence[str]) -> tuple[Options, ...]:
    """The values of each stage in *texts*, in order; a kind stands after a colon.

    Raises UsageError for an unknown kind, and as `stage_options` does.
    """
    return stage_options([_name_and_kind(part) for part in split_names(texts)])


def stage_options(named: list[tuple[str, str]]) -> tuple[Options, ...]:
    """The values of stages with these names and kinds: the id, the name, and the kind unless that is active.

    The last stage that is not archived is finished if its kind is empty.
    Raises UsageError for a name that no id can be made from, and for a name given twice.
    """
    last = max((at for at, (_, kind) in enumerate(named) if kind != StageKind.ARCHIVED), default=-1)
    if last >= 0 and not named[last][1]:
        named[last] = (named[last][0], StageKind.FINISHED)
    stages = tuple(dict(_values(name, kind)) for name, kind in named)
    _require_different(stages)
    return stages


def _name_and_kind(part: str) -> tuple[str, str]:
    """The name, and the kind after the colon; empty without a colon."""
    name, colon, kind = part.rpartition(":")
    if not colon:
        return part, ""
    if kind.strip().casefold() not in {*StageKind}:
        known = ", ".join(StageKind)
        raise UsageError(f"--stages: {kind.strip()!r} is not a kind of stage; after the colon, write {known}")
    return name.strip(), kind.strip().casefold()


def _values(name: str, kind: str) -> Iterator[tuple[str, str]]:
    if name and not id_from_name(name):
        raise UsageError(
            f"--stages: no stage id can be made from {name!r}; write a name with letters or digits"
        )
    yield "id", new_id(STAGE, name)
    yield "name", require_line(name)
    if kind not in {"", StageKind.ACTIVE}:
        yield "kind", kind


def _require_different(stages: Sequence[Options]) -> None:
    seen: dict[str, str] = {}
    for stage in stages:
        for key in {match_key(stage["id"]), match_key(stage["name"])}:
            if key in seen:
                raise UsageError(f"--stages has {seen[key]!r} and {stage['name']!r}; write each stage once")
        seen |= dict.fromkeys((match_key(stage["id"]), match_key(stage["name"])), stage["name"])
