"""Origins: the stage that each archived track was in before."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from prodash.errors import DiskError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Track
from prodash.model.change.known_origins import origin_in_history, origins_in_plans
from prodash.model.history.history import Chain
from prodash.model.plan.plan import ChangePlan
from prodash.session.history_reader import history_of
from prodash.session.session import Session
from prodash.storage.git.errors import GitError
from prodash.storage.undo.choose import done_records


def origins_of(session: Session, catalogue: Catalogue, tracks: Sequence[Track]) -> Mapping[str, Stage]:
    """The stage that each archived one of *tracks* was in before, by the track's id, as the journal or else git knows it."""
    archived = [track for track in tracks if catalogue.is_archived(track)]
    known = origins_in_plans(catalogue.stages, archived, _plans_done(session))
    lost = [track for track in archived if track.id not in known]
    chains = _chains(session, catalogue) if lost else {}
    for track in lost:
        stages = (seen.stage for seen in reversed(chains.get(track.path, ())) if seen.stage)
        if stage := origin_in_history(catalogue.stages, stages):
            known[track.id] = stage
    return known


def _chains(session: Session, catalogue: Catalogue) -> Mapping[str, Chain]:
    with suppress(GitError, FileNotFoundError):
        return history_of(session, catalogue).chains
    return {}


def _plans_done(session: Session) -> Iterator[ChangePlan]:
    """The plans of the batches that are done, newest first; none if the journal cannot be read."""
    with suppress(DiskError):
        for _, record in done_records(session.files.journal):
            yield record.plan
