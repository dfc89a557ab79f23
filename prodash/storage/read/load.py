"""Loading: a folder to a catalogue; a bad file is a problem and never the end."""

from pathlib import Path

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Problem, in_order
from prodash.model.catalogue.track import Track
from prodash.storage.disk.locate import PROJECTS, STAGES, WORKFLOWS
from prodash.storage.disk.progress import ReportProgress, no_progress
from prodash.storage.disk.unreadable import unreadable_problem
from prodash.storage.index.index import Index
from prodash.storage.read.entry_files import read_entries
from prodash.storage.read.track_files import read_tracks


def load(root: Path, index: Index | None = None, report: ReportProgress = no_progress) -> Catalogue:
    """The catalogue in *root*, with a problem for everything that could not be read.

    With an *index* the answer is the same and comes sooner, and the index is brought up to date.  *report* gets how
    many files were read, and of how many.
    """
    problems: list[Problem] = []
    stages, workflows, projects = (
        read_entries(root, name, index, problems) for name in (STAGES, WORKFLOWS, PROJECTS)
    )
    example = stages[0].id if stages else "mixing"
    tracks: list[Track] = []
    unread: list[str] = []
    unlisted: dict[str, OSError] = {}
    for path, track, found in read_tracks(root, index, example, unlisted, report):
        problems += found
        if track is None:
            unread.append(path)
        else:
            tracks.append(track)
    problems += (unreadable_problem(folder, error) for folder, error in unlisted.items())
    unread += unlisted
    return Catalogue.of(
        stages=stages,
        workflows=workflows,
        projects=projects,
        tracks=tracks,
        unread=unread,
        problems=in_order(problems),
    )
