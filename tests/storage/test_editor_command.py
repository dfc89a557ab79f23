"""The command in VISUAL or EDITOR means what people mean by it, on POSIX and, imitated, on Windows."""

import os
import sys
from pathlib import Path

import pytest

from prodash.errors import EditorError
from prodash.storage.disk import programs as finding
from prodash.storage.external import editor_command
from prodash.storage.external.editor_command import command_line, split_command

posix = pytest.mark.skipif(os.name == "nt", reason="programs are found by their modes")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the PATH with some editors, another with blanks in its name, and a third that is the current one."""
    for name in (
        "bin/ed",
        "bin/code.cmd",
        "bin/cmd.exe",
        "bin/vim.exe",
        "My Apps/subl",
        "My Apps/notepad++.exe",
    ):
        add(tmp_path / name)
    add(tmp_path / "here/cmd.exe")
    add(tmp_path / "here/code.exe")
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def add(program: Path) -> None:
    program.parent.mkdir(exist_ok=True)
    program.touch(0o755)


POSIX = {
    "a word": ("ed", ["ed"]),
    "options": ("code --wait", ["code", "--wait"]),
    "quotes": ("'{0}/My Apps/subl' -w 'a b'", ["{0}/My Apps/subl", "-w", "a b"]),
    "quotes and backslash": ("{0}/My\\ Apps/subl -w", ["{0}/My Apps/subl", "-w"]),
    "blanks without quotes": ("{0}/My Apps/subl", ["{0}/My Apps/subl"]),
    "blanks without quotes, and options": ("{0}/My Apps/subl -w 'a b'", ["{0}/My Apps/subl", "-w", "a b"]),
    "a home": ("~/bin/ed -x", ["{0}/bin/ed", "-x"]),
    "a home with blanks": ("~/My Apps/subl", ["{0}/My Apps/subl"]),
    "an empty argument": ("emacsclient -t -a ''", ["emacsclient", "-t", "-a", ""]),
    "blanks alone": ("  ", []),
    "a file that is not there": ("/no where/ed", ["/no", "where/ed"]),
}


@posix
@pytest.mark.parametrize(("command", "words"), POSIX.values(), ids=POSIX)
def test_a_command_is_split_as_a_shell_does_but_for_a_path_with_blanks(
    command: str, words: list[str], programs: Path
) -> None:
    words = [word.format(programs) for word in words]
    assert split_command(command.format(programs)) == words
    if words:
        assert command_line(words, "/a b/t.yaml") == [*words, "/a b/t.yaml"]


WINDOWS = {
    "a program": ("vim -f", ["{0}/vim.exe", "-f", "{1}"]),
    "with its ending": ("vim.exe", ["{0}/vim.exe", "{1}"]),
    "quotes": (
        '"{2}/My Apps/notepad++.exe" -multiInst -nosession',
        ["{2}/My Apps/notepad++.exe", "-multiInst", "-nosession", "{1}"],
    ),
    "blanks without quotes": (
        "{2}/My Apps/notepad++.exe -multiInst",
        ["{2}/My Apps/notepad++.exe", "-multiInst", "{1}"],
    ),
    "backslashes": (r'"C:\no\ed.exe" -x', [r"C:\no\ed.exe", "-x", "{1}"]),
    "quotes within a word": ('ed --name="a b"', ["{0}/ed", "--name=a b", "{1}"]),
    "a batch file": (
        "code --wait",
        '"{0}/cmd.exe" /d /s /c ""{0}/code.cmd" "--wait" "{1}""',
    ),
    "a batch file with its ending": ("code.cmd", '"{0}/cmd.exe" /d /s /c ""{0}/code.cmd" "{1}""'),
}


@posix
@pytest.mark.parametrize(("command", "expected"), WINDOWS.values(), ids=WINDOWS)
def test_windows_finds_programs_by_their_endings_and_starts_batch_files_by_its_shell(
    command: str, expected: list[str] | str, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor_command, "WINDOWS", True)
    monkeypatch.setattr(finding, "WINDOWS", True)
    values = (f"{programs}/bin", r"C:\music & more\t.yaml", programs)
    wanted = (
        expected.format(*values) if isinstance(expected, str) else [word.format(*values) for word in expected]
    )
    assert command_line(split_command(command.format(*values)), values[1]) == wanted


@posix
@pytest.mark.usefixtures("programs")
def test_a_name_that_a_batch_file_would_read_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor_command, "WINDOWS", True)
    monkeypatch.setattr(finding, "WINDOWS", True)
    with pytest.raises(EditorError, match="because of the % in it"):
        command_line(["code"], r"C:\%PATH%\t.yaml")
    assert command_line(["vim"], r"C:\%PATH%\t.yaml")[-1] == r"C:\%PATH%\t.yaml"


UNCLEAR = {"POSIX": (False, "vim 'x"), "Windows": (True, 'vim "x')}


@pytest.mark.parametrize(("windows", "command"), UNCLEAR.values(), ids=UNCLEAR)
def test_a_quote_that_is_missing_is_said(
    windows: bool, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor_command, "WINDOWS", windows)
    monkeypatch.setattr(finding, "WINDOWS", windows)
    with pytest.raises(EditorError, match="is not a command that starts an editor"):
        split_command(command)


@posix
def test_an_editor_whose_path_has_blanks_edits_a_track(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.conftest import write_files
    from tests.surroundings import start

    root = write_files(tmp_path, {"tracks/ä & b.yaml": "stage: seed\n"})
    editor = root / "My Editor"
    editor.write_text(
        f"#!{sys.executable}\nimport sys\nopen(sys.argv[-1], 'a').write(f'n: {{len(sys.argv)}}\\n')\n"
    )
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"{editor} -x")
    ran = start(["edit", "ä & b"], cwd=root)
    assert (ran.returncode, (root / "tracks/ä & b.yaml").read_text()) == (0, "stage: seed\nn: 3\n")
