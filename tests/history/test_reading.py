"""What counts as history, and what is passed over and counted, wherever the catalogue is and whatever git is told."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.model.history.history import NO_HISTORY, History
from prodash.storage.git.errors import GitError
from tests.conftest import STAGES, write_files
from tests.history.repository import NOW, Repository, git, history_of, text_of, told, told_all

BOTH = {"dune": "01-01 Ann seed, 02-02 Ben mixing"}


def two_moves(root: Path, folder: str = "", **options: str) -> Repository:
    repository = Repository(root, folder, **options)
    repository.commit({"dune": "seed"}, files={"stages.yaml": STAGES})
    repository.commit({"dune": "mixing"}, by="Ben", at="2026-02-02")
    return repository


def counts(history: History) -> tuple[bool, int, int, int]:
    """Whether it is cut, and the versions that are unreadable, missing, or from the future."""
    return history[2:]


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """A repository with one track that was moved once."""
    return two_moves(tmp_path / "music").write()


def test_without_git_there_is_no_history(tmp_path: Path) -> None:
    assert history_of(write_files(tmp_path, {"tracks/dune.yaml": "stage: seed\n"})) == NO_HISTORY


def test_before_the_first_commit_there_is_no_history(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert history_of(write_files(tmp_path, {"tracks/dune.yaml": "stage: seed\n"})) == NO_HISTORY


def test_a_track_that_was_never_committed_has_no_history(music: Path) -> None:
    (music / "tracks/new.yaml").write_text("stage: seed\n", encoding="utf-8")
    assert told_all(history_of(music)) == BOTH


def test_what_is_not_committed_is_your_newest_move(music: Path) -> None:
    (music / "tracks/dune.yaml").write_text("stage: Published\n", encoding="utf-8")
    history = history_of(music)
    assert told_all(history) == {"dune": f"{BOTH['dune']}, 11-21 you published"}
    assert history.chains["tracks/dune.yaml"][-1][1:] == (NOW, "you", "", "tracks/dune.yaml", False)


def test_a_track_that_a_sparse_checkout_leaves_out_was_not_removed(tmp_path: Path) -> None:
    repository = two_moves(tmp_path / "music")
    repository.commit({"fog": "seed", "haze": "seed"}, at="2026-03-03")
    root = repository.write()
    git(root, "sparse-checkout", "set", "--no-cone", "/*", "!/tracks/fog.yaml")
    (root / "tracks/haze.yaml").unlink()
    write_files(root, {"tracks/new.yaml": text_of("fog", "seed")})
    history = history_of(root)
    assert (told_all(history), {path: told(chain) for path, chain in history.removed.items()}) == (
        BOTH,
        {"tracks/fog.yaml": "03-03 Ann seed", "tracks/haze.yaml": "03-03 Ann seed, 11-21 you removed"},
    )


def test_a_track_removed_on_disk_was_removed_by_you(music: Path) -> None:
    (music / "tracks/dune.yaml").unlink()
    history = history_of(music)
    assert dict(history.chains) == {}
    assert told(history.removed["tracks/dune.yaml"]) == f"{BOTH['dune']}, 11-21 you removed"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ep/dune.yaml", "title: another\nstage: mixing\n"),
        ("sand.yaml", text_of("dune", "mixing")),
        ("sand.yaml", text_of("dune", "mixing", 7)),
    ],
    ids=["of the same name", "of the same contents", "that is like it"],
)
def test_a_file_renamed_on_disk_keeps_its_history(music: Path, name: str, text: str) -> None:
    (music / "tracks/dune.yaml").unlink()
    write_files(music, {f"tracks/{name}": text})
    history = history_of(music)
    assert {path: told(chain) for path, chain in history.chains.items()} == {f"tracks/{name}": BOTH["dune"]}
    assert dict(history.removed) == {}


def test_a_removed_track_that_is_back_on_disk_has_its_history(tmp_path: Path) -> None:
    repository = two_moves(tmp_path / "music")
    repository.commit({"dune": None}, at="2026-02-03")
    music = repository.write()
    assert told(history_of(music).removed["tracks/dune.yaml"]) == f"{BOTH['dune']}, 02-03 Ann removed"
    write_files(music, {"tracks/dune.yaml": "stage: seed\n"})
    assert told_all(history_of(music)) == {"dune": f"{BOTH['dune']}, 02-03 Ann removed, 11-21 you seed"}


@pytest.mark.parametrize(
    ("new", "text"),
    [
        ("ep/dune", "other: x\nstage: seed\n"),
        ("sand", text_of("dune", "seed")),
        ("sand", text_of("dune", "seed", 7)),
    ],
    ids=["the same name", "the same contents", "like contents"],
)
def test_a_renamed_file_keeps_its_history(new: str, text: str, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    repository.commit({"dune": "seed", "kaiju": "seed"})
    repository.commit(files={"tracks/dune.yaml": None, f"tracks/{new}.yaml": text}, at="2026-02-02")
    assert told_all(history_of(repository.write()))[new.rpartition("/")[2]] == "01-01 Ann seed"


def test_another_track_in_the_same_commit_is_no_rename(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    repository.commit({"dune": "seed"})
    repository.commit({"dune": None, "sand": "seed"}, at="2026-02-02")
    history = history_of(repository.write())
    assert told_all(history) == {"sand": "02-02 Ann seed"}
    assert told(history.removed["tracks/dune.yaml"]) == "01-01 Ann seed, 02-02 Ann removed"


def test_two_files_of_one_id_have_a_history_each(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    repository.commit({"a/dune": "seed", "b/dune": "writing"})
    repository.commit({"a/dune": "mixing"}, at="2026-02-02")
    chains = history_of(repository.write()).chains
    assert {path: told(chain) for path, chain in chains.items()} == {
        "tracks/a/dune.yaml": "01-01 Ann seed, 02-02 Ann mixing",
        "tracks/b/dune.yaml": "01-01 Ann writing",
    }


def test_a_folder_that_moves_takes_its_tracks_with_it(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    old = {f"tracks/{one}/kep.yaml": text_of(one, "seed") for one in ("ep/a", "ep/b", "c")}
    repository.commit(files=old)
    # Nothing but the names is as it was.
    new = {f"tracks/lp/{one}/kep.yaml": text_of(f"new {one}", "mixing") for one in ("a", "b")}
    repository.commit(
        files={**new, "tracks/ep/a/kep.yaml": None, "tracks/ep/b/kep.yaml": None}, at="2026-02-02"
    )
    history = history_of(repository.write())
    moved = "01-01 Ann seed, 02-02 Ann mixing"
    assert {path: told(chain) for path, chain in history.chains.items()} == {
        "tracks/lp/a/kep.yaml": moved,
        "tracks/lp/b/kep.yaml": moved,
        "tracks/c/kep.yaml": "01-01 Ann seed",
    }
    assert not history.removed


def test_a_name_that_several_tracks_have_tells_nothing(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    repository.commit(files={f"tracks/{one}/kep.yaml": text_of(one, "seed") for one in ("a", "b", "c")})
    moved = {"tracks/a/kep.yaml": None, "tracks/d/kep.yaml": text_of("d", "mixing")}
    repository.commit(files=moved, by="Ben", at="2026-02-02")
    repository.commit(files={"tracks/e/kep.yaml": text_of("e", "mixing")}, by="Cyd", at="2026-02-03")
    renamed = {"tracks/b/kep.yaml": None, "tracks/f/kep.yaml": text_of("b", "mixing")}
    repository.commit(files=renamed, by="Dan", at="2026-02-04")
    history = history_of(repository.write())
    assert {path[7:8]: told(chain) for path, chain in history.chains.items()} == {
        "c": "01-01 Ann seed",
        "d": "02-02 Ben mixing",
        "e": "02-03 Cyd mixing",
        "f": "01-01 Ann seed, 02-04 Dan mixing",
    }
    assert told(history.removed["tracks/a/kep.yaml"]) == "01-01 Ann seed, 02-02 Ben removed"


def test_a_version_that_cannot_be_read_is_passed_over_and_counted(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    repository.commit({"dune": "seed"})
    for number, text in enumerate(
        (b"<<<<<<< a\nstage: x\n", b"\xff", b"title: No stage\n", b"stage: [a]\n"), 2
    ):
        repository.commit(files={"tracks/dune.yaml": text}, at=f"2026-02-0{number}")
    repository.commit({"dune": "mixing"}, by="Ben", at="2026-02-09")
    history = history_of(repository.write())
    assert told_all(history) == {"dune": "01-01 Ann seed, 02-09 Ben mixing"}
    assert counts(history) == (False, 4, 0, 0)


def test_a_stage_by_its_name_is_the_same_stage(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    for number, stage in enumerate(("ready-to-release", "Ready to Release", "'ready to release'", "gone"), 1):
        repository.commit({"dune": stage}, at=f"2026-02-0{number}")
    assert told_all(history_of(repository.write())) == {"dune": "02-01 Ann ready-to-release, 02-04 Ann gone"}


SHORT = "stages: [seed, {stage}, published]\n"


@pytest.mark.parametrize(
    "stages",
    [
        "stages: [seed, demo, published]\n",
        "stages: [seed, {id: demo, name: Mixing}, published, more]\n",
        "stages: [{id: demo, name: Mixing}, seed, published]\n",
    ],
    ids=["at its place", "of the same name", "at another place"],
)
def test_a_stage_that_was_renamed_is_no_move(stages: str, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    repository.commit(
        {"dune": "mixing", "kaiju": "seed"}, files={"stages.yaml": SHORT.format(stage="mixing")}
    )
    repository.commit({"kaiju": "mixing"}, on="side", start="main", by="Ben", at="2026-02-02")
    repository.commit({"dune": "demo"}, files={"stages.yaml": stages}, at="2026-02-03")
    repository.commit({"kaiju": "mixing"}, merge=["side"], at="2026-02-04")
    repository.commit({"kaiju": "demo"}, at="2026-02-05")
    assert told_all(history_of(repository.write())) == {
        "dune": "01-01 Ann demo",
        "kaiju": "01-01 Ann seed, 02-02 Ben demo",
    }


def test_a_stage_that_takes_the_place_of_a_renamed_one_is_another(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    repository.commit({"dune": "demo"}, files={"stages.yaml": SHORT.format(stage="demo")})
    repository.commit(
        {"dune": "mixing"}, files={"stages.yaml": SHORT.format(stage="mixing")}, at="2026-02-02"
    )
    repository.commit(files={"stages.yaml": SHORT.format(stage="demo, mixing")}, at="2026-02-03")
    repository.commit({"dune": "demo"}, at="2026-02-04")
    assert told_all(history_of(repository.write())) == {"dune": "01-01 Ann mixing, 02-04 Ann demo"}


@pytest.mark.parametrize(
    ("kept_list", "expected"),
    [
        ("mixing", "01-01 Ann seed, 02-02 Ben mixing, 02-06 Ann published"),
        ("demo", "01-01 Ann seed, 02-02 Ben demo, 02-06 Ann published"),
    ],
    ids=["thrown away", "kept"],
)
def test_a_merge_decides_whether_a_stage_was_renamed(kept_list: str, expected: str, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    repository.commit({"dune": "seed"}, files={"stages.yaml": SHORT.format(stage="mixing")})
    repository.commit(
        files={"stages.yaml": SHORT.format(stage="demo")}, on="side", start="main", at="2026-02-01"
    )
    repository.commit({"dune": "mixing"}, by="Ben", at="2026-02-02")
    files = {"stages.yaml": SHORT.format(stage=kept_list)} if kept_list == "demo" else {}
    repository.commit(files=files, merge=["side"], at="2026-02-05")
    repository.commit({"dune": "published"}, at="2026-02-06")
    assert told_all(history_of(repository.write())) == {"dune": expected}


def test_authors_are_told_as_they_wrote_themselves(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    for number, author in enumerate(("Zoë\x1f\x02 \x1b[31m", "", "東京"), 1):
        files = {"tracks/dune.yaml": text_of("dune", ("seed", "mixing", "published")[number - 1])}
        repository.raw_commit(files, author=f"{author} <> {number * 86400 * 31} -0530".lstrip())
    chain = history_of(repository.write()).chains["tracks/dune.yaml"]
    assert [(one.author, one.moment) for one in chain] == [
        ("Zoë\x1f\x02 \x1b[31m", (2678400, -330)),
        ("", (5356800, -330)),
        ("東京", (8035200, -330)),
    ]


def test_dates_of_the_future_are_now_and_counted(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    repository.commit({"dune": "seed"})
    repository.commit({"dune": "mixing"}, at="2099-01-01")
    history = history_of(repository.write())
    assert (told_all(history), counts(history)) == (
        {"dune": "01-01 Ann seed, 11-21 Ann mixing"},
        (False, 0, 0, 1),
    )


def test_several_catalogues_in_one_repository_have_their_own_history(tmp_path: Path) -> None:
    repository = two_moves(tmp_path / "all", "mu sic [1]/")
    root = repository.write()
    other = write_files(tmp_path / "all/other", {"tracks/dune.yaml": "stage: seed\n"})
    git(tmp_path / "all", "add", "other")
    git(tmp_path / "all", "-c", "user.name=Cyd", "-c", "user.email=c@x", "commit", "--quiet", "--message=x",
        "--date=2026-03-03T12:00:00Z")  # fmt: skip
    assert told_all(history_of(root)) == BOTH
    assert told_all(history_of(other)) == {"dune": "03-03 Cyd seed"}


@pytest.mark.parametrize("setting", [("core.bare", "true"), ("core.worktree", "../old/tracks")])
def test_a_folder_outside_the_work_tree_has_no_history(setting: tuple[str, str], tmp_path: Path) -> None:
    music = two_moves(tmp_path / "music").write()
    write_files(music, {"old/tracks/dune.yaml": "title: Dune\nstage: seed\n", "old/stages.yaml": STAGES})
    # Then git names no folder, as it does for the top.
    git(music, "config", *setting)
    assert history_of(music / "old") == NO_HISTORY


def test_tracks_that_were_elsewhere_begin_where_they_came_into_the_catalogue(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "music")
    repository.commit(files={"songs/dune.yaml": text_of("dune", "seed")})
    repository.commit({"dune": "seed"}, files={"songs/dune.yaml": None}, by="Ben", at="2026-02-02")
    assert told_all(history_of(repository.write())) == {"dune": "02-02 Ben seed"}


def sha256(root: Path) -> Path:
    return two_moves(root, object_format="sha256").write()


def worktree(root: Path) -> Path:
    two_moves(root / "first").write()
    git(root / "first", "worktree", "add", "--quiet", "--detach", str(root / "second"))
    return root / "second"


def submodule(root: Path) -> Path:
    two_moves(root / "inner").write()
    (root / "outer").mkdir()
    git(root / "outer", "init", "--quiet")
    git(
        root / "outer", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(root / "inner")
    )
    return root / "outer/inner"


def links_and_hidden_files(root: Path) -> Path:
    repository = two_moves(root)
    repository.commit(
        files={"tracks/.hidden.yaml": "stage: seed\n", "tracks/.git-old/a.yaml": "stage: seed\n"}
    )
    repository.commit(files={"tracks/notes.txt": "stage: seed\n", "kaiju.yaml": "stage: seed\n"})
    return repository.write()


@pytest.mark.parametrize("make", [sha256, worktree, submodule, links_and_hidden_files])
def test_history_is_read_wherever_git_keeps_it(make: Callable[[Path], Path], tmp_path: Path) -> None:
    assert told_all(history_of(make(tmp_path / "music"))) == BOTH


def test_history_is_read_from_a_repository_that_the_user_names(
    music: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (music / ".git").rename(tmp_path / "dotfiles")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "dotfiles"))
    monkeypatch.setenv("GIT_WORK_TREE", str(music))
    assert told_all(history_of(music)) == BOTH


def test_a_shallow_clone_says_that_its_history_is_cut(music: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", music.as_uri(), "clone")
    clone = tmp_path / "clone"
    for kept in (False, True, True):
        history = history_of(clone, kept=kept)
        assert (told_all(history), counts(history)) == ({"dune": "02-02 Ben mixing"}, (True, 0, 0, 0))
        assert history.chains["tracks/dune.yaml"][0].is_cut
    git(clone, "fetch", "--quiet", "--unshallow")
    history = history_of(clone, kept=True)
    assert (told_all(history), history.is_cut, history.chains["tracks/dune.yaml"][0].is_cut) == (
        BOTH,
        False,
        False,
    )


def test_nothing_is_fetched_into_a_partial_clone(music: Path, tmp_path: Path) -> None:
    git(music, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", music.as_uri(), "clone")
    clone, ran = tmp_path / "clone", tmp_path / "ran"
    git(clone, "config", "remote.origin.uploadpack", f"touch {ran};")
    history = history_of(clone)
    assert (told_all(history), counts(history)) == ({"dune": "02-02 Ben mixing"}, (False, 0, 1, 0))
    assert not ran.exists()


def test_a_clone_without_folders_says_how_to_get_them(music: Path, tmp_path: Path) -> None:
    git(music, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=tree:0", music.as_uri(), "clone")
    with pytest.raises(GitError) as caught:
        history_of(tmp_path / "clone")
    assert str(caught.value) == (
        "this partial clone lacks the folders of older commits; get them with "
        f"'git -C {tmp_path / 'clone'} fetch --refetch --filter=blob:none'"
    )
    git(tmp_path / "clone", "fetch", "--quiet", "--refetch", "--filter=blob:none")
    assert history_of(tmp_path / "clone").missing == 1


@pytest.mark.skipif(os.name == "nt", reason="the older git is a script of the shell")
@pytest.mark.parametrize(
    ("version", "words"),
    [
        ("2.30.2", "fatal: unknown value for --diff-merges: first-parent"),
        ("2.28.0", "fatal: unrecognized argument: --diff-merges=first-parent"),
    ],
    ids=["other values are known", "the option is unknown"],
)
def test_a_git_that_is_too_old_is_named_with_the_one_to_get(
    version: str, words: str, music: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tmp_path / "older"
    real = shutil.which("git")
    older.mkdir()
    (older / "git").write_text(
        f"""#!/bin/sh
