"""Change sheet: a plan as rows for programs, one for each field of each subject."""

from prodash.model.catalogue.value import as_text
from prodash.model.names.file_names import track_id
from prodash.model.plan.change import TRACK, Change, MoveFile
from prodash.model.plan.plan import ChangePlan
from prodash.render.formats.sheet import Cell, Column, Sheet


def plan_sheet(plan: ChangePlan, *, written: bool) -> Sheet[Change]:
    """A sheet with one row per field of each selected subject, whether it changes or not.

    Only rows of the first kind that change have an id: tracks, or stages, never both.
    """
    main = plan.changes[0].kind if plan.changes else TRACK
    return Sheet(
        kind="changes",
        noun="changes",
        columns=(
            Column("kind", lambda change: change.kind, lambda change: Cell(change.kind)),
            Column("id", lambda change: change.id, lambda change: Cell(change.id), 12, cut_in_middle=True),
            Column("path", lambda change: change.path),
            Column("field", lambda change: change.field, lambda change: Cell(change.field)),
            Column("before", lambda change: change.before, lambda change: Cell(as_text(change.before)), 10),
            Column("after", lambda change: change.after, lambda change: Cell(as_text(change.after)), 10),
            Column("changes", lambda change: change.has_effect),
        ),
        rows=plan.changes,
        identify=lambda change: _new_id(change) if change.kind == main and change.has_effect else "",
        locate=lambda change: _new_path(change) if change.has_effect else "",
        facts={
            "summary": plan.summary,
            "changed": sum(plan.changed_counts.values()),
            "already_so": plan.unchanged_count,
            "written": written,
        },
    )


def _new_id(change: Change) -> str:
    return track_id(change.new_path) if isinstance(change, MoveFile) else change.id


def _new_path(change: Change) -> str:
    return change.new_path if isinstance(change, MoveFile) else change.path
