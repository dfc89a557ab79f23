"""Stages, workflows and projects: merged by entry and field, in every way in which they can be written."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.merge.cases import between, edited
from tests.merge.driver import Driven, drive

Run = Callable[..., Ran]

STAGES = """\
# of the band
stages:
  - id: seed   # the spark
    name: Seed

  # by ear
  - writing
  - {id: mixing, name: Mixing, colour: blue}

  - id: done
    kind: finished
"""
DEMO, REVIEW = "  - id: demo\n    name: Demo\n", "  - review\n"
WRITING, MIXING = "  # by ear\n  - writing\n", "  - {id: mixing, name: Mixing, colour: blue}\n"


def stages(*pairs: tuple[str, str]) -> str:
    return edited(STAGES, *pairs)


MERGES = {
    "fields of an entry in braces": (
        stages(("name: Mixing", "name: Mix")),
        stages(("colour: blue", "colour: red")),
        stages(("name: Mixing, colour: blue", "name: Mix, colour: red")),
    ),
    "a comment and a field": (
        stages(("# the spark", "# a spark")),
        stages(("name: Seed", "name: Idea\n    emoji: 🌱")),
        stages(("# the spark", "# a spark"), ("name: Seed", "name: Idea\n    emoji: 🌱")),
    ),
    "stages in two places": (
        stages((MIXING, MIXING + REVIEW)),
        stages((WRITING, DEMO + WRITING)),
        stages((MIXING, MIXING + REVIEW), (WRITING, DEMO + WRITING)),
    ),
    "one stage goes, one comes beside it": (
        stages((WRITING, "")),
        stages((MIXING, DEMO + MIXING)),
        stages(("\n" + WRITING + MIXING, DEMO + "\n" + MIXING)),
    ),
    "stages change places, and one changes": (
        stages((WRITING, ""), (MIXING, MIXING + WRITING)),
        stages(("kind: finished", "kind: archived")),
        stages((WRITING, ""), (MIXING, MIXING + WRITING), ("kind: finished", "kind: archived")),
    ),
    "a stage gets fields, and its comment changes": (
        stages(("  - writing", "  - id: writing\n    name: Write")),
        stages(("# by ear", "# by heart")),
        stages(("# by ear\n  - writing", "# by heart\n  - id: writing\n    name: Write")),
    ),
    "the same stage": (
        stages((MIXING, MIXING + DEMO)),
        stages((MIXING, MIXING + DEMO), ("Seed", "Idea")),
        stages((MIXING, MIXING + DEMO), ("Seed", "Idea")),
    ),
}


@pytest.mark.parametrize(("ours", "theirs", "merged"), MERGES.values(), ids=MERGES)
def test_what_two_people_do_to_other_stages_is_merged(
    ours: str, theirs: str, merged: str, run: Run, tmp_path: Path
) -> None:
    assert drive(run, tmp_path, STAGES, ours, theirs, "stages.yaml") == Driven(0, merged)
    assert drive(run, tmp_path, STAGES, theirs, ours, "stages.yaml") == Driven(0, merged)


CONFLICTS = {
    "two stages in one place": (
        STAGES + DEMO,
        STAGES + REVIEW,
        STAGES + between(DEMO, REVIEW),
        "stages",
    ),
    "the name of one stage": (
        stages(("name: Seed", "name: Idea")),
        stages(("name: Seed", "name: Spark")),
        stages(("    name: Seed\n", between("    name: Idea\n", "    name: Spark\n"))),
        "seed.name",
    ),
    "the name of a stage in braces": (
        stages(("Mixing", "Mix")),
        stages(("Mixing", "Mixdown")),
        stages((MIXING, between(edited(MIXING, ("Mixing", "Mix")), edited(MIXING, ("Mixing", "Mixdown"))))),
        "mixing",
    ),
    "a stage that one removed": (
        stages(("\n  - id: done\n    kind: finished\n", "")),
        stages(("finished", "archived")),
        stages(("\n  - id: done\n    kind: finished\n", between("", "\n  - id: done\n    kind: archived\n"))),
        "done",
    ),
    "two orders": (
        stages((WRITING, ""), (MIXING, MIXING + WRITING)),
        stages((WRITING, ""), ("    kind: finished\n", "    kind: finished\n" + WRITING)),
        "# of the band\n"
        + between(
            stages((WRITING, ""), (MIXING, MIXING + WRITING), ("# of the band\n", "")),
            stages(
                (WRITING, ""),
                ("    kind: finished\n", "    kind: finished\n" + WRITING),
                ("# of the band\n", ""),
            ),
        ),
        "stages",
    ),
}


@pytest.mark.parametrize(("ours", "theirs", "merged", "name"), CONFLICTS.values(), ids=CONFLICTS)
def test_what_both_do_to_one_stage_is_in_conflict(
    ours: str, theirs: str, merged: str, name: str, run: Run, tmp_path: Path
) -> None:
    line = f"stages.yaml: both sides changed {name}\n"
    assert drive(run, tmp_path, STAGES, ours, theirs, "stages.yaml") == Driven(1, merged, line)


@pytest.mark.parametrize("file", ["workflows", "projects"])
def test_other_vocabularies_take_what_both_add_and_our_order(file: str, run: Run, tmp_path: Path) -> None:
    base = f"{file}:\n- a\n- b\n- c\n"
    ours, theirs = f"{file}:\n- b\n- a\n- c\n- d\n", f"{file}:\n- a\n- c\n- b\n- e\n"
    driven = drive(run, tmp_path, base, ours, theirs, f"{file}.yaml")
    assert driven == Driven(0, f"{file}:\n- b\n- e\n- a\n- c\n- d\n")


BETWEEN_BRACKETS = {
    "in one line": "stages: [{id: seed, name: Seed}, writing, {id: done, kind: finished}]\n",
    "in lines": "stages: [  # of the band\n  {id: seed, name: Seed},\n  writing,\n  {id: done, kind: finished},\n]\n",
    "JSON": '{"stages": [{"id": "seed", "name": "Seed"}, "writing", {"id": "done", "kind": "finished"}]}\n',
    "JSON in lines": """\
{
  "stages": [
    {"id": "seed", "name": "Seed"},
    "writing",
    {"id": "done", "kind": "finished"}
  ]
}
""",
}
BRACKETS = pytest.mark.parametrize("base", BETWEEN_BRACKETS.values(), ids=BETWEEN_BRACKETS)


@BRACKETS
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("set", "seed", "name=Idea"), ("set", "done", "kind=archived")),
        (("set", "writing", "colour=red"), ("remove", "seed")),
        (("add", "Demo", "--before=writing"), ("add", "Review", "--after=writing")),
        (("move", "writing", "--before=seed"), ("set", "writing", "emoji=✏️")),
        (("remove", "seed"), ("remove", "writing")),
    ],
    ids=["two fields", "a field and a stage", "two places", "moved and changed", "removed"],
)
def test_stages_between_brackets_are_merged_as_if_one_person_had_done_both(
    base: str,
    ours: Sequence[str],
    theirs: Sequence[str],
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def changed(text: str, change: Sequence[str]) -> str:
        file.write_text(text)
        assert run("stages", *change).code == 0
        return file.read_text()

    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path / "mine")
    file = tmp_path / "mine" / "stages.yaml"
    one, other = changed(base, ours), changed(base, theirs)
    both = {changed(one, theirs), changed(other, ours)}
    (tmp_path / "merge").mkdir()
    for sides in ((one, other), (other, one)):
        driven = drive(run, tmp_path / "merge", base, *sides, "stages.yaml")
        assert (driven.code, driven.err) == (0, "")
        assert driven.merged in both


@BRACKETS
@pytest.mark.parametrize(
    ("old", "ours", "theirs"),
    [
        ("Seed", "Idea", "Spark"),
        ("writing", "writing-demo", "writing-review"),
    ],
)
def test_what_both_do_to_one_stage_between_brackets_is_in_conflict(
    base: str, old: str, ours: str, theirs: str, run: Run, tmp_path: Path
) -> None:
    sides = [base.replace(old, new) for new in (ours, theirs)]
    driven = drive(run, tmp_path, base, *sides, "stages.yaml")
    assert (driven.code, "<<<<<<< ours\n" in driven.merged) == (1, True)
    assert driven.merged.count(ours) == driven.merged.count(theirs) == 1


def test_a_list_between_brackets_that_would_take_long_is_merged_by_its_lines(
    run: Run, tmp_path: Path
) -> None:
    lines = [f"  {{id: x{number}, name: X, colour: red}},\n" for number in range(300)]
    first, second = "".join(lines[:150]), "".join(lines[150:])
    named, coloured = first.replace("X", "Y"), second.replace("red", "blue")
    sides = [
        f"projects: [\n{one}# half\n{other}]\n" for one in (first, named) for other in (second, coloured)
    ]
    base, theirs, ours, both = sides
    assert drive(run, tmp_path, base, ours, theirs, "projects.yaml") == Driven(0, both)


LINES = '{"projects": [\n  {"id": "a", "name": "A"},\n  {"id": "b"},\n  {"id": "c"},\n  {"id": "d"}\n]}\n'


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            ('{"id": "b"}', '{"id": "x", "name": "X"},\n  {"id": "b"}'),
            ('{"id": "d"}', '{"id": "x", "name": "Y"},\n  {"id": "d"}'),
        ),
        (
            (LINES[15:], '  {"id": "b"},\n  {"id": "c"},\n  {"id": "a", "name": "AA"},\n  {"id": "d"}\n]}\n'),
            ('  {"id": "a", "name": "A"},\n', ""),
        ),
    ],
    ids=["added twice", "removed and changed"],
)
def test_what_git_merges_without_a_conflict_is_one_between_brackets_too(
    ours: tuple[str, str], theirs: tuple[str, str], run: Run, tmp_path: Path
) -> None:
    sides = [edited(LINES, ours), edited(LINES, theirs)]
    for one, other in (sides, sides[::-1]):
        driven = drive(run, tmp_path, LINES, one, other, "projects.yaml")
        assert (driven.code, driven.merged) == (1, between(one, other))


FIELDS = "fields:\n  - id: bpm\n    type: number  # beats\n  - {id: key, values: [Am, C]}\n  - crew\n"


def test_declared_fields_are_merged_by_field_and_by_value(run: Run, tmp_path: Path) -> None:
    ours = edited(FIELDS, ("[Am, C]", "[E, Am, C]"), ("  - crew\n", "  - id: crew\n    list: true\n"))
    theirs = edited(FIELDS, ("number", "length"), ("[Am, C]", "[Am, C, Dm]"))
    both = edited(ours, ("number", "length"), ("[E, Am, C]", "[E, Am, C, Dm]"))
    assert drive(run, tmp_path, FIELDS, ours, theirs, "fields.yaml") == Driven(0, both)
    driven = drive(run, tmp_path, FIELDS, edited(FIELDS, ("number", "date")), theirs, "fields.yaml")
    assert (driven.code, driven.merged.count("<<<<<<<"), "type: date" in driven.merged) == (1, 1, True)
