"""YAML text becomes nodes with text, place and span, whichever parser reads it."""

import itertools
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.storage.yaml import events
from prodash.storage.yaml import parse as parse_module
from prodash.storage.yaml.builder import MAX_DEPTH, MAX_NODES
from prodash.storage.yaml.documents import plain_document
from prodash.storage.yaml.encoding import decode
from prodash.storage.yaml.line_parser import simple_document
from prodash.storage.yaml.nodes import Document, Fault, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse, parse_events, parse_pure
from tests.conftest import EXAMPLE, PACKAGE, needs_c_parser
from tests.examples import examples
from tests.storage.texts import track_texts

SNIPPETS = st.sampled_from(
    [
        "title",
        "stage",
        "a",
        "b c",
        "1:30",
        "~",
        '"q"',
        "'s'",
        '"x\\n"',
        '"\\/"',
        '"\\u00e9"',
        "'it''s'",
        '""',
        '"a\n  b"',
        ": ",
        ":",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\n  ",
        "\n- ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ",",
        ", ",
        "#",
        " # c",
        "? ",
        "-",
        "?",
        "|\n  blk\n  b\n",
        ">-\n  f\n\n  g\n",
        "|+\n  k\n\n",
        "|",
        ">",
        "&x ",
        "*x",
        "!t ",
        "!!str ",
        "!",
        "&",
        "*",
        "<<: ",
        "---\n",
        "...\n",
        "--- ",
        "\nstage: ",
        "\nworkflows: [a, b]",
        "\n  - a",
        "{title: a",
        "%YAML 1.2\n",
        "%",
        "@",
        "`",
        "\t",
        "\x85",
        "\u2028",
        "\xa0",
        "é",
        "🌱",
        "日本",
        "http://x",
        ":x",
        ",x",
        "0",
        "=",
        "\\",
        '"',
        "\r",
    ]
)


@given(st.lists(SNIPPETS, max_size=14).map("".join))
@examples(300)
@example("title: a\n...\n...\n")
@example("bpm: 120\r...\r...\r")
@example("# c\r%YAML 1.2\r---\rstage: seed\r")
@example("%YAML 1.2\n---\n<<: ")
@example("a: |\n \n  [")
@example("a: >#")
@example("a: &x b\nc: *x\n")
@example("a: !\n")
@example("a: b\tc\n")
@example("\u2028a: b\n")
@example('a: "\\UFFFFFFFF"')
@example("a: ['b':]")
@example("a: ['/,':b]")
@example("a: ['i' :\\ v]")
@example("a: [[b]:c, {d: e}:f]")
@example("a: {\n: b}")
@example("a: [?: ]")
@example("{? }")
@example("a: [?,, ]")
@example("a:\t- b")
@example("a: b\n\tc")
@example("a: |\n \n  b")
@example("a: |\t# c\n  b")
def test_the_c_parser_and_the_pure_one_give_the_same(text: str) -> None:
    assert parse(text) == parse_pure(text)


SIMPLE_LINES = st.one_of(
    st.sampled_from(
        [
            "title: Track 1\n",
            "stage: seed  # note\n",
            "key: F# minor\n",
            "length: 3:45\n",
            "workflows: [a, b c]\n",
            "workflows:\n- a\n- b\n",
            "projects:\n  - c\n  - d\n",
            "notes: |\n  text\n    more\n\n  end\n",
            "lufs: -14 [a] b&c *d |\n",
            "alias: 'it: #1'\n",
            "sound-file: \"a: 'b' #c\"  # note\n",
            "key: ''\n",
            "tags: []\n",
            "due:\n",
            "links:\n- https://x.y/z?a=b\n  # c\n- d  # e\n\n# f\n- g\n",
            "notes: >\n  one\n  text\n    more\n   yet\n\n  end\n\n\n  of it\n\n",
            "lyrics: >-\n  a \n  b\n\n    c\n\n\n",
            "lyrics: |-\n  a\n\n",
            "# c\n",
            "  # c\n",
            "\n",
        ]
    ),
    st.builds(
        "{}: {}{}\n".format,
        st.sampled_from(["title", "stage", "é", "k_2", "1", "null"]),
        st.text(st.sampled_from("ab1é🌱 .,:#-+'’!?&*[]()|>~%\u2028\x85\t\r"), max_size=8),
        st.sampled_from(["", "", " # c", "#", "\n", "\n  - a", "\n- a", " |\n  x", " >\n  x\n  y", '"', "'"]),
    ),
    SNIPPETS,
)


