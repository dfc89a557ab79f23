"""Conditions: what a clause such as `bpm>=120`, `key~minor` or `!isrc` says of one track."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import TEXT_FIELDS, TIMES, TRACK_FIELDS
from prodash.model.catalogue.track import Condition, Track
from prodash.model.catalogue.tracks import DUE_FIELDS
from prodash.model.catalogue.value import Value, is_empty
from prodash.model.custom_fields.custom_field import CustomField, items_of
from prodash.model.where.fields import FieldMeant, field_meant, values_of
from prodash.model.where.grammar import ABSENT, PRESENT, Clause, Wanted, split_clause
from prodash.model.where.malformed import joined_conditions
from prodash.model.where.value_tests import Test, text_test, typed_test

if TYPE_CHECKING:
    from prodash.model.history.track_time import TimeOf

_NAMING_FIELDS = TRACK_FIELDS - TEXT_FIELDS
"""The fields whose values are names or dates: stage, workflows, projects, due."""


def parse_where(text: str, catalogue: Catalogue, today: date, time_of: "TimeOf") -> Condition:
    """The condition that *text* describes; *time_of* is asked only if it is about the history of tracks.

    Values compare as what those of their field are: numbers, dates, lengths, versions, or texts without case and
    accents.  A list meets a condition if one of its items does; `!=` is the opposite of `=`.
    Raises UsageError if it is malformed, and UnknownNameError for a name that the catalogue does not have, such as a
    field that no track has; only `!isrc` may name one.
    """
    clause = split_clause(text)
    if error := joined_conditions(text):
        raise error
    field = field_meant(catalogue, clause)
    if field in TIMES:
        from prodash.model.where.times import time_condition

        return time_condition(clause._replace(field=str(field)), today, time_of)
    if clause.sign in {PRESENT, ABSENT}:
        value_of = values_of(catalogue, field)
        return lambda track: is_empty(value_of(track)) == (clause.sign == ABSENT)
    if clause.sign == "!=":
        equal = _comparison(clause._replace(sign="="), field, catalogue, today)
        return lambda track: not equal(track)
    return _comparison(clause, field, catalogue, today)


def deciding_fields(text: str, catalogue: Catalogue) -> Sequence[str]:
    """The fields of `Tracks.which_alike` on which alone the condition in *text* depends; none if it depends on others."""
    field = field_meant(catalogue, split_clause(text))
    if field == "due":
        return DUE_FIELDS
    return (str(field),) if field in _NAMING_FIELDS else ()


def _comparison(clause: Clause, field: FieldMeant, catalogue: Catalogue, today: date) -> Condition:
    """The condition that *field* is one of the values of *clause*, or before or after its only one."""
    wanted, sign = _wanted(clause), clause.sign
    if field in _NAMING_FIELDS and sign != "~":
        from prodash.model.where.prodash_fields import naming_condition

        meets = [naming_condition(catalogue, today, str(field), sign, one.text) for one in wanted]
        return lambda track: any(one(track) for one in meets)
    if isinstance(field, CustomField):
        tests = [typed_test(catalogue, field, sign, one, today) for one in wanted]
    else:
        tests = [text_test(sign, one.text) for one in wanted]
    return _item_condition(values_of(catalogue, field), tests)


def _item_condition(value_of: Callable[[Track], Value], tests: Sequence[Test]) -> Condition:
    """The condition that the value of a track, or an item of it, passes one of *tests*."""
    passes = tests[0] if len(tests) == 1 else lambda value: any(test(value) for test in tests)

    def holds(track: Track) -> bool:
        value = value_of(track)
        if isinstance(value, tuple):
            return any(map(passes, items_of(value)))
        return value is not None and passes(value)

    return holds


def _wanted(clause: Clause) -> tuple[Wanted, ...]:
    """The values that *clause* names; raises UsageError for several where only one makes sense."""
    wanted = clause.alternatives
    if len(wanted) > 1 and clause.sign not in {"=", "~"}:
        raise UsageError(
            f"--where {clause.field}{clause.sign}{clause.value} has several values; write one, or {clause.field}=A,B"
        )
    return wanted
