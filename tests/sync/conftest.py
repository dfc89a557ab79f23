"""The clones that the tests of sync begin with."""

import os
import shutil
from pathlib import Path

import pytest

from tests.sync.clones import Clone, Clones, make_clones, older_git


@pytest.fixture(scope="session")
def _new_clones(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clones")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        make_clones(folder)
    return folder


@pytest.fixture(params=["git", pytest.param("older git", marks=pytest.mark.slow)])
def any_git(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The installed git; in the slow run also one without `merge-tree --write-tree`."""
    if request.param == "older git":
        if os.name == "nt":
            pytest.skip("the older git is a script of the shell")
        monkeypatch.setenv("PATH", str(older_git(tmp_path / "older")), prepend=os.pathsep)


@pytest.fixture
def clones(_new_clones: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clones:
    """Two clones; Mia's is the current folder."""
    folder = tmp_path / "two"
    shutil.copytree(_new_clones, folder, symlinks=True)
    found = Clones(Clone(folder / "mia"), Clone(folder / "ben"), folder / "hub.git")
    # The clone of Ben has an absolute address.
    found.ben.git("remote", "set-url", "origin", "../hub.git")
    monkeypatch.chdir(found.mia.root)
    return found
