"""Fixes of values: those of custom fields that `fields.yaml` allows in another spelling."""

from collections.abc import Iterator

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import DeclaredField
from prodash.model.catalogue.kinds import FIELD
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text, parse_scalar
from prodash.model.check.scope import Scope
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.custom_fields.declared import allows, typed_value
from prodash.model.entries.references import rename_items
from prodash.model.plan.change import TRACK, Change, SetValue


def fix_values(catalogue: Catalogue, scope: Scope) -> Iterator[Change]:
    """The changes that spell values as `fields.yaml` does, where they differ from one that it allows in nothing else."""
    fields = custom_fields_of(catalogue)
    for declared in (field for field in catalogue.declared_fields if field.values):
        field = fields.find(declared.id)
        if field is None or field.path or fields.declared(field) is not declared:
            continue
        for track in catalogue.tracks:
            if scope.includes(track.path, FIELD.path):
                yield from _fixes(track, field.spellings, declared)


def _fixes(track: Track, names: tuple[str, ...], declared: DeclaredField) -> Iterator[Change]:
    for name in names:
        value = track.custom.get(name)
        if isinstance(value, tuple):
            yield from _fixed_list(track, name, value, declared)
        elif isinstance(value, str) and (text := _meant(declared, value)) != value:
            yield SetValue.in_track(track, name, value, parse_scalar(text), text)


def _fixed_list(
    track: Track, name: str, items: tuple[Value, ...], declared: DeclaredField
) -> Iterator[Change]:
    """The change of a list of texts whose items are spelt otherwise; no item is removed."""
    texts = tuple(map(as_text, items))
    wanted = tuple(_meant(declared, text) for text in texts)
    if all(isinstance(item, str) for item in items) and wanted != texts and len({*wanted}) == len(wanted):
        yield rename_items(TRACK, track.id, track.path, name, texts, wanted)


def _meant(declared: DeclaredField, text: str) -> str:
    """The allowed value that *text* means; *text* itself if it is allowed, or means none."""
    meant = typed_value(declared, text)
    return meant if allows(declared, parse_scalar(meant)) else text