@given(st.lists(SIMPLE_LINES, min_size=1, max_size=6).map("".join))
@examples(300)
@example("title: a  b\nstage: seed\nnotes: |\n  é\n\n    x \nbpm: 1\n# end\n\n")
@example("# c\n\na:\n  - b c\n  - d\n\n# e\nf:\n- g\n")
@example("a: b :c\n")
@example("a: b:/\n")
@example("a: [b, c]#\n")
@example("a: |\n  b\n\n")
@example("a: >\n  b\n  c\n\n   d\n\n\n  e\n  f\n\nb: c\n")
@example("a:\n- b\n  - c\n")
@example("a:\n  - b # c\n  # d\n\n  - e\n\n# f\n")
@example("a: |\n  b\n # c\n  d\n")
@example("a: 'b''c'\n")
def test_lines_that_need_no_parser_give_the_same(text: str) -> None:
    simple = simple_document(text)
    assert simple is None or simple == parse_pure(text)


@pytest.mark.parametrize(
    ("text", "value"),
    {
        "a: ['b':]": [{"b": ""}],
        "a: ['/,':b]": [{"/,": "b"}],
        "a: ['i' :\\ v]": [{"i": "\\ v"}],
        "a: {\"b\":c,'d':[e]}": {"b": "c", "d": ["e"]},
        'a: {"b":{"c":"d"},"e":1}': {"b": {"c": "d"}, "e": "1"},
        "a: {\n: b}": {"": "b"},
        "a: {b,\n: c}": {"b": "", "": "c"},
        "a: |\n \n  b\n": "\nb\n",
        "a: |\n\n   \n   b\n": "\n\nb\n",
    }.items(),
    ids=repr,
)
def test_both_parsers_read_what_yaml_1_2_allows(text: str, value: object) -> None:
    pure = parse_pure(text)
    assert isinstance(pure, Document)
    assert isinstance(pure.top, Mapping)
    assert plain(pure.top.pairs[0][1]) == value
    assert parse_events(text) == pure


