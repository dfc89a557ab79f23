"""On a terminal, a change is shown as a summary with titles below it, on one screen."""

import os
import re
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.render.changes.blocks import Block, fit_blocks
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.side_by_side import side_by_side
from prodash.render.terminal.width import width
from tests.conftest import Files, Ran
from tests.examples import examples
from tests.screen import CODES, on_screen, too_wide
from tests.surroundings import in_terminal

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")

WIDTHS = (20, 40, 60, 80, 120, 200)
DEPTHS = (
    {"NO_COLOR": "1"},
    {"COLORTERM": "truecolor"},
    {"TERM": "xterm", "PRODASH_EMOJI": "0"},
    {"TERM": "xterm"},
)


def shown(*argv: str, width: int = 80) -> str:
    return on_screen(argv, width)


def tracks(stage: str, titles: Sequence[str]) -> dict[str, str]:
    """A file for each title."""
    return {
        f"tracks/{stage}-{n}.yaml": f"title: {title}\nstage: {stage}\n" for n, title in enumerate(titles, 1)
    }


def test_many_tracks_to_one_stage_are_one_line_and_their_titles_in_columns(catalogue: Make) -> None:
    catalogue(tracks("mixing", [f"Night Drive {n:02}" for n in range(1, 48)]))
    assert shown("set", "stage=next", "--all", "-n") == (
        "🎧 Mixing → 📦 Ready to Release   47 tracks\n"
        "  Night Drive 01  Night Drive 11  Night Drive 21  Night Drive 31  Night Drive 41\n"
        "  Night Drive 02  Night Drive 12  Night Drive 22  Night Drive 32  Night Drive 42\n"
        "  Night Drive 03  Night Drive 13  Night Drive 23  Night Drive 33  Night Drive 43\n"
        "  Night Drive 04  Night Drive 14  Night Drive 24  Night Drive 34  Night Drive 44\n"
        "  Night Drive 05  Night Drive 15  Night Drive 25  Night Drive 35  Night Drive 45\n"
        "  Night Drive 06  Night Drive 16  Night Drive 26  Night Drive 36  Night Drive 46\n"
        "  Night Drive 07  Night Drive 17  Night Drive 27  Night Drive 37  Night Drive 47\n"
        "  Night Drive 08  Night Drive 18  Night Drive 28  Night Drive 38\n"
        "  Night Drive 09  Night Drive 19  Night Drive 29  Night Drive 39\n"
        "  Night Drive 10  Night Drive 20  Night Drive 30  Night Drive 40\n"
        "\n"
        "47 tracks would change\n"
    )


def test_each_stage_before_is_a_group_and_all_fit_one_screen(catalogue: Make) -> None:
    titles = {stage: [f"{stage} {n}" for n in range(50)] for stage in ("seed", "writing", "recorded")}
    catalogue({path: text for stage in titles for path, text in tracks(stage, titles[stage]).items()})
    lines = shown("set", "stage=mixing", "--all", "-n").splitlines()
    assert [line for line in lines if "→" in line] == [
        "🌱 Seed     → 🎧 Mixing   50 tracks",
        "📝 Writing  → 🎧 Mixing   50 tracks",
        "🎤 Recorded → 🎧 Mixing   50 tracks",
    ]
    assert sum("more" in line for line in lines) == 3
    assert lines[-3:] == ["--verbose shows all", "", "150 tracks would change"]
    assert len(lines) <= 24 - len(["the command", "the next prompt"])
    whole = shown("set", "stage=mixing", "--all", "-n", "--verbose")
    assert [title for group in titles.values() for title in group if f" {title}" not in whole] == []
    assert "more" not in whole


@pytest.mark.parametrize(("height", "lines"), [(3, 5), (10, 5), (15, 10), (24, 11), (60, 11)])
def test_a_preview_is_as_long_as_the_terminal_is_high(height: int, lines: int, catalogue: Make) -> None:
    catalogue(tracks("mixing", [f"Night Drive {n:02}" for n in range(1, 48)]))
    text = on_screen(["set", "stage=next", "--all", "-n"], 80, NO_COLOR="1", LINES=str(height))
    assert len(text.splitlines()) == lines + len(["a blank line", "the summary"])


