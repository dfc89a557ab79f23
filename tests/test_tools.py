"""The programs that tests run: where one is missing its tests are skipped, but not in CI, which installs them all."""

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import metadata
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.mark.skipif(sys.platform != "linux" or not os.environ.get("CI"), reason="only CI has them all")
def test_in_ci_no_program_is_missing_that_its_script_installs() -> None:
    script = (ROOT / ".ci" / "programs").read_text(encoding="utf-8")
    programs = re.findall(r"^(?:.*\|\| )?needs (\S+)", script, re.MULTILINE)
    assert {"chromium", "zsh", "fish"} <= {*programs}
    assert [program for program in programs if shutil.which(program) is None] == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the test above is skipped everywhere else")
def test_the_page_of_a_github_job_says_what_was_skipped(tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    env = {name: value for name, value in os.environ.items() if name != "CI"}
    one = f"{__file__}::test_in_ci_no_program_is_missing_that_its_script_installs"
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", one],
        cwd=ROOT,
        env={**env, "GITHUB_STEP_SUMMARY": str(page)},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0
    assert page.read_text(encoding="utf-8") == "- 1 skipped: only CI has them all\n"


WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_only_actions_named_by_their_hash_and_every_job_has_a_time_limit(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", action)] == []
    assert text.count("timeout-minutes:") == text.count("runs-on:")


def test_every_link_of_the_readme_works_on_the_package_index() -> None:
    package = metadata("prodash")
    (home,) = (
        url.removeprefix("Homepage, ")
        for url in package.get_all("Project-URL", [])
        if url.startswith("Homepage")
    )
    text = str(package.get_payload())
    links = re.findall(r"\]\(([^)]*)\)", text)
    pictures = re.findall(r'(?:src|srcset)="([^"]*)"', text)
    raw = home.replace("github.com", "raw.githubusercontent.com")
    assert (len(links) > 20, len(pictures) > 5) == (True, True)
    assert [link for link in links if not link.startswith(f"{home}/blob/main/")] == []
    assert [link for link in pictures if not link.startswith(f"{raw}/main/docs/pictures/")] == []
