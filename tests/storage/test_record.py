"""A record of the journal gives back what was put in, and anything else is known to be none."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.change.change import ChangePlan, SetValue
from prodash.storage.batch.record import (
    BadRecordError,
    FileBytes,
    Heading,
    Record,
    from_bytes,
    read_heading,
    read_record,
    to_bytes,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.one_of(st.none(), st.booleans(), st.integers(), texts, st.lists(texts, max_size=3).map(tuple))
paths = st.sampled_from(["stages.yaml", "tracks/a.yaml", "tracks/sub folder/ünder.YML", "tracks/a/b/c.yaml"])
held = st.one_of(st.none(), st.binary(max_size=40), texts.map(str.encode))
changes = st.builds(SetValue, texts, texts, paths, texts, values, values).filter(lambda c: c.has_effect)
records = st.builds(
    lambda time, command, summary, plan, files: Record(
        Heading(time, command, summary, len(files)),
        ChangePlan(
            summary,
            tuple(plan),
            frozenset(file.path for file in files if file.before is None),
            frozenset(file.path for file in files if file.after is None),
        ),
        tuple(files),
    ),
    texts,
    texts,
    texts,
    st.lists(changes, max_size=3),
    st.lists(st.builds(FileBytes, paths, held, held), max_size=3),
)
ONE = Record(
    Heading("2026-11-21T00:00:00+01:00", "prodash set stage=mixing a", "Set stage", 1),
    ChangePlan("Set stage", (SetValue("track", "a", "tracks/a.yaml", "stage", "seed", "mixing"),)),
    (FileBytes("tracks/a.yaml", b"stage: seed\n", b"stage: mixing\n"),),
)


@given(records)
def test_any_record_comes_back_whatever_bytes_the_files_hold(record: Record) -> None:
    assert from_bytes(to_bytes(record)) == record


@given(records, st.data())
def test_one_wrong_byte_anywhere_is_noticed(record: Record, data: st.DataObject) -> None:
    whole = bytearray(to_bytes(record))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BadRecordError):
        from_bytes(bytes(whole))


@pytest.mark.parametrize("length", range(len(to_bytes(ONE))))
def test_a_cut_off_record_is_noticed(length: int) -> None:
    with pytest.raises(BadRecordError):
        from_bytes(to_bytes(ONE)[:length])


@given(st.binary(max_size=60))
def test_what_is_added_at_the_end_is_noticed(more: bytes) -> None:
    if more:
        with pytest.raises(BadRecordError):
            from_bytes(to_bytes(ONE) + more)


def other(**words: object) -> bytes:
    """A first line that a record could have, but for these words."""
    first = {"journal": 1, "time": "", "command": "", "summary": "", "files": 1, **words}
    return json.dumps(first).encode() + b"\n[]\n"


NO_RECORD, DAMAGED = "it is not a prodash record", "it is damaged or cut off"
FOREIGN = {
    "nothing": (b"", NO_RECORD),
    "binary": (bytes(range(256)), NO_RECORD),
    "a list": (b"[]\n", NO_RECORD),
    "other JSON": (b'{"a": 1}\n', NO_RECORD),
    "no JSON": (b"stage: seed\n", NO_RECORD),
    "another version": (other(journal=2), "it is from another version of prodash"),
    "without end": (other(files=float("inf")), NO_RECORD),
    "no number": (other(files=[]), NO_RECORD),
    "an endless number": (b'{"journal": ' + b"9" * 9999 + b"}\n", NO_RECORD),
    "too deep": (b"[" * 200_000, NO_RECORD),
    "no checksum": (other(), DAMAGED),
}


@pytest.mark.parametrize(("data", "reason"), FOREIGN.values(), ids=FOREIGN)
def test_what_is_no_record_is_told_from_one(data: bytes, reason: str) -> None:
    with pytest.raises(BadRecordError) as bad:
        from_bytes(data)
    assert str(bad.value) == reason


ELSEWHERE = [
    "../../x",
    "../tracks/a.yaml",
    "tracks/../../a.yaml",
    "tracks/../a.yaml",
    ".git/hooks/pre-commit",
    "tracks/.git/config.yaml",
    "tracks/.hidden.yaml",
    "/etc/passwd",
    "/etc/a.yaml",
    "C:/tracks/a.yaml",
    "tracks\\..\\a.yaml",
    "tracks/a.txt",
    "tracks/a.yaml\n",
    "tracks//a.yaml",
    "README.md",
    "",
    ".prodash/lock",
]


@pytest.mark.parametrize("path", ELSEWHERE)
def test_a_record_that_names_another_file_is_none(path: str) -> None:
    record = Record(ONE.heading, ONE.plan, (FileBytes(path, b"old", b"new"),))
    with pytest.raises(BadRecordError) as bad:
        from_bytes(to_bytes(record))
    assert str(bad.value) == f"it names {path!r}, which is not a catalogue file"


def test_the_heading_is_read_without_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "record"
    path.write_bytes(to_bytes(ONE)[:-20])
    assert read_heading(str(path)) == ONE.heading
    with pytest.raises(BadRecordError):
        read_record(str(path))