TWELVE = {f"tracks/t{n:02}.yaml": f"title: Song {n}\nstage: seed\nbpm: {n}\n" for n in range(1, 13)}

VIEWS: dict[str, tuple[Files, tuple[str, ...], str]] = {
    "one track: a line for each field, below each other": (
        {"tracks/dune.yaml": "title: Dune\nstage: seed\ndue: 2026-11-25\nworkflows: [vocals]\n"},
        ("set", "stage=mixing", "due=+2w", "workflows+=artwork", "dune"),
        (
            "Dune  stage      🌱 Seed    → 🎧 Mixing\n"
            "      due        2026-11-25 → 2026-12-05 (in 14 days)\n"
            "      workflows  vocals     → vocals, artwork\n"
            "\n1 track would change\n"
        ),
    ),
    "an id that the title does not say, and one that it says": (
        {"tracks/x1.yaml": "title: Dune\nstage: seed\n", "tracks/fog.yaml": "title: Fog\nstage: seed\n"},
        ("set", "bpm=90", "--all"),
        "Dune  x1  bpm  (none) → 90\nFog       bpm  (none) → 90\n\n2 tracks would change\n",
    ),
    "tracks with one title have their ids": (
        {f"tracks/{name}.yaml": "title: Dune\nstage: seed\n" for name in ("a", "b", "dune")},
        ("set", "stage=writing", "--all"),
        "🌱 Seed → 📝 Writing   3 tracks\n  Dune a  Dune b  Dune dune\n\n3 tracks would change\n",
    ),
    "fields that change in the same tracks are one group": (
        {f"tracks/{name}.yaml": "stage: seed\n" for name in "abc"},
        ("set", "stage=writing", "bpm=90", "--all"),
        "stage  🌱 Seed → 📝 Writing   3 tracks\nbpm    (none)  → 90\n  A  B  C\n\n3 tracks would change\n",
    ),
    "several fields are named once, and below them all titles": (
        tracks("seed", ["A", "B", "C"]) | tracks("writing", ["D", "E", "F"]),
        ("set", "stage=next", "bpm=90", "--all"),
        (
            "stage  🌱 Seed    → 📝 Writing    3 tracks\n"
            "       📝 Writing → 🎤 Recorded   3 tracks\n"
            "bpm    (none)     → 90            6 tracks\n"
            "\n"
            "  A  B  C  D  E  F\n"
            "--verbose shows all\n"
            "\n6 tracks would change\n"
        ),
    ),
    "several fields in full": (
        tracks("seed", ["A", "B", "C"]) | tracks("writing", ["D", "E", "F"]),
        ("set", "stage=next", "bpm=90", "--all", "--verbose"),
        (
            "stage  🌱 Seed    → 📝 Writing    3 tracks\n  A  B  C\n\n"
            "stage  📝 Writing → 🎤 Recorded   3 tracks\n  D  E  F\n\n"
            "bpm    (none)     → 90            6 tracks\n  A  B  C  D  E  F\n"
            "\n6 tracks would change\n"
        ),
    ),
    "a few that all differ have a line each, in the order of list": (
        {f"tracks/{name}.yaml": f"stage: seed\ndue: 2026-12-0{n}\n" for n, name in enumerate("cab", 1)},
        ("set", "due=2027-01-01", "--all"),
        (
            "C  due  2026-12-01 → 2027-01-01 (in 41 days)\n"
            "A  due  2026-12-02 → 2027-01-01 (in 41 days)\n"
            "B  due  2026-12-03 → 2027-01-01 (in 41 days)\n"
            "\n3 tracks would change\n"
        ),
    ),
    "many that differ only before are one group": (
        TWELVE,
        ("set", "bpm=120", "--all"),
        (
            "bpm  various → 120   12 tracks\n"
            "  Song 1   Song 11  Song 2  Song 4  Song 6  Song 8\n"
            "  Song 10  Song 12  Song 3  Song 5  Song 7  Song 9\n"
            "\n12 tracks would change\n"
        ),
    ),
    "lists that lose and get the same are one group": (
        {
            f"tracks/{name}.yaml": f"stage: seed\nworkflows: [{rest}vocals]\n"
            for name, rest in (("a", ""), ("b", "mixing, "), ("c", "lyrics, "))
        },
        ("set", "workflows+=artwork", "workflows-=vocals", "--all"),
        "workflows  − vocals  + artwork   3 tracks\n  A  B  C\n\n3 tracks would change\n",
    ),
    "a new track: its file and its fields": (
        {},
        ("add", "Café del Mar", "due=+6w", "bpm=90"),
        (
            "Café del Mar  new    tracks/cafe-del-mar.yaml\n"
            "              stage  🌱 Seed\n"
            "              due    2027-01-02 (in 42 days)\n"
            "              bpm    90\n"
            "\n1 track would be added\n"
        ),
    ),
    "new tracks: what they share, and their titles": (
        {"songs.csv": "title,bpm,mood\nA,1,dark\nB,2,dark\nC,,dark\n"},
        ("import", "songs.csv"),
        (
            "new    in tracks     3 tracks\n"
            "stage  🌱 Seed\n"
            "mood   dark\n"
            "each   its own bpm\n"
            "  A  B  C\n"
            "\n3 tracks would be added\n"
        ),
    ),
    "new tracks in full": (
        {"songs.csv": "title,bpm\nA,1\nB,2\nC,\n"},
        ("import", "songs.csv", "-v"),
        (
            "new    in tracks     3 tracks\n"
            "stage  🌱 Seed\n"
            "each   its own bpm\n"
            "  A  B  C\n"
            "\n"
            "A  new  tracks/a.yaml\n   bpm  1\nB  new  tracks/b.yaml\n   bpm  2\nC  new  tracks/c.yaml\n"
            "\n3 tracks would be added\n"
        ),
    ),
    "an entry, then its tracks": (
        {**tracks("mixing", ["A", "B", "C"])},
        ("stages", "rename", "mixing", "Mix Down"),
        (
            "stage Mixing  id    mixing → mix-down\n"
            "              name  Mixing → Mix Down\n"
            "\n"
            "mixing → mix-down   3 tracks\n  A  B  C\n"
            "\n1 stage and 3 tracks would change\n"
        ),
    ),
    "nothing": (
        {"tracks/a.yaml": "stage: seed\n"},
        ("set", "stage=seed", "a"),
        "nothing to change\n",
    ),
}


