"""Values that fields.yaml allows: `set`, `add` and `import` write them in its spelling and refuse all others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran

Catalogue = Callable[[Files], Path]
Run = Callable[..., Ran]

FIELDS = """fields:
  - {id: bpm, type: number}
  - {id: key, values: [A minor, C major, Dm]}
  - {id: released, type: date}
  - {id: length, type: length}
  - {id: mastered, type: bool}
  - {id: shop, type: link}
  - {id: crew, list: true}
  - {id: moods, list: true, values: [dark, Très Gai]}
"""
"""The declarations of these tests; today is 2026-11-21."""


@pytest.fixture
def root(catalogue: Catalogue) -> Path:
    """A catalogue with declared fields and one track that has none of them."""
    return catalogue({"fields.yaml": FIELDS, "tracks/a.yaml": "stage: seed\n"})


WRITTEN = [
    ("bpm=120", "bpm: 120"),
    ("bpm=-0.5", "bpm: -0.5"),
    ("key=a MINOR", "key: A minor"),
    ("key=c-major", "key: C major"),
    ("released=today", "released: 2026-11-21"),
    ("released=next friday", "released: 2026-11-27"),
    ("released=2026-12", "released: 2026-12"),
    ("released=2026-12-01 18:30", "released: '2026-12-01 18:30'"),
    ("length=3m 45s", "length: '3:45'"),
    ("length=90s", "length: '1:30'"),
    ("length=1:02:03", "length: '1:02:03'"),
    ("mastered=yes", "mastered: true"),
    ("mastered=OFF", "mastered: false"),
    ("shop=https://example.org/a", "shop: https://example.org/a"),
    ("crew=Ann, Ben", "crew: [Ann, Ben]"),
    ("crew=Ann", "crew: [Ann]"),
    ("crew+=Ann", "crew: [Ann]"),
    ("moods=tres gai, DARK", "moods: [Très Gai, dark]"),
    ("moods+=Dark", "moods: [dark]"),
]


@pytest.mark.parametrize(("change", "line"), WRITTEN, ids=[change for change, _ in WRITTEN])
def test_a_value_is_written_as_it_is_declared(root: Path, run: Run, change: str, line: str) -> None:
    assert run("set", change, "a").code == 0
    assert (root / "tracks/a.yaml").read_text() == f"stage: seed\n{line}\n"
    assert run("check", "--strict") == Ran(0)
    assert run("add", "B", change).code == 0
    assert (root / "tracks/b.yaml").read_text() == f"title: B\nstage: seed\n{line}\n"


REFUSED = [
    ("bpm=fast", 2, "bpm: 'fast' is not a number; write one such as 120"),
    ("bpm=120 bpm", 2, "bpm: '120 bpm' is not a number; write one such as 120"),
    ("key=A mnor", 3, "unknown value of key 'A mnor'; did you mean 'A minor'?"),
    ("key=x", 3, "unknown value of key 'x'; choose from 'A minor', 'C major', 'Dm'"),
    ("length=long", 2, "length: 'long' is not a length; write one such as 3:45"),
    ("length=3:75", 2, "length: '3:75' is not a length; write one such as 3:45"),
    ("mastered=maybe", 2, "mastered: 'maybe' is not true or false; write one such as true"),
    ("shop=example.org", 2, "shop: 'example.org' is not a link; write one such as https://example.org"),
    ("key+=Dm", 2, "fields.yaml declares key as a single value, not a list; write key=VALUE"),
    ("moods+=dark,sad", 3, "unknown value of moods 'sad'; choose from 'dark', 'Très Gai'"),
]


@pytest.mark.parametrize(("change", "code", "error"), REFUSED, ids=[change for change, *_ in REFUSED])
def test_a_value_that_is_not_allowed_is_refused_with_what_is(
    root: Path, run: Run, change: str, code: int, error: str
) -> None:
    for command in (["set", change, "--all"], ["add", "B", change]):
        assert run(*command) == Ran(code, err=f"prodash: {error}\n")
    assert [path.name for path in (root / "tracks").iterdir()] == ["a.yaml"]
    assert (root / "tracks/a.yaml").read_text() == "stage: seed\n"


def test_a_date_phrase_that_is_no_day_says_what_is(root: Path, run: Run) -> None:
    ran = run("set", "released=someday", "a")
    assert (ran.code, ran.err.partition("; ")[0]) == (2, "prodash: released: 'someday' is not a date")
    assert (root / "tracks/a.yaml").read_text() == "stage: seed\n"


def test_a_value_that_was_there_stays_and_any_may_be_removed(catalogue: Catalogue, run: Run) -> None:
    root = catalogue({"fields.yaml": FIELDS, "tracks/a.yaml": "stage: seed\nmoods: [sad]\nkey: H\n"})
    assert run("set", "moods+=dark", "a").code == 0
    assert (root / "tracks/a.yaml").read_text() == "stage: seed\nmoods: [sad, dark]\nkey: H\n"
    assert run("set", "moods-=sad", "key=", "a").code == 0
    assert (root / "tracks/a.yaml").read_text() == "stage: seed\nmoods: [dark]\n"


@pytest.mark.parametrize(
    ("shift", "after"),
    [("released+=1w", "2026-12-08"), ("released-=1 month", "2026-11-01"), ("released+=2y", "2028-12-01")],
)
@pytest.mark.parametrize("is_declared", [True, False], ids=["declared", "as its values are"])
def test_dates_of_custom_fields_are_shifted_and_keep_their_time(
    catalogue: Catalogue, run: Run, shift: str, after: str, is_declared: bool
) -> None:
    tracks = {
        "tracks/a.yaml": "stage: seed\nreleased: 2026-12-01\n",
        "tracks/b.yaml": "stage: seed\nreleased: '2026-12-01T18:30:00Z'  # gig\n",
    }
    root = catalogue(tracks | ({"fields.yaml": FIELDS} if is_declared else {}))
    assert run("set", shift, "--where", "released", "--yes").code == 0
    assert (root / "tracks/a.yaml").read_text() == f"stage: seed\nreleased: {after}\n"
    assert (root / "tracks/b.yaml").read_text() == f"stage: seed\nreleased: '{after}T18:30:00Z'  # gig\n"


def test_a_date_to_shift_that_is_missing_or_no_day_refuses_all(catalogue: Catalogue, run: Run) -> None:
    root = catalogue(
        {
            "fields.yaml": FIELDS,
            "tracks/a.yaml": "stage: seed\n",
            "tracks/b.yaml": "stage: seed\nreleased: 2026-12\n",
            "tracks/c.yaml": "stage: seed\nreleased: 2026-12-01\n",
        }
    )
    ran = run("set", "released+=1w", "--all", "--yes")
    assert (ran.code, ran.out) == (4, "")
    assert "tracks/a.yaml: it has no released to shift\n" in ran.err
    assert "tracks/b.yaml: released is '2026-12', which is no day to shift\n" in ran.err
    assert (root / "tracks/c.yaml").read_text().endswith("2026-12-01\n")


def test_a_date_phrase_counts_for_a_field_of_dates_that_nobody_declared(
    catalogue: Catalogue, run: Run
) -> None:
    root = catalogue(
        {
            "tracks/a.yaml": "stage: seed\nreleased: 2026-01-01\nmood: dark\n",
            "tracks/b.yaml": "stage: seed\n",
        }
    )
    assert run("set", "released=tomorrow", "mood=tomorrow", "b").code == 0
    assert (root / "tracks/b.yaml").read_text() == "stage: seed\nreleased: 2026-11-22\nmood: tomorrow\n"


def test_import_writes_cells_as_they_are_declared(root: Path, run: Run, tmp_path: Path) -> None:
    table = tmp_path / "new.csv"
    table.write_text(
        'id,bpm,key,released,length,mastered,crew\na,120,a minor,31.12.2026,3m 45s,Yes,"Ann, Ben"\n'
    )
    assert run("import", "--update", str(table)).code == 0
    assert (root / "tracks/a.yaml").read_text() == (
        "stage: seed\nbpm: 120\nkey: A minor\nreleased: 2026-12-31\nlength: '3:45'\nmastered: true\ncrew: [Ann, Ben]\n"
    )


def test_import_refuses_a_cell_that_is_not_allowed_with_its_line(
    root: Path, run: Run, tmp_path: Path
) -> None:
    table = tmp_path / "new.csv"
    table.write_text("id,bpm,key\na,fast,A minor\n")
    ran = run("import", "--update", str(table))
    assert (ran.code, ran.out) == (4, "")
    assert f"{table}:2: bpm: 'fast' is not a number; write one such as 120\n" in ran.err
    as_list = run("import", "--update", "--list", "bpm", str(table))
    assert f"{table}:2: bpm: fields.yaml declares a single value, not a list\n" in as_list.err
    assert (root / "tracks/a.yaml").read_text() == "stage: seed\n"


def test_check_corrects_the_spelling_of_allowed_values_and_renames_no_declared_key(
    catalogue: Catalogue, run: Run
) -> None:
    fields = "fields:\n  - {id: key, values: [A minor, C major]}\n  - {id: moods, list: true, values: [dark, sad]}\n  - note\n"
    text = "stage: seed\nKey: 'a MINOR'  # by ear\nmoods: [Dark, other, SAD]  # two\nnote: x\n"
    root = catalogue(
        {"fields.yaml": fields, "tracks/a.yaml": text, "tracks/b.yaml": "stage: seed\nmoods: [Dark, dark]\n"}
    )
    assert run("check", "--fix", "--yes").out.splitlines() == [
        (
            "tracks/a.yaml:3:1: warning: moods is 'other', but fields.yaml does not list it; "
            "choose from 'dark', 'sad' [field-value]"
        ),
        (
            "tracks/b.yaml:2:1: warning: moods is 'Dark', but fields.yaml does not list it; "
            "did you mean 'dark'? [field-value]"
        ),
    ]
    fixed = text.replace("a MINOR", "A minor").replace("Dark", "dark").replace("SAD", "sad")
    assert (root / "tracks/a.yaml").read_text() == fixed
    assert run("undo", "--yes").code == 0
    assert (root / "tracks/a.yaml").read_text() == text


def test_replace_refuses_what_would_not_be_allowed(catalogue: Catalogue, run: Run) -> None:
    text = "stage: seed\nkey: C major\nmoods: [dark, sad]\n"
    root = catalogue({"fields.yaml": FIELDS, "tracks/a.yaml": text})
    for words, reason in (
        (["major", "maj", "--in", "key"], "key would be 'C maj', but fields.yaml does not list it"),
        (["dark", "grim", "--in", "moods"], "moods would be 'grim', but fields.yaml does not list it"),
    ):
        ran = run("replace", *words)
        assert (ran.code, reason in ran.err, (root / "tracks/a.yaml").read_text()) == (4, True, text)
    assert run("replace", "C major", "Dm", "--in", "key").code == 0
    assert run("replace", "sad", "", "--in", "moods").code == 0
    assert (root / "tracks/a.yaml").read_text() == "stage: seed\nkey: Dm\nmoods: [dark]\n"
