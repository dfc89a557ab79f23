"""Plan: what a change is going to do or has done, line by line."""

from prodash.model.catalogue import Catalogue
from prodash.model.change import Change, ChangePlan
from prodash.render.screen import Screen
from prodash.render.sheet import Column, Sheet
from prodash.render.style import DIM, badge, paint
from prodash.render.width import clean, pad, width


def plan_sheet(plan: ChangePlan, *, written: bool) -> Sheet[Change]:
    """The plan as rows, one for each track that was selected."""
    return Sheet(
        kind="changes",
        noun="changes",
        columns=(
            Column("id", lambda change: change.track.id),
            Column("path", lambda change: change.track.path),
            Column("field", lambda change: change.field),
            Column("before", lambda change: change.before or None),
            Column("after", lambda change: change.after),
            Column("changes", lambda change: change.changes_something),
        ),
        rows=plan.changes,
        identify=lambda change: change.track.id,
        facts={"changed": len(plan.to_write), "already_so": plan.already_so, "written": written},
    )


def plan_lines(plan: ChangePlan, catalogue: Catalogue, screen: Screen) -> str:
    """One line for each track that changes: its id, the stage before and the stage after."""
    longest = max((width(clean(change.track.id)) for change in plan.to_write), default=0)
    return "\n".join(_line(change, catalogue, longest, screen) for change in plan.to_write)


def plan_summary(plan: ChangePlan, *, written: bool) -> str:
    """How many changed, and how many already were so."""
    number = len(plan.to_write)
    done = f"{number:,} changed" if written else f"{number:,} would change"
    return f"{done}, {plan.already_so:,} already so" if plan.already_so else done


def _line(change: Change, catalogue: Catalogue, longest: int, screen: Screen) -> str:
    arrow = paint("->", DIM, screen.depth)
    before = _stage(change.before, catalogue, screen)
    after = _stage(change.after, catalogue, screen)
    return f"{pad(clean(change.track.id), longest)}  {before} {arrow} {after}"


def _stage(identifier: str, catalogue: Catalogue, screen: Screen) -> str:
    stage = catalogue.stages.find(identifier) if identifier else None
    if stage is None:
        return clean(identifier) or "(none)"
    return badge(clean(stage.name), stage.colour, screen.depth)
