"""next, back, archive and restore: stage=… under shorter names, with the same plan, options and undo."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all
from tests.screen import Terminal, on_terminal
from tests.surroundings import git

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

FILES: Files = {
    "tracks/a.yaml": "title: Hollow Lights\nstage: 'seed'   # keep\n",
    "tracks/b.yaml": "stage: mixing\nprojects: ep\n",
    "tracks/shelf.yaml": "title: Old River\nstage: archived\nprojects: ep\n",
}
NO_ARCHIVE: Files = {"stages.yaml": "stages: [seed, mixing]\n", "tracks/a.yaml": "stage: seed\n"}
TWO = "stages: [seed, {id: shelf, kind: archived}, {id: attic, kind: archived}]\n"
ORIGIN = "prodash: no change and no commit says where {} before; 'prodash restore {} STAGE' names the stage\n"
REFUSED = "prodash: nothing was changed\n"

SAME: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "next": (["next", "a", "b"], ["set", "stage=next", "a", "b"]),
    "next by filter": (["next", "--stage", "seed"], ["set", "stage=next", "--stage", "seed"]),
    "next by title": (["next", "hollow lights"], ["set", "stage=next", "hollow lights"]),
    "next of an archived one": (["next", "shelf"], ["set", "stage=next", "shelf"]),
    "back": (["back", "b"], ["set", "stage=previous", "b"]),
    "back from the first": (["back", "a"], ["set", "stage=previous", "a"]),
    "back as JSON": (["back", "b", "-n", "-f", "json"], ["set", "stage=previous", "b", "-n", "-f", "json"]),
    "archive": (["archive", "a", "b"], ["set", "stage=archived", "a", "b"]),
    "archive what is": (["archive", "shelf"], ["set", "stage=archived", "shelf"]),
    "archive a project": (["archive", "-p", "ep", "-n"], ["set", "stage=archived", "-p", "ep", "-n"]),
    "next of all": (["next", "--all"], ["set", "stage=next", "--all"]),
    "back of all": (["back", "--all"], ["set", "stage=previous", "--all"]),
    "next of archived ones": (
        ["next", "-s", "archived", "--all"],
        ["set", "stage=next", "-s", "archived", "--all"],
    ),
    "next of nothing": (["next"], ["set", "stage=next"]),
    "archive of nothing": (["archive", "--dry-run"], ["set", "stage=archived", "--dry-run"]),
    "next of an unknown one": (["next", "zzz"], ["set", "stage=next", "zzz"]),
}


@pytest.mark.parametrize(("short", "long"), SAME.values(), ids=SAME)
def test_a_short_verb_does_what_set_does(
    short: Sequence[str], long: Sequence[str], catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    before = read_all(root)
    first, after = run(*short), read_all(root)
    if after != before:
        assert run("undo").code == 0
    assert read_all(root) == before
    assert (first, after) == (run(*long), read_all(root))


STAYS = "1 archived track stays in its stage; 'prodash restore' brings it back\n"
STEPS: dict[str, tuple[Sequence[str], Ran]] = {
    "next": (["next", "--all"], Ran(0, "a  Seed → Writing\nb  Mixing → Ready to Release\n2 changed, 1 unchanged\n", STAYS)),
    "back": (["back", "--all"], Ran(0, "b  Mixing → Recorded\n1 changed, 2 unchanged\n", STAYS)),
    "next with a filter": (["next", "--all", "-p", "ep"], Ran(0, "b  Mixing → Ready to Release\n1 changed, 1 unchanged\n", STAYS)),
    "next with another field": (["set", "--all", "stage=next", "bpm=9", "-w", "none", "-p", "ep"], Ran(0, "b      stage  Mixing → Ready to Release\nb      bpm    (none) → 9\nshelf  bpm    (none) → 9\n2 changed\n", STAYS)),
    "named": (["next", "--all", "shelf"], Ran(4, "", f"{REFUSED}tracks/shelf.yaml: archived tracks have no next stage; write stage=NAME, or bring it back with 'prodash restore'\n")),
    "by its stage": (["back", "--all", "-s", "archived"], Ran(4, "", f"{REFUSED}tracks/shelf.yaml: archived tracks have no previous stage; write stage=NAME, or bring it back with 'prodash restore'\n")),
    "none archived": (["next", "--all", "-p", "none"], Ran(0, "a  Seed → Writing\n1 changed\n")),
}  # fmt: skip


@pytest.mark.parametrize(("argv", "ran"), STEPS.values(), ids=STEPS)
def test_a_step_of_all_tracks_leaves_archived_ones_in_their_stage(
    argv: Sequence[str], ran: Ran, catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    before = read_all(root)
    assert run(*argv) == ran
    assert run("undo", "--yes").code == (0 if ran.code == 0 else 4)
    assert read_all(root) == before


ENDS = {
    "the last": (("next", "out"), "Out is in Published, the last stage\n"),
    "the first": (("back", "a"), "Hollow Lights is in Seed, the first stage\n"),
    "the first of several": (("set", "stage=previous", "a", "a2"), "2 tracks are in Seed, the first stage\n"),
    "where it is": (("set", "stage=seed", "a"), ""),
}


@pytest.mark.parametrize(("words", "said"), ENDS.values(), ids=ENDS)
def test_a_track_at_the_end_of_the_stages_stays_there_and_that_is_said(
    words: Sequence[str], said: str, catalogue: Make, run: Run
) -> None:
    catalogue({**FILES, "tracks/out.yaml": "stage: published\n", "tracks/a2.yaml": "stage: seed\n"})
    assert run(*words) == Ran(0, "nothing to change\n", said)


@pytest.mark.parametrize(
    ("stages", "message"),
    {
        "none": (
            "stages: [seed]\n",
            "stages.yaml: no stage is archived; 'prodash stages add Archived --kind archived' adds one",
        ),
        "two": (
            TWO,
            "stages.yaml: 2 stages are archived; write 'prodash set stage=shelf' or 'prodash set stage=attic'",
        ),
    }.values(),
    ids=["none", "two"],
)
def test_without_one_archived_stage_archive_says_what_to_do(
    stages: str, message: str, catalogue: Make, run: Run
) -> None:
    catalogue({"stages.yaml": stages, "tracks/a.yaml": "stage: seed\n"})
    assert run("archive", "a") == Ran(4, "", f"{REFUSED}{message}\n")


def test_the_command_that_archive_names_adds_the_stage(catalogue: Make, run: Run) -> None:
    catalogue(NO_ARCHIVE)
    assert run("restore", "--all") == Ran(
        4, "", f"{REFUSED}stages.yaml: no stage is archived, so there is nothing to restore\n"
    )
    assert run("stages", "add", "Archived", "--kind", "archived").code == 0
    assert run("archive", "a") == Ran(0, "a  Seed → Archived\n1 changed\n")


def test_restore_goes_back_to_where_each_track_was(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    before = read_all(root)
    assert run("archive", "a", "b").code == 0
    assert run("restore", "a", "b") == Ran(0, "a  Archived → Seed\nb  Archived → Mixing\n2 changed\n")
    assert read_all(root) == before
    assert run("undo").code == 0
    assert run("restore", "a", "b").out == "a  Archived → Seed\nb  Archived → Mixing\n2 changed\n"


STEPS: dict[str, tuple[Sequence[Sequence[str]], str]] = {
    "set": ([["set", "stage=archived", "a"]], "Seed"),
    "the last time counts": (
        [["archive", "a"], ["restore", "a"], ["next", "a"], ["archive", "a"]],
        "Writing",
    ),
    "what was undone does not": ([["next", "a"], ["undo"], ["archive", "a"]], "Seed"),
    "other changes between": ([["archive", "a"], ["set", "bpm=3", "a"], ["next", "b"]], "Seed"),
    "a stage renamed since": ([["archive", "a"], ["stages", "rename", "seed", "Idea"]], "Idea"),
    "an archive renamed since": ([["archive", "a"], ["stages", "rename", "archived", "Shelf"]], "Seed"),
    "a stage renamed twice": (
        [["archive", "a"], ["stages", "rename", "seed", "Idea"], ["stages", "rename", "idea", "Spark"]],
        "Spark",
    ),
    "the track renamed since": ([["archive", "a"], ["rename", "a", "x"], ["rename", "x", "a"]], "Seed"),
    "another track with that id before": (
        [
            ["archive", "b"],
            ["archive", "a"],
            ["rename", "b", "old"],
            ["rename", "a", "b"],
            ["rename", "b", "a"],
        ],
        "Seed",
    ),
    "a track moved to a folder since": ([["archive", "a"], ["move", "a", "old"]], "Seed"),
}


@pytest.mark.parametrize(("steps", "stage"), STEPS.values(), ids=STEPS)
def test_restore_follows_what_was_done_since(
    steps: Sequence[Sequence[str]], stage: str, catalogue: Make, run: Run
) -> None:
    catalogue(FILES)
    assert [run(*argv).code for argv in steps] == [0] * len(steps)
    ran = run("restore", "a")
    assert (ran.code, ran.out.splitlines()[0].partition("→ ")[2], ran.err) == (0, stage, "")


def test_restore_takes_no_track_for_the_one_that_had_its_id_before(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: mixing\n", "tracks/b.yaml": "stage: seed\n"})
    for argv in [("archive", "a", "b"), ("rename", "a", "c"), ("rename", "b", "a")]:
        assert run(*argv).code == 0
    assert run("restore", "--all").out == "a  Archived → Seed\nc  Archived → Mixing\n2 changed\n"


def test_restore_of_a_track_archived_by_hand_goes_where_prodash_last_put_it(
    catalogue: Make, run: Run
) -> None:
    root = catalogue(FILES)
    assert run("next", "a").code == 0
    (root / "tracks/a.yaml").write_text("stage: archived\n")
    assert run("restore", "a") == Ran(0, "a  Archived → Writing\n1 changed\n")


def test_restore_needs_a_stage_where_nothing_tells_it(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    before = read_all(root)
    assert run("restore", "shelf") == Ran(2, "", ORIGIN.format("'shelf' was", "shelf"))
    assert run("archive", "a").code == 0
    assert run("stages", "remove", "seed").code == 0
    assert run("restore", "shelf", "a") == Ran(2, "", ORIGIN.format("'a', 'shelf' were", "a shelf"))
    assert [run("undo").code for _ in "12"] == [0, 0]
    assert read_all(root) == before
    assert run("restore", "shelf", "--stage", "Mixing") == Ran(0, "shelf  Archived → Mixing\n1 changed\n")


def test_restore_by_filter_takes_only_what_is_archived(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    assert run("restore", "--project", "ep", "-s", "seed", "-n") == Ran(
        0, "shelf  Archived → Seed\n1 would change\n"
    )
    assert run("restore", "--all", "-s", "seed", "-n").out == "shelf  Archived → Seed\n1 would change\n"
    assert run("restore", "-s", "seed") == run("restore")
    assert run("restore").code == 2


def test_what_is_not_archived_stays_or_is_refused(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    assert run("restore", "a", "b").out == run("set", "stage=seed", "a", "a").out.replace("1 ", "2 ")
    assert run("restore", "a", "--stage", "mixing") == Ran(
        4,
        "",
        f"{REFUSED}tracks/a.yaml: it is in Seed, which is not archived; "
        "to change its stage, run 'prodash set stage=mixing a'\n",
    )
    assert run("restore", "shelf", "--stage", "archived") == Ran(
        2, "", "prodash: the stage 'archived' is archived itself; name another one\n"
    )
    assert run("restore", "shelf", "--stage", "mixng").code == 3


def test_on_a_terminal_without_keys_restore_asks_for_the_number_of_a_stage(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue(FILES)
    monkeypatch.setattr("sys.stdin", Terminal("\n"))
    dumb = {"TERM": "dumb", "NO_COLOR": "1"}
    assert "cancelled; nothing was changed" in on_terminal(["restore", "old riv"], 80, **dumb)
    monkeypatch.setattr("sys.stdin", Terminal("5\n"))
    shown = on_terminal(["restore", "old riv"], 80, **dumb)
    assert ("Ready to Release" in shown, "Archived  " in shown) == (True, False)
    assert "\nWhich stage for Old River? [1-6]" in shown
    assert (root / "tracks/shelf.yaml").read_text() == (
        "title: Old River\nstage: ready-to-release\nprojects: ep\n"
    )
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run("undo").code == 0


@pytest.mark.parametrize("words", [["--yes", "shelf"], ["shelf", "-"]], ids=["--yes", "stdin"])
def test_restore_asks_nobody_who_said_that_nobody_answers(
    words: Sequence[str], catalogue: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue(FILES)
    monkeypatch.setattr("sys.stdin", Terminal(""))
    shown = on_terminal(["restore", *words], 200)
    assert shown == ORIGIN.format("'shelf' was", "shelf")


NAMED: dict[str, tuple[Sequence[str], Ran]] = {
    "a stage": (["shelf", "mixing"], Ran(0, "shelf  Archived → Mixing\n1 would change\n")),
    "the name of a stage": (
        ["shelf", "READY to release"],
        Ran(0, "shelf  Archived → Ready to Release\n1 would change\n"),
    ),
    "a stage after a filter": (["-p", "ep", "mixing"], Ran(0, "shelf  Archived → Mixing\n1 would change\n")),
    "a stage that is archived": (
        ["shelf", "archived"],
        Ran(2, "", "prodash: the stage 'archived' is archived itself; name another one\n"),
    ),
    "neither": (
        ["shelf", "mixng"],
        Ran(3, "", "prodash: unknown track or stage 'mixng'; did you mean 'mixing'?\n"),
    ),
    "both": (
        ["shelf", "seed"],
        Ran(
            2,
            "",
            "prodash: 'seed' is a stage, and names the track seed; 'prodash restore shelf --stage seed' takes "
            "the stage, 'prodash restore shelf -- seed' the track\n",
        ),
    ),
    "both, with the stage as an option": (
        ["shelf", "seed", "-s", "writing"],
        Ran(0, "seed   Archived → Writing\nshelf  Archived → Writing\n2 would change\n"),
    ),
    "both, after dashes": (
        ["--", "seed"],
        Ran(
            2,
            "",
            "prodash: no change and no commit says where 'seed' was before; 'prodash restore seed STAGE' names the stage\n",
        ),
    ),
}


@pytest.mark.parametrize(("words", "ran"), NAMED.values(), ids=NAMED)
def test_the_last_word_of_restore_may_be_the_stage(
    words: Sequence[str], ran: Ran, catalogue: Make, run: Run
) -> None:
    catalogue({**FILES, "tracks/seed.yaml": "stage: archived\n"})
    assert run("restore", "--dry-run", *words) == ran


def _commit_each(root: Path, *steps: Callable[[], object]) -> None:
    git(root, "init", "--quiet")
    for step in (lambda: None, *steps):
        step()
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--allow-empty", "--message=next")


def _becomes(path: Path, text: str) -> Callable[[], object]:
    return lambda: path.write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize(
    "how", ["committed", "not committed", "moved", "moved by hand", "with another id", "renamed stage"]
)
def test_restore_asks_git_where_the_journal_does_not_know(how: str, catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "title: Fog\nstage: mixing\nbpm: 99\nkey: Am\n"})
    path, archived = root / "tracks/a.yaml", "title: Fog\nstage: archived\nbpm: 99\nkey: Am\n"
    new = root / {
        "moved": "tracks/ep/a.yaml",
        "moved by hand": "tracks/ep/a.yaml",
        "with another id": "tracks/b.yaml",
    }.get(how, "tracks/a.yaml")
    new.parent.mkdir(exist_ok=True)
    steps = {
        "committed": [_becomes(path, archived), _becomes(path, archived + "# x\n")],
        "not committed": [],
        "moved": [lambda: path.rename(new), _becomes(new, archived)],
        "moved by hand": [_becomes(path, archived)],
        "with another id": [_becomes(path, archived), lambda: path.rename(new)],
        "renamed stage": [_becomes(path, archived), lambda: run("stages", "rename", "mixing", "Final Cut")],
    }
    _commit_each(root, *steps[how])
    if how == "not committed":
        path.write_text(archived, encoding="utf-8")
    if how == "moved by hand":
        path.rename(new)
    stage = "Final Cut" if how == "renamed stage" else "Mixing"
    assert run("restore", new.stem) == Ran(0, f"{new.stem}  Archived → {stage}\n1 changed\n")


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize(
    "how", ["never committed", "always archived", "removed stage", "shallow", "another track"]
)
def test_restore_guesses_nothing_where_git_does_not_know(
    how: str, catalogue: Make, run: Run, tmp_path: Path
) -> None:
    first = {"always archived": "archived", "removed stage": "sketch"}.get(how, "mixing")
    root = catalogue({"tracks/x.yaml": "stage: seed\n", "tracks/a.yaml": f"stage: {first}\nkey: Am\n"})
    path = root / "tracks/a.yaml"
    if how == "never committed":
        git(root, "init", "--quiet")
    elif how == "another track":
        _commit_each(
            root,
            lambda: path.rename(root / "tracks/old.yaml"),
            _becomes(path, "stage: archived\n# another\n"),
        )
    else:
        _commit_each(root, _becomes(path, "stage: archived\n"))
    if how == "shallow":
        git(root, "clone", "--quiet", "--depth=1", root.as_uri(), str(tmp_path / "clone"))
        root = tmp_path / "clone"
    path.write_text("stage: archived\n", encoding="utf-8")
    assert run("-C", str(root), "restore", "a") == Ran(2, "", ORIGIN.format("'a' was", "a"))
