"""check warns where YAML takes something else for what a person typed, and nowhere else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.storage.read.track import read_track
from tests.conftest import Files, Ran, read_all
from tests.examples import examples

COMMENT = (
    "YAML reads {} as a comment; write {} with the quotes if it is text, or put {} the # if it is a comment"
)
BEHIND, BEFORE = "a blank behind", "two blanks before"
TAG = "YAML reads {} as a tag, which prodash ignores; write {} with the quotes if it is text"
ANCHOR = "YAML reads {} as an anchor, which nothing uses; write {} with the quotes if it is text"
MERGE = "prodash does not follow the merge key <<; write the keys that it brings in"

WARNINGS: dict[str, list[str]] = {
    "title: #1 Crush": [COMMENT.format("'#1 Crush'", '"#1 Crush"', BEHIND)],
    "title:\t#1 Crush": [COMMENT.format("'#1 Crush'", '"#1 Crush"', BEHIND)],
    "title:    #1 Crush": [COMMENT.format("'#1 Crush'", '"#1 Crush"', BEHIND)],
    "title: Track #2 #live": [COMMENT.format("'#2 #live'", '"Track #2 #live"', BEFORE)],
    "title: Opus # 7": [COMMENT.format("'# 7'", '"Opus # 7"', BEFORE)],
    "title: a\n  b #c": [COMMENT.format("'#c'", '"a b #c"', BEFORE)],
    'title: Say "x" #1': [COMMENT.format("'#1'", '"Say \\"x\\" #1"', BEFORE)],
    "title:\n  #1 Crush": [COMMENT.format("'#1 Crush'", '"#1 Crush"', BEHIND)],
    "title: \r\n  #1 Crush": [COMMENT.format("'#1 Crush'", '"#1 Crush"', BEHIND)],
    "title: Track\n  #2 live": [COMMENT.format("'#2 live'", '"Track #2 live"', BEHIND)],
    "moods:\n-\n  #chill\n- a": [COMMENT.format("'#chill'", '"#chill"', BEHIND)],
    "moods:\n  - warm\n    #live\n  - a": [COMMENT.format("'#live'", '"warm #live"', BEHIND)],
    "inner:\n  a:\n    #b": [COMMENT.format("'#b'", '"#b"', BEHIND)],
    "workflows: [mixing, #2\n ]": [COMMENT.format("'#2'", '"#2"', BEFORE)],
    "workflows: [ #2, mixing\n ]": [COMMENT.format("'#2, mixing'", '"#2"', BEFORE)],
    "workflows: [\n  #2,\n  mixing]": [COMMENT.format("'#2,'", '"#2"', BEHIND)],
    "workflows: [mixing, #2, #3\n ]": [COMMENT.format("'#2, #3'", '"#2"', BEFORE)],
    "workflows: [mixing #2\n ]": [COMMENT.format("'#2'", '"mixing #2"', BEFORE)],
    "workflows: [mixing\n #2\n ]": [COMMENT.format("'#2'", '"mixing #2"', BEHIND)],
    "inner: {a: 1, #b\n }": [COMMENT.format("'#b'", '"#b"', BEFORE)],
    "inner: {a: #b\n }": [COMMENT.format("'#b'", '"#b"', BEHIND)],
    "inner: [[a, #b\n ], c]": [COMMENT.format("'#b'", '"#b"', BEFORE)],
    "title: !Viva la vida": [TAG.format("'!Viva'", '"!Viva la vida"')],
    "title: !Viva": [TAG.format("'!Viva'", '"!Viva"')],
    "title: !": [TAG.format("'!'", '"!"')],
    "title: ! Viva": [TAG.format("'!'", '"! Viva"')],
    "title: !!Viva la vida": [TAG.format("'!!Viva'", '"!!Viva la vida"')],
    "title: &Me and you": [ANCHOR.format("'&Me'", '"&Me and you"')],
    "title: &Me !and you": [
        TAG.format("'!and'", '"&Me !and you"'),
        ANCHOR.format("'&Me'", '"&Me !and you"'),
    ],
    "mood: #chill": [COMMENT.format("'#chill'", '"#chill"', BEHIND)],
    "mood: #🔥": [COMMENT.format("'#🔥'", '"#🔥"', BEHIND)],
    "moods:\n- #chill\n- a": [COMMENT.format("'#chill'", '"#chill"', BEHIND)],
    "moods:\n- warm #live\n- b": [COMMENT.format("'#live'", '"warm #live"', BEFORE)],
    "workflows:\n- mix #2": [COMMENT.format("'#2'", '"mix #2"', BEFORE)],
    "moods: [!x y, b]": [TAG.format("'!x'", '"!x y"')],
    "inner: {a: &b c}": [ANCHOR.format("'&b'", '"&b c"')],
    "!x mine: y": [TAG.format("'!x'", '"!x mine"')],
    "<<: {bpm: 120}": [MERGE],
    "base: &b {x: 1}\n<<: *b": [MERGE],
    "inner:\n  <<: {x: 1}": [MERGE],
    "inner: {bpm:120}": ["YAML reads 'bpm:120' as one key; put a blank behind the colon"],
    "rating: >9": [
        "YAML reads '>9' as the start of a text that is missing; write \">9\" with the quotes if it is text"
    ],
    "notes: |\r\n# Verse": ["YAML reads '# Verse' as a comment; indent it if it is text"],
    "notes: |-  \n# Verse": ["YAML reads '# Verse' as a comment; indent it if it is text"],
    "notes: |\n# Verse": ["YAML reads '# Verse' as a comment; indent it if it is text"],
}


@pytest.mark.parametrize("text", WARNINGS, ids=repr)
def test_check_warns_of_what_yaml_drops(
    text: str, catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    root = catalogue({"tracks/a.yaml": f"stage: seed\n{text}\n"})
    before = read_all(root)
    checked = run("check", "--strict")
    messages = [line.split(": warning: ")[1].rpartition(" [")[0] for line in checked.out.splitlines()]
    assert (checked.code, messages) == (1, WARNINGS[text])
    assert run("list", "-f", "ids") == Ran(0, out="a\n")
    assert read_all(root) == before


ERRORS = {
    "title: *NSYNC": ("8", "the alias *NSYNC has no anchor &NSYNC before it; put it in quotes if it is text"),
    'title: "Heroes" live': ("17", "text behind the closing quote or bracket; put the whole value in quotes"),
    "title: 'Til 'dawn": ("14", "text behind the closing quote or bracket; put the whole value in quotes"),
    "title: [Live] Fog": ("15", "text behind the closing quote or bracket; put the whole value in quotes"),
    **{
        f"title: {text}": ("8", "a value cannot start with this character; put the value in quotes")
        for text in (
            "@home",
            "`x`",
            "%50",
            ", x",
            "]x",
            "}x",
            "& you",
            "* star",
            "!<",
            "!Viva!la vida",
            "? why",
        )
    },
    "title: - dash": ("8", "a '-' cannot start a list here; put the value in quotes"),
    "title: >fast": (
        "8",
        "| or > must stand alone, with the text indented in the lines below; put the value in quotes",
    ),
    "title: Fog: Live": ("11", "a ':' inside a value without quotes; put the value in quotes"),
}


@pytest.mark.parametrize("text", ERRORS, ids=repr)
def test_a_title_that_is_no_yaml_is_an_error_that_asks_for_quotes(
    text: str, catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    catalogue({"tracks/a.yaml": f"stage: seed\n{text}\n"})
    column, message = ERRORS[text]
    assert run("check") == Ran(1, out=f"tracks/a.yaml:2:{column}: error: {message} [syntax]\n")


NORMAL = [
    "stage: seed  # early",
    "stage: seed #early",
    "stage: seed\t#early",
    "title:  # to be named",
    "title: # to be named",
    "title:\n# to be named",
    "title:\n#\n",
    "title:\n #------",
    "title:\n  # to be named",
    "title: x\n#y",
    "title: 'x'\n  #y",
    "inner:\n  #bpm: 120\nbpm: 120",
    "inner:\n  a:\n  #b",
    "workflows:\n  #- mixing\n",
    "moods:\n  - a\n  #b\n  - c",
    "moods: [a,  #b\n  c, # d\n  e]",
    "moods: [a, '#b', \"#c, #d\", e#f]",
    "moods: [\n  # a, #b\n  c]",
    "bpm: 120\n  #guess",
    "inner: {stage: 1, bpm: 120  #x\n }",
    "title: 'x' #y",
    "title: x  #y",
    "title: x #----",
    "title: #----",
    "title: ##",
    "title: a#b",
    "title: Don't Stop! & go",
    "title: '#1'",
    "title: Track # 2 of 3",
    "bpm: 120 #guess",
    "demo: true #yes",
    "day: 2026-12-01 #x",
    "due: 2026-12-01 #x",
    "due: #2026-12-01",
    "moods: [a, b] #both",
    "moods: #both\n- a",
    "base: &b x\nmore: *b",
    "base: &b [c]\nmore: [*b]",
    "bars: !!str 1",
    "bars: !<tag:yaml.org,2002:str> 1",
    "'<<': x",
    "inner: {url: http://x, time: 3:45, a}",
    "notes: |",
    "notes: |\n  #1 Crush\n  !x &y <<:\n# end",
    "notes: |2\n   x",
    "notes: >-\n",
]


@pytest.mark.parametrize("text", NORMAL, ids=repr)
def test_check_does_not_warn_of_what_is_normal(
    text: str, catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    stage = "" if text.startswith("stage") else "stage: seed\n"
    catalogue({"tracks/a.yaml": f"{stage}{text}\n"})
    assert run("check", "--strict") == Ran(0)


PLACES = {
    "title: #1\n": (2, 7),
    "title:\n  #1\n": (3, 3),
    "title: a\n  b\n  #1\n": (4, 3),
    "moods: [a, #1\n ]\n": (2, 12),
    "moods: [a,\r\n  b, #1\r\n ]\r\n": (3, 6),
}


@pytest.mark.parametrize("text", PLACES, ids=repr)
def test_a_warning_of_a_comment_names_its_line(text: str) -> None:
    _, problems = read_track("tracks/a.yaml", f"stage: seed\n{text}".encode())
    assert [(problem.location.line, problem.location.column) for problem in problems] == [PLACES[text]]


@pytest.mark.parametrize("kind", ["stages", "workflows", "projects"])
def test_check_warns_in_vocabularies_too(
    kind: str, catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    catalogue(
        {
            f"{kind}.yaml": f"{kind}:\n- id: seed #1\n- id: a  # x\n  name: #1 Name\n- !b c\n- <<: {{id: d}}\n  id: e\n"
        }
    )
    place_and_message = [
        ("4:8", COMMENT.format("'#1 Name'", '"#1 Name"', BEHIND) + " [misread]"),
        ("5:3", TAG.format("'!b'", '"!b c"') + " [misread]"),
        ("6:3", MERGE + " [merge-key]"),
    ]
    found = [line for line in run("check", f"{kind}.yaml").out.splitlines() if "[unknown-key]" not in line]
    assert found == [f"{kind}.yaml:{place}: warning: {message}" for place, message in place_and_message]


def test_a_file_with_hundreds_has_a_hundred_warnings() -> None:
    text = "mine: [" + "!a b, " * 300 + "]\n"
    _, problems = read_track("tracks/a.yaml", f"stage: seed\n{text}".encode())
    assert [problem.code for problem in problems] == ["misread"] * 100


@given(
    st.text(st.sampled_from("#!&*<>|: ab1-[]{},'\"%@`~\t"), min_size=1, max_size=8).filter(str.strip),
    st.sampled_from(["title", "notes", "mood"]),
)
@examples(60)
def test_a_text_in_double_quotes_has_no_warning(text: str, key: str) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    track, problems = read_track("tracks/a.yaml", f'stage: seed\n{key}: "{escaped}"  # end\n'.encode())
    assert (track is not None, problems) == (True, ())
