"""A finished track shows its own due date alone, and none that only comes from a project."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran

FILES: Files = {
    "projects.yaml": "projects: [{id: ep, due: 2027-06-01}]\n",
    "tracks/past.yaml": "stage: published\nprojects: ep\ndue: 2026-11-01\n",
    "tracks/ahead.yaml": "stage: archived\ndue: 2027-01-01\n",
    "tracks/inherited.yaml": "stage: published\nprojects: ep\n",
}
COMMANDS = {"list": ("list", "--all"), "board": ("board", "--all"), "show": ("show", "--all")}


@pytest.mark.parametrize("argv", COMMANDS.values(), ids=COMMANDS)
def test_views_show_the_date_alone_and_none_of_a_project(
    argv: tuple[str, ...], catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    catalogue(FILES)
    ran = run(*argv)
    assert (ran.code, ran.err) == (0, "")
    assert [day in ran.out for day in ("2026-11-01", "2027-01-01", "2027-06-01")] == [True, True, False]
    assert not any(words in ran.out for words in ("ago", "in 41 days", "↑", "due        \n"))
    assert run("list", "inherited", "--columns", "due", "-f", "csv").out == "due\n2027-06-01\n"
