"""Plan: what a change is going to do or has done, line by line."""

from collections.abc import Iterable

from prodash.model.catalogue import Catalogue
from prodash.model.change import POSITION, TRACK, Change, ChangePlan
from prodash.model.entry import KINDS
from prodash.model.value import Value, as_text
from prodash.render.screen import Screen
from prodash.render.sheet import Column, Sheet
from prodash.render.style import DIM, badge, paint
from prodash.render.width import clean, pad, width
from prodash.render.words import count

_NOTHING = "(none)"


def plan_sheet(plan: ChangePlan, *, written: bool) -> Sheet[Change]:
    """The plan as rows, one for each field of each thing that was selected."""
    return Sheet(
        kind="changes",
        noun="changes",
        columns=(
            Column("kind", lambda change: change.kind),
            Column("id", lambda change: change.id),
            Column("path", lambda change: change.path),
            Column("field", lambda change: change.field),
            Column("before", lambda change: change.before),
            Column("after", lambda change: change.after),
            Column("changes", lambda change: change.changes_something),
        ),
        rows=plan.changes,
        identify=lambda change: change.id,
        facts={
            "summary": plan.summary,
            "changed": sum(plan.changed.values()),
            "already_so": plan.already_so,
            "written": written,
        },
    )


def plan_lines(plan: ChangePlan, catalogue: Catalogue, screen: Screen) -> str:
    """One line for each change: what changes, which field where that is not always the same, before and after."""
    changes = plan.to_write
    names = _padded(_name(change) for change in changes)
    fields = _padded(change.field for change in changes)
    one_field = len({(change.kind, change.field) for change in changes}) == 1
    return "\n".join(
        "  ".join((*((name,) if one_field else (name, field)), _difference(change, catalogue, screen)))
        for change, name, field in zip(changes, names, fields, strict=True)
    )


def plan_summary(plan: ChangePlan, *, written: bool) -> str:
    """How many changed, and how many already were so."""
    would = "changed" if written else "would change"
    kinds = plan.changed
    what = things(plan) if kinds.keys() - {TRACK} else f"{kinds.get(TRACK, 0):,}"
    return f"{what} {would}, {plan.already_so:,} already so" if plan.already_so else f"{what} {would}"


def things(plan: ChangePlan) -> str:
    """What changes: `1 stage and 12 tracks`."""
    return " and ".join(count(number, kind) for kind, number in plan.changed.items())


def _padded(texts: Iterable[str]) -> list[str]:
    cleaned = [clean(text) for text in texts]
    longest = max(map(width, cleaned), default=0)
    return [pad(text, longest) for text in cleaned]


def _name(change: Change) -> str:
    return change.id if change.kind == TRACK else f"{change.kind} {change.id}"


def _difference(change: Change, catalogue: Catalogue, screen: Screen) -> str:
    if change.field == POSITION and change.before is None:
        return f"new at {as_text(change.after)}"
    if change.field == POSITION and change.after is None:
        return "removed"
    before = _shown(change, change.before, catalogue, screen)
    after = _shown(change, change.after, catalogue, screen)
    return f"{before} {paint('->', DIM, screen.depth)} {after}"


def _shown(change: Change, value: Value, catalogue: Catalogue, screen: Screen) -> str:
    """A value as people read it: a stage as its badge, other names instead of their ids."""
    text = as_text(value)
    if not text:
        return _NOTHING
    if change.kind != TRACK or change.field not in _VOCABULARIES:
        return clean(text)
    vocabulary = _VOCABULARIES[change.field](catalogue)
    if change.field == "stage":
        stage = catalogue.stages.find(text)
        return badge(clean(stage.name), stage.colour, screen.depth) if stage else clean(text)
    items = value if isinstance(value, tuple) else (value,)
    found = [(as_text(item), vocabulary.find(as_text(item))) for item in items]
    return clean(", ".join(thing.name if thing else name for name, thing in found))


_VOCABULARIES = {kind.field: kind.of for kind in KINDS.values()}
