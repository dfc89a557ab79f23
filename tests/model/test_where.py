"""Conditions on fields, one by one."""

from collections.abc import Mapping

import pytest

from prodash.errors import UsageError
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.where.conditions import parse_where
from tests.model.catalogues import TODAY, catalogue

CUSTOM: Mapping[str, Value] = {
    "bpm": 120,
    "key": "A minor",
    "isrc": "QZ-1",
    "take": "012",
    "done": True,
    "with": ("Ana", "Bo"),
    "ean": 12345678901234567,
    "none": None,
}
TRACK = Track("t", "tracks/t.yaml", "Señora Lluvia", notes="drags", custom=CUSTOM, keys=frozenset(CUSTOM))
OTHER = Track("u", "tracks/u.yaml", "Dune", custom={"mastered": 1}, keys=frozenset({"mastered"}))

TRUE = [
    "bpm=120",
    "bpm=120.0",
    "bpm>=120",
    "bpm > 99",
    "bpm<120.5",
    "bpm!=121",
    "key=a MINOR",
    "key~min",
    "isrc",
]
TRUE += [
    "!mastered",
    "mastered!=x",
    "!none",
    "with=Ana",
    "with~b",
    "with!=Cy",
    "take=012",
    "done=true",
    "title~senora",
    "notes=drags",
]
TRUE += ["bpm==120", "ean=12345678901234567"]
TRUE += ["id=t", "isrc=qz-1"]
FALSE = [
    "bpm=121",
    "bpm>120",
    "bpm=fast",
    "key=A",
    "!isrc",
    "mastered",
    "none",
    "with=An",
    "take=12",
]
FALSE += ["ean=12345678901234568"]
FALSE += ["done=True x", "mastered=1", "mastered<1", "with!=Ana", "bpm!=120"]


@pytest.mark.parametrize(
    ("text", "holds"), [(t, True) for t in TRUE] + [(t, False) for t in FALSE], ids=TRUE + FALSE
)
def test_a_condition_holds_or_not(text: str, holds: bool) -> None:
    assert parse_where(text, catalogue(TRACK, OTHER), TODAY, lambda _: None)(TRACK) is holds


MALFORMED = {
    "": "--where '' is not a condition; write KEY=VALUE with = != < <= > >= or ~, KEY or !KEY",
    "=3": "--where '=3' is not a condition; write KEY=VALUE with = != < <= > >= or ~, KEY or !KEY",
    "bpm=>3": "--where 'bpm=>3' is not a condition; write --where 'bpm>=3'",
    "bpm<>3": "--where 'bpm<>3' is not a condition; write --where 'bpm!=3'",
}


@pytest.mark.parametrize(("text", "message"), MALFORMED.items(), ids=[repr(text) for text in MALFORMED])
def test_a_malformed_condition_is_an_error(text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_where(text, catalogue(), TODAY, lambda _: None)
    assert str(error.value) == message
