"""stages, workflows and projects: add, rename, move and remove, each one batch with every track concerned."""

import difflib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.model.dates.phrases import ACCEPTED_DATES
from tests.conftest import Files, Ran, read_all

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
Lines = dict[str, list[str]]

STAGES = """\
# The path
stages:
  - seed
  - id: mixing   # loud
    name: Mixing
    colour: purple

  - id: out
    name: Published
    kind: finished
  - {id: shelf, kind: archived}
"""
WORKFLOWS = "workflows: [mixing, mastering]\n"
PROJECTS = """\
projects:
  - id: album
    name: The Album
    due: 2027-01-01

  - id: sides   # flip
    parent: album
  - tour
"""
TRACKS = {
    "tracks/a.yaml": "stage: mixing\nworkflows: [mixing, Mastering]\nprojects: album\n",
    "tracks/b.yaml": "stage: 'Mixing'  # by name\nworkflows: mixing\nprojects:\n- The Album\n- sides\n",
    "tracks/c.yaml": "{stage: seed, projects: [tour]}",
}
ALL = {"stages.yaml": STAGES, "workflows.yaml": WORKFLOWS, "projects.yaml": PROJECTS, **TRACKS}


def changed_lines(before: dict[str, bytes], after: dict[str, bytes]) -> Lines:
    """The lines of each file that differ, as git shows them."""
    found: Lines = {}
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) != after.get(path):
            texts = [files.get(path, b"").decode().splitlines() for files in (before, after)]
            lines = difflib.unified_diff(*texts, n=0, lineterm="")
            found[path] = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return found


ADDED: dict[str, tuple[tuple[str, ...], str, Lines]] = {
    "a stage behind the last active one": (
        ("stages", "add", "Mix Down"),
        (
            "stage mix-down  position  3\n"
            "stage mix-down  id        mix-down\n"
            "stage mix-down  name      Mix Down\n"
            "1 stage added\n"
        ),
        {"stages.yaml": ["+  - {id: mix-down, name: Mix Down}"]},
    ),
    "a finished stage before the archived ones": (
        ("stages", "add", "Delivered", "--kind", "Finished"),
        (
            "stage delivered  position  4\n"
            "stage delivered  id        delivered\n"
            "stage delivered  name      Delivered\n"
            "stage delivered  kind      finished\n"
            "1 stage added\n"
        ),
        {"stages.yaml": ["+  - {id: delivered, name: Delivered, kind: finished}"]},
    ),
    "an archived stage at the end": (
        ("stages", "add", "Attic", "--kind", "archived"),
        (
            "stage attic  position  5\n"
            "stage attic  id        attic\n"
            "stage attic  name      Attic\n"
            "stage attic  kind      archived\n"
            "1 stage added\n"
        ),
        {"stages.yaml": ["+  - {id: attic, name: Attic, kind: archived}"]},
    ),
    "a stage with everything, before another": (
        (
            "stages",
            "add",
            "Mix Down",
            "--before",
            "Mixing",
            "--emoji",
            "🎚",
            "--colour",
            "#ABC",
            "--description",
            "balance: it",
            "--kind",
            "active",
        ),
        (
            "stage mix-down  position     2\n"
            "stage mix-down  id           mix-down\n"
            "stage mix-down  name         Mix Down\n"
            "stage mix-down  emoji        🎚\n"
            "stage mix-down  colour       #ABC\n"
            "stage mix-down  description  balance: it\n"
            "stage mix-down  kind         active\n"
            "1 stage added\n"
        ),
        {
            "stages.yaml": [
                "+  - {id: mix-down, name: Mix Down, emoji: 🎚, colour: '#ABC', description: 'balance: it', kind: active}"
            ]
        },
    ),
    "a stage after another": (
        ("stages", "add", "Demo", "--after", "seed"),
        ("stage demo  position  2\nstage demo  id        demo\nstage demo  name      Demo\n1 stage added\n"),
        {"stages.yaml": ["+  - {id: demo, name: Demo}"]},
    ),
    "a workflow": (
        ("workflows", "add", "Stems"),
        ("workflow stems  position  3\nworkflow stems  id        stems\n1 workflow added\n"),
        {"workflows.yaml": ["-workflows: [mixing, mastering]", "+workflows: [mixing, mastering, stems]"]},
    ),
    "a workflow with a category": (
        ("workflows", "add", "Ünï Tape", "--category", "Studio", "--after", "mixing"),
        (
            "workflow ünï-tape  position  2\n"
            "workflow ünï-tape  id        ünï-tape\n"
            "workflow ünï-tape  name      Ünï Tape\n"
            "workflow ünï-tape  category  Studio\n"
            "1 workflow added\n"
        ),
        {
            "workflows.yaml": [
                "-workflows: [mixing, mastering]",
                "+workflows: [mixing, {id: ünï-tape, name: Ünï Tape, category: Studio}, mastering]",
            ]
        },
    ),
    "a project": (
        ("projects", "add", "Winter EP", "--due", "+2w", "--parent", "the album"),
        (
            "project winter-ep  position  4\n"
            "project winter-ep  id        winter-ep\n"
            "project winter-ep  name      Winter EP\n"
            "project winter-ep  parent    album\n"
            "project winter-ep  due       2026-12-05\n"
            "1 project added\n"
        ),
        {
            "projects.yaml": [
                "+",
                "+  - id: winter-ep",
                "+    name: Winter EP",
                "+    parent: album",
                "+    due: 2026-12-05",
            ]
        },
    ),
    "an id and another name": (
        ("projects", "add", "lp", "--name", "L.P."),
        ("project lp  position  4\nproject lp  id        lp\nproject lp  name      L.P.\n1 project added\n"),
        {"projects.yaml": ["+", "+  - id: lp", "+    name: L.P."]},
    ),
}

