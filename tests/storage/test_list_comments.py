"""Whatever comes into a list or goes out of it, the comments of the other items stay."""

import re
from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from prodash.model.catalogue.fields import TRACK_ORDER
from prodash.storage.edit.value import WriteStyle, set_value
from prodash.storage.edit.verify import CannotEditError, NewValue, texts
from prodash.storage.yaml.nodes import Document, Mapping
from prodash.storage.yaml.parse import parse
from tests.examples import examples

KEY = "mood"
COMMENT = re.compile(r"(?<=[ \n])# [a-z][^\r\n]*")

CASES: dict[str, tuple[str, NewValue, str]] = {
    "first of brackets with a comment below": (
        "mood: [\n  a,\n  # about b\n  b, # two\n  c\n]\n",
        ("b", "c"),
        "mood: [\n  # about b\n  b, # two\n  c\n]\n",
    ),
    "last of brackets with a comment below": (
        "mood: [\n  a, # one\n  b # two\n  # more to come\n]\n",
        ("a",),
        "mood: [\n  a # one\n  # more to come\n]\n",
    ),
    "all of brackets with comments": (
        "mood: [ # ours\n  # about a\n  a, # one\n  b\n] # end\n",
        (),
        "mood: [ # ours\n  # about a\n] # end\n",
    ),
    "all of brackets over lines": ("mood: [\n  a,\n  b\n] # end\n", (), "mood: [] # end\n"),
    "an item between two that are the same": (
        "mood:\n- a # one\n- b # two\n- a # three\n- a\n",
        ("a", "a", "a"),
        "mood:\n- a # one\n- a # three\n- a\n",
    ),
    "a sharp in a name": ("mood: [a,\n  f#g]\n", ("a",), "mood: [a]\n"),
}


@pytest.mark.parametrize(("before", "wanted", "after"), CASES.values(), ids=CASES)
def test_comments_between_the_items_stay(before: str, wanted: NewValue, after: str) -> None:
    assert set_value(before, (KEY,), wanted, WriteStyle(TRACK_ORDER)) == after


OLD = st.sampled_from(["a", "b", "'c d'", '"e"', "f#g", "-x", "'it''s'", '"a, b"', "é🌱"])
NEW = st.sampled_from(["a", "n", "- y", "x: y", "a, b", "#", "]", "~", "yes", "it's", "", "1.0", "{", "&x"])
BEHIND = st.sampled_from(["", " # one", "  # it's, [two]"])


@st.composite
def lists(draw: st.DrawFn) -> str:
    """A file with a list in brackets or below dashes, with comments wherever they can be."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    items = draw(st.lists(OLD, min_size=1, max_size=5))
    kind = draw(st.sampled_from(["line", "lines", "dashes"]))
    if kind == "line":
        comma, last = draw(st.sampled_from([", ", ",", " , "])), draw(st.sampled_from(["", ",", " "]))
        body = f" [{comma.join(items)}{last}]{draw(BEHIND)}"
    else:
        dash = draw(st.sampled_from(["- ", "  - ", "    -   "])) if kind == "dashes" else "  "
        rows = []
        for number, item in enumerate(items):
            rows += draw(st.sampled_from([[], [], ["  # above"], [""]]))
            comma = "," if kind == "lines" and (number + 1 < len(items) or draw(st.booleans())) else ""
            rows.append(f"{dash}{item}{comma}{draw(BEHIND)}")
        rows += draw(st.sampled_from([[], ["  # after"]]))
        opening, closing = (" [", f"{newline}  ]") if kind == "lines" else ("", "")
        body = f"{opening}{draw(BEHIND)}{newline}{newline.join(rows)}{closing}"
    head = draw(st.sampled_from(["", f"title: x # top{newline}"]))
    return f"{head}{KEY}:{body}{draw(st.sampled_from(['', newline, f'{newline}# end', f'{newline}bpm: 1{newline}']))}"


def items_of(text: str) -> tuple[str, ...]:
    document = parse(text)
    assert isinstance(document, Document)
    assert isinstance(document.top, Mapping)
    return next(texts(node) or () for name, node in document.top.pairs if name.text == KEY)


@given(lists(), NEW)
@examples(60)
def test_an_item_added_leaves_every_comment(text: str, new: str) -> None:
    edited = set_value(text, (KEY,), (*items_of(text), new), WriteStyle(TRACK_ORDER))
    assert items_of(edited) == (*items_of(text), new)
    assert COMMENT.findall(edited) == COMMENT.findall(text)


@given(lists(), st.integers(0, 4))
@examples(60)
def test_an_item_taken_takes_no_comment_but_that_on_its_line(text: str, place: int) -> None:
    items = items_of(text)
    assume(place < len(items))
    kept = tuple(item for item in items if item != items[place])
    try:
        edited = set_value(text, (KEY,), kept, WriteStyle(TRACK_ORDER))
    except CannotEditError:
        assert "[" in text
        return
    assert items_of(edited) == kept
    gone = Counter(COMMENT.findall(text)) - Counter(COMMENT.findall(edited))
    assert set(gone) <= {"# one", "# it's, [two]"}
    assert gone.total() <= len(items) - len(kept)
