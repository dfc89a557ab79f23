"""Published file: whether a file for others, such as a calendar, may be written from what could be read."""

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import unreadable_kinds
from prodash.model.names.file_names import has_yaml_suffix
from prodash.session.generated_file import STDOUT
from prodash.session.session import Session


def can_publish(session: Session, catalogue: Catalogue, file: str) -> bool:
    """Whether every vocabulary and every folder of tracks could be read.

    If not, prints that *file* is not written, because due dates, stages or whole tracks would be missing, and makes the
    run exit with 1.
    """
    folders = [path for path in catalogue.unread if not has_yaml_suffix(path)]
    unreadable = [*(kind.path for kind in unreadable_kinds(catalogue)), *folders]
    if unreadable:
        what = "nothing was written" if file == STDOUT else f"{file} was not written"
        names = " and ".join(map(session.display_path, unreadable))
        session.console.print_error(f"{what}, because {names} cannot be read; fix that first")
        session.outcome.incomplete = True
    return not unreadable
