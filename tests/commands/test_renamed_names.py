"""What was renamed since: the journal and git tell which listed name a track means, and check --fix writes it."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import rmtree

import pytest

from tests.conftest import Files, Ran
from tests.surroundings import git

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

pytestmark = pytest.mark.usefixtures("somebody")

FIELDS = {"stage": "stage", "workflow": "workflows", "project": "projects"}
FILES: Files = {
    "stages.yaml": "stages: [seed, mixing, {id: published, kind: finished}]\n",
    "workflows.yaml": "workflows: [seed, mixing]\n",
    "projects.yaml": "projects: [seed, mixing, {id: ep, parent: seed}]\n",
    "tracks/a.yaml": "stage: seed\nworkflows: [seed]\nprojects: seed\n",
}
STALE = "stage: seed # here\nworkflows: [seed] # here\nprojects: [seed, mixing]\n"
"""A track that says `seed` wherever it can, as one from a branch that does not know of the rename."""


def _committed(root: Path) -> None:
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=start")


def _commit(root: Path) -> None:
    git(root, "commit", "--quiet", "--all", "--message=next")


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize("teller", ["journal", "git"])
def test_the_name_that_it_became_is_suggested_first_and_check_fixes_it(
    teller: str, kind: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    if teller == "git":
        _committed(root)
    assert run(f"{kind}s", "rename", "seed", "Idea").code == 0
    if teller == "git":
        _commit(root)
        rmtree(root / ".prodash")
    (root / "tracks/b.yaml").write_text(STALE, encoding="utf-8")
    said = f"unknown {kind} 'seed'; did you mean 'idea'? ["
    assert said in run("check").out
    way_out = f"'prodash {kind}s rename seed idea' replaces it in every file\n"
    assert way_out in run("list", f"--{kind}", "seed", "-f", "ids").err
    assert run("check", "--fix", "tracks/b.yaml").code == 0
    fixed = {
        "stage": "stage: idea #",
        "workflow": "workflows: [idea] #",
        "project": "projects: [idea, mixing]",
    }
    old = {"stage": "stage: seed #", "workflow": "workflows: [seed] #", "project": "projects: [seed, mixing]"}
    after = STALE.replace(old[kind], fixed[kind])
    assert (root / "tracks/b.yaml").read_text(encoding="utf-8") == after
    assert run("undo").code in (0, 1)
    assert (root / "tracks/b.yaml").read_text(encoding="utf-8") == STALE


CHAINS: dict[str, tuple[Sequence[Sequence[str]], str]] = {
    "renamed twice": ([["rename", "mixing", "Idea"], ["rename", "idea", "Spark"]], "spark"),
    "removed into another": ([["remove", "mixing", "--into", "seed"]], "seed"),
    "removed into one that was renamed": (
        [["remove", "mixing", "--into", "seed"], ["rename", "seed", "Idea"]],
        "idea",
    ),
    "undone": ([["rename", "mixing", "Idea"], ["undo"], ["remove", "mixing", "--into", "seed"]], "seed"),
    "renamed, then another became that": (
        [["rename", "mixing", "Idea"], ["add", "mixing"], ["rename", "mixing", "Spark"]],
        "mixing",
    ),
    "renamed, then removed": ([["rename", "mixing", "Idea"], ["remove", "idea"]], "mixing"),
}


@pytest.mark.parametrize(("steps", "becomes"), CHAINS.values(), ids=CHAINS)
def test_only_what_has_one_answer_is_fixed(
    steps: Sequence[Sequence[str]], becomes: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({**FILES, "tracks/m.yaml": "stage: seed\nworkflows: mixing\n"})
    for step in steps:
        assert run(*(step if step == ["undo"] else ["workflows", *step]), "--yes").code == 0
    (root / "tracks/b.yaml").write_text("stage: seed\nworkflows: mixing # here\n", encoding="utf-8")
    run("check", "--fix", "tracks/b.yaml")
    text = (root / "tracks/b.yaml").read_text(encoding="utf-8")
    assert text == f"stage: seed\nworkflows: {becomes} # here\n"


EDITS: dict[str, tuple[bool, str, str]] = {
    "in the same place": (True, "[seed, idea, last]", "idea"),
    "in the same place, not committed": (False, "[seed, idea, last]", "idea"),
    "with more behind": (False, "[seed, idea, more, last]", "mixing"),
    "two next to each other": (True, "[one, two, last]", "mixing"),
    "moved, and one is new": (False, "[idea, seed, last]", "mixing"),
}


@pytest.mark.parametrize(("is_committed", "stages", "becomes"), EDITS.values(), ids=EDITS)
def test_a_rename_by_hand_is_one_id_in_the_place_of_one_other(
    is_committed: bool, stages: str, becomes: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(
        {"stages.yaml": "stages: [seed, mixing, last]\n", "tracks/a.yaml": "stage: mixing # here\n"}
    )
    _committed(root)
    (root / "stages.yaml").write_text(f"stages: {stages}\n", encoding="utf-8")
    if is_committed:
        _commit(root)
    run("check", "--fix")
    assert (root / "tracks/a.yaml").read_text(encoding="utf-8") == f"stage: {becomes} # here\n"


def test_a_parent_that_was_renamed_is_fixed_too(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    assert run("projects", "rename", "seed", "Idea").code == 0
    text = (root / "projects.yaml").read_text(encoding="utf-8")
    (root / "projects.yaml").write_text(text.replace("parent: idea", "parent: seed"), encoding="utf-8")
    assert run("check", "--fix").code == 0
    assert (root / "projects.yaml").read_text(encoding="utf-8") == text


ALIKE = {"case": "Final MIX", "spaces": "final  mix", "punctuation": "final_mix.", "accents": "fínal-mix"}


@pytest.mark.parametrize("spelling", ALIKE.values(), ids=ALIKE)
def test_names_that_differ_in_spelling_alone_are_fixed(spelling: str, catalogue: Make, run: Run) -> None:
    lists = {f"{kind}s.yaml": f"{kind}s: [{{id: final-mix, name: Final Mix}}, seed]\n" for kind in FIELDS}
    text = 'stage: "{0}"\nworkflows: [seed, "{0}"] # here\nprojects: "{0}"\n'
    root = catalogue({**lists, "tracks/a.yaml": text.format(spelling)})
    assert run("check", "--fix").code == 0
    assert (root / "tracks/a.yaml").read_text(encoding="utf-8") == text.format("final-mix")


def test_a_partial_clone_is_asked_for_the_list_alone(
    catalogue: Make, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue(FILES)
    _committed(root)
    (root / "stages.yaml").write_text("stages: [seed, mix-down]\n")
    git(root, "commit", "-qam", "Fewer stages")
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", root.as_uri(), "clone")
    trace = tmp_path.parent / "trace"
    monkeypatch.setenv("GIT_TRACE", str(trace))
    assert run("-C", "clone", "list", "--stage", "sed").code == 3
    lines = trace.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "rev-list --objects" in line and "-- stages.yaml" not in line] == []
    assert not [line for line in lines if " fetch " in line or "upload-pack" in line]


@pytest.mark.skipif(os.name == "nt", reason="the server is a shell command")
def test_no_server_is_asked_for_what_a_partial_clone_lacks(catalogue: Make, run: Run, tmp_path: Path) -> None:
    root = catalogue(FILES)
    _committed(root)
    for name, value in (("url", f"ext::touch {tmp_path}/ran"), ("promisor", "true")):
        git(root, "config", f"remote.origin.{name}", value)
    git(root, "config", "protocol.ext.allow", "always")
    blob = git(root, "rev-parse", "HEAD:stages.yaml").strip()
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    said = "prodash: unknown stage 'sed'; did you mean 'seed'?\n"
    assert run("list", "--stage", "sed") == Ran(3, "", said)
    assert not (tmp_path / "ran").exists()
