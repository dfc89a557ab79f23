"""The example with a history is the example, and what the docs say of it is so."""

from pathlib import Path

from tests.conftest import EXAMPLE, read_all
from tests.history.example import REMOVED, TAG, TAGGED, example_repository
from tests.history.repository import git, history_of, told, told_all


def test_its_newest_commit_is_the_example(tmp_path: Path) -> None:
    root = example_repository(tmp_path / "music")
    shown = {path: text for path, text in read_all(root).items() if not path.startswith(".git/")}
    assert shown == read_all(EXAMPLE)
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "log", "-1", "--format=%as", TAG) == TAGGED


def test_its_branches_renames_and_removals_are_told(tmp_path: Path) -> None:
    history = history_of(example_repository(tmp_path / "music"))
    chains = told_all(history)
    assert chains["third-rail"].endswith("04-14 Mia Brandt recorded, 10-12 Lena Falk mixing")
    assert chains["dune"] == "09-07 Mia Brandt seed"
    assert {path: told(chain) for path, chain in history.removed.items()} == {
        f"tracks/{REMOVED}.yaml": "07-07 Mia Brandt seed, 09-07 Mia Brandt removed"
    }
