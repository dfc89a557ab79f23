"""check: what is reported, where, and what the exit code says."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.conftest import STAGES, Files, Ran, read_all
from tests.screen import on_terminal

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

TRACK = "tracks/a.yaml"
PROJECTS = {"projects.yaml": "projects: [summer-ep]\n"}
WORKFLOWS = {"workflows.yaml": "workflows: [mixing, {id: vocals, name: Lead Vocals}]\n"}

WARNINGS = {
    "near key in another case": (
        {TRACK: "stage: seed\nTitle: A\n"},
        "tracks/a.yaml:2:1: warning: unknown key 'Title'; did you mean 'title'? [near-key]\n",
    ),
    "near key beside the right one": (
        {TRACK: "stage: seed\nnote: a\nnotes: b\n"},
        "tracks/a.yaml:2:1: warning: unknown key 'note'; did you mean 'notes'? [near-key]\n",
    ),
    "near key of a stage": (
        {"stages.yaml": "stages:\n- id: seed\n  desciption: x\n"},
        "stages.yaml:3:3: warning: unknown key 'desciption'; did you mean 'description'? [near-key]\n",
    ),
    "unknown key of a project": (
        {"projects.yaml": "projects: [{id: a, kind: x}]\n"},
        (
            "projects.yaml:1:20: warning: unknown key 'kind' in a project; "
            "choose from 'id', 'name', 'parent', 'colour', 'due', 'cover', 'description' [unknown-key]\n"
        ),
    ),
    "near key at the top": (
        {"stages.yaml": STAGES + "stage: x\n"},
        (
            f"stages.yaml:{STAGES.count(chr(10)) + 1}:1: "
            "warning: unknown key 'stage'; did you mean 'stages'? [near-key]\n"
        ),
    ),
    "id in another case": (
        {TRACK: "stage: Seed\n"},
        "tracks/a.yaml:1:8: warning: 'Seed' means the stage 'seed'; write its id [name-for-id]\n",
    ),
    "name of a workflow": (
        {**WORKFLOWS, TRACK: "stage: seed\nworkflows: [mixing, Lead vocals]\n"},
        "tracks/a.yaml:2:21: warning: 'Lead vocals' means the workflow 'vocals'; write its id [name-for-id]\n",
    ),
    "twice, once by its name": (
        {**WORKFLOWS, TRACK: "stage: seed\nworkflows: [vocals,\n  Lead Vocals]\n"},
        (
            "tracks/a.yaml:3:3: warning: 'Lead Vocals' means the workflow 'vocals'; write its id [name-for-id]\n"
            "tracks/a.yaml:3:3: warning: the workflow 'Lead Vocals' is listed twice, first on line 2; delete one "
            "[named-twice]\n"
        ),
    ),
    "twice in other spellings, without a file": (
        {TRACK: "stage: seed\nworkflows: [vocals, Vocals]\n"},
        (
            "tracks/a.yaml:2:21: warning: the workflow 'Vocals' is listed twice, first on line 2; delete one "
            "[named-twice]\n"
        ),
    ),
    "project twice": (
        {**PROJECTS, TRACK: "stage: seed\nprojects: [summer-ep, summer-ep]\n"},
        (
            "tracks/a.yaml:2:23: warning: the project 'summer-ep' is listed twice, first on line 2; delete one "
            "[named-twice]\n"
        ),
    ),
    "no projects.yaml, said once": (
        {"tracks/b.yaml": "stage: seed\nprojects: y\n", TRACK: "stage: seed\nprojects: [x, y]\n"},
        (
            "tracks/a.yaml:2:12: warning: tracks are in projects, such as 'x', but there is no projects.yaml; "
            "create it with 'prodash projects add NAME' [missing-file]\n"
        ),
    ),
    "outside tracks": (
        {"notes/Old.YML": "title: A\nstage: seed\n", "song.yaml": "{stage: }"},
        (
            "notes/Old.YML:1:1: warning: this looks like a track, but prodash reads tracks only in tracks/; "
            "move it there [outside-tracks]\n"
            "song.yaml:1:1: warning: this looks like a track, but prodash reads tracks only in tracks/; "
            "move it there [outside-tracks]\n"
        ),
    ),
}


def without_style(printed: str) -> str:
    """The lines *printed* by `check` that are not only style."""
    return "".join(line for line in printed.splitlines(keepends=True) if "[name-for-id]" not in line)


@pytest.mark.parametrize(("files", "expected"), WARNINGS.values(), ids=WARNINGS)
def test_what_is_hardly_meant_is_a_warning_that_only_check_gives(
    files: Files, expected: str, catalogue: Make, run: Run
) -> None:
    catalogue(files)
    assert run("check") == Ran(0, expected)
    strict = without_style(expected)
    assert run("check", "--strict") == Ran(int(bool(strict)), strict)
    assert run("stages", "-f", "ids").err == ""


FINE = {
    "custom fields": {TRACK: "stage: seed\nbpm: 120\nsample: {stgae: x}\n"},
    "workflows without a file": {TRACK: "stage: seed\nworkflows: [Anything]\n"},
    "other spellings where there is no file": {
        TRACK: "stage: seed\nworkflows: Mixing\n",
        "tracks/b.yaml": "stage: seed\nworkflows: mixing\n",
    },
    "a workflow and a project of one name": {
        **PROJECTS,
        TRACK: "stage: seed\nworkflows: summer-ep\nprojects: summer-ep\n",
    },
    "files outside tracks": {
        ".github/a.yaml": "stage: x\n",
        ".hidden.yaml": "stage: x\n",
        "other/stages.yaml": "stages: [x]\n",
        "other/tracks/a.yaml": "stage: x\n",
        "deploy.yaml": "job: {stage: x}\n",
        "list.yaml": "- stage\n",
        "broken.yaml": "stage: [\n",
        "latin.yaml": b"stage: \xff\n",
        "stage.txt": "stage: x\n",
        "large.yaml": "stage: x\n" + "# x\n" * 70_000,
        "folder.yaml/a.txt": "stage: x\n",
    },
}


@pytest.mark.parametrize("files", FINE.values(), ids=FINE)
def test_check_finds_no_problem_in_what_a_user_may_mean(files: Files, catalogue: Make, run: Run) -> None:
    catalogue(files)
    assert run("check", "--strict") == Ran(0)


def test_a_projects_file_that_cannot_be_read_is_there(catalogue: Make, run: Run) -> None:
    catalogue({"projects.yaml": "projects: x\n", TRACK: "stage: seed\nprojects: x\n"})
    assert run("check") == Ran(
        1,
        "projects.yaml:1:11: error: projects is not a list; write 'projects:' and a list below it [wrong-type]\n",
    )


@pytest.mark.skipif(os.name == "nt", reason="links need rights of their own on Windows")
def test_links_outside_tracks_are_not_followed(catalogue: Make, run: Run) -> None:
    root = catalogue({TRACK: "stage: seed\n"})
    (root / "again").symlink_to(root / "tracks", target_is_directory=True)
    (root / "one.yaml").symlink_to(root / TRACK)
    assert run("check", "--strict") == Ran(0)


@pytest.mark.skipif(os.name == "nt", reason="links need rights of their own on Windows")
@pytest.mark.parametrize(
    ("link", "to"), [("tracks/songs", "../songs"), ("tracks", "songs"), ("tracks/x.yaml", "../songs/a.yaml")]
)
def test_what_is_linked_in_is_not_outside(link: str, to: str, catalogue: Make, run: Run) -> None:
    root = catalogue({"songs/a.yaml": "stage: seed\n"})
    (root / link).parent.mkdir(exist_ok=True)
    (root / link).symlink_to(to, target_is_directory=not link.endswith(".yaml"))
    assert run("check", "--strict") == Ran(0)


def test_check_of_paths_looks_for_tracks_at_other_places_only_in_these_paths(
    catalogue: Make, run: Run
) -> None:
    catalogue({"old/deep/a.yaml": "stage: seed\n", "new/b.yaml": "stage: seed\n", "project.yaml": ""})
    what = (
        "this looks like a track, but prodash reads tracks only in tracks/; move it there [outside-tracks]\n"
    )
    assert run("check", "old/deep/a.yaml") == Ran(0, f"old/deep/a.yaml:1:1: warning: {what}")
    assert run("check", "new") == Ran(0, f"new/b.yaml:1:1: warning: {what}")
    assert run("check", "tracks.yaml") == Ran(3, "", "prodash: there is no file or folder 'tracks.yaml'\n")


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("workflows.yml", "workflows"),
        ("project.yaml", "projects"),
        ("Stage.YML", "stages"),
        ("worklfows.yaml", "workflows"),
    ],
)
def test_a_vocabulary_under_a_near_name_is_told(name: str, right: str, catalogue: Make, run: Run) -> None:
    catalogue({name: ""})
    assert run("check") == Ran(
        0,
        f"{name}:1:1: warning: prodash does not read this file; it reads {right} only from {right}.yaml, "
        "so rename it or move its entries there [near-file]\n",
    )


def test_a_warning_is_yellow_where_there_are_colours(catalogue: Make, run: Run) -> None:
    catalogue({TRACK: "stage: Seed\n"})
    assert run("check", "--color", "always").out == (
        "tracks/a.yaml:1:8: \x1b[1;103;30mwarning\x1b[0m: 'Seed' means the stage 'seed'; write its id \x1b[2m[name-for-id]\x1b[0m\n"
    )


BAD_NAME = {"tracks/a:b/50%, a.yaml": "stage: |-\n  100%,\n  x: y\n"}
FORMS = {
    "text": (
        "tracks/a:b/50%, a.yaml:1:8: error: unknown stage '100%,\\nx: y'; choose from 'seed' [unknown-stage]\n"
    ),
    "github": (
        "::error file=tracks/a%3Ab/50%25%2C a.yaml,line=1,col=8,title=unknown-stage::"
        "unknown stage '100%25,\\nx: y'; choose from 'seed'\n"
    ),
    "csv": (
        "path,line,column,severity,code,message\n"
        "\"tracks/a:b/50%, a.yaml\",1,8,error,unknown-stage,\"unknown stage '100%,\\nx: y'; choose from 'seed'\"\n"
    ),
    "ids": "50%, a\n",
    "paths": "tracks/a:b/50%, a.yaml\n",
    "ndjson": (
        '{"path": "tracks/a:b/50%, a.yaml", "line": 1, "column": 8, "severity": "error", "code": "unknown-stage", '
        "\"message\": \"unknown stage '100%,\\\\nx: y'; choose from 'seed'\"}\n"
    ),
    "table": (
        "path                    line  column  severity  code           message\n"
        "──────────────────────  ────  ──────  ────────  ─────────────  ───────────────────────────────────────────────\n"
        "tracks/a:b/50%, a.yaml     1       8  error     unknown-stage  unknown stage '100%,\\nx: y'; choose from 'seed'\n"
    ),
}


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
@pytest.mark.parametrize(("form", "expected"), FORMS.items(), ids=FORMS)
def test_the_answer_has_every_form_and_two_of_its_own(
    form: str, expected: str, catalogue: Make, run: Run
) -> None:
    catalogue({"stages.yaml": "stages: [seed]\n", **BAD_NAME})
    assert run("check", "--format", form) == Ran(1, expected)


def test_github_gets_paths_from_the_top_of_the_repository(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    catalogue({"music/stages.yaml": "stages: [seed]\n", "music/tracks/a.yaml": "stage: x\n"})
    monkeypatch.chdir(tmp_path / "music" / "tracks")
    remark = "line=1,col=8,title=unknown-stage::unknown stage 'x'; choose from 'seed'\n"
    assert run("check", "-f", "github").out == f"::error file=a.yaml,{remark}"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert run("check", "-f", "github").out == f"::error file=music/tracks/a.yaml,{remark}"
    assert run("check", "-f", "paths").out == "a.yaml\n"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "elsewhere"))
    assert run("check", "-f", "github").out == f"::error file=a.yaml,{remark}"


def test_json_has_the_problems_once(catalogue: Make, run: Run) -> None:
    catalogue({TRACK: "stage: Seed\nNotes: x\n"})
    ran = run("check", "--format", "json", "--limit", "1")
    assert (ran.code, ran.err) == (0, "1 of 2 shown because of --limit\n")
    pairs = json.loads(ran.out, object_pairs_hook=list)
    assert [key for key, _ in pairs] == ["schema_version", "kind", "total", "shown", "checked", "problems"]
    assert [dict(row)["code"] for row in dict(pairs)["problems"]] == ["name-for-id"]


def test_a_format_that_there_is_not_is_named_with_those_that_there_are(catalogue: Make, run: Run) -> None:
    catalogue({})
    ran = run("check", "--format", "xml")
    assert ran.code == 2
    assert "unknown format 'xml'; choose from text, github, table, json" in ran.err


def test_columns_are_shown_as_a_table(catalogue: Make, run: Run) -> None:
    catalogue({TRACK: "stage: Seed\n"})
    assert run("check", "--columns", "code,path").out == (
        "code         path\n───────────  ─────────────\nname-for-id  tracks/a.yaml\n"
    )


@pytest.mark.parametrize("form", ["text", "github", "table", "ids", "paths", "ndjson", "csv"])
def test_without_a_problem_there_is_no_row(form: str, catalogue: Make, run: Run) -> None:
    catalogue({TRACK: "stage: seed\n"})
    assert len(run("check", "--format", form).out.splitlines()) <= (form == "csv")


SAME_ON_SOME_DISKS = {
    "case of files": (["Fog.yaml", "fog.yaml"], [("fog.yaml", "Fog.yaml")]),
    "case of endings": (["fog.YAML", "fog.yaml"], [("fog.yaml", "fog.YAML")]),
    "three": (["FOG.yaml", "Fog.yaml", "fog.yaml"], [("Fog.yaml", "FOG.yaml"), ("fog.yaml", "FOG.yaml")]),
    "case beyond ASCII": (
        ["\u00c9t\u00e9.yaml", "\u00e9t\u00e9.yaml"],
        [("\u00e9t\u00e9.yaml", "\u00c9t\u00e9.yaml")],
    ),
    "sharp s": (["gro\u00df.yaml", "GROSS.yaml"], [("gro\u00df.yaml", "GROSS.yaml")]),
    "composition": (["\u00c9t.yaml", "e\u0301t.yaml"], [("\u00c9t.yaml", "e\u0301t.yaml")]),
    "folders": (["EP/a.yaml", "EP/c.yaml", "ep/b.yaml", "ep/d.yaml"], [("ep/b.yaml", "EP")]),
    "folders in folders": (["x/EP/a.yaml", "x/ep/a1.yaml"], [("x/ep/a1.yaml", "x/EP")]),
    "a file in one folder": (["ep/Fog.yaml", "ep/fog.yaml", "fog1.yaml"], [("ep/fog.yaml", "ep/Fog.yaml")]),
    "an unreadable file": (["Fog.yaml", "fog.yaml!"], [("fog.yaml", "Fog.yaml")]),
    "names that cannot be shown": (["a\x1b.yaml", "A\x1b.yaml"], []),
    "different folders": (["a/Fog.yaml", "b/fog.yaml"], []),
    "different letters": (["fog.yaml", "f\u00f6g.yaml", "fo.yaml"], []),
    "different endings": (["Fog.yml", "fog.yaml"], []),
}


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the disk has only one of the names")
@pytest.mark.parametrize(("names", "found"), SAME_ON_SOME_DISKS.values(), ids=SAME_ON_SOME_DISKS)
def test_names_that_are_one_name_on_other_systems_are_a_warning(
    names: list[str], found: list[tuple[str, str]], catalogue: Make, run: Run
) -> None:
    catalogue(
        {f"tracks/{name.rstrip('!')}": "x" if name.endswith("!") else "stage: seed\n" for name in names}
    )
    lines = [line for line in run("check").out.splitlines() if "[same-name]" in line]
    assert lines == [
        f"tracks/{path}:1:1: warning: macOS and Windows take this for the same name as tracks/{other}, "
        "so only one of the two can be there; rename one [same-name]"
        for path, other in found
    ]
    # A check of either file says so.
    for path, other in found:
        for asked in (path, other):
            assert "[same-name]" in run("check", f"tracks/{asked}").out


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the disk has only one of the names")
@pytest.mark.parametrize(
    ("taken", "new"), [("Fog", "fog"), ("\u00c9t\u00e9", "e\u0301te\u0301"), ("gro\u00df", "GROSS")]
)
def test_add_and_import_refuse_a_name_that_check_would_warn_of(
    taken: str, new: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({f"tracks/{taken}.yaml": "stage: seed\n", "new.csv": f"id,stage\n{new},seed\n"})
    assert run("add", "New", "--id", new).code == 4
    assert run("import", "new.csv").code == 4
    assert [path.stem for path in (root / "tracks").iterdir()] == [taken]


@pytest.mark.parametrize(
    "argv",
    [
        ("add", "New", "--folder", "EP"),
        ("add", "New", "--folder", "ep/Side-A"),
        ("import", "titles.csv", "--folder", "Ep"),
        ("import", "paths.csv"),
        ("import", "two.csv"),
    ],
    ids=" ".join,
)
def test_add_and_import_make_no_folder_that_check_would_warn_of(
    argv: Sequence[str], catalogue: Make, run: Run
) -> None:
    root = catalogue(
        {
            "tracks/ep/side-a/a.yaml": "stage: seed\n",
            "titles.csv": "title,stage\nNew,seed\n",
            "paths.csv": "path,stage\ntracks/EP/new.yaml,seed\n",
            "two.csv": "path,stage\ntracks/x/new.yaml,seed\ntracks/X/newer.yaml,seed\n",
        }
    )
    before = read_all(root)
    ran = run(*argv)
    assert ran.code in {2, 4}
    assert "differs only in case from" in ran.err
    assert read_all(root) == before
    assert run("add", "New", "--folder", "ep/side-a").code == 0


ONE_FAULT = {
    "colour twice": ("id: a\n  colour: red\n  colour: blue", "duplicate-key"),
    "colour as a list": ("id: a\n  colour: [red]", "wrong-type"),
    "id twice": ("id: a\n  id: b", "duplicate-key"),
    "id as a list": ("id: [a]", "wrong-type"),
    "due twice": ("id: a\n  due: 2026-12-01\n  due: 2026-12-02", "duplicate-key"),
    "due as a list": ("id: a\n  due: [2026-12-01]", "wrong-type"),
    "parent twice": ("id: a\n  parent: b\n  parent: c", "duplicate-key"),
    "name as a list": ("id: a\n  name: [b]", "wrong-type"),
}


@pytest.mark.parametrize(("entry", "code"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_one_fault_in_an_entry_is_one_problem(entry: str, code: str, catalogue: Make, run: Run) -> None:
    catalogue({"projects.yaml": f"projects:\n- {entry}\n"})
    lines = run("check").out.splitlines()
    assert [line.rpartition(" ")[2] for line in lines] == [f"[{code}]"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no control character in a name")
@pytest.mark.parametrize("folder", ["od\x1bd", "a/od\u2028d", "od\x07d/a"])
def test_a_folder_that_cannot_be_shown_is_named_once(folder: str, catalogue: Make, run: Run) -> None:
    catalogue(
        {"tracks/good.yaml": "stage: seed\n", **{f"tracks/{folder}/{n}.yaml": "stage: seed\n" for n in "xy"}}
    )
    bad = next(part for part in folder.split("/") if not part.isprintable())
    shown = bad.encode("unicode_escape").decode()
    where = f"tracks/{folder.partition(bad)[0]}{shown}"
    message = (
        f"{where}:1:1: error: the folder name '{shown}' has characters that cannot be shown or typed; "
        "rename the folder with letters, digits, - and _ [file-name]\n"
    )
    assert run("check") == Ran(1, out=message)
    assert run("list", "-f", "ids") == Ran(1, out="good\n", err=message)


FAULTY: Files = {
    "tracks/glass.yaml": "stage: seed\nnote: two takes\n",
    "tracks/long-name-of-a-track.yaml": "stage: mixng\nnote: two takes\n",
}


@pytest.mark.parametrize(
    ("width", "shown"),
    {
        40: (
            "tracks/glass.yaml:2:1: warning: unknown\n"
            "  key 'note'; did you mean 'notes'?\n"
            "  [near-key]\n"
            "tracks/long-name-of-a-track.yaml:1:8:\n"
            "  error: unknown stage 'mixng'; did you\n"
            "  mean 'mixing'? [unknown-stage]\n"
            "tracks/long-name-of-a-track.yaml:2:1:\n"
            "  warning: unknown key 'note'; did you\n"
            "  mean 'notes'? [near-key]\n"
        ),
        80: (
            "tracks/glass.yaml:2:1: warning: unknown key 'note'; did you mean 'notes'?\n"
            "  [near-key]\n"
            "tracks/long-name-of-a-track.yaml:1:8: error: unknown stage 'mixng'; did you mean\n"
            "  'mixing'? [unknown-stage]\n"
            "tracks/long-name-of-a-track.yaml:2:1: warning: unknown key 'note'; did you mean\n"
            "  'notes'? [near-key]\n"
        ),
    }.items(),
)
def test_on_a_terminal_lines_break_between_words_and_the_totals_follow(
    width: int, shown: str, catalogue: Make
) -> None:
    catalogue(FAULTY)
    assert on_terminal(["check"], width) == f"{shown}\n1 error, 2 warnings in 2 files\n"


def test_other_commands_break_the_lines_of_problems_too(catalogue: Make) -> None:
    catalogue(FAULTY)
    assert on_terminal(["breakdown"], 40).endswith(
        "\n\n"
        "tracks/long-name-of-a-track.yaml:1:8:\n"
        "  error: unknown stage 'mixng'; did you\n"
        "  mean 'mixing'? [unknown-stage]\n"
    )


@pytest.mark.parametrize(
    ("words", "end"),
    {
        "no problem": (("tracks/fine.yaml",), "no problems in 1 file\n"),
        "one problem": (("tracks/glass.yaml",), "[near-key]\n\n1 warning in 1 file\n"),
        "nothing checked": (("README.md",), ""),
        "another format": (("-f", "ids"), "glass\nlong-name-of-a-track\n"),
        "quiet": (("tracks/glass.yaml", "--quiet"), "[near-key]\n"),
    }.values(),
)
def test_the_totals_tell_what_was_checked(words: Sequence[str], end: str, catalogue: Make) -> None:
    catalogue({**FAULTY, "tracks/fine.yaml": "stage: seed\n", "README.md": ""})
    assert on_terminal(["check", *words], 200)[-len(end) :] == end


def test_a_pipe_gets_no_totals(catalogue: Make, run: Run) -> None:
    catalogue({**FAULTY, "tracks/fine.yaml": "stage: seed\n"})
    assert run("check", "tracks/glass.yaml") == Ran(
        0, "tracks/glass.yaml:2:1: warning: unknown key 'note'; did you mean 'notes'? [near-key]\n"
    )
    assert run("check", "tracks/fine.yaml") == Ran(0)