@pytest.mark.parametrize(("files", "argv", "expected"), VIEWS.values(), ids=VIEWS)
def test_a_terminal_shows_what_happens_at_a_glance(
    files: Files, argv: tuple[str, ...], expected: str, catalogue: Make
) -> None:
    catalogue(files)
    assert shown(*argv, "--dry-run") == expected


SIGNS = "midnight-drive-extended-club-mix-featuring-a-collaborator-2"
STAGES_40 = "stages:\n" + "".join(f"- {{id: s{n}, name: Stage number {n}, emoji: 🎚}}\n" for n in range(40))
LONG = {
    "projects.yaml": "projects:\n- {id: ep, name: A name of a project that is rather long, due: 2026-12-04}\n",
    "tracks/a.yaml": f"title: {'Midnight Drive ' * 4}\nstage: mixing\nprojects: [ep]\ndue: 2026-12-01\n",
    f"tracks/{SIGNS}.yaml": "title: 怪獣のうた 怪獣のうた 怪獣のうた 怪獣のうた\nstage: mixing\nkeys: {a: b, c: d}\n",
    "tracks/c.yaml": "title: أغنية الليل الطويلة جدا\nstage: ready-to-release\nworkflows: [mixing, mastering, lyrics]\n",
    "tracks/d.yaml": "title: 👩‍🎤👨‍👩‍👧‍👦🏳️‍🌈 Family\nstage: seed\nnotes: |\n  "
    + "The second verse drags. " * 20
    + "\n",
    "tracks/e.yaml": f"title: {'Unbroken' * 8}\nstage: writing\ndue: 2026-11-22\n",
    "songs.csv": "title,stage,mood\n"
    + "".join(f"A long title for the song number {n},mixing,{n}\n" for n in range(30)),
}
CHANGES = {
    "a stage": ("set", "stage=next", "--all"),
    "a date": ("set", "due=2027-03-04", "--all"),
    "many fields": (
        "set",
        "stage=archived",
        "due=+1y",
        "workflows+=artwork",
        "projects=ep",
        "a very long custom field=yes",
        "--all",
    ),
    "one track": (
        "set",
        "stage=ready-to-release",
        "due=tomorrow",
        "notes=" + "new words " * 30,
        "title=Short",
        "d",
    ),
    "texts": ("set", "notes=" + "unbroken" * 30, "--all"),
    "a new track": (
        "add",
        "A title of a track that has many words and does not end",
        "due=+2w",
        "projects=ep",
    ),
    "many new tracks": ("import", "songs.csv"),
    "an entry": ("projects", "rename", "ep", "Another name that is no shorter than the one before"),
    "a removed entry": ("stages", "remove", "mixing", "--into", "recorded"),
}


