"""Any change can be taken back, not only the newest, if its files are still as it left them, wherever they are now."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all
from tests.journals import own_file, put, states

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

A, B, C = (f"tracks/{name}.yaml" for name in "abc")
SEED = dict.fromkeys((A, B, C), "stage: seed\n")


@pytest.fixture
def root(catalogue: Make, run: Run) -> Path:
    """A catalogue with four batches: of a and b, of c, of b, and of c again."""
    made = catalogue(SEED)
    for words in [("stage=writing", "a", "b"), ("bpm=9", "c"), ("bpm=1", "b"), ("stage=mixing", "c")]:
        assert run("set", *words).code == 0
    return made


def texts(root: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in read_all(root).items() if path.startswith("tracks/")}


def test_a_chosen_batch_is_taken_back_and_redo_repeats_it(root: Path, run: Run) -> None:
    before = texts(root)
    assert run("undo", "--batch", "3") == Ran(
        0, "Undo 'prodash set bpm=1 b', made just now\nb  bpm  1 → (none)\n1 changed\n"
    )
    assert texts(root) == {**before, B: "stage: writing\n"}
    assert states(root) == ["000001.done", "000002.done", "000003.undone", "000004.done"]
    assert run("redo") == Ran(0, "Redo 'prodash set bpm=1 b', made just now\nb  bpm  (none) → 1\n1 changed\n")
    assert (texts(root), run("redo").code) == (before, 4)


def test_redo_repeats_first_what_was_undone_last(root: Path, run: Run) -> None:
    seen = [texts(root)]
    for words in [("--batch", "3"), ("--batch", "1"), (), ()]:
        assert run("undo", *words).code == 0
        seen.append(texts(root))
    assert (seen[-1], run("undo").code) == (SEED, 4)
    for expected in seen[-2::-1]:
        assert run("redo").code == 0
        assert texts(root) == expected


def test_a_track_names_its_newest_batch_which_is_taken_back_whole(root: Path, run: Run) -> None:
    assert run("undo", "b").code == 0
    assert run("undo", "A") == Ran(
        0,
        "Undo 'prodash set stage=writing a b', made just now\n"
        "a  Writing → Seed\n"
        "b  Writing → Seed\n"
        "2 changed\n",
        "batch 1 also changed tracks/b.yaml\n'A' is the track a\n",
    )
    assert texts(root) == {A: SEED[A], B: SEED[B], C: "stage: mixing\nbpm: 9\n"}
    assert run("undo", "a") == Ran(4, "", "prodash: there is nothing to undo in 'a'\n")


def test_a_track_that_is_gone_is_known_by_the_batch_that_made_or_removed_it(
    catalogue: Make, run: Run
) -> None:
    root = catalogue({})
    assert [run("add", "New").code, run("undo").code, run("redo").code] == [0, 0, 0]
    (root / "tracks/new.yaml").unlink()
    assert run("undo", "new") == Ran(
        4,
        "",
        "prodash: cannot undo 'prodash add New', made just now; nothing was changed\n"
        "tracks/new.yaml: it has been deleted since\n",
    )
    assert run("undo", "other").code == 3


@pytest.mark.parametrize(
    "words", [("remove", "--yes", "demo"), ("rename", "demo", "first")], ids=lambda w: w[0]
)
@pytest.mark.parametrize("word", ["demo", "tracks/demo.yaml"])
def test_the_id_that_a_track_had_comes_before_the_title_of_another(
    words: tuple[str, ...], word: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({f"tracks/{name}.yaml": "title: Demo\nstage: seed\n" for name in ("demo", "demo-2")})
    before = texts(root)
    assert [run(*words).code, run("set", "stage=mixing", "demo-2").code, run("undo", word).code] == [0, 0, 0]
    assert texts(root) == {**before, "tracks/demo-2.yaml": "title: Demo\nstage: mixing\n"}


def test_what_later_batches_changed_names_them_and_the_way(root: Path, run: Run) -> None:
    before = read_all(root)
    assert run("undo", "--batch", "1") == Ran(
        4,
        "",
        "prodash: cannot undo 'prodash set stage=writing a b', made just now; nothing was changed\n"
        "tracks/b.yaml: it has changed since\n"
        "batch 3 changed this later: 'prodash set bpm=1 b'; 'prodash undo --batch 3' takes it back first\n"
        "--skip-changed leaves out what has changed since\n",
    )
    assert read_all(root) == before
    assert [run("undo", "--batch", number).code for number in "31"] == [0, 0]
    assert texts(root)[B] == SEED[B]


def test_what_has_changed_since_can_be_left_out(root: Path, run: Run) -> None:
    before = texts(root)
    assert run("undo", "--batch", "1", "--skip-changed") == Ran(
        0,
        "Undo 'prodash set stage=writing a b', made just now\na  Writing → Seed\n1 changed\n",
        "tracks/b.yaml: skipped: it has changed since\n",
    )
    assert texts(root) == {**before, A: SEED[A]}
    assert run("redo") == Ran(
        0, "Redo 'prodash set stage=writing a b', made just now\na  Seed → Writing\n1 changed\n"
    )
    assert texts(root) == before


def test_nothing_is_undone_if_all_would_be_left_out(root: Path, run: Run) -> None:
    (root / C).write_text("stage: seed # mine\n")
    assert run("undo", "--skip-changed") == Ran(
        4,
        "",
        "prodash: cannot undo 'prodash set stage=mixing c', made just now; nothing was changed\n"
        "tracks/c.yaml: it has changed since\n",
    )


def test_after_a_new_change_what_was_chosen_cannot_be_redone(root: Path, run: Run) -> None:
    assert run("undo", "--batch", "3").code == 0
    assert run("set", "bpm=2", "a").code == 0
    assert run("redo") == Ran(4, "", "prodash: there is nothing to redo\n")
    assert states(root) == ["000001.done", "000002.done", "000004.done", "000005.done"]


@pytest.mark.parametrize(
    ("words", "code", "err"),
    [
        (("--batch", "7"), 3, "unknown batch '7'; choose from '4', '3', '2', '1'"),
        (("--batch", "3", "a"), 2, "choose one of TRACK, --batch and --list"),
        (("--list", "--batch", "3"), 2, "choose one of TRACK, --batch and --list"),
        (("--list", "--skip-changed"), 2, "--list takes nothing back; leave out --skip-changed"),
        (("zzz",), 3, "unknown track 'zzz'"),
    ],
    ids=["unknown batch", "batch and track", "list and batch", "list and skip", "unknown track"],
)
def test_what_cannot_be_chosen_is_refused(
    words: tuple[str, ...], code: int, err: str, root: Path, run: Run
) -> None:
    before = read_all(root)
    assert run("undo", *words) == Ran(code, "", f"prodash: {err}\n")
    assert read_all(root) == before


@pytest.mark.usefixtures("root")
def test_a_batch_that_is_undone_is_not_undone_again(run: Run) -> None:
    assert run("undo", "--batch", "3").code == 0
    assert run("undo", "--batch", "3") == Ran(
        4, "", "prodash: there is nothing to undo; batch 3 is undone already\n"
    )


def test_a_damaged_record_does_not_hide_the_older_batch_of_a_track(root: Path, run: Run) -> None:
    put(own_file(root, 4, "done"), b"\0")
    assert run("undo", "b").code == 0
    assert texts(root)[B] == "stage: writing\n"


@pytest.mark.parametrize("order", [("undo", "redo"), ("redo",)], ids=["undo", "redo"])
def test_a_file_that_was_moved_is_found_by_its_id(order: tuple[str, ...], root: Path, run: Run) -> None:
    if order == ("redo",):
        assert run("undo").code == 0
    (root / "tracks/ep").mkdir()
    shutil.move(root / C, root / "tracks/ep/c.yaml")
    new = {"undo": "stage: seed\nbpm: 9\n", "redo": "stage: mixing\nbpm: 9\n"}
    for word in order:
        code, out, err = run(word, "-f", "json", "--quiet")
        changes = json.loads(out)["changes"]
        assert (code, err, [change["path"] for change in changes]) == (0, "", ["tracks/ep/c.yaml"])
        assert (texts(root)["tracks/ep/c.yaml"], C in texts(root)) == (new[word], False)


def test_a_new_track_that_was_moved_is_removed_where_it_is_and_comes_back_there(
    catalogue: Make, run: Run
) -> None:
    root = catalogue({})
    assert run("add", "New").code == 0
    (root / "tracks/ep").mkdir()
    shutil.move(root / "tracks/new.yaml", root / "tracks/ep/new.yaml")
    before = texts(root)
    assert (run("undo").code, texts(root)) == (0, {})
    assert (run("redo").code, texts(root)) == (0, before)


WHY_NOT_FOLLOWED = {
    "two files have the id": "several files have its id: tracks/c.yml, tracks/ep/c.yaml",
    "its bytes differ": "tracks/ep/c.yaml has its id, but other content",
}


@pytest.mark.parametrize("why", WHY_NOT_FOLLOWED)
def test_a_moved_file_that_is_not_certain_is_not_followed_but_named(why: str, root: Path, run: Run) -> None:
    (root / "tracks/ep").mkdir()
    shutil.move(root / C, root / "tracks/ep/c.yaml")
    if why == "its bytes differ":
        (root / "tracks/ep/c.yaml").write_text("stage: mixing\nbpm: 9 # mine\n")
    else:
        (root / "tracks/c.yml").write_bytes((root / "tracks/ep/c.yaml").read_bytes())
    before = texts(root)
    assert f"\ntracks/c.yaml: it is no longer there; {WHY_NOT_FOLLOWED[why]}\n" in run("undo").err
    assert texts(root) == before


def test_a_dry_run_follows_and_leaves_out_and_writes_nothing(root: Path, run: Run) -> None:
    (root / "tracks/ep").mkdir()
    shutil.move(root / A, root / "tracks/ep/a.yaml")
    before = read_all(root)
    journal = {path: path.read_bytes() for path in (root / ".prodash/journal").rglob("*") if path.is_file()}
    assert run("undo", "--batch", "1", "--skip-changed", "--dry-run") == Ran(
        0,
        "Undo 'prodash set stage=writing a b', made just now\na  Writing → Seed\n1 would change\n",
        "tracks/b.yaml: skipped: it has changed since\n",
    )
    assert read_all(root) == before
    assert {path: path.read_bytes() for path in journal} == journal
