"""init: a new catalogue, and never over an old one."""

import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.conftest import PACKAGE, Ran, read_all
from tests.killing import Choose, Moment, each_way, steps_of, stopping_at
from tests.surroundings import start

Run = Callable[..., Ran]
SAMPLE = [
    *("stages.yaml", "workflows.yaml"),
    *(path.relative_to(PACKAGE / "sample").as_posix() for path in (PACKAGE / "sample").rglob("*.yaml")),
]


@pytest.mark.parametrize("preset", ["music", "growth"])
def test_a_new_catalogue_has_the_files_of_its_preset_and_no_problems(
    preset: str, tmp_path: Path, run: Run
) -> None:
    assert run("init", "mine", "--preset", preset) == Ran(
        0,
        "mine/stages.yaml\nmine/workflows.yaml\n",
        "the catalogue is ready; 'prodash -C mine stages' shows its stages\n",
    )
    folder = PACKAGE / "presets" / preset
    assert read_all(tmp_path / "mine") == {
        name: f"# yaml-language-server: $schema=.prodash/schemas/{name[:-5]}-file.json\n".encode()
        + (folder / name).read_bytes()
        for name in ("stages.yaml", "workflows.yaml")
    }
    assert (tmp_path / "mine" / "tracks").is_dir()
    assert run("-C", "mine", "check") == Ran(0)


@pytest.mark.parametrize("preset", ["music", "growth"])
def test_a_sample_fills_every_stage_and_has_no_problems(preset: str, run: Run) -> None:
    assert run("init", "mine", "--preset", preset, "--sample") == Ran(
        0,
        "mine/projects.yaml\nmine/stages.yaml\nmine/workflows.yaml\nmine/tracks/  28 tracks\n",
        "the catalogue is ready; 'prodash -C mine' shows it\n",
    )
    assert sorted(read_all(Path("mine"))) == sorted(SAMPLE)
    assert run("-C", "mine", "check") == Ran(0)
    stages = json.loads(run("-C", "mine", "breakdown", "--all", "-f", "json").out)["stages"]
    assert [stage["id"] for stage in stages if not stage["tracks"]] == []


