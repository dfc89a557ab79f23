"""What is as it should be is answered with one sentence by every command, and never where something was not found."""

import io
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all
from tests.screen import on_terminal

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

FILES: Files = {
    "stages.yaml": "stages: [seed, mixing, {id: out, kind: finished}, {id: archived, kind: archived}]\n",
    "workflows.yaml": "workflows: [art, vocals]\n",
    "projects.yaml": "projects: [{id: ep, due: 2026-12-04}, tour]\n",
    "tracks/a.yaml": "title: Fog\nstage: mixing\nworkflows: [art]\nnotes: hello\ntags: [x]\n",
    "tracks/ep/b.yaml": "stage: archived\nprojects: ep\n",
}
SAME_TABLE = "id,title,stage\na,Fog,mixing\n"

AS_IT_IS = {
    "set": ("set stage=mixing a", ""),
    "set a list": ("set workflows+=art workflows-=vocals a", ""),
    "set by a filter": ("set stage=mixing --stage mixing", ""),
    "next after the last": ("next --where stage=out --all", "tracks/c.yaml"),
    "archive": ("archive b", ""),
    "restore": ("restore a", ""),
    "rename to itself": ("rename a a", ""),
    "move to its folder": ("move b ep", ""),
    "import": ("import -", SAME_TABLE),
    "import of changes": ("import --update -", SAME_TABLE),
    "add of known titles": ("add -", "Fog\n FOG \n"),
    "edit": ("edit a", ""),
    "stages rename": ("stages rename mixing Mixing", ""),
    "stages move": ("stages move mixing --after seed", ""),
    "stages set": ("stages set mixing name=Mixing", ""),
    "projects set": ("projects set ep due=2026-12-04", ""),
    "projects set of what is none": ("projects set tour due=", ""),
    "workflows rename": ("workflows rename art art", ""),
}
NOT_FOUND = {
    "no track": ("set stage=mixing --stage seed", "", 0, "no track is in Seed\n"),
    "no track on stdin": ("set stage=mixing -", "\n", 0, "stdin names no track\n"),
    "no title": ("add -", "\n", 0, "stdin has no title\n"),
    "no row": ("import -", "id,title,stage\n", 0, "stdin has no rows\n"),
    "no file to move": ("move --stage seed ep", "", 0, "no track is in Seed\n"),
    "a value that no track has": ("set tags-=y a", "", 3, "y"),
    "a workflow that is unknown": ("set workflows-=zzz a", "", 3, "unknown workflow 'zzz'"),
    "no batch": ("undo", "", 4, "prodash: there is nothing to undo\n"),
    "no batch undone": ("redo", "", 4, "prodash: there is nothing to redo\n"),
}


@pytest.mark.parametrize(("line", "stdin"), AS_IT_IS.values(), ids=AS_IT_IS)
def test_what_is_as_it_should_be_is_said_in_one_sentence(
    line: str, stdin: str, catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue({**FILES, "tracks/c.yaml": "stage: out\n"})
    before = read_all(root)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
    ran = run(*shlex.split(line))
    assert (ran.code, ran.out) == (0, "nothing to change\n")
    assert read_all(root) == before


@pytest.mark.parametrize("case", NOT_FOUND.values(), ids=NOT_FOUND)
def test_what_was_not_found_is_not_called_nothing_to_change(
    case: tuple[str, str, int, str], catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, stdin, code, said = case
    catalogue(FILES)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
    ran = run(*shlex.split(line))
    assert (ran.code, ran.out, said in ran.err) == (code, "" if code else "0 changed\n", True)


def test_a_terminal_says_it_in_the_same_words(catalogue: Make) -> None:
    catalogue(FILES)
    assert on_terminal(["set", "stage=mixing", "a"], 80).strip().endswith("nothing to change")


def test_check_says_it_only_of_a_catalogue_without_problems(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    assert run("check", "--fix") == Ran(0, "", "nothing to change\n")
    assert run("check", "--fix", "--quiet") == Ran(0)
    (root / "tracks/a.yaml").write_text("stage: zzz\n", encoding="utf-8")
    assert run("check", "--fix").err == ""


SAME_DATE = {
    "a phrase": ("set 'due=in 13 days' d", "due=in 13 days is 2026-12-04\n"),
    "a phrase for a project": ("projects set ep 'due=dec 4'", "due=dec 4 is 2026-12-04\n"),
    "a date": ("set due=2026-12-04 d", ""),
    "no date": ("set due=none a", ""),
}


@pytest.mark.parametrize(("line", "said"), SAME_DATE.values(), ids=SAME_DATE)
def test_a_phrase_for_the_date_that_is_there_is_told_as_a_date(
    line: str, said: str, catalogue: Make, run: Run
) -> None:
    catalogue({**FILES, "tracks/d.yaml": "stage: seed\ndue: 2026-12-04\n"})
    assert run(*shlex.split(line)) == Ran(0, "nothing to change\n", said)
