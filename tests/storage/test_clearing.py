"""A key is cleared wherever it stands: its own lines go, all others stay and say what they said."""

import itertools

import pytest

from prodash.storage.edit.entries import with_entry_field, without_entry
from prodash.storage.edit.value import set_value
from prodash.storage.edit.verify import CannotEditError

VALUES = {
    "plain": "b: one",
    "empty": "b:",
    "null": "b: ~",
    "a comment": "b: one # two",
    "quotes": "b: 'one'",
    "two lines": "b: one\n  two",
    "quotes over two lines": 'b: "one\n  two"',
    "block": "b: |\n  one\n\n  two",
    "stripped block": "b: |-\n  one",
    "kept block": "b: |+\n  one",
    "empty block": "b: |",
    "empty kept block": "b: |+",
    "folded": "b: >\n  one\n  two",
    "stripped folded": "b: >-\n  one",
    "kept folded": "b: >+\n  one",
    "brackets": "b: [one, two]",
    "brackets over lines": "b: [\n  one, # first\n  two\n  ]",
    "braces over lines": "b: {x: one,\n  y: two}",
    "list": "b:\n  - one\n  - two # second",
    "list at the margin": "b:\n- one\n- two",
    "list with a block": "b:\n  - one\n  - |\n    two",
    "keys": "b:\n  x: one\n  y: two",
    "keys with a block": "b:\n  x: |\n    one",
}
ENDS_WITH_BLOCK = {
    "block",
    "kept block",
    "folded",
    "kept folded",
    "list with a block",
    "keys with a block",
}
KEEPS_BLANK_LINES = {"kept block", "kept folded", "empty kept block"}
REST = {
    "no last line end": "",
    "nothing": "\n",
    "blank lines": "\n\n\n",
    "a comment": "\n# end\n",
    "a comment behind a blank line": "\n\n# end",
    "another key": "\nz: 1",
    "another key behind a blank line": "\n\nz: 1\n",
}
NEWLINES = {"LF": "\n", "CRLF": "\r\n"}
every_newline = pytest.mark.parametrize("newline", NEWLINES.values(), ids=NEWLINES)


@pytest.mark.parametrize("before", VALUES)
def test_a_key_goes_from_behind_any_other(before: str) -> None:
    owns = ("c: x", "c: x # y", "c: [\n  x,\n  y]", "c:\n  - x", "c: |\n  x", "'c' : >-\n  x\n\n  y")
    for rest, newline, own in itertools.product(REST.values(), NEWLINES.values(), owns):
        top = f"a: 1\n{VALUES[before]}\n"
        left = rest.removeprefix("\n")
        if before in KEEPS_BLANK_LINES:
            # They would become a part of the text.
            left = left.lstrip("\n")
        if not rest and before not in ENDS_WITH_BLOCK:
            top = top.removesuffix("\n")
        text = f"a: 1\n{VALUES[before]}\n{own}{rest}".replace("\n", newline)
        assert set_value(text, ("c",), None) == f"{top}{left}".replace("\n", newline), (own, rest)


@pytest.mark.parametrize("value", [kind for kind in VALUES if kind not in KEEPS_BLANK_LINES])
def test_clearing_a_key_removes_its_lines_and_no_others_whatever_its_value_is(value: str) -> None:
    tops = ("a: 1", "# top\n\na: |-\n  1")
    for rest, newline, top in itertools.product(REST.values(), NEWLINES.values(), tops):
        text = f"{top}\n{VALUES[value]}{rest}".replace("\n", newline)
        assert set_value(text, ("b",), None) == f"{top}{rest}".replace("\n", newline), (top, rest)


@every_newline
@pytest.mark.parametrize("value", VALUES)
def test_clearing_the_first_key_keeps_the_comment_above_it(value: str, newline: str) -> None:
    text = f"# top\n{VALUES[value]}\nc: 1 # one\n\n".replace("\n", newline)
    assert set_value(text, ("b",), None) == "# top\nc: 1 # one\n\n".replace("\n", newline)


