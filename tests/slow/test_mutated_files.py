"""Damaged files are read without an exception, in less than a second, and by every parser alike.

`PRODASH_MUTATIONS` is the number of files, and `PRODASH_SEED` chooses which.  Most are read from memory, by the functions that
read the bytes of a file; one in a hundred is a file of a real catalogue, read by the command line with and without the index.
"""

import contextlib
import io
import json
import os
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from prodash.cli import main
from prodash.model.catalogue.problem import Severity
from prodash.storage.read.entries import read_projects, read_stages, read_workflows
from prodash.storage.read.track import read_track
from prodash.storage.yaml import parse
from prodash.storage.yaml.encoding import decode
from prodash.storage.yaml.line_parser import simple_document
from prodash.storage.yaml.nodes import Fault
from tests.conftest import STAGES, write_files
from tests.slow.mutations import mutations

pytestmark = pytest.mark.slow

SEED = int(os.environ.get("PRODASH_SEED", "1"))
COUNT = int(os.environ.get("PRODASH_MUTATIONS", "60000"))
IN_A_CATALOGUE = COUNT // 100
_BATCH = 50
_MAX_SECONDS = 1
_MAX_SHOWN = 20
_READERS = {
    "tracks/a.yaml": read_track,
    "stages.yaml": read_stages,
    "workflows.yaml": read_workflows,
    "projects.yaml": read_projects,
}


@pytest.fixture(autouse=True)
def _each_text_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pure parser is slow, and every reading that falls back to it would ask it again."""
    monkeypatch.setattr(parse, "parse_pure", lru_cache(maxsize=1)(parse.parse_pure))


def test_damaged_files_are_read_by_every_parser_alike() -> None:
    complaints = (
        f"{complaint}: {data!r}"
        for data in islice(mutations(SEED), COUNT - IN_A_CATALOGUE)
        for complaint in complaints_about(data)
    )
    assert [*islice(complaints, _MAX_SHOWN)] == []


def complaints_about(data: bytes) -> Iterator[str]:
    """What is wrong with reading *data*: an exception, its time, or parsers that differ."""
    parse.parse.cache_clear()
    start = time.perf_counter()
    for path, read in _READERS.items():
        try:
            value, problems = read(path, data)
        except Exception as error:  # noqa: BLE001 (any exception is a fault)
            yield f"reading {path} raised {error!r}"
            continue
        if value is None and not any(problem.severity is Severity.ERROR for problem in problems):
            yield f"reading {path} gave nothing"
        if any(min(problem.location.line, problem.location.column) < 1 for problem in problems):
            yield f"reading {path} gave a problem without a place"
    if time.perf_counter() - start > _MAX_SECONDS and seconds_to_read(data) > _MAX_SECONDS:
        yield "reading took more than a second"
    decoded = decode(data)
    if not isinstance(decoded, Fault):
        yield from differences(decoded[1])


def seconds_to_read(data: bytes) -> float:
    """The processor time of one reading, however busy the machine is."""
    parse.parse.cache_clear()
    parse.parse_pure.cache_clear()  # type: ignore[attr-defined]
    start = time.process_time()
    read_track("tracks/a.yaml", data)
    return time.process_time() - start


def differences(text: str) -> Iterator[str]:
    """How the readers of YAML differ about *text*."""
    expected = parse.parse_pure(text)
    if parse.parse_events(text) != expected:
        yield "the C parser and the pure one differ"
    if (simple := simple_document(text)) and simple != expected:
        yield "the parser of simple lines and the pure one differ"


def test_damaged_files_in_a_catalogue_are_reported_and_stop_no_command(tmp_path: Path) -> None:
    files = mutations(SEED + 1_000_000)
    for number in range(IN_A_CATALOGUE // _BATCH):
        check_catalogue(tmp_path / str(number), [*islice(files, _BATCH)])


def check_catalogue(root: Path, contents: Sequence[bytes]) -> None:
    """Check that prodash reads the files in a catalogue as it reads their bytes, three times alike."""
    tracks = {f"tracks/{number}.yaml": data for number, data in enumerate(contents)}
    # One in fifty is a list of workflows as well.
    write_files(root, {"stages.yaml": STAGES, "workflows.yaml": contents[0], **tracks})
    expected = {
        (path, problem.location.line, problem.location.column, problem.code)
        for path, data in tracks.items()
        for problem in read_track(path, data)[1]
        if problem.severity is Severity.ERROR
    }
    answers = [answer_of(root), answer_of(root), answer_of(root, "--no-index")]
    found = {
        (problem["path"], problem["line"], problem["column"], problem["code"])
        for problem in answers[0]["problems"]
    }
    assert answers[1] == answers[0] == answers[2], contents
    assert expected <= found, contents


def answer_of(root: Path, *options: str) -> Any:
    """What `list` answers in JSON, which it does whatever the files are."""
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(io.StringIO()):
        assert main(["-C", str(root), "list", "--all", "-f", "json", *options]) in {0, 1}
    return json.loads(shown.getvalue())
