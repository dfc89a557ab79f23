"""Every command in every form: stdout, stderr and exit code, on the example catalogue and on a broken one.

What is expected stands in tests/forms, a file for each catalogue and command.  Run as a program
(`python -m tests.test_every_form`) it writes those files; their difference is then to be read.
"""

import io
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from itertools import product
from pathlib import Path

import pytest

from prodash.cli import command_named, main
from prodash.commands import COMMANDS
from prodash.render.formats.formats import FORMATS
from prodash.render.formats.problem_formats import PROBLEM_FORMATS
from prodash.render.tables.documents import DOCUMENTS
from tests.conflicts import put_in_conflict
from tests.conftest import EXAMPLE, ROOT, STAGES, TODAY, Files, write_files
from tests.forecast.example import released_repository
from tests.history.example import example_repository
from tests.history.repository import Repository, git
from tests.sync.clones import share

WITH_PRODASH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
"""The PATH of somebody who can start prodash by its name."""

GOLDEN = ROOT / "tests" / "forms"
BROKEN: Files = {
    "workflows.yaml": "workflows:\n  - mastering\n  - id: artwork\n    name: Cover | Artwork\n",
    "projects.yaml": "projects:\n  - id: summer-ep\n    due: 2026-11-20\n",
    "tracks/dune.yaml": "title: Dune\nstage: mixing\nworkflows: [mastering, artwork]\nprojects: summer-ep\nbpm: 98\n",
    "tracks/fog.yaml": 'title: "Fog \\e[31m\\tred"\nstage: seed\nnotes: |\n  one\n  two, "three"\n',
    "tracks/lost.yaml": "title: Lost\nstage: [seed\n",
    "songs.csv": 'Song,Needs,Due\nNight Bus,mastering,2026-12-18\nDune,"mastering, cover artwork",\n',
    "tracks/wrong.yaml": "title: =SUM(A1)\nstage: mixng\ndue: soon\n",
}
CATALOGUES = ("example", "broken")

OFTEN = frozenset(
    {
        "dashboard",
        "list",
        "show",
        "set",
        "breakdown",
        "board",
        "due",
        "diff",
        "stages",
        "fields",
        "import",
        "check",
        "undo",
    }
)
"""The commands that are tried on broken files every day; the others find those files as these do."""

LIKE_OTHERS = frozenset(
    {
        *(
            f"{kind} {verb}"
            for kind in ("workflows", "projects")
            for verb in ("add", "rename", "move", "remove")
        ),
        *(
            "stages rename",
            "stages move",
            "copy",
            "move",
            "back",
            "archive",
            "restore",
            "redo",
            "undo --list",
        ),
        *("forecast --by", "fields split", "fields remove", "config unset", "workflows set"),
    }
)
"""Commands that answer as another one does, and so are tried only every week."""

