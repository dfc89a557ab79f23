"""Named filters: --filter NAME and @NAME select what the words in prodash.yaml, or in the user's own file, select."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.completion.answer import main as complete
from prodash.model.select.filter_words import filter_words
from prodash.model.select.filters import Filters
from prodash.model.select.parse_words import SHORT, parse_words
from prodash.options.filters import FilterOptions
from prodash.storage.settings.read import parse_file
from prodash.storage.settings.simple_lines import simple_tree
from tests.conftest import Files, Ran
from tests.examples import examples
from tests.screen import on_screen, on_terminal, too_wide

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

TRACKS = {
    "tracks/a.yaml": "stage: mixing\ndue: 2026-11-20\n",
    "tracks/b.yaml": "stage: mixing\nbpm: 120\n",
    "tracks/c.yaml": "stage: seed\ndue: 2026-11-22\n",
    "tracks/d.yaml": "stage: archived\n",
}
FILTERS = """\
filters:
  mixing: --stage mixing
  late: [--due, overdue]
  both: "--filter late @mixing"
  everything: --all
  done: -s archived
  fast: "--where 'bpm>=120'"
  empty: ""
  lost: --stage nosuch
"""


@pytest.fixture(autouse=True)
def root(catalogue: Make) -> Path:
    """The catalogue of these tests."""
    return catalogue(
        {
            **TRACKS,
            "prodash.yaml": FILTERS.replace("  a circle: --filter round\n", "").replace(
                "'a circle'", "mixing"
            ),
        }
    )


@pytest.mark.parametrize(
    ("words", "ids"),
    {
        "by its option": (["--filter", "mixing"], "a b"),
        "among the tracks": (["@mixing"], "a b"),
        "in another spelling": (["@MIXING"], "a b"),
        "a list of words": (["@late"], "a"),
        "two narrow": (["@mixing", "--filter", "late"], "a"),
        "with an option": (["@mixing", "--due", "none"], "b"),
        "with a track": (["@mixing", "b", "c"], "b"),
        "one that names others": (["@both"], "a"),
        "archived tracks": (["@everything"], "c a b d"),
        "an archived stage": (["@done"], "d"),
        "two of no common track": (["@mixing", "@done"], ""),
        "a condition in quotes": (["@fast"], "b"),
        "an empty one": (["@empty"], "c a b"),
    }.values(),
)
def test_a_named_filter_selects_what_its_words_select(words: list[str], ids: str, run: Run) -> None:
    ran = run("list", *words, "-f", "ids")
    assert (ran.code, ran.out.split()) == (0, ids.split())


@pytest.mark.parametrize(
    "argv",
    [
        ["set", "stage=seed", "@late", "-n"],
        ["next", "@late", "-n"],
        ["archive", "--filter", "late", "-n"],
        ["move", "@late", "old", "-n"],
        ["remove", "@late", "-n"],
    ],
    ids=lambda argv: argv[0],
)
def test_commands_that_change_take_named_filters(argv: list[str], run: Run) -> None:
    answer = json.loads(run(*argv, "-f", "json").out)
    assert {change["id"] for change in answer["changes"]} == {"a"}


@pytest.mark.parametrize(
    ("argv", "ran"),
    {
        "unknown": (
            ["list", "--filter", "mixin"],
            Ran(3, err="prodash: unknown filter 'mixin'; did you mean 'mixing'?\n"),
        ),
        "unknown among the tracks": (
            ["set", "stage=seed", "@mixin"],
            Ran(3, err="prodash: unknown filter 'mixin'; did you mean 'mixing'?\n"),
        ),
        "a stage that is gone": (
            ["list", "@lost"],
            Ran(
                3,
                err="prodash: in the filter 'lost': unknown stage 'nosuch'; choose from 'seed', 'writing', "
                "'recorded', 'mixing', 'ready-to-release', 'published', 'archived'\n",
            ),
        ),
        "an empty one is no selection": (
            ["set", "stage=seed", "@empty"],
            Ran(
                2,
                err="prodash: name the tracks to change: ids, a filter such as --stage, or --all; "
                "the filter 'empty' is empty\n",
            ),
        ),
    }.values(),
)
def test_a_filter_that_cannot_be_used_says_why(argv: list[str], ran: Ran, run: Run) -> None:
    assert run(*argv) == ran


def test_why_nothing_is_selected_names_what_a_filter_stands_for(run: Run) -> None:
    assert run("list", "@mixing", "--stage", "seed", "-f", "ids").err == (
        "no track is in Seed and in Mixing; 1 is in Seed\n"
    )


def test_an_id_with_an_at_sign_is_a_track_unless_a_filter_has_the_name(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/@home.yaml": "stage: seed\n", "tracks/x.yaml": "stage: published\n"})
    assert run("list", "@home", "-f", "ids") == Ran(0, out="@home\n")
    Path("prodash.yaml").write_text("filters:\n  home: --stage published\n")
    assert run("list", "@home", "-f", "ids") == Ran(0, out="x\n")
    assert run("list", "tracks/@home.yaml", "-f", "ids") == Ran(0, out="@home\n")


@pytest.mark.parametrize("file", [None, "filters: {c: ~}\n", "filters: [\n", "filters: {c: {x: y}}\n"])
@pytest.mark.parametrize(
    "argv", [["list"], ["set", "stage=seed"], ["archive"], ["remove", "--yes"]], ids=" ".join
)
def test_a_filter_that_is_not_there_is_no_track_with_that_name(
    file: str | None, argv: list[str], run: Run
) -> None:
    Path("prodash.yaml").write_text(file or "")
    if file is None:
        Path("prodash.yaml").unlink()
    for words in (["@c"], ["--filter", "c"]):
        ran = run(*argv, *words)
        assert (ran.code, ran.out, ran.err.endswith("prodash: unknown filter 'c'\n")) == (3, "", True)
        is_broken = file is not None and "~" not in file
        assert ran.err.startswith("prodash.yaml:") == is_broken
    assert Path("tracks/c.yaml").read_text() == TRACKS["tracks/c.yaml"]


def test_what_is_wrong_in_the_file_is_a_problem_with_a_place(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/x.yaml": "stage: published\n", "prodash.yaml": ODD})
    assert run("check").out == ODD_PROBLEMS
    errors = "".join(line for line in ODD_PROBLEMS.splitlines(keepends=True) if ": error:" in line)
    assert run("list", "@good", "-f", "ids") == Ran(1, out="x\n", err=errors)


ODD = """\
filters:
  good: --stage published
  yes: --yes
  folder: -C ..
  stdin: "-"
  track: midnight-drive
  a: --filter b
  b: '@a'
  gone: --filter nosuch
  open: --search "x
  Good: --all
  map: {stage: seed}
  " ": --all
