"""replace: one text for another in titles, notes and custom fields, byte for byte."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all
from tests.screen import on_screen

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

# before, the words of the command, what differs in a line each, after
REPLACED: dict[str, tuple[str, tuple[str, ...], str, str]] = {
    "title and notes": ("title: Vox Take # mine\nnotes: Double the Vox, Vox!\n", ("Vox", "Vocals"), "title  Vox Take → Vocals Take\na  notes  Double the Vox, Vox! → Double the Vocals, Vocals!", "title: Vocals Take # mine\nnotes: Double the Vocals, Vocals!\n"),
    "a title in its quotes": ("title: 'Vox'   # keep\n", ("Vox", "it's"), "title  Vox → it's", "title: 'it''s'   # keep\n"),
    "case counts": ("title: vox Vox VOX\n", ("Vox", "x"), "title  vox Vox VOX → vox x VOX", "title: vox x VOX\n"),
    "case ignored": ("title: vox Vox VOX\n", ("Vox", "x", "-i"), "title  vox Vox VOX → x x x", "title: x x x\n"),
    "signs taken literally": ("title: a.b (c) \\1\n", (".b (c) \\1", "\\1"), "title  a.b (c) \\1 → a\\1", "title: a\\1\n"),
    "a block": ("notes: | # mine\n  Vox up,\n\n   Vox\n\n# end\n", ("Vox", "Vocals"), "notes  Vox up,␊␊ Vox␊ → Vocals up,␊␊ Vocals␊", "notes: | # mine\n  Vocals up,\n\n   Vocals\n\n# end\n"),
    "a block of one line": ("notes: |-\n    Vox", ("Vox", "V"), "notes  Vox → V", "notes: |-\n    V"),
    "a folded block": ("notes: >\n  Vox up\n  and Vox\n  down\n\n  Vox\n", ("Vox", "V"), "notes  Vox up and Vox down␊Vox␊ → V up and V down␊V␊", "notes: >\n  V up\n  and V\n  down\n\n  V\n"),
    "a text over a fold": ("notes: >\n  Vox up\n  and Vox\n  down\n", ("up and", "&"), "notes  Vox up and Vox down␊ → Vox & Vox down␊", "notes: >\n  Vox & Vox\n  down\n"),
    "a line of a block": ("notes: |\n  a\n  Vox\n  b\n", ("Vox\n", ""), "notes  a␊Vox␊b␊ → a␊b␊", "notes: |\n  a\n  b\n"),
    "all of the notes": ("title: A\nnotes: Vox\n", ("Vox", ""), "notes  Vox → (none)", "title: A\n"),
    "a custom field": ('label: "Vox Inc" # l\ntitle: Vox\n', ("Vox", "V", "--in", "label"), "label  Vox Inc → V Inc", 'label: "V Inc" # l\ntitle: Vox\n'),
    "a list of texts": ("mood:\n  - Vox # one\n  - dark\n  - b Vox\n", ("Vox", "V", "--in", "mood,title"), "mood  Vox, dark, b Vox → V, dark, b V", "mood:\n  - V # one\n  - dark\n  - b V\n"),
    "an item of a list": ("mood: [Vox, dark]\n", ("Vox", "", "--in", "mood"), "mood  Vox, dark → dark", "mood: [dark]\n"),
    "a number": ("bpm: 120\n", ("20", "28", "--in", "bpm"), "bpm  120 → 128", "bpm: 128\n"),
    "an expression": ("title: Take 12, Take 7\n", (r"Take (\d+)", r"No. \1", "--regex"), "title  Take 12, Take 7 → No. 12, No. 7", "title: No. 12, No. 7\n"),
    "an expression at the beginning of lines": ("notes: |\n  Vox\n  a Vox\n", ("^vox", "V", "--regex", "-i"), "notes  Vox␊a Vox␊ → V␊a Vox␊", "notes: |\n  V\n  a Vox\n"),
    "an expression for every line": ("notes: |\n  Vox\n  a\n\n", ("^", "> ", "--regex", "--in", "notes"), "notes  Vox␊a␊ → > Vox␊> a␊", "notes: |\n  > Vox\n  > a\n\n"),
    "an expression for every end of a line": ("notes: |\n  Vox\n  a\n", (" *$", ";", "--regex", "--in", "notes"), "notes  Vox␊a␊ → Vox;␊a;␊", "notes: |\n  Vox;\n  a;\n"),
    "an expression with a remark": ("title: Vox\n", ("(?x) V o # c", "W", "--regex"), "title  Vox → Wx", "title: Wx\n"),
    "Windows line ends": ("title: Vox\r\nnotes: |\r\n  Vox\r\n  b\r\n", ("Vox", "V"), "title  Vox → V\na  notes  Vox␊b␊ → V␊b␊", "title: V\r\nnotes: |\r\n  V\r\n  b\r\n"),
    "JSON": ('{"stage": "seed", "title": "Vox", "mood": ["Vox"]}\n', ("Vox", 'a "b"', "--in", "title,mood"), 'title  Vox → a "b"\na  mood   Vox → a "b"', '{"stage": "seed", "title": "a \\"b\\"", "mood": ["a \\"b\\""]}\n'),
}  # fmt: skip


@pytest.mark.parametrize(("before", "words", "lines", "after"), REPLACED.values(), ids=REPLACED)
def test_the_text_is_replaced_and_all_else_stays(
    before: str, words: tuple[str, ...], lines: str, after: str, catalogue: Make, run: Run
) -> None:
    stage = "" if before.startswith("{") else "stage: seed\n"
    root = catalogue({"tracks/a.yaml": stage + before, "tracks/b.yaml": "stage: seed\n"})
    old = read_all(root)
    assert run("replace", *words) == Ran(0, f"a  {lines}\n1 changed\n")
    assert (root / "tracks/a.yaml").read_bytes().decode() == stage + after
    assert run("undo").code == 0
    assert read_all(root) == old


TRACKS = {
    "tracks/a.yaml": "title: Vox\nstage: seed\nmood: [{x: Vox}]\nlabel: Vox\nbpm: 120\n",
    "tracks/b.yaml": "title: Vox B\nstage: mixing\n",
    "tracks/old.yaml": "title: Vox\nstage: archived\n",
}
FIELDS = "choose from 'bpm', 'label', 'mood'"
FAULTS: dict[str, tuple[tuple[str, ...], int, str]] = {
    "nothing to replace": (("", "x"), 2, "the text to replace is empty; write it"),
    "the same text": (("x", "x"), 2, "both texts are 'x', so nothing would change; write another one"),
    "a stage": (("a", "b", "--in", "stage"), 2, "stage is not text; 'prodash stages rename OLD NEW' gives a stage another name in every track"),
    "the name of a stage": (("a", "b", "--in", "stage_name"), 2, "stage_name is not text; 'prodash stages rename OLD NEW' gives a stage another name in every track"),
    "workflows": (("a", "b", "--in", "title,workflows"), 2, "workflows is not text; 'prodash workflows rename OLD NEW' gives a workflow another name in every track"),
    "projects": (("a", "b", "--in", "projects"), 2, "projects is not text; 'prodash projects rename OLD NEW' gives a project another name in every track"),
    "a date": (("a", "b", "--in", "due"), 2, "due is not text; 'prodash set due=DATE' or due+=2w changes a date"),
    "an id": (("a", "b", "--in", "id"), 2, "id is not text; 'prodash rename TRACK NEW-ID' changes an id"),
    "a field that no track has": (("a", "b", "--in", "xyz"), 3, f"unknown field 'xyz'; {FIELDS}"),
    "a wrong expression": (("(a", "b", "--regex"), 2, "the expression is wrong: missing ) at position 2; to take it literally, leave out --regex"),
    "a wrong group": (("(a)", r"\2", "--regex"), 2, "the expression is wrong: invalid group reference; to take it literally, leave out --regex"),
    "an impossible character": (("a", r"\U00110000", "--regex"), 2, "the expression is wrong: chr() arg not in range(0x110000); to take it literally, leave out --regex"),
    "a group a thousand groups deep": (("(" * 1000 + "a" + ")" * 1000, "b", "--regex"), 2, "the expression has too many groups inside groups; write a shorter one"),
    "a title that would be empty": (("Vox", "", "--in", "title"), 4, "nothing was changed\ntracks/a.yaml: its title would be empty\ntracks/old.yaml: its title would be empty"),
    "a title of two lines": (("Vox B", "V\nB"), 4, "nothing was changed\ntracks/b.yaml: its title would be 'V\\nB'; a title is one line of text"),
    "nested values": (("Vox", "V", "--in", "mood"), 4, "nothing was changed\ntracks/a.yaml: mood has nested or empty values; change it by hand"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "code", "message"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_replaced_is_refused(
    words: tuple[str, ...], code: int, message: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(TRACKS)
    before = read_all(root)
    assert run("replace", *words, "--all") == Ran(code, "", f"prodash: {message}\n")
    assert read_all(root) == before


def test_an_expression_that_takes_too_long_is_stopped(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prodash.model.plan.replacement.SECONDS", 0.01)
    catalogue({"tracks/a.yaml": f"stage: seed\ntitle: {'a' * 60}b\n"})
    reason = "the expression takes too long for its title; write one without repeats inside repeats, or leave out --regex"
    assert run("replace", "(a|aa)+$", "x", "--regex") == Ran(
        4, "", f"prodash: nothing was changed\ntracks/a.yaml: {reason}\n"
    )


def test_a_title_that_follows_from_the_id_is_replaced_by_one_of_its_own(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/vox-take.yaml": "stage: seed\n"})
    before = read_all(root)
    assert run("replace", "Vox", "Vocals") == Ran(0, "vox-take  title  (none) → Vocals Take\n1 changed\n")
    assert (root / "tracks/vox-take.yaml").read_text() == "title: Vocals Take\nstage: seed\n"
    assert (run("undo").code, read_all(root)) == (0, before)


def test_a_title_is_not_added_beside_one_in_another_case(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/vox.yaml": "Title: Vox\nstage: seed\n"})
    reason = "it has the key 'Title', which differs from 'title' only in case; rename Title, or run 'prodash check --fix'"
    assert run("replace", "Vox", "V").err.splitlines()[:2] == [
        "prodash: nothing was changed",
        f"tracks/vox.yaml: {reason}",
    ]


def test_without_a_filter_all_tracks_but_archived_ones_are_searched(catalogue: Make, run: Run) -> None:
    catalogue(TRACKS)
    left_out = "1 archived track left out; --all includes it\n"
    assert run("replace", "Vox", "V", "-n") == Ran(
        0, "a  title  Vox → V\nb  title  Vox B → V B\n2 would change\n", left_out
    )
    assert run("replace", "Vox", "V", "b", "-n", "-f", "ids") == Ran(0, "b\n")
    assert run("replace", "Vox", "V", "-s", "archived", "-f", "ids") == Ran(0, "old\n")


def test_what_is_found_nowhere_is_said_with_the_fields(catalogue: Make, run: Run) -> None:
    catalogue(TRACKS)
    said = "'zz' is not in the title or notes of 3 tracks\n"
    assert run("replace", "zz", "y", "--all") == Ran(0, "nothing to change\n", said)
    assert run("replace", "zz", "y", "a", "--in", "label", "--in", "mood", "-f", "json").err == (
        "'zz' is not in the label or mood of 1 track\n"
    )


IN_OTHER_CASE = {
    "a title": (("vox", "V"), True),
    "a title that would be empty": (("vox", "", "a"), True),
    "an item of a list": (("LENA", "Lina", "--in", "who"), True),
    "what is so already": (("hello", "HELLO", "--in", "notes"), False),
    "with --ignore-case": (("vax", "V", "--ignore-case"), False),
    "an expression": (("vox", "V", "--regex"), False),
}


@pytest.mark.parametrize(("words", "hinted"), IN_OTHER_CASE.values(), ids=IN_OTHER_CASE)
def test_what_is_there_in_other_capitals_is_said(
    words: Sequence[str], hinted: bool, catalogue: Make, run: Run
) -> None:
    catalogue({"tracks/a.yaml": "title: Vox\nstage: seed\nwho: [Lena]\nnotes: HELLO\n"})
    ran = run("replace", *words)
    assert (ran.code, ran.out) == (0, "nothing to change\n")
    assert ran.err.endswith(" of 1 track with these capitals; --ignore-case finds it\n") is hinted


UNCHANGED: dict[str, tuple[tuple[str, ...], str]] = {
    "a title": (("Vox", r"\g<0>", "--regex"), "'Vox' is in 2 of 2 tracks, but '\\\\g<0>' in its place changes nothing"),
    "the same in any case": (("Vox B", "Vox B", "-i"), "'Vox B' is in 1 of 2 tracks, but 'Vox B' in its place changes nothing"),
    "nothing at the beginning": (("^", "", "--regex", "a"), "'^' is in 1 of 1 track, but '' in its place changes nothing"),
    "a number": (("120", "120", "-i", "--in", "bpm"), "'120' is in 1 of 2 tracks, but '120' in its place changes nothing"),
    "found nowhere": (("vox", "vox", "--regex"), "'vox' is not in the title or notes of 2 tracks"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "remark"), UNCHANGED.values(), ids=UNCHANGED)
def test_what_is_found_and_stays_the_same_is_not_called_missing(
    words: tuple[str, ...], remark: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(TRACKS)
    before = read_all(root)
    left_out = "" if "a" in words else "1 archived track left out; --all includes it\n"
    ran = run("replace", *words)
    assert (ran.code, ran.out, sorted(ran.err.splitlines())) == (
        0,
        "nothing to change\n",
        sorted(f"{left_out}{remark}".splitlines()),
    )
    assert read_all(root) == before


def test_the_plan_is_data(catalogue: Make, run: Run) -> None:
    catalogue(TRACKS)
    (change,) = json.loads(run("replace", "Vox", "V", "b", "-n", "-f", "json").out)["changes"]
    assert (change["id"], change["field"], change["before"], change["after"]) == (
        "b",
        "title",
        "Vox B",
        "V B",
    )


def test_a_terminal_shows_only_the_lines_that_differ(catalogue: Make) -> None:
    catalogue({"tracks/a.yaml": "title: A\nstage: seed\nnotes: |\n  one\n  Vox two\n  three\n"})
    shown = on_screen(["replace", "Vox", "V", "-n"], 80)
    assert shown == "A  notes  Vox two → V two\n1 track would change\n"
    assert on_screen(["set", "notes+=x", "a", "-n"], 80) == "A  notes  + x\n1 track would change\n"