CASES: dict[str, list[str]] = {
    "dashboard": ["dashboard"],
    "add": ["add", "New Song", "bpm=120", "--dry-run"],
    "copy": ["copy", "dune", "New Song", "bpm=120", "--dry-run"],
    "rename": ["rename", "dune", "sand", "--dry-run"],
    "move": ["move", "dune", "fog", "new/folder", "--dry-run"],
    "remove": ["remove", "dune", "fog", "--dry-run"],
    "list": ["list"],
    "show": ["show", "dune"],
    "set": ["set", "stage=seed", "bpm=98", "dune", "fog", "--dry-run"],
    "replace": ["replace", "Glass", "Ice", "--dry-run"],
    "next": ["next", "dune", "fog", "--dry-run"],
    "back": ["back", "dune", "fog", "--dry-run"],
    "archive": ["archive", "dune", "fog", "--dry-run"],
    "restore": ["restore", "--all", "--stage", "seed", "--dry-run"],
    "edit": ["edit", "dune", "--dry-run"],
    "breakdown": ["breakdown"],
    "due": ["due"],
    "history": ["history", "--since", "2026-11-01"],
    "diff": ["diff", "HEAD~4"],
    "stuck": ["stuck"],
    "flow": ["flow", "--per", "month", "--since", "2026-09-01"],
    "forecast": ["forecast"],
    "forecast --by": ["forecast", "--by", "project"],
    "breakdown --by": ["breakdown", "--by", "project"],
    "board": ["board", "--limit", "2"],
    "stages": ["stages"],
    "stages add": ["stages", "add", "Demo", "--dry-run"],
    "stages set": ["stages", "set", "seed", "colour=teal", "description=A first idea", "--dry-run"],
    "stages rename": ["stages", "rename", "seed", "Idea", "--dry-run"],
    "stages move": ["stages", "move", "recorded", "--before", "writing", "--dry-run"],
    "stages remove": ["stages", "remove", "seed", "--into", "writing", "--dry-run"],
    "workflows": ["workflows"],
    "workflows add": ["workflows", "add", "Stems", "--dry-run"],
    "workflows set": ["workflows", "set", "artwork", "category=Look", "--dry-run"],
    "workflows rename": ["workflows", "rename", "artwork", "Cover", "--dry-run"],
    "workflows move": ["workflows", "move", "artwork", "--before", "mastering", "--dry-run"],
    "workflows remove": ["workflows", "remove", "artwork", "--dry-run"],
    "projects": ["projects"],
    "projects add": ["projects", "add", "Winter EP", "--dry-run"],
    "projects set": ["projects", "set", "summer-ep", "due+=2w", "--dry-run"],
    "projects rename": ["projects", "rename", "summer-ep", "Summer", "--dry-run"],
    "projects move": ["projects", "move", "summer-ep", "--after", "summer-ep", "--dry-run"],
    "projects remove": ["projects", "remove", "summer-ep", "--dry-run"],
    "fields": ["fields", "--parts"],
    "fields add": ["fields", "add", "bpm", "--type", "number", "--dry-run"],
    "fields set": ["fields", "set", "bpm", "type=number", "--dry-run"],
    "fields remove": ["fields", "remove", "language", "--dry-run"],
    "fields split": ["fields", "split", "collaborators", "--separator", "a", "--dry-run"],
    "fields rename": ["fields", "rename", "isrc", "code", "--dry-run"],
    "import": ["import", "songs.csv", "--map", "title=Song", "--map", "workflows=Needs", "--dry-run"],
    "check": ["check"],
    "schema": ["schema"],
    "git-setup": ["git-setup", "--dry-run", "--hooks"],
    "resolve": ["resolve"],
    "filters": ["filters"],
    "config": ["config"],
    "config set": ["config", "set", "limit", "20", "--shared", "--dry-run"],
    "config unset": ["config", "unset", "limit", "--shared", "--dry-run"],
    "sync": ["sync", "--dry-run"],
    "undo": ["undo"],
    "undo --list": ["undo", "--list"],
    "redo": ["redo"],
}
FINISHED = ("forecast", "forecast --by")
"""The commands that need a history in which enough was finished."""

HISTORY = ("history", "stuck", "flow", "diff", *FINISHED)
"""The commands that show more of a catalogue with a history; it has one only for them, as git changes other answers."""
IN_CONFLICT = ("resolve",)
"""The commands that need a file in conflict."""
IN_GIT = ("git-setup",)
"""The commands that need a repository, without commits."""
WITH_SETTINGS = ("filters", "config", "config set", "config unset")
"""The commands that need a file of settings."""
SHARED = ("sync",)
"""The commands that need a repository to exchange changes with, and a change."""

BEFORE = {
    "undo": [["set", "bpm=3", "dune"]],
    "undo --list": [["set", "bpm=3", "dune"]],
    "redo": [["set", "bpm=3", "dune"], ["undo"]],
}
"""What is done before a command, so that it has something to do."""


def forms(case: str) -> list[str]:
    """The forms that a command has; as all documents are made from the same cells, one stands for the others."""
    left_out = {*DOCUMENTS} - {"markdown"} if case != "list" else set()
    return [form for form in (PROBLEM_FORMATS if case == "check" else FORMATS) if form not in left_out]


def prepare(catalogue: str, case: str, root: Path) -> None:
    if case in FINISHED and catalogue == "example":
        released_repository(root)
    elif case in HISTORY and catalogue == "example":
        example_repository(root)
    elif case in HISTORY:
        broken_repository(root)
    elif catalogue == "example":
        shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns(".prodash"))
    else:
        write_files(root, {"stages.yaml": STAGES, **BROKEN})
    if case in IN_CONFLICT:
        put_in_conflict(root / "tracks/dune.yaml")
    if case in WITH_SETTINGS:
        (root / "prodash.yaml").write_text(
            "filters:\n  focus: --stage mixing\n  gone: --stage nosuch\nlimit: 3\n"
        )
    if case in IN_GIT:
        git(root, "init", "--quiet")
    if case in SHARED:
        share(root, f"{root.name}.git")
        with (root / "tracks/dune.yaml").open("a", encoding="utf-8") as track:
            track.write("label: Blue\n")


