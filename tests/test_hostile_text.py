"""Nothing that a file, a file name or an argument says becomes a command of a CI service or a line of its own."""

import html
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from prodash.commands import COMMANDS
from prodash.render.formats.formats import FORMATS
from prodash.render.terminal.width import without_commands
from prodash.render.terminal.workflow_commands import escape_commands_in_json
from tests.conftest import Files, Ran, write_files
from tests.examples import examples
from tests.surroundings import git

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")

COMMAND = "::error file=a::b ##[error]c ##vso[task.complete]d ##teamcity[e]"
BREAKS = ["\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028"]
LOOSE = "LOOSE"
HOSTILE = COMMAND + "".join(f"{line_break}{LOOSE}{line_break} \xa0{COMMAND}" for line_break in BREAKS)
NAME = f"{COMMAND}\n{LOOSE}\n {COMMAND}".replace("/", "")
QUOTED = json.dumps(HOSTILE)

TRACK = f"title: {QUOTED}\nstage: seed\nworkflows: [mastering]\nprojects: [ep]\ndue: 2026-11-20\n"
SOUND: Files = {
    "stages.yaml": f"stages:\n- {{id: seed, name: {QUOTED}, emoji: '::', description: {QUOTED}}}\n"
    f"- {{id: mixing, name: ':{COMMAND[1:]}', colour: blue}}\n",
    "workflows.yaml": f"workflows:\n- {{id: mastering, name: {QUOTED}, description: {QUOTED}, category: {QUOTED}}}\n",
    "projects.yaml": f"projects:\n- {{id: ep, name: {QUOTED}, description: {QUOTED}, due: 2026-11-30}}\n",
    "prodash.yaml": f"filters:\n  x: [--search, {QUOTED}]\nsort: [{QUOTED}]\n",
    "tracks/a.yaml": f"{TRACK}{QUOTED}: {QUOTED}\nlist: [{QUOTED}]\nmap: {{{QUOTED}: {QUOTED}}}\n",
    f"tracks/{COMMAND[14:]}.yaml": f"{TRACK}notes: |\n  {COMMAND}\n   {COMMAND}\n  word {COMMAND}\n",
}
UNSOUND: Files = {
    "stages.yaml": f"stages:\n- seed\n- {{id: mixing, kind: {QUOTED}, colour: {QUOTED}}}\n- {QUOTED}\n",
    "workflows.yaml": f"workflows:\n- mastering\n- {{id: art, {QUOTED}: {QUOTED}}}\n- {{id: mastering}}\n",
    "projects.yaml": f"projects:\n- {{id: ep, parent: {QUOTED}, due: {QUOTED}}}\n- {QUOTED}\n",
    "prodash.yaml": f"filters:\n  {QUOTED}: --all\n  x: {QUOTED}\n{QUOTED}: 1\nstyle: {QUOTED}\n",
    "tracks/a.yaml": f"stage: {QUOTED}\nworkflows: [{QUOTED}, {{{QUOTED}: 1}}]\nprojects: {QUOTED}\ndue: {QUOTED}\n",
    "tracks/twice.yaml": f"stage: seed\n{QUOTED}: 1\n{QUOTED}: 2\n",
    "tracks/b/twice.yaml": f"stage: seed\n*x : {QUOTED}\n",
    "tracks/in-conflict.yaml": f"<<<<<<< {COMMAND}\n{TRACK}{QUOTED}: 1\n=======\n"
    f'title: {QUOTED[:-1]}!"\nstage: mixing\nprojects: [{QUOTED}]\n>>>>>>> {COMMAND}\n',
    f"tracks/{NAME}.yaml": f"stage: [{QUOTED}\n{COMMAND}\n",
    f"{NAME}.yaml": TRACK,
    f"tracks/{NAME}/c.txt": COMMAND,
    f"tracks/{NAME}/d.yaml": TRACK,
}
TABLE = f'title,id,stage,due,{QUOTED.replace(chr(92) + "n", " ")},"{HOSTILE}"\n"{HOSTILE}",a b,"{HOSTILE}","{HOSTILE}"\n'

AS_IT_IS = ("csv", "tsv")
"""The formats whose cells are data, line breaks and all."""

