"""Changing: how every command changes files: load, plan, show, ask, write, commit."""

import shlex
from collections.abc import Callable
from contextlib import ExitStack
from typing import NamedTuple

from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Problem
from prodash.model.change.change import ChangePlan
from prodash.render.formats.output import arranged
from prodash.render.terminal.width import clean
from prodash.render.views.plan import plan_lines, plan_sheet, plan_summary, things
from prodash.session.change_options import ChangeOptions
from prodash.session.session import Session
from prodash.storage.batch.replace import FileEdit
from prodash.storage.change.edits import plan_edits
from prodash.storage.resources.schemas import refresh_schemas

_MANY = 3


class PreparedChange(NamedTuple):
    """A plan with the bytes to write for it.

    `problems` are the errors that the files have once they are written; None where the catalogue has to be loaded to
    know.  `write` stands in for writing a new batch, `question` for the usual one.  `hide_field` leaves the name
    of the field out of the lines, because the user typed it.
    """

    catalogue: Catalogue
    plan: ChangePlan
    edits: tuple[FileEdit, ...]
    problems: tuple[Problem, ...] | None = None
    write: Callable[[], None] | None = None
    question: str = ""
    hide_field: bool = False


class ChangeRun:
    """One change of files, from the plan to the commit."""

    def __init__(self, session: Session, options: ChangeOptions) -> None:
        self.session, self.options = session, options

    def run_plan(
        self,
        plan: Callable[[Catalogue], ChangePlan],
        *,
        hide_field: bool = False,
        skip_refused: bool = False,
    ) -> None:
        """Make the change that *plan* gives for the catalogue.

        A file that cannot be changed safely stops all; with *skip_refused* it is named and left as it is.
        """

        def prepare() -> PreparedChange:
            catalogue = self.session.load()
            prepare = prepare_skipping_refused if skip_refused else prepare_change
            return prepare(self.session, catalogue, plan(catalogue))._replace(hide_field=hide_field)

        self.run(prepare)

    def run(self, prepare: Callable[[], PreparedChange]) -> None:
        """Make the change that *prepare* gives: show it, ask about it where it is large, write it, commit it.

        The lock is held from before the files are read, but not during the question; what changes meanwhile
        is refused by name.
        """
        with ExitStack() as held:
            lock_error = None if self.options.dry_run else self._lock(held)
            change = prepare()
            self._check(change)
            if asked := self._has_to_ask(change):
                held.close()
                self._preview(change)
                self._confirm(change)
                lock_error = self._lock(held)
            if not self.options.dry_run:
                self._write(change, lock_error)
        written = bool(change.edits) and not self.options.dry_run
        try:
            # Only now, lest a change is shown that was refused.
            if not asked:
                self._preview(change)
            self._show(change.plan)
        except OSError:
            if written:
                self.session.console.print_err(
                    "the files are changed all the same; 'prodash undo' takes that back"
                )
            raise
        finally:
            if written and self.options.commit is not None:
                self._commit(change, self.options.commit)

    def _lock(self, held: ExitStack) -> RefusedError | None:
        """Take the lock; where it cannot be had, the reason, for the files may have a better one."""
        try:
            held.enter_context(self.session.files.lock())
        except RefusedError as error:
            return error
        return None

    def _check(self, change: PreparedChange) -> None:
        """Raise UsageError where the commit's message or a column cannot be meant, before anything is written."""
        message = self.options.commit
        if message and any(track.id == message for track in change.catalogue.tracks):
            raise UsageError(
                f"--commit takes {message!r} for its message; put --commit last, or write --commit={message!r} {message}"
            )
        arranged(plan_sheet(change.plan, written=False), self.options.output)

    def _has_to_ask(self, change: PreparedChange) -> bool:
        unasked = self.options.dry_run or self.options.yes
        return not unasked and self.session.console.can_ask and len(change.edits) >= _MANY

    def _preview(self, change: PreparedChange) -> None:
        """Show the plan line by line, where the answer is for people."""
        wanted = self.options.dry_run or not self.session.options.quiet
        if wanted and self.options.format == "table" and not self.options.columns:
            self._print(self._lines(change))

    def _confirm(self, change: PreparedChange) -> None:
        """Ask with the lines of the plan in view; raises DeclinedError unless the user says yes."""
        if self.options.format != "table":
            self.session.console.print_err(self._lines(change))
        self.session.console.confirm(change.question or f"Change {things(change.plan)}?")

    def _write(self, change: PreparedChange, lock_error: RefusedError | None) -> None:
        """Write the files, unless the lock could not be had, and record the problems that are left."""
        if change.edits and lock_error:
            raise lock_error
        if change.write:
            change.write()
        else:
            self._write_batch(change)
        if not change.edits:
            return
        catalogue = change.catalogue
        if change.problems is None:
            catalogue = self.session.load()
        else:
            self.session.outcome.record_written({edit.path for edit in change.edits}, change.problems)
        refresh_schemas(self.session.root, catalogue)

    def _write_batch(self, change: PreparedChange) -> None:
        time, command = self.session.environment.now, shlex.join(["prodash", *self.session.argv])
        with self.session.console.progress("writing {} of {} files") as tell:
            self.session.files.write(change.edits, change.plan, time=time, command=command, tell=tell)

    def _show(self, plan: ChangePlan) -> None:
        """Show the plan in the format asked for; a table is shown already and needs its summary only."""
        written = not self.options.dry_run
        if self.session.options.quiet and written and self.options.format == "table":
            return
        summary = plan_summary(plan, written=written)
        if self.options.aside:
            self._print(summary if plan.to_write else "")
            return
        self.session.show(plan_sheet(plan, written=written), self.options.output, lambda *_: summary)

    def _commit(self, change: PreparedChange, message: str) -> None:
        from prodash.storage.git.commit import commit

        message = message.strip() or change.plan.summary
        if commit(self.session.root, [edit.target for edit in change.edits], message):
            self.session.console.info(f"committed: {message}")
        else:
            self.session.console.info("nothing to commit: git has the files as they are now")

    def _lines(self, change: PreparedChange) -> str:
        screen = self.session.console.screen
        return plan_lines(change.plan, change.catalogue, screen, field_told=change.hide_field)

    def _print(self, text: str) -> None:
        console = self.session.console
        if text:
            (console.print_err if self.options.aside else console.print)(text)


def prepare_change(session: Session, catalogue: Catalogue, plan: ChangePlan) -> PreparedChange:
    """The bytes to write for *plan*; raises RefusedError naming each file that cannot be changed safely."""
    with session.console.progress("checking {} of {} files") as tell:
        edits = plan_edits(session.root, catalogue, plan, tell)
    return PreparedChange(catalogue, plan, edits.files, edits.problems)


def prepare_skipping_refused(session: Session, catalogue: Catalogue, plan: ChangePlan) -> PreparedChange:
    """The bytes to write for *plan*, less the files that cannot be changed safely; those are named with the reason."""
    while True:
        try:
            return prepare_change(session, catalogue, plan)
        except RefusedError as error:
            for path, reason in error.reasons:
                session.console.print_err(clean(f"{session.display_path(path)}: left as it is: {reason}"))
            plan = plan.without({path for path, _ in error.reasons})
