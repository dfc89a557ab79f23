"""What was typed in an editor and not saved to the track is a draft: kept, named by the next command, and offered again."""

import io
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from prodash.cli import main
from prodash.session.terminal.console import Console
from prodash.storage.external import editor as editors
from prodash.storage.external.drafts import Draft, digest_of_draft
from tests.conftest import Files, Ran, read_all, secret_file
from tests.killing import code_when_stopped, renames, steps_of
from tests.surroundings import PATIENCE, PRODASH, environment, git, in_terminal, start

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
Editor = Callable[[str], None]
posix = pytest.mark.skipif(os.name == "nt", reason="terminals, signals and links of POSIX")
TEXT = "title: A # mine\nstage: seed\n"
TRACK = {"tracks/a.yaml": TEXT}
TYPED = "title: A # mine\nstage: mixing\n"
QUESTION = "[C/d/t]"
LISTED = ("list", "-f", "ids")
ADDING = "path.write_text(path.read_text() + 'bpm: 3\\n')"


def slowly(values: tuple[object, ...]) -> object:
    """A case that only the slow tests try."""
    return pytest.param(*values, marks=pytest.mark.slow)


def path_of(text: str = TEXT, number: int = 1, name: str = "a.yaml") -> str:
    """Where the draft is that was begun with *text*."""
    return f".prodash/drafts/{digest_of_draft(name, text.encode())}-{number}/{name}"


def named(path: str, track: str = "a") -> str:
    return f"a draft of '{track}' was left in {path}; 'prodash edit {track}' continues or discards it\n"


def leave(root: Path, typed: str | bytes, path: str = path_of()) -> Path:
    """A draft that an editor left."""
    draft = root / path
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.write_bytes(typed if isinstance(typed, bytes) else typed.encode())
    seal(root, draft)
    return draft


def seal(root: Path, draft: Path) -> None:
    """Let a draft be one that prodash began."""
    one = Draft(str(draft.parent), draft.name)
    Path(one.lock_path).write_bytes(one.seal(secret_file(root).make()))


def drafts(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in (root / ".prodash/drafts").rglob("*.yaml"))