RENAMED: dict[str, tuple[tuple[str, ...], str, Lines]] = {
    "a stage": (
        ("stages", "rename", "mixing", "Mix Down"),
        (
            "stage mixing  id     mixing → mix-down\n"
            "stage mixing  name   Mixing → Mix Down\n"
            "a             stage  mixing → mix-down\n"
            "b             stage  Mixing → mix-down\n"
            "1 stage and 2 tracks changed\n"
        ),
        {
            "stages.yaml": [
                "-  - id: mixing   # loud",
                "-    name: Mixing",
                "+  - id: mix-down   # loud",
                "+    name: Mix Down",
            ],
            "tracks/a.yaml": ["-stage: mixing", "+stage: mix-down"],
            "tracks/b.yaml": ["-stage: 'Mixing'  # by name", "+stage: 'mix-down'  # by name"],
        },
    ),
    "its name only": (
        ("stages", "rename", "Mixing", "MIXING"),
        ("stage mixing  name  Mixing → MIXING\n1 stage changed\n"),
        {"stages.yaml": ["-    name: Mixing", "+    name: MIXING"]},
    ),
    "a stage to an id": (
        ("stages", "rename", "seed", "idea"),
        ("stage seed  id     seed → idea\nc           stage  seed → idea\n1 stage and 1 track changed\n"),
        {
            "stages.yaml": ["-  - seed", "+  - idea"],
            "tracks/c.yaml": ["-{stage: seed, projects: [tour]}", "+{stage: idea, projects: [tour]}"],
        },
    ),
    "other values too": (
        ("stages", "set", "seed", "name=Spark", "colour=teal", "kind=active"),
        (
            "stage seed  name    (none) → Spark\n"
            "stage seed  colour  (none) → teal\n"
            "stage seed  kind    (none) → active\n"
            "1 stage changed\n"
        ),
        {
            "stages.yaml": [
                "-  - seed",
                "+  - id: seed",
                "+    name: Spark",
                "+    colour: teal",
                "+    kind: active",
            ]
        },
    ),
    "a value taken away": (
        ("stages", "set", "mixing", "colour="),
        ("stage mixing  colour  purple → (none)\n1 stage changed\n"),
        {"stages.yaml": ["-    colour: purple"]},
    ),
    "a workflow": (
        ("workflows", "rename", "mixing", "Mix Down"),
        (
            "workflow mixing  id         mixing → mix-down\n"
            "a                workflows  mixing, Mastering → mix-down, Mastering\n"
            "b                workflows  mixing → mix-down\n"
            "1 workflow and 2 tracks changed\n"
        ),
        {
            "tracks/a.yaml": ["-workflows: [mixing, Mastering]", "+workflows: [mix-down, Mastering]"],
            "tracks/b.yaml": ["-workflows: mixing", "+workflows: mix-down"],
            "workflows.yaml": ["-workflows: [mixing, mastering]", "+workflows: [mix-down, mastering]"],
        },
    ),
    "the id of a project": (
        ("projects", "rename", "album", "lp"),
        (
            "project album  id        album → lp\n"
            "project sides  parent    album → lp\n"
            "a              projects  album → lp\n"
            "2 projects and 1 track changed\n"
        ),
        {
            "projects.yaml": ["-  - id: album", "+  - id: lp", "-    parent: album", "+    parent: lp"],
            "tracks/a.yaml": ["-projects: album", "+projects: lp"],
        },
    ),
    "a project": (
        ("projects", "rename", "album", "First LP"),
        (
            "project album  id        album → first-lp\n"
            "project album  name      The Album → First LP\n"
            "project sides  parent    album → first-lp\n"
            "a              projects  album → first-lp\n"
            "b              projects  The Album, sides → first-lp, sides\n"
            "2 projects and 2 tracks changed\n"
        ),
        {
            "projects.yaml": [
                "-  - id: album",
                "-    name: The Album",
                "+  - id: first-lp",
                "+    name: First LP",
                "-    parent: album",
                "+    parent: first-lp",
            ],
            "tracks/a.yaml": ["-projects: album", "+projects: first-lp"],
            "tracks/b.yaml": ["-- The Album", "+- first-lp"],
        },
    ),
    "into another parent": (
        ("projects", "set", "tour", "parent=sides", "due=2027-03-01"),
        (
            "project tour  parent  (none) → sides\n"
            "project tour  due     (none) → 2027-03-01\n"
            "1 project changed\n"
        ),
        {"projects.yaml": ["-  - tour", "+  - id: tour", "+    parent: sides", "+    due: 2027-03-01"]},
    ),
    "to what it is": (("projects", "rename", "tour", "tour"), ("nothing to change\n"), {}),
}

