"""The example with the singles of half a year, all of them published, so that there is a tempo to go by."""

from datetime import date, timedelta
from pathlib import Path

from tests.history.example import example_repository
from tests.history.repository import MAIN, Repository, git

SINGLES = """
2026-05-22  Static Bloom
2026-06-05  Low Tide           night-shift
2026-06-12  Paper Moon
2026-06-26  Last Tram          night-shift
2026-07-03  Carbon Copy        night-shift
2026-07-17  Blue Hour
2026-07-31  Second Floor       night-shift
2026-08-07  Neon Rain          night-shift
2026-08-07  Neon Rain (Dub)    night-shift
2026-08-21  Undertow
2026-09-04  Salt Road
2026-09-11  Exit 9             night-shift
2026-09-25  Half Past Four     night-shift
2026-10-09  Northern Line      night-shift
2026-10-16  Glass Garden
2026-10-30  Afterglow          night-shift
2026-10-30  Afterglow (Live)
2026-11-06  Warm Machines
"""
"""When each was published, its title and its project; it was begun fifty days before."""

BEGUN = timedelta(days=50)


def released_repository(root: Path) -> Path:
    """Make the repository in *root*; returns it."""
    example_repository(root)
    repository = Repository(root)
    start = f"refs/heads/{MAIN}^0"
    for day, path, text in sorted(_versions()):
        repository.commit(files={path: text}, start=start or None, by="Mia Brandt", at=day)
        start = ""
    repository.give()
    git(root, "reset", "--quiet", "--hard")
    return root


def _versions() -> list[tuple[str, str, str]]:
    """The day, path and text of each version of a single."""
    found = []
    for line in SINGLES.strip().splitlines():
        day, title, project = (line[:10], line[12:31].strip(), line[31:])
        name = title.lower().replace("(", "").replace(")", "").replace(" ", "-")
        path = f"tracks/singles/{name}.yaml"
        projects = f"projects: {project}\n" if project else ""
        for at, stage in ((date.fromisoformat(day) - BEGUN, "writing"), (day, "published")):
            found.append((str(at), path, f"title: {title}\nstage: {stage}\n{projects}"))
    return found
