"""The layers of the design: who may import whom, and what each command may import at all."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, ROOT
from tests.surroundings import environment

PACKAGE = ROOT / "prodash"

MAY_IMPORT = {
    "errors": set(),
    "model": {"errors"},
    "storage": {"errors", "model"},
    "render": {"errors", "model"},
    "streams": {"render"},
    "console": {"errors", "render", "streams"},
    "surroundings": {"errors", "model", "storage", "console"},
    "session": {"errors", "model", "storage", "render", "console", "surroundings"},
    "commands": {"errors", "model", "storage", "render", "console", "session", "completion"},
    "completion": {"errors", "model", "storage", "render", "surroundings"},
    "cli": {"errors", "model", "commands", "session", "completion", "streams"},
    "__main__": {"cli", "completion", "errors"},
    "__init__": set(),
}
"""Each layer with those it may import, besides itself and the version in `prodash`."""

ONE_MODULE = {
    "ruamel": {"storage/document.py"},
    "_ruamel_yaml": {"storage/document.py"},
    "tabulate": {"render/table.py"},
    "subprocess": {"storage/git.py", "storage/editor.py"},
    "importlib.resources": {"storage/packaged.py"},
    "pkgutil": {"storage/packaged.py"},
    "filelock": {"storage/lock.py"},
    "anyascii": {"model/file_name.py"},
    "icalendar": {"render/calendar.py"},
    "colorama": {"streams.py"},
    "jinja2": {"render/report.py"},
    "markupsafe": {"render/report.py"},
}
"""What only one module knows."""

IMPURE = {
    "os",
    "sys",
    "io",
    "pathlib",
    "time",
    "subprocess",
    "tempfile",
    "shutil",
    "random",
    "typer",
    "logging",
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


@cache
def imported(path: Path) -> set[str]:
    """The modules that *path* imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found.add(str(node.module))
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def names(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", modules(), ids=names)
def test_arrows_point_down_only(path: Path) -> None:
    own = layer(path)
    layers = {name.split(".")[1] for name in imported(path) if name.startswith("prodash.")}
    assert layers - {own, "__version__"} <= MAY_IMPORT[own]


@pytest.mark.parametrize("path", modules(), ids=names)
def test_what_one_module_knows_no_other_imports(path: Path) -> None:
    for name, allowed in ONE_MODULE.items():
        known = {one for one in imported(path) if one == name or one.startswith(f"{name}.")}
        assert not known or names(path) in allowed


@pytest.mark.parametrize("path", [p for p in modules() if layer(p) == "model"], ids=names)
def test_the_model_has_no_files_clock_environment_or_printing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)}
    assert not {name.split(".")[0] for name in imported(path)} & IMPURE
    assert not calls & {"print", "open", "input", "date.today", "datetime.now"}


@pytest.mark.parametrize("path", [p for p in modules() if layer(p) != "surroundings"], ids=names)
def test_only_the_surroundings_read_clock_and_environment(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    used = {ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute)}
    assert not (used | imported(path)) & {
        "os.environ",
        "os.getenv",
        "date.today",
        "datetime.now",
        "time.time",
    }


HEAVY = [
    "_ruamel_yaml",
    "ruamel.yaml",
    "tabulate",
    "wcwidth",
    "rich",
    "filelock",
    "anyascii",
    "icalendar",
    "jinja2",
]

NEEDED = {
    "--version": (["--version"], set()),
    "list ids": (["list", "-f", "ids"], {"_ruamel_yaml", "ruamel.yaml"}),
    "list json": (["list", "-f", "json"], {"_ruamel_yaml", "ruamel.yaml"}),
    "list table": (["list"], {"_ruamel_yaml", "ruamel.yaml", "tabulate", "wcwidth"}),
    "breakdown": (["breakdown"], {"_ruamel_yaml", "ruamel.yaml", "wcwidth"}),
    "dashboard": ([], {"_ruamel_yaml", "ruamel.yaml", "wcwidth"}),
    "due ids": (["due", "-f", "ids"], {"_ruamel_yaml", "ruamel.yaml"}),
    "breakdown by project": (["breakdown", "--by", "project"], {"_ruamel_yaml", "ruamel.yaml", "wcwidth"}),
    "board": (["board"], {"_ruamel_yaml", "ruamel.yaml", "wcwidth"}),
    "board markdown": (["board", "-f", "markdown"], {"_ruamel_yaml", "ruamel.yaml", "wcwidth"}),
    "report": (["report", "-"], {"_ruamel_yaml", "ruamel.yaml", "jinja2"}),
    "check": (["check"], {"_ruamel_yaml", "ruamel.yaml"}),
    "set": (["set", "stage=seed", "dune"], {"_ruamel_yaml", "ruamel.yaml", "filelock"}),
    "set without writing": (["set", "stage=seed", "dune", "-n"], {"_ruamel_yaml", "ruamel.yaml"}),
    "usage error": (["lits"], set()),
}


@pytest.mark.parametrize(("argv", "needed"), NEEDED.values(), ids=NEEDED)
def test_nothing_heavy_is_imported_that_a_command_does_not_use(argv: list[str], needed: set[str]) -> None:
    code = (
        "import sys; from prodash.cli import main; main(sys.argv[1:]); "
        f"sys.stderr.write('\\n' + ' '.join(m for m in {HEAVY!r} if m in sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *argv],
        cwd=EXAMPLE,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert set(ran.stderr.splitlines()[-1].split()) == needed


def test_a_command_imports_no_other_command() -> None:
    code = (
        "import sys; from prodash.cli import main; main(['list', '-f', 'ids']); "
        "sys.stderr.write('\\n' + ' '.join(sorted(m for m in sys.modules if m.startswith('prodash.commands.'))))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=EXAMPLE,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ran.stderr.splitlines()[-1].split() == [
        "prodash.commands.bundles",
        "prodash.commands.everywhere",
        "prodash.commands.list",
        "prodash.commands.options",
        "prodash.commands.options_change",
        "prodash.commands.options_output",
    ]
