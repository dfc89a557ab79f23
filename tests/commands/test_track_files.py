"""rename, move, copy and remove change where the files of tracks are, and undo gives back every byte and every path."""

import contextlib
import io
import json
import os
import stat
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.cli import main
from tests.conftest import STAGES, Files, Ran, read_all, write_files
from tests.examples import examples
from tests.screen import on_screen
from tests.storage.texts import track_texts

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

MODELINE = "# yaml-language-server: $schema={}.prodash/schemas/track-file.json\n"
DUNE = "# mine\ntitle:   'Dune'   # keep\nstage: seed\nisrc: QZ-1\nreleased: 2026-01-02\n\nnotes: |\n  # no comment\n"
FILES: Files = {
    "tracks/dune.yaml": DUNE,
    "tracks/ep/fog.yml": "title: Fog\r\nstage: mixing",
    "tracks/ep/One Two.yaml": b"\xef\xbb\xbfstage: mixing\n",
    "tracks/broken.yaml": "title: [\n",
    "tracks/old/gone.yaml": "stage: archived\n",
}


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[set[str], set[str]]:
    """The paths that are gone, and those that came or have other bytes."""
    came = {path for path, data in after.items() if before.get(path) != data}
    return before.keys() - after.keys(), came


CHANGES: dict[str, tuple[tuple[str, ...], str, set[str], set[str]]] = {
    "another id": (
        ("rename", "dune", "sand"), "dune  id  dune → sand\n1 renamed\n", {"tracks/dune.yaml"}, {"tracks/sand.yaml"}
    ),
    "an id that keeps its ending": (
        ("rename", "Fog", "mist"), "fog  id  fog → mist\n1 renamed\n", {"tracks/ep/fog.yml"}, {"tracks/ep/mist.yml"}
    ),
    "an id with a blank, as it had one": (
        ("rename", "One Two", "One Three"),
        "One Two  id  One Two → One Three\n1 renamed\n",
        {"tracks/ep/One Two.yaml"},
        {"tracks/ep/One Three.yaml"},
    ),
    "the id in another case": (
        ("rename", "dune", "Dune"), "dune  id  dune → Dune\n1 renamed\n", {"tracks/dune.yaml"}, {"tracks/Dune.yaml"}
    ),
    "the id of a file that cannot be read": (
        ("rename", "broken", "torn"),
        "broken  id  broken → torn\n1 renamed\n",
        {"tracks/broken.yaml"},
        {"tracks/torn.yaml"},
    ),
    "the id that it has": (("rename", "dune", "dune"), "nothing to change\n", set(), set()),
    "a new folder": (
        ("move", "dune", "fog", "lp/one"),
        "dune  folder  tracks → tracks/lp/one\nfog   folder  tracks/ep → tracks/lp/one\n2 moved\n",
        {"tracks/dune.yaml", "tracks/ep/fog.yml"},
        {"tracks/lp/one/dune.yaml", "tracks/lp/one/fog.yml"},
    ),
    "the top": (
        ("move", "fog", "gone", "tracks"),
        "fog   folder  tracks/ep → tracks\ngone  folder  tracks/old → tracks\n2 moved\n",
        {"tracks/ep/fog.yml", "tracks/old/gone.yaml"},
        {"tracks/fog.yml", "tracks/gone.yaml"},
    ),
    "tracks by a filter": (
        ("move", "--stage", "seed,mixing", "ep"),
        "dune  folder  tracks → tracks/ep\n1 moved, 2 unchanged\n",
        {"tracks/dune.yaml"},
        {"tracks/ep/dune.yaml"},
    ),
    "a new folder that has the name of a stage all the same": (
        ("move", "dune", "tracks/mixing"),
        "dune  folder  tracks → tracks/mixing\n1 moved\n",
        {"tracks/dune.yaml"},
        {"tracks/mixing/dune.yaml"},
    ),
    "the folder that it is in": (("move", "dune", "."), "nothing to change\n", set(), set()),
    "no file": (
        ("remove", "dune", "tracks/broken.yaml", "--yes"),
        "dune    removed  tracks/dune.yaml\nbroken  removed  tracks/broken.yaml\n2 removed\n",
        {"tracks/dune.yaml", "tracks/broken.yaml"},
        set(),
    ),
    "a copy": (
        ("copy", "fog", "Fog (Dub)", "stage=seed"),
        "fog-dub  file   tracks/ep/fog-dub.yaml\nfog-dub  title  Fog (Dub)\nfog-dub  stage  Seed\n1 added\n",
        set(),
        {"tracks/ep/fog-dub.yaml"},
    ),
    "a copy with an id": (
        ("copy", "One Two", "Three", "--id", "third"),
        "third  file   tracks/ep/third.yaml\nthird  title  Three\nthird  stage  Mixing\n1 added\n",
        set(),
        {"tracks/ep/third.yaml"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("argv", "out", "gone", "came"), CHANGES.values(), ids=CHANGES)
def test_files_are_elsewhere_and_undo_and_redo_lead_back_and_forth(
    argv: tuple[str, ...], out: str, gone: set[str], came: set[str], catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    before = read_all(root)
    assert run(*argv, "--dry-run").out.splitlines()[:-1] == out.splitlines()[:-1]
    assert read_all(root) == before
    assert run(*argv).out == out
    after = read_all(root)
    assert changed(before, after) == (gone, came)
    assert [path for path in (root / "tracks").rglob("*") if path.is_dir() and not any(path.iterdir())] == []
    if gone | came:
        assert run("undo").code in {0, 1}
        assert read_all(root) == before
        assert run("redo").code in {0, 1}
        assert read_all(root) == after
    assert run("list", "--all", "-f", "paths").out == run("list", "--all", "-f", "paths", "--no-index").out


def test_a_moved_file_keeps_its_bytes_but_for_the_line_with_its_schema(catalogue: Make, run: Run) -> None:
    texts = {
        "a": MODELINE.format("../") + DUNE,
        "b": "\ufeff" + MODELINE.format("../").replace("\n", "\r\n") + "stage: seed\r\n",
        "c": "# mine\n\n" + MODELINE.format("../../../") + DUNE,
        "d": "stage: seed\nnotes: |\n  " + MODELINE.format("../"),
        "e": "# yaml-language-server: $schema=../my-own.json\nstage: seed\n",
    }
    root = catalogue({f"tracks/{name}.yaml": text for name, text in texts.items()})
    assert run("move", *texts, "lp/one").code == 0
    wanted = {
        **texts,
        "a": MODELINE.format("../../../") + DUNE,
        "b": texts["b"].replace("=../", "=../../../"),
    }
    assert {name: (root / f"tracks/lp/one/{name}.yaml").read_bytes() for name in texts} == {
        name: text.encode() for name, text in wanted.items()
    }


def test_a_copy_is_the_file_without_what_identifies_the_recording(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    ran = run("copy", "dune", "Dune II")
    assert (ran.code, ran.err.splitlines()[0]) == (
        1,
        "left out: isrc, released; --all-fields copies them too",
    )
    copy = root / "tracks/dune-ii.yaml"
    without = DUNE.replace("isrc: QZ-1\nreleased: 2026-01-02\n", "")
    assert copy.read_text() == without.replace("'Dune'", "'Dune II'")
    assert run("copy", "dune", "Dune III", "--all-fields").code == 1
    assert (root / "tracks/dune-iii.yaml").read_text() == DUNE.replace("'Dune'", "'Dune III'")
    assert run("copy", "dune", "Dune IV", "isrc=QZ-2").code == 1
    assert "isrc: QZ-2\n" in (root / "tracks/dune-iv.yaml").read_text()


BROKEN = ":2:1: error: a value is missing here; write one or close the bracket before it [syntax]\n"
REFUSED: dict[str, tuple[tuple[str, ...], int, str]] = {
    "a title": (
        ("rename", "dune", "Dune II"), 2,
        ("prodash: 'Dune II' is a title, not an id; \"prodash set 'title=Dune II' dune\" changes the title, "
        "and 'prodash rename dune dune-ii' the id\n"),
    ),
    "a file name": (
        ("rename", "dune", "sand.yaml"), 2,
        ("prodash: 'sand.yaml' cannot name a file; use letters, digits, - and _, without an extension; "
        "'prodash set title=sand.yaml dune' changes the title, and 'prodash rename dune sand' the id\n"),
    ),
    "no id": (
        ("rename", "dune", ""), 2,
        "prodash: '' cannot name a file; use letters, digits, - and _, without an extension\n",
    ),
    "an id of several lines": (
        ("rename", "dune", "a\nb"), 2,
        "prodash: 'a\\nb' cannot name a file; use letters, digits, - and _, without an extension\n",
    ),
    "an id that is taken": (
        ("rename", "dune", "FOG"), 4,
        f"prodash: nothing was changed\n{Path('tracks/ep/fog.yml')}: it already has the id 'FOG'; choose another\n",
    ),
    "an id that is taken by a file that cannot be read": (
        ("rename", "dune", "broken"), 4,
        f"prodash: nothing was changed\n{Path('tracks/broken.yaml')}: it already has the id 'broken'; choose another\n",
    ),
    "a new folder with the name of a stage": (
        ("move", "dune", "fog", "Mixing"), 2,
        ("prodash: 'Mixing' is a stage: 'prodash set stage=mixing dune fog' puts a track in it; for a new folder of that "
        "name, write tracks/Mixing\n"),
    ),
    "a folder outside": (
        ("move", "dune", "../x"), 2,
        "prodash: FOLDER '../x' is not a folder below tracks; write one such as summer-ep\n",
    ),
    "a folder in another case": (
        ("move", "dune", "EP"), 2,
        "prodash: the folder 'tracks/EP' differs only in case from 'tracks/ep', which is there; write that\n",
    ),
    "no tracks to move": (
        ("move", "ep"), 2,
        "prodash: name the tracks to move before the folder 'ep': ids, a filter such as --stage, or --all\n",
    ),
    "nothing to move": (
        ("move",), 2, "prodash: name the tracks and then the folder, as in 'prodash move midnight-drive summer-ep'\n"
    ),
    "nothing to remove": (
        ("remove", "--yes"), 2, "prodash: name the tracks to remove: ids, a filter such as --stage, or --all\n"
    ),
    "a removal that nobody confirms": (
        ("remove", "dune"), 2,
        "prodash: without a terminal to ask on, remove needs --yes; --dry-run shows what it would remove\n",
    ),
    "the beginning of an id": (
        ("remove", "dun", "--yes"), 3, "prodash: unknown track 'dun'; did you mean 'dune'?\n"
    ),
    "a copy of what cannot be read": (
        ("copy", "broken", "New"), 4,
        f"prodash: nothing was changed\n{Path('tracks/broken.yaml')}: it could not be read; 'prodash check' says why\n",
    ),
    "a copy without a title": (("copy", "dune", ""), 2, "prodash: the title is empty; write one\n"),
    "a copy with an id that is taken": (
        ("copy", "dune", "New", "--id", "fog"), 4,
        f"prodash: nothing was changed\n{Path('tracks/ep/fog.yml')}: it already has the id 'fog'; choose another\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("argv", "code", "err"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_says_what_to_do_and_changes_nothing(
    argv: tuple[str, ...], code: int, err: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    before = read_all(root)
    ran = run(*argv)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.removeprefix(f"{Path('tracks/broken.yaml')}{BROKEN}") == err
    assert read_all(root) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has another limit")
@pytest.mark.parametrize(
    "words", [("move", "a"), ("add", "New", "-d"), ("add", "-", "-d")], ids=["move", "add", "add -"]
)
def test_no_file_goes_where_its_path_is_too_long_to_be_opened(
    words: tuple[str, ...], catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    monkeypatch.setattr("sys.stdin", io.StringIO("New\n"))
    before = read_all(root)
    ran = run(*words, "/".join(["d" * 200] * 25))
    assert (ran.code, ran.err.count(": File name too long\n")) == (4, 1)
    assert read_all(root) == before
    assert [*(root / "tracks").iterdir()] == [root / "tracks/a.yaml"]


def test_two_files_of_one_name_do_not_meet_in_a_folder(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a/x.yaml": "stage: seed\n", "tracks/b/x.yaml": "stage: seed\n"})
    before = read_all(root)
    for argv in (("move", "tracks/a/x.yaml", "tracks/b/x.yaml", "c"), ("move", "tracks/a/x.yaml", "b")):
        assert run(*argv, "--quiet").code == 4
    assert read_all(root) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files or modes")
def test_a_file_keeps_its_mode_where_it_goes_and_a_link_is_not_touched(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    (root / "tracks/a.yaml").chmod(0o640)
    (root / "tracks/link.yaml").symlink_to("a.yaml")
    for argv in (("move", "a", "x/y"), ("undo",), ("redo",)):
        (path,) = {*root.glob("tracks/a.yaml"), *root.glob("tracks/x/y/a.yaml")}
        assert run(*argv).code in {0, 1}
        (path,) = {*root.glob("tracks/a.yaml"), *root.glob("tracks/x/y/a.yaml")}
        assert path.stat().st_mode & 0o777 == 0o640
    assert run("undo").code == 0
    reason = "tracks/link.yaml: it is a link to tracks/a.yaml; name that file"
    assert run("remove", "link", "--yes") == Ran(4, "", f"prodash: nothing was changed\n{reason}\n")
    assert run("rename", "link", "other") == Ran(4, "", f"prodash: nothing was changed\n{reason}\n")


def test_a_disk_that_does_not_tell_case_refuses_a_rename_in_case_alone(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "workflows.yaml": "workflows: []\n",
        "projects.yaml": "projects: []\n",
        "fields.yaml": "fields: []\n",
        "prodash.yaml": "{}\n",
        "tracks/dune.yaml": "stage: seed\n",
    }
    root = catalogue(files)
    monkeypatch.setattr("os.path.lexists", lambda _path: True)
    reason = "this disk does not tell capitals from small letters; give the track another id first, and then this one"
    path = Path("tracks/dune.yaml")
    assert run("rename", "dune", "Dune") == Ran(4, "", f"prodash: nothing was changed\n{path}: {reason}\n")
    assert [*(root / "tracks").iterdir()] == [root / "tracks/dune.yaml"]


def test_a_copy_that_cannot_be_made_names_the_original(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "by: &x Mia\ntitle: *x\nstage: seed\n"})
    reason = "the value of 'title' has an alias; write the plain value by hand"
    assert run("copy", "a", "B") == Ran(
        4, "", f"prodash: nothing was changed\n{Path('tracks/a.yaml')}: {reason}\n"
    )


def test_a_link_to_the_folder_of_a_track_is_no_other_folder(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/ep/a.yaml": "stage: seed\n"})
    (root / "tracks/link").symlink_to("ep")
    reason = "the folder is a link to the one that it is in"
    assert run("move", "a", "link") == Ran(
        4, "", f"prodash: nothing was changed\n{Path('tracks/ep/a.yaml')}: {reason}\n"
    )


def test_scripts_get_the_new_ids_and_paths_and_every_field_that_goes(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/dune.yaml": "title: Dune\nstage: seed\n"})
    assert run("rename", "dune", "sand", "-n", "-f", "ids") == Ran(0, "sand\n")
    assert run("move", "dune", "lp", "-n", "-f", "paths") == Ran(0, f"{Path('tracks/lp/dune.yaml')}\n")
    rows = json.loads(run("remove", "dune", "-n", "-f", "json").out)["changes"]
    assert [(row["field"], row["before"], row["after"]) for row in rows] == [
        ("title", "Dune", None),
        ("stage", "seed", None),
    ]


@pytest.mark.usefixtures("somebody")
def test_git_sees_a_rename_and_the_list_counts_a_moved_file_once(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/dune.yaml": DUNE})
    for argv in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run(["git", *argv], cwd=root, check=True)
    assert run("rename", "dune", "sand", "--commit").err == "committed: Rename dune to sand\n"
    shown = subprocess.run(
        ["git", "show", "--name-status", "--format=%s"], cwd=root, check=True, capture_output=True, text=True
    ).stdout
    assert shown == "Rename dune to sand\n\nR100\ttracks/dune.yaml\ttracks/sand.yaml\n"
    assert run("undo", "--list", "--columns", "files", "-f", "tsv").out == "files\n1\n"
    assert run("undo", "--commit").code == 0
    assert subprocess.run(["git", "status", "-s"], cwd=root, check=True, capture_output=True).stdout == b""


def test_an_undo_leaves_out_a_moved_file_whole_and_follows_it_further(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n", "tracks/b.yaml": "stage: seed\n"})
    before = read_all(root)
    assert run("move", "a", "b", "lp").code == 0
    (root / "tracks/lp/a.yaml").write_text("stage: mixing\n")
    (root / "tracks/ep").mkdir()
    (root / "tracks/lp/b.yaml").rename(root / "tracks/ep/b.yaml")
    assert run("undo").code == 4
    assert (
        run("undo", "--skip-changed").out
        == "Undo 'prodash move a b lp', made just now\nb  folder  tracks/lp → tracks\n1 moved\n"
    )
    after = {**before, "tracks/lp/a.yaml": b"stage: mixing\n"}
    del after["tracks/a.yaml"]
    assert read_all(root) == after
    assert not (root / "tracks/ep").exists()


def test_an_undo_of_one_moved_file_that_changed_offers_no_way_to_skip_it(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    assert run("rename", "a", "b").code == 0
    (root / "tracks/b.yaml").write_text("stage: mixing\n")
    for options in ((), ("--skip-changed",)):
        ran = run("undo", *options)
        assert (ran.code, ran.out) == (4, "")
        assert ran.err.startswith(
            "prodash: cannot undo 'prodash rename a b', made just now; nothing was changed\n"
            f"{Path('tracks/b.yaml')}: it has changed since\n"
        )
        assert "--skip-changed" not in ran.err
    assert read_all(root).keys() == {"stages.yaml", "tracks/b.yaml"}


def test_a_terminal_shows_where_a_track_goes(catalogue: Make) -> None:
    catalogue(FILES)
    assert on_screen(["rename", "dune", "sand", "-n"], 80) == (
        "Dune  id  dune → sand\n1 track would be renamed\n"
    )
    assert on_screen(["remove", "dune", "-n"], 80) == (
        "Dune  removed  tracks/dune.yaml\n1 track would be removed\n"
    )


IDS = st.sampled_from(["track", "other", "new", "Ünder", "a-b"])
FOLDERS = st.sampled_from(["tracks", "lp", "new/folder"])
STEPS = st.one_of(
    st.tuples(st.just("rename"), IDS, IDS),
    st.tuples(st.just("move"), IDS, FOLDERS),
    st.tuples(st.just("copy"), IDS, IDS),
    st.tuples(st.just("remove"), st.just("--yes"), IDS),
    st.tuples(st.just("set"), st.just("stage=mixing"), st.just("bpm=90"), IDS),
    st.tuples(st.sampled_from(["undo", "redo"])),
)


@given(track_texts(), st.booleans(), st.lists(STEPS, max_size=8))
@examples(12)
def test_undo_and_redo_give_back_every_byte_every_path_and_every_mode(
    text: str, has_schema: bool, steps: list[tuple[str, ...]]
) -> None:
    data = (MODELINE.format("../../") * has_schema + text).encode()
    files = {"stages.yaml": STAGES, "tracks/lp/track.yaml": data, "tracks/other.yaml": "stage: seed\n"}
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        root = write_files(Path(folder), files)
        (root / "tracks/other.yaml").chmod(0o600)
        seen, now = [with_modes(root)], 0
        for words in (*steps, *[("undo",)] * len(steps)):
            with contextlib.redirect_stderr(io.StringIO()):
                main(["-C", folder, *words])
            if words[0] in {"undo", "redo"}:
                now = min(max(now + {"undo": -1, "redo": 1}[words[0]], 0), len(seen) - 1)
            elif with_modes(root) != seen[now]:
                seen[now + 1 :] = [with_modes(root)]
                now += 1
            assert with_modes(root) == seen[now]
        assert with_modes(root) == seen[0]


def with_modes(root: Path) -> dict[str, tuple[bytes, int]]:
    """The bytes and the mode of each file."""
    return {path: (data, (root / path).stat().st_mode) for path, data in read_all(root).items()}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_copy_is_as_private_as_its_original_and_can_be_written(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n", "tracks/b.yaml": "stage: seed\n"})
    (root / "tracks/a.yaml").chmod(0o600)
    (root / "tracks/b.yaml").chmod(0o440)
    assert [run(*words).code for words in [("copy", "a", "C"), ("copy", "b", "D"), ("undo",), ("redo",)]] == [
        0
    ] * 4
    assert [stat.S_IMODE((root / f"tracks/{name}.yaml").stat().st_mode) for name in "cd"] == [0o600, 0o640]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("words", [("move", "a", "ep"), ("remove", "a", "--yes")], ids=["move", "remove"])
def test_a_private_folder_is_as_private_after_an_undo(
    words: tuple[str, ...], catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/mine/b/a.yaml": "stage: seed\n"})
    (root / "tracks/mine").chmod(0o700)
    (root / "tracks/mine/b").chmod(0o750)
    assert [run(*words).code, run("undo").code] == [0, 0]
    assert stat.S_IMODE((root / "tracks/mine").stat().st_mode) == 0o700
    assert [*(root / "tracks").rglob("*.yaml")] == [root / "tracks/mine/b/a.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_undo_of_a_removal_gives_back_the_permissions_of_each_file(catalogue: Make, run: Run) -> None:
    root = catalogue(
        {"tracks/a.yaml": "stage: seed\n", "tracks/b.yaml": "stage: seed\n", "tracks/c.yaml": "stage: seed\n"}
    )
    modes = {"a": 0o600, "b": 0o664, "c": 0o666}
    for name, mode in modes.items():
        (root / f"tracks/{name}.yaml").chmod(mode)
    for _ in range(2):
        assert run("remove", "--all", "--yes").code == 0
        assert run("undo").code == 0
        assert {path.stem: stat.S_IMODE(path.stat().st_mode) for path in (root / "tracks").iterdir()} == modes
    assert run("redo").code == 0
    assert run("undo").code == 0
    assert {path.stem: stat.S_IMODE(path.stat().st_mode) for path in (root / "tracks").iterdir()} == modes
