"""Whatever fields two people edit, a merge has what both did, and nothing of the rest of our file has changed."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given
from hypothesis import strategies as st

from tests.conftest import Ran
from tests.examples import examples
from tests.merge.driver import Driven, drive
from tests.merge.random_tracks import (
    IN_CONFLICT,
    KEYS,
    InConflict,
    Track,
    Value,
    comparable,
    merged_value,
    merges,
    read,
    text_of,
)

_CONFLICT = re.compile(r"<<<<<<< ours\n(.*?)=======\n(.*?)>>>>>>> theirs\n", re.DOTALL)

Run = Callable[..., Ran]


def expected(base: Track, ours: Track, theirs: Track) -> dict[str, Value | InConflict]:
    sides = [{field.key: field for field in track} for track in (base, ours, theirs)]
    values = {key: merged_value(*(side.get(key) for side in sides)) for key in KEYS}
    return {key: value for key, value in values.items() if value is not None}


def sides_of(merged: str) -> Iterator[dict[str, object]]:
    """What is read if all conflicts are settled as one side has it, and as the other has it."""
    for number in (1, 2):
        yield read(_CONFLICT.sub(rf"\{number}", merged.replace("\r\n", "\n")))


def comments(track: Track) -> set[str]:
    return {comment for field in track for comment in (field.above, field.behind) if comment and field.value}


def names_in_conflict(driven: Driven) -> set[str]:
    return {*driven.err.rstrip("\n").partition("both sides changed ")[2].split(", ")} - {""}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("merge")


@examples(25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    merge=merges(),
    newline=st.sampled_from(("\n", "\n", "\r\n")),
    ends=st.booleans(),
)
def test_a_merge_has_what_both_sides_did(
    merge: tuple[Track, Track, Track], newline: str, ends: bool, run: Run, folder: Path
) -> None:
    base, ours, theirs = merge
    wanted = expected(base, ours, theirs)
    in_conflict = {key for key, value in wanted.items() if value is IN_CONFLICT}
    event(f"{len(in_conflict)} conflicts")
    texts = text_of(base), text_of(ours, newline, ends=ends), text_of(theirs)
    driven = drive(run, folder, *texts)
    assert names_in_conflict(driven) == in_conflict
    assert driven.code == bool(in_conflict)
    merged = driven.merged
    if "\r\n" in texts[1]:
        assert "\n" not in merged.replace("\r\n", "")
    merged = merged.replace("\r\n", "\n")
    swapped = drive(run, folder, texts[0], texts[2], texts[1])
    assert names_in_conflict(swapped) == in_conflict
    choices = [*sides_of(merged), *sides_of(swapped.merged)]
    settled = {key: comparable(value) for key, value in wanted.items() if key not in in_conflict}
    for values in choices:
        assert {key: value for key, value in values.items() if key not in in_conflict} == settled
    kept = (comments(ours) & comments(theirs)) | ((comments(ours) | comments(theirs)) - comments(base))
    assert not [comment for comment in kept if comment not in merged]
    by_key = [{field.key: field for field in track} for track in (base, ours, theirs)]
    for key, field in by_key[1].items():
        if key not in in_conflict and by_key[0].get(key) == by_key[2].get(key):
            assert text_of((field,)).rstrip("\n") in merged
