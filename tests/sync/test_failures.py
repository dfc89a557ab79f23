"""A sync that fails: branch, index, files and what git has begun are as before, and it says what to do."""

import re
import subprocess
from collections.abc import Callable
from typing import NamedTuple

import pytest

from prodash.storage.sync.sync_lock import one_sync
from tests.conftest import Ran
from tests.sync.clones import Clones, needs_scripts, run_git, write_hook

Run = Callable[..., Ran]
CANNOT = 4


class Failure(NamedTuple):
    """How a sync is made to fail, with its exit code and what it says; `FOLDER` stands for the one of both clones."""

    prepare: Callable[[Clones], object]
    code: int
    err: str


def _no_upstream(clones: Clones) -> None:
    clones.mia.git("branch", "--unset-upstream")


def _no_commit(clones: Clones) -> None:
    clones.mia.git("checkout", "--quiet", "--orphan", "new")


def _no_remote(clones: Clones) -> None:
    clones.mia.git("remote", "remove", "origin")


def _nobody(clones: Clones) -> None:
    clones.mia.git("config", "--unset", "user.name")
    clones.mia.git("config", "--unset", "user.email")


def _merge_begun(clones: Clones) -> None:
    # Newer versions of git let `update-ref` change no such file.
    clones.mia.write(".git/MERGE_HEAD", clones.mia.git("rev-parse", "HEAD"))


def _merge_with_conflict(clones: Clones) -> None:
    _merge_begun(clones)
    blob = clones.mia.git("rev-parse", "HEAD:tracks/dune.yaml")
    entries = "".join(f"100644 {blob} {side}\ttracks/dune.yaml\n" for side in (1, 2, 3))
    clones.mia.write("../index-info", f"0 {blob} 0\ttracks/dune.yaml\n{entries}")
    with (clones.mia.root / "../index-info").open("rb") as info:
        subprocess.run(["git", "update-index", "--index-info"], cwd=clones.mia.root, stdin=info, check=True)


def _lock(clones: Clones) -> None:
    clones.mia.write(".git/index.lock", "")


def _elsewhere(clones: Clones) -> None:
    clones.mia.git("config", "remote.pushDefault", "fork")


def _folder_for_a_file(clones: Clones) -> None:
    clones.ben.git("rm", "--quiet", "mix.txt")
    clones.ben.write("mix.txt/loud.txt", "theirs")
    clones.ben.push()
    clones.mia.replace("mix.txt", "first", "mine")
    clones.mia.git("commit", "--quiet", "--message=mix", "mix.txt")


def _renamed_branch(clones: Clones) -> None:
    run_git(clones.hub, "branch", "--move", "main", "trunk")


def _fetched_elsewhere(clones: Clones) -> None:
    clones.mia.git("config", "remote.origin.fetch", "+refs/heads/other:refs/remotes/origin/other")


def _file_for_private_folder(clones: Clones) -> None:
    clones.mia.write(".prodash", "")


def _unsigned(clones: Clones) -> None:
    clones.ben.send("tracks/dune.yaml", "72", "74")
    clones.mia.git("config", "merge.verifySignatures", "true")


def _hidden(clones: Clones) -> None:
    clones.ben.send("tracks/fog.yaml", "writing", "mixing")
    clones.mia.replace("tracks/fog.yaml", "vocals", "lyrics")
    clones.mia.git("update-index", "--assume-unchanged", "tracks/fog.yaml")


def _gone(clones: Clones) -> None:
    clones.hub.rename(clones.hub.with_name("moved.git"))


def _over_ssh(words: str) -> Callable[[Clones], object]:
    def prepare(clones: Clones) -> None:
        ssh = clones.hub.with_name("ssh")
        ssh.write_text(f"#!/bin/sh\necho '{words}' >&2\nexit 255\n", encoding="utf-8")
        ssh.chmod(0o755)
        clones.mia.git("config", "core.sshCommand", "../ssh")
        clones.mia.git("remote", "set-url", "origin", "ssh://git@example.invalid/hub.git")

    return prepare


def _hub_refuses(clones: Clones) -> None:
    write_hook(clones.hub, "pre-receive", "echo 'main is protected' >&2; exit 1")


