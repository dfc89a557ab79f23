"""Change display: the plan before the change, the question, and the summary afterwards."""

from collections.abc import Sequence

from prodash import shell
from prodash.render.changes.sheet import plan_sheet
from prodash.render.changes.summary import change_in_words, plan_sentence, plan_summary
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, paint
from prodash.render.terminal.width import clean, shorten_middle, wrap
from prodash.session.change.interrupted import can_be_reversed
from prodash.session.change.options import ChangeOptions
from prodash.session.change.prepared import PreparedChange
from prodash.session.session import Session


class ChangeDisplay:
    """Shows a change: on a terminal at a glance, elsewhere with one line for each field of each track."""

    def __init__(self, session: Session, options: ChangeOptions) -> None:
        self._session, self._options = session, options

    def confirm(self, change: PreparedChange, warnings: Sequence[str]) -> None:
        """Show the plan, whatever the format, and ask; raises DeclinedError unless the answer is yes."""
        console = self._session.console
        if self._options.output.allows_picture and not self._options.plan_on_stderr:
            console.print("\n".join(self._named_lines(change)))
        else:
            console.print_err_lines(self._named_lines(change))
        remarks = self._session.outcome.take_remarks()
        if below := [*change.remarks, *([] if self._session.options.quiet else remarks), *warnings]:
            screen = console.error_screen
            console.print_err_lines(["", *(line for one in below for line in wrap(clean(one), screen))])
        console.confirm(f"{change_in_words(change.plan)}?")

    def report(self, change: PreparedChange, *, written: bool, shown: bool) -> None:
        """Show the plan in the chosen format: for people, its lines, unless they were *shown*, and the summary."""
        options = self._options
        if self._session.options.quiet and not options.dry_run and options.format == "table":
            return

        def lines() -> list[str]:
            return [*([] if shown else self._plan(change)), self._summary(change, written=written)]

        if options.plan_on_stderr:
            below = [""] if self._on_terminal else []
            self._session.console.print_err_lines([*lines(), *below] if change.plan.to_write else [])
            return
        sheet = plan_sheet(change.plan, written=not options.dry_run)
        if change.name and not shown and not options.output.allows_picture:
            self._session.console.info(change.name)
        # After a change, a commit may follow, so that is not paged.
        self._session.show(sheet, options.output, lambda *_: "\n".join(lines()), may_page=options.dry_run)
        for remark in [] if shown else change.remarks:
            self._session.console.print_err(remark)

    @property
    def _screen(self) -> Screen:
        console = self._session.console
        return console.error_screen if self._options.plan_on_stderr else console.screen

    @property
    def _on_terminal(self) -> bool:
        return self._screen.width is not None

    def _plan(self, change: PreparedChange) -> list[str]:
        """The plan under its name; on a terminal, a blank line before the summary."""
        lines = self._named_lines(change)
        return [*lines, ""] if self._on_terminal and len(lines) > 1 else lines

    def _named_lines(self, change: PreparedChange) -> list[str]:
        name, screen = clean(change.name), self._screen
        if name and self._on_terminal:
            name = paint(shorten_middle(name, screen.columns), BOLD, screen.depth)
        return [*([name] if name else []), *self._lines(change)]

    def _lines(self, change: PreparedChange) -> list[str]:
        plan, catalogue, screen = change.plan, change.catalogue, self._screen
        if not self._on_terminal:
            from prodash.render.changes.lines import plan_lines

            return plan_lines(plan, catalogue, screen, hide_field=change.hide_field)
        from prodash.render.changes.preview import plan_preview

        return plan_preview(plan, catalogue, screen, self._session.today, whole=self._options.verbose)

    def _summary(self, change: PreparedChange, *, written: bool) -> str:
        done = not self._options.dry_run
        if not self._on_terminal:
            return plan_summary(change.plan, written=done)
        sentence = plan_sentence(change.plan, written=done)
        if written and can_be_reversed(self._session):
            command = shell.command(*self._session.options.program_words, change.inverse_command)
            sentence += f"; {command} takes that back"
        return "\n".join(wrap(sentence, self._screen))
