"""Entries are put in, moved, taken out and changed as whole blocks, and every other byte stays."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.storage.edit.entries import with_entry, with_entry_field, with_entry_moved, without_entry
from prodash.storage.edit.verify import CannotEditError, child, content
from prodash.storage.yaml.nodes import Document, Mapping, Scalar, Sequence
from prodash.storage.yaml.parse import parse
from tests.examples import examples

KEY = "workflows"
NEW = {"id": "x", "name": "X"}
BLOCK = "workflows:\n  - id: a\n    name: A\n  - id: b\n    name: B\n"
FLUSH = "workflows:\n- id: a\n  name: A\n- id: b\n  name: B\n"
GAPS = "workflows:\n  - id: a\n\n  - id: b\n\n  - id: c\n"
NOTES = "# top\nworkflows:\n  # the list\n  - a  # one\n  # about b\n  - b  # two\n  # inside?\n\n  # free\n\n  - c\n# end\n"

ADDED = {
    "at the end": (BLOCK, "", BLOCK + "  - id: x\n    name: X\n"),
    "in front": (BLOCK, "a", BLOCK.replace(":\n  -", ":\n  - id: x\n    name: X\n  -", 1)),
    "in between": (BLOCK, "b", BLOCK.replace("  - id: b", "  - id: x\n    name: X\n  - id: b")),
    "dashes flush with the key": (FLUSH, "", FLUSH + "- id: x\n  name: X\n"),
    "with the empty line of the others": (GAPS, "c", GAPS.replace("  - id: c", "  - id: x\n    name: X\n\n  - id: c")),
    "at the end with an empty line": (GAPS, "", GAPS + "\n  - id: x\n    name: X\n"),
    "above the comment of the next": (
        NOTES,
        "b",
        NOTES.replace("  # about b", "  - id: x\n    name: X\n  # about b"),
    ),
    "before the comment at the end": (NOTES, "", NOTES.replace("  - c\n", "  - c\n  - id: x\n    name: X\n")),
    "flow entries": ("workflows:\n  - {id: a}\n", "", "workflows:\n  - {id: a}\n  - {id: x, name: X}\n"),
    "a flow list": ("workflows: [a, {id: b}]  # c\n", "b", "workflows: [a, {id: x, name: X}, {id: b}]  # c\n"),
    "a flow list of lines": (
        "workflows: [\n  a,  # one\n  b,\n]\n",
        "",
        "workflows: [\n  a,  # one\n  b, {id: x, name: X},\n]\n",
    ),
    "windows line ends": (
        "workflows:\r\n  - id: a\r\n",
        "",
        "workflows:\r\n  - id: a\r\n  - id: x\r\n    name: X\r\n",
    ),
    "no last newline": ("workflows:\n  - id: a", "", "workflows:\n  - id: a\n  - id: x\n    name: X"),
    "wide dashes": ("workflows:\n-   id: a\n    n: 1\n- b\n", "", "workflows:\n-   id: a\n    n: 1\n- b\n-   id: x\n    name: X\n"),
    "behind a block text": (
        "workflows:\n  - id: a\n    description: |\n      one\n\n      two\n\nmore: 1\n",
        "",
        "workflows:\n  - id: a\n    description: |\n      one\n\n      two\n  - id: x\n    name: X\n\nmore: 1\n",
    ),
    "between other keys": ("v: 1\nworkflows:\n  - a\nw: 2\n", "", "v: 1\nworkflows:\n  - a\n  - id: x\n    name: X\nw: 2\n"),
    "document marks": ("---\nworkflows:\n  - a\n...\n", "", "---\nworkflows:\n  - a\n  - id: x\n    name: X\n...\n"),
    "an empty list": ("workflows: []\n", "", "workflows:\n  - id: x\n    name: X\n"),
    "nothing": ("workflows:\n", "", "workflows:\n  - id: x\n    name: X\n"),
    "null": ("workflows: ~\n", "", "workflows:\n  - id: x\n    name: X\n"),
    "an empty list with comments": (
        "workflows:  []  # ours\n  # the list\n# more\nw: 2\n",
        "",
        "workflows:  # ours\n  # the list\n  - id: x\n    name: X\n# more\nw: 2\n",
    ),
    "an empty list without a last newline": ("workflows: []", "", "workflows:\n  - id: x\n    name: X"),
    "an empty list, windows": ("v: 1\r\nworkflows: []\r\n", "", "v: 1\r\nworkflows:\r\n  - id: x\r\n    name: X\r\n"),
    "an indented empty list": ("  v: 1\n  workflows:\n", "", "  v: 1\n  workflows:\n    - id: x\n      name: X\n"),
    "an empty list in flow": ("{workflows: [], v: 1}\n", "", "{workflows: [{id: x, name: X}], v: 1}\n"),
    "nothing in flow": ("{workflows: , v: 1}\n", "", "{workflows: [{id: x, name: X}] , v: 1}\n"),
    "no file": ("", "", "workflows:\n  - id: x\n    name: X\n"),
    "a file of comments": ("# mine", "", "# mine\nworkflows:\n  - id: x\n    name: X\n"),
    "a mark and nothing else": ("---\r\n", "", "---\r\nworkflows:\r\n  - id: x\r\n    name: X\r\n"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "before", "after"), ADDED.values(), ids=ADDED)
def test_a_new_entry_is_written_as_the_others_are(text: str, before: str, after: str) -> None:
    assert with_entry(text, KEY, NEW, before) == after


SHORT = {
    "in lines": ("workflows:\n- a\n- b  # c\n", "workflows:\n- a\n- x\n- b  # c\n"),
    "where another is": ("workflows:\n- id: a\n- b\n- id: c\n", "workflows:\n- id: a\n- x\n- b\n- id: c\n"),
    "in brackets": ("workflows: [a, b]\n", "workflows: [a, x, b]\n"),
    "in brackets without spaces": ("workflows: [a,b]\n", "workflows: [a,x,b]\n"),
}


@pytest.mark.parametrize(("text", "after"), SHORT.values(), ids=SHORT)
def test_an_id_alone_is_short(text: str, after: str) -> None:
    assert with_entry(text, KEY, {"id": "x"}, "b") == after


LONG = {
    "in lines": ("workflows:\n- id: a\n- id: b\n", "workflows:\n- id: a\n- id: x\n- id: b\n"),
    "in braces": ("workflows:\n- {id: b}\n", "workflows:\n- {id: x}\n- {id: b}\n"),
    "in brackets": ("workflows: [{id: b}]\n", "workflows: [{id: x}, {id: b}]\n"),
}


@pytest.mark.parametrize(("text", "after"), LONG.values(), ids=LONG)
def test_an_id_alone_is_long_where_all_others_are(text: str, after: str) -> None:
    assert with_entry(text, KEY, {"id": "x"}, "b") == after


def test_values_get_the_quotes_that_they_need() -> None:
    fields = {"id": "x", "name": "It's: X", "colour": "#abc", "description": "a, b"}
    assert with_entry("workflows:\n- a\n- {id: b}\n", KEY, fields, "") == (
        "workflows:\n- a\n- {id: b}\n"
        """- {id: x, name: "It's: X", colour: '#abc', description: 'a, b'}\n"""
    )


MOVED = {
    "to the front": (BLOCK, "b", "a", "workflows:\n  - id: b\n    name: B\n  - id: a\n    name: A\n"),
    "to the end": (BLOCK, "a", "", "workflows:\n  - id: b\n    name: B\n  - id: a\n    name: A\n"),
    "where it is": (BLOCK, "a", "b", BLOCK),
    "empty lines stay": (GAPS, "c", "a", "workflows:\n  - id: c\n\n  - id: a\n\n  - id: b\n"),
    "comments above, beside and below go along": (
        NOTES,
        "b",
        "",
        "# top\nworkflows:\n  # the list\n  - a  # one\n  - c\n  # inside?\n\n  # free\n\n  # about b\n  - b  # two\n# end\n",
    ),
    "the comment below its keys goes along": (
        "workflows:\n- id: a\n  # of a\n- id: b\n",
        "b",
        "a",
        "workflows:\n- id: b\n- id: a\n  # of a\n",
    ),
    "the comment about the list stays": (
        NOTES,
        "a",
        "",
        "# top\nworkflows:\n  # the list\n  # about b\n  - b  # two\n  - c\n  # inside?\n\n  # free\n\n  - a  # one\n# end\n",
    ),
    "in a flow list": ("workflows: [a, {id: b}, c]\n", "c", "a", "workflows: [c, a, {id: b}]\n"),
    "short and long": ("workflows:\n- a\n- id: b\n  name: B\n", "b", "a", "workflows:\n- id: b\n  name: B\n- a\n"),
    "windows line ends": ("workflows:\r\n# 0\r\n- a\r\n# 1\r\n# 2\r\n- b\r\n", "b", "a", "workflows:\r\n# 0\r\n# 1\r\n# 2\r\n- b\r\n- a\r\n"),
    "no last newline": ("workflows:\n- a\n- b", "b", "a", "workflows:\n- b\n- a"),
    "a block text to the end, which gets a line end": (
        "workflows:\n- id: a\n  description: |\n    one\n- b",
        "b",
        "a",
        "workflows:\n- b\n- id: a\n  description: |\n    one\n",
    ),
    "a block text": (
        "workflows:\n- id: a\n  description: >\n    one\n    # two\n\n- b\nv: 1\n",
        "b",
        "a",
        "workflows:\n- b\n\n- id: a\n  description: >\n    one\n    # two\nv: 1\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "entry", "before", "after"), MOVED.values(), ids=MOVED)
def test_an_entry_moves_with_its_lines_and_comments(text: str, entry: str, before: str, after: str) -> None:
    assert with_entry_moved(text, KEY, entry, before) == after


REMOVED = {
    "the first": (BLOCK, "a", "workflows:\n  - id: b\n    name: B\n"),
    "the last": (BLOCK, "b", "workflows:\n  - id: a\n    name: A\n"),
    "with the empty line below": (GAPS, "b", "workflows:\n  - id: a\n\n  - id: c\n"),
    "with the empty line above": (GAPS, "c", "workflows:\n  - id: a\n\n  - id: b\n"),
    "the comment above stays": (NOTES, "b", NOTES.replace("  - b  # two\n", "")),
    "the comments around stay": (NOTES, "c", NOTES.replace("  - c\n", "")),
    "the comment about the list stays": (NOTES, "a", NOTES.replace("  - a  # one\n", "")),
    "the comment below its keys goes": ("workflows:\n- id: a\n  # of a\n- b\n", "a", "workflows:\n- b\n"),
    "no last newline": ("workflows:\n- a\n- b", "b", "workflows:\n- a"),
    "no last newline behind a block text, which gets one": (
        "workflows:\n- id: b\n  description: |\n    one\n- a",
        "a",
        "workflows:\n- id: b\n  description: |\n    one\n",
    ),
    "no last newline below a comment": ("workflows:\n- a\n# b\n- b", "b", "workflows:\n- a\n# b"),
    "windows line ends": ("workflows:\r\n- a\r\n- b\r\n", "a", "workflows:\r\n- b\r\n"),
    "in a flow list": ("workflows: [a, {id: b}, c]\n", "b", "workflows: [a, c]\n"),
    "the last of a flow list": ("workflows: [a, b]\n", "b", "workflows: [a]\n"),
    "in a flow list with comments": (
        "workflows: [\n  a,  # one\n  b,  # two\n]\n",
        "b",
        "workflows: [\n  a,  # one\n    # two\n]\n",
    ),
    "the only one": ("v: 1\nworkflows:  # ours\n- id: a\n  name: A\n\nw: 2\n", "a", "v: 1\nworkflows: []  # ours\n\nw: 2\n"),
    "the only one below a comment": (
        "workflows:\n  # the list\n  - a  # one\n# end\n",
        "a",
        "workflows: []\n  # the list\n# end\n",
    ),
    "the only one without a last newline": ("workflows:\n- a", "a", "workflows: []"),
    "the only one in brackets": ("workflows: [ a, ]  # ours\n", "a", "workflows: []  # ours\n"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "entry", "after"), REMOVED.values(), ids=REMOVED)
def test_an_entry_goes_with_its_own_lines(text: str, entry: str, after: str) -> None:
    assert without_entry(text, KEY, entry) == after


FIELDS = {
    "changed": ("workflows:\n- id: a\n  name:  'A' # n\n", "name", "X", "workflows:\n- id: a\n  name:  'X' # n\n"),
    "put in its place": (
        "workflows:\n- id: a\n  kind: active\n",
        "colour",
        "teal",
        "workflows:\n- id: a\n  colour: teal\n  kind: active\n",
    ),
    "taken out": ("workflows:\n- id: a\n  name: A # n\n  colour: red\n", "name", None, "workflows:\n- id: a\n  colour: red\n"),
    "the id": ("workflows:\n- name: A\n  id: a # i\n", "id", "x", "workflows:\n- name: A\n  id: x # i\n"),
    "the id of a short one": ('workflows:\n- "a" # i\n', "id", "x", 'workflows:\n- "x" # i\n'),
    "a short one becomes long": ("workflows:\n  - a # i\n", "name", "X", "workflows:\n  - id: a # i\n    name: X\n"),
    "a short one in brackets becomes long": ("workflows: [a, b]\n", "name", "X", "workflows: [{id: a, name: X}, b]\n"),
    "nothing taken out of a short one": ("workflows: [a]\n", "name", None, "workflows: [a]\n"),
    "in a flow entry": ("workflows:\n- {id: a, name: A}\n", "name", "X, Y", "workflows:\n- {id: a, name: 'X, Y'}\n"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "field", "value", "after"), FIELDS.values(), ids=FIELDS)
def test_one_field_of_an_entry_changes_and_nothing_else(
    text: str, field: str, value: str | None, after: str
) -> None:
    assert with_entry_field(text, KEY, "a", field, value) == after


UNSAFE = "it cannot be changed safely; edit the file by hand"
NO_LIST = "it has no list under 'workflows:' that prodash can edit; edit the file by hand"
REFUSED: dict[str, tuple[str, Callable[[str], str], str]] = {
    "an id written as a block": (
        "workflows:\n  - |\n    a\n  - b\n",
        lambda t: with_entry_field(t, KEY, "a", "id", "c"),
        "the entry 'a' is not a single plain word; change it by hand",
    ),
    "an id with an anchor": (
        "workflows:\n  - &x a\n  - b\n",
        lambda t: with_entry_field(t, KEY, "a", "name", "A"),
        "the entry 'a' is not a single plain word; change it by hand",
    ),
    "an id with a tag": (
        "workflows: [!!str a, b]\n",
        lambda t: with_entry_field(t, KEY, "a", "id", "c"),
        "the entry 'a' is not a single plain word; change it by hand",
    ),
    "a list with an anchor": ("workflows: &w [a]\n", lambda t: with_entry(t, KEY, NEW, ""), NO_LIST),
    "a list that is an alias": ("v: &w [a]\nworkflows: *w\n", lambda t: without_entry(t, KEY, "a"), NO_LIST),
    "a list with a tag": ("workflows: !!seq [a]\n", lambda t: with_entry_moved(t, KEY, "a", ""), NO_LIST),
    "nothing with a tag": ("workflows: !!null\n", lambda t: with_entry(t, KEY, NEW, ""), NO_LIST),
    "no list": ("workflows: a\n", lambda t: with_entry(t, KEY, NEW, ""), NO_LIST),
    "another key": ("stages: [a]\n", lambda t: with_entry(t, KEY, NEW, ""), NO_LIST),
    "a broken file": (
        "workflows: [a\n",
        lambda t: with_entry(t, KEY, NEW, ""),
        "it could not be read; 'prodash check' says why",
    ),
    "an alias in front of its anchor": (
        "workflows:\n- id: a\n  name: &n A\n- id: b\n  name: *n\n",
        lambda t: with_entry_moved(t, KEY, "b", "a"),
        UNSAFE,
    ),
    "an anchor that an alias needs": (
        "workflows:\n- id: a\n  name: &n A\n- id: b\n  name: *n\n",
        lambda t: without_entry(t, KEY, "a"),
        UNSAFE,
    ),
    "a value with a tag": (
        "workflows:\n- id: a\n  name: !!str A\n",
        lambda t: with_entry_field(t, KEY, "a", "name", "X"),
        "the value of 'name' has a tag; write the plain value by hand",
    ),
    "a dash on a line of its own": (
        "workflows:\n-\n  id: a\n- id: b\n",
        lambda t: with_entry_moved(t, KEY, "b", "a"),
        UNSAFE,
    ),
    "an entry that is there twice": (
        "workflows: [a, a]\n",
        lambda t: without_entry(t, KEY, "a"),
        "it lists 'a' twice; check the file and try again",
    ),
    "an entry that is not there": (
        "workflows: [a]\n",
        lambda t: without_entry(t, KEY, "b"),
        "it does not list 'b'; check the file and try again",
    ),
    "a block text without a line end": (
        "workflows:\n- a\n- id: b\n  description: |\n    one",
        lambda t: with_entry_moved(t, KEY, "b", "a"),
        UNSAFE,
    ),
    "a comment in an empty list": ("workflows: [ # c\n]\n", lambda t: with_entry(t, KEY, NEW, ""), UNSAFE),
    "a comment around the only one": ("workflows: [ # c\na]\n", lambda t: without_entry(t, KEY, "a"), UNSAFE),
}


@pytest.mark.parametrize(("text", "edit", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_without_harm_is_refused(
    text: str, edit: Callable[[str], str], reason: str
) -> None:
    with pytest.raises(CannotEditError) as refused:
        edit(text)
    assert str(refused.value) == reason


@st.composite
def files(draw: st.DrawFn, *, comments: bool = True) -> tuple[str, tuple[str, ...]]:
    """A vocabulary file with at least two entries, and their ids."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    ids = tuple("abcdef"[: draw(st.integers(2, 5))])
    if draw(st.integers(0, 4)) == 0:
        inside = draw(st.sampled_from([", ", ",", "," + newline + "  "])).join(
            draw(st.sampled_from([i, f"{{id: {i}}}", f"'{i}'", f'{{name: "N {i}", id: {i}}}'])) for i in ids
        )
        return f"workflows: [{inside}]{newline}", ids
    indent = draw(st.sampled_from(["", "  ", "    "]))
    numbers = iter(range(1000))

    def comment_line(indent: str) -> str:
        return f"{indent}# {next(numbers)}{newline}" if comments and draw(st.booleans()) else ""

    def gap() -> str:
        return draw(st.sampled_from(["", "", newline, newline + comment_line(indent) + newline]))

    def beside() -> str:
        return f"  # {next(numbers)}" if comments and draw(st.booleans()) else ""

    text = draw(st.sampled_from(["", "---" + newline, "v: 1" + newline])) + comment_line("")
    text += f"workflows:{beside()}{newline}"
    for number, identifier in enumerate(ids):
        text += (gap() if number else "") + comment_line(indent)
        kind = draw(st.sampled_from(["short", "flow", "long", "long", "text"]))
        if kind == "short":
            text += f"{indent}- {identifier}{beside()}{newline}"
        elif kind == "flow":
            text += f"{indent}- {{id: {identifier}, name: N}}{beside()}{newline}"
        else:
            text += f"{indent}- name: 'N {identifier}'{beside()}{newline}{comment_line(indent + '  ')}"
            text += f"{indent}  id: {identifier}{beside()}{newline}"
        if kind == "text":
            text += f"{indent}  description: |{newline}{indent}    # one{newline}{newline}{indent}    two{newline}"
            text += comment_line(indent + "  ")
    text += draw(st.sampled_from(["", newline])) + comment_line("")
    text += draw(st.sampled_from(["", "w: 2" + newline]))
    # A block text says something else without a line end behind it.
    return (text.rstrip("\r\n") if draw(st.booleans()) and "|" not in text else text), ids


