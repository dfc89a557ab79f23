"""The docs show how the page of `report` is kept up to date and published: what they say is really run, without a network."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.conftest import ROOT, TODAY
from tests.history.example import example_repository
from tests.surroundings import environment, git

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs the shell of POSIX")

DOCS = (ROOT / "docs/report.md").read_text(encoding="utf-8")
BLOCKS = {
    (match[1], re.split(r"[\s,]", match[2])[0] if match[2] else ""): match[3]
    for match in re.finditer(
        r"```(yaml|sh|crontab)\n(?:#!/bin/sh\n)?(?:# ([^\n]*)\n)?(.*?)```", DOCS, re.DOTALL
    )
}
"""The blocks of the docs by language and by the file that the comment names."""


IDENTITY = {"NAME": "", "EMAIL": "@example.org"}
COMMIT = "git commit --quiet --all --message=Change"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with prodash in the place where pipx puts it, and the example as a repository to clone."""
    program = tmp_path / ".local/bin/prodash"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m prodash "$@"\n')
    program.chmod(0o755)
    example_repository(tmp_path / "origin")
    return tmp_path


def sh(home: Path, folder: Path, *lines: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """What a runner makes of *lines*: it stops at the first that fails."""
    path = f"{home / '.local/bin'}{os.pathsep}{os.environ['PATH']}"
    who = {
        f"GIT_{role}_{key}": f"mia{end}" for role in ("AUTHOR", "COMMITTER") for key, end in IDENTITY.items()
    }
    more = {"HOME": str(home), "PATH": path, "PRODASH_TODAY": TODAY, **who}
    return subprocess.run(
        ["sh", "-e", "-c", "\n".join(lines)],
        cwd=folder,
        env=environment({**more, **variables}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def parsed(file: str) -> Any:
    return YAML(typ="safe").load(BLOCKS["yaml", file])


def github() -> tuple[list[str], int, str]:
    """The commands of the workflow after the installation, the depth of its clone, and the folder that it publishes."""
    job = parsed(".github/workflows/report.yml")["jobs"]["report"]
    with_ = [step["with"] for step in job["steps"] if "with" in step]
    install, *commands = [step["run"] for step in job["steps"] if "run" in step]
    assert install.startswith("pipx install ")
    return commands, with_[0]["fetch-depth"], with_[-1]["path"]


def gitlab() -> tuple[list[str], int, str]:
    job = parsed(".gitlab-ci.yml")["pages"]
    install, *commands = job["script"]
    assert install.startswith("pip install ")
    return commands, job["variables"]["GIT_DEPTH"], job["artifacts"]["paths"][0]


def clone(home: Path, depth: int) -> Path:
    """A clone as a runner makes it; a depth of 0 means all commits."""
    limit = [f"--depth={depth}"] if depth else []
    git(home, "clone", "--quiet", *limit, (home / "origin").as_uri(), "checkout")
    return home / "checkout"


@pytest.mark.parametrize("host", [github, pytest.param(gitlab, marks=pytest.mark.slow)])
def test_a_job_publishes_the_page_with_its_history(host: Any, home: Path) -> None:
    commands, depth, folder = host()
    checkout = clone(home, depth)
    ran = sh(home, checkout, *commands)
    page = (checkout / folder / "index.html").read_text(encoding="utf-8")
    told = f"2 archived tracks left out; --all includes them\n{folder}/index.html: a page of 26 tracks\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", told)
    assert ("<title>My music</title>" in page, '<section id="history"' in page) == (True, True)
    assert git(checkout, "status", "--porcelain") == f"?? {folder}/\n"


@pytest.mark.slow
def test_a_clone_of_the_newest_commit_alone_does_not_know_the_moves(home: Path) -> None:
    """The reason for the depth in the docs."""
    commands, _, folder = github()
    checkout = clone(home, 1)
    ran = sh(home, checkout, *commands)
    page = (checkout / folder / "index.html").read_text(encoding="utf-8")
    assert (ran.returncode, "Last moves" in page, "git fetch --unshallow" in ran.stderr) == (0, False, True)


def test_a_catalogue_with_errors_stops_the_job_before_it_is_published(home: Path) -> None:
    commands, depth, folder = github()
    checkout = clone(home, depth)
    (checkout / "tracks/broken.yaml").write_text("stage: nowhere\n")
    ran = sh(home, checkout, *commands, "echo published")
    assert (ran.returncode, ran.stdout, "unknown stage 'nowhere'" in ran.stderr) == (1, "", True)
    assert (checkout / folder / "index.html").exists()


def hook(folder: Path, name: str, text: str) -> None:
    path = folder / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}")
    path.chmod(0o755)


@pytest.mark.parametrize("comes_by", ["commit", pytest.param("pull", marks=pytest.mark.slow)])
def test_a_hook_makes_the_page_of_what_a_commit_or_a_pull_brings(home: Path, comes_by: str) -> None:
    checkout = clone(home, 0)
    for name in ("post-commit", "post-merge"):
        hook(checkout / ".git", name, BLOCKS["sh", ".git/hooks/post-commit"])
    changed = checkout if comes_by == "commit" else home / "origin"
    sh(home, changed, "prodash set 'title=A New Name' kaiju --quiet", COMMIT)
    if comes_by == "pull":
        assert sh(home, checkout, "git pull --quiet").returncode == 0
    assert "A New Name" in (checkout / "report.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_cron_makes_the_page_every_night(home: Path) -> None:
    clone(home, 0).rename(home / "my-music")
    (line,) = BLOCKS["crontab", ""].splitlines()
    *when, command = line.split(None, 5)
    ran = sh(home, home, command, PATH="/usr/bin:/bin")
    assert (when, ran.returncode, ran.stdout, ran.stderr) == (["5", "0", "*", "*", "*"], 0, "", "")
    assert (home / "my-music/report.html").exists()


@pytest.mark.slow
def test_a_server_makes_the_page_after_each_push(home: Path) -> None:
    server = home / "server"
    git(home, "clone", "--quiet", "--bare", (home / "origin").as_uri(), str(server / "music.git"))
    git(server, "clone", "--quiet", "music.git", "music")
    (server / "www").mkdir()
    shutil.rmtree(server / "music.git/hooks", ignore_errors=True)
    hook(server / "music.git", "post-receive", BLOCKS["sh", "music.git/hooks/post-receive"])
    git(home, "clone", "--quiet", str(server / "music.git"), "mine")
    ran = sh(home, home / "mine", "prodash set 'title=Pushed' kaiju --quiet", COMMIT, "git push --quiet")
    assert (ran.returncode, ran.stderr) == (0, "")
    page = (server / "www/index.html").read_text(encoding="utf-8")
    assert ("Pushed" in page, '<section id="history"' in page) == (True, True)
