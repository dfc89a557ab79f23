"""A track is named by its id, title or path, however it is written; the exact id always wins."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.errors import ProdashError
from prodash.model.catalogue.track import Track
from prodash.model.names.file_names import track_id
from prodash.model.select.find_tracks import find_paths
from tests.conftest import Files, Ran
from tests.examples import examples
from tests.model import catalogues
from tests.screen import Terminal, on_terminal
from tests.surroundings import in_terminal

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

TRACKS = {
    "tracks/demo.yaml": "title: Demo\nstage: seed\n",
    "tracks/demo-2.yaml": "title: Demo (2nd try)\nstage: seed\n",
    "tracks/ep/hollow-lights.yaml": "title: Höllow Lights!\nstage: seed\n",
    "tracks/ep/x1.yaml": "title: E=MC2\nstage: seed\n",
    "tracks/lights.yaml": "title: Twin\nstage: seed\n",
    "tracks/other/twin-b.yaml": "title: twin\nstage: seed\n",
}

NAMED = {
    "id": ("demo", "demo"),
    "id in capitals": ("DEMO", "demo"),
    "title": ("Höllow Lights!", "hollow-lights"),
    "title without accents and signs": ("hollow lights", "hollow-lights"),
    "title with other signs": ("Demo 2nd-try", "demo-2"),
    "path": ("tracks/ep/x1.yaml", "x1"),
    "end of a path": ("ep/x1.yaml", "x1"),
    "end of a path without its extension": ("ep/x1", "x1"),
    "path without its extension": ("./tracks/ep/x1", "x1"),
    "file name": ("x1.yaml", "x1"),
    "path from here": ("./tracks/ep/x1.yaml", "x1"),
    "path up and down": ("../{folder}/tracks/demo.yaml", "demo"),
    "beginning of a title": ("holl", "hollow-lights"),
    "beginning of an id": ("x", "x1"),
    "id rather than title": ("lights", "lights"),
}


@pytest.mark.parametrize(("word", "expected"), NAMED.values(), ids=NAMED)
def test_a_track_is_found_by_every_name_it_has(word: str, expected: str, catalogue: Make, run: Run) -> None:
    root = catalogue(TRACKS)
    assert run("list", word.format(folder=root.name), "-f", "ids") == Ran(0, f"{expected}\n", "")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("word", ["é", "tracks/é.yaml", "ep/é.yaml"], ids=["id", "path", "end of a path"])
def test_accented_letters_are_one_or_two_characters_in_words_and_on_the_disk(
    form: Literal["NFC", "NFD"], word: str, catalogue: Make, run: Run
) -> None:
    folder = "ep/" if word.startswith("ep/") else ""
    catalogue({normalize(form, f"tracks/{folder}é.yaml"): "stage: seed\n"})
    for typed in (normalize("NFC", word), normalize("NFD", word)):
        assert run("list", typed, "-f", "ids") == Ran(0, "é\n", "")
    assert run("set", "stage=seed", normalize("NFD", "é")) == Ran(0, "nothing to change\n", "")


def test_a_whole_path_wins_over_a_path_that_ends_so(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n", "tracks/tracks/a.yaml": "stage: seed\n"})
    assert run("set", "stage=mixing", "tracks/a.yaml").out == "a  Seed → Mixing\n1 changed\n"
    assert (root / "tracks/a.yaml").read_text() == "stage: mixing\n"


@pytest.mark.parametrize(
    "word", ["", " ", "\u0301", "\u200b"], ids=["nothing", "blank", "accent", "no width"]
)
@pytest.mark.parametrize("title", ["Alone", "'\u0301'"], ids=["a title", "an accent for a title"])
def test_a_word_without_letters_or_signs_names_no_track(
    word: str, title: str, catalogue: Make, run: Run
) -> None:
    catalogue({"tracks/a.yaml": f"title: {title}\nstage: seed\n"})
    assert run("show", word).code == 3


SEVERAL = {
    "two titles": (
        "TWIN",
        (
            "'TWIN' names 2 tracks; give the id or the path of one\n"
            "  Twin  tracks/lights.yaml\n"
            "  twin  tracks/other/twin-b.yaml\n"
        ),
    ),
    "two beginnings": (
        "dem",
        (
            "'dem' names 2 tracks; give the id or the path of one\n"
            "  Demo (2nd try)  tracks/demo-2.yaml\n"
            "  Demo  tracks/demo.yaml\n"
        ),
    ),
}


@pytest.mark.parametrize(("word", "said"), SEVERAL.values(), ids=SEVERAL)
def test_a_name_of_several_tracks_lists_them(word: str, said: str, catalogue: Make, run: Run) -> None:
    catalogue(TRACKS)
    assert run("show", word) == Ran(3, "", f"prodash: {said}")


def test_a_change_without_a_terminal_needs_the_whole_name(catalogue: Make, run: Run) -> None:
    catalogue(TRACKS)
    assert run("set", "stage=mixing", "holl") == Ran(
        3, "", "prodash: unknown track 'holl'; did you mean 'hollow-lights'?\n"
    )
    assert run("edit", "holl") == Ran(3, "", "prodash: unknown track 'holl'; did you mean 'hollow-lights'?\n")


def test_names_on_stdin_are_whole(catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue(TRACKS)
    monkeypatch.setattr("sys.stdin", io.StringIO("Hollow Lights\n"))
    assert run("list", "-", "-f", "ids") == Ran(0, "hollow-lights\n", "")
    monkeypatch.setattr("sys.stdin", io.StringIO("holl\n"))
    assert run("list", "-", "-f", "ids").code == 3


def test_a_change_says_which_track_was_meant(catalogue: Make, run: Run) -> None:
    catalogue(TRACKS)
    assert run("set", "stage=mixing", "Hollow lights", "demo") == Ran(
        0,
        "demo           Seed → Mixing\nhollow-lights  Seed → Mixing\n2 changed\n",
        "'Hollow lights' is the track hollow-lights\n",
    )


def test_a_title_that_reads_as_a_change_is_refused_with_both_readings(catalogue: Make, run: Run) -> None:
    catalogue(TRACKS)
    assert run("set", "stage=mixing", "E=MC2") == Ran(
        2,
        "",
        "prodash: 'E=MC2' is the title of the track 'x1', and could set 'E' to 'MC2'; "
        "write the id, or 'E = MC2' for the change\n",
    )
    assert run("set", "stage=mixing", "--", "E=MC2") == Ran(
        0, "x1  Seed → Mixing\n1 changed\n", "'E=MC2' is the track x1\n"
    )
    assert run("set", "E = MC2", "x1") == Ran(0, "x1  (none) → MC2\n1 changed\n", "")


def test_an_id_that_reads_as_a_change_is_refused_with_both_readings(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n", "tracks/bpm=90.yaml": "title: B\nstage: seed\n"})
    assert run("set", "BPM=90", "a") == Ran(
        2,
        "",
        "prodash: 'BPM=90' is the id of the track tracks/bpm=90.yaml, and could set 'BPM' to '90'; "
        "write the path, or 'BPM = 90' for the change\n",
    )
    assert (root / "tracks/a.yaml").read_text() == "stage: seed\n"


def test_on_a_terminal_the_user_chooses_among_several(catalogue: Make) -> None:
    root = catalogue(TRACKS)
    code, shown = in_terminal(["set", "stage=mixing", "twin"], cwd=root, typed=b"2\n", when="[1-2]")
    assert (code, (root / "tracks/other/twin-b.yaml").read_text()) == (0, "title: twin\nstage: mixing\n")
    assert "  1  Twin  tracks/lights.yaml\n  2  twin  tracks/other/twin-b.yaml\n" in shown


@pytest.mark.parametrize(
    ("columns", "lines"),
    {
        80: ["  1  怪獣 the second of several takes  tracks/a.yaml", "  2  怪獣                              tracks/b2.yaml"],
        30: ["  1  怪獣 the se…  tracks/a.yaml", "  2  怪獣          tracks/b2.yaml"],
    }.items(),
    ids=["wide", "narrow"],
)  # fmt: skip
def test_the_tracks_to_choose_from_stand_in_columns(
    columns: int, lines: list[str], catalogue: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = {"a": "怪獣 the second of several takes", "b2": "怪獣"}
    catalogue({f"tracks/{name}.yaml": f"title: {title}\nstage: seed\n" for name, title in titles.items()})
    monkeypatch.setattr("sys.stdin", Terminal("\n"))
    assert on_terminal(["next", "怪"], columns).splitlines()[:2] == lines


WORDS = st.text("aAäb -E=2", min_size=1, max_size=4)


@given(st.dictionaries(st.text("ab2-", min_size=1, max_size=3).filter(lambda i: i[0] != "-"), WORDS), WORDS)
@examples(150)
def test_an_exact_id_always_wins(titles: dict[str, str], word: str) -> None:
    tracks = catalogues.catalogue(
        *(
            Track(identifier, f"tracks/{identifier}.yaml", title, "seed")
            for identifier, title in titles.items()
        )
    )
    try:
        found = find_paths(tracks, [word], by_beginning=True)
    except ProdashError:
        assert word not in titles
        return
    assert len(found) == 1
    if word in titles:
        assert track_id(next(iter(found))) == word