def _stopped_while_all_is_put_back(clones: Clones) -> None:
    _hub_refuses(clones)
    goes_back = 'test "$1" = prepared && read old new ref && git merge-base --is-ancestor $new $old'
    clones.mia.hook("reference-transaction", f"{goes_back} && kill -INT $PPID && kill -HUP $PPID; true")


def _hub_dies(clones: Clones) -> None:
    clones.mia.git("config", "remote.origin.receivepack", "false")


def _stopped_while_it_merges(clones: Clones) -> None:
    clones.mia.git("config", "merge.stop.driver", "kill -9 $PPID")
    clones.mia.write("sets/.gitattributes", "live.txt merge=stop\n")
    clones.mia.write("sets/live.txt", "first\n\n\n")
    clones.mia.push()
    clones.ben.git("pull", "--quiet")
    clones.ben.send("sets/live.txt", "first", "theirs")
    clones.mia.replace("sets/live.txt", "first", "mine")
    clones.mia.git("commit", "--quiet", "--message=mine", "sets/live.txt")


def _hook(name: str) -> Callable[[Clones], object]:
    return lambda clones: clones.mia.hook(name, "echo 'not on a Monday' >&2; exit 1")


def _always_quicker(clones: Clones) -> None:
    quick = "unset GIT_DIR && git commit -q --allow-empty -m quick && git push -q"
    clones.mia.hook("pre-push", f"cd {clones.ben.root} && {quick}; true")


def _no_signature(clones: Clones) -> None:
    clones.mia.git("config", "commit.gpgSign", "true")
    # Without a key git itself says why, in the words of every version.
    clones.mia.git("config", "gpg.format", "ssh")


def _unrelated(clones: Clones) -> None:
    clones.ben.git("checkout", "--quiet", "--orphan", "other")
    clones.ben.git("commit", "--quiet", "--message=other")
    clones.ben.git("push", "--quiet", "--force", "origin", "other:main")


def _others_changed_what_is_changed_here(clones: Clones) -> None:
    clones.ben.send("mix.txt", "first", "theirs")
    clones.mia.replace("mix.txt", "third", "mine")


def _others_added_what_is_here(clones: Clones) -> None:
    clones.ben.write("notes.txt", "theirs")
    clones.ben.push()
    clones.mia.write("notes.txt", "mine")


def _others_added_what_git_ignores_here(clones: Clones) -> None:
    _others_added_what_is_here(clones)
    clones.mia.write(".git/info/exclude", "notes.txt\n")


def _others_need_a_folder_where_a_file_is(clones: Clones) -> None:
    clones.ben.write("notes.txt/first.txt", "theirs")
    clones.ben.push()
    clones.mia.write("notes.txt", "mine")
    clones.mia.write(".git/info/exclude", "notes.txt\n")


def _same_field(clones: Clones) -> None:
    clones.ben.send("tracks/dune.yaml", "seed", "recorded")


def _removed(clones: Clones) -> None:
    (clones.ben.root / "tracks/dune.yaml").unlink()
    clones.ben.push()


def _other_file(clones: Clones) -> None:
    clones.ben.send("mix.txt", "first", "theirs")
    clones.mia.replace("mix.txt", "first", "mine")
    clones.mia.git("commit", "--quiet", "--message=mix", "mix.txt")


def _linked(clones: Clones) -> None:
    path = clones.ben.root / "tracks/dune.yaml"
    path.unlink()
    path.symlink_to("fog.yaml")
    clones.ben.push()


def _into_the_folder_of_git(clones: Clones) -> None:
    def make(text: str, *argv: str) -> str:
        ran = subprocess.run(
            ["git", *argv], cwd=clones.ben.root, input=text.encode(), capture_output=True, check=True
        )
        return ran.stdout.decode().strip()

    blob = make("[core]", "hash-object", "-w", "--stdin")
    inner = make(f"100644 blob {blob}\tconfig\n", "mktree")
    tree = make(f"{clones.ben.git('ls-tree', 'HEAD')}\n040000 tree {inner}\t.git\n", "mktree")
    commit = clones.ben.git("commit-tree", "-p", "HEAD", "-m", "theirs", tree)
    clones.ben.git("push", "--quiet", "origin", f"{commit}:main")


