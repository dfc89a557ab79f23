"""Change run: how every command changes files: load, plan, show, ask, write, commit."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack, nullcontext
from typing import TYPE_CHECKING

from prodash import shell
from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.plan.plan import ChangePlan
from prodash.render.changes.sheet import plan_sheet
from prodash.render.formats.output import arrange
from prodash.render.terminal.width import clean
from prodash.session.change.display import ChangeDisplay
from prodash.session.change.interrupted import tell_if_interrupted, tell_if_unfinished
from prodash.session.change.options import ChangeOptions
from prodash.session.change.prepared import PreparedChange, prepare_change, prepare_skipping_refused
from prodash.session.session import Session
from prodash.storage.batch.replace import FileEdit
from prodash.storage.batch.unfinished import UnrecoveredError

if TYPE_CHECKING:
    from prodash.session.change.commit import ChangeCommit

_DUE = "due="
_NOT_FLUSHED = "this disk cannot flush files; a power cut may damage what just changed"


class ChangeRun:
    """One change of files, from the plan to the commit.

    edits   those that were written, whatever failed after that
    """

    def __init__(self, session: Session, options: ChangeOptions) -> None:
        self.session, self.options = session, options
        self._display = ChangeDisplay(session, options)
        self.edits: Sequence[FileEdit] = ()

    @property
    def written(self) -> bool:
        """Whether files were written."""
        return bool(self.edits)

    def run_plan(
        self,
        plan: Callable[[Catalogue], ChangePlan],
        *,
        hide_field: bool = False,
        skip_refused: bool = False,
    ) -> None:
        """Make the change that *plan* returns for the catalogue.

        With *skip_refused*, files that cannot be changed safely are reported and skipped; else they stop the change.
        """

        def prepare() -> PreparedChange:
            catalogue = self.session.load()
            prepare = prepare_skipping_refused if skip_refused else prepare_change
            return prepare(self.session, catalogue, plan(catalogue))._replace(hide_field=hide_field)

        self.run(prepare)

    def run(self, prepare: Callable[[], PreparedChange]) -> None:
        """Show the change that *prepare* returns, ask if it is large, write it and commit it.

        The lock is taken before the files are read and released during the question.  A file that changes during
        the question raises RefusedError.
        """
        with ExitStack() as watched, ExitStack() as lock_stack:
            lock_error = None if self.options.dry_run else self._lock(lock_stack)
            change = prepare()
            self._tell_same_date(change.plan)
            self._check(change)
            commit = self._prepare_commit(change)
            warnings = [*change.warnings, *filter(None, [commit.warning if commit else ""])]
            if must_ask := self._must_ask(change, warnings):
                lock_stack.close()
                self._display.confirm(change, warnings)
                lock_error = self._lock(lock_stack)
            if not self.options.dry_run:
                # Releasing the lock is watched too.
                watched.enter_context(tell_if_interrupted(self.session, change, to_commit=bool(commit)))
                self._write(change, lock_error)
        self._report(change, commit, shown=must_ask)
        if self.options.dry_run:
            for warning in warnings:
                self.session.console.info(warning)

    def _tell_same_date(self, plan: ChangePlan) -> None:
        """Say which date a phrase such as `due=friday` means where all have it already, so that no change shows it."""
        phrases = [word.removeprefix(_DUE) for word in self.session.argv if word.startswith(_DUE)]
        dates = {str(change.after) for change in plan.changes if change.field == "due" and change.after}
        if len(phrases) == len(dates) == 1 and not plan.to_write and not dates & {*phrases}:
            self.session.outcome.add_remark(f"{_DUE}{phrases[0]} is {dates.pop()}")

    def _report(self, change: PreparedChange, commit: "ChangeCommit | None", *, shown: bool) -> None:
        """Show the change, unless it was *shown* before, and what became of it; then commit it."""
        try:
            with tell_if_unfinished(self.session, change) if self.written else nullcontext():
                # Not earlier: a refused change must not be shown.
                self._display.report(change, written=self.written, shown=shown)
        finally:
            if self.written and commit:
                commit.make(shell.command(*self.session.options.program_words, change.inverse_command))

    def _lock(self, lock_stack: ExitStack) -> RefusedError | None:
        """Take the lock; the error if that fails, because a file may have a more specific one.

        Raises BusyError, UnrecoveredError.
        """
        try:
            lock_stack.enter_context(self.session.files.lock())
        except UnrecoveredError:
            raise
        except RefusedError as error:
            return error
        return None

    def _check(self, change: PreparedChange) -> None:
        """Raise UsageError, before anything is written, for unknown columns and styles, or a commit message that names a track."""
        if self.options.commit:
            from prodash.session.change.commit import require_message

            require_message(self.session, self.options.commit, change.catalogue)
        output = self.options.output
        arrange(plan_sheet(change.plan, written=False), output)
        if not output.allows_picture:
            from prodash.session.answer import style_of

            style_of(self.session, output)

    def _prepare_commit(self, change: PreparedChange) -> "ChangeCommit | None":
        """The commit of the change, if there is to be one; raises CannotCommitError."""
        if self.options.commit is None or not change.edits:
            return None
        from prodash.session.change.commit import ChangeCommit

        message = self.options.commit.strip() or clean(change.plan.summary)
        return ChangeCommit(self.session, change.edits, message)

    def _must_ask(self, change: PreparedChange, warnings: Sequence[str]) -> bool:
        unasked = self.options.dry_run or self.options.yes
        is_large = sum(edit.counts for edit in change.edits) >= self.options.ask_from
        return not unasked and self.session.console.can_ask and (is_large or bool(warnings))

    def _write(self, change: PreparedChange, lock_error: RefusedError | None) -> None:
        """Write the files and record the remaining problems; raises *lock_error* if there is something to write."""
        if change.edits and lock_error:
            raise lock_error
        if not (change.write() if change.write else self._write_batch(change)):
            self.session.outcome.add_remark(_NOT_FLUSHED)
        self.edits = change.edits
        self.session.outcome.has_written |= self.written
        if not self.written:
            return
        catalogue = change.catalogue
        if change.problems is None:
            catalogue = self.session.load()
        else:
            self.session.outcome.record_written({edit.path for edit in change.edits}, change.problems)
        from prodash.storage.resources.schemas import refresh_schemas

        refresh_schemas(self.session.root, catalogue)

    def _write_batch(self, change: PreparedChange) -> bool:
        time, command = self.session.environment.now, shell.as_typed(["prodash", *self.session.argv])
        with self.session.console.progress("writing {} of {} files") as report:
            return self.session.files.write(
                change.edits, change.plan, time=time, command=command, report=report
            )
