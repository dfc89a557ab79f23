"""Commands in messages can be copied: the shell gives the program the words that were meant."""

import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash import shell
from prodash.storage.batch.journal_file import State
from tests.conftest import Files, Ran, write_files
from tests.examples import examples
from tests.journals import own_file
from tests.surroundings import git, in_terminal

WORDS = st.lists(st.text("abé \"'\\$`“,;&|<>-=%!\t\n", max_size=8), min_size=1, max_size=4)


@examples(100)
@given(WORDS)
def test_a_shell_gets_the_words(words: list[str]) -> None:
    assert shlex.split(shell.join(words)) == words


@examples(100)
@given(WORDS)
def test_a_program_on_windows_gets_the_words_that_quotes_can_hide(words: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shell, "WINDOWS", True)
        line, typed = shell.join(words), shell.as_typed(words)
    assert split_as_windows(typed) == words
    meant = [word if quotes_can_hide(word) else None for word in words]
    got = [None if other is None else word for word, other in zip(split_as_windows(line), meant, strict=True)]
    assert got == meant
    assert all(quotes_can_hide(part) for part in line.split('"'))
    # Outside quotes there is nothing that cmd or PowerShell takes for its own.
    assert re.fullmatch(r"[\w.:=+/\\ -]*", re.sub(r'"[^"]*"', "", line))


def quotes_can_hide(word: str) -> bool:
    """Whether neither cmd nor PowerShell looks at what is in *word* if it is in double quotes."""
    return not set(word) & set('$`"“”„\r\n') and word.count("%") < 2


PLACEHOLDERS = {
    "a command": ("$(calc)", "VALUE"),
    "a variable of cmd": ("%PATH%", "VALUE"),
    "quotes of PowerShell": ("x”; calc; “", "VALUE"),
    "quotes": ('x" & calc & "', "VALUE"),
    "a backtick": ("`n", "VALUE"),
    "two lines": ("x\ncalc", "VALUE"),
    "a field": ("stage=$(calc)", "stage=VALUE"),
    "an option": ("--name=a$b", "--name=VALUE"),
    "a name that is none": ("$(calc)=1", "VALUE"),
    "one percent sign": ("50% off!", '"50% off!"'),
}


@pytest.mark.parametrize(("word", "shown"), PLACEHOLDERS.values(), ids=PLACEHOLDERS)
def test_on_windows_what_no_quotes_hide_from_the_shell_is_left_to_the_user(
    word: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shell, "WINDOWS", True)
    assert shell.join(["prodash", "add", word]) == f"prodash add {shown}"


def test_on_windows_a_name_from_a_file_makes_no_command_that_runs_another(
    catalogue: Callable[[Files], Path], run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shell, "WINDOWS", True)
    catalogue({"tracks/a.yaml": "stage: seed\nprojects: ['$(!)']\n"})
    assert "run 'prodash projects rename VALUE NEW' first" in run("projects", "add", "EP").err
    assert run("set", "x=$(calc)", "a").code == 0
    assert run("undo", "--list", "-f", "json").out.count('prodash set \\"x=$(calc)\\" a') == 1