def _renamed_by_both(clones: Clones) -> None:
    for clone, name in ((clones.ben, "theirs.txt"), (clones.mia, "mine.txt")):
        clone.git("mv", "mix.txt", name)
        clone.git("commit", "--quiet", f"--message={name}", "mix.txt", name)
    clones.ben.git("push", "--quiet")


def _broken(clones: Clones) -> None:
    clones.mia.write("tracks/bad.yaml", "stage: [\n")


PREFIX = "prodash: nothing was sent or received"
AS_WAS = f"{PREFIX}, and all is as it was"
AGAIN = "correct that, then sync again\n"
CONFLICT = (
    f"{AS_WAS}, because others changed the same as you\n%s\nagree on one of both, give it to your file too, and sync again%s\n"
    "or settle it here with 'git add .', 'git commit --message=mine', 'git pull --no-rebase', 'prodash resolve' "
    "and 'git commit --no-edit', then sync again\n"
)
TAKES = "; '%s' takes what the others have"

FAILURES = {
    "no commit yet": Failure(
        _no_commit,
        4,
        f"{PREFIX}: there is no commit yet; make the first one with 'git add .' and 'git commit --message=start'\n",
    ),
    "no branch": Failure(
        lambda clones: clones.mia.git("checkout", "--quiet", "--detach"),
        4,
        f"{PREFIX}: no branch is checked out; 'git switch main' or another branch brings you back to one\n",
    ),
    "no remote": Failure(
        _no_remote,
        4,
        f"{PREFIX}: this catalogue is on no server yet; make an empty repository, for instance on GitHub, "
        "and tell git its address with 'git remote add origin ADDRESS'\n",
    ),
    "no upstream": Failure(
        _no_upstream,
        4,
        f"{PREFIX}: git does not know that main belongs to origin/main; "
        "tell it with 'git branch --set-upstream-to=origin/main'\n",
    ),
    "never sent": Failure(
        lambda clones: clones.mia.git("switch", "--quiet", "--create", "demo"),
        4,
        f"{PREFIX}: the branch demo was never sent to origin; "
        "send it for the first time with 'git push --set-upstream origin demo'\n",
    ),
    "pushed elsewhere": Failure(
        _elsewhere,
        4,
        f"{PREFIX}: git pulls main from origin and pushes it to fork; "
        "sync needs one place for both, so use 'git pull' and 'git push'\n",
    ),
    "a merge is begun": Failure(
        _merge_begun,
        4,
        f"{PREFIX}: a merge is not finished; go on with 'git commit --no-edit' or give it up with 'git merge --abort'\n",
    ),
    "a merge with a conflict": Failure(
        _merge_with_conflict,
        4,
        f"{PREFIX}: a merge is not finished; settle what is in conflict with 'prodash resolve', "
        "then go on with 'git commit --no-edit' or give it up with 'git merge --abort'\n",
    ),
    "another git": Failure(
        _lock,
        4,
        f"{PREFIX}: another git is at work; wait for it, or if there is none, delete FOLDER/mia/.git/index.lock\n",
    ),
    "nobody": Failure(
        _nobody,
        4,
        f"""{PREFIX}: git does not know who you are; tell it with "git config --global user.name 'Your Name'" """
        "and 'git config --global user.email you@example.org'\n",
    ),
    "a file with an error": Failure(
        _broken,
        4,
        f"{PREFIX}, because files with errors would reach the others\n"
        "tracks/bad.yaml: line 2: a value is missing here; write one or close the bracket before it\ncorrect them, then sync again\n",
    ),
    "the same field": Failure(
        _same_field,
        4,
        CONFLICT
        % (
            "tracks/dune.yaml: stage is Mixing here, Recorded by Ben",
            TAKES % "prodash set stage=recorded dune",
        ),
    ),
    "removed by others": Failure(
        _removed,
        4,
        CONFLICT % ("tracks/dune.yaml: you changed it, Ben removed it", TAKES % "prodash remove dune"),
    ),
    "a link in its place": Failure(
        _linked, 4, CONFLICT % ("tracks/dune.yaml: the whole file (changed by Ben)", "")
    ),
    "renamed by both": Failure(
        _renamed_by_both,
        4,
        CONFLICT
        % (
            (
                "mine.txt: the whole file (changed by the other side)\nmix.txt: the whole file (changed by Ben)\n"
                "theirs.txt: the whole file (changed by Ben)"
            ),
            "",
        ),
    ),
    "another file": Failure(_other_file, 4, CONFLICT % ("mix.txt: the whole file (changed by Ben)", "")),
    "a folder for a file": Failure(
        _folder_for_a_file, 4, CONFLICT % ("mix.txt: you changed it, Ben removed it", "")
    ),
    "unrelated": Failure(
        _unrelated,
        4,
        f"{PREFIX}: this repository and origin/main have no commit in common; "
        "check with 'git remote -v' that it is the right one\n",
    ),
    **{
        name: Failure(
            prepare,
            4,
            f"{PREFIX}: others changed {path}, and your changes there are in no commit; commit it "
            f"with 'git add -- {path}' and 'git commit --message=mine', or move it away, then sync again\n",
        )
        for name, prepare, path in (
            ("changed here too", _others_changed_what_is_changed_here, "mix.txt"),
            ("here already", _others_added_what_is_here, "notes.txt"),
            ("ignored here", _others_added_what_git_ignores_here, "notes.txt"),
            ("a file for a folder", _others_need_a_folder_where_a_file_is, "notes.txt"),
        )
    },
    "the branch has another name": Failure(
        _renamed_branch,
        4,
        f"{PREFIX}: origin no longer has a branch main; if it has another name now, connect yours with "
        "'git fetch origin' and 'git branch --set-upstream-to origin/NAME', and if it should be there, send it with 'git push origin main'\n",
    ),
    "not fetched": Failure(
        _fetched_elsewhere,
        4,
        f"{PREFIX}: git does not fetch the branch main of origin here; 'git remote set-branches --add origin main' lets it\n",
    ),
    "a file for the private folder": Failure(
        _file_for_private_folder,
        5,
        f"{AS_WAS}: prodash cannot keep its lock in FOLDER/mia/.prodash: .prodash is not a folder; move it out of the way\n{AGAIN}",
    ),
    "unsigned": Failure(
        _unsigned,
        5,
        f"{AS_WAS}: the newest commit of origin/main has no good signature, which merge.verifySignatures asks for\n{AGAIN}",
    ),
    "hidden from git": Failure(
        _hidden,
        4,
        f"{PREFIX}: the files here could not be brought up to date; git says: error: Entry 'tracks/fog.yaml' not uptodate. "
        "Cannot merge.\n",
    ),
    "gone": Failure(
        _gone,
        5,
        f"{AS_WAS}: origin could not be fetched; git says:\n"
        "    fatal: '../hub.git' does not appear to be a git repository\n"
        "    fatal: Could not read from remote repository.\n\n"
        "    Please make sure you have the correct access rights\n    and the repository exists.\n"
        "check the address with 'git remote -v', then sync again\n",
    ),
    **{
        name: Failure(
            _over_ssh(words),
            5,
            f"{AS_WAS}: origin could not be fetched; git says:\n    {words}\n"
            "    fatal: Could not read from remote repository.\n\n"
            "    Please make sure you have the correct access rights\n    and the repository exists.\n"
            f"{advice}\n",
        )
        for name, words, advice in (
            (
                "unknown host",
                "ssh: Could not resolve hostname example.invalid",
                "check your connection, then sync again",
            ),
            (
                "unknown user",
                "git@example.invalid: Permission denied (publickey).",
                "the other side does not know who you are; check your key or password with 'git fetch', then sync again",
            ),
            (
                "unknown key of the host",
                "Host key verification failed.",
                "your computer does not know the other side yet; run 'git fetch' and answer its question, then sync again",
            ),
            (
                "no access",
                "ERROR: Permission to mia/hub.git denied to ben.",
                "the other side knows you, but you may not do this there; ask its owner for access, then sync again",
            ),
            (
                "not found",
                "ERROR: Repository not found.",
                "check the address with 'git remote -v', and that its owner has given you access, then sync again",
            ),
            (
                "out of order",
                "error: The requested URL returned error: 503",
                "the other side is out of order; sync again later",
            ),
        )
    },
    **{
        name: Failure(
            prepare,
            5,
            f"{AS_WAS}: origin/main did not take your changes; git says:\n"
            "    [remote rejected] (pre-receive hook declined)\n    main is protected\n"
            "ask whoever looks after that repository, or send to a branch of your own\n",
        )
        for name, prepare in (
            ("the hub refuses", _hub_refuses),
            ("stopped while all is put back", _stopped_while_all_is_put_back),
        )
    },
    "the hub dies": Failure(
        _hub_dies,
        5,
        f"{AS_WAS}: nothing could be pushed to origin; git says:\n    fatal: Could not read from remote repository.\n\n"
        "    Please make sure you have the correct access rights\n    and the repository exists.\n"
        "check the address with 'git remote -v', then sync again\n",
    ),
    **{
        name: Failure(
            _hook(name),
            5,
            f"{AS_WAS}: a hook stopped the commit (FOLDER/mia/.git/hooks/{name}); it says: not on a Monday\n{AGAIN}",
        )
        for name in ("pre-commit", "commit-msg")
    },
    "pre-push": Failure(
        _hook("pre-push"),
        5,
        f"{AS_WAS}: nothing could be pushed to origin; git says:\n    not on a Monday\n"
        f"    error: failed to push some refs to '../hub.git'\n{AGAIN}",
    ),
    "always quicker": Failure(
        _always_quicker, 5, f"{AS_WAS}: others sent changes meanwhile, three times\nsync again\n"
    ),
    "git is stopped while it merges": Failure(
        _stopped_while_it_merges,
        5,
        f"{AS_WAS}: git could not do it; git says: git was stopped by SIGKILL\nsync again\n",
    ),
    "no signature": Failure(
        _no_signature,
        5,
        f"{AS_WAS}: git could not do it; git says: "
        f"fatal: either user.signingkey or gpg.ssh.defaultKeyCommand needs to be configured\n{AGAIN}",
    ),
}


