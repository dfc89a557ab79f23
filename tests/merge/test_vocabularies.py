"""Stages, workflows and projects: merged by entry and field, in every way in which they can be written."""

from collections.abc import Callable
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
