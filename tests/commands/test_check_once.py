"""What is true of hundreds of tracks is one problem of check."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

PROJECTS = "projects: [{id: ep, name: Summer EP}]\n"


def test_names_for_ids_are_one_problem_of_each_vocabulary(catalogue: Make, run: Run) -> None:
    tracks = {
        f"tracks/{n:03}.yaml": f"stage: Mixing\nprojects: {'Summer EP' if n < 2 else 'ep'}\n"
        for n in range(30)
    }
    catalogue({"projects.yaml": PROJECTS, **tracks})
    assert run("check") == Ran(
        0,
        "tracks/000.yaml:1:8: warning: 'Mixing' means the stage 'mixing', and names stand for ids in 29 more places, "
        "such as tracks/001.yaml:1, tracks/002.yaml:1, tracks/003.yaml:1; 'prodash check --fix' writes the ids [name-for-id]\n"
        "tracks/000.yaml:2:11: warning: 'Summer EP' means the project 'ep', and names stand for ids in 1 more place, "
        "tracks/001.yaml:2; 'prodash check --fix' writes the ids [name-for-id]\n",
    )
    assert run("check", "--strict") == Ran(0)


def test_a_wrong_value_of_many_tracks_is_one_problem_and_so_are_texts_where_a_list_should_be(
    catalogue: Make, run: Run
) -> None:
    fields = "fields: [{id: mood, values: [dark]}, {id: who, list: true}, {id: bpm, type: number}]\n"
    tracks = {f"tracks/{n}.yaml": f"stage: seed\nmood: drk\nwho: A, {n}\nbpm: fast {n}\n" for n in range(6)}
    catalogue({"fields.yaml": fields, **tracks})
    also = "(also in 5 more tracks, such as tracks/1.yaml:{0}, tracks/2.yaml:{0}, tracks/3.yaml:{0}) [field-value]"
    assert [line for line in run("check").out.splitlines() if "bpm" not in line] == [
        f"tracks/0.yaml:2:1: warning: mood is 'drk', but fields.yaml does not list it; did you mean 'dark'? {also.format(2)}",
        (
            "tracks/0.yaml:3:1: warning: who is 'A, 0', but fields.yaml declares a list; 'prodash fields split who' makes one "
            f"{also.format(3)}"
        ),
    ]
    assert run("check").out.count("bpm") == len(tracks)
    assert run("check", "tracks/4.yaml").out.count("tracks/4.yaml") == 3
    assert run("check", "-f", "ids").out == "0\n1\n2\n3\n4\n5\n"
    assert json.loads(run("check", "-f", "json").out)["total"] == 18


def test_a_mistyped_key_of_many_tracks_is_one_line_for_people(catalogue: Make, run: Run) -> None:
    catalogue({f"tracks/{n}.yaml": "stage: seed\nproject: ep\nnots: a\n" for n in range(5)})
    also = (
        "(also in 4 more places, such as tracks/1.yaml:{0}, tracks/2.yaml:{0}, tracks/3.yaml:{0}) [near-key]"
    )
    assert run("check").out.splitlines() == [
        f"tracks/0.yaml:2:1: warning: unknown key 'project'; did you mean 'projects'? {also.format(2)}",
        f"tracks/0.yaml:3:1: warning: unknown key 'nots'; did you mean 'notes'? {also.format(3)}",
    ]
    assert json.loads(run("check", "-f", "json").out)["total"] == 10


def test_many_files_outside_of_tracks_are_one_line_for_people(catalogue: Make, run: Run) -> None:
    catalogue({f"songs/{n}.yaml": "stage: seed\n" for n in range(5)})
    message = "this looks like a track, but prodash reads tracks only in tracks/; move it there"
    others = "and 4 more files, such as songs/1.yaml, songs/2.yaml, songs/3.yaml"
    assert run("check") == Ran(0, f"songs/0.yaml:1:1: warning: {message}, {others} [outside-tracks]\n")
    assert [one["message"] for one in json.loads(run("check", "-f", "json").out)["problems"]] == [message] * 5


def tracks_with(*lines: str) -> Files:
    return {f"tracks/{n}.yaml": f"title: {n}\n{line}\n" for n, line in enumerate(lines)}


NO_STAGE = {
    "stages of its own": (
        tracks_with(*["status: Draft"] * 3, "status: Out"),
        (
            "none of the 4 tracks has a stage, but 'status' looks like one; "
            "delete stages.yaml and run 'prodash init --stage-field status', or write 'field: status' in it"
        ),
    ),
    "the stages that are listed": (
        tracks_with(*["phase: Seed"] * 3, "phase: mixing"),
        "none of the 4 tracks has a stage, but 'phase' looks like one; write 'field: phase' in stages.yaml",
    ),
    "two fields, the one with a usual name first": (
        tracks_with(*["genre: House\nphase: seed"] * 2, *["genre: Techno\nphase: mixing"] * 2),
        "none of the 4 tracks has a stage, but 'phase' or 'genre' looks like one; write 'field: phase' in stages.yaml",
    ),
    "few tracks, by the usual name": (
        tracks_with("Status: Seed\ngenre: House", "Status: Mixing\ngenre: Techno"),
        "none of the 2 tracks has a stage, but 'Status' looks like one; write 'field: Status' in stages.yaml",
    ),
    "nothing that looks like one": (
        tracks_with("isrc: a", "isrc: b", "bpm: 120"),
        "none of the 3 tracks has a stage; add a line such as 'stage: seed' to each",
    ),
    "nothing that most tracks have": (
        tracks_with("status: a", "status: a", "status: b", *["bpm: 1"] * 4),
        "none of the 7 tracks has a stage; add a line such as 'stage: seed' to each",
    ),
}


@pytest.mark.parametrize(("files", "message"), NO_STAGE.values(), ids=NO_STAGE)
def test_that_no_track_has_a_stage_is_one_problem_with_the_fields_that_look_like_one(
    files: Files, message: str, catalogue: Make, run: Run
) -> None:
    catalogue(files)
    line = f"stages.yaml:1:1: error: {message} [no-stage]\n"
    assert run("check") == Ran(1, line)
    assert run("list", "--format", "ids").err == line
    assert run("show", "0").err == line
    assert {problem["code"] for problem in json.loads(run("list", "-f", "json").out)["problems"]} == {
        "missing-stage"
    }


@pytest.mark.parametrize(
    "files",
    [tracks_with("stage: seed", "a: b", "a: b"), tracks_with("a: b")],
    ids=["one has a stage", "one track"],
)
def test_each_track_is_named_where_others_have_a_stage(files: Files, catalogue: Make, run: Run) -> None:
    catalogue(files)
    assert {line.split("[")[-1] for line in run("check").out.splitlines()} == {"missing-stage]"}


def test_a_key_stage_where_another_key_says_the_stage_is_named_as_it_is_in_the_file(
    catalogue: Make, run: Run
) -> None:
    stages = "field: status\nstages: [seed, mixing]\n"
    catalogue({"stages.yaml": stages, "tracks/0.yaml": "stage: mixing\nstatus: seed\n"})
    assert run("check") == Ran(
        0, "tracks/0.yaml:1:1: warning: unknown key 'stage'; did you mean 'status'? [near-key]\n"
    )


def test_that_no_track_has_a_known_stage_is_one_problem_for_people_and_one_a_track_for_scripts(
    catalogue: Make, run: Run
) -> None:
    catalogue(tracks_with(*["stage: Draft"] * 5, "stage: Out", "stage: Demo", "stage: Sent"))
    line = (
        "stages.yaml:1:1: error: none of the 8 tracks has a stage that stages.yaml lists: they have 'Draft', 'Demo', 'Out' and 1 more; "
        "delete stages.yaml and run 'prodash init --stage-field stage' to make the stages of these [no-stage]\n"
    )
    assert run("check") == Ran(1, line)
    assert run("list", "-f", "ids").err == line
    assert run("check", "-f", "ids").out == "".join(f"{n}\n" for n in range(8))
    run("set", "stage=seed", "0")
    assert run("list", "-f", "ids").err.count("[unknown-stage]") == 7
