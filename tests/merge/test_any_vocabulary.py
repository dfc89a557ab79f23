"""Two people change other entries of one file, in whatever way it is written."""

from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, assume, example, given
from hypothesis import strategies as st

from prodash.model.merge.values import Items, Single, Value
from prodash.storage.edit import entries
from prodash.storage.edit.verify import CannotEditError
from prodash.storage.merge.read import read_value
from tests import random_files
from tests.conftest import Ran
from tests.examples import examples
from tests.merge.driver import drive


def by_id(text: str, kind: str) -> dict[str, Value]:
    """The entries of *text* by their ids."""
    top = read_value(text.replace("\r\n", "\n").replace("\r", "\n") + "\n")
    assert isinstance(top, Mapping)
    listed = top[kind]
    assert isinstance(listed, Items)
    return {item.text if isinstance(item, Single) else _id(item): item for item in listed.items}


def _id(item: Value) -> str:
    assert isinstance(item, Mapping)
    identifier = item["id"]
    assert isinstance(identifier, Single)
    return identifier.text


def edited(r: Random, text: str, kind: str, identifier: str) -> str:
    """*text* with one entry changed, removed or moved, as the commands do it."""
    way = r.choice(("name", "description", "remove", "move"))
    try:
        if way == "remove":
            return entries.without_entry(text, kind, identifier)
        if way == "move":
            return entries.with_entry_moved(text, kind, identifier, "")
        return entries.with_entry_field(text, kind, identifier, way, random_files.line(r))
    except CannotEditError:
        return text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("merge")


@examples(25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example(seed=72607, kind="workflows").via("both remove entries with the same comment")
@given(seed=st.integers(0, 10**9), kind=st.sampled_from(("workflows", "projects")))
def test_other_entries_never_conflict(seed: int, kind: str, run: Callable[..., Ran], folder: Path) -> None:
    r = Random(seed)  # noqa: S311 (it is not for secrets)
    base = random_files.vocabulary(r, kind, r.sample(random_files.NAMES, 5))
    before = by_id(base, kind)
    assume(len(before) > 1)
    one, other = r.sample([*before], 2)
    ours, theirs = edited(r, base, kind, one), edited(r, base, kind, other)
    here, there = by_id(ours, kind), by_id(theirs, kind)
    driven = drive(run, folder, base, ours, theirs, f"{kind}.yaml")
    assert (driven.code, driven.err) == (0, "")
    wanted = here | {other: there[other]} if other in there else {k: v for k, v in here.items() if k != other}
    assert by_id(driven.merged, kind) == wanted
