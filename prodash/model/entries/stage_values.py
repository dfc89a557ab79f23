"""Stage values: the values of a field as the stages of a new catalogue, and the fields that look like such a one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from prodash.errors import UsageError
from prodash.model.catalogue.kinds import STAGE
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import as_text
from prodash.model.entries.values import Options, new_id
from prodash.model.names.names import match_key

MOST_STAGES = 40
"""The most values that a field may have if it is to be the stage."""

_MOST_OFFERED = 3
_MOST_LIKELY = 12
_USUAL_NAMES = frozenset({"status", "state", "phase", "stage", "step", "progress"})


class StageValue(NamedTuple):
    """A value of the field in its commonest spelling, and the number of tracks that have it in any."""

    name: str
    tracks: int


def stage_values(texts: Iterable[str]) -> tuple[StageValue, ...]:
    """The different values among *texts*, the commonest first; those that prodash takes for one name are one."""
    spellings: dict[str, Counter[str]] = {}
    for text in filter(None, map(str.strip, texts)):
        spellings.setdefault(match_key(text), Counter())[text] += 1
    values = [StageValue(counts.most_common(1)[0][0], counts.total()) for counts in spellings.values()]
    return tuple(sorted(values, key=lambda value: (-value.tracks, value.name)))


def can_be_stage(name: str) -> bool:
    """Whether the id of a stage can be made from *name*."""
    try:
        return bool(new_id(STAGE, name)) and name.isprintable()
    except UsageError:
        return False


def is_usual_name(field: str) -> bool:
    """Whether people often call the stage *field*, in any spelling."""
    return match_key(field) in _USUAL_NAMES


def require_all_named(values: Sequence[StageValue], stages: Sequence[Options]) -> None:
    """Raise UsageError if the *stages* that a user lists lack one of *values*, whose tracks would have no stage."""
    keys = {match_key(stage[key]) for stage in stages for key in ("id", "name")}
    missing = [repr(value.name) for value in values if match_key(value.name) not in keys]
    if missing:
        raise UsageError(f"--stages has no {', '.join(missing)}, which tracks have; write each value once")


def fields_like_stages(tracks: Sequence[Track]) -> tuple[str, ...]:
    """The custom fields that may well say the stage of *tracks*, likeliest first: in most of them, with few values.

    Of a field with a usual name, such as `status`, the values need not repeat.
    """
    values: dict[str, list[str]] = {}
    for track in tracks:
        for key, text in _single_texts(track.custom):
            values.setdefault(key, []).append(text)
    likely = {
        key: len(texts)
        for key, texts in values.items()
        if 2 * len(texts) > len(tracks) and _may_be_stages(key, [*map(match_key, texts)])
    }
    in_order = sorted(likely, key=lambda key: (not is_usual_name(key), -likely[key], key))
    return tuple(in_order[:_MOST_OFFERED])


def _single_texts(custom: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    return (
        (key, as_text(value))
        for key, value in custom.items()
        if isinstance(value, str) and can_be_stage(value)
    )


def _may_be_stages(field: str, keys: Sequence[str]) -> bool:
    """Whether *keys*, the values of *field*, may be stages: by its name, or as there are few different ones."""
    return are_few(keys) or (is_usual_name(field) and len({*keys}) <= MOST_STAGES)


def are_few(keys: Sequence[str]) -> bool:
    """Whether there are few different *keys*, each of two tracks on average."""
    different = len({*keys})
    return 1 < different <= _MOST_LIKELY and 2 * different <= len(keys)
