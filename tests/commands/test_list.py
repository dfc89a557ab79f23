"""list, and the filters that all commands share."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.model.dates.phrases import ACCEPTED_DATES
from tests.conftest import Files, Ran
from tests.screen import on_screen

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

PROJECTS = """\
projects:
  - id: album
    name: The Album
    due: 2027-03-12
  - {id: b-sides, name: B-Sides, parent: album}
  - {id: single, due: 2026-11-20}
"""
TRACKS = {
    "projects.yaml": PROJECTS,
    "workflows.yaml": "workflows: [mixing, mastering, {id: art, name: Artwork}]\n",
    "tracks/dawn.yaml": "stage: seed\nnotes: Señora\n",
    "tracks/drive.yaml": "title: Midnight Drive\nstage: Mixing\nworkflows: [mixing, art]\nprojects: album\nbpm: 120\n",
    "tracks/ep/kaiju.yaml": "title: 怪獣のうた\nstage: mixing\nworkflows: mastering\nprojects: [b-sides]\nbpm: 98\n",
    "tracks/ep/no.yaml": "title: No\nstage: recorded\nprojects: single\nisrc: QZ-1\n",
    "tracks/out.yaml": "stage: published\ndue: 2026-11-01\n",
    "tracks/shelf.yaml": "stage: archived\ndue: 2026-11-01\nbpm: 60\n",
    "tracks/soon.yaml": "stage: ready-to-release\ndue: 2026-11-22\nprojects: [single, album]\nworkflows: [art, mastering]\n",
}


@pytest.fixture
def music(catalogue: Make) -> Path:
    return catalogue(TRACKS)


on_music = pytest.mark.usefixtures("music")


@on_music
def test_tracks_are_rows_by_stage_and_then_by_due_date(run: Run) -> None:
    assert run("list") == Ran(
        0,
        "title           stage                due                        workflows           projects           id\n"
        "──────────────  ───────────────────  ─────────────────────────  ──────────────────  ─────────────────  ─────\n"
        "Dawn            🌱 Seed                                                                                dawn\n"
        "No              🎤 Recorded          2026-11-20  1 day late  ↑                      Single             no\n"
        "Midnight Drive  🎧 Mixing            2027-03-12  in 111 days ↑  Mixing, Artwork     The Album          drive\n"
        "怪獣のうた      🎧 Mixing            2027-03-12  in 111 days ↑  Mastering           B-Sides            kaiju\n"
        "Soon            📦 Ready to Release  2026-11-22  tomorrow       Artwork, Mastering  Single, The Album  soon\n"
        "Out             🚀 Published         2026-11-01                                                        out\n",
        "1 archived track left out; --all includes it\n↑ marks a date that comes from a project\n",
    )


@on_music
@pytest.mark.parametrize(
    ("words", "explained"),
    [
        ("--limit 1", False),
        ("--limit 2", True),
        ("--limit 2 --reverse", False),
        ("--limit 1 --sort=-due", True),
    ],
)
def test_the_mark_of_a_date_is_explained_where_it_is_shown(words: str, explained: bool, run: Run) -> None:
    assert ("↑ marks" in run("list", *words.split()).err) is explained


FILTERS: dict[str, tuple[str, str]] = {
    "everything": ("", "dawn no drive kaiju soon out"),
    "a track": ("drive", "drive"),
    "tracks": ("soon drive", "drive soon"),
    "an archived track by id": ("shelf", "shelf"),
    "stage": ("-s mixing", "drive kaiju"),
    "stage by name": ("--stage 'ready TO release'", "soon"),
    "one of two stages": ("--stage seed,recorded", "dawn no"),
    "one of two stages, twice": ("-s seed -s recorded", "dawn no"),
    "archived stage by name": ("--stage archived,seed", "dawn shelf"),
    "not stage": ("--not-stage mixing,published", "dawn no soon"),
    "past": ("--past mixing", "soon out"),
    "past, all": ("--past mixing --all", "soon out shelf"),
    "before": ("--before mixing", "dawn no"),
    "workflow": ("-w art", "drive soon"),
    "workflow by name": ("--workflow Artwork", "drive soon"),
    "any of two workflows": ("-w mixing,mastering", "drive kaiju soon"),
    "all of two workflows": ("-w art+mastering", "soon"),
    "either both or one": ("-w art+mastering,mixing", "drive soon"),
    "no workflow": ("-w none", "dawn no out"),
    "no workflow or one": ("-w none,mixing", "dawn no drive out"),
    "not workflow": ("--not-workflow art", "dawn no kaiju out"),
    "not without workflow": ("--not-workflow none", "drive kaiju soon"),
    "project with what is inside it": ("-p album", "drive kaiju soon"),
    "inner project": ("-p b-sides", "kaiju"),
    "project by name": ("--project 'the album'", "drive kaiju soon"),
    "one of two projects": ("-p b-sides,single", "no kaiju soon"),
    "in both of two projects": ("-p album+single", "soon"),
    "in both or in one": ("-p album+single,b-sides", "kaiju soon"),
    "not in a project or inside it": ("--not-project album", "dawn no out"),
    "not in either project": ("--not-project b-sides,single", "dawn drive out"),
    "not in both": ("--not-project album+single", "dawn no drive kaiju out"),
    "in any project": ("--not-project none", "no drive kaiju soon"),
    "no project": ("-p none", "dawn out"),
    "no project or one": ("-p none,b-sides", "dawn kaiju out"),
    "overdue": ("--due overdue", "no"),
    "overdue never means archived": ("--due overdue --all", "no"),
    "due tomorrow": ("--due tomorrow", "soon"),
    "due today": ("--due today", ""),
    "due this week": ("--due week", "soon"),
    "due this month": ("--due month", "soon"),
    "no due date": ("--due none", "dawn"),
    "any due date": ("--due any", "no drive kaiju soon out"),
    "due on a day": ("--due 2026-11-20", "no"),
    "due between": ("--due 2026-11-01..today", "no out"),
    "due up to": ("--due ..2026-11-01", "out"),
    "due from": ("--due 2027-01-01..", "drive kaiju"),
    "one of two due dates": ("--due overdue,none", "dawn no"),
    "not overdue": ("--not-due overdue", "dawn drive kaiju soon out"),
    "not due this week or without a date": ("--not-due week,none", "no drive kaiju out"),
    "not due from now on": ("--not-due today..", "dawn no out"),
    "due, but not then": ("--due any --not-due 2027-01-01..", "no soon out"),
    "search in title": ("-q DRIVE", "drive"),
    "search in notes without accents": ("--search senora", "dawn"),
    "search in project names": ("-q 'the album'", "drive soon"),
    "search in workflow names": ("-q artw", "drive soon"),
    "search by id": ("-q kaij", "kaiju"),
    "search for 怪獣": ("-q 怪獣", "kaiju"),
    "custom field": ("--where bpm>=98", "drive kaiju"),
    "custom fields narrow down": ("--where bpm>=98 --where bpm<100", "kaiju"),
    "custom field present": ("--where isrc", "no"),
    "custom field absent": ("--where !bpm", "dawn no soon out"),
    "custom field of an archived track": ("--where bpm<98 -a", "shelf"),
    "different filters narrow down": ("-s mixing -p b-sides -w mastering", "kaiju"),
    "filters narrow ids down": ("drive soon --stage mixing", "drive"),
    "words in any case": ("-p NONE --due ANY", "out"),
    "all": ("--all", "dawn no drive kaiju soon out shelf"),
}


@on_music
@pytest.mark.parametrize(("options", "ids"), FILTERS.values(), ids=FILTERS)
def test_filters_select(options: str, ids: str, run: Run) -> None:
    ran = run("list", "-f", "ids", *shlex.split(options))
    assert (ran.code, ran.out.split()) == (0, ids.split())


def test_a_name_that_begins_with_such_a_sign_is_taken_as_it_is(catalogue: Make, run: Run) -> None:
    catalogue(
        {
            "workflows.yaml": "workflows: [{id: urgent, name: '!Urgent'}]\n",
            "tracks/a.yaml": "stage: seed\nworkflows: urgent\n",
        }
    )
    assert run("list", "-f", "ids", "-w", "!Urgent") == Ran(0, "a\n")
    assert run("list", "-f", "ids", "-w", "-urgent").code == 2


def test_a_plus_belongs_to_a_name_only_where_the_name_has_one(catalogue: Make, run: Run) -> None:
    projects = "projects: [{id: a}, {id: b}, {id: ab}, {id: rb, name: R+B}]\n"
    tracks = {
        f"tracks/{ids}.yaml": f"stage: seed\nprojects: [{', '.join(ids.split('-'))}]\n"
        for ids in ("a-b", "ab", "rb")
    }
    catalogue({"projects.yaml": projects, **tracks})
    assert run("list", "-f", "ids", "-p", "a+b") == Ran(0, "a-b\n")
    assert run("list", "-f", "ids", "-p", "r+b") == Ran(0, "rb\n")


OPPOSITES = {
    "stage": ["mixing", "seed,archived"],
    "workflow": ["art", "none", "art+mastering", "mixing,none"],
    "project": ["album", "none", "album+single", "b-sides,none"],
    "due": ["overdue", "none", "any", "week", "..today,none"],
}


@pytest.mark.parametrize(
    ("option", "value"), [(option, value) for option, values in OPPOSITES.items() for value in values]
)
def test_what_an_option_takes_and_its_opposite_takes_are_all_tracks(
    option: str, value: str, catalogue: Make, run: Run
) -> None:
    catalogue(TRACKS)
    every = run("list", "-f", "ids", "--all").out.splitlines()
    taken, left = (
        run("list", "-f", "ids", "--all", f"--{sign}{option}", value).out.splitlines()
        for sign in ("", "not-")
    )
    assert sorted(taken + left) == sorted(every)


def test_nothing_left_says_what_was_left_out(catalogue: Make, run: Run) -> None:
    catalogue(TRACKS)
    assert run("list", "-f", "ids", "-p", "single", "--not-project", "single").err == (
        "no track is in Single and not in Single; 2 are in Single\n"
    )
    assert run("list", "-f", "ids", "-s", "seed", "--not-due", "none").err == (
        "no track is in Seed and not without a due date; 1 is in Seed\n"
    )


WRONG = {
    "a stage to leave out": (
        ("-s", "!archived"),
        2,
        "--stage does not take '!archived'; write --not-stage archived",
    ),
    "one of two to leave out": (
        ("-s", "seed,!Ready to Release"),
        2,
        "--stage does not take '!Ready to Release'; write --not-stage 'Ready to Release'",
    ),
    "with a minus": (("-s", "-archived"), 2, "--stage does not take '-archived'; write --not-stage archived"),
    "left out twice": (("--not-stage", "!seed"), 2, "--not-stage does not take '!seed'; write --stage seed"),
    "a workflow to leave out": (
        ("-w", "!artwork"),
        2,
        "--workflow does not take '!artwork'; write --not-workflow artwork",
    ),
    "a part to leave out": (
        ("-w", "mixing+~artwork"),
        2,
        "--workflow does not take '~artwork'; write --not-workflow artwork",
    ),
    "a project to leave out": (
        ("-p", "!album"),
        2,
        "--project does not take '!album'; write --not-project album",
    ),
    "an unknown project to leave out": (
        ("-p", "!zzz"),
        2,
        "--project does not take '!zzz'; write --not-project zzz",
    ),
    "a date to leave out": (("--due", "!week"), 2, "--due does not take '!week'; write --not-due week"),
    "past what is left out": (
        ("--past", "!mixing"),
        2,
        "--past does not take '!mixing'; write --past mixing",
    ),
    "stage": (("-s", "mixng"), 3, "unknown stage 'mixng'; did you mean 'mixing'?"),
    "past": (("--past", "mixng"), 3, "unknown stage 'mixng'; did you mean 'mixing'?"),
    "workflow": (("-w", "artwrk"), 3, "unknown workflow 'artwrk'; did you mean 'art'?"),
    "two workflows": (
        ("-w", "mixing+x"),
        3,
        "unknown workflow 'x'; choose from 'mixing', 'mastering', 'art'",
    ),
    "project": (("-p", "albun"), 3, "unknown project 'albun'; did you mean 'album'?"),
    "track": (("drvie",), 3, "unknown track 'drvie'; did you mean 'drive'?"),
    "far track": (("zzz",), 3, "unknown track 'zzz'"),
    "a stage and workflow for a track": (
        ("MIXING",),
        3,
        (
            "unknown track 'MIXING'; it is a stage and a workflow: "
            "'prodash list --stage MIXING' or 'prodash list --workflow MIXING' lists tracks"
        ),
    ),
    "a project for a track": (
        ("album",),
        3,
        "unknown track 'album'; it is a project: 'prodash list --project album' lists tracks",
    ),
    "a due date for a track": (
        ("overdue",),
        3,
        "unknown track 'overdue'; it is a due date: 'prodash list --due overdue' lists tracks",
    ),
    "empty name": (("-s", "seed,"), 2, "an empty name in 'seed,'; write names with commas between them"),
    "due": (
        ("--due", "soonish"),
        2,
        (f"--due: 'soonish' is not a date; write {ACCEPTED_DATES}; or overdue, week, month, none, any, A..B"),
    ),
    "turned range": (
        ("--due", "2026-12-02..2026-12-01"),
        2,
        (
            "--due: '2026-12-02..2026-12-01' ends (2026-12-01) before it starts (2026-12-02); "
            "swap the dates, or write their years"
        ),
    ),
    "where": (
        ("--where", ">3"),
        2,
        "--where '>3' is not a condition; write KEY=VALUE with = != < <= > >= or ~, KEY or !KEY",
    ),
    "empty past": (
        ("--past", ""),
        3,
        "unknown stage ''; choose from 'seed', 'writing', 'recorded', 'mixing', 'ready-to-release', 'published', 'archived'",
    ),
    "empty search": (("--search", ""), 2, "--search is empty; write the text to look for"),
    "empty stage": (("--stage", ""), 2, "an empty name in ''; write names with commas between them"),
    "empty catalogue": (("-C", ""), 2, "--catalogue is empty; name a folder"),
    "format": (
        ("-f", "xml"),
        2,
        (
            "Invalid value for '--format' / '-f': unknown format 'xml'; choose from table, json, ndjson, csv, tsv, markdown, "
            "html, latex, rst, org, jira, mediawiki, asciidoc, ids, paths; 'prodash list --help' shows how"
        ),
    ),
}


@on_music
@pytest.mark.parametrize(("options", "code", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_filter_is_one_line_that_helps(
    options: tuple[str, ...], code: int, message: str, run: Run
) -> None:
    assert run("list", *options) == Ran(code, "", f"prodash: {message}\n")


@on_music
def test_nothing_found_is_no_error(run: Run) -> None:
    assert run("list", "--due", "today") == Ran(0, "", "no track is due today\n")


@on_music
def test_json_has_every_column_of_every_track(run: Run) -> None:
    ran = run("list", "-f", "json", "soon", "dawn")
    assert json.loads(ran.out) == {
        "schema_version": 2,
        "kind": "tracks",
        "total": 2,
        "shown": 2,
        "tracks": [
            {
                "id": "dawn",
                "title": "Dawn",
                "stage": "seed",
                "stage_name": "Seed",
                "workflows": [],
                "projects": [],
                "due": None,
                "due_from": None,
                "days_left": None,
                "urgency": "none",
                "notes": "Señora",
                "custom": {},
                "path": "tracks/dawn.yaml",
            },
            {
                "id": "soon",
                "title": "Soon",
                "stage": "ready-to-release",
                "stage_name": "Ready to Release",
                "workflows": ["art", "mastering"],
                "projects": ["single", "album"],
                "due": "2026-11-22",
                "due_from": None,
                "days_left": 1,
                "urgency": "tomorrow",
                "notes": None,
                "custom": {},
                "path": "tracks/soon.yaml",
            },
        ],
        "problems": [],
    }


def test_json_carries_the_problems_and_no_control_characters(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": 'title: "\\e[31m \\x9b \\u202e"\nstage: seed\ndue: never\n'})
    ran = run("list", "-f", "json")
    assert ran.out.isascii()
    answer = json.loads(ran.out)
    assert answer["tracks"][0]["title"] == "\x1b[31m \x9b \u202e"
    assert answer["problems"] == [
        {
            "path": "tracks/a.yaml",
            "line": 3,
            "column": 6,
            "severity": "error",
            "code": "bad-date",
            "message": "due 'never' is not a date; write it as YYYY-MM-DD, as in 2026-12-01",
        }
    ]
    assert ran.code == 1


def test_escapes_in_titles_never_reach_the_terminal(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": 'title: "\\e[31mred\\n!"\nstage: seed\nworkflows: ["\\a"]\n'})
    assert run("list") == Ran(
        0,
        "title       stage    workflows  id\n"
        "──────────  ───────  ─────────  ──\n"
        "␛[31mred␊!  🌱 Seed  ␇          a\n",
    )


def test_without_vocabulary_files_any_workflow_and_project_will_do(catalogue: Make, run: Run) -> None:
    catalogue(
        {
            "tracks/a.yaml": "stage: seed\nworkflows: [Strings, brass]\nprojects: Opera\n",
            "tracks/b.yaml": "stage: seed\nworkflows: strings\n",
        }
    )
    assert run("list", "-f", "ids", "-w", "STRINGS") == Ran(0, "a\nb\n")
    assert run("list", "-f", "ids", "-p", "opera") == Ran(0, "a\n")
    assert run("list", "-w", "strngs") == Ran(
        3, "", "prodash: unknown workflow 'strngs'; did you mean 'Strings'?\n"
    )


def test_two_files_with_one_id_are_both_listed_and_named(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\n", "tracks/ep/a.yml": "stage: mixing\n"})
    ran = run("list", "-f", "json", "a")
    assert [track["path"] for track in json.loads(ran.out)["tracks"]] == ["tracks/a.yaml", "tracks/ep/a.yml"]
    assert (ran.code, ran.err) == (
        1,
        (
            "tracks/ep/a.yml:1:1: error: tracks/a.yaml also has the id 'a'; rename one of the files "
            "[duplicate-id]\n"
        ),
    )


def test_the_order_of_stages_that_could_not_be_read_is_not_guessed(catalogue: Make, run: Run) -> None:
    catalogue({"stages.yaml": "stages:\n", "tracks/a.yaml": "stage: seed\n"})
    assert run("list", "--past", "seed") == Ran(
        3,
        "",
        "stages.yaml:1:8: error: stages is empty; write 'stages:' and a list below it [wrong-type]\n"
        "prodash: stages.yaml could not be read, so the order of the stages is unknown; fix it first\n",
    )


def test_only_the_first_wrong_names_get_suggestions(catalogue: Make, run: Run) -> None:
    catalogue({f"tracks/{n:03}.yaml": f"stage: sed{n}\n" for n in range(30)})
    lines = run("check").out.splitlines()
    assert [line.endswith("did you mean 'seed'? [unknown-stage]") for line in lines] == [True] * 20 + [
        False
    ] * 10


def test_the_emoji_that_json_writes_is_one_character(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": '{"title": "\\ud83c\\udf31 Seed", "stage": "seed"}'})
    assert json.loads(run("list", "-f", "json").out)["tracks"][0]["title"] == "🌱 Seed"


NARROW: Files = {
    "projects.yaml": "projects: [{id: ep, name: The EP, due: 2027-03-12}, {id: live, due: 2026-11-30}]\n",
    "tracks/opening.yaml": (
        "title: Harbour – Opening Titles\nstage: mixing\nworkflows: [artwork, lyrics]\ndue: 2026-11-25\n"
    ),
    "tracks/fog.yaml": "stage: mixing\nprojects: ep\n",
    "tracks/haze.yaml": "stage: mixing\nprojects: live\n",
}
NARROW_LISTS = {
    100: [
        "title                     stage      due                        workflows        projects  id",
        "────────────────────────  ─────────  ─────────────────────────  ───────────────  ────────  ───────",
        "Harbour – Opening Titles  🎧 Mixing  2026-11-25  in 4 days      artwork, lyrics            opening",
        "Haze                      🎧 Mixing  2026-11-30  in 9 days   ↑                   Live      haze",
        "Fog                       🎧 Mixing  2027-03-12  in 111 days ↑                   The EP    fog",
    ],
    90: [
        "title                     stage      due                    workflows        projects",
        "────────────────────────  ─────────  ─────────────────────  ───────────────  ────────",
        "Harbour – Opening Titles  🎧 Mixing  2026-11-25  in 4d      artwork, lyrics",
        "Haze                      🎧 Mixing  2026-11-30  in 9d   ↑                   Live",
        "Fog                       🎧 Mixing  2027-03-12  in 111d ↑                   The EP",
    ],
    60: [
        "title                   stage      due           workflows",
        "──────────────────────  ─────────  ────────────  ───────────",
        "Harbour – Opening Tit…  🎧 Mixing  2026-11-25    artwork, l…",
        "Haze                    🎧 Mixing  2026-11-30 ↑",
        "Fog                     🎧 Mixing  2027-03-12 ↑",
    ],
}


@pytest.mark.parametrize(("columns", "lines"), NARROW_LISTS.items(), ids=map(str, NARROW_LISTS))
def test_the_id_leaves_a_narrow_screen_first_and_the_title_is_cut_last(
    columns: int, lines: list[str], catalogue: Make
) -> None:
    catalogue(NARROW)
    assert on_screen(["list"], columns).splitlines() == lines


def test_in_a_frame_the_title_is_cut_before_the_due_date_goes(catalogue: Make) -> None:
    catalogue(NARROW)
    assert on_screen(["list", "--style", "rounded", "haze", "opening"], 44).splitlines() == [
        "╭───────────────┬───────────┬──────────────╮",
        "│ title         │ stage     │ due          │",
        "├───────────────┼───────────┼──────────────┤",
        "│ Harbour – Op… │ 🎧 Mixing │ 2026-11-25   │",
        "│ Haze          │ 🎧 Mixing │ 2026-11-30 ↑ │",
        "╰───────────────┴───────────┴──────────────╯",
    ]
