"""import makes a track of every row of a table, or of none."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.errors import BadFileError
from prodash.storage.external import csv_table as csv_text
from prodash.storage.external.csv_table import read_table
from tests.conftest import Files, Ran, read_all
from tests.surroundings import start

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

A = {"tracks/a.yaml": "# mine\ntitle: Ä\nstage: 'seed'   # keep\nbpm: 120\nprojects: ep\n"}
WORKFLOWS = {"workflows.yaml": "workflows: [mixing, artwork]\n"}
PROJECTS = {"projects.yaml": "projects:\n  - {id: ep, name: Summer EP, due: 2026-12-04}\n  - lp\n"}


def new_texts(root: Path, before: dict[str, bytes]) -> dict[str, str]:
    """The track files that are not as they were, with their texts."""
    after = read_all(root)
    assert before.keys() <= after.keys()
    return {path: data.decode() for path, data in after.items() if before.get(path) != data}


def test_each_row_becomes_a_file_with_a_line_in_the_preview(catalogue: Make, run: Run) -> None:
    root = catalogue({**A, **WORKFLOWS, **PROJECTS})
    (root / "songs.csv").write_text(
        "Title,STAGE,Work flows,projects,Due,notes,bpm,Mood,extra\n"
        'Night Bus,Ready to release,"Mixing, artwork",summer ep,2026-12-24,"one\ntwo",99,"[""dark"", 1]","{""by"": ""Lena"", ""in"": [""a"", ""b""]}"\n'
        "Étude,,,,,,012,true,\n"
    )
    before = read_all(root)
    assert run("import", "songs.csv") == Ran(
        0,
        "night-bus  new  Night Bus · Ready to Release · Mixing, Artwork · Summer EP · 2026-12-24 · bpm 99 · Mood dark, 1 · extra by: Lena, in: a, b · notes\n"
        "etude      new  Étude · Seed · bpm 012 · Mood true\n"
        "2 added\n",
    )
    assert new_texts(root, before) == {
        "tracks/night-bus.yaml": "title: Night Bus\nstage: ready-to-release\nworkflows: [mixing, artwork]\nprojects: [ep]\n"
        "due: 2026-12-24\nbpm: 99\nMood: [dark, 1]\nextra: {by: Lena, in: [a, b]}\nnotes: |-\n  one\n  two\n",
        "tracks/etude.yaml": "title: Étude\nstage: seed\nbpm: '012'\nMood: true\n",
    }
    after = read_all(root)
    assert run("import", "songs.csv") == Ran(0, "nothing to change\n")
    assert read_all(root) == after
    assert run("undo").code == 0
    assert read_all(root) == before
    assert (
        run("redo")
        .out.splitlines()[1]
        .endswith(" · bpm 99 · Mood dark, 1 · extra by: Lena, in: a, b · notes")
    )
    assert read_all(root) == after


FILES: dict[str, tuple[bytes, str]] = {
    "commas": (b"title,bpm\nX,1\n", "bpm: 1\n"),
    "semicolons": (b'title;mood\nX;"a;b, ""c"""\n', 'mood: a;b, "c"\n'),
    "tabs": (b"title\tmood\nX\ta,b\n", "mood: a,b\n"),
    "semicolons where a header has commas": (b'"title";"a, b, c"\nX;1\n', "a, b, c: 1\n"),
    "one column": (b"title\nX\n", ""),
    "Excel's first line": (b"sep=;\r\ntitle;bpm\r\nX;1\r\n", "bpm: 1\n"),
    "a first line with another sign": (b"sep=|\ntitle|bpm\nX|1\n", "bpm: 1\n"),
    "CRLF, and in a cell": (b'title,notes\r\nX,"one\r\ntwo"\r\n', "notes: |-\n  one\n  two\n"),
    "CR alone": (b"title,bpm\rX,1\r", "bpm: 1\n"),
    "no last line end": (b"title,bpm\nX,1", "bpm: 1\n"),
    "a byte order mark": (b"\xef\xbb\xbftitle,bpm\nX,1\n", "bpm: 1\n"),
    "UTF-16, as Excel's Unicode text": ("title\tmood\r\nX\té\r\n".encode("utf-16"), "mood: é\n"),
    "UTF-16, the other way round": (b"\xfe\xff" + "title\tbpm\r\nX\t1\r\n".encode("utf-16-be"), "bpm: 1\n"),
    "spaces behind commas": (b'title, mood, bpm\nX, "a, b", 1 \n', "mood: a, b\nbpm: 1\n"),
    "empty rows and lines": (b"\n\ntitle,bpm\n\n,\n ,\nX,1\n\n,\n", "bpm: 1\n"),
    "columns without a name or a cell": (b"title,bpm,,\nX,1,,\n", "bpm: 1\n"),
    "a row that is short": (b"title,bpm,mood\nX,1\n", "bpm: 1\n"),
    "a formula": (b"title,mood\nX,=SUM(A1)\n", "mood: =SUM(A1)\n"),
    "columns that follow from others": (b"title,stage_name,due_from,days_left,urgency\nX,Mixing,,3,soon\n", ""),
    "columns of the history": (b"title,since,age,age_is_lower_bound,moved\nX,2026-11-01,20,false,\n", ""),
    "a key that is called like a column": (b"title,custom.id,custom.Due,custom.own\nX,7,a,b\n", "id: 7\nDue: a\nown: b\n"),
    "a key that is called like a column in an older file": (b"title,own.id,own.Due,own.x\nX,7,a,b\n", "id: 7\nDue: a\nown.x: b\n"),
    "a key near to a field that has a column": (b"title,stage,Sage\nX,seed,z\n", "Sage: z\n"),
    "a title in quotes": (b'title,mood,notes\nX,a,"""Heroes"""\n', "mood: a\nnotes: '\"Heroes\"'\n"),
    "notes with a control character": (b'title,notes\nX,"""a\\u001b"""\n', 'notes: "a\\u001B"\n'),
    "notes that only look like it": (b'title,notes\nX,"""\\u0041"""\n', "notes: '\"\\u0041\"'\n"),
    "a text in JSON": (b'title,cat\nX,"""120"""\n', "cat: '120'\n"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "own"), FILES.values(), ids=FILES)
