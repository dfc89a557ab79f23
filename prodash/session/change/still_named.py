"""Still named: what a change of a field in all tracks leaves as it is, because a person should decide: settings and templates."""

from collections.abc import Iterator
from contextlib import suppress

from prodash.errors import ProdashError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.custom_fields.custom_fields import CustomField, custom_fields_of
from prodash.model.fields.occurrences import occurrences_in
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


def _templates_with(session: Session, catalogue: Catalogue, field: CustomField) -> Iterator[str]:
    from prodash.storage.disk.locate import template_paths
    from prodash.storage.read.template import read_template

    for name, path in template_paths(session.root).items():
        # One that cannot be read is no template until it is mended.
        with suppress(ProdashError):
            if any(occurrences_in([read_template(session.root, catalogue, name).track], field)):
                yield path
