"""due: tracks by due date."""

from prodash.model.catalogue.kinds import STAGE
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf
from prodash.model.views.agenda import agenda, shown_groups
from prodash.render.formats.output import Output
from prodash.render.views.due import NOTHING_DUE, due_groups, due_sheet, left_out_remark
from prodash.session.session import Session


def due(session: Session, filters: Filters, fail_if: FailIf, output: Output) -> None:
    """List what is late, due today, within 7 days or later.

    ↑ names the project that a date comes from. Tracks without a date and finished ones appear with --all or if you
    name them.

    Example: prodash due --project summer-ep
    """
    catalogue = session.load()
    selected = session.select(catalogue, filters, fail_if, with_all="")
    view = agenda(catalogue, selected.tracks, session.today)
    shown = shown_groups(filters)
    tracks = tuple(dated.track for dated in view.of(*shown))
    session.outcome.condition_met = fail_if.holds(selected._replace(tracks=tracks))
    nothing = not (tracks or selected.unknown_due_left_out or selected.why_nothing)
    done = "stages.yaml cannot be read, so tracks that are done may be among these" if tracks else ""
    remarks = (
        NOTHING_DUE if nothing else "",
        left_out_remark(selected.archived_left_out, view, shown),
        done if STAGE.is_unreadable_in(catalogue) else "",
    )
    session.outcome.remarks += filter(None, remarks)
    session.show(
        due_sheet(catalogue, tracks, session.today),
        output,
        lambda rows, screen: due_groups(catalogue, rows, session.today, screen),
    )
