"""add --template: a new track begins as a copy of a file in the folder templates, byte for byte but for what is set."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

SONG = "# how we begin\ntitle:  'Untitled'   # to be found\nworkflows:\n  - vocals\n  - lyrics # mine\nbpm: 120\n\nlinks:\n  - {name: Drive}\n"
TEMPLATES = {"templates/song.yaml": SONG, "templates/remix kit.yml": "stage: mixing\r\nlabel: Blue\r\n"}


def test_the_bytes_of_the_template_are_copied_and_what_is_typed_is_set(catalogue: Make, run: Run) -> None:
    root = catalogue(TEMPLATES)
    assert run("add", "Night Ferry", "bpm=128", "--template", "song") == Ran(
        0,
        (
            "night-ferry  file       tracks/night-ferry.yaml\nnight-ferry  title      Night Ferry\n"
            "night-ferry  stage      Seed\nnight-ferry  workflows  vocals, lyrics\nnight-ferry  bpm        128\n"
            "night-ferry  links      name: Drive\n1 added\n"
        ),
    )
    new = SONG.replace("Untitled", "Night Ferry").replace("120", "128")
    assert read_all(root)["tracks/night-ferry.yaml"].decode() == new.replace(
        "found\n", "found\nstage: seed\n"
    )
    assert run("undo").code == 0
    assert "tracks/night-ferry.yaml" not in read_all(root)


def test_a_template_may_say_the_stage_and_is_found_in_any_spelling(catalogue: Make, run: Run) -> None:
    root = catalogue(TEMPLATES)
    assert run("add", "A", "-t", "Remix-Kit", "--folder", "ep").code == 0
    assert read_all(root)["tracks/ep/a.yaml"] == b"title: A\r\nstage: mixing\r\nlabel: Blue\r\n"


def test_each_title_on_stdin_gets_a_copy(catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    root = catalogue(TEMPLATES)
    monkeypatch.setattr("sys.stdin", io.StringIO("One\nTwo\n"))
    assert run("add", "-", "bpm=90", "-t", "song").out.endswith("2 added\n")
    for title in ("One", "Two"):
        text = read_all(root)[f"tracks/{title.lower()}.yaml"].decode()
        assert text == SONG.replace("Untitled", title).replace("120", "90").replace(
            "found\n", "found\nstage: seed\n"
        )


def test_templates_are_no_tracks_and_no_strays(catalogue: Make, run: Run) -> None:
    catalogue({**TEMPLATES, "tracks/templates/a.yaml": "stage: seed\n"})
    assert run("check", "--strict") == Ran(0)
    assert run("list", "-f", "paths") == Ran(0, "tracks/templates/a.yaml\n")


def test_check_reads_templates_as_tracks_that_need_no_stage(catalogue: Make, run: Run) -> None:
    catalogue({**TEMPLATES, "templates/x.yaml": "title: A\ndue: soon\n", "templates/notes.txt": "mine"})
    assert run("check") == Ran(
        1,
        "templates/x.yaml:2:6: error: due 'soon' is not a date; write it as YYYY-MM-DD, as in 2026-12-01 [bad-date]\n",
    )
    assert run("list") == Ran(0, "", run("list").err)


WRONG = {
    "another name": (
        TEMPLATES, ("sonk",), 3, "unknown template 'sonk'; did you mean 'song'?",
    ),
    "none there": (
        {}, ("song",), 2, "there is no template; make a file such as templates/song.yaml, which is a track",
    ),
    "no YAML": ({"templates/x.yaml": "title: A\nbpm: [1\n"}, ("x",), 4, "templates/x.yaml:2: the list "),
    "a wrong value": (
        {"templates/x.yaml": "title: A\ndue: soon\n"}, ("x",), 4,
        "templates/x.yaml:2: due 'soon' is not a date; write it as YYYY-MM-DD, as in 2026-12-01",
    ),
    "a stage that is gone": (
        {"templates/x.yaml": "title: A\nstage: mixnig\n"}, ("x",), 4,
        "templates/x.yaml:2: unknown stage 'mixnig'; did you mean 'mixing'?",
    ),
    "a project that is gone, beside one that is added": (
        {"templates/x.yaml": "projects: [lp]\n", "projects.yaml": "projects: [ep]\n"}, ("x", "projects+=ep"), 4,
        "templates/x.yaml:1: unknown project 'lp'; choose from 'ep'",
    ),
    "nothing in it": ({"templates/x.yaml": "# empty\n"}, ("x",), 4, "templates/x.yaml:1: the file has no values; write lines such as 'stage: seed'"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "words", "code", "message"), WRONG.values(), ids=WRONG)
def test_a_template_that_cannot_be_used_is_named_with_its_place_and_nothing_is_written(
    files: Files, words: Sequence[str], code: int, message: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(files)
    before = read_all(root)
    ran = run("add", "A", "--template", *words)
    assert (ran.code, ran.out, ran.err[: len(message) + 9]) == (code, "", f"prodash: {message}")
    assert read_all(root) == before


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_template_outside_of_the_catalogue_is_refused(
    catalogue: Make, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "x.yaml"
    outside.write_text("stage: seed\n")
    root = catalogue(TEMPLATES)
    (root / "templates/x.yaml").symlink_to(outside)
    ran = run("add", "A", "-t", "x")
    assert (ran.code, "it leads outside the catalogue" in ran.err) == (4, True)


def test_a_conflict_in_a_template_or_in_own_settings_names_no_command_that_does_not_know_the_file(
    own_settings: Callable[[str], Path], catalogue: Make, run: Run
) -> None:
    text = "<<<<<<< a\nkey: A\n=======\nkey: B\n>>>>>>> b\n"
    catalogue({"templates/ballad.yaml": text})
    own = own_settings(text)
    message = "the file has an unresolved merge conflict; an editor shows both sides and settles it"
    assert run("add", "X", "--template", "ballad").err == f"prodash: templates/ballad.yaml:1: {message}\n"
    assert run("config").err.startswith(f"{own}:1:1: error: {message} [conflict]\n")


GONE = "stage: mixing\nworkflows: [Vocals]\nprojects: lp\n"
VOCABULARIES = {"workflows.yaml": "workflows: [vocals]\n", "projects.yaml": "projects: [lp]\n"}


@pytest.mark.parametrize(
    ("kind", "name", "line"),
    [("stages", "mixing", "1:8"), ("workflows", "vocals", "2:13"), ("projects", "lp", "3:11")],
    ids=lambda given: given,
)
def test_a_name_that_is_renamed_stays_in_templates_which_are_named_and_which_check_knows(
    kind: str, name: str, line: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({**VOCABULARIES, "templates/x.yaml": GONE, "templates/y.yaml": "stage: seed\n"})
    assert run("check") == Ran(0)
    assert run(kind, "rename", name, "Other").err == f"templates/x.yaml names {name!r}; correct it there\n"
    found = run("check")
    assert (found.code, found.out.count("\n")) == (1, 1)
    assert found.out.startswith(f"templates/x.yaml:{line}: error: unknown {kind[:-1]} ")
    field = "stage" if kind == "stages" else kind
    assert run("add", "A", f"{field}=other", "-t", "x").code == 0
    assert read_all(root)["templates/x.yaml"].decode() == GONE


def test_without_a_file_templates_name_any_workflow_and_project(catalogue: Make, run: Run) -> None:
    catalogue({"templates/x.yaml": GONE})
    assert run("check") == Ran(0)
    assert run("add", "A", "-t", "x").code == 0
