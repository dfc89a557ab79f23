"""Renaming a custom field: the plan that gives its key another name in every track."""

from collections.abc import Iterable, Iterator, Sequence

from prodash import shell
from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import STAGE_KEY
from prodash.model.catalogue.kinds import FIELD
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import as_text
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.fields.declarations import declared_under, without_declarations
from prodash.model.fields.names import parse_field_name
from prodash.model.fields.occurrences import Occurrence, occurrences_of, require_all_read, require_field
from prodash.model.fields.prodash_fields import prodash_field, why_not_read_as
from prodash.model.names.names import field_key, unquoted
from prodash.model.plan.change import TRACK, Change, RenameKey, SetValue
from prodash.model.plan.plan import ChangePlan
from prodash.model.where.grammar import field_as_typed


def plan_rename_field(catalogue: Catalogue, old: str, new: str, *, new_field: bool = False) -> ChangePlan:
    """The plan that renames the field, or the part of one, that *old* names in any spelling to *new*.

    If *new* is another field, both become one; it can be a field of prodash's own if that can have the values.
    Raises UsageError, UnknownNameError, and RefusedError for the tracks that have both, or that cannot be read.
    """
    field = require_field(catalogue, old)
    if (own := prodash_field(catalogue, new.strip())) and not field.path:
        return _plan_prodash_field(catalogue, field, own)
    name = _new_name(catalogue, field, new.strip(), new_field=new_field)
    require_all_read(catalogue, field)
    full = ".".join((*_above(field), name))
    changes = (
        *renames(catalogue, occurrences_of(catalogue, field, name), name),
        *_renamed_declarations(catalogue, field, full),
    )
    if not changes and field.path:
        raise UsageError(f"{field.full_name!r} is a part of a date, which has no name of its own")
    return ChangePlan(f"Rename field {field.full_name} to {full}", changes)


def _plan_prodash_field(catalogue: Catalogue, field: CustomField, own: str) -> ChangePlan:
    """The plan that makes *field* the field *own* of prodash's own; its entry in fields.yaml goes."""
    require_all_read(catalogue, field)
    occurrences = [*occurrences_of(catalogue, field)]
    if reasons := [*_why_not_prodash_field(catalogue, occurrences, own)]:
        raise RefusedError(reasons)
    changes = (
        *renames(catalogue, occurrences, own),
        *without_declarations(catalogue, declared_under(catalogue, field)),
    )
    return ChangePlan(f"Rename field {field.name} to {own}", changes)


def _why_not_prodash_field(
    catalogue: Catalogue, occurrences: Iterable[Occurrence], own: str
) -> Iterator[tuple[str, str]]:
    for track, _, (key, *_others), _ in occurrences:
        if reason := why_not_read_as(catalogue, own, track.custom.get(key)):
            yield track.path, reason
        elif own in track.keys:
            yield track.path, _why_own_already(catalogue, track, key, own)


def _why_own_already(catalogue: Catalogue, track: Track, key: str, own: str) -> str:
    """The reason why *key* of a *track* cannot be its field *own*, which it has; no track can be without a stage."""
    stage = catalogue.stage_of(track)
    if own != STAGE_KEY or stage is None:
        return why_both((key, catalogue.stage_line.swapped(own)))
    clears = f"{field_as_typed(key)}="
    keep = shell.command("prodash", "set", clears, track.id)
    wanted = catalogue.stages.find(as_text(track.custom.get(key)).strip())
    if wanted is None or wanted == stage:
        return f"it has the stage {stage.id!r} already; {keep} removes {key!r}"
    take = shell.command("prodash", "set", f"{catalogue.stage_line.key}={wanted.id}", clears, track.id)
    return (
        f"it has the stage {stage.id!r} already; {take} makes it {wanted.id!r}, and {keep} keeps {stage.id!r}"
    )


def joined_field(catalogue: Catalogue, plan: ChangePlan) -> tuple[str, int]:
    """The name of the field that the renames of *plan* make one with another, and how many tracks have that one already."""
    new = next((change for change in plan.changes if isinstance(change, RenameKey)), None)
    if new is None or new.within:
        return "", 0
    paths = {change.path for change in plan.changes}
    return new.after, sum(new.after in track.keys and track.path not in paths for track in catalogue.tracks)


def renames(catalogue: Catalogue, occurrences: Iterable[Occurrence], name: str) -> Iterator[Change]:
    """The changes that give the key at each of *occurrences* the *name*; raises RefusedError for those with several keys."""
    reasons: list[tuple[str, str]] = []
    for occurrence in occurrences:
        keys = dict.fromkeys((*occurrence.keys, *occurrence.others))
        if len(keys) > 1:
            reasons.append((occurrence.track.path, why_both(tuple(keys))))
            continue
        before, after = (*keys, name) if occurrence.path else map(catalogue.stage_line.swapped, (*keys, name))
        yield RenameKey(TRACK, occurrence.track.id, occurrence.track.path, before, after, occurrence.path)
    if reasons:
        raise RefusedError(list(dict.fromkeys(reasons)))


def why_both(keys: Sequence[str]) -> str:
    """The reason why a track that has all of *keys* cannot have one of them in their place."""
    *most, last = map(repr, keys)
    return f"it has {', '.join(most)} and {last}; remove all but one and try again"


def _renamed_declarations(catalogue: Catalogue, field: CustomField, full: str) -> Iterator[Change]:
    """The changes to the entries of fields.yaml for *field* and its parts; an entry gives way to one of its new name."""
    for entry in declared_under(catalogue, field):
        new = full + entry.id[len(field.full_name) :]
        other = declared_under(catalogue, CustomField(new, (new,)))
        if any(field_key(one.id) == field_key(new) and one != entry for one in other):
            yield from without_declarations(catalogue, [entry])
        elif new != entry.id:
            yield SetValue(FIELD.name, entry.id, FIELD.path, "id", entry.id, new, new)


def _new_name(catalogue: Catalogue, field: CustomField, new: str, *, new_field: bool) -> str:
    """The new last key of *field*: as typed, or as the files have it if it is another field; raises UsageError."""
    if field.path:
        return _new_part(field, unquoted(new))
    name, other = parse_field_name(catalogue, new, new_field=new_field, old=field.name)
    if other and other.path:
        raise UsageError(f"{name!r} is a key inside {other.name!r}; choose a name without a dot")
    if other is None or field_key(other.name) == field_key(field.name):
        return name
    return name if name in other.spellings else other.name


def _new_part(field: CustomField, new: str) -> str:
    """The last key of *new*, which names a key beside that of *field*."""
    above = _above(field)
    *typed, last = new.split(".") if "." in new else (*above, new)
    if [*map(field_key, typed)] != [*map(field_key, above)] or not last.strip():
        command = shell.command("prodash", "fields", "rename", field.full_name, ".".join((*above, "NEW")))
        raise UsageError(f"a key stays in its mapping; write {command}")
    return last.strip()


def _above(field: CustomField) -> tuple[str, ...]:
    return (field.name, *field.path)[:-1]
