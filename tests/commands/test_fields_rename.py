"""fields rename: another key in every track, with all other bytes as they were."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import STAGES, Files, Ran, run_in, write_files
from tests.examples import examples
from tests.storage.texts import IDS, track_texts

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

BOTH = "nothing was changed\ntracks/a.yaml: it has 'bpm' and 'tempo'; remove all but one and try again"


@pytest.mark.parametrize(
    ("argv", "before", "after"),
    [
        (
            ["bpm", "tempo"],
            "stage: seed\nbpm:   '120' # live\nkey: A\n",
            "stage: seed\ntempo:   '120' # live\nkey: A\n",
        ),
        (["bpm", "tempo"], "BPM: 120\r\nstage: seed\r\n", "tempo: 120\r\nstage: seed\r\n"),
        (["B P M", "bpm"], "BPM: 120\nstage: seed", "bpm: 120\nstage: seed"),
        (["bpm", "tempo"], "{stage: seed, 'bpm': 120}\n", "{stage: seed, 'tempo': 120}\n"),
        (["bpm", "tempo"], '{"stage": "seed", "bpm": 120}\n', '{"stage": "seed", "tempo": 120}\n'),
        (["bpm", "tempo"], "stage: seed\nbpm:\n", "stage: seed\ntempo:\n"),
        (["bpm", "a: b"], "stage: seed\nbpm: 1\n", "stage: seed\n'a: b': 1\n"),
        (["bpm", "yes"], "stage: seed\nbpm: 1\n", "stage: seed\n'yes': 1\n"),
        (["bpm", "テンポ"], "stage: seed\nbpm: 1\n", "stage: seed\nテンポ: 1\n"),
        (["custom.age", "custom.path"], "stage: seed\nage: 1\n", "stage: seed\npath: 1\n"),
        (["bpm", "a.b"], "stage: seed\nbpm: 1\n", "stage: seed\na.b: 1\n"),
        (
            ["credits.who", "name"],
            "stage: seed\ncredits:\n- who: Ann # x\n- {Who: Ben, role: mix}\n",
            "stage: seed\ncredits:\n- name: Ann # x\n- {name: Ben, role: mix}\n",
        ),
        (
            ["links.shop.url", "links.shop.href"],
            "stage: seed\nlinks:\n  shop:\n    url: x\n",
            "stage: seed\nlinks:\n  shop:\n    href: x\n",
        ),
    ],
    ids=[
        *(
            "quotes and comment",
            "CRLF",
            "spelling",
            "in braces",
            "JSON",
            "no value",
            "colon",
            "a word of YAML",
        ),
        *("Japanese", "a column", "a dot", "items of a list", "a mapping in a mapping"),
    ],
)
def test_only_the_key_changes_and_undo_brings_it_back(
    argv: list[str], before: str, after: str, catalogue: Make, run: Run
) -> None:
    track = catalogue({"tracks/a.yaml": before.encode()}) / "tracks/a.yaml"
    assert run("fields", "rename", *argv).code == 0
    assert track.read_bytes() == after.encode()
    assert run("undo").code == 0
    assert track.read_bytes() == before.encode()


def test_every_track_changes_archived_ones_too_and_in_every_spelling(catalogue: Make, run: Run) -> None:
    catalogue(
        {
            "tracks/a.yaml": "stage: seed\nbpm: 1\n",
            "tracks/b.yaml": "stage: archived\nBPM: 2\n",
            "tracks/c.yaml": "stage: seed\ntempo: 3\n",
        }
    )
    assert run("fields", "rename", "bpm", "Tempo") == Ran(
        0,
        "a  key name  bpm → tempo\nb  key name  BPM → tempo\n2 changed\n",
        "1 other track had 'tempo' before\n",
    )
    assert run("list", "--all", "--where", "tempo=1..3", "-f", "ids").out == "a\nc\nb\n"


TEMPLATES: Files = {"templates/beat.yaml": "Bpm: 120\n", "templates/bad.yaml": "bpm: [\n"}

REFUSED = {
    "bpm tempo": (4, BOTH),
    "bmp x": (3, "unknown field 'bmp'; did you mean 'bpm'?"),
    "Title x": (2, "'title' is a field of prodash's own, and no custom field"),
    "bpm daysLeft": (
        2,
        "'days_left' is a name of prodash's own; choose another one, or write custom.daysLeft",
    ),
    "bpm Age": (2, "'age' is a name of prodash's own; choose another one, or write custom.Age"),
    "bpm custom.Id": (2, "'id' is a name of prodash's own; choose another one"),
    "bpm staeg": (2, "'staeg' is like 'stage', which is a field already; add --new-field to have both"),
    "bpm tempi": (2, "'tempi' is like 'tempo', which is a field already; add --new-field to have both"),
    "bpm custom.": (2, "a field needs a name; write one, such as bpm"),
    "bpm links.bpm": (2, "'links.bpm' is a key inside 'links'; choose a name without a dot"),
    "links.url x.url": (2, "a key stays in its mapping; write 'prodash fields rename links.url links.NEW'"),
    "released.year y": (2, "'released.year' is a part of a date, which has no name of its own"),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_renamed_is_refused_and_no_file_changes(words: str, catalogue: Make, run: Run) -> None:
    files = {
        "tracks/a.yaml": "stage: seed\nbpm: 1\ntempo: 2\nreleased: 2026-01-02\n",
        "tracks/b.yaml": "stage: seed\nBPM: 1\nlinks: {url: x, bpm: 1}\n",
    }
    root = catalogue(files)
    code, message = REFUSED[words]
    assert run("fields", "rename", *words.split()) == Ran(code, "", f"prodash: {message}\n")
    assert {path: (root / path).read_text() for path in files} == files


def test_a_track_that_cannot_be_read_may_have_the_field_so_nothing_is_renamed(
    catalogue: Make, run: Run
) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\nbpm: 1\n", "tracks/b.yaml": "stage: [\n"})
    ran = run("fields", "rename", "bpm", "tempo")
    assert (ran.code, ran.err.splitlines()[-2:]) == (
        4,
        [
            "prodash: nothing was changed",
            "tracks/b.yaml: it could not be read, so it may have 'bpm'; 'prodash check' says why",
        ],
    )


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (
            ("rename", "bpm", "tempo"),
            "prodash.yaml still names 'bpm': the filter 'fast', columns, sort\ntemplates/beat.yaml still has 'bpm'\n",
        ),
        (("remove", "links", "--yes"), "prodash.yaml still names 'links': the filter 'shop'\n"),
        (("rename", "bpm", "BPM"), ""),
        (("rename", "key", "keys", "--new-field"), ""),
    ],
    ids=["a field", "a field of which a part is named", "another spelling", "a field that is not named"],
)
def test_filters_defaults_and_templates_that_name_the_field_are_told(
    argv: tuple[str, ...], said: str, catalogue: Make, run: Run
) -> None:
    settings = (
        "filters:\n  fast: --where BPM=120.. --where '!x'\n  shop: --where links.url\n"
        "columns: [title, bpm]\nsort: -bpm\n"
    )
    catalogue(
        {
            "tracks/a.yaml": "stage: seed\nbpm: 1\nkey: A\nlinks: {url: x}\n",
            "prodash.yaml": settings,
            **TEMPLATES,
        }
    )
    assert run("fields", *argv, "--dry-run").err == said


@given(
    st.lists(track_texts(stage=IDS), min_size=1, max_size=2),
    st.sampled_from(["tempo", "BPM 2", "混音"]),
)
@examples(8)
def test_a_rename_there_and_back_leaves_every_byte_as_it_was(texts: list[str], new: str) -> None:
    def run(*argv: str) -> int:
        return run_in(folder, *argv).code

    files = {f"tracks/{number}.yaml": text.encode() for number, text in enumerate(texts)}
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder), {"stages.yaml": STAGES, **files})
        names = {name for name in ("bpm", new) if run("fields", "rename", name, "bpm", "-n") in {0, 1}}
        there = run("fields", "rename", "bpm", new)
        if there not in {0, 1}:
            assert {path: (Path(folder) / path).read_bytes() for path in files} == files
        elif new not in names:
            assert run("fields", "rename", new, "bpm") == there
            assert {path: (Path(folder) / path).read_bytes() for path in files} == files


@pytest.mark.parametrize(
    ("argv", "before", "after"),
    [
        (
            ["deadline", "due"],
            "stage: seed\ndeadline: 2026-12-01 # hard\n",
            "stage: seed\ndue: 2026-12-01 # hard\n",
        ),
        (["status", "Stage"], "status: 'Mixing'\n", "stage: 'Mixing'\n"),
        (["tags", "workflows"], "stage: seed\ntags: [vox, mix]\n", "stage: seed\nworkflows: [vox, mix]\n"),
        (["name", "title"], "stage: seed\nname: 1999\n", "stage: seed\ntitle: 1999\n"),
    ],
    ids=["a date", "a stage by its name", "names", "a title"],
)
def test_a_field_becomes_one_of_prodash_if_that_can_have_its_values(
    argv: list[str], before: str, after: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(
        {
            "tracks/a.yaml": before,
            "tracks/b.yaml": "stage: seed\n",
            "fields.yaml": f"fields: [{argv[0]}, x]\n",
        }
    )
    assert run("fields", "rename", *argv).code == 0
    assert (root / "tracks/a.yaml").read_text() == after
    assert (root / "fields.yaml").read_text() == "fields: [x]\n"


NOT_OWN = {
    "deadline due": ("deadline: soon", "'soon' is not a date such as 2026-12-01"),
    "status stage": ("status: half done", "'half done' is not a stage of stages.yaml"),
    "tags workflows": ("tags: {a: b}", "workflows holds names"),
    "people title": ("people: [Ann, Ben]", "title holds one text"),
    "state stage": (
        "state: Mixing\nstage: seed",
        "it has the stage 'seed' already; 'prodash set stage=mixing state= a' makes it 'mixing', and 'prodash set state= a' keeps 'seed'",
    ),
    "phase stage": (
        "phase: seed\nstage: seed",
        "it has the stage 'seed' already; 'prodash set phase= a' removes 'phase'",
    ),
    "bpm stage": ("bpm: 120\nstage: seed", "'120' is not a stage of stages.yaml"),
    "text notes": ("text: x\nnotes: y", "it has 'text' and 'notes'; remove all but one and try again"),
}


@pytest.mark.parametrize("words", NOT_OWN)
def test_a_value_that_prodash_could_not_read_is_named_and_nothing_changes(
    words: str, catalogue: Make, run: Run
) -> None:
    line, reason = NOT_OWN[words]
    catalogue({"tracks/a.yaml": f"{line}\n"})
    ran = run("fields", "rename", *words.split())
    assert (ran.code, f"prodash: nothing was changed\ntracks/a.yaml: {reason}\n" in ran.err) == (4, True)


def test_the_key_of_the_stage_is_that_of_stages_yaml(catalogue: Make, run: Run) -> None:
    files = {"stages.yaml": "field: status\nstages: [seed]\n", "tracks/a.yaml": "phase: seed\nstage: live\n"}
    root = catalogue(files)
    assert run("fields", "rename", "phase", "stage").code == 0
    assert (root / "tracks/a.yaml").read_text() == "status: seed\nstage: live\n"
