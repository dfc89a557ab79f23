"""Conflicts of real merges by git, and what resolve makes of them."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.completion.answer import main as complete
from tests.conftest import STAGES, Ran, read_all, write_files
from tests.history.repository import git
from tests.screen import on_screen
from tests.surroundings import in_terminal

Run = Callable[..., Ran]

FOG = "tracks/fog.yaml"
BASE = """\
# mine
title: Fog
stage: seed   # keep
workflows: [mastering]
due: 2026-12-01
bpm: 100
notes: |
  <<<<<<< HEAD
  is no marker here
"""
OURS = BASE.replace("seed", "writing").replace("12-01", "12-04").replace("100", "110")
THEIRS = BASE.replace("seed", "mixing").replace("12-01", "12-09").replace("100", "120")

Files = dict[str, str | None]
Versions = tuple[dict[str, str], Files, Files]
"""What both sides began with, and what each made of it; None deletes a file."""

pytestmark = pytest.mark.usefixtures("somebody")


def commit(root: Path, files: dict[str, str | None], message: str) -> None:
    for path, text in files.items():
        if text is None:
            (root / path).unlink()
        else:
            (root / path).write_bytes(text.encode())
    git(root, "add", "--all")
    git(root, "commit", "--quiet", f"--message={message}")


def merge(
    root: Path,
    files: Versions,
    style: str = "merge",
    how: str = "merge",
) -> Path:
    """A repository in which git has stopped with conflicts between main and the branch anna."""
    base, ours, theirs = files
    write_files(root, base)
    git(root, "init", "--quiet", "--template=", "--initial-branch=main")
    git(root, "config", "merge.conflictStyle", style)
    commit(root, {}, "all")
    git(root, "checkout", "--quiet", "-b", "anna")
    commit(root, theirs, "Anna's")
    git(root, "checkout", "--quiet", "main")
    commit(root, ours, "Ours")
    if how == "rebase":
        git(root, "checkout", "--quiet", "anna")
    with pytest.raises(AssertionError):
        git(root, *how.split(), *_what(root, how))
    return root


def _what(root: Path, how: str) -> tuple[str, ...]:
    """What git merges, picks or takes back with the command *how*."""
    if how == "rebase":
        return ("main",)
    if how == "revert":
        commit(root, {FOG: BASE.replace("seed", "demo").replace("12-01", "12-20")}, "Later")
        return ("--no-edit", "main~1")
    if how == "am":
        return ("--3way", git(root, "format-patch", "-1", "--output-directory=.git", "anna"))
    if how == "merge bert":
        git(root, "checkout", "--quiet", "-b", "bert", "main~1")
        commit(root, {"other.txt": "by Bert"}, "Bert's")
        git(root, "checkout", "--quiet", "main")
    return ("anna",)


def fog(base: str = BASE, ours: str = OURS, theirs: str = THEIRS) -> Versions:
    return {FOG: base}, {FOG: ours}, {FOG: theirs}


def leave_out_labels(root: Path) -> None:
    text = (root / FOG).read_text(encoding="utf-8")
    (root / FOG).write_text(re.sub("(?m)^([<>]{7}) .+", r"\1 HEAD", text), encoding="utf-8")


def is_unmerged(root: Path) -> bool:
    return bool(git(root, "ls-files", "--unmerged"))


@pytest.mark.parametrize(
    ("style", "newline", "side", "text"),
    [
        ("merge", "\n", "--ours", OURS),
        ("diff3", "\r\n", "--theirs", THEIRS),
        ("zdiff3", "\n", "--theirs", THEIRS),
    ],
    ids=["ours", "theirs with the base and CRLF", "theirs with a shorter base"],
)
def test_one_side_gives_its_bytes_and_git_has_them(
    tmp_path: Path, run: Run, style: str, newline: str, side: str, text: str
) -> None:
    texts = (one.replace("\n", newline) for one in (BASE, OURS, THEIRS))
    root = merge(tmp_path, fog(*texts), style)
    conflicted = read_all(root)
    ran = run("resolve", "Fog", side)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "1 changed")
    assert ran.err == (
        f"told git that {Path(FOG)} is settled\nnothing is in conflict now; go on with 'git commit --no-edit'\n"
    )
    assert (root / FOG).read_bytes() == text.replace("\n", newline).encode()
    assert not is_unmerged(root)
    unmerged = f"told git that {Path(FOG)} is in conflict again\n"
    assert run("undo").err.startswith(unmerged)
    assert ((root / FOG).read_bytes(), is_unmerged(root)) == (conflicted[FOG], True)
    assert run("redo").err == f"told git that {Path(FOG)} is settled\n"
    assert not is_unmerged(root)


def test_the_list_has_both_sides_and_says_whose_they_are(tmp_path: Path, run: Run) -> None:
    merge(tmp_path, fog())
    assert run("resolve") == Ran(
        1,
        "title  field  ours           theirs         id\n"
        "─────  ─────  ─────────────  ─────────────  ───\n"
        "Fog    stage  📝 Writing     🎧 Mixing      fog\n"
        "       due       2026-12-04     2026-12-09\n"
        "       bpm       110            120\n",
        "ours is main, where you are; theirs is anna, which you merge\n"
        "'prodash resolve fog --theirs' takes their side, --ours our side, FIELD=VALUE a value of your own\n",
    )
    answer = json.loads(run("resolve", "fog", "--format", "json").out)
    assert answer["sides"] == {"ours": "main", "theirs": "anna"}
    assert [
        tuple(row[key] for key in ("field", "ours", "base", "theirs")) for row in answer["conflicts"]
    ] == [
        ("stage", "writing", "seed", "mixing"),
        ("due", "2026-12-04", "2026-12-01", "2026-12-09"),
        ("bpm", 110, 100, 120),
    ]


@pytest.mark.parametrize("width", [40, 60, 72])
def test_no_stage_of_a_side_is_cut(width: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = (BASE.replace("seed", stage) for stage in ("ready-to-release", "published"))
    monkeypatch.chdir(merge(tmp_path, fog(BASE, ours, theirs)))
    shown = on_screen(["resolve"], width)
    assert "📦 Ready to Release" in shown
    assert "🚀 Published" in shown


def test_a_field_is_settled_alone_and_the_others_stay_between_markers(tmp_path: Path, run: Run) -> None:
    root = merge(tmp_path, fog())
    ran = run("resolve", "fog", "due=2026-12-24", "--theirs", "--field", "stage")
    assert ran.code == 1
    assert ran.out == (
        "fog  stage  Writing | Mixing → Mixing\nfog  due    2026-12-04 | 2026-12-09 → 2026-12-24\n1 changed\n"
    )
    assert (root / FOG).read_text(encoding="utf-8") == BASE.replace("seed", "mixing").replace(
        "2026-12-01\nbpm: 100\n",
        "2026-12-24\n<<<<<<< HEAD\nbpm: 110\n=======\nbpm: 120\n>>>>>>> anna\n",
    )
    assert is_unmerged(root)
    assert run("resolve", "bpm=90", "fog").code == 0
    assert (root / FOG).read_text(encoding="utf-8") == BASE.replace("seed", "mixing").replace(
        "2026-12-01\nbpm: 100", "2026-12-24\nbpm: 90"
    )
    assert not is_unmerged(root)


def test_fields_in_conflict_are_settled_whatever_their_names(
    catalogue: Callable[..., Path], run: Run
) -> None:
    # Columns of the history and others, a name near to a field of another track, and a part of a mapping.
    text = "title: Fog\nstage: seed\nage: {0}\nbmp: {0}\ndays_left: {0}\nStage Name: {0}\nlinks:\n  a: {0}\n  b: x\n"
    root = catalogue({"tracks/a.yaml": "stage: seed\nbpm: 100\nlinks: https://example.org\n"})
    merge(root, fog(*map(text.format, (1, 2, 3))))
    assert run("resolve", "age=9", "bmp=9", "days_left=9", "Stage Name=9", "links.a=9", "fog").code == 0
    assert (root / FOG).read_text(encoding="utf-8") == text.format(9)


@pytest.mark.parametrize("side", ["--ours", "--theirs"])
def test_what_one_side_alone_changed_is_kept_whichever_side_wins(tmp_path: Path, run: Run, side: str) -> None:
    theirs = BASE.replace("seed", "mixing").replace("[mastering]", "[artwork]").replace("100", "120")
    root = merge(tmp_path, fog(BASE, OURS, theirs))
    assert "only one side changed due, workflows" in run("resolve").err
    assert run("resolve", "fog", side).code == 0
    text = (root / FOG).read_text(encoding="utf-8")
    assert ("workflows: [artwork]\ndue: 2026-12-04\n" in text, "<<<<<<< HEAD\nbpm" in text) == (True, False)


WHOSE = {
    "merge": ("merge", "main", "anna"),
    "merge --squash": ("merge", "main", "anna"),
    "merge bert": ("merge", "main with bert", "anna"),
    "rebase": ("rebase", "main", "“Anna's”"),
    "cherry-pick": ("cherry-pick", "main", "“Anna's”"),
    "revert": ("revert", "main", "what was before “Ours”"),
    "am": ("am", "main", "“Anna's”"),
}


@pytest.mark.parametrize("how", WHOSE)
def test_the_sides_have_the_names_that_git_knows(tmp_path: Path, run: Run, how: str) -> None:
    root = merge(tmp_path, fog(), how=how)
    doing, ours, theirs = WHOSE[how]
    # Other names of the same commit, and markers that say nothing, as those of a merge by field.
    git(root, "update-ref", "refs/heads/aaa/HEAD", "anna")
    if how != "merge --squash":
        git(root, "branch", "aab", "anna")
        leave_out_labels(root)
    answer = json.loads(run("resolve", "--format", "json").out)
    assert (answer["doing"], answer["sides"]) == (doing, {"ours": ours, "theirs": theirs})
    assert ("to keep your own changes, take theirs" in run("resolve").err) == (how == "rebase")
    if how not in ("merge", "rebase", "cherry-pick"):
        return
    assert run("resolve", "--theirs").code == 0
    assert (root / FOG).read_text(encoding="utf-8") == THEIRS


@pytest.mark.parametrize("older", [False, True], ids=["the newest", "an older one"])
def test_a_stash_has_its_name_too(tmp_path: Path, run: Run, *, older: bool) -> None:
    root = write_files(tmp_path, {FOG: BASE})
    git(root, "init", "--quiet", "--template=", "--initial-branch=main")
    commit(root, {}, "all")
    (root / FOG).write_text(THEIRS, encoding="utf-8")
    git(root, "stash")
    name = "stash@{1}" if older else "stash@{0}"
    if older:
        (root / FOG).write_text("title: another\n", encoding="utf-8")
        git(root, "stash")
    commit(root, {FOG: OURS}, "Ours")
    with pytest.raises(AssertionError):
        git(root, "stash", "pop", name)
    leave_out_labels(root)
    assert "ours is main, as it is; theirs is your stashed changes\n" in run("resolve").err
    drop = "\"git stash drop 'stash@{1}'\"" if older else "'git stash drop'"
    assert run("resolve", "fog", "--theirs").err.endswith(f"git keeps the stash until you run {drop}\n")
    assert (root / FOG).read_text(encoding="utf-8") == THEIRS


def test_a_vocabulary_is_settled_entry_by_entry(tmp_path: Path, run: Run) -> None:
    ours, theirs = (STAGES.replace("name: Mixing", f"name: {name}") for name in ("Mixdown", "Mix"))
    assert ours != STAGES
    ours, theirs = (
        text.replace("name: Seed", name) for text, name in ((ours, "name: Idea"), (theirs, "name: Spark"))
    )
    root = merge(
        tmp_path, ({"stages.yaml": STAGES, FOG: BASE}, {"stages.yaml": ours}, {"stages.yaml": theirs})
    )
    ran = run("resolve", "stages.yaml", "mixing.name=Balance", "--ours")
    assert (ran.code, ran.out) == (
        0,
        "stage seed    name  Idea | Spark → Idea\nstage mixing  name  Mixdown | Mix → Balance\n2 stages changed\n",
    )
    assert (root / "stages.yaml").read_text(encoding="utf-8") == ours.replace("Mixdown", "Balance")
    assert not is_unmerged(root)


FIELDS = {
    "a date": ("due=dec 1", 0, "due: 2026-12-01"),
    "no date": ("due=someday", 2, "prodash: 'someday' is not a date"),
    "a colour": ("colour=blue", 0, "colour: blue"),
    "no colour": ("colour=bluish", 2, "prodash: 'bluish' is not a colour"),
    "no name": ("name=", 2, "prodash: a project needs a name; write one"),
    "a name of several lines": ("name=a\nb", 2, "has control characters"),
    "a field removed": ("due=none", 0, "  - id: ep\n    name: A\n    colour: red\n    mood: low\n"),
    "a key of the user's own": ("mood=any", 0, "mood: any"),
}


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        pytest.param(*case, id=name, marks=[pytest.mark.slow] if "colour" in name or "name" in name else [])
        for name, case in FIELDS.items()
    ],
)
def test_a_field_of_an_entry_gets_only_values_that_it_can_have(
    tmp_path: Path, run: Run, value: str, code: int, text: str
) -> None:
    entry = "projects:\n  - id: ep\n    name: {}\n    due: {}\n    colour: {}\n    mood: {}\n"
    base, ours, theirs = (
        entry.format(*values)
        for values in (
            ("EP", "2026-12-24", "pink", "none"),
            ("A", "2026-12-26", "red", "low"),
            ("B", "2026-12-27", "green", "high"),
        )
    )
    path = "projects.yaml"
    root = merge(tmp_path, ({path: base, FOG: BASE}, {path: ours}, {path: theirs}))
    before = (root / path).read_text(encoding="utf-8")
    ran = run("resolve", path, f"ep.{value}", *(["--ours"] if code == 0 else []))
    after = (root / path).read_text(encoding="utf-8")
    assert (ran.code, text in (ran.err if code else after), after == before) == (code, True, code != 0), ran


def test_a_file_that_one_side_deleted_is_named_with_the_commands_of_git(tmp_path: Path, run: Run) -> None:
    root = merge(tmp_path, ({FOG: BASE}, {FOG: None}, {FOG: THEIRS}))
    git(root, "update-ref", "refs/remotes/origin/anna", "anna")
    git(root, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/anna")
    git(root, "branch", "--quiet", "-D", "anna")
    told = Ran(
        1,
        "",
        f"{Path(FOG)}: origin/anna changed it and main deleted it; "
        f"'git add -- {FOG}' keeps it, 'git rm -- {FOG}' deletes it\n",
    )
    assert (run("resolve"), run("resolve", "fog", "--theirs")) == (told, told)


@pytest.mark.parametrize(
    ("argv", "code", "err"),
    {
        "an unknown field": (
            ("fog", "title=X"),
            3,
            "prodash: unknown field in conflict 'title'; choose from 'stage', 'due', 'bpm'\n",
        ),
        "an unknown stage": (("fog", "stage=polka"), 3, "prodash: unknown stage 'polka'"),
        "both sides": (("--ours", "--theirs"), 2, "prodash: choose --ours or --theirs, not both\n"),
        "a field without a side": (
            ("--field", "due"),
            2,
            "prodash: --field says where a side wins; add --ours or --theirs\n",
        ),
        "a commit in the middle of the merge": (
            ("fog", "--ours", "--commit"),
            4,
            "--commit is not possible now: a merge is not finished",
        ),
    }.values(),
    ids=("field", "stage", "sides", "option", "commit"),
)
def test_what_cannot_be_settled_leaves_every_byte(
    tmp_path: Path, run: Run, argv: tuple[str, ...], code: int, err: str
) -> None:
    root = merge(tmp_path, fog())
    before = (root / FOG).read_bytes()
    ran = run("resolve", *argv)
    assert (ran.code, err in ran.err) == (code, True), ran.err
    assert (root / FOG).read_bytes() == before
    assert is_unmerged(root)


def test_git_is_not_told_if_the_user_says_so(tmp_path: Path, run: Run) -> None:
    root = merge(tmp_path, fog())
    assert run("resolve", "fog", "--ours", "--no-add").err == ""
    assert is_unmerged(root)
    run("undo")
    git(root, "config", "prodash.addResolved", "false")
    assert run("resolve", "fog", "--ours").err == ""
    assert is_unmerged(root)


def test_git_that_is_at_work_is_told_later(tmp_path: Path, run: Run) -> None:
    root = merge(tmp_path, fog())
    (root / ".git/index.lock").touch()
    ran = run("resolve", "fog", "--ours")
    assert (ran.code, (root / FOG).read_text(encoding="utf-8")) == (1, OURS)
    assert ran.err.startswith(
        f"git was not told what is settled; 'git add -- {FOG}' does that; git says:\n    fatal: "
    )


def test_without_git_nothing_is_said_of_it(tmp_path: Path, run: Run) -> None:
    root = write_files(tmp_path, {FOG: CONFLICT % "anna"})
    assert (run("resolve", "fog", "--ours").err, "git" in run("undo").err) == ("", False)
    assert (root / FOG).read_text(encoding="utf-8") == CONFLICT % "anna"
    assert run("redo").err == ""


def test_a_file_in_conflict_that_is_removed_is_settled_by_git_alone(tmp_path: Path, run: Run) -> None:
    root = merge(tmp_path, fog())
    assert run("remove", "fog", "--yes").code == 0
    told = f"{Path(FOG)}: is gone, but git waits for it; 'git rm -- {FOG}' deletes it\n"
    assert run("resolve") == Ran(1, "", told)
    git(root, "rm", "--quiet", "--", FOG)
    assert run("resolve").code == 0


CONFLICT = "title: Fog\n<<<<<<< HEAD\nstage: seed\n=======\nstage: mixing\n>>>>>>> %s\n"


@pytest.mark.parametrize("label", ["\x1b[31mred", "\x7f", "\u2028x", "x" * 5000], ids=ascii)
def test_a_conflict_is_one_whatever_the_subject_in_its_marker(tmp_path: Path, run: Run, label: str) -> None:
    root = write_files(tmp_path, {FOG: CONFLICT % label})
    assert "in conflict; 'prodash resolve fog'" in run("list").err
    assert (run("resolve").code, "\x1b" in run("resolve").err) == (1, False)
    assert run("resolve", "--theirs").code == 0
    assert (root / FOG).read_text(encoding="utf-8") == "title: Fog\nstage: mixing\n"


def test_a_subject_that_is_no_text_is_left_to_the_user(tmp_path: Path, run: Run) -> None:
    root = merge(tmp_path, fog())
    text = (root / FOG).read_bytes().replace(b">>> anna", b">>> \xff")
    (root / FOG).write_bytes(text)
    assert f"{Path(FOG)}: its sides cannot be told apart; edit it\n" in run("resolve").err
    assert run("resolve", "--ours").code == 4
    assert (root / FOG).read_bytes() == text


CHANGES = [
    ("set", "due=", "fog"),
    ("next", "fog"),
    ("copy", "fog", "Mist"),
    ("rename", "fog", "mist"),
    ("move", "fog", "old"),
]


@pytest.mark.parametrize("argv", CHANGES, ids=" ".join)
def test_every_change_names_the_command_that_settles(tmp_path: Path, run: Run, argv: tuple[str, ...]) -> None:
    root = merge(tmp_path, fog())
    before = read_all(root)
    problem = (
        f"{Path(FOG)}:3:1: error: Fog has an unresolved merge conflict; "
        "'prodash resolve fog' shows both sides and settles it [conflict]\n"
    )
    refused = f"prodash: nothing was changed\n{Path(FOG)}: it is in conflict; 'prodash resolve' settles it\n"
    assert run(*argv) == Ran(4, "", problem + refused)
    assert read_all(root) == before
    assert run("check").out == problem


def test_without_conflicts_there_is_nothing_to_list(tmp_path: Path, run: Run) -> None:
    write_files(tmp_path, {FOG: BASE})
    assert run("resolve") == Ran(0, "", "nothing is in conflict\n")
    assert run("resolve", "--ours") == Ran(0, "", "nothing is in conflict\n")
    assert run("resolve", "fog", "--ours") == Ran(0, "", f"{Path(FOG)} is not in conflict\n")
    assert json.loads(run("resolve", "--ours", "--format", "json").out)["changes"] == []
    assert run("resolve", "fog", "stage=mixing").code == 3


def test_the_preview_has_the_title_that_both_sides_have(tmp_path: Path) -> None:
    text = "title: Night Fog\n<<<<<<< HEAD\nstage: seed\n=======\nstage: mixing\n>>>>>>> anna\n"
    write_files(tmp_path, {"stages.yaml": "stages: [seed, mixing]\n", FOG: text})
    screen = on_screen(["-C", str(tmp_path), "resolve", "--theirs", "--dry-run"], 80, NO_COLOR="1")
    assert screen.splitlines()[0] == "Night Fog  fog  Seed | Mixing → Mixing"


def test_a_dry_run_shows_the_conflict_once(tmp_path: Path, run: Run) -> None:
    root = merge(tmp_path, fog())
    before = read_all(root)
    ran = run("resolve", "--theirs", "--dry-run")
    assert (ran.code, ran.out.splitlines()[-1], ran.err) == (1, "1 would change", "")
    assert read_all(root) == before


def test_undo_after_the_commit_of_a_merge_reopens_nothing(tmp_path: Path, run: Run) -> None:
    root = merge(tmp_path, fog())
    assert run("resolve", "--theirs").code == 0
    git(root, "commit", "--quiet", "--no-edit")
    assert "told git" not in run("undo").err
    assert not is_unmerged(root)


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_show_has_both_sides_as_resolve_lists_them(tmp_path: Path, width: int, run: Run) -> None:
    merge(tmp_path, fog())
    assert on_screen(["show", "fog"], width, NO_COLOR="1") == on_screen(["resolve"], width, NO_COLOR="1")
    assert run("show", "fog") == run("resolve", "fog")
    assert json.loads(run("show", "fog", "-f", "json").out)["tracks"] == []


@pytest.mark.parametrize("width", [20, 40])
def test_a_narrow_screen_has_the_sides_one_below_the_other(tmp_path: Path, width: int) -> None:
    merge(tmp_path, fog())
    assert on_screen(["resolve"], width, NO_COLOR="1") == (
        "Fog\n"
        "stage\n  ours    📝 Writing\n  theirs  🎧 Mixing\n"
        "due\n  ours    2026-12-04\n  theirs  2026-12-09\n"
        "bpm\n  ours    110\n  theirs  120\n"
    )


def test_markers_without_their_end_are_left_to_the_user(tmp_path: Path, run: Run) -> None:
    root = write_files(tmp_path, {FOG: "title: Fog\n<<<<<<< HEAD\nstage: seed\n=======\n"})
    before = read_all(root)
    assert f"{Path(FOG)}: its sides cannot be told apart; edit it" in run("resolve").err
    assert run("resolve", "fog", "--ours").code == 4
    assert read_all(root) == before


def test_sides_that_cannot_be_read_are_settled_whole(tmp_path: Path, run: Run) -> None:
    text = "title: Fog\n<<<<<<< HEAD\nstage: [\n=======\nstage: seed\n>>>>>>> x\n"
    root = write_files(tmp_path, {FOG: text})
    listed = run("resolve")
    assert ("lines" in listed.out, listed.err.splitlines()[0]) == (True, "ours is what you had; theirs is x")
    ran = run("resolve", "fog", "--theirs")
    # Nothing of git, as there is no repository.
    assert (ran.code, ran.err) == (0, "")
    assert (root / FOG).read_text(encoding="utf-8") == "title: Fog\nstage: seed\n"
    assert "git" not in run("undo").err


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX terminal")
@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        (80, ["1  📝 Writing  main, where you are", "2  🎧 Mixing   anna, which you merge"]),
        (20, ["1  📝 Writing", "2  🎧 Mixing"]),
    ],
    ids=str,
)
def test_a_terminal_asks_for_each_field_of_a_track(columns: int, lines: list[str], tmp_path: Path) -> None:
    root = merge(tmp_path, fog(BASE, BASE.replace("seed", "writing"), BASE.replace("seed", "mixing")))
    code, shown = in_terminal(["resolve", "fog"], cwd=root, columns=columns, typed=b"2\n", when="[1-3]")
    assert code == 0
    assert [line.strip() for line in shown.splitlines()[:2]] == lines
    assert "Fog: which stage? [1-3]" in " ".join(shown.split())
    assert (root / FOG).read_text(encoding="utf-8") == BASE.replace("seed", "mixing")


def test_completion_offers_what_is_in_conflict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    merge(tmp_path, fog())
    complete(["bash", "prodash resolve ", "=:"])
    assert capsys.readouterr().out == "fog \nstage=\ndue=\nbpm=\n"
    complete(["bash", "prodash resolve --ours --field d", "=:"])
    assert capsys.readouterr().out == "due \n"


AGREED = {
    "a title": ("title: Fog\n", "Fog"),
    "a title and a stage": ("stage: seed\ntitle: 'Fog: 2'\n", "Fog: 2, in seed,"),
    "no title": ("stage: seed\n", "the file"),
    "nothing that can be read": ("title: [\n", "the file"),
}


@pytest.mark.parametrize(("text", "what"), AGREED.values(), ids=AGREED)
@pytest.mark.parametrize("argv", [("list", "-f", "ids"), ("board",), ("dashboard",)], ids=" ".join)
def test_every_view_names_a_track_in_conflict_as_far_as_both_sides_agree(
    tmp_path: Path, run: Run, argv: tuple[str, ...], text: str, what: str
) -> None:
    conflict = "<<<<<<< HEAD\nbpm: 1\n=======\nbpm: 2\n>>>>>>> x\n"
    write_files(tmp_path, {"tracks/my fog.yaml": text + conflict, "tracks/other.yaml": "stage: seed\n"})
    ran = run(*argv)
    command = "\"prodash resolve 'my fog'\""
    line = len(text.splitlines()) + 1
    assert (ran.code, bool(ran.out)) == (1, True)
    assert ran.err.endswith(
        f"{Path('tracks/my fog.yaml')}:{line}:1: error: {what} has an unresolved merge conflict; {command} "
        "shows both sides and settles it [conflict]\n"
    )


def test_conflicts_of_no_fields_are_settled_whole_and_each_by_its_own_lines(tmp_path: Path, run: Run) -> None:
    conflict = "<<<<<<< HEAD\n# {0}\n=======\n# their {0}\n>>>>>>> x\n"
    text = f"title: Fog\n{conflict.format('one')}stage: seed\n{conflict.format('two')}bpm: 1\n"
    root = write_files(tmp_path, {FOG: text})
    rows = json.loads(run("resolve", "--format", "json").out)["conflicts"]
    assert [(row["field"], row["theirs"]) for row in rows] == [
        ("lines-1", "# their one\n"),
        ("lines-2", "# their two\n"),
    ]
    assert "its conflict is no field" in run("resolve", "fog", "lines-1=x").err
    assert run("resolve", "fog", "--field", "lines-2", "--theirs").code == 1
    assert (root / FOG).read_text(encoding="utf-8") == text.replace(conflict.format("two"), "# their two\n")
    assert run("resolve", "fog", "--ours").code == 0
    assert (root / FOG).read_text(encoding="utf-8") == "title: Fog\n# one\nstage: seed\n# their two\nbpm: 1\n"


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX terminal")
def test_a_rebase_asks_before_a_side_is_taken_as_git_has_swapped_them(tmp_path: Path) -> None:
    root = merge(tmp_path, fog(), how="rebase")
    before = (root / FOG).read_bytes()
    code, shown = in_terminal(["resolve", "fog", "--ours"], cwd=root, columns=120, typed=b"n\n", when="[y/N]")
    warning = "git is rebasing, so your own changes are theirs: “Anna's”; --ours gives those up"
    assert (code, warning in shown) == (4, True)
    assert (root / FOG).read_bytes() == before


def test_stages_that_both_added_in_one_place_are_one_conflict_and_others_stay_apart(
    tmp_path: Path, run: Run
) -> None:
    stages = "stages:\n  - id: seed\n    name: Seed\n  - id: mixing\n    name: Mixing\n"
    ours, theirs = (
        stages.replace("  - id: mixing", f"  - id: {new}\n    name: {new}\n  - id: mixing").replace(
            "Seed", new
        )
        for new in ("demo", "rough")
    )
    root = merge(tmp_path, ({"stages.yaml": stages}, {"stages.yaml": ours}, {"stages.yaml": theirs}))
    rows = json.loads(run("resolve", "--format", "json").out)["conflicts"]
    assert [(row["field"], row["ours"], row["theirs"]) for row in rows] == [
        ("seed.name", "demo", "rough"),
        ("stages", ["demo"], ["rough"]),
    ]
    assert run("resolve", "stages", "--field", "stages", "--theirs").code == 1
    assert run("resolve", "stages", "--ours").code == 0
    assert (root / "stages.yaml").read_text(encoding="utf-8") == theirs.replace(
        "name: rough", "name: demo", 1
    )


@pytest.mark.parametrize("side", ["ours", "theirs"])
@pytest.mark.parametrize(
    "theirs",
    [
        "stages: [{id: seed, name: Idea}, done, live]\n",
        "stages: [done, {id: seed, name: Idea}]\n",
    ],
    ids=["they add a stage", "they move one"],
)
def test_stages_with_the_same_ids_are_not_taken_for_unchanged(
    theirs: str, side: str, tmp_path: Path, run: Run
) -> None:
    base = "stages: [{id: seed, name: Seed}, done]\n"
    ours = base.replace("Seed", "Spark")
    root = merge(tmp_path, ({"stages.yaml": base}, {"stages.yaml": ours}, {"stages.yaml": theirs}))
    listed = run("resolve")
    assert ("only one side" in listed.err, "Spark" in listed.out, "Idea" in listed.out) == (False, True, True)
    assert run("resolve", "stages.yaml", f"--{side}").code == 0
    assert (root / "stages.yaml").read_text(encoding="utf-8") == (ours if side == "ours" else theirs)


def test_a_track_may_have_the_name_of_a_vocabulary(tmp_path: Path, run: Run) -> None:
    path = "tracks/workflows.yaml"
    texts = (
        "workflows: [a]\nstage: seed\n",
        "workflows: [a, b]\nstage: mixing\n",
        "workflows: [c, a]\nstage: writing\n",
    )
    root = merge(tmp_path, ({path: texts[0]}, {path: texts[1]}, {path: texts[2]}))
    assert "'prodash resolve workflows'" in run("check").out
    ran = run("resolve", "workflows", "--theirs")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "1 changed")
    assert (root / path).read_text(encoding="utf-8") == texts[2]
    git(root, "checkout", "--quiet", "--merge", "--", path)
    assert [row["field"] for row in json.loads(run("resolve", "-f", "json").out)["conflicts"]] == [
        "workflows",
        "stage",
    ]
