"""The example catalogue as a repository of two years: several people, two branches, a rename, a removed track and a tag.

Its newest commit has the files of examples/catalogue, byte for byte; older ones have other values in them.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import EXAMPLE
from tests.history.repository import MAIN, Repository, git

Files = Mapping[str, str | bytes | None]

PEOPLE = {"Mia": ("Mia Brandt", "+0100"), "Lena": ("Lena Falk", "+0100"), "Yuki": ("Yuki Ono", "+0900")}
"""Each with the name in the commits and the zone of the computer."""

TAG, TAGGED = "listening-session", "2026-10-26"
"""A name for the commit of that day."""

REMOVED = "rain-sketch"
"""The track that is gone."""

COMMITS = """
2025-01-14  Mia   main    Start the catalogue    first-light=seed glasshouse=seed on-the-run=seed untitled-7=seed
2025-02-03  Mia   main    Write the first song   first-light=writing lighthouse=seed
2025-03-10  Mia   main    First takes            first-light=recorded on-the-run=writing
2025-04-07  Lena  main    Mix First Light        first-light=mixing lighthouse=writing
2025-05-12  Mia   main    Spring cleaning        first-light=ready-to-release lighthouse=recorded on-the-run=archived
2025-05-13  Mia   main    Write Glasshouse       glasshouse=writing
2025-06-20  Mia   main    First Light is out     first-light=published untitled-7=archived
2025-06-30  Lena  main    Mix Lighthouse         lighthouse=mixing
2025-08-04  Mia   main    Master Lighthouse      lighthouse=ready-to-release glasshouse=recorded salt-and-iron=seed
2025-09-05  Mia   main    Lighthouse is out      lighthouse=published
2025-09-22  Lena  main    Mix Glasshouse         glasshouse=mixing crane-song=seed
2025-10-20  Mia   main    Master Glasshouse      glasshouse=ready-to-release salt-and-iron=writing
2025-11-14  Mia   main    Glasshouse is out      glasshouse=published
2025-12-08  Mia   main    Begin the album        salt-and-iron=recorded night-shift=seed third-rail=seed haluz=seed
2026-01-12  Lena  main    Mix Salt and Iron      salt-and-iron=mixing
2026-01-19  Mia   main    Write for the album    night-shift=writing third-rail=writing slow-elevator=seed kaiju=seed
2026-02-23  Mia   main    Master Salt and Iron   salt-and-iron=ready-to-release haluz=writing 1999=seed
2026-02-24  Mia   main    Note a riff            midnight-drive=seed
2026-03-09  Mia   main    Record Night Shift     night-shift=recorded kaiju=writing solaris=seed
2026-03-27  Mia   main    Salt and Iron is out   salt-and-iron=published
2026-04-13  Mia   main    Write the EP           1999=writing midnight-drive=writing paper-tiger=seed
2026-04-14  Mia   main    Record Third Rail      third-rail=recorded
2026-04-20  Yuki  main    Record the vocal       kaiju=recorded
2026-05-04  Mia   main    Record Haluz           haluz=recorded glass-elevator=seed
2026-05-18  Mia   main    Record the EP          1999=recorded midnight-drive=recorded ocean-floor=seed
2026-06-08  Mia   main    Write in the country   paper-tiger=writing glass-elevator=writing solaris=writing no=seed
2026-06-09  Mia   main    And at half speed      slow-elevator=writing one-thirty=seed
2026-06-22  Lena  main    Mix 1999               1999=mixing
2026-07-06  Mia   main    Write in the garden    ocean-floor=writing one-thirty=writing crane-song=writing
2026-07-07  Mia   main    Sketches               rain-sketch=seed paper-lanterns=seed
2026-07-20  Mia   main    Record Paper Tiger     paper-tiger=recorded no=writing bassline-in-g=seed
2026-08-03  Mia   main    Record Ocean Floor     ocean-floor=recorded crane-song=recorded fog=seed 2am=seed
2026-08-17  Mia   main    Record One Thirty      one-thirty=recorded glass-elevator=recorded
2026-08-18  Mia   main    The film begins        opening-titles=seed opening-titles.path=opening-titles
2026-08-31  Lena  main    Mix for the film       crane-song=mixing midnight-drive=mixing
2026-09-07  Mia   main    Tidy up                rain-sketch=removed dune=seed dune.path=sand
2026-09-14  Mia   main    Write for the film     opening-titles=writing fog=writing fog.due=2026-11-10
2026-09-21  Lena  main    Mix One Thirty         one-thirty=mixing
2026-09-28  Mia   main    A night at the piano   2am=writing opening-titles=recorded senora-lluvia=seed
2026-10-05  Lena  mixes   Mix Night Shift        night-shift=mixing
2026-10-08  Mia   main    Record the last words  no=recorded fog=recorded
2026-10-12  Lena  mixes   Mix Third Rail         third-rail=mixing
2026-10-16  Mia   <mixes  Take the mixes
2026-10-19  Mia   main    Master 1999            1999=ready-to-release opening-titles.path=now
2026-10-26  Lena  main    Mix Kaiju              kaiju=mixing midnight-drive.workflows=[mixing,mastering,artwork]
2026-11-02  Lena  main    Mix the titles         opening-titles=mixing voice-memo-31=seed paper-tiger.due=2026-11-21
2026-11-04  Mia   main    Call it Dune           dune.path=now
2026-11-09  Lena  film    Mix Ocean Floor        ocean-floor=mixing
2026-11-10  Mia   main    More time for Fog      fog.due=now
2026-11-12  Mia   main    Back to the studio     paper-tiger=mixing paper-tiger.due=now
2026-11-13  Lena  film    Approve Crane Song     crane-song=ready-to-release
2026-11-16  Mia   main    Drums again            paper-tiger=recorded
2026-11-18  Mia   <film   Take the film mixes
2026-11-18  Yuki  main    One step less          midnight-drive.workflows=now
2026-11-20  Lena  main    Mix Paper Tiger        paper-tiger=mixing
"""
"""A line for each commit: its day, who made it, the branch (`<` merges one), its subject, and the values of tracks.

