"""Changed: the files of a batch that are no longer as it left them, and the later batches that changed them."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from prodash import shell
from prodash.errors import RefusedError, reason_of
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.plan.batch import Batch
from prodash.storage.batch.journal import Journal
from prodash.storage.batch.journal_file import JournalFile
from prodash.storage.batch.replace import FileEdit, current_bytes
from prodash.storage.undo.choose import done_records
from prodash.storage.undo.follow import paths_with_id_of
from prodash.storage.undo.listing import batch_in

_MOST_LATER = 5


class NotReversibleError(RefusedError):
    """A *batch* cannot be undone or redone, because its files have changed since."""

    def __init__(self, batch: Batch, reasons: Sequence[tuple[str, str]], advice: Sequence[str]) -> None:
        self.batch = batch
        super().__init__(reasons, advice)


class ChangedFile(NamedTuple):
    """A file that cannot be reversed.

    may_be_left_out   False if it could not even be read
    """

    path: str
    reason: str
    may_be_left_out: bool = True


def changed_files(edits: Sequence[FileEdit], catalogue: Catalogue) -> list[ChangedFile]:
    """The files of *edits* that do not have their old bytes; *catalogue* says where their tracks may be now."""
    return [changed for edit in edits if (changed := _changed(edit, catalogue))]


def _changed(edit: FileEdit, catalogue: Catalogue) -> ChangedFile | None:
    try:
        now = current_bytes(edit)
    except OSError as error:
        return ChangedFile(edit.path, reason_of(error), may_be_left_out=False)
    if now == edit.old:
        return None
    if now is None:
        return ChangedFile(edit.path, _why_gone(edit.path, catalogue))
    return ChangedFile(edit.path, "it exists again" if edit.old is None else "it has changed since")


def _why_gone(path: str, catalogue: Catalogue) -> str:
    """Why no file is at *path*: moved and changed, or deleted, as far as its id tells."""
    match paths_with_id_of(catalogue, path):
        case [only]:
            return f"it is no longer there; {only} has its id, but other content"
        case [_, *_] as several:
            return f"it is no longer there; several files have its id: {', '.join(several)}"
        case _:
            return "it has been deleted since"


def refusal(
    journal: Journal,
    journal_file: JournalFile,
    changed: Sequence[ChangedFile],
    *,
    undo: bool,
    has_others: bool,
) -> NotReversibleError:
    """Why a batch is not reversed: each file that was changed, the later batches that did it, and the way out."""
    paths = {file.path for file in changed}
    later = list(_later(journal, journal_file, paths)) if undo else []
    rest = [f"and {len(later) - _MOST_LATER:,} more batches"] if len(later) > _MOST_LATER else []
    can_skip = undo and has_others and all(file.may_be_left_out for file in changed)
    return NotReversibleError(
        batch_in(journal_file),
        [(file.path, file.reason) for file in changed],
        [
            *later[:_MOST_LATER],
            *rest,
            *(["--skip-changed leaves out what has changed since"] if can_skip else []),
        ],
    )


def _later(journal: Journal, journal_file: JournalFile, paths: Collection[str]) -> Iterator[str]:
    """A sentence for each later batch that changed one of *paths*, newest first."""
    for other, record in done_records(journal):
        if other.number <= journal_file.number:
            return
        if any(file.path in paths for file in record.files):
            command = shell.command("prodash", "undo", "--batch", str(other.number))
            yield (
                f"batch {other.number} changed this later: {shell.in_quotes(record.heading.command)}; "
                f"{command} takes it back first"
            )
