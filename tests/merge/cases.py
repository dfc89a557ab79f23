"""What two people do to one file every day, and what a merge by field makes of it."""

from typing import NamedTuple

TRACK = """\
title: Fog
stage: mixing
due: 2026-12-01
workflows: [mastering, artwork]
projects:
- summer
- client
bpm: 120
key: c minor
notes: |
  one
  two
  three
"""
ENTRIES = """\
- id: idea
  name: Idea
  colour: grey
- id: mixing
  name: Mixing
  colour: blue
- id: done
  name: Done
  colour: green
"""


class Case(NamedTuple):
    """Both sides of a merge, and its result; the base is None for a file that both added."""

    base: str | None
    ours: str
    theirs: str
    merged: str
    swapped: str | None = None
    """The result if the sides are swapped, if it differs."""
    file: str = "tracks/fog.yaml"


def edited(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text, (old, text)
        text = text.replace(old, new, 1)
    return text


def track(*pairs: tuple[str, str]) -> str:
    return edited(TRACK, *pairs)


def entries(*pairs: tuple[str, str]) -> str:
    return edited(ENTRIES, *pairs)


def between(ours: str, theirs: str) -> str:
    return f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"


def conflict(line: str, ours: str, theirs: str, text: str = TRACK) -> tuple[str, str]:
    """*text* with a conflict in place of *line*, and the same with the sides swapped."""
    return edited(text, (line, between(ours, theirs))), edited(text, (line, between(theirs, ours)))


def _tracks() -> dict[str, Case]:
    done, later = ("mixing", "done"), ("2026-12-01", "2027-01-01")
    due = "due: 2026-12-01\n"
    moved = track(("bpm: 120\n", ""), ("title: Fog\n", "title: Fog\nbpm: 120\n"))
    high = track(("title: Fog\n", "title: Fog\nisrc: X1\n"))
    listed = ("projects:\n- summer\n- client\n", "projects: summer\n")
    notes = "notes: |\n  one\n  two\n  three\n"
    return {
        "both change the stage, differently": Case(
            TRACK,
            track(("mixing", "mastered")),
            track(("mixing", "published")),
            *conflict("stage: mixing\n", "stage: mastered\n", "stage: published\n"),
        ),
        "both change the stage alike": Case(TRACK, track(done), track(done), track(done)),
        "stage, and due on the next line": Case(TRACK, track(done), track(later), track(done, later)),
        "stage, and bpm far below": Case(
            TRACK, track(done), track(("120", "121")), track(done, ("120", "121"))
        ),
        "both add to a list in brackets": Case(
            TRACK,
            track(("artwork]", "artwork, video]")),
            track(("artwork]", "artwork, press]")),
            track(("artwork]", "artwork, video, press]")),
            track(("artwork]", "artwork, press, video]")),
        ),
        "both add the same to a list": Case(TRACK, *[track(("artwork]", "artwork, video]"))] * 3),
        "one adds to a list in brackets, one removes": Case(
            TRACK,
            track(("artwork]", "artwork, video]")),
            track(("mastering, ", "")),
            track(("mastering, artwork]", "artwork, video]")),
        ),
        "both add to a list with dashes": Case(
            TRACK,
            track(("- client\n", "- client\n- a\n")),
            track(("- client\n", "- client\n- b\n")),
            track(("- client\n", "- client\n- a\n- b\n")),
            track(("- client\n", "- client\n- b\n- a\n")),
        ),
        "one adds to a list with dashes, one removes": Case(
            TRACK,
            track(("- summer\n", "")),
            track(("- client\n", "- client\n- b\n")),
            track(("- summer\n- client\n", "- client\n- b\n")),
        ),
        "both make a list of one name": Case(
            track(listed),
            track((listed[0], "projects: [summer, b]\n")),
            track((listed[0], "projects: [summer, c]\n")),
            track((listed[0], "projects: [summer, b, c]\n")),
            track((listed[0], "projects: [summer, c, b]\n")),
        ),
        "a comment on the line, and its value": Case(
            TRACK,
            track(("mixing", "mixing  # with Jo")),
            track(done),
            track(("mixing", "done  # with Jo")),
        ),
        "the comment above, and the value": Case(
            track(("stage:", "# now\nstage:")),
            track(("stage:", "# soon\nstage:")),
            track(("stage: mixing", "# now\nstage: done")),
            track(("stage: mixing", "# soon\nstage: done")),
        ),
        "both add a key at the end": Case(
            TRACK,
            TRACK + "isrc: X1\n",
            TRACK + "label: Y\n",
            TRACK + "isrc: X1\nlabel: Y\n",
            TRACK + "label: Y\nisrc: X1\n",
        ),
        "both add a key with the same value": Case(TRACK, *[TRACK + "isrc: X1\n"] * 3),
        "both add a key with the same value, in two places": Case(
            TRACK, high, TRACK + "isrc: X1\n", high, TRACK + "isrc: X1\n"
        ),
        "both add a key with other values, in two places": Case(
            TRACK,
            high,
            TRACK + "isrc: X2\n",
            track(("title: Fog\n", "title: Fog\n" + between("isrc: X1\n", "isrc: X2\n"))),
            TRACK + between("isrc: X2\n", "isrc: X1\n"),
        ),
        "a key moves, and its value changes": Case(
            TRACK, moved, track(("120", "90")), edited(moved, ("120", "90"))
        ),
        "a key goes, and its value changes": Case(
            TRACK,
            track((due, "")),
            track(later),
            *conflict(due, "", "due: 2027-01-01\n"),
        ),
        "a key goes, and the one beside it changes": Case(
            TRACK, track((due, "")), track(done), track(done, (due, ""))
        ),
        "a text changes in two of its lines": Case(
            TRACK,
            track(("  one", "  ONE")),
            track(("  three", "  THREE")),
            track(("  one", "  ONE"), ("  three", "  THREE")),
        ),
        "both add a line to a text": Case(
            TRACK,
            TRACK + "  four\n",
            TRACK + "  vier\n",
            *conflict(notes, notes + "  four\n", notes + "  vier\n"),
        ),
        "the quotes change, and the value": Case(
            TRACK, track(("Fog", '"Fog"')), track(("Fog", "Mist")), track(("Fog", "Mist"))
        ),
        "all line ends change, and a value": Case(
            TRACK,
            TRACK.replace("\n", "\r\n"),
            track(done),
            track(done).replace("\n", "\r\n"),
            track(done),
        ),
        "the last line end goes, and a key comes": Case(
            TRACK,
            TRACK[:-1],
            TRACK + "isrc: X1\n",
            TRACK + "isrc: X1",
        ),
        "both add the file, with another stage": Case(
            None, TRACK, track(done), *conflict("stage: mixing\n", "stage: mixing\n", "stage: done\n")
        ),
    }


def _entries() -> dict[str, Case]:
    idea, mixing, done = ("- id" + entry for entry in ENTRIES.split("- id")[1:])
    swapped = mixing + idea + done
    a, b = "- id: a\n  name: A\n", "- id: b\n  name: B\n"
    anew, recorded = "- id: a\n  name: Anew\n", "- id: rec\n  name: Rec\n"
    red, sketch = ("blue", "red"), ("Idea", "Sketch")
    return {
        "both add an entry at the end": Case(
            ENTRIES, ENTRIES + a, ENTRIES + b, ENTRIES + a + b, ENTRIES + b + a
        ),
        "the name and the colour of one entry": Case(
            ENTRIES, entries(("Mixing", "Mix")), entries(red), entries(("Mixing", "Mix"), red)
        ),
        "entries change places, and one its name": Case(
            ENTRIES, swapped, entries(sketch), edited(swapped, sketch)
        ),
        "entries change places, and one comes": Case(
            ENTRIES, swapped, idea + recorded + mixing + done, mixing + idea + recorded + done
        ),
        "both add an entry with the same id": Case(
            ENTRIES,
            ENTRIES + a,
            idea + anew + mixing + done,
            ENTRIES + "- id: a\n" + between("  name: A\n", "  name: Anew\n"),
            idea + "- id: a\n" + between("  name: Anew\n", "  name: A\n") + mixing + done,
        ),
        "an entry goes, and its colour changes": Case(
            ENTRIES,
            idea + done,
            entries(red),
            *conflict(mixing, "", edited(mixing, red), ENTRIES),
        ),
    }


CASES = {
    **_tracks(),
    **{name: case._replace(file="workflows.yaml") for name, case in _entries().items()},
}
