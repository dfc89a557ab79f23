"""undo says which command it takes back, asks where that is more than the last slip, and lists what is committed."""

import json
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from prodash.render.terminal.words import ago_words
from prodash.storage.batch.file_bytes import FileBytes
from tests.conftest import Files, Ran, read_all
from tests.journals import own_file, put, sealed
from tests.surroundings import git, in_terminal

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

SEED = {f"tracks/{name}.yaml": "stage: seed\n" for name in "abc"}
pytestmark = pytest.mark.usefixtures("somebody")
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminal")


@pytest.fixture
def committed(catalogue: Make, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    """A function that commits all files, a moment later; returns the catalogue."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-23T00:00:00+00:00")
    root = catalogue(SEED)
    git(root, "init", "--quiet")

    def commit() -> Path:
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message=all")
        return root

    commit()
    return commit


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=119), "1 hour ago"),
        (timedelta(hours=47), "1 day ago"),
        (timedelta(days=1200), "1,200 days ago"),
    ],
    ids=str,
)
def test_an_age_is_said_in_its_greatest_unit(age: timedelta, words: str) -> None:
    assert ago_words(age) == words


def test_what_is_committed_is_marked_in_the_list(committed: Callable[[], Path], run: Run) -> None:
    for words in [("set", "bpm=1", "a"), ("add", "New"), ("set", "bpm=2", "b")]:
        assert run(*words).code == 0
    committed()
    for words in [("set", "bpm=3", "a", "c"), ("set", "bpm=4", "c"), ("undo",)]:
        assert run(*words).code == 0
    batches = json.loads(run("undo", "--list", "-f", "json").out)["batches"]
    assert [(batch["number"], batch["committed"]) for batch in batches] == [
        *((5, False), (4, False)),
        *((3, True), (2, True), (1, True)),
    ]
    assert run("undo", "--list").out.splitlines()[4:] == [
        "     3  prodash set bpm=2 b        1          yes        2026-11-21 00:00",
        "     2  prodash add New            1          yes        2026-11-21 00:00",
        "     1  prodash set bpm=1 a        1          yes        2026-11-21 00:00",
    ]


def test_a_batch_is_committed_only_if_all_its_files_are(committed: Callable[[], Path], run: Run) -> None:
    assert run("set", "bpm=1", "a", "b").code == 0
    root = committed()
    git(root, "reset", "--quiet", "--hard", "HEAD~")
    assert run("set", "bpm=1", "a").code == 0
    git(root, "commit", "--quiet", "--all", "--message=a")
    batches = json.loads(run("undo", "--list", "-f", "json").out)["batches"]
    assert [(batch["number"], batch["committed"]) for batch in batches] == [(2, True), (1, False)]


@posix
def test_an_old_undo_is_named_and_asked_about(catalogue: Make, run: Run) -> None:
    root = catalogue(SEED)
    assert run("set", "bpm=1", "a").code == 0
    code, text = in_terminal(
        ["undo"],
        cwd=root,
        env={"PRODASH_TODAY": "2026-11-24", "NO_COLOR": "1"},
        typed=b"n\n",
        when="[y/N]",
    )
    assert code == 4
    assert text == (
        "Undo 'prodash set bpm=1 a', made 3 days ago\n"
        "A  bpm  1 → (none)\n\n"
        "this change is old: it was made at 2026-11-21 00:00\n\n"
        "Change 1 track? [y/N] n\n"
        "prodash: cancelled; nothing was changed\n"
    )


@posix
def test_the_undo_of_what_is_committed_is_asked_about_unless_yes(
    committed: Callable[[], Path], run: Run
) -> None:
    assert run("set", "bpm=1", "a").code == 0
    root = committed()
    code, text = in_terminal(["undo"], cwd=root, env={"NO_COLOR": "1"}, typed=b"n\n", when="[y/N]")
    assert (
        code,
        "git has a commit of this change; the commit stays, and only the files change\n" in text,
    ) == (
        4,
        True,
    )
    code, text = in_terminal(["undo", "--yes"], cwd=root, env={"NO_COLOR": "1"})
    assert code == 0
    assert text == (
        "Undo 'prodash set bpm=1 a', made just now\nA  bpm  1 → (none)\n\n"
        "1 track changed; 'prodash redo' takes that back\n"
    )


@posix
def test_what_would_make_a_file_unreadable_is_asked_about(catalogue: Make, run: Run) -> None:
    root = catalogue(SEED)
    file = own_file(root, 1, "done")
    put(file, sealed(file, FileBytes("tracks/a.yaml", b"stage: [\n", b"stage: seed\n")))
    code, text = in_terminal(["undo"], cwd=root, env={"NO_COLOR": "1"}, typed=b"n\n", when="[y/N]")
    assert (code, "after this, prodash can no longer read tracks/a.yaml\n" in text) == (4, True)
    assert (root / "tracks/a.yaml").read_text() == "stage: seed\n"
    assert (run("undo").code, (root / "tracks/a.yaml").read_text()) == (1, "stage: [\n")


@posix
def test_an_undo_of_a_track_asks_if_the_command_changed_others_too(catalogue: Make, run: Run) -> None:
    root = catalogue(SEED)
    assert run("set", "bpm=1", "a", "b").code == 0
    code, text = in_terminal(["undo", "a"], cwd=root, env={"NO_COLOR": "1"}, typed=b"n\n", when="[y/N]")
    assert (code, "\nbatch 1 also changed tracks/b.yaml\n\nChange 2 tracks?" in text) == (4, True)


@posix
def test_a_question_shows_no_control_characters_and_breaks_between_words(catalogue: Make) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n", "tracks/b\x1b[31m.yaml": "stage: seed\n"})
    file = own_file(root, 1, "done")
    files = (
        FileBytes(path, b"stage: mixing\n", b"stage: seed\n") for path in read_all(root) if "tracks/" in path
    )
    put(file, sealed(file, *files))
    env = {"NO_COLOR": "1"}
    code, text = in_terminal(["undo", "a"], cwd=root, columns=30, env=env, typed=b"n\n", when="[y/N]")
    assert (code, "\x1b" in text) == (4, False)
    assert "\nbatch 1 also changed\ntracks/b␛[31m.yaml\n" in text


@pytest.mark.parametrize("word", ["undo", "redo"])
@pytest.mark.parametrize("form", [None, "json", "ndjson", "csv", "tsv", "ids", "paths"], ids=str)
def test_the_command_and_its_age_come_first_in_every_form(
    word: str, form: str | None, catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue(SEED)
    for words in [("set", "bpm=1", "a", "b"), *([("undo",)] if word == "redo" else [])]:
        assert run(*words).code == 0
    monkeypatch.setenv("PRODASH_TODAY", "2026-11-23")
    _, out, err = run(word, "--dry-run", *(["-f", form] if form else []))
    name = f"{word.capitalize()} 'prodash set bpm=1 a b', made 2 days ago\n"
    assert (out.startswith(name), err) == ((False, name) if form else (True, ""))
    assert run(word, "--quiet", *(["-f", form] if form else [])).err == ""


@posix
@pytest.mark.parametrize("word", ["undo", "redo"])
def test_a_refusal_names_the_command_first(word: str, catalogue: Make, run: Run) -> None:
    root = catalogue(SEED)
    for words in [("set", "bpm=1", "a"), *([("undo",)] if word == "redo" else [])]:
        assert run(*words).code == 0
    (root / "tracks/a.yaml").write_text("stage: writing\n")
    code, out, err = run(word)
    assert (code, out) == (4, "")
    first = (
        f"prodash: cannot {word} 'prodash set bpm=1 a', made just now; nothing was changed\ntracks/a.yaml: "
    )
    assert err.startswith(first)


@pytest.mark.parametrize("word", ["undo", "redo"])
def test_a_folder_in_the_place_of_a_file_is_called_one(word: str, catalogue: Make, run: Run) -> None:
    root = catalogue(SEED)
    for words in [("set", "bpm=1", "a"), *([("undo",)] if word == "redo" else [])]:
        assert run(*words).code == 0
    (root / "tracks/a.yaml").unlink()
    (root / "tracks/a.yaml").mkdir()
    assert run(word).err.splitlines()[1:] == [
        f"prodash: cannot {word} 'prodash set bpm=1 a', made just now; nothing was changed",
        f"{Path('tracks/a.yaml')}: it is a folder, not a file",
    ]
