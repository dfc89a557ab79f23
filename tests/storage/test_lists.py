"""Items of lists and whole keys come and go without touching their neighbours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.storage.edit.value import NewValue, WriteStyle, set_value
from prodash.storage.edit.verify import CannotEditError, content, texts
from prodash.storage.yaml.nodes import Document, Mapping
from prodash.storage.yaml.parse import parse
from tests.examples import examples
from tests.storage.texts import IDS, track_texts

ORDER = ("title", "stage", "workflows", "projects", "due", "*", "notes")
KEY = "workflows"

ADDED = {
    "one line": ("workflows: [a, b] # c\n", "workflows: [a, b, c] # c\n"),
    "one line, tight": ("workflows: [a,b]\n", "workflows: [a,b,c]\n"),
    "one line, inner spaces": ("workflows: [ a, b ]\n", "workflows: [ a, b, c ]\n"),
    "one line, last comma": ("workflows: [a, b,]\n", "workflows: [a, b, c,]\n"),
    "several lines": (
        "workflows: [\n  a,  # one\n  b   # two\n]\n",
        "workflows: [\n  a,  # one\n  b,   # two\n  c\n]\n",
    ),
    "several lines, last comma": (
        "workflows: [\n  a,\n  b,   # two\n]\n",
        "workflows: [\n  a,\n  b,   # two\n  c,\n]\n",
    ),
    "several lines, bracket behind": ("workflows: [\n  a,\n  b]\n", "workflows: [\n  a,\n  b,\n  c]\n"),
    "broken line": ("workflows: [a,\n            b]\n", "workflows: [a,\n            b,\n            c]\n"),
    "dashes": (
        "workflows:\n  - a # one\n  - b # two\n# end\n",
        "workflows:\n  - a # one\n  - b # two\n  - c\n# end\n",
    ),
    "dashes without indentation": ("workflows:\n- a\n- b\nbpm: 1\n", "workflows:\n- a\n- b\n- c\nbpm: 1\n"),
    "dashes, no last newline": ("workflows:\n- a\n- b", "workflows:\n- a\n- b\n- c"),
    "dashes, windows": ("workflows:\r\n-   a\r\n-   b\r\n", "workflows:\r\n-   a\r\n-   b\r\n-   c\r\n"),
    "dashes with a null": ("workflows:\n- a\n- ~\n- b\n", "workflows:\n- a\n- ~\n- b\n- c\n"),
}


@pytest.mark.parametrize(("before", "after"), ADDED.values(), ids=ADDED)
def test_an_item_is_added_in_the_lists_own_style(before: str, after: str) -> None:
    assert set_value(before, (KEY,), ("a", "b", "c"), WriteStyle(ORDER)) == after


CHANGED: dict[str, tuple[str, NewValue, str]] = {
    "first of dashes": ("workflows:\n  - a # one\n  - b # two\n", ("b",), "workflows:\n  - b # two\n"),
    "last of dashes": ("workflows:\n  - a # one\n  - b # two\n", ("a",), "workflows:\n  - a # one\n"),
    "last of dashes, no newline": ("workflows:\n- a\n- b", ("a",), "workflows:\n- a"),
    "last of dashes, no newline, windows": ("workflows:\r\n- a\r\n- b", ("a",), "workflows:\r\n- a"),
    "middle of dashes with comments above": (
        "workflows:\n# about a\n- a\n# about b\n- b\n- c\n",
        ("a", "c"),
        "workflows:\n# about a\n- a\n# about b\n- c\n",
    ),
    "first of brackets": ("workflows: [a, b, c]\n", ("b", "c"), "workflows: [b, c]\n"),
    "last of brackets": ("workflows: [a, b, c]\n", ("a", "b"), "workflows: [a, b]\n"),
    "last of brackets, inner spaces": ("workflows: [ a, b ]\n", ("a",), "workflows: [ a ]\n"),
    "own line in brackets": (
        "workflows: [\n  a,  # one\n  b,  # two\n  c\n]\n",
        ("a", "c"),
        "workflows: [\n  a,  # one\n  c\n]\n",
    ),
    "last own line in brackets": (
        "workflows: [\n  a,  # one\n  b   # two\n]\n",
        ("a",),
        "workflows: [\n  a  # one\n]\n",
    ),
    "last own line in brackets with a last comma": (
        "workflows: [\n  a,  # one\n  b,  # two\n]\n",
        ("a",),
        "workflows: [\n  a,  # one\n]\n",
    ),
    "all of brackets": ("workflows: [a, b] # c\n", (), "workflows: [] # c\n"),
    "all of dashes": ("workflows: # w\n  # mine\n  - a\n  - b\n", (), "workflows: [] # w\n  # mine\n"),
    "into nothing": ("workflows: []\n", ("a", "b"), "workflows: [a, b]\n"),
    "into an empty value": ("workflows:   # none\n", ("a", "b"), "workflows: [a, b]   # none\n"),
    "into null": ("workflows: ~\n", ("a",), "workflows: [a]\n"),
    "beside a bare name": ("workflows: a  # mine\n", ("a", "b"), "workflows: [a, b]  # mine\n"),
    "beside a quoted name": ("workflows: 'a'\n", ("b", "a"), "workflows: ['b', 'a']\n"),
    "beside a name with a comma": ("workflows: a, b\n", ("a, b", "c"), "workflows: ['a, b', c]\n"),
    "a block item away": (
        "workflows:\n  - >-\n    a\n# about due\ndue: x\n",
        (),
        "workflows: []\n# about due\ndue: x\n",
    ),
    "behind a block item": (
        "workflows:\n  - |-\n    a\n\n# about due\ndue: x\n",
        ("a", "b"),
        "workflows:\n  - |-\n    a\n  - b\n\n# about due\ndue: x\n",
    ),
    "for a bare name": ("workflows: a  # mine\n", ("b",), "workflows: b  # mine\n"),
    "for a bare name, none": ("workflows: a  # mine\n", (), "workflows: []  # mine\n"),
    "for a bare name, others": ("workflows: a\n", ("b", "c"), "workflows: [b, c]\n"),
    "others in dashes": ("workflows:\n- a # one\n- 'b'\n", ("c", "d"), "workflows:\n- c\n- d\n"),
    "fewer in dashes": ("workflows:\n- a\n- b\n", ("c",), "workflows:\n- c\n"),
    "more in dashes": ("workflows:\n- a # one\n", ("b", "c"), "workflows:\n- b\n- c\n"),
    "one of two lines away": ("workflows:\n- a\n  b # two\n- c\n", ("c",), "workflows:\n- c\n"),
    "into quotes": ("workflows: ['a', 'b']\n", ("a", "b", "c"), "workflows: ['a', 'b', 'c']\n"),
    "in front of dashes": ("workflows:\n- a\n- b\n", ("c", "a", "b"), "workflows:\n- c\n- a\n- b\n"),
    "in the middle of dashes": (
        "workflows:\n- a # 1\n- b\n",
        ("a", "c", "b"),
        "workflows:\n- a # 1\n- c\n- b\n",
    ),
    "in front of brackets": ("workflows: [a, b]\n", ("c", "a", "b"), "workflows: [c, a, b]\n"),
    "in front of own lines": ("workflows: [\n  a,\n]\n", ("c", "a"), "workflows: [\n  c,\n  a,\n]\n"),
    "another order": ("workflows: [a, b, c]\n", ("c", "a", "b"), "workflows: [c, a, b]\n"),
    "quotes where needed": ("workflows: [a]\n", ("a", "b, c"), "workflows: [a, 'b, c']\n"),
    "absent": ("stage: x\nbpm: 1\n", ("a", "b"), "stage: x\nworkflows: [a, b]\nbpm: 1\n"),
    "absent in flow": ("{stage: x, bpm: 1}\n", ("a",), "{stage: x, workflows: [a], bpm: 1}\n"),
    "key away": ("a: 1\nworkflows: [a] # w\nb: 2\n", None, "a: 1\nb: 2\n"),
    "key with dashes away": ("a: 1\nworkflows:\n- a # x\n\n- b\n# b\nb: 2\n", None, "a: 1\n# b\nb: 2\n"),
    "key with a block away": ("a: 1\nworkflows: |\n  x\n\n  y\n\nb: 2\n", None, "a: 1\n\nb: 2\n"),
    "last key away": ("a: 1\nworkflows: [a]", None, "a: 1"),
    "empty key away": ("a: 1\nworkflows:\n  # about b\nb: 2\n", None, "a: 1\n  # about b\nb: 2\n"),
    "key away in flow": ("{a: 1, workflows: [a], b: 2}\n", None, "{a: 1, b: 2}\n"),
    "last key away in flow": ("{a: 1, workflows: [a]}\n", None, "{a: 1}\n"),
    "absent key away": ("a: 1\n", None, "a: 1\n"),
    "question mark away": ("a: 1\n? workflows\n: b\n", None, "a: 1\n"),
}


@pytest.mark.parametrize(("before", "wanted", "after"), CHANGED.values(), ids=CHANGED)
def test_what_stays_keeps_its_place_and_its_comments(before: str, wanted: NewValue, after: str) -> None:
    assert set_value(before, (KEY,), wanted, WriteStyle(ORDER)) == after


RENAMED: dict[str, tuple[str, tuple[str, ...], str]] = {
    "dashes": ("workflows:\n- a # one\n- 'b' # two\n", ("c", "d"), "workflows:\n- c # one\n- 'd' # two\n"),
    "brackets": ('workflows: [a, "b"] # both\n', ("a", "c"), 'workflows: [a, "c"] # both\n'),
    "own lines": ("workflows: [\n  a, # one\n  b\n]\n", ("c", "b"), "workflows: [\n  c, # one\n  b\n]\n"),
    "one that is there already": ("workflows: [a, b] # both\n", ("", "b"), "workflows: [b] # both\n"),
    "what goes": ("workflows:\n- A # one\n- b\n- a # two\n", ("a", "b", ""), "workflows:\n- a # one\n- b\n"),
    "blank and empty items": ("workflows: ['', a, ~, b]\n", ("c", "b"), "workflows: [c, ~, b]\n"),
    "all": ("workflows:\n- a # one\n", ("",), "workflows: []\n"),
    "a bare name": ("workflows: a # one\n", ("b",), "workflows: b # one\n"),
    "a bare name that goes": ("workflows: a # one\n", ("",), "workflows: [] # one\n"),
}


@pytest.mark.parametrize(("before", "wanted", "after"), RENAMED.values(), ids=RENAMED)
def test_items_replaced_in_place_keep_their_comments_and_quotes(
    before: str, wanted: tuple[str, ...], after: str
) -> None:
    assert set_value(before, (KEY,), wanted, WriteStyle(ORDER, in_place=True)) == after


def test_an_item_of_two_lines_is_not_replaced_in_place() -> None:
    with pytest.raises(CannotEditError) as refused:
        set_value("workflows:\n- a\n  b\n", (KEY,), ("c",), WriteStyle(ORDER, in_place=True))
    assert str(refused.value) == "an item of the list spans several lines; change it by hand"


REFUSED: dict[str, tuple[str, NewValue, str]] = {
    "more than names": (
        "workflows:\n- {a: b}\n",
        ("a",),
        "the value of 'workflows' holds more than names; change it by hand",
    ),
    "keys": (
        "workflows: {a: b}\n",
        ("a",),
        "the value of 'workflows' holds more than names; change it by hand",
    ),
    "an alias": (
        "a: &x [b]\nworkflows: *x\n",
        ("a",),
        "the value of 'workflows' has an alias; write the plain value by hand",
    ),
    "an anchor that is used": (
        "workflows: &x [b]\na: *x\n",
        None,
        "'workflows' cannot be changed safely; edit the file by hand",
    ),
    "the only key": (
        "workflows: [a]\n",
        None,
        "'workflows' cannot be changed safely; edit the file by hand",
    ),
    "comments between": (
        "workflows: [a, b # two\n  , c]\n",
        ("a", "c"),
        "there are comments between the items of the list; change it by hand",
    ),
    "another order with comments": (
        "workflows:\n  - a   # redo\n  - b  # with Ana\n",
        ("b", "a"),
        "items with comments would change places; change the list by hand",
    ),
    "only nulls": ("workflows: [~]\n", ("a",), "the list holds empty items; change it by hand"),
    "a block": (
        "workflows: |\n  a\n",
        ("a", "b"),
        "it cannot be changed safely; edit the file by hand",
    ),
}


@pytest.mark.parametrize(("before", "wanted", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_would_do_harm_is_refused_with_the_reason(before: str, wanted: NewValue, reason: str) -> None:
    with pytest.raises(CannotEditError) as refused:
        set_value(before, (KEY,), wanted, WriteStyle(ORDER))
    assert str(refused.value) == reason


ORDERED = {
    "custom field behind the others": (
        "title: a\nbpm: 1\n# end\n",
        "key",
        "title: a\nbpm: 1\nkey: x\n# end\n",
    ),
    "custom field before the notes": (
        "title: a\nnotes: |\n  n\n",
        "key",
        "title: a\nkey: x\nnotes: |\n  n\n",
    ),
    "notes last": ("title: a\nbpm: 1\n", "notes", "title: a\nbpm: 1\nnotes: x\n"),
    "due behind projects": (
        "stage: a\nprojects:\n- b\nbpm: 1\n",
        "due",
        "stage: a\nprojects:\n- b\ndue: x\nbpm: 1\n",
    ),
    "title first": ("# top\nstage: a\n", "title", "# top\ntitle: x\nstage: a\n"),
    "a key that needs quotes": ("stage: a\n", "my: key", "stage: a\n'my: key': x\n"),
}


@pytest.mark.parametrize(("before", "key", "after"), ORDERED.values(), ids=ORDERED)
def test_a_new_key_has_its_place(before: str, key: str, after: str) -> None:
    assert set_value(before, (key,), "x", WriteStyle(ORDER)) == after


TYPED = {
    "a word": ("title: a\n", "yes", "title: 'yes'\n"),
    "a number": ("title: a\n", "1999", "title: '1999'\n"),
    "a time": ("title: a\n", "1:30", "title: '1:30'\n"),
    "a date": ("title: a\n", "2026-12-01", "title: '2026-12-01'\n"),
    "as before": ("title: 1999\n", "2001", "title: 2001\n"),
    "in quotes already": ('title: "a"\n', "no", 'title: "no"\n'),
    "a new one": ("stage: a\n", "1.0", "title: '1.0'\nstage: a\n"),
    "a colon": ("title: a\n", "a: b", "title: 'a: b'\n"),
    "a comment sign": ("title: a\n", "a #1", "title: 'a #1'\n"),
    "a dash": ("title: a\n", "- a", "title: '- a'\n"),
    "an apostrophe": ("title: a\n", "it's: here", 'title: "it\'s: here"\n'),
    "emoji": ("title: a\n", "👩‍🎤 🌱", "title: 👩‍🎤 🌱\n"),
    "a plain text": ("title: a\n", "Track 9", "title: Track 9\n"),
}


@pytest.mark.parametrize(("before", "title", "after"), TYPED.values(), ids=TYPED)
def test_a_title_is_a_text_for_every_reader(before: str, title: str, after: str) -> None:
    assert set_value(before, ("title",), title, WriteStyle(ORDER, "line")) == after


def entries(text: str) -> dict[str, object]:
    document = parse(text)
    assert isinstance(document, Document)
    assert isinstance(document.top, Mapping)
    return {key.text: content(value) for key, value in document.top.pairs}


def items(text: str) -> object:
    document = parse(text)
    assert isinstance(document, Document)
    assert isinstance(document.top, Mapping)
    return next((texts(v) or content(v) for k, v in document.top.pairs if k.text == KEY), None)


def lines_with_comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("#")]


@given(track_texts(), st.lists(IDS, unique=True, max_size=4), st.data())
@examples(60)
def test_any_list_in_any_file_says_what_it_is_told_and_nothing_else_changes(
    text: str, wanted: list[str], data: st.DataObject
) -> None:
    present = items(text)
    if isinstance(present, tuple) and all(isinstance(item, str) for item in present):
        kept = data.draw(
            st.lists(st.sampled_from([*present, *wanted]), unique=True) if present or wanted else st.just([])
        )
    else:
        kept = wanted
    try:
        edited = set_value(text, (KEY,), tuple(kept), WriteStyle(ORDER))
    except CannotEditError:
        # Only where the key is, or would be, in a place that cannot take a list.
        assert KEY in entries(text) or "{" in text or "|" in text or not text.endswith("\n")
        return
    before, after = entries(text), entries(edited)
    before.pop(KEY, None)
    assert after.pop(KEY) is not None
    assert after == before
    assert lines_with_comments(edited) == lines_with_comments(text)


@given(
    track_texts(stage=IDS), st.sampled_from(["title", "workflows", "projects", "due", "bpm", "key", "notes"])
)
@examples(50)
def test_clearing_takes_the_key_and_leaves_all_else(text: str, key: str) -> None:
    try:
        edited = set_value(text, (key,), None, WriteStyle(ORDER))
    except CannotEditError:
        return
    expected = entries(text)
    expected.pop(key, None)
    assert entries(edited) == expected
    start = next((n for n, (a, b) in enumerate(zip(text, edited, strict=False)) if a != b), len(edited))
    assert text.endswith(edited[start:])