MOVED: dict[str, tuple[tuple[str, ...], str, Lines]] = {
    "to the front": (
        ("stages", "move", "mixing", "--before", "seed"),
        ("stage mixing  position  2 → 1\n1 stage changed\n"),
        {"stages.yaml": ["-  - seed", "+  - seed"]},
    ),
    "to the end": (
        ("projects", "move", "album", "--after", "tour"),
        ("project album  position  1 → 3\n1 project changed\n"),
        {
            "projects.yaml": [
                "+  - id: sides   # flip",
                "+    parent: album",
                "+",
                "+  - tour",
                "-",
                "-  - id: sides   # flip",
                "-    parent: album",
                "-  - tour",
            ]
        },
    ),
    "before itself": (("stages", "move", "mixing", "--before", "mixing"), ("nothing to change\n"), {}),
    "behind itself": (("stages", "move", "mixing", "--after", "mixing"), ("nothing to change\n"), {}),
    "in a flow list": (
        ("workflows", "move", "Mastering", "--before", "mixing"),
        ("workflow mastering  position  2 → 1\n1 workflow changed\n"),
        {"workflows.yaml": ["-workflows: [mixing, mastering]", "+workflows: [mastering, mixing]"]},
    ),
}

REMOVED: dict[str, tuple[tuple[str, ...], str, Lines]] = {
    "a stage without tracks": (
        ("stages", "remove", "out"),
        ("stage out  removed\n1 stage removed\n"),
        {"stages.yaml": ["-  - id: out", "-    name: Published", "-    kind: finished"]},
    ),
    "a stage into another": (
        ("stages", "remove", "mixing", "--into", "out"),
        (
            "stage mixing  removed\n"
            "a             stage    Mixing → Published\n"
            "b             stage    Mixing → Published\n"
            "1 stage removed, 2 tracks changed\n"
        ),
        {
            "stages.yaml": ["-  - id: mixing   # loud", "-    name: Mixing", "-    colour: purple", "-"],
            "tracks/a.yaml": ["-stage: mixing", "+stage: out"],
            "tracks/b.yaml": ["-stage: 'Mixing'  # by name", "+stage: 'out'  # by name"],
        },
    ),
    "a workflow": (
        ("workflows", "remove", "mixing"),
        (
            "workflow mixing  removed\n"
            "a                workflows  Mixing, Mastering → Mastering\n"
            "b                workflows  Mixing → (none)\n"
            "1 workflow removed, 2 tracks changed\n"
        ),
        {
            "tracks/a.yaml": ["-workflows: [mixing, Mastering]", "+workflows: [Mastering]"],
            "tracks/b.yaml": ["-workflows: mixing", "+workflows: []"],
            "workflows.yaml": ["-workflows: [mixing, mastering]", "+workflows: [mastering]"],
        },
    ),
    "a workflow into one that a track has": (
        ("workflows", "remove", "mixing", "--into", "mastering"),
        (
            "workflow mixing  removed\n"
            "a                workflows  Mixing, Mastering → Mastering\n"
            "b                workflows  Mixing → Mastering\n"
            "1 workflow removed, 2 tracks changed\n"
        ),
        {
            "tracks/a.yaml": ["-workflows: [mixing, Mastering]", "+workflows: [Mastering]"],
            "tracks/b.yaml": ["-workflows: mixing", "+workflows: mastering"],
            "workflows.yaml": ["-workflows: [mixing, mastering]", "+workflows: [mastering]"],
        },
    ),
    "a project": (
        ("projects", "remove", "album"),
        (
            "project album  removed\n"
            "project sides  parent    album → (none)\n"
            "a              projects  The Album → (none)\n"
            "b              projects  The Album, Sides → Sides\n"
            "1 project removed, 1 project and 2 tracks changed\n"
        ),
        {
            "projects.yaml": [
                "-  - id: album",
                "-    name: The Album",
                "-    due: 2027-01-01",
                "-",
                "-    parent: album",
            ],
            "tracks/a.yaml": ["-projects: album", "+projects: []"],
            "tracks/b.yaml": ["-- The Album"],
        },
    ),
    "a project in the middle": (
        ("projects", "remove", "sides"),
        (
            "project sides  removed\n"
            "b              projects  The Album, Sides → The Album\n"
            "1 project removed, 1 track changed\n"
        ),
        {"projects.yaml": ["-  - id: sides   # flip", "-    parent: album"], "tracks/b.yaml": ["-- sides"]},
    ),
    "a project into another": (
        ("projects", "remove", "album", "--into", "tour"),
        (
            "project album  removed\n"
            "project sides  parent    album → tour\n"
            "a              projects  The Album → Tour\n"
            "b              projects  The Album, Sides → Tour, Sides\n"
            "1 project removed, 1 project and 2 tracks changed\n"
        ),
        {
            "projects.yaml": [
                "-  - id: album",
                "-    name: The Album",
                "-    due: 2027-01-01",
                "-",
                "-    parent: album",
                "+    parent: tour",
            ],
            "tracks/a.yaml": ["-projects: album", "+projects: tour"],
            "tracks/b.yaml": ["-- The Album", "+- tour"],
        },
    ),
    "a project into one inside it": (
        ("projects", "remove", "album", "--into", "sides"),
        (
            "project album  removed\n"
            "project sides  parent    album → (none)\n"
            "a              projects  The Album → Sides\n"
            "b              projects  The Album, Sides → Sides\n"
            "1 project removed, 1 project and 2 tracks changed\n"
        ),
        {
            "projects.yaml": [
                "-  - id: album",
                "-    name: The Album",
                "-    due: 2027-01-01",
                "-",
                "-    parent: album",
            ],
            "tracks/a.yaml": ["-projects: album", "+projects: sides"],
            "tracks/b.yaml": ["-- The Album"],
        },
    ),
}

