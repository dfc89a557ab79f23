"""Conditions on every field, as typed after --where, and the order that --sort gives the same values."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.value import parse_scalar
from prodash.model.custom_fields.order import as_number, is_equal, order_key
from tests.conftest import Files, Ran

VALUES = {
    "number": "120",
    "point": "90.0",
    "quoted": '"90"',
    "comma": '"8,5"',
    "decimal": '"8.5"',
    "padded": '"007"',
    "minus": '"-3"',
    "plus": '"+4"',
    "word": "fast",
    "date": "2026-03-01",
    "version": "1.10",
    "flag": "true",
    "list": '[60, "61"]',
    "nothing": "",
    "long": f'"{"9" * 400}"',
}
NUMBERS: Files = {f"tracks/{name}.yaml": f"stage: seed\nbpm: {value}\n" for name, value in VALUES.items()}

FOUND = {
    "bpm=90": "point quoted",
    "bpm==90.0": "point quoted",
    "bpm=+90": "point quoted",
    "bpm=7": "",
    "bpm=007": "padded",
    "bpm=1.1": "version",
    "bpm=FAST": "word",
    "bpm=true": "flag",
    "bpm=61": "list",
    "bpm=8.5": "decimal",
    'bpm="8,5"': "comma",
    "bpm=8.5,61": "decimal list",
    "bpm=60..61": "list",
    "bpm=90..": "number point quoted",
    "bpm=..0": "minus",
    "bpm>=100": "number",
    "bpm<9": "decimal minus padded plus version",
    "bpm<=7": "minus padded plus version",
    "bpm>90": "number",
    "bpm>=61": "list number point quoted",
    "bpm>=2026": "",
    "bpm<2027": "decimal list minus number padded plus point quoted version",
    "bpm~9": "long point quoted",
    "bpm": "comma date decimal flag list long minus number padded plus point quoted version word",
    "!bpm": "nothing",
}


@pytest.mark.parametrize(("condition", "ids"), FOUND.items(), ids=FOUND)
def test_a_number_in_quotes_is_compared_as_the_number(
    condition: str, ids: str, catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    catalogue(NUMBERS)
    assert run("list", "--where", condition, "--sort", "id", "-f", "ids").out.split() == ids.split()
    if condition.startswith("bpm="):
        opposite = condition.replace("==", "=").replace("=", "!=")
        others = run("list", "--where", opposite, "-f", "ids").out.split()
        assert sorted([*others, *ids.split()]) == sorted(VALUES)


def test_numbers_are_sorted_by_size_before_texts(
    catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    catalogue(NUMBERS)
    order = "minus version plus padded decimal quoted point number date list comma long word flag nothing"
    assert run("list", "--sort", "bpm", "-f", "ids").out.split() == order.split()
    breakdown = run("breakdown", "--by", "bpm", "-f", "ids").out.split()
    assert breakdown[:5] == ["-3", "1.10", "+4", "007", "8.5"]


FIELDS: Files = {
    "workflows.yaml": "workflows: [{id: art, name: Cover Art}, vocals]\n",
    "projects.yaml": "projects: [{id: tour, due: 2026-12-01}, {id: ep, name: Ł-EP, parent: tour}]\n",
    "tracks/a.yaml": "stage: seed\nworkflows: [art, vocals]\nprojects: ep\n",
    "tracks/b.yaml": "stage: mixing\nworkflows: art\ndue: 2026-11-20\n",
    "tracks/sub/c.yaml": "stage: published\nprojects: tour\ndue: 2026-12-24\nnotes: loud\n",
    "tracks/d.yaml": "path: mine\n",
}
SELECTED = {
    "stage=Mixing": "b",
    "stage!=mixing": "a c d",
    "stage>seed": "b c",
    "stage>=mixing": "b c",
    "stage<published": "a b",
    "stage~publ": "c",
    "stage": "a b c",
    "!stage": "d",
    "workflows=cover art": "a b",
    "workflows!=vocals": "b c d",
    "workflows~COVER": "a b",
    "!workflows": "c d",
    "projects=tour": "a c",
    "projects=ep": "a",
    "projects~ł": "a",
    "projects": "a c",
    "due=2026-12-01": "a",
    "due<=today": "b",
    "due>+2w": "c",
    "due!=2026-11-20": "a c d",
    "due~2026-12": "a c",
    "!due": "d",
    "notes=LOUD": "c",
    "title=a": "a",
    "id>b": "c d",
    "path~sub/": "c",
    "path=mine": "",
    "custom.path=mine": "d",
    "Stage=mixing,published": "b c",
    "stage!=mixing,published": "a d",
    "workflows=vocals,cover art": "a b",
    "workflows~cover,VOC": "a b",
    "due=2026-11,2026-12-24": "b c",
    "title=a,d": "a d",
    "projects=": "d b",
    "projects!=": "a c",
    "TITLE=a": "a",
}


@pytest.mark.parametrize(("condition", "ids"), SELECTED.items(), ids=SELECTED)
def test_every_field_has_conditions(
    condition: str, ids: str, catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    catalogue(FIELDS)
    assert run("list", "--where", condition, "--sort", "id", "-f", "ids").out.split() == sorted(ids.split())


MISTAKES = {
    "stage=mixng": (3, "unknown stage 'mixng'; did you mean 'mixing'?"),
    "workflows=x": (3, "unknown workflow 'x'; choose from 'art', 'vocals'"),
    "workflows>art": (2, "--where: workflows have no order; write workflows=NAME, workflows!=NAME or workflows~TEXT"),
    "title>": (2, "--where 'title>' is not a condition; write KEY=VALUE with = != < <= > >= or ~, KEY or !KEY"),
    "stage>seed,mixing": (2, "--where stage>seed,mixing has several values; write one, or stage=A,B"),
    "due=today,": (2, "--where: 'today,' is not a list of values; write A,B or \"one, with a comma\""),
    "due>soon": (2, "--where due: 'soon' is not a date; write "),
}  # fmt: skip


@pytest.mark.parametrize(("condition", "error"), MISTAKES.items(), ids=MISTAKES)
def test_a_condition_that_cannot_hold_is_an_error(
    condition: str, error: tuple[int, str], catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    catalogue(FIELDS)
    code, words = error
    found = run("list", "--where", condition)
    assert (found.code, found.out) == (code, "")
    assert f"prodash: {words}" in found.err


WRITTEN = st.from_regex(r"[+-]?[0-9]{1,5}(\.[0-9]{1,3})?", fullmatch=True)


@given(WRITTEN, WRITTEN)
def test_numbers_mean_the_same_with_quotes_and_without(one: str, other: str) -> None:
    assert as_number(one) == float(one) == as_number(parse_scalar(one))
    assert is_equal(one, other) == is_equal(parse_scalar(one), other) == is_equal(other, one)
    assert (order_key(one) < order_key(other)) == ((float(one), one) < (float(other), other))  # type: ignore[operator]


@pytest.mark.parametrize("name", ["a=b", "a!b", "<a", "~a", 'a"b'])
def test_an_unknown_field_is_answered_with_names_that_can_be_typed(
    name: str, catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    catalogue({"tracks/a.yaml": f"stage: seed\n'{name}': 1\n"})
    ran = run("list", "--where", "nix=1", "-f", "ids")
    typed = '"' + name.replace('"', '""') + '"'
    assert ran == Ran(3, err=f"prodash: unknown field 'nix'; choose from {typed!r}\n")
    assert run("list", "--where", f"{typed}=1", "-f", "ids") == Ran(0, out="a\n")


@pytest.mark.parametrize("name", ["released.year", "Released.Year", "RELEASED.YEAR"])
def test_the_year_of_a_date_is_found_in_any_case(
    name: str, catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\nreleased: 2025-06-01\n"})
    assert run("list", "--where", f"{name}=2025", "-f", "ids") == Ran(0, out="a\n")
    ran = run("set", f"{name}=2026", "a")
    assert (ran.code, ran.out) == (2, "")
