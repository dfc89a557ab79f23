"""The index is only ever a quicker way to the same answer, whatever happens to the files and to itself."""

import json
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import product
from operator import methodcaller
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from prodash import __version__
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.storage.index.details import to_json_line
from prodash.storage.index.file import INDEX_VERSION, IndexFile, read_index
from prodash.storage.index.index import Index
from prodash.storage.index.status import is_young, status_of
from prodash.storage.index.track_columns import columns_from_json, columns_of, columns_to_json
from prodash.storage.index.track_rows import TrackRow
from prodash.storage.index.write import write_index
from prodash.storage.read.load import load
from tests.conftest import EXAMPLE, STAGES, Files, Ran, read_all, run_in, secret_file, write_files
from tests.examples import examples
from tests.killing import Moment, kill, steps_of, stopping_at
from tests.surroundings import start

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
Step = Callable[[Path], None]

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files or rights")
SECOND = 10**9
GROWN = 0.15
"""Seconds after which a file is no longer young."""

TEXTS = {
    "seed": "stage: seed\ntitle: One\n",
    "as long": "stage: seed\ntitle: Two\n",
    "names and notes": "title: 'A'\nstage: Mixing\nworkflows: [x, y]\ndue: 2026-12-01\nbpm: 120\nnotes: |\n  é 🌱\n",
    "nested": "stage: seed\nlist: [1, true, a, {b: [1.5]}]\ngroup: {a: {b: c}}\nempty:\n",
    "unknown stage": "stage: mixng\nprojects: ep\n",
    "no stage": "title: x\n",
    "a fault and a track": "stage: seed\ndue: soon\nbpm: 1\nbpm: 2\n",
    "no track": "[\n",
    "nothing": "",
    "escapes": 'stage: seed\ntitle: "\\u0007 \\ud83c\\udf31"\n"a,\\nb": "],\\n["\n',
}
NAMES = ("tracks/a.yaml", "tracks/b.yaml", "tracks/ep/a.yml", "tracks/ep/c.yaml", "tracks/se\u0301.yaml")
OTHERS = {
    "stages.yaml": (
        STAGES,
        "stages: [seed]\n",
        "stages: [mixing, {id: seed, kind: done}]\n",
        "stages:\n",
        "[",
    ),
    "workflows.yaml": ("workflows: [x]\n", "workflows: [{id: y, emoji: 🌱, odd: [1]}]\n"),
    "projects.yaml": ("projects: [{id: ep, due: 2026-01-01}, {id: x, parent: ep, due: 2026-13-01}]\n",),
}


