"""Removed titles: the titles that removed tracks had in the last versions of their files."""

from collections.abc import Callable, Mapping

from prodash.model.history.history import Observation
from prodash.model.names.keywords import NULLS
from prodash.storage.commits.blobs import read_versions
from prodash.storage.commits.head import without_server
from prodash.storage.git.run import Git
from prodash.storage.yaml.encoding import decode
from prodash.storage.yaml.nodes import Fault
from prodash.storage.yaml.one_value import value_reader


def removed_titles(git: Git, removals: Mapping[str, Observation]) -> dict[str, str]:
    """The title of each track that one of *removals* took away, by its key; without those that cannot be read here.  Raises GitError."""
    names = {key: _last_version(removal) for key, removal in removals.items() if "\n" not in removal.path}
    contents = read_versions(without_server(git), [*names.values()])
    read_simple = value_reader("title")
    titles = {
        key: _simple_title(data, read_simple) or _parsed_title(removals[key].path, data)
        for key, data in zip(names, contents, strict=False)
        if data
    }
    return {key: title for key, title in titles.items() if title}


def _simple_title(data: bytes, read_simple: Callable[[str], str | None]) -> str:
    """The title in *data* if it can be read without a parser; else an empty text."""
    decoded = decode(data)
    simple = None if isinstance(decoded, Fault) else read_simple(decoded[1])
    return simple if simple and simple not in NULLS else ""


def _parsed_title(path: str, data: bytes) -> str:
    # Most titles are simple.
    from prodash.storage.read.track import read_track

    track, _ = read_track(path, data)
    return track.title if track else ""


def _last_version(removal: Observation) -> str:
    """The name for git of the file before it was removed, in a commit or only on the disk."""
    before = f"{removal.commit}^" if removal.commit else "HEAD"
    return f"{before}:./{removal.path}"
