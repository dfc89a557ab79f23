"""Changes: what one commit does to the tracks of its first parent."""

from collections.abc import Mapping

from prodash.model.names.file_names import track_id
from prodash.storage.disk.locate import STAGES
from prodash.storage.history.facts import CommitFacts
from prodash.storage.history.ledger import NONE, Ledger
from prodash.storage.history.state import File, State, is_shared


class Changes:
    """The changes of one *commit* to *state*, whose moves it adds to the *ledger*; *stages* has those of all versions.

    `gone` are the tracks of the first parent that are not at their place any more.
    """

    def __init__(
        self, commit: CommitFacts, state: State, ledger: Ledger, stages: Mapping[str, str], *, is_cut: bool
    ) -> None:
        self.commit, self.state, self.ledger = commit, state, ledger
        self._stages, self._is_cut, self._number = stages, is_cut, NONE
        self.written = [(path, blob) for path, blob in commit.changes if blob and path != STAGES]
        self.gone: dict[str, File] = {}
        for path, blob in commit.changes:
            if not blob and path in state.files:
                self.gone[path] = state.files.pop(path)

    def apply(self) -> None:
        """Make the changes of a commit that is no merge."""
        for path, blob in self.written:
            file = self.state.files.get(path)
            self.write(path, blob, self.source_of(path) if file is None else file.move)
        for path, file in self.gone.items():
            self.remove(path, file)

    def source_of(self, path: str) -> int:
        """The last move of the track that is new at *path*, if it was renamed or removed before; otherwise NONE."""
        old = self.commit.renames.get(path, "")
        if not old and path in self.commit.by_name and not is_shared(path, self.state.files):
            old = self.commit.by_name[path]
        source = self.gone.pop(old, None)
        if source:
            return source.move
        # Most new tracks were never there, and looking through all removed ones is slow.
        return self.state.take_back(path) if track_id(path) in self.ledger.removed_ids else NONE

    def stage_in(self, blob: str) -> str:
        """The stage in a version; empty if that has none, or cannot be read."""
        return self._stages.get(blob, "")

    def write(self, path: str, blob: str, last: int) -> None:
        """Put a version at *path*; it is a move if its stage is not that after the move *last*."""
        stage = self.stage_in(blob)
        if stage and (last == NONE or self.ledger.stage_of(last) != stage):
            last = self._add_move(last, stage, path)
        self.state.files[path] = File(blob, last)

    def remove(self, path: str, file: File) -> None:
        """Note that the track at *path* was removed."""
        if file.move != NONE:
            self.state.gone[path] = self._add_move(file.move, None, path)

    def _add_move(self, previous: int, stage: str | None, path: str) -> int:
        if self._number == NONE:
            commit = self.commit
            self._number = self.ledger.add_commit(commit.id, commit.seconds, commit.offset, commit.author)
            self.ledger.commits.cut.append(int(self._is_cut))
            self.ledger.commits.renames.append(self.state.renames)
        return self.ledger.add_move(previous, self._number, stage, path)
