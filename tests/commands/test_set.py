"""set changes the stage of what is selected: all of it or nothing, and not a byte more."""

import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

THREE = {f"tracks/{name}.yaml": f"title: {name.upper()}\nstage: seed\n" for name in "abc"}


def test_setting_a_stage_changes_only_that_value(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "# mine\nstage:   'seed'   # keep\n\n"})
    assert run("set", "stage=mixing", "a") == Ran(0, out="a  Seed → Mixing\n1 changed\n", err="")
    assert (root / "tracks/a.yaml").read_bytes() == b"# mine\nstage:   'mixing'   # keep\n\n"


def test_byte_order_mark_and_windows_line_ends_stay(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": b"\xef\xbb\xbftitle: \xf0\x9f\x8c\xb1\r\nstage: seed\r\n"})
    assert run("set", "stage=Ready to Release", "a").code == 0
    assert (root / "tracks/a.yaml").read_bytes() == (
        b"\xef\xbb\xbftitle: \xf0\x9f\x8c\xb1\r\nstage: ready-to-release\r\n"
    )


def test_many_tracks_change_at_once_and_those_already_so_are_counted(catalogue: Make, run: Run) -> None:
    root = catalogue({**THREE, "tracks/d.yaml": "stage: Mixing # by name\n"})
    assert run("set", "stage=mixing", "--all") == Ran(
        0, "a  Seed → Mixing\nb  Seed → Mixing\nc  Seed → Mixing\n3 changed, 1 unchanged\n"
    )
    assert (root / "tracks/d.yaml").read_bytes() == b"stage: Mixing # by name\n"


def test_unchanged_means_not_written(catalogue: Make, run: Run) -> None:
    root = catalogue(THREE)
    (root / "tracks/a.yaml").chmod(0o444)
    before = (root / "tracks/a.yaml").stat()
    assert run("set", "stage=seed", "a") == Ran(0, "nothing to change\n")
    after = (root / "tracks/a.yaml").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize(
    ("options", "last"),
    [(("--dry-run",), "3 would change\n"), (("-n", "--yes"), "3 would change\n")],
    ids=["dry run", "yes does not matter"],
)
def test_a_dry_run_shows_everything_and_writes_nothing(
    options: tuple[str, ...], last: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(THREE)
    before = read_all(root)
    ran = run("set", "stage=mixing", "--stage", "seed", *options)
    assert ran == Ran(0, f"a  Seed → Mixing\nb  Seed → Mixing\nc  Seed → Mixing\n{last}")
    assert read_all(root) == before


STEPS = {
    "next": ("seed", "next", "writing"),
    "next in any case": ("seed", "Next", "writing"),
    "next past a long name": ("mixing", "next", "ready-to-release"),
    "next at the end": ("published", "next", "published"),
    "previous": ("mixing", "previous", "recorded"),
    "previous at the start": ("seed", "previous", "seed"),
}


@pytest.mark.parametrize(("here", "word", "there"), STEPS.values(), ids=STEPS)
def test_next_and_previous_go_one_step_along_the_path(
    here: str, word: str, there: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": f"stage: {here}\n"})
    assert run("set", f"stage={word}", "a").code == 0
    assert (root / "tracks/a.yaml").read_text() == f"stage: {there}\n"


def test_a_filter_and_stdin_select_as_in_list(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue(THREE)
    monkeypatch.setattr("sys.stdin", io.StringIO("b\n\nc\n"))
    assert run("set", "stage=mixing", "-") == Ran(0, "b  Seed → Mixing\nc  Seed → Mixing\n2 changed\n")


def test_ids_with_spaces_at_their_ends_go_through_stdin(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue({"tracks/ a .yaml": "stage: seed\n"})
    monkeypatch.setattr("sys.stdin", io.StringIO(run("list", "-f", "ids").out))
    assert run("set", "stage=mixing", "-") == Ran(0, " a   Seed → Mixing\n1 changed\n")


def test_no_ids_on_stdin_are_no_tracks_and_not_all(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue(THREE)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run("set", "stage=mixing", "-") == Ran(0, "0 changed\n", "stdin names no track\n")


def test_json_is_the_whole_plan(catalogue: Make, run: Run) -> None:
    catalogue(
        {"tracks/a.yaml": "stage: seed\n", "tracks/b.yaml": "title: B\n", "tracks/c.yaml": "stage: mixing\n"}
    )
    ran = run("set", "stage=mixing", "--all", "-f", "json")
    assert json.loads(ran.out) == {
        "schema_version": 2,
        "kind": "changes",
        "total": 3,
        "shown": 3,
        "summary": "Set stage to Mixing for 2 tracks",
        "changed": 2,
        "already_so": 1,
        "written": True,
        "changes": [
            {
                "kind": "track",
                "id": "a",
                "path": "tracks/a.yaml",
                "field": "stage",
                "before": "seed",
                "after": "mixing",
                "changes": True,
            },
            {
                "kind": "track",
                "id": "b",
                "path": "tracks/b.yaml",
                "field": "stage",
                "before": None,
                "after": "mixing",
                "changes": True,
            },
            {
                "kind": "track",
                "id": "c",
                "path": "tracks/c.yaml",
                "field": "stage",
                "before": "mixing",
                "after": "mixing",
                "changes": False,
            },
        ],
        "problems": [],
    }
    assert (ran.code, ran.err) == (0, "")


def test_a_problem_that_the_change_mends_is_not_reported(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: mixng\n"})
    assert run("set", "stage=mixing", "a") == Ran(0, "a  mixng → Mixing\n1 changed\n")


def test_a_broken_file_elsewhere_does_not_stand_in_the_way(catalogue: Make, run: Run) -> None:
    root = catalogue({**THREE, "tracks/x.yaml": "title: [\n"})
    ran = run("set", "stage=mixing", "--stage", "seed")
    assert (ran.code, ran.err) == (
        1,
        "tracks/x.yaml:2:1: error: a value is missing here; write one or close the bracket before it [syntax]\n",
    )
    assert (root / "tracks/c.yaml").read_text() == "title: C\nstage: mixing\n"


WRONG = {
    "unknown stage": (("stage=mixng", "a"), 3, "unknown stage 'mixng'; did you mean 'mixing'?"),
    "unknown track": (("stage=mixing", "aa"), 3, "unknown track 'aa'; did you mean 'a'?"),
    "no selection": (
        ("stage=mixing",),
        2,
        "name the tracks to change: ids, a filter such as --stage, or --all",
    ),
    "no change": (("a",), 2, "name a change, as in 'prodash set stage=mixing TRACK'"),
    "empty stage": (
        ("stage=", "a"),
        2,
        "a track always has a stage; write stage=NAME, stage=next or stage=previous",
    ),
    "two stages": (
        ("stage=mixing", "stage=seed", "a"),
        2,
        "stage is given twice; write it once",
    ),
    "no field": (("=x", "a"), 2, "'=x' has no field name; write FIELD=VALUE, as in stage=mixing"),
}


@pytest.mark.parametrize(("argv", "code", "message"), WRONG.values(), ids=WRONG)
def test_a_change_that_cannot_be_meant_writes_nothing(
    argv: tuple[str, ...], code: int, message: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(THREE)
    before = read_all(root)
    assert run("set", *argv) == Ran(code, "", f"prodash: {message}\n")
    assert read_all(root) == before


REFUSED: dict[str, tuple[Files, str]] = {
    "an alias": (
        {"tracks/b.yaml": "x: &s seed\nstage: *s\n"},
        "tracks/b.yaml: the value of 'stage' has an alias; write the plain value by hand",
    ),
    "a tag": (
        {"tracks/b.yaml": "stage: !!str seed\n"},
        "tracks/b.yaml: the value of 'stage' has a tag; write the plain value by hand",
    ),
    "two broken values": (
        {"tracks/b.yaml": "x: &s seed\nstage: *s\n", "tracks/c.yaml": "stage: !x seed\n"},
        (
            "tracks/b.yaml: the value of 'stage' has an alias; write the plain value by hand\n"
            "tracks/c.yaml: the value of 'stage' has a tag; write the plain value by hand"
        ),
    ),
}


@pytest.mark.parametrize(("files", "reasons"), REFUSED.values(), ids=REFUSED)
def test_a_value_that_cannot_be_edited_safely_stops_the_whole_change(
    files: Files, reasons: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({**THREE, **files})
    before = read_all(root)
    assert run("set", "stage=mixing", "a", "b", "c") == Ran(
        4, "", f"prodash: nothing was changed\n{reasons}\n"
    )
    assert read_all(root) == before


PROBLEMATIC: dict[str, tuple[Files, str, str]] = {
    "a duplicate key": (
        {"tracks/b.yaml": "stage: seed\nstage: seed\n"},
        (
            "tracks/b.yaml:2:1: error: the key 'stage' appears twice, first on line 1; both are ignored until you "
            "delete one [duplicate-key]"
        ),
        "tracks/b.yaml: the key 'stage' appears twice; delete one",
    ),
    "a broken file": (
        {"tracks/b.yaml": "stage: [\n"},
        "tracks/b.yaml:2:1: error: a value is missing here; write one or close the bracket before it [syntax]",
        "tracks/b.yaml: it could not be read; 'prodash check' says why",
    ),
    "an id of two files": (
        {"tracks/ep/b.yaml": "stage: seed\n"},
        (
            "tracks/ep/b.yaml:1:1: error: tracks/b.yaml also has the id 'b'; rename one of the files "
            "[duplicate-id]"
        ),
        (
            "tracks/b.yaml: another file has the same id; name one by its path\n"
            "tracks/ep/b.yaml: another file has the same id; name one by its path"
        ),
    ),
}


@pytest.mark.parametrize(("files", "problem", "reason"), PROBLEMATIC.values(), ids=PROBLEMATIC)
def test_a_selected_file_with_a_fault_stops_the_whole_change(
    files: Files, problem: str, reason: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({**THREE, **files})
    before = read_all(root)
    assert run("set", "stage=mixing", "a", "b") == Ran(
        4, "", f"{problem}\nprodash: nothing was changed\n{reason}\n"
    )
    assert read_all(root) == before


def test_all_means_broken_files_too_so_nothing_is_changed(catalogue: Make, run: Run) -> None:
    root = catalogue({**THREE, "tracks/x.yaml": ""})
    before = read_all(root)
    assert run("set", "stage=mixing", "--all") == Ran(
        4,
        "",
        "tracks/x.yaml:1:1: error: the file has no values; write lines such as 'stage: seed' [empty]\n"
        "prodash: nothing was changed\ntracks/x.yaml: it could not be read; 'prodash check' says why\n",
    )
    assert read_all(root) == before


def test_a_read_only_file_stops_the_whole_change(catalogue: Make, run: Run) -> None:
    root = catalogue(THREE)
    before = read_all(root)
    (root / "tracks/b.yaml").chmod(0o444)
    reason = "it is read-only; change its permissions (chmod u+w)"
    assert run("set", "stage=mixing", "--stage", "seed") == Ran(
        4, "", f"prodash: nothing was changed\ntracks/b.yaml: {reason}\n"
    )
    assert read_all(root) == before


@pytest.mark.parametrize("word", ["next", "previous"])
def test_there_is_no_step_from_the_archive_or_from_an_unknown_stage(
    word: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({**THREE, "tracks/b.yaml": "stage: archived\n", "tracks/c.yaml": "stage: mixng\n"})
    before = read_all(root)
    assert run("set", f"stage={word}", "a", "b", "c") == Ran(
        4,
        "",
        "tracks/c.yaml:1:8: error: unknown stage 'mixng'; did you mean 'mixing'? [unknown-stage]\n"
        "prodash: nothing was changed\n"
        f"tracks/b.yaml: archived tracks have no {word} stage; write stage=NAME, or bring it back with 'prodash restore'\n"
        f"tracks/c.yaml: its stage is unknown, so it has no {word} stage; write stage=NAME\n",
    )
    assert read_all(root) == before


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("linked", ["file", "folder"])
def test_a_link_out_of_the_catalogue_stops_the_whole_change(
    linked: str, catalogue: Make, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = catalogue(THREE)
    outside = tmp_path_factory.mktemp("outside")
    (outside / "d.yaml").write_text("stage: seed\n")
    (root / "tracks" / ("d.yaml" if linked == "file" else "ep")).symlink_to(
        outside / "d.yaml" if linked == "file" else outside
    )
    path = "tracks/d.yaml" if linked == "file" else "tracks/ep/d.yaml"
    before = read_all(root)
    assert run("set", "stage=mixing", "--stage", "seed") == Ran(
        4,
        "",
        f"prodash: nothing was changed\n{path}: it leads outside the catalogue, to {outside}/d.yaml; change the file there\n",
    )
    assert (read_all(root), read_all(outside)) == (before, {"d.yaml": b"stage: seed\n"})
