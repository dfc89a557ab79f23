"""The layers of the design: who may import whom, and what each command may import at all."""

import ast
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import pytest

from prodash.commands import COMMANDS
from prodash.storage.index.index import Index
from prodash.storage.read.load import load
from tests.conftest import EXAMPLE, PACKAGE, YAML_MODULES, secret_file
from tests.history.repository import make_repository
from tests.surroundings import environment

ROOMS: dict[str, tuple[str, ...]] = {
    "shell": (),
    "errors": (),
    "model": (
        "names",
        "catalogue",
        "dates",
        "custom_fields",
        "merge",
        "history",
        "filters",
        "where",
        "select",
        "plan",
        "settings",
        "change",
        "comparison",
        "files",
        "entries",
        "fields",
        "imports",
        "check",
        "forecast",
        "flow",
        "sums",
        "views",
        "choice",
    ),
    "storage": (
        *("disk", "pictures", "git", "commits", "yaml", "index", "batch", "undo", "git_setup", "resources"),
        *(
            "read",
            "earlier",
            "edit",
            "settings",
            "merge",
            "conflicts",
            "check",
            "external",
            "history",
            "stays",
            "comparison",
            "change",
            "sync",
        ),
    ),
    "render": (
        *("terminal", "tables", "formats", "fields", "sheets", "settings"),
        *(
            "board",
            "changes",
            "exchange",
            "cross",
            "groups",
            "charts",
            "flow",
            "forecast",
            "views",
            "dashboard",
            "calendar",
            "report",
            "choice",
        ),
    ),
    "session": (
        *(
            "terminal",
            "settings",
            "",
            "history",
            "pick",
            "init",
            "change",
            "git_setup",
            "check",
            "sync",
            "resolve",
        ),
    ),
    "completion": (),
    "options": (),
    "commands": (),
    "cli": (),
    "__main__": (),
}
"""The layers of the design with their rooms; a module imports from its own room and from those before it.

"" is the room of the modules in the layer's own folder.
"""

ORDER = [(layer, room) for layer, rooms in ROOMS.items() for room in rooms or ("",)]

STRANGERS = {("render", "storage"), ("options", "storage")}
"""Layers that do not import the earlier one."""

SHORTEST, LONGEST = 15, 200
"""Lines of a module."""

MOST_MODULES = 15
"""Modules of a folder, but for the commands, which are one file each."""

