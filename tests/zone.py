"""A zone for tests that show times of day, whatever zone the computer is in; Windows cannot be told one."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

UTC = "UTC"


@contextmanager
def in_zone(name: str = UTC) -> Iterator[None]:
    """The zone *name* for this process and those that it starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", name)
        _take_zone()
        yield
    _take_zone()


def _take_zone() -> None:
    if hasattr(time, "tzset"):
        time.tzset()
