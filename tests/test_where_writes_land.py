"""Whatever is asked for, prodash writes the catalogue's own track and vocabulary files, and nothing that a link leads to elsewhere."""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from prodash.cli import main
from tests.conftest import Files, Ran, read_all
from tests.killing import Choose, Moment, every, kill, renames, steps_of, stopping_at

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")

SEED = "title: A\nstage: Seed\n"
MIXING = "title: A\nstage: mixing\n"
SHARED = "stages: [seed, mixing]\n"
OUTSIDE = {"a.yaml": SEED, "sub/a.yaml": SEED, "stages.yaml": SHARED}
"""What is beside the catalogue, in the folder `outside`."""


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that is no part of the catalogue."""
    folder = tmp_path.with_name(f"{tmp_path.name}-outside")
    for path, text in OUTSIDE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


@pytest.fixture(autouse=True)
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that adds a line."""
    script = tmp_path.with_name(f"{tmp_path.name}-editor.sh")
    script.write_text("echo 'bpm: 90' >> \"$1\"")
    monkeypatch.setenv("EDITOR", f'sh "{script}"')


class Layout(NamedTuple):
    """A catalogue with links, the file in it that must not be written, and why."""

    files: Files
    links: Mapping[str, str]
    path: str
    reason: str

    def make(self, catalogue: Make, outside: Path) -> Path:
        root = catalogue({path: data for path, data in self.files.items() if path not in self.links})
        for path, end in self.links.items():
            (root / path).unlink(missing_ok=True)
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).symlink_to(end.format(outside=outside))
        return root


TRACKS = {
    "a file outside": Layout(
        {},
        {"tracks/a.yaml": "{outside}/a.yaml"},
        "tracks/a.yaml",
        "it leads outside the catalogue, to {outside}/a.yaml; change the file there",
    ),
    "a folder outside": Layout(
        {},
        {"tracks/ep": "{outside}/sub"},
        "tracks/ep/a.yaml",
        "it leads outside the catalogue, to {outside}/sub/a.yaml; change the file there",
    ),
    "a file of git": Layout(
        {".git/commondir": SEED},
        {"tracks/a.yaml": "../.git/commondir"},
        "tracks/a.yaml",
        "it leads out of the folder tracks, to .git/commondir; change the file there",
    ),
    "a hidden folder of tracks": Layout(
        {"tracks/.GIT/a.yaml": SEED},
        {"tracks/a.yaml": ".GIT/a.yaml"},
        "tracks/a.yaml",
        "it leads to tracks/.GIT/a.yaml, which is not a track file; change the file there",
    ),
    "a text in the folder of tracks": Layout(
        {"tracks/a.txt": SEED},
        {"tracks/a.yaml": "a.txt"},
        "tracks/a.yaml",
        "it leads to tracks/a.txt, which is not a track file; change the file there",
    ),
    "another place of the catalogue": Layout(
        {"old/a.yaml": SEED},
        {"tracks/ep": "../old"},
        "tracks/ep/a.yaml",
        "it leads out of the folder tracks, to old/a.yaml; change the file there",
    ),
    "a name with a line break": Layout(
        {"x\n::error::y": SEED},
        {"tracks/a.yaml": "../x\n::error::y"},
        "tracks/a.yaml",
        "it leads out of the folder tracks, to x\\n::error::y; change the file there",
    ),
    "all tracks elsewhere": Layout(
        {"old/a.yaml": SEED},
        {"tracks": "old"},
        "tracks/a.yaml",
        "the folder tracks is a link, so it leads to old/a.yaml; put the folder in place of the link",
    ),
    "all tracks outside": Layout(
        {},
        {"tracks": "{outside}/sub"},
        "tracks/a.yaml",
        "it leads outside the catalogue, to {outside}/sub/a.yaml; change the file there",
    ),
    "a repository": Layout(
        {"tracks/ep/.git/HEAD": "", "tracks/ep/a.yaml": SEED},
        {},
        "tracks/ep/a.yaml",
        "its folder ep is another git repository; change it there",
    ),
    "a submodule": Layout(
        {"tracks/ep/.git": "gitdir: x\n", "tracks/ep/deep/a.yaml": SEED},
        {},
        "tracks/ep/deep/a.yaml",
        "its folder ep is another git repository; change it there",
    ),
    "a file of a repository": Layout(
        {"tracks/ep/.git": "gitdir: x\n", "tracks/ep/b.yaml": SEED},
        {"tracks/a.yaml": "ep/b.yaml"},
        "tracks/a.yaml",
        "its folder ep is another git repository; change it there",
    ),
}
STAGES = {
    "a shared file": Layout(
        {}, {"stages.yaml": "{outside}/stages.yaml"}, "stages.yaml",
        "it is a link to {outside}/stages.yaml; change the file there, or put a file in place of the link",
    ),
    "another file of the catalogue": Layout(
        {"shared.yaml": SHARED}, {"stages.yaml": "shared.yaml"}, "stages.yaml",
        "it is a link to shared.yaml; change the file there, or put a file in place of the link",
    ),
}  # fmt: skip
CHANGES = [("set", "stage=mixing", "a"), ("edit", "a"), ("import", "songs.csv", "--update")]