def entries_of(text: str) -> list[tuple[str, object]]:
    """The id and the content of each entry."""
    document = parse(text)
    assert isinstance(document, Document)
    assert isinstance(document.top, Mapping)
    entries = child(document.top, KEY)
    assert isinstance(entries, Sequence)
    found = []
    for item in entries.items:
        identifier = child(item, "id") if isinstance(item, Mapping) else item
        assert isinstance(identifier, Scalar)
        found.append((identifier.text, content(item)))
    return found


def comments_of(text: str) -> list[str]:
    """Every comment, wherever it stands; those of block texts too, which is no harm."""
    return sorted(line[line.index("#") :] for line in text.splitlines() if "#" in line)


@given(files(), st.data())
@examples(60)
def test_any_entry_moves_anywhere_and_all_contents_and_comments_stay(
    file: tuple[str, tuple[str, ...]], data: st.DataObject
) -> None:
    text, ids = file
    entry = data.draw(st.sampled_from(ids))
    before = data.draw(st.sampled_from(["", *(i for i in ids if i != entry)]))
    edited = with_entry_moved(text, KEY, entry, before)
    order = [i for i in ids if i != entry]
    order.insert(order.index(before) if before else len(order), entry)
    contents = dict(entries_of(text))
    assert entries_of(edited) == [(i, contents[i]) for i in order]
    assert comments_of(edited) == comments_of(text)
    assert "[" in text or sorted(edited.splitlines()) == sorted(text.splitlines())


