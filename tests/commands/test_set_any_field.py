"""set on any field of any file: the new value is said, no other line is touched, undo gives back every byte."""

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from prodash.model.catalogue.fields import TRACK_ORDER
from prodash.model.names.names import match_key
from prodash.storage.edit.spans import (
    BLOCK_STYLES,
    blank_lines_end,
    content_end,
    line_start,
    start_after_lines,
)
from prodash.storage.edit.value import WriteStyle, set_value
from prodash.storage.edit.verify import CannotEditError
from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar
from prodash.storage.yaml.parse import parse
from tests.conftest import read_all, run_in, write_files
from tests.examples import examples
from tests.storage.texts import ALL_IDS, IDS, track_texts

STAGES = "stages:\n" + "".join(f"  - '{identifier}'\n" for identifier in ALL_IDS)
ANSWERED, REFUSED = {0, 1}, {2, 3, 4}

WORDS = st.sampled_from(
    [
        *(
            "yes",
            "No",
            "~",
            "null",
            "true",
            "1.0",
            "1.10",
            "012",
            "1e5",
            "0x10",
            ".inf",
            "12:30",
            "2026-12-01",
        ),
        *(
            "- a",
            "-",
            "---",
            "...",
            "? a",
            "a: b",
            ":a",
            "a:",
            "#a",
            "a #b",
            "a#b",
            "[a",
            "a]",
            "{a}",
            "a, b",
        ),
        *("&a", "*a", "!a", "|", ">", "|-", "%a", "@a", "`a`", "<<", "=", "a=b", "+=", "'a'", '"a"', "it's"),
        *(
            'say "hi"',
            "\\",
            "\\n",
            "a  b",
            "a   # b",
            "C:\\x",
            "🌱",
            "👩‍🎤 é",
            "怪獣",
            "e\u0301",
            "\u200b",
            "x" * 200,
        ),
    ]
)
ONE_LINE = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff")
SIGNS = st.text(st.sampled_from(list("ab1 -:#,[]{}&*!|>'\"%@`?~=\\.é🌱")), max_size=8)
TITLES = st.one_of(WORDS, SIGNS, st.text(ONE_LINE, max_size=12))
ANY_TEXT = st.one_of(
    TITLES,
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\ufffe\uffff"), max_size=12),
    st.sampled_from(
        ["two\nlines", "tab\there", "\x00", "\x7f", "a\x85b", "a\u2028b", "\x1b[31m", "a\r\nb\n\nc"]
    ),
)
NAMES = st.lists(IDS, min_size=1, max_size=3, unique_by=match_key).map(",".join)
DAYS = st.dates().map(lambda day: day.isoformat())
LISTS, OWN = ("workflows", "projects"), ("bpm", "key", "mood", "my key")


@st.composite
def assignments(draw: st.DrawFn) -> tuple[str, str, str]:
    """A field, a sign and a value that the field can have."""
    field = draw(st.sampled_from(["title", "stage", "due", "notes", *LISTS, *OWN]))
    if field in LISTS:
        sign = draw(st.sampled_from(["=", "+="]))
        return field, sign, draw(NAMES) if sign == "+=" else draw(st.one_of(NAMES, st.just("")))
    values = {"title": TITLES, "stage": IDS, "due": st.one_of(DAYS, st.just(""))}.get(field, ANY_TEXT)
    return field, "=", draw(values)