def refused(path: str, reason: str, outside: Path) -> str:
    return f"prodash: nothing was changed\n{path}: {reason.format(outside=outside)}\n"


@pytest.mark.parametrize("argv", CHANGES, ids=lambda argv: argv[0])
@pytest.mark.parametrize("layout", TRACKS.values(), ids=TRACKS)
def test_a_track_that_is_elsewhere_is_read_and_never_written(
    argv: Sequence[str], layout: Layout, catalogue: Make, outside: Path, run: Run
) -> None:
    root = layout.make(catalogue, outside)
    (root / "songs.csv").write_text(f"path,stage\n{layout.path},mixing\n")
    before = read_all(root)
    assert "a" in run("list", "-f", "ids").out.split()
    said = refused(layout.path, layout.reason, outside)
    if argv[0] == "import":
        said = said.replace(f"\n{layout.path}", f"\nsongs.csv:2: {layout.path}")
    assert run(*argv)[::2] == (4, said)
    assert (read_all(root), read_all(outside)) == (before, as_bytes(OUTSIDE))


@pytest.mark.parametrize("layout", STAGES.values(), ids=STAGES)
def test_a_vocabulary_that_is_a_link_is_read_and_never_written(
    layout: Layout, catalogue: Make, outside: Path, run: Run
) -> None:
    root = layout.make(catalogue, outside)
    before = read_all(root)
    assert run("stages", "-f", "ids").out == "seed\nmixing\n"
    assert run("stages", "add", "Demo") == Ran(4, "", refused(layout.path, layout.reason, outside))
    assert (read_all(root), read_all(outside)) == (before, as_bytes(OUTSIDE))


@pytest.mark.parametrize("command", [("add", "T", "-d", "ep"), ("import", "new.csv")])
@pytest.mark.parametrize("name", ["a folder outside", "another place of the catalogue", "a repository"])
def test_no_file_is_made_elsewhere(
    command: Sequence[str], name: str, catalogue: Make, outside: Path, run: Run
) -> None:
    root = TRACKS[name].make(catalogue, outside)
    (root / "new.csv").write_text("path\ntracks/ep/t.yaml\n")
    before = read_all(root)
    code, _, err = run(*command)
    assert code == 4
    assert TRACKS[name].reason.format(outside=outside).replace("a.yaml", "t.yaml") in err
    assert (read_all(root), read_all(outside)) == (before, as_bytes(OUTSIDE))