case " $* " in
    *' --diff-merges='*) echo "{words}" >&2; exit 128;;
    *' version '*) echo "git version {version}"; exit 0;;
esac
exec {real} "$@"
""",
        encoding="utf-8",
    )
    (older / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(older), prepend=os.pathsep)
    with pytest.raises(GitError) as caught:
        history_of(music)
    assert str(caught.value) == f"the history needs git 2.31 or newer, and this is git {version}; update git"


def test_a_replaced_commit_counts_as_git_shows_it(tmp_path: Path) -> None:
    repository = two_moves(tmp_path / "music")
    repository.commit({"dune": "writing"}, on="old", by="Cyd", at="2025-05-05")
    music = repository.write()
    assert told_all(history_of(music, kept=True)) == BOTH
    git(music, "replace", "--graft", "main~1", "old")
    assert told_all(history_of(music, kept=True)) == {"dune": f"05-05 Cyd writing, {BOTH['dune']}"}


def test_no_setting_of_git_changes_the_answer_or_runs_a_program(music: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    program = f"touch {ran}; cat"
    settings = {
        "log.showSignature": "true", "color.ui": "always", "diff.relative": "true", "log.follow": "true",
        "diff.orderFile": "missing", "log.diffMerges": "combined", "format.pretty": "oneline", "log.date": "iso",
        "diff.external": program, "diff.x.textconv": program, "diff.x.command": program, "gpg.program": program,
        "core.pager": program, "core.fsmonitor": program, "core.abbrev": "4", "log.mailmap": "true",
        "diff.renames": "copies", "core.quotePath": "true", "log.decorate": "full", "diff.noprefix": "true",
    }  # fmt: skip
    for name, value in settings.items():
        git(music, "config", name, value)
    (music / ".gitattributes").write_text("*.yaml diff=x\n", encoding="utf-8")
    (music / ".mailmap").write_text("Zed <Ann@x>\n", encoding="utf-8")
    write_files(music, {".git/hooks/post-index-change": f"#!/bin/sh\n{program}\n"})
    assert (told_all(history_of(music)), ran.exists()) == (BOTH, False)


def test_a_damaged_version_is_counted_or_an_error_in_the_words_of_git(music: Path) -> None:
    text = text_of("dune", "published") + "more: words that are not repeated, so that they take some bytes\n"
    write_files(music, {"tracks/dune.yaml": text})
    git(music, "-c", "user.name=Ann", "-c", "user.email=a@x", "commit", "--quiet", "--all", "--message=x")
    blob = git(music, "rev-parse", "HEAD:tracks/dune.yaml")
    damaged = music / f".git/objects/{blob[:2]}/{blob[2:]}"
    whole = damaged.read_bytes()
    damaged.chmod(0o644)
    damaged.write_bytes(whole[:-20])
    with pytest.raises(GitError, match=f"cat-file failed:[^$]*{blob}") as caught:
        history_of(music)
    assert caught.value.exit_code == 5
    for damage in (lambda: damaged.write_bytes(b"damaged"), damaged.unlink):
        damage()
        write_files(music, {"tracks/dune.yaml": f"{text}# edited\n"})
        history = history_of(music)
        assert (told_all(history), counts(history)) == (BOTH, (False, 0, 1, 0))


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_version_that_only_the_disk_has_is_read_there(ends: str, music: Path) -> None:
    text = text_of("dune", "published")
    write_files(music, {"tracks/dune.yaml": text})
    dated = ("-c", "user.name=Cat", "-c", "user.email=c@x", "commit", "--quiet", "--all", "--message=x")
    git(music, *dated, "--date=2026-03-03T12:00+00:00")
    blob = git(music, "rev-parse", "HEAD:tracks/dune.yaml")
    (music / f".git/objects/{blob[:2]}/{blob[2:]}").unlink()
    (music / "tracks/dune.yaml").write_bytes(text.replace("\n", ends).encode())
    history = history_of(music)
    assert (told_all(history)["dune"], counts(history)) == (
        f"{BOTH['dune']}, 03-03 Cat published",
        (False, 0, 0, 0),
    )


def test_a_head_that_leads_nowhere_is_an_error_of_git(music: Path) -> None:
    (music / ".git/refs/heads/main").write_text(f"{'1' * 40}\n", encoding="utf-8")
    with pytest.raises(GitError, match="rev-list"):
        history_of(music)


def test_without_git_on_the_path_only_a_repository_is_an_error(
    music: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = write_files(tmp_path / "elsewhere", {"tracks/dune.yaml": "stage: seed\n"})
    monkeypatch.setenv("PATH", os.devnull)
    assert history_of(elsewhere) == NO_HISTORY
    with pytest.raises(GitError, match="git is not installed"):
        history_of(music)
