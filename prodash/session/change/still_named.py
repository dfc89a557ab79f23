"""Still named: what a change of a name in all tracks leaves as it is, because a person should decide: settings and templates."""

from collections.abc import Iterator
from contextlib import suppress

from prodash.errors import ProdashError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import EntryKind
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.fields.occurrences import occurrences_in
from prodash.model.files.template import Template
from prodash.model.settings.mentions import field_mentions
from prodash.session.session import Session


def still_named(session: Session, catalogue: Catalogue, name: str) -> Iterator[str]:
    """A sentence for each file of settings, and one for the templates, that have the field which *name* means."""
    field = custom_fields_of(catalogue).find(name)
    if field is None:
        return
    yield from field_mentions(catalogue, field, session.settings.settings.files)
    if templates := [*_templates_with(session, catalogue, field)]:
        have = "has" if len(templates) == 1 else "have"
        yield f"{', '.join(templates)} still {have} {field.full_name!r}"


def templates_naming(session: Session, catalogue: Catalogue, kind: EntryKind, name: str) -> Iterator[str]:
    """A sentence for each template that names the entry of this *kind* which *name* means."""
    find = kind.vocabulary_of(catalogue).find
    entry = find(name)
    for template in _templates(session, catalogue):
        if entry is not None and entry in map(find, template.track.names_in_file(kind.field)):
            yield f"{template.path} names {name!r}; correct it there"


def _templates_with(session: Session, catalogue: Catalogue, field: CustomField) -> Iterator[str]:
    for template in _templates(session, catalogue):
        if any(occurrences_in([template.track], field)):
            yield template.path


def _templates(session: Session, catalogue: Catalogue) -> Iterator[Template]:
    from prodash.storage.disk.locate import template_paths
    from prodash.storage.read.template import read_template

    for name in template_paths(session.root):
        # One that cannot be read is no template until it is mended.
        with suppress(ProdashError):
            yield read_template(session.root, catalogue, name)
