"""The first day in docs/sharing.md: two people start to share a catalogue with the commands on the page."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, ROOT
from tests.sync.clones import needs_scripts, run_git


@needs_scripts
def test_two_people_share_a_catalogue_with_the_commands_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = (ROOT / "docs/sharing.md").read_text(encoding="utf-8").split("\n## ")[1]
    name, anna, ben, sync = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    (command,) = re.findall("`git (init --bare .*) FOLDER`", section)
    run_git(tmp_path, *command.split(), "band.git")
    root = tmp_path / "anna"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns(".prodash"))
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    monkeypatch.delenv("GIT_CONFIG_GLOBAL", raising=False)
    home = {"Anna": tmp_path / "home-of-anna", "Ben": tmp_path / "home-of-ben"}

    def types(who: str, commands: str, folder: Path) -> str:
        home[who].mkdir(exist_ok=True)
        monkeypatch.setenv("HOME", str(home[who]))
        script = commands.replace("Anna", who).replace("ADDRESS", str(tmp_path / "band.git"))
        return subprocess.run(
            ["sh", "-e", "-c", script], cwd=folder, capture_output=True, text=True, check=True
        ).stdout

    types("Anna", name + anna, root)
    types("Ben", name + ben, tmp_path)
    types("Ben", "prodash set stage=published dune\n", tmp_path / "my-music")
    assert types("Ben", sync, tmp_path / "my-music") == "1 change sent: Dune → Published\n"
    assert types("Anna", sync, root) == "1 change received from Ben: Dune → Published\n"
    assert run_git(root, "status", "--porcelain") == ""
    assert types("Anna", "prodash check\n", root) == ""
