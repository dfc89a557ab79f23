"""What all tests share: a catalogue made from texts, and prodash run on it."""

import gc
import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import is_hypothesis_test

import prodash
from prodash.cli import main
from prodash.session.environment import Environment
from prodash.storage.disk.secret_file import SecretFile
from tests.examples import choose_run, slow_run

ROOT = Path(__file__).parents[1]
PACKAGE = Path(prodash.__file__).parent
EXAMPLE = ROOT / "examples" / "catalogue"
TODAY = "2026-11-21"
CEILINGS = "GIT_CEILING_DIRECTORIES"
"""The variable that names folders above which git looks for no repository."""

STAGES = (PACKAGE / "presets/music/stages.yaml").read_text(encoding="utf-8")

# The example is in the repository of prodash, whose commits are not its history.
os.environ[CEILINGS] = str(ROOT)

# What is made from the program is not made with the settings of whoever makes it.
os.environ["XDG_CONFIG_HOME"] = os.devnull

MEMORY = Path("/dev/shm")  # noqa: S108 (pytest makes a folder of the user's own in it)
"""Files in memory, on Linux: a folder for a test and its end take a tenth of the time that a disk needs.

The slow run uses the disk.
"""

ROOM = 2**30
"""Bytes that have to be free there."""

STATE_FOLDER = "LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME"
"""The variable that names the folder with the secret of the user."""

YAML_MODULES = {"ruamel.yaml"} | ({"_ruamel_yaml"} if find_spec("_ruamel_yaml") else set())
"""What reading YAML imports; the C parser may be missing."""

needs_c_parser = pytest.mark.skipif(
    "_ruamel_yaml" not in YAML_MODULES, reason="the C parser is not installed here"
)

Files = Mapping[str, str | bytes]


def pytest_configure(config: pytest.Config) -> None:
    """Take many examples in the slow run, before any property is imported; keep compiled tests for the next run."""
    # Each process compiles them otherwise, for five seconds, where Python is told not to keep what it compiles.
    sys.dont_write_bytecode = False
    choose_run(slow=config.getoption("markexpr") == "slow")
    if not slow_run() and "TMPDIR" not in os.environ and _is_roomy(MEMORY):
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def _is_roomy(folder: Path) -> bool:
    """Whether the files of the tests have room in *folder*, and the programs among them may run there."""
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        return False
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC and shutil.disk_usage(folder).free > ROOM


def pytest_sessionstart() -> None:
    """Look for no garbage while thousands of tests are collected, which all stay."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Look for garbage among what the tests make, not among the tests."""
    gc.freeze()
    gc.enable()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let every property take part in the slow run."""
    if slow_run() and isinstance(item, pytest.Function) and is_hypothesis_test(item.obj):
        item.add_marker("slow")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say on the page of a GitHub job what was skipped there, such as a browser or a shell that is missing."""
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    skipped = Counter(report.longrepr[2] for report in terminalreporter.stats.get("skipped", ()))
    if page and skipped:
        with Path(page).open("a", encoding="utf-8") as file:
            file.writelines(
                f"- {number} {reason}\n".replace("Skipped", "skipped", 1)
                for reason, number in sorted(skipped.items())
            )


def pytest_xdist_auto_num_workers() -> int:
    """One process more than cores, for many tests wait for processes of their own."""
    return (os.cpu_count() or 1) + 1


class Ran(NamedTuple):
    """All that a run of prodash gave."""

    code: int
    out: str = ""
    err: str = ""


# What the environment of whoever runs the tests may say to prodash, Typer, Python, a shell or git.
_SAY_SOMETHING = {
    *("NO_COLOR", "FORCE_COLOR", "PY_COLORS", "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM", "TERM"),
    *("COLUMNS", "LINES", "TERMINAL_WIDTH", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "UNICODE_VERSION"),
    *("LANGUAGE", "PYTHONUTF8", "PYTHONIOENCODING", "PYTHONWARNINGS", "PYTHONOPTIMIZE", "BASH_ENV", "ENV"),
    *("VISUAL", "EDITOR", "LESS", "LESSCHARSET", "LESSKEY", "LESSOPEN", "LV", "MORE"),
    *("COMP_WORDS", "COMP_CWORD", "CI", "FZF_DEFAULT_OPTS", "GITHUB_ACTIONS", "GITHUB_WORKSPACE"),
}


