"""Two people set other fields of one track, in whatever way its file is written: in lines, in braces or as JSON."""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, assume, example, given
from hypothesis import strategies as st

from prodash.model.catalogue.fields import TRACK_ORDER, type_of
from prodash.model.merge.values import Value, alike
from prodash.storage.edit.value import WriteStyle, set_value
from prodash.storage.edit.verify import CannotEditError
from prodash.storage.merge.read import UnmergeableError, read_value
from tests import random_files
from tests.conftest import Ran
from tests.examples import examples
from tests.merge.driver import drive


def edited(r: Random, text: str, keys: Sequence[str]) -> str:
    """*text* with other values of *keys*, as far as `set` can write them."""
    for key in keys:
        names = tuple(dict.fromkeys(random_files.name(r) for _ in range(r.randint(1, 3))))
        value = None if r.random() < 0.15 else names if key in random_files.LISTS else random_files.line(r)
        try:
            text = set_value(text, (key,), value, WriteStyle(TRACK_ORDER, type_of(key)))
        except CannotEditError:
            continue
    return text


def fields(text: str) -> dict[str, Value]:
    value = read_value(text.replace("\r\n", "\n").replace("\r", "\n") + "\n")
    assert isinstance(value, dict)
    return value


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("merge")


@examples(30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(0, 10**9))
@example(seed=11799)  # a block at the end that keeps its line ends, in a file without the last one
def test_other_fields_never_conflict(seed: int, run: Callable[..., Ran], folder: Path) -> None:
    r = Random(seed)  # noqa: S311 (it is not for secrets)
    base = random_files.track(r)
    keys = r.sample(random_files.KEYS, 4)
    ours, theirs = edited(r, base, keys[:2]), edited(r, base, keys[2:])
    try:
        before, here, there = map(fields, (base, ours, theirs))
    except (UnmergeableError, AssertionError):
        assume(False)
    driven = drive(run, folder, base, ours, theirs)
    assert (driven.code, driven.err) == (0, "")
    changed = {key: there.get(key) for key in {*before, *there} if there.get(key) != before.get(key)}
    wanted = {key: value for key, value in {**here, **changed}.items() if value is not None}
    assert alike(fields(driven.merged), wanted)