colr: always
"""
ODD_PROBLEMS = """\
prodash.yaml:3:8: error: the filter 'yes' cannot be used: --yes does not select tracks [bad-filter]
prodash.yaml:4:11: error: the filter 'folder' cannot be used: -C does not select tracks [bad-filter]
prodash.yaml:5:10: error: the filter 'stdin' cannot be used: a filter cannot read tracks from stdin [bad-filter]
prodash.yaml:6:10: error: the filter 'track' cannot be used: 'midnight-drive' is not an option; a filter has options only, such as --stage [bad-filter]
prodash.yaml:7:6: error: the filter 'a' cannot be used: it names itself (a → b → a) [bad-filter]
prodash.yaml:8:6: error: the filter 'b' cannot be used: it names itself (b → a → b) [bad-filter]
prodash.yaml:9:9: error: the filter 'gone' cannot be used: unknown filter 'nosuch'; choose from 'good', 'yes', 'folder', 'stdin', 'track', 'a', 'b' [bad-filter]
prodash.yaml:10:9: error: the filter 'open' cannot be used: its quotes do not close [bad-filter]
prodash.yaml:11:9: error: the filter 'Good' has the id or name of the filter 'good'; rename one [duplicate-name]
prodash.yaml:12:8: error: the filter 'map' cannot be used: write its options as one text or a list [bad-filter]
prodash.yaml:13:8: error: the filter ' ' cannot be used: use letters, digits, - and _ in its name [bad-filter]
prodash.yaml:14:7: warning: unknown key 'colr'; did you mean 'color'? [near-key]
"""


def test_own_filters_count_too_and_a_name_in_both_files_is_refused(
    own_settings: Callable[[str], Path], run: Run
) -> None:
    path = own_settings("filters:\n  mine: --filter mixing --due none\n  late: --all\n")
    assert run("list", "@mine", "-f", "ids") == Ran(0, out="b\n")
    assert run("list", "@late", "-f", "ids") == Ran(
        2, err=f"prodash: the filter 'late' is in prodash.yaml and {path}; rename one\n"
    )


def test_an_own_file_that_cannot_be_read_is_said_once_and_the_answer_comes_without_it(
    own_settings: Callable[[str], Path], run: Run
) -> None:
    path = own_settings("filters: [\n")
    ran = run("list", "@late", "-f", "ids")
    assert (ran.code, ran.out) == (0, "a\n")
    assert (ran.err.count("\n"), ran.err.startswith(f"{path}:"), ran.err[-9:]) == (1, True, "[syntax]\n")
    path.unlink()
    path.mkdir()
    assert run("list", "@late", "-f", "ids") == Ran(
        0,
        out="a\n",
        err=f"{path}:1:1: error: this is a folder, but a file belongs here; rename the folder [unreadable]\n",
    )
    assert run("list", "--due", "overdue", "-f", "ids") == Ran(0, out="a\n")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize(
    "argv", [["list", "@mixing"], ["list", "--stage", "mixing"]], ids=["filter", "default"]
)
def test_a_configuration_folder_that_cannot_be_read_is_said_and_the_answer_comes(
    argv: list[str], own_settings: Callable[[str], Path]
) -> None:
    path = own_settings("")
    path.unlink()
    path.parent.rmdir()
    path.parent.symlink_to(path.parent)
    shown = on_terminal([*argv, "--columns", "id"], 200)
    assert shown.startswith("id\n──\na\nb\n\n")
    assert f"{path}:1:1: error: " in shown


def test_a_file_that_is_too_large_is_a_problem(run: Run) -> None:
    Path("prodash.yaml").write_text("limit: 20\n" + "# and so on\n" * 30_000)
    ran = run("list", "-f", "ids")
    assert (ran.code, ran.out) == (1, "c\na\nb\n")
    assert "prodash.yaml:1:1: error: the file has more than 262,144 bytes" in ran.err


def test_filters_lists_them_with_their_words_and_how_many_tracks_each_selects(
    own_settings: Callable[[str], Path], run: Run
) -> None:
    path = own_settings("filters:\n  mine: --stage seed\n")
    rows = [
        (row["name"], row["options"], row["tracks"], row["file"])
        for row in json.loads(run("filters", "-f", "json").out)["filters"]
    ]
    shared = "prodash.yaml"
    assert rows == [
        ("mixing", "--stage mixing", 2, shared),
        ("late", "--due overdue", 1, shared),
        ("both", "--filter late @mixing", 1, shared),
        ("everything", "--all", 4, shared),
        ("done", "-s archived", 1, shared),
        ("fast", "--where 'bpm>=120'", 1, shared),
        ("empty", "", 3, shared),
        ("lost", "--stage nosuch", None, shared),
        ("mine", "--stage seed", 1, str(path)),
    ]
    assert run("filters", "-f", "ids").out.split() == [name for name, *_ in rows]


@pytest.mark.parametrize("argv", [["filters"], ["config"]], ids=lambda argv: argv[0])
def test_the_tables_fit_every_screen(argv: list[str], own_settings: Callable[[str], Path]) -> None:
    own_settings(
        f"filters:\n  {'long-' * 12}x: --search {'怪獣' * 30}\ncolumns: [{', '.join(['title'] * 20)}]\n"
    )
    for columns in (20, 40, 60, 80, 200):
        assert too_wide(on_screen(argv, columns), columns) == []


def test_the_options_of_a_filter_are_those_of_the_command_line() -> None:
    options = {one.name: one.annotation.__metadata__[0] for one in FilterOptions.parameters()}
    assert {
        short: name for name, one in options.items() for short in one.param_decls or () if short[1] != "-"
    } == SHORT


TEXTS = st.text("ab -=@'\"é", min_size=1, max_size=5)
MANY = st.lists(TEXTS, max_size=2).map(tuple)
FILTERS_OF_TEXTS = st.builds(
    Filters,
    track=st.none(),
    named=st.just(()),
    **{
        name: MANY if default == () else st.booleans() if default is False else st.none() | TEXTS
        for name, default in Filters._field_defaults.items()
        if name not in {"track", "named"}
    },
)


@examples(60)
@given(FILTERS_OF_TEXTS)
def test_words_mean_the_filters_that_they_were_made_from(filters: Filters) -> None:
    assert parse_words(filter_words(filters)) == filters


LINES = st.sampled_from(
    [
        *("filters:", "columns: [title, -due]", "sort:", "limit: 20 # rows", "limit: x", "color: never"),
        *(
            "  focus: --stage a,b --due +2w..",
            '  "late": --all',
            "  two: \"--where 'a=1'\"",
            "  no: ~",
            "  a: [--stage, b]",
        ),
        *(
            "- due",
            "  - -due",
            "  - title  ",
            "# note",
            "  # note",
            "",
            "emoji: no",
            "style: 'grid'",
            "  x: a: b",
        ),
        *(
            "  lost:",
            "    - --all",
            "sort: due #1",
            "  fällig: --due month",
            "filters: {a: --all}",
            "  q: --search null",
            "x: null",
        ),
    ]
)


@examples(200)
@given(st.lists(LINES, max_size=6))
def test_simple_lines_mean_without_a_parser_what_they_mean_with_one(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    tree = simple_tree(text)
    if tree:
        # A paragraph separator makes no line simple.
        with_parser = parse_file("prodash.yaml", f"{text}# \u2029\n".encode(), stands_alone=False)
        assert parse_file("prodash.yaml", text.encode(), stands_alone=False) == with_parser


def test_check_names_filters_of_what_is_gone_and_a_file_with_nearly_the_right_name(run: Run) -> None:
    Path("prodash.yml").write_text("limit: 3\n")
    assert run("check").out == (
        "prodash.yaml:9:9: warning: the filter 'lost' selects nothing: unknown stage 'nosuch'; choose from 'seed', 'writing', "
        "'recorded', 'mixing', 'ready-to-release', 'published', 'archived' [lost-filter]\n"
        "prodash.yml:1:1: warning: prodash does not read this file; it reads filters and defaults only from prodash.yaml, "
        "so rename it or move its entries there [near-file]\n"
    )


@pytest.mark.parametrize(
    ("words", "offered"),
    {
        "the option": (
            ["list", "--filter", ""],
            ["mixing --stage mixing", "late --due overdue", "lost --stage nosuch"],
        ),
        "among the tracks": (["list", "@l"], ["@late --due overdue", "@lost --stage nosuch"]),
        "behind a change": (["set", "stage=seed", "@f"], ["@fast --where bpm>=120"]),
        "a key": (["config", "unset", "l"], ["limit How many rows list shows."]),
        "a filter as a key": (["config", "set", "filters.lo"], ["filters.lost --stage nosuch"]),
        "a value": (["config", "set", "style", "dou"], ["double "]),
    }.values(),
)
def test_filters_keys_and_their_values_are_completed(
    words: list[str], offered: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    *before, typed = words
    complete(["zsh", f".{typed}", *before])
    lines = capsys.readouterr().out.splitlines()
    assert [line for one in offered for line in lines if line == one.replace(" ", " \t", 1)] == [
        one.replace(" ", " \t", 1) for one in offered
    ]


@pytest.mark.parametrize(
    "command",
    [
        "list",
        "due",
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("board", "breakdown", "report")),
    ],
)
@pytest.mark.parametrize(
    "words", ["--stage mixing,archived --due any", "--not-stage seed --where bpm= --all"]
)
def test_a_named_filter_gives_every_answer_that_its_words_give(command: str, words: str, run: Run) -> None:
    Path("prodash.yaml").write_text(f"filters:\n  x: {words}\n")
    output = ["-"] if command == "report" else []
    assert run(command, *output, "--filter", "x") == run(command, *output, *words.split())


@pytest.mark.parametrize(
    ("number", "words"), [(20, "--filter f{0} --filter f{0}"), (200, "--filter f{0}")], ids=["wide", "deep"]
)
def test_filters_that_name_many_others_take_no_time(number: int, words: str, run: Run) -> None:
    named = "".join(f"  f{place}: {words.format(place - 1)}\n" for place in range(1, number))
    Path("prodash.yaml").write_text(f"filters:\n  f0: --stage mixing\n{named}")
    assert run("list", "@f19", "-f", "ids").out == "a\nb\n"
    last = run("list", f"@f{number - 1}", "-f", "ids")
    if number > 20:
        assert last == Ran(
            2,
            err="prodash: the filter 'f199' leads to more than 20 filters in a row; write their options into it\n",
        )


def test_without_a_filter_the_command_that_makes_one_is_named(root: Path, run: Run) -> None:
    (root / "prodash.yaml").unlink()
    assert run("filters").err == (
        "there are no named filters; 'prodash config set filters.focus --shared -- --stage seed' makes one for all, "
        "and without --shared for you\n"
    )
    assert run("config", "set", "filters.focus", "--shared", "--", "--stage", "seed").code == 0
    assert run("filters", "-f", "ids").out == "focus\n"


@pytest.mark.parametrize(
    ("condition", "is_lost"),
    [
        *[
            ("stage=nosuch", True),
            ("STAGE>=nosuch", True),
            ("workflows=nosuch", True),
            ("projects=nosuch", True),
        ],
        *[("nosuch=1", True), ("nosuch", True), ("nosuch.part>1", True), ("bpm=>1", True)],
        *[
            ("!nosuch", False),
            ("stage>seed", False),
            ("stage~nosuch", False),
            ("bpm=100..", False),
            ("age>3", False),
        ],
    ],
    ids=str,
)
def test_check_names_the_filters_whose_conditions_name_what_is_gone_and_those_are_the_refused_ones(
    condition: str, is_lost: bool, catalogue: Callable[[Files], Path], run: Run
) -> None:
    catalogue(
        {
            "prodash.yaml": f"filters:\n  a: [--where, '{condition}']\n",
            "workflows.yaml": "workflows: [vocals]\n",
            "projects.yaml": "projects: [ep]\n",
            "tracks/a.yaml": "stage: seed\nbpm: 120\n",
        }
    )
    refused = run("list", "@a").err.removeprefix("prodash: in the filter 'a': ").removesuffix("\n")
    line = f"prodash.yaml:2:6: warning: the filter 'a' selects nothing: {refused} [lost-filter]\n"
    assert run("check").out == (line if is_lost else "")


@pytest.mark.parametrize("condition", ["stage=mixing", "Stage>mixing", "status=seed,mixing", "stage!=Mixing"])
def test_conditions_that_name_a_stage_which_is_renamed_are_named(
    condition: str, catalogue: Callable[[Files], Path], run: Run
) -> None:
    catalogue(
        {
            "prodash.yaml": f"filters:\n  a: [--where, '{condition}']\n  b: [--where, 'stage=seed']\n",
            "stages.yaml": "field: status\nstages: [seed, mixing]\n",
        }
    )
    named = [line for line in run("stages", "rename", "mixing", "Mix").err.splitlines() if "filter" in line]
    assert named == ["the filter 'a' in prodash.yaml names 'mixing'; correct it there"]


@pytest.mark.parametrize(
    "argv",
    [["rename", "Mixing", "Mix Down"], ["remove", "mixing", "--into", "seed"]],
    ids=lambda argv: argv[0],
)
def test_what_is_renamed_or_removed_stays_in_filters_which_are_named(argv: list[str], run: Run) -> None:
    assert (
        f"the filter 'mixing' in prodash.yaml names {argv[1]!r}; correct it there\n"
        in run("stages", *argv, "-n").err
    )
    assert "filter" not in run("stages", argv[0], "seed", *argv[2:-1], "writing", "-n").err


@pytest.mark.parametrize("condition", ["bpm>>120", 'stage="mixing', "bpm 120 >"])
def test_a_filter_with_a_malformed_condition_stops_no_change_and_is_named_for_the_rest(
    condition: str, run: Run
) -> None:
    words = f"--where '{condition}' --where bpm=120 --stage mixing"
    Path("prodash.yaml").write_text(f"filters:\n  odd: {words}\n")
    assert (
        "the filter 'odd' in prodash.yaml names 'mixing'" in run("stages", "rename", "mixing", "M", "-n").err
    )
    ran = run("fields", "rename", "bpm", "tempo", "-n")
    assert (ran.code, ran.err) == (0, "prodash.yaml still names 'bpm': the filter 'odd'\n")


def test_check_names_each_filter_that_no_track_can_meet_whatever_its_option(run: Run) -> None:
    words = {
        "field": "--where bmp=120",
        "type": "--where 'bpm>fast'",
        "condition": "--where 'bpm>>120'",
        "date": "--due sometime",
        "past": "--moved-since sometime",
        "length": "--in-stage-for long",
        "text": "--search ''",
    }
    fine = {"absent": "--where '!bmp' --due eow --in-stage-for 30d", "empty": "--where bpm=1..2"}
    lines = [f"  {name}: {text}\n" for name, text in (words | fine).items()]
    Path("prodash.yaml").write_text(f"filters:\n{''.join(lines)}")
    found = run("check").out.splitlines()
    assert [line.split("'")[1] for line in found] == [*words]
    assert found[0] == (
        "prodash.yaml:2:10: warning: the filter 'field' selects nothing: unknown field 'bmp'; did you mean 'bpm'? [lost-filter]"
    )
