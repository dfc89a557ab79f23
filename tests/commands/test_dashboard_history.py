"""dashboard: what moved this week, and which tracks have been in their stage for longest, as git tells it."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, STAGES, TODAY, Ran
from tests.history.example import example_repository
from tests.history.repository import Repository, git
from tests.screen import on_screen

Run = Callable[..., Ran]

LINE = "1 moved this week; longest in their stage: Haluz 201 days, Солярис 166 days"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_repository(tmp_path_factory.mktemp("example") / "my-music")


def test_a_line_below_the_bars_is_all_that_history_adds(example: Path, run: Run, tmp_path: Path) -> None:
    plain = shutil.copytree(EXAMPLE, tmp_path / "my-music", ignore=shutil.ignore_patterns(".prodash"))
    for options in ([], ["--no-index"]):
        shown = run("-C", str(example), *options).out.replace(str(example), str(plain))
        expected = run("-C", str(plain), *options).out.splitlines()
        at = next(n for n, line in enumerate(expected) if line.startswith("Mixing is where")) + 1
        assert shown.splitlines() == [*expected[:at], f"{LINE}, Slow Elevator 165 days", *expected[at:]]


@pytest.mark.parametrize(
    ("columns", "line"),
    {
        200: f"{LINE}, Slow Elevator 165 days",
        79: LINE,
        70: "1 moved this week; longest in their stage: Haluz 201 days",
        50: "1 moved this week",
    }.items(),
    ids=str,
)
def test_the_line_has_as_many_tracks_as_fit(columns: int, line: str, example: Path) -> None:
    shown = on_screen(["-C", str(example)], columns, PRODASH_TODAY=TODAY, NO_COLOR="1")
    # On a wide screen, what is due stands to the right.
    assert [found.partition("    ")[0] for found in shown.splitlines() if "moved" in found] == [line]


STORIES: dict[str, tuple[list[tuple[str, str]], str]] = {
    "nothing moved": ([("2026-10-01", "seed")], "Nothing moved this week; longest in their stage: a 51 days"),
    "it may have been there before": (
        [("2026-11-20", "mixing")],
        "Nothing moved this week; longest in their stage: a ≥ 1 day",
    ),
    "moved today": ([("2026-10-01", "seed"), ("2026-11-21T00:00+00:00", "mixing")], "1 moved this week"),
    "moved seven days ago": (
        [("2026-10-01", "seed"), ("2026-11-14", "mixing")],
        "1 moved this week; longest in their stage: a 7 days",
    ),
    "moved eight days ago": (
        [("2026-10-01", "seed"), ("2026-11-13", "mixing")],
        "Nothing moved this week; longest in their stage: a 8 days",
    ),
    "finished": ([("2026-10-01", "seed"), ("2026-11-15", "published")], "1 moved this week"),
    "finished long ago": ([("2026-10-01", "seed"), ("2026-10-15", "published")], ""),
    "added today": ([("2026-11-21T00:00+00:00", "seed")], ""),
    "archived": ([("2026-10-01", "seed"), ("2026-11-20", "archived")], ""),
}


@pytest.mark.parametrize(("steps", "line"), STORIES.values(), ids=STORIES)
def test_the_line_says_what_happened(
    steps: list[tuple[str, str]], line: str, run: Run, tmp_path: Path
) -> None:
    repository = Repository(tmp_path / "music")
    repository.commit(files={"stages.yaml": STAGES}, at="2025-01-01")
    for day, stage in steps:
        repository.commit({"a": stage}, at=day)
    root = repository.write()
    for _ in ("read", "kept"):
        shown = run("-C", str(root)).out.splitlines()
        assert [one for one in shown if "moved" in one or "longest" in one] == ([line] if line else [])
    moved = run("-C", str(root), "list", "--moved-since", "1w", "-f", "ids").out.split()
    assert len(moved) == (1 if line.startswith("1 moved") else 0)


def test_a_change_counts_before_it_is_committed(run: Run, example: Path) -> None:
    shown = [run("-C", str(example)), run("-C", str(example), "set", "stage=mixing", "haluz", "--yes")]
    shown.append(run("-C", str(example)))
    git(example, "checkout", "--quiet", ".")
    assert [ran.code for ran in shown] == [0, 0, 0]
    assert "2 moved this week; longest in their stage: Солярис 166 days" in shown[-1].out


def test_programs_get_what_they_got(run: Run, example: Path) -> None:
    answer = json.loads(run("-C", str(example), "dashboard", "-f", "json").out)
    assert [key for key in answer if "moved" in key or "history" in key] == []


SPOILT: dict[str, Callable[[Path, pytest.MonkeyPatch], object]] = {
    "no repository": lambda root, _: shutil.rmtree(root / ".git"),
    "no program": lambda _, patch: patch.setenv("PATH", os.devnull),
    "no objects": lambda root, _: shutil.rmtree(root / ".git/objects/pack"),
    "no commit": lambda root, _: (root / ".git/HEAD").write_text("ref: refs/heads/new\n"),
    "no such commit": lambda root, _: (root / ".git/HEAD").write_text(f"{'1' * 40}\n"),
    "settings that cannot be read": lambda root, _: (root / ".git/config").write_text("["),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_without_what_git_knows_every_answer_is_as_it_was(
    spoil: Callable[[Path, pytest.MonkeyPatch], object],
    example: Path,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, without in (("plain", [".git", ".prodash"]), ("spoilt", [".prodash"])):
        shutil.copytree(example, tmp_path / name / "my-music", ignore=shutil.ignore_patterns(*without))
    spoil(tmp_path / "spoilt/my-music", monkeypatch)
    for argv in (["dashboard"], ["show", "fog"]):
        shown = {}
        for name in ("plain", "spoilt"):
            monkeypatch.chdir(tmp_path / name / "my-music")
            shown[name] = run(*argv)
        assert shown["spoilt"] == shown["plain"]
