"""--format, --columns, --sort, --reverse, --limit, --csv-safe: the same on every command that answers with rows."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

FILES = {
    "tracks/fog.yaml": "title: Fog | Mist\nstage: mixing\nworkflows: [art, vocals]\nbpm: 98\nnotes: |\n  one\n  two\n",
    "tracks/ep/äther.yaml": 'title: "=SUM(A1)"\nstage: seed\ndue: 2026-12-01\nbpm: 120\npath: /Volumes/a.als\n',
    "tracks/no.yaml": "stage: published\ndue: 2026-11-20\nwith: [Yuki Ono, Lena]\nbpm: fast\n",
    "tracks/zero.yaml": "title: Zero\nstage: seed\n",
}


@pytest.fixture(autouse=True)
def _small(catalogue: Make) -> None:
    catalogue(FILES)


FORMS = {
    "table": (
        "title       stage         due                     workflows    id\n"
        "──────────  ────────────  ──────────────────────  ───────────  ─────\n"
        "=SUM(A1)    🌱 Seed       2026-12-01  in 10 days               äther\n"
        "Zero        🌱 Seed                                            zero\n"
        "Fog | Mist  🎧 Mixing                             art, vocals  fog\n"
        "No          🚀 Published  2026-11-20                           no\n"
    ),
    "ids": "äther\nzero\nfog\nno\n",
    "paths": "tracks/ep/äther.yaml\ntracks/zero.yaml\ntracks/fog.yaml\ntracks/no.yaml\n",
    "csv": (
        "id,title,stage,stage_name,workflows,projects,due,due_from,days_left,urgency,notes,path,bpm,custom.path,with\n"
        "äther,=SUM(A1),seed,Seed,,,2026-12-01,,10,later,,tracks/ep/äther.yaml,120,/Volumes/a.als,\n"
        "zero,Zero,seed,Seed,,,,,,none,,tracks/zero.yaml,,,\n"
        'fog,Fog | Mist,mixing,Mixing,"art, vocals",,,,,none,"one\ntwo\n",tracks/fog.yaml,98,,\n'
        "no,No,published,Published,,,2026-11-20,,-1,done,,tracks/no.yaml,fast,,"
        '"[""Yuki Ono"", ""Lena""]"\n'
    ),
    "tsv": (
        "id\ttitle\tstage\tstage_name\tworkflows\tprojects\tdue\tdue_from\tdays_left\turgency\tnotes\tpath\tbpm\tcustom.path\twith\n"
        "äther\t=SUM(A1)\tseed\tSeed\t\t\t2026-12-01\t\t10\tlater\t\ttracks/ep/äther.yaml\t120\t/Volumes/a.als\t\n"
        "zero\tZero\tseed\tSeed\t\t\t\t\t\tnone\t\ttracks/zero.yaml\t\t\t\n"
        "fog\tFog | Mist\tmixing\tMixing\tart, vocals\t\t\t\t\tnone\tone\\ntwo\\n\ttracks/fog.yaml\t98\t\t\n"
        'no\tNo\tpublished\tPublished\t\t\t2026-11-20\t\t-1\tdone\t\ttracks/no.yaml\tfast\t\t["Yuki Ono", "Lena"]\n'
    ),
    "markdown": (
        "| title       | stage     | due                    | workflows   | projects | id    |\n"
        "| ----------- | --------- | ---------------------- | ----------- | -------- | ----- |\n"
        "| =SUM(A1)    | Seed      | 2026-12-01  in 10 days |             |          | äther |\n"
        "| Zero        | Seed      |                        |             |          | zero  |\n"
        "| Fog \\| Mist | Mixing    |                        | art, vocals |          | fog   |\n"
        "| No          | Published | 2026-11-20             |             |          | no    |\n"
    ),
}


@pytest.mark.parametrize(("form", "text"), FORMS.items(), ids=FORMS)
def test_list_prints_the_same_tracks_in_every_format(form: str, text: str, run: Run) -> None:
    assert run("list", "-f", form) == Ran(0, text)


def test_ndjson_has_the_rows_of_json_one_a_line(run: Run) -> None:
    rows = json.loads(run("list", "-f", "json").out)["tracks"]
    assert [json.loads(line) for line in run("list", "-f", "ndjson").out.splitlines()] == rows
    assert rows[0]["custom"] == {"bpm": 120, "path": "/Volumes/a.als"}


def test_nothing_found_is_an_empty_answer_in_every_form(run: Run) -> None:
    head = ",".join(FORMS["csv"].splitlines()[0].split(","))
    empty = {"table": "", "ids": "", "paths": "", "ndjson": "", "markdown": "", "csv": f"{head}\n"}
    assert {form: run("list", "--due", "today", "-f", form) for form in empty} == {
        form: Ran(0, text, "no track is due today\n") for form, text in empty.items()
    }


COLUMNS = {
    "as asked, in order": ("stage,id", "stage,id\nseed,äther\nseed,zero\nmixing,fog\npublished,no\n"),
    "a custom field": ("id,bpm", "id,bpm\näther,120\nzero,\nfog,98\nno,fast\n"),
    "a custom field with a column's name": ("custom.path", 'custom.path\n/Volumes/a.als\n""\n""\n""\n'),
    "the group of custom fields": ("id,custom", None),
    "one twice counts once": ("id,id", "id\näther\nzero\nfog\nno\n"),
}


@pytest.mark.parametrize(("columns", "text"), COLUMNS.values(), ids=COLUMNS)
def test_columns_are_those_asked_for(columns: str, text: str | None, run: Run) -> None:
    ran = run("list", "--columns", columns, "-f", "csv")
    if text is None:
        (row,) = [row for row in csv.DictReader(io.StringIO(ran.out)) if row["id"] == "no"]
        assert json.loads(row["custom"]) == {"with": ["Yuki Ono", "Lena"], "bpm": "fast"}
    else:
        assert ran == Ran(0, text)


def test_columns_are_the_same_in_every_form(run: Run) -> None:
    asked = ("list", "fog", "--columns", "bpm,path")
    assert run(*asked) == Ran(0, "bpm  path\n───  ───────────────\n 98  tracks/fog.yaml\n")
    assert json.loads(run(*asked, "-f", "json").out)["tracks"] == [{"bpm": 98, "path": "tracks/fog.yaml"}]
    assert run(*asked, "-f", "tsv") == Ran(0, "bpm\tpath\n98\ttracks/fog.yaml\n")
    assert run(*asked, "-f", "markdown") == Ran(
        0, "| bpm | path            |\n| --: | --------------- |\n|  98 | tracks/fog.yaml |\n"
    )


SORTS = {
    "the usual order": ((), "äther zero fog no"),
    "by id": (("--sort", "id"), "äther fog no zero"),
    "turned around": (("--sort", "-id"), "zero no fog äther"),
    "stages in their order": (("--sort", "-stage"), "no fog äther zero"),
    "missing last": (("--sort", "due"), "no äther zero fog"),
    "missing last also turned around": (("--sort", "-due"), "äther no zero fog"),
    "numbers before texts": (("--sort", "bpm"), "fog äther no zero"),
    "several": (("--sort", "stage,-id"), "zero äther fog no"),
    "several, twice": (("--sort", "stage", "--sort", "-id"), "zero äther fog no"),
    "by what has urgency": (("--sort", "urgency"), "äther no zero fog"),
    "the other way around": (("--reverse",), "no fog zero äther"),
    "sorted and turned around, missing last": (("--sort", "due", "--reverse"), "äther no zero fog"),
    "turned around twice": (("--sort", "-id", "--reverse"), "äther fog no zero"),
    "limited after sorting": (("--sort", "id", "--limit", "2"), "äther fog"),
}


@pytest.mark.parametrize(("options", "ids"), SORTS.values(), ids=SORTS)
def test_rows_come_in_the_order_asked_for(options: tuple[str, ...], ids: str, run: Run) -> None:
    ran = run("list", "-f", "ids", *options)
    assert (ran.code, ran.out.split()) == (0, ids.split())


@pytest.mark.parametrize("form", ["table", "csv", "ids", "ndjson"])
def test_a_limit_is_never_silent(form: str, run: Run) -> None:
    ran = run("list", "--limit", "3", "-f", form, "--quiet")
    assert (ran.code, ran.err) == (0, "3 of 4 shown because of --limit\n")


def test_json_says_the_total_and_how_many_are_shown(run: Run) -> None:
    ran = run("list", "--limit", "1", "-f", "json")
    answer = json.loads(ran.out)
    assert (answer["total"], answer["shown"], len(answer["tracks"])) == (4, 1, 1)
    assert run("list", "--limit", "4", "-f", "ids").err == ""


def test_pictures_follow_order_and_limit(run: Run) -> None:
    ran = run("breakdown", "--sort", "-tracks", "--limit", "2")
    assert [line.split()[1] for line in ran.out.splitlines()[:2]] == ["Seed", "Mixing"]
    assert (ran.code, ran.err) == (0, "2 of 6 shown because of --limit\n")


def test_csv_safe_keeps_spreadsheets_from_counting(run: Run) -> None:
    assert run("list", "äther", "fog", "--csv-safe", "-f", "csv", "--columns", "title,days_left") == Ran(
        0, "title,days_left\n'=SUM(A1),10\nFog | Mist,\n"
    )
    assert run("list", "no", "--csv-safe", "-f", "csv", "--columns", "id,days_left") == Ran(
        0, "id,days_left\nno,-1\n"
    )


WRONG = {
    "column": (
        ("list", "--columns", "id,stge"),
        "--columns: unknown column 'stge'; did you mean 'stage'?",
    ),
    "far column": (
        ("breakdown", "--columns", "zzz"),
        "--columns: unknown column 'zzz'; choose from 'stage', 'name', 'kind', 'colour', 'tracks', 'share', 'overdue'",
    ),
    "far column by project": (
        ("breakdown", "--by", "project", "--columns", "zzz"),
        (
            "--columns: unknown column 'zzz'; choose from 'group', 'name', 'colour', 'stages', 'seed', 'writing', "
            "'recorded', 'mixing', 'ready-to-release', 'published', 'without_stage', 'tracks'"
        ),
    ),
    "far column of tracks": (
        ("list", "--columns", "zzzzzz"),
        (
            "--columns: unknown column 'zzzzzz'; choose from 'id', 'title', 'stage', 'stage_name', 'workflows', "
            "'projects', 'due', 'due_from', 'days_left', 'urgency', 'notes', 'custom', 'path', 'since', 'age', 'age_is_lower_bound', 'moved', and your custom fields"
        ),
    ),
    "empty column": (
        ("list", "--columns", "id,"),
        "an empty name in --columns 'id,'; write names with commas between them",
    ),
    "sort key": (("stages", "--sort", "-nme"), "--sort: unknown column 'nme'; did you mean 'name'?"),
    "format": (
        ("workflows", "-f", "yaml"),
        (
            "Invalid value for '--format' / '-f': unknown format 'yaml'; choose from table, json, ndjson, csv, "
            "tsv, markdown, html, latex, rst, org, jira, mediawiki, asciidoc, ids, paths; 'prodash workflows --help' shows how"
        ),
    ),
    "limit": (
        ("list", "--limit", "-3"),
        "Invalid value for '--limit': '-3' is not a number of rows; write one such as 10; 'prodash list --help' shows how",
    ),
    "column of a change": (
        ("set", "bpm=1", "fog", "--columns", "titel"),
        "--columns: unknown column 'titel'; did you mean 'field'?",
    ),
}


@pytest.mark.parametrize(("argv", "message"), WRONG.values(), ids=WRONG)
def test_what_there_is_not_is_one_line_and_changes_nothing(
    argv: tuple[str, ...], message: str, run: Run
) -> None:
    assert run(*argv) == Ran(2, "", f"prodash: {message}\n")
    assert run("list", "--where", "bpm=98", "-f", "ids") == Ran(0, "fog\n")


CONDITIONS = {
    "any, and there are": (("--fail-if-any",), 6),
    "any, and there are none": (("--due", "today", "--fail-if-any"), 0),
    "empty, and there are": (("--fail-if-empty",), 0),
    "empty, and there are none": (("--due", "today", "--fail-if-empty"), 6),
    "any, though the limit shows none": (("--fail-if-any", "--limit", "0"), 6),
}


@pytest.mark.parametrize("command", ["list", "show", "breakdown"])
@pytest.mark.parametrize(("options", "code"), CONDITIONS.values(), ids=CONDITIONS)
def test_a_condition_decides_the_exit_code(
    command: str, options: tuple[str, ...], code: int, run: Run
) -> None:
    assert run(command, "--all", *options).code == code


def test_a_condition_wins_over_problems(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/bad.yaml": "stage: sed\n"})
    assert run("list", "-f", "ids", "fog", "--fail-if-any") == Ran(
        6, "fog\n", "tracks/bad.yaml:1:8: error: unknown stage 'sed'; did you mean 'seed'? [unknown-stage]\n"
    )
    assert run("list", "-f", "ids", "--due", "today", "--fail-if-any").code == 1


def test_set_can_insist_that_there_is_something_to_change(run: Run) -> None:
    assert run("set", "bpm=3", "--due", "today", "--fail-if-empty") == Ran(
        6, "0 changed\n", "no track is due today\n"
    )
    assert run("set", "bpm=3", "fog", "--fail-if-empty", "--quiet") == Ran(0)


def test_quiet_leaves_the_answer_and_what_is_wrong(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/old.yaml": "stage: archived\n", "tracks/bad.yaml": "stage: sed\n"})
    problem = "tracks/bad.yaml:1:8: error: unknown stage 'sed'; did you mean 'seed'? [unknown-stage]\n"
    assert run("list", "-s", "seed", "-f", "ids", "--quiet") == Ran(1, "äther\nzero\n", problem)
    assert run("--quiet", "set", "bpm=99", "fog") == Ran(1, "", problem)
    assert run("--quiet", "set", "bpm=100", "fog", "--dry-run") == Ran(
        1, "fog  99 → 100\n1 would change\n", problem
    )
    assert json.loads(run("--quiet", "set", "bpm=100", "fog", "-f", "json").out)["changed"] == 1


def test_the_problems_of_check_are_there_once_and_as_limited(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/bad.yaml": "stage: sed\n", "tracks/worse.yaml": "stage: sed\n"})
    ran = run("check", "-f", "json", "--limit", "1")
    assert (ran.out.count('"problems": ['), len(json.loads(ran.out)["problems"])) == (1, 1)


def test_a_path_that_would_be_taken_for_an_option_is_none(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue({"tracks/-a.yaml": "stage: seed\n"})
    monkeypatch.chdir(root / "tracks")
    assert run("list", "--limit", "2", "-f", "paths", "--sort", "path") == Ran(
        0, "./-a.yaml\nep/äther.yaml\n", "2 of 5 shown because of --limit\n"
    )


def test_ids_on_stdin_may_begin_with_the_mark_of_powershell(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\ufefffog\r\n\r\nzero\n"))
    assert run("list", "-f", "ids", "-") == Ran(0, "zero\nfog\n")


def test_names_from_files_obey_nothing_in_errors(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/esc.yaml": 'stage: seed\n"\\e]0;x\\a\\nbpmm": 1\n'})
    assert run("list", "--columns", "x bpmm") == Ran(
        2,
        "",
        "prodash: --columns: unknown column 'x bpmm'; did you mean 'bpm' or '\\x1b]0;x\\x07\\nbpmm'?\n",
    )
    assert run("-C", "\x1b[31m", "list") == Ran(
        3,
        "",
        (
            "prodash: no catalogue in ␛[31m (there is no stages.yaml); create a sample with 'prodash init my-music --sample', "
            "an empty one with 'prodash init' or one from the tracks in a folder with 'prodash init --stage-field status', or choose another folder with 'prodash -C DIR'\n"
        ),
    )


def test_refusals_name_paths_as_they_are_reached_from_here(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue({"tracks/bad.yaml": "stage: [\n"})
    monkeypatch.chdir(root / "tracks" / "ep")
    ran = run("set", "bpm=1", "--all")
    assert (ran.code, ran.out, ran.err.splitlines()[-2:]) == (
        4,
        "",
        ["prodash: nothing was changed", "../bad.yaml: it could not be read; 'prodash check' says why"],
    )


def test_no_change_is_told_that_was_refused(catalogue: Make, run: Run) -> None:
    root = catalogue({".prodash": "mine"})
    ran = run("set", "bpm=1", "fog")
    assert (ran.code, ran.out) == (4, "")
    assert (root / "tracks/fog.yaml").read_text() == FILES["tracks/fog.yaml"]


FAIL_LATE = {
    "list": ["--columns", "title,nosuch"],
    "list @": ["--sort", "nosuch"],
    "board": ["--columns", "nosuch"],
    "due": ["--columns", "nosuch"],
    "breakdown": ["--columns", "nosuch"],
    "stuck": ["--columns", "nosuch"],
    "history": ["--sort", "nosuch"],
    "projects": ["--columns", "nosuch"],
    "set @": ["stage=seed", "fog", "--columns", "nosuch"],
    "export": ["nosuch/file.ics"],
    "report": ["nosuch/file.html"],
}
"""Command lines that fail when the tracks are already selected."""


@pytest.mark.parametrize(("command", "words"), FAIL_LATE.items(), ids=FAIL_LATE)
def test_an_error_comes_without_remarks_about_an_answer_that_there_is_not(
    command: str, words: list[str], catalogue: Make, run: Run
) -> None:
    catalogue({"tracks/fog.yaml": "stage: mixing\n", "tracks/old.yaml": "stage: archived\n"})
    ran = run(command.removesuffix(" @"), *words)
    assert (ran.code in {2, 5}, ran.out, ran.err.count("\n"), ran.err[:9]) == (True, "", 1, "prodash: ")