CLEARED = {
    "a kept block takes its blank lines along": ("a: 1\nb: |+\n  x\n\n\nc: 1", "b", "a: 1\nc: 1"),
    "a kept block that is last, too": ("a: 1\nb: |+\n  x\n\n", "b", "a: 1\n"),
    "between two kept blocks": ("a: |+\n  x\n\nb: |+\n  y\n\nc: 1\n", "b", "a: |+\n  x\n\nc: 1\n"),
    "behind a kept block with blank lines": ("a: |+\n  x\n\nb: 1", "b", "a: |+\n  x\n\n"),
    "behind an empty kept block": ("a: |+\n\nb: 1", "b", "a: |+\n\n"),
    "behind an indented block": ("  a: |\n    x\n  b: 1", "b", "  a: |\n    x\n"),
    "before the end mark": ("a: |\n  x\nb: 1\n...\n", "b", "a: |\n  x\n...\n"),
    "a comment that would become text": ("a: |\n  x\nb: 1\n  # about b\n", "b", None),
}


@pytest.mark.parametrize(("before", "key", "after"), CLEARED.values(), ids=CLEARED)
def test_blank_lines_and_comments_around_it_stay_what_they_are(
    before: str, key: str, after: str | None
) -> None:
    if after is None:
        with pytest.raises(CannotEditError):
            set_value(before, (key,), None)
    else:
        assert set_value(before, (key,), None) == after


LISTS = {
    "behind a block": ("b:\n  - |\n    x\n  - y", ("x\n",), "b:\n  - |\n    x\n"),
    "behind a block, in a file with a last line end": (
        "b:\n- |\n  x\n- y\n- z\n",
        ("x\n", "z"),
        "b:\n- |\n  x\n- z\n",
    ),
    "behind a folded block": ("b:\r\n  - >\r\n    x\r\n  - y", ("x\n",), "b:\r\n  - >\r\n    x\r\n"),
    "behind a stripped block": ("b:\n  - |-\n    x\n  - y", ("x",), "b:\n  - |-\n    x"),
    "behind two lines": ("b:\n  - x\n    y\n  - z", ("x y",), "b:\n  - x\n    y"),
    "the block": ("b:\n  - y\n  - |\n    x", ("y",), "b:\n  - y"),
    "in exchange for another": (
        "b:\n  - |\n    x\n  - y # why\n  - z",
        ("x\n", "q", "z"),
        "b:\n  - |\n    x\n  - q\n  - z",
    ),
    "the last in exchange for another": (
        "b:\n  - |\n    x\n  - y",
        ("x\n", "q"),
        "b:\n  - |\n    x\n  - q",
    ),
}


@pytest.mark.parametrize(("before", "wanted", "after"), LISTS.values(), ids=LISTS)
def test_an_item_goes_from_behind_any_other(before: str, wanted: tuple[str, ...], after: str) -> None:
    assert set_value(before, ("b",), wanted) == after


ENTRY = "stages:\n  - id: seed\n  - id: mix\n    description: |\n      loud\n"


@every_newline
@pytest.mark.parametrize("key", ["stages", "workflows", "projects"])
def test_a_last_key_of_an_entry_goes_from_behind_a_block(key: str, newline: str) -> None:
    top = ENTRY.replace("stages", key).replace("\n", newline)
    for rest in ("", newline, f"{newline}# end{newline}", f"{newline}  - id: live{newline}"):
        text = f"{top}    colour: red{rest}"
        assert with_entry_field(text, key, "mix", "colour", None) == top + rest.removeprefix(newline)


@every_newline
def test_a_last_entry_goes_from_behind_a_block(newline: str) -> None:
    text = ENTRY.replace("\n", newline)
    assert without_entry(f"{text}  - id: live", "stages", "live") == text
    assert without_entry(f"{text}  - live{newline}", "stages", "live") == text
