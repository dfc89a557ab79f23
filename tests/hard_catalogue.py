"""A hard catalogue: everything that makes a screen too narrow, in one folder.

Digits stand in the names of stages only, so that a digit before an ellipsis is a number, a date or a stage that was cut.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import cycle

from tests.conftest import Files

LONG = "Everything we never said on the last train home to the coast"
ONE_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenlied"
TITLES = (
    *(
        LONG,
        ONE_WORD,
        "真夜中の電車で海へ帰る私たちが言えなかった全ての言葉について",
        "서울의 밤",
        "怪獣のうた",
    ),
    *(
        "كل ما لم نقله في القطار الأخير",
        "כל מה שלא אמרנו ברכבת האחרונה",
        "Солярис",
        "नमस्ते दुनिया",
        "สวัสดีชาวโลก",
    ),
    *(
        "👩‍👩‍👧‍👦 Family Tree 👨🏽‍🎤",
        "🇩🇪🇯🇵 Berlin to Tokyo 🏳️‍🌈",
        "👍🏿 Skin 👋🏽",
        "#️⃣ Keycaps *️⃣",
        "❤️ Heart ☂️",
    ),
    *("Z͑ͫ̓a̴̢l̵g̛o͜ ̡rises", "Cafe\u0301 Nin\u0303o", "Fog", "A", "Kick\u200bless", "Tab\tand\u202eturn"),
)
"""Titles of 60 columns, of several scripts, of signs made from several code points, and short ones."""

IDS = (
    "everything-we-never-said-on-the-last-train-home-to-the-coast",
    "donaudampfschifffahrtsgesellschaftskapitaenswitwenrentenlied",
    *(f"track-{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"),
    *("真夜中の電車", "لیل", "fog"),
)
"""Ids of 60 letters, and short ones."""

CONFLICT = "so-many-people-were-asked-that-nobody-could-agree-in-the-end"
"""The id of the track in conflict."""

LONG_STAGE = "Waiting for the label, the distributor and better weather"
EMOJI = ("🌱", "👩🏽‍🎤", "🏳️‍🌈", "🇯🇵", "#️⃣", "❤️", "")
_WORDS = ("Sketch", "Beat", "Rough Mix", "Vocal Comping", "録音", "مزج", "Ready")
STAGES = (*(f"{n:02} {word}" for n, word in zip(range(1, 40), cycle(_WORDS), strict=False)), LONG_STAGE)
"""The names of 40 stages: one of 57 letters, the others of an ordinary length."""

WORKFLOWS = (
    "Collaborators needed for the bridge and the second chorus",
    "Mixing",
    "ミキシング",
    "👩🏽‍🎤 Vocals",
    "إتقان",
)
PROJECTS = (
    "The collected works of a very long career, volume one",
    "Film",
    "海の音",
    "موسيقى",
    "B-Sides",
    "Live",
)
"""The first five stand in one another, the last on its own."""

DUES = (
    *(
        "2019-03-01",
        "2026-11-20",
        "2026-11-21",
        "2026-11-22",
        "2026-11-26",
        "2026-11-28",
        "2027-03-12",
        "9999-12-31",
    ),
    "",
)
"""Days of every urgency on 2026-11-21, and none."""


def hard_files() -> Files:
    """The files of the catalogue, which has a track for each stage and some problems."""
    return {
        "stages.yaml": _listed("stages", _stages()),
        "workflows.yaml": _listed("workflows", _entries(WORKFLOWS, "w")),
        "projects.yaml": _listed("projects", _projects()),
        **{f"tracks/{identifier}.yaml": text for identifier, text in zip(_ids(), _tracks(), strict=False)},
        f"tracks/a/b/c/{IDS[0]}-again.yaml": f'title: "{LONG}"\nstage: nowhere\nworkflows: [Mixng]\ndue: soon\n',
        "tracks/broken.yaml": "title: [Broken\nstage: stage-a\n",
        f"tracks/{CONFLICT}.yaml": _in_conflict(),
    }


def earlier_files() -> Files:
    """The tracks as they were before they moved: most were in the stage with the longest name, some not there at all."""
    earlier = {path: _STAGE.sub(f'stage: "{LONG_STAGE}"', str(text)) for path, text in hard_files().items()}
    return {path: text for number, (path, text) in enumerate(earlier.items()) if number % _NEW}


def _in_conflict() -> str:
    """A track of which both sides have another title, stage, day, list and number."""
    ours = f'title: "{LONG}"\nstage: s-ab\ndue: 2026-12-04\nworkflows: [w-aa, w-ad]\nbpm: 2819\n'
    theirs = f'title: "{TITLES[2]}"\nstage: s-bn\ndue: 2026-11-20\nworkflows: [w-ac]\nbpm: 104729\n'
    return f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> {ONE_WORD}\nprojects: p-aa\n"


_STAGE = re.compile(r"(?m)^stage: s-\w+")
_NEW = 5


def _ids() -> Sequence[str]:
    return [*IDS, *(f"more-{letter}" for letter in "abcdefghijkl")]


def _letters(number: int) -> str:
    """*number* without a digit."""
    return chr(ord("a") + number // 26) + chr(ord("a") + number % 26)


def _listed(key: str, entries: Iterator[str]) -> str:
    return f"{key}:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


FINISHED = "s-bl"
"""The id of the stage in which tracks are done."""


def _stages() -> Iterator[str]:
    kinds = {37: ", kind: finished", 38: ", kind: archived"}
    for number, (name, emoji) in enumerate(zip(STAGES, cycle(EMOJI), strict=False)):
        sign = f', emoji: "{emoji}"' if emoji else ""
        yield f'id: s-{_letters(number)}, name: "{name}"{sign}{kinds.get(number, "")}'


def _entries(names: Sequence[str], prefix: str) -> Iterator[str]:
    for number, name in enumerate(names):
        yield f'id: {prefix}-{_letters(number)}, name: "{name}", description: "{LONG}, and more than that"'


def _projects() -> Iterator[str]:
    dues = ("2027-03-12", "", "2026-11-26", "", "2026-11-20", "")
    for number, (entry, due) in enumerate(zip(_entries(PROJECTS, "p"), dues, strict=True)):
        parent = f", parent: p-{_letters(number - 1)}" if 0 < number < len(PROJECTS) - 1 else ""
        yield f"{entry}{parent}" + (f", due: {due}" if due else "")


def _tracks() -> Iterator[str]:
    titles, dues = cycle(TITLES), cycle(DUES)
    for number in range(len(STAGES)):
        title = next(titles).replace("\t", "\\t")
        workflows = [f"w-{_letters(n)}" for n in range(number % (len(WORKFLOWS) + 1))]
        project = number % (len(PROJECTS) + 1)
        projects = [f"p-{_letters(n)}" for n in {0: (), 6: (0, 4, 5)}.get(project, (project,))]
        due = next(dues)
        yield (
            f'title: "{title}"\nstage: s-{_letters(number)}\nworkflows: [{", ".join(workflows)}]\n'
            f"projects: [{', '.join(projects)}]\nbpm: {60 + number}\nnotes: {LONG}\n"
            + (f"due: {due}\n" if due else "")
        )
