"""Git setup run: set up a catalogue so that git merges it by field, take that back, or say that it is missing."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from prodash import shell
from prodash.model.plan.setup_step import SetupState, SetupStep
from prodash.render.changes.summary import NOTHING_TO_CHANGE
from prodash.session.session import Session
from prodash.session.terminal.signals import stop_by_signal
from prodash.storage.check.removed import existing_folder
from prodash.storage.git.errors import NoRepositoryError
from prodash.storage.git.repository import repository_of
from prodash.storage.git.run import Git
from prodash.storage.git_setup.attributes import ATTRIBUTES
from prodash.storage.git_setup.attributes_file import plan_attributes
from prodash.storage.git_setup.hook import HOOKS
from prodash.storage.git_setup.setup import (
    create_repository,
    lacks_driver,
    overruled_lines,
    plan_removal,
    plan_setup,
)

if TYPE_CHECKING:
    from prodash.storage.git_setup.setup_plan import SetupPlan

_SERVERS = (
    "GitHub, GitLab and other hosting services run no merge drivers; merge on a computer, and push the result"
)
_MESSAGE = "git-setup"


def set_up(
    session: Session, root: Path, *, hooks: bool = False, dry_run: bool = False, is_new: bool = False
) -> tuple[SetupStep, ...]:
    """Set up the catalogue in *root*, or only find out what is missing; adds remarks on what to do then.

    If it *is_new*, all its files are to be committed, not only `.gitattributes`.  Raises GitError, RefusedError.
    """
    git = Git.at(root, session.environment.variables)
    steps = _write(session, plan_setup(git, hooks=hooks), dry_run=dry_run)
    if not dry_run:
        _tell_overruled(session, git, steps)
    if any(step.state.changes_something and step.place != HOOKS for step in steps):
        session.outcome.add_remark(_SERVERS)
    if not dry_run and _changes_attributes(steps):
        what, path, message = (
            ("the catalogue", ".", "start") if is_new else ("the lines", ATTRIBUTES, _MESSAGE)
        )
        session.outcome.add_remark(
            f"commit {what} with {git.command('add', path)} and {git.command('commit', f'--message={message}')}; "
            "in every other clone, run 'prodash git-setup' once"
        )
    return steps


def take_back(session: Session, root: Path, *, dry_run: bool) -> tuple[SetupStep, ...]:
    """Remove what `set_up` has added, or only find out what that is.  Raises GitError, RefusedError."""
    git = Git.at(root, session.environment.variables)
    steps = _write(session, plan_removal(git), dry_run=dry_run)
    if not dry_run and _changes_attributes(steps) and git.require("ls-files", "--", ATTRIBUTES).out:
        commit = git.command("commit", f"--message={_MESSAGE}", "--", ATTRIBUTES)
        session.outcome.add_remark(
            f"the others have the lines until you commit that with {commit} and send it"
        )
    return steps


def require_setup_possible(session: Session, root: Path) -> None:
    """Raise GitError if *root* can be in no git repository, RefusedError if its `.gitattributes` cannot be written."""
    if root.is_dir():
        plan_attributes(root, undo=False)
    git = Git.at(existing_folder(root), session.environment.variables)
    try:
        repository_of(git)
    except NoRepositoryError as error:
        if not error.init:
            raise


def set_up_new(session: Session, root: Path) -> None:
    """Set up the new catalogue in *root*, with a git repository unless it is in one, and say so.  Raises GitError."""
    git = Git.at(root, session.environment.variables)
    with stop_by_signal():
        created = create_repository(git)
    set_up(session, root, is_new=True)
    where = "a new git repository" if created else "the git repository that it is in"
    session.console.info(f"{where} merges its tracks and vocabularies by field")


def missing_driver(session: Session, root: Path) -> str:
    """What to say about a clone that lacks the driver which `.gitattributes` in *root* names; empty if it has it."""
    if not lacks_driver(Git.at(root, session.environment.variables)):
        return ""
    command = shell.command(*session.options.program_words, "git-setup")
    return f"git merges line by line here, because this clone lacks the driver that {ATTRIBUTES} names; run {command} once"


def _tell_overruled(session: Session, git: Git, steps: Sequence[SetupStep]) -> None:
    """Say which lines have no effect, except those that are left alone.  Raises GitError."""
    told = {step.setting for step in steps if step.state is SetupState.LEFT}
    for line, instead in overruled_lines(git):
        if line not in told:
            session.outcome.add_remark(f"{line} has no effect, because other attributes say {instead} there")


def _changes_attributes(steps: Sequence[SetupStep]) -> bool:
    return any(step.place == ATTRIBUTES and step.state.changes_something for step in steps)


def _write(session: Session, plans: "Sequence[SetupPlan]", *, dry_run: bool) -> tuple[SetupStep, ...]:
    """The steps of *plans*, which are written unless it is a *dry_run*; those of `.gitattributes` first."""
    steps = [step for plan in plans for step in plan.steps]
    for step in steps:
        if step.reason:
            session.outcome.add_remark(f"{step.setting} is left alone: {step.reason}")
    if not any(step.state.changes_something for step in steps):
        session.outcome.add_remark(NOTHING_TO_CHANGE)
    elif not dry_run:
        with stop_by_signal():
            for plan in plans:
                plan.write()
        session.outcome.has_written = True
    return tuple(sorted(steps, key=lambda step: step.place != ATTRIBUTES))
