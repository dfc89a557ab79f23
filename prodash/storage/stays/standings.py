"""Standings: since when each track is in its stage, as kept at the newest commit and changed on disk, or read anew."""

from collections.abc import Mapping

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.history.clock import Clock
from prodash.model.history.history import Chain, Moment
from prodash.model.history.standing import Standing, Standings
from prodash.storage.commits.head import find_head, without_server
from prodash.storage.disk.secret_file import SecretFile
from prodash.storage.git.run import Git
from prodash.storage.stays.kept_standings import keep_standings, key_of, read_standings


def find_standings(
    git: Git, catalogue: Catalogue, now: Moment, clock: Clock, secret_file: SecretFile | None
) -> Standings | None:
    """The standings in the folder of *git*; None if it has no commits.

    With the secret in *secret_file* those of the newest commit are kept; None reads its history.  Raises GitError.
    """
    head = find_head(without_server(git))
    if head is None:
        return None
    head = head._replace(stage_key=catalogue.stage_key)
    key = key_of(head, catalogue.stages, now, git.environment)
    kept = read_standings(git.folder, key, secret_file.secret if secret_file else None)
    found = kept and _on_disk(kept, catalogue, now, clock)
    return found or _read(git, catalogue, now, clock, secret_file, key)


def _on_disk(kept: Standings, catalogue: Catalogue, now: Moment, clock: Clock) -> Standings | None:
    """The standings with the changes on disk; None if those take the history, as when a file is new."""
    found: dict[str, Standing | None] = {}
    by_path = kept.by_path
    for track in catalogue.tracks:
        if track.path not in by_path:
            return None
        standing = by_path[track.path]
        if standing and track.stage not in {standing.stage, ""}:
            standing = standing.after_move(track.stage, now, clock)
            if standing is None:
                return None
        found[track.path] = standing
    # One of those without history may be one of those that are gone.
    may_be_renamed = len(found) < len(by_path) and None in found.values()
    return None if may_be_renamed else kept._replace(by_path=found)


def _read(
    git: Git, catalogue: Catalogue, now: Moment, clock: Clock, secret_file: SecretFile | None, key: str
) -> Standings:
    """The standings from the history; those at the newest commit are kept with *key*."""
    # Most of it takes long to import.
    from prodash.model.history.standing_of import standing_of
    from prodash.storage.history.read import read_history

    history = read_history(git, catalogue, now, secret_file)
    chains = {track.path: history.chains.get(track.path, ()) for track in catalogue.tracks}
    if history.missing:
        # Nobody knows since when a track is in a stage that only a missing version has.
        stages = {track.path: track.stage for track in catalogue.tracks}
        chains = {
            path: chain if chain and chain[-1].stage == stages[path] else () for path, chain in chains.items()
        }

    def standings(chains: Mapping[str, Chain]) -> Standings:
        return Standings({path: standing_of(chain, clock) for path, chain in chains.items()}, *history[2:])

    if secret_file and not (history.missing or history.future):
        committed = {path: _committed(chain) for path, chain in chains.items()}
        known = {path: chain for path, chain in committed.items() if chain or not chains[path]}
        keep_standings(git.folder, key, standings(known), secret_file)
    return standings(chains)


def _committed(chain: Chain) -> Chain:
    """The *chain* up to the newest commit; empty if that does not have the track."""
    if chain and not chain[-1].commit:
        chain = chain[:-1]
    return chain if chain and chain[-1].stage else ()