def test_a_save_in_a_window_that_the_editor_left_open_is_a_draft_that_the_next_command_names(
    catalogue: Make, run: Run, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue(TRACK)
    monkeypatch.setattr(editors, "_AT_ONCE", float("inf"))
    editor("")
    name = Path(sys.executable).name
    hint = (
        f"the editor {name} came back at once and nothing was changed; if it should wait, "
        "EDITOR may need an option such as --wait\n"
        f"what you save in its window goes to {path_of()}; 'prodash edit a' continues it\n"
    )
    assert run("edit", "a") == Ran(0, "nothing to change\n", hint)
    assert (root / path_of()).read_text() == TEXT
    assert run(*LISTED) == Ran(0, "a\n")
    (root / path_of()).write_text(TYPED)
    assert run(*LISTED) == Ran(0, "a\n", named(path_of()))
    assert run(*LISTED, "--quiet") == Ran(0, "a\n")


def test_an_editor_that_does_not_wait_gets_the_same_file_again(
    catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(TRACK)
    editor("")
    assert [run("edit", "a").code for _ in range(3)] == [0, 0, 0]
    assert drafts(root) == [path_of()]


RESCUED = {"vim": ".a.yaml.swp", "nano": "a.yaml.save", "emacs": "#a.yaml#"}


@pytest.mark.parametrize("name", RESCUED.values(), ids=RESCUED)
def test_what_a_killed_editor_kept_beside_the_draft_counts_as_typed(
    name: str, catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(TRACK)
    leave(root, TEXT).with_name(name).write_text(TYPED)
    for number in range(14):
        leave(root, TEXT, path_of(name=f"t{number}.yaml"))
    assert run(*LISTED) == Ran(0, "a\n", named(path_of()))
    editor("sys.exit(path.read_text() != 'title: B\\nstage: seed\\n')")
    (root / "tracks/b.yaml").write_text("title: B\nstage: seed\n")
    assert run("edit", "b").code == 0
    assert (root / path_of()).with_name(name).read_text() == TYPED


def test_an_editor_that_is_killed_alone_leaves_a_draft_too(catalogue: Make, run: Run, editor: Editor) -> None:
    root = catalogue(TRACK)
    editor("path.with_name('.a.yaml.swp').touch(); sys.exit(1)")
    ran = run("edit", "a")
    kept = f"your text is kept in {path_of()}; 'prodash edit a' continues it\n"
    assert (ran.code, ran.err.startswith(kept)) == (5, True)
    assert (root / path_of()).with_name(".a.yaml.swp").exists()
    assert run(*LISTED).err == named(path_of())


@pytest.mark.slow
@posix
def test_on_a_terminal_it_is_shown_where_a_killed_editor_kept_the_text(
    catalogue: Make, editor: Editor
) -> None:
    root = catalogue(TRACK)
    leave(root, TEXT).with_name(".a.yaml.swp").touch()
    editor(ADDING)
    code, shown = in_terminal(["edit", "a"], cwd=root, columns=160, typed=b"c\n", when=QUESTION)
    where = path_of().replace("/a.yaml", "/.a.yaml.swp")
    assert (code, f"What was typed may also be in {where}.\n" in shown) == (0, True)
    assert (root / "tracks/a.yaml").read_text() == f"{TEXT}bpm: 3\n"


WAITING = {
    "its name": ("nano", ""),
    "an option": ("gui", "--wait"),
}


@posix
@pytest.mark.parametrize(("name", "option"), WAITING.values(), ids=WAITING)
def test_an_editor_that_is_known_to_wait_leaves_no_draft_and_gets_no_advice(
    name: str, option: str, catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = catalogue(TRACK)
    program = tmp_path / name
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'{program}' {option}")
    assert run("edit", "a") == Ran(0, "nothing to change\n")
    assert not (root / ".prodash/drafts").exists()


ADVICE = {
    "code": "set EDITOR='code --wait'",
    "gvim": "set EDITOR='gvim --nofork'",
    "mine": "EDITOR may need an option such as --wait",
}


@pytest.mark.parametrize(("name", "advice"), ADVICE.items(), ids=ADVICE)
def test_the_advice_has_the_option_of_the_editor_that_is_known(name: str, advice: str) -> None:
    assert editors.Editor((f"/usr/bin/{name}",)).advice == advice


def test_a_draft_that_was_saved_to_the_track_is_gone(catalogue: Make, run: Run, editor: Editor) -> None:
    root = catalogue(TRACK)
    editor("path.with_name('.a.yaml.swp').touch(); path.write_bytes(path.read_bytes() + b'bpm: 3\\n')")
    assert run("edit", "a").code == 0
    assert not (root / ".prodash/drafts").exists()


LEFTOVERS = [
    ".a.yaml.swp",
    ".a.yaml.un~",
    "a.yaml~",
    "a.yaml.~1~",
    "#a.yaml#",
    "a.yaml.save",
    "4913",
    "._a.yaml",
]
SAVED = [
    "notes.txt",
    "b.yaml",
    ".b.yaml.swp",
    "a.yml~",
    "a.yaml.bak",
    "xa.yaml~",
    "a_yaml~",
    "a folder/a.yaml",
]


@pytest.mark.parametrize("name", ["a.yaml~", ".a.yaml.un~", ".#a.yaml", "._a.yaml", ".DS_Store", "4913"])
def test_what_is_left_beside_a_draft_without_a_text_of_the_user_is_no_reason_to_name_it(
    name: str, catalogue: Make, run: Run
) -> None:
    leave(catalogue(TRACK), TEXT).with_name(name).touch()
    assert run(*LISTED) == Ran(0, "a\n")


@pytest.mark.parametrize("quiet", ["--quiet", slowly(("",))], ids=["quiet", ""])
def test_what_is_saved_under_another_name_is_kept_and_named(
    quiet: str, catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(TRACK)
    editor(
        f"path.write_text({TYPED!r})\nfor name in {[*LEFTOVERS, *SAVED]!r}:\n"
        "    (path.parent / name).parent.mkdir(exist_ok=True); (path.parent / name).write_text(name)"
    )
    ran = run("edit", "a", *filter(None, [quiet]))
    folder = (root / path_of()).parent
    first = Path(path_of()).with_name(".b.yaml.swp")
    assert (ran.code, ran.err) == (
        0,
        f"saved under another name and kept: {first} (and {len(SAVED) - 1} more)\n",
    )
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == {
        *SAVED,
        "lock",
    }
    assert all((folder / name).read_text() == name for name in SAVED)
    assert run(*LISTED).err == named(str(Path(path_of()).with_name("b.yaml")), "b")


@pytest.mark.usefixtures("somebody")
@posix
def test_what_an_editor_saves_after_the_track_was_written_is_kept(
    catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(TRACK)
    git(root, "init", "--quiet")
    hook = root / ".git/hooks/post-commit"
    hook.write_text(f"#!/bin/sh\necho 'bpm: 3' >> {path_of()}\n")
    hook.chmod(0o755)
    editor(f"path.write_text({TYPED!r})")
    assert run("edit", "a", "--commit").code == 0
    assert (root / "tracks/a.yaml").read_text() == TYPED
    assert (root / path_of()).read_text() == f"{TYPED}bpm: 3\n"
    assert run(*LISTED).err == named(path_of())


REFUSING = {
    "refuses": "exit 1",
    "puts the file in order and refuses": "echo '# tidy' >> tracks/a.yaml; exit 1",
}


@pytest.mark.usefixtures("somebody")
@posix
@pytest.mark.parametrize("hook", REFUSING.values(), ids=REFUSING)
def test_a_text_that_was_written_and_not_committed_is_no_draft(
    hook: str, catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(TRACK)
    git(root, "init", "--quiet")
    script = root / ".git/hooks/pre-commit"
    script.write_text(f"#!/bin/sh\n{hook}\n")
    script.chmod(0o755)
    editor(f"path.write_text({TYPED!r})")
    ran = run("edit", "a", "--commit")
    assert (ran.code, "draft" in ran.err) == (5, False)
    assert (root / "tracks/a.yaml").read_text().startswith(TYPED)
    assert run(*LISTED) == Ran(0, "a\n")
    assert not (root / ".prodash/drafts").exists()


@pytest.mark.parametrize("end", ["SIGTERM", pytest.param("SIGINT", marks=pytest.mark.slow)])
@posix
def test_a_text_that_was_written_before_a_signal_came_is_no_draft(
    end: str, catalogue: Make, editor: Editor, capfd: pytest.CaptureFixture[str]
) -> None:
    root = catalogue(TRACK)
    editor(f"path.write_text({TYPED!r})")
    steps = steps_of(lambda: main(("edit", "a")))
    seen = set()
    # The last renames are those of the track, of its record, which is finished then, of the index, and of six schemas.
    for step in renames(steps)[-9:-6]:
        capfd.readouterr()
        shutil.rmtree(root / ".prodash")
        (root / "tracks/a.yaml").write_text(TEXT)
        code = code_when_stopped(
            lambda: main(("edit", "a")), step, lambda: os.kill(os.getpid(), getattr(signal, end))
        )
        assert code == 128 + getattr(signal, end)
        is_written = (root / "tracks/a.yaml").read_text() == TYPED
        assert (drafts(root) == [], "draft" not in capfd.readouterr().err) == (is_written, is_written)
        seen.add(is_written)
    assert seen == {False, True}


ENDS = (
    [
        signal.SIGHUP,
        pytest.param(signal.SIGTERM, marks=pytest.mark.slow),
        pytest.param(signal.SIGKILL, marks=pytest.mark.slow),
    ]
    if os.name != "nt"
    else []
)


@posix
@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.name)
def test_a_killed_edit_leaves_a_draft_that_nobody_calls_left_before_it_ended(
    end: signal.Signals, catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(TRACK)
    editor(f"import time\npath.write_text({TYPED!r})\npathlib.Path('typed').touch()\ntime.sleep(60)")
    process = subprocess.Popen(
        [*PRODASH, "edit", "a"], cwd=root, env=environment(), start_new_session=True, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + PATIENCE
    while not (root / "typed").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    while_open = run(*LISTED)
    process.send_signal(end)
    process.wait()
    assert (while_open, run(*LISTED)) == (Ran(0, "a\n"), Ran(0, "a\n", named(path_of())))
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@posix
def test_ctrl_c_is_a_key_of_the_editor(catalogue: Make, editor: Editor) -> None:
    root = catalogue(TRACK)
    editor(
        "import signal, time\nsignal.signal(signal.SIGINT, lambda *_: None)\n"
        f"print('ready', flush=True); signal.pause(); path.write_text({TYPED!r})"
    )
    code, shown = in_terminal(["edit", "a"], cwd=root, typed=b"\x03", when="ready")
    assert (code, shown.count("1 track changed"), (root / "tracks/a.yaml").read_text()) == (0, 1, TYPED)


@pytest.mark.slow
@posix
def test_ctrl_c_in_an_editor_that_it_ends_is_an_interrupt(catalogue: Make, editor: Editor) -> None:
    root = catalogue(TRACK)
    editor(
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_DFL)\nprint('ready', flush=True); signal.pause()"
    )
    code, _ = in_terminal(["edit", "a"], cwd=root, typed=b"\x03", when="ready")
    assert (code, (root / ".prodash/drafts").exists()) == (130, False)


CHOICES: dict[str, tuple[bytes, str, list[str]]] = {
    "continue": (b"\n", f"{TYPED}bpm: 3\n", []),
    "discard": (b"d\n", f"{TEXT}bpm: 3\n", []),
    "the track": (b"t\n", f"{TEXT}bpm: 3\n", [path_of()]),
}


@posix
@pytest.mark.parametrize(
    ("typed", "text", "left"), [CHOICES["continue"], *map(slowly, [*CHOICES.values()][1:])], ids=CHOICES
)
def test_on_a_terminal_a_draft_is_shown_and_continued_discarded_or_left(
    typed: bytes, text: str, left: list[str], catalogue: Make, editor: Editor
) -> None:
    root = catalogue(TRACK)
    leave(root, TYPED)
    editor(ADDING)
    code, shown = in_terminal(["edit", "a"], cwd=root, typed=typed, when=QUESTION)
    assert (code, (root / "tracks/a.yaml").read_text(), drafts(root)) == (0, text, left)
    assert "\x1b[2m- stage: seed\x1b[0m\n+ stage: mixing\n" in shown


class Deleting(io.StringIO):
    """A stdin of somebody who deletes the draft while the question waits, and continues with it."""

    def readline(self, _size: int | None = None, /) -> str:  # type: ignore[override]
        Path(path_of()).unlink()
        return "c\n"


def test_a_draft_that_is_deleted_before_the_editor_opens_is_not_said_to_be_deleted_by_that(
    catalogue: Make, run: Run, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = leave(catalogue(TRACK), TYPED)
    monkeypatch.setattr(Console, "can_ask", True)
    monkeypatch.setattr(sys, "stdin", Deleting())
    editor("")
    ran = run("edit", "a")
    assert (ran.code, ran.err) == (
        5,
        f"{named(path_of())}prodash: nothing was changed: the draft {draft} was deleted meanwhile\n",
    )


@pytest.mark.slow
@posix
def test_a_track_that_has_changed_since_is_said(catalogue: Make, editor: Editor) -> None:
    root = catalogue({"tracks/a.yaml": "stage: recorded\n"})
    leave(root, TYPED)
    editor(ADDING)
    code, shown = in_terminal(["edit", "a"], cwd=root, columns=160, typed=b"d\n", when=QUESTION)
    assert (code, shown.count("differs from the track, which was changed after the draft was begun:")) == (
        0,
        1,
    )


AS_IT_IS = {
    "yes": (b"c\ny\n", 0, TYPED, []),
    "no": (b"c\nn\n", 4, TEXT, [path_of()]),
}


@posix
@pytest.mark.parametrize(
    ("typed", "code", "text", "left"), [slowly(AS_IT_IS["yes"]), AS_IT_IS["no"]], ids=AS_IT_IS
)
def test_a_draft_is_saved_as_it_is_only_if_the_user_says_so(
    typed: bytes, code: int, text: str, left: list[str], catalogue: Make, editor: Editor
) -> None:
    root = catalogue(TRACK)
    leave(root, TYPED)
    editor("")
    got, shown = in_terminal(["edit", "a"], cwd=root, typed=typed, when=QUESTION)
    assert (got, (root / "tracks/a.yaml").read_text(), drafts(root)) == (code, text, left)
    assert shown.count("The editor changed nothing. Save the draft to the track as it is? [y/N]") == 1


def test_without_a_terminal_no_draft_is_ever_written_to_the_track(
    catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(TRACK)
    leave(root, TYPED)
    editor(ADDING)
    assert run("edit", "a") == Ran(0, "a  bpm  (none) → 3\n1 changed\n", named(path_of()))
    assert (root / "tracks/a.yaml").read_text() == f"{TEXT}bpm: 3\n"
    assert drafts(root) == [path_of()]


@pytest.mark.slow
@posix
def test_a_file_name_that_the_disk_decomposes_is_the_same_track(catalogue: Make, editor: Editor) -> None:
    composed, decomposed = "Été", normalize("NFD", "Été")
    root = catalogue({f"tracks/{decomposed}.yaml": TEXT})
    leave(root, TYPED, path_of(name=f"{composed}.yaml"))
    editor(ADDING)
    code, _ = in_terminal(["edit", composed], cwd=root, typed=b"c\n", when=QUESTION)
    text = (root / f"tracks/{decomposed}.yaml").read_text()
    assert (code, text, drafts(root)) == (0, f"{TYPED}bpm: 3\n", [])


@pytest.mark.slow
@posix
def test_a_draft_that_says_the_same_as_the_track_is_deleted_without_a_question(
    catalogue: Make, editor: Editor
) -> None:
    root = catalogue({"tracks/a.yaml": TYPED})
    leave(root, TYPED)
    editor(ADDING)
    code, shown = in_terminal(["edit", "a"], cwd=root)
    assert (code, QUESTION in shown, drafts(root)) == (0, False, [])


def test_two_edits_of_one_track_at_once_have_a_draft_each_and_none_is_lost(
    catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(TRACK)
    inner = f"{sys.executable} -m prodash edit a"
    editor(
        "import os, subprocess\n"
        "if 'INNER' in os.environ: path.write_text('stage: recorded\\n')\n"
        f"else: path.write_text({TYPED!r}); "
        f"subprocess.run({inner.split()!r}, env={{**os.environ, 'INNER': '1'}}, stdout=subprocess.DEVNULL)"
    )
    ran = run("edit", "a")
    assert (ran.code, (root / "tracks/a.yaml").read_text()) == (4, "stage: recorded\n")
    assert (root / path_of()).read_text() == TYPED
    assert run(*LISTED).err == named(path_of())


def test_many_drafts_are_counted_and_the_newest_are_named(catalogue: Make, run: Run) -> None:
    root = catalogue(TRACK)
    paths = [path_of(name=f"t{number}.yaml") for number in range(7)]
    for number, path in enumerate(paths):
        os.utime(leave(root, TYPED, path), (number, number))
    newest = "".join(named(path, f"t{6 - number}") for number, path in enumerate(paths[:1:-1]))
    assert run(*LISTED) == Ran(0, "a\n", f"{newest}2 more drafts are in .prodash/drafts\n")


def test_only_some_drafts_in_which_nobody_typed_are_kept(catalogue: Make, run: Run, editor: Editor) -> None:
    root = catalogue(TRACK)
    for number in range(14):
        leave(root, TEXT, path_of(name=f"t{number}.yaml"))
    editor(ADDING)
    assert run("edit", "a").err == ""
    assert len(drafts(root)) == 10


def test_a_draft_of_a_track_that_is_gone_is_named_with_its_path(catalogue: Make, run: Run) -> None:
    root = catalogue(TRACK)
    leave(root, TYPED, path_of(name="b c.yaml"))
    message = named(path_of(name="b c.yaml"), "b c").replace("'prodash edit b c'", "\"prodash edit 'b c'\"")
    assert run(*LISTED) == Ran(0, "a\n", message)


def test_a_command_from_another_folder_names_paths_and_commands_that_work_there(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = catalogue(TRACK)
    leave(root, TYPED)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert run("-C", "..", *LISTED).err == (
        f"a draft of 'a' was left in ../{path_of()}; 'prodash -C .. edit a' continues or discards it\n"
    )
    assert root == tmp_path


HOSTILE: dict[str, Callable[[Path], object]] = {
    "a link to a file": lambda draft: (draft.unlink(), draft.symlink_to("/etc/hostname")),
    "a hard link": lambda draft: os.link(draft, "other"),
    "a pipe": lambda draft: (draft.unlink(), os.mkfifo(draft)),
    "a folder": lambda draft: (draft.unlink(), draft.mkdir()),
    "a link to a folder of drafts": lambda draft: (
        draft.parents[1].rename("moved"),
        draft.parents[1].symlink_to(Path.cwd() / "moved"),
    ),
    "a link to the folder of a draft": lambda draft: (
        draft.parent.rename("moved"),
        draft.parent.symlink_to(Path.cwd() / "moved"),
    ),
    "a folder of another name": lambda draft: draft.parent.rename(draft.parent.with_name("mine")),
}


@posix
@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_a_draft_of_prodash_is_left_alone(
    make: Callable[[Path], object], catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(TRACK)
    make(leave(root, TYPED))
    before = read_all(root)
    assert run(*LISTED) == Ran(0, "a\n")
    editor(f"path.write_text({TYPED!r})")
    assert run("edit", "a").code == 0
    after = {path: data for path, data in read_all(root).items() if path != "tracks/a.yaml"}
    assert after == {path: data for path, data in before.items() if path != "tracks/a.yaml"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give files away")
def test_a_draft_of_another_user_is_not_offered(catalogue: Make, run: Run) -> None:
    os.chown(leave(catalogue(TRACK), TYPED), 12345, -1)
    assert run(*LISTED) == Ran(0, "a\n")


@pytest.mark.slow
@posix
def test_a_huge_draft_with_strange_letters_is_shown_in_part_and_without_control_characters(
    catalogue: Make, editor: Editor
) -> None:
    root = catalogue(TRACK)
    draft = leave(root, TEXT + "\x1b[2Jnotes\n" * 3 + "x: 1\n" * 2_000)
    with draft.open("r+b") as file:
        file.truncate(3_000_000_000)
    editor(ADDING)
    code, shown = in_terminal(["edit", "a"], cwd=root, typed=b"d\n", when=QUESTION)
    assert (code, "\x1b[2J" in shown, shown.count("+ x: 1"), drafts(root)) == (0, False, 13, [])


@posix
def test_where_prodash_cannot_write_its_folder_the_draft_is_elsewhere_and_the_user_knows(
    catalogue: Make, editor: Editor, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = catalogue(TRACK)
    temporary = tmp_path_factory.mktemp("temporary")
    (root / ".prodash").mkdir()
    (root / ".prodash/drafts").write_text("")
    editor(f"path.write_text({TYPED.replace('mixing', 'mixng')!r})")
    ran = start(["edit", "a"], cwd=root, env={"TMPDIR": str(temporary)})
    first, _, kept, *_ = ran.stderr.splitlines()
    where = kept.removeprefix("your text is kept in ")
    assert first == f"no draft can be kept in .prodash; your text is in {where} meanwhile"
    assert (ran.returncode, Path(where).read_text()) == (4, TYPED.replace("mixing", "mixng"))
    assert Path(where).is_relative_to(temporary)
    assert (Path(where).stat().st_mode & 0o777, Path(where).parent.stat().st_mode & 0o777) == (0o600, 0o700)


@posix
def test_a_disk_without_locks_only_cannot_tell_that_a_draft_is_open(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import fcntl

    def none(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "no locks")

    root = catalogue(TRACK)
    leave(root, TYPED)
    monkeypatch.setattr(fcntl, "flock", none)
    assert run(*LISTED) == Ran(0, "a\n", named(path_of()))


@posix
@pytest.mark.parametrize("kind", ["no seal", "seal of another user", "lock that is a track"])
def test_a_draft_from_elsewhere_is_not_offered_and_left_alone(
    kind: str, catalogue: Make, run: Run, editor: Editor
) -> None:
    root = catalogue(TRACK | {path_of(): TYPED, "tracks/empty.yaml": ""})
    lock = (root / path_of()).with_name("lock")
    if kind == "lock that is a track":
        lock.hardlink_to(root / "tracks/empty.yaml")
    elif kind == "seal of another user":
        lock.write_bytes(b"0" * 64)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert "draft" not in run(*LISTED).err
    editor(ADDING)
    assert "draft" not in run("edit", "a").err
    assert (root / "tracks/a.yaml").read_text() == TEXT + "bpm: 3\n"
    assert {path: path.read_bytes() for path in before} == before | {
        root / "tracks/a.yaml": (TEXT + "bpm: 3\n").encode()
    }