def test_a_table_is_read_however_it_was_saved(data: bytes, own: str, catalogue: Make, run: Run) -> None:
    root = catalogue({})
    before = read_all(root)
    (root / "songs.csv").write_bytes(data)
    assert run("import", "songs.csv", "-f", "ids") == Ran(0, "x\n")
    (root / "songs.csv").unlink()
    assert new_texts(root, before) == {"tracks/x.yaml": f"title: X\nstage: seed\n{own}"}


OPTIONS: dict[str, tuple[str, tuple[str, ...], dict[str, str]]] = {
    "a column for a field": ("Song,Tempo\nX,1\n", ("--map", "title=Song", "--map", "bpm = tempo"), {"tracks/x.yaml": "title: X\nstage: seed\nbpm: 1\n"}),
    "a field called like a column of the history": ("title,Age,since\nX,40,1999\n", ("--map", "age=Age", "--without", "since"), {"tracks/x.yaml": "title: X\nstage: seed\nage: 40\n"}),
    "a field in another spelling": ("Song\nX\n", ("--map", "Title=Song"), {"tracks/x.yaml": "title: X\nstage: seed\n"}),
    "a key near to a field": ("title,Sage\nX,z\n", ("--map", "Sage=Sage"), {"tracks/x.yaml": "title: X\nstage: seed\nSage: z\n"}),
    "a column left out": ("title,Song\nAlbum,X\n", ("--map", "title=Song", "--without", "title"), {"tracks/x.yaml": "title: X\nstage: seed\n"}),
    "a folder": ("title\nX\n", ("--folder", "tracks/ep/one"), {"tracks/ep/one/x.yaml": "title: X\nstage: seed\n"}),
    "a folder that a path overrules": ("path\ntracks/lp/x.yml\n", ("--folder", "ep"), {"tracks/lp/x.yml": "stage: seed\n"}),
    "an id": ("id,title\nmy song,X\n", (), {"tracks/my song.yaml": "title: X\nstage: seed\n"}),
    "one title twice": ("title\nX\nX\n", (), {"tracks/x.yaml": "title: X\nstage: seed\n", "tracks/x-2.yaml": "title: X\nstage: seed\n"}),
    "an id that is another's title": ("id,title\nx,Z\n,X\n", (), {"tracks/x.yaml": "title: Z\nstage: seed\n", "tracks/x-2.yaml": "title: X\nstage: seed\n"}),
    "guarded cells": ("title,mood,cat,'=b\n'=X,'-1,''@a,'b\n", ("--csv-safe",), {"tracks/x.yaml": "title: =X\nstage: seed\nmood: -1\ncat: \"'@a\"\n=b: \"'b\"\n"}),
}  # fmt: skip


@pytest.mark.parametrize(("table", "options", "files"), OPTIONS.values(), ids=OPTIONS)
def test_options_say_what_the_table_does_not(
    table: str, options: tuple[str, ...], files: dict[str, str], catalogue: Make, run: Run
) -> None:
    root = catalogue({})
    before = read_all(root)
    (root / "songs.csv").write_text(table)
    ran = run("import", "songs.csv", *options)
    (root / "songs.csv").unlink()
    assert (ran.code, ran.err) == (0, "")
    assert new_texts(root, before) == files


