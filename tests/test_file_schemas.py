"""The schemas of files, for editors: they take what prodash reads without a problem, and refuse what it does not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from prodash.model.catalogue.colour import PALETTE, parse_colour
from prodash.model.catalogue.css_colours import CSS_COLOURS
from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.model.catalogue.kinds import KINDS, EntryKind
from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.catalogue.stage import StageKind
from prodash.model.custom_fields.declared import TYPE_NAMES
from prodash.model.names.keywords import RESERVED
from prodash.model.settings.keys import KEYS
from prodash.storage.read.entries import read_fields, read_projects, read_stages, read_workflows
from prodash.storage.read.track import read_track
from prodash.storage.settings.read import parse_file
from prodash.storage.yaml.nodes import Document
from prodash.storage.yaml.parse import parse
from tests.conftest import EXAMPLE, PACKAGE, ROOT
from tests.schemas import FILES, faults
from tests.storage.texts import track_texts
from tests.yaml_1_2 import as_yaml_1_2


def read_settings(path: str, data: bytes) -> tuple[object, tuple[Problem, ...]]:
    found = parse_file(path, data, stands_alone=True)
    return found, found.problems


READERS = {
    "track-file": read_track,
    "stages-file": read_stages,
    "workflows-file": read_workflows,
    "projects-file": read_projects,
    "fields-file": read_fields,
    "settings-file": read_settings,
}
GALLERY = ROOT / "tests" / "problems"
SHAPE = {
    code.code
    for code in (
        ProblemKind.WRONG_TYPE,
        ProblemKind.BAD_DATE,
        ProblemKind.MISSING_STAGE,
        ProblemKind.BAD_COLOUR,
        ProblemKind.BAD_KIND,
        ProblemKind.BAD_TYPE,
    )
}
"""What is wrong with one value wherever it stands, and so is seen by an editor too."""


def kind_of(path: Path) -> str:
    kind = "settings-file" if path.name == "prodash.yaml" else f"{path.stem}-file"
    return kind if kind in FILES else "track-file"


def shown(path: Path) -> str:
    return path.relative_to(PACKAGE.parent if path.is_relative_to(PACKAGE) else ROOT).as_posix()


GOOD = sorted([*(PACKAGE / "presets").rglob("*.yaml"), *EXAMPLE.rglob("*.yaml")])


@pytest.mark.parametrize("path", GOOD, ids=shown)
def test_what_ships_is_as_the_schemas_say(path: Path) -> None:
    assert faults(kind_of(path), as_yaml_1_2(path.read_text(encoding="utf-8"))) == []


IN_ONE_FILE = sorted(
    path
    for path in GALLERY.glob("*/**/*.yaml")
    if path.is_file() and isinstance(parse(path.read_bytes().decode(errors="replace")), Document)
)


@pytest.mark.parametrize("path", IN_ONE_FILE, ids=shown)
def test_an_editor_refuses_what_is_wrong_in_one_file_and_leaves_the_rest_to_check(path: Path) -> None:
    code = path.relative_to(GALLERY).parts[0]
    mine = path.relative_to(GALLERY / code).as_posix() in (GALLERY / code / "expected.txt").read_text(
        encoding="utf-8"
    )
    refused = faults(kind_of(path), as_yaml_1_2(path.read_bytes().decode(errors="replace"))) != []
    # `check` names them all at once, in stages.yaml.
    is_named_once = code == "no-stage"
    assert refused == (is_named_once or (mine and code in {*SHAPE, "bad-id", "empty", "not-fields"}))


def same_verdict(kind: str, text: str) -> None:
    """The schema takes *text* where its reader has no problem with it, and refuses a value of a wrong form."""
    assume(isinstance(parse(text), Document))
    codes = {problem.code for problem in READERS[kind](f"{kind}.yaml", text.encode())[1]}
    found = faults(kind, as_yaml_1_2(text))
    assert not (found and not codes), (text, found)
    assert not (codes & SHAPE and not found), (text, codes)


VALUES = st.sampled_from(
    [
        *(
            "seed",
            "Rough Mix",
            "x.y",
            "混音",
            "1",
            "2.5",
            "true",
            "'01'",
            "next",
            "Any",
            "a/b",
            "-x",
            "x-",
            "' x '",
            "_",
        ),
        *("", "~", "''", "'  '", "[a, b]", "{a: 1}", "[]", "[~, a, 3]", "[[a]]"),
        *(
            "2026-12-01",
            "'2026-12-01 '",
            "2026-02-30",
            "2026-04-31",
            "2026-1-1",
            "0000-01-01",
            "20261201",
            "1:30",
        ),
        *("purple", "Slate-Gray", "'#64748B'", "' #abc'", "'#12345'", "purpel", "GREY", "darkgreen", "slate"),
        *("finished", "ARCHIVED", "' active '", "done"),
        *("number", "LIST", "' date '", "numbr", "FALSE", "'true'"),
    ]
)


SETTINGS = st.sampled_from(
    [
        "Grid",
        "NEVER",
        "yes",
        "'Off'",
        "007",
        "-1",
        "','",
        "[',']",
        "{x: --all}",
        "{x: [--all, 1]}",
        "{x: {}}",
        "{x: ~}",
        "'%d.%m.%y'",
        "'%d %B'",
    ]
)


@st.composite
def mappings(draw: st.DrawFn, keys: frozenset[str]) -> str:
    """A group of keys in braces, with any of the values."""
    values = draw(st.dictionaries(st.sampled_from(sorted(keys)), VALUES))
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"


@given(st.one_of(mappings(TRACK_FIELDS | {"bpm"}), track_texts()))
@example("{stage: 1, due: 2026-12-01, workflows: ~, title: null}")
def test_a_track_is_judged_as_it_is_read(text: str) -> None:
    same_verdict("track-file", text)


@given(
    st.dictionaries(st.sampled_from([*KEYS, "filters"]), st.one_of(VALUES, SETTINGS), min_size=1, max_size=2)
)
def test_settings_are_judged_as_they_are_read(values: dict[str, str]) -> None:
    same_verdict("settings-file", "".join(f"{key}: {value}\n" for key, value in values.items()))


def test_a_wrong_setting_is_answered_with_the_example_of_its_own_key() -> None:
    for name, key in KEYS.items():
        example = key.fix.rpartition(f"'{name}: ")[2].removesuffix("'").removeprefix("choose from ")
        words = example.removeprefix("write ").replace(" or ", " nor ")
        assert words in FILES["settings-file"]["properties"][name]["errorMessage"], name


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_list_of_entries_is_judged_as_it_is_read(kind: EntryKind) -> None:
    name, keys = kind.plural, frozenset({"id", "mine", *kind.keys})

    @given(st.lists(st.one_of(VALUES, mappings(keys)), max_size=3), st.sampled_from(["[{}]", "{}", "~"]))
    def judge(entries: list[str], form: str) -> None:
        same_verdict(f"{name}-file", f"{name}: {form.format(', '.join(entries))}\n")

    judge()


@given(
    st.sampled_from([*PALETTE, *CSS_COLOURS, "dark orange", "light slate gray", "f0f0ff"]),
    st.sampled_from([str.lower, str.upper, str.title]),
    st.sampled_from(" -_/"),
)
def test_a_colour_may_be_spelled_in_any_way(name: str, spelled: Callable[[str], str], sign: str) -> None:
    text = spelled(name.replace(" ", sign))
    assert parse_colour(text)
    assert faults("stages-file", {"stages": [{"id": "x", "colour": text}]}) == []


@pytest.mark.parametrize("spelled", [str.upper, str.title, " {} ".format], ids=["upper", "title", "blanks"])
def test_words_may_be_spelled_in_any_case(spelled: Callable[[str], str]) -> None:
    for word in StageKind:
        assert faults("stages-file", {"stages": [{"id": "x", "kind": spelled(word)}]}) == [], word
    for word in RESERVED:
        assert faults("stages-file", {"stages": [spelled(word)]}), word


def test_the_schemas_know_the_keys_and_words_that_prodash_knows() -> None:
    assert {*FILES} == {*READERS}
    assert {*FILES["track-file"]["properties"]} == TRACK_FIELDS
    for kind in KINDS.values():
        known = FILES[f"{kind.plural}-file"]["properties"][kind.plural]["items"]["anyOf"][1]["properties"]
        assert {*known} == {"id", *kind.keys}
        if "colour" in known:
            assert known["colour"]["anyOf"][0]["enum"] == [*PALETTE]
    stages = FILES["stages-file"]["properties"]["stages"]["items"]["anyOf"][1]["properties"]
    assert stages["kind"]["anyOf"][0]["enum"] == [*StageKind]
    fields = FILES["fields-file"]["properties"]["fields"]["items"]["anyOf"][1]["properties"]
    assert fields["type"]["anyOf"][0]["enum"] == [*TYPE_NAMES]
