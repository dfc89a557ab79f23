"""Earlier stages: the stages that tracks had in the commits of git."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from prodash.model.catalogue.track import Track
from prodash.model.names.file_names import track_id
from prodash.storage.disk.locate import TRACKS
from prodash.storage.git.errors import GitError
from prodash.storage.git.run import Git
from prodash.storage.git.steps import Step, contents, steps_of_files
from prodash.storage.read.track import read_track


def stages_in_commits(git: Git, tracks: Iterable[Track]) -> Mapping[str, Iterator[str]]:
    """The stages of the versions of each track, newest first, by the track's id; none if git cannot say.

    A file that was moved is followed, by what git takes for a move or by its id.
    """
    paths = {track.path: track.id for track in tracks}
    with suppress(GitError, FileNotFoundError):
        versions = _versions(steps_of_files(git, "--find-renames", "HEAD", "--", TRACKS), paths)
        found = contents(git, [one for ids in versions.values() for one in ids])
        return {
            identifier: _stages(found[one] for one in ids if one in found)
            for identifier, ids in versions.items()
        }
    return {}


def _versions(steps: Iterable[Step], paths: Mapping[str, str]) -> Mapping[str, list[str]]:
    """What git calls the versions of each track, newest first, by the track's id; *paths* has the ids by path."""
    versions: dict[str, list[str]] = {identifier: [] for identifier in paths.values()}
    followed = dict(paths)
    others: set[str] = set()
    for step in steps:
        by_id = "" if step.path in others else track_id(step.path)
        identifier = followed.get(step.path) or by_id
        if identifier in versions:
            versions[identifier] += filter(None, (step.after, step.before))
            followed[step.old_path] = identifier
        elif step.old_path != step.path:
            # An earlier file at this path became another track.
            followed.pop(step.old_path, None)
            others.add(step.old_path)
    return versions


def _stages(versions: Iterable[bytes]) -> Iterator[str]:
    for data in versions:
        track, _ = read_track("", data)
        if track and track.stage:
            yield track.stage
