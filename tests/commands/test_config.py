"""config shows every default with where it comes from, and writes one value of either file."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.cli import command_named
from prodash.commands import COMMANDS
from prodash.model.settings.keys import KEYS
from prodash.storage.batch.system_lock import try_lock
from prodash.storage.edit.verify import CannotEditError
from prodash.storage.settings import user_settings
from prodash.storage.settings.setting_text import with_setting
from prodash.storage.settings.yaml_tree import read_tree
from tests.conftest import Files, Ran
from tests.examples import examples
from tests.screen import on_terminal
from tests.surroundings import git

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
Own = Callable[[str], Path]

ONE = {"tracks/a.yaml": "stage: mixing\n"}


def test_each_default_is_shown_with_where_it_comes_from(
    catalogue: Make, own_settings: Own, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue({**ONE, "prodash.yaml": "limit: 20\nsort: [due, -bpm]\n"})
    path = own_settings("limit: 10\nemoji: no\n")
    monkeypatch.setenv("PRODASH_STYLE", "grid")
    ran = run("config", "-f", "json")
    rows = [tuple(row.values())[:4] for row in json.loads(ran.out)["settings"]]
    assert rows == [
        ("columns", None, "prodash", None),
        ("sort", ["due", "-bpm"], "catalogue", "prodash.yaml"),
        ("limit", 10, "user", str(path)),
        ("style", "grid", "environment", "PRODASH_STYLE"),
        ("color", "auto", "prodash", None),
        ("emoji", False, "user", str(path)),
        ("date-format", None, "prodash", None),
        ("date-order", None, "prodash", None),
        ("week-starts", "monday", "prodash", None),
    ]
    assert ran.err == ""
    assert f"your own settings are in {path}\n" in on_terminal(["config"], 200)


def test_config_needs_no_catalogue(run: Run, own_settings: Own) -> None:
    path = own_settings("# mine\n")
    assert run("config", "set", "limit", "20").out == "setting limit  (none) → 20\n"
    assert path.read_text() == "# mine\nlimit: 20\n"
    assert '"value": 20, "source": "user"' in run("config", "-f", "json").out


@pytest.mark.parametrize(
    ("before", "argv", "after"),
    {
        "a default": ("limit: 10   # rows\n", ["set", "limit", "20"], "limit: 20   # rows\n"),
        "a new one": ("# all\r\nlimit: 10", ["set", "emoji=no"], "# all\r\nlimit: 10\r\nemoji: false"),
        "names": ("sort: [due]\n", ["set", "sort", "stage,-bpm"], "sort: [stage, -bpm]\n"),
        "a filter": (
            "filters:\n  a: '--all'  # x\n",
            ["set", "filters.a", "--", "--stage", "mixing"],
            "filters:\n  a: '--stage mixing'  # x\n",
        ),
        "a new filter": (
            "filters: {}\n",
            ["set", "filters.a=--where 'bpm=1'"],
            "filters: {a: \"--where 'bpm=1'\"}\n",
        ),
        "a filter in another spelling": ("filters:\n  Late: -a\n", ["unset", "filters.late"], ""),
        "the only one": ("# x\nlimit: 3\n# y\n", ["unset", "limit"], "# x\n# y\n"),
        "nothing": ("limit: 3\n", ["unset", "sort"], "limit: 3\n"),
    }.values(),
)
def test_one_value_is_written_and_every_other_byte_stays(
    before: str, argv: list[str], after: str, catalogue: Make, own_settings: Own, run: Run
) -> None:
    shared, own = catalogue(ONE) / "prodash.yaml", own_settings("")
    for path, option in ((shared, ["--shared"]), (own, [])):
        path.write_bytes(before.encode())
        verb, *words = argv
        assert run("config", verb, *option, *words).code == 0
        assert path.read_bytes().decode() == after
        path.unlink()


def test_what_is_shared_is_one_batch_with_undo_and_commit(
    catalogue: Make,
    run: Run,
    somebody: None,  # noqa: ARG001 (who commits)
) -> None:
    root = catalogue(ONE)
    git(root, "init", "--quiet")
    ran = run("config", "set", "limit", "20", "--shared", "--commit")
    assert (ran.code, ran.out) == (0, "setting limit  (none) → 20\n1 setting changed\n")
    assert git(root, "log", "--format=%s", "--name-only") == "Set limit\n\nprodash.yaml\n"
    assert run("undo").code == 0
    assert not (root / "prodash.yaml").exists()
    assert run("redo").code == 0
    assert (root / "prodash.yaml").read_text() == "limit: 20\n"


@pytest.mark.parametrize(
    ("argv", "code", "why"),
    {
        "an unknown key": (["set", "limt", "3"], 2, "unknown setting 'limt'; did you mean 'limit'?"),
        "a wrong value": (
            ["set", "limit", "x"],
            2,
            "limit cannot be 'x'; write a number of rows, as in 'limit: 20'",
        ),
        "no value": (["set", "limit"], 2, "name a value too, as in 'prodash config set limit VALUE'"),
        "an option that writes": (["set", "filters.a=--yes"], 2, "--yes does not select tracks"),
        "a circle": (["set", "filters.a=@a"], 2, "the filter 'a' names itself (a → a)"),
        "a malformed condition": (
            ["set", "filters.a", "--", "--stage", "nosuch", "--where", "bpm>>1"],
            2,
            "--where 'bpm>>1' is not a condition; write KEY=VALUE with = != < <= > >= or ~, KEY or !KEY",
        ),
        "a malformed date": (
            ["set", "filters.a=--stage nosuch --in-stage-for long"],
            2,
            "--in-stage-for: 'long' is not a length of time; write 3d, 2w, 1m, 1y or '10 days'",
        ),
        "a name in both": (
            ["set", "filters.late=-a"],
            2,
            "the filter 'late' is in {own} and prodash.yaml; rename one",
        ),
        "a wrong name": (
            ["set", "filters.@a=-a"],
            2,
            "'@a' cannot be the name of a filter; use letters, digits, - and _",
        ),
        "options that do not stand behind --": (
            ["set", "filters.a", "--due", "month"],
            2,
            (
                "No such option: --due (Possible options: --quiet, --yes); a value that begins with - stands behind --, as in "
                "'prodash config set filters.focus -- --stage mixing'; 'prodash config set --help' shows how"
            ),
        ),
        "one that another names": (
            ["unset", "filters.late", "--shared"],
            2,
            "the filter 'both' names 'late'; change that one first",
        ),
        "a commit of one's own": (
            ["set", "limit", "3", "--commit"],
            2,
            "your own settings are in no repository; leave out --commit, or add --shared",
        ),
    }.values(),
)
def test_what_cannot_be_set_says_why(
    argv: list[str], code: int, why: str, catalogue: Make, own_settings: Own, run: Run
) -> None:
    catalogue({**ONE, "prodash.yaml": "filters:\n  late: --due overdue\n  both: --all @late\n"})
    own = own_settings("limit: 5\n")
    assert run("config", *argv) == Ran(code, err=f"prodash: {why.format(own=own)}\n")
    assert own.read_text() == "limit: 5\n"


@pytest.mark.parametrize(
    ("argv", "remarks"),
    {
        "columns": (
            ["columns", "title,bmp,group,age,nosuch"],
            ["columns: unknown column 'bmp'; did you mean 'bpm'?", "columns: unknown column 'nosuch'"],
        ),
        "an order": (["sort=due,-bmp"], ["sort: unknown column 'bmp'; did you mean 'bpm'?"]),
        "a condition": (
            ["filters.fast=--where bmp>1"],
            ["the filter 'fast' selects nothing: unknown field 'bmp'; did you mean 'bpm'?"],
        ),
        "a stage": (
            ["filters.mix", "--", "--stage", "mixng"],
            ["the filter 'mix' selects nothing: unknown stage 'mixng'; did you mean 'mixing'?"],
        ),
    }.values(),
    ids=["columns", "an order", "a condition", "a stage"],
)
def test_what_the_catalogue_does_not_have_is_set_and_told_at_once(
    argv: list[str], remarks: list[str], catalogue: Make, own_settings: Own, run: Run
) -> None:
    catalogue({"tracks/a.yaml": "stage: mixing\nbpm: 1\n"})
    own = own_settings("")
    for file, option in ((str(own), "--yes"), ("prodash.yaml", "--shared")):
        ran = run("config", "set", option, *argv)
        told = [line for line in ran.err.splitlines() if line.startswith(f"{file}: ")]
        assert (ran.code, told) == (0, [f"{file}: {remark}" for remark in remarks])
        own.unlink(missing_ok=True)


def test_a_file_that_cannot_be_read_is_not_written(catalogue: Make, own_settings: Own, run: Run) -> None:
    root = catalogue({**ONE, "prodash.yaml": "limit: [\n"})
    own = own_settings("limit: [\n")
    assert run("config", "set", "limit", "3", "--shared").code == 4
    assert run("config", "set", "limit", "3").code == 4
    assert ((root / "prodash.yaml").read_text(), own.read_text()) == ("limit: [\n", "limit: [\n")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_own_settings_are_written_through_a_link(tmp_path: Path, own_settings: Own, run: Run) -> None:
    own, real = own_settings(""), tmp_path / "dotfiles.yaml"
    real.write_text("limit: 3\n")
    real.chmod(0o640)
    own.unlink()
    own.symlink_to(real)
    assert run("config", "set", "limit", "4").code == 0
    assert (own.is_symlink(), real.read_text(), real.stat().st_mode & 0o777) == (True, "limit: 4\n", 0o640)


@pytest.mark.skipif(os.name == "nt", reason="locks and modes are others there")
def test_own_settings_have_one_writer_at_a_time_and_are_not_written_if_read_only(
    own_settings: Own, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user_settings, "_SECONDS", 0.0)
    own = own_settings("limit: 3\n")
    lock = own.with_name("config.yaml.lock")
    with lock.open("w") as held:
        assert try_lock(held.fileno())
        busy = run("config", "set", "limit", "4")
    own.chmod(0o444)
    read_only = run("config", "set", "limit", "4")
    whys = ["another prodash is changing it; try again when it is done"]
    whys.append("it is read-only; change its permissions (chmod u+w)")
    refused = [Ran(4, err=f"prodash: nothing was changed\n{own}: {why}\n") for why in whys]
    assert ([busy, read_only], own.read_text()) == (refused, "limit: 3\n")
    assert [path.name for path in own.parent.iterdir()] == ["config.yaml"]


def test_what_a_killed_process_left_beside_own_settings_is_in_nobodys_way(
    own_settings: Own, run: Run
) -> None:
    own = own_settings("limit: 3\n")
    for ending in ("lock", "new"):
        own.with_name(f"config.yaml.{ending}").write_text("lim")
    assert run("config", "set", "limit", "4").code == 0
    assert (own.read_text(), own.with_name("config.yaml.new").exists()) == ("limit: 4\n", False)


PATHS = st.sampled_from([("limit",), ("sort",), ("filters", "a"), ("filters", "b b")])
VALUES = st.sampled_from(["20", "--stage a", "--where 'x: y'", ("due", "-bpm"), None])
TEXTS = st.sampled_from(
    [
        "",
        "# x\n",
        "limit: 1\n# y",
        "filters:\n  a: --all # z\nsort:\n- due\n",
        "filters: {a: -a}\n",
        "filters:\n",
    ]
)


@examples(100)
@given(TEXTS, st.lists(st.tuples(PATHS, VALUES), max_size=4))
def test_a_value_is_what_was_set_and_nothing_else_changes(
    text: str, changes: list[tuple[tuple[str, ...], object]]
) -> None:
    for path, value in changes:
        before = flat(text)
        try:
            text = with_setting(text, path, value)  # type: ignore[arg-type]
        except CannotEditError:
            assert flat(text) == before
            continue
        expected = {**before, path: value}
        assert flat(text) == {key: kept for key, kept in expected.items() if kept is not None}


def flat(text: str) -> dict[tuple[str, ...], object]:
    """Every value in *text* by its path."""
    tree = read_tree("prodash.yaml", text.encode(), [], {})
    below = tree.get("filters")
    values: dict[tuple[str, ...], object] = {(key,): value for key, value in tree.items() if key != "filters"}
    return values | {
        ("filters", key): value for key, value in (below if isinstance(below, dict) else {}).items()
    }


def test_a_new_shared_file_names_its_schema_where_the_stages_do(tmp_path: Path, run: Run) -> None:
    assert run("init", "mine").code == 0
    assert run("-C", "mine", "config", "set", "limit", "20", "--shared").code == 0
    line = "# yaml-language-server: $schema=.prodash/schemas/settings-file.json\n"
    assert (tmp_path / "mine/prodash.yaml").read_text() == f"{line}limit: 20\n"
    assert (tmp_path / "mine/.prodash/schemas/settings-file.json").exists()


def test_a_shared_file_can_set_none_of_the_options_and_start_no_program(catalogue: Make, run: Run) -> None:
    options = {
        name.lstrip("-")
        for command in COMMANDS
        for one in command_named(command).params
        for name in one.opts
        if name.startswith("--")
    }
    names = sorted({*options, "pager", "editor", "opener", "hooks", "run"} - {*KEYS, "filters"} - {"filter"})
    catalogue({**ONE, "prodash.yaml": "".join(f"{name}: 'touch ran'\n" for name in names)})
    found = json.loads(run("check", "-f", "json").out)["problems"]
    assert [(one["line"], one["code"] in {"unknown-key", "near-key"}) for one in found] == [
        (number, True) for number in range(1, len(names) + 1)
    ]
    assert not Path("ran").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_shared_file_that_is_a_link_is_read_and_never_written(
    catalogue: Make, tmp_path_factory: pytest.TempPathFactory, run: Run
) -> None:
    root, outside = catalogue(ONE), tmp_path_factory.mktemp("outside") / "settings.yaml"
    outside.write_text("filters:\n  all: --all\n")
    (root / "prodash.yaml").symlink_to(outside)
    assert run("list", "@all", "-f", "ids") == Ran(0, out="a\n")
    assert run("config", "set", "limit", "3", "--shared").code == 4
    assert outside.read_text() == "filters:\n  all: --all\n"
