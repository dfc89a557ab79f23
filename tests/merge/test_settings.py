"""prodash.yaml: merged by filter and by default, sent by sync, and settled by resolve."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.merge.driver import Driven, drive
from tests.merge.test_resolve import is_unmerged, merge

Run = Callable[..., Ran]

SETTINGS = "# ours\nfilters:\n  focus: --stage mixing\n  late: --due overdue\nlimit: 20\n"


def settings(*pairs: tuple[str, str]) -> str:
    text = SETTINGS
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def test_filters_and_defaults_of_both_are_kept(tmp_path: Path, run: Run) -> None:
    ours = settings(
        ("overdue\n", "overdue\n  clubs: --where bpm=120..\n"), ("limit: 20\n", "limit: 20\nemoji: false\n")
    )
    theirs = settings(("overdue\n", "overdue\n  mine: --all\n"), ("20", "30"))
    both = settings(
        ("overdue\n", "overdue\n  clubs: --where bpm=120..\n  mine: --all\n"),
        ("limit: 20\n", "limit: 30\nemoji: false\n"),
    )
    assert drive(run, tmp_path, SETTINGS, ours, theirs, "prodash.yaml") == Driven(0, both)


@pytest.mark.usefixtures("somebody")
def test_resolve_settles_a_filter_that_both_changed(tmp_path: Path, run: Run) -> None:
    ours, theirs = settings(("mixing", "seed")), settings(("mixing", "recorded"))
    root = merge(tmp_path, ({"prodash.yaml": SETTINGS}, {"prodash.yaml": ours}, {"prodash.yaml": theirs}))
    assert run("list").code == 1
    assert run("resolve", "prodash", "--theirs").code == 0
    assert (root / "prodash.yaml").read_text() == theirs
    assert not is_unmerged(root)
