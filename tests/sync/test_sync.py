"""`prodash sync`: what goes to the others and comes from them."""

import json
import os
import re
from collections.abc import Callable

import pytest

from prodash.cli import main
from tests.conftest import Ran
from tests.schemas import faults
from tests.sync.clones import Clones, needs_scripts, older_git, run_git

Run = Callable[..., Ran]
OTHERS = "; after 'git add .' and 'git commit --message=files', sync sends them too"
STAGES = {"field": "stage", "ours": "mixing", "theirs": "recorded"}


def test_sync_without_changes_on_either_side_says_so_and_does_nothing(clones: Clones, run: Run) -> None:
    before = clones.mia.state()
    assert run("sync") == Ran(0, "there is nothing to send or receive\n")
    assert run("sync", "--quiet") == Ran(0, "")
    assert clones.mia.state() == before


def test_changes_of_both_reach_both(clones: Clones, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    clones.mia.replace("tracks/dune.yaml", "seed", "mixing")
    clones.ben.send("tracks/dune.yaml", "72", "74")
    clones.ben.send("tracks/fog.yaml", "writing", "mixing")
    assert run("sync") == Ran(
        0, "1 change sent: Dune → Mixing\n2 changes received from Ben: Fog → Mixing, Dune (bpm)\n"
    )
    merged = "title: Dune\nstage: mixing\nbpm: 74   # slow\n"
    assert clones.mia.read("tracks/dune.yaml") == merged
    assert clones.mia.git("status", "--porcelain") == ""
    monkeypatch.chdir(clones.ben.root)
    assert run("sync") == Ran(0, "1 change received from Mia: Dune → Mixing\n")
    assert clones.ben.read("tracks/dune.yaml") == merged
    assert clones.ben.git("rev-parse", "HEAD") == clones.mia.git("rev-parse", "HEAD")


def test_only_files_of_the_catalogue_are_committed_and_the_index_is_kept(clones: Clones, run: Run) -> None:
    mia = clones.mia
    mia.write("notes.txt", "mine")
    mia.write("tracks/cover.png", "picture")
    mia.replace("mix.txt", "first", "staged")
    mia.git("add", "mix.txt")
    mia.replace("mix.txt", "staged", "changed again")
    mia.write("tracks/new.yaml", "stage: seed\n")
    (mia.root / "tracks/fog.yaml").unlink()
    mia.write("workflows.yaml", "workflows: [vocals]\n")
    mia.write("prodash.yaml", "limit: 20\n")
    mia.write("templates/song.yaml", "bpm: 90\n")
    assert run("sync", "-m", "Mine") == Ran(
        0,
        "3 changes sent: New added, Fog removed, workflow Vocals added\n",
        "not sent, because only tracks, templates, stages, workflows, projects, fields and prodash.yaml are: mix.txt, notes.txt, tracks/cover.png"
        f"{OTHERS}\n",
    )
    assert mia.git("status", "--porcelain") == "MM mix.txt\n?? notes.txt\n?? tracks/cover.png"
    assert mia.git("show", ":mix.txt") == "staged\nsecond\nthird"
    assert mia.git("log", "--max-count=1", "--format=%s%n%b", "--name-status").split() == (
        [
            "Mine",
            "A",
            "prodash.yaml",
            "A",
            "templates/song.yaml",
            "D",
            "tracks/fog.yaml",
            "A",
            "tracks/new.yaml",
            "A",
            "workflows.yaml",
        ]
    )


@needs_scripts
def test_an_older_git_merges_too(clones: Clones, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With renames, whole files and fields, while other files here differ; nothing is left in the repository."""
    monkeypatch.setenv("PATH", str(older_git(clones.hub.parent / "older")), prepend=os.pathsep)
    mia = clones.mia
    mia.replace("tracks/dune.yaml", "seed", "mixing")
    mia.write("tracks/new.yaml", "stage: seed\n")
    mia.replace("mix.txt", "first", "mine")
    clones.ben.git("mv", "tracks/fog.yaml", "tracks/mist.yaml")
    clones.ben.send("tracks/dune.yaml", "72", "74")
    assert run("sync") == Ran(
        *(0, "2 changes sent: Dune → Mixing, New added\n2 changes received from Ben: Fog (id), Dune (bpm)\n"),
        f"not sent, because only tracks, templates, stages, workflows, projects, fields and prodash.yaml are: mix.txt{OTHERS}\n",
    )
    assert mia.read("tracks/dune.yaml") == "title: Dune\nstage: mixing\nbpm: 74   # slow\n"
    assert (mia.git("status", "--porcelain"), mia.state().begun) == (" M mix.txt", ())
    assert mia.git("rev-parse", "HEAD") == run_git(clones.hub, "rev-parse", "main")


@pytest.mark.slow
def test_files_of_others_come_too_while_changes_beside_them_stay(clones: Clones, run: Run) -> None:
    clones.ben.write("lyrics/dune.txt", "la")
    clones.ben.push()
    clones.mia.replace("mix.txt", "first", "mine")
    assert run("sync", "--quiet") == Ran(0, "1 commit received from Ben\n")
    assert (clones.mia.read("lyrics/dune.txt"), clones.mia.read("mix.txt")) == ("la", "mine\nsecond\nthird\n")


def test_dry_run_only_fetches(clones: Clones, run: Run) -> None:
    clones.mia.replace("tracks/dune.yaml", "seed", "mixing")
    clones.ben.send("tracks/fog.yaml", "writing", "mixing")
    before = clones.mia.state()
    assert run("sync", "--dry-run") == Ran(
        0, "1 change would be sent: Dune → Mixing\n1 change would be received from Ben: Fog → Mixing\n"
    )
    assert clones.mia.state() == before
    assert clones.sent("tracks/dune.yaml") == "title: Dune\nstage: seed\nbpm: 72   # slow"


def test_without_push_the_others_get_nothing_yet(clones: Clones, run: Run) -> None:
    clones.mia.replace("tracks/dune.yaml", "seed", "mixing")
    clones.ben.send("tracks/fog.yaml", "writing", "mixing")
    assert run("sync", "--no-push") == Ran(
        0, "1 change committed, but not sent: Dune → Mixing\n1 change received from Ben: Fog → Mixing\n"
    )
    assert "seed" in clones.sent("tracks/dune.yaml")
    assert run("sync") == Ran(0, "1 change sent: Dune → Mixing\n")
    assert "mixing" in clones.sent("tracks/dune.yaml")


@pytest.mark.slow
def test_the_catalogue_may_be_a_folder_of_the_repository(
    clones: Clones, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = "my [mu*sic] \\ é"
    clones.mia.git("config", "core.quotePath", "true")
    (clones.mia.root / folder).mkdir()
    for name in ("stages.yaml", "tracks"):
        clones.mia.git("mv", name, folder)
    clones.mia.push()
    clones.ben.git("pull", "--quiet")
    clones.ben.send(f"{folder}/tracks/dune.yaml", "72", "74")
    clones.mia.replace(f"{folder}/tracks/dune.yaml", "seed", "mixing")
    clones.mia.replace("mix.txt", "first", "mine")
    monkeypatch.chdir(clones.mia.root / folder)
    assert run("sync") == Ran(0, "1 change sent: Dune → Mixing\n1 change received from Ben: Dune (bpm)\n")
    assert clones.mia.git("status", "--porcelain") == " M mix.txt"


def test_a_new_repository_gets_its_first_branch(clones: Clones, run: Run) -> None:
    clones.hub.joinpath("refs/heads/main").unlink()
    clones.mia.git("update-ref", "-d", "refs/remotes/origin/main")
    assert run("sync", "--dry-run") == Ran(0, "the branch main would be sent to origin for the first time\n")
    assert run("sync") == Ran(0, "the branch main was sent to origin for the first time\n")
    assert "seed" in clones.sent("tracks/dune.yaml")


@pytest.mark.slow
@needs_scripts
def test_somebody_who_was_quicker_is_merged_too(clones: Clones, run: Run) -> None:
    clones.ben.replace("tracks/fog.yaml", "writing", "mixing")
    clones.mia.hook(
        "pre-push", f"cd {clones.ben.root} && unset GIT_DIR && git commit -qam quick && git push -q; true"
    )
    clones.mia.replace("tracks/dune.yaml", "seed", "mixing")
    assert run("sync") == Ran(0, "1 change sent: Dune → Mixing\n1 change received from Ben: Fog → Mixing\n")
    assert ["mixing" in clones.sent(f"tracks/{name}.yaml") for name in ("dune", "fog")] == [True, True]


def test_an_error_that_others_sent_is_received_and_told(clones: Clones, run: Run) -> None:
    clones.ben.send("tracks/fog.yaml", "writing", "nowhere")
    ran = run("sync")
    assert (ran.code, ran.out) == (1, "1 change received from Ben: Fog → nowhere\n")
    assert ran.err.startswith("tracks/fog.yaml:2:8: error: unknown stage 'nowhere'")


def test_an_empty_message_is_refused(clones: Clones) -> None:
    assert clones.mia.root.exists()
    assert main(["sync", "-m", " "]) == 2


@needs_scripts
def test_a_script_is_never_asked_for_a_password(
    clones: Clones, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = clones.hub.parent / "bin"
    folder.mkdir()
    ssh = folder / "ssh"
    ssh.write_text('#!/bin/sh\necho "$GIT_TERMINAL_PROMPT $*" >&2\nexit 255\n', encoding="utf-8")
    ssh.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    clones.mia.git("remote", "set-url", "origin", "ssh://example.invalid/hub.git")
    ran = run("sync")
    assert (ran.code, ran.out) == (5, "")
    assert re.search(r"\n    0 -o BatchMode=yes .*example.invalid", ran.err)


def test_json_has_what_was_exchanged_or_what_is_in_conflict(clones: Clones, run: Run) -> None:
    clones.mia.replace("tracks/dune.yaml", "seed", "mixing")
    clones.mia.write("notes.txt", "mine")
    clones.ben.send("tracks/dune.yaml", "72", "74")
    clones.ben.send("tracks/dune.yaml", "seed", "recorded")
    ran = run("sync", "--dry-run", "--format", "json")
    assert (ran.code, *_of(ran.out, "pushed", "commit", "committed", "changes", "conflicts")) == (
        *(4, False, None, [], []),
        [{"path": "tracks/dune.yaml", "who": "Ben", "removed_by": None, "fields": [STAGES]}],
    )
    clones.ben.send("tracks/dune.yaml", "recorded", "mixing")
    ran = run("sync", "--format", "json")
    assert (ran.code, faults("sync", json.loads(ran.out))) == (0, [])
    assert _of(ran.out, "pushed", "commit", "commits", "people", "committed", "left_out") == [
        *(True, clones.mia.git("rev-parse", "HEAD"), {"outgoing": 1, "incoming": 3}, ["Ben"]),
        *(["tracks/dune.yaml"], ["notes.txt"]),
    ]
    (row,) = json.loads(ran.out)["changes"]
    assert (row["direction"], row["field"], row["before"], row["after"]) == ("incoming", "bpm", 72, 74)


def _of(answer: str, *keys: str) -> list[object]:
    found = json.loads(answer)
    return [found[key] for key in keys]


@needs_scripts
def test_the_message_may_be_edited_and_an_empty_one_sends_nothing(
    clones: Clones, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    mia = clones.mia
    mia.replace("tracks/dune.yaml", "seed", "mixing")
    before = mia.state()
    monkeypatch.setenv("GIT_EDITOR", "sed -i.old 1d")
    said = "prodash: nothing was sent or received: the message is empty\n"
    assert (run("sync", "-m", "Mix", "--edit"), mia.state()) == (Ran(4, "", said), before)
    monkeypatch.setenv("GIT_EDITOR", "sed -i.old 's/Mixing/the mix/'")
    assert run("sync", "-e") == Ran(0, "1 change sent: Dune → Mixing\n")
    assert mia.git("log", "--max-count=1", "--format=%B") == "Dune → the mix"
