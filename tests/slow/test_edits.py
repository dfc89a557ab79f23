"""Tens of thousands of edits of random files: none fails, none takes long, and other readers agree with each."""

import os
import time

import pytest

from tests.random_edits import try_edits

EDITS = int(os.environ.get("PRODASH_TEST_EDITS", "10000"))
"""How many to try; 10,000 take about two minutes."""


@pytest.mark.slow
def test_no_edit_fails_takes_long_or_is_read_otherwise() -> None:
    tally = try_edits(EDITS, seed=time.time_ns())
    assert tally.faults == []
    assert tally.slowest < 1
