"""git-setup: what git needs to merge by field is added, once and with nothing else, and removed again."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all, write_files
from tests.surroundings import git, start

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

LINES = """\
/tracks/**/*.yaml merge=prodash
/tracks/**/*.yml merge=prodash
/stages.yaml merge=prodash diff=prodash
/workflows.yaml merge=prodash diff=prodash
/projects.yaml merge=prodash diff=prodash
/fields.yaml merge=prodash diff=prodash
/prodash.yaml merge=prodash diff=prodash
"""
DRIVER = (
    "s=9; command -v prodash >/dev/null 2>&1 && { prodash merge-driver %O %A %B %L %P %S %X %Y; s=$?; }; "
    "test $s = 0 || { test $s = 1 && grep -q '^<<<<<<<' %A && exit 1; "
    "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; }"
)
SETTINGS = f"""\
merge.prodash.name=prodash, by field
merge.prodash.driver={DRIVER}
diff.prodash.xfuncname=^[[:space:]]*(- .*)$|^[^[:space:]#-][^:]*:.*$
"""
YOURS = "let yours run 'prodash check --staged'"
SERVERS = "GitHub, GitLab and other hosting services run no merge drivers; merge on a computer, and push the result\n"
COMMIT = "commit the lines with 'git add .gitattributes' and 'git commit --message=git-setup'; in every other clone, run 'prodash git-setup' once\n"
HOOK = """\
#!/bin/sh
# Made by prodash git-setup --hooks
if command -v prodash >/dev/null 2>&1 && test -e {0}stages.yaml; then prodash -C {1} check --staged || exit 1; fi
"""

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes or links")


@pytest.fixture(autouse=True)
def _prodash_is_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def clone(catalogue: Make) -> Path:
    """A catalogue that is a git repository."""
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    git(root, "init", "--quiet")
    return root


def settings(root: Path) -> str:
    """What the configuration of the clone says about prodash."""
    listed = git(root, "config", "--local", "--list").splitlines(keepends=True)
    return "".join(line for line in listed if ".prodash." in line)


def table(state: str, hook: str = "") -> str:
    """What is printed if all lines and settings are in *state*, and the hook, if it is named, in another."""
    width = max(len(state), len(hook))
    lines = [("setting", "state", "place"), ("─" * 42, "─" * width, "─" * 14)]
    lines += [(line, state, ".gitattributes") for line in LINES.splitlines()]
    keys = ("merge.prodash.name", "merge.prodash.driver", "diff.prodash.xfuncname")
    lines += [(key, state, "git config") for key in keys]
    lines += [("pre-commit", hook, "git hooks")] if hook else []
    return "".join(f"{one:42}  {two:{width}}  {three}\n" for one, two, three in lines)


def states(run: Run, *argv: str) -> dict[str, tuple[str, str | None]]:
    """The state and the reason of each setting that git-setup answers with."""
    steps = json.loads(run("git-setup", *argv, "-f", "json").out)["steps"]
    return {step["setting"]: (step["state"], step["reason"]) for step in steps}


def test_it_adds_lines_and_settings_and_undo_leaves_not_a_byte_of_them(clone: Path, run: Run) -> None:
    before = read_all(clone)
    assert run("git-setup") == Ran(0, table("added"), SERVERS + COMMIT)
    assert (clone / ".gitattributes").read_text() == LINES
    assert settings(clone) == SETTINGS
    asked = git(
        clone, "check-attr", "merge", "diff", "--", "tracks/ep/b.yaml", "stages.yaml", "x/stages.yaml"
    )
    assert [line.split(": ")[-1] for line in asked.splitlines()] == [
        *("prodash", "unspecified"),
        *("prodash", "prodash"),
        *("unspecified", "unspecified"),
    ]
    assert run("git-setup", "--undo") == Ran(0, table("removed", hook="not there"))
    assert read_all(clone) == before


def test_a_second_time_changes_nothing_and_neither_does_a_second_undo(clone: Path, run: Run) -> None:
    run("git-setup", "--hooks")
    before = read_all(clone)
    assert set(states(run, "--hooks").values()) == {("present", None)}
    assert run("git-setup").err == "nothing to change\n"
    assert read_all(clone) == before
    run("git-setup", "--undo")
    assert set(states(run, "--undo").values()) == {("absent", None)}


@pytest.mark.parametrize("argv", [[], ["--hooks"], ["--undo"]], ids=" ".join)
def test_a_dry_run_writes_nothing(argv: list[str], clone: Path, run: Run) -> None:
    if "--undo" in argv:
        run("git-setup", "--hooks")
    before = read_all(clone)
    assert "would be " in run("git-setup", "--dry-run", *argv).out
    assert read_all(clone) == before


OWN_LINES = {
    "none": b"",
    "a comment": b"# mine\n*.wav filter=lfs\n",
    "no last line end": b"*.wav filter=lfs",
    "CRLF": b"*.wav filter=lfs\r\n\r\n",
    "CRLF without the last": b"a\r\nb",
    "a byte order mark": b"\xef\xbb\xbf* text=auto\n",
    "not UTF-8": b"caf\xe9 text\n",
}


@pytest.mark.parametrize("own", OWN_LINES.values(), ids=OWN_LINES)
def test_lines_of_the_user_stay_with_their_line_ends(own: bytes, clone: Path, run: Run) -> None:
    (clone / ".gitattributes").write_bytes(own)
    run("git-setup")
    end = b"\r\n" if b"\r\n" in own else b"\n"
    added = LINES.encode().replace(b"\n", end)
    is_ended = not own or own.endswith(b"\n")
    expected = own + added if is_ended else own + end + added.removesuffix(end)
    assert (clone / ".gitattributes").read_bytes() == expected
    assert git(clone, "check-attr", "merge", "--", "stages.yaml") == "stages.yaml: merge: prodash\n"
    run("git-setup", "--undo")
    assert read_all(clone).get(".gitattributes", b"") == own


def test_only_missing_lines_are_added_and_a_choice_of_the_user_stays(clone: Path, run: Run) -> None:
    own = "tracks/**/*.yaml   merge=prodash eol=lf\nstages.yaml merge=union\n/projects.yaml binary\n"
    (clone / ".gitattributes").write_text(own)
    steps = states(run)
    assert [*steps.values()][:7] == [
        ("present", None),
        ("added", None),
        ("left", "the file says merge=union there"),
        ("added", None),
        ("left", "the file says -merge there"),
        ("added", None),
        ("added", None),
    ]
    lines = LINES.splitlines(keepends=True)
    assert (clone / ".gitattributes").read_text() == own + lines[1] + lines[3] + lines[5] + lines[6]


def test_tracks_whose_names_end_in_capitals_have_lines_of_their_own(clone: Path, run: Run) -> None:
    for name in ("b.YAML", "ep/c.Yml"):
        write_files(clone, {f"tracks/{name}": "stage: seed\n"})
    run("git-setup")
    lines = "/tracks/**/*.YAML merge=prodash\n/tracks/**/*.Yml merge=prodash\n"
    assert (clone / ".gitattributes").read_text() == LINES + lines
    asked = git(
        clone, "-c", "core.ignoreCase=false", "check-attr", "merge", "--", "tracks/b.YAML", "tracks/ep/c.Yml"
    )
    assert asked.count(": prodash\n") == 2
    run("git-setup", "--undo")
    assert (settings(clone), (clone / ".gitattributes").exists()) == ("", False)


def test_a_line_that_another_one_overrules_is_named(clone: Path, run: Run) -> None:
    (clone / ".git/info").mkdir(exist_ok=True)
    (clone / ".git/info/attributes").write_text("*.yml -merge\n/stages.yaml merge=union\n")
    (clone / ".gitattributes").write_text("/projects.yaml merge=union\n")
    assert run("git-setup").err == (
        "/projects.yaml merge=prodash diff=prodash is left alone: the file says merge=union there\n"
        "/tracks/**/*.yml merge=prodash has no effect, because other attributes say merge=unset there\n"
        "/stages.yaml merge=prodash diff=prodash has no effect, because other attributes say merge=union there\n"
        f"{SERVERS}{COMMIT}"
    )


@posix
def test_a_link_is_refused_before_anything_is_written(clone: Path, run: Run) -> None:
    (clone / "elsewhere").write_text("")
    (clone / ".gitattributes").symlink_to("elsewhere")
    before = read_all(clone)
    assert run("git-setup") == Ran(
        4,
        err="prodash: nothing was changed\n"
        ".gitattributes: it is a link, which git does not follow; put a file in its place\n",
    )
    assert read_all(clone) == before


@posix
@pytest.mark.parametrize("argv", [[], ["--undo"]], ids=["add", "undo"])
def test_a_file_that_cannot_be_written_stops_it_before_the_configuration_is_changed(
    argv: list[str], clone: Path, run: Run
) -> None:
    if argv:
        run("git-setup")
    (clone / ".gitattributes").touch()
    (clone / ".gitattributes").chmod(0o444)
    before = read_all(clone)
    assert run("git-setup", *argv) == Ran(
        4,
        err="prodash: nothing was changed\n.gitattributes: it is read-only; change its permissions (chmod u+w)\n",
    )
    assert read_all(clone) == before


@posix
def test_a_configuration_that_cannot_be_written_stops_it_before_the_folder_is_changed(clone: Path) -> None:
    (clone / ".git").chmod(0o555)
    before = read_all(clone)
    ran = start(["git-setup"], cwd=clone)
    assert (ran.returncode, ran.stdout) == (5, "")
    assert "could not lock config file .git/config: Permission denied" in ran.stderr
    assert read_all(clone) == before


def test_a_driver_of_that_name_in_the_users_own_configuration_is_overruled_and_stays(
    clone: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mine = tmp_path_factory.mktemp("home") / "gitconfig"
    mine.write_text('[merge "prodash"]\n\tdriver = mine %A\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(mine))
    run("git-setup")
    assert git(clone, "config", "merge.prodash.driver") == f"{DRIVER}\n"
    run("git-setup", "--undo")
    assert git(clone, "config", "merge.prodash.driver") == "mine %A\n"


def test_a_line_of_the_user_that_needs_the_driver_keeps_the_settings(clone: Path, run: Run) -> None:
    (clone / ".gitattributes").write_text("/demos/*.yaml merge=prodash\n")
    run("git-setup")
    assert states(run, "--undo")["merge.prodash.driver"] == ("left", ".gitattributes needs it")
    assert (clone / ".gitattributes").read_text() == "/demos/*.yaml merge=prodash\n"
    assert settings(clone) == SETTINGS


def test_a_driver_of_the_users_own_in_the_clone_is_left_alone(clone: Path, run: Run) -> None:
    git(clone, "config", "merge.prodash.driver", "mine %A")
    own = ("left", "it has another value, which is your own")
    assert states(run)["merge.prodash.driver"] == own
    assert states(run, "--undo")["merge.prodash.driver"] == own
    assert settings(clone) == "merge.prodash.driver=mine %A\n"


def test_a_prodash_that_has_moved_is_named_anew(clone: Path, run: Run) -> None:
    git(clone, "config", "merge.prodash.driver", DRIVER.replace("prodash ", "/old/prodash "))
    assert states(run)["merge.prodash.driver"] == ("changed", None)
    assert settings(clone) == "".join(
        sorted(SETTINGS.splitlines(keepends=True), key=lambda line: "driver" not in line)
    )


@posix
def test_a_prodash_that_is_not_on_the_path_is_named_by_its_place(
    clone: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "my 100% venv").mkdir()
    python = tmp_path / "my 100% venv" / "python"
    python.symlink_to(sys.executable)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").symlink_to(str(shutil.which("git")))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(sys, "executable", str(python))
    run("git-setup")
    place = f"'{python}'".replace("%", "%%")
    expected = DRIVER.replace("-v prodash", f"-v {place}").replace("{ prodash", f"{{ {place} -m prodash")
    assert git(clone, "config", "merge.prodash.driver") == f"{expected}\n"


@pytest.mark.usefixtures("somebody")
def test_every_worktree_of_a_clone_has_the_settings(clone: Path, run: Run) -> None:
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message=start")
    git(clone, "worktree", "add", "--quiet", "other")
    run("-C", "other", "git-setup", "--hooks")
    assert settings(clone) == SETTINGS
    assert (clone / ".git/hooks/pre-commit").read_text() == HOOK.format("", ".")
    assert (clone / "other/.gitattributes").read_text() == LINES
    assert not (clone / ".gitattributes").exists()
    # Each worktree keeps the settings for the other one.
    run("git-setup")
    needed = states(run, "--undo")["merge.prodash.driver"]
    assert needed == ("left", f"{(clone / 'other/.gitattributes').as_posix()} needs it")
    assert settings(clone) == SETTINGS
    run("-C", "other", "git-setup", "--undo")
    assert settings(clone) == ""


def two_catalogues(root: Path) -> Path:
    """A repository with two catalogues."""
    for name in ("my music", "jingles"):
        write_files(root / name, {})
    git(root, "init", "--quiet")
    return root


def test_several_catalogues_share_the_settings_and_the_hook(tmp_path: Path, run: Run) -> None:
    root = two_catalogues(tmp_path)
    hook = root / ".git/hooks/pre-commit"
    run("-C", "my music", "git-setup", "--hooks")
    first = HOOK.format("'my music/'", "'my music'").replace(
        "'my music/'stages.yaml", "'my music/stages.yaml'"
    )
    assert hook.read_text() == first
    run("-C", "jingles", "git-setup", "--hooks")
    second = HOOK.format("jingles/", "jingles")
    assert hook.read_text() == first + second.splitlines(keepends=True)[-1]
    assert states(run, "-C", "my music", "--undo")["merge.prodash.driver"] == (
        "left",
        "jingles/.gitattributes needs it",
    )
    assert (settings(root), hook.read_text()) == (SETTINGS, second)
    run("-C", "jingles", "git-setup", "--undo")
    assert (settings(root), hook.exists()) == ("", False)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes for a name")
@pytest.mark.parametrize("name", [b"mia's caf\xe9", b"two\nlines", b"!a*[b]#"], ids=ascii)
def test_the_hook_knows_a_folder_of_any_name(name: bytes, tmp_path: Path, run: Run) -> None:
    folder = os.fsdecode(name)
    write_files(tmp_path / folder, {})
    git(tmp_path, "init", "--quiet")
    run("-C", folder, "git-setup", "--hooks")
    expected = HOOK.format("", shlex.quote(folder)).replace(
        " stages.yaml", f" {shlex.quote(f'{folder}/stages.yaml')}"
    )
    assert (tmp_path / ".git/hooks/pre-commit").read_bytes() == os.fsencode(expected)
    assert states(run, "-C", folder, "--hooks")["pre-commit"] == ("present", None)
    run("-C", folder, "git-setup", "--undo")
    assert not (tmp_path / ".git/hooks/pre-commit").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("somebody")
def test_a_submodule_has_settings_of_its_own(tmp_path: Path, run: Run) -> None:
    origin = write_files(tmp_path / "origin", {})
    for root in (origin, tmp_path):
        git(root, "init", "--quiet")
    git(origin, "add", ".")
    git(origin, "commit", "--quiet", "--message=start")
    git(tmp_path, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(origin), "music")
    run("-C", "music", "git-setup")
    assert (settings(tmp_path / "music"), settings(tmp_path)) == (SETTINGS, "")


def test_a_repository_of_longer_object_names_is_one_like_others(catalogue: Make, run: Run) -> None:
    root = catalogue({})
    git(root, "init", "--quiet", "--object-format=sha256")
    assert run("git-setup").code == 0
    assert settings(root) == SETTINGS


def test_without_a_repository_it_says_how_to_make_one(catalogue: Make, run: Run) -> None:
    root = catalogue({})
    before = read_all(root)
    assert run("git-setup") == Ran(
        5, err=f"prodash: {root} is in no git repository; create one with 'git init'\n"
    )
    assert read_all(root) == before


def test_a_repository_of_somebody_else_is_left_to_git(
    clone: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    before = read_all(clone)
    ran = run("git-setup")
    assert (ran.code, ran.out, read_all(clone)) == (5, "", before)
    assert "safe.directory" in ran.err


def test_a_hook_or_a_folder_of_hooks_of_the_user_stays(clone: Path, run: Run) -> None:
    hook = clone / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\ntrue\n")
    assert states(run, "--hooks")["pre-commit"] == ("left", f"there is one of your own; {YOURS}")
    assert states(run, "--undo")["pre-commit"] == ("absent", None)
    assert hook.read_text() == "#!/bin/sh\ntrue\n"
    hook.unlink()
    git(clone, "config", "core.hooksPath", ".husky")
    assert states(run, "--hooks")["pre-commit"] == (
        "left",
        f"core.hooksPath leads git to the hooks in .husky; {YOURS}",
    )
    assert not hook.exists()


@posix
@pytest.mark.usefixtures("somebody")
def test_the_hook_stops_a_commit_with_errors(clone: Path, run: Run) -> None:
    run("git-setup", "--hooks")
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message=good")
    (clone / "tracks/a.yaml").write_text("stage: x\n")
    assert "unknown stage 'x'" in failing(clone, "commit", "--quiet", "--all", "--message=bad")
    git(clone, "rm", "--quiet", "-rf", ".")
    git(clone, "commit", "--quiet", "--message=no catalogue")


@posix
@pytest.mark.usefixtures("somebody")
def test_undo_says_how_the_others_lose_the_lines_too(clone: Path, run: Run) -> None:
    run("git-setup")
    assert run("git-setup", "--hooks").err == ""
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message=start")
    command = "git commit --message=git-setup -- .gitattributes"
    assert run("git-setup", "--undo").err == (
        f"the others have the lines until you commit that with '{command}' and send it\n"
    )
    git(clone, *command.split()[1:])
    assert git(clone, "status", "--porcelain") == ""


def failing(root: Path, *arguments: str) -> str:
    """What git says when it fails."""
    ran = subprocess.run(["git", *arguments], cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode != 0
    return ran.stdout + ran.stderr


@pytest.mark.parametrize("indent", ["", "  "], ids=["at the margin", "indented"])
@pytest.mark.parametrize("first", ["id: mixing", "name: Mixing", "{id: mixing,"])
def test_a_diff_names_the_entry_that_a_change_is_in(first: str, indent: str, clone: Path, run: Run) -> None:
    end = "}" if first.startswith("{") else ""
    comma = "," * bool(end)
    lines = [f"- {first}", f"  colour: red{comma}", f"  emoji: x{comma}", f"  kind: active{end}", "- sold"]
    text = "stages:\n" + "".join(f"{indent}{line}\n" for line in ("- id: seed", *lines))
    (clone / "stages.yaml").write_text(text)
    git(clone, "add", ".")
    run("git-setup")
    (clone / "stages.yaml").write_text(text.replace("active", "finished"))
    assert f"@@ - {first}\n" in git(clone, "diff", "-U1", "stages.yaml")


def test_undo_removes_the_hook_without_being_told(clone: Path, run: Run) -> None:
    assert (
        run("git-setup", "--undo", "--hooks").err
        == "prodash: --undo removes the hook too; leave out --hooks\n"
    )
    run("git-setup", "--hooks")
    run("git-setup", "--undo")
    assert not (clone / ".git/hooks/pre-commit").exists()


def test_columns_that_do_not_exist_are_found_out_before_anything_is_written(clone: Path, run: Run) -> None:
    before = read_all(clone)
    assert run("git-setup", "--columns", "x").code == 2
    assert read_all(clone) == before
