"""add makes one new file, named after the title, and never writes over another."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from prodash.errors import RefusedError
from prodash.model.change.assignment import parse_assignments
from prodash.model.dates.phrases import ACCEPTED_DATES
from prodash.model.files.add import plan_add_track
from prodash.storage.batch.batch import write_batch
from prodash.storage.batch.journal import Journal
from prodash.storage.change.edits import plan_edits
from prodash.storage.read.load import load
from prodash.storage.yaml.literal import read_literal
from tests.conftest import Files, Ran, read_all, secret_file

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

A = {"tracks/a.yaml": "title: A\nstage: seed\n"}


def new_files(root: Path, before: dict[str, bytes]) -> dict[str, str]:
    """The files that came, with their texts; those that were there are as they were."""
    after = read_all(root)
    assert {path: after.get(path) for path in before} == before
    return {path: data.decode() for path, data in after.items() if path not in before}


def test_a_track_has_a_title_and_the_first_active_stage(catalogue: Make, run: Run) -> None:
    root = catalogue({})
    before = read_all(root)
    assert run("add", "Midnight Drive") == Ran(
        0,
        "midnight-drive  file   tracks/midnight-drive.yaml\n"
        "midnight-drive  title  Midnight Drive\nmidnight-drive  stage  Seed\n1 added\n",
    )
    assert new_files(root, before) == {"tracks/midnight-drive.yaml": "title: Midnight Drive\nstage: seed\n"}
    assert run("list", "-f", "ids") == Ran(0, "midnight-drive\n")
    assert run("undo").code == 0
    assert read_all(root) == before
    assert run("redo").code == 0
    assert new_files(root, before) == {"tracks/midnight-drive.yaml": "title: Midnight Drive\nstage: seed\n"}


SAID: dict[str, tuple[tuple[str, ...], str]] = {
    "a stage by its name": (("stage=Ready to release",), "stage: ready-to-release\n"),
    "a due phrase": (("due=+6w",), "stage: seed\ndue: 2027-01-02\n"),
    "workflows": (("workflows=Mixing,vocals",), "stage: seed\nworkflows: [Mixing, vocals]\n"),
    "workflows added": (("workflows+=mixing", "workflows+=vocals"), "stage: seed\nworkflows: [mixing, vocals]\n"),
    "a project": (("projects=My EP",), "stage: seed\nprojects: [My EP]\n"),
    "a number": (("bpm=120",), "stage: seed\nbpm: 120\n"),
    "a text that looks like one": (("cat=012",), "stage: seed\ncat: '012'\n"),
    "a boolean": (("explicit=true",), "stage: seed\nexplicit: true\n"),
    "an own list": (("mood+=dark,warm",), "stage: seed\nmood: [dark, warm]\n"),
    "notes": (("notes=one\ntwo: #3",), "stage: seed\nnotes: |-\n  one\n  two: #3\n"),
    "any order": (("notes=x", "bpm=1", "due=today", "stage=mixing"), "stage: mixing\ndue: 2026-11-21\nbpm: 1\nnotes: x\n"),
    "nothing": (("due=", "bpm=", "workflows=", "mood="), "stage: seed\n"),
    "a value with signs": (("link=https://a.b/c?d=e#f",), "stage: seed\nlink: https://a.b/c?d=e#f\n"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "text"), SAID.values(), ids=SAID)
def test_what_else_is_known_stands_in_the_usual_order(
    words: tuple[str, ...], text: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({})
    before = read_all(root)
    assert run("add", "T", *words).code == 0
    assert new_files(root, before) == {"tracks/t.yaml": f"title: T\n{text}"}


TITLES = {
    "accents": ("Éclair au café", "eclair-au-cafe", "Éclair au café"),
    "composed from two": ("e\u0301", "e", "e\u0301"),
    "kanji": ("怪獣", "guaishou", "怪獣"),
    "cyrillic": ("Ночь", "noch", "Ночь"),
    "emoji": ("🌱", "seedling", "🌱"),
    "nothing left for an id": ("!!!", "untitled", "'!!!'"),
    "dots": ("..", "untitled", ".."),
    "a path": ("../a/b", "a-b", "../a/b"),
    "200 letters": ("x" * 200, "x" * 80, "x" * 200),
    "200 letters in words": ("abc def " * 25, ("abc-def-" * 10)[:-1], ("abc def " * 25).strip()),
    "a device": ("con", "con-track", "con"),
    "a device in capitals": ("COM1", "com1-track", "COM1"),
    "more than a device": ("Con Brio", "con-brio", "Con Brio"),
    "spaces around": ("  A  B ", "a-b", "A  B"),
    "an apostrophe": ("Don’t", "dont", "Don’t"),
    "a colon": ("a: b", "a-b", "'a: b'"),
    "a comment sign": ("#1", "1", "'#1'"),
    "a dash": ("- x", "x", "'- x'"),
    "yes": ("yes", "yes", "'yes'"),
    "a number": ("1.0", "1-0", "'1.0'"),
    "a date": ("2026-12-01", "2026-12-01", "'2026-12-01'"),
    "nothing in YAML": ("~", "untitled", "'~'"),
    "quotes": ("'x' \"y\"", "x-y", "'''x'' \"y\"'"),
    "an equals sign": ("a=b", "a-b", "a=b"),
    "a key of ones own": ("mood=blue", "mood-blue", "mood=blue"),
    "an equals sign first": ("=x", "x", "=x"),
    "signs that turn the writing": ("\u202eabc", "abc", '"\\u202Eabc"'),
}


@pytest.mark.parametrize(("title", "identifier", "written"), TITLES.values(), ids=TITLES)
def test_any_title_gets_a_safe_file_name_and_reads_back(
    title: str, identifier: str, written: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({})
    before = read_all(root)
    assert run("add", "--", title).code == 0
    assert new_files(root, before) == {f"tracks/{identifier}.yaml": f"title: {written}\nstage: seed\n"}
    (track,) = json.loads(run("show", identifier, "-f", "json").out)["tracks"]
    assert track["title"] == title.strip()


@pytest.mark.parametrize(
    ("files", "identifier"),
    [
        (A, "a-2"),
        ({**A, "tracks/ep/A-2.yml": "stage: seed\n"}, "a-3"),
        ({**A, "tracks/a-2.yaml": "["}, "a-3"),
        ({"tracks/A.yaml": "stage: seed\n"}, "a-2"),
        ({"tracks/a.yaml/x": ""}, "a-2"),
    ],
    ids=["taken", "in another folder and case", "by a broken file", "in capitals", "by a folder"],
)
def test_a_new_track_gets_an_id_that_no_other_track_has(
    files: Files, identifier: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(files)
    before = read_all(root)
    assert run("add", "A").out.endswith("1 added\n")
    assert new_files(root, before) == {f"tracks/{identifier}.yaml": "title: A\nstage: seed\n"}


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_nowhere_is_not_written_through(catalogue: Make, run: Run) -> None:
    root = catalogue(A)
    (root / "tracks/t.yaml").symlink_to(root / "tracks/nowhere.yaml")
    before = read_all(root)
    assert run("add", "T").out.endswith("1 added\n")
    assert new_files(root, before) == {"tracks/t-2.yaml": "title: T\nstage: seed\n"}


def test_a_file_that_appears_between_plan_and_writing_is_not_written_over(catalogue: Make) -> None:
    root = catalogue(A)
    assignments = parse_assignments(["title=T"], date(2026, 11, 21), read_literal)
    plan = plan_add_track(load(root), assignments, folder="", identifier=None)
    edits = plan_edits(root, load(root), plan)
    (root / "tracks/t.yaml").write_text("title: Theirs\n")
    before = read_all(root)
    with pytest.raises(RefusedError) as refused:
        write_batch(Journal(root, secret_file(root)), edits.files, plan, time="", command="add")
    assert [path for path, _ in refused.value.reasons] == ["tracks/t.yaml"]
    assert read_all(root) == before


PLACES = {
    "a folder": (("--folder", "ep"), "tracks/ep/t.yaml"),
    "folders": (("--folder", "clients/harbour/"), "tracks/clients/harbour/t.yaml"),
    "the folder of all": (("--folder", "tracks"), "tracks/t.yaml"),
    "from the folder of all": (("-d", "tracks/ep"), "tracks/ep/t.yaml"),
    "as on Windows": (("-d", "ep\\sub"), "tracks/ep/sub/t.yaml"),
    "an id": (("--id", "x_1"), "tracks/x_1.yaml"),
    "an id with capitals and spaces": (("--id", "My Song"), "tracks/My Song.yaml"),
    "an id of letters that are put together": (("--id", "e\u0301"), "tracks/é.yaml"),
    "both": (("--id", "x", "-d", "ep"), "tracks/ep/x.yaml"),
}


@pytest.mark.parametrize(("options", "path"), PLACES.values(), ids=PLACES)
def test_the_file_goes_where_it_is_wished(
    options: tuple[str, ...], path: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(A)
    before = read_all(root)
    assert run("add", "T", *options).code == 0
    assert new_files(root, before) == {path: "title: T\nstage: seed\n"}
    assert run("check").code == 0


NO_ID = "cannot name a file; use letters, digits, - and _, without an extension"
NO_FOLDER = "is not a folder below tracks; write one such as summer-ep"
WRONG: dict[str, tuple[tuple[str, ...], int, str]] = {
    "no title": (("",), 2, "the title is empty; write one"),
    "a blank title": (("  ",), 2, "the title is empty; write one"),
    "a title of two lines": (("a\nb",), 2, "a title must be one line without control characters; type it again"),
    "a second title": (("T", "title=U"), 2, "title is given twice; write it once"),
    "no assignment": (("Midnight", "Drive"), 2, "'Drive' has no field name; write FIELD=VALUE, as in stage=mixing"),
    "no stage": (("T", "stage="), 2, "a track always has a stage; write stage=NAME, stage=next or stage=previous"),
    "a date to shift": (("T", "due+=2w"), 2, "a new track has no date to shift; write due=DATE, such as due=2w"),
    "a day that is none": (("T", "due=31 feb"), 2, f"due: '31 feb' is not a date; write {ACCEPTED_DATES}; due= clears the date"),
    "an unknown stage": (("T", "stage=mixng"), 3, "unknown stage 'mixng'; did you mean 'mixing'?"),
    "a step from nowhere": (("T", "stage=next"), 4, "nothing was changed\ntracks/t.yaml: its stage is unknown, so it has no next stage; write stage=NAME"),
    "an id that is taken": (("T", "--id", "a"), 4, "nothing was changed\ntracks/a.yaml: it already has the id 'a'; choose another"),
    "an id that is taken in another case": (("T", "--id", "A", "-d", "ep"), 4, "nothing was changed\ntracks/a.yaml: it already has the id 'A'; choose another"),
    "an id that is taken, put together": (("T", "--id", "e\u0301"), 4, "nothing was changed\ntracks/é.yaml: it already has the id 'é'; choose another"),
    "an empty id": (("T", "--id", ""), 2, f"--id '' {NO_ID}"),
    "an id that is a path": (("T", "--id", "../x"), 2, f"--id '../x' {NO_ID}"),
    "an id that is hidden": (("T", "--id", ".x"), 2, f"--id '.x' {NO_ID}"),
    "an id that is an option": (("T", "--id=-x"), 2, f"--id '-x' {NO_ID}"),
    "an id that is an assignment": (("T", "--id", "a=b"), 2, f"--id 'a=b' {NO_ID}"),
    "an id that Windows cannot have": (("T", "--id", "a:b"), 2, f"--id 'a:b' {NO_ID}"),
    "an id that turns the writing": (("T", "--id", "a\u202eb"), 2, f"--id 'a\\u202eb' {NO_ID}"),
    "an id that is a file name": (("T", "--id", "t.yaml"), 2, f"--id 't.yaml' {NO_ID}"),
    "an id that Windows keeps for a device": (("T", "--id", "Con.x"), 2, f"--id 'Con.x' {NO_ID}"),
    "an id that is too long": (("T", "--id", "é" * 126), 2, f"--id '{'é' * 126}' is too long: it has 252 bytes, and 250 are the limit; shorten it"),
    "a folder that is too long": (("T", "-d", "x" * 251), 2, f"--folder '{'x' * 251}' is too long: it has 251 bytes, and 250 are the limit; shorten it"),
    "a folder that Windows keeps for a device": (("T", "-d", "ep/aux"), 2, f"--folder 'ep/aux' {NO_FOLDER}"),
    "a title forgotten": (
        ("stage=mixing",),
        2,
        "the title is missing before 'stage=mixing'; write 'prodash add TITLE stage=mixing'",
    ),
    "a folder outside": (("T", "-d", "../x"), 2, f"--folder '../x' {NO_FOLDER}"),
    "a folder from the root": (("T", "-d", "/x"), 2, f"--folder '/x' {NO_FOLDER}"),
    "a hidden folder": (("T", "-d", "ep/.git"), 2, f"--folder 'ep/.git' {NO_FOLDER}"),
    "a folder that would be taken for a file": (("T", "-d", "x.yml"), 2, f"--folder 'x.yml' {NO_FOLDER}"),
}  # fmt: skip


@pytest.mark.parametrize(("argv", "code", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_added_is_refused_and_nothing_is_written(
    argv: tuple[str, ...], code: int, message: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({**A, "tracks/é.yaml": "stage: seed\n"})
    before = read_all(root)
    assert run("add", *argv) == Ran(code, "", f"prodash: {message}\n")
    assert read_all(root) == before


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_folder_that_leads_outside_is_refused(
    catalogue: Make, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = catalogue(A)
    outside = tmp_path_factory.mktemp("outside")
    (root / "tracks/ep").symlink_to(outside)
    assert run("add", "T", "-d", "ep") == Ran(
        4,
        "",
        f"prodash: nothing was changed\ntracks/ep/t.yaml: it leads outside the catalogue, to {outside}/t.yaml; change the file there\n",
    )
    assert read_all(outside) == {}


def test_a_dry_run_makes_neither_file_nor_folder(catalogue: Make, run: Run) -> None:
    root = catalogue({})
    before = sorted(root.rglob("*"))
    assert run("add", "T", "-d", "ep", "bpm=1", "--dry-run", "--no-index") == Ran(
        0, "t  file   tracks/ep/t.yaml\nt  title  T\nt  stage  Seed\nt  bpm    1\n1 would be added\n"
    )
    assert sorted(root.rglob("*")) == before


def test_json_has_the_whole_plan(catalogue: Make, run: Run) -> None:
    catalogue({})
    plan = json.loads(run("add", "T", "bpm=120", "due=", "-f", "json").out)
    same = {"kind": "track", "id": "t", "path": "tracks/t.yaml", "before": None, "changes": True}
    assert plan == {
        "schema_version": 2,
        "kind": "changes",
        "total": 3,
        "shown": 3,
        "summary": "Add T",
        "changed": 1,
        "already_so": 0,
        "written": True,
        "changes": [
            {**same, "field": "title", "after": "T"},
            {**same, "field": "stage", "after": "seed"},
            {**same, "field": "bpm", "after": 120},
        ],
        "problems": [],
    }


def test_the_first_active_stage_is_meant_and_any_where_none_is(catalogue: Make, run: Run) -> None:
    root = catalogue({"stages.yaml": "stages: [{id: old, kind: archived}, idea, mixing]\n"})
    assert run("add", "T").code == 0
    assert (root / "tracks/t.yaml").read_text() == "title: T\nstage: idea\n"
    (root / "stages.yaml").write_text("stages: [{id: old, kind: archived}, {id: idea, kind: finished}]\n")
    assert run("add", "U").code == 0
    assert (root / "tracks/u.yaml").read_text() == "title: U\nstage: old\n"


def test_a_broken_track_elsewhere_does_not_stand_in_the_way(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/x.yaml": ""})
    assert run("add", "T") == Ran(
        1,
        "t  file   tracks/t.yaml\nt  title  T\nt  stage  Seed\n1 added\n",
        "tracks/x.yaml:1:1: error: the file has no values; write lines such as 'stage: seed' [empty]\n",
    )
    assert (root / "tracks/t.yaml").read_text() == "title: T\nstage: seed\n"


@pytest.mark.parametrize("words", [(), ("stage=seed",)], ids=["first stage", "a stage"])
def test_without_stages_that_can_be_read_nothing_is_added(
    words: tuple[str, ...], catalogue: Make, run: Run
) -> None:
    root = catalogue({"stages.yaml": "stages: [\n"})
    before = read_all(root)
    ran = run("add", "T", *words)
    assert ran == Ran(
        4,
        "",
        "stages.yaml:2:1: error: a value is missing here; write one or close the bracket before it [syntax]\n"
        "prodash: nothing was changed\n"
        "stages.yaml: it could not be read, so its stages are unknown; fix it first\n",
    )
    assert read_all(root) == before


def test_without_a_catalogue_nothing_is_added(run: Run, tmp_path: Path) -> None:
    ran = run("add", "T")
    assert (ran.code, ran.out, ran.err.startswith("prodash: no catalogue in ")) == (3, "", True)
    assert list(tmp_path.iterdir()) == []