ONE_MODULE = {
    "ruamel": {"storage/yaml/events.py"},
    "_ruamel_yaml": {"storage/yaml/events.py"},
    "subprocess": {
        "storage/git/run.py",
        *(f"storage/external/{name}.py" for name in ("editor", "fzf", "opener", "pager")),
    },
    "importlib.resources": {"storage/resources/package.py"},
    "pkgutil": {"storage/resources/package.py"},
    "termios": {"session/terminal/keys.py"},
    "fcntl": {"storage/batch/system_lock.py"},
    "msvcrt": {"storage/batch/system_lock.py"},
    "_blake2": {"storage/disk/secret.py"},
    "_operator": {"storage/disk/secret.py"},
    "pwd": {"storage/disk/secret_file.py"},
    "anyascii": {"model/names/file_names.py"},
    "tabulate": {"render/tables/tabulated.py"},
    "icalendar": {"render/calendar/calendar.py"},
    "colorama": {"session/terminal/streams.py"},
    "jinja2": {"render/report/report.py"},
    "markupsafe": {"render/report/report.py"},
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


MODULES = sorted(PACKAGE.rglob("*.py"))


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def room_of(module: str) -> tuple[str, str]:
    """The layer and the room of a module, as in `storage.read.load`."""
    layer, _, rest = module.partition(".")
    room = rest.partition(".")[0]
    return layer, room if room in ROOMS.get(layer, ()) else ""


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """The imports, attributes and calls in *path*, walked through once for all rules."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    looked_at = (ast.Import, ast.ImportFrom, ast.Attribute, ast.Call)
    return tuple(node for node in ast.walk(tree) if isinstance(node, looked_at))


@cache
def used(path: Path) -> set[str]:
    """The attributes that *path* names, and what it imports."""
    attributes = (node for node in nodes(path) if isinstance(node, ast.Attribute))
    return {ast.unparse(node) for node in attributes} | imported(path)


@cache
def imported(path: Path) -> set[str]:
    """The modules that *path* imports, anywhere in it."""
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found.add(str(node.module))
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def names(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def faults(rule: Callable[[Path], object], paths: Iterable[Path] = MODULES) -> dict[str, object]:
    """What *rule* finds in each module that breaks it; a test for each module would take ten times as long."""
    return {names(path): fault for path in paths if (fault := rule(path))}


def test_arrows_point_down_only() -> None:
    def upward(path: Path) -> set[object]:
        if path.name == "__init__.py":
            return {*imported(path)} - {"typing"}
        own = room_of(".".join(path.relative_to(PACKAGE).with_suffix("").parts))
        inner = {name.removeprefix("prodash.") for name in imported(path) if name.startswith("prodash.")}
        rooms = {room_of(name) for name in inner if name != "__version__"}
        known = {*ORDER[: ORDER.index(own) + 1]}
        # A package stands for its rooms: `from prodash.commands import COMMANDS` names the package alone.
        return ({room for room in rooms if room in ORDER} - known) | (
            {(own[0], layer) for layer, _ in rooms} & STRANGERS
        )

    assert faults(upward) == {}


def test_every_package_is_a_layer_or_a_room_of_one() -> None:
    packages = {path.parent.relative_to(PACKAGE).parts for path in PACKAGE.rglob("__init__.py")} - {()}
    assert packages == {
        *((layer,) for layer in ROOMS if (PACKAGE / layer).is_dir()),
        *((layer, room) for layer, room in ORDER if room),
    }


def test_a_module_has_one_idea_and_a_newcomer_reads_it_at_once() -> None:
    def wrong_length(path: Path) -> int:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        shortest = 0 if path.name == "__init__.py" else SHORTEST
        return 0 if shortest <= lines <= LONGEST else lines

    assert faults(wrong_length) == {}


def test_a_folder_is_a_table_of_contents() -> None:
    folders = {path.parent for path in MODULES} - {PACKAGE / "commands"}
    assert [names(folder) for folder in folders if len([*folder.glob("*.py")]) - 1 > MOST_MODULES] == []


def test_what_one_module_knows_no_other_imports() -> None:
    def knows_too_much(path: Path) -> set[str]:
        forbidden = [name for name, allowed in ONE_MODULE.items() if names(path) not in allowed]
        return {one for one in imported(path) for name in forbidden if f"{one}.".startswith(f"{name}.")}

    assert faults(knows_too_much) == {}


def test_the_model_has_no_files_clock_environment_or_printing() -> None:
    def impure(path: Path) -> set[str]:
        calls = {ast.unparse(node.func) for node in nodes(path) if isinstance(node, ast.Call)}
        roots = {name.split(".")[0] for name in imported(path)}
        return (roots & IMPURE) | (calls & {"print", "open", "input", "date.today", "datetime.now"})

    assert faults(impure, [path for path in MODULES if layer(path) == "model"]) == {}


def test_only_the_environment_reads_clock_and_variables() -> None:
    reads = {"os.environ", "os.getenv", "date.today", "datetime.now", "time.time"}
    others = [path for path in MODULES if names(path) != "session/environment.py"]
    assert faults(lambda path: used(path) & reads, others) == {}


def test_no_module_starts_processes_like_its_own() -> None:
    assert faults(lambda path: used(path) & {"os.fork", "multiprocessing", "concurrent.futures"}) == {}


HEAVY = [
    "_ruamel_yaml",
    "ruamel.yaml",
    "wcwidth",
    "rich",
    "anyascii",
    "icalendar",
    "jinja2",
    "tabulate",
    "regex",
    "csv",
    "multiprocessing",
]
"""What takes long to import, and only some commands use."""

GROWN = 0.15
"""Seconds after which a file is no longer young."""

MODULE = "not hasattr(sys.modules[m], '__path__')"
"""Whether `m` is a module and not a package."""

YAML = YAML_MODULES

TABULATE = {"tabulate", "wcwidth", "csv"}
"""What drawing a table with tabulate imports."""

NEEDED: dict[str, tuple[list[str], set[str]]] = {
    "--version": (["--version"], set()),
    "usage error": (["lits"], set()),
    "help of a command": (["list", "--help"], {"rich"}),
    "dashboard": ([], set()),
    "init": (["init", "new"], YAML),
    "add": (["add", "New Song"], set()),
    "add in another script": (["add", "Été", "--dry-run"], {"anyascii"}),
    "copy": (["copy", "dune", "New Dune"], YAML),
    "replace": (["replace", "dune", "sand", "-i", "-n"], YAML),
    "replace an expression": (["replace", "D.ne", "sand", "--regex", "-n"], {*YAML, "regex"}),
    "open": (["open", "voice-memo-31", "file"], set()),
    "rename": (["rename", "dune", "sand"], YAML),
    "move": (["move", "dune", "old"], YAML),
    "remove": (["remove", "dune", "-n"], YAML),
    "list ids": (["list", "-f", "ids"], set()),
    "list paths": (["list", "-f", "paths"], set()),
    "list json": (["list", "-f", "json"], set()),
    "list csv": (["list", "-f", "csv"], {"csv"}),
    "list tsv": (["list", "-f", "tsv"], set()),
    "list table": (["list"], set()),
    "list in a frame": (["list", "--style", "rounded"], TABULATE),
    "list markdown": (["list", "-f", "markdown"], TABULATE),
    "list in groups": (["list", "--group-by", "bpm"], set()),
    "show": (["show", "dune"], set()),
    "set": (["set", "stage=seed", "dune"], set()),
    "set without writing": (["set", "stage=seed", "dune", "-n"], set()),
    "pick": (["pick"], set()),
    "next": (["next", "dune", "-n"], YAML),
    "back": (["back", "kaiju", "-n"], YAML),
    "archive": (["archive", "dune", "-n"], YAML),
    "restore": (["restore", "untitled-7", "-s", "seed", "-n"], YAML),
    "edit": (["edit", "dune"], YAML),
    "breakdown": (["breakdown"], set()),
    "breakdown ids": (["breakdown", "-f", "ids"], set()),
    "breakdown by project": (["breakdown", "--by", "project"], set()),
    "board": (["board"], set()),
    "board markdown": (["board", "-f", "markdown"], TABULATE),
    "due ids": (["due", "-f", "ids"], set()),
    "history": (["history"], set()),
    "diff": (["diff"], set()),
    "stuck": (["stuck"], set()),
    "resolve": (["resolve"], set()),
    "flow": (["flow"], set()),
    "forecast": (["forecast"], set()),
    "stages": (["stages"], set()),
    "workflows": (["workflows"], set()),
    "projects ids": (["projects", "-f", "ids"], set()),
    "fields": (["fields"], set()),
    "fields add": (["fields", "add", "bpm", "--type", "number", "-n"], YAML),
    "fields set": (["fields", "set", "bpm", "type=number"], set()),
    "fields remove": (["fields", "remove", "language", "-n"], YAML),
    "fields split": (["fields", "split", "collaborators", "-n"], set()),
    "fields rename": (["fields", "rename", "isrc", "code", "-n"], YAML),
    "stages add": (["stages", "add", "Demo"], YAML),
    "projects set": (["projects", "set", "summer-ep", "due+=2w", "-n"], YAML),
    "workflows rename": (["workflows", "rename", "artwork", "Cover", "-n"], YAML),
    "projects move": (["projects", "move", "summer-ep", "--after", "night-shift", "-n"], YAML),
    "stages remove": (["stages", "remove", "recorded", "--into", "mixing", "-n"], YAML),
    "report": (["report", "-"], {"jinja2"}),
    "git-setup": (["git-setup", "-n"], set()),
    "import": (["import", "songs.csv", "-n"], {"csv"}),
    "export": (["export", "-"], {"icalendar"}),
    "sync": (["sync"], set()),
    "merge-driver": (["merge-driver", *["tracks/dune.yaml"] * 3], set()),
    "check": (["check"], set()),
    "schema of a file": (["schema", "track"], set()),
    "filters": (["filters"], set()),
    "config": (["config"], set()),
    "config set": (["config", "set", "limit", "20", "--shared", "-n"], YAML),
    "config unset": (["config", "unset", "limit", "--shared", "-n"], set()),
    "undo": (["undo"], set()),
    "redo": (["redo"], set()),
    "completion": (["completion", "bash"], set()),
    "help": (["help", "list"], {"rich"}),
}

"""What each command needs where the index knows every file."""

COLD = {
    "list ids": ["list", "-f", "ids"],
    "without the index": ["list", "-f", "ids", "--no-index"],
    "completion of a stage": ["__complete", "zsh", ".", "list", "-s"],
}


def known_example(folder: Path) -> Path:
    """The example with an index that knows all its files."""
    # Files from an archive have whole seconds as their date, as on a disk with a coarse clock.
    example = shutil.copytree(
        EXAMPLE, folder / "example", ignore=shutil.ignore_patterns(".prodash"), copy_function=shutil.copyfile
    )
    load(example, Index(example, secret_file(example)))
    return example


def grown_example(folder: Path) -> Path:
    """The same with files that are no longer young."""
    example = known_example(folder)
    time.sleep(GROWN)
    load(example, Index(example, secret_file(example)))
    return example


def imported_by(argv: Sequence[str], folder: Path, wanted: str) -> set[str]:
    """The modules, of those that fulfil *wanted* about `m`, that prodash imports in a process of its own."""
    code = (
        f"import sys; sys.argv[0] = 'prodash'; from prodash.__main__ import exit_code; exit_code(); "
        f"sys.stderr.write('\\n' + ' '.join(m for m in sys.modules if {wanted}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *argv],
        cwd=folder,
        env=environment({"VISUAL": "", "EDITOR": f'"{sys.executable}" -c "" --wait'}),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(ran.stderr.splitlines()[-1].split())


LIKE_OTHERS = frozenset(
    {
        *("back", "archive", "restore", "copy", "move", "remove"),
        *("projects set", "workflows rename", "projects move", "stages remove", "list tsv", "list paths"),
        *("breakdown ids", "board markdown", "workflows", "projects ids", "redo", "list json", "due ids"),
        *("schema of a file", "completion", "set without writing", "list markdown", "usage error"),
        *(
            "replace an expression",
            "open",
            "rename",
            "list csv",
            "list in a frame",
            "list in groups",
            "next",
            "edit",
        ),
        *(
            "fields remove",
            "fields split",
            "fields rename",
            "stages add",
            "history",
            "stuck",
            "forecast",
            "git-setup",
        ),
        *("resolve", "undo", "help", "export", "pick", "config unset", "filters", "config"),
        *(
            "archive",
            "flow",
            "sync",
            "merge-driver",
            "filters",
            "replace",
            "board",
            "add",
            "stages",
            "fields",
            "report",
        ),
    }
)
"""Commands that take the way of another one, and so are tried only every week."""


@pytest.mark.parametrize(
    ("argv", "needed"),
    [
        pytest.param(*case, id=name, marks=pytest.mark.slow if name in LIKE_OTHERS else [])
        for name, case in NEEDED.items()
    ],
)
def test_nothing_heavy_is_imported_that_a_command_does_not_use(
    argv: list[str], needed: set[str], tmp_path: Path
) -> None:
    example = known_example(tmp_path)
    if argv[0:1] in (["diff"], ["git-setup"]):
        make_repository(example)
    assert imported_by(argv, example, f"m in {HEAVY!r}") == needed


@pytest.mark.parametrize("argv", COLD.values(), ids=COLD)
def test_the_parser_is_imported_where_no_index_knows_the_files(argv: list[str], tmp_path: Path) -> None:
    example = shutil.copytree(EXAMPLE, tmp_path / "example", ignore=shutil.ignore_patterns(".prodash"))
    assert imported_by(argv, example, f"m in {HEAVY!r}") == YAML


def test_files_that_are_not_young_are_not_even_looked_at(tmp_path: Path) -> None:
    example, needed = grown_example(tmp_path), f"m in {[*HEAVY, WHERE_A_FILE_IS_NEW]!r}"
    assert imported_by(["list", "-f", "ids"], example, needed) == set()
    (example / "tracks/dune.yaml").touch()
    assert imported_by(["list", "-f", "ids"], example, needed) == {WHERE_A_FILE_IS_NEW}


WHERE_A_FILE_IS_NEW = "prodash.storage.index.write"
"""A module that is imported before a file is read, because it tells since when that may change."""


ABOUT_HISTORY = (
    "prodash.model.history",
    "prodash.storage.history",
    "prodash.storage.commits",
    "prodash.storage.git",
)


@pytest.mark.parametrize(
    ("argv", "wants_history"),
    [
        (["list", "--where", "bpm>=120", "--sort", "-due"], False),
        (["set", "stage=seed", "dune", "--dry-run"], False),
        (["list", "--columns", "id,age"], True),
        (["breakdown"], False),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_history_is_imported_only_where_somebody_asks_for_it(
    argv: list[str], wants_history: bool, tmp_path: Path
) -> None:
    found = imported_by(argv, known_example(tmp_path), f"m.startswith({ABOUT_HISTORY!r})")
    assert bool(found) == wants_history


def test_every_command_is_among_those_whose_imports_are_known() -> None:
    lines = [f"{' '.join(argv) or 'dashboard'} " for argv, _ in NEEDED.values()]
    longest_first = sorted(COMMANDS, key=len, reverse=True)
    known = {next((name for name in longest_first if line.startswith(f"{name} ")), "") for line in lines}
    assert {COMMANDS[name] for name in known if name} == {*COMMANDS.values()}


def test_a_command_imports_no_other_command() -> None:
    assert imported_by(["list", "-f", "ids"], EXAMPLE, "m.startswith('prodash.commands.')") == {
        "prodash.commands.list"
    }


def test_a_command_imports_only_the_options_that_it_has() -> None:
    assert imported_by(["list", "-f", "ids"], EXAMPLE, "m.startswith('prodash.options.')") == {
        "prodash.options.filters",
        "prodash.options.global_options",
        "prodash.options.grouping",
        "prodash.options.groups",
        "prodash.options.command",
        "prodash.options.help_text",
        "prodash.options.option_group",
        "prodash.options.output",
    }


OF_SOME_LINES = {
    "the name of a track": ("dune", {"prodash.model.select.find_tracks"}),
    "a stage": ("--stage=seed", {"prodash.model.filters.names"}),
    "a date": (
        "--due=week",
        {
            "prodash.model.filters.due",
            "prodash.model.filters.names",
            "prodash.model.dates.phrases",
        },
    ),
    "a condition": (
        "--where=bpm>1",
        {"prodash.model.where.conditions", "prodash.model.custom_fields.custom_fields"},
    ),
    "a custom field as a column": (
        "--columns=title,bpm",
        {"prodash.model.custom_fields.custom_fields", "prodash.model.imports.cells"},
    ),
    "columns of prodash": ("--columns=title,stage,age", set()),
    "none of these": ("--all", set()),
}
"""What `list` imports for a word of its command line, among what it imports for any of these words."""


@pytest.mark.parametrize(("word", "needed"), OF_SOME_LINES.values(), ids=OF_SOME_LINES)
def test_what_reads_a_filter_or_a_custom_field_is_imported_only_for_it(word: str, needed: set[str]) -> None:
    known = set().union(*(modules for _, modules in OF_SOME_LINES.values()))
    assert imported_by(["list", "-f", "ids", word], EXAMPLE, f"m in {known!r}") == needed


RARE = {
    "prodash.model.custom_fields.order",
    "prodash.model.catalogue.problem_codes",
    "prodash.model.change.expand",
    "prodash.model.custom_fields.custom_fields",
    "prodash.model.names.similar",
    "prodash.model.views.cross_table",
    "prodash.model.where.grammar",
    "prodash.storage.change.entries_text",
}
"""What knows faults, orders, custom fields, conditions and mistyped names, and changes other things than tracks."""

MAKES_DATACLASSES = (
    "any('__dataclass_params__' in vars(c) for c in vars(sys.modules[m]).values() "
    "if isinstance(c, type) and c.__module__ == m) and m.startswith('prodash.')"
)
"""Whether `m` has a dataclass, which takes eight times as long to make as a named tuple."""

OF_A_CATALOGUE = {f"prodash.model.catalogue.{name}" for name in ("catalogue", "track", "vocabulary")}
OF_A_CHANGE = {
    *OF_A_CATALOGUE,
    *("prodash.model.plan.change", "prodash.model.plan.plan"),
    *("prodash.model.catalogue.problem_codes", "prodash.model.names.similar"),
}

SLOW_IMPORTS: dict[str, tuple[list[str], set[str]]] = {
    "list": (["list", "-f", "ids"], OF_A_CATALOGUE),
    "breakdown": (["breakdown"], OF_A_CATALOGUE),
    "board": (["board"], OF_A_CATALOGUE),
    "dashboard": ([], OF_A_CATALOGUE),
    "set": (["set", "stage=mixing", "kaiju", "-n"], OF_A_CHANGE),
}
"""What these commands import of the modules in RARE and of those that make dataclasses."""


@pytest.mark.parametrize(("argv", "needed"), SLOW_IMPORTS.values(), ids=SLOW_IMPORTS)
def test_everyday_commands_import_nothing_slow_that_they_rarely_use(
    argv: list[str], needed: set[str], tmp_path: Path
) -> None:
    assert imported_by(argv, known_example(tmp_path), f"m in {RARE!r} or {MAKES_DATACLASSES}") == needed


def test_an_answer_imports_no_form_but_its_own() -> None:
    assert imported_by(["list", "-f", "ids"], EXAMPLE, f"m.startswith('prodash.render.') and {MODULE}") == {
        "prodash.render.terminal.contrast",
        "prodash.render.formats.formats",
        "prodash.render.formats.left_out",
        "prodash.render.formats.output",
        "prodash.render.terminal.screen",
        "prodash.render.formats.sheet",
        "prodash.render.tables.frames",
        "prodash.render.terminal.style",
        "prodash.render.sheets.tracks",
        "prodash.render.terminal.width",
        "prodash.render.terminal.words",
    }


@pytest.mark.parametrize("argv", [["show", "dune"], ["dashboard"]], ids=" ".join)
def test_git_is_not_needed_where_there_is_no_repository(argv: list[str], tmp_path: Path) -> None:
    about_git = "m == 'prodash.storage.git.run' or m.startswith('prodash.storage.history.')"
    assert imported_by(argv, known_example(tmp_path), about_git) == set()


def test_the_version_is_said_without_a_look_at_any_catalogue() -> None:
    found = imported_by(
        ["--version"], EXAMPLE, f"m.startswith(('prodash.storage', 'prodash.model.')) and {MODULE}"
    )
    # The words that options speak of.
    assert found == {
        "prodash.model.names.keywords",
    }


def test_completion_imports_neither_typer_nor_what_makes_dataclasses(tmp_path: Path) -> None:
    asked = ["__complete", "bash", "prodash set stage=mi", ":="]
    unwanted = "m in ('typer', 'inspect', 'dataclasses', 'ruamel.yaml', 'hashlib')"
    assert imported_by(asked, grown_example(tmp_path), unwanted) == set()


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ([], set()),
        (["--since", "2026-01-01"], {"prodash.model.dates.past_days", "prodash.model.dates.phrases"}),
    ],
    ids=["without days", "with days"],
)
def test_history_imports_what_reads_dates_only_for_days(words: list[str], needed: set[str]) -> None:
    assert (
        imported_by(["history", *words], EXAMPLE, f"m.startswith('prodash.model.dates.') and {MODULE}")
        == needed
    )
