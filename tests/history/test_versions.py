"""The stage in an old version is the one that the whole reader finds there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.storage.history.versions import read_stage_list, renamed_stages, stage_reader
from prodash.storage.read.track import read_track
from tests.examples import examples

LINES = [
    *(
        "stage: mixing",
        "stage: 'mixing'",
        "stage: Ready to Release  # soon",
        "stage:",
        "stage: ~",
        "stage: null",
    ),
    *(
        "stage: [mixing]",
        "stage: {a: b}",
        "stage: |",
        "stage: >-",
        "  mixing",
        "stage : a",
        "'stage': b",
        "stage:x",
    ),
    *(
        "  stage: c",
        "title: A",
        "title: B",
        "- stage: d",
        "# stage: e",
        "",
        " ",
        "notes: |",
        "---",
        "...",
        "%YAML",
    ),
    *(
        "workflows: [a, b]",
        "workflows:",
        "- a",
        "  - a",
        "due: 2026-01-01",
        "\tstage: f",
        "<<<<<<< ours",
        "&a stage: g",
    ),
    *(
        "*a",
        "{stage: h}",
        "stage: i: j",
        'stage: "\\u00e9"',
        "stage: é",
        "stage: No",
        "\ufeffstage: k",
        "stage: l\r",
    ),
]

TEXTS = st.lists(st.sampled_from(LINES) | st.text(max_size=12), max_size=6).map("\n".join)


def whole(data: bytes) -> str:
    track, _ = read_track("tracks/x.yaml", data)
    return track.stage if track else ""


@given(st.lists(TEXTS, min_size=1, max_size=3), st.sampled_from(["", "\n"]))
@examples(150)
def test_the_stage_of_a_version_is_that_of_the_whole_reader(texts: list[str], end: str) -> None:
    read = stage_reader()
    for text in texts:
        data = (text + end).encode("utf-8", "surrogatepass")
        assert read(data) == whole(data)


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"stage: a\nstage: b\n", b"\xef\xbb\xbfstage: a\n", b"stage: a" + b"a" * 60_000]
)
def test_the_stage_of_an_odd_version_is_that_of_the_whole_reader(data: bytes) -> None:
    assert stage_reader()(data) == whole(data)


@pytest.mark.parametrize(
    ("old", "new", "renamed"),
    [
        ("a, b, c", "a, d, c", {"b": "d"}),
        ("a, b, c", "a, b, d", {"c": "d"}),
        ("a, b, c", "d, e, c", {}),
        ("a, b, c", "a, c", {}),
        ("a, c", "a, b, c", {}),
        ("a, b, c", "c, b, a", {}),
        ("a, {id: b, name: Old}, c", "{id: d, name: Old}, a, c", {"b": "d", "old": "d"}),
        ("a, {id: b, name: Old}, c", "a, {id: b, name: New}, c", {"old": "b"}),
        ("a, {id: b, name: Old}, c", "a, {id: d, name: New}, c", {"b": "d", "old": "d"}),
        ("a, b", "nothing: here", {}),
    ],
)
def test_a_stage_is_renamed_if_it_keeps_its_name_or_its_place(
    old: str, new: str, renamed: dict[str, str]
) -> None:
    lists = (read_stage_list(f"stages: [{stages}]\n".encode()) for stages in (old, new))
    assert renamed_stages(*lists) == renamed