@pytest.mark.parametrize("verbose", [(), ("-v",)], ids=["at a glance", "in full"])
@pytest.mark.parametrize("argv", CHANGES.values(), ids=CHANGES)
def test_a_change_fits_every_screen(argv: tuple[str, ...], verbose: tuple[str, ...], catalogue: Make) -> None:
    catalogue(LONG)
    for columns, colours in zip(WIDTHS, cycle(DEPTHS), strict=False):
        text = on_screen([*argv, *verbose, "-n"], columns, **colours)
        preview, _, summary = CODES.sub("", text).rpartition("\n\n")
        lines = preview.splitlines()
        assert too_wide(text, columns) == []
        assert re.match(r"\d+ .*would (change|be added|be removed)", " ".join(summary.split()))
        assert verbose or len(lines) <= 19
        assert [line for line in lines if re.search(r"\d{4}-\d?…|…\d?-\d\d\b", line)] == []


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_stage_is_cut_even_if_there_are_forty(columns: int, catalogue: Make) -> None:
    files = {f"tracks/t{n}.yaml": f"title: {'Song ' * 12}{n}\nstage: s{n % 40}\n" for n in range(80)}
    catalogue({"stages.yaml": STAGES_40, **files})
    shown_lines = shown("set", "stage=next", "--all", "-n", "-v", width=columns)
    assert [n for n in range(40) if f"Stage number {n}" not in shown_lines] == []
    few = shown("set", "stage=s39", "--all", "-n", width=columns)
    assert "various → 🎚 Stage number 39   78 tracks" in few or "78 tracks\nvarious → 🎚 Stage number 39" in few


@given(
    st.lists(st.integers(1, 70), min_size=1, max_size=60), st.integers(1, 120), st.none() | st.integers(1, 20)
)
@examples(60)
def test_texts_side_by_side_are_all_shown_or_counted(sizes: list[int], room: int, most: int | None) -> None:
    texts = [f"{number:x}".rjust(size, "x")[:room] for number, size in enumerate(sizes)]
    lines = side_by_side(texts, room, most)
    cells = [cell for line in lines for cell in line.split()]
    counted = re.search(r"\+(\d+) more", " ".join(cells))
    assert len(cells) + (int(counted[1]) - len(["+", "more"]) if counted else 0) == len(texts)
    assert most is None or len(lines) <= most
    assert all(width(line) <= max(room, len("+60 more")) for line in lines)


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 30)), min_size=1, max_size=12), st.integers(5, 40)
)
@examples(60)
def test_blocks_are_whole_or_fit_with_a_word_about_the_rest(sizes: list[tuple[int, int]], most: int) -> None:
    blocks = [
        Block(
            [f"head {number}"] * head,
            lambda most, rows=rows: [f"row {n}" for n in range(min(rows, most or rows))],  # type: ignore[misc]
        )
        for number, (head, rows) in enumerate(sizes)
    ]
    lines, whole = fit_blocks(blocks, Screen(80), most), fit_blocks(blocks, Screen(80), None)
    assert len(whole) <= most or len(lines) <= most
    assert lines == whole or (lines[-1] == "--verbose shows all" and len(lines) > 1)
    assert len(whole) > most or lines == whole


