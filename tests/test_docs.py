"""What the docs show was really run: every console block is replayed on the example catalogue.

Run as a program (`python -m tests.test_docs`) it writes the real output into the docs.
"""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from prodash.cli import main
from tests.conftest import EXAMPLE, PACKAGE, ROOT, TODAY
from tests.forecast.example import released_repository
from tests.history.example import example_repository
from tests.surroundings import environment
from tests.zone import in_zone

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"(?<=```console\n)\$ .*?(?=```)", re.DOTALL)
TOOLS = ("jq", "fzf")
BY_ITSELF = re.compile(
    r"""prodash(?: (?:[^\n$`\\|<>;&*?~!'"#(){}]|'[^']*'|"[^"$`\\!]*")+)?(?:; echo \$\?)?"""
)
"""A line that is prodash alone, perhaps with its exit code, for which no shell is needed."""
STEP = re.compile(r"^\$ (.+)\n", re.MULTILINE)
ABOUT_HISTORY = re.compile(
    r"^\$ prodash (?:history|stuck|flow|diff)\b|--moved-since|--in-stage-for|show paper-tiger", re.MULTILINE
)
"""Marks a block that is replayed in the example with its history."""
ABOUT_FINISHES = re.compile(r"^\$ prodash forecast\b", re.MULTILINE)
"""Marks a block that takes a history in which enough was finished."""

GIT = "git init --quiet && git add --all && git -c commit.gpgsign=false commit --quiet --message=start"


def replay(block: str, folder: Path) -> str:
    """A block with what its commands print, stdout and stderr, one after the other in one copy of the
    example catalogue, which is a git repository where one of them is about git, and has a history where one asks for it.
    """
    root = folder / "my-music"
    if ABOUT_FINISHES.search(block):
        released_repository(root)
    elif ABOUT_HISTORY.search(block):
        example_repository(root)
    else:
        shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns(".prodash"))
        if "git" in block:
            run(GIT, root)
    shown = "".join(f"$ {command}\n{run(command, root)}" for command in STEP.findall(block))
    shutil.rmtree(root)
    return shown


def run(command: str, root: Path) -> str:
    """What one command line prints."""
    with pytest.MonkeyPatch.context() as patch, chdir(root):
        for name in {"FORCE_COLOR", "CLICOLOR_FORCE"} & os.environ.keys():
            patch.delenv(name)
        for name, value in surroundings().items():
            patch.setenv(name, value)
        with in_zone():
            return in_this_process(command) if BY_ITSELF.fullmatch(command) else in_a_shell(command)


def surroundings() -> dict[str, str]:
    """The environment of whoever types the commands."""
    who = {
        f"GIT_{role}_{what}": "mia@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return {
        **who,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PRODASH_TODAY": TODAY,
        # In the place of somebody who types.
        "FZF_DEFAULT_OPTS": "--filter=kaiju",
    }


def in_this_process(command: str) -> str:
    """What prodash prints, without the time that a process of its own takes to start; with its exit code if asked."""
    alone = command.removesuffix("; echo $?")
    with io.StringIO() as shown, redirect_stdout(shown), redirect_stderr(shown):
        code = main(shlex.split(alone)[1:])
        return shown.getvalue() + ("" if alone == command else f"{code}\n")


def in_a_shell(command: str) -> str:
    """What a shell prints."""
    return subprocess.run(
        [shutil.which("bash") or "bash", "-c", command],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
    ).stdout


EXAMPLES = [(page, match) for page in PAGES for match in BLOCK.finditer(page.read_text(encoding="utf-8"))]


@pytest.mark.skipif(shutil.which("bash") is None, reason="the docs are written for a POSIX shell")
@pytest.mark.parametrize(
    ("page", "block"), EXAMPLES, ids=[f"{page.stem}: {STEP.findall(match[0])[0]}" for page, match in EXAMPLES]
)
def test_the_docs_show_what_is_really_printed(page: Path, block: re.Match[str], tmp_path: Path) -> None:
    missing = [tool for tool in TOOLS if f"| {tool} " in block[0] and not shutil.which(tool)]
    if missing:
        pytest.skip(f"{', '.join(missing)} is not installed here; .ci/run installs it")
    assert block[0] == replay(block[0], tmp_path), f"{page.name}: python -m tests.test_docs mends it"


def test_the_readme_has_the_command_that_ci_runs() -> None:
    lines = [
        line
        for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
        if line.endswith("pytest")
    ]
    assert lines == [
        "python3 -m venv .venv && .venv/bin/pip install --quiet --editable '.[test]' && .venv/bin/python -m pytest"
    ]