@pytest.mark.parametrize(
    ("words", "elsewhere", "command"),
    [((), "", "prodash"), ((".",), "", "prodash"), ((), "other", "prodash -C .")],
    ids=["no folder", "a point", "another catalogue is the default"],
)
def test_the_command_to_go_on_names_the_folder_only_where_it_must(
    words: Sequence[str], elsewhere: str, command: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRODASH_CATALOGUE", elsewhere)
    assert run("init", *words).err == f"the catalogue is ready; '{command} stages' shows its stages\n"


STAGES = {
    "the last is finished": (
        ["Demo,Review,Approved"],
        ["demo Demo", "review Review", "approved Approved finished"],
    ),
    "unless its kind is said": (["Demo, Approved:active"], ["demo Demo", "approved Approved"]),
    "before the archive": (
        ["Demo,Out,Shelf:Archived"],
        ["demo Demo", "out Out finished", "shelf Shelf archived"],
    ),
    "given one by one": (
        ["Mix", "--stages", "On Hold", "--preset", "growth"],
        ["mix Mix", "on-hold On Hold finished"],
    ),
}


def entry(text: str) -> str:
    """A stage as it stands in the file; *text* is its id, name and kind."""
    identifier, _, rest = text.partition(" ")
    name, kind = rest.removesuffix(" finished").removesuffix(" archived"), rest.rpartition(" ")[2]
    lines = f"  - id: {identifier}\n    name: {name}\n"
    return lines + (f"    kind: {kind}\n" if kind in {"finished", "archived"} else "")


@pytest.mark.parametrize(("options", "expected"), STAGES.values(), ids=STAGES)
def test_a_new_catalogue_can_have_stages_of_its_own(
    options: list[str], expected: list[str], run: Run
) -> None:
    assert run("init", "mine", "--stages", *options).code == 0
    text = Path("mine/stages.yaml").read_text(encoding="utf-8")
    assert text.partition("left out of views).\n")[2] == f"stages:\n{''.join(map(entry, expected))}"
    assert run("-C", "mine", "check") == Ran(0)
    assert Path("mine/workflows.yaml").exists()


WRONG_STAGES = {
    "a kind": (["Demo,Out:done"], "--stages: 'done' is not a kind of stage; after the colon, write active, finished, archived"),
    "twice": (["Demo,Mix,demo!"], "--stages has 'Demo' and 'demo!'; write each stage once"),
    "no name": (["Demo,,Out"], "an empty name in 'Demo,,Out'; write names with commas between them"),
    "only a kind": (["Demo,:active"], "a stage needs a name; write one"),
    "no letters": (["Demo,🔥"], "--stages: no stage id can be made from '🔥'; write a name with letters or digits"),
    "a line end": (["Demo,a\x85b"], "'a\\x85b' has control characters; type it again"),
    "bytes that are not UTF-8": (["Demo,a\udce9"], "'a\\udce9' has characters that are not valid UTF-8; type it again"),
    "a reserved word": (["Demo,Next"], "no stage id can be made from 'Next'; the word has a special meaning in prodash or YAML; choose another"),
    "a sample": (["Demo", "--sample"], "--sample has tracks in the stages of a preset; leave out --stages, or --sample"),
}  # fmt: skip


@pytest.mark.parametrize(("options", "message"), WRONG_STAGES.values(), ids=WRONG_STAGES)
def test_stages_that_cannot_be_are_refused(options: list[str], message: str, run: Run) -> None:
    assert run("init", "mine", "--stages", *options) == Ran(2, "", f"prodash: {message}\n")
    assert not Path("mine").exists()


def test_a_sample_is_due_around_the_day_it_is_made_in_every_year(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def days_left() -> list[tuple[str, int]]:
        tracks = json.loads(run("due", "-f", "json", "-C", "mine").out)["tracks"]
        return [(track["id"], track["days_left"]) for track in tracks]

    assert run("init", "mine", "--sample", "--quiet").code == 0
    expected = days_left()
    shutil.rmtree("mine")
    monkeypatch.setenv("PRODASH_TODAY", "2028-02-29")
    assert run("init", "mine", "--sample", "--quiet").code == 0
    assert days_left() == expected
    assert {days for _, days in expected if days < 8} == {-4, -2, 1, 4, 6, 7}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_sample_has_no_problems_at_the_ends_of_the_calendar(
    day: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRODASH_TODAY", day)
    assert run("init", "--sample", "--quiet").code == 0
    assert run("check") == Ran(0)


def test_an_unknown_preset_is_named_with_those_there_are(run: Run) -> None:
    assert run("init", "--preset", "musik") == Ran(
        2, "", "prodash: unknown preset 'musik'; write --preset growth or music\n"
    )


def test_the_catalogue_option_says_where_too(tmp_path: Path, run: Run) -> None:
    assert run("-C", "mine", "init").out == "mine/stages.yaml\nmine/workflows.yaml\n"
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize("name", ["tracks", "stages.yaml"])
def test_what_stands_in_the_way_is_named_and_nothing_is_written(name: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / name).write_text("mine")
    assert run("init") == Ran(4, "", f"prodash: nothing was changed\n{name}: it already exists in .\n")
    assert read_all(tmp_path) == {name: b"mine"}


def test_a_file_cannot_become_a_catalogue(tmp_path: Path, run: Run) -> None:
    (tmp_path / "mine").write_text("")
    assert run("init", "mine") == Ran(5, "", "prodash: mine: it is a file; name a folder\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    ran = start(["init", "locked"], cwd=tmp_path)
    assert Ran(ran.returncode, ran.stdout, ran.stderr) == Ran(
        5, "", "prodash: locked/workflows.yaml: Permission denied\n"
    )
    assert read_all(locked) == {}


def test_quiet_makes_it_without_a_word(tmp_path: Path, run: Run) -> None:
    assert run("init", "mine", "--quiet") == Ran(0)
    assert (tmp_path / "mine" / "stages.yaml").is_file()


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_tracks_that_are_a_link_are_named(tmp_path: Path, run: Run) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "tracks").symlink_to("elsewhere")
    reason = "it is a link, and prodash writes only to a real folder; delete the link"
    assert run("init", "--sample") == Ran(4, "", f"prodash: nothing was changed\ntracks: {reason}\n")
    assert read_all(tmp_path) == {}


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_folder_of_tracks_that_is_a_link_is_not_followed(tmp_path: Path, run: Run) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "tracks").mkdir()
    (tmp_path / "tracks/summer-ep").symlink_to("../elsewhere")
    code, out, err = run("init", "--sample")
    assert (code, out, read_all(tmp_path)) == (5, "", {})
    assert "summer-ep has become a link" in err


@pytest.mark.parametrize("place", ["tracks", "tracks/new", "tracks/ep/new", ".prodash/new"])
def test_no_catalogue_is_made_where_another_would_read_it(place: str, tmp_path: Path, run: Run) -> None:
    assert run("init", "--quiet").code == 0
    before = read_all(tmp_path)
    reason = (
        f"it is in the folder {place.partition('/')[0]} of the catalogue {tmp_path.resolve()}; "
        "choose a folder outside of that"
    )
    assert run("init", place) == Ran(4, "", f"prodash: nothing was changed\n{place}: {reason}\n")
    assert read_all(tmp_path) == before
    assert not (tmp_path / "tracks/new").exists()


def test_a_catalogue_may_be_beside_the_tracks_of_another(run: Run) -> None:
    assert run("init", "--quiet").code == 0
    assert run("init", "sub", "--quiet").code == 0


def _tree(root: Path) -> list[str]:
    return sorted(
        path.relative_to(root).as_posix() for path in root.rglob("*") if ".prodash" not in path.parts
    )


def _interrupt() -> None:
    raise KeyboardInterrupt


def _fail() -> None:
    raise OSError(28, "No space left on device")


@each_way
@pytest.mark.parametrize(
    ("moment", "stop", "code"),
    [
        (Moment.BEFORE, _interrupt, 130),
        pytest.param(Moment.AFTER, _interrupt, 130, marks=pytest.mark.slow),
        pytest.param(Moment.BEFORE, _fail, 5, marks=pytest.mark.slow),
    ],
)
def test_all_is_made_or_nothing_wherever_it_stops(
    moment: Moment, stop: Callable[[], None], code: int, chosen: Choose, tmp_path: Path, run: Run
) -> None:
    argv = ("init", "new/folder", "--sample", "--preset", "growth")
    steps = steps_of(lambda: run(*argv))
    whole = _tree(tmp_path)
    for step in chosen(steps):
        shutil.rmtree(tmp_path / "new")
        with stopping_at(step, moment, stop):
            ran = run(*argv)
        # What editors read comes last, and a catalogue is whole without it.
        assert (ran.code, _tree(tmp_path)) in [(code, []), (130, whole), (0, whole)], (step, steps[step - 1])
        (tmp_path / "new").mkdir(exist_ok=True)


@each_way
def test_what_another_program_makes_meanwhile_is_kept(chosen: Choose, tmp_path: Path, run: Run) -> None:
    argv = ("init", "new", "--sample")
    steps = steps_of(lambda: run(*argv))
    for step in (step for step in chosen(steps) if steps[step - 1] == "open"):
        shutil.rmtree(tmp_path / "new")
        theirs: list[str] = []

        def make_files(theirs: list[str] = theirs) -> None:
            for path in (tmp_path / "new" / name for name in SAMPLE):
                if path.parent.is_dir() and not path.exists():
                    path.write_bytes(b"theirs")
                    theirs.append(path.relative_to(tmp_path).as_posix())

        with stopping_at(step, Moment.BEFORE, make_files):
            ran = run(*argv)
        if theirs:
            assert (ran.code, read_all(tmp_path)) == (5, dict.fromkeys(sorted(theirs), b"theirs")), step
        (tmp_path / "new").mkdir(exist_ok=True)
