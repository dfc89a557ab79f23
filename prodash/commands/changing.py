"""Changing: the one way that every command goes which changes files: load, plan, show, ask, write, commit."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import NamedTuple

from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue import Catalogue
from prodash.model.change import ChangePlan
from prodash.model.problem import Problem
from prodash.options.change import ChangeOptions
from prodash.render.output import arranged
from prodash.render.plan import plan_lines, plan_sheet, plan_summary, things
from prodash.render.width import clean
from prodash.session import Session
from prodash.storage.changing import plan_edits
from prodash.storage.replacing import FileEdit
from prodash.storage.schemas import keep_schemas

_MANY = 3


class Work(NamedTuple):
    """A plan with all that is needed to show it and to carry it out."""

    catalogue: Catalogue
    plan: ChangePlan
    files: tuple[FileEdit, ...]
    write: Callable[[], None]
    problems: tuple[Problem, ...] | None = None
    question: str = ""
    field_told: bool = False


def change(
    session: Session,
    way: ChangeOptions,
    plan: Callable[[Catalogue], ChangePlan],
    *,
    field_told: bool = False,
    leaves_some: bool = False,
) -> None:
    """Carry out the plan that *plan* makes for the catalogue; *field_told* where the user typed its fields.

    A file that cannot be changed safely stops all, unless the change *leaves_some*: then it is named and left.
    """

    def prepare() -> Work:
        catalogue = session.load()
        prepared = _what_can_be if leaves_some else work_of
        return prepared(session, catalogue, plan(catalogue), field_told=field_told)

    carry_out(session, way, prepare)


def work_of(session: Session, catalogue: Catalogue, plan: ChangePlan, *, field_told: bool = False) -> Work:
    """What is to be written for *plan*; raises RefusedError naming each file that cannot be."""
    with session.console.progress("checking {} of {} files") as tell:
        edits = plan_edits(session.root, catalogue, plan, tell)
    return Work(
        catalogue,
        plan,
        edits.files,
        lambda: session.write(edits.files, plan),
        problems=edits.problems,
        field_told=field_told,
    )


def _what_can_be(session: Session, catalogue: Catalogue, plan: ChangePlan, *, field_told: bool) -> Work:
    """The same for *plan* without the files that are refused, each of which is named with its reason."""
    while True:
        try:
            return work_of(session, catalogue, plan, field_told=field_told)
        except RefusedError as error:
            for path, reason in error.reasons:
                session.console.print_err(clean(f"{session.display_path(path)}: left as it is: {reason}"))
            plan = plan.without({path for path, _ in error.reasons})


def carry_out(session: Session, way: ChangeOptions, prepare: Callable[[], Work]) -> None:
    """Prepare the work, show it, ask where somebody is there and it is much, do it, commit it.

    The lock is held from before the files are read; while a question is asked it is not, and what
    changes meanwhile is refused by name.
    """
    with ExitStack() as held:
        unlocked = None if way.dry_run else _lock(session, held)
        work = prepare()
        _check(way, work)
        asked = not way.dry_run and _is_asked(session, way, work)
        if asked:
            held.close()
            _tell(session, way, work)
            _ask(session, way, work)
            unlocked = _lock(session, held)
        if not way.dry_run:
            _write(session, work, unlocked)
    try:
        # What is not asked about is told once it is done, lest a change is told that was refused.
        if not asked:
            _tell(session, way, work)
        _show(session, way, work.plan)
    except OSError:
        if work.files and not way.dry_run:
            session.console.print_err("the files are changed all the same; 'prodash undo' takes that back")
        raise
    finally:
        if work.files and not way.dry_run and way.commit is not None:
            _commit(session, work, way.commit)


def _check(way: ChangeOptions, work: Work) -> None:
    """Raise UsageError where the commit's message or a column cannot be meant, before anything is written."""
    if way.commit and any(track.id == way.commit for track in work.catalogue.tracks):
        raise UsageError(
            f"--commit takes {way.commit!r} for its message; put --commit last, or write --commit={way.commit!r} {way.commit}"
        )
    arranged(plan_sheet(work.plan, written=False), way.output)


def _write(session: Session, work: Work, unlocked: RefusedError | None) -> None:
    """Write the files, unless the lock could not be had, and note the problems that are left."""
    if work.files and unlocked:
        raise unlocked
    work.write()
    if work.problems is None:
        catalogue = session.load()
    else:
        catalogue = work.catalogue
        session.outcome.record_written({file.path for file in work.files}, work.problems)
    if work.files:
        keep_schemas(session.root, catalogue)


def _tell(session: Session, way: ChangeOptions, work: Work) -> None:
    """Show the plan line by line, where that is the form of the answer."""
    if way.format == "table" and not way.columns and (way.dry_run or not session.options.quiet):
        _say(session, way, _lines(session, work))


def _lines(session: Session, work: Work) -> str:
    return plan_lines(work.plan, work.catalogue, session.console.screen, field_told=work.field_told)


def _say(session: Session, way: ChangeOptions, text: str) -> None:
    if not way.aside:
        session.console.print(text)
    elif text:
        session.console.print_err(text)


def _show(session: Session, way: ChangeOptions, plan: ChangePlan) -> None:
    """Show the plan in the form asked for; as a table it is told already and needs its summary only."""
    written = not way.dry_run
    if session.options.quiet and written and way.format == "table":
        return
    summary = plan_summary(plan, written=written)
    if way.aside:
        _say(session, way, summary if plan.to_write else "")
        return
    session.show(plan_sheet(plan, written=written), way.output, lambda *_: summary)


def _is_asked(session: Session, way: ChangeOptions, work: Work) -> bool:
    return session.console.can_ask and not way.yes and len(work.files) >= _MANY


def _ask(session: Session, way: ChangeOptions, work: Work) -> None:
    """Raise DeclinedError unless the user says yes, having seen the lines of the plan in any format."""
    if way.format != "table":
        session.console.print_err(_lines(session, work))
    session.console.confirm(work.question or f"Change {things(work.plan)}?")


def _lock(session: Session, held: ExitStack) -> RefusedError | None:
    """Take the lock; where it cannot be had, the reason, for the files may have a better one."""
    try:
        held.enter_context(session.files.lock())
    except RefusedError as error:
        return error
    return None


def _commit(session: Session, work: Work, message: str) -> None:
    from prodash.storage.git import commit

    message = message.strip() or work.plan.summary
    if commit(session.root, [file.target for file in work.files], message):
        session.console.info(f"committed: {message}")
    else:
        session.console.info("nothing to commit: git has the files as they are now")