`ID=STAGE` sets the stage, or removes the track; `now` is the value in the example.
"""


def example_repository(root: Path) -> Path:
    """Make the repository in *root*; returns it."""
    for name, content in _git_folder().items():
        path = root / ".git" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    git(root, "reset", "--quiet", "--hard")
    return root


@cache
def _git_folder() -> dict[str, bytes]:
    """The files in the folder of git, before anything is checked out; made once, as git takes long."""
    with TemporaryDirectory() as folder:
        _give_commits(Repository(Path(folder)))
        inside = Path(folder, ".git")
        files = (path for path in inside.rglob("*") if path.is_file())
        return {path.relative_to(inside).as_posix(): path.read_bytes() for path in files}


def _give_commits(repository: Repository) -> None:
    story, begun = _Story(), {MAIN}
    files: Files = story.vocabulary
    for number, line in enumerate(COMMITS.strip().splitlines()):
        day, who, place, subject, changes = (*re.split(r"  +", line), "")[:5]
        merged, branch = (place[1:], MAIN) if place.startswith("<") else ("", place)
        files = {**files, **(story.merged(merged) if merged else story.changed(branch, changes.split()))}
        name = repository.raw_commit(
            files,
            on=branch,
            start=None if branch in begun else MAIN,
            merge=[merged] if merged else [],
            author=_author(who, day, number),
            message=subject,
        )
        if day == TAGGED:
            repository.tag(TAG, name)
        begun.add(branch)
        files = {}
    repository.give()


def _author(who: str, day: str, number: int) -> str:
    """As git writes it; the time is around noon in Greenwich, so that the day is the same nearly everywhere."""
    name, zone = PEOPLE[who]
    seconds = int(datetime.fromisoformat(f"{day}T11:{number:02}+00:00").timestamp())
    return f"{name} <{who.lower()}@example.org> {seconds} {zone}"


class _Story:
    """The files of the example with the values that they had at a time."""

    def __init__(self) -> None:
        texts = {
            path.relative_to(EXAMPLE).as_posix(): path.read_bytes().decode()
            for path in sorted(EXAMPLE.rglob("*.*"))
            if path.is_file() and ".prodash" not in path.parts
        }
        self.vocabulary = {path: text for path, text in texts.items() if "/" not in path}
        self._paths = {Path(path).stem: path for path in texts if "/" in path}
        self._texts = {Path(path).stem: text for path, text in texts.items() if "/" in path}
        self._texts[REMOVED], self._paths[REMOVED] = (
            "title: Rain Sketch\nstage: seed\n",
            f"tracks/{REMOVED}.yaml",
        )
        self._values: dict[str, dict[str, str]] = {}
        self._on_branch: dict[str, set[str]] = {}

    def changed(self, branch: str, changes: list[str]) -> Files:
        """The files that a commit on *branch* with these *changes* has; None stands for one that is removed."""
        before = {self._path(identifier) for identifier in self._values}
        changed = set()
        for change in changes:
            place, value = change.split("=", 1)
            identifier, _, field = place.partition(".")
            self._values.setdefault(identifier, {})[field or "stage"] = value
            changed.add(identifier)
        self._on_branch.setdefault(branch, set()).update(changed)
        renamed = before - {self._path(identifier) for identifier in self._values}
        return {**dict.fromkeys(renamed), **self._files(changed)}

    def merged(self, branch: str) -> Files:
        """The files that a merge takes from *branch*."""
        return self._files(self._on_branch.pop(branch))

    def _files(self, names: set[str]) -> Files:
        return {self._path(name): self._text(name) for name in sorted(names)}

    def _path(self, identifier: str) -> str:
        path = self._values[identifier].get("path", "now")
        return self._paths[identifier] if path == "now" else f"tracks/{path}.yaml"

    def _text(self, identifier: str) -> str | None:
        values = self._values[identifier]
        text = self._texts[identifier]
        for field, value in values.items():
            if field != "path" and value != "now":
                text = re.sub(rf"""\b({field}: *["']?)(?:\[.*?\]|[\w-]+)""", rf"\g<1>{value}", text, count=1)
        return None if values["stage"] == "removed" else text