@st.composite
def tidy_texts(draw: st.DrawFn) -> str:
    """A file as a careful person keeps it, comments and all, in which every field can be changed."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    names = st.sampled_from(
        [
            "[a, b] # two",
            "a  # one",
            "\n  # about a\n  - a # one\n  - b",
            "\n- a\n- b # two",
            "[\n  a, # one\n  b\n  ]",
        ]
    )
    values = {
        "title": st.sampled_from(["Solaris", "'Solaris' # working title", '"Solaris"']),
        "stage": st.sampled_from(["seed", "'seed' # since May"]),
        "workflows": names,
        "projects": names,
        "due": st.sampled_from(["2026-12-01", "2026-12-01   # gig", "'2026-12-01'", ""]),
        "bpm": st.sampled_from(["120", "'120' # felt", "yes"]),
        "key": st.sampled_from(["F minor", "'012'", "1.10 # no number", "~"]),
        "notes": st.sampled_from(
            ["|\n  one\n\n  # two", ">-\n  one\n  two", "|+\n  one", ">\n  one", "short # note", '"a\\tb"']
        ),
    }
    keys = draw(st.permutations(["stage", *draw(st.lists(st.sampled_from(sorted(values)), unique=True))]))
    lines = [f"{key}: {draw(values[key])}".rstrip() for key in dict.fromkeys(keys)]
    between = draw(st.sampled_from(["\n", "\n\n", "\n# about the next\n"]))
    return (between.join(lines) + draw(st.sampled_from(["", "\n", "\n\n# end\n"]))).replace("\n", newline)


def shown(root: Path) -> dict[str, Any]:
    """What `show` says of the track, as JSON."""
    (track,) = json.loads(run_in(root, "show", "track", "-f", "json").out)["tracks"]
    return dict(track)


def as_typed(value: object) -> str:
    """A value of the JSON as a person types it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def texts_of(values: list[object]) -> list[str]:
    """The items of a list; those that are nothing count for nothing."""
    return [as_typed(value) for value in values if value is not None]


def wanted(before: dict[str, Any], field: str, sign: str, value: str) -> object:
    """What `show` has to say after the assignment."""
    old = before["custom"].get(field) if field in OWN else before[field]
    value = value.strip()
    if field == "title":
        return value or "Track"
    if field in LISTS or isinstance(old, list):
        names = [name.strip() for name in value.split(",")] if value else []
        kept = texts_of(old or []) if sign == "+=" else []
        return kept + [name for name in names if match_key(name) not in map(match_key, kept)]
    return value


def said(after: dict[str, Any], field: str) -> object:
    """What `show` does say."""
    value = after["custom"].get(field) if field in OWN else after[field]
    return texts_of(value) if isinstance(value, list) else as_typed(value)


def all_but(track: dict[str, Any], field: str) -> dict[str, Any]:
    """Everything that the assignment is not about."""
    about = {field, "stage_name", "urgency", "days_left"} | ({"due_from"} if field == "due" else set())
    own = {key: value for key, value in track["custom"].items() if key != field}
    return {**{key: value for key, value in track.items() if key not in about}, "custom": own}


def check_set(text: str, assignment: tuple[str, str, str], *, may_be_refused: bool) -> None:
    """Set, look at everything, undo."""
    field, sign, value = assignment
    with tempfile.TemporaryDirectory() as folder:
        root = write_files(Path(folder), {"stages.yaml": STAGES, "tracks/track.yaml": text})
        before, old = shown(root), read_all(root)
        ran = run_in(root, "set", "track", f"{field}{sign}{value}")
        if ran.code in REFUSED:
            assert read_all(root) == old
            assert ran.err.count("Traceback") == 0
            assert may_be_refused or is_meant_wrongly(before, field, value), ran.err
            return
        assert ran.code in ANSWERED
        after = shown(root)
        expected, answer = wanted(before, field, sign, value), said(after, field)
        if isinstance(expected, list):
            # The order of workflows and projects has no meaning, so those that stay keep their places.
            in_order = sorted if field in LISTS else list
            assert in_order(map(match_key, answer or ())) == in_order(map(match_key, expected))  # type: ignore[call-overload]
        else:
            assert answer == expected
        assert all_but(after, field) == all_but(before, field)
        check_other_lines(text, (root / "tracks/track.yaml").read_bytes().decode("utf-8"), field)
        if read_all(root) != old:
            assert run_in(root, "undo").code in ANSWERED
            assert read_all(root) == old