RARE = {
    "renamed by both",
    "a folder for a file",
    "always quicker",
    "unrelated",
    "ignored here",
    "here already",
    "commit-msg",
    "pushed elsewhere",
    "nobody",
    "unknown key of the host",
    "not found",
    "out of order",
    "not fetched",
    "a file for the private folder",
    "unsigned",
    "hidden from git",
}
"""Failures that only the slow run tries, as each takes a dozen runs of git."""


@needs_scripts
@pytest.mark.usefixtures("any_git")
@pytest.mark.parametrize(
    "failure",
    [
        pytest.param(failure, id=name, marks=[pytest.mark.slow] if name in RARE else [])
        for name, failure in FAILURES.items()
    ],
)
def test_a_sync_that_fails_leaves_everything_as_it_was(failure: Failure, clones: Clones, run: Run) -> None:
    clones.mia.replace("tracks/dune.yaml", "seed", "mixing")
    clones.mia.write("staged.txt", "staged")
    clones.mia.git("add", "--intent-to-add", "staged.txt")
    failure.prepare(clones)
    before, hub = clones.mia.state(), _branches(clones)
    ran = run("sync")
    err = ran.err.replace(str(clones.mia.root.parent), "FOLDER")
    assert Ran(ran.code, ran.out, err) == Ran(failure.code, "", failure.err)
    assert clones.mia.state() == before
    if failure.prepare is not _always_quicker:
        assert _branches(clones) == hub


