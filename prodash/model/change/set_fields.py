"""Setting fields: the plan that applies assignments to the selected tracks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import type_of
from prodash.model.catalogue.kinds import BY_FIELD
from prodash.model.catalogue.track import Track
from prodash.model.change.assignment import Assignment, is_shift
from prodash.model.change.new_keys import why_not_added
from prodash.model.change.set_names import names_setter
from prodash.model.change.set_stage import is_step, stage_setter
from prodash.model.change.set_text import adds_lines, lines_change, text_change
from prodash.model.change.stage_assignments import with_stage_as_field
from prodash.model.plan.change import Change
from prodash.model.plan.plan import ChangePlan, changed_title_or_count
from prodash.model.select.select import Selected

if TYPE_CHECKING:
    from prodash.model.change.expand import Setter
    from prodash.model.custom_fields.custom_field import CustomField


class SetOptions(NamedTuple):
    """Options of a change of fields.

    own_date   whether a shift of due dates gives tracks whose date comes from a project one of their own
    new_field  whether a new custom field may look like another one
    expand     whether names of fields in braces are filled in for each track
    """

    own_date: bool = False
    new_field: bool = False
    expand: bool = False


PLAIN = SetOptions()


def plan_changes(
    catalogue: Catalogue,
    selected: Selected,
    assignments: Sequence[Assignment],
    options: SetOptions = PLAIN,
) -> ChangePlan:
    """The plan that applies *assignments* to the *selected* tracks, one change per track and field.

    Raises UsageError, UnknownNameError for a name that the catalogue does not have, and RefusedError with
    a reason for every track that cannot be changed.
    """
    assignments = with_stage_as_field(catalogue, assignments)
    custom: Mapping[str, CustomField] = {}
    has_custom = any(type_of(one.field) == "custom" for one in assignments)
    if has_custom:
        from prodash.model.change.fields_meant import fields_meant

        custom = fields_meant(catalogue, assignments, new_field=options.new_field)
    templates = _templates(assignments) if options.expand else frozenset()
    if has_custom:
        from prodash.model.change.declared_values import as_declared

        assignments = as_declared(catalogue, assignments, without=templates)

    def setter_of(given: Sequence[Assignment]) -> "Setter":
        if field := custom.get(given[0].field):
            return _custom_setter(catalogue, field, given)
        return _setter(catalogue, given, selected, own_date=options.own_date)

    by_field = [
        [a for a in assignments if a.field == field] for field in dict.fromkeys(a.field for a in assignments)
    ]
    setters = [
        _expanding_setter(catalogue, given, setter_of) if given[0].field in templates else setter_of(given)
        for given in by_field
    ]
    changes, refused = _changes_and_refused(catalogue, selected.tracks, setters)
    if refused := [*selected.refused, *refused]:
        raise RefusedError(refused, _advice(catalogue, selected, assignments, own_date=options.own_date))
    named = [a._replace(field=custom[a.field].full_name) if a.field in custom else a for a in assignments]
    return _with_summary(catalogue, selected.tracks, tuple(changes), named)


def _templates(assignments: Sequence[Assignment]) -> frozenset[str]:
    from prodash.model.change.expand import require_templates

    return require_templates(assignments)


def _expanding_setter(
    catalogue: Catalogue,
    assignments: Sequence[Assignment],
    setter_of: "Callable[[Sequence[Assignment]], Setter]",
) -> "Setter":
    from prodash.model.change.expand import expanding_setter

    return expanding_setter(catalogue, assignments, setter_of)


def _changes_and_refused(
    catalogue: Catalogue, tracks: Iterable[Track], setters: "Iterable[Setter]"
) -> tuple[list[Change], list[tuple[str, str]]]:
    """What *setters* change in *tracks*, and the path and reason of each change that is impossible."""
    changes, refused = [], []
    for track in tracks:
        for setter in setters:
            change = setter(track)
            if isinstance(change, str):
                refused.append((track.path, change))
            elif reason := why_not_added(track, change) or _why_not_allowed(catalogue, change):
                refused.append((track.path, reason))
            else:
                changes.append(change)
    return changes, refused


def _why_not_allowed(catalogue: Catalogue, change: Change) -> str:
    if type_of(change.field) != "custom":
        return ""
    from prodash.model.change.declared_values import why_not_allowed

    return why_not_allowed(catalogue, change)


def _with_summary(
    catalogue: Catalogue,
    tracks: Sequence[Track],
    changes: tuple[Change, ...],
    assignments: Sequence[Assignment],
) -> ChangePlan:
    what = ", ".join(_describe(catalogue, assignment) for assignment in assignments)
    return ChangePlan(f"{what[:1].upper()}{what[1:]} for {changed_title_or_count(tracks, changes)}", changes)


def _advice(
    catalogue: Catalogue, selected: Selected, assignments: Sequence[Assignment], *, own_date: bool
) -> Sequence[str]:
    """What to do about tracks that have no date to shift."""
    shifts = list(filter(is_shift, assignments))
    if not shifts:
        return ()
    from prodash.model.change.shift_due import shift_advice

    return list(shift_advice(catalogue, selected.tracks, shifts, own_date=own_date))


def _describe(catalogue: Catalogue, assignment: Assignment) -> str:
    """An assignment in words, such as `set stage to Mixing`."""
    field, value = assignment.field, assignment.value
    if is_shift(assignment):
        return f"move {field} {value} {'later' if assignment.operator == '+=' else 'earlier'}"
    if adds_lines(assignment):
        return f"add a line to {field}"
    if assignment.operator != "=":
        word, into = ("add", "to") if assignment.operator == "+=" else ("remove", "from")
        return f"{word} {', '.join(assignment.names)} {into} {field}"
    if not value:
        return f"clear {field}"
    if is_step(assignment):
        return f"set stage to the {value} one"
    stage = catalogue.stages.find(value) if field == "stage" else None
    return f"set {field} to {stage.name if stage else value}"


def _setter(
    catalogue: Catalogue, assignments: Sequence[Assignment], selected: Selected, *, own_date: bool
) -> "Setter":
    (*_, last) = assignments
    field = last.field
    match type_of(field):
        case "stage":
            return stage_setter(catalogue, last.value, archived_stay=selected.archived_by_all)
        case "names":
            return names_setter(BY_FIELD[field].vocabulary_of(catalogue), assignments, selected.tracks)
        case "date" if is_shift(last):
            from prodash.model.change.shift_due import due_shifter

            return due_shifter(catalogue, assignments, own_date=own_date)
        case "text" if adds_lines(last):
            return lambda track: lines_change(track, field, [a.value for a in assignments])
    return lambda track: text_change(track, field, last.value)


def _custom_setter(catalogue: Catalogue, field: "CustomField", assignments: Sequence[Assignment]) -> "Setter":
    from prodash.model.change.declared_values import is_date_shift
    from prodash.model.change.set_custom_fields import custom_field_setter

    if not is_date_shift(catalogue, field.full_name, assignments):
        return custom_field_setter(catalogue, field, assignments)
    from prodash.model.change.shift_due import date_shifter

    return date_shifter(catalogue, field, assignments)
