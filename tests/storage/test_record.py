"""A record of the journal gives back what was put in, and anything else is known to be none."""

import os
import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.plan.change import MoveFile, SetValue
from prodash.model.plan.plan import ChangePlan
from prodash.storage.batch import record as record_module
from prodash.storage.batch.file_bytes import BadRecordError, FileBytes
from prodash.storage.batch.journal_file import JournalFile, State
from prodash.storage.batch.record import Heading, Record, Turn, from_bytes, to_bytes
from prodash.storage.batch.record_file import read_heading, read_record
from prodash.storage.disk.secret import Secret

OURS, THEIRS = Secret(b"o" * 32, is_kept=True), Secret(b"t" * 32, is_kept=True)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.one_of(st.none(), st.booleans(), st.integers(), texts, st.lists(texts, max_size=3).map(tuple))
paths = st.sampled_from(["stages.yaml", "tracks/a.yaml", "tracks/sub folder/ünder.YML", "tracks/a/b/c.yaml"])
held = st.one_of(st.none(), st.binary(max_size=40), texts.map(str.encode))
changes = st.builds(SetValue, texts, texts, paths, texts, values, values).filter(lambda c: c.has_effect)
records = st.builds(
    lambda time, command, summary, turn, plan, files: Record(
        Heading(time, command, summary, len(files), turn),
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
    st.one_of(st.none(), st.builds(Turn, st.integers(0, 10**9), st.integers(0, 99))),
    st.lists(changes, max_size=3),
    st.lists(
        st.builds(
            FileBytes,
            paths,
            held,
            held,
            st.integers(0, 9),
            st.booleans(),
            other_path=st.just(""),
            mode=st.none() | st.integers(0, 0o777),
        ),
        max_size=3,
    ),
)
ONE = Record(
    Heading("2026-11-21T00:00:00+01:00", "prodash set stage=mixing a", "Set stage", 1),
    ChangePlan("Set stage", (SetValue("track", "a", "tracks/a.yaml", "stage", "seed", "mixing"),)),
    (FileBytes("tracks/a.yaml", b"stage: seed\n", b"stage: mixing\n"),),
)


MOVED = Record(
    Heading("2026-11-21T00:00:00+01:00", "prodash move a ep", "Move A to tracks/ep", 1),
    ChangePlan(
        "Move A to tracks/ep", (MoveFile("track", "a", "tracks/a.yaml", "folder", "tracks", "tracks/ep"),)
    ),
    (
        FileBytes("tracks/ep/a.yaml", None, b"stage: seed\n", 1, other_path="tracks/a.yaml"),
        FileBytes("tracks/a.yaml", b"stage: seed\n", None, other_path="tracks/ep/a.yaml"),
    ),
)


def test_a_moved_file_comes_back_as_one_that_moves() -> None:
    assert from_bytes(to_bytes(MOVED, OURS, 7), OURS, 7) == MOVED


@given(records)
def test_any_record_comes_back_whatever_bytes_the_files_hold(record: Record) -> None:
    assert from_bytes(to_bytes(record, OURS, 7), OURS, 7) == record


@given(records, st.data())
def test_one_wrong_byte_anywhere_is_noticed(record: Record, data: st.DataObject) -> None:
    whole = bytearray(to_bytes(record, OURS, 7))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BadRecordError):
        from_bytes(bytes(whole), OURS, 7)


def test_a_record_that_is_cut_off_anywhere_is_noticed() -> None:
    whole = to_bytes(ONE, OURS, 7)
    for length in range(len(whole)):
        with pytest.raises(BadRecordError, match="damaged or cut off"):
            from_bytes(whole[:length], OURS, 7)


@given(st.binary(max_size=60))
def test_what_is_added_at_the_end_is_noticed(more: bytes) -> None:
    if more:
        with pytest.raises(BadRecordError):
            from_bytes(to_bytes(ONE, OURS, 7) + more, OURS, 7)


SEALED = {
    "by another secret": lambda record: to_bytes(record, THEIRS, 7),
    "by another secret for the same number": lambda record: to_bytes(
        record, THEIRS._replace(is_kept=False), 7
    ),
    "for another number": lambda record: to_bytes(record, OURS, 77),
    "in its heading only": lambda record: b"".join(
        [*to_bytes(record, OURS, 7).splitlines(True)[:2], *to_bytes(record, THEIRS, 7).splitlines(True)[2:]]
    ),
    "in its end only": lambda record: b"".join(
        [*to_bytes(record, THEIRS, 7).splitlines(True)[:2], *to_bytes(record, OURS, 7).splitlines(True)[2:]]
    ),
    "not at all": lambda record: re.sub(rb'{"seal": "[0-9a-f]+"}\n', b"", to_bytes(record, OURS, 7)),
    "with nothing": lambda record: re.sub(rb'"seal": "[0-9a-f]+"', b'"seal": ""', to_bytes(record, OURS, 7)),
    "as an earlier version did": lambda _: b'{"journal": 1, "files": 1}\n[]\n{"crc32": 1}\n',
    "in letters that are no ASCII": lambda _: '{"journal": 2}\n{"seal": "é"}\n'.encode(),
    "behind a line without end": lambda _: b"[" * 2_000_000,
}