DONE = {
    f"{verb}: {name}": case
    for verb, cases in (("added", ADDED), ("renamed", RENAMED), ("moved", MOVED), ("removed", REMOVED))
    for name, case in cases.items()
}


@pytest.mark.parametrize(("argv", "out", "lines"), DONE.values(), ids=DONE)
def test_only_the_lines_concerned_change_and_undo_gives_back_every_byte(
    argv: tuple[str, ...], out: str, lines: Lines, catalogue: Make, run: Run
) -> None:
    root = catalogue(ALL)
    before = read_all(root)
    assert run(*argv) == Ran(0, out)
    assert changed_lines(before, read_all(root)) == lines
    assert run("check").code == 0
    if lines:
        assert run("undo").code == 0
    assert read_all(root) == before


@pytest.mark.parametrize(("argv", "out"), [case[:2] for case in DONE.values()], ids=DONE)
def test_a_dry_run_says_the_same_and_writes_nothing(
    argv: tuple[str, ...], out: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(ALL)
    before = read_all(root)
    ran = run(*argv, "--dry-run")
    assert (ran.code, ran.err, ran.out.splitlines()[:-1]) == (0, "", out.splitlines()[:-1])
    assert read_all(root) == before


def test_json_is_the_whole_plan(catalogue: Make, run: Run) -> None:
    catalogue(ALL)
    ran = run("stages", "remove", "mixing", "--into", "out", "-f", "json")
    common = {"field": "stage", "after": "out", "changes": True}
    assert json.loads(ran.out) == {
        "schema_version": 2,
        "kind": "changes",
        "total": 3,
        "shown": 3,
        "summary": "Remove stage Mixing into Published",
        "changed": 3,
        "already_so": 0,
        "written": True,
        "changes": [
            {
                "kind": "stage",
                "id": "mixing",
                "path": "stages.yaml",
                "field": "position",
                "before": 2,
                "after": None,
                "changes": True,
            },
            {"kind": "track", "id": "a", "path": "tracks/a.yaml", "before": "mixing", **common},
            {"kind": "track", "id": "b", "path": "tracks/b.yaml", "before": "Mixing", **common},
        ],
        "problems": [],
    }
    assert (ran.code, ran.err) == (0, "")


SUMMARIES = {
    "add": (("stages", "add", "Mix Down"), "Add stage Mix Down"),
    "rename": (("stages", "rename", "mixing", "Mix Down"), "Rename stage Mixing to Mix Down"),
    "rename of an id": (("projects", "rename", "album", "lp"), "Rename project album to lp"),
    "move": (("stages", "move", "mixing", "--before", "seed"), "Move stage Mixing before Seed"),
    "move to the end": (("stages", "move", "mixing", "--after", "shelf"), "Move stage Mixing to the end"),
    "remove": (("workflows", "remove", "mixing"), "Remove workflow Mixing"),
}


@pytest.mark.parametrize(("argv", "summary"), SUMMARIES.values(), ids=SUMMARIES)
def test_the_batch_is_called_what_it_does(
    argv: tuple[str, ...], summary: str, catalogue: Make, run: Run
) -> None:
    catalogue(ALL)
    assert json.loads(run(*argv, "-n", "-f", "json").out)["summary"] == summary


WRONG = {
    "a taken name": (
        ("stages", "add", "Published"),
        4,
        "nothing was changed\nstages.yaml: the stage 'out' already has that id or name; choose another",
    ),
    "a name that is another's id": (
        ("stages", "add", "OUT!"),
        4,
        "nothing was changed\nstages.yaml: the stage 'out' already has that id or name; choose another",
    ),
    "a rename to a taken name": (
        ("workflows", "rename", "mixing", "Mastering"),
        4,
        (
            "nothing was changed\nworkflows.yaml: the workflow 'mastering' already has that id or name; choose another; "
            "to merge the two, run 'prodash workflows remove mixing --into mastering'"
        ),
    ),
    "a reserved word": (
        ("workflows", "add", "None"),
        2,
        (
            "no workflow id can be made from 'None'; the word has a special meaning in prodash or YAML; "
            "choose another"
        ),
    ),
    "a name without letters": (
        ("stages", "add", "!?"),
        2,
        "no stage id can be made from '!?'; write an id instead, and add '--name=!?'",
    ),
    "no name": (("stages", "add", " "), 2, "a stage needs a name; write one"),
    "a rename to no name": (("projects", "rename", "album", ""), 2, "a project needs a name; write one"),
    "an empty --name": (("stages", "add", "x", "--name", ""), 2, "a stage needs a name; write one"),
    "control characters": (
        ("stages", "add", "x", "--description", "a\tb"),
        2,
        "'a\\tb' has control characters; type it again",
    ),
    "a line end of Unicode": (
        ("workflows", "set", "mixing", "name=a\u2028b"),
        2,
        "'a\\u2028b' has control characters; type it again",
    ),
    "bytes that are not UTF-8": (
        ("projects", "rename", "album", "caf\udce9"),
        2,
        "'caf\\udce9' has characters that are not valid UTF-8; type it again",
    ),
    "a colour that is none": (
        ("stages", "add", "x", "--colour", "puple"),
        2,
        "'puple' is not a colour; write #64748b, a name of CSS or of the palette; did you mean 'purple'?",
    ),
    "a kind that is none": (
        ("stages", "add", "x", "--kind", "done"),
        2,
        "'done' is not a kind of stage; choose from active, finished, archived",
    ),
    "a date that is none": (
        ("projects", "add", "x", "--due", "in a while"),
        2,
        f"'in a while' is not a date; write {ACCEPTED_DATES}",
    ),
    "an unknown parent": (
        ("projects", "add", "x", "--parent", "albm"),
        3,
        "unknown project 'albm'; did you mean 'album'?",
    ),
    "a parent inside it": (
        ("projects", "set", "album", "parent=Sides"),
        2,
        "'sides' is inside 'album', so it cannot be its parent; choose another",
    ),
    "itself as parent": (
        ("projects", "set", "album", "parent=album"),
        2,
        "'album' is inside 'album', so it cannot be its parent; choose another",
    ),
    "two places": (
        ("stages", "move", "mixing", "--before", "seed", "--after", "out"),
        2,
        "use either --before or --after, not both",
    ),
    "no place": (
        ("stages", "move", "mixing"),
        2,
        "choose where to move it, with --before or --after another stage",
    ),
    "an unknown place": (
        ("stages", "add", "x", "--after", "mixng"),
        3,
        "unknown stage 'mixng'; did you mean 'mixing'?",
    ),
    "an unknown stage to move": (
        ("stages", "move", "mixng", "--after", "seed"),
        3,
        "unknown stage 'mixng'; did you mean 'mixing'?",
    ),
    "an unknown project to rename": (
        ("projects", "rename", "zzz", "x"),
        3,
        "unknown project 'zzz'; choose from 'album', 'sides', 'tour'",
    ),
    "an unknown workflow to remove": (
        ("workflows", "remove", "mixin"),
        3,
        "unknown workflow 'mixin'; did you mean 'mixing'?",
    ),
    "an unknown --into": (
        ("stages", "remove", "mixing", "--into", "seeed"),
        3,
        "unknown stage 'seeed'; did you mean 'seed'?",
    ),
    "itself as --into": (
        ("workflows", "remove", "mixing", "--into", "Mixing"),
        2,
        "--into names the workflow itself; name another one",
    ),
    "a stage that tracks are in": (
        ("stages", "remove", "mixing"),
        4,
        (
            "nothing was changed\nstages.yaml: 'mixing' still has tracks (2); "
            "choose a stage for them with --into"
        ),
    ),
    "an option of another kind": (
        ("projects", "add", "x", "--kind", "active"),
        2,
        "No such option: --kind; 'prodash projects add --help' shows how",
    ),
}


@pytest.mark.parametrize(("argv", "code", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_meant_says_how_to_do_it_and_writes_nothing(
    argv: tuple[str, ...], code: int, message: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(ALL)
    before = read_all(root)
    assert run(*argv) == Ran(code, "", f"prodash: {message}\n")
    assert read_all(root) == before


PLACES = {
    "no other stage": ("stages:\n- a\n", (), "stages:\n- a\n- x\n"),
    "finished stages only": ("stages:\n- {id: a, kind: finished}\n", (), "stages:\n- {id: x, name: X}\n- {id: a, kind: finished}\n"),
    "archived before active": ("stages:\n- {id: a, kind: archived}\n- b\n", (), "stages:\n- {id: a, kind: archived}\n- b\n- {id: x, name: X}\n"),
    "finished behind all that are not archived": (
        "stages:\n- a\n- {id: b, kind: archived}\n",
        ("--kind", "finished"),
        "stages:\n- a\n- {id: x, name: X, kind: finished}\n- {id: b, kind: archived}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "options", "after"), PLACES.values(), ids=PLACES)
def test_a_new_stage_goes_where_its_kind_belongs(
    before: str, options: tuple[str, ...], after: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"stages.yaml": before})
    assert run("stages", "add", "X", *options).code == 0
    assert (root / "stages.yaml").read_text() == after


def test_byte_order_mark_and_windows_line_ends_stay(catalogue: Make, run: Run) -> None:
    root = catalogue({"workflows.yaml": b"\xef\xbb\xbfworkflows:\r\n- id: a\r\n# b\r\n- id: b\r\n"})
    assert run("workflows", "add", "X").code == 0
    assert run("workflows", "move", "b", "--before", "a").code == 0
    assert run("workflows", "rename", "a", "A, too").code == 0
    assert (root / "workflows.yaml").read_bytes() == (
        b"\xef\xbb\xbfworkflows:\r\n# b\r\n- id: b\r\n- id: a-too\r\n  name: A, too\r\n- id: x\r\n"
    )


NO_FILE = {
    "tracks/a.yaml": "stage: seed\nworkflows: [Final Mix, R&B, stems, final-mix]\nprojects: [EP, Live, ep]\n",
    "tracks/b.yaml": "stage: seed\nworkflows: Stems\n",
}


@pytest.mark.parametrize(
    ("argv", "path", "text"),
    [
        (
            ("workflows", "add", "Artwork", "--colour", "pink"),
            "workflows.yaml",
            "workflows:\n  - final-mix\n  - id: r-b\n    name: R&B\n  - stems\n  - id: artwork\n    name: Artwork\n    colour: pink\n",
        ),
        (("workflows", "add", "STEMS"), "workflows.yaml", "workflows:\n  - final-mix\n  - id: r-b\n    name: R&B\n  - id: stems\n    name: STEMS\n"),
        (
            ("projects", "add", "LP", "--parent", "live", "--before", "EP"),
            "projects.yaml",
            "projects:\n  - id: lp\n    name: LP\n    parent: live\n  - id: ep\n    name: EP\n  - id: live\n",
        ),
        (("projects", "add", "Tour"), "projects.yaml", "projects:\n  - id: ep\n    name: EP\n  - id: live\n  - id: tour\n"),
    ],
    ids=["a workflow", "one that tracks use", "a project inside one that tracks use", "an id alone"],
)  # fmt: skip
def test_the_first_entry_of_a_file_brings_all_names_that_tracks_use(
    argv: tuple[str, ...], path: str, text: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(NO_FILE)
    before = read_all(root)
    ran = run(*argv)
    assert ran.code == 0
    assert {p: b for p, b in read_all(root).items() if p not in before} == {path: text.encode()}
    assert run("check").code == 0
    assert run("undo").code == 0
    assert read_all(root) == before


@pytest.mark.parametrize("text", ["workflows:\n", "workflows: ~\n", "workflows: []\n", "# none yet\n", ""])
def test_a_file_that_lists_nothing_takes_its_first_entry(text: str, catalogue: Make, run: Run) -> None:
    root = catalogue({"workflows.yaml": text})
    assert run("workflows", "add", "Stems") == Ran(
        0,
        "workflow stems  position  1\nworkflow stems  id        stems\nworkflow stems  name      Stems\n"
        "1 workflow added\n",
    )
    comment = text if text.startswith("#") else ""
    assert (root / "workflows.yaml").read_text() == f"{comment}workflows:\n  - id: stems\n    name: Stems\n"
    run("undo")
    assert (root / "workflows.yaml").read_text() == text


def test_an_empty_file_gets_the_names_that_tracks_use_too(catalogue: Make, run: Run) -> None:
    root = catalogue({**NO_FILE, "workflows.yaml": "workflows:\n"})
    assert run("workflows", "add", "Artwork").code == 0
    assert (root / "workflows.yaml").read_text() == (
        "workflows:\n  - final-mix\n  - id: r-b\n    name: R&B\n  - stems\n  - artwork\n"
    )
    assert run("check").code == 0


def test_a_name_that_can_be_no_id_stops_the_first_entry_of_a_file(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nworkflows: ['?', none]\n"})
    before = read_all(root)
    assert run("workflows", "add", "Stems") == Ran(
        4,
        "",
        "prodash: nothing was changed\n"
        "tracks/a.yaml: '?' cannot be the id of a workflow; run \"prodash workflows rename '?' NEW\" first\n"
        "tracks/a.yaml: 'none' cannot be the id of a workflow; run 'prodash workflows rename none NEW' first\n",
    )
    assert read_all(root) == before


WITHOUT_FILE: dict[str, tuple[tuple[str, ...], Lines]] = {
    "rename": (
        ("workflows", "rename", "final mix", "Mix Down"),
        {
            "tracks/a.yaml": [
                "-workflows: [Final Mix, R&B, stems, final-mix]",
                "+workflows: [mix-down, R&B, stems]",
            ]
        },
    ),
    "remove": (
        ("workflows", "remove", "Stems"),
        {
            "tracks/a.yaml": [
                "-workflows: [Final Mix, R&B, stems, final-mix]",
                "+workflows: [Final Mix, R&B, final-mix]",
            ],
            "tracks/b.yaml": ["-workflows: Stems", "+workflows: []"],
        },
    ),
    "remove into another": (
        ("projects", "remove", "live", "--into", "ep"),
        {"tracks/a.yaml": ["-projects: [EP, Live, ep]", "+projects: [EP, ep]"]},
    ),
}


@pytest.mark.parametrize(("argv", "lines"), WITHOUT_FILE.values(), ids=WITHOUT_FILE)
def test_without_the_file_only_tracks_change(
    argv: tuple[str, ...], lines: Lines, catalogue: Make, run: Run
) -> None:
    root = catalogue(NO_FILE)
    before = read_all(root)
    assert run(*argv).code == 0
    assert changed_lines(before, read_all(root)) == lines
    assert run("undo").code == 0
    assert read_all(root) == before


NOT_WITHOUT_FILE = {
    "move": (
        ("workflows", "move", "stems", "--before", "R&B"),
        4,
        (
            "nothing was changed\nworkflows.yaml: it does not exist, so workflows have no order; "
            "'prodash workflows add' creates it"
        ),
    ),
    "rename to a name in use": (
        ("workflows", "rename", "stems", "R&B"),
        4,
        (
            "nothing was changed\nworkflows.yaml: the workflow 'R&B' already has that id or name; choose another; "
            "to merge the two, run \"prodash workflows remove Stems --into 'R&B'\""
        ),
    ),
    "options": (
        ("workflows", "set", "stems", "name=Tracks", "colour=teal"),
        2,
        "workflows.yaml does not exist; create it with 'prodash workflows add'",
    ),
    "add of an unknown parent": (
        ("projects", "add", "x", "--parent", "y"),
        3,
        "unknown project 'y'; choose from 'ep', 'live'",
    ),
}


@pytest.mark.parametrize(("argv", "code", "message"), NOT_WITHOUT_FILE.values(), ids=NOT_WITHOUT_FILE)
def test_what_needs_the_file_is_refused_without_it(
    argv: tuple[str, ...], code: int, message: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(NO_FILE)
    before = read_all(root)
    assert run(*argv) == Ran(code, "", f"prodash: {message}\n")
    assert read_all(root) == before


BROKEN = {"tracks/x.yaml": "title: [\n"}
PROBLEM = (
    "tracks/x.yaml:2:1: error: a value is missing here; write one or close the bracket before it [syntax]\n"
)


@pytest.mark.parametrize(
    "argv",
    [
        ("workflows", "rename", "mixing", "Mix"),
        ("projects", "set", "album", "name=LP"),
        ("workflows", "remove", "mixing"),
        ("stages", "remove", "out"),
    ],
    ids=["rename", "another name", "remove", "remove a stage"],
)
def test_a_track_that_cannot_be_read_may_use_the_name_so_nothing_changes(
    argv: tuple[str, ...], catalogue: Make, run: Run
) -> None:
    root = catalogue({**ALL, **BROKEN})
    before = read_all(root)
    reason = f"it could not be read, so it may name {argv[2]!r}; 'prodash check' says why"
    assert run(*argv) == Ran(4, "", f"{PROBLEM}prodash: nothing was changed\ntracks/x.yaml: {reason}\n")
    assert read_all(root) == before


@pytest.mark.parametrize(
    "argv",
    [
        ("workflows", "rename", "mixing", "MIXING"),
        ("stages", "set", "out", "colour=teal"),
        ("stages", "move", "mixing", "--before", "seed"),
        ("projects", "add", "LP"),
    ],
    ids=["the same name", "a colour", "move", "add"],
)
def test_a_track_that_cannot_be_read_stops_nothing_that_does_not_concern_it(
    argv: tuple[str, ...], catalogue: Make, run: Run
) -> None:
    root = catalogue({**ALL, **BROKEN})
    before = read_all(root)
    ran = run(*argv)
    assert (ran.code, ran.err) == (1, PROBLEM)
    assert changed_lines(before, read_all(root)).keys() == {f"{argv[0]}.yaml"}


@pytest.mark.parametrize(
    "argv", [("add", "X"), ("rename", "a", "X"), ("move", "a", "--before", "b"), ("remove", "a")]
)
@pytest.mark.parametrize("kind", ["stages", "workflows", "projects"])
def test_a_file_that_is_broken_is_left_alone(
    kind: str, argv: tuple[str, ...], catalogue: Make, run: Run
) -> None:
    root = catalogue({f"{kind}.yaml": f"{kind}: [a, b\n", "tracks/a.yaml": "stage: a\n"})
    before = read_all(root)
    ran = run(kind, *argv)
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.endswith(
        f"nothing was changed\n{kind}.yaml: it could not be read; 'prodash check' says why\n"
    )
    assert read_all(root) == before


def test_the_last_stage_stays(catalogue: Make, run: Run) -> None:
    root = catalogue({"stages.yaml": "stages: [seed]\n"})
    reason = "it is the last stage, and every track needs one; add another stage first"
    assert run("stages", "remove", "seed") == Ran(
        4, "", f"prodash: nothing was changed\nstages.yaml: {reason}\n"
    )
    assert (root / "stages.yaml").read_text() == "stages: [seed]\n"


@pytest.mark.parametrize("kind", ["workflows", "projects"])
def test_removing_the_last_entry_leaves_an_empty_list_to_which_one_can_be_added(
    kind: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({f"{kind}.yaml": f"# mine\n{kind}:  # all\n- id: a  # one\n  name: A\n\n# end\n"})
    before = read_all(root)
    assert run(kind, "remove", "a") == Ran(0, f"{kind[:-1]} a  removed\n1 {kind[:-1]} removed\n")
    assert (root / f"{kind}.yaml").read_text() == f"# mine\n{kind}: []  # all\n\n# end\n"
    assert run("check").code == 0
    assert run(kind, "add", "B").code == 0
    assert (root / f"{kind}.yaml").read_text() == f"# mine\n{kind}:  # all\n  - id: b\n    name: B\n\n# end\n"
    assert (run("undo").code, run("undo").code) == (0, 0)
    assert read_all(root) == before


def test_projects_in_a_circle_can_be_taken_apart(catalogue: Make, run: Run) -> None:
    circle = "projects:\n- {id: a, parent: b}\n- {id: b, parent: a}\n- {id: c, parent: c}\n"
    root = catalogue({"projects.yaml": circle})
    assert run("projects", "remove", "a").code == 1
    assert run("projects", "remove", "c") == Ran(0, "project c  removed\n1 project removed\n")
    assert (root / "projects.yaml").read_text() == "projects:\n- {id: b}\n"


def test_removing_a_project_into_one_inside_it_keeps_all_others_in_the_tree(
    catalogue: Make, run: Run
) -> None:
    tree = "projects:\n- a\n- {id: b, parent: a}\n- {id: c, parent: b}\n- {id: d, parent: b}\n"
    root = catalogue({"projects.yaml": tree})
    assert run("projects", "remove", "b", "--into", "d").code == 0
    assert (
        root / "projects.yaml"
    ).read_text() == "projects:\n- a\n- {id: c, parent: d}\n- {id: d, parent: a}\n"
