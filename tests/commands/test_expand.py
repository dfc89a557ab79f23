"""set --expand fills in fields of each track, and nothing else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.plan.expansion import expansion_of
from tests.conftest import Files, Ran, read_all
from tests.examples import examples

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

TRACK = (
    "title: Dune, II\nstage: seed\ndue: 2026-12-01\nBPM: 120\nreleased: 2025-06-01\nage: 7\n"
    "tags: [a, b]\nm: {k: v}\nodd: '{id}'\n"
)
FILLED = {
    "isrc": ("QZ-{id}", "QZ-a"),
    "several": ("{title} at {bpm}", "Dune, II at 120"),
    "braces": ("{{id}} {id} }}{{", "{id} a }{"),
    "a part of a date": ("{released.year}", "2025"),
    "a part of a mapping": ("{m.K}", "v"),
    "a custom field": ("{custom.age}", "7"),
    "the date that counts": ("{due}", "2026-12-01"),
    "a list": ("{tags}", "a, b"),
    "a value with braces": ("{odd}", "{id}"),
    "the path": ("{path} {stage}", "tracks/a.yaml seed"),
}


def test_fields_in_braces_are_filled_in(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": TRACK})
    changes = [f"{name}={text}" for name, (text, _) in FILLED.items()]
    assert run("set", *changes, "a", "--expand").code == 0
    (track,) = json.loads(run("list", "-f", "json").out)["tracks"]
    assert {name: str(track["custom"][name]) for name in FILLED} == {
        name: filled for name, (_, filled) in FILLED.items()
    }


ALONE = "{!r} has a brace that stands alone; write {} for a brace"
NO_FIELD = "unknown field {!r}; did you mean 'id'?"
REFUSED = {
    "no braces": ("x=plain", 2, "--expand needs the name of a field in braces, as in isrc='QZ-{id}'"),
    "an open brace": ("x={", 2, ALONE.format("{", "{{")),
    "a closed brace": ("x={id}}", 2, ALONE.format("{id}}", "}}")),
    "no name": ("x={}", 3, "unknown field ''; choose from 'BPM', 'age', 'm', 'odd', 'released', 'tags'"),
    "a conversion": ("x={id!r}", 3, NO_FIELD.format("id!r")),
    "a format": ("x={id:>9}", 3, NO_FIELD.format("id:>9")),
    "an attribute": ("x={id.upper}", 3, "unknown field 'id.upper'"),
    "a stage": ("stage={id}", 2, "--expand fills in title, notes and custom fields, not stage"),
    "YAML": ('x:="{id}"', 2, "--expand reads no YAML; write x=TEXT"),
    "an empty field": ("x={notes}", 4, "nothing was changed\ntracks/a.yaml: it has no notes to fill in for {notes}"),
    "a mapping": ("x={m}", 4, "nothing was changed\ntracks/a.yaml: its m is not one value, so that {m} cannot be filled in"),
    "an item with a comma": ("x+={title}", 4, "nothing was changed\ntracks/a.yaml: 'Dune, II' has a comma, which stands between items; change x by hand"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "code", "message"), REFUSED.values(), ids=REFUSED)
def test_expand_refuses_what_it_cannot_fill_in_and_changes_nothing(
    change: str, code: int, message: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": TRACK})
    old = read_all(root)
    ran = run("set", change, "a", "--expand")
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(f"prodash: {message}")
    assert read_all(root) == old


def test_each_track_gets_its_own_and_one_without_refuses_all(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nbpm: 1\n", "tracks/b.yaml": "stage: seed\n"})
    assert run("set", "notes+=at {bpm}", "--all", "--yes", "--expand") == Ran(
        4, err="prodash: nothing was changed\ntracks/b.yaml: it has no bpm to fill in for {bpm}\n"
    )
    assert run("set", "isrc=QZ-{id}", "--all", "--yes", "--expand").code == 0
    assert read_all(root)["tracks/b.yaml"] == b"stage: seed\nisrc: QZ-b\n"
    assert run("set", "isrc={id}", "a").code == 0
    assert read_all(root)["tracks/a.yaml"] == b"stage: seed\nbpm: 1\nisrc: '{id}'\n"


@examples(60)
@given(text=st.text(max_size=20))
def test_every_text_with_doubled_braces_stays_itself(text: str) -> None:
    catalogue = Catalogue.of(stages=(), workflows=(), projects=(), tracks=())
    doubled = text.replace("{", "{{").replace("}", "}}")
    assert expansion_of(catalogue, doubled)(Track("a", "tracks/a.yaml", "A")) == text
