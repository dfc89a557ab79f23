"""Replacing text: the plan that puts a new text in place of an old one, wherever a field has it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import DERIVED, TRACK_FIELDS, type_of
from prodash.model.catalogue.track import Track, title_or_count
from prodash.model.catalogue.value import Value, as_text
from prodash.model.change.new_keys import require_usual_case, why_not_added
from prodash.model.change.set_custom_fields import custom_field_change, typed_like
from prodash.model.change.set_fields import refused_files, text_change, text_in_file
from prodash.model.names.characters import CONTROL_CHARACTERS, NOT_TEXT
from prodash.model.names.name_lists import split_names
from prodash.model.plan.change import TRACK, Change, RenameItems, SetValue
from prodash.model.plan.plan import ChangePlan
from prodash.model.select.select import Selected

DEFAULT_FIELDS = ("title", "notes")
SECONDS = 1.0
"""How long a regular expression may take for one text."""

_ADVICE = "write one without repeats inside repeats, or leave out --regex"
_LITERALLY = "to take it literally, leave out --regex"
_CONTROLS = re.compile(f"[{CONTROL_CHARACTERS}]")
_UNENCODABLE = re.compile(f"[{NOT_TEXT}]")
Substitute = Callable[[str], str]


class Replacement(NamedTuple):
    """A text, and what comes in its place in some fields.

    `substitute` makes the new text of one value; `finds` is whether there is something to replace in it.
    """

    old: str
    new: str
    fields: tuple[str, ...]
    substitute: Substitute
    finds: Callable[[str], bool]


def parse_replacement(
    old: str, new: str, fields: Sequence[str], *, ignore_case: bool, is_regex: bool
) -> Replacement:
    """What the user wants to replace; raises UsageError for what cannot be replaced."""
    if not old:
        raise UsageError("the text to replace is empty; write it")
    if old == new and not (ignore_case or is_regex):
        raise UsageError(f"both texts are {old!r}, so nothing would change; write another one")
    if _UNENCODABLE.search(old + new):
        raise UsageError("a text has characters that are not valid UTF-8; type it again")
    names = tuple(dict.fromkeys(split_names(fields))) or DEFAULT_FIELDS
    for name in names:
        if command := _OTHER_COMMANDS.get(DERIVED.get(name, name)):
            raise UsageError(f"{name} is not text; {command}")
    make = _regex if is_regex else _literal
    return Replacement(old, new, names, *make(old, new, ignore_case=ignore_case))


def plan_replace(catalogue: Catalogue, selected: Selected, replacement: Replacement) -> ChangePlan:
    """The plan that makes the *replacement* in each of the *selected* tracks.

    Raises UnknownNameError for a field that no track has, and RefusedError with a reason for every track that cannot be
    changed.
    """
    _require_known(catalogue, replacement.fields)
    refused = refused_files(selected)
    changes: list[Change] = []
    for track in selected.tracks:
        for field in replacement.fields:
            change = _change_or_reason(track, field, replacement.substitute)
            if isinstance(change, str):
                refused.append((track.path, change))
            elif change:
                changes.append(change)
    if refused:
        raise RefusedError(refused)
    ids = {change.id for change in changes if change.has_effect}
    titles = [track.title for track in selected.tracks if track.id in ids]
    where = title_or_count(titles)
    what = f"Replace {replacement.old} with {replacement.new or 'nothing'} in {where}"
    return ChangePlan(what, tuple(change for change in changes if change.has_effect) or tuple(changes))


def why_unchanged(replacement: Replacement, tracks: Sequence[Track], *, is_literal: bool) -> str:
    """Why *tracks* stay as they are: the text is in no field, or what it gives way to is the same.

    A text that *is_literal* may be there with other capitals.
    """
    count = "1 track" if len(tracks) == 1 else f"{len(tracks):,} tracks"
    texts = [[*_texts(track, replacement.fields)] for track in tracks]
    if found := sum(any(map(replacement.finds, of_track)) for of_track in texts):
        return f"{replacement.old!r} is in {found:,} of {count}, but {replacement.new!r} in its place changes nothing"
    substitute, _ = _literal(replacement.old, replacement.new, ignore_case=True)
    in_other_case = is_literal and any(substitute(text) != text for of_track in texts for text in of_track)
    end = " with these capitals; --ignore-case finds it" if in_other_case else ""
    return f"{replacement.old!r} is not in the {' or '.join(replacement.fields)} of {count}{end}"


def _texts(track: Track, fields: Sequence[str]) -> Iterator[str]:
    """The texts in the *fields* of *track*."""
    for field in fields:
        if type_of(field) == "custom":
            yield from map(as_text, _items(track, field))
        else:
            yield text_in_file(track, field)


def _require_known(catalogue: Catalogue, fields: Sequence[str]) -> None:
    for field in fields:
        if field not in TRACK_FIELDS and not catalogue.has_key(field):
            from prodash.model.select.where_hints import unknown_field

            require_usual_case(catalogue, [field])
            raise unknown_field(catalogue, field)


_OTHER_COMMANDS: Mapping[str, str] = {
    "stage": "'prodash stages rename OLD NEW' gives a stage another name in every track",
    "workflows": "'prodash workflows rename OLD NEW' gives a workflow another name in every track",
    "projects": "'prodash projects rename OLD NEW' gives a project another name in every track",
    "due": "'prodash set due=DATE' or due+=2w changes a date",
    "id": "'prodash rename TRACK NEW-ID' changes an id",
    "path": "'prodash move TRACK FOLDER' changes a path",
}


def _literal(old: str, new: str, *, ignore_case: bool) -> tuple[Substitute, Callable[[str], bool]]:
    pattern = re.compile(re.escape(old), re.IGNORECASE if ignore_case else 0)
    return lambda text: pattern.sub(lambda _: new, text), lambda text: bool(pattern.search(text))


def _regex(old: str, new: str, *, ignore_case: bool) -> tuple[Substitute, Callable[[str], bool]]:
    import regex

    flags = regex.MULTILINE | (regex.IGNORECASE if ignore_case else 0)
    try:
        pattern = regex.compile(old, flags)
        # A wrong reference to a group is found only when something is replaced; the line end is that of a comment.
        regex.compile(f"(?:{old}\n)|", flags).sub(new, "")
    except (RecursionError, MemoryError):
        raise UsageError("the expression has too many groups inside groups; write a shorter one") from None
    except (regex.error, IndexError, ValueError) as error:
        raise UsageError(f"the expression is wrong: {error}; {_LITERALLY}") from None

    def substitute(text: str) -> str:
        # Else `^` and `$` would match once more after the line end of the last line.
        lines = text.rstrip("\n")
        return pattern.sub(new, lines, timeout=SECONDS) + text[len(lines) :]

    return substitute, lambda text: bool(pattern.search(text.rstrip("\n")))


def _change_or_reason(track: Track, field: str, substitute: Substitute) -> Change | str | None:
    """The change of one field, or the reason why it is impossible; None if the track does not have the field.

    Raises RefusedError if an expression takes too long, as it would for other tracks.
    """
    # Without a title in its file, a track shows one that follows from its id.
    if field not in track.keys and field != "title":
        return None
    change = _custom_field_change if type_of(field) == "custom" else _text_change
    try:
        return change(track, field, substitute)
    except TimeoutError:
        raise RefusedError(
            [(track.path, f"the expression takes too long for its {field}; {_ADVICE}")]
        ) from None


def _text_change(track: Track, field: str, substitute: Substitute) -> Change | str:
    before = text_in_file(track, field)
    after = substitute(before)
    if after == before:
        return SetValue.in_track(track, field, before, before)
    if type_of(field) == "line" and not after.strip():
        return f"its {field} would be empty"
    if type_of(field) == "line" and _CONTROLS.search(after):
        return f"its {field} would be {after!r}; a {field} is one line of text"
    change = text_change(track, field, after)
    return why_not_added(track, change) or change


def _custom_field_change(track: Track, field: str, substitute: Substitute) -> Change | str:
    """The change of a single text, or of each text of a list; numbers count as their text."""
    value = track.custom.get(field)
    items = _items(track, field)
    texts = tuple(map(as_text, items))
    names = tuple(map(substitute, texts))
    if names == texts:
        return SetValue.in_track(track, field, value, value)
    if None in items or any(isinstance(item, tuple | Mapping) for item in items):
        return f"{field} has nested or empty values; change it by hand"
    if isinstance(value, tuple):
        return RenameItems(TRACK, track.id, track.path, field, value, tuple(filter(None, names)), names)
    return custom_field_change(track, field, typed_like(value, names[0]) if names[0] else None)


def _items(track: Track, field: str) -> tuple[Value, ...]:
    """The value of a custom field as a list."""
    value = track.custom.get(field)
    return value if isinstance(value, tuple) else () if value is None else (value,)