LOOKS = [
    [],
    ["list", "--all"],
    ["list", "--columns", f"id,title,{HOSTILE}"],
    ["show", "--all"],
    ["breakdown"],
    ["breakdown", "--by", "workflow"],
    ["breakdown", "--by", "project", "--bars"],
    ["breakdown", "--by", HOSTILE, "--count", HOSTILE],
    ["list", "--group-by", HOSTILE, "--count", HOSTILE],
    ["board"],
    ["board", "--by", "project"],
    ["due", "--all"],
    ["stuck", "--days", "0"],
    ["flow"],
    ["forecast", "--by", "project"],
    ["stages"],
    ["workflows"],
    ["projects"],
    ["check"],
    ["check", f"tracks/{NAME}.yaml"],
    ["list", "--filter", "x"],
    ["filters"],
    ["config"],
    ["schema", "track-file"],
    ["report", "-"],
    ["report", "-", "--title", HOSTILE],
    ["export", "-"],
]
CHANGES = [
    ["set", "stage=mixing", f"notes={HOSTILE}", "--all"],
    ["set", f"bpm={HOSTILE}", f"list+={HOSTILE}", "a"],
    ["set", f"title={COMMAND}", "workflows+=art", "--all"],
    ["add", HOSTILE.replace("\n", " "), f"mood={HOSTILE}"],
    ["add", COMMAND, f"mood={COMMAND}", "--folder", COMMAND],
    ["edit", "a"],
    ["config", "set", f"filters.y=--search '{COMMAND}'", "--shared"],
    ["config", "set", "columns", COMMAND, "--shared"],
    ["stages", "add", HOSTILE],
    ["stages", "add", COMMAND],
    ["stages", "rename", "seed", COMMAND],
    ["workflows", "rename", "mastering", HOSTILE],
    ["projects", "add", "lp", "--name", HOSTILE, "--description", HOSTILE],
    ["projects", "move", "ep", "--after", HOSTILE],
    ["projects", "remove", "ep"],
    ["stages", "remove", "seed", "--into", "mixing"],
    ["import", "table.csv"],
    ["import", "table.csv", "--skip-bad"],
    ["import", f"{NAME}.csv", "--without", HOSTILE, "--map", f"mood={HOSTILE}"],
    ["check", "--fix"],
    ["undo"],
    ["redo"],
]
MISTAKES = [
    *[[name, HOSTILE, f"--{HOSTILE}"] for name in COMMANDS if " " not in name],
    ["stages", "add", f"--{HOSTILE}"],
    *[["list", option, HOSTILE] for option in ("--stage", "--past", "--workflow", "--project", "--due", "--where", "--sort")],
    *[["stuck", option, HOSTILE] for option in ("--days", "--moved-since", "--in-stage-for")],
    *[["flow", option, HOSTILE] for option in ("--since", "--until", "--per")],
    *[["forecast", option, HOSTILE] for option in ("--history", "--since", "--by", "--fail-if-below")],
    ["list", "--where", f"age>={HOSTILE}"],
    *[["list", option, HOSTILE] for option in ("--columns", "--limit", "--format", "--color", "-C", "--search")],
    ["list", "--filter", HOSTILE],
    ["list", f"@{HOSTILE}"],
    ["config", "set", HOSTILE, HOSTILE],
    ["config", "set", "filters.x", HOSTILE],
    ["config", "unset", f"filters.{HOSTILE}"],
    ["set", f"{HOSTILE}=1", "a"],
    ["set", f"stage={HOSTILE}", "a"],
    ["set", f"due={HOSTILE}", "a"],
    ["set", f"workflows={HOSTILE}", "a"],
    ["add", "x", "--id", HOSTILE],
    ["check", "--since", HOSTILE],
    ["breakdown", "--by", f"x{HOSTILE}"],
    ["list", "--sum", HOSTILE],
    ["import", "-", "--map", HOSTILE],
    ["init", "new", "--preset", HOSTILE],
    ["init", NAME],
]  # fmt: skip


def obeyed(text: str) -> list[str]:
    """The lines of *text* that a CI service takes for commands."""
    return [
        line
        for line in re.split("\r\n|\r|\n", text)
        if re.match(r"::.*::", line.lstrip()) or re.search(r"##\w*\[", line)
    ]


def loose(text: str) -> list[str]:
    """The lines of *text* that the line breaks in a value began."""
    return [line for line in re.split("[\r\n]", text) if line.startswith(LOOSE)]


EVERY_DAY = [
    *(("sound", argv) for argv in [*LOOKS, *CHANGES, *MISTAKES[::4]]),
    *(
        ("unsound", argv)
        for argv in (
            *([], ["list"], ["check"], ["set", "stage=seed", "--all"], ["check", "--fix"]),
            *(["resolve"], ["resolve", "in-conflict", "--theirs"]),
        )
    ),
    *(("sound", ["list", "--format", form]) for form in FORMATS if form not in AS_IT_IS),
]
EVERY_WEEK = [
    *(("sound", argv) for argv in MISTAKES if argv not in MISTAKES[::4]),
    *(("unsound", argv) for argv in [*LOOKS, *CHANGES]),
    *(("unsound", ["check", "--format", form]) for form in ("json", "ndjson", "ids", "paths", "markdown")),
]


def case(kind: str, argv: list[str], *marks: pytest.MarkDecorator) -> Any:
    """One command line on one catalogue, with an id that a terminal can show."""
    return pytest.param(kind, argv, marks=marks, id=ascii(f"{kind} {' '.join(argv)[:30]}".replace("::", "~")))


