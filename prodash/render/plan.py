"""Plan: what a change is going to do or has done, line by line."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from prodash.model.catalogue import Catalogue
from prodash.model.change import POSITION, TRACK, Change, ChangePlan
from prodash.model.entry import KINDS
from prodash.model.stage import Stage
from prodash.model.value import Value, as_text
from prodash.render.screen import Screen
from prodash.render.sheet import Column, Sheet
from prodash.render.style import DIM, badge, paint
from prodash.render.width import clean, pad, width
from prodash.render.words import count

_NOTHING = "(none)"
_VERBS = {
    "add": ("added", "would be added"),
    "remove": ("removed", "would be removed"),
    "change": ("changed", "would change"),
}


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
    new = plan.new_things
    one_field = len({(change.kind, change.field) for change in changes}) == 1
    return "\n".join(
        "  ".join((*((name,) if one_field else (name, field)), _difference(change, catalogue, screen, new)))
        for change, name, field in zip(changes, names, fields, strict=True)
    )


def plan_summary(plan: ChangePlan, *, written: bool) -> str:
    """How many changed or came new, and how many already were so."""
    new = plan.new_things
    verbs = {_verb(change, new) for change in plan.to_write}
    done, to_do = _VERBS[verbs.pop() if len(verbs) == 1 else "change"]
    would = done if written else to_do
    kinds = plan.changed
    what = things(plan) if kinds.keys() - {TRACK} else f"{kinds.get(TRACK, 0):,}"
    return f"{what} {would}, {plan.already_so:,} already so" if plan.already_so else f"{what} {would}"


def things(plan: ChangePlan) -> str:
    """What changes: `1 stage and 12 tracks`."""
    return " and ".join(count(number, kind) for kind, number in plan.changed.items())


def _verb(change: Change, new: Container[tuple[str, str]]) -> str:
    if change.thing in new:
        return "add"
    return "remove" if change.field == POSITION and change.after is None else "change"


def _padded(texts: Iterable[str]) -> list[str]:
    cleaned = [clean(text) for text in texts]
    longest = max(map(width, cleaned), default=0)
    return [pad(text, longest) for text in cleaned]


def _name(change: Change) -> str:
    return change.id if change.kind == TRACK else f"{change.kind} {change.id}"


def _difference(change: Change, catalogue: Catalogue, screen: Screen, new: Container[tuple[str, str]]) -> str:
    if change.field == POSITION and change.after is None:
        return "removed"
    named = _named(change, catalogue)
    after = _shown(change.after, named, screen)
    if change.thing in new:
        return after
    return f"{_shown(change.before, named, screen)} {paint('->', DIM, screen.depth)} {after}"


def _named(change: Change, catalogue: Catalogue) -> dict[str, Any]:
    """The stages, workflows or projects that a track's field names; none where a new one is not known
    yet, as when it is renamed: then ids stand on both sides.
    """
    if change.kind != TRACK or change.field not in _VOCABULARIES:
        return {}
    vocabulary = _VOCABULARIES[change.field](catalogue)
    new, old = ({as_text(item) for item in _items(value)} for value in (change.after, change.before))
    if any(text and vocabulary.find(text) is None for text in new - old) and vocabulary.closed:
        return {}
    return {text: vocabulary.find(text) for text in new | old if text}


def _shown(value: Value, named: Mapping[str, Any], screen: Screen) -> str:
    """A value as people read it: a stage as its badge, workflows and projects by their names."""
    texts = [as_text(item) for item in _items(value)]
    if not any(texts):
        return _NOTHING
    things = [named.get(text) for text in texts]
    if isinstance(things[0], Stage):
        return badge(clean(things[0].name), things[0].colour, screen.depth)
    return clean(", ".join(thing.name if thing else text for thing, text in zip(things, texts, strict=True)))


def _items(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)


_VOCABULARIES = {kind.field: kind.of for kind in KINDS.values()}
