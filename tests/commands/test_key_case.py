"""A key that differs from another one only in case is never written beside it, and is suggested where it is asked for."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

ONE = {"tracks/a.yaml": "stage: seed\nbpm: 90\n", "tracks/b.yaml": "stage: seed\n"}
BOTH = {"tracks/a.yaml": "stage: seed\nbpm: 90\n", "tracks/b.yaml": "stage: seed\nBPM: 120\n"}


@pytest.mark.parametrize(
    "argv",
    [
        ("set", "BPM=120", "a"),
        ("set", "BPM=120", "b"),
        ("set", "BPM+=120", "--all"),
        ("set", "BPM=", "a"),
        ("add", "New", "BPM=120"),
        ("import", "new.csv"),
        ("import", "new.csv", "--map", "BPM=BPM"),
    ],
    ids=" ".join,
)
def test_a_key_that_is_there_in_another_case_is_suggested(
    argv: Sequence[str], catalogue: Make, run: Run
) -> None:
    root = catalogue({**ONE, "new.csv": "title,BPM\nNew,120\n"})
    before = read_all(root)
    ran = run(*argv)
    assert (ran.code, ran.out) == (4 if argv[0] == "import" else 2, "")
    assert "BPM" in ran.err
    assert "bpm" in ran.err
    assert read_all(root) == before


@pytest.mark.parametrize(
    ("key", "asked"),
    [("Ton\u00e4rt", "TON\u00c4RT"), ("Ton\u00e4rt", "Tona\u0308rt"), ("first take", "First Take")],
)
def test_accents_and_blanks_are_no_obstacle(key: str, asked: str, catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": f"stage: seed\n{key}: x\n"})
    assert run("set", f"{asked}=y", "a").code == 2
    assert run("list", "--where", f"{asked}=x", "-f", "ids") == Ran(0, out="a\n")


def test_where_both_are_there_a_condition_is_about_both(catalogue: Make, run: Run) -> None:
    root = catalogue(BOTH)
    for spelling in ("BPM", "bpm", "b_p_m", "Bpm", "custom.BPM"):
        assert run("list", "--where", f"{spelling}>100", "-f", "ids") == Ran(0, out="b\n")
        assert run("list", "--where", f"{spelling}<100", "-f", "ids") == Ran(0, out="a\n")
    assert run("set", "BPM=130", "b").code == 0
    assert run("set", "bpm=80", "a").code == 0
    assert read_all(root)["tracks/a.yaml"] == b"stage: seed\nbpm: 80\n"
    assert read_all(root)["tracks/b.yaml"] == b"stage: seed\nBPM: 130\n"


def test_columns_orders_and_groups_find_a_field_in_any_spelling(catalogue: Make, run: Run) -> None:
    catalogue({**BOTH, "tracks/c.yaml": "stage: seed\nbpm: 90\n"})
    assert run("list", "--columns", "id,B_PM", "--sort=-BPM", "-f", "csv") == Ran(
        0, "id,bpm\nb,120\na,90\nc,90\n"
    )
    assert run("breakdown", "--by", "BPM", "--columns", "group,tracks", "-f", "csv") == Ran(
        0, "group,tracks\n90,2\n120,1\n"
    )


TYPES: dict[str, tuple[dict[str, str], str]] = {
    "lengths": ({"a": "12:00", "b": "5:36", "c": "1:02:03", "d": "PT20M38S"}, "b a d c"),
    "versions": ({"a": "v1.10", "b": "v1.9", "c": "v1.10-rc1"}, "b c a"),
    "dates": (
        {"a": "2026-01-01", "b": "2025-12", "c": "2025", "d": "2025-12-24 18:00", "e": "tba"},
        "c b d a e",
    ),
}


@pytest.mark.parametrize(("values", "order"), TYPES.values(), ids=TYPES)
def test_values_are_sorted_as_what_they_are(
    values: dict[str, str], order: str, catalogue: Make, run: Run
) -> None:
    catalogue({f"tracks/{name}.yaml": f"stage: seed\nx: {value}\n" for name, value in values.items()})
    assert run("list", "--sort", "X", "-f", "ids").out.split() == order.split()
    breakdown = run("breakdown", "--by", "x", "-f", "ids").out.split("\n")
    assert breakdown[:-1] == [values[name] for name in order.split()]


def test_tracks_are_put_together_by_the_year_of_a_date_and_a_part_of_a_mapping(
    catalogue: Make, run: Run
) -> None:
    catalogue(
        {
            "tracks/a.yaml": "stage: seed\nreleased: 2025-03-01\nstore: {Shop Name: Zed}\n",
            "tracks/b.yaml": "stage: seed\nreleased: 2025-12\n",
            "tracks/c.yaml": "stage: seed\nreleased: 2024-01-01\n",
        }
    )
    asked = ("breakdown", "--columns", "group,tracks", "-f", "csv", "--by")
    assert run(*asked, "released.year") == Ran(0, "group,tracks\n2024,1\n2025,2\n")
    assert run(*asked, "Released.month") == Ran(0, "group,tracks\n2024-01,1\n2025-03,1\n2025-12,1\n")
    assert run(*asked, "store.shop_name") == Ran(0, "group,tracks\nZed,1\n,2\n")
    assert run(
        "list", "--columns", "id,store.Shop Name", "-f", "csv", "--where", "released.year=2025"
    ) == Ran(0, "id,store.Shop Name\na,Zed\nb,\n")


def test_both_in_one_track_are_changed_each_by_its_spelling(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nbpm: 90\nBPM: 120\n"})
    assert run("set", "BPM=130", "a").code == 0
    assert run("set", "bpm=", "a").code == 0
    assert read_all(root)["tracks/a.yaml"] == b"stage: seed\nBPM: 130\n"


@pytest.mark.parametrize(
    ("argv", "key", "path"),
    [
        (("set", "BPM=1", "a"), "BPM", "tracks/a.yaml"),
        (("set", "bpm=1", "b"), "bpm", "tracks/b.yaml"),
        (("set", "bpm+=1", "--all"), "bpm", "tracks/b.yaml"),
    ],
    ids=repr,
)
def test_a_track_gets_no_second_key_in_another_case(
    argv: Sequence[str], key: str, path: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({**BOTH, "tracks/a.yaml": "stage: seed\nbpm: [90]\n"})
    other = key.swapcase()
    assert run(*argv) == Ran(
        4,
        err=f"prodash: nothing was changed\n{path}: it has the key {other!r}, "
        f"which differs from {key!r} only in case; write {other} instead\n",
    )
    assert read_all(root)["tracks/b.yaml"] == b"stage: seed\nBPM: 120\n"


def test_clearing_what_a_track_has_only_in_another_case_changes_nothing(catalogue: Make, run: Run) -> None:
    root = catalogue(BOTH)
    assert run("set", "BPM=", "--all", "--yes").code == 0
    assert read_all(root)["tracks/a.yaml"] == b"stage: seed\nbpm: 90\n"
    assert read_all(root)["tracks/b.yaml"] == b"stage: seed\n"


@pytest.mark.parametrize(
    "assignment",
    ["stage=mixing", "title=T", "due=2026-12-01", "workflows+=vocals", "projects=ep", "notes=x"],
)
def test_a_field_is_not_added_beside_the_same_key_in_another_case(
    assignment: str, catalogue: Make, run: Run
) -> None:
    field = assignment.partition("=")[0].rstrip("+")
    stage = "" if field == "stage" else "stage: seed\n"
    root = catalogue({"tracks/a.yaml": f"{stage}{field.title()}: seed\n"})
    ran = run("set", assignment, "a")
    assert ran.code == 4
    assert (
        f"tracks/a.yaml: it has the key {field.title()!r}, which differs from {field!r} only in case; "
        f"rename {field.title()}, or run 'prodash check --fix'\n" in ran.err
    )
    assert read_all(root)["tracks/a.yaml"] == f"{stage}{field.title()}: seed\n".encode()


def test_two_spellings_in_one_command_are_refused(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\n"})
    assert run("set", "bpm=1", "BPM=2", "a") == Ran(
        2, err="prodash: 'bpm' and 'BPM' differ only in case; write one of them\n"
    )


def test_an_import_adds_no_second_key_in_another_case(catalogue: Make, run: Run) -> None:
    root = catalogue({**BOTH, "rows.csv": "id,BPM\na,130\n"})
    assert run("import", "--update", "rows.csv") == Ran(
        4,
        err="prodash: nothing was changed\nrows.csv:2: tracks/a.yaml: it has the key 'bpm', "
        "which differs from 'BPM' only in case; write bpm instead\n",
    )
    assert read_all(root)["tracks/a.yaml"] == b"stage: seed\nbpm: 90\n"


@pytest.mark.parametrize("condition", ["Title~a", "ID=a", "!Notes"])
def test_a_field_of_prodash_is_found_in_any_case(condition: str, catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\n"})
    assert run("list", "--where", condition, "-f", "ids") == Ran(0, out="a\n")


def test_a_new_field_may_be_called_id_in_another_case(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\n"})
    assert run("set", "ID=5", "a").code == 0
