"""Check run: the problems of the files that a check covers, in the catalogue that is there or staged, after it has fixed some."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prodash.errors import NoCatalogueError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Problem
from prodash.model.check.scope import Scope
from prodash.model.check.summaries import repeats_summarised, unknown_stages_summarised
from prodash.session.change.options import ChangeOptions
from prodash.session.session import Session
from prodash.storage.check.deleted import deleted_paths
from prodash.storage.check.problems import problems_in_scope
from prodash.storage.check.removed import root_in_git
from prodash.storage.check.scope import ScopeOptions, checked_files, scope_of
from prodash.storage.check.staged import staged_catalogue
from prodash.storage.disk.progress import no_progress

if TYPE_CHECKING:
    from prodash.model.plan.plan import ChangePlan


class Checked(NamedTuple):
    """The problems, the files that were checked, and the catalogue that has them; None: there is none."""

    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()
    catalogue: Catalogue | None = None

    def told(self, *, all_tracks: bool) -> tuple[Problem, ...]:
        """The problems as people read them: one in place of many with one cause, which may be that of *all_tracks*."""
        told = repeats_summarised(self.problems)
        return unknown_stages_summarised(self.catalogue, told) if self.catalogue and all_tracks else told


def check_files(
    session: Session, chosen: ScopeOptions, fix: ChangeOptions | None, *, with_files: bool
) -> Checked:
    """Check the files that are *chosen*, and those that tracks name too if *with_files*.

    *fix* says how what has one right answer is corrected first; None: it stays.
    """
    root = _root(session, chosen)
    if root is None:
        return Checked()
    variables = session.environment.variables
    scope = scope_of(root, chosen, variables)
    is_fixed = fix is not None and _fix(session, scope, fix)
    if chosen.staged:
        with staged_catalogue(root, variables) as overlay:
            return _found(session, overlay.folder, session.files.load(no_progress, overlay), scope)
    found = _found(session, root, session.read(), scope, with_files=with_files)
    if fix is not None and not (is_fixed or found.problems):
        from prodash.render.changes.summary import NOTHING_TO_CHANGE

        session.outcome.add_remark(NOTHING_TO_CHANGE)
    return found


def deleted_files(session: Session) -> tuple[str, ...]:
    """The files that the next commit deletes, or the commits that pre-commit names."""
    folder = Path(session.options.catalogue or os.curdir)
    environment = session.environment
    return deleted_paths(folder, environment.variables, environment.pre_commit_range)


def _root(session: Session, chosen: ScopeOptions) -> Path | None:
    """The folder of the catalogue; None if git says that it is removed, or that no file of it is."""
    environment = session.environment
    if chosen.deleted is not None and not (chosen.named or session.options.catalogue):
        return None
    try:
        return session.open_catalogue(chosen.named, chosen.top(environment.variables)).root
    except NoCatalogueError as error:
        if not chosen.uses_git:
            raise
        deleted_since = environment.pre_commit_range.partition("...")[0] if chosen.deleted is not None else ""
        root = root_in_git(error, chosen, environment.variables, deleted_since or chosen.since)
    return root and session.open_catalogue(root=root).root


def _found(
    session: Session, folder: Path, catalogue: Catalogue, scope: Scope, *, with_files: bool = False
) -> Checked:
    # Not the day in the calendar of a terminal: a check says the same everywhere.
    today = session.environment.today
    problems = problems_in_scope(folder, catalogue, scope, today, with_files=with_files)
    return Checked(problems, checked_files(folder, catalogue, scope), catalogue)


def _fix(session: Session, scope: Scope, options: ChangeOptions) -> bool:
    """Correct what has one right answer; returns whether there was something."""
    from prodash.model.check.fix import plan_fixes
    from prodash.session.change.run import ChangeRun
    from prodash.storage.check.schema_lines import with_schema_lines

    found = False

    def plan(catalogue: Catalogue) -> "ChangePlan":
        nonlocal found
        fixes = with_schema_lines(session.root, catalogue, scope, plan_fixes(catalogue, scope))
        found = bool(fixes.changes)
        return fixes

    ChangeRun(session, options._replace(plan_on_stderr=True)).run_plan(plan, skip_refused=True)
    return found