@posix
def test_the_question_is_bold_and_apart_and_the_summary_says_how_to_take_it_back(catalogue: Make) -> None:
    root = catalogue(tracks("seed", ["A", "B", "C"]))
    badges = {"TERM": "xterm", "PRODASH_EMOJI": "0"}
    code, text = in_terminal(
        ["set", "stage=writing", "--all"], cwd=root, env=badges, typed=b"y\n", when="[y/N]"
    )
    assert code == 0
    assert text.endswith(
        "  A  B  C\n\n\x1b[1mChange 3 tracks? [y/N]\x1b[0m y\n3 tracks changed; 'prodash undo' takes that back\n"
    )
    code, text = in_terminal(["undo"], cwd=root, env=badges, typed=b"y\n", when="[y/N]")
    assert text.startswith("\x1b[1mUndo 'prodash set stage=writing --all', made just now\x1b[0m\n")
    assert text.endswith(
        "  A  B  C\n\n\x1b[1mChange 3 tracks? [y/N]\x1b[0m y\n3 tracks changed; 'prodash redo' takes that back\n"
    )


@posix
def test_a_small_undo_names_the_command_without_a_question(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    run("set", "bpm=90", "a")
    code, text = in_terminal(["undo"], cwd=root, env={"NO_COLOR": "1"})
    assert code == 0
    assert re.fullmatch(
        "Undo 'prodash set bpm=90 a', made just now\nA  bpm  90 → \\(none\\)\n\n"
        "1 track changed; 'prodash redo' takes that back\n",
        text,
    )


@posix
def test_a_long_preview_in_full_goes_through_the_pager_if_nothing_follows(catalogue: Make) -> None:
    root = catalogue(tracks("seed", [f"Everything we never said on the last train {n}" for n in range(40)]))
    env = {"NO_COLOR": "1", "PRODASH_PAGER": "tail -n 1"}
    argv = ["set", "stage=writing", "--all", "--verbose"]
    assert in_terminal([*argv, "--dry-run"], cwd=root, env=env) == (0, "40 tracks would change\n")
    code, text = in_terminal(argv, cwd=root, env=env, typed=b"n\n", when="[y/N]")
    assert (code, "train 39" in text) == (4, True)


def test_titles_that_do_not_all_fit_leave_no_half_of_the_screen_empty(catalogue: Make) -> None:
    titles = (f"The Long Way Home Again {number:02}" for number in range(40))
    catalogue(tracks("seed", [*titles]))
    shown = on_screen(["set", "stage=mixing", "--all", "--dry-run"], 60, NO_COLOR="1", LINES="12")
    assert shown.splitlines()[:7] == [
        "🌱 Seed → 🎧 Mixing   40 tracks",
        "  The Long Way Home Again 00  The Long Way Home Again 05",
        "  The Long Way Home Again 01  The Long Way Home Again 06",
        "  The Long Way Home Again 02  The Long Way Home Again 07",
        "  The Long Way Home Again 03  The Long Way Home Again 08",
        "  The Long Way Home Again 04  +31 more",
        "--verbose shows all",
    ]


def test_a_narrow_screen_has_the_number_of_tracks_beside_the_change_but_no_noun(catalogue: Make) -> None:
    catalogue({**tracks("ready-to-release", "ABC"), **tracks("mixing", "DEFG")})
    lines = on_screen(["set", "stage=next", "due=+2w", "--all", "--dry-run"], 54, NO_COLOR="1").splitlines()
    assert lines[:3] == [
        "stage  🎧 Mixing           → 📦 Ready to Release  4",
        "       📦 Ready to Release → 🚀 Published         3",
        "due    (none)              → 2026-12-05           7",
    ]
