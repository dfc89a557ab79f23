"""What the docs show was really run: every console block is replayed on the example catalogue.

Run as a program (`python -m tests.test_docs`) it writes the real output into the docs.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, ROOT, TODAY

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"(?<=```console\n)\$ (?P<command>[^\n]+)\n(?P<output>.*?)(?=```)", re.DOTALL)


def replay(command: str, folder: Path) -> str:
    """What one command line prints, to stdout and stderr, in a copy of the example catalogue."""
    root = folder / "catalogue"
    shutil.copytree(EXAMPLE, root)
    env = {name: value for name, value in os.environ.items() if name not in {"FORCE_COLOR", "CLICOLOR_FORCE"}}
    tools = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    ran = subprocess.run(
        [shutil.which("bash") or "bash", "-c", command],
        cwd=root,
        env={**env, "PATH": tools, "PRODASH_TODAY": TODAY},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
    )
    shutil.rmtree(root)
    return ran.stdout


EXAMPLES = [(page, match) for page in PAGES for match in BLOCK.finditer(page.read_text(encoding="utf-8"))]


@pytest.mark.skipif(shutil.which("bash") is None, reason="the docs are written for a POSIX shell")
@pytest.mark.parametrize(
    ("page", "block"), EXAMPLES, ids=[f"{page.stem}: {match['command']}" for page, match in EXAMPLES]
)
def test_the_docs_show_what_is_really_printed(page: Path, block: re.Match[str], tmp_path: Path) -> None:
    assert block["output"] == replay(block["command"], tmp_path), (
        f"{page.name}: python -m tests.test_docs mends it"
    )


def test_the_readme_has_the_command_that_ci_runs() -> None:
    lines = [
        line
        for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
        if line.endswith("pytest")
    ]
    assert lines == [
        "python3 -m venv .venv && .venv/bin/pip install --quiet --editable '.[test]' && .venv/bin/python -m pytest"
    ]


def test_every_palette_name_is_in_the_docs() -> None:
    from prodash.model.colour import PALETTE

    text = " ".join((ROOT / "docs" / "catalogue.md").read_text(encoding="utf-8").split())
    assert f"Palette: {', '.join(PALETTE)}." in text


def test_every_exit_code_is_in_the_docs() -> None:
    from prodash.errors import ExitCode

    text = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (\d+) \|", text, re.MULTILINE) == [str(code.value) for code in ExitCode]


def rewrite() -> None:
    """Put the real output into every console block."""
    with tempfile.TemporaryDirectory() as folder:
        for page in PAGES:
            text = page.read_text(encoding="utf-8")
            page.write_text(
                BLOCK.sub(lambda m: f"$ {m['command']}\n{replay(m['command'], Path(folder))}", text),
                encoding="utf-8",
            )


if __name__ == "__main__":
    rewrite()
