"""A calendar that replaces another one tells programs which events were revised, and leaves the others as they are."""

import re
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from prodash.cli import main
from tests.conftest import Files, Ran, run_in, write_files
from tests.examples import examples

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
FILES = {
    "tracks/a.yaml": "title: A\nstage: seed\ndue: 2026-12-01\n",
    "tracks/b.yaml": "title: B\nstage: seed\ndue: 2026-12-05\n",
}


def events(calendar: bytes) -> dict[str, bytes]:
    """The events of a calendar by their UID, each with its bytes."""
    texts = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", calendar, re.DOTALL)
    return {str(Calendar.from_ical(text)["UID"]).removesuffix("@prodash"): text for text in texts}


def revision(event: bytes) -> tuple[str, str]:
    """The SEQUENCE and the day of revision."""
    read = Calendar.from_ical(event)
    return str(read["SEQUENCE"]), str(read["DTSTAMP"].dt.date())


def exported(root: Path) -> bytes:
    assert run_in(root, "export", str(root / "due.ics")).code == 0
    return (root / "due.ics").read_bytes()


def test_each_change_of_an_event_raises_its_sequence_and_touches_no_other(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue(FILES)
    before = events(exported(root))
    revisions = [revision(before["a"])]
    for day, due in (
        ("2026-11-21", "2026-12-02"),
        ("2026-11-21", "2026-12-03"),
        ("2026-11-23", "2026-12-01"),
    ):
        monkeypatch.setenv("PRODASH_TODAY", day)
        assert run("set", f"due={due}", "a").code == 0
        now = events(exported(root))
        assert now["b"] == before["b"]
        revisions.append(revision(now["a"]))
    assert revisions == [("0", "2026-11-21"), ("1", "2026-11-21"), ("2", "2026-11-21"), ("3", "2026-11-23")]


def test_an_event_that_is_gone_is_left_out_and_begins_anew(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    exported(root)
    run("set", "due=2026-12-02", "a")
    exported(root)
    run("set", "due=", "a")
    assert [*events(exported(root))] == ["b"]
    run("set", "due=2026-12-02", "a")
    assert revision(events(exported(root))["a"]) == ("0", "2026-11-21")


def without_sequence(calendar: bytes) -> bytes:
    return re.sub(rb"SEQUENCE:\d+\r\n", b"", calendar)


OTHERWISE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a calendar of an earlier prodash": (without_sequence, "1"),
    "another order of lines": (lambda data: data.replace(b"UID:a@prodash\r\n", b"").replace(b"TRANSP", b"UID:a@prodash\r\nTRANSP", 1), "1"),
    "a high number": (lambda data: data.replace(b"SEQUENCE:0", b"SEQUENCE:41", 1), "42"),
    "a number that is too high": (lambda data: data.replace(b"SEQUENCE:0", b"SEQUENCE:99999999999", 1), "1"),
    "no number": (lambda data: data.replace(b"SEQUENCE:0", b"SEQUENCE:one", 1), "1"),
    "two of one event": (lambda data: data.replace(b"END:VCALENDAR", events(data)["a"].replace(b"E:0", b"E:7") + b"END:VCALENDAR"), "8"),
    "half an event": (lambda data: data.replace(b"END:VEVENT\r\n", b"", 1), "0"),
    "a stamp that is none": (lambda data: data.replace(b"DTSTAMP:2", b"DTSTAMP:x", 1), "1"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "sequence"), OTHERWISE.values(), ids=OTHERWISE)
def test_a_calendar_that_another_program_changed_is_replaced_by_a_right_one(
    change: Callable[[bytes], bytes], sequence: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    (root / "due.ics").write_bytes(change(exported(root)))
    run("set", "due=2026-12-02", "a")
    after = events(exported(root))
    assert ([*after], revision(after["a"])[0]) == (["a", "b"], sequence)


def test_a_stamp_that_is_none_does_not_stay(catalogue: Make) -> None:
    root = catalogue(FILES)
    data = exported(root)
    (root / "due.ics").write_bytes(data.replace(b"DTSTAMP:2", b"DTSTAMP:x", 1))
    run_again = exported(root)
    assert revision(events(run_again)["a"])[0] in {"0", "1"}
    assert b"DTSTAMP:x" not in run_again


def test_a_calendar_with_100_000_unclosed_events_is_replaced_at_once(catalogue: Make) -> None:
    root = catalogue(FILES)
    data = exported(root)
    (root / "due.ics").write_bytes(data.replace(b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\n" * 100_000, 1))
    assert exported(root) == data


DUES = st.dictionaries(
    st.sampled_from("abcdef"), st.sampled_from(["", "2026-12-01", "2026-12-02", "9999-12-31"]), min_size=1
)


@given(st.lists(DUES, min_size=2, max_size=3))
@examples(6)
def test_a_new_calendar_differs_just_in_the_events_that_differ(catalogues: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        before: dict[str, bytes] = {}
        said: dict[str, str] = {}
        for dues in catalogues:
            root = write_files(
                Path(folder),
                {f"tracks/{name}.yaml": f"stage: seed\ndue: {due}\n" for name, due in dues.items()},
            )
            said.update(dues)
            data = exported(root)
            assert exported(root) == data
            after = events(data)
            assert {*after} == {name for name, due in said.items() if due}
            for name, event in after.items():
                same = name in before and same_day(before[name], event)
                if same:
                    assert event == before[name]
                elif name in before:
                    assert int(revision(event)[0]) == int(revision(before[name])[0]) + 1
            before = after


def same_day(one: bytes, other: bytes) -> bool:
    return bool(Calendar.from_ical(one)["DTSTART"].dt == Calendar.from_ical(other)["DTSTART"].dt)


@given(st.data())
@examples(10)
def test_a_damaged_calendar_is_replaced_by_a_whole_one_or_refused(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write_files(Path(folder), FILES)
        calendar = bytearray(exported(root))
        for _ in range(data.draw(st.integers(1, 4))):
            start = data.draw(st.integers(0, len(calendar)))
            calendar[start : start + data.draw(st.integers(0, 30))] = data.draw(
                st.sampled_from([b"", b"\r\n", b"\n", b"SEQUENCE:9", b"BEGIN:VEVENT\r\n", b"\xff", b"\x00"])
            )
        (root / "due.ics").write_bytes(calendar)
        (root / "tracks/a.yaml").write_text("title: A\nstage: seed\ndue: 2026-12-03\n")
        with redirect_stderr(StringIO()) as err:
            code = main(["-C", folder, "export", str(root / "due.ics")])
        after = (root / "due.ics").read_bytes()
        if code:
            assert (code, after) == (4, bytes(calendar)), err.getvalue()
        else:
            assert [*events(after)] == ["a", "b"]
