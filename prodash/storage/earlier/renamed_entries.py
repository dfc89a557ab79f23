"""Renamed entries: which ids of stages, workflows and projects gave way to which, as the journal and git know it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from prodash.errors import DiskError
from prodash.model.catalogue.kinds import EntryKind
from prodash.model.names.renames import Rename, renames_between
from prodash.model.plan.renames import renames_in
from prodash.storage.batch.file_bytes import BadRecordError
from prodash.storage.batch.journal import Journal
from prodash.storage.batch.journal_file import State
from prodash.storage.batch.record_file import read_heading, read_record
from prodash.storage.commits.blobs import read_blobs_of_file
from prodash.storage.commits.committed_files import committed_files
from prodash.storage.commits.head import without_server
from prodash.storage.git.errors import GitError
from prodash.storage.git.run import Git
from prodash.storage.read.entry_files import parse_entries

_MOST_COMMITS = 30
"""How many changes of a file are looked at, which takes some hundredths of a second."""


def find_renames(journal: Journal, git: Git, kind: EntryKind, ids: Sequence[str]) -> Sequence[Rename]:
    """The renames of entries of this *kind* that are known, newest first; *ids* are those that are listed now."""
    return (*_in_journal(journal, kind), *_in_git(git, kind, ids))


def _in_journal(journal: Journal, kind: EntryKind) -> Iterator[Rename]:
    """The renames that this computer has made and not undone."""
    beginnings = (f"Rename {kind.name} ", f"Remove {kind.name} ")
    with suppress(DiskError):
        for journal_file in reversed(journal.files()):
            if journal_file.state is State.DONE:
                with suppress(BadRecordError, OSError):
                    # The heading first, because a whole record may be large.
                    if read_heading(journal_file).summary.startswith(beginnings):
                        yield from renames_in(read_record(journal_file).plan, kind)


def _in_git(git: Git, kind: EntryKind, ids: Sequence[str]) -> Iterator[Rename]:
    """The renames between the newest versions of the file, the last of which has the *ids*; none if git cannot say."""
    with suppress(GitError, FileNotFoundError):
        files = committed_files(git, f"-{_MOST_COMMITS}", "HEAD", "--", kind.path)
        versions = [(file.before, file.after) for file in files]
        blobs = [*dict.fromkeys(one for pair in versions for one in pair if one)]
        found = read_blobs_of_file(without_server(git), blobs, "HEAD", kind.path)
        listed = {blob: _ids_in(kind.path, data) for blob, data in found if data is not None}
        if versions:
            yield from renames_between(listed.get(versions[0][1], ()), ids)
        for before, after in versions:
            yield from renames_between(listed.get(before, ()), listed.get(after, ()))


def _ids_in(path: str, data: bytes) -> Sequence[str]:
    entries, _ = parse_entries(path, data)
    return [entry.id for entry in entries or ()]