@needs_scripts
@pytest.mark.parametrize(
    "failure",
    [
        pytest.param(
            failure,
            id=name,
            marks=[] if name == "changed here too" else [pytest.mark.slow],
        )
        for name, failure in FAILURES.items()
        if failure.code == CANNOT
    ],
)
def test_a_dry_run_foresees_it(failure: Failure, clones: Clones, run: Run) -> None:
    clones.mia.replace("tracks/dune.yaml", "seed", "mixing")
    clones.mia.write("tracks/new.yaml", "stage: seed\n")
    failure.prepare(clones)
    before = clones.mia.state()
    dry, after = run("sync", "--dry-run"), clones.mia.state()
    assert (dry.code, after) == (CANNOT, before)
    assert dry == run("sync")


def _branches(clones: Clones) -> str:
    packed = clones.hub / "packed-refs"
    loose = clones.hub / "refs/heads/main"
    return "".join(path.read_text(encoding="utf-8") for path in (loose, packed) if path.exists())


def test_nobody_is_told_to_move_what_is_in_the_folder_of_git(clones: Clones, run: Run) -> None:
    _into_the_folder_of_git(clones)
    before = clones.mia.state()
    ran = run("sync")
    assert (ran.code, ".git/config" in ran.err, "move" in ran.err) == (4, True, False)
    assert clones.mia.state() == before


