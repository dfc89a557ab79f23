"""Where a repository is looked for: just where git looks."""

import os
from pathlib import Path

import pytest

from prodash.storage.git.environment import may_have_repository
from prodash.storage.git.run import Git
from tests.conftest import CEILINGS
from tests.history.repository import git

CASES = {
    "no ceiling": "",
    "the top": "top",
    "a folder below it": "top/a",
    "the folder itself": "top/a/b",
    "above the top": ".",
    "not a folder above": "top/a/c",
    "a link to the top": "link",
    "a link that is not to be followed": ":link",
    "the second of two": "elsewhere:top",
    "a relative path": "../../top",
    "with a slash at its end": "top/",
}


@pytest.mark.skipif(os.name == "nt", reason="the paths are parted by colons")
@pytest.mark.parametrize("paths", CASES.values(), ids=CASES)
def test_no_repository_is_found_above_a_ceiling(paths: str, tmp_path: Path) -> None:
    folder = tmp_path / "top/a/b"
    folder.mkdir(parents=True)
    git(tmp_path / "top", "init", "--quiet")
    (tmp_path / "link").symlink_to("top")
    ceilings = [path if path[:2] in {"", ".."} else f"{tmp_path}/{path}" for path in paths.split(":")]
    environment = {**os.environ, CEILINGS: ":".join(ceilings)}
    found_by_git = Git.at(folder, environment).run("rev-parse").code == 0
    assert may_have_repository(folder, environment) is found_by_git