@pytest.fixture(autouse=True, scope="session")
def _interrupts_count() -> Iterator[None]:
    """Ctrl-C stops what the tests start, also where a shell runs them in the background and ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(autouse=True, scope="session")
def _secret_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees or makes the secret in the real home folder; this one is there before any test counts steps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(STATE_FOLDER, str(tmp_path_factory.getbasetemp() / "state"))
        secret_file(tmp_path_factory.getbasetemp() / "no catalogue").make()
        yield


@pytest.fixture
def tmp_path(tmp_path: Path) -> Path:
    """A folder of the test's own in another one, so that what a test puts next to it is its own too."""
    own = tmp_path / tmp_path.name
    own.mkdir()
    return own


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same day, no colours, no pager, no catalogue but the test's own, and no settings of the user or another test."""
    for name in os.environ:
        if name in _SAY_SOMETHING or name.startswith(("PRODASH_", "GIT_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PRODASH_TODAY", TODAY)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("PAGER", "cat")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    # Its words about a folder without a repository depend on where a disk begins otherwise.
    monkeypatch.setenv("GIT_DISCOVERY_ACROSS_FILESYSTEM", "1")
    monkeypatch.setenv(CEILINGS, str(ROOT))
    # Git ignores what `git/ignore` names there even so.
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path.with_name(f"{tmp_path.name}-config")))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who commits."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Mia")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "mia@example.org")


def write_files(root: Path, files: Files) -> Path:
    """Write *files* below *root*, with the music stages unless they bring their own."""
    for path, content in {"stages.yaml": STAGES, **files}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return root


@pytest.fixture
def catalogue(tmp_path: Path) -> Callable[[Files], Path]:
    """Make a catalogue of these files in the current folder."""
    return lambda files: write_files(tmp_path, files)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run prodash with these arguments."""

    def run_prodash(*argv: str) -> Ran:
        code = main(argv)
        return Ran(code, *capsys.readouterr())

    return run_prodash


def run_in(root: Path | str, *argv: str) -> Ran:
    """Run prodash on the catalogue in *root*, where a property has no fixture for each example."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = main(["-C", str(root), *argv])
    return Ran(code, out.getvalue(), err.getvalue())


@pytest.fixture
def own_settings(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Path]:
    """Write the user's own settings; the path of their file."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("LOCALAPPDATA" if os.name == "nt" else "XDG_CONFIG_HOME", str(folder))

    def write(text: str) -> Path:
        path = Path(Environment().config_file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def editor(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], None]:
    """Let $EDITOR be a program that runs this Python code with `path`, the file to edit, at hand."""

    def becomes(code: str) -> None:
        script = tmp_path_factory.mktemp("editor") / "editor.py"
        script.write_text(f"import pathlib, sys\npath = pathlib.Path(sys.argv[-1])\n{code}\n")
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')

    return becomes


def secret_file(root: Path) -> SecretFile:
    """The secret of this test, for a catalogue."""
    return SecretFile(Environment().state_folder, root)


def read_all(root: Path) -> dict[str, bytes]:
    """Every file below *root* with its bytes, but for what prodash keeps to itself."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.relative_to(root).parts[0] != ".prodash"
    }


Opened = Callable[[], list[str] | None]


@pytest.fixture
def opened(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Let the opener be a program that keeps its arguments; what it got, None if it was not started."""
    folder = tmp_path_factory.mktemp("opener")
    script, kept = folder / "my opener.py", folder / "kept"
    script.write_text(
        f"import sys; from pathlib import Path\nPath({str(kept)!r}).write_text('\\n'.join(sys.argv[1:]), encoding='utf-8')\n"
    )
    monkeypatch.setenv("PRODASH_OPENER", f'"{sys.executable}" "{script}" --new')
    return lambda: kept.read_text(encoding="utf-8").split("\n") if kept.exists() else None
