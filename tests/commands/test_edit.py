"""edit opens a copy in the user's editor, and only what is well, or wanted so, becomes the file."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all
from tests.surroundings import in_terminal

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
Editor = Callable[[str], None]
posix = pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
TRACK = {"tracks/a.yaml": "title: A # mine\nstage: seed\n"}


KEPT = re.compile(
    r"your text is kept in (\.prodash/drafts/[0-9a-f]{16}-1/a\.yaml); 'prodash edit a' continues it"
)


def kept_text(message: str) -> bytes:
    """The draft that the first line of *message* names."""
    found = KEPT.fullmatch(message.splitlines()[0])
    assert found, message
    return Path(found[1]).read_bytes()


def replacing(old: str, new: str) -> str:
    return f"path.write_bytes(path.read_bytes().replace({old.encode()!r}, {new.encode()!r}))"


def test_what_is_saved_becomes_the_file_and_is_shown_field_by_field(
    catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(TRACK)
    editor(replacing("stage: seed\n", "stage: Mixing\nbpm: 120\n"))
    assert run("edit", "a") == Ran(
        0, "a  stage  Seed → Mixing\na  bpm    (none) → 120\n2 changed\n".replace("2 c", "1 c")
    )
    assert (root / "tracks/a.yaml").read_bytes() == b"title: A # mine\nstage: Mixing\nbpm: 120\n"


def test_the_copy_has_the_name_of_the_file(catalogue: Make, run: Run, editor: Editor, tmp_path: Path) -> None:
    catalogue(TRACK)
    editor(f"pathlib.Path({str(tmp_path / 'seen')!r}).write_text(path.name)")
    ran = run("edit", "a")
    assert (ran.code, ran.out) == (0, "nothing to change\n")
    assert (tmp_path / "seen").read_text() == "a.yaml"


def test_visual_comes_before_editor(
    catalogue: Make, run: Run, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue(TRACK)
    editor(replacing("seed", "mixing"))
    monkeypatch.setenv("VISUAL", os.environ["EDITOR"])
    monkeypatch.setenv("EDITOR", "false")
    assert run("edit", "a").code == 0
    assert (root / "tracks/a.yaml").read_bytes() == b"title: A # mine\nstage: mixing\n"


def test_a_new_comment_is_a_change_and_can_be_undone(catalogue: Make, run: Run, editor: Editor) -> None:
    root = catalogue(TRACK)
    before = read_all(root)
    editor(replacing("# mine", "# ours"))
    assert run("edit", "a") == Ran(0, "a  file  as before → edited\n1 changed\n")
    assert (root / "tracks/a.yaml").read_bytes() == b"title: A # ours\nstage: seed\n"
    assert run("undo") == Ran(
        0, "Undo 'prodash edit a', made just now\na  file  edited → as before\n1 changed\n"
    )
    assert read_all(root) == before


def test_a_dry_run_writes_nothing(catalogue: Make, run: Run, editor: Editor) -> None:
    root = catalogue(TRACK)
    before = read_all(root)
    editor(replacing("seed", "mixing"))
    ran = run("edit", "a", "--dry-run")
    assert (ran.code, ran.out) == (0, "a  Seed → Mixing\n1 would change\n")
    assert read_all(root) == before
    assert kept_text(ran.err) == b"title: A # mine\nstage: mixing\n"


def test_a_broken_file_can_be_mended(catalogue: Make, run: Run, editor: Editor) -> None:
    root = catalogue({"tracks/a.yaml": "title: [A\nstage: seed\n"})
    editor(replacing("[A", "A"))
    ran = run("edit", "a")
    assert (ran.code, ran.out, ran.err) == (
        0,
        "a  title  (none) → A\na  stage  (none) → Seed\n1 changed\n",
        "",
    )
    assert (root / "tracks/a.yaml").read_bytes() == b"title: A\nstage: seed\n"


WRONG = {
    "an unknown stage": (
        "seed",
        "mixng",
        "tracks/a.yaml:2:8: error: unknown stage 'mixng'; did you mean 'mixing'? [unknown-stage]",
    ),
    "broken YAML": (
        "seed",
        "[",
        "tracks/a.yaml:3:1: error: a value is missing here; write one or close the bracket before it [syntax]",
    ),
    "a bad date": (
        "stage: seed\n",
        "stage: seed\ndue: soon\n",
        "tracks/a.yaml:3:6: error: due 'soon' is not a date; write it as YYYY-MM-DD, as in 2026-12-01 [bad-date]",
    ),
}


@pytest.mark.parametrize(("old", "new", "problem"), WRONG.values(), ids=WRONG)
def test_without_a_terminal_what_is_wrong_is_refused_and_kept_as_a_draft(
    old: str, new: str, problem: str, catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(TRACK)
    before = read_all(root)
    editor(replacing(old, new))
    ran = run("edit", "a")
    first, kept, *rest = ran.err.splitlines()
    assert (ran.code, ran.out, first) == (4, "", problem)
    assert rest == ["prodash: nothing was changed", "tracks/a.yaml: the edited text has problems"]
    assert read_all(root) == before
    assert kept_text(kept) == TRACK["tracks/a.yaml"].replace(old, new).encode()


ANSWERS: dict[str, tuple[bytes, int, bytes]] = {
    "save": (b"s\n", 1, b"title: A # mine\nstage: mixng\n"),
    "drop": (b"d\n", 4, b"title: A # mine\nstage: seed\n"),
}


@posix
@pytest.mark.parametrize(("typed", "code", "text"), ANSWERS.values(), ids=ANSWERS)
def test_on_a_terminal_it_asks_what_to_do_with_what_is_wrong(
    typed: bytes, code: int, text: bytes, catalogue: Make, editor: Editor
) -> None:
    root = catalogue(TRACK)
    editor(replacing("seed", "mixng"))
    got, shown = in_terminal(["edit", "a"], cwd=root, typed=typed, when="[E/s/d]")
    assert (got, shown.count("unknown stage 'mixng'") > 0) == (code, True)
    assert (root / "tracks/a.yaml").read_bytes() == text
    assert "your text is kept" not in shown


@posix
def test_on_a_terminal_one_can_go_back_in(catalogue: Make, editor: Editor) -> None:
    root = catalogue(TRACK)
    editor(
        f"text = path.read_bytes()\nif b'mixng' in text: {replacing('mixng', 'mixing')}\nelse: {replacing('seed', 'mixng')}"
    )
    code, shown = in_terminal(["edit", "a"], cwd=root, typed=b"\n", when="[E/s/d]")
    assert (code, shown.count("[E/s/d]")) == (0, 1)
    assert (root / "tracks/a.yaml").read_bytes() == b"title: A # mine\nstage: mixing\n"


def test_a_file_that_another_program_changes_meanwhile_is_left_and_the_text_kept(
    catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(TRACK)
    theirs = root / "tracks/a.yaml"
    editor(f"{replacing('seed', 'mixing')}\npathlib.Path({str(theirs)!r}).write_text('stage: recorded\\n')")
    ran = run("edit", "a")
    assert ran.code == 4
    assert re.fullmatch(
        rf"{KEPT.pattern}\nprodash: nothing was changed\n"
        r"tracks/a.yaml: another program changed it meanwhile; look at it and try again\n",
        ran.err,
    )
    assert theirs.read_text() == "stage: recorded\n"


FAILING = {
    "an editor that fails": ("false", 5, "nothing was changed: the editor false ended with exit code 1"),
    "an editor that nobody understands": (
        "vim 'x",
        5,
        'nothing was changed: "vim \'x" is not a command that starts an editor; fix VISUAL or EDITOR',
    ),
    "an editor that is not there": (
        "no-such-editor -w",
        5,
        "nothing was changed: the editor no-such-editor did not start: No such file or directory; fix VISUAL or EDITOR",
    ),
}


@posix
@pytest.mark.parametrize(("command", "code", "message"), FAILING.values(), ids=FAILING)
def test_an_editor_that_fails_changes_nothing(
    command: str, code: int, message: str, catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue(TRACK)
    before = read_all(root)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    assert run("edit", "a") == Ran(code, "", f"prodash: {message}\n")
    assert read_all(root) == before


def test_a_machine_without_an_editor_says_what_to_set(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    catalogue(TRACK)
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    message = "nothing was changed: no editor was found; set EDITOR to the command that starts yours"
    assert run("edit", "a") == Ran(5, "", f"prodash: {message}\n")


def test_a_track_that_is_not_there_is_unknown(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/dune.yaml": "stage: seed\n"})
    assert run("edit", "dun") == Ran(3, "", "prodash: unknown track 'dun'; did you mean 'dune'?\n")


def test_a_read_only_file_is_refused_before_the_editor_opens(
    catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(TRACK)
    (root / "tracks/a.yaml").chmod(0o444)
    editor("raise SystemExit('opened')")
    reason = "it is read-only; change its permissions (chmod u+w)"
    assert run("edit", "a") == Ran(4, "", f"prodash: nothing was changed\ntracks/a.yaml: {reason}\n")


def test_a_file_too_large_to_read_is_refused_before_the_editor_opens(
    catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(
        {"tracks/a.yaml": "stage: seed\nnotes: |\n" + "  a line of a very long lyric\n" * 12_000}
    )
    before = read_all(root)
    editor("raise SystemExit('opened')")
    ran = run("edit", "a")
    assert ran.code == 4
    assert ran.err.endswith("tracks/a.yaml: it has more than 262,144 bytes; make it smaller by hand\n")
    assert read_all(root) == before


@posix
def test_what_would_be_too_large_cannot_be_saved(catalogue: Make, editor: Editor) -> None:
    root = catalogue(TRACK)
    before = read_all(root)
    editor("path.write_bytes(path.read_bytes() + b'# more\\n' * 50_000)")
    code, shown = in_terminal(["edit", "a"], cwd=root)
    assert (code, "the edited text has problems" in shown, "[E/s/d]" in shown) == (4, True, False)
    assert read_all(root) == before


@posix
def test_the_end_of_input_keeps_what_was_written(catalogue: Make, editor: Editor) -> None:
    root = catalogue(TRACK)
    editor(replacing("seed", "mixng"))
    code, shown = in_terminal(["edit", "a"], cwd=root, typed=b"\x04", when="[E/s/d]")
    assert (code, shown.count("[E/s/d]"), "your text is kept in" in shown) == (4, 1, True)
    assert (root / "tracks/a.yaml").read_text() == TRACK["tracks/a.yaml"]


def test_what_was_wrong_before_stops_nobody(catalogue: Make, run: Run, editor: Editor) -> None:
    root = catalogue({"tracks/a.yaml": "stage: nope\n"})
    editor(replacing("nope\n", "nope\nbpm: 3\n"))
    ran = run("edit", "a")
    assert (ran.code, ran.out) == (1, "a  bpm  (none) → 3\n1 changed\n")
    assert (root / "tracks/a.yaml").read_bytes() == b"stage: nope\nbpm: 3\n"


def test_an_editor_that_takes_the_file_away_changes_nothing(
    catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(TRACK)
    before = read_all(root)
    editor("path.unlink()")
    ran = run("edit", "a")
    assert (ran.code, ran.err) == (
        5,
        "prodash: nothing was changed: the editor deleted the file\n",
    )
    assert read_all(root) == before
