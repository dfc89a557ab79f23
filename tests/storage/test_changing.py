"""A plan is carried out on the files it was made for, or not at all."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.check.errors import find_problems
from prodash.model.plan.change import TRACK, SetValue
from prodash.model.plan.plan import ChangePlan
from prodash.storage.change.edits import plan_edits
from prodash.storage.disk.secret_file import SecretFile
from prodash.storage.index.index import Index
from prodash.storage.read.load import load
from tests.conftest import Files, Ran, read_all
from tests.surroundings import start

Make = Callable[[Files], Path]
TEXT = "title: A\nstage: seed\n"
PLAN = ChangePlan("Set", (SetValue(TRACK, "a", "tracks/a.yaml", "stage", "seed", "mixing", "mixing"),))


@pytest.fixture(params=["from files", "from the index"])
def load_before(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Path], Catalogue]:
    """Load a catalogue, from its files or from an index that is up to date."""
    if request.param == "from files":
        return load

    def load_twice(root: Path) -> Catalogue:
        secret_file = SecretFile(f"{tmp_path}/state", root)
        load(root, Index(root, secret_file))
        return load(root, Index(root, secret_file))

    return load_twice


@pytest.mark.parametrize(
    "now", ["title: B\nstage: seed\n", "title: A\nstage: mixing\n", "- x\n", ""], ids=repr
)
def test_a_file_that_says_something_else_than_when_it_was_planned_is_refused(
    now: str, catalogue: Make, load_before: Callable[[Path], Catalogue]
) -> None:
    root = catalogue({"tracks/a.yaml": TEXT})
    loaded = load_before(root)
    (root / "tracks/a.yaml").write_text(now)
    with pytest.raises(RefusedError) as refused:
        plan_edits(root, loaded, PLAN)
    reason = "another program changed it meanwhile; look at it and try again"
    assert refused.value.reasons == (("tracks/a.yaml", reason),)


def test_a_comment_that_came_in_the_meantime_is_kept(
    catalogue: Make, load_before: Callable[[Path], Catalogue]
) -> None:
    root = catalogue({"tracks/a.yaml": TEXT})
    loaded = load_before(root)
    (root / "tracks/a.yaml").write_text(TEXT + "# new\n")
    edits = plan_edits(root, loaded, PLAN)
    assert [file.new for file in edits.files] == [b"title: A\nstage: mixing\n# new\n"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("options", [(), ("--dry-run",)], ids=["really", "dry run"])
def test_a_folder_that_cannot_be_written_is_refused(options: tuple[str, ...], catalogue: Make) -> None:
    root = catalogue({"tracks/ep/a.yaml": TEXT})
    before = read_all(root)
    (root / "tracks/ep").chmod(0o555)
    ran = start(["set", "stage=mixing", "a", *options], cwd=root)
    (root / "tracks/ep").chmod(0o755)
    reason = "its folder is read-only; change its permissions (chmod u+w)"
    assert Ran(ran.returncode, ran.stdout, ran.stderr) == Ran(
        4, "", f"prodash: nothing was changed\ntracks/ep/a.yaml: {reason}\n"
    )
    assert read_all(root) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_all_means_what_is_in_a_locked_folder_too(catalogue: Make) -> None:
    root = catalogue({"tracks/a.yaml": TEXT, "tracks/ep/b.yaml": TEXT})
    (root / "tracks/ep").chmod(0)
    ran = start(["set", "stage=mixing", "--all"], cwd=root)
    (root / "tracks/ep").chmod(0o755)
    assert (ran.returncode, ran.stderr.splitlines()[1:]) == (
        4,
        ["prodash: nothing was changed", "tracks/ep: it could not be read; 'prodash check' says why"],
    )
    assert (root / "tracks/a.yaml").read_text() == TEXT


def setting(field: str, before: str | None, after: str, path: str = "tracks/a.yaml") -> SetValue:
    return SetValue(TRACK, "a", path, field, before, after, after)


def adding(path: str) -> ChangePlan:
    changes = (setting("title", None, "B", path), setting("stage", None, "seed", path))
    return ChangePlan("Add", changes, frozenset({path}))


NAMING = ChangePlan(
    "", (SetValue(TRACK, "a", "tracks/a.yaml", "workflows", ("Mix",), ("ART", "x"), ("ART", "x")),)
)
SEEDS = {"stages.yaml": "stages: [seed, mixing]\n", "tracks/broken.yaml": "bpm: [\n"}


@pytest.mark.parametrize(
    ("texts", "plan"),
    [
        ({"a": TEXT, "b": "stage: gone\n"}, PLAN),
        ({"a": "stage: gone\ndue: soon\n"}, ChangePlan("", (setting("stage", "gone", "seed"),))),
        ({"a": "title: A\n"}, ChangePlan("", (setting("title", "A", "B"),))),
        ({"a": "notes: |\n  x\n\nstage: gone\n"}, ChangePlan("", (setting("notes", "x\n", "x\ny\nz\n"),))),
    ],
    ids=["one of two", "one problem goes, one stays", "no stage", "a problem moves down"],
)
def test_the_errors_of_what_is_written_are_known_beforehand(
    texts: dict[str, str], plan: ChangePlan, catalogue: Make
) -> None:
    root = catalogue({**SEEDS, **{f"tracks/{name}.yaml": text for name, text in texts.items()}})
    edits = plan_edits(root, load(root), plan)
    for file in edits.files:
        Path(file.target.path).write_bytes(file.new or b"")
    written = {file.path for file in edits.files}
    after = find_problems(load(root))
    assert edits.problems == tuple(problem for problem in after if problem.location.path in written)


@pytest.mark.parametrize(
    ("texts", "plan"),
    [
        ({"a": "workflows: Mix\n", "b": "projects: ep\nworkflows: [mix, art]\n"}, NAMING),
        ({"a": TEXT, "c": TEXT}, adding("tracks/b.yaml")),
        ({"a": TEXT, "ep/a": TEXT}, PLAN),
    ],
    ids=["new names", "a new track", "an id twice"],
)
def test_what_can_make_other_files_wrong_is_looked_up_afterwards(
    texts: dict[str, str], plan: ChangePlan, catalogue: Make
) -> None:
    root = catalogue({**SEEDS, **{f"tracks/{name}.yaml": text for name, text in texts.items()}})
    assert plan_edits(root, load(root), plan).problems is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has links for administrators only")
def test_what_is_written_is_looked_up_afterwards_where_there_are_links(catalogue: Make) -> None:
    root = catalogue({"tracks/a.yaml": TEXT})
    (root / "tracks/b.yaml").symlink_to("a.yaml")
    assert plan_edits(root, load(root), PLAN).problems is None
