"""The everyday cases: `merge-driver` merges each of them, whichever side is ours."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.merge.cases import CASES, Case
from tests.merge.driver import Driven, drive


def in_conflict(merged: str) -> bool:
    return "<<<<<<<" in merged


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_merge_conflicts_only_where_both_changed_one_field(
    case: Case, run: Callable[..., Ran], tmp_path: Path
) -> None:
    swapped = case.merged if case.swapped is None else case.swapped
    for ours, theirs, merged in ((case.ours, case.theirs, case.merged), (case.theirs, case.ours, swapped)):
        driven = drive(run, tmp_path, case.base, ours, theirs, case.file)
        assert driven._replace(err="") == Driven(int(in_conflict(merged)), merged)
        assert bool(driven.err) == in_conflict(merged)
