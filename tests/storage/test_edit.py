"""Editing changes one value and not a byte more."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prodash.storage.edit import verify
from prodash.storage.edit.keys import rename_key
from prodash.storage.edit.quoting import reads_back, scalar
from prodash.storage.edit.value import WriteStyle, set_value
from prodash.storage.edit.verify import CannotEditError, differs_only_at, have_same_content
from prodash.storage.yaml.nodes import Document, Mapping, Scalar
from prodash.storage.yaml.parse import parse
from tests.examples import examples
from tests.storage.texts import IDS, track_texts

ORDER = ("title", "stage", "workflows", "projects", "due", "*", "notes")


SPLICED = st.sampled_from(
    [
        "",
        "",
        "# c\n",
        "\n",
        "\r\n",
        " ",
        "x",
        "'",
        '"',
        "- ",
        "[",
        "]",
        ", ",
        "{",
        "}",
        ": ",
        "&x ",
        "*x",
        "!t ",
        "|\n  ",
        "~",
    ]
)
"""What a wrong edit could put into a text."""


def set_stage(text: str, stage: str) -> str:
    return set_value(text, ("stage",), stage, WriteStyle(ORDER))


CASES = {
    "plain": ("stage: seed\n", "stage: mixing\n"),
    "single quotes": ("stage:   'seed'   # keep\n\n", "stage:   'mixing'   # keep\n\n"),
    "double quotes": ('stage: "seed" # it\'s\n', 'stage: "mixing" # it\'s\n'),
    "windows line ends": ("title: a\r\nstage: seed\r\nbpm: 1\r\n", "title: a\r\nstage: mixing\r\nbpm: 1\r\n"),
    "no last newline": ("stage: seed", "stage: mixing"),
    "empty": ("stage:\ntitle: a\n", "stage: mixing\ntitle: a\n"),
    "empty with a comment": ("stage:   # which?\n", "stage: mixing   # which?\n"),
    "null": ("stage: ~\n", "stage: mixing\n"),
    "document marks": ("---\nstage: seed\n...\n", "---\nstage: mixing\n...\n"),
    "flow": ("{title: a, stage: seed, bpm: 1}\n", "{title: a, stage: mixing, bpm: 1}\n"),
    "flow without a space": ('{"stage":"seed"}', '{"stage":"mixing"}'),
    "flow with an empty value": ("{stage: , a: b}", "{stage: mixing , a: b}"),
    "quoted key": ('"stage" : seed\n', '"stage" : mixing\n'),
    "question mark": ("? stage\n: seed\n", "? stage\n: mixing\n"),
    "indented": ("  title: a\n  stage: seed\n", "  title: a\n  stage: mixing\n"),
    "emoji before it": ("title: 🌱 é\nstage: seed\n", "title: 🌱 é\nstage: mixing\n"),
    "absent behind the title": (
        "# top\ntitle: a # t\nbpm: 1\n",
        "# top\ntitle: a # t\nstage: mixing\nbpm: 1\n",
    ),
    "absent without a title": ("# top\nbpm: 1\n", "# top\nstage: mixing\nbpm: 1\n"),
    "absent, no last newline": ("title: a", "title: a\nstage: mixing"),
    "absent, windows": ("title: a\r\nbpm: 1\r\n", "title: a\r\nstage: mixing\r\nbpm: 1\r\n"),
    "absent, indented": ("  title: a\n  bpm: 1\n", "  title: a\n  stage: mixing\n  bpm: 1\n"),
    "absent behind a block": ("title: |\n  a\n\n\nbpm: 1\n", "title: |\n  a\nstage: mixing\n\n\nbpm: 1\n"),
    "absent behind a kept block": ("title: |+\n  a\n\nbpm: 1\n", "title: |+\n  a\n\nstage: mixing\nbpm: 1\n"),
    "absent behind two lines": ("title: a\n  b\nbpm: 1\n", "title: a\n  b\nstage: mixing\nbpm: 1\n"),
    "absent in flow": ("{title: a, bpm: 1}\n", "{title: a, stage: mixing, bpm: 1}\n"),
    "absent in flow without a title": ("{bpm: 1}\n", "{stage: mixing, bpm: 1}\n"),
    "absent behind a block without a last newline": ("title: |\n  a", "stage: mixing\ntitle: |\n  a"),
    "block": ("stage: |\n  seed\n\nbpm: 1\n", "stage: mixing\n\nbpm: 1\n"),
    "folded block": ("stage: >-\n  se\n  ed", "stage: mixing"),
    "two lines": ("stage: see\n  d # c\n", "stage: mixing # c\n"),
    "quoted over two lines": ("stage: 'see\n  d' # c\n", "stage: 'mixing' # c\n"),
    "absent before the end mark": ("title: a\n...\n", "title: a\nstage: mixing\n...\n"),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_the_value_is_changed_and_nothing_else(before: str, after: str) -> None:
    assert set_stage(before, "mixing") == after


REFUSED = {
    "alias": ("a: &x seed\nstage: *x\n", "the value of 'stage' has an alias; write the plain value by hand"),
    "anchor": (
        "stage: &x seed\na: *x\n",
        "the value of 'stage' has an anchor; write the plain value by hand",
    ),
    "tag": ("stage: !!str seed\n", "the value of 'stage' has a tag; write the plain value by hand"),
    "list": ("stage: [seed]\n", "the value of 'stage' is not a single text; change it by hand"),
    "block with a comment": (
        "stage: | # c\n  seed\n",
        "the value of 'stage' has a comment inside; change it by hand",
    ),
    "twice": ("stage: seed\nstage: seed\n", "the key 'stage' appears twice; delete one"),
    "key without colon": ("? stage\n", "the value of 'stage' has no colon; write the plain value by hand"),
    "nowhere to put it": ("? a\n", "'stage' cannot be changed safely; edit the file by hand"),
    "broken": ("stage: [\n", "it could not be read; 'prodash check' says why"),
    "not fields": ("- stage\n", "it could not be read; 'prodash check' says why"),
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_edited_safely_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(CannotEditError) as refused:
        set_stage(text, "mixing")
    assert str(refused.value) == reason


def content(text: str) -> list[tuple[str, object]]:
    document = parse(text)
    assert isinstance(document, Document)
    assert isinstance(document.top, Mapping)
    return [(key.text, meaning(value)) for key, value in document.top.pairs]


def meaning(node: object) -> object:
    if isinstance(node, Scalar):
        return node.text, node.is_null
    if isinstance(node, Mapping):
        return [(key.text, meaning(value)) for key, value in node.pairs]
    return [meaning(item) for item in node.items]  # type: ignore[attr-defined]


@given(track_texts(), IDS)
@examples(80)
def test_any_file_differs_only_inside_the_value_and_says_the_new_one(text: str, new: str) -> None:
    edited = set_stage(text, new)
    before, after = content(text), content(edited)
    assert dict(after)["stage"] == (new, False)
    assert [e for e in after if e[0] != "stage"] == [e for e in before if e[0] != "stage"]
    start, end = span_of_stage(text) or (inserted_at(text, edited),) * 2
    assert edited.startswith(text[:start])
    assert edited.endswith(text[end:])


@given(track_texts(stage=IDS), IDS)
@examples(80)
def test_setting_it_back_gives_the_old_text(text: str, new: str) -> None:
    old = str(dict(content(text))["stage"][0])  # type: ignore[index]
    assert set_stage(set_stage(text, new), old) == text


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "'", '"']), st.booleans())
@example("yes", "", False)
@example("~", "", False)
@example("a: b", "", False)
@example("a, b", "", True)
@example("#", "", False)
@example(" x", "", False)
@example("it's", "'", False)
@example('"\\', '"', False)
@example("a\nb", "'", False)
@example("\x85", "", False)
def test_every_text_is_written_so_that_it_reads_back(value: str, style: str, flow: bool) -> None:
    written = scalar(value, style, flow=flow)
    text = f"{{a: {written}, b: c}}" if flow else f"a: {written}\nb: c\n"
    assert content(text) == [("a", (value, False)), ("b", ("c", False))]


@given(st.text("nNulL01 _-az", min_size=1).filter(lambda text: text[0] != "-"), st.booleans())
@example("Null", False)
@example("a - b", True)
@example("0 -", True)
def test_words_are_written_without_quotes_just_where_they_read_back_so(value: str, flow: bool) -> None:
    # Other readers take a dash on its own before a bracket for something else.
    is_unsure = flow and value.endswith(" -")
    assert (scalar(value, "", flow=flow) == value) == (reads_back(value, flow=flow) and not is_unsure)


def span_of_stage(text: str) -> tuple[int, int] | None:
    document = parse(text)
    assert isinstance(document, Document)
    assert isinstance(document.top, Mapping)
    return next(((node.start, node.end) for key, node in document.top.pairs if key.text == "stage"), None)


def inserted_at(text: str, edited: str) -> int:
    """Where the two texts part; what follows must be at the end of both."""
    return next((i for i, (old, new) in enumerate(zip(text, edited, strict=False)) if old != new), len(text))


HARM = {
    "another value changed": ("a: b\nstage: mixing\n", False),
    "another value changed its quotes": ("a: 'x'\nstage: mixing\n", False),
    "another value went": ("stage: mixing\n", False),
    "another value came": ("a: x\nb: y\nstage: mixing\n", False),
    "keys changed places": ("stage: mixing\nb: y\na: x\n", False),
    "a list became another kind": ("a: [x]\nstage: mixing\n", False),
    "the stage is another": ("a: x\nstage: seed\n", False),
    "the stage is there twice": ("a: x\nstage: mixing\nstage: mixing\n", False),
    "the stage is a list": ("a: x\nstage: [mixing]\n", False),
    "only the stage changed": ("a: x # c\n\nstage: 'mixing'\n", True),
}


@pytest.mark.parametrize(("edited", "harmless"), HARM.values(), ids=HARM)
def test_an_edit_that_says_anything_else_is_seen(edited: str, harmless: bool) -> None:
    document = parse("a: x\nstage: seed\n")
    assert isinstance(document, Document)
    assert isinstance(document.top, Mapping)
    after = parse(edited)
    assert isinstance(after, Document)
    assert after.top
    assert differs_only_at(document.top, after.top, ("stage",), "mixing") is harmless


@given(track_texts(), st.integers(0, 200), st.integers(0, 3), SPLICED, SPLICED)
@examples(150)
@example("a: &x [b]\nstage: seed\n", 5, 0, "", "'")
@example("a: b\nc: {d: e}\n", 12, 1, ", ", "# c\n")
def test_two_texts_are_the_same_just_where_all_their_values_are(
    text: str, at: int, length: int, inserted: str, above: str
) -> None:
    edited = above + text[:at] + inserted + text[at + length :]
    before, after = parse(text), parse(edited)
    if isinstance(before, Document) and isinstance(after, Document) and before.top and after.top:
        same = verify.content(before.top) == verify.content(after.top)
        assert have_same_content(before.top, after.top) is same
        assert have_same_content(after.top, before.top) is same


RENAMED = {
    "plain": ("# c\nstgae :  seed # d\r\nx: 1", "# c\nstage :  seed # d\r\nx: 1"),
    "in quotes": ("'stgae': seed\n", "'stage': seed\n"),
    "with an escape": ('"st\\u0067ae": seed\n', '"stage": seed\n'),
    "in brackets": ("{x: 1,stgae: [a, b]}", "{x: 1,stage: [a, b]}"),
    "question mark": ("? stgae # c\n: seed\n", "? stage # c\n: seed\n"),
    "quotes over two lines": ("? 'stgae\\\n  x'\n: 1\nstgae: 2\n", "? 'stgae\\\n  x'\n: 1\nstage: 2\n"),
    "empty": ("stgae:\n", "stage:\n"),
    "value with an anchor": ("stgae: &x seed\ny: *x\n", "stage: &x seed\ny: *x\n"),
}


@pytest.mark.parametrize(("before", "after"), RENAMED.values(), ids=RENAMED)
def test_a_key_is_renamed_and_nothing_else(before: str, after: str) -> None:
    assert rename_key(before, ("stgae",), "stage") == after


def test_a_key_of_an_item_is_renamed() -> None:
    text = "stages:\n- color: a\n- id: x\n  color: b # color\n"
    assert rename_key(text, ("stages", 1, "color"), "colour") == text.replace("  color", "  colour")


NOT_RENAMED = {
    "anchor": "&x stgae: seed\n",
    "tag": "!!str stgae: seed\n",
    "alias of the group": "a: &x {stgae: 1}\nb: *x\n",
    "twice": "stgae: 1\nstgae: 2\n",
    "the other is there": "stgae: 1\nstage: 2\n",
    "not there": "x: 1\n",
    "broken": "stgae: [\n",
    "a list": "- stgae\n",
}


@pytest.mark.parametrize("text", NOT_RENAMED.values(), ids=NOT_RENAMED)
def test_a_key_that_cannot_be_renamed_safely_is_refused(text: str) -> None:
    path = ("b", "stgae") if "*x" in text else ("stgae",)
    with pytest.raises(CannotEditError):
        rename_key(text, path, "stage")
