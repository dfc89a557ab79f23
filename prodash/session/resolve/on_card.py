"""On card: the named tracks in conflict, of which show has both sides instead of a card."""

from collections.abc import Sequence

from prodash.model.catalogue.catalogue import Catalogue
from prodash.render.formats.table import table
from prodash.render.sheets.conflict_lines import conflict_lines, fits_in_rows
from prodash.render.sheets.conflicts import conflict_sheet
from prodash.render.terminal.screen import Screen
from prodash.session.resolve.find import Conflicts, find_conflicts
from prodash.session.resolve.listing import tell_sides
from prodash.session.resolve.marked import marked_paths, record_conflicts_shown
from prodash.session.session import Session


def conflicts_of(session: Session, catalogue: Catalogue, paths: Sequence[str]) -> Conflicts | None:
    """What is in conflict in the files at *paths*, told whose it is and what settles it; None if both sides of none are known."""
    marked = marked_paths(catalogue).intersection(paths)
    found = find_conflicts(session, catalogue, ()).of(marked) if marked else None
    if not found or not found.files:
        return None
    record_conflicts_shown(session, {one.path for one in found.files})
    tell_sides(session, found)
    return found


def conflict_picture(catalogue: Catalogue, conflicts: Conflicts, screen: Screen) -> str:
    """The fields in conflict with the value of each side, as resolve lists them."""
    sheet = conflict_sheet(catalogue, [one.in_conflict for one in conflicts.files], conflicts.whose)
    if fits_in_rows(sheet, screen):
        return "\n".join(table(sheet, screen))
    return conflict_lines(sheet, sheet.rows, screen)
