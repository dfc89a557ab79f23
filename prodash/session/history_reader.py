"""History reader: what git knows of the tracks, read only for who asks, and what is missing from it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.history.history import NO_HISTORY, History, Moment
from prodash.render.formats.left_out import history_remarks
from prodash.session.session import Session
from prodash.storage.git.environment import git_environment, may_have_repository
from prodash.storage.git.errors import GitError, NoRepositoryError

if TYPE_CHECKING:
    from prodash.model.catalogue.track import Track
    from prodash.model.history.clock import Clock
    from prodash.model.history.standing import Standings
    from prodash.model.history.track_time import TrackTime
    from prodash.model.views.recent import Recent
    from prodash.storage.disk.secret_file import SecretFile


class HistoryReader:
    """Reads the history of the catalogue of a session once, and keeps it with the times of its tracks."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._catalogue: Catalogue | None = None
        self._history = NO_HISTORY
        self._timed: Catalogue | None = None
        self._times: Mapping[str, TrackTime] = {}

    def history(self, catalogue: Catalogue) -> History:
        """The history of *catalogue*; adds remarks about what it lacks.  Raises GitError."""
        if self._catalogue is not catalogue:
            self._history = history_of(self._session, catalogue)
            self._catalogue = catalogue
            self._add_remarks(self._history)
        return self._history

    def time_of(self, catalogue: Catalogue, track: "Track") -> "TrackTime | None":
        """The times of *track* in its stage; adds a remark if the catalogue has no history.  Raises GitError."""
        if self._timed is not catalogue:
            self._times, self._timed = self._read_times(catalogue), catalogue
            if not (self._times or self.history(catalogue).chains):
                self._session.outcome.add_remark(why_no_history(self._session))
        return self._times.get(track.path)

    def _read_times(self, catalogue: Catalogue) -> "Mapping[str, TrackTime]":
        """The times by path, from standings that were kept if there are some; no history is read for these."""
        from prodash.model.history.clock import Clock
        from prodash.model.history.track_time import track_time

        clock = Clock.of(catalogue.stages, self._session.today)
        standings = standings_of(self._session, catalogue, clock)
        if standings is None:
            return {}
        self._add_remarks(standings)
        known = standings.by_path.items()
        return {path: track_time(standing, clock) for path, standing in known if standing}

    def _add_remarks(self, known: "History | Standings") -> None:
        for remark in history_remarks(known):
            self._session.outcome.add_remark(remark)


def history_of(session: Session, catalogue: Catalogue) -> History:
    """The history of *catalogue* now, which is in the folder of *session*; with --no-index all commits are read.

    Raises GitError.
    """
    # Most answers are about no repository.
    from prodash.storage.git.run import Git
    from prodash.storage.history.read import read_history

    git = Git.at(session.root, session.environment.variables)
    return read_history(git, catalogue, moment_now(session), _secret_file(session))


def standings_of(session: Session, catalogue: Catalogue, clock: "Clock") -> "Standings | None":
    """The standings of the tracks of *catalogue*, as `history_of`; None if nothing is committed.  Raises GitError."""
    from prodash.storage.git.run import Git
    from prodash.storage.stays.standings import find_standings

    git = Git.at(session.root, session.environment.variables)
    return find_standings(git, catalogue, moment_now(session), clock, _secret_file(session))


def history_if_any(session: Session, catalogue: Catalogue, *, with_remarks: bool = False) -> History | None:
    """The history of *catalogue* for an answer that is complete without it; None without a repository, or if git fails.

    It adds remarks about what the history lacks only *with_remarks*; the commands about history always do.
    """
    if not _may_have_history(session):
        return None
    try:
        history = history_of(session, catalogue)
    except GitError:
        return None
    for remark in history_remarks(history) if with_remarks else ():
        session.outcome.add_remark(remark)
    return history


def recent_if_any(session: Session, catalogue: Catalogue, tracks: "Iterable[Track]") -> "Recent | None":
    """What happened lately to *tracks*, for an answer that is complete without it; None as for `history_if_any`."""
    if not _may_have_history(session):
        return None
    from prodash.model.history.clock import Clock
    from prodash.model.views.recent import recent_of

    clock = Clock.of(catalogue.stages, session.today)
    try:
        standings = standings_of(session, catalogue, clock)
    except GitError:
        return None
    return recent_of(tracks, standings, clock) if standings is not None else None


def _may_have_history(session: Session) -> bool:
    return may_have_repository(session.root, git_environment(session.root, session.environment.variables))


def _secret_file(session: Session) -> "SecretFile | None":
    return session.files.secret_file if session.options.use_index else None


def why_no_history(session: Session) -> str:
    """Why there is no commit of a track from which history could be read.  Raises GitError."""
    from prodash.storage.commits.head import find_head, without_server
    from prodash.storage.git.repository import may_be_in_repository, repository_of
    from prodash.storage.git.run import Git

    git = without_server(Git.at(session.root, session.environment.variables))
    if not may_be_in_repository(git):
        return f"there is no history, because the catalogue is in no git repository; create one with {git.command('init')}"
    try:
        repository_of(git)
    except NoRepositoryError as error:
        return f"there is no history, because {error}"
    return f"there is no history yet, because {'no track' if find_head(git) else 'nothing'} is committed"


def moment_now(session: Session) -> Moment:
    """The time of the run, and the zone of its computer."""
    now = datetime.fromisoformat(session.environment.now)
    offset = now.utcoffset()
    return Moment(int(now.timestamp()), int(offset.total_seconds()) // 60 if offset else 0)