def split_as_windows(line: str) -> list[str]:
    """The words of a command line as programs in C split it."""
    words, word, quoted, begun = [], "", False, False
    for slashes, other in re.findall(r'(\\*)("|[^"\\]|$)', line):
        if other == '"':
            word += "\\" * (len(slashes) // 2) + '"' * (len(slashes) % 2)
            quoted ^= not len(slashes) % 2
            begun = True
        elif other in " \t" and not quoted:
            word += slashes
            words += [word] if begun or word else []
            word, begun = "", False
        else:
            word += slashes + other
    return [*words, word] if begun or word else words


QUOTED = {
    "plain words": (["prodash", "check"], "'prodash check'"),
    "a blank": (["prodash", "add", "a b"], "\"prodash add 'a b'\""),
    "both quotes": (["prodash", "add", "a 'b"], "`prodash add 'a '\"'\"'b'`"),
}


@pytest.mark.parametrize(("words", "expected"), QUOTED.values(), ids=QUOTED)
def test_quotes_around_a_command_differ_from_those_in_it(words: list[str], expected: str) -> None:
    assert shell.command(*words) == expected


@examples(50)
@given(WORDS)
def test_a_quoted_command_ends_where_its_quotes_end(words: list[str]) -> None:
    quoted, line = shell.command(*words), shell.join(words)
    quote = next((quote for quote in ("'", '"', "`") if quote not in line), "")
    assert quoted == f"{quote}{line}{quote}"


FOLDERS = ["music", "my music", "it's", "Mia's music", 'the "hits"', "-x"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such folders")
@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name in {"music", "Mia's music"} else pytest.mark.slow)
        for name in FOLDERS
    ],
)
def test_a_git_command_in_a_message_leads_to_a_folder_of_any_name(
    name: str, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    root = write_files(tmp_path / name, {"tracks/a.yaml": "stage: seed\n"})
    words = {"create one with": ("init", run("-C", str(root), "set", "stage=mixing", "a", "--commit").err)}
    git(root, "init", "--quiet")
    (root / ".git/MERGE_HEAD").touch()
    refused = run("-C", str(root), "set", "stage=mixing", "a", "--commit").err
    words.update({"go on with": ("commit --no-edit", refused), "give it up with": ("merge --abort", refused)})
    for before, (command, said) in words.items():
        found = re.search(rf"{before} (['\"`])(.*?)\1", said)
        assert found
        assert shlex.split(found[2]) == ["git", "-C", str(root), *command.split()]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("One", "'prodash set title=One a'"),
        ("a b", "\"prodash set 'title=a b' a\""),
        ("it's", "`prodash set 'title=it'\"'\"'s' a`"),
    ],
)
def test_a_recorded_command_is_quoted_as_it_was_typed(
    title: str,
    shown: str,
    catalogue: Callable[[Files], Path],
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shell, "WINDOWS", False)
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    assert run("set", f"title={title}", "a").code == 0
    own_file(root, 1, "done").change_state(State.DOING)
    assert re.fullmatch(rf"{re.escape(shown)} \(.*\) was interrupted: 1 file restored\n", run("list").err)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminal")
def test_undo_asks_about_the_command_as_it_was_typed(
    catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    root = catalogue({f"tracks/{name}.yaml": "stage: seed\n" for name in "abc"})
    assert run("set", "artist=it's", "--all", "--yes").code == 0
    code, shown = in_terminal(["undo"], cwd=root, typed=b"n\n", when="[y/N]")
    assert (code, "Undo `prodash set 'artist=it'\"'\"'s' --all --yes`, made " in shown) == (4, True)


FILES: Files = {
    "workflows.yaml": "workflows: [{id: a b, name: x}, vocals]\n",
    "tracks/t.yaml": "stage: seed\n",
    "tracks/my song.yaml": "stage: seed\nprojects: ['? !']\n",
    "songs.csv": "Sage,title\nseed,x\n",
    "odd.csv": "My Tilte,title\nx,y\n",
}
MESSAGES = {
    "an unknown workflow": (["set", "workflows+=Rough Mix", "t"], "prodash workflows add 'Rough Mix'"),
    "two workflows with one name": (["workflows", "rename", "vocals", "x"], "prodash workflows remove vocals --into 'a b'"),
    "a project that cannot be an id": (["projects", "add", "EP"], "prodash projects rename '? !' NEW"),
    "a commit message that is a track": (["set", "bpm=1", "t", "--commit", "my song"], "'--commit=my song' 'my song'"),
    "a title that is missing": (["add", "due=next friday"], "prodash add TITLE 'due=next friday'"),
    "a header that is like a field": (["import", "songs.csv"], "--map stage=Sage"),
    "a condition": (["set", "bpm >= 3", "stage=seed"], "--where 'bpm >= 3'"),
}  # fmt: skip


@pytest.mark.parametrize(("argv", "command"), MESSAGES.values(), ids=MESSAGES)
@pytest.mark.parametrize("windows", [False, True], ids=["posix", "Windows"])
def test_messages_show_a_command_to_copy(
    windows: bool,
    argv: list[str],
    command: str,
    catalogue: Callable[[Files], Path],
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    catalogue(FILES)
    monkeypatch.setattr(shell, "WINDOWS", windows)
    found = run(*argv)
    assert found.code != 0
    assert (command.replace("'", '"') if windows else command) in found.err


@pytest.mark.skipif(sys.platform == "win32", reason="the shell is that of POSIX")
def test_a_command_from_a_message_does_what_it_says(
    catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    root = catalogue(FILES)
    said = run("set", "workflows+=Rough Mix", "t").err
    command = re.search(r"add it with (['\"`])(.*)\1$", said)
    assert command
    line = command[2].replace("prodash", f"{shlex.quote(sys.executable)} -m prodash", 1)
    subprocess.run(["sh", "-c", line], cwd=root, check=True, capture_output=True)
    assert run("set", "workflows+=Rough Mix", "t").code == 0
