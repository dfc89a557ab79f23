"""What is kept of a history saves reading commits again, and never changes an answer."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.storage.git.run import Git, GitResult
from prodash.storage.history import kept_tip
from tests.conftest import write_files
from tests.history.repository import Repository, git, history_of, told_all

FIRST = {"dune": "01-01 Ann seed, 02-02 Ann mixing"}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository whose history was kept."""
    repository = Repository(tmp_path / "music")
    repository.commit({"dune": "seed"})
    repository.commit({"dune": "mixing"}, at="2026-02-02")
    assert told_all(history_of(repository.write(), kept=True)) == FIRST
    return repository


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every command that git gets from now on, and after `log` what it lists from."""
    commands: list[str] = []
    run = Git.run

    def noted(self: Git, *arguments: str, **options: object) -> GitResult:
        command = next(word for word in arguments if word[0] != "-" and "=" not in word)
        ends = [word for word in arguments if word.startswith("^")]
        commands.append(f"{command} but {len(ends)}" if ends else command)
        return run(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Git, "run", noted)
    return commands


def test_where_nothing_is_new_git_only_names_the_commit(repository: Repository, asked: list[str]) -> None:
    assert (told_all(history_of(repository.root, kept=True)), asked) == (FIRST, ["rev-parse"])


def test_new_commits_alone_are_read(repository: Repository, asked: list[str]) -> None:
    repository.commit({"dune": "published", "kaiju": "seed"}, at="2026-02-03")
    expected = {"dune": f"{FIRST['dune']}, 02-03 Ann published", "kaiju": "02-03 Ann seed"}
    assert told_all(history_of(repository.write(), kept=True)) == expected
    assert asked == ["rev-parse", "log but 2", "cat-file"]
    assert told_all(history_of(repository.root, kept=True)) == expected


def test_an_older_commit_needs_no_file_again(repository: Repository, asked: list[str]) -> None:
    git(repository.top, "checkout", "--quiet", "main~1")
    assert told_all(history_of(repository.root, kept=True)) == {"dune": "01-01 Ann seed"}
    assert asked == ["rev-parse", "log but 2"]


def test_nothing_is_kept_without_being_asked_for(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    repository.commit({"dune": "seed"})
    history_of(repository.write())
    assert not (repository.root / ".prodash").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such permissions")
def test_a_folder_that_cannot_be_written_gives_the_same_answer(repository: Repository) -> None:
    private = repository.root / ".prodash"
    shutil.rmtree(private)
    private.write_text("no folder", encoding="utf-8")
    assert told_all(history_of(repository.root, kept=True)) == FIRST
    assert private.read_text(encoding="utf-8") == "no folder"


def renamed_track(root: Path) -> None:
    """Forge another stage in both files."""
    for name in ("history.json", "commits.jsonl"):
        path = root / ".prodash" / name
        path.write_bytes(path.read_bytes().replace(b"mixing", b"seed"))


def of_another_secret(root: Path) -> None:
    """Bring the files from another computer."""
    for path in (root / ".prodash").glob("*.json*"):
        data = path.read_bytes()
        path.write_bytes(data[:4] + bytes(reversed(data[4:20])) + data[20:])


def links(root: Path) -> None:
    """Let links lead to files that are right."""
    for path in [*(root / ".prodash").glob("*.json*")]:
        path.rename(root / path.name)
        path.symlink_to(root / path.name)


def emptied(root: Path) -> None:
    """Leave empty files."""
    for path in (root / ".prodash").glob("*.json*"):
        path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [renamed_track, of_another_secret, links, emptied])
def test_what_another_program_left_there_is_not_believed(
    spoil: Callable[[Path], None], repository: Repository
) -> None:
    spoil(repository.root)
    assert told_all(history_of(repository.root, kept=True)) == FIRST
    repository.commit({"dune": "published"}, at="2026-02-03")
    spoil(repository.root)
    assert told_all(history_of(repository.write(), kept=True)) == {
        "dune": f"{FIRST['dune']}, 02-03 Ann published"
    }


def test_another_version_of_prodash_reads_the_commits_again(
    repository: Repository, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_tip, "PROGRAM", [*kept_tip.PROGRAM, "new"])
    assert told_all(history_of(repository.root, kept=True)) == FIRST
    assert asked == ["rev-parse", "log", "cat-file"]


def test_branches_that_are_gone_do_not_fill_the_disk(repository: Repository) -> None:
    for number in range(12):
        repository.commit({"dune": f"stage-{number}"}, on="side", start="main" if number == 0 else None)
    history_of(repository.write(check_out="side"), kept=True)
    facts = repository.root / ".prodash/commits.jsonl"
    before = facts.stat().st_size
    assert told_all(history_of(repository.write(), kept=True)) == FIRST
    assert facts.stat().st_size < before / 3


def test_tracks_in_many_files_are_kept_with_odd_names(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    names = ["été", "東京", "a b", 'q"uote']
    if sys.platform == "linux":
        # Only Linux takes any bytes for a name.
        names += ["tab\tname", "caf\udce9"]
    repository.commit(files={f"tracks/{name}.yaml": f"title: {name!r}\nstage: seed\n" for name in names})
    expected = dict.fromkeys(names, "01-01 Ann seed")
    repository.write()
    assert [told_all(history_of(repository.root, kept=True)) for _ in range(2)] == [expected, expected]


def test_a_partial_clone_is_read_again_when_its_files_come(repository: Repository, tmp_path: Path) -> None:
    git(repository.top, "config", "uploadpack.allowFilter", "true")
    git(repository.top, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", repository.top.as_uri(), "clone")
    clone = tmp_path / "clone"
    write_files(clone, {})
    assert history_of(clone, kept=True).missing == 1
    git(clone, "show", "HEAD~1:tracks/dune.yaml")
    history = history_of(clone, kept=True)
    assert (told_all(history), history.missing) == (FIRST, 0)


def graft(root: Path) -> None:
    """Take the parent of the newest commit away, as old versions of git do."""
    path = root / ".git/info/grafts"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{git(root, 'rev-parse', 'HEAD')}\n", encoding="ascii")


def replace(root: Path) -> None:
    """Let another commit stand for the newest one."""
    git(root, "replace", "--graft", "HEAD")


def show_originals(root: Path) -> None:
    """Let git show replaced commits as they are."""
    replace(root)
    history_of(root, kept=True)
    git(root, "config", "core.useReplaceRefs", "false")


@pytest.mark.parametrize(
    ("change", "expected"),
    [(graft, "02-02 Ann mixing"), (replace, "02-02 Ann mixing"), (show_originals, FIRST["dune"])],
)
def test_other_parents_of_a_commit_count_as_git_shows_them(
    change: Callable[[Path], None], expected: str, repository: Repository
) -> None:
    change(repository.root)
    assert told_all(history_of(repository.root, kept=True)) == {"dune": expected}
