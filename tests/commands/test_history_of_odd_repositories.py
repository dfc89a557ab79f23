"""history where commits are missing, damaged or odd: a right answer with a remark, or one line about git."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.storage.disk.locate import PRIVATE_FOLDER
from tests.conftest import STAGES, Ran, write_files
from tests.history.repository import Repository, git, text_of
from tests.screen import on_screen, on_terminal

Run = Callable[..., Ran]
TOLD = ("history", "--format", "tsv", "--columns", "when,id,change,to,who")
HEADER = "when\tid\tchange\tto\twho\n"
ADDED = "2026-01-01T12:00:00+00:00\tdune\tadded\tseed\tAnn\n"
ESCAPES = "\x1b[31mZ\x07oe\u202e ::error::x"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with one track, whose folder becomes the current one."""
    made = Repository(tmp_path / "music")
    monkeypatch.chdir(tmp_path / "music")
    made.commit({"dune": "seed"}, files={"stages.yaml": STAGES})
    return made


def told(run: Run, *lines: str, remark: str = "") -> None:
    """Check that `history` tells these lines, newest first, and the *remark*."""
    assert run(*TOLD) == Ran(0, HEADER + "".join(lines), remark and f"{remark}\n")


def test_a_shallow_clone_tells_what_is_known_and_how_to_get_the_rest(
    repository: Repository, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"dune": "mixing"}, at="2026-02-02")
    origin = repository.write()
    git(tmp_path, "clone", "--quiet", "--depth=1", origin.as_uri(), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    told(
        run,
        "2026-02-02T12:00:00+00:00\tdune\tknown\tmixing\tAnn\n",
        remark="older commits are not here, so what was before is not known; 'git fetch --unshallow' gets them",
    )
    shown = on_screen(["history"], 80, NO_COLOR="1")
    assert "already in  🎧 Mixing  Ann" in shown


def test_a_partial_clone_fetches_nothing_and_counts_what_is_missing(
    repository: Repository, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"dune": "writing"}, at="2026-02-01")
    repository.commit({"dune": "mixing"}, at="2026-02-02")
    origin = repository.write()
    git(origin, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", origin.as_uri(), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    ran = run(*TOLD)
    assert (ran.code, ran.out) == (0, f"{HEADER}2026-02-02T12:00:00+00:00\tdune\tadded\tmixing\tAnn\n")
    assert ran.err.startswith("left out, because they are not here: 2 versions of tracks; ")


def test_a_clone_without_any_version_does_not_say_that_nothing_is_committed(
    repository: Repository, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin = repository.write()
    git(origin, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", "--sparse", origin.as_uri(), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    ran = run("history")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines()[-1] == "there is no history without the versions that are not here"


def test_versions_that_cannot_be_read_are_passed_over_and_counted(repository: Repository, run: Run) -> None:
    repository.commit(files={"tracks/dune.yaml": "title: [\n"}, at="2026-02-02")
    repository.commit({"dune": "mixing"}, at="2026-03-03", by="Ben")
    repository.write()
    told(
        run,
        "2026-03-03T12:00:00+00:00\tdune\tmoved\tmixing\tBen\n",
        ADDED,
        remark="left out, because no stage can be read in them: 1 version of tracks",
    )


def test_dates_of_wrong_clocks_keep_the_order_and_never_come_from_the_future(
    repository: Repository, run: Run
) -> None:
    repository.commit({"dune": "mixing"}, at="2020-02-02")
    repository.commit({"dune": "published"}, at="2031-01-01")
    repository.write()
    rows = [line.split("\t") for line in run(*TOLD).out.splitlines()[1:]]
    assert [row[3] for row in rows] == ["published", "mixing", "seed"]
    assert [row[0][:10] for row in rows[1:]] == ["2026-01-01", "2026-01-01"]
    assert run(*TOLD).err == "dated later than now, so now is taken: 1 move\n"


ODD_DATES = {
    "Ann <a@x> 1767268800 +9999": ("2026-01-01T12:00:00+00:00", "2026-01-01T12:00:00+00:00"),
    "Ann <a@x> 1767268800 +99999999": ("2026-01-01T12:00:00+00:00", "2026-01-01T12:00:00+00:00"),
    "Ann <a@x> 1767268800 -1": ("2026-01-01T11:59:00-00:01", "2026-01-01T11:59:00-00:01"),
    "Ann <a@x> 99999999999999 +0000": ("2026-11-21T00:00:00+00:00", "9999-01-01T00:00:00+00:00"),
    "Ann <a@x> -5 +0000": ("2026-01-01T12:00:00+00:00", "1970-01-01T00:00:00+00:00"),
    "Ann <a@x> 1e9 +0000": ("2026-01-01T12:00:00+00:00", "1970-01-01T00:00:00+00:00"),
    "Ann <a@x>": ("2026-01-01T12:00:00+00:00", "1970-01-01T00:00:00+00:00"),
}
"""Who committed and when, with the times that `history` and `diff` tell."""


@pytest.mark.parametrize(("line", "times"), ODD_DATES.items())
def test_a_damaged_date_spoils_no_answer(
    line: str, times: tuple[str, str], repository: Repository, run: Run
) -> None:
    repository.commit({"dune": "mixing"})
    root = repository.write()
    commit = git(root, "cat-file", "commit", "HEAD").split("\n")
    odd = [f"{row.split()[0]} {line}" if row.startswith(("author", "committer")) else row for row in commit]
    (root / "commit").write_text("\n".join(odd) + "\n", encoding="utf-8")
    git(root, "update-ref", "HEAD", git(root, "hash-object", "-t", "commit", "-w", "--literally", "commit"))
    moved = run(*TOLD).out.splitlines()[1].split("\t")
    answer = json.loads(run("diff", "HEAD~1..HEAD", "--format", "json").out)
    assert (moved, answer["to"]["time"]) == ([times[0], "dune", "moved", "mixing", "Ann"], times[1])


def test_a_stage_that_is_gone_is_told_as_the_files_wrote_it(repository: Repository, run: Run) -> None:
    repository.commit({"dune": "Ro\x85ugh"}, at="2026-02-02")
    repository.commit({"dune": "mixing"}, at="2026-02-03")
    repository.write()
    assert run("history", "-f", "csv", "--columns", "from,from_name,to", "--limit", "1").out.splitlines()[1:]
    assert "Seed" in on_screen(["history"], 80, NO_COLOR="1")


def test_names_without_letters_and_with_control_characters_are_shown_safe(
    repository: Repository, run: Run
) -> None:
    files = {"tracks/dune.yaml": text_of("dune", "mixing")}
    repository.raw_commit(files, author=" <x@y> 1780000000 +0000")
    repository.raw_commit(
        {"tracks/dune.yaml": text_of("dune", "seed")}, author=f"{ESCAPES} <x@y> 1790000000 +0000"
    )
    repository.write()
    for shown in (
        on_terminal(["history"], 120, NO_COLOR="1"),
        on_terminal(["history", "--who", "x"], 120, NO_COLOR="1"),
        on_terminal(["history", "--who", ESCAPES], 120, NO_COLOR="1"),
        *(run("history", "--format", form).out for form in ("table", "ndjson", "markdown", "ids")),
    ):
        assert {"\x1b", "\x07", "\u202e"}.isdisjoint(shown)
        assert "\n::" not in shown
    assert "(no name)" in run("history").out


def test_a_damaged_repository_is_told_in_the_words_of_git(repository: Repository, run: Run) -> None:
    root = repository.write()
    head = git(root, "rev-parse", "HEAD")
    (root / ".git/objects" / head[:2] / head[2:]).unlink()
    ran = run("history")
    assert ran == Ran(5, "", "prodash: git rev-list failed: fatal: bad object HEAD\n")


DAMAGES = {"commit": "HEAD~1", "folder": "HEAD~1:tracks", "newest folder": "HEAD:tracks"}


@pytest.mark.parametrize("damaged", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_object_is_an_error_in_one_line(damaged: str, repository: Repository, run: Run) -> None:
    repository.commit({"dune": "mixing"}, at="2026-02-02")
    root = repository.write()
    name = git(root, "rev-parse", damaged)
    (root / ".git/objects" / name[:2] / name[2:]).unlink()
    for command in (["history"], ["stuck"], ["list", "--columns", "age"]):
        ran = run(*command)
        assert (command, ran.code, ran.out, ran.err.count("\n")) == (command, 5, "", 1)


def test_without_the_program_git_its_repository_cannot_be_read(
    repository: Repository, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write()
    monkeypatch.setenv("PATH", "")
    assert run("history") == Ran(5, "", "prodash: git is not installed, or not on the PATH\n")


@pytest.mark.parametrize("name", ["history.json", "commits.jsonl"])
def test_a_forged_memory_is_no_history(name: str, repository: Repository, run: Run) -> None:
    root = repository.write()
    told(run, ADDED)
    (root / PRIVATE_FOLDER / name).write_bytes(b'{"tip": "forged"}\n')
    told(run, ADDED)


def test_tracks_that_were_elsewhere_begin_where_they_came_in(repository: Repository, run: Run) -> None:
    repository.commit(files={"songs/fog.yaml": text_of("fog", "seed")}, at="2026-02-02")
    repository.commit(
        files={"songs/fog.yaml": None, "tracks/fog.yaml": text_of("fog", "mixing")}, at="2026-02-03"
    )
    repository.write()
    told(run, "2026-02-03T12:00:00+00:00\tfog\tadded\tmixing\tAnn\n", ADDED)


def test_broken_files_are_named_and_their_history_is_told(repository: Repository, run: Run) -> None:
    root = repository.write()
    write_files(root, {"tracks/dune.yaml": "title: [\n"})
    ran = run(*TOLD)
    assert (ran.code, ran.out) == (1, HEADER + ADDED)
    assert ran.err.startswith("tracks/dune.yaml:")


def test_the_difference_says_nothing_of_a_file_in_conflict(repository: Repository, run: Run) -> None:
    root = repository.write()
    write_files(root, {"tracks/dune.yaml": "<<<<<<< HEAD\nstage: seed\n=======\nstage: mixing\n>>>>>>> x\n"})
    ran = run("diff")
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (
        1,
        "",
        "nothing has changed in the files that can be read since the last commit",
    )


def test_a_repository_without_files_of_its_own_has_no_history_and_says_so(
    repository: Repository, run: Run
) -> None:
    root = repository.write()
    git(root, "config", "core.bare", "true")
    why = f"{root} is in a git repository that has no files of its own"
    assert run("history") == Ran(0, "", f"there is no history, because {why}\n")
    assert run("diff") == Ran(5, "", f"prodash: {why}\n")


def test_since_when_a_track_is_in_the_stage_of_a_missing_version_is_not_told(
    repository: Repository, run: Run
) -> None:
    repository.commit({"dune": "mixing"}, at="2026-02-02")
    root = repository.write()
    blob = git(root, "rev-parse", "HEAD:tracks/dune.yaml")
    (root / f".git/objects/{blob[:2]}/{blob[2:]}").unlink()
    write_files(root, {"tracks/dune.yaml": text_of("dune", "mixing", 7)})
    assert run("list", "--columns", "id,since", "-f", "tsv").out == "id\tsince\ndune\t\n"
    assert "Seed" not in on_screen(["show", "dune"], 80, NO_COLOR="1").rpartition("file")[2]