@pytest.mark.skipif(shutil.which("bash") is None, reason="the README is written for a POSIX shell")
def test_the_first_commands_of_the_readme_show_the_example_as_it_is_today(tmp_path: Path) -> None:
    install, commands = sh_blocks()[0].split("\n", 1)
    assert install.split("#") == ["pipx install .                      ", " or: uv tool install ."]
    shutil.copytree(EXAMPLE, tmp_path / "example/my-music", ignore=shutil.ignore_patterns(".prodash"))
    shown = run(commands, tmp_path)
    assert shown.endswith(run("cd my-music && prodash", tmp_path / "example"))
    assert shown.startswith("my-music/projects.yaml\n")


@pytest.mark.skipif(shutil.which("bash") is None, reason="the README is written for a POSIX shell")
def test_a_catalogue_started_as_in_the_readme_is_committed(tmp_path: Path) -> None:
    (block,) = (block for block in sh_blocks() if "git commit" in block)
    home = f"export HOME={shlex.quote(str(tmp_path))}; set -e\n"
    run(f"{home}{block}", tmp_path)
    assert (
        run("git status --porcelain; git log --format=%s; git ls-files", tmp_path / "my-tracks")
        == "Start my catalogue\nstages.yaml\ntracks/midnight-drive.yaml\nworkflows.yaml\n"
    )


def test_the_track_in_the_readme_is_one_of_the_example() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("```yaml\n# ")[2].partition("```")[0]
    path, _, shown = text.partition("\n")
    in_file = yaml((EXAMPLE / path).read_text(encoding="utf-8"))
    assert yaml(shown).items() <= in_file.items()


def sh_blocks() -> list[str]:
    """The blocks of the README that users run."""
    return re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


def yaml(text: str) -> dict[str, str]:
    """The values of a track."""
    from ruamel.yaml import YAML

    values = YAML(typ="safe").load(text)
    return {key: str(value) for key, value in values.items()}


def test_contributing_has_the_command_that_ci_runs_every_week() -> None:
    workflow = (ROOT / ".github" / "workflows" / "slow.yml").read_text(encoding="utf-8")
    (command,) = re.findall(r"- run: (.+ pytest .+)", workflow)
    assert command.endswith(" -m slow")
    assert f"`{command}`" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_palette_name_is_in_the_docs() -> None:
    from prodash.model.catalogue.colour import PALETTE

    text = " ".join((ROOT / "docs" / "catalogue.md").read_text(encoding="utf-8").split())
    assert f"Palette: {', '.join(PALETTE)}." in text


def test_every_exit_code_is_in_the_docs() -> None:
    from prodash.errors import ExitCode

    text = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (\d+) \|", text, re.MULTILINE) == [str(code.value) for code in ExitCode]


def test_the_pictures_of_the_report_show_the_page_as_it_is_now(tmp_path: Path) -> None:
    from tests import report_picture

    now = report_picture.digest(report_picture.page(tmp_path))
    for path in report_picture.PICTURES.values():
        picture = path.read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert report_picture.digest_in(picture) == now, "python -m tests.report_picture takes it anew"


def rewrite() -> None:
    """Put the real output into every console block."""
    with tempfile.TemporaryDirectory() as folder:
        for page in PAGES:
            text = page.read_text(encoding="utf-8")
            page.write_text(
                BLOCK.sub(lambda match: replay(match[0], Path(folder)), text),
                encoding="utf-8",
            )


def test_contributing_names_files_that_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:prodash|tests|docs|benchmarks)/[^`*{} ]+)`", text)
    places = [(PACKAGE.parent if path.startswith("prodash/") else ROOT) / path for path in named]
    assert [place for place in places if not place.exists()] == []


def test_contributing_draws_every_package() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    drawn = re.findall(r"(\w+)/ ", text[text.index("```text\nprodash/") : text.index("── errors.py")])
    packages = [path.parent.name for path in PACKAGE.rglob("__init__.py")]
    assert sorted([*drawn, "prodash"]) == sorted(packages)


def test_the_command_that_contributing_follows_passes_through_at_most_15_files() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    steps = text[text.index("## Follow one command") : text.index("## Add something")]
    assert 0 < len(re.findall(r"\| `prodash/", steps)) <= 15


if __name__ == "__main__":
    rewrite()


@pytest.mark.parametrize("page", ["CHANGELOG.md", "docs/decisions.md"])
def test_no_page_has_an_entry_or_a_line_twice(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    entries = re.findall(r"^- (.+?)(?=^- |^#|\Z)", text, re.MULTILINE | re.DOTALL)
    leads = [" ".join(entry.split())[:40] for entry in entries]
    lines = [line for line in text.splitlines() if len(line) > len("- short line")]
    assert [lead for lead in leads if leads.count(lead) > 1] == []
    assert [line for line in lines if lines.count(line) > 1] == []