def test_sync_outside_of_a_repository_is_refused_with_the_command_that_makes_one(
    clones: Clones, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(clones.mia.root.parent))
    (clones.mia.root / ".git").rename(clones.mia.root.parent / "kept")
    before = clones.mia.state()
    ran = run("sync")
    assert (ran.code, ran.out) == (4, "")
    assert re.fullmatch(f"{PREFIX}: .*mia is in no git repository; create one with 'git init'\n", ran.err)
    assert clones.mia.state() == before


def test_a_second_sync_at_the_same_time_is_refused_and_changes_nothing(clones: Clones, run: Run) -> None:
    before = clones.mia.state()
    with one_sync(clones.mia.root):
        ran = run("sync")
    assert ran == Ran(4, "", f"{PREFIX}: another prodash sync is at work; wait until it is done\n")
    assert clones.mia.state() == before


@needs_scripts
def test_files_that_could_not_be_received_are_as_before_and_come_next_time(clones: Clones, run: Run) -> None:
    """Git writes files in the order of their names, and fails at one in the middle."""
    clones.ben.write(".gitattributes", "*.wav filter=big\n")
    clones.ben.write("a.txt", "a")
    clones.ben.replace("mix.txt", "first", "theirs")
    clones.ben.write("tracks/big.wav", "big")
    clones.ben.replace("tracks/fog.yaml", "writing", "mixing")
    clones.ben.push()
    clones.mia.git("config", "filter.big.clean", "cat")
    clones.mia.git("config", "filter.big.smudge", "exit 1")
    clones.mia.git("config", "filter.big.required", "true")
    clones.mia.replace("tracks/dune.yaml", "seed", "mixing")
    before = clones.mia.state()
    ran = run("sync")
    assert (ran.code, ran.out) == (5, "")
    assert ran.err.startswith("prodash: your changes were sent, but not all others are here; git says:\n")
    assert (clones.mia.state().files, clones.mia.state().begun) == (before.files, ())
    assert "mixing" in clones.sent("tracks/dune.yaml")
    clones.mia.git("config", "filter.big.smudge", "kill $PPID")
    ran = run("sync")
    assert ran.err.startswith(
        f"{AS_WAS}: the files could not be brought up to date; git was stopped by SIGTERM"
    )
    assert ran.err.endswith("\nsync again\n")
    clones.mia.git("config", "filter.big.smudge", "cat")
    ran = run("sync")
    assert ran == Ran(0, "1 change received from Ben: Fog → Mixing\n")
    assert clones.mia.git("status", "--porcelain") == ""


def test_a_file_in_conflict(clones: Clones, run: Run) -> None:
    """As a stash leaves it that does not fit, with no merge begun."""
    clones.mia.replace("tracks/dune.yaml", "seed", "mixing")
    clones.mia.git("stash", "--quiet")
    clones.mia.replace("tracks/dune.yaml", "seed", "recorded")
    clones.mia.git("commit", "--all", "--quiet", "--message=change")
    with pytest.raises(AssertionError):
        clones.mia.git("stash", "pop")
    before = clones.mia.state()
    assert run("sync") == Ran(
        4, "", f"{PREFIX}: git has tracks/dune.yaml in conflict; 'prodash resolve' settles that\n"
    )
    assert clones.mia.state() == before
