"""Change commit: the git commit of a change, prepared before the files are written."""

from collections.abc import Iterable, Sequence

from prodash import shell
from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.names.file_names import has_yaml_suffix, track_id
from prodash.model.names.names import caseless
from prodash.render.terminal.width import clean
from prodash.session.session import Session
from prodash.session.terminal.signals import stop_afterwards
from prodash.storage.batch.replace import FileEdit
from prodash.storage.git.commit import commit
from prodash.storage.git.errors import GitError, NotCommittedError, listed
from prodash.storage.git.names import names_below
from prodash.storage.git.other_changes import uncommitted
from prodash.storage.git.ready import require_ready
from prodash.storage.git.run import Git


class ChangeCommit:
    """The commit of *edits* with *message*; raises CannotCommitError if git cannot commit now.

    others   the files with other changes, which the commit will contain too, relative to the catalogue
    """

    def __init__(self, session: Session, edits: Sequence[FileEdit], message: str) -> None:
        self._session, self._edits, self._message = session, edits, message
        self._targets = [edit.target.path for edit in edits]
        self._git = Git.at(session.root, session.environment.variables)
        self._repository = require_ready(self._git, self._targets)
        self.others = uncommitted(self._git, self._repository, self._targets)

    @property
    def warning(self) -> str:
        """Which files have other changes; empty if none has."""
        if not self.others:
            return ""
        has = "have" if len(self.others) > 1 else "has"
        return f"{listed(self._shown(self.others))} {has} other changes, which the commit will contain too"

    @stop_afterwards()
    def make(self, inverse_command: str) -> None:
        """Commit the files, which are written now; *inverse_command* takes the change back, and is in quotes.

        Raises NotCommittedError.
        """
        try:
            also = self.others and self.others & uncommitted(self._git, self._repository, self._targets)
            committed = commit(self._git, self._targets, self._message)
        except GitError as error:
            names = self._shown(names_below(self._git, self._targets))
            raise NotCommittedError(error, names, self._commands(), inverse_command) from None
        info = self._session.console.info
        info(
            f"committed: {clean(self._message)}"
            if committed
            else "nothing to commit: git already has these changes"
        )
        if committed and also:
            info(f"also committed: other changes in {listed(self._shown(also))}")

    def _shown(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(clean(self._session.display_path(name)) for name in sorted(names))

    def _commands(self) -> tuple[str, ...]:
        """The commands that commit the files by hand; none if they are too many to copy."""
        names = sorted(names_below(self._git, self._targets))
        if len(names) > shell.MOST_NAMES or not all(map(str.isprintable, (self._message, *names))):
            return ()
        new = names_below(self._git, (edit.target.path for edit in self._edits if edit.old is None))
        adding = (self._git.line("add", "--", *sorted(new)),) if new else ()
        return (*adding, self._git.line("commit", f"--message={self._message}", "--", *names))


def require_message(session: Session, message: str, catalogue: Catalogue) -> None:
    """Raise UsageError if --commit took the name of a track as its *message*, unless `=` joins the two."""
    if f"--commit={message}" not in session.argv and _names_track(message, catalogue):
        words = shell.join([f"--commit={message}", message])
        raise UsageError(f"--commit takes {message!r} as its message; put --commit last, or write {words}")


def _names_track(message: str, catalogue: Catalogue) -> bool:
    """Whether *message* is the id, the title or the path of a track."""
    ids = (*(track.id for track in catalogue.tracks), *map(track_id, catalogue.unread))
    title = caseless(message)
    return (
        message in ids
        or has_yaml_suffix(message)
        or any(caseless(track.title) == title for track in catalogue.tracks)
    )
