"""check --fix: what has one right answer is corrected, and not a byte more."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.cli import main
from prodash.errors import ExitCode
from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.model.catalogue.kinds import PROJECT
from prodash.model.names.similar import similar_keys
from prodash.storage.edit.verify import content
from prodash.storage.yaml.nodes import Document, Mapping, Sequence
from prodash.storage.yaml.parse import parse
from tests.conftest import Files, Ran, read_all, write_files
from tests.examples import examples

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

A = "tracks/a.yaml"
NAMED: Files = {
    "workflows.yaml": "workflows: [mixing, {id: vocals, name: Lead Vocals}]\n",
    "projects.yaml": "projects: [summer-ep, harbour]\n",
}

FIXED = {
    "key": (A, "# top\nstgae:   'seed'  # mine\n", "# top\nstage:   'seed'  # mine\n"),
    "key in quotes": (A, '"Stage" : seed\r\n', '"stage" : seed\r\n'),
    "key in a flow mapping": (A, '{"stgae":"seed"}', '{"stage":"seed"}'),
    "key with a block": (A, "stage: seed\nNotes: |\n  a\n\n  b\n", "stage: seed\nnotes: |\n  a\n\n  b\n"),
    "key with a question mark": (A, "? stgae\n: seed\n", "? stage\n: seed\n"),
    "key and its value": (A, "stgae: Seed # c\n", "stage: seed # c\n"),
    "key and its list": (
        A,
        "stage: seed\nworkflow:\n- Lead Vocals # c\n- mixing\n",
        "stage: seed\nworkflows:\n- vocals # c\n- mixing\n",
    ),
    "name": (A, "stage: 'Ready to Release' # c", "stage: 'ready-to-release' # c"),
    "names in a list": (
        A,
        "stage: seed\nprojects: [ 'Summer EP', harbour ] # c\n",
        "stage: seed\nprojects: [ 'summer-ep', harbour ] # c\n",
    ),
    "one bare name": (A, "stage: seed\nworkflows: Lead_Vocals\n", "stage: seed\nworkflows: vocals\n"),
    "twice": (
        A,
        "stage: seed\nworkflows:\n  - mixing  # one\n  - vocals\n\n  - mixing\n",
        "stage: seed\nworkflows:\n  - mixing  # one\n  - vocals\n\n",
    ),
    "twice by id and name": (
        A,
        "stage: seed\nworkflows: [vocals, Lead Vocals, mixing]\n",
        "stage: seed\nworkflows: [vocals, mixing]\n",
    ),
    "the first of two stays with its comment": (
        A,
        "stage: seed\nworkflows:\n- Mixing # by Ann\n- mixing # again\n",
        "stage: seed\nworkflows:\n- mixing # by Ann\n",
    ),
    "the first of two that are apart": (
        A,
        "stage: seed\nworkflows:\n- Lead Vocals # by Ann\n- mixing\n- vocals\n",
        "stage: seed\nworkflows:\n- vocals # by Ann\n- mixing\n",
    ),
    "key without a letter": (
        A,
        "stage: seed\nwrkflows: [vocals]\nproject: harbour\n",
        "stage: seed\nworkflows: [vocals]\nprojects: harbour\n",
    ),
    "doubled letter": (A, "stage: seed\nduee: 2026-12-01\n", "stage: seed\ndue: 2026-12-01\n"),
    "key of a stage": (
        "stages.yaml",
        "stages:\n- seed\n- id: mixing\n  desciption: |  \n    a\n  color: blue # c\n",
        "stages:\n- seed\n- id: mixing\n  description: |  \n    a\n  colour: blue # c\n",
    ),
    "name under a near key": (
        "projects.yaml",
        "projects:\n- {id: summer-ep, Name: Sommer}\n- {id: x, parnet: Sommer}\n- {id: y, parent: X}\n",
        "projects:\n- {id: summer-ep, name: Sommer}\n- {id: x, parent: summer-ep}\n- {id: y, parent: x}\n",
    ),
}


@pytest.mark.parametrize(("path", "before", "after"), FIXED.values(), ids=FIXED)
def test_the_bytes_concerned_change_and_undo_gives_them_back(
    path: str, before: str, after: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({**NAMED, path: before})
    old = read_all(root)
    assert run("check", "--fix").out == run("check").out
    assert read_all(root) == {**old, path: after.encode()}
    assert run("check", "--fix", "--dry-run").err == "nothing to change\n"
    assert run("undo").out.endswith(" changed\n")
    assert read_all(root) == old


LEFT = {
    "the right key is there": "stage: seed\nNotes: a\nnotes: b\n",
    "two slips for one key": "stage: seed\nNotes: a\nnottes: b\n",
    "a key that is there twice": "stage: seed\nNotes: a\nNotes: b\n",
    "a group where a text belongs": "stage: seed\nNotes: {a: b}\n",
    "a list where a text belongs": "stage: seed\ntitel: [a]\n",
    "no date": "stage: seed\nduee: soon\n",
    "a list of groups": "stage: seed\nworkflow: [{a: b}]\n",
    "a digit more": "stage: seed\ntitle2: a\ndue2: 2026-12-01\nnotes2: a\n",
    "a second word": "stage: seed\nproject_a: harbour\nstage-b: seed\n",
    "words of their own": "stage: seed\nvotes: 12\ntile: 120\nnote: C#4\ntitles: a\n",
    "unknown names under a near key": "stage: seed\nworkflow: Foo\nproject: [harbour, Bar]\n",
    "an unknown stage": "stgae: Foo\n",
    "unknown names": "stage: seed\nworkflows: [Foo, foo]\n",
}


LEFT_IN_PROJECTS = {
    "unknown parent": "projects: [a, {id: b, paretn: c}]\n",
    "the project itself": "projects: [{id: a, parnet: A}]\n",
    "a project inside it": "projects: [{id: a, paretn: b}, {id: b, parent: a}]\n",
    "the name of another": "projects: [{id: a, name: X}, {id: b, Name: x}]\n",
}


@pytest.mark.parametrize("text", LEFT_IN_PROJECTS.values(), ids=LEFT_IN_PROJECTS)
def test_no_warning_about_projects_becomes_an_error(text: str, catalogue: Make, run: Run) -> None:
    root = catalogue({"projects.yaml": text})
    checked, before = run("check"), read_all(root)
    assert (checked.code, checked.out.count("[near-key]")) == (0, 1)
    assert run("check", "--fix") == checked
    assert read_all(root) == before


def test_of_two_parents_that_would_make_a_circle_one_is_fixed(catalogue: Make, run: Run) -> None:
    root = catalogue({"projects.yaml": "projects: [{id: a, paretn: b}, {id: b, paretn: a}]\n"})
    assert run("check", "--fix").code == 0
    assert read_all(root)["projects.yaml"] == b"projects: [{id: a, parent: b}, {id: b, paretn: a}]\n"


def test_names_under_a_near_key_stay_while_the_file_that_lists_them_is_broken(
    catalogue: Make, run: Run
) -> None:
    root = catalogue({A: "stage: seed\nworkflow: x\n", "workflows.yaml": "workflows: [\n"})
    before = read_all(root)
    assert run("check", "--fix") == run("check")
    assert read_all(root) == before


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_what_has_no_one_right_answer_is_left_and_reported(text: str, catalogue: Make, run: Run) -> None:
    root = catalogue({**NAMED, A: text})
    checked, before = run("check"), read_all(root)
    assert checked.out
    assert run("check", "--fix") == checked
    assert read_all(root) == before


def test_the_plan_is_told_on_stderr_and_what_is_left_on_stdout(catalogue: Make, run: Run) -> None:
    root = catalogue({**NAMED, A: "stgae: Seed\nworkflows: [Foo, Lead Vocals]\n"})
    before = read_all(root)
    left = "tracks/a.yaml:2:13: error: unknown workflow 'Foo'; choose from 'mixing', 'vocals' [unknown-workflow]\n"
    plan = "a  key name   stgae → stage\na  stage      Seed → seed\na  workflows  Foo, Lead Vocals → Foo, vocals\n"
    tried = run("check", "--fix", "--dry-run")
    assert (tried.code, tried.err) == (1, plan + "1 would change\n")
    assert tried.out == run("check").out
    assert read_all(root) == before
    assert run("check", "--fix") == Ran(1, left, plan + "1 changed\n")
    assert run("check", "--fix") == Ran(1, left)


def test_in_any_form_the_answer_is_what_is_left(catalogue: Make, run: Run) -> None:
    catalogue({A: "stage: Seed\nbpm: 1\nNotes: {}\n"})
    ran = run("check", "--fix", "--format", "csv", "--columns", "path,code")
    assert ran == Ran(0, "path,code\ntracks/a.yaml,near-key\n", "a  Seed → seed\n1 changed\n")


def test_quiet_says_nothing_of_what_was_fixed(catalogue: Make, run: Run) -> None:
    catalogue({A: "stage: Seed\n"})
    assert run("check", "--fix", "--quiet", "--strict") == Ran(0)


def test_only_the_files_that_are_named_are_fixed(catalogue: Make, run: Run) -> None:
    files = {A: "stage: Seed\n", "tracks/b.yaml": "stage: Seed\n", **NAMED}
    root = catalogue(files)
    run("check", "--fix", "tracks/b.yaml")
    assert read_all(root)[A] == b"stage: Seed\n"
    assert read_all(root)["tracks/b.yaml"] == b"stage: seed\n"
    run("check", "--fix", "projects.yaml")
    assert read_all(root)[A] == b"stage: Seed\n"
    run("check", "--fix", "stages.yaml")
    assert read_all(root)[A] == b"stage: seed\n"


UNSAFE = {
    "an anchor": ("stage: &s Mixing\n", "the value of 'stage' has an anchor; write the plain value by hand"),
    "an alias": (
        "x: &x Mixing\nstage: *x\n",
        "the value of 'stage' has an alias; write the plain value by hand",
    ),
    "a tag": ("stage: !x Mixing\n", "the value of 'stage' has a tag; write the plain value by hand"),
}


@pytest.mark.parametrize(("text", "reason"), UNSAFE.values(), ids=UNSAFE)
def test_a_file_that_cannot_be_fixed_is_named_and_left_and_the_others_are_fixed(
    text: str, reason: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({A: "stage: Seed\n", "tracks/b.yaml": text})
    before, checked = read_all(root), run("check", "tracks/b.yaml")
    left = f"tracks/b.yaml: skipped: {reason}\n"
    plan = "a  Seed → seed\n"
    tried = run("check", "--fix", "--dry-run")
    assert (tried.code, tried.err) == (checked.code, f"{left}{plan}1 would change\n")
    assert read_all(root) == before
    assert run("check", "--fix") == Ran(checked.code, checked.out, f"{left}{plan}1 changed\n")
    assert read_all(root) == {**before, A: b"stage: seed\n"}
    strict = "".join(line for line in checked.out.splitlines(keepends=True) if "[name-for-id]" not in line)
    assert run("check", "--fix", "--strict") == Ran(int(bool(strict)), strict, left)
    run("undo")
    assert read_all(root) == before


@pytest.mark.skipif(os.name == "nt", reason="links need rights of their own on Windows")
def test_what_is_read_only_or_outside_is_left(
    catalogue: Make, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = catalogue(
        {A: "stage: Seed\n", "tracks/b.yaml": "stage: Seed\n", "tracks/c.yaml": "stage: &s Seed\nsame: *s\n"}
    )
    (root / "tracks/b.yaml").chmod(0o444)
    outside = tmp_path_factory.mktemp("outside")
    (outside / "d.yaml").write_text("stage: Seed\n")
    (root / "tracks" / "shared").symlink_to(outside, target_is_directory=True)
    ran = run("check", "--fix")
    assert ran.out == (
        "tracks/b.yaml:1:8: warning: 'Seed' means the stage 'seed', and names stand for ids in 2 more places, "
        "tracks/c.yaml:1, tracks/shared/d.yaml:1; 'prodash check --fix' writes the ids [name-for-id]\n"
    )
    assert ran.code == 0
    assert ran.err == (
        "tracks/c.yaml: skipped: the value of 'stage' has an anchor; write the plain value by hand\n"
        f"tracks/shared/d.yaml: skipped: it leads outside the catalogue, to {outside}/d.yaml; change the file there\n"
        "tracks/b.yaml: skipped: it is read-only; change its permissions (chmod u+w)\n"
        "a  Seed → seed\n1 changed\n"
    )
    assert read_all(root)[A] == b"stage: seed\n"
    assert (outside / "d.yaml").read_text() == "stage: Seed\n"


def test_a_broken_file_is_left_and_the_others_are_fixed(catalogue: Make, run: Run) -> None:
    root = catalogue({A: "stage: Seed\n", "tracks/b.yaml": "stage: [\n"})
    assert run("check", "--fix").code == 1
    assert read_all(root)[A] == b"stage: seed\n"


def test_undo_shows_a_renamed_key(catalogue: Make, run: Run) -> None:
    catalogue({A: "stgae: seed\n"})
    run("check", "--fix")
    assert (
        run("undo").out
        == "Undo 'prodash check --fix', made just now\na  key name  stage → stgae\n1 changed\n"
    )


@pytest.mark.parametrize("option", ["--dry-run", "--yes", "--verbose", "--commit"])
def test_check_refuses_the_options_of_fix_without_fix(option: str, catalogue: Make, run: Run) -> None:
    catalogue({})
    assert run("check", option) == Ran(
        2, "", "prodash: --dry-run, --yes, --verbose and --commit only work with --fix; add it\n"
    )


def test_a_path_is_no_message_for_the_commit(catalogue: Make, run: Run) -> None:
    root = catalogue({A: "stage: Seed\n"})
    before = read_all(root)
    assert run("check", "--fix", "--commit", A) == Ran(
        2, "", f"prodash: --commit takes {A!r} as its message; put --commit last\n"
    )
    assert read_all(root) == before


KEYS = st.sampled_from(
    [
        "stage",
        "stgae",
        "Stage",
        "title",
        "workflows",
        "workflow",
        "projects",
        "Project",
        "due",
        "notes",
        "note",
        "nottes",
        "bpm",
    ]
)
NAMES = st.sampled_from(
    ["seed", "Seed", "mixing", "Mixing", "vocals", "Lead Vocals", "'harbour'", "Harbour", "x"]
)
VALUES = (
    NAMES
    | st.lists(NAMES, max_size=4).map(lambda names: f"[{', '.join(names)}]")
    | st.sampled_from(["", "{a: b}", "2026-12-01", "|\n  text\n", "\n  - Mixing # c\n  - mixing\n  - vocals"])
)
TRACKS = st.lists(st.tuples(KEYS, VALUES), min_size=1, max_size=6, unique_by=lambda entry: entry[0]).map(
    lambda entries: (
        "# top\n"
        + "".join(
            f"{key}: {value}  # {key}\n" if "\n" not in value else f"{key}: {value}\n"
            for key, value in entries
        )
    )
)
ENTRY_KEYS = st.sampled_from(["name", "namee", "Name", "parent", "parnet", "colour", "color", "due", "x"])
ENTRIES = st.lists(st.tuples(ENTRY_KEYS, NAMES), max_size=3, unique_by=lambda entry: entry[0]).map(
    lambda entries: (
        "projects:\n- harbour\n- id: summer\n" + "".join(f"  {key}: {value} # c\n" for key, value in entries)
    )
)


@given(track=TRACKS, other=TRACKS, projects=ENTRIES, has_workflows=st.booleans())
@examples(12)
def test_once_fixed_there_is_no_more_to_fix_and_undo_gives_the_old_bytes(
    track: str, other: str, projects: str, has_workflows: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = {"projects.yaml": projects, A: track, "tracks/b.yaml": other}
    workflows = {"workflows.yaml": NAMED["workflows.yaml"]} if has_workflows else {}
    root = write_files(tmp_path_factory.mktemp("catalogue"), {**files, **workflows})
    before = read_all(root)
    was_well = main(["-C", str(root), "check"]) == ExitCode.DONE
    main(["-C", str(root), "check", "--fix"])
    after = read_all(root)
    assert main(["-C", str(root), "check", "--fix"]) == ExitCode.DONE or not was_well
    assert read_all(root) == after
    for path in files:
        assert_only_fixed(entries_of(before[path]), entries_of(after[path]))
    if after != before:
        main(["-C", str(root), "undo"])
        assert read_all(root) == before


def entries_of(data: bytes) -> list[tuple[str, object]]:
    """The keys of a track, or of the last project, with what they say."""
    document = parse(data.decode())
    assert isinstance(document, Document)
    top = document.top
    if isinstance(top, Mapping) and top.pairs[0][0].text == "projects" and "- id: summer" in data.decode():
        (_, listed), *_ = top.pairs
        assert isinstance(listed, Sequence)
        top = listed.items[-1]
    assert isinstance(top, Mapping)
    return [(key.text, content(value)) for key, value in top.pairs]


def assert_only_fixed(before: list[tuple[str, object]], after: list[tuple[str, object]]) -> None:
    """Every key is as before or the one that it was near to, and so is what no name stands in."""
    for (old_key, old), (key, value) in zip(before, after, strict=True):
        assert key == old_key or key in similar_keys(old_key, TRACK_FIELDS | PROJECT.known_keys)
        assert value == old or key in {"stage", "workflows", "projects", "parent"}
