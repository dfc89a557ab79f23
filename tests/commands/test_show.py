"""show: everything about a track."""

from collections.abc import Callable
from pathlib import Path

from tests.conftest import EXAMPLE, Files, Ran
from tests.screen import on_screen

Make = Callable[[Files], Path]
Run = Callable[..., Ran]


RULE = "━━━━━━━━━━━━ ━━━━━━━━━━━━━ ━━━━━━━━━━━━ ━━━━━━━━━━━━━ ━━━━━━━━━━━━ ━━━━━━━━━━━━━"


def rule(number: int) -> str:
    """The rule below the title of a track in that stage of six."""
    segments = RULE.split(" ")
    return " ".join(segments[:number] + [segment.replace("━", "─") for segment in segments[number:]])


def test_a_card_says_everything_about_a_track(run: Run) -> None:
    assert run("-C", str(EXAMPLE), "show", "midnight-drive") == Ran(
        0,
        "Midnight Drive  midnight-drive\n"
        f"{rule(4)}\n"
        "🎧 Mixing   ◕ stage 4 of 6   ← Recorded   Ready to Release →\n"
        "\n"
        "workflows      🔊 Mastering, 🎨 Artwork\n"
        "projects       Summer EP\n"
        "due            2026-11-19  2 days late\n"
        "bpm            120\n"
        "key            A minor\n"
        "collaborators  Lena Falk (mix), Tomás\n"
        "isrc           QZ-NW1-26-00011\n"
        "path           tracks/summer-ep/midnight-drive.yaml\n"
        "\n"
        "The second verse drags.\n"
        "Try the take from March, bars 17-24.\n",
    )


def test_an_inherited_date_names_the_project_it_comes_from(run: Run) -> None:
    assert run("-C", str(EXAMPLE), "show", "slow-elevator", "haluz") == Ran(
        0,
        "Haluz  haluz\n"
        f"{rule(3)}\n"
        "🎤 Recorded   ◑ stage 3 of 6   ← Writing   Mixing →\n"
        "\n"
        "workflows  🎧 Mixing, 🔁 Rework\n"
        "projects   Night Shift\n"
        "due        2027-03-12  in 111 days  from Night Shift\n"
        "bpm        87\n"
        "sample     source   radio play\n"
        "           year     1962\n"
        "           cleared  false\n"
        "path       tracks/night-shift/haluz.yaml\n"
        "\n"
        "\n"
        "Slow Elevator  slow-elevator\n"
        f"{rule(2)}\n"
        "📝 Writing   ◔ stage 2 of 6   ← Seed   Recorded →\n"
        "\n"
        "projects   Night Shift / B-Sides\n"
        "due        2027-03-12  in 111 days  from Night Shift\n"
        "bpm        60\n"
        "path       tracks/night-shift/slow-elevator.yaml\n"
        "\n"
        'Glass Elevator at half speed: "what if it never arrives?"\n',
    )


def test_the_first_stage_has_none_before_it_and_the_last_none_behind(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\n", "tracks/b.yaml": "stage: published\n"})
    assert run("show", "a", "b") == Ran(
        0,
        f"A  a\n{rule(1)}\n🌱 Seed   ◔ stage 1 of 6   Writing →\n\npath       tracks/a.yaml\n\n\n"
        f"B  b\n{rule(6)}\n🚀 Published   ● stage 6 of 6   ← Ready to Release\n\npath       tracks/b.yaml\n",
    )


def test_a_track_without_a_stage_and_one_in_the_archive_have_no_number(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "title: A\n", "tracks/b.yaml": "stage: archived\n"})
    assert run("show", "a", "b") == Ran(
        1,
        f"A  a\n{'─' * 80}\nno stage\n\npath       tracks/a.yaml\n\n\n"
        f"B  b\n{'─' * 80}\n💤 Archived\n\npath       tracks/b.yaml\n",
        "tracks/a.yaml:1:1: error: the track has no stage; add a line such as 'stage: seed' [missing-stage]\n",
    )


