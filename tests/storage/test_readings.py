"""What reading a fixed set of files gives, so that no reader changes while the index keeps what the old one gave.

Run as a program (`python -m tests.storage.test_readings`) it writes readings.json.
"""

import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias
from zlib import crc32

from prodash.storage.disk.secret_file import SecretFile
from prodash.storage.index import entry_rows
from prodash.storage.index.file import INDEX_VERSION
from prodash.storage.index.index import Index
from prodash.storage.index.track_columns import columns_of, columns_to_json
from prodash.storage.read.load import load
from tests.conftest import EXAMPLE, Files, write_files
from tests.test_problems import GALLERY

GOLDEN = Path(__file__).with_name("readings.json")
RAISE = "reading these files gives something else: raise INDEX_VERSION in prodash/storage/index/file.py"
REWRITE = "python -m tests.storage.test_readings writes readings.json anew"

Readings: TypeAlias = Mapping[str, tuple[int, Any]]
"""The checksum of each file's bytes and what the index keeps of it, by path."""

ODD: Files = {
    "stages.yaml": (
        "stages:\n- seed\n- id: mixing\n  name: 'Mixing  it'\n  emoji: 🎚\n  colour: purple\n  room: [A, 2]\n"
        "- {id: done, kind: finished, colour: '#123456', description: \"\\u00e9\"}\n- {id: away, kind: gone}\n- [x]\n- seed\n-\n"
    ),
    "workflows.yaml": "# mine\nworkflows: [mastering, {id: vocals, category: voice, cost: 1.5}, {name: x}]\nother: 1\n",
    "projects.yaml": (
        "projects:\n  - id: ep\n    due: 2026-12-01\n  - id: side-a\n    parent: ep\n    due: soon\n    links: {a: [~, true]}\n"
    ),
    "fields.yaml": (
        "fields: [bpm, {id: key, type: Text, values: [A minor, 1, ~], list: 'true', description: It}, BPM, {type: x},\n"
        "  {id: no, type: list, name: Other}, {id: x, type: [a], list: maybe, values: {a: 1}}, [y]]\n"
    ),
    "tracks/plain.yaml": (
        "title: Night Bus  # why\nstage: Mixing it\nworkflows: [mastering, vocals]\nprojects:\n- ep\n- side-a\n"
        "due: 2026-12-01\nbpm: 120\nnotes: |\n  One.\n\n    Two: é 🌱\n"
    ),
    "tracks/quoted.yaml": (
        "'title': 'It''s'\n\"stage\": \"se\\x65d\"\nworkflows: ['mastering', \"vocals\"]\nprojects: 'ep'\ndue: \"2026-12-01\"\n"
        'notes: "a\\tb\\n\\ud83c\\udf31 \\u0007"\n'
    ),
    "tracks/lists.yaml": (
        "stage: seed\nworkflows:\n  - mastering # one\n\n  # two\n  - vocals\n  - ~\n  - {a: b}\nprojects: [ep,\n  side-a, [x]]\n"
    ),
    "tracks/blocks.yaml": "title: >\n  two\n  lines\n\nstage: |-\n  seed\nnotes: >+\n  folded\n  text\n\n\n",
    "tracks/values.yaml": (
        "stage: seed\na: 120\nb: -3\nc: 3.5\nd: true\ne: ~\nf:\ng: 012\nh: 1e5\ni: 1.10\nj: 3:45\nk: no\nl: '120'\nm: +1\n"
        "n: [1, a, [~]]\no: {a: 1, b: {c: no, d: []}}\np: 123456789012345678901\nq: ٣\n? r\n: s\nt: .nan\n"
    ),
    "tracks/anchors.yaml": "stage: &s seed\ntitle: *s\nworkflows: &w [vocals]\nmine: *w\nother: !!str 1\n",
    "tracks/twice.yaml": "stage: seed\nbpm: 1\nbpm: 2\nstage: mixing\ndue: 2026-02-30\n",
    "tracks/wrong.yaml": "title: [a]\nstage: {a: b}\nworkflows: {a: b}\nprojects: 1\ndue: [2026-12-01]\nnotes: [a]\n",
    "tracks/absent.yaml": "title:\nstage: ~\nworkflows: null\nprojects: []\ndue: ''\n",
    "tracks/flow.yaml": '{"title": "JSON", "stage": "seed", "workflows": ["vocals"], "bpm": 120, "due": "2026-12-01"}\n',
    "tracks/ends.yaml": b"\xef\xbb\xbf---\r\ntitle: CRLF\r\nstage: seed\r\nnotes: |\r\n  a\r\n  b\r\n...\r\n",
    "tracks/returns.yaml": b"title: CR\rstage: seed\rworkflows:\r- vocals\r",
    "tracks/utf-16.yaml": "stage: seed\ntitle: é\n".encode("utf-16"),
    "tracks/unended.yaml": b"stage: seed\nnotes: |\n  no end",
    "tracks/directive.yaml": "%YAML 1.2\n---\nstage: seed\nno: yes\n",
    "tracks/tail.yaml": "stage: seed\n...\n---\n",
    "tracks/comment.yaml": "# nothing but this\n",
    "tracks/text.yaml": "just a text\n",
    "tracks/list.yaml": "- stage\n- seed\n",
    "tracks/bracket.yaml": "stage: [seed\n",
    "tracks/colon.yaml": "stage: seed\ntitle: a: b\n",
    "tracks/indent.yaml": "stage: seed\n  title: x\n",
    "tracks/alias.yaml": "stage: *nowhere\n",
    "tracks/nul.yaml": b"stage: seed\0\n",
    "tracks/ep/Se\u0301 01_a.yml": "stage:   'seed'   # here\n\n\nworkflows:   mastering\n",
}