@pytest.mark.parametrize("made", SEALED.values(), ids=SEALED)
def test_a_record_sealed_otherwise_is_none(made: Callable[[Record], bytes]) -> None:
    with pytest.raises(BadRecordError) as bad:
        from_bytes(made(ONE), OURS, 7)
    assert str(bad.value) == "it is damaged or cut off"


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        (b'"journal": 2', b'"journal": 3', "it is from another version of prodash"),
        (b'"files": 1', b'"files": Infinity', "its format is unknown"),
        (b'"files": 1', b'"files": []', "its format is unknown"),
        (b'"time"', b'"times"', "its format is unknown"),
    ],
)
def test_a_sealed_heading_of_another_version_is_told_from_one(
    right: bytes, wrong: bytes, reason: str
) -> None:
    first = to_bytes(ONE, OURS, 7).splitlines(True)[0].replace(right, wrong)
    seal = OURS.seal("record", b"7\n", first).encode()
    with pytest.raises(BadRecordError) as bad:
        from_bytes(first + b'{"seal": "' + seal + b'"}\n', OURS, 7)
    assert str(bad.value) == reason


def test_what_is_too_long_to_be_read_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_module, "_MAX_BYTES", 1 << 20)
    large = Record(ONE.heading, ONE.plan, (FileBytes("tracks/a.yaml", b"x" * (1 << 20), b""),))
    with pytest.raises(BadRecordError) as bad:
        to_bytes(large, OURS, 7)
    assert str(bad.value) == "the record would have 1 MB; change fewer files at once"


def test_a_command_as_long_as_the_system_allows_leaves_the_heading_readable() -> None:
    heading = Heading("2026-11-21", "🎵" * 2_000_000, "🎵" * 2_000_000, 1)
    read = from_bytes(to_bytes(Record(heading, ONE.plan, ONE.files), OURS, 7), OURS, 7).heading
    assert heading.command.startswith(read.command[:-1])
    assert (read.command[-1], len(read.command), len(read.summary)) == ("…", 16385, 16385)


ELSEWHERE = [
    "../../x",
    "../tracks/a.yaml",
    "tracks/../../a.yaml",
    "tracks/../a.yaml",
    ".git/hooks/pre-commit",
    "tracks/.git/config.yaml",
    "tracks/.hidden.yaml",
    "tracks/.GIT/config.yaml",
    "tracks/a/../../.git/x.yaml",
    "Tracks/a.yaml",
    "TRACKS/a.yaml",
    "Stages.yaml",
    "tracks/a\0.yaml",
    "tracks/a.yaml\0",
    "./tracks/a.yaml",
    "tracks/./a.yaml",
    "tracks",
    "tracks/",
    "tracks/.yaml",
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
        from_bytes(to_bytes(record, OURS, 7), OURS, 7)
    assert str(bad.value) == f"it names {path!r}, which is not a catalogue file"


def test_the_heading_is_read_without_the_rest(tmp_path: Path) -> None:
    file = JournalFile(7, State.DONE, str(tmp_path), "journal", OURS)
    Path(file.path).write_bytes(to_bytes(ONE, OURS, 7)[:-20])
    assert read_heading(file) == ONE.heading
    with pytest.raises(BadRecordError):
        read_record(file)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no sparse files by default")
@pytest.mark.parametrize(
    "beginning", [b"", b"[" * 3_000_000, to_bytes(ONE, OURS, 7), to_bytes(ONE, THEIRS, 7)]
)
def test_of_a_file_of_many_gigabytes_no_more_is_read_than_a_record_may_have(
    beginning: bytes, tmp_path: Path
) -> None:
    file = JournalFile(7, State.DONE, str(tmp_path), "journal", OURS)
    Path(file.path).write_bytes(beginning)
    os.truncate(file.path, 3 << 30)
    tracemalloc.start()
    try:
        with pytest.raises(BadRecordError):
            read_record(file)
        assert tracemalloc.get_traced_memory()[1] < 5 << 20
    finally:
        tracemalloc.stop()
