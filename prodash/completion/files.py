"""Files: the candidates that come from files and commits: tracks, their folders, batches of the journal, and people."""

from collections.abc import Iterable
from contextlib import suppress

from prodash.completion.candidates import Candidate
from prodash.completion.request import Request


def tracks(request: Request) -> Iterable[Candidate]:
    """The ids of the tracks."""
    from prodash.model.names.file_names import track_id

    return map(Candidate, sorted(map(track_id, request.paths)))


def archived(request: Request) -> Iterable[Candidate]:
    """The ids of the archived tracks."""
    if request.root is None:
        return []
    from prodash.storage.disk.secret_file import SecretFile
    from prodash.storage.index.index import Index
    from prodash.storage.read.load import load

    secret_file = SecretFile(request.environment.state_folder, request.root)
    catalogue = load(request.root, Index(request.root, secret_file) if request.options.use_index else None)
    return map(Candidate, sorted(track.id for track in catalogue.tracks if catalogue.is_archived(track)))


def track_folders(request: Request) -> Iterable[Candidate]:
    """The folders with tracks, below the folder of all tracks."""
    from prodash.storage.disk.locate import TRACKS

    folders = {path.rpartition("/")[0] for path in request.paths} - {TRACKS}
    return [Candidate(folder.removeprefix(f"{TRACKS}/")) for folder in sorted(folders)]


def templates(request: Request) -> Iterable[Candidate]:
    """The names of the templates."""
    if request.root is None:
        return []
    from prodash.storage.disk.locate import template_paths

    return map(Candidate, template_paths(request.root))


def batches(request: Request) -> Iterable[Candidate]:
    """The numbers of the batches that can be undone, newest first, each with its command."""
    if request.root is None:
        return []
    from prodash.errors import DiskError
    from prodash.storage.batch.journal import Journal
    from prodash.storage.disk.secret_file import SecretFile
    from prodash.storage.undo.listing import list_batches

    journal = Journal(request.root, SecretFile(request.environment.state_folder, request.root))
    with suppress(DiskError):
        return [Candidate(str(one.number), one.command) for one in list_batches(journal) if not one.undone]
    return []


def people(request: Request) -> Iterable[Candidate]:
    """You, and the authors of the commits, those of the newest ones first."""
    if request.root is None:
        return []
    from prodash.model.history.history import YOU
    from prodash.storage.commits.people import read_people
    from prodash.storage.git.errors import GitError
    from prodash.storage.git.run import Git

    with suppress(GitError):
        git = Git.at(request.root, request.environment.variables)
        return map(Candidate, dict.fromkeys([YOU, *read_people(git)]))
    return []


def revisions(request: Request) -> Iterable[Candidate]:
    """The branches and tags of the repository, the last commits made first."""
    if request.root is None:
        return []
    from prodash.storage.commits.revisions import HEAD, list_names
    from prodash.storage.git.errors import GitError
    from prodash.storage.git.run import Git

    with suppress(GitError):
        names = list_names(Git.at(request.root, request.environment.variables))
        return map(Candidate, [HEAD, f"{HEAD}~1", *names] if names else [])
    return []
