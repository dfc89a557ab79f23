"""Values of custom fields are written as what they are: lists, values of YAML, parts of mappings."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.errors import UsageError
from prodash.model.catalogue.fields import TRACK_ORDER
from prodash.storage.change.exact_value import set_exactly
from prodash.storage.edit.value import WriteStyle
from prodash.storage.edit.verify import CannotEditError
from prodash.storage.read.track import read_track
from prodash.storage.yaml.literal import read_literal
from tests.conftest import Files, Ran, read_all
from tests.examples import examples

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

CHANGED: dict[str, tuple[str, str, str]] = {
    "a text becomes a list": ("x: Ann, Ben # us", "x:=[Ann, Ben]", "x: [Ann, Ben] # us"),
    "a list of one": ("x: Ann", "x:=[Ann]", "x: [Ann]"),
    "a list keeps its lines": ("x:\n  - a # one\n  - b", "x:=[a, c]", "x:\n  - a # one\n  - c"),
    "a list becomes a text": ("x:\n  - a\n  - b\ny: 1", "x:=a", "x: a\ny: 1"),
    "a list with a comment behind it": ("x:\n  - a # one", "x:=b", "x: b # one"),
    "a block becomes a number": ("x: |\n  a\n  b\ny: 1", "x:=1", "x: 1\ny: 1"),
    "an empty list": ("x: [a]", "x:=[]", "x: []"),
    "an empty text": ("x: a", 'x:=""', "x: ''"),
    "nothing": ("x: a\ny: 1", "x:=", "y: 1"),
    "a number in place of a text": ('x: "90"', "x:=90", "x: 90"),
    "a text in place of a number": ("x: 90", 'x:="90"', "x: '90'"),
    "a boolean": ("x: 1", "x:=true", "x: true"),
    "a text with a sign of YAML": ("x: 1", 'x:=["a: b", "12", 12]', "x: ['a: b', '12', 12]"),
    "a new field": ("y: 1", "x:=[a, b]", "y: 1\nx: [a, b]"),
    "a list of prodash": ("y: 1", "workflows:=[Vocals, mixing]", "workflows: [vocals, mixing]\ny: 1"),
    "a value of a block": ("x:\n  a: v1 # keep\n  b: 1", "x.a=v2", "x:\n  a: v2 # keep\n  b: 1"),
    "a value in braces": ('x: {a: v1, "b c": 1}', "X.b_c=2", 'x: {a: v1, "b c": 2}'),
    "a value deep inside": ("x: {a: {b: 1}}", "x.a.b=2", "x: {a: {b: 2}}"),
    "a new key of a block": ("x:\n  a: 1\ny: 1", "x.b=2", "x:\n  a: 1\n  b: 2\ny: 1"),
    "a new key in braces": ("x: {a: 1}", "x.b:=[p, q]", "x: {a: 1, b: [p, q]}"),
    "a key that goes": ("x: {a: 1, b: 2}", "x.a=", "x: {b: 2}"),
    "a list inside": ("x:\n  a: [p]", "x.a+=q", "x:\n  a: [p, q]"),
    "a key with a dot": ("x.a: 1\nx: {b: 1}", "x.a=2", "x.a: 2\nx: {b: 1}"),
}


@pytest.mark.parametrize(("before", "change", "after"), CHANGED.values(), ids=CHANGED)
def test_one_value_changes_and_all_else_stays(
    before: str, change: str, after: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": "", "workflows.yaml": "workflows: [vocals, mixing]\n"})
    text = f"stage: seed\n{before}\n".replace("\n", "\r\n").encode()
    (root / "tracks/a.yaml").write_bytes(text)
    assert run("set", change, "a").code == 0
    assert (root / "tracks/a.yaml").read_bytes().decode() == f"stage: seed\n{after}\n".replace("\n", "\r\n")
    assert run("set", change, "a").out == "nothing to change\n"


@pytest.mark.parametrize(
    ("before", "change", "shown", "undone"),
    [
        ('"90"', "x:=90", '"90" → 90', '90 → "90"'),
        ("true", 'x:="true"', 'true → "true"', '"true" → true'),
        ("Ann", "x:=[Ann]", "Ann → [Ann]", "[Ann] → Ann"),
        ("[1, '1']", 'x:=["1", 1]', '[1, "1"] → ["1", 1]', '["1", 1] → [1, "1"]'),
    ],
)
def test_a_change_of_the_type_alone_is_shown_and_undone(
    before: str, change: str, shown: str, undone: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": f"stage: seed\nx: {before}\n"})
    assert run("set", change, "a") == Ran(0, f"a  {shown}\n1 changed\n")
    assert run("set", change, "a") == Ran(0, "nothing to change\n")
    assert run("undo").out.endswith(f"a  x  {undone}\n1 changed\n")
    assert (root / "tracks/a.yaml").read_text(encoding="utf-8") == f"stage: seed\nx: {before}\n"


def test_json_stays_json(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": '{"stage": "seed", "x": 5, "m": {"a": "1"}}\n'})
    assert run("set", 'x:=["5", no, 6]', "m.a=7", "m.b:=[x]", "a").code == 0
    assert (root / "tracks/a.yaml").read_text(encoding="utf-8") == (
        '{"stage": "seed", "x": ["5", "no", 6], "m": {"a": "7", "b": ["x"]}}\n'
    )


def test_a_new_track_gets_the_value_itself(catalogue: Make, run: Run) -> None:
    root = catalogue({})
    assert run("add", "New", "x:=[Ann]", 'v:="12"', "z:=12").code == 0
    assert (root / "tracks/new.yaml").read_text(encoding="utf-8") == (
        "title: New\nstage: seed\nx: [Ann]\nv: '12'\nz: 12\n"
    )


NO_VALUE = "prodash: {!r} is not one value or a flat list in YAML; write x:=[A, B] or x:=A\n"
SPLIT = "x is one text, 'Ann, Ben', not a list; to split it in all tracks, run 'prodash fields split x'; here, write "
REFUSED: dict[str, tuple[str, str, int, str]] = {
    **{f"no value: {text}": ("x: 1", f"x:={text}", 2, NO_VALUE.format(text))
       for text in ("{a: b}", "[[a]]", "[a", "a # b", "&b a", "!t a", "*b", "[a, ]]", "[a,,b]", "[~]", "a: b", "a\nb: c")},
    "a list for a title": ("x: 1", "title:=[a]", 2, "prodash: title holds one value, not a list; write title=VALUE\n"),
    "an item more in a text": ("x: Ann, Ben", "x+=Cy", 4, SPLIT + "'x:=[Ann, Ben, Cy]'"),
    "an item less in a text": ("x: Ann, Ben", "x-=ben", 4, SPLIT + "'x:=[Ann]'"),
    "a part of a list of mappings": ("x: [{name: a}]", "x.name=b", 4, "x is a list, and 'name' could be in any of its items; change it by hand"),
    "a new part of such a list": ("x: [{name: a}]", "x.url=b", 4, "x is a list, and 'url' could be in any of its items; change it by hand"),
    "a part of one value": ("x: {a: 1}", "x.a.b=1", 4, "x.a is one value and holds no 'b'; change it by hand"),
    "a mapping": ("x: {a: 1}", "x:=1", 4, "x has nested values; change it by hand"),
    "a list with a comment": ("x:\n  - a # one\n  - b", "x:=b", 4, "the value of 'x' has a comment inside; change it by hand"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "change", "code", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_written_is_refused(
    before: str, change: str, code: int, message: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": f"stage: seed\n{before}\n"})
    old = read_all(root)
    expected = message if code == 2 else f"prodash: nothing was changed\ntracks/a.yaml: {message}\n"
    assert run("set", change, "a") == Ran(code, err=expected)
    assert read_all(root) == old


def test_a_part_of_a_mapping_that_another_track_lacks_is_refused(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nx: {a: 1}\n", "tracks/b.yaml": "stage: seed\n"})
    old = read_all(root)
    assert run("set", "x.a=2", "--all", "--yes") == Ran(
        4,
        err="prodash: nothing was changed\ntracks/b.yaml: it has no mapping 'x' for 'a'; "
        "write it by hand, as in 'x: {a: VALUE}'\n",
    )
    assert read_all(root) == old


VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" ")),
    st.integers(-999, 999),
    st.booleans(),
)


@examples(60)
@given(value=VALUES | st.lists(VALUES, max_size=3))
def test_every_value_of_json_is_read_as_itself(value: Any) -> None:
    read = read_literal("x", json.dumps(value))
    assert read == (tuple(value) if isinstance(value, list) else value)


@examples(60)
@given(text=st.text(max_size=12))
def test_every_text_is_a_value_or_refused(text: str) -> None:
    with suppress(UsageError):
        read_literal("x", text)


BEFORE = (
    *(
        "x: old",
        "x: 'old' # why",
        'x: "90"',
        "x: 90",
        "x: ~",
        "x:",
        "x: [a, b]",
        "x: [a, 'b'] # why",
        "x: []",
    ),
    *(
        "x:\n  - a\n  - b",
        "x:\n- a # one\n- b",
        "x: |\n  one\n  two",
        "x: >-\n  one\n",
        "y: [x]",
        "x: a\n  b",
    ),
)


@examples(80)
@given(
    before=st.sampled_from(BEFORE), value=VALUES | st.lists(VALUES, max_size=3).map(tuple), crlf=st.booleans()
)
def test_any_value_takes_the_place_of_any_other_exactly(before: str, value: Any, *, crlf: bool) -> None:
    text = f"stage: seed\n{before}\nend: 1 # last\n".replace("\n", "\r\n" if crlf else "\n")
    try:
        edited = set_exactly(text, ("x",), value, WriteStyle(TRACK_ORDER, "custom"))
    except CannotEditError:
        assert "#" in before
        return
    old, _ = read_track("tracks/a.yaml", text.encode())
    new, problems = read_track("tracks/a.yaml", edited.encode())
    assert old
    assert new
    assert problems == ()
    assert repr(dict(new.custom)) == repr(
        {**old.custom, "x": value} if "x" in old.custom else dict(new.custom)
    )
    assert repr(new.custom["x"]) == repr(value)
    assert edited.endswith(text[text.index("end:") :]) or "x" not in old.custom


COMMAS = 'title,Who,mood,cents,text\nA,"Ann, Ben",dark,"1,5","Well, it is long and goes on for more than forty letters, see"\nB,"Ann,Cy","dark, warm","2,5",x\nC,Ann,x,1,y\n'


STAGE_COLUMNS = {
    "a usual name": (
        "title,Status\nA,Demo\n",
        "no column is the stage; if 'Status' says it, add --map stage=Status\n",
    ),
    "names of stages": (
        "title,How far\nA,Mixing\nB,\nC,seed\n",
        "no column is the stage; if 'How far' says it, add --map 'stage=How far'\n",
    ),
    "the stage has a column": ("title,stage,status\nA,seed,mixing\n", ""),
    "chosen as a custom field": ("title,Status\nA,mixing\n--map\nstatus=Status", ""),
    "other values too": ("title,Genre\nA,mixing\nB,house\n", ""),
    "no values": ("title,Status\nA,\n", ""),
    "a field that tracks have": ("title,state\nA,mixing\n", ""),
}


@pytest.mark.parametrize(("text", "hint"), STAGE_COLUMNS.values(), ids=STAGE_COLUMNS)
def test_an_import_says_which_column_looks_like_the_stage(
    text: str, hint: str, catalogue: Make, run: Run
) -> None:
    rows, _, mapped = text.partition("--map\n")
    catalogue({"songs.csv": rows, "tracks/z.yaml": "stage: seed\nstate: on hold\n"})
    ran = run("import", "songs.csv", "--dry-run", *(["--map", mapped] if mapped else []))
    assert (ran.code, ran.err) == (0, hint)


OTHER_STAGES = "Idea,In the Mix,in the mix,IDEA"
STAGES_OF_A_TABLE = {
    "none is known": (OTHER_STAGES, "Idea,In the Mix"),
    "one is known": (f"{OTHER_STAGES},seed,seed", ""),
    "each is another": ("Idea,Demo,Mix,Done", ""),
    "one that cannot be typed": ("a:b,Idea,Idea,a:b", ""),
}


@pytest.mark.parametrize(("cells", "stages"), STAGES_OF_A_TABLE.values(), ids=STAGES_OF_A_TABLE)
def test_an_import_of_other_stages_says_how_to_make_a_catalogue_with_them(
    cells: str, stages: str, catalogue: Make, run: Run
) -> None:
    rows = "".join(f"T{number},{cell}\n" for number, cell in enumerate(cells.split(",")))
    catalogue({"songs.csv": f"title,Status\n{rows}"})
    last = run("import", "songs.csv", "--map", "stage=Status").err.splitlines()[-1]
    command = f"\"prodash init DIR --stages '{stages}'\""
    advice = f"songs.csv: the column 'Status' has stages of its own; {command}, in your order, makes a catalogue with them"
    assert (last == advice) if stages else ("of its own" not in last)


def test_an_import_says_which_columns_look_like_lists_and_makes_them_such(catalogue: Make, run: Run) -> None:
    root = catalogue({"songs.csv": COMMAS})
    ran = run("import", "songs.csv", "--dry-run")
    assert ran.err == "most cells of the column 'Who' have commas; if they are lists, add --list Who\n"
    assert run("import", "songs.csv", "--list", "who", "-f", "ids") == Ran(0, "a\nb\nc\n")
    who = [(root / f"tracks/{name}.yaml").read_text(encoding="utf-8").splitlines()[2] for name in "abc"]
    assert who == ["Who: [Ann, Ben]", "Who: [Ann, Cy]", "Who: [Ann]"]
    assert run("import", "songs.csv", "--list", "Who").out == "nothing to change\n"
    assert (
        run("import", "songs.csv", "--list", "title").err
        == "prodash: --list title: title holds one value, not a list\n"
    )


def test_an_update_makes_a_list_of_a_text_with_commas(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nwho: Ann, Ben\n", "a.csv": 'id,WHO\na,"Ann, Ben"\n'})
    assert run("import", "--update", "a.csv").out == "nothing to change\n"
    assert run("import", "--update", "a.csv", "--list", "WHO").code == 0
    assert (root / "tracks/a.yaml").read_text(encoding="utf-8") == "stage: seed\nwho: [Ann, Ben]\n"


@pytest.mark.parametrize("name", ["a=b", "a:=b", "a+=b", "<a>=", 'say "a"=', "a!=b"])
def test_a_field_with_a_sign_is_written_in_quotes_as_in_a_condition(
    name: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": f"stage: seed\n'{name}': 1\n"})
    typed = '"' + name.replace('"', '""') + '"'
    assert run("set", f"{typed}=2", "a").code == 0
    assert (root / "tracks/a.yaml").read_text() == f"stage: seed\n'{name}': 2\n"
    assert run("list", "--where", f"{typed}=2", "-f", "ids").out == "a\n"
    assert run("set", f"{typed}=", "a").code == 0
    assert (root / "tracks/a.yaml").read_text() == "stage: seed\n"


DATE_COLUMNS = {
    "one order fits": ("25/12/2025,1/2/2026,tba", "--date-format %d/%m/%Y"),
    "both fit": ("1/2/2026,3/3/2026", "--date-format %d/%m/%Y or %m/%d/%Y"),
    "the year first": ("2025/12/25,2025-12-26", "--date-format %Y/%m/%d"),
    "no order fits all": ("25/12/2025,12/25/2025", ""),
    "most are no dates": ("25/12/2025,tba", ""),
    "dates already": ("2025-12-25,2025-12-26", ""),
    "no year": ("1/2,3/4", ""),
}


@pytest.mark.parametrize(("cells", "option"), DATE_COLUMNS.values(), ids=DATE_COLUMNS)
def test_an_import_says_which_columns_have_dates_that_stay_texts(
    cells: str, option: str, catalogue: Make, run: Run
) -> None:
    rows = "".join(f"T{number},{cell}\n" for number, cell in enumerate(cells.split(",")))
    catalogue({"songs.csv": f"title,Out\n{rows}"})
    hint = (
        f"the column 'Out' has dates that stay texts; to make dates of them, add {option}\n" if option else ""
    )
    assert run("import", "songs.csv", "--dry-run").err == hint


def test_a_new_column_of_dates_in_the_named_format_becomes_a_field_of_dates(
    catalogue: Make, run: Run
) -> None:
    rows = "title,Out,Take\nA,25/12/2025,1/1/2024\nB,01/02/2026,two\nC,tba,three\n"
    root = catalogue({"songs.csv": rows})
    ran = run("import", "songs.csv", "--date-format", "%d/%m/%Y")
    told = "the cells of the column 'Out' that are written as %d/%m/%Y become dates\n"
    assert (ran.code, ran.err) == (0, told)
    lines = (
        "title: A\nstage: seed\nOut: 2025-12-25\nTake: 1/1/2024\n",
        "title: B\nstage: seed\nOut: 2026-02-01\nTake: two\n",
    )
    assert tuple((root / f"tracks/{one}.yaml").read_text() for one in "ab") == lines
    assert run("import", "songs.csv", "--date-format", "%d/%m/%Y").out == "nothing to change\n"
