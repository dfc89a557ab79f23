"""The journal of the test's own prodash, and files that a test puts into it by hand."""

import re
from pathlib import Path

from prodash.model.plan.plan import ChangePlan
from prodash.storage.batch.file_bytes import FileBytes
from prodash.storage.batch.journal_file import JournalFile, State
from prodash.storage.batch.record import Heading, Record, to_bytes
from prodash.storage.batch.unfinished import journal_folder_of
from tests.conftest import secret_file


def own_file(root: Path, number: int, state: str) -> JournalFile:
    """The file of the journal with this number and state, whether it exists or not."""
    secret = secret_file(root).make()
    shown = f".prodash/journal/{journal_folder_of(secret)}"
    return JournalFile(number, State(state), str(root / shown), shown, secret)


def put(file: JournalFile, data: bytes) -> None:
    """Write a file of the journal."""
    Path(file.folder).mkdir(parents=True, exist_ok=True)
    Path(file.path).write_bytes(data)


def sealed(file: JournalFile, *files: FileBytes) -> bytes:
    """A record for *file* as prodash would write it, which changes *files*."""
    record = Record(Heading("2026-11-21", "prodash set", "Set", len(files)), ChangePlan("Set", ()), files)
    return to_bytes(record, file.secret, file.number)


def states(root: Path) -> list[str]:
    """The files of the journal by number and state, such as `000041.done`."""
    names = (path.name for path in (root / ".prodash/journal").rglob("*") if path.is_file())
    return sorted(re.sub("-[0-9a-f]{8}", "", name) for name in names)
