"""report writes one page that loads nothing, says only what was asked for, and stays the same while nothing changes."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conftest import EXAMPLE, Files, Ran, read_all
from tests.parsed import Parsed
from tests.surroundings import start

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

FILES = {
    "projects.yaml": "projects:\n  - {id: ep, name: Summer EP, due: 2026-12-04}\n  - {id: sides, name: B-Sides, parent: ep}\n"
    "  - {id: secret, name: Secret Client, due: 2026-11-22}\n",
    "workflows.yaml": "workflows: [{id: mastering, name: Mastering}, {id: ghost, name: Ghost Writing}]\n",
    "tracks/a.yaml": "title: Midnight Drive\nstage: mixing\nworkflows: mastering\nprojects: ep\ndue: 2026-11-19\n"
    "bpm: 120\nnotes: |\n  The second verse drags.\n",
    "tracks/b.yaml": "title: Dune\nstage: seed\nprojects: sides\n",
    "tracks/unseen.yaml": "title: Whisper\nstage: mixing\nworkflows: ghost\nprojects: secret\nisrc: QZ-9X-1\nnotes: unpaid\n",
    "tracks/old.yaml": "title: Bygone\nstage: archived\n",
}
LEFT_OUT = "1 archived track left out; --all includes it\n"


def written(run: Run, root: Path, *argv: str) -> Parsed:
    assert run("report", "page.html", *argv).code == 0
    return Parsed((root / "page.html").read_text(encoding="utf-8"))


def test_the_page_is_one_whole_file_about_what_was_selected(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    assert run("report") == Ran(0, "", f"{LEFT_OUT}report.html: a page of 3 tracks\n")
    page = Parsed((root / "report.html").read_text(encoding="utf-8"))
    assert page.open == []
    assert page.text.startswith(
        "Test the Page Is One Whole Fil0 Skip to the overview Test the Page Is One Whole Fil0 As of Sat 21 Nov 2026"
    )
    assert [title in page.text for title in ("Midnight Drive", "Dune", "Whisper", "Bygone")] == [
        *[True] * 3,
        False,
    ]


def test_numbers_links_and_choices_of_due_dates_are_about_the_same_tracks(catalogue: Make, run: Run) -> None:
    """What is done is due no more, and what is due today is not in the next 7 days."""
    days = {"2026-11-18": 1, "2026-11-21": 2, "2026-11-25": 31, "2027-01-01": 32}
    files = {
        f"tracks/{day}-{number}.yaml": f"stage: {stage}\ndue: {day}\n"
        for day, times in days.items()
        for stage, more in {"mixing": 0, "published": 2}.items()
        for number in (f"{stage}{n}" for n in range(more or times))
    }
    page = written(run, catalogue({**files, "tracks/undated.yaml": "stage: seed\n"}))
    assert "Overdue 1 Due today 2 Due in the next 7 days 31 Due" in page.text
    choices = "Overdue 1 Today 2 Next 7 days 31 Later 32 Without a date 1 Done 8"
    assert choices in page.text
    values = [found.get("value") for _, found in page.elements if found.get("name") == "due"]
    assert values == ["overdue", "today", "week", "later", "none", "done"]
    links = [
        found["href"] for tag, found in page.elements if tag == "a" and "due=" in (found.get("href") or "")
    ]
    tiles = ("#due=overdue&sort=due", "#due=today&sort=due", "#due=tomorrow,week&sort=due")
    groups = [f"#due={when}&sort=due" for when in ("overdue", "today", "week", "later") for _ in range(2)]
    assert links == [*tiles, "#due=overdue&sort=due", *groups, "#due=none&sort=due"]


@pytest.mark.parametrize("field", ["workflow", "project"])
def test_a_track_with_an_entry_called_none_is_not_among_those_without_any(
    catalogue: Make, run: Run, field: str
) -> None:
    named = {name: f"stage: seed\n{field}s: {name}\n" for name in ("none", "x")}
    files = {f"tracks/{name}.yaml": text for name, text in named.items()}
    root = catalogue({**files, "tracks/without.yaml": "stage: seed\n"})
    run("report", "page.html")
    page = Parsed((root / "page.html").read_text(encoding="utf-8"))
    choices = [found["value"] for _, found in page.elements if found.get("name") == field]
    links = {found["href"] for tag, found in page.elements if tag == "a" and found.get("class") == "entry"}
    assert (choices, links) == (["x", "none"], {f"#{field}=x"})
    assert f"No {field} 1" in page.text
    assert run("list", "-f", "ids", f"--{field}", "none").out == "without\n"


def test_nothing_outside_the_page_is_referred_to(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "music")
    monkeypatch.chdir(tmp_path / "music")
    page = written(run, tmp_path / "music")
    attributes = {name for _, found in page.elements for name in found}
    links = [found for tag, found in page.elements if tag == "a"]
    addresses = {unquote(found["href"] or "") for found in links if "href" in found}
    assert {address for address in addresses if "=" not in address} == {
        *("#overview", "#breakdown", "#board", "#due", "#projects", "#tracks")
    }
    assert not attributes & {"src", "style", "action", "srcset", "poster", "background"}
    assert not {name for name in attributes if name.startswith("on")}
    assert "url(" not in (tmp_path / "music/page.html").read_text(encoding="utf-8")
    ids = [found["id"] for _, found in page.elements if "id" in found]
    assert len(ids) == len(set(ids))
    # Without script, each link leads somewhere on the page.
    assert {address[1:] for address in addresses} <= set(ids)


def test_the_same_catalogue_gives_the_same_bytes_wherever_it_is_and_is_not_written_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = []
    for place in ("one", "two"):
        shutil.copytree(EXAMPLE, tmp_path / place / "music", ignore=shutil.ignore_patterns(".prodash"))
        monkeypatch.chdir(tmp_path / place / "music")
        assert run("report").code == 0
        pages.append(Path("report.html").read_bytes())
    assert pages[0] == pages[1]
    os.utime("report.html", (1, 1))
    told = "2 archived tracks left out; --all includes them\nreport.html is already up to date: a page of 26 tracks\n"
    assert run("report") == Ran(0, "", told)
    assert Path("report.html").stat().st_mtime == 1


@pytest.mark.slow
def test_the_order_of_sets_makes_no_difference(catalogue: Make) -> None:
    root = catalogue(FILES)
    pages = {
        start(["report", "-"], cwd=root, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2", "3")
    }
    assert len(pages) == 1


def test_git_may_change_the_line_ends_of_a_page(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    written(run, root)
    data = (root / "page.html").read_bytes().replace(b"\n", b"\r\n")
    (root / "page.html").write_bytes(data)
    assert run("report", "page.html") == Ran(
        0, "", f"{LEFT_OUT}page.html is already up to date: a page of 3 tracks\n"
    )
    assert (root / "page.html").read_bytes() == data


def test_another_day_gives_another_page(catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = catalogue(FILES)
    written(run, root)
    monkeypatch.setenv("PRODASH_TODAY", "2026-11-22")
    assert "As of Sun 22 Nov 2026" in written(run, root).text


SECRETS = ("secret", "whisper", "ghost", "qz-9x", "unpaid", "isrc", "tracks/unseen", "nowhere", "bygone")


@pytest.mark.parametrize(
    "argv",
    [("--project", "ep"), ("a", "b"), ("--stage", "seed"), ("--search", "nothing like it")],
    ids=" ".join,
)
def test_a_page_about_some_tracks_has_nothing_of_others(
    argv: tuple[str, ...], catalogue: Make, run: Run
) -> None:
    """Not even the problems of their files, and no names that only they use."""
    root = catalogue({**FILES, "tracks/unseen2.yaml": "stage: nowhere\n", "tracks/unseen3.yaml": ""})
    assert run("report", "page.html", *argv).code == 1
    html = (root / "page.html").read_text(encoding="utf-8").casefold()
    assert [secret for secret in SECRETS if secret in html] == []
    assert run("report", "all.html", "--all").code == 1
    html = (root / "all.html").read_text(encoding="utf-8").casefold()
    assert [secret for secret in SECRETS if secret not in html] == []


def test_archived_tracks_that_are_left_out_have_no_problems_on_the_page(catalogue: Make, run: Run) -> None:
    """Those of the vocabularies and of files that gave no track stay; --all tells of all."""
    root = catalogue(
        {
            **FILES,
            "tracks/old.yaml": "title: Bygone\nstage: archived\nworkflows: nowhere\n",
            "tracks/x.yaml": "",
            "projects.yaml": f"{FILES['projects.yaml']}  - {{id: ep}}\n",
        }
    )
    assert run("report").code == 1
    page = Parsed((root / "report.html").read_text(encoding="utf-8"))
    assert "2 files with errors projects.yaml , tracks/x.yaml ; prodash check shows why" in page.text
    assert run("report", "all.html", "--all").code == 1
    page = Parsed((root / "all.html").read_text(encoding="utf-8"))
    assert "3 files with errors projects.yaml , tracks/old.yaml , tracks/x.yaml ;" in page.text


def test_a_page_about_some_stages_names_no_bottleneck(catalogue: Make, run: Run) -> None:
    root = catalogue({f"tracks/{number}.yaml": "stage: mixing\n" for number in range(6)})
    assert "Mixing is where tracks wait: 6 there, none in" in written(run, root).text
    assert "tracks wait" not in written(run, root, "--stage", "mixing").text
    assert "Archived 0 0%" in written(run, root, "--all").text


def test_a_blank_title_is_none(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    assert written(run, root, "--title", " ").text == written(run, root).text


def test_names_that_only_others_use_are_left_out_where_tracks_alone_name_them(
    catalogue: Make, run: Run
) -> None:
    root = catalogue(
        {
            "tracks/a.yaml": "stage: mixing\nworkflows: art\nprojects: ep\n",
            "tracks/b.yaml": "stage: writing\nworkflows: secret-work\nprojects: secret-client\n",
        }
    )
    assert run("report", "page.html", "--project", "ep").code == 0
    assert "secret" not in (root / "page.html").read_text(encoding="utf-8")


def test_without_details_there_are_no_notes_keys_and_paths(catalogue: Make, run: Run) -> None:
    page = written(run, catalogue(FILES), "--no-details", "--title", "For <Harbour>")
    assert page.text.startswith("For <Harbour> Skip to the overview For <Harbour> As of")
    assert "Midnight Drive 🎧 Mixing 2026-11-19 2 days late Mastering Summer EP a" in page.text
    assert [word for word in ("verse", "bpm", "tracks/", "isrc") if word in page.text] == []


def test_without_details_no_path_is_anywhere_not_even_that_of_a_broken_file(
    catalogue: Make, run: Run
) -> None:
    root = catalogue({**FILES, "tracks/secret.yaml": "stage: nowhere\n", "tracks/empty.yaml": ""})
    assert run("report", "page.html", "--no-details").code == 1
    html = (root / "page.html").read_text(encoding="utf-8")
    assert (
        "Needs attention Of all tracks, whatever is chosen 2 files with errors prodash check shows why 1 track overdue"
        in Parsed(html).text
    )
    assert [word for word in ("tracks/", ".yaml") if word in html] == []


def test_broken_files_are_named(catalogue: Make, run: Run) -> None:
    root = catalogue({**FILES, "tracks/x.yaml": "stage: nowhere\n", "tracks/y.yaml": ""})
    ran = run("report")
    assert (ran.code, ran.out, ran.err.count("error:")) == (1, "", 2)
    page = Parsed((root / "report.html").read_text(encoding="utf-8"))
    assert "2 files with errors tracks/x.yaml , tracks/y.yaml ; prodash check shows why" in page.text
    assert "1 track in no known stage" in page.text
    assert "in no known stage 1 X" in page.text


def test_titles_names_and_notes_are_text_and_nothing_else(catalogue: Make, run: Run) -> None:
    evil = "<script>alert(1)</script>\"'&amp;{{ 1 }}"
    root = catalogue(
        {
            "stages.yaml": f"stages: [{{id: s, name: '<i>{evil.replace(chr(39), '')}', emoji: '<b>'}}]\n",
            "tracks/a.yaml": f"title: >-\n  {evil}\nstage: s\nworkflows: ['<u>']\nprojects: ['\"><img src=x>']\n"
            f'notes: |\n  {evil}\n  </script></style></html>\n"<b>": "</td>"\n',
            "tracks/b.yaml": 'title: "\\x1b[31mred\\u202etxt"\nstage: s\n',
        }
    )
    page = written(run, root)
    assert page.text.count(evil) >= 3
    assert "␛[31mred�txt" in page.text
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"i", "b", "u", "img"}
    assert sum(tag == "script" for tag, _ in page.elements) == 1
    assert page.open == []


STAGES_40 = "stages: [" + ", ".join(f"s{number}" for number in range(40)) + "]\n"
ODD: dict[str, tuple[dict[str, str], int, str]] = {
    "no tracks": ({}, 0, "No tracks"),
    "one track": ({"tracks/a.yaml": "stage: seed\n"}, 0, "Tracks 1 Overdue 0"),
    "one stage": ({"stages.yaml": "stages: [only]\n", "tracks/a.yaml": "stage: only\n"}, 0, "Only 1 100%"),
    "forty stages": ({"stages.yaml": STAGES_40, "tracks/a.yaml": "stage: s39\n"}, 0, "S39 1 100%"),
    "a stage with 200 tracks": (
        {f"tracks/{number}.yaml": "stage: seed\n" for number in range(200)},
        0,
        "+170 more in the table",
    ),
    "no due dates": (
        {"tracks/a.yaml": "stage: seed\n"},
        0,
        "Nothing is due. 1 track without a date",
    ),
    "a colour that is none": (
        {
            "stages.yaml": "stages: [{id: a, colour: '}; body {display: none}'}]\n",
            "tracks/a.yaml": "stage: a\n",
        },
        1,
        "1 file with errors stages.yaml ; prodash check shows why",
    ),
    "a title of 500 characters": (
        {"tracks/a.yaml": f"title: {'Long ' * 99}Title\nstage: seed\n"},
        0,
        "Long Title",
    ),
    "right to left": ({"tracks/a.yaml": "title: שלום עולם\nstage: seed\n"}, 0, "שלום עולם"),
    "combining signs": (
        {"tracks/a.yaml": "title: Z\u0351\u036b\u0343a\nstage: seed\n"},
        0,
        "Z\u0351\u036b\u0343a",
    ),
    "the last day of all": ({"tracks/a.yaml": "stage: seed\ndue: 9999-12-31\n"}, 0, "9999-12-31"),
}


@pytest.mark.parametrize(("files", "code", "words"), ODD.values(), ids=ODD)
def test_an_odd_catalogue_has_a_page_too(
    files: dict[str, str], code: int, words: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(files)
    assert run("report").code == code
    html = (root / "report.html").read_text(encoding="utf-8")
    assert words in Parsed(html).text
    assert "display: none}" not in html


def test_a_dash_writes_the_same_bytes_to_stdout(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    written(run, root)
    ran = start(["report", "-", "--quiet"], cwd=root, env={"LC_ALL": "C"})
    assert (ran.returncode, ran.stdout, ran.stderr) == (
        0,
        (root / "page.html").read_text(encoding="utf-8"),
        "",
    )


def test_the_condition_of_a_script_is_asked_as_elsewhere(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    told = Ran(6, "", "no track is in Writing\nreport.html was not written: a page of 0 tracks\n")
    assert run("report", "--stage", "writing", "--fail-if-empty") == told
    assert not (root / "report.html").exists()


NOT_OURS = "it is not a page that prodash wrote; choose another file, or delete it first"
ENDING = "does not end in .html; to select tracks, write 'prodash report FILE.html TRACK'"
HEAD = '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="generator" content="prodash">\n'
PAGES = {
    "theirs.html": "<!doctype html>\n<html></html>\n",
    "half.html": HEAD,
    "more.html": f"{HEAD}\n</html>\nmine\n",
    "two.html": f"{HEAD}\n</html>\n{HEAD}\n</html>\n",
    "inner.html": f"<!-- mine -->\n{HEAD}\n</html>\n",
}
WRONG: dict[str, tuple[tuple[str, ...], int, str]] = {
    "a track for the file": (("a",), 2, f"'a' {ENDING}"),
    "a calendar": (("due.ics",), 2, f"'due.ics' {ENDING}"),
    "an unknown project": (
        ("--project", "harbor"),
        3,
        "unknown project 'harbor'; choose from 'ep', 'sides', 'secret'",
    ),
    "a folder": (("folder.html",), 4, "folder.html: it is a folder; name a file"),
    "no folder": (("no/page.html",), 5, "no/page.html: its folder does not exist; create it first"),
    **{name: ((name,), 4, f"{name}: {NOT_OURS}") for name in PAGES},
}


@pytest.mark.parametrize(("argv", "code", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_written_is_one_line_and_stays_as_it_is(
    argv: tuple[str, ...], code: int, message: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({**FILES, **PAGES})
    (root / "folder.html").mkdir()
    before = read_all(root)
    ran = run("report", *argv)
    assert (ran.code, ran.out, ran.err.removeprefix(LEFT_OUT)) == (code, "", f"prodash: {message}\n")
    assert read_all(root) == before
