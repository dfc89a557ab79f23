"""Declared values: what a change may write, check accepts, whatever was typed for whichever field."""

from contextlib import suppress
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from prodash.errors import ProdashError
from prodash.model.catalogue.fields import DeclaredField
from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.track import Track
from prodash.model.change.assignment import parse_assignments
from prodash.model.change.set_fields import plan_changes
from prodash.model.check.custom_fields import undeclared_value
from prodash.model.custom_fields.declared import TYPE_NAMES
from prodash.model.plan.change import SetValue
from prodash.model.select.select import Selected
from tests.examples import examples
from tests.model.catalogues import TODAY, catalogue, track

TEXTS = st.one_of(
    st.sampled_from(
        [
            *("120", "-3.5", "1e5", "012", "3:45", "3:75", "90s", "1h 2m", "PT5M", "v1.10", "1.9-rc1"),
            *("2026-12-01", "2026-12", "2026-12-01 18:30", "today", "next friday", "31.12.2026", "1w", "03/04/26"),
            *("yes", "TRUE", "off", "https://a.b/c", "http://a b", "x.wav", "A minor", "a-MINOR", "Ann, Ben", ","),
        ]
    ),
    st.text(max_size=12),
)  # fmt: skip
CHANGES = st.tuples(st.sampled_from(["=", "+=", "-="]), TEXTS).map("".join)
BEFORE = st.sampled_from([None, 120, "3:45", "2026-12-01", True, ("A minor",), ("Ann", "A minor"), {"a": 1}])
FIELDS = st.tuples(
    st.sampled_from(["", *TYPE_NAMES[:-1]]),
    st.booleans(),
    st.sampled_from([(), ("A minor", "C major"), ("120", "3:45")]),
).map(lambda declared: DeclaredField("mine", "mine", *declared))
"""Fields of any type, lists or not, with allowed values or without."""


@examples(150)
@given(FIELDS, BEFORE, st.lists(CHANGES, min_size=1, max_size=2))
def test_what_a_change_writes_check_accepts(
    declared: DeclaredField, before: object, changes: list[str]
) -> None:
    old = track("a", custom={"mine": before}, keys=frozenset({"stage", "mine"}))
    if _problems(old, declared):
        return
    with suppress(ProdashError):
        assignments = parse_assignments([f"mine{change}" for change in changes], TODAY)
        found = catalogue(old).with_fields([declared])
        (change,) = plan_changes(found, Selected((old,)), assignments).changes
        assert isinstance(change, SetValue)
        assert _problems(replace(old, custom={"mine": change.after}), declared) == []


def _problems(one: Track, declared: DeclaredField) -> list[Problem]:
    """What check says of the values of this track."""
    found = catalogue(one).with_fields([declared])
    return [problem for problem in undeclared_value(found) if problem.location.path == one.path]