def write(name: str, text: str) -> Step:
    def step(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    return step


def replaced(name: str, text: str) -> Step:
    """Another file takes the place of this one, with the time that it had."""

    def step(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        times = (root / name).stat() if (root / name).exists() else None
        (root / "beside").write_text(text, encoding="utf-8")
        (root / "beside").replace(root / name)
        if times:
            os.utime(root / name, ns=(times.st_atime_ns, times.st_mtime_ns))

    return step


def touched(name: str, when: int) -> Step:
    def step(root: Path) -> None:
        if (root / name).exists():
            os.utime(root / name, ns=(when, when))

    return step


def moved(one: str, other: str) -> Step:
    def step(root: Path) -> None:
        if (root / one).exists():
            (root / other).parent.mkdir(exist_ok=True)
            (root / one).replace(root / other)

    return step


def swapped(one: str, other: str) -> Step:
    def step(root: Path) -> None:
        if one != other and (root / one).exists() and (root / other).exists():
            (root / one).replace(root / "beside")
            (root / other).replace(root / one)
            (root / "beside").replace(root / other)

    return step


def deleted(name: str) -> Step:
    return lambda root: (root / name).unlink(missing_ok=True)


def indexed(root: Path) -> Catalogue:
    return load(root, Index(root, secret_file(root)))


def asked(root: Path) -> None:
    indexed(root)


def assert_the_index_changes_nothing(root: Path) -> None:
    """Whatever can be asked of the tracks, the answer is the same with an index and without."""
    found, right = indexed(root), load(root)
    assert found == right
    assert (found.tracks.ids, found.tracks.paths) == (right.tracks.ids, right.tracks.paths)
    assert found.tracks.titles == right.tracks.titles
    some = {*right.tracks.paths[::2], "tracks/none.yaml"}
    assert [*found.tracks.at_paths(some)] == [*right.tracks.at_paths(some)] == [*right.tracks[::2]]
    assert found.tracks.at(range(0, len(right.tracks), 2)) == right.tracks[::2]
    for keys_of in (methodcaller("custom_keys"), methodcaller("keys_in_files")):
        assert [*keys_of(found.tracks).items()] == [*keys_of(right.tracks).items()]
    for asked in ASKED:
        one, other = (
            (tracks.counts(asked, *FIELDS), tracks.which_alike(partial(any_of, asked), *FIELDS))
            for tracks in (found.tracks, right.tracks)
        )
        assert one == other


def any_of(asked: Callable[[Track], Sequence[Any]], track: Track) -> bool:
    return any(asked(track))


FIELDS = ("stage", "workflows", "projects", "due")
ASKED: tuple[Callable[[Track], Sequence[Any]], ...] = (
    lambda track: [track.stage],
    lambda track: track.workflows,
    lambda track: track.projects,
    lambda track: [track.due],
)

NAME, TEXT = st.sampled_from(NAMES), st.sampled_from([*TEXTS.values()])
TIME = st.sampled_from([0, 10**18, 10**18 + 1, 4 * 10**18])
STEPS = st.lists(
    st.one_of(
        st.builds(write, NAME, TEXT),
        st.builds(replaced, NAME, TEXT),
        st.builds(touched, NAME, TIME),
        st.builds(moved, NAME, NAME),
        st.builds(swapped, NAME, NAME),
        st.builds(deleted, NAME),
        st.just(asked),
        st.one_of(
            [st.builds(write, st.just(name), st.sampled_from(texts)) for name, texts in OTHERS.items()]
        ),
        st.builds(deleted, st.sampled_from(["workflows.yaml", "projects.yaml"])),
    ),
    max_size=12,
)


@contextmanager
def scratch() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield write_files(Path(folder), dict(zip(NAMES, TEXTS.values(), strict=False)))


@examples(5, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, STEPS)
def test_whatever_happens_to_the_files_the_answer_is_that_without_an_index(
    before: list[Step], after: list[Step]
) -> None:
    with scratch() as root:
        for step in before:
            step(root)
            assert_the_index_changes_nothing(root)
        # Now what is remembered counts without a look at the files.
        time.sleep(GROWN)
        indexed(root)
        for step in after:
            step(root)
            assert_the_index_changes_nothing(root)


CHANGES = (
    ("set", "stage=mixing", "--stage", "seed"),
    ("set", "notes+=more", "--all"),
    ("replace", "One", "Two", "--all"),
    ("fields", "rename", "bpm", "tempo"),
    ("undo",),
)


@examples(8, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(STEPS.map(lambda steps: steps[:2]), st.sampled_from(CHANGES)), min_size=1, max_size=4)
)
def test_a_change_writes_what_it_writes_without_an_index(
    rounds: list[tuple[list[Step], tuple[str, ...]]],
) -> None:
    with scratch() as root, scratch() as other:
        time.sleep(GROWN)
        indexed(root)
        for steps, argv in rounds:
            for step, place in product(steps, (root, other)):
                step(place)
            assert run_in(root, *argv).code == run_in(other, "--no-index", *argv).code
            assert read_all(root) == read_all(other)


def held(root: Path) -> IndexFile:
    """The index with all its sections, which stay though another takes its place."""
    file = read_index(root, secret_file(root).secret)
    return file._replace(sections={**file.sections})


def rows_in(file: IndexFile) -> dict[str, TrackRow]:
    columns = columns_from_json(file.sections)
    rows = map(columns.row, range(len(columns.paths)))
    return {row.path: row._replace(details=row.text) for row in rows}


def write_rows(root: Path, file: IndexFile, rows: Mapping[str, TrackRow]) -> None:
    """Let the index *file* say these *rows* of the files of tracks."""
    write_sections(root, file._replace(listing=""), columns_to_json(columns_of([*rows.values()])))


def write_sections(root: Path, file: IndexFile, sections: Mapping[str, bytes]) -> None:
    """Write the index *file* with these *sections*, which are sealed as if prodash had made them."""
    write_index(root, file._replace(sections={**file.sections, **sections}), secret_file(root).make())


def with_status_of_now(root: Path, name: str) -> None:
    """Let the index claim that it read the file as it is now, as if a change had left its status alone."""
    forge(root, name, status=status_of((root / name).stat()))


def forge(root: Path, name: str, **fields: Any) -> None:
    """Let the index say something else of a file."""
    file = held(root)
    rows = rows_in(file)
    rows[name] = rows[name]._replace(**fields)
    write_rows(root, file, rows)


def titles(root: Path) -> dict[str, str]:
    return {track.path: track.title for track in indexed(root).tracks}


def test_a_change_that_leaves_the_status_alone_is_seen_while_the_file_is_young(tmp_path: Path) -> None:
    root = write_files(tmp_path, {"tracks/a.yaml": TEXTS["seed"]})
    indexed(root)
    (root / "tracks/a.yaml").write_text(TEXTS["as long"])
    with_status_of_now(root, "tracks/a.yaml")
    assert titles(root) == {"tracks/a.yaml": "Two"}


def test_a_file_that_is_no_longer_young_is_not_read_again(tmp_path: Path) -> None:
    root = write_files(tmp_path, {"tracks/a.yaml": TEXTS["seed"]})
    (root / "tracks/b.yaml").write_text(TEXTS["as long"])
    time.sleep(GROWN)
    indexed(root)
    forge(root, "tracks/a.yaml", title="As remembered")
    assert titles(root) == {"tracks/a.yaml": "As remembered", "tracks/b.yaml": "Two"}
    (root / "tracks/a.yaml").touch()
    assert titles(root) == {"tracks/a.yaml": "As remembered", "tracks/b.yaml": "Two"}
    (root / "tracks/a.yaml").write_text("stage: seed\ntitle: As read\n")
    assert titles(root) == {"tracks/a.yaml": "As read", "tracks/b.yaml": "Two"}


AGES = {
    "older than any clock is coarse": (10**18 + 5, 10**18 + 5, 10**18 + 3 * SECOND, False),
    "between two ticks of a fine clock": (10**18 + 5, 10**18 + 5, 10**18 + SECOND // 20, True),
    "a few ticks of a fine clock": (10**18 + 5, 10**18 + 5, 10**18 + SECOND // 2, False),
    "between two ticks of a coarse clock": (10**18, 10**18, 10**18 + SECOND, True),
    "a few ticks of a coarse clock": (10**18, 10**18, 10**18 + 3 * SECOND, False),
    "its rights were changed just now": (5, 10**18, 10**18, True),
    "from the future": (2 * 10**18, 10**18, 10**18 + 9 * SECOND, True),
}


@pytest.mark.parametrize(("changed", "touched_at", "began", "young"), AGES.values(), ids=AGES)
def test_a_file_is_young_as_long_as_its_disk_may_not_tell_a_change(
    changed: int, touched_at: int, began: int, young: bool
) -> None:
    assert is_young((1, changed, touched_at, 1), began) is young


def index_of(root: Path) -> Path:
    return root / ".prodash" / "index.json"


def grown(tmp_path: Path) -> Path:
    """A catalogue with an index that counts without a look at the files."""
    root = write_files(tmp_path, dict(zip(NAMES, TEXTS.values(), strict=False)))
    time.sleep(GROWN)
    indexed(root)
    return root


def test_the_index_is_written_when_something_changed_and_else_left_alone(tmp_path: Path) -> None:
    root = grown(tmp_path)
    first = index_of(root).stat()
    indexed(root)
    assert os.path.samestat(index_of(root).stat(), first)
    (root / "tracks/a.yaml").write_text(TEXTS["as long"])
    indexed(root)
    second = index_of(root).stat()
    assert not os.path.samestat(second, first)
    (root / "tracks/a.yaml").unlink()
    indexed(root)
    assert not os.path.samestat(index_of(root).stat(), second)
    assert sorted(path.name for path in (root / ".prodash").iterdir()) == [".gitignore", "index.json"]


def test_what_is_young_is_looked_at_again_and_the_index_not_written_for_it(tmp_path: Path) -> None:
    root = write_files(tmp_path, {"tracks/a.yaml": "stage: seed\n"})
    os.utime(root / "tracks/a.yaml", ns=(4 * 10**18, 4 * 10**18))
    time.sleep(GROWN)
    indexed(root)
    first = index_of(root).stat()
    assert indexed(root) == load(root)
    assert os.path.samestat(index_of(root).stat(), first)


def test_the_option_neither_reads_nor_writes_an_index(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    assert run("--no-index", "list", "-f", "ids") == Ran(0, "a\n")
    assert run("check", "--no-index") == Ran(0)
    assert not (root / ".prodash").exists()
    time.sleep(GROWN)
    assert run("list", "--columns", "title", "-f", "csv") == Ran(0, "title\nA\n")
    index_of(root).write_bytes(index_of(root).read_bytes().replace(b'"A"', b'"B"'))
    assert run("list", "--columns", "title", "-f", "csv", "--no-index") == Ran(0, "title\nA\n")
    assert b'"B"' in index_of(root).read_bytes()


def test_what_a_command_wrote_is_read_by_the_next_one(catalogue: Make, run: Run) -> None:
    root = catalogue({f"tracks/{name}.yaml": TEXTS["seed"] for name in "abc"})
    listed = ("list", "--columns", "id,stage", "-f", "csv")
    assert run("set", "stage=mixing", "a", "b").code == 0
    assert run(*listed) == Ran(0, "id,stage\nc,seed\na,mixing\nb,mixing\n")
    assert run("undo").code == 0
    assert run(*listed) == Ran(0, "id,stage\na,seed\nb,seed\nc,seed\n")
    assert indexed(root) == load(root)


def test_the_index_is_one_json_document(tmp_path: Path) -> None:
    _, head, entries, files, rows, details = json.loads(index_of(grown(tmp_path)).read_bytes())
    assert [*head] == ["program", "stage_line", "began", "listing", "sections"]
    assert [row[0] for row in entries] == ["stages.yaml"]
    assert rows[PATHS] == sorted(NAMES)
    assert {
        len(column)
        for column in (
            *files,
            *rows[PATHS : TITLES + 1],
            *(numbers for _, numbers in rows[SHARED].values()),
            details,
        )
    } == {len(NAMES)}


MALFORMED_DETAILS = {
    "no JSON": b'["", "n", ',
    "no places": b'["","n","",{}]',
    "another form": b"[1,\t2]",
    "notes that are no text": b'["",1,"",{},\t[[],[],[]]]',
    "a list of custom fields": b'["","n","",[],\t[[],[],[]]]',
    "a name of an unknown field": b'["","n","",{},\t[[["title","a",1,1]],[],[]]]',
    "a key without its place": b'["","n","",{"bpm":120},\t[[],[],[]]]',
    "a place without its key": b'["","n","",{},\t[[],[],[[1,1]]]]',
    "a place that is no number": b'["","n","",{"bpm":120},\t[[],[],[["x",1]]]]',
}


@pytest.mark.parametrize("details", MALFORMED_DETAILS.values(), ids=MALFORMED_DETAILS)
def test_details_that_are_malformed_are_read_from_the_file(details: bytes, tmp_path: Path) -> None:
    root = grown(tmp_path)
    forge(root, NAMES[0], details=details)
    assert places(indexed(root).tracks[0]) == places(load(root).tracks[0])


def places(track: Track) -> tuple[object, ...]:
    return track.mentions, track.keys, track.other_keys


_PROGRAM = f'["{__version__}", {INDEX_VERSION}'.encode()


def damaged(data: bytes, kind: str) -> bytes:
    return {
        "empty": b"",
        "no JSON": b"{",
        "another form": b"[]",
        "numbers": b"[1,\n2,\n3\n]\n",
        "too deep": b"[" * 100_000,
        "cut off": data[: len(data) // 2],
        "without its last byte": data[:-1],
        "with a byte more": data + b"\n",
        "another version": data.replace(f'["{__version__}"'.encode(), b'["0.0.0"'),
        "another version of the index": data.replace(
            _PROGRAM, f'["{__version__}", {INDEX_VERSION + 1}'.encode()
        ),
        "one letter more": data.replace(b"Two", b"Three"),
        "one letter other": data.replace(b"Two", b"TwO"),
        "an endless length": data.replace(b'["more", ', b'["more", 9'),
        "no text": os.urandom(5000),
    }[kind]


DAMAGES = [
    "empty",
    "no JSON",
    "another form",
    "numbers",
    "too deep",
    "cut off",
    "without its last byte",
    "with a byte more",
    "another version",
    "another version of the index",
    "one letter more",
    "one letter other",
    "an endless length",
    "no text",
]


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_index_is_no_index_and_is_made_anew(kind: str, tmp_path: Path) -> None:
    root = grown(tmp_path)
    whole, right = index_of(root).read_bytes(), load(root)
    bad = damaged(whole, kind)
    assert bad != whole
    index_of(root).write_bytes(bad)
    assert indexed(root) == right
    assert json.loads(index_of(root).read_bytes())[2:] == json.loads(whole)[2:]


@given(st.data())
def test_no_byte_of_the_index_can_be_another_and_change_an_answer(data: st.DataObject) -> None:
    with scratch() as root:
        right = indexed(root)
        file = held(root)
        # As if all files were old, so that what is remembered counts.
        write_index(root, file._replace(read_since=file.read_since + 10 * SECOND), secret_file(root).make())
        whole = bytearray(index_of(root).read_bytes())
        # The numbers of the files differ from run to run, and so does the length.
        place = data.draw(st.integers(0, 10**6)) % len(whole)
        whole[place] ^= data.draw(st.integers(1, 255))
        index_of(root).write_bytes(whole)
        assert indexed(root) == right


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.sampled_from(NAMES),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["entries", "files", "rows", "more", "other"]), ANYTHING))
def test_an_index_of_any_other_form_changes_no_answer(sections: dict[str, Any]) -> None:
    with scratch() as root:
        right = indexed(root)
        file = held(root)
        said = {name: json.dumps(value).encode() for name, value in sections.items()}
        write_sections(root, file._replace(read_since=file.read_since + 10 * SECOND), said)
        assert indexed(root) == right


WRONG = [None, 1, "", "x", [], [1], {}, [[]], [None] * 5, ["", [[1] * 4], [[1] * 4], [1], 1], "x" * 5]


@pytest.mark.parametrize("wrong", WRONG, ids=map(str, range(len(WRONG))))
def test_the_rest_of_a_track_is_read_from_its_file_where_the_index_has_none(
    wrong: Any, tmp_path: Path
) -> None:
    root = grown(tmp_path)
    right = load(root)
    file = held(root)
    rows = rows_in(file)
    bad = json.dumps(wrong).encode()
    write_rows(root, file, {path: row._replace(details=bad) for path, row in rows.items()})
    assert indexed(root) == right


@pytest.mark.parametrize(
    "change", [lambda path: path.touch(), lambda path: path.unlink()], ids=["touched", "gone"]
)
@pytest.mark.parametrize("wrong", [b"[]", b"[[1], [1], [1], [1]]", b"[", b"[[], []]"])
def test_where_the_index_has_no_statuses_files_are_read_once_one_has_changed(
    change: Step, wrong: bytes, tmp_path: Path
) -> None:
    root = grown(tmp_path)
    write_sections(root, held(root), {"files": wrong})
    first = index_of(root).stat()
    assert indexed(root) == load(root)
    assert os.path.samestat(index_of(root).stat(), first)
    change(root / "tracks/a.yaml")
    assert indexed(root) == load(root)
    assert not os.path.samestat(index_of(root).stat(), first)
    assert [len(column) for column in json.loads(held(root).sections["files"])] == [
        len(load(root).tracks.paths)
    ] * 4


def listing_in(root: Path) -> str:
    """The digest by which the index knows at once that no file has changed."""
    return held(root).listing


def test_nothing_is_known_at_once_of_files_that_may_change_unseen(tmp_path: Path) -> None:
    root = write_files(tmp_path, {"tracks/a.yaml": TEXTS["seed"], "tracks/b.yaml": TEXTS["no track"]})
    indexed(root)
    assert listing_in(root) == ""
    time.sleep(GROWN)
    indexed(root)
    assert listing_in(root) != ""
    (root / "tracks/a.yaml").write_text(TEXTS["as long"])
    with_status_of_now(root, "tracks/a.yaml")
    assert listing_in(root) == ""


@examples(6)
@given(st.randoms(use_true_random=False), st.sampled_from(NAMES))
def test_the_order_in_which_the_disk_lists_files_changes_no_answer(random: Random, changed: str) -> None:
    def listed(folder: int | Path) -> Any:
        with scandir(folder) as entries:
            return nullcontext(random.sample(found := [*entries], len(found)))

    scandir = os.scandir
    with scratch() as root, pytest.MonkeyPatch.context() as patch:
        time.sleep(GROWN)
        indexed(root)
        first = index_of(root).stat()
        patch.setattr(os, "scandir", listed)
        patch.setattr(os, "supports_fd", {*os.supports_fd, listed})
        assert_the_index_changes_nothing(root)
        assert os.path.samestat(index_of(root).stat(), first)
        (root / changed).write_text(TEXTS["as long"])
        assert_the_index_changes_nothing(root)


IN_ITS_PLACE: Mapping[str, Step] = {
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to another index": lambda path: path.symlink_to(EXAMPLE / "stages.yaml"),
    "more than memory": lambda path: (path.touch(), os.truncate(path, 1 << 40))[0],
}


@posix
@pytest.mark.parametrize("make", IN_ITS_PLACE.values(), ids=IN_ITS_PLACE)
def test_what_is_no_file_of_prodash_is_no_index(make: Step, tmp_path: Path) -> None:
    root = grown(tmp_path)
    right = load(root)
    whole = held(root)
    index_of(root).unlink()
    make(index_of(root))
    assert indexed(root) == right
    if not index_of(root).is_dir():
        assert (index_of(root).is_symlink(), held(root).sections) == (False, whole.sections)


@posix
def test_an_index_that_a_link_leads_to_is_neither_read_nor_written(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    root = grown(tmp_path)
    right = load(root)
    other = index_of(root).read_bytes()
    shutil.rmtree(root / ".prodash")
    (root / ".prodash").symlink_to(elsewhere)
    (elsewhere / "index.json").write_bytes(other)
    assert indexed(root) == right
    assert read_all(elsewhere) == {"index.json": other}


@posix
@pytest.mark.parametrize("readonly", [".", ".prodash"])
def test_where_nothing_can_be_written_the_answer_is_the_same(readonly: str, tmp_path: Path) -> None:
    root = write_files(tmp_path, {"tracks/a.yaml": "stage: seed\n", ".prodash/.gitignore": "*\n"})
    if readonly == ".":
        shutil.rmtree(root / ".prodash")
    (root / readonly).chmod(0o555)
    try:
        ran = start(["list", "-f", "ids"], cwd=root)
    finally:
        (root / readonly).chmod(0o755)
    assert Ran(ran.returncode, ran.stdout, ran.stderr) == Ran(0, "a\n")
    assert not index_of(root).exists()


def in_place(section: str, *place: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    """Put *value* in one *place* of a section, for which numbers and a slice lead the way."""

    def forge(said: dict[str, Any]) -> None:
        inner = said[section]
        for step in place[:-1]:
            inner = inner[step]
        inner[place[-1]] = value

    return forge


SIZES, MTIMES, _, INODES = range(4)
PATHS, IDS, TITLES, SHARED, PROBLEMS = range(5)
FORGED = {
    "a path that is no text": in_place("rows", PATHS, 0, value=1),
    "paths that are none": in_place("rows", PATHS, value="tracks"),
    "a path too few": in_place("rows", PATHS, slice(0, 1), value=[]),
    "a status too many": in_place("files", INODES, slice(0, 0), value=[1]),
    "no times": in_place("files", slice(MTIMES, MTIMES + 1), value=[]),
    "a size that is no number": in_place("files", SIZES, 0, value="1"),
    "an id that is no text": in_place("rows", IDS, 0, value=None),
    "an id too many": in_place("rows", IDS, slice(0, 0), value=["a"]),
    "a title that is no text": in_place("rows", TITLES, 0, value=1),
    "a title too few": in_place("rows", TITLES, slice(0, 1), value=[]),
    "the number of a value that is no number": in_place("rows", SHARED, "due", 1, 0, value=True),
    "the number of a value before the first": in_place("rows", SHARED, "stage", 1, 0, value=-1),
    "the number of a value after the last": in_place("rows", SHARED, "workflows", 1, 0, value=99),
    "a value too few": in_place("rows", SHARED, "projects", 0, slice(0, 1), value=[]),
    "the number of a value too many": in_place("rows", SHARED, "projects", 1, slice(0, 0), value=[0]),
    "a stage that is no text": in_place("rows", SHARED, "stage", 0, 0, value=1),
    "workflows that are no list": in_place("rows", SHARED, "workflows", 0, 0, value=1),
    "a project that is no text": in_place("rows", SHARED, "projects", 0, 0, value=[1]),
    "a day that is none": in_place("rows", SHARED, "due", 0, 0, value="abc"),
    "a day that is no text": in_place("rows", SHARED, "due", 0, 0, value=True),
    "no projects": in_place(
        "rows", SHARED, value={"stage": [[], []], "workflows": [[], []], "due": [[], []]}
    ),
    "values that are none": in_place("rows", SHARED, "due", value=[]),
    "a problem that is none": in_place("rows", PROBLEMS, value=[[0, [[]]]]),
    "problems that are none": in_place("rows", PROBLEMS, value=[[0, True]]),
    "a severity that is none": in_place("rows", PROBLEMS, value=[[0, [["a"] * 6]]]),
    "a problem of no file": in_place("rows", PROBLEMS, value=[[-1, []]]),
    "the number of keys before the first": in_place("rows", SHARED, "keys", 1, 0, value=-1),
    "the number of keys after the last": in_place("rows", SHARED, "keys", 1, 0, value=99),
    "a number of keys too few": in_place("rows", SHARED, "keys", 1, slice(0, 1), value=[]),
    "a key that is no text": in_place("rows", SHARED, "keys", 0, 0, 0, value=[1]),
    "keys that are no list": in_place("rows", SHARED, "keys", 0, 0, 1, value=1),
    "no problems": in_place("rows", slice(PROBLEMS, None), value=[]),
    "a field that is none": in_place("more", slice(0, None), value=[["", "", [["zzz", "a", 1, 1]], [], []]]),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
@pytest.mark.parametrize("touch", [False, True], ids=["as it was", "touched"])
def test_a_column_that_prodash_never_wrote_is_read_anew(
    forge: Callable[[dict[str, Any]], None], touch: bool, tmp_path: Path
) -> None:
    root = grown(tmp_path)
    right, file = load(root), held(root)
    said = {name: json.loads(section) for name, section in file.sections.items()}
    forge(said)
    write_sections(root, file, {name: to_json_line(value) for name, value in said.items()})
    if touch:
        for name in NAMES:
            (root / name).touch()
    assert indexed(root) == right
    assert indexed(root) == right


def test_what_was_not_read_yet_is_read_from_its_file_when_another_index_takes_the_place(
    tmp_path: Path,
) -> None:
    root = grown(tmp_path)
    first = indexed(root)
    (root / "tracks/a.yaml").touch()
    indexed(root)
    assert first == load(root)


@posix
def test_only_its_owner_may_read_what_the_index_has(tmp_path: Path) -> None:
    assert stat.S_IMODE(index_of(grown(tmp_path)).stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("theirs", [".prodash/index.json", "."])
def test_what_is_somebody_elses_is_neither_believed_nor_made(theirs: str, tmp_path: Path) -> None:
    root = write_files(tmp_path / "music", {"tracks/a.yaml": "stage: seed\n"})
    if theirs != ".":
        time.sleep(GROWN)
        indexed(root)
        forge(root, "tracks/a.yaml", title="As remembered")
    os.chown(root / theirs, 65534, 65534)
    assert [track.title for track in indexed(root).tracks] == ["A"]
    assert (root / ".prodash").exists() is (theirs != ".")


@pytest.mark.skipif(os.name == "nt", reason="Windows knows neither fork nor SIGKILL")
@pytest.mark.parametrize(
    "argv", [("list", "-f", "ids"), ("set", "stage=mixing", "a", "--yes")], ids=["list", "set"]
)
def test_a_kill_or_an_interrupt_at_any_step_changes_no_answer(
    argv: tuple[str, ...], tmp_path: Path, run: Run
) -> None:
    kept = write_files(
        tmp_path / "kept", {"tracks/a.yaml": TEXTS["seed"], "tracks/b.yaml": TEXTS["names and notes"]}
    )
    root = tmp_path / "music"

    def begin() -> None:
        shutil.rmtree(root, ignore_errors=True)
        # Copies are new to the index, so that it is always written.
        shutil.copytree(kept, root)

    def work() -> Ran:
        return run("-C", "music", *argv)

    def interrupt() -> None:
        raise KeyboardInterrupt

    begin()
    work()
    kept = shutil.copytree(root, tmp_path / "with an index")
    begin()
    steps = steps_of(work)
    for step in range(1, len(steps) + 1):
        for moment in (Moment.BEFORE, Moment.HALF) if steps[step - 1] == "write" else (Moment.BEFORE,):
            begin()
            kill(work, step, moment)
            run("-C", "music", "list", "-f", "ids", "--no-index")
            assert indexed(root) == load(root), (moment, step, steps[step - 1])
        begin()
        with stopping_at(step, Moment.BEFORE, interrupt):
            ran = work()
        assert (ran.code, ran.err, left_beside(root)) == (130, "", []), (step, steps[step - 1])
        assert indexed(root) == load(root), (step, steps[step - 1])


def left_beside(root: Path) -> list[Path]:
    """What of an index that was not finished is still there."""
    return [*root.rglob(".prodash/index.json.*")]


def test_what_killed_processes_have_left_is_taken_away_after_an_hour(tmp_path: Path) -> None:
    root = grown(tmp_path)
    old, new, theirs = (root / f".prodash/index.json.{name}" for name in ("1", "2", "mine"))
    for path in (old, new, theirs):
        path.write_bytes(b"[")
    for path in (old, theirs):
        os.utime(path, (1, 1))
    (root / "tracks/a.yaml").touch()
    indexed(root)
    assert (old.exists(), new.exists(), theirs.exists()) == (False, True, True)
