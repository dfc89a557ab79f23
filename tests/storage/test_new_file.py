"""A new track's file: what is written is what was meant, in the fewest signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from prodash.model.catalogue.value import Value
from prodash.storage.edit.new_track import track_text
from prodash.storage.edit.verify import CannotEditError
from prodash.storage.read.track import read_track

TEXTS: dict[str, tuple[dict[str, Value], str]] = {
    "plain": ({"title": "Dune", "stage": "seed", "due": "2026-12-01"}, "title: Dune\nstage: seed\ndue: 2026-12-01\n"),
    "names": ({"workflows": ("a", "b c"), "projects": ()}, "workflows: [a, b c]\nprojects: []\n"),
    "a title that others take for a number": ({"title": "1999"}, "title: '1999'\n"),
    "a stage that others take for a number": ({"stage": "1"}, "stage: 1\n"),
    "numbers and booleans": ({"bpm": 120, "explicit": True, "gain": 1.5}, "bpm: 120\nexplicit: true\ngain: 1.5\n"),
    "a text that is no number": ({"bpm": "120", "isrc": "012"}, "bpm: '120'\nisrc: '012'\n"),
    "a day of one's own": ({"mastered": "2026-12-01"}, "mastered: 2026-12-01\n"),
    "an empty text": ({"label": ""}, "label: ''\n"),
    "a list": ({"mood": ("dark", 1, None, "yes", "a, b")}, "mood: [dark, 1, null, 'yes', 'a, b']\n"),
    "a group of keys": ({"mix": {"gain": 1.5, "by": {"no": ("a", ("b",))}}}, "mix: {gain: 1.5, by: {'no': [a, [b]]}}\n"),
    "a colon in a group": ({"mix": {"a": ":", "b": ":x"}}, "mix: {a: ':', b: ':x'}\n"),
    "an empty group": ({"mix": {}}, "mix: {}\n"),
    "lines": ({"notes": "one\n\n  two: #3\n"}, "notes: |\n  one\n\n    two: #3\n"),
    "lines without the last end": ({"lyrics": "one\ntwo"}, "lyrics: |-\n  one\n  two\n"),
    "lines that start with a space": ({"notes": " one\ntwo"}, 'notes: " one\\ntwo"\n'),
    "lines that end with empty ones": ({"notes": "one\n\n"}, 'notes: "one\\n\\n"\n'),
    "lines with a tab": ({"notes": "one\n\ttwo\n"}, 'notes: "one\\n\\ttwo\\n"\n'),
    "a key that needs quotes": ({"a: b": "c", "no": "d"}, "'a: b': c\n'no': d\n"),
    "a conflict marker": ({"notes": "a\n=======\nb\n"}, "notes: |\n  a\n  =======\n  b\n"),
}  # fmt: skip


@pytest.mark.parametrize(("values", "text"), TEXTS.values(), ids=TEXTS)
def test_each_value_has_one_way_to_be_written(values: dict[str, Value], text: str) -> None:
    assert track_text(values) == text


def test_what_cannot_be_read_back_is_refused() -> None:
    deep: Value = ()
    for _ in range(60):
        deep = (deep,)
    with pytest.raises(CannotEditError):
        track_text({"a": deep})
    with pytest.raises(CannotEditError, match="it would be too large"):
        track_text({"notes": "x" * 300_000})


CHARACTERS = st.characters(exclude_categories=["Cs"])
WORDS = st.text(CHARACTERS) | st.text("ab \n\t#:-'\"[]{}|>&*!%@`,?~", max_size=12)
VALUES = st.recursive(
    WORDS | st.integers(-(10**16), 10**16) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
KEYS = WORDS.filter(lambda key: key not in {"title", "stage", "workflows", "projects", "due", "notes"})


@given(notes=WORDS, own=st.dictionaries(KEYS, VALUES, max_size=3))
def test_whatever_is_meant_is_read_back(notes: str, own: dict[str, Value]) -> None:
    text = track_text({"stage": "seed", **own, "notes": notes})
    track, problems = read_track("tracks/t.yaml", text.encode())
    assert problems == ()
    assert track
    assert (track.notes, repr(dict(track.custom))) == (notes, repr(own))


@given(st.dictionaries(KEYS, WORDS, min_size=1, max_size=3))
def test_other_readers_of_yaml_find_texts_too(own: dict[str, str]) -> None:
    found = YAML(typ="safe", pure=True).load(track_text(dict(own)))
    assert {key: str(value) for key, value in found.items()} == own