def catalogues(folder: Path) -> Iterator[tuple[str, Path]]:
    """Catalogues with every kind of value, list, problem and entry, by name, each copied into *folder*."""
    yield "odd", write_files(folder / "odd", ODD)
    for source in (EXAMPLE, *sorted(GALLERY.iterdir())):
        copy = shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns(".prodash"))
        yield source.name, copy


def read_files() -> Readings:
    """What the index keeps of each of these files, but for what the disk says of it."""
    readings = {}
    with TemporaryDirectory() as folder:
        for name, root in catalogues(Path(folder)):
            index = Index(root, SecretFile(f"{folder}/state", root))
            load(root, index)
            kept = {
                row.path: json.loads(entry_rows.rows_to_json([unplaced(row)]))
                for row in index.entries.kept.values()
            }
            columns = index.tracks.columns
            for row in map(columns.row, range(len(columns.paths))):
                sections = columns_to_json(columns_of([unplaced(row)]))
                kept[row.path] = [*map(json.loads, sections.values())]
            for path, reading in kept.items():
                readings[f"{name}/{path}"] = (crc32((root / path).read_bytes()), reading)
    return readings


def unplaced(row: Any) -> Any:
    return row._replace(status=(0, 0, 0, 0))


def in_golden() -> tuple[int, Readings]:
    """The version and the readings that are written down."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return golden["version"], {
        path: (bytes_, reading) for path, (bytes_, reading) in golden["readings"].items()
    }


def read_otherwise(before: Readings, now: Readings) -> list[str]:
    """The files whose bytes are the same and of which reading gives something else."""
    return [
        path
        for path in sorted(before.keys() & now.keys())
        if before[path][0] == now[path][0] and before[path][1] != now[path][1]
    ]


def test_what_reading_gives_changes_only_with_the_version_of_the_index() -> None:
    version, before = in_golden()
    now = read_files()
    assert version != INDEX_VERSION or read_otherwise(before, now) == [], RAISE
    assert (version, before) == (INDEX_VERSION, now), REWRITE


def test_files_that_are_read_otherwise_are_told_from_those_that_changed_or_are_new() -> None:
    before = {"same": (1, "a"), "changed": (1, "a"), "read otherwise": (1, "a"), "gone": (1, "a")}
    now = {"same": (1, "a"), "changed": (2, "b"), "read otherwise": (1, "b"), "new": (1, "a")}
    assert read_otherwise(before, now) == ["read otherwise"]


def write() -> None:
    """Write readings.json anew, unless an index that is out there would then be believed."""
    now = read_files()
    if GOLDEN.exists():
        version, before = in_golden()
        if version == INDEX_VERSION and (paths := read_otherwise(before, now)):
            sys.exit("\n".join([RAISE, *paths]))
    lines = ",\n".join(f"{json.dumps(path)}: {json.dumps(reading)}" for path, reading in sorted(now.items()))
    text = f'{{"version": {INDEX_VERSION}, "readings": {{\n{lines}\n}}}}\n'
    GOLDEN.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
