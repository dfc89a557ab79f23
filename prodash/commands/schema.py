"""schema: the form of answers and files, for programs and editors."""

from typing import Annotated

import typer

from prodash.completion.values import Values
from prodash.errors import NoCatalogueError, UsageError, hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.names.similar import similar
from prodash.render.formats.output import Output
from prodash.render.sheets.schemas import schema_sheet
from prodash.session.session import Session
from prodash.storage.resources.schemas import TRACK_FILE, schema_kinds, schema_text, write_schemas


def schema(
    session: Session,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="[KIND]", help="Which one; without it, which there are.", show_default=False),
        Values(schema_kinds()),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write those of files to where the catalogue's files name them.")
    ] = False,
    *,
    output: Output,
) -> None:
    """The JSON Schema of an answer in JSON, or of a file for editors; without KIND, which there are.

    In a catalogue, that of a track's file proposes its stages, workflows and projects.

    Example: prodash schema tracks
    """
    if (write or kind is not None) and output not in (Output(), Output("json")):
        raise UsageError("a schema is JSON; --format, --columns and the like are for the list of schemas")
    if write and kind is not None:
        raise UsageError(f"--write writes the schemas of all files; leave out {kind!r}")
    if write:
        _write(session)
    elif kind is not None:
        _require_kind(kind)
        session.console.print(schema_text(kind, _catalogue(session) if kind == TRACK_FILE else None).rstrip())
    else:
        session.show(schema_sheet({kind: schema_text(kind) for kind in schema_kinds()}), output)


def _require_kind(kind: str) -> None:
    kinds = schema_kinds()
    if kind not in kinds:
        help_of = hint(similar(kind, kinds)) or f"; there is {', '.join(kinds)}"
        raise UsageError(f"there is no schema {kind!r}{help_of}")


def _write(session: Session) -> None:
    with session.files.lock():
        for path in write_schemas(session.root, session.load()):
            session.console.print(session.display_path(path))


def _catalogue(session: Session) -> Catalogue | None:
    """The catalogue that is named or here; None where none is."""
    try:
        return session.load()
    except NoCatalogueError as error:
        if error.searched_upwards:
            return None
        raise
