"""A custom field is one field in any spelling: it is found, and written as the files have it."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

ONE = {"tracks/a.yaml": "stage: seed\nbpm: 90\n", "tracks/b.yaml": "stage: seed\n"}
BOTH = {"tracks/a.yaml": "stage: seed\nbpm: 90\n", "tracks/b.yaml": "stage: seed\nBPM: 120\n"}


@pytest.mark.parametrize(
    ("argv", "path", "text"),
    [
        (("set", "BPM=120", "a"), "tracks/a.yaml", "stage: seed\nbpm: 120\n"),
        (("set", "B-P_m=120", "b"), "tracks/b.yaml", "stage: seed\nbpm: 120\n"),
        (("set", "custom.Bpm=120", "b"), "tracks/b.yaml", "stage: seed\nbpm: 120\n"),
        (("set", "BPM=", "a"), "tracks/a.yaml", "stage: seed\n"),
        (("add", "New", "BPM=120"), "tracks/new.yaml", "title: New\nstage: seed\nbpm: 120\n"),
        (("copy", "a", "New", "BPM=120"), "tracks/new.yaml", "stage: seed\nbpm: 120\ntitle: New\n"),
        (("import", "new.csv"), "tracks/new.yaml", "title: New\nstage: seed\nbpm: 120\n"),
        (
            ("import", "new.csv", "--map", "B P M=BPM"),
            "tracks/new.yaml",
            "title: New\nstage: seed\nbpm: 120\n",
        ),
        (("import", "--update", "a.csv"), "tracks/a.yaml", "stage: seed\nbpm: 120\n"),
        (("replace", "90", "120", "--in", "BPM"), "tracks/a.yaml", "stage: seed\nbpm: 120\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_change_writes_the_spelling_of_the_files(
    argv: Sequence[str], path: str, text: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({**ONE, "new.csv": "title,BPM\nNew,120\n", "a.csv": "id,BPM\na,120\n"})
    ran = run(*argv)
    assert (ran.code, ran.err) == (0, "")
    assert "BPM" not in ran.out
    assert sorted(read_all(root)[path].decode().splitlines()) == sorted(text.splitlines())


def test_the_example_of_the_readme_works_on_an_import_with_capitals(catalogue: Make, run: Run) -> None:
    root = catalogue({})
    (root / "songs.csv").write_text("title,BPM\nA,118\nB,124\n", encoding="utf-8")
    assert run("import", "songs.csv").code == 0
    assert run("list", "--where", "bpm>=120", "-f", "ids") == Ran(0, "b\n")


@pytest.mark.parametrize(
    ("key", "asked"),
    [("Ton\u00e4rt", "TON\u00c4RT"), ("Ton\u00e4rt", "Tona\u0308rt"), ("first take", "First_Take")],
)
def test_accents_and_blanks_are_no_obstacle(key: str, asked: str, catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": f"stage: seed\n{key}: x\n"})
    assert run("list", "--where", f"{asked}=x", "-f", "ids") == Ran(0, out="a\n")
    assert run("set", f"{asked}=z", "a").code == 0
    assert read_all(root)["tracks/a.yaml"].decode() == f"stage: seed\n{key}: z\n"


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


@pytest.mark.parametrize("change", ["bpm=130", "BPM=130", "b_pm+=130", "B-P-M="])
def test_a_track_with_both_is_refused_until_one_is_cleared(change: str, catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nbpm: 90\nBPM: 120\n"})
    assert run("set", change, "a") == Ran(
        4,
        err="prodash: nothing was changed\n"
        "tracks/a.yaml: it has 'bpm' and 'BPM', which are one field; clear one of them first, as in BPM=\n",
    )
    assert run("set", "bpm=", "a").code == run("set", "bpm=130", "a").code == 0
    assert read_all(root)["tracks/a.yaml"] == b"stage: seed\nBPM: 130\n"


def test_each_track_keeps_its_spelling_and_another_gets_the_commonest(catalogue: Make, run: Run) -> None:
    root = catalogue({**BOTH, "tracks/c.yaml": "stage: seed\nBPM: 1\n", "tracks/d.yaml": "stage: seed\n"})
    assert run("set", "bpm=80", "--all", "--yes").code == 0
    keys = {"a": "bpm", "b": "BPM", "c": "BPM", "d": "BPM"}
    assert {path: text.decode() for path, text in read_all(root).items() if "tracks" in path} == {
        f"tracks/{name}.yaml": f"stage: seed\n{key}: 80\n" for name, key in keys.items()
    }


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


@pytest.mark.parametrize("words", [("bpm=1", "BPM=2"), ("b p m=1", "custom.bpm=2"), ("mood=1", "M_ood=2")])
def test_two_spellings_in_one_command_are_refused(words: tuple[str, str], catalogue: Make, run: Run) -> None:
    catalogue(ONE)
    first, second = (word.partition("=")[0] for word in words)
    assert run("set", *words, "a") == Ran(
        2, err=f"prodash: {first!r} and {second!r} are one field; write one of them\n"
    )


NEAR = "no track has the field {!r}, but there is {!r}; write {}=VALUE, or add --new-field to have both"
NEW_NAMES = {
    "exchanged": ("bmp", NEAR.format("bmp", "bpm", "bpm")),
    "one too many": ("labels", NEAR.format("labels", "label", "label")),
    "another letter": ("libel", NEAR.format("libel", "label", "label")),
    "a field of prodash": ("Stages", "unknown field 'Stages'; did you mean 'stage'? To have both, add --new-field"),
    "below a text": ("label.name", "there is no 'label.name', because 'label' is not a mapping; write label=VALUE, or add --new-field for a field with a dot in its name"),
    "a part of a date": ("released.year", "released.year is a part of the date in released; write released=DATE"),
    "no name": ("custom.", "'custom.' has no name of a field; write custom.NAME=VALUE"),
    "the id": ("custom.id", "a track's id is its file name; write 'prodash rename TRACK NEW-ID'"),
    "a field of prodash by its prefix": ("custom.title", "title is a field of prodash, not a custom one; write title=VALUE"),
    "of the history": ("age", "age is what git knows of a track; for a field of your own, write custom.age=VALUE"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "message"), NEW_NAMES.values(), ids=NEW_NAMES)
def test_a_new_field_near_to_an_old_one_is_refused(
    name: str, message: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nbpm: 9\nlabel: L\nreleased: 2025-01-01\n"})
    before = read_all(root)
    for argv in (["set", f"{name}=1", "a"], ["add", "New", f"{name}=1"], ["copy", "a", "New", f"{name}=1"]):
        assert run(*argv) == Ran(2, err=f"prodash: {message}\n")
        assert read_all(root) == before
        if "--new-field" in message:
            assert run(*argv, "--new-field", "--dry-run").err.endswith(f"new field: {name}\n")


def test_a_slip_in_a_declared_field_is_found(catalogue: Make, run: Run) -> None:
    catalogue({"fields.yaml": "fields: [{id: label}]\n", "tracks/a.yaml": "stage: seed\n"})
    assert run("set", "labl=x", "a") == Ran(2, err=f"prodash: {NEAR.format('labl', 'label', 'label')}\n")
    assert run("set", "Label=x", "a") == Ran(0, "a  (none) → x\n1 changed\n")


@pytest.mark.parametrize("name", ["iswc", "mix_2", "tempo", "custom.age", "custom.days_left"])
def test_a_field_that_is_new_is_told(name: str, catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nisrc: x\nmix_1: y\n"})
    key = name.removeprefix("custom.")
    assert run("set", f"{name}=7", "a") == Ran(0, "a  (none) → 7\n1 changed\n", f"new field: {key}\n")
    assert read_all(root)["tracks/a.yaml"].decode() == f"stage: seed\nisrc: x\nmix_1: y\n{key}: 7\n"
    assert run("set", f"{name}=8", "a") == Ran(0, "a  7 → 8\n1 changed\n")


def test_an_import_asks_about_a_column_near_to_a_field(catalogue: Make, run: Run) -> None:
    root = catalogue({**ONE, "rows.csv": "title,bmp\nNew,130\n"})
    assert run("import", "rows.csv") == Ran(
        4,
        err="prodash: rows.csv: unknown column 'bmp'; write --map bpm=bmp if it is the bpm, or --map bmp=bmp for a custom field\n",
    )
    assert run("import", "rows.csv", "--map", "bpm=bmp").code == 0
    assert read_all(root)["tracks/new.yaml"] == b"title: New\nstage: seed\nbpm: 130\n"


def test_a_template_keeps_its_spelling(catalogue: Make, run: Run) -> None:
    root = catalogue({**ONE, "templates/song.yaml": "stage: seed\nB PM: 1\nLabel: L\n"})
    assert run("add", "New", "bpm=2", "label=M", "--template", "song").code == 0
    assert read_all(root)["tracks/new.yaml"] == b"title: New\nstage: seed\nB PM: 2\nLabel: M\n"


def test_an_import_never_makes_a_key_beside_a_mapping(catalogue: Make, run: Run) -> None:
    root = catalogue(
        {"tracks/a.yaml": "stage: seed\nlinks: {shop: x}\n", "rows.csv": "id,Links.Shop,links.web\na,x,\n"}
    )
    assert run("import", "rows.csv") == Ran(0, "nothing to change\n")
    (root / "rows.csv").write_text("id,links.web\na,y\n", encoding="utf-8")
    assert run("import", "--update", "rows.csv") == Ran(
        4,
        err="prodash: nothing was changed\nrows.csv:2: links.web is a part of a mapping, which no import changes; "
        "leave the column out with --without links.web, and write 'prodash set links.web=VALUE'\n",
    )


def test_an_import_maps_a_column_to_a_field_called_like_one_of_prodash(catalogue: Make, run: Run) -> None:
    root = catalogue({"rows.csv": "title,Years\nNew,7\n"})
    assert run("import", "rows.csv", "--map", "custom.age=Years").code == 0
    assert read_all(root)["tracks/new.yaml"] == b"title: New\nstage: seed\nage: 7\n"


@pytest.mark.parametrize("condition", ["Title~a", "ID=a", "!Notes"])
def test_a_field_of_prodash_is_found_in_any_case(condition: str, catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\n"})
    assert run("list", "--where", condition, "-f", "ids") == Ran(0, out="a\n")


@pytest.mark.parametrize("name", ["ID", "Id", "i-d"])
def test_no_new_field_is_called_id_in_another_spelling(name: str, catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    assert run("set", f"{name}=5", "a") == Ran(2, err=f"prodash: {NEW_NAMES['the id'][1]}\n")
    assert read_all(root)["tracks/a.yaml"] == b"stage: seed\n"