def broken_repository(root: Path) -> None:
    """The broken catalogue with two commits, and a change that is not committed."""
    repository = Repository(root)
    repository.commit(files={"stages.yaml": STAGES, **BROKEN}, at="2026-11-02")
    repository.commit(
        files={"tracks/dune.yaml": "title: Dune\nstage: rough\n"}, at="2026-11-03", by="Ben\t\x1b[31m"
    )
    for day in ("2026-11-04", "2026-11-05", "2026-11-06"):
        repository.commit({"kaiju": "seed" if day == "2026-11-05" else "rough"}, at=day)
    write_files(repository.write(), {"tracks/dune.yaml": BROKEN["tracks/dune.yaml"]})


def answer(catalogue: str, case: str, form: str, folder: Path) -> str:
    """What the command prints in this form, as it stands in the file."""
    own = (
        f"{catalogue}-{form}"
        if case in BEFORE
        else f"{catalogue}-with-finishes"
        if case in FINISHED
        else f"{catalogue}-with-history"
        if case in HISTORY
        else f"{catalogue}-in-git"
        if case in IN_GIT
        else f"{catalogue}-in-conflict"
        if case in IN_CONFLICT
        else f"{catalogue}-with-settings"
        if case in WITH_SETTINGS
        else f"{catalogue}-shared"
        if case in SHARED
        else catalogue
    )
    root = folder / own
    if not root.exists():
        prepare(catalogue, case, root)
    with chdir(root):
        for argv in BEFORE.get(case, []):
            ran(argv)
        argv = [*CASES[case], "--format", form]
        code, out, err = ran(argv)
    if case in BEFORE:
        shutil.rmtree(root)
    return f"$ prodash {' '.join(argv)}\n{out}--- stderr\n{err}--- exit {code}\n"


def ran(argv: list[str]) -> tuple[int, str, str]:
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = main(argv)
    return code, out.getvalue(), err.getvalue()


def golden(catalogue: str, case: str) -> Path:
    return GOLDEN / catalogue / f"{case.replace(' ', '-').replace('---', '-')}.txt"


def parts(text: str) -> Iterator[str]:
    """The answers in one file."""
    for part in text.split("$ prodash ")[1:]:
        yield f"$ prodash {part}"


@pytest.fixture(scope="module")
def forms_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the catalogues are; one that no command changes serves for all of them."""
    return tmp_path_factory.mktemp("forms")


@pytest.fixture(autouse=True)
def _same_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("EDITOR", "true --wait")
    monkeypatch.setenv("PATH", WITH_PRODASH)
    monkeypatch.delenv("VISUAL", raising=False)
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.mark.skipif(
    os.name == "nt", reason="the expected times are those of UTC, which Windows cannot be told"
)
@pytest.mark.parametrize(
    ("catalogue", "case"),
    [
        pytest.param(
            *both,
            id="-".join(both),
            marks=pytest.mark.slow
            if (both[0] == "broken" and both[1] not in OFTEN) or both[1] in LIKE_OTHERS
            else [],
        )
        for both in product(CATALOGUES, CASES)
    ],
)
def test_every_command_answers_in_every_form(catalogue: str, case: str, forms_folder: Path) -> None:
    expected = parts(golden(catalogue, case).read_text(encoding="utf-8"))
    for form, text in zip(forms(case), expected, strict=True):
        assert answer(catalogue, case, form, forms_folder) == text


def test_no_command_with_forms_is_left_out() -> None:
    with_forms = {name for name in COMMANDS if any(p.name == "format" for p in command_named(name).params)}
    # pick needs a terminal, and has ids and paths only.
    assert with_forms - {"pick"} == set(CASES) - {"undo --list", "breakdown --by", "forecast --by"}


def write() -> None:
    """Write every file anew."""
    os.environ |= {"PRODASH_TODAY": TODAY, "TZ": "UTC", "EDITOR": "true --wait", "PATH": WITH_PRODASH}
    time.tzset()
    shutil.rmtree(GOLDEN, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        for catalogue in CATALOGUES:
            for case in CASES:
                path = golden(catalogue, case)
                path.parent.mkdir(parents=True, exist_ok=True)
                texts = [answer(catalogue, case, form, Path(folder)) for form in forms(case)]
                path.write_text("".join(texts), encoding="utf-8")


if __name__ == "__main__":
    write()