@pytest.mark.parametrize(
    ("kind", "argv"),
    [*(case(*one) for one in EVERY_DAY), *(case(*one, pytest.mark.slow) for one in EVERY_WEEK)],
)
def test_no_command_prints_a_command_or_a_line_that_somebody_else_wrote(
    kind: str,
    argv: list[str],
    catalogue: Callable[[Files], Path],
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = catalogue({**(SOUND if kind == "sound" else UNSOUND), "table.csv": TABLE, f"{NAME}.csv": TABLE})
    editor = root / "editor"
    editor.write_text(f"#!/bin/sh\nprintf '%s' '{QUOTED}: 1' > \"$1\"\n", encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    printed = "".join(run(*argv, *(["--dry-run"] if argv in CHANGES else []))[1:])
    assert (obeyed(printed), loose(printed)) == ([], [])


def test_what_programs_read_says_the_same_as_the_file(
    catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    catalogue(SOUND)
    (row,) = json.loads(run("list", "a", "--format", "json").out)["tracks"]
    assert (row["title"], row["custom"]) == (
        HOSTILE,
        {HOSTILE: HOSTILE, "list": [HOSTILE], "map": {HOSTILE: HOSTILE}},
    )
    assert json.loads(run("list", "a", "--format", "ndjson").out)["title"] == HOSTILE
    event = Calendar.from_ical(run("export", "-").out).walk("VEVENT")[0]
    assert COMMAND in event["summary"]
    assert COMMAND in event["description"]
    assert COMMAND in html.unescape(run("report", "-").out)


def test_the_folder_of_a_catalogue_is_only_a_name(tmp_path: Path, run: Callable[..., Ran]) -> None:
    write_files(tmp_path / NAME, SOUND)
    for argv in (
        [],
        ["list", "-f", "paths"],
        ["export", "-"],
        ["report", "-"],
        ["set", "bpm=1", "a"],
        ["check"],
    ):
        printed = "".join(run("-C", NAME, *argv)[1:])
        assert printed
        assert (argv, obeyed(printed), loose(printed)) == (argv, [], [])


def test_annotations_are_one_line_for_each_problem(
    catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    catalogue(UNSOUND)
    problems = run("check", "--format", "text").out.splitlines()
    lines = re.split("[\r\n]+", run("check", "--format", "github").out.strip())
    assert len(lines) == len(problems)
    assert [line for line in lines if not re.match("::(error|warning) file=", line) or "##[" in line] == []


def test_a_cell_of_csv_and_tsv_is_data(catalogue: Callable[[Files], Path], run: Callable[..., Ran]) -> None:
    catalogue({"tracks/a.yaml": f"title: '{COMMAND}'\nstage: seed\nnotes: |-\n  one\n  {COMMAND}\n"})
    columns = ("--columns", "title,notes")
    assert run("list", "--format", "csv", *columns) == Ran(0, f'title,notes\n{COMMAND},"one\n{COMMAND}"\n')
    assert run("list", "--format", "tsv", *columns) == Ran(0, f"title\tnotes\n{COMMAND}\tone\\n{COMMAND}\n")


@pytest.mark.usefixtures("somebody")
def test_what_git_and_its_hooks_say_is_no_command(
    catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    root = catalogue({"tracks/a.yaml": f"title: {QUOTED}\nstage: seed\nbpm: 9\nmood: calm\n"})
    git(root, "init", "--quiet")
    hook = root / ".git/hooks/pre-commit"
    hook.write_text(f"#!/bin/sh\necho '{COMMAND}'\necho ' {COMMAND}' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    refused = run("set", "bpm=1", "a", "--commit")
    assert (refused.code, obeyed(refused.err)) == (5, [])
    assert "♯#[error]c" in refused.err
    hook.unlink()
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=start")
    for number, commit in enumerate(("--commit", f"--commit={HOSTILE}")):
        committed = run("set", f"bpm={number}", f"mood={HOSTILE}", "a", commit)
        assert (committed.code, committed.err.count("\n")) == (0, 1)
        assert (obeyed(committed.err), loose(committed.err)) == ([], [])
    assert "\n" not in git(root, "log", "-1", "--skip=1", "--format=%B").strip()
    listed = run("undo", "--list").out
    assert (listed.count("\n"), obeyed(listed), loose(listed)) == (5, [], [])


SPECIAL = st.text(st.sampled_from(":#[]e \n\r\t\xa0\u3000\x1b"), max_size=12)


@examples(100)
@given(SPECIAL)
def test_what_is_no_command_stays_and_what_is_one_keeps_its_width(text: str) -> None:
    shown = without_commands(text)
    assert obeyed(shown) == []
    assert len(shown) == len(text)
    assert shown.replace("\N{RATIO}", ":").replace("\N{MUSIC SHARP SIGN}", "#") == text
    assert json.loads(escape_commands_in_json(json.dumps(text))) == text
    assert "##[" not in escape_commands_in_json(json.dumps(text))
