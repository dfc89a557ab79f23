"""show: everything about a track."""

from collections.abc import Callable
from pathlib import Path

from tests.conftest import EXAMPLE, Files, Ran

Make = Callable[[Files], Path]
Run = Callable[..., Ran]


def test_a_card_says_everything_about_a_track(run: Run) -> None:
    assert run("-C", str(EXAMPLE), "show", "midnight-drive") == Ran(
        0,
        "Midnight Drive  midnight-drive\n"
        "  stage          Mixing  stage 4 of 6\n"
        "  workflows      Mastering, Artwork\n"
        "  projects       Summer EP\n"
        "  due            2026-11-19  2 days late\n"
        "  bpm            120\n"
        "  key            A minor\n"
        "  collaborators  Lena Falk (mix), Tomás\n"
        "  isrc           QZ-NW1-26-00011\n"
        "  file           tracks/summer-ep/midnight-drive.yaml\n"
        "\n"
        "  The second verse drags.\n"
        "  Try the take from March, bars 17-24.\n",
    )


def test_an_inherited_date_names_the_project_it_comes_from(run: Run) -> None:
    assert run("-C", str(EXAMPLE), "show", "slow-elevator", "haluz") == Ran(
        0,
        "Haluz  haluz\n"
        "  stage      Recorded  stage 3 of 6\n"
        "  workflows  Mixing, Clearance\n"
        "  projects   Night Shift\n"
        "  due        2027-03-12  in 111 days  from Night Shift\n"
        "  bpm        87\n"
        "  sample     source: radio play, year: 1962, cleared: false\n"
        "  file       tracks/night-shift/haluz.yaml\n"
        "\n"
        "Slow Elevator  slow-elevator\n"
        "  stage     Writing  stage 2 of 6\n"
        "  projects  Night Shift / B-Sides\n"
        "  due       2027-03-12  in 111 days  from Night Shift\n"
        "  bpm       60\n"
        "  file      tracks/night-shift/slow-elevator.yaml\n"
        "\n"
        '  Glass Elevator at half speed: "what if it never arrives?"\n',
    )


def test_a_track_without_a_stage_and_one_in_the_archive_have_no_number(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "title: A\n", "tracks/b.yaml": "stage: archived\n"})
    assert run("show", "a", "b") == Ran(
        1,
        "A  a\n  stage  (none)\n  file   tracks/a.yaml\n\nB  b\n  stage  Archived\n  file   tracks/b.yaml\n",
        "tracks/a.yaml:1:1: error: the track has no stage; add a line such as 'stage: seed' [missing-stage]\n",
    )


def test_a_broken_file_is_named_instead_of_shown(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "- x\n", "tracks/b.yaml": "stage: seed\n"})
    assert run("show", "a") == Ran(
        1,
        "",
        "tracks/a.yaml:1:1: error: the file holds a list where 'key: value' lines belong; "
        "write lines such as 'stage: seed' [not-fields]\n",
    )


def test_show_wants_to_know_what(catalogue: Make, run: Run) -> None:
    catalogue({})
    message = "say which track to show, as in 'prodash show TRACK', or use a filter or --all"
    assert run("show") == Ran(2, "", f"prodash: {message}\n")


def test_values_of_nothing_but_spaces_are_left_out(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "title: ' '\nstage: seed\nmine: '  '\nnotes: ' '\n"})
    assert run("show", "a") == Ran(0, "A  a\n  stage  Seed  stage 1 of 6\n  file   tracks/a.yaml\n")
