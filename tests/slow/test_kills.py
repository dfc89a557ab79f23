"""Random commands on random catalogues, killed at a random moment: all old or all new, nothing left, and undo works.

PRODASH_KILLS is the number of kills; PRODASH_SEED repeats a run that failed.
"""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest

from prodash.cli import main
from tests.conftest import STAGES, Ran, write_files
from tests.killing import Moment, kill_or_end, killed_after, steps_of
from tests.surroundings import git
from tests.test_killed import left_behind

Run = Callable[..., Ran]
State = dict[str, bytes | str]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Windows knows neither fork nor SIGKILL"),
]

KILLS = int(os.environ.get("PRODASH_KILLS", "500"))
SEED = os.environ.get("PRODASH_SEED") or os.urandom(4).hex()
COMMANDS_PER_CATALOGUE, KILLS_PER_COMMAND = 6, 4
ENDED = "ended before the kill"

NAMES = ["dune", "fog", "Ünder", "a b", "north-window", "x" * 70, "42", "ocean.floor"]
FOLDERS = ["", "ep/", "ep/deep/er/", "Zweite Seite/"]
STAGE_NAMES = ["seed", "writing", "recorded", "mixing", "Mixing", "'seed'"]
EXTRAS = [
    "bpm: 90\n",
    "workflows: [artwork, rework]  # both\n",
    "notes: |\n  The second\n  verse.\n",
    "projects: ep\n",
]
PROJECTS = "projects:\n  - id: ep\n    due: 2026-12-24\n"
WORKFLOWS = "workflows: [artwork, rework, vocals]\n"


