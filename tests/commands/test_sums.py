"""--sum, --mean, --min, --max and --count: what fields come to, in list and breakdown."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Files, Ran, run_in, write_files
from tests.examples import examples
from tests.screen import on_screen, too_wide

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

MADE = {
    "tracks/a.yaml": "title: One\nstage: seed\nlength: '3:45'\nBPM: 98\nlive: true\ngenre: dub\nwhen: 2024\nmix: v1.9\n",
    "tracks/b.yaml": "title: Two\nstage: mixing\nlength: '59:30.5'\nbpm: 120.5\nlive: false\ngenre: [dub, house]\n",
    "tracks/c.yaml": "title: Three\nstage: mixing\nlength: long\nbpm: 98\nlive: true\nwhen: 2024-05-01 10:00\nmix: v1.10\n",
    "tracks/d.yaml": "title: Four\nstage: seed\ndue: 2027-01-01\nplays: [1000, 250]\nlinks: {shop: Bandcamp, fee: 10}\n",
    "tracks/e.yaml": "title: Old\nstage: archived\nlength: PT10M\nbpm: 1\n",
}


def asked(run: Run, *argv: str) -> dict[str, tuple[object, str, int]]:
    """The value, text and number of tracks of each sum in JSON."""
    sums = json.loads(run(*argv, "-f", "json").out)["sums"]
    return {f"{one['function']} {one['field']}": (one["value"], one["text"], one["tracks"]) for one in sums}


def test_sums_are_below_the_list_and_say_which_tracks_they_leave_out(catalogue: Make, run: Run) -> None:
    catalogue(MADE)
    sums = ("--sum", "length,plays", "--mean", "BPM", "--max", "bpm", "--count", "live")
    assert run("list", "--columns", "title,length", "--limit", "2", *sums) == Ran(
        0,
        "title  length\n─────  ──────\nFour\nOne      3:45\n"
        "\n"
        "sum of length  1:03:15.5  1 track has no length, the length of 1 track is not a length\n"
        "sum of plays       1,250  3 tracks have no plays\n"
        "mean of bpm        105.5  1 track has no bpm\n"
        "max of bpm         120.5\n"
        "count of live          2\n",
        "2 of 4 shown because of --limit\n1 archived track left out; --all includes it\n",
    )


@pytest.mark.parametrize(
    ("option", "field", "expected"),
    [
        ("sum", "length", (3795.5, "1:03:15.5", 2)),
        ("mean", "length", (1897.75, "31:38", 2)),
        ("min", "length", (225.0, "3:45", 2)),
        ("max", "Length", (3570.5, "59:30.5", 2)),
        ("sum", "B-P M", (316.5, "316.5", 3)),
        ("min", "bpm", (98, "98", 3)),
        ("sum", "plays", (1250, "1,250", 1)),
        ("mean", "links.fee", (10.0, "10", 1)),
        ("min", "when", ("2024", "2024", 2)),
        ("max", "when.year", (2024, "2024", 2)),
        ("min", "mix", ("v1.9", "v1.9", 2)),
        ("max", "mix", ("v1.10", "v1.10", 2)),
        ("max", "due", ("2027-01-01", "2027-01-01", 1)),
        ("count", "live", (2, "2", 2)),
        ("count", "genre", (2, "2", 2)),
        ("count", "due", (1, "1", 1)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_values_come_to_what_they_are(
    option: str, field: str, expected: tuple[object, str, int], catalogue: Make, run: Run
) -> None:
    catalogue(MADE)
    found = asked(run, "list", f"--{option}", field, "--limit", "0")
    assert [*found.values()] == [expected]


@pytest.mark.parametrize(
    ("argv", "code", "message"),
    [
        (
            ("--sum", "genre"),
            2,
            (
                "--sum genre: genre is a text, such as 'dub', and --sum takes numbers and lengths; --count genre counts the "
                "tracks with a value"
            ),
        ),
        (
            ("--mean", "when"),
            2,
            (
                "--mean when: when is a date, such as '2024', and --mean takes numbers and lengths; --count when counts the "
                "tracks with a value"
            ),
        ),
        (
            ("--max", "Live"),
            2,
            (
                "--max live: live is true or false and --max takes numbers, lengths, dates and versions; --count live counts "
                "the tracks with true"
            ),
        ),
        (("--sum", "links"), 2, "--sum links: links has parts; name one, such as links.fee"),
        (("--sum", "lenght"), 3, "unknown field 'lenght'; did you mean 'length'?"),
        (("--min", "age"), 2, "--min age: age is what git knows of a track, not a field of its file"),
        (("--sum", "bpm,"), 2, "an empty name in --sum 'bpm,'; write names with commas between them"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_sum_that_cannot_be_is_refused_with_what_can(
    argv: tuple[str, ...], code: int, message: str, catalogue: Make, run: Run
) -> None:
    catalogue(MADE)
    for command in ("list", "breakdown"):
        assert run(command, *argv) == Ran(code, "", f"prodash: {message}\n")


def test_each_group_has_its_sums_beside_or_below_its_name(catalogue: Make, run: Run) -> None:
    catalogue(MADE)
    argv = ["list", "--group-by", "genre", "--sum", "length", "--min", "bpm", "--columns", "title", "--quiet"]
    assert run(*argv).out == (
        "  title\n  ─────\n"
        "\ndub       2 tracks  sum of length 1:03:15.5  min of bpm    98\n  One\n  Two\n"
        "\nhouse     1 track   sum of length   59:30.5  min of bpm 120.5\n  Two\n"
        "\nno genre  2 tracks  sum of length         –  min of bpm    98\n  Four\n  Three\n"
        "\nsum of length  1:03:15.5  1 track has no length, the length of 1 track is not a length\n"
        "min of bpm            98  1 track has no bpm\n"
    )
    assert on_screen(argv, 40).splitlines()[3:7] == [
        "dub       2 tracks",
        "  sum of length  1:03:15.5",
        "  min of bpm            98",
        "  One",
    ]
    groups = json.loads(run(*argv[:5], "-f", "json").out)["groups"]
    assert [group["sums"][0]["value"] for group in groups] == [3795.5, 3570.5, None]


def test_a_breakdown_has_a_column_for_each_sum_and_a_table_of_them_below_its_picture(
    catalogue: Make, run: Run
) -> None:
    catalogue({**MADE, "stages.yaml": "stages: [seed, mixing, {id: archived, kind: archived}]\n"})
    assert run("breakdown", "--sum", "length", "--max", "due", "--quiet").out.partition("none late\n\n")[
        2
    ] == (
        "        sum of length  max of due\n"
        "──────  ─────────────  ──────────\n"
        "Seed             3:45  2027-01-01\n"
        "Mixing        59:30.5           –\n"
        "──────  ─────────────  ──────────\n"
        "total       1:03:15.5  2027-01-01\n"
        "\n"
        "1 track has no length, the length of 1 track is not a length\n"
        "3 tracks have no due date\n"
    )
    assert run(
        "breakdown", "--columns", "stage,tracks,sum_length", "--sum", "length", "-f", "csv", "--all"
    ) == Ran(
        0,
        "stage,tracks,sum_length\nseed,2,225.0\nmixing,2,3570.5\narchived,1,600.0\n",
        "sum of length: 1:13:15.5 (1 track has no length, the length of 1 track is not a length)\n",
    )
    by_genre = run("breakdown", "--by", "genre", "--count", "bpm", "-f", "csv", "--quiet").out
    assert [line.rpartition(",")[2] for line in by_genre.splitlines()] == ["count_bpm", "2", "1", "1"]


def test_the_last_value_of_a_field_is_the_greatest(catalogue: Make, run: Run) -> None:
    dates = ("2026-06-01", "2026", "2026-12-01")
    catalogue({f"tracks/{number}.yaml": f"stage: mixing\nout: {day}\n" for number, day in enumerate(dates)})
    (field,) = json.loads(run("fields", "-f", "json").out)["fields"]
    assert (field["first"], field["last"]) == (2026, 2026)
    asked_for = asked(run, "list", "--min", "out", "--max", "out")
    assert asked_for == {"min out": ("2026", "2026", 3), "max out": ("2026", "2026", 3)}


def test_a_name_with_a_comma_is_one_name_among_others(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\nkey, hz: 1\n", "tracks/b.yaml": "stage: seed\nkey, hz: 2\n"})
    options = [
        "--columns",
        "id,Key, hz",
        "--sort",
        "stage,-key, hz",
        "--sum",
        "key,hz",
        "--count",
        "stage,key,hz",
    ]
    sums = "sum of key, hz: 3\ncount of stage: 2\ncount of key, hz: 2\n"
    assert run("list", *options, "-f", "csv", "--quiet") == Ran(0, 'id,"key, hz"\nb,2\na,1\n', sums)


def test_the_word_total_is_whole_below_the_shortest_names(catalogue: Make, run: Run) -> None:
    catalogue({"stages.yaml": "stages: [a]\n", "tracks/t.yaml": "stage: a\nx: 1\n"})
    assert run("breakdown", "--sum", "x", "--quiet").out.endswith(
        "       sum of x\n─────  ────────\nA             1\n─────  ────────\ntotal         1\n"
    )


def test_formats_without_a_place_for_sums_have_them_on_stderr(catalogue: Make, run: Run) -> None:
    catalogue(MADE)
    assert run("list", "-f", "ids", "--sum", "plays", "--stage", "seed", "--quiet") == Ran(
        0, "d\na\n", "sum of plays: 1,250 (1 track has no plays)\n"
    )


def test_without_tracks_there_is_nothing_to_add_up(catalogue: Make, run: Run) -> None:
    catalogue({})
    assert run("list", "--sum", "bpm", "--quiet") == Ran(0, "sum of bpm  –\n")
    assert asked(run, "breakdown", "--sum", "bpm", "--count", "bpm") == {
        "sum bpm": (None, None, 0),
        "count bpm": (0, "0", 0),
    }


@examples(10)
@given(st.lists(st.one_of(st.none(), st.integers(), st.decimals(0, 999, places=3)), min_size=1, max_size=6))
def test_a_sum_is_the_sum_however_large_and_whatever_is_shown(values: Sequence[object]) -> None:
    numbers = [value for value in values if value is not None]
    tracks = {
        f"tracks/t{n}.yaml": f"stage: seed\nplays: {'~' if value is None else value}\n"
        for n, value in enumerate(values)
    }
    with TemporaryDirectory() as folder:
        write_files(Path(folder), tracks)
        ran = run_in(folder, "list", "--sum", "plays", "--limit", "1", "--quiet", "-f", "json")
    [found] = json.loads(ran.out)["sums"]
    assert found["tracks"] == len(numbers)
    total = sum(map(float, map(str, numbers))) if numbers else None
    assert found["value"] == (total if total is None else pytest.approx(total))


@pytest.mark.parametrize("width", [20, 40, 80])
def test_every_sum_fits_the_screen(width: int, catalogue: Make) -> None:
    name = "a name of a field that hardly fits on any screen"
    catalogue({**MADE, "tracks/f.yaml": f"stage: seed\n{name}: {10**12}\ngenre: {'long ' * 20}\n"})
    for argv in (["list", "--group-by", "genre"], ["breakdown"], ["breakdown", "--by", "genre"]):
        for colours in ({}, {"NO_COLOR": "", "COLORTERM": "truecolor"}):
            text = on_screen([*argv, "--sum", name, "--mean", "bpm"], width, **colours)
            assert too_wide(text, width) == []
            assert "1,000,000,000,000" in text