def is_meant_wrongly(before: dict[str, Any], field: str, value: str) -> bool:
    """Whether no file could take the value: words that are reserved, empty names, control characters."""
    old = before["custom"].get(field)
    empty_name = (
        isinstance(old, list) and bool(value.strip()) and not all(n.strip() for n in value.split(","))
    )
    return empty_name or (field in OWN and value.strip().casefold() in {"none", "any"})


def check_other_lines(old: str, new: str, key: str) -> None:
    """Every line that is not the key's own is in *new* as it was, and so is a comment behind one text."""
    if key not in keys(old):
        assert new == old or is_inserted(old, new)
        return
    start, end = own_span(old, key, gone=key not in keys(new))
    head, tail = old[:start], old[end:]
    if not tail:
        # A last line takes the break before it along, so that a missing last one stays missing.
        head = head.rstrip("\r\n")
    assert new.startswith(head)
    assert new.endswith(tail)
    assert len(new) >= len(head) + len(tail)


def own_span(text: str, key: str, *, gone: bool) -> tuple[int, int]:
    """From where to where the lines of *key* go, or up to the comment behind its text unless the key is
    *gone*; in braces all is one.
    """
    document = parse(text)
    assert isinstance(document, Document)
    assert isinstance(document.top, Mapping)
    if document.top.flow:
        return document.top.start, document.top.end
    entries = document.top.pairs
    ((place, name, value),) = ((n, *entry) for n, entry in enumerate(entries) if entry[0].text == key)
    one_text = isinstance(value, Scalar) and not gone
    stop = content_end(text, value) if one_text else start_after_lines(text, value)
    if gone and place and keeps_blank_lines(text, entries[place - 1][1]):
        # Blank lines that the text before would take for its own go with the key.
        stop = blank_lines_end(text, stop)
    return line_start(text, name.start), stop


def keeps_blank_lines(text: str, node: Node) -> bool:
    """Whether blank lines behind *node* are a part of its text."""
    return isinstance(node, Scalar) and node.style in BLOCK_STYLES and text[node.start + 1] == "+"


@given(tidy_texts(), assignments())
@examples(12)
@example("stage: seed\nkey: ~\n", ("key", "=", "- a"))
@example("stage: seed\nmood: [~, a]\n", ("mood", "=", "a,b"))
@example("stage: seed\n", ("my key", "=", "a\x85b"))
@example("stage: seed\nnotes: |\n  one\ndue: 2026-12-01", ("due", "=", ""))
@example("stage: seed\nnotes: |+\n  one\ndue: 2026-12-01\n\n# end\n", ("due", "=", ""))
def test_any_value_can_be_given_to_any_field_of_a_tidy_file(
    text: str, assignment: tuple[str, str, str]
) -> None:
    check_set(text, assignment, may_be_refused=False)


@given(track_texts(stage=IDS), assignments())
@examples(12)
def test_any_file_says_the_new_value_or_is_left_alone(text: str, assignment: tuple[str, str, str]) -> None:
    check_set(text, assignment, may_be_refused=True)


@given(track_texts(), st.sampled_from(["title", "due", "notes", "bpm", "mood", "my key", "a: b"]), ANY_TEXT)
@examples(40)
def test_a_text_in_any_file_reads_back_exactly_and_no_line_of_another_key_is_touched(
    text: str, key: str, value: str
) -> None:
    try:
        edited = set_value(text, (key,), value, WriteStyle(TRACK_ORDER))
    except CannotEditError:
        return
    document = parse(edited)
    assert isinstance(document, Document)
    assert isinstance(document.top, Mapping)
    (node,) = (node for name, node in document.top.pairs if name.text == key)
    assert isinstance(node, Scalar)
    assert (node.text, node.is_null) == (value, False)
    check_other_lines(text, edited, key)


def keys(text: str) -> set[str]:
    document = parse(text)
    assert isinstance(document, Document)
    assert isinstance(document.top, Mapping)
    return {name.text for name, _ in document.top.pairs}


def is_inserted(old: str, new: str) -> bool:
    """Whether *new* is *old* with one piece put in."""
    place = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    return len(new) > len(old) and new.endswith(old[place:])