@pytest.fixture(autouse=True)
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that adds a line."""
    script = tmp_path.with_name(f"{tmp_path.name}-editor.sh")
    script.write_text("echo '# edited' >> \"$1\"")
    monkeypatch.setenv("EDITOR", f'sh "{script}"')


@pytest.mark.usefixtures("somebody")
def test_a_kill_at_a_random_moment_leaves_all_or_nothing(tmp_path: Path, run: Run) -> None:
    counts = dict.fromkeys(["old", "new", "nothing to change", ENDED], 0)
    number = 0
    while (killed := sum(counts.values()) - counts[ENDED]) < KILLS:
        number += 1
        scene = Scene(tmp_path / f"{number}", run, f"{SEED}-{number}")
        for _ in range(COMMANDS_PER_CATALOGUE):
            for end in scene.kill(min(KILLS_PER_COMMAND, KILLS - killed)):
                counts[end] += 1
        os.chdir(tmp_path)
        shutil.rmtree(scene.folder)
    # `pytest -s` shows how often each end came.
    print(f"seed {SEED}: {counts}")  # noqa: T201
    assert counts["old"] + counts["new"] > counts["nothing to change"]


class Scene:
    """A random catalogue on which commands run, and a twin on which each command runs without being killed."""

    def __init__(self, folder: Path, run: Run, seed: str) -> None:
        self.folder, self.run, self.seed, self.random = folder, run, seed, Random(seed)  # noqa: S311 (no secret)
        self.root, self.twin = folder / "catalogue", folder / "twin" / "catalogue"
        self.has_git = self.random.random() < 0.15
        write_catalogue(self.root, self.random)
        os.chdir(folder)
        if self.has_git:
            git(self.root, "init", "-q")
            git(self.root, "add", ".")
            git(self.root, "commit", "-qm", "first")
        for _ in range(2):
            self._run(random_command(self.random, self.root))

    def kill(self, times: int) -> list[str]:
        """Kill a random command so often, check what each kill leaves, and say how it ended; the last one counts."""
        argv = self._argv(random_command(self.random, self.root, commit=self.has_git))
        kept = self.folder / "kept"
        shutil.copytree(self.root, kept, symlinks=True)
        old, steps, ends = state_of(self.root), self._run_on_twin(argv), []
        new = state_of(self.twin)
        for number in range(times):
            if number:
                shutil.rmtree(self.root)
                shutil.copytree(kept, self.root, symlinks=True)
            ends.append(self._kill_and_check(argv, steps, old, new))
        shutil.rmtree(kept)
        if state_of(self.root) == new != old and argv[2] not in {"undo", "redo"}:
            self._check_undo(old, new, f"seed {self.seed}: {argv}")
        return ends

    def _kill_and_check(self, argv: Sequence[str], steps: int, old: State, new: State) -> str:
        killed = self._kill_once(argv, steps)
        if killed and self.random.random() < 0.2:
            # The next command puts files back, and may be killed too.
            self._kill_once(self._argv(("list", "-f", "ids")), 8)
        ran = self.run(*self._argv(("list", "-f", "ids")))
        now, at = state_of(self.root), f"seed {self.seed}: {argv}"
        assert now in (old, new), (at, ran, differences(now, old), differences(now, new))
        assert left_behind(self.root) == [], at
        if not killed:
            return ENDED
        return "nothing to change" if old == new else "old" if now == old else "new"

    def _check_undo(self, old: State, new: State, at: str) -> None:
        assert self.run(*self._argv(("undo",))).code in {0, 1}, at
        assert state_of(self.root) == old, at
        if self.random.random() < 0.5:
            assert self.run(*self._argv(("redo",))).code in {0, 1}, at
            assert state_of(self.root) == new, at

    def _run_on_twin(self, argv: Sequence[str]) -> int:
        """Run the command where it is not killed; returns the number of its steps."""
        shutil.rmtree(self.twin.parent, ignore_errors=True)
        shutil.copytree(self.root, self.twin, symlinks=True)
        os.chdir(self.twin.parent)
        try:
            return len(steps_of(lambda: self.run(*argv)))
        finally:
            os.chdir(self.folder)

    def _kill_once(self, argv: Sequence[str], steps: int) -> bool:
        """Kill the command at a random step, or after a random time; returns whether it did not end before."""
        if self.random.random() < 0.3:
            killed = killed_after(lambda: main(argv), self.random.random() * 0.04)
        else:
            moment = self.random.choice([Moment.BEFORE, Moment.AFTER])
            killed = kill_or_end(lambda: main(argv), self.random.randint(1, max(steps, 1)), moment)
        return killed

    def _run(self, argv: Sequence[str]) -> None:
        self.run(*self._argv(argv))

    def _argv(self, argv: Sequence[str]) -> tuple[str, ...]:
        return ("-C", "catalogue", *argv)


def write_catalogue(root: Path, random: Random) -> None:
    """Write a random catalogue: folders, links, ends of lines, marks, comments."""
    files: dict[str, str | bytes] = {
        "stages.yaml": STAGES,
        "projects.yaml": PROJECTS,
        "workflows.yaml": WORKFLOWS,
    }
    for number, name in enumerate(random.sample(NAMES, random.randint(2, len(NAMES)))):
        files[f"tracks/{random.choice(FOLDERS)}{name}-{number}.yaml"] = track_bytes(random)
    write_files(root, files)
    tracks = [Path(path) for path in files if path.startswith("tracks/")]
    if random.random() < 0.4:
        (root / "tracks/linked.yaml").symlink_to(tracks[0].relative_to("tracks"))
    if random.random() < 0.3:
        (root / "tracks/hidden").mkdir()
        (root / "tracks/hidden/in.yaml").write_bytes(track_bytes(random))
        (root / "tracks/by-link").symlink_to("hidden")


def track_bytes(random: Random) -> bytes:
    extras = "".join(random.sample(EXTRAS, random.randint(0, len(EXTRAS))))
    text = f"# mine\ntitle: Song  # keep\nstage: {random.choice(STAGE_NAMES)}\n{extras}"
    if random.random() < 0.3:
        text = text.replace("\n", "\r\n")
    if random.random() < 0.3:
        text = text.rstrip("\r\n")
    return (b"\xef\xbb\xbf" if random.random() < 0.2 else b"") + text.encode()


def random_command(random: Random, root: Path, *, commit: bool = False) -> Sequence[str]:
    """A random command that changes files."""
    identifier = random.choice([path.stem for path in (root / "tracks").rglob("*.yaml")] or ["none"])
    stages = ("seed", "writing", "recorded", "mixing")
    table = root.with_name("songs.csv")
    table.write_text(
        f"id,stage,bpm\n{identifier},{random.choice(stages)},{random.randint(60, 180)}\n"
        f"new-{random.randint(0, 99)},seed,100\nnew-{random.randint(100, 199)},mixing,90\n"
    )
    argv = random.choice(
        [
            ("set", f"stage={random.choice(stages)}", "--all", "--yes"),
            ("set", f"bpm={random.randint(60, 180)}", "workflows+=vocals", "--all", "--yes"),
            ("set", f"notes=Line {random.randint(0, 99)}", identifier),
            (
                "add",
                f"New {random.randint(0, 999)}",
                "-d",
                random.choice(["", "ep", f"new/{random.randint(0, 99)}"]),
            ),
            ("import", str(table), "--update", "--yes"),
            ("undo", "--yes"),
            ("redo", "--yes"),
            ("stages", "rename", random.choice(stages), f"Stage {random.randint(0, 9)}", "--yes"),
            ("stages", "remove", random.choice(stages), "--into", "published", "--yes"),
            ("workflows", "remove", random.choice(["artwork", "rework", "vocals"]), "--yes"),
            ("edit", identifier),
        ]
    )
    return (*argv, "--commit") if commit and random.random() < 0.5 else argv


def state_of(root: Path) -> State:
    """All files with their bytes and all links with where they lead, but for what prodash and git keep to themselves."""
    found: State = {}
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        if name.startswith((".prodash", ".git")):
            continue
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


def differences(one: State, other: State) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
