"""The first and the last day of the calendar: answers about the time before and after them, which no date has."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.history.repository import Repository

Run = Callable[..., Ran]
DAYS = ("0001-01-01", "9999-12-31")


@pytest.fixture(scope="module", params=["2026-01-01", "9999-12-31"], ids="begun {}".format)
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two tracks that are begun on some day, one of which is finished on the next day that there is."""
    repository = Repository(tmp_path_factory.mktemp("ends") / "music")
    repository.commit({"dune": "seed", "kaiju": "mixing"}, at=f"{request.param}T01:00+00:00")
    repository.commit({"kaiju": "published"}, at=f"{request.param}T02:00+00:00")
    return repository.write()


@pytest.mark.parametrize("today", DAYS)
def test_every_answer_can_be_given_on_every_day(
    root: Path, today: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRODASH_TODAY", today)
    at = ("-C", str(root))
    ran = run(*at, "flow", "-f", "json")
    assert (ran.code, json.loads(ran.out)["until"]) == (0, today)
    assert run(*at, "forecast").out == "1 track to do\n"
    assert run(*at, "forecast", "--by", "project", "-f", "csv").code == 0
    assert run(*at, "report", "-").code == 0
