"""A move keeps its author and date, whichever branch it was made on and however that was merged."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.history.repository import Repository, history_of, told, told_all

Build = Callable[[Repository], object]


def linear(repository: Repository) -> None:
    repository.commit({"dune": "seed"})
    repository.commit({"dune": "mixing"}, by="Ben", at="2026-02-02")
    repository.commit({"dune": "mixing"}, at="2026-02-03", number=1)
    repository.commit({"dune": "seed"}, at="2026-02-04", number=1)


def merged(repository: Repository) -> None:
    repository.commit({"dune": "seed", "kaiju": "seed"})
    repository.commit({"dune": "mixing"}, on="side", start="main", by="Ben", at="2026-02-02")
    repository.commit({"kaiju": "writing"}, at="2026-02-03")
    repository.commit({"dune": "mixing"}, merge=["side"], at="2026-03-03")


def discarded(repository: Repository) -> None:
    repository.commit({"dune": "seed"})
    repository.commit({"dune": "mixing"}, on="side", start="main", by="Ben", at="2026-02-02")
    repository.commit({"kaiju": "seed"}, at="2026-02-03")
    repository.commit(merge=["side"], at="2026-03-03")


def evil(repository: Repository) -> None:
    repository.commit({"dune": "seed"})
    repository.commit({"dune": "mixing"}, on="side", start="main", by="Ben", at="2026-02-02")
    repository.commit({"dune": "published"}, merge=["side"], by="Cyd", at="2026-03-03")


def contents_merged(repository: Repository) -> None:
    repository.commit({"dune": "seed"})
    repository.commit({"dune": "mixing"}, on="side", start="main", by="Ben", at="2026-02-02")
    repository.commit({"dune": "seed"}, at="2026-02-03", number=7)
    repository.commit({"dune": "mixing"}, merge=["side"], at="2026-03-03", number=7)


def spelled_otherwise(repository: Repository) -> None:
    repository.commit({"dune": "seed"})
    repository.commit({"dune": "mixing"}, on="side", start="main", by="Ben", at="2026-02-02")
    repository.commit({"dune": "seed"}, at="2026-02-03", number=7)
    repository.commit({"dune": "Mixing"}, merge=["side"], by="Cyd", at="2026-03-03", number=7)


def octopus(repository: Repository) -> None:
    repository.commit({"dune": "seed", "kaiju": "seed", "sand": "seed"})
    for number, track in enumerate(("dune", "kaiju", "sand"), 2):
        repository.commit({track: "mixing"}, on=track, start="main", by=track, at=f"2026-02-0{number}")
    repository.commit({"note": "seed"})
    repository.commit(
        {"dune": "mixing", "kaiju": "mixing", "sand": "mixing"},
        merge=["dune", "kaiju", "sand"],
        at="2026-03-03",
    )


def criss_cross(repository: Repository) -> None:
    repository.commit({"dune": "seed", "kaiju": "seed"})
    side = repository.commit({"kaiju": "mixing"}, on="side", start="main", by="Ben", at="2026-02-02")
    main = repository.commit({"dune": "mixing"}, at="2026-02-03")
    repository.commit({"kaiju": "mixing"}, merge=[side], at="2026-02-04")
    repository.commit({"dune": "mixing"}, on="side", merge=[main], by="Ben", at="2026-02-05")
    repository.commit({"kaiju": "published"}, on="side", by="Ben", at="2026-02-06")
    repository.commit({"kaiju": "published"}, merge=["side"], at="2026-02-07")


def removed_and_back(repository: Repository) -> None:
    repository.commit({"dune": "seed", "kaiju": "seed"})
    repository.commit({"dune": None}, at="2026-02-02")
    repository.commit({"ep/dune": "mixing"}, by="Ben", at="2026-02-03")


def removed_aside(repository: Repository) -> None:
    repository.commit({"dune": "seed", "kaiju": "seed"})
    repository.commit({"dune": None}, on="side", start="main", by="Ben", at="2026-02-02")
    repository.commit({"kaiju": "mixing"}, at="2026-02-03")
    repository.commit({"dune": None}, merge=["side"], at="2026-02-04")
    repository.commit({"dune": "mixing"}, at="2026-02-05")


def renamed_aside(repository: Repository) -> None:
    repository.commit({"dune": "seed"})
    sand = {"tracks/dune.yaml": None, "tracks/sand.yaml": renamed("seed")}
    repository.commit(files=sand, on="side", start="main", by="Ben", at="2026-02-02")
    repository.commit({"dune": "mixing"}, by="Cyd", at="2026-02-03")
    repository.commit(files={**sand, "tracks/sand.yaml": renamed("mixing")}, merge=["side"], at="2026-02-04")


def renamed_here(repository: Repository) -> None:
    repository.commit({"dune": "seed"})
    repository.commit({"dune": "mixing"}, on="side", start="main", by="Ben", at="2026-02-02")
    repository.commit(files={"tracks/dune.yaml": None, "tracks/sand.yaml": renamed("seed")}, at="2026-02-03")
    repository.commit(files={"tracks/sand.yaml": renamed("mixing")}, merge=["side"], at="2026-02-04")


def renamed(stage: str) -> str:
    from tests.history.repository import text_of

    return text_of("dune", stage)


def unrelated(repository: Repository) -> None:
    repository.commit({"dune": "seed"})
    repository.commit({"kaiju": "mixing"}, on="side", by="Ben", at="2026-02-02")
    repository.commit({"kaiju": "mixing"}, merge=["side"], at="2026-02-03")


def skewed(repository: Repository) -> None:
    repository.commit({"dune": "seed"}, at="2026-05-05")
    repository.commit({"dune": "mixing"}, at="1999-01-01")
    repository.commit({"dune": "published"}, at="2099-01-01")


TOLD: dict[str, tuple[Build, dict[str, str]]] = {
    "linear": (linear, {"dune": "01-01 Ann seed, 02-02 Ben mixing, 02-04 Ann seed"}),
    "merged": (
        merged,
        {"dune": "01-01 Ann seed, 02-02 Ben mixing", "kaiju": "01-01 Ann seed, 02-03 Ann writing"},
    ),
    "a move that the merge threw away": (discarded, {"dune": "01-01 Ann seed", "kaiju": "02-03 Ann seed"}),
    "an evil merge": (evil, {"dune": "01-01 Ann seed, 03-03 Cyd published"}),
    "contents merged": (contents_merged, {"dune": "01-01 Ann seed, 02-02 Ben mixing"}),
    "a stage that the merge writes otherwise": (
        spelled_otherwise,
        {"dune": "01-01 Ann seed, 02-02 Ben mixing"},
    ),
    "octopus": (
        octopus,
        {
            "dune": "01-01 Ann seed, 02-02 dune mixing",
            "kaiju": "01-01 Ann seed, 02-03 kaiju mixing",
            "note": "01-01 Ann seed",
            "sand": "01-01 Ann seed, 02-04 sand mixing",
        },
    ),
    "criss-cross": (
        criss_cross,
        {
            "dune": "01-01 Ann seed, 02-03 Ann mixing",
            "kaiju": "01-01 Ann seed, 02-02 Ben mixing, 02-06 Ben published",
        },
    ),
    "removed and back": (
        removed_and_back,
        {"dune": "01-01 Ann seed, 02-02 Ann removed, 02-03 Ben mixing", "kaiju": "01-01 Ann seed"},
    ),
    "removed on a branch": (
        removed_aside,
        {
            "dune": "01-01 Ann seed, 02-02 Ben removed, 02-05 Ann mixing",
            "kaiju": "01-01 Ann seed, 02-03 Ann mixing",
        },
    ),
    "renamed on a branch": (renamed_aside, {"sand": "01-01 Ann seed, 02-03 Cyd mixing"}),
    "moved on a branch and renamed here": (renamed_here, {"sand": "01-01 Ann seed, 02-02 Ben mixing"}),
    "unrelated": (unrelated, {"dune": "01-01 Ann seed", "kaiju": "02-02 Ben mixing"}),
    "skewed clocks": (skewed, {"dune": "05-05 Ann seed, 01-01 Ann mixing, 11-21 Ann published"}),
}


@pytest.mark.parametrize(("build", "expected"), TOLD.values(), ids=TOLD)
def test_a_move_is_told_as_it_was_made(build: Build, expected: dict[str, str], tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    build(repository)
    history = history_of(repository.write())
    assert told_all(history) == expected
    assert {path: told(chain) for path, chain in history.removed.items()} == {}
