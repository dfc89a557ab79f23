"""set on every field: what is said before and after, and the bytes that the file then has."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

WORKFLOWS = (
    "workflows: [mixing, mastering, artwork, vocals, {id: collaborator-needed, name: Collaborator needed}]\n"
)
PROJECTS = "projects: [{id: summer-ep, name: Summer EP, due: 2026-12-24}, {id: harbour, parent: summer-ep}]\n"
VOCABULARIES = {"workflows.yaml": WORKFLOWS, "projects.yaml": PROJECTS}

# before, assignments, what differs in a line each, after
FIELDS: dict[str, tuple[str, tuple[str, ...], str, str]] = {
    "a title": ("title: A # old\nstage: seed\n", ("title=New Name",), "A → New Name", "title: New Name # old\nstage: seed\n"),
    "a title in its quotes": ("title: 'A'\nstage: seed\n", ("title=it's",), "A → it's", "title: 'it''s'\nstage: seed\n"),
    "a title where there was none": ("# top\nstage: seed\n", ("title=B",), "(none) → B", "# top\ntitle: B\nstage: seed\n"),
    "a title that is a number": ("title: A\nstage: seed\n", ("title=1999",), "A → 1999", "title: '1999'\nstage: seed\n"),
    "a title with a colon": ("title: A\nstage: seed\n", ("title=A: B #1",), "A → A: B #1", "title: 'A: B #1'\nstage: seed\n"),
    "a title with an equals sign": ("title: A\nstage: seed\n", ("title=a+=b=c",), "A → a+=b=c", "title: a+=b=c\nstage: seed\n"),
    "a title with spaces around": ("title: A\nstage: seed\n", ("title=  B  ",), "A → B", "title: B\nstage: seed\n"),
    "a title that is a word of YAML": ("title: A\nstage: seed\n", ("title=~",), "A → ~", "title: '~'\nstage: seed\n"),
    "a title cleared": ("title: A # mine\n# about the stage\nstage: seed\n", ("title=",), "A → (none)", "# about the stage\nstage: seed\n"),
    "a stage by its name": ("stage: seed # s\n", ("stage=ready TO release",), "Seed → Ready to Release", "stage: ready-to-release # s\n"),
    "an archived stage": ("stage: seed\n", ("stage=archived",), "Seed → Archived", "stage: archived\n"),
    "out of the archive": ("stage: archived\n", ("stage=mixing",), "Archived → Mixing", "stage: mixing\n"),
    "a due phrase in weeks": ("stage: seed\n", ("due=+2w",), "(none) → 2026-12-05", "stage: seed\ndue: 2026-12-05\n"),
    "a due phrase in days": ("stage: seed\ndue: 2026-01-01 # gig\n", ("due=+3D",), "2026-01-01 → 2026-11-24", "stage: seed\ndue: 2026-11-24 # gig\n"),
    "a weekday": ("stage: seed\ndue: '2026-01-01'\n", ("due=friday",), "2026-01-01 → 2026-11-27", "stage: seed\ndue: '2026-11-27'\n"),
    "today's weekday is a week away": ("stage: seed\n", ("due=sat",), "(none) → 2026-11-28", "stage: seed\ndue: 2026-11-28\n"),
    "the end of the month": ("stage: seed\n", ("due=eom",), "(none) → 2026-11-30", "stage: seed\ndue: 2026-11-30\n"),
    "the end of the week": ("stage: seed\n", ("due= EOW ",), "(none) → 2026-11-22", "stage: seed\ndue: 2026-11-22\n"),
    "a date": ("stage: seed\nbpm: 1\n", ("due=2028-02-29",), "(none) → 2028-02-29", "stage: seed\ndue: 2028-02-29\nbpm: 1\n"),
    "a date cleared": ("due: 2026-12-01 # gig\nstage: seed", ("due=",), "2026-12-01 → (none)", "stage: seed"),
    "a date cleared by a word": ("due: 2026-12-01\nstage: seed\n", ("due=None",), "2026-12-01 → (none)", "stage: seed\n"),
    "workflows cleared by a word": ("stage: seed\nworkflows: vocals\n", ("workflows=none",), "Vocals → (none)", "stage: seed\n"),
    "projects cleared by a word": ("stage: seed\nprojects: harbour\n", ("projects=none",), "Harbour → (none)", "stage: seed\n"),
    "a date shifted": ("due: 2026-12-01 # gig\nstage: seed\n", ("due+=2w",), "2026-12-01 → 2026-12-15", "due: 2026-12-15 # gig\nstage: seed\n"),
    "a date shifted back": ("due: '2026-12-01'\nstage: seed\n", ("due-=10 days",), "2026-12-01 → 2026-11-21", "due: '2026-11-21'\nstage: seed\n"),
    "a date shifted twice": ("due: 2026-12-01\nstage: seed\n", ("due+=1m", "due-=1d"), "2026-12-01 → 2026-12-31", "due: 2026-12-31\nstage: seed\n"),
    "a date shifted from the 31st": ("due: 2027-01-31\nstage: seed\n", ("due+=1m",), "2027-01-31 → 2027-02-28", "due: 2027-02-28\nstage: seed\n"),
    "a range means its last day": ("stage: seed\n", ("due=q1",), "(none) → 2027-03-31", "stage: seed\ndue: 2027-03-31\n"),
    "an inherited date gets an own one": ("stage: seed\nprojects: harbour\n", ("due=today",), "(none) → 2026-11-21", "stage: seed\nprojects: harbour\ndue: 2026-11-21\n"),
    "notes": ("stage: seed\nnotes: |\n  old\n  lines\nbpm: 1\n", ("notes=new",), "old␊lines␊ → new", "stage: seed\nnotes: new\nbpm: 1\n"),
    "notes of two lines": ("stage: seed\n", ("notes=a\nb",), "(none) → a␊b", 'stage: seed\nnotes: "a\\nb"\n'),
    "notes behind all others": ("stage: seed\nmood: dark\n# end\n", ("notes=x",), "(none) → x", "stage: seed\nmood: dark\nnotes: x\n# end\n"),
    "notes cleared": ("stage: seed\nnotes: |\n  old\n\n# end\n", ("notes=",), "old␊ → (none)", "stage: seed\n\n# end\n"),
    "a line of plain notes": ("stage: seed\nnotes: old # keep\nbpm: 1\n", ("notes+=Check the bridge",), "old → old␊Check the bridge␊", "stage: seed\nnotes: | # keep\n  old\n  Check the bridge\nbpm: 1\n"),
    "lines of notes in quotes": ("stage: seed\nnotes: 'it''s # 1'\n", ("notes+=- b, c", "notes+=- d"), "it's # 1 → it's # 1␊- b, c␊- d␊", "stage: seed\nnotes: |\n  it's # 1\n  - b, c\n  - d\n"),
    "a line of notes below their key": ("stage: seed\nnotes:\n  one\n  two # keep\n", ("notes+=new",), "one two → one two␊new␊", "stage: seed\nnotes: | # keep\n  one two\n  new\n"),
    "a line of a block": ("stage: seed\nnotes: | # mine\n    old\n\n# end\nbpm: 1\n", ("notes+=new",), "old␊ → old␊new␊", "stage: seed\nnotes: | # mine\n    old\n    new\n\n# end\nbpm: 1\n"),
    "a line of a block without a line end": ("stage: seed\nnotes: |-\n  old", ("notes+=new",), "old → old␊new␊", "stage: seed\nnotes: |-\n  old\n  new"),
    "a line before the empty lines that a block keeps": ("notes: |+\n  old\n\nstage: seed\n", ("notes+=new",), "old␊␊ → old␊new␊␊", "notes: |+\n  old\n  new\n\nstage: seed\n"),
    "a line of a folded block": ("stage: seed\nnotes: >\n  one\n  line\n", ("notes+=new",), "one line␊ → one line␊new␊", "stage: seed\nnotes: >\n  one\n  line\n\n  new\n"),
    "a line of notes that begin with a space": ("stage: seed\nnotes: ' old'\n", ("notes+=new",), " old →  old␊new␊", 'stage: seed\nnotes: " old\\nnew\\n"\n'),
    "a line of notes in braces": ("{stage: seed, notes: old}\n", ("notes+=new",), "old → old␊new␊", '{stage: seed, notes: "old\\nnew\\n"}\n'),
    "a line where there were no notes": ("stage: seed\n", ("notes+=new",), "(none) → new", "stage: seed\nnotes: new\n"),
    "a line of empty notes": ("stage: seed\nnotes: # none yet\n", ("notes+=new",), "(none) → new", "stage: seed\nnotes: new # none yet\n"),
    "a workflow added on one line": ("stage: seed\nworkflows: [mixing] # to do\n", ("workflows+=Artwork",), "Mixing → Mixing, Artwork", "stage: seed\nworkflows: [mixing, artwork] # to do\n"),
    "workflows added over several lines": ("stage: seed\nworkflows: [\n  mixing, # Ann\n  vocals  # Bo\n]\n", ("workflows+=artwork,mastering",), "Mixing, Vocals → Mixing, Vocals, Artwork, Mastering", "stage: seed\nworkflows: [\n  mixing, # Ann\n  vocals,  # Bo\n  artwork,\n  mastering\n]\n"),
    "a workflow added below dashes": ("workflows:\n  - mixing # Ann\nstage: seed\n", ("workflows+=vocals",), "Mixing → Mixing, Vocals", "workflows:\n  - mixing # Ann\n  - vocals\nstage: seed\n"),
    "a workflow added below dashes at the edge": ("workflows:\n- mixing\n# about the stage\nstage: seed\n", ("workflows+=vocals",), "Mixing → Mixing, Vocals", "workflows:\n- mixing\n- vocals\n# about the stage\nstage: seed\n"),
    "a workflow added to a bare name": ("stage: seed\nworkflows: Mixing # Ann\n", ("workflows+=vocals",), "Mixing → Mixing, Vocals", "stage: seed\nworkflows: [Mixing, vocals] # Ann\n"),
    "the first workflow": ("stage: seed\ndue: 2026-12-01\n", ("workflows+=vocals",), "(none) → Vocals", "stage: seed\nworkflows: [vocals]\ndue: 2026-12-01\n"),
    "a workflow into an empty list": ("stage: seed\nworkflows: [] # none yet\n", ("workflows+=vocals",), "(none) → Vocals", "stage: seed\nworkflows: [vocals] # none yet\n"),
    "only those workflows that are not there": ("stage: seed\nworkflows: [Mixing]\n", ("workflows+=mixing,vocals,Vocals",), "Mixing → Mixing, Vocals", "stage: seed\nworkflows: [Mixing, vocals]\n"),
    "a workflow taken by its name": ("stage: seed\nworkflows:\n- mixing # Ann\n# wait for Bo\n- Collaborator needed # Bo\n- vocals # Cy\n", ("workflows-=collaborator NEEDED",), "Mixing, Collaborator needed, Vocals → Mixing, Vocals", "stage: seed\nworkflows:\n- mixing # Ann\n# wait for Bo\n- vocals # Cy\n"),
    "the last workflow taken": ("stage: seed\nworkflows: mixing # Ann\n", ("workflows-=mixing",), "Mixing → (none)", "stage: seed\nworkflows: [] # Ann\n"),
    "workflows cleared": ("stage: seed\nworkflows:\n  - mixing # Ann\n# about the due date\ndue: 2026-12-01\n", ("workflows=",), "Mixing → (none)", "stage: seed\n# about the due date\ndue: 2026-12-01\n"),
    "workflows replaced": ("stage: seed\nworkflows: [mixing, vocals]\n", ("workflows=vocals,artwork",), "Mixing, Vocals → Vocals, Artwork", "stage: seed\nworkflows: [vocals, artwork]\n"),
    "one workflow taken, one added": ("stage: seed\nworkflows: [mixing, vocals]\n", ("workflows-=mixing", "workflows+=artwork"), "Mixing, Vocals → Vocals, Artwork", "stage: seed\nworkflows: [vocals, artwork]\n"),
    "a name that only the file uses": ("stage: seed\nworkflows: [Mix Down, vocals]\n", ("workflows-=mixdown",), "Mix Down, Vocals → Vocals", "stage: seed\nworkflows: [vocals]\n"),
    "a project by its name": ("stage: seed\nprojects: harbour\n", ("projects+=summer ep",), "Harbour → Harbour, Summer EP", "stage: seed\nprojects: [harbour, summer-ep]\n"),
    "a project taken": ("{stage: seed, projects: [harbour, summer-ep]}\n", ("projects-=Summer EP",), "Harbour, Summer EP → Harbour", "{stage: seed, projects: [harbour]}\n"),
    "a number": ("stage: seed\nbpm: 120 # felt\n", ("bpm=128",), "120 → 128", "stage: seed\nbpm: 128 # felt\n"),
    "a number in quotes": ("stage: seed\nbpm: '120'\n", ("bpm=128",), "120 → 128", "stage: seed\nbpm: '128'\n"),
    "a negative fraction": ("stage: seed\ngain: 1\n", ("gain=-1.5",), "1 → -1.5", "stage: seed\ngain: -1.5\n"),
    "a boolean": ("stage: seed\nexplicit: true\n", ("explicit=false",), "true → false", "stage: seed\nexplicit: false\n"),
    "a catalogue number": ("stage: seed\n", ("cat=0012",), "(none) → 0012", "stage: seed\ncat: '0012'\n"),
    "a track length": ("stage: seed\n", ("length=3:45",), "(none) → 3:45", "stage: seed\nlength: '3:45'\n"),
    "an own date": ("stage: seed\n", ("released=2026-12-01",), "(none) → 2026-12-01", "stage: seed\nreleased: 2026-12-01\n"),
    "an own text with commas": ("stage: seed\n", ("credits=Ann, Bo",), "(none) → Ann, Bo", "stage: seed\ncredits: Ann, Bo\n"),
    "a custom field before the notes and comments": ("stage: seed\nbpm: 1 # felt\n# about the notes\nnotes: n\n", ("key=Am",), "(none) → Am", "stage: seed\nbpm: 1 # felt\nkey: Am\n# about the notes\nnotes: n\n"),
    "a custom field with a space": ("stage: seed\n", ("catalogue no=X 1",), "(none) → X 1", "stage: seed\ncatalogue no: X 1\n"),
    "a custom field that YAML would misread": ("stage: seed\n", ("on=a", "<<=b"), "on  (none) → a\na  <<  (none) → b", "stage: seed\n'on': a\n'<<': b\n"),
    "a custom field called position": ("stage: seed\n", ("position=3",), "(none) → 3", "stage: seed\nposition: 3\n"),
    "a custom field cleared": ("stage: seed\nmood:\n  deep: {a: b}\nbpm: 1\n", ("mood=",), "deep: a: b → (none)", "stage: seed\nbpm: 1\n"),
    "an own list": ("stage: seed\nmood: [dark]\n", ("mood=warm, slow",), "dark → warm, slow", "stage: seed\nmood: [warm, slow]\n"),
    "an own list gets an item": ("stage: seed\nmood:\n  - dark # really\n", ("mood+=warm,dark",), "dark → dark, warm", "stage: seed\nmood:\n  - dark # really\n  - warm\n"),
    "an own list loses an item": ("stage: seed\nmood:\n  - Dark # really\n  - warm\n", ("mood-=dark",), "Dark, warm → warm", "stage: seed\nmood:\n  - warm\n"),
    "a new own list": ("stage: seed\n", ("mood+=warm,slow",), "(none) → warm, slow", "stage: seed\nmood: [warm, slow]\n"),
    "an own text becomes a list": ("stage: seed\nmood: dark\n", ("mood+=warm",), "dark → dark, warm", "stage: seed\nmood: [dark, warm]\n"),
    "an empty text is no item": ("stage: seed\nmood: ''\n", ("mood+=dark,warm",), "(none) → dark, warm", "stage: seed\nmood: [dark, warm]\n"),
    "an empty item stays empty": ("stage: seed\nmood: [~, dark]\n", ("mood+=warm",), "dark → dark, warm", "stage: seed\nmood: [~, dark, warm]\n"),
    "an own list in quotes": ("stage: seed\ncodes: ['012', 7]\n", ("codes+=8",), "012, 7 → 012, 7, 8", "stage: seed\ncodes: ['012', 7, 8]\n"),
    "several fields": ("title: A\nstage: seed\n", ("stage=next", "due=+1d", "workflows+=vocals", "projects=harbour", "bpm=99"), "stage      Seed → Writing\na  due        (none) → 2026-11-22\na  workflows  (none) → Vocals\na  projects   (none) → Harbour\na  bpm        (none) → 99", "title: A\nstage: writing\nworkflows: [vocals]\nprojects: [harbour]\ndue: 2026-11-22\nbpm: 99\n"),
    "several cleared": ("title: A\nstage: seed # s\ndue: 2026-12-01\nworkflows:\n- vocals\nbpm: 1\n", ("due=", "workflows=", "bpm=", "mood="), "due        2026-12-01 → (none)\na  workflows  Vocals → (none)\na  bpm        1 → (none)", "title: A\nstage: seed # s\n"),
    "Windows line ends": ("title: A\r\nstage: seed\r\n", ("bpm=1", "workflows+=vocals"), "bpm        (none) → 1\na  workflows  (none) → Vocals", "title: A\r\nstage: seed\r\nworkflows: [vocals]\r\nbpm: 1\r\n"),
    "emoji": ("title: A\nstage: seed", ("title=👩‍🎤 怪獣", "mood=🌱"), "title  A → 👩‍🎤 怪獣\na  mood   (none) → 🌱", "title: 👩‍🎤 怪獣\nstage: seed\nmood: 🌱"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "words", "lines", "after"), FIELDS.values(), ids=FIELDS)
def test_a_field_says_the_new_value_and_all_else_stays(
    before: str, words: tuple[str, ...], lines: str, after: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({**VOCABULARIES, "tracks/a.yaml": before})
    old = read_all(root)
    ran = run("set", "a", *words)
    assert (ran.code, ran.out) == (0, f"a  {lines}\n1 changed\n")
    assert (root / "tracks/a.yaml").read_bytes().decode() == after
    assert run("undo").out.endswith("1 changed\n")
    assert read_all(root) == old


SO = {
    "a title": ("title: A # x\nstage: seed\n", "title=A"),
    "no title": ("stage: seed\n", "title="),
    "a stage by its name": ("stage: Ready to Release\n", "stage=ready-to-release"),
    "a date": ("stage: seed\ndue: ' 2026-12-05 '\n", "due=+2w"),
    "no date, an inherited one": ("stage: seed\nprojects: summer-ep\n", "due="),
    "workflows": ("stage: seed\nworkflows: [Mixing, vocals]\n", "workflows=mixing,Vocals"),
    "a workflow that is there": ("stage: seed\nworkflows: mixing\n", "workflows+=MIXING"),
    "a workflow that is not there": ("stage: seed\nworkflows: mixing\n", "workflows-=vocals"),
    "no workflows": ("stage: seed\n", "workflows-=vocals"),
    "a number": ("stage: seed\nbpm: 120\n", "bpm=120"),
    "a number in quotes": ("stage: seed\nbpm: '120'\n", "bpm=120"),
    "a boolean": ("stage: seed\nexplicit: true\n", "explicit=true"),
    "an own item that is there": ("stage: seed\nmood: [~, dark]\n", "mood+=dark"),
    "an absent key": ("stage: seed\n", "mood="),
}


@pytest.mark.parametrize(("text", "word"), SO.values(), ids=SO)
def test_what_is_already_so_is_counted_and_not_written(
    text: str, word: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({**VOCABULARIES, "tracks/a.yaml": text, "tracks/b.yaml": text})
    before = read_all(root)
    date = "due=+2w is 2026-12-05\n" if word == "due=+2w" else ""
    assert run("set", word, "a", "b") == Ran(0, "nothing to change\n", date)
    assert read_all(root) == before
    assert run("undo") == Ran(4, "", "prodash: there is nothing to undo\n")


def test_a_track_with_one_of_two_values_already_counts_as_changed(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\nbpm: 1\n", "tracks/b.yaml": "stage: seed\nbpm: 2\n"})
    assert run("set", "stage=seed", "bpm=2", "--all") == Ran(0, "a  1 → 2\n1 changed, 1 unchanged\n")


def test_without_vocabularies_any_name_is_fine_and_spelt_as_first_met(catalogue: Make, run: Run) -> None:
    root = catalogue(
        {"tracks/a.yaml": "stage: seed\nworkflows: Mix Down\n", "tracks/b.yaml": "stage: seed\n"}
    )
    ran = run("set", "workflows+=mixdown,Stems,stems", "projects=My EP", "--all")
    assert ran == Ran(
        0,
        "a  workflows  Mix Down → Mix Down, Stems\na  projects   (none) → My EP\n"
        "b  workflows  (none) → Mix Down, Stems\nb  projects   (none) → My EP\n2 changed\n",
    )
    assert (root / "tracks/a.yaml").read_text() == (
        "stage: seed\nworkflows: [Mix Down, Stems]\nprojects: [My EP]\n"
    )


def test_a_name_that_one_track_uses_can_be_taken_from_all(catalogue: Make, run: Run) -> None:
    root = catalogue(
        {
            **VOCABULARIES,
            "tracks/a.yaml": "stage: seed\nworkflows: [Rework, vocals]\n",
            "tracks/b.yaml": "stage: seed\nworkflows: vocals\n",
        }
    )
    assert run("set", "workflows-=rework", "--all") == Ran(
        0, "a  Rework, Vocals → Vocals\n1 changed, 1 unchanged\n"
    )
    assert (root / "tracks/a.yaml").read_text() == "stage: seed\nworkflows: [vocals]\n"


def test_a_dry_run_of_many_fields_writes_nothing(catalogue: Make, run: Run) -> None:
    root = catalogue({**VOCABULARIES, "tracks/a.yaml": "stage: seed\n"})
    before = read_all(root)
    assert run("set", "due=+1w", "workflows+=vocals", "bpm=1", "a", "-n") == Ran(
        0,
        "a  due        (none) → 2026-11-28\na  workflows  (none) → Vocals\na  bpm        (none) → 1\n1 would change\n",
    )
    assert read_all(root) == before


def test_json_of_many_fields_has_each_value_with_its_type(catalogue: Make, run: Run) -> None:
    catalogue({**VOCABULARIES, "tracks/a.yaml": "stage: seed\nbpm: 120\ncodes: ['5']\nmood: x\n"})
    ran = run(
        "set", "a", "due=+1w", "workflows+=vocals", "bpm=128", "codes+=6", "mood=", "ok=true", "-f", "json"
    )
    plan = json.loads(ran.out)
    assert [(c["field"], c["before"], c["after"], c["changes"]) for c in plan.pop("changes")] == [
        ("due", None, "2026-11-28", True),
        ("workflows", None, ["vocals"], True),
        ("bpm", 120, 128, True),
        ("codes", ["5"], ["5", 6], True),
        ("mood", "x", None, True),
        ("ok", None, True, True),
    ]
    assert plan == {
        "schema_version": 2,
        "kind": "changes",
        "total": 6,
        "shown": 6,
        "summary": (
            "Set due to 2026-11-28, add vocals to workflows, set bpm to 128, add 6 to codes, clear mood, "
            "set ok to true for A"
        ),
        "changed": 1,
        "already_so": 0,
        "written": True,
        "problems": [],
    }
    assert (ran.code, ran.err) == (0, "new field: ok\n")


DAY = (
    "is not a date; write a date such as 2026-12-01 or dec 1, today, tomorrow, yesterday, a weekday, 2w, in 10 days, "
    "+1m, +1y, 3d ago, eow, eom, eoy, or for its last day 2026-12, week 49, q1, next month; due= clears the date"
)
ONE_LINE = "a title must be one line without control characters; type it again"
WRONG: dict[str, tuple[tuple[str, ...], int, str]] = {
    "a day that is none": (("due=31 feb",), 2, f"due: '31 feb' {DAY}"),
    "an ISO day that is none": (("due=2026-02-31",), 2, f"due: '2026-02-31' {DAY}"),
    "a phrase that is none": (("due=soonish",), 2, f"due: 'soonish' {DAY}"),
    "a day far beyond": (("due=+99999d",), 2, f"due: '+99999d' {DAY}"),
    "a word mistyped": (("due=fridya",), 2, "due: 'fridya' is not a date; did you mean 'friday'?"),
    "a date to shift by": (("due+=friday",), 2, "due+= shifts the date: 'friday' is not a length of time; write 3d, 2w, 1m, 1y or '10 days', or due=DATE to set one"),
    "a shift in the other direction": (("due-=-3d",), 2, "due-= shifts the date: '-3d' is not a length of time; write 3d, 2w, 1m, 1y or '10 days', or due=DATE to set one"),
    "a shift by nothing": (("due+=",), 2, "'due+=' has no value; write due+=2w, or due= to clear it"),
    "a date set and shifted": (("due=today", "due+=2w"), 2, "due is given twice; write it once"),
    "dates of their own without a shift": (("due=2w", "--own-date"), 2, "--own-date belongs to a shift of dates, such as due+=2w"),
    "what can be two dates": (("due=1/2/2027",), 2, "due: '1/2/2027' could be 2027-02-01 or 2027-01-02; write the one that you mean"),
    "a list of stages": (("stage+=x",), 2, "stage holds one value, not a list; write stage=VALUE"),
    "less of a stage": (("stage-=seed",), 2, "stage holds one value, not a list; write stage=VALUE"),
    "a list of titles": (("title+=x",), 2, "title holds one value, not a list; write title=VALUE"),
    "less of the notes": (("notes-=old",), 2, "notes is text, not a list; change it with 'prodash edit TRACK', or write notes= to clear it"),
    "nothing to add to the notes": (("notes+=",), 2, "'notes+=' has no value; write notes+=TEXT, or notes= to clear it"),
    "notes set and added to": (("notes=a", "notes+=b"), 2, "notes is given twice; write it once"),
    "no stage": (("stage=  ",), 2, "a track always has a stage; write stage=NAME, stage=next or stage=previous"),
    "no field": (("=x",), 2, "'=x' has no field name; write FIELD=VALUE, as in stage=mixing"),
    "no field to add to": (("+=x",), 2, "'+=x' has no field name; write FIELD=VALUE, as in stage=mixing"),
    "a title of two lines": (("title=a\nb",), 2, ONE_LINE),
    "a title with a control character": (("title=a\x1b[31mb",), 2, ONE_LINE),
    "a title with a tab": (("title=a\tb",), 2, ONE_LINE),
    "a title with a Unicode line break": (("title=a\u2028b",), 2, ONE_LINE),
    "a value that is no text": (("mood=\udce9",), 2, "the value of mood has characters that are not valid UTF-8; type it again"),
    "a key with a line break": (("a\nb=c",), 2, "'a\\nb=c' has a key with control characters; type it again"),
    "the id": (("id=b",), 2, "a track's id is its file name; write 'prodash rename TRACK NEW-ID', or for a new track --id ID"),
    "a field near to a known one": (("Workflow+=vocals",), 2, "unknown field 'Workflow'; did you mean 'workflows'? To have both, add --new-field"),
    "nothing to add": (("workflows+=",), 2, "'workflows+=' has no value; write workflows+=NAME, or workflows= to clear it"),
    "an empty name": (("workflows=mixing,,vocals",), 2, "an empty name in 'mixing,,vocals'; write names with commas between them"),
    "the word none among names": (("workflows+=None",), 2, "'None' is not a name; write workflows= to clear workflows"),
    "the word any": (("workflows=any",), 2, "'any' is not a name; write workflows= to clear workflows"),
    "a field given twice": (("due=today", "due=friday"), 2, "due is given twice; write it once"),
    "set and added": (("workflows=vocals", "workflows+=mixing"), 2, "workflows is given twice; write it once"),
    "an unknown workflow": (("workflows+=vocal",), 3, "unknown workflow 'vocal'; did you mean 'vocals'?"),
    "an unknown workflow to take": (("workflows-=zzz",), 3, "unknown workflow 'zzz'; choose from 'mixing', 'mastering', 'artwork', 'vocals', 'collaborator-needed'"),
    "an item that no track has": (("mood-=slow",), 3, "unknown value of mood 'slow'; choose from 'calm', 'dark'"),
    "an item like one that a track has": (("mood+=warm", "mood-=drak"), 3, "unknown value of mood 'drak'; did you mean 'dark'?"),
    "an item of no field": (("modo-=dark",), 3, "unknown field 'modo'; did you mean 'mood'?"),
    "an unknown project": (("projects=sumer-ep",), 3, "unknown project 'sumer-ep'; did you mean 'summer-ep'?"),
    "one wrong of many": (("bpm=1", "due=today", "stage=mixng"), 3, "unknown stage 'mixng'; did you mean 'mixing'?"),
    "a list of numbers": (("bpm+=3",), 4, "nothing was changed\ntracks/a.yaml: bpm holds one value (120), not a list; write bpm=VALUE\ntracks/b.yaml: bpm holds one value in other tracks, not a list; write bpm=VALUE"),
    "a group of keys": (("mix=x",), 4, "nothing was changed\ntracks/a.yaml: mix has nested or empty values; change it by hand"),
    "a key that reads as a merge conflict": (("<<<<<<< a=b",), 4, "nothing was changed\ntracks/a.yaml: the new '<<<<<<< a' would look like a merge conflict that git left\ntracks/b.yaml: the new '<<<<<<< a' would look like a merge conflict that git left"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "code", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_meant_is_refused_in_a_line_and_nothing_is_written(
    words: tuple[str, ...], code: int, message: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(
        {
            **VOCABULARIES,
            "tracks/a.yaml": "stage: seed\nbpm: 120\nmix: {bus: 1}\n",
            "tracks/b.yaml": "stage: seed\nmood: [dark, calm]\n",
        }
    )
    before = read_all(root)
    assert run("set", *words, "a", "b") == Ran(code, "", f"prodash: {message}\n")
    assert read_all(root) == before


def test_a_value_that_makes_the_file_too_large_to_read_is_refused(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    before = read_all(root)
    assert run("set", "notes=" + "x" * 262_144, "a") == Ran(
        4,
        "",
        "prodash: nothing was changed\ntracks/a.yaml: the new 'notes' would make it unreadable: the file has more "
        "than 262,144 bytes; prodash does not read files of that size\n",
    )
    assert read_all(root) == before


QUOTED = [
    "a: b",
    "# x",
    "a #b",
    "- a",
    "yes",
    "1.0",
    "~",
    "null",
    "it's",
    'say "hi"',
    "'a'",
    '"a"',
    "\\n",
    "[a",
    "{a}",
]
QUOTED += ["&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "?", "---", "...", "=", "12:30", "🌱", "a  b", "é e\u0301", "\u202eb"]  # fmt: skip


@pytest.mark.parametrize("style", ["{}", "'{}'", '"{}"'], ids=["plain", "single", "double"])
def test_every_text_reads_back_exactly(style: str, catalogue: Make, run: Run) -> None:
    texts = {f"key {number}": text for number, text in enumerate(QUOTED)}
    keys = "".join(f"{key}: {style.format('x')}\n" for key in texts)
    catalogue({"tracks/a.yaml": f"title: {style.format('x')}\nstage: seed\n{keys}"})
    for text in QUOTED if style == "{}" else QUOTED[::5]:
        assert run("set", f"title={text}", "a").code == 0
        (track,) = json.loads(run("show", "a", "-f", "json").out)["tracks"]
        assert track["title"] == text
    assert run("set", *(f"{key}={text}" for key, text in texts.items()), "a").code == 0
    (track,) = json.loads(run("show", "a", "-f", "json").out)["tracks"]
    assert track["custom"] == {**texts, "key 5": 1.0 if style == "{}" else "1.0"}


def test_a_key_of_ones_own_that_is_in_use_can_be_near_to_a_known_one(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nnote: x\n"})
    assert run("set", "note=none", "a") == Ran(0, "a  x → none\n1 changed\n")
    assert (root / "tracks/a.yaml").read_bytes() == b"stage: seed\nnote: none\n"


def test_a_list_of_one_with_a_comma_is_not_two(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nmood: ['a, b']\n"})
    assert run("set", "mood=a,b", "a") == Ran(0, "a  ['a, b'] → [a, b]\n1 changed\n")
    assert (root / "tracks/a.yaml").read_bytes() == b"stage: seed\nmood: [a, b]\n"


def test_the_only_key_can_go_when_another_comes(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "bpm: 3\n"})
    assert run("set", "bpm=", "stage=seed", "a").code == 0
    assert (root / "tracks/a.yaml").read_bytes() == b"stage: seed\n"


def test_an_own_item_is_taken_by_its_very_text_first(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\ntags: [A, A#, a-, C++, c]\n"})
    assert run("set", "tags-=A", "a").code == 0
    assert (root / "tracks/a.yaml").read_bytes() == b"stage: seed\ntags: [A#, a-, C++, c]\n"
    either = "nothing was changed\ntracks/a.yaml: 'C' could be 'C++' or 'c'; write tags-= with one of them\n"
    assert run("set", "tags-=C", "a") == Ran(4, "", f"prodash: {either}")
    assert run("set", "tags-=C++", "a").code == 0
    assert (root / "tracks/a.yaml").read_bytes() == b"stage: seed\ntags: [A#, a-, c]\n"


def test_items_that_other_readers_would_mistake_are_quoted(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\ntags: [x]\n"})
    assert run("set", "tags+=yes,012,1:30,7,2026-12-01", "takes+=no,3", "a").code == 0
    assert (root / "tracks/a.yaml").read_bytes() == (
        b"stage: seed\ntags: [x, 'yes', '012', '1:30', 7, 2026-12-01]\ntakes: ['no', 3]\n"
    )


def test_the_order_of_workflows_stays_with_their_comments(catalogue: Make, run: Run) -> None:
    text = "stage: seed\nworkflows:\n  - vocals   # redo chorus\n  - mixing  # with Ana\n"
    root = catalogue({"tracks/a.yaml": text})
    assert run("set", "workflows=mixing,vocals", "a") == Ran(0, "nothing to change\n")
    assert run("set", "workflows=mixing,artwork,vocals", "a").code == 0
    assert (root / "tracks/a.yaml").read_text() == text + "  - artwork\n"


@pytest.mark.skipif(os.name == "nt", reason="a backslash parts folders on Windows")
def test_a_track_with_a_backslash_in_its_name_can_be_undone(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a\\b.yaml": "stage: seed\n"})
    before = read_all(root)
    assert run("set", "stage=mixing", "--all").code == 0
    assert run("undo").code == 0
    assert read_all(root) == before


@pytest.mark.parametrize(
    "words",
    [("set", "modo-=dark", "a"), ("replace", "dark", "light", "--in", "modo"), ("open", "a", "modo")],
    ids=lambda words: words[0],
)
def test_no_column_of_the_history_is_suggested_for_a_field_of_files(
    words: tuple[str, ...], catalogue: Make, run: Run
) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\nmood: dark\n"})
    assert run(*words) == Ran(3, "", "prodash: unknown field 'modo'; did you mean 'mood'?\n")
