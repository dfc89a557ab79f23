"""The secret of this computer and user is made once, read by nobody else, and believed only where both is sure."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.errors import DiskError
from prodash.session.environment import Environment
from prodash.storage.batch.unfinished import journal_folder_of
from prodash.storage.disk.secret import Secret
from prodash.storage.disk.secret_file import SecretFile
from tests.killing import Moment, kill, steps_of, stopping_at
from tests.surroundings import environment

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes, owners or links")
root_only = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the secret will be."""
    return tmp_path / "state/prodash"


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """A catalogue's folder."""
    (tmp_path / "music").mkdir()
    return tmp_path / "music"


def why_none(folder: Path, root: Path) -> str:
    """What is said of a secret that cannot be made; it must not count either."""
    assert SecretFile(str(folder), root).secret is None
    with pytest.raises(DiskError) as error:
        SecretFile(str(folder), root).make()
    return str(error.value)


def test_it_is_made_on_first_need_and_is_the_same_ever_after(folder: Path, music: Path) -> None:
    assert SecretFile(str(folder), music).secret is None
    made = SecretFile(str(folder), music).make()
    assert made.is_kept
    assert [SecretFile(str(folder), music).make(), SecretFile(str(folder), music).secret] == [made, made]
    assert [path.name for path in folder.iterdir()] == ["secret"]
    assert (len((folder / "secret").read_bytes()), len(made.key)) == (32, 32)


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_its_user_can_read_it_whatever_the_umask(umask: int, folder: Path, music: Path) -> None:
    before = os.umask(umask)
    try:
        SecretFile(str(folder), music).make()
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "secret")]
    assert modes == [0o700, 0o600]


def test_another_user_or_a_copy_has_another_secret(tmp_path: Path, music: Path) -> None:
    one, other = (SecretFile(str(tmp_path / name), music).make() for name in ("one", "other"))
    (tmp_path / "copy").mkdir(mode=0o700)
    (tmp_path / "copy/secret").write_bytes((tmp_path / "one/secret").read_bytes())
    (tmp_path / "copy/secret").chmod(0o600)
    copy = SecretFile(str(tmp_path / "copy"), music).make()
    assert len({one, other, copy}) == len({*map(journal_folder_of, (one, other, copy))}) == 3


def test_a_seal_is_for_one_purpose_and_one_secret() -> None:
    one, other = Secret(b"1" * 32, is_kept=True), Secret(b"2" * 32, is_kept=True)
    seals = [one.seal("a", b"x"), one.seal("b", b"x"), one.seal("a", b"y"), other.seal("a", b"x")]
    assert (len({*seals}), {*map(len, seals)}) == (4, {64})
    assert one.seal("a", b"x", b"y") == one.seal("a", b"xy")
    assert len(one.seal("a", b"x", digits=8)) == 8


def spoiled(change: Callable[[Path], object], folder: Path, music: Path) -> str:
    """What is said of a secret after *change*."""
    SecretFile(str(folder), music).make()
    change(folder)
    return why_none(folder, music).replace(str(folder), "FOLDER")


def becomes(place: Callable[[Path], object]) -> Callable[[Path], object]:
    """Let something else take the place of the file."""

    def change(folder: Path) -> None:
        (folder / "secret").rename(folder / "moved")
        place(folder / "secret")

    return change


DAMAGED = "FOLDER/secret: undo needs a file here that only you can read: it is damaged; delete it, and prodash makes a new one"
NO_FILE = "FOLDER/secret: undo needs a file here that only you can read: it is not a regular file; move it out of the way"
OPEN = "FOLDER/secret: undo needs a file here that only you can read: others have access to it; change its permissions (chmod 600)"
OPEN_FOLDER = (
    "FOLDER/secret: undo needs a file here that only you can read: others can write to its folder; change the folder's owner "
    "and permissions (chmod 700)"
)
THEIRS = (
    "FOLDER/secret: undo needs a file here that only you can read: it belongs to another user; delete it, or set XDG_STATE_HOME "
    "to a folder of yours"
)
SPOILED = {
    "empty": (lambda folder: (folder / "secret").write_bytes(b""), DAMAGED),
    "too short": (lambda folder: (folder / "secret").write_bytes(b"x" * 31), DAMAGED),
    "too long": (lambda folder: (folder / "secret").write_bytes(b"x" * 33), DAMAGED),
    "endless": (lambda folder: os.truncate(folder / "secret", 1 << 40), DAMAGED),
    "a pipe": (becomes(lambda path: os.mkfifo(path, 0o600)), NO_FILE),
    "a folder": (becomes(Path.mkdir), NO_FILE),
    "readable for others": (lambda folder: (folder / "secret").chmod(0o644), OPEN),
    "writable for others": (lambda folder: (folder / "secret").chmod(0o620), OPEN),
    "in an open folder": (lambda folder: folder.chmod(0o777), OPEN_FOLDER),
}


@posix
@pytest.mark.parametrize(("change", "said"), SPOILED.values(), ids=SPOILED)
def test_a_secret_that_may_be_known_or_is_damaged_does_not_count(
    change: Callable[[Path], object], said: str, folder: Path, music: Path
) -> None:
    assert spoiled(change, folder, music) == said


@posix
def test_a_link_is_no_secret(folder: Path, music: Path) -> None:
    said = spoiled(becomes(lambda path: path.symlink_to("moved")), folder, music)
    assert said.startswith("FOLDER/secret: undo needs a file here that only you can read: ")