@given(files(comments=False), st.data())
@examples(60)
def test_moving_there_and_back_gives_the_old_text(
    file: tuple[str, tuple[str, ...]], data: st.DataObject
) -> None:
    text, ids = file
    entry = data.draw(st.sampled_from(ids))
    before = data.draw(st.sampled_from(["", *(i for i in ids if i != entry)]))
    behind = next(iter(ids[ids.index(entry) + 1 :]), "")
    assert with_entry_moved(with_entry_moved(text, KEY, entry, before), KEY, entry, behind) == text


@given(files(), st.data())
@examples(60)
def test_any_entry_goes_and_takes_only_lines_of_its_own(
    file: tuple[str, tuple[str, ...]], data: st.DataObject
) -> None:
    text, ids = file
    entry = data.draw(st.sampled_from(ids))
    edited = without_entry(text, KEY, entry)
    assert entries_of(edited) == [(i, said) for i, said in entries_of(text) if i != entry]
    rest = iter(text.splitlines())
    assert "[" in text or all(line in rest for line in edited.splitlines())


@given(files(), st.data(), st.booleans())
@examples(60)
def test_a_new_entry_is_put_anywhere_and_taken_out_again(
    file: tuple[str, tuple[str, ...]], data: st.DataObject, short: bool
) -> None:
    text, ids = file
    before = data.draw(st.sampled_from(["", *ids]))
    edited = with_entry(text, KEY, {"id": "x"} if short else NEW, before)
    place = ids.index(before) if before else len(ids)
    order = [i for i, _ in entries_of(edited)]
    assert order == [*ids[:place], "x", *ids[place:]]
    assert comments_of(edited) == comments_of(text)
    assert entries_of(without_entry(edited, KEY, "x")) == entries_of(text)
    rest = iter(edited.splitlines())
    assert "[" in text or all(line in rest for line in text.splitlines())


@given(files(), st.data())
@examples(40)
def test_an_id_set_and_set_back_gives_the_old_text(
    file: tuple[str, tuple[str, ...]], data: st.DataObject
) -> None:
    text, ids = file
    entry = data.draw(st.sampled_from(ids))
    edited = with_entry_field(text, KEY, entry, "id", "new-one")
    assert [i for i, _ in entries_of(edited)] == [i if i != entry else "new-one" for i in ids]
    assert with_entry_field(edited, KEY, "new-one", "id", entry) == text


@given(files(), st.permutations("abcde"))
@examples(25)
def test_all_entries_go_one_by_one_and_the_list_takes_a_new_one(
    file: tuple[str, tuple[str, ...]], order: list[str]
) -> None:
    text, ids = file
    for entry in order:
        text = without_entry(text, KEY, entry) if entry in ids else text
    assert entries_of(text) == []
    assert [i for i, _ in entries_of(with_entry(text, KEY, NEW, ""))] == ["x"]
