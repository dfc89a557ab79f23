"""People: who made the commits that lead to the newest one."""

from prodash.storage.commits.head import RUN_NOTHING, find_head, without_server
from prodash.storage.git.run import Git

_LOG = ("log", "-z", "--format=%an", "--encoding=UTF-8", "--no-mailmap", "--no-color", "--no-show-signature")


def read_people(git: Git) -> list[str]:
    """The names of the authors, those of the newest commits first; none without a repository.  Raises GitError."""
    git = without_server(git)
    head = find_head(git)
    if head is None:
        return []
    answer = git.require(*RUN_NOTHING, *_LOG, "--end-of-options", head.commit, "--")
    return [*filter(None, dict.fromkeys(answer.out.decode("utf-8", "replace").split("\0")))]