ONE = "'--help'"
REFUSED: dict[str, tuple[bytes, tuple[str, ...], int, str]] = {
    "empty": (b"", (), 4, "songs.csv: it is empty; write a header such as title,stage,due and a row for each track"),
    "blank": (b" \r\n\n", (), 4, "songs.csv: it is empty; write a header such as title,stage,due and a row for each track"),
    "only delimiters": (b",,\n", (), 4, "songs.csv: it has no header; write one such as title,stage,due"),
    "binary": (b"PK\x03\x04\0\0", (), 4, "songs.csv: it is not a text file; save the sheet as 'CSV UTF-8' and import that"),
    "Latin-1": (b"title\nX\n\xe9\n", (), 4, "songs.csv:3: the byte 0xe9 is not valid UTF-8; save the file as 'CSV UTF-8'"),
    "half of UTF-16": (b"\xff\xfet\0\n", (), 4, "songs.csv:1: the byte 0x0a is not valid UTF-16; save the file as 'CSV UTF-8'"),
    "a byte that is no UTF-16, below signs that hold a line feed": ("title\n\u0a0a\u0a15\n".encode("utf-16") + b"\0\xdc\n\0", (), 4, "songs.csv:3: the byte 0x00 is not valid UTF-16; save the file as 'CSV UTF-8'"),
    "Latin-1 below lines of an old Mac": (b"title\rX\r\xe9\r", (), 4, "songs.csv:3: the byte 0xe9 is not valid UTF-8; save the file as 'CSV UTF-8'"),
    "sep= with a line end": (b"sep=\r\ntitle\r\nX\r\n", (), 4, "songs.csv:1: sep= needs one delimiter; write sep=; or sep=,"),
    "sep= with a quote": (b'sep="\ntitle\nX\n', (), 4, "songs.csv:1: sep= needs one delimiter; write sep=; or sep=,"),
    "sep= with a letter": (b"sep=a\ntitle\nX\n", (), 4, "songs.csv:1: sep= needs one delimiter; write sep=; or sep=,"),
    "sep= with a space": (b"sep= \ntitle\nX\n", (), 4, "songs.csv:1: sep= needs one delimiter; write sep=; or sep=,"),
    "sep= with two signs": (b"sep=;;\ntitle\nX\n", (), 4, "songs.csv:1: sep= needs one delimiter; write sep=; or sep=,"),
    "no header": (b"Night Bus,mixing\n", (), 4, "songs.csv: the header has no column title, id or path; add one, or name the column with --map title=COLUMN"),
    "a header twice": (b"title,bpm,bpm\n", (), 4, "songs.csv: two columns are called 'bpm'; rename one"),
    "a field twice": (b"title,Title\n", (), 4, "songs.csv: the columns 'title' and 'Title' both fill title; leave one out with --without Title, or rename it"),
    "near to a field": (b"title,Sage\n", (), 4, "songs.csv: unknown column 'Sage'; write --map stage=Sage if it is the stage, or --map Sage=Sage for a custom field"),
    "maybe a column of the history": (b"title,Age\n", (), 4, "songs.csv: the column 'Age' may be the age that git knows; then write --without Age, or --map age=Age for a custom field"),
    "a header with a control character": (b"title,a\x1bb\n", (), 4, "songs.csv: the column 'a\\x1bb' has control characters; rename it"),
    "a quote that is never closed": (b'title\nX\n"Y\n\n', (), 4, "songs.csv:3: a quote that opens in this row is never closed; add the closing quote"),
    "text behind a quote": (b'title\n\n"Heroes" (live)\n', (), 4, "songs.csv:3: there is text after a closing quote; double the quotes inside a cell"),
    "a cell without end": (b"title\n" + b"x" * 300_000, (), 4, "songs.csv:2: a cell has more than 262,144 characters, or a quote is never closed"),
    "a column that is none": (b"title\n", ("--map", "due=Deadline"), 2, "--map due=Deadline: the file has no column 'Deadline'; choose from 'title'"),
    "a column that is nearly one": (b"title,Tempo\n", ("--without", "Tmpo"), 2, "--without Tmpo: the file has no column 'Tmpo'; did you mean 'Tempo'?"),
    "a column that is there twice": (b"title,B,b\n", ("--map", "c= B!"), 2, "--map c= B!: the file has 2 columns 'B!'; rename one in the file"),
    "a map without a column": (b"title\n", ("--map", "title"), 2, "--map 'title' is not FIELD=COLUMN; write for example --map title=Song"),
    "a map to a key with a control character": (b"title,a\nX,1\n", ("--map", "b\x1b=a"), 2, "--map 'b\\x1b=a' has control characters in the field name; type it again"),
    "a folder outside": (b"title\nX\n", ("--folder", "../x"), 2, "--folder '../x' is not a folder below tracks; write one such as summer-ep"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "options", "code", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_table_is_one_line_and_nothing_is_imported(
    data: bytes, options: tuple[str, ...], code: int, message: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(A)
    (root / "songs.csv").write_bytes(data)
    before = read_all(root)
    assert run("import", "songs.csv", *options) == Ran(code, "", f"prodash: {message}\n")
    assert read_all(root) == before


BAD: dict[str, tuple[str, str]] = {
    "stage": ("title,stage\nX,mixng\n", "unknown stage 'mixng'; did you mean 'mixing'?"),
    "a step": ("title,stage\nX,next\n", "unknown stage 'next'; choose from 'seed', 'writing', 'recorded', 'mixing', 'ready-to-release', 'published', 'archived'"),
    "workflow": ('title,workflows\nX,"mixing,artwrk"\n', "unknown workflow 'artwrk'; did you mean 'artwork'?"),
    "project": ("title,projects\nX,xyz\n", "unknown project 'xyz'; choose from 'ep', 'lp'"),
    "two dates": ("title,due\nX,1.12.2026\n", "due: '1.12.2026' could be 2026-12-01 or 2026-01-12; write it as YYYY-MM-DD, or add --date-format %d.%m.%Y or %m.%d.%Y"),
    "phrase": ("title,due\nX,soonish\n", "due: 'soonish' is not a date; write YYYY-MM-DD, such as 2026-12-01"),
    "day that is none": ("title,due\nX,2026-02-30\n", "due: '2026-02-30' is not a date; write YYYY-MM-DD, such as 2026-12-01"),
    "title of two lines": ('title\n"X\nY"\n', "a title must be one line without control characters"),
    "a title with a control character": ("title\nX\x1b\n", "a title must be one line without control characters"),
    "a byte order mark in the middle": ("title,bpm\n\ufefftitle,bpm\n", "it has a byte order mark (U+FEFF), perhaps because files were joined; import each file, or delete it"),
    "no title": ("title,bpm\n,1\n", "it has no title, id or path; add one"),
    "too many cells": ("title,bpm\nX,1,2\n", "it has more cells than the header; put cells that contain commas in quotes"),
    "a cell under no name": ("title,\nX,1\n", "it has more cells than the header; put cells that contain commas in quotes"),
    "id and path": ("id,path\nx,tracks/y.yaml\n", "the id 'x' and the path tracks/y.yaml contradict each other; correct one"),
    "path outside": ("path\n../x.yaml\n", "the path '../x.yaml' is not a track file; write for example tracks/summer-ep/dune.yaml"),
    "path from the root": ("path\n/tracks/x.yaml\n", "the path '/tracks/x.yaml' is not a track file; write for example tracks/summer-ep/dune.yaml"),
    "path back up": ("path\ntracks/../x.yaml\n", "the path 'tracks/../x.yaml' is not a track file; write for example tracks/summer-ep/dune.yaml"),
    "path without a folder": ("path\nx.yaml\n", "the path 'x.yaml' is not a track file; write for example tracks/summer-ep/dune.yaml"),
    "path of the folder": ("path\ntracks\n", "the path 'tracks' is not a track file; write for example tracks/summer-ep/dune.yaml"),
    "path that is here": ("path\n.\n", "the path '.' is not a track file; write for example tracks/summer-ep/dune.yaml"),
    "path with backslashes": ("path\ntracks\\x.yaml\n", "the path 'tracks\\\\x.yaml' is not a track file; write for example tracks/summer-ep/dune.yaml"),
    "path that is hidden": ("path\ntracks/.x.yaml\n", "the path 'tracks/.x.yaml' is not a track file; write for example tracks/summer-ep/dune.yaml"),
    "path in a hidden folder": ("path\ntracks/.git/x.yaml\n", "the path 'tracks/.git/x.yaml' is not a track file; write for example tracks/summer-ep/dune.yaml"),
    "path in a folder with an ending": ("path\ntracks/a.yaml/x.yaml\n", "the path 'tracks/a.yaml/x.yaml' cannot name a track file; use letters, digits, - and _"),
    "path with a control character": ('path\n"tracks/a\nb.yaml"\n', "the path 'tracks/a\\nb.yaml' cannot name a track file; use letters, digits, - and _"),
    "path that is too long": (f"path\ntracks/{'x' * 251}.yaml\n", f"the path 'tracks/{'x' * 251}.yaml' is too long: a part has 256 bytes, and 255 are the limit; shorten it"),
    "id that is too long": (f"id\n{'x' * 251}\n", f"the id '{'x' * 251}' is too long: it has 251 bytes, and 250 are the limit; shorten it"),
    "path without an ending": ("path\ntracks/x\n", "the path 'tracks/x' is not a track file; write for example tracks/summer-ep/dune.yaml"),
    "id that is a path": ("id\na/b\n", "the id 'a/b' cannot name a file; use letters, digits, - and _, without an extension"),
    "id in another case": ("id\nA\n", "tracks/a.yaml has the id 'a', which differs only in case; choose another id"),
    "another path": ("path\ntracks/ep/a.yaml\n", "the path is tracks/ep/a.yaml, but tracks/a.yaml has that id; correct the path, or leave the column out with --without path"),
    "an id of two tracks": ("id\ntwin\n", "tracks/ep/twin.yaml and tracks/lp/twin.yaml have the id 'twin'; add a path column to choose one"),
    "an id of a broken track": ("id\nbroken\n", "tracks/broken.yaml has the id 'broken' but could not be read; run prodash check to see why"),
    "a title of two tracks": ("title\nSame\n", "same and same-2 are both titled 'Same'; add an id column to choose one"),
    "other values": ("id,title,stage,bpm,projects,mood\na,B,mixing,120,ep,x\n", "it differs from tracks/a.yaml in title, stage, mood; add --update to change that track"),
    "a date of a project that has another": ("title,projects,due,due_from\nX,ep,2026-12-05,ep\n", "due is 2026-12-05 but its projects are due 2026-12-04; clear due_from to keep the date for this track, or clear due"),
    "a date of no project": ("title,due,due_from\nX,2026-12-05,ep\n", "due is 2026-12-05 but its projects have no due date; clear due_from to keep the date for this track, or clear due"),
}  # fmt: skip
THERE = {
    **A,
    **WORKFLOWS,
    **PROJECTS,
    "tracks/ep/twin.yaml": "stage: seed\n",
    "tracks/lp/twin.yaml": "stage: seed\n",
    "tracks/broken.yaml": "stage: [\n",
    "tracks/same.yaml": "title: Same\nstage: seed\n",
    "tracks/same-2.yaml": "title: Same\nstage: seed\n",
}


@pytest.mark.parametrize(("table", "reason"), BAD.values(), ids=BAD)
def test_a_bad_row_is_named_with_its_line_and_nothing_is_imported(
    table: str, reason: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(THERE)
    (root / "songs.csv").write_text(table)
    before = read_all(root)
    problems = run("check").out
    ran = run("import", "songs.csv")
    assert ran == Ran(4, "", f"{problems}prodash: nothing was changed\nsongs.csv:2: {reason}\n")
    assert read_all(root) == before


def test_all_bad_rows_are_named_and_the_good_ones_imported_if_asked(catalogue: Make, run: Run) -> None:
    root = catalogue({})
    table = 'title,stage,notes\nX,seed,"a\nb"\nY,nowhere,\n\nZ,seed,\nV,nowhere,\n'
    (root / "songs.csv").write_text(table)
    before = read_all(root)
    reason = f"unknown stage 'nowhere'; choose from {', '.join(repr(stage) for stage in STAGE_IDS)}"
    named = f"songs.csv:4: {reason}\nsongs.csv:7: {reason}\n"
    assert run("import", "songs.csv") == Ran(4, "", f"prodash: nothing was changed\n{named}")
    assert read_all(root) == before
    shown = "x  new  X · Seed · notes\nz  new  Z · Seed\n"
    assert run("import", "songs.csv", "--skip-bad", "-n") == Ran(1, f"{shown}2 would be added\n", named)
    assert run("import", "songs.csv", "--skip-bad") == Ran(1, f"{shown}2 added\n", named)
    assert new_texts(root, before).keys() == {"tracks/x.yaml", "tracks/z.yaml"}


def test_a_row_that_cannot_be_written_is_as_bad_as_any_other(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/t.yaml": "title: &it T\nstage: seed\nnotes: *it\n"})
    deep = "[" * 60 + "1" + "]" * 60
    rows = ["x,X,,", f"n,N,{'n' * 262_140},", f"d,D,,{deep}", "s,S,,a,b", "t,U,T,", "z,Z,,"]
    (root / "songs.csv").write_text("\n".join(["id,title,notes,mood", *rows, ""]))
    before = read_all(root)
    named = (
        "songs.csv:3: tracks/n.yaml: it would be too large, or look like a merge conflict; shorten it\n"
        "songs.csv:4: tracks/d.yaml: it cannot be changed safely; edit the file by hand\n"
        "songs.csv:5: it has more cells than the header; put cells that contain commas in quotes\n"
        "songs.csv:6: tracks/t.yaml: the value of 'title' has an anchor; write the plain value by hand\n"
    )
    assert run("import", "songs.csv", "--update") == Ran(4, "", f"prodash: nothing was changed\n{named}")
    assert read_all(root) == before
    assert run("import", "songs.csv", "--update", "--skip-bad") == Ran(
        1, "x  new  X · Seed\nz  new  Z · Seed\n2 added\n", named
    )
    assert new_texts(root, before) == {
        "tracks/x.yaml": "title: X\nstage: seed\n",
        "tracks/z.yaml": "title: Z\nstage: seed\n",
    }


STAGE_IDS = ["seed", "writing", "recorded", "mixing", "ready-to-release", "published", "archived"]


def test_of_many_bad_rows_fifty_are_named_and_the_others_counted(catalogue: Make, run: Run) -> None:
    root = catalogue({})
    (root / "songs.csv").write_text("title,due\n" + "".join(f"X,soon {line}\n" for line in range(2, 55)))
    reason = "is not a date; write YYYY-MM-DD, such as 2026-12-01"
    named = (
        "".join(f"songs.csv:{line}: due: 'soon {line}' {reason}\n" for line in range(2, 52))
        + "songs.csv: and 3 more bad rows\n"
    )
    assert run("import", "songs.csv") == Ran(4, "", f"prodash: nothing was changed\n{named}")
    assert run("import", "songs.csv", "--skip-bad") == Ran(1, "0 changed\n", named)


def test_many_bad_rows_with_one_reason_are_one_with_their_lines(catalogue: Make, run: Run) -> None:
    root = catalogue({})
    (root / "songs.csv").write_text("title,stage\nA,mixng\n" + "B,Idea\n" * 4 + "C,mixng\n" + "D,x\n" * 25)
    choices = f"choose from {', '.join(map(repr, STAGE_IDS))}"
    assert run("import", "songs.csv").err.splitlines()[1:] == [
        "songs.csv:2: unknown stage 'mixng'; did you mean 'mixing'?",
        f"songs.csv:3: unknown stage 'Idea'; {choices} (also in lines 4, 5, 6)",
        "songs.csv:7: unknown stage 'mixng'; did you mean 'mixing'?",
        f"songs.csv:8: unknown stage 'x'; {choices} (also in lines {', '.join(map(str, range(9, 29)))} and 4 more)",
    ]


def test_two_rows_are_never_about_one_track(catalogue: Make, run: Run) -> None:
    root = catalogue(A)
    (root / "songs.csv").write_text("id,path\na,\nx,\n,tracks/a.yaml\nX,\n,tracks/ep/x.yaml\n")
    assert run("import", "songs.csv") == Ran(
        4,
        "",
        "prodash: nothing was changed\n"
        "songs.csv:4: line 2 is about 'a' too; delete one of the two rows\n"
        "songs.csv:5: line 3 is about 'X' too; delete one of the two rows\n"
        "songs.csv:6: line 3 is about 'x' too; delete one of the two rows\n",
    )


def test_update_changes_the_values_that_differ_and_an_empty_cell_clears(catalogue: Make, run: Run) -> None:
    root = catalogue({**A, **PROJECTS})
    (root / "songs.csv").write_text('id,title,stage,projects,due,bpm,mood\na,Ä,,lp,2026-12-01,,"[""x""]"\n')
    assert run("import", "songs.csv", "--update") == Ran(
        0,
        "a  projects  Summer EP → Lp\na  due       (none) → 2026-12-01\na  bpm       120 → (none)\na  mood      (none) → x\n"
        "1 changed\n",
    )
    assert (root / "tracks/a.yaml").read_text() == (
        "# mine\ntitle: Ä\nstage: 'seed'   # keep\nprojects: lp\ndue: 2026-12-01\nmood: [x]\n"
    )
    assert run("import", "songs.csv") == Ran(0, "nothing to change\n")


UPDATES: dict[str, tuple[str, str, str]] = {
    "a title": ("title: X\nstage: seed\n", "id,title\nt,Z\n", "title: Z\nstage: seed\n"),
    "a title cleared": ("title: X\nstage: seed\n", "id,title\nt,\n", "stage: seed\n"),
    "a stage": ("stage: seed # now\n", "id,stage\nt,Mixing\n", "stage: mixing # now\n"),
    "an unknown stage": ("stage: nowhere\n", "id,stage\nt,seed\n", "stage: seed\n"),
    "names cleared": ("stage: seed\nworkflows: [a, b]\n", "id,workflows\nt,\n", "stage: seed\n"),
    "names in another order": ("stage: seed\nworkflows: [a, b]\n", 'id,workflows\nt,"b,A"\n', "stage: seed\nworkflows: [a, b]\n"),
    "a date cleared": ("stage: seed\ndue: 2026-12-01\n", "id,due\nt,\n", "stage: seed\n"),
    "a date that its project hands down": ("stage: seed\nprojects: ep\ndue: 2026-12-01\n", "id,due,due_from\nt,2026-12-04,ep\n", "stage: seed\nprojects: ep\n"),
    "a project's date without due_from": ("stage: seed\nprojects: ep\n", "id,due,bpm\nt,2026-12-04,9\n", "stage: seed\nprojects: ep\nbpm: 9\n"),
    "a project's date as a spreadsheet writes it": ("stage: seed\nprojects: ep\n", "id,due,bpm\nt,04.12.2026,9\n", "stage: seed\nprojects: ep\nbpm: 9\n"),
    "a project's date for its own": ("stage: seed\nprojects: ep\n", "id,due,due_from\nt,2026-12-04,\n", "stage: seed\nprojects: ep\ndue: 2026-12-04\n"),
    "another date than the project's": ("stage: seed\nprojects: ep\n", "id,due\nt,2026-12-05\n", "stage: seed\nprojects: ep\ndue: 2026-12-05\n"),
    "its own date, which is the project's": ("stage: seed\nprojects: ep\ndue: 2026-12-04\n", "id,due,bpm\nt,2026-12-04,9\n", "stage: seed\nprojects: ep\ndue: 2026-12-04\nbpm: 9\n"),
    "notes": ("stage: seed\nnotes: x\n", "id,notes\nt,z\n", "stage: seed\nnotes: z\n"),
    "a value in quotes": ("stage: seed\nbpm: '120'\n", "id,bpm\nt,120\n", "stage: seed\nbpm: '120'\n"),
    "a list": ("stage: seed\nmood:\n  - a # x\n  - b\n", 'id,mood\nt,"[""a"", ""c""]"\n', "stage: seed\nmood:\n  - a # x\n  - c\n"),
    "a list emptied": ("stage: seed\nmood: [a]\n", "id,mood\nt,[]\n", "stage: seed\nmood: []\n"),
    "columns that are not there": ("stage: seed\nbpm: 1\n", "id\nt\n", "stage: seed\nbpm: 1\n"),
    "a row that is short": ("stage: seed\nbpm: 1\n", "id,stage,bpm\nt,mixing\n", "stage: mixing\nbpm: 1\n"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "table", "after"), UPDATES.values(), ids=UPDATES)
def test_update_gives_a_track_the_values_of_its_row(
    text: str, table: str, after: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({**PROJECTS, "tracks/t.yaml": text})
    (root / "songs.csv").write_text(table)
    assert (run("import", "songs.csv").code == 0) == (text == after)
    assert (root / "tracks/t.yaml").read_text() == text
    ran = run("import", "songs.csv", "--update")
    assert (ran.code, ran.err) == (0, "")
    assert (root / "tracks/t.yaml").read_text() == after
    assert run("import", "songs.csv") == Ran(0, "nothing to change\n")


KEPT: dict[str, tuple[str, str, str]] = {
    "a group of keys": ("mix: {a: 1}\n", "mix\n5\n", "mix has nested or empty values; change it by hand"),
    "a value that is to be a group": ("mix: 1\n", 'mix\n"{""a"": 1}"\n', "mix has nested or empty values; change it by hand"),
    "a list that is to be one value": ("mix: [a]\n", "mix\n5\n", "mix is a list in this track; change it by hand"),
    "a list with nothing in it": ("mix: [a]\n", "mix\n[null]\n", "mix has nested or empty values; change it by hand"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "table", "reason"), KEPT.values(), ids=KEPT)
def test_what_an_update_cannot_write_is_a_bad_row(
    text: str, table: str, reason: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"tracks/t.yaml": f"stage: seed\n{text}"})
    header, row = table.splitlines()
    (root / "songs.csv").write_text(f"id,{header}\nt,{row}\n")
    before = read_all(root)
    assert run("import", "songs.csv", "--update") == Ran(
        4, "", f"prodash: nothing was changed\nsongs.csv:2: tracks/t.yaml: {reason}\n"
    )
    assert read_all(root) == before


def test_without_a_file_any_name_is_fine_in_the_spelling_of_its_first_row(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nworkflows: Rough Mix\n"})
    (root / "songs.csv").write_text('title,workflows\nX,rough mix\nY,Stems\nZ,"stems,ROUGHMIX"\n')
    assert run("import", "songs.csv", "-f", "ids") == Ran(0, "x\ny\nz\n")
    texts = [(root / f"tracks/{name}.yaml").read_text().splitlines()[2] for name in "xyz"]
    assert texts == ["workflows: [Rough Mix]", "workflows: [Stems]", "workflows: [Stems, Rough Mix]"]
    (root / "songs.csv").write_text("title,workflows\nV,none\n")
    assert run("import", "songs.csv") == Ran(
        4, "", "prodash: nothing was changed\nsongs.csv:2: 'none' is not a name; leave the cell empty\n"
    )


def test_a_dry_run_writes_nothing_and_json_has_the_whole_plan(catalogue: Make, run: Run) -> None:
    root = catalogue(A)
    (root / "songs.csv").write_text("id,bpm\na,120\nb,90\n")
    before = read_all(root)
    plan = json.loads(run("import", "songs.csv", "-n", "-f", "json").out)
    a = {"kind": "track", "id": "a", "path": "tracks/a.yaml"}
    b = {"kind": "track", "id": "b", "path": "tracks/b.yaml", "before": None, "changes": True}
    assert plan == {
        "schema_version": 2,
        "kind": "changes",
        "total": 3,
        "shown": 3,
        "summary": "Import songs.csv",
        "changed": 1,
        "already_so": 1,
        "written": False,
        "changes": [
            {**a, "field": "bpm", "before": 120, "after": 120, "changes": False},
            {**b, "field": "stage", "after": "seed"},
            {**b, "field": "bpm", "after": 90},
        ],
        "problems": [],
    }
    assert read_all(root) == before


def test_a_dash_reads_stdin(catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = catalogue({})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("title;due\r\nÉ;x\r\n".encode()), "ascii"))
    assert run("import", "-") == Ran(
        4,
        "",
        "prodash: nothing was changed\nstdin:2: due: 'x' is not a date; write YYYY-MM-DD, such as 2026-12-01\n",
    )
    ran = start(["import", "-"], cwd=root, stdin="title\nÉtude\n", env={"LC_ALL": "C"})
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "etude  file   tracks/etude.yaml\netude  title  Étude\netude  stage  Seed\n1 added\n", "")  # fmt: skip


def test_a_file_that_is_none_is_named(catalogue: Make, run: Run) -> None:
    catalogue(A)
    assert run("import", "no.csv") == Ran(3, "", "prodash: there is no file or folder 'no.csv'\n")
    assert run("import", "tracks") == Ran(4, "", "prodash: tracks: it is a folder; name a file\n")
    assert run("import", "no.csv", "-C", "tracks").code == 3


@pytest.mark.skipif(shutil.which("bash") is None, reason="only a shell makes such pipes")
def test_a_pipe_is_read_like_a_file(catalogue: Make) -> None:
    root = catalogue({})
    command = f'"{sys.executable}" -m prodash import <(printf "title\\nX\\n") -f ids'
    ran = subprocess.run(
        ["bash", "-c", command], cwd=root, capture_output=True, encoding="utf-8", check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "x\n", "")


@pytest.mark.skipif(os.name == "nt", reason="rights are others on Windows")
def test_a_file_that_may_not_be_read_is_named(catalogue: Make) -> None:
    root = catalogue(A)
    (root / "songs.csv").write_text("title\nX\n")
    (root / "songs.csv").chmod(0)
    ran = start(["import", "songs.csv"], cwd=root)
    message = "prodash: songs.csv: no permission to read it; change its permissions (chmod u+r)\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (5, "", message)


def test_a_link_that_leads_outside_is_refused(
    catalogue: Make, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = catalogue({})
    outside = tmp_path_factory.mktemp("outside")
    (root / "tracks").mkdir()
    (root / "tracks/ep").symlink_to(outside)
    (root / "songs.csv").write_text("path\ntracks/ep/x.yaml\n")
    assert run("import", "songs.csv") == Ran(
        4,
        "",
        f"prodash: nothing was changed\nsongs.csv:2: tracks/ep/x.yaml: it leads outside the catalogue, to {outside}/x.yaml; change the file there\n",
    )
    assert read_all(outside) == {}


def test_more_rows_than_a_catalogue_can_have_are_refused(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_text, "MAX_ROWS", 3)
    root = catalogue({})
    (root / "songs.csv").write_text("title\na\nb\nc\n")
    assert run("import", "songs.csv", "-n").code == 0
    (root / "songs.csv").write_text("title\na\nb\nc\n\nd\n")
    assert run("import", "songs.csv") == Ran(
        4, "", "prodash: songs.csv: it has more than 3 rows; split it into several files\n"
    )


def test_a_file_of_too_many_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_text, "MAX_TABLE_BYTES", 1 << 20)
    with pytest.raises(BadFileError) as error:
        read_table("x", b"x" * ((1 << 20) + 1))
    assert str(error.value) == "x: it has more than 1 MiB; split it into several files"


TEXTS = st.text("ab\",;\t\r\n= '\0", max_size=30)


@given(
    st.binary(max_size=60)
    | TEXTS.map(str.encode)
    | TEXTS.map(lambda text: f"sep={text}".encode())
    | TEXTS.map(lambda text: f"sep={text}".encode("utf-16"))
)
def test_whatever_the_bytes_they_are_a_table_or_a_bad_file(data: bytes) -> None:
    try:
        table = read_table("x", data)
    except BadFileError:
        return
    else:
        assert table.header
        assert all(row.line > 1 for row in table.rows)


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=8)


@given(
    rows=st.lists(
        st.lists(CELLS, min_size=2, max_size=2).filter(lambda row: "".join(row).strip()), min_size=1
    ),
    delimiter=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_what_python_writes_is_read_back(
    rows: list[list[str]], delimiter: str, encoding: str, newline: str
) -> None:
    import csv

    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=newline).writerows([["title", "x"], *rows])
    table = read_table("x", file.getvalue().encode(encoding))
    assert table.header == ("title", "x")
    assert [list(row.cells) for row in table.rows] == rows
