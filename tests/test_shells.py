"""Completion in real shells: what the line is after TAB was pressed."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.completion.shape import PATH
from tests.conftest import Files, Ran
from tests.shells import line_after, with_prodash, without
from tests.surroundings import environment

Run = Callable[..., Ran]

SHELLS = ("bash", "zsh", "fish")
SCRIPTS = {"bash": "prodash.bash", "zsh": "_prodash", "fish": "prodash.fish", "powershell": "prodash.ps1"}

FILES = {
    "stages.yaml": "stages: [seed, mixing, in review]",
    "workflows.yaml": "workflows: [mastering, artwork]",
    "tracks/a b $5.yaml": "stage: seed\nbpm: 120\n",
    "tracks/part/back.yaml": "stage: seed\n",
    "Süße Lieder.csv": "title\n",
    "it's $5/due.ics": "",
}

# What is typed, and the line then: in all shells, or in some otherwise than in the first.
LINES = {
    "a command": ("prodash li", {"": "prodash list "}),
    "a stage": ("prodash set stage=mi", {"": "prodash set stage=mixing "}),
    "a field": ("prodash set st", {"": "prodash set stage="}),
    "behind a comma": ("true; prodash list -w artwork,ma", {"": "true; prodash list -w artwork,mastering "}),
    "behind a quote": (
        "prodash set 'stage=mi",
        {"": "prodash set 'stage=mixing' ", "bash": "prodash set 'stage=mixing'"},
    ),
    "with blanks": ("prodash show a", {"": "prodash show a\\ b\\ \\$5 "}),
    "behind =": ("prodash list --stage=IN", {"": "prodash list --stage=in\\ review "}),
    "a folder": ("prodash -C tr", {"": "prodash -C tracks/"}),
    "nothing": ("prodash show x", {"": "prodash show x"}),
    "a file": ("prodash import Sü", {"": "prodash import Süße\\ Lieder.csv "}),
    "a file in another case": (
        "prodash import sü",
        {"": "prodash import Süße\\ Lieder.csv ", "bash": "prodash import sü"},
    ),
}
RARE_LINES = {
    "a file to write": (
        "prodash export it\\'s\\ \\$5/d",
        {"": "prodash export it\\'s\\ \\$5/due.ics "},
    ),
    "a file to write in another case": (
        "prodash export IT",
        {"": "prodash export it\\'s\\ \\$5/", "bash": "prodash export IT"},
    ),
    "a file behind a quote": (
        "prodash report \"it's \\$5/d",
        {"": 'prodash report "it\'s \\$5/due.ics" '},
    ),
    "a folder behind =": ("prodash --catalogue=it", {"": "prodash --catalogue=it\\'s\\ \\$5/"}),
    "a folder in another case": (
        "prodash -C TRA",
        {"": "prodash -C tracks/", "bash": "prodash -C TRA"},
    ),
    "a folder of tracks": (
        "prodash import x.csv --folder pa",
        {"": "prodash import x.csv --folder part "},
    ),
    "a file at home": ("prodash import ~/.zsh", {"": "prodash import ~/.zshrc "}),
    "a file of a variable": ("prodash import $HOME/.zsh", {"": "prodash import $HOME/.zshrc "}),
}


EVERY_DAY = ("a stage",)
"""The lines that are tried every day; a shell takes long to start."""


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        pytest.param(*case, id=name, marks=[] if name in EVERY_DAY else pytest.mark.slow)
        for name, case in LINES.items()
    ],
)
def test_tab_completes_the_line(
    typed: str,
    lines: dict[str, str],
    shell: str,
    catalogue: Callable[[Files], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    _check(typed, lines, shell, catalogue, tmp_path_factory)


@pytest.mark.slow
@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(("typed", "lines"), RARE_LINES.values(), ids=RARE_LINES)
def test_tab_completes_rarer_lines_too(
    typed: str,
    lines: dict[str, str],
    shell: str,
    catalogue: Callable[[Files], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    _check(typed, lines, shell, catalogue, tmp_path_factory)


def _check(
    typed: str,
    lines: dict[str, str],
    shell: str,
    catalogue: Callable[[Files], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    if without(shell):
        pytest.skip(f"{shell} is not installed here")
    line = line_after(shell, typed, catalogue=catalogue(FILES), folder=tmp_path_factory.mktemp("home"))
    assert line == lines.get(shell, lines[""])


@pytest.mark.parametrize(("shell", "file"), SCRIPTS.items(), ids=SCRIPTS)
def test_the_script_of_a_shell_is_printed(shell: str, file: str, run: Run) -> None:
    assert run("completion", shell) == Ran(0, PATH.with_name(file).read_text(encoding="utf-8"))


def test_another_shell_is_refused_by_name(run: Run) -> None:
    message = "prodash: unknown shell 'tcsh'; choose from bash, zsh, fish, powershell\n"
    assert run("completion", "tcsh") == Ran(2, "", message)


@pytest.mark.skipif(shutil.which("pwsh") is None, reason="PowerShell is not installed here")
def test_powershell_completes_the_line(catalogue: Callable[[Files], Path], run: Run) -> None:
    root = catalogue(FILES)
    (root / "prodash.ps1").write_text(run("completion", "powershell").out, encoding="utf-8")
    asked = (
        ". ./prodash.ps1; $line = 'prodash set stage=mi'; "
        "(TabExpansion2 $line $line.Length).CompletionMatches | ForEach-Object CompletionText"
    )
    ran = subprocess.run(
        ["pwsh", "-NoProfile", "-Command", asked],
        cwd=root,
        env=environment({"PATH": with_prodash()}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.stdout.splitlines(), ran.stderr) == (["stage=mixing"], "")
