"""What `list --format csv` writes, `import` reads back: into the same catalogue and into an empty one."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.commands import import_tracks
from prodash.model.catalogue.value import Value
from prodash.model.names.file_names import has_yaml_suffix, is_file_name, track_id
from prodash.storage.edit.new_track import track_text
from tests.conftest import EXAMPLE, Files, Ran, read_all, run_in, write_files
from tests.examples import examples

VOCABULARIES = {
    "stages.yaml": "stages:\n  - seed\n  - {id: mixing, name: Mix Down}\n  - {id: old, kind: archived}\n",
    "workflows.yaml": "workflows: [vocals, artwork]\n",
    "projects.yaml": "projects: [{id: ep, name: 'E, P', due: 2026-12-04}, {id: lp, parent: ep}, solo]\n",
}


def listed(root: Path, options: Sequence[str]) -> str:
    found = run_in(root, "list", "--all", "--format", "csv", *options)
    assert (found.code, found.err) == (0, "")
    return found.out


def check(root: Path, options: Sequence[str]) -> None:
    """Import what is listed into the same catalogue, and into an empty one that is then listed."""
    table = listed(root, options)
    file = root / "tracks.csv"
    file.write_text(table, encoding="utf-8", newline="")
    before = read_all(root)
    tracks = sum(path.startswith("tracks/") for path in before)
    assert run_in(root, "import", str(file), *options) == Ran(0, "nothing to change\n")
    assert run_in(root, "import", str(file), "--update", *options) == Ran(0, "nothing to change\n")
    assert read_all(root) == before
    shutil.rmtree(root / "tracks")
    imported = run_in(root, "import", str(file), *options, "--format", "ids")
    assert (imported.code, imported.err, imported.out.count("\n")) == (0, "", tracks)
    assert listed(root, options) == table


@pytest.mark.parametrize("options", [(), ("--csv-safe",)], ids=["as it is", "safe"])
def test_the_example_catalogue_comes_back(options: tuple[str, ...], tmp_path: Path) -> None:
    root = tmp_path / "music"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns(".prodash"))
    check(root, options)


def test_what_a_spreadsheet_would_run_is_guarded_and_comes_back(tmp_path: Path) -> None:
    text = "stage: seed\nworkflows: ['=HYPERLINK(1)']\n=cmd: [1]\n'=x': -1\n\"'=y\": '@x'\n"
    root = write_files(tmp_path, {"stages.yaml": VOCABULARIES["stages.yaml"], "tracks/a.yaml": text})
    columns = "workflows,=cmd,=x,'=y"
    found = run_in(root, "list", "--format", "csv", "--csv-safe", "--columns", columns)
    assert found == Ran(0, "workflows,'=cmd,'=x,''=y\n'=HYPERLINK(1),[1],-1,'@x\n")
    check(root, ("--csv-safe",))


def test_what_cannot_be_shown_is_escaped_and_not_changed_by_an_update(tmp_path: Path) -> None:
    text = 'title: "a\\u2028b\\a"\nstage: seed\nnotes: "\\u202e\\e\\x85\\r\\n\\t"\n'
    root = write_files(tmp_path, {**VOCABULARIES, "tracks/a.yaml": text})
    cells = [r'"a\\u2028b\\u0007"', r'"\\u202e\\u001b\\u0085\\r\\n\\t"']
    found = run_in(root, "list", "--format", "tsv", "--columns", "title,notes")
    assert found == Ran(0, "title\tnotes\n" + "\t".join(cells) + "\n")
    check(root, ())


ODD_NAMES = {
    "81 letters": "x" * 81,
    "as long as a name can be": "x" * 250,
    "in another script": "怪" * 83,
    "signs of the shell": "what now? (a|b) =*",
    "the name of a device": "con",
    "blanks at its ends": " a ",
    "an ending inside": "a.yaml",
    "a quote that looks like JSON": '"a"',
}


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot have most of them")
@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=ODD_NAMES)
def test_a_track_comes_back_whatever_its_name(name: str, tmp_path: Path) -> None:
    tracks = {f"tracks/{name}.yaml": "stage: seed\n", f"tracks/ep {name[:9]!r}/b.YML": "stage: seed\n"}
    check(write_files(tmp_path, tracks), ())


def test_a_name_that_windows_cannot_have_is_refused_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_files(tmp_path, {"rows.csv": "path\ntracks/a=b.yaml\n"})
    monkeypatch.setattr(import_tracks, "WINDOWS", True)
    reason = "'a=b' in the path 'tracks/a=b.yaml' cannot name a file on every system; use another name"
    assert run_in(root, "import", str(root / "rows.csv")) == Ran(
        4, "", f"prodash: nothing was changed\n{root / 'rows.csv'}:2: {reason}\n"
    )


LINES = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\\n\t\r\x1b\u2028\u202e\ufeff'), min_size=1).filter(
    lambda text: text.strip()
)  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(" '\"\n\t,=+-@[]{}"), max_size=20)
TITLES = LINES | st.sampled_from(
    [
        "=SUM(A1)",
        "'=x",
        "\xa0=x",
        "\u200b＝x",
        "a;'-x",
        '"Heroes"',
        r'"\u001b"',
        r'"\u0041"',
        "[1, 2]",
        "1999",
        "no",
        " x ",
        "a,b;c",
    ]
)
NOTES = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\n\t '=-\"\\"), min_size=1, max_size=30
)
VALUES = st.recursive(
    TEXTS | st.integers(-(10**16), 10**16) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from(
    ["bpm", "BPM", "Sage", "note", "id", "Path", "urgency", "own", "own.id", "own.x", "custom", "custom.id", "custom.x", "Due From", "=x", "'x", "'=x", "a,b", 'a"b', "a\u202eb", "\x1b", r'"\u001b"']
)  # fmt: skip
TRACKS = st.builds(
    lambda own, fields: {**fields, **own},
    # A key without a value has an empty cell, as one that is not there.
    st.dictionaries(KEYS, VALUES.filter(lambda value: value is not None), max_size=4),
    st.fixed_dictionaries(
        {"stage": st.sampled_from(["seed", "mixing", "old"])},
        optional={
            "title": TITLES,
            "workflows": st.lists(st.sampled_from(["vocals", "artwork"]), unique=True).map(tuple),
            "projects": st.lists(st.sampled_from(["ep", "lp", "solo"]), unique=True).map(tuple),
            "due": st.dates().map(str),
            "notes": NOTES,
        },
    ),
)
SIGNS = "ab1é怪🌱 .,;!-_~#%@^$&()[]{}'`+" + ("" if os.name == "nt" else '=:?*<>|\\"')
PARTS = st.text(SIGNS, min_size=1, max_size=12).filter(
    lambda part: not part.startswith(".") and (os.name != "nt" or is_file_name(part))
)
STEMS = st.sampled_from(["a", "c d", "2026", "é" * 81, "x" * 81, "x" * 250, "a.yaml", "con", "-n"]) | PARTS
PATHS = st.builds(
    lambda folders, stem, ending: "/".join(("tracks", *folders, stem + ending)),
    st.lists(PARTS.filter(lambda part: not has_yaml_suffix(part)), max_size=2),
    STEMS.filter(lambda stem: os.name != "nt" or is_file_name(stem)),
    st.sampled_from([".yaml", ".yaml", ".yml", ".YAML"]),
)


@examples(8)
@given(
    st.lists(
        st.tuples(PATHS, TRACKS), min_size=1, max_size=4, unique_by=lambda pair: track_id(pair[0]).casefold()
    ),
    st.sampled_from([(), ("--csv-safe",)]),
)
def test_every_catalogue_comes_back(
    tracks: list[tuple[str, dict[str, Value]]], options: tuple[str, ...]
) -> None:
    files: Files = {path: track_text(values) for path, values in tracks}
    with tempfile.TemporaryDirectory() as folder:
        check(write_files(Path(folder), {**VOCABULARIES, **files}), options)
