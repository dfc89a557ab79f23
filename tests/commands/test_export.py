"""export writes a calendar that other programs read, and that stays the same while nothing changes."""

import os
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from prodash.cli import main
from prodash.render.calendar.calendar import is_generated
from prodash.render.terminal.width import clean
from tests.conftest import EXAMPLE, Files, Ran, read_all, write_files
from tests.surroundings import start

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

FILES = {
    "projects.yaml": "projects:\n  - {id: ep, name: 'Summer, EP; 1', due: 2026-12-04}\n",
    "workflows.yaml": "workflows: [{id: mixing, name: Mixing}, {id: art, name: 'Art, work'}]\n",
    "tracks/a.yaml": "title: A\nstage: mixing\nworkflows: [mixing, art]\nprojects: ep\ndue: 2026-12-01\nnotes: private\n",
    "tracks/b.yaml": "title: 'B; with, signs \\ and 🌱'\nstage: ready-to-release\nprojects: ep\n",
    "tracks/c.yaml": "stage: seed\n",
    "tracks/old.yaml": "stage: archived\ndue: 2020-01-01\n",
}
LEFT_OUT = "1 archived track left out; --all includes it\n"


def parsed(data: bytes) -> list[dict[str, Any]]:
    """The events of a calendar, each with all its values."""
    calendar = Calendar.from_ical(data)
    return [
        {name: value_of(event, name) for name in event} for event in calendar.walk() if event.name == "VEVENT"
    ]


def value_of(event: Any, name: str) -> Any:
    value = event[name]
    if name == "CATEGORIES":
        return [str(category) for category in value.cats]
    return value.dt if hasattr(value, "dt") else str(value)


