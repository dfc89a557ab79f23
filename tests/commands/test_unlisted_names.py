"""Names that only tracks use, as after a merge with a rename on one side: they select, and one command mends them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

KINDS = {"stage": "stage", "workflow": "workflows", "project": "projects"}
FILES: Files = {
    "stages.yaml": "stages: [{id: mix-down, name: Mix Down}, seed]\n",
    "workflows.yaml": "workflows: [{id: mix-down, name: Mix Down}, vocals]\n",
    "projects.yaml": "projects: [{id: mix-down, name: Mix Down}, {id: b-sides, parent: Mixing}]\n",
    "tracks/a.yaml": "stage: mixing # here\nworkflows: [vocals, mixing] # here\nprojects: mixing\n",
    "tracks/b.yaml": "stage: Mixing\nworkflows: [Mixing, mix-down]\nprojects: Mixing\n",
    "tracks/c.yaml": "stage: seed\n",
    "tracks/broken.yaml": "a: [\n",
}
MENDED = {
    "stage": ("stage: mix-down # here\n", "stage: mix-down\n"),
    "workflow": ("workflows: [vocals, mix-down] # here\n", "workflows: [mix-down]\n"),
    "project": ("projects: mix-down\n", "projects: mix-down\n"),
}


def _remark(kind: str, name: str) -> str:
    file = f"{kind}s.yaml"
    rename = f"'prodash {kind}s rename {name} mix-down' replaces it in every file"
    return f"{name!r} is not in {file}; {rename}, or 'prodash {kind}s add {name}' adds it\n"


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_only_tracks_use_selects_them_in_every_spelling(
    kind: str, catalogue: Make, run: Run
) -> None:
    catalogue(FILES)
    ran = run("list", f"--{kind}", "MIXING", "-f", "ids")
    assert ran.out.split() == ["a", "b"]
    assert ran.err.startswith(_remark(kind, "mixing"))
    by_condition = run("list", "--where", f"{KINDS[kind]}=mixing", "-f", "ids")
    assert (by_condition.out.split(), by_condition.err.startswith(_remark(kind, "mixing"))) == (
        ["a", "b"],
        True,
    )


@pytest.mark.parametrize(
    "command", ["{0}s rename mixing mix-down", "{0}s remove mixing --into mix-down"], ids=["rename", "remove"]
)
@pytest.mark.parametrize("kind", KINDS)
def test_one_command_gives_its_tracks_the_name_that_is_listed_in_spite_of_a_broken_file(
    kind: str, command: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    ran = run(*command.format(kind).split())
    changed = "1 project and 2 tracks changed" if kind == "project" else "2 changed"
    assert (ran.code, ran.out.splitlines()[-1]) == (1, changed)
    for path, line in zip(("tracks/a.yaml", "tracks/b.yaml"), MENDED[kind], strict=True):
        assert line in (root / path).read_text(encoding="utf-8")
    assert run("undo").code == 1
    assert read_all(root) == {path: str(text).encode() for path, text in FILES.items()}


def test_set_gives_its_tracks_another_stage(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    ran = run("set", "stage=mix-down", "--stage", "mixing")
    assert ran.out == "a  mixing → Mix Down\nb  Mixing → Mix Down\n2 changed\n"
    assert "is not in stages.yaml;" not in ran.err
    assert (root / "tracks/a.yaml").read_text(encoding="utf-8").startswith("stage: mix-down # here\n")


def test_a_workflow_is_taken_from_its_tracks_and_a_stage_needs_another(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    assert run("workflows", "remove", "mixing").out.splitlines()[-1] == "2 changed"
    assert "workflows: [vocals] # here\n" in (root / "tracks/a.yaml").read_text(encoding="utf-8")
    ran = run("stages", "remove", "mixing")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.endswith(f"prodash: {_remark('stage', 'mixing')}")


ENTRY_ONLY = {
    "set": "stages set mixing colour=red",
    "move": "stages move mixing --after seed",
    "move before it": "stages move seed --before mixing",
    "remove into it": "stages remove seed --into mixing",
    "past": "list --past mixing",
    "before": "list --before mixing",
    "an order": "list --where stage>mixing",
}


@pytest.mark.parametrize("line", ENTRY_ONLY.values(), ids=ENTRY_ONLY)
def test_what_only_an_entry_can_do_names_the_command_that_mends_the_name(
    line: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    ran = run(*line.split())
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.endswith(f"prodash: {_remark('stage', 'mixing')}")
    assert read_all(root) == {path: str(text).encode() for path, text in FILES.items()}


MENDS = {
    "the other names of its track": ("set stage=mix-down a", "stage: mix-down # here\n"),
    "a workflow": ("set workflows-=mixing a", "workflows: [vocals] # here\n"),
    "a workflow beside an unknown one": (
        "set workflows+=mix-down a",
        "workflows: [vocals, mixing, mix-down] # here\n",
    ),
    "a project": ("set projects=mix-down a", "projects: mix-down\n"),
    "another field": ("set bpm=120 a", "bpm: 120\n"),
    "all of a project": ("set projects=b-sides --project mixing", "projects: b-sides\n"),
}


@pytest.mark.parametrize(("line", "text"), MENDS.values(), ids=MENDS)
def test_an_unknown_name_does_not_block_the_change_of_another(
    line: str, text: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    assert run(*line.split()).code == 1
    assert text in (root / "tracks/a.yaml").read_text(encoding="utf-8")


def test_the_new_name_must_be_listed(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    ran = run("stages", "rename", "mixing", "Loud")
    add = "or add it with 'prodash stages add Loud'"
    assert ran.err.endswith(f"prodash: unknown stage 'Loud'; choose from 'mix-down', 'seed'; {add}\n")
    assert (ran.code, ran.out) == (3, "")


def test_the_suggestion_that_begins_alike_comes_first(catalogue: Make, run: Run) -> None:
    catalogue({"stages.yaml": "stages: [writing, mix-down]\n", "tracks/a.yaml": "stage: writing\n"})
    said = "prodash: unknown stage 'mixing'; did you mean 'mix-down' or 'writing'?\n"
    assert run("list", "--stage", "mixing") == Ran(3, "", said)
