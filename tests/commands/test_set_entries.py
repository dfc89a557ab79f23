"""stages set, workflows set, projects set: values of an entry, changed where they are."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

FILES: Files = {
    "stages.yaml": "stages:\n  - seed\n  - id: mixing   # loud\n    colour: purple\n  - {id: out, kind: finished}\n",
    "workflows.yaml": "workflows: [artwork]\n",
    "projects.yaml": "projects:\n  - {id: ep, due: 2026-12-01}\n  - {id: tour}\n",
    "tracks/a.yaml": "stage: Mixing\nprojects: EP\n",
}

SET: dict[str, tuple[str, Sequence[str], str]] = {
    "two values": ("stages", ("mixing", "colour=red", "description=Balance"), "  - id: mixing   # loud\n    colour: red\n    description: Balance\n"),
    "by name": ("stages", ("MIXING", "colour=red"), "  - id: mixing   # loud\n    colour: red\n"),
    "the other spelling": ("stages", ("mixing", "color=red"), "  - id: mixing   # loud\n    colour: red\n"),
    "changes first": ("stages", ("colour=red", "mixing"), "  - id: mixing   # loud\n    colour: red\n"),
    "a colour of CSS": ("stages", ("mixing", "colour=Coral"), "    colour: Coral\n"),
    "digits alone": ("stages", ("mixing", "colour=FF00ff"), "    colour: '#FF00ff'\n"),
    "three digits": ("stages", ("mixing", "colour=#f0f"), "    colour: '#f0f'\n"),
    "removed": ("stages", ("mixing", "colour="), "  - id: mixing   # loud\n  -"),
    "a kind": ("stages", ("seed", "kind=Archived"), "  - id: seed\n    kind: archived\n"),
    "an equals sign": ("stages", ("mixing", "description=a=b"), "    description: a=b\n"),
    "a name": ("stages", ("mixing", "name=Mix Down"), "  - id: mixing   # loud\n    name: Mix Down\n"),
    "a workflow": ("workflows", ("artwork", "emoji=🎨", "category=Look"), "emoji: 🎨, category: Look"),
    "a date": ("projects", ("ep", "due=friday"), "{id: ep, due: 2026-11-27}"),
    "a later date": ("projects", ("ep", "due+=2w"), "{id: ep, due: 2026-12-15}"),
    "an earlier date": ("projects", ("ep", "due-=1m"), "{id: ep, due: 2026-11-01}"),
    "no date": ("projects", ("ep", "due=none"), "{id: ep}"),
    "a parent": ("projects", ("tour", "parent=EP"), "{id: tour, parent: ep}"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "expected"), SET.values(), ids=SET)
def test_a_value_is_changed_and_undone(
    kind: str, words: Sequence[str], expected: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    before = read_all(root)
    assert run(kind, "set", *words).code == 0
    assert expected in (root / f"{kind}.yaml").read_text(encoding="utf-8")
    assert run("check").code == 0
    assert (run("undo").code, read_all(root)) == (0, before)


@pytest.mark.parametrize(
    ("kind", "entry", "word"),
    [
        ("stages", "mixing", "colour=red"),
        ("stages", "mixing", "Color=red"),
        ("workflows", "artwork", "emoji="),
        ("projects", "ep", "due+=2w"),
    ],
    ids=lambda word: word,
)
def test_an_assignment_is_no_new_name(kind: str, entry: str, word: str, catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    before = read_all(root)
    assert run(kind, "rename", entry, word) == Ran(
        2,
        "",
        f"prodash: rename gives a new name; 'prodash {kind} set {entry} {word}' changes a value, and --name gives any name\n",
    )
    assert read_all(root) == before


def test_a_name_may_look_like_an_assignment(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    assert run("stages", "rename", "mixing", "loud", "--name", "colour=red").code == 0
    assert run("stages", "rename", "seed", "E=MC2").code == 0
    assert "name: E=MC2" in (root / "stages.yaml").read_text()


def test_the_plan_is_shown_as_of_every_change(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    assert run("stages", "set", "mixing", "colour=red", "kind=", "-n") == Ran(
        0, "stage mixing  colour  purple → red\n1 stage would change\n"
    )
    assert run("stages", "set", "mixing", "colour=#823aca").out == "nothing to change\n"


WRONG: dict[str, tuple[str, Sequence[str], int, str]] = {
    "an unknown key": ("stages", ("mixing", "colr=red"), 2, "a stage has no 'colr'; did you mean 'colour'?"),
    "a far key": ("workflows", ("artwork", "kind=finished"), 2, "a workflow has no 'kind'; choose from 'name', 'emoji', 'colour', 'description', 'category'"),
    "the id": ("stages", ("mixing", "id=mix"), 2, "the id of a stage is made from its name; write 'prodash stages rename mixing NEW'"),
    "no change": ("stages", ("mixing",), 2, "name a change, as in 'prodash stages set mixing colour=teal'; to give it a new name, there is rename"),
    "no entry": ("stages", ("colour=red",), 2, "name one stage, and its changes as FIELD=VALUE; you named none"),
    "two entries": ("stages", ("mixing", "seed", "colour=red"), 2, "name one stage, and its changes as FIELD=VALUE; you named 'mixing' and 'seed'"),
    "twice": ("stages", ("mixing", "colour=red", "color=blue"), 2, "colour is given twice; write it once"),
    "a list": ("stages", ("mixing", "colour+=red"), 2, "colour holds one value; write colour=VALUE"),
    "no name": ("stages", ("mixing", "name="), 2, "a stage needs a name; write one"),
    "an unknown entry": ("stages", ("mixng", "colour=red"), 3, "unknown stage 'mixng'; did you mean 'mixing'?"),
    "no date to shift": ("projects", ("tour", "due+=2w"), 4, "nothing was changed\nprojects.yaml: 'tour' has no due date to shift; write due=DATE"),
    "beyond the calendar": ("projects", ("ep", "due+=9999y"), 4, "nothing was changed\nprojects.yaml: the due date of 'ep' cannot be shifted so far"),
    "no length": ("projects", ("ep", "due+=friday"), 2, "due+= shifts the date: 'friday' is not a length of time; write 3d, 2w, 1m, 1y or '10 days', or due=DATE to set one"),
    "an option": ("stages", ("mixing", "--colour", "red"), 2, "stages set has no option --colour; write colour=VALUE"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "code", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_set_is_refused_with_what_to_type(
    kind: str, words: Sequence[str], code: int, message: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    before = read_all(root)
    assert run(kind, "set", *words) == Ran(code, "", f"prodash: {message}\n")
    assert read_all(root) == before


def test_rename_renames_only_and_names_set_for_the_rest(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    assert run("stages", "rename", "mixing", "x", "--colour", "red") == Ran(
        2, "", "prodash: stages rename has no option --colour; write 'prodash stages set ID colour=VALUE'\n"
    )
    assert run("stages", "rename", "mixing", "mix-1", "--name", "Mix No. 1", "-f", "tsv").out == (
        "kind\tid\tpath\tfield\tbefore\tafter\tchanges\n"
        "stage\tmixing\tstages.yaml\tid\tmixing\tmix-1\ttrue\n"
        "stage\tmixing\tstages.yaml\tname\t\tMix No. 1\ttrue\n"
        "track\ta\ttracks/a.yaml\tstage\tMixing\tmix-1\ttrue\n"
    )
    assert run("stages", "rename", "seed").code == 2
