"""Tracks that two people edit, drawn at random, and what a merge of their fields must give."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from hypothesis import strategies as st
from ruamel.yaml import YAML

Value = str | tuple[str, ...]

KEYS = ("title", "stage", "workflows", "due", "mood", "notes", "label", "bpm")
LISTS = ("workflows", "mood")
LINES = ("one", "two", "three")
NAMES = ("a", "b", "c", "mix-down", "é")
WORDS = (*NAMES, "it's", "two words", "2026-12-01", "12:30")


_KINDS = (
    *("value", "value", "value", "name in list", "comment above", "comment beside"),
    *("style", "remove", "move", "add"),
)
"""What an edit does; another value is the most frequent one."""


class InConflict:
    """What both sides changed."""


IN_CONFLICT = InConflict()


@dataclass(frozen=True)
class Field:
    """A key with its value, its comments and how it is written."""

    key: str
    value: Value
    above: str = ""
    behind: str = ""
    style: int = 0

    def lines(self) -> str:
        above = f"# {self.above}\n" if self.above else ""
        behind = f"  # {self.behind}" if self.behind else ""
        if self.key == "notes":
            lines = "".join(f"  {line}\n" for line in str(self.value).splitlines())
            return f"{above}{self.key}: |\n{lines}"
        if isinstance(self.value, str):
            quote = ("", '"', "'")[self.style]
            text = self.value.replace("'", "''") if quote == "'" else self.value
            return f"{above}{self.key}: {quote}{text}{quote}{behind}\n"
        if self.style == 0 or not self.value:
            return f"{above}{self.key}: [{', '.join(self.value)}]{behind}\n"
        dashes = "".join(f"{'  ' * (self.style - 1)}- {name}\n" for name in self.value)
        return f"{above}{self.key}:{behind}\n{dashes}"


Track = tuple[Field, ...]
Edit = Callable[[Track], Track]


def text_of(track: Track, newline: str = "\n", *, ends: bool = True) -> str:
    text = "".join(field.lines() for field in track)
    return (text if ends else text.removesuffix("\n")).replace("\n", newline)


def fields(key: str, value: st.SearchStrategy[Value] | None = None) -> st.SearchStrategy[Field]:
    comments = st.sampled_from(("", "", f"old {key}"))
    lines = st.just("") if key == "notes" else st.sampled_from(("", "", f"beside {key}"))
    return st.builds(Field, st.just(key), value or values(key), comments, lines, st.integers(0, 2))


def values(key: str) -> st.SearchStrategy[Any]:
    if key == "notes":
        return st.just("\n".join(LINES) + "\n")
    if key in LISTS:
        return st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=4).map(tuple)
    return st.sampled_from(WORDS)


@st.composite
def tracks(draw: st.DrawFn) -> Track:
    keys = draw(st.permutations(KEYS))[: draw(st.integers(1, len(KEYS)))]
    return tuple(draw(fields(key)) for key in keys)


@st.composite
def edits(draw: st.DrawFn, track: Track, side: str) -> Track:
    """*track* after some edits by *side*, whose comments name it."""
    kinds = draw(st.lists(st.sampled_from(_KINDS), max_size=5))
    return reduce(lambda edited, kind: draw(_edited(edited, kind, side)), kinds, track)


@st.composite
def merges(draw: st.DrawFn) -> tuple[Track, Track, Track]:
    """A track before, and as each side has edited it."""
    base = draw(tracks())
    return base, draw(edits(base, "ours")), draw(edits(base, "theirs"))


@st.composite
def _edited(draw: st.DrawFn, track: Track, kind: str, side: str) -> Track:
    missing = [key for key in KEYS if key not in {field.key for field in track}]
    if kind == "add" and missing:
        field = draw(fields(draw(st.sampled_from(missing))))
        at = draw(st.integers(0, len(track)))
        new = replace(field, above=field.above and f"{side} new {field.key}", behind="")
        return (*track[:at], new, *track[at:])
    if len(track) < 2:
        return track
    at = draw(st.integers(0, len(track) - 1))
    field, others = track[at], (*track[:at], *track[at + 1 :])
    if kind == "remove":
        return others
    if kind == "move":
        to = draw(st.integers(0, len(others)))
        return (*others[:to], field, *others[to:])
    return (*track[:at], draw(_edited_field(field, kind, side)), *track[at + 1 :])


@st.composite
def _edited_field(draw: st.DrawFn, field: Field, kind: str, side: str) -> Field:
    if kind == "comment above":
        return replace(field, above=f"{side} above {field.key}")
    if kind == "comment beside" and field.key != "notes":
        return replace(field, behind=f"{side} beside {field.key}")
    if kind == "style":
        return replace(field, style=draw(st.integers(0, 2)))
    if field.key == "notes":
        at = draw(st.integers(0, len(LINES) - 1))
        lines = [side if number == at else line for number, line in enumerate(LINES)]
        return replace(field, value="\n".join(lines) + "\n")
    if kind == "name in list" and not isinstance(field.value, str):
        name = draw(st.sampled_from(NAMES))
        left = tuple(other for other in field.value if other != name)
        return replace(field, value=left if len(left) < len(field.value) else (*field.value, name))
    return replace(field, value=draw(values(field.key)))


def merged_value(base: Field | None, ours: Field | None, theirs: Field | None) -> Value | InConflict | None:
    """The value that the merge of one key must have; None if the key must be gone."""
    if ours is None or theirs is None:
        other = ours or theirs
        if base is None or other is None:
            return other and other.value
        is_new = other.behind not in ("", base.behind)
        return IN_CONFLICT if other.value != base.value or is_new else None
    before = base.value if base else () if ours.key in LISTS else None
    if theirs.value in (ours.value, before):
        return ours.value
    if ours.value == before:
        return theirs.value
    if ours.key == "notes":
        return _merged_lines(str(ours.value), str(theirs.value))
    if isinstance(before, tuple):
        return _merged_names(before, tuple(ours.value), tuple(theirs.value))
    return IN_CONFLICT


def _merged_lines(ours: str, theirs: str) -> str | InConflict:
    changed = [
        next(number for number, line in enumerate(text.splitlines()) if line not in LINES)
        for text in (ours, theirs)
    ]
    if abs(changed[0] - changed[1]) < 2:
        return IN_CONFLICT
    pairs = zip(ours.splitlines(), theirs.splitlines(), LINES, strict=True)
    return "".join(f"{there if here == line else here}\n" for here, there, line in pairs)


def _merged_names(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    kept = [name for name in base if name in ours and name in theirs]
    return (*kept, *[name for name in dict.fromkeys((*ours, *theirs)) if name not in base])


def read(text: str) -> dict[str, object]:
    """The values of a track as another reader finds them; names of a list as a set, for sides may add them in any order."""
    yaml = YAML(typ="safe")
    values = yaml.load(text) or {}
    return {key: comparable(value) for key, value in values.items()}


def comparable(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return frozenset(map(str, value)) if len(value) != 1 else str(value[0])
    # Without a last line end, a text at the end of the file ends without one too.
    return str(value).rstrip("\n")
