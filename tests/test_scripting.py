"""The recipes of docs/scripting.md that are no console blocks: cron, the weekly commit, the CI job."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.conftest import EXAMPLE, ROOT, TODAY, Ran

PAGE = (ROOT / "docs" / "scripting.md").read_text(encoding="utf-8")
TOOLS = f"{Path(sys.executable).parent}{os.pathsep}/usr/bin{os.pathsep}/bin"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="cron and sh are those of POSIX")


def block(language: str) -> str:
    """The one block of the page in this language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """The example catalogue where the recipes have it."""
    return shutil.copytree(EXAMPLE, tmp_path / "my-music", ignore=shutil.ignore_patterns(".prodash"))


def sh(command: str, cwd: Path, **more: str) -> Ran:
    """A command as cron runs it: by sh, with next to no environment."""
    ran = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=cwd,
        env={"HOME": str(cwd), "PATH": TOOLS, "SHELL": "/bin/sh", "PRODASH_TODAY": TODAY, **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def cron_command() -> str:
    """The command of the one line in the crontab; cron takes a `%` for the end of it."""
    (line,) = [line for line in block("crontab").splitlines() if "=" not in line.split(" ")[0]]
    command = re.fullmatch(r"(?:\S+ ){5} *([^%]+)", line)
    assert command
    return command[1]


def test_cron_mails_what_is_overdue(music: Path) -> None:
    assert sh(cron_command(), music.parent) == Ran(
        0,
        "title           stage        due                      workflows           projects        id\n"
        "──────────────  ───────────  ───────────────────────  ──────────────────  ──────────────  ──────────────\n"
        "Fog             🎤 Recorded  2026-11-17  4 days late  Rework, Mixing      Harbour (film)  fog\n"
        "Midnight Drive  🎧 Mixing    2026-11-19  2 days late  Mastering, Artwork  Summer EP       midnight-drive\n",
    )


def test_cron_mails_nothing_when_nothing_is_overdue(music: Path) -> None:
    assert sh("prodash -C my-music set stage=published fog midnight-drive --quiet", music.parent) == Ran(0)
    assert sh(cron_command(), music.parent) == Ran(0)


def test_the_weekly_commit_commits_what_has_changed_and_only_then(music: Path) -> None:
    (script,) = re.findall(r"^```sh\n(#!/bin/sh.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    who = {
        f"GIT_{role}_{what}": "mia@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    more = {**who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def subjects() -> list[str]:
        return sh("git log --format=%s", music, **more).out.splitlines()

    assert sh(
        "git init --quiet && git add --all && git commit --quiet --message=start", music, **more
    ) == Ran(0)
    assert sh(script, music, **more) == Ran(0)
    assert subjects() == ["start"]
    assert sh("prodash set bpm=3 dune --quiet", music, **more) == Ran(0)
    assert sh(script, music, **more) == Ran(0)
    assert re.fullmatch(r"Catalogue on \d{4}-\d\d-\d\d", subjects()[0])
    (music / "tracks" / "dune.yaml").write_text("stage: [\n")
    assert sh(script, music, **more).code == 1
    assert len(subjects()) == 2


def test_pandas_reads_every_text_as_it_is(music: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (music / "tracks" / "null.yaml").write_text("title: NA\nstage: seed\ncat: 007\n")
    monkeypatch.chdir(music)
    assert sh("prodash list -f csv > tracks.csv", music).code == 0
    found: dict[str, Any] = {}
    exec(block("python"), found)  # noqa: S102 (the recipe itself)
    rows = {row["id"]: row for row in found["tracks"].to_dict("records")}
    assert [rows["null"][name] for name in ("id", "title", "cat", "due")] == ["null", "NA", "007", ""]


def test_the_ci_job_remarks_on_problems_and_fails_for_what_is_overdue(music: Path) -> None:
    (text,) = re.findall(r"^```yaml\n(name:.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    job = YAML(typ="safe", pure=True).load(text)
    steps = [step["run"] for step in job["jobs"]["check"]["steps"] if "run" in step]
    assert steps[0] == "pip install prodash"
    assert [sh(step, music).code for step in steps[1:]] == [0, 6]
    (music / "tracks" / "dune.yaml").write_text("title: Dune\nstage: mixng\n")
    assert sh(steps[1], music) == Ran(
        1,
        "::error file=tracks/dune.yaml,line=2,col=8,title=unknown-stage"
        "::unknown stage 'mixng'; did you mean 'mixing'?\n",
    )
