"""Reading a track's file gives a track, problems or both, whatever the bytes."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prodash.model.catalogue.fields import OtherKey
from prodash.model.catalogue.problem import Location
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.catalogue.track import Mention, Track
from prodash.model.catalogue.value import as_text
from prodash.storage.disk.files import MAX_BYTES
from prodash.storage.read.entries import read_projects, read_stages, read_workflows
from prodash.storage.read.track import read_track
from prodash.storage.yaml.encoding import decode, encode
from prodash.storage.yaml.nodes import Fault
from tests.examples import examples
from tests.storage.texts import track_texts

PATH = "tracks/a/midnight-drive.yaml"


def test_every_field_is_read_with_what_the_file_names_and_where() -> None:
    text = (
        "title: Midnight Drive\nstage: Mixing\nworkflows: [mastering, artwork]\nprojects:\n- summer-ep\n"
        "due: 2026-12-01\nbpm: 120\nnotes: |\n  The second verse\n  drags.\n"
    )
    assert read_track(PATH, text.encode()) == (
        Track(
            id="midnight-drive",
            path=PATH,
            title="Midnight Drive",
            stage="Mixing",
            workflows=("mastering", "artwork"),
            projects=("summer-ep",),
            due=date(2026, 12, 1),
            notes="The second verse\ndrags.\n",
            custom={"bpm": 120},
            mentions=(
                Mention("stage", "Mixing", 2, 8),
                Mention("workflows", "mastering", 3, 13),
                Mention("workflows", "artwork", 3, 24),
                Mention("projects", "summer-ep", 5, 3),
            ),
            keys=frozenset({"title", "stage", "workflows", "projects", "due", "bpm", "notes"}),
            other_keys=(OtherKey("bpm", 7, 1, 120),),
        ),
        (),
    )


@pytest.mark.parametrize(
    "title", ["1999", "No", "1:30", "2026-02-30", "true", "1e5", "0x1F", "~x", "-a", "1.10", "= a"]
)
def test_a_title_is_the_text_that_stands_there(title: str) -> None:
    track, problems = read_track(PATH, f"title: {title}\nstage: seed\n".encode())
    assert (track and track.title, problems) == (title, ())


@pytest.mark.parametrize("title", ["", "~", "null", "Null", "NULL"])
def test_a_null_title_is_the_id_made_readable(title: str) -> None:
    track, problems = read_track(PATH, f"title: {title}\nstage: seed\n".encode())
    assert (track and track.title, problems) == ("Midnight Drive", ())


OWN = {
    "120": 120,
    "-3": -3,
    "3.5": 3.5,
    "true": True,
    "false": False,
    "~": None,
    "": None,
    "012": "012",
    "1e5": "1e5",
    "1.10": "1.10",
    "3:45": "3:45",
    "no": "no",
    "True": "True",
    "1_000": "1_000",
    "+1": "+1",
    ".5": ".5",
    "nan": "nan",
    "inf": "inf",
    "٣": "٣",
    "42924e28": "42924e28",
    "QZ-NW1-26-00011": "QZ-NW1-26-00011",
    "123456789012345678901234567890": "123456789012345678901234567890",
    "'120'": "120",
    '"true"': "true",
    "[1, a, [~]]": (1, "a", (None,)),
    "{a: 1, b: {c: no}}": {"a": 1, "b": {"c": "no"}},
}


@pytest.mark.parametrize(("written", "value"), OWN.items(), ids=[repr(text) for text in OWN])
def test_an_own_key_is_a_number_only_where_printing_it_gives_the_text_back(
    written: str, value: object
) -> None:
    track, _ = read_track(PATH, f"stage: seed\nmine: {written}\n".encode())
    assert track is not None
    assert track.custom == {"mine": value}
    assert type(track.custom["mine"]) is type(value)


@pytest.mark.parametrize(
    ("written", "names"),
    {
        "flow": (" [a, b]", ("a", "b")),
        "block": ("\n- a\n- b", ("a", "b")),
        "indented block": ("\n  - a\n  - b  # c", ("a", "b")),
        "one name": (" a", ("a",)),
        "empty": ("", ()),
        "null": (" ~", ()),
        "empty list": (" []", ()),
        "null in a list": (" [a, ~]", ("a",)),
        "alias": (" &x [a]\nmine: *x", ("a",)),
    }.values(),
    ids=repr,
)
def test_names_are_a_list_or_one_name(written: str, names: tuple[str, ...]) -> None:
    track, problems = read_track(PATH, f"stage: seed\nworkflows:{written}\n".encode())
    assert (track and track.workflows, problems) == (names, ())


def test_a_file_that_is_too_large_is_not_read() -> None:
    _, problems = read_track(PATH, b"#" * (MAX_BYTES + 1))
    assert [(problem.code, problem.location) for problem in problems] == [("too-large", Location(PATH))]


@given(st.from_regex(r"[-+0-9.e_]{1,20}|true|false|no|~", fullmatch=True))
def test_an_own_number_or_boolean_prints_as_it_is_written(text: str) -> None:
    track, _ = read_track(PATH, f"stage: seed\nmine: {text}\n".encode())
    value = track.custom["mine"] if track else text
    assert value is None or as_text(value) == text


@given(st.text(st.characters(exclude_categories=["Cs"])).map(str.encode))
def test_encoding_what_was_decoded_gives_the_bytes_back(data: bytes) -> None:
    decoded = decode(data)
    assert isinstance(decoded, Fault) or encode(*decoded) == data


@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"stage: \xff")
@example(b"\x00")
@examples(120)
def test_reading_never_raises_for_any_bytes(data: bytes) -> None:
    for read in (read_track, read_stages, read_workflows, read_projects):
        value, problems = read(PATH, data)
        assert value is not None or problems


@given(
    st.lists(
        st.sampled_from(
            [
                "stage",
                "title",
                "due:",
                "-",
                "[",
                "]",
                "{",
                "}",
                "&",
                "*",
                "!",
                "|",
                ">",
                "'",
                '"',
                "%",
                "@",
                "`",
                "#",
                ",",
                "~",
                "\n",
                "\t",
                "a",
                "x",
                "1",
                "é",
                " ",
                "\n",
            ]
        )
    ).map("".join)
)
@examples(120)
def test_reading_never_raises_for_what_looks_like_yaml(text: str) -> None:
    for read in (read_track, read_stages, read_workflows, read_projects):
        value, problems = read(PATH, text.encode())
        assert value is not None or problems
        known = {code.code for code in ProblemKind}
        assert all(problem.code in known for problem in problems)
        assert "{" in text or not any("{" in problem.message for problem in problems)


@given(track_texts())
def test_a_byte_order_mark_changes_nothing(text: str) -> None:
    assert read_track(PATH, b"\xef\xbb\xbf" + text.encode()) == read_track(PATH, text.encode())


@pytest.mark.parametrize("stage", ["''", '" "', "~", ""], ids=repr)
def test_a_blank_stage_is_a_missing_one(stage: str) -> None:
    track, problems = read_track(PATH, f"stage: {stage}\nprojects: ['']\n".encode())
    assert track is not None
    assert (track.stage, track.projects, [problem.code for problem in problems]) == (
        "",
        (),
        ["missing-stage"],
    )


def test_a_key_that_is_there_twice_counts_for_neither_value_at_any_depth() -> None:
    track, problems = read_track(PATH, b"stage: seed\nbpm: 1\nbpm: 2\nmine: {a: 1, a: 2, b: 3}\n")
    assert track is not None
    assert (track.custom, [problem.code for problem in problems]) == (
        {"mine": {"b": 3}},
        ["duplicate-key"] * 2,
    )


@pytest.mark.parametrize("version", ["%YAML 1.1", "%YAML 1.2", "%TAG !x! tag:x,2026:"])
def test_a_directive_is_no_fault(version: str) -> None:
    track, problems = read_track(PATH, f"{version}\n---\nstage: seed\n".encode())
    assert (track and track.stage, problems) == ("seed", ())


@pytest.mark.parametrize(
    "text",
    [
        b"x: [" + b"a, " * 80_000,
        b"x:\n" + b"- a\n" * 60_000,
        b"x: " + b"!" * 250_000,
        b"\t" + b"k: v\n" * 50_000,
    ],
    ids=["open list", "long list", "tags", "many keys"],
)
def test_a_large_file_is_read_or_refused_and_never_hangs(text: bytes) -> None:
    _, problems = read_track(PATH, text)
    assert len(problems) >= 1