def test_what_the_catalogue_does_not_know_stands_there_as_the_file_has_it(catalogue: Make, run: Run) -> None:
    catalogue(
        {
            "workflows.yaml": "workflows: [{id: vocals, emoji: 🎤}]\n",
            "projects.yaml": "projects: [{id: ep, name: EP}, {id: b, parent: ep}]\n",
            "tracks/a.yaml": "stage: Mixng\nworkflows: [vocals, magic]\nprojects: [b, lp]\n",
        }
    )
    assert run("show", "a").out == (
        f"A  a\n{'─' * 80}\nMixng  not a stage\n\n"
        "workflows  🎤 Vocals, magic\nprojects   EP / B, lp\npath       tracks/a.yaml\n"
    )


def test_without_its_stages_a_catalogue_still_shows_the_name_of_a_stage(catalogue: Make, run: Run) -> None:
    catalogue({"stages.yaml": "- : [", "tracks/a.yaml": "stage: mixing\n"})
    ran = run("show", "a")
    assert (ran.code, ran.out) == (1, f"A  a\n{'─' * 80}\nmixing\n\npath       tracks/a.yaml\n")


def test_a_broken_file_is_named_instead_of_shown(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "- x\n", "tracks/b.yaml": "stage: seed\n"})
    assert run("show", "a") == Ran(
        1,
        "",
        "tracks/a.yaml:1:1: error: the file has a list instead of 'key: value' lines; "
        "write lines such as 'stage: seed' [not-fields]\n",
    )


def test_show_wants_to_know_what(catalogue: Make, run: Run) -> None:
    catalogue({})
    message = "name a track, as in 'prodash show TRACK', or use a filter or --all"
    assert run("show") == Ran(2, "", f"prodash: {message}\n")


def test_values_of_nothing_but_spaces_are_left_out(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "title: ' '\nstage: seed\nmine: '  '\nnotes: ' '\n"})
    assert run("show", "a") == Ran(
        0, f"A  a\n{rule(1)}\n🌱 Seed   ◔ stage 1 of 6   Writing →\n\npath       tracks/a.yaml\n"
    )


INSIDE: Files = {
    "stages.yaml": 'stages: [{id: mix, emoji: 🎧, colour: "#9333ea"}]\n',
    "workflows.yaml": 'workflows: [{id: vox, emoji: 🎤, colour: "#dc2626"}]\n',
    "projects.yaml": 'projects: [tour, {id: ep, name: EP, parent: tour, colour: "#0d9488"}]\n',
    "tracks/a.yaml": "stage: mix\nworkflows: [vox, own]\nprojects: ep\n",
}


def test_emoji_stand_before_their_badges_and_a_project_behind_those_around_it(catalogue: Make) -> None:
    catalogue(INSIDE)
    purple, red, teal = (
        "48;2;147;51;234;38;2;255;255;255",
        "48;2;220;38;38;38;2;255;255;255",
        "48;2;13;148;136;38;2;0;0;0",
    )
    shown = on_screen(["show", "a"], 60, COLORTERM="truecolor").splitlines()
    assert shown[2].startswith(f"🎧 \x1b[{purple}m Mix \x1b[0m   ")
    assert shown[4:6] == [
        f"\x1b[2mworkflows\x1b[0m  🎤 \x1b[{red}m Vox \x1b[0m  own",
        f"\x1b[2mprojects \x1b[0m  \x1b[2mTour / \x1b[0m\x1b[{teal}m EP \x1b[0m",
    ]


def test_a_project_path_without_room_has_no_badge_that_could_break(catalogue: Make) -> None:
    catalogue(INSIDE)
    shown = on_screen(["show", "a"], 16, COLORTERM="truecolor").splitlines()
    assert "\x1b[2mproj…\x1b[0m  Tour / EP" in shown