def as_bytes(files: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


ALLOWED = {
    "a file": ({"tracks/real/b.yaml": SEED}, {"tracks/a.yaml": "real/b.yaml"}, "tracks/real/b.yaml"),
    "a folder": ({"tracks/real/a.yaml": SEED}, {"tracks/ep": "real"}, "tracks/real/a.yaml"),
    "a link to a link": (
        {"tracks/real/b.yml": SEED},
        {"tracks/c.yaml": "real/b.yml", "tracks/a.yaml": "c.yaml"},
        "tracks/real/b.yml",
    ),
}


@pytest.mark.parametrize(("files", "links", "path"), ALLOWED.values(), ids=ALLOWED)
def test_a_link_to_another_track_stays_a_link(
    files: Files, links: Mapping[str, str], path: str, catalogue: Make, outside: Path, run: Run
) -> None:
    root = Layout(files, links, "", "").make(catalogue, outside)
    for words, text in [(("set", "stage=mixing", "--all"), MIXING), (("undo",), SEED), (("redo",), MIXING)]:
        assert run(*words).code == 0
        assert (root / path).read_text() == text
        assert {link: str((root / link).readlink()) for link in links} == links


@pytest.mark.usefixtures("catalogue")
def test_a_catalogue_may_be_reached_through_a_link(catalogue: Make, run: Run, tmp_path: Path) -> None:
    catalogue({"music/stages.yaml": SHARED, "music/tracks/a.yaml": SEED})
    (tmp_path / "link").symlink_to("music")
    assert run("-C", "link", "set", "stage=mixing", "a").code == 0
    assert (tmp_path / "music/tracks/a.yaml").read_text() == MIXING


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_what_has_become_a_link_is_neither_undone_nor_redone(
    command: str, catalogue: Make, outside: Path, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": SEED})
    assert run("set", "stage=mixing", "a").code == 0
    if command == "redo":
        assert run("undo").code == 0
    track, other = root / "tracks/a.yaml", outside / "other.yaml"
    track.rename(other)
    track.symlink_to(other)
    before = other.read_text()
    said = f"it leads outside the catalogue, to {other}; change the file there"
    for _ in range(2):
        assert run(command) == Ran(4, "", f"prodash: nothing was changed\ntracks/a.yaml: {said}\n")
    assert other.read_text() == before
    other.replace(track)
    assert run(command).code == 0
    assert track.read_text() == (SEED if command == "undo" else MIXING)


def test_what_has_become_a_link_is_not_put_back_before_it_is_a_file_again(
    catalogue: Make, outside: Path, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": SEED, "tracks/b.yaml": SEED})
    # The first command of a user takes steps that no later one takes.
    assert run("list", "-f", "ids").code == 0
    argv = (*SET, "--no-index")
    replaced = renames(steps_of_command(root, run, argv))
    kill(lambda: main(argv), replaced[2], Moment.AFTER)
    track, other = root / "tracks/a.yaml", outside / "other.yaml"
    track.rename(other)
    track.symlink_to(other)
    (record,) = (path.relative_to(root) for path in root.rglob("*.doing"))
    said = (
        f"tracks/a.yaml: it leads outside the catalogue, to {other}; change the file there\n"
        f"{record}: this change is unfinished, and comes first; correct the files above, or move this record out of "
        "the journal to leave them as they are\n"
    )
    listed = run("list", "-f", "ids")
    assert (listed.code, sorted(listed.out.split())) == (0, ["a", "b"])
    assert (
        listed.err == f"an interrupted change could not be rolled back; the output may be incomplete\n{said}"
    )
    code, _, err = run("set", "bpm=90", "b")
    assert (code, err.endswith(f"prodash: nothing was changed\n{said}")) == (4, True)
    assert other.read_text() == MIXING
    other.replace(track)
    assert run("list", "-f", "ids").err.endswith(" was interrupted: 2 files restored\n")
    assert {path: (root / f"tracks/{path}.yaml").read_text() for path in "ab"} == {"a": SEED, "b": SEED}


def test_a_change_in_many_folders_opens_few_at_a_time(catalogue: Make, run: Run) -> None:
    resource = pytest.importorskip("resource")
    root = catalogue({f"tracks/{number}/t{number}.yaml": SEED for number in range(110)})
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    highest = max(int(path.name) for path in Path("/dev/fd").iterdir())
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest + 90, hard))
    try:
        ran = run(*SET, "--quiet")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert ran == Ran(0)
    assert {path.read_text() for path in root.rglob("t*.yaml")} == {MIXING}


HARD_LINKED: dict[str, Sequence[Sequence[str]]] = {
    "set": [("set", "stage=mixing", "a")],
    "edit": [("edit", "a")],
    "import": [("import", "songs.csv", "--update")],
    "check --fix": [("check", "--fix")],
    "rename": [("stages", "rename", "seed", "sprout", "--yes")],
    "undo": [("set", "stage=mixing", "a"), ("undo",)],
    "redo": [("set", "stage=mixing", "a"), ("undo",), ("redo",)],
    "undo of add": [("add", "T"), ("undo",)],
}


@pytest.mark.parametrize("commands", HARD_LINKED.values(), ids=HARD_LINKED)
def test_the_other_names_of_a_file_keep_its_bytes(
    commands: Sequence[Sequence[str]], catalogue: Make, outside: Path, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": SEED})
    (root / "songs.csv").write_text("id,stage\na,mixing\n")
    paths = ["tracks/a.yaml", "stages.yaml"]
    before = {}
    for words in commands:
        for path in paths:
            other = outside / f"{words[0]}-{Path(path).name}"
            other.hardlink_to(root / path)
            before[other] = other.read_bytes()
        assert run(*words).code == 0
        if words[0] == "add":
            paths.append("tracks/t.yaml")
    assert {path: path.read_bytes() for path in before} == before


class Swapped(NamedTuple):
    """A command that is at work while a link takes the place of a file or folder."""

    first: Sequence[Sequence[str]]
    argv: Sequence[str]
    killed: bool = False


SET = ("set", "stage=mixing", "--all", "--yes")
RENAME = ("stages", "rename", "seed", "sprout", "--yes")
ADD = ("add", "New Song", "-d", "sub")
AT_WORK = {
    "set": Swapped([], SET),
    "recovery": Swapped([], SET, killed=True),
    "add": Swapped([], ADD),
    "edit": Swapped([], ("edit", "a")),
    "import": Swapped([], ("import", "new.csv")),
    "stages rename": Swapped([], RENAME),
    "undo": Swapped([SET], ("undo",)),
    "undo of add": Swapped([ADD], ("undo",)),
    "redo": Swapped([SET, ("undo",)], ("redo",)),
    "redo of add": Swapped([ADD, ("undo",)], ("redo",)),
    "index": Swapped([], ("list", "-f", "ids")),
    "schemas": Swapped([], ("schema", "--write")),
}
PLACES = ["tracks", "tracks/sub", "tracks/sub/a.yaml", "stages.yaml"]
PRIVATE_PLACES = [".prodash", ".prodash/schemas", ".prodash/index.json"]
EVERYDAY = {("set", "tracks/sub"), ("recovery", "tracks/sub"), ("index", ".prodash")}


def swap_with_link(place: Path, end: Path) -> None:
    """Put a link to *end* in the place of a file or folder, which goes elsewhere."""
    if os.path.lexists(place) and not place.is_symlink():
        place.rename(place.with_name(f"{place.name}-away"))
    if place.parent.is_dir() and not os.path.lexists(place):
        place.symlink_to(end)


@pytest.mark.parametrize(
    ("name", "place", "chosen"),
    [
        pytest.param(
            *(name, place, chosen),
            marks=[pytest.mark.slow] * (chosen is every or (name, place) not in EVERYDAY),
        )
        for name in AT_WORK
        for place in (PRIVATE_PLACES if name in {"index", "schemas"} else PLACES)
        for chosen in (renames, every)
        if chosen is every or (name, place) in EVERYDAY
    ],
)
def test_a_link_that_appears_while_prodash_writes_leads_nowhere(
    name: str, place: str, chosen: Choose, catalogue: Make, outside: Path, run: Run
) -> None:
    work = AT_WORK[name]
    root = catalogue(
        {"tracks/sub/a.yaml": SEED, "tracks/sub/b.yaml": SEED, "new.csv": "path\ntracks/sub/t.yaml\n"}
    )
    for argv in work.first:
        assert run(*argv).code == 0
    argv = work.argv if name == "index" else (*work.argv, "--no-index")
    if work.killed:
        replaced = renames(steps_of_command(root, run, argv))
        kill(lambda: main(argv), replaced[len(replaced) // 2], Moment.AFTER)
        argv = ("list", "--no-index")
    kept, decoy = outside / "kept", outside / "decoy"
    shutil.copytree(root, kept)
    shutil.copytree(root, decoy)
    before = read_all(outside)
    steps = steps_of_command(root, run, argv)
    for step in chosen(steps):
        begin_again(root, kept)
        with stopping_at(step, Moment.BEFORE, lambda: swap_with_link(root / place, decoy / place)):
            run(*argv)
        after = read_all(outside)
        assert after == before, (step, steps[step - 1])


def steps_of_command(root: Path, run: Run, argv: Sequence[str]) -> list[str]:
    """The steps of a command, after which the catalogue is as before."""
    kept = root.with_name(f"{root.name}-kept")
    shutil.copytree(root, kept, symlinks=True)
    steps = steps_of(lambda: run(*argv))
    begin_again(root, kept)
    shutil.rmtree(kept)
    return steps


def begin_again(root: Path, kept: Path) -> None:
    for path in root.iterdir():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    shutil.copytree(kept, root, dirs_exist_ok=True, symlinks=True)


PLANTED = {
    ".prodash/index.json": "index",
    ".prodash/schemas/track-file.json": "{}",
    ".prodash/.gitignore": "",
    ".prodash/lock": "precious",
    "report.html": None,
    "due.ics": None,
}
"""Links that came with a catalogue, each to a file with this text; None if that does not exist."""


@pytest.mark.parametrize(("place", "text"), PLANTED.items(), ids=PLANTED)
def test_a_link_that_came_with_the_catalogue_leads_nowhere(
    place: str, text: str | None, catalogue: Make, outside: Path, run: Run
) -> None:
    root = catalogue({"tracks/a.yaml": SEED})
    precious = outside / "precious"
    if text is not None:
        precious.write_text(text)
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).symlink_to(precious)
    for argv in [
        ("list",),
        ("set", "stage=mixing", "a"),
        ("undo",),
        ("schema", "--write"),
        ("report",),
        ("export", "due.ics"),
    ]:
        run(*argv)
    assert (precious.read_text() if precious.exists() else None) == text
    assert sorted(path.name for path in outside.iterdir() if path.name != "precious") == [
        "a.yaml",
        "stages.yaml",
        "sub",
    ]
