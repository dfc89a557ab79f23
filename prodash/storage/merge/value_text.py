"""Value text: one text for three versions of a value, merged by what it says, or else by its lines."""

from collections import abc
from collections.abc import Iterator
from functools import partial, reduce

from prodash.model.merge.comments import merge_line_comments
from prodash.model.merge.order import both_added, both_moved
from prodash.model.merge.values import (
    ConflictError,
    FieldConflictError,
    Value,
    alike,
    entries_by_id,
    has_entries,
    merge_values,
)
from prodash.storage.edit.spans import BLOCK_STYLES, next_line_start
from prodash.storage.edit.verify import CannotEditError
from prodash.storage.merge.comments import lost_comments
from prodash.storage.merge.place import STAGES_FILE, Place
from prodash.storage.merge.read import UnmergeableError, is_block, only_pair, read_value, top_of
from prodash.storage.yaml.nodes import Scalar
from prodash.storage.yaml.parse import is_doubtful

_Change = tuple[tuple[str, ...], Value | None, Value | None]
"""The keys to a value, the old value and the new one."""


def merge_value_text(base: str | None, ours: str, theirs: str, place: Place) -> str | None:
    """The merged text; None if both sides changed the value to different ones.

    Raises UnmergeableError.
    """
    try:
        wanted = merge_values(
            None if base is None else read_value(base), read_value(ours), read_value(theirs)
        )
        is_settled = wanted is not None and not (place.has_order and _both_ordered(base, ours, theirs))
    except FieldConflictError:
        return None
    except ConflictError:
        return _by_lines(base, ours, theirs, place)
    if wanted is None or not is_settled:
        return None
    candidates = _candidates(base, ours, theirs, wanted, place)
    return next((text for text in candidates if _is_right(text, wanted, base, ours, theirs)), None)


def _both_ordered(base: str | None, ours: str, theirs: str) -> bool:
    """Whether both sides moved stages, or added some in one place: their order has a meaning."""
    values = (read_value(text) if text else {} for text in (base, ours, theirs))
    lists = (value.get(STAGES_FILE) if isinstance(value, abc.Mapping) else None for value in values)
    ids = [[*entries_by_id(entries)] for entries in lists]
    return both_moved(*ids) or both_added(*ids)


def _is_right(text: str, wanted: Value, base: str | None, ours: str, theirs: str) -> bool:
    """Whether *text* has the *wanted* value and all comments."""
    try:
        return alike(read_value(text), wanted) and not lost_comments(base, ours, theirs, text)
    except UnmergeableError:
        return False


def _candidates(base: str | None, ours: str, theirs: str, wanted: Value, place: Place) -> Iterator[str]:
    """Texts that may have the *wanted* value and all comments, best first."""
    yield ours
    if on_line := _on_one_line(base or "", ours, theirs, wanted):
        yield on_line
    for text in (ours, theirs):
        if edited := _edited(text, wanted, place):
            yield edited
            yield _with_comments(edited, base or "", ours, theirs)
    if base is not None and (by_lines := place.merge_lines(base, ours, theirs)):
        yield by_lines


def _by_lines(base: str | None, ours: str, theirs: str, place: Place) -> str | None:
    """The lines as git merges them, as of a long text or a list of mappings; None if they conflict."""
    if base is None or min(text.count("\n") for text in (base, ours, theirs)) < 2:  # noqa: PLR2004
        return None
    merged = place.merge_lines(base, ours, theirs)
    if merged is None or lost_comments(base, ours, theirs, merged):
        return None
    try:
        value, before = read_value(merged), read_value(ours)
    except UnmergeableError:
        return None
    has_same_keys = not isinstance(value, abc.Mapping) or (
        isinstance(before, abc.Mapping) and value.keys() == before.keys()
    )
    return merged if has_same_keys else None


def _on_one_line(base: str, ours: str, theirs: str, wanted: Value) -> str | None:
    """Our line with the value of the side that changed it, as that side writes it, and the comments of both."""
    here, there, before = (_around_value(text) for text in (ours, theirs, base))
    if not here or not there:
        return None
    value = here[1] if alike(wanted, read_value(ours)) else there[1]
    gap = " " if value and here[0].endswith(":") else ""
    return here[0] + gap + value + merge_line_comments(before[2] if before else "", here[2], there[2])


def _around_value(text: str) -> tuple[str, str, str] | None:
    """What is before a value on its line, the value, and what is after it; None if it is not on one line."""
    top = top_of(text) if text.count("\n") == 1 else None
    pair = only_pair(top)
    node = pair[1] if pair else top
    if node is None or (node is not top and not isinstance(node, Scalar) and not node.flow):
        return None
    return text[: node.start], text[node.start : node.end], text[node.end :]


def _with_comments(text: str, base: str, ours: str, theirs: str) -> str:
    """*text* with the comments of all sides, merged, on the line of the key or after the value."""
    old, here, there = (_at_comment(side)[1] for side in (base, ours, theirs))
    before, comment, after = _at_comment(text)
    return before + (merge_line_comments(old, here, there) if comment else "") + after


def _at_comment(text: str) -> tuple[str, str, str]:
    """*text* up to where a comment may follow a value, or the key of a list with dashes; the rest of that line; the lines below."""
    top = top_of(text)
    pair = only_pair(top)
    node = pair[1] if pair else top
    if node is None or (isinstance(node, Scalar) and node.style in BLOCK_STYLES):
        return text, "", ""
    end = text.index(":", pair[0].end) + 1 if pair and is_block(node) else node.end
    below = next_line_start(text, end)
    return text[:end], text[end:below], text[below:]


_MOST_WORK = 600_000
"""The characters that all edits of a value may read, so that they take less than half a second."""


def _edited(text: str, wanted: Value, place: Place) -> str | None:
    """*text* with the *wanted* value, changed as `set` changes it; None if that cannot be done, or takes too long."""
    # Most merges do without what edits need.
    from prodash.storage.edit.value import WriteStyle, set_value
    from prodash.storage.merge.entries import Step, entry_steps, new_value

    steps: list[Step] = []
    try:
        for keys, before, after in _changes(read_value(text), wanted):
            if len(keys) == 1 and (has_entries(before) or has_entries(after)):
                steps.extend(entry_steps(keys[0], entries_by_id(before), entries_by_id(after)))
            else:
                style = WriteStyle(place.order, place.type_of(keys))
                steps.append(partial(set_value, path=keys, new_value=new_value(after), write_style=style))
        if len(steps) * len(text) > _MOST_WORK / (_TIMES_SLOWER if is_doubtful(text) else 1):
            return None
        return reduce(lambda edited, step: step(edited), steps, text)
    except (CannotEditError, ConflictError):
        return None


_TIMES_SLOWER = 10
"""The parser for texts that only the slow one reads right."""


def _changes(old: Value | None, new: Value | None, keys: tuple[str, ...] = ()) -> Iterator[_Change]:
    """The values that differ between *old* and *new*; raises CannotEditError."""
    if alike(old, new):
        return
    if isinstance(old, abc.Mapping) and isinstance(new, abc.Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from _changes(old.get(key), new.get(key), (*keys, key))
    elif keys:
        yield keys, old, new
    else:
        raise CannotEditError
