"""Read the catalogue as it is at one moment, although another prodash may be changing it or was killed."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from prodash.errors import BusyError, RefusedError

if TYPE_CHECKING:
    from prodash.model.catalogue.catalogue import Catalogue
    from prodash.model.names.renames import Rename
    from prodash.session.session import Session

_MOST_READS = 3
_INCOMPLETE = "the output may be incomplete"
_AT_WORK = f"another prodash is changing this catalogue; {_INCOMPLETE}"


def read_catalogue(session: "Session") -> "Catalogue":
    """The catalogue as it is on the disk, after recovery; read again if another prodash has changed it meanwhile.

    Warns the user if others keep changing it, and names drafts that `edit` left.
    """
    from prodash.storage.batch.overlap import journal_trace

    if session.files.may_have_drafts():
        from prodash.session.drafts import report_drafts

        report_drafts(session)
    for _ in range(_MOST_READS):
        recovered = recover_or_warn(session)
        trace = journal_trace(session.root)
        with session.console.progress("reading {} of {} files") as report:
            catalogue = session.files.load(report)
        if not recovered or journal_trace(session.root) == trace:
            break
    else:
        session.console.print_err(_AT_WORK)
    return catalogue.with_renames(partial(_renames, session, catalogue))


def recover_or_warn(session: "Session") -> bool:
    """Roll back the unfinished change of a killed process; only warn, and return False, if that is impossible."""
    try:
        session.files.recover_if_unfinished()
    except BusyError:
        session.console.print_err(_AT_WORK)
        return False
    except RefusedError as error:
        session.console.print_err(f"an interrupted change could not be rolled back; {_INCOMPLETE}")
        for line in error.reason_lines(session.display_path_if_exists):
            session.console.print_err(line)
        return False
    return True


def _renames(session: "Session", catalogue: "Catalogue", kind: str) -> "Sequence[Rename]":
    """The renames of entries of this *kind* that the journal and git know."""
    from prodash.model.catalogue.kinds import KINDS
    from prodash.storage.earlier.renamed_entries import find_renames
    from prodash.storage.git.run import Git

    git = Git.at(session.root, session.environment.variables)
    ids = KINDS[kind].vocabulary_of(catalogue).ids
    return find_renames(session.files.journal, git, KINDS[kind], ids)