def test_each_track_with_a_date_is_an_all_day_event(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    assert run("export", "due.ics") == Ran(
        0, "", f"{LEFT_OUT}due.ics: 2 events; 1 track without a due date left out\n"
    )
    data = (root / "due.ics").read_bytes()
    calendar = Calendar.from_ical(data)
    assert {name: str(calendar[name]) for name in calendar} == {
        "VERSION": "2.0",
        "PRODID": "-//prodash//prodash 0.1.0//EN",
        "X-WR-CALNAME": root.name,
    }
    same = {"DTSTAMP": datetime(2026, 11, 21, tzinfo=UTC), "SEQUENCE": "0", "TRANSP": "TRANSPARENT"}
    assert parsed(data) == [
        {
            **same,
            "UID": "a@prodash",
            "SUMMARY": "A",
            "DTSTART": date(2026, 12, 1),
            "DTEND": date(2026, 12, 2),
            "CATEGORIES": ["Mixing"],
            "DESCRIPTION": "Stage: Mixing\nWorkflows: Mixing, Art, work\nProjects: Summer, EP; 1\nDue date: from the track",
        },
        {
            **same,
            "UID": "b@prodash",
            "SUMMARY": "B; with, signs \\ and 🌱",
            "DTSTART": date(2026, 12, 4),
            "DTEND": date(2026, 12, 5),
            "CATEGORIES": ["Ready to Release"],
            "DESCRIPTION": "Stage: Ready to Release\nProjects: Summer, EP; 1\nDue date: from Summer, EP; 1",
        },
    ]
    assert "DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261202\r\n" in data.decode()


def test_an_event_is_known_again_when_all_but_the_id_has_changed(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    before = [event["UID"] for event in parsed(exported(run, root))]
    assert run("set", "title=New", "stage=seed", "due=2027-01-01", "a", "b", "--yes").code == 0
    assert [event["UID"] for event in parsed(exported(run, root))] == before


def exported(run: Run, root: Path) -> bytes:
    assert run("export", "due.ics").code == 0
    return (root / "due.ics").read_bytes()


def test_a_calendar_that_says_the_same_is_not_written(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue(FILES)
    data = exported(run, root)
    os.utime(root / "due.ics", (1, 1))
    monkeypatch.setenv("PRODASH_TODAY", "2026-11-22")
    assert run("export", "due.ics") == Ran(
        0, "", f"{LEFT_OUT}due.ics is already up to date: 2 events; 1 track without a due date left out\n"
    )
    assert ((root / "due.ics").read_bytes(), (root / "due.ics").stat().st_mtime) == (data, 1)
    assert run("export", "other.ics").code == 0
    other = (root / "other.ics").read_bytes()
    assert other == data.replace(b"20261121T", b"20261122T")
    assert run("set", "due=2026-12-03", "a").code == 0
    assert exported(run, root) != data


def test_a_dash_writes_to_stdout_the_same_bytes(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    data = exported(run, root)
    ran = start(["export", "-", "--quiet"], cwd=root, env={"LC_ALL": "C"})
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, data.decode().replace("\r\n", "\n"), "")


SELECTED: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "filters": (("--stage", "mixing"), ["a@prodash"]),
    "ids": (("b", "c"), ["b@prodash"]),
    "archived ones": (("--all",), ["old@prodash", "a@prodash", "b@prodash"]),
    "none": (("--stage", "seed"), []),
}


@pytest.mark.parametrize(("argv", "uids"), SELECTED.values(), ids=SELECTED)
def test_only_what_is_selected_is_exported(
    argv: tuple[str, ...], uids: list[str], catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    assert run("export", "due.ics", *argv).code == 0
    assert [event["UID"] for event in parsed((root / "due.ics").read_bytes())] == uids


def test_the_condition_of_a_script_is_asked_as_elsewhere(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    argv = ("--stage", "writing", "--fail-if-empty")
    told = Ran(6, "", "no track is in Writing\ndue.ics was not written: 0 events\n")
    assert run("export", "due.ics", *argv) == told
    assert not (root / "due.ics").exists()
    data = exported(run, root)
    assert run("export", "due.ics", *argv) == told
    assert (root / "due.ics").read_bytes() == data
    printed = run("export", "-", *argv)
    assert (printed.code, parsed(printed.out.encode())) == (6, [])


def test_broken_tracks_and_ids_that_are_there_twice_are_named(catalogue: Make, run: Run) -> None:
    root = catalogue(
        {
            "tracks/a/x.yaml": "title: First\nstage: seed\ndue: 2026-12-01\n",
            "tracks/b/x.yaml": "stage: seed\ndue: 2026-12-01\n",
            "tracks/y.yaml": "",
            "tracks/z.yaml": "stage: nowhere\ndue: 9999-12-31\n",
        }
    )
    ran = run("export", "due.ics")
    assert (ran.code, ran.out, ran.err.count("error:")) == (1, "", 3)
    events = parsed((root / "due.ics").read_bytes())
    assert [(event["UID"], event["SUMMARY"], event.get("DTEND")) for event in events] == [
        ("x@prodash", "First", date(2026, 12, 2)),
        ("z@prodash", "Z", None),
    ]


WRONG: dict[str, tuple[str, int, str]] = {
    "CSV": ("due.csv", 2, "'due.csv' does not end in .ics; name a calendar such as due.ics; for CSV, write 'prodash list --format csv > FILE.csv'"),
    "no ending": ("due", 2, "'due' does not end in .ics; name a calendar such as due.ics; for CSV, write 'prodash list --format csv > FILE.csv'"),
    "a folder": ("folder.ics", 4, "folder.ics: it is a folder; name a file"),
    "no folder": ("no/due.ics", 5, "no/due.ics: its folder does not exist; create it first"),
    "somebody else's calendar": ("theirs.ics", 4, "theirs.ics: it is not a calendar that prodash wrote; choose another file, or delete it first"),
    "two calendars in one file": ("both.ics", 4, "both.ics: it is not a calendar that prodash wrote; choose another file, or delete it first"),
    "text behind a calendar": ("more.ics", 4, "more.ics: it is not a calendar that prodash wrote; choose another file, or delete it first"),
    "half a calendar": ("half.ics", 4, "half.ics: it is not a calendar that prodash wrote; choose another file, or delete it first"),
    "our name inside an event": ("inner.ics", 4, "inner.ics: it is not a calendar that prodash wrote; choose another file, or delete it first"),
}  # fmt: skip
THEIRS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
OURS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//prodash//prodash 0.1.0//EN\r\nEND:VCALENDAR\r\n"
CALENDARS = {
    "theirs.ics": THEIRS,
    "both.ics": OURS + THEIRS,
    "more.ics": f"{OURS}more\r\n",
    "half.ics": OURS.removesuffix("END:VCALENDAR\r\n"),
    "inner.ics": "BEGIN:VCALENDAR\r\nPRODID:x\r\nBEGIN:VEVENT\r\nPRODID:-//prodash//x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
}


@pytest.mark.parametrize(("file", "code", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_written_is_one_line_and_stays_as_it_is(
    file: str, code: int, message: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({**FILES, **CALENDARS})
    (root / "folder.ics").mkdir()
    before = read_all(root)
    ran = run("export", file)
    assert (ran.code, ran.out, ran.err.removeprefix(LEFT_OUT)) == (code, "", f"prodash: {message}\n")
    assert read_all(root) == before


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_an_empty_file_is_filled_but_not_one_behind_a_link(catalogue: Make, run: Run) -> None:
    root = catalogue({**FILES, "tracks/empty.yaml": "", "due.ics": ""})
    (root / "link.ics").symlink_to("tracks/empty.yaml")
    ran = run("export", "link.ics")
    assert (ran.code, ran.err.splitlines()[-1]) == (
        4,
        "prodash: link.ics: it is not a calendar that prodash wrote; choose another file, or delete it first",
    )
    assert (root / "tracks/empty.yaml").read_bytes() == b""
    assert run("export", "due.ics").code == 1
    assert len(parsed((root / "due.ics").read_bytes())) == 2


def test_the_example_catalogue_is_a_calendar(run: Run, tmp_path: Path) -> None:
    assert run("-C", str(EXAMPLE), "export", "due.ics").code == 0
    assert len(parsed((tmp_path / "due.ics").read_bytes())) == 18


TITLES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)


@given(TITLES)
def test_every_title_comes_back(title: str) -> None:
    with tempfile.TemporaryDirectory() as folder, redirect_stderr(StringIO()) as err:
        root = write_files(Path(folder), {"tracks/t.yaml": "stage: seed\ndue: 2026-12-01\n"})
        code = main(["-C", folder, "set", f"title={title}", "t"])
        if code:
            # What is no title at all is refused by `set`.
            return
        assert main(["-C", folder, "export", str(root / "due.ics")]) == 0, err.getvalue()
        data = (root / "due.ics").read_bytes()
    assert is_generated(data.replace(b"\r\n", b"\n"))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert parsed(data)[0]["SUMMARY"] == clean(title.strip() or "T")


def test_it_says_that_projects_have_no_dates_without_their_file(catalogue: Make, run: Run) -> None:
    root = catalogue(
        {
            "projects.yaml": "projects: [{id: ep, due: 2026-12-01}]\n",
            "tracks/a.yaml": "stage: seed\nprojects: ep\n",
            "tracks/b.yaml": "stage: seed\n",
        }
    )
    without = "track without a due date left out\n"
    assert run("export", "due.ics") == Ran(0, "", f"due.ics: 1 event; 1 {without}")
    (root / "projects.yaml").unlink()
    missing = ", 1 of them in projects, whose dates are unknown without projects.yaml\n"
    left_out = "2 tracks without a due date left out"
    assert run("export", "due.ics") == Ran(0, "", f"due.ics: 0 events; {left_out}{missing}")
