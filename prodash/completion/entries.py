"""Entries: the stages, workflows, projects and declared fields as candidates, by their ids with their names."""

from collections.abc import Callable, Iterable

from prodash.completion.candidates import Candidate
from prodash.completion.request import Request


def entries_of(plural: str) -> Callable[[Request], Iterable[Candidate]]:
    """The source of the entries in the file called as *plural*."""

    def source(request: Request) -> Iterable[Candidate]:
        from prodash.storage.disk.secret_file import SecretFile
        from prodash.storage.read.entry_names import entry_names

        if request.root is None:
            return []
        secret_file = SecretFile(request.environment.state_folder, request.root)
        names = entry_names(
            request.root, f"{plural}.yaml", secret_file if request.options.use_index else None
        )
        return [Candidate(entry, name) for entry, name in names]

    return source