def plain(node: Node) -> object:
    """The texts of a node."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [*map(plain, node.items)]
    return {key.text: plain(value) for key, value in node.pairs}


def test_most_tracks_need_no_parser() -> None:
    text = (
        "# mine\ntitle: Don't Stop (Remix)\nstage: seed  # soon\nworkflows: [mastering, artwork]\nprojects:\n"
        "- summer-ep\n- b-sides\nlength: 3:45\nkey: F# minor\n\nnotes: |\n  The second verse – drags.\n\n"
        "  - 🌱\n\n# mail\nfrom: 'Mia: #1'\nlinks:\n"
        "  - https://x.y/z?a=b\n  # old\n  - c [d] & e  # new\ndue:\nlyrics: >-\n  It folds\n  here.\n\n  Again.\n"
    )
    assert simple_document(text) == parse_pure(text)


@given(track_texts())
@examples(120)
def test_they_give_the_same_for_tracks_as_people_write_them(text: str) -> None:
    fast = parse_events(text)
    assert isinstance(fast, Document)
    assert fast == parse(text) == parse_pure(text)


@pytest.mark.parametrize(
    "path",
    sorted([*EXAMPLE.rglob("*.yaml"), *(PACKAGE / "presets").rglob("*.yaml")]),
    ids=lambda p: p.stem,
)
def test_they_give_the_same_for_every_file_that_ships(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert parse(text) == parse_events(text) == parse_pure(text)


@needs_c_parser
@pytest.mark.parametrize("path", sorted(EXAMPLE.rglob("*.yaml")), ids=lambda p: p.stem)
def test_the_example_needs_the_pure_parser_nowhere(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert events.CParser is not None, "without it the comparisons above compare nothing"
    monkeypatch.setattr(parse_module, "parse_pure", None)
    assert isinstance(parse_events(path.read_text(encoding="utf-8")), Document)


MARKS = st.sampled_from(
    ["<" * 7, ">" * 7, "=" * 7, "|" * 7, "<" * 9, "=" * 9, ">" * 9, "<" * 6, " x", "x", "\n", "\n"]
)


@given(st.lists(MARKS, max_size=8).map("".join))
@examples(100)
@example("<<<<<<< x\n")
@example("x\n=======\n")
@example("x =======\n")
def test_a_conflict_is_found_in_the_same_line_whatever_the_line_ends(text: str) -> None:
    right = decode(text.replace("\n", "\r\n").encode())
    found = decode(text.encode())
    assert isinstance(found, Fault) == isinstance(right, Fault)
    assert not isinstance(found, Fault) or found == right


@needs_c_parser
def test_a_text_with_too_many_values_is_not_plain() -> None:
    fits = "a: [" + "b," * (MAX_NODES - 3) + "]"
    for text, plain in ((fits, True), (fits.replace("[", "[b,"), False)):
        assert isinstance(plain_document(text, events.CParser), Document) == plain


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "a:\n" + "- b\n" * MAX_NODES,
        "".join(f"k{n}: v\n" for n in range(MAX_NODES)),
        "a: [" + "b," * MAX_NODES,
        "a: {? : b}\nd: [" + "[]," * MAX_NODES,
    ],
    ids=["lines", "keys", "brackets", "empty key"],
)
def test_every_parser_finds_the_same_place_where_a_text_is_too_large(text: str) -> None:
    fault = parse_pure(text)
    assert isinstance(fault, Fault)
    assert fault.code is ProblemKind.TOO_LARGE
    assert parse_events(text) == fault


def test_a_node_knows_its_text_its_place_and_its_span() -> None:
    text = "# top\nstage:   'seed'   # keep\nlist: [a, {b: }]\n"
    parsed = parse(text)
    assert isinstance(parsed, Document)
    assert parsed.top == Mapping(
        (
            (Scalar("stage", "", 6, 11, 2, 1), Scalar("seed", "'", 15, 21, 2, 10)),
            (
                Scalar("list", "", 31, 35, 3, 1),
                Sequence(
                    (
                        Scalar("a", "", 38, 39, 3, 8),
                        Mapping(
                            ((Scalar("b", "", 42, 43, 3, 12), Scalar("", "", 44, 44, 3, 14)),),
                            flow=True,
                            start=41,
                            end=46,
                            line=3,
                            column=11,
                        ),
                    ),
                    flow=True,
                    start=37,
                    end=47,
                    line=3,
                    column=7,
                ),
            ),
        ),
        flow=False,
        start=6,
        end=48,
        line=2,
        column=1,
    )


def bomb(levels: int) -> str:
    names = "abcdefghijklmnopqrstuvwxyz"[:levels]
    lines = [f"{names[0]}: &{names[0]} [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{n}: &{n} [{', '.join([f'*{b}'] * 9)}]" for b, n in itertools.pairwise(names)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    {
        "aliases that would fill the memory": (
            bomb(26),
            Fault(ProblemKind.TOO_LARGE, 5, 4, {"what": f"it has more than {MAX_NODES:,} values"}),
        ),
        "100 levels of brackets": (
            "a: " + "[" * 100,
            Fault(ProblemKind.TOO_DEEP, 1, 53, {"limit": MAX_DEPTH}),
        ),
        "100 levels of lines": (
            "".join(f"{' ' * n}a:\n" for n in range(100)),
            Fault(ProblemKind.TOO_DEEP, 51, 51, {"limit": MAX_DEPTH}),
        ),
        "a million brackets": ("[" * 1_000_000, Fault(ProblemKind.TOO_DEEP, 1, 51, {"limit": MAX_DEPTH})),
        "aliases nested in aliases": (
            "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 60)),
            Fault(ProblemKind.TOO_DEEP, 49, 12, {"limit": MAX_DEPTH}),
        ),
        "an alias of itself": (
            "a: &a [*a]\n",
            Fault(
                ProblemKind.SYNTAX,
                1,
                8,
                {
                    "what": "the alias *a stands inside its own anchor &a; write a value, or put it in quotes if it is text"
                },
            ),
        ),
    }.values(),
    ids=["bomb", "brackets", "lines", "many brackets", "nested aliases", "itself"],
)
def test_a_file_made_to_do_harm_is_one_fault(text: str, fault: Fault) -> None:
    assert parse(text) == fault


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "~\n", "\n\n"])
def test_a_text_without_values_is_a_document_with_nothing_in_it(text: str) -> None:
    assert parse(text) == Document(None, ())