@root_only
@pytest.mark.parametrize(("which", "said"), [("secret", THEIRS), (".", OPEN_FOLDER)])
def test_a_secret_of_somebody_else_does_not_count(which: str, said: str, folder: Path, music: Path) -> None:
    assert spoiled(lambda folder: os.chown(folder / which, 65534, 65534), folder, music) == said


@root_only
def test_root_makes_none_in_the_home_of_somebody_else(tmp_path: Path, music: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, 65534, 65534)
    assert why_none(home / ".local/state/prodash", music) == (
        f"{home}/.local/state/prodash: undo needs a file here that only you can read: {home} belongs to another user; "
        "set XDG_STATE_HOME to a folder of yours"
    )
    assert list(home.iterdir()) == []


@posix
@pytest.mark.parametrize("through_link", [False, True])
def test_a_secret_that_may_have_come_with_the_catalogue_does_not_count(
    through_link: bool, music: Path, tmp_path: Path
) -> None:
    inside = music / ".local/state/prodash"
    inside.mkdir(parents=True, mode=0o700)
    (inside / "secret").write_bytes(b"x" * 32)
    (inside / "secret").chmod(0o600)
    (tmp_path / "link").symlink_to(music)
    named = tmp_path / "link/.local/state/prodash" if through_link else inside
    assert why_none(named, music) == (
        f"{named}/secret: undo needs a file here that only you can read: it is inside the catalogue; "
        "set XDG_STATE_HOME to a folder outside"
    )


@posix
def test_a_catalogue_around_the_home_of_the_account_may_have_the_secret_in_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pwd

    account = pwd.getpwuid(os.geteuid())
    home = type(account)([*account[:5], str(tmp_path / "home"), account[6]])
    monkeypatch.setattr(pwd, "getpwuid", lambda _: home)
    assert SecretFile(str(folder), tmp_path).make().is_kept


@posix
def test_without_a_home_folder_there_is_none(music: Path) -> None:
    # It would be taken for the secret if the empty folder were the current one.
    Path("secret").write_bytes(b"x" * 32)
    Path("secret").chmod(0o600)
    assert SecretFile("", music).secret is None
    with pytest.raises(DiskError) as error:
        SecretFile("", music).make()
    assert str(error.value) == (
        "no home folder: undo needs a file here that only you can read; set XDG_STATE_HOME to a folder of yours"
    )


HOMES = {
    "state": ({"XDG_STATE_HOME": "/s", "HOME": "/h"}, "/s/prodash"),
    "home": ({"HOME": "/h"}, "/h/.local/state/prodash"),
    "a relative state": ({"XDG_STATE_HOME": "s", "HOME": "/h"}, "/h/.local/state/prodash"),
    "an empty state": ({"XDG_STATE_HOME": "", "HOME": "/h"}, "/h/.local/state/prodash"),
    "an empty home": ({"HOME": ""}, ""),
    "a relative home": ({"HOME": "h"}, ""),
}


@posix
@pytest.mark.parametrize(("variables", "expected"), HOMES.values(), ids=HOMES)
def test_the_folder_for_the_secret_is_where_the_system_wants_it(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert Environment(variables).state_folder == expected
    monkeypatch.setattr(sys, "platform", "darwin")
    mac = expected.replace(".local/state", "Library/Application Support")
    assert Environment(variables).state_folder == mac


@posix
def test_a_user_that_the_system_does_not_know_has_no_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_user: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", unknown)
    assert Environment({}).state_folder == ""


@posix
@pytest.mark.parametrize("without_links", [False, True])
def test_a_kill_or_an_interrupt_at_any_step_leaves_a_whole_secret_or_none(
    without_links: bool, tmp_path: Path, music: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(_source: str, _target: str) -> None:
        raise PermissionError

    if without_links:
        monkeypatch.setattr(os, "link", no_link)
    steps = steps_of(lambda: SecretFile(str(tmp_path / "first"), music).make())
    for step in range(1, len(steps) + 1):
        for moment in (Moment.BEFORE, Moment.HALF) if steps[step - 1] == "write" else (Moment.BEFORE,):
            folder = tmp_path / f"{step}-{moment}"
            kill(SecretFile(str(folder), music).make, step, moment)
            seen = SecretFile(str(folder), music).secret
            made = SecretFile(str(folder), music).make()
            assert seen in (None, made), (moment, steps[step - 1])
        folder = tmp_path / f"{step}-interrupted"
        with stopping_at(step, Moment.BEFORE, _interrupt), pytest.raises(KeyboardInterrupt):
            SecretFile(str(folder), music).make()
        assert SecretFile(str(folder), music).make().is_kept


def _interrupt() -> None:
    raise KeyboardInterrupt


def test_processes_that_make_it_at_once_agree(folder: Path, music: Path) -> None:
    code = (
        "import sys; from prodash.storage.disk.secret_file import SecretFile; sys.stdin.read(); "
        "print(SecretFile(sys.argv[1], sys.argv[2]).make().key.hex())"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(folder), str(music)],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="ascii",
        )
        for _ in range(4)
    ]
    for process in started:
        assert process.stdin
        process.stdin.close()
        process.stdin = None
    said = [process.communicate(timeout=60)[0] for process in started]
    assert [*{*said}] == [f"{SecretFile(str(folder), music).make().key.hex()}\n"]
    assert [path.name for path in folder.iterdir()] == ["secret"]
