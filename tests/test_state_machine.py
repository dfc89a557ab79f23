"""Whatever is done in whatever order: files are as a plain dictionary says, or the command refused and nothing changed."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from prodash.storage.read.track import read_track
from tests.conftest import read_all, run_in, write_files
from tests.examples import examples

DONE, REFUSED = {0, 1}, {2, 3, 4}
NAMES = ("a", "b", "ep/c")
STAGES = "# mine\nstages:\n  - id: seed\n    name: Seed # first\n  - mixing\n  - {id: done, kind: finished}\n  - {id: gone, kind: archived}\n"
WORKFLOWS = "workflows: [vocals, artwork]\n"
FILES = {
    "stages.yaml": STAGES,
    "workflows.yaml": WORKFLOWS,
    "tracks/a.yaml": "# about a\ntitle: A\nstage: seed # now\nworkflows: [vocals, artwork]\n",
    "tracks/b.yaml": "stage: 'mixing'\r\nworkflows:\r\n- vocals # lead\r\nbpm: 120",
    "tracks/ep/c.yaml": "{stage: seed, due: 2026-12-01}\n",
}
OUTSIDE = st.sampled_from(
    [
        "stage: mixing # by hand\n",
        "title: X\nstage: seed\nworkflows:\n  - artwork\n# end\n",
        "stage: nowhere\nbpm: '90'\n",
        "stage: [\n",
        "",
    ]
)
IDS = st.lists(st.sampled_from(["a", "b", "c", "new", "other"]), min_size=1, max_size=3, unique=True)
TRACK = st.sampled_from(["a", "b", "c", "new", "renamed"])
WORDS = st.sampled_from(["seed", "mixing", "done", "demo", "Rough Mix", "next", "previous"])
Files = dict[str, bytes]


class Step(NamedTuple):
    """The changed files before and after a command, those that its undo left out, and both paths of those that it moved."""

    number: int
    before: Files
    after: Files
    left_out: set[str] = set()  # noqa: RUF012 (never changed)
    pairs: list[set[str]] = []  # noqa: RUF012 (never changed)

    @property
    def paths(self) -> set[str]:
        return {*self.before, *self.after}

    def moved(self, moves: dict[str, str]) -> "Step":
        before, after = (
            {moves.get(p, p): d for p, d in files.items()} for files in (self.before, self.after)
        )
        pairs = [{moves.get(path, path) for path in pair} for pair in self.pairs]
        return Step(self.number, before, after, {moves.get(path, path) for path in self.left_out}, pairs)

    def whole(self, paths: set[str]) -> set[str]:
        """*paths*, with the other path of each file that moved."""
        return paths.union(*(pair for pair in self.pairs if pair & paths))


class AnyOrder(RuleBasedStateMachine):
    """A catalogue, the files that it must have, and what undo and redo must bring."""

    @initialize()
    def start(self) -> None:
        self.root = write_files(Path(tempfile.mkdtemp()), FILES)
        self.model = read_all(self.root)
        self.undoable: list[Step] = []
        self.redoable: list[Step] = []

    def teardown(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    def command(self, *argv: str, may_touch: Callable[[str], bool] = lambda _: True) -> None:
        """Run a command that changes files; what it does is one step to undo."""
        before = self.model
        after = self.ran(*argv)
        if after == before:
            return
        changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
        assert all(map(may_touch, changed))
        written = {path for path in changed & set(after) if after[path] not in before.values()}
        assert all(readable(path, after[path]) for path in written)
        number = 1 + max((step.number for step in (*self.undoable, *self.redoable)), default=0)
        step = Step(number, part(before, changed), part(after, changed))
        gone, new = (sorted(changed - set(files), key=stem) for files in (after, before))
        pairs = [{*pair} for pair in zip(gone, new, strict=False)]
        self.undoable.append(step._replace(pairs=pairs))
        self.redoable.clear()
        self.model = after

    def ran(self, *argv: str) -> Files:
        """The files after a command; where it refused, none of them differs."""
        code, _, err = run_in(self.root, *argv)
        now = read_all(self.root)
        assert code in DONE | REFUSED, (argv, code, err)
        assert code in DONE or now == self.model, (argv, code, err)
        return now

    @rule(stage=WORDS, ids=IDS)
    def set_stage(self, stage: str, ids: list[str]) -> None:
        self.command("set", f"stage={stage}", *ids, may_touch=named(*ids))

    @rule(
        sign=st.sampled_from(["=", "+=", "-="]),
        names=st.sampled_from(["vocals", "artwork,vocals", "stems", ""]),
        ids=IDS,
    )
    def set_workflows(self, sign: str, names: str, ids: list[str]) -> None:
        self.command("set", f"workflows{sign}{names}", *ids, may_touch=named(*ids))

    @rule(due=st.sampled_from(["", "+2w", "friday", "eom", "31 feb"]), ids=IDS)
    def set_due(self, due: str, ids: list[str]) -> None:
        self.command("set", f"due={due}", *ids, may_touch=named(*ids))

    @rule(value=st.sampled_from(["", "128", "a: b", "- #", "yes", "two\nlines"]), ids=IDS)
    def set_own_key(self, value: str, ids: list[str]) -> None:
        self.command("set", f"bpm={value}", f"mood+={value}", *ids, may_touch=named(*ids))
        self.command("set", f"bpm={value}", "title=T", *ids, may_touch=named(*ids))

    @rule(stage=WORDS)
    def set_all(self, stage: str) -> None:
        self.command("set", f"stage={stage}", "--all", may_touch=lambda path: path.startswith("tracks/"))

    @rule(title=st.sampled_from(["New", "Other", "A", "x: y"]), folder=st.sampled_from(["", "ep", "deep/er"]))
    def add(self, title: str, folder: str) -> None:
        there = set(self.model)
        self.command("add", title, f"--folder={folder}", "due=+1w", may_touch=lambda path: path not in there)

    @rule(
        words=st.sampled_from(
            [
                ["set", "notes+=Line"],
                ["archive"],
                ["restore"],
                ["next"],
                ["back"],
                ["replace", "--regex", "^.", "X"],
            ]
        ),
        ids=IDS,
    )
    def change_otherwise(self, words: list[str], ids: list[str]) -> None:
        self.command(*words, *ids, may_touch=named(*ids))

    @rule(name=TRACK, new=st.sampled_from(["a", "A", "renamed", "é x", "c"]))
    def rename(self, name: str, new: str) -> None:
        self.command("rename", name, new, may_touch=named(name, new))

    @rule(ids=IDS, folder=st.sampled_from(["tracks", "ep", "deep/er", "ep/EP", "tracks/seed"]))
    def move(self, ids: list[str], folder: str) -> None:
        self.command("move", *ids, folder, may_touch=named(*ids))

    @rule(name=TRACK, title=st.sampled_from(["New", "Copy", "A"]))
    def copy(self, name: str, title: str) -> None:
        there = set(self.model)
        self.command("copy", name, title, "stage=seed", may_touch=lambda path: path not in there)

    @rule(ids=IDS)
    def remove(self, ids: list[str]) -> None:
        self.command("remove", "--yes", *ids, may_touch=named(*ids))

    @rule(old=st.sampled_from(["seed", "mixing", "demo"]), new=st.sampled_from(["Demo", "Rough Mix", "Seed"]))
    def rename_stage(self, old: str, new: str) -> None:
        self.command("stages", "rename", old, new, may_touch=lambda path: path != "workflows.yaml")

    @rule(
        old=st.sampled_from(["vocals", "artwork", "stems"]), new=st.sampled_from(["Stems", "Vocals", "Cover"])
    )
    def rename_workflow(self, old: str, new: str) -> None:
        self.command("workflows", "rename", old, new, may_touch=lambda path: path != "stages.yaml")

    @rule(name=st.sampled_from(NAMES), text=OUTSIDE)
    def edit_outside(self, name: str, text: str) -> None:
        self.model = {**self.model, f"tracks/{name}.yaml": text.encode()}
        (self.root / f"tracks/{name}.yaml").parent.mkdir(parents=True, exist_ok=True)
        (self.root / f"tracks/{name}.yaml").write_text(text, newline="")

    @rule(name=st.sampled_from(NAMES))
    def delete_outside(self, name: str) -> None:
        self.model = {path: data for path, data in self.model.items() if path != f"tracks/{name}.yaml"}
        (self.root / f"tracks/{name}.yaml").unlink(missing_ok=True)

    @rule(name=st.sampled_from(NAMES), back=st.booleans())
    def move_outside(self, name: str, back: bool) -> None:
        here, there = f"tracks/{name}.yaml", f"tracks/moved/{stem(name)}.yaml"
        here, there = (there, here) if back else (here, there)
        if here in self.model and there not in self.model:
            (self.root / there).parent.mkdir(parents=True, exist_ok=True)
            (self.root / here).rename(self.root / there)
            self.model = {there if path == here else path: data for path, data in self.model.items()}

    @rule(skip=st.booleans())
    def undo(self, skip: bool) -> None:
        self.undo_one(["undo"], self.undoable[-1:], skip=skip)

    @rule(position=st.integers(0, 9), skip=st.booleans())
    def undo_any(self, position: int, skip: bool) -> None:
        if self.undoable:
            step = self.undoable[position % len(self.undoable)]
            self.undo_one(["undo", f"--batch={step.number}"], [step], skip=skip)

    @rule(name=TRACK)
    def undo_of_a_track(self, name: str) -> None:
        steps = [step for step in self.undoable if any(stem(path) == name for path in step.paths)]
        if steps or any(stem(path) == name and path.startswith("tracks/") for path in self.model):
            self.undo_one(["undo", name], steps[-1:])

    def undo_one(self, words: list[str], steps: list["Step"], *, skip: bool = False) -> None:
        """Exactly the files of the step are as before it, or nothing where one was changed since that may not be left out."""
        after = self.ran(*words, *(["--skip-changed"] if skip else []))
        for step in steps:
            moved = step.moved(self.moves(step.after, step.paths))
            changed = {path for path in moved.paths if self.model.get(path) != moved.after.get(path)}
            changed = moved.whole(changed)
            if not changed or (skip and changed != moved.paths):
                self.undoable.remove(step)
                self.redoable.append(moved._replace(left_out=changed))
                self.model = replaced(self.model, moved.before, moved.paths - changed)
        assert after == self.model

    @rule()
    def redo(self) -> None:
        """Exactly the files that the last undo changed, or nothing where one was changed since."""
        after = self.ran("redo")
        for step in self.redoable[-1:]:
            moved = step.moved(self.moves(step.before, step.paths))
            paths = moved.paths - moved.left_out
            if all(self.model.get(path) == moved.before.get(path) for path in paths):
                self.redoable.remove(step)
                self.undoable = sorted([*self.undoable, moved])
                self.model = replaced(self.model, moved.after, paths)
        assert after == self.model

    def moves(self, left: Files, paths: set[str]) -> dict[str, str]:
        """The new path of each file that is gone, if the only one with its name has the bytes that a step *left*."""
        moves = {}
        for path in (path for path in left if path not in self.model and path.startswith("tracks/")):
            alike = [one for one in self.model if one.startswith("tracks/") and stem(one) == stem(path)]
            if len(alike) == 1 and alike[0] not in paths and self.model[alike[0]] == left[path]:
                moves[path] = alike[0]
        return moves

    @rule()
    def a_dry_run_changes_nothing(self) -> None:
        assert self.ran("set", "stage=done", "title=Dry", "--all", "--dry-run") == self.model

    @invariant()
    def files_are_as_the_model_says(self) -> None:
        assert read_all(self.root) == self.model


def part(files: Files, paths: set[str]) -> Files:
    """The bytes of the files at *paths*; one that is not there is left out."""
    return {path: data for path, data in files.items() if path in paths}


def replaced(files: Files, new: Files, paths: set[str]) -> Files:
    """*files* with those at *paths* as they are in *new*."""
    return {path: data for path, data in files.items() if path not in paths} | part(new, paths)


def named(*ids: str) -> Callable[[str], bool]:
    """Whether a path is that of a track with one of *ids* or, if that is gone, with such a title."""
    names = {one.casefold() for one in ids}
    return lambda path: stem(path).casefold().removesuffix("-2").removesuffix("-3") in names


def stem(path: str) -> str:
    return Path(path).stem


def readable(path: str, data: bytes) -> bool:
    """Whether a track that prodash wrote can be read and has a stage."""
    track, _ = read_track(path, data)
    return not path.startswith("tracks/") or (track is not None and bool(track.keys))


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = examples(6, stateful_step_count=20)
