"""schema: JSON Schemas of answers and files, for programs and editors."""

from typing import Annotated

import typer

from prodash.completion.choices import Choices
from prodash.errors import NoCatalogueError, UsageError, hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.names.similar import similar
from prodash.render.formats.output import Output
from prodash.render.sheets.schemas import schema_sheet
from prodash.render.terminal.width import clean
from prodash.render.terminal.workflow_commands import escape_commands_in_json
from prodash.session.session import Session
from prodash.storage.resources.schemas import TRACK_FILE, schema_kinds, schema_text, write_schemas


def schema(
    session: Session,
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="[KIND]", help="The schema to print; without it, list the schemas.", show_default=False
        ),
        Choices(schema_kinds()),
    ] = None,
    write: Annotated[
        bool,
        typer.Option(
            "--write", help="Write the schemas of files into .prodash/schemas, where editors find them."
        ),
    ] = False,
    *,
    output: Output,
) -> None:
    """Print the JSON Schema of an answer or a file.

    Without a name it lists the schemas. In a catalogue, the schema of a track file knows the catalogue's stages, workflows, projects and declared fields.

    Example: prodash schema tracks
    """
    if (write or kind is not None) and output not in (Output(), Output("json")):
        raise UsageError(
            "a schema is always JSON; --format, --columns and similar options are for the list of schemas"
        )
    if write and kind is not None:
        raise UsageError(f"--write writes the schemas of all files; leave out {kind!r}")
    if write:
        _write(session)
    elif kind is not None:
        _require_kind(kind)
        text = schema_text(kind, _catalogue(session) if kind == TRACK_FILE else None).rstrip()
        session.console.print(escape_commands_in_json(text))
    else:
        session.show(schema_sheet({kind: schema_text(kind) for kind in schema_kinds()}), output)


def _require_kind(kind: str) -> None:
    kinds = schema_kinds()
    if kind not in kinds:
        help_of = hint(similar(kind, kinds)) or f"; choose from {', '.join(kinds)}"
        raise UsageError(f"unknown schema {kind!r}{help_of}")


def _write(session: Session) -> None:
    with session.files.lock():
        for path in write_schemas(session.root, session.load()):
            session.console.print(clean(session.display_path(path)))


def _catalogue(session: Session) -> Catalogue | None:
    """The catalogue that the user named or is in; None if there is none."""
    try:
        return session.load()
    except NoCatalogueError as error:
        if error.searched_upwards:
            return None
        raise
