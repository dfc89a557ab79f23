"""Whatever is done in whatever order: files are as a plain dictionary says, or the command refused and nothing changed."""

import contextlib
import io
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from prodash.cli import main
from prodash.storage.read.track import read_track
from tests.conftest import read_all, write_files
from tests.examples import examples

DONE, REFUSED = {0, 1}, {2, 3, 4}
NAMES = ("a", "b", "ep/c")
STAGES = "# mine\nstages:\n  - id: seed\n    name: Seed # first\n  - mixing\n  - {id: done, kind: finished}\n"
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
WORDS = st.sampled_from(["seed", "mixing", "done", "demo", "Rough Mix", "next", "previous"])
Files = dict[str, bytes]


class AnyOrder(RuleBasedStateMachine):
    """A catalogue, the files that it must have, and what undo and redo must bring."""

    @initialize()
    def start(self) -> None:
        self.root = write_files(Path(tempfile.mkdtemp()), FILES)
        self.model = read_all(self.root)
        self.undoable: list[tuple[Files, Files]] = []
        self.redoable: list[tuple[Files, Files]] = []

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
        for path in changed:
            assert readable(path, after[path])
        self.undoable.append(parts(before, after, changed))
        self.redoable.clear()
        self.model = after

    def ran(self, *argv: str) -> Files:
        """The files after a command; where it refused, none of them differs."""
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as err:
            code = main(["-C", str(self.root), *argv])
        now = read_all(self.root)
        assert code in DONE | REFUSED, (argv, code, err.getvalue())
        assert code in DONE or now == self.model, (argv, code, err.getvalue())
        return now

    @rule(stage=WORDS, ids=IDS)
    def set_stage(self, stage: str, ids: list[str]) -> None:
        self.command("set", f"stage={stage}", *ids, may_touch=lambda path: stem(path) in ids)

    @rule(
        sign=st.sampled_from(["=", "+=", "-="]),
        names=st.sampled_from(["vocals", "artwork,vocals", "stems", ""]),
        ids=IDS,
    )
    def set_workflows(self, sign: str, names: str, ids: list[str]) -> None:
        self.command("set", f"workflows{sign}{names}", *ids, may_touch=lambda path: stem(path) in ids)

    @rule(due=st.sampled_from(["", "+2w", "friday", "eom", "31 feb"]), ids=IDS)
    def set_due(self, due: str, ids: list[str]) -> None:
        self.command("set", f"due={due}", *ids, may_touch=lambda path: stem(path) in ids)

    @rule(value=st.sampled_from(["", "128", "a: b", "- #", "yes", "two\nlines"]), ids=IDS)
    def set_own_key(self, value: str, ids: list[str]) -> None:
        self.command("set", f"bpm={value}", f"mood+={value}", *ids, may_touch=lambda path: stem(path) in ids)
        self.command("set", f"bpm={value}", "title=T", *ids, may_touch=lambda path: stem(path) in ids)

    @rule(stage=WORDS)
    def set_all(self, stage: str) -> None:
        self.command("set", f"stage={stage}", "--all", may_touch=lambda path: path.startswith("tracks/"))

    @rule(title=st.sampled_from(["New", "Other", "A", "x: y"]), folder=st.sampled_from(["", "ep", "deep/er"]))
    def add(self, title: str, folder: str) -> None:
        there = set(self.model)
        self.command("add", title, f"--folder={folder}", "due=+1w", may_touch=lambda path: path not in there)

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

    @rule()
    def undo(self) -> None:
        self.goes("undo", self.undoable, self.redoable)

    @rule()
    def redo(self) -> None:
        self.goes("redo", self.redoable, self.undoable)

    def goes(self, word: str, source: list[tuple[Files, Files]], target: list[tuple[Files, Files]]) -> None:
        """Undo or redo: exactly the files of the newest step, or nothing where one was changed since."""
        after = self.ran(word)
        there, wanted = (source[-1][::-1] if word == "undo" else source[-1]) if source else ({}, {})
        touched = {*there, *wanted}
        if not source or any(self.model.get(path) != there.get(path) for path in touched):
            assert after == self.model
            return
        assert after == {p: d for p, d in {**self.model, **wanted}.items() if p not in touched - {*wanted}}
        target.append(source.pop())
        self.model = after

    @rule()
    def a_dry_run_changes_nothing(self) -> None:
        assert self.ran("set", "stage=done", "title=Dry", "--all", "--dry-run") == self.model

    @invariant()
    def files_are_as_the_model_says(self) -> None:
        assert read_all(self.root) == self.model


def parts(before: Files, after: Files, changed: set[str]) -> tuple[Files, Files]:
    """The bytes of the changed files before and after; a file that is not there is left out."""
    return {p: d for p, d in before.items() if p in changed}, {p: d for p, d in after.items() if p in changed}


def stem(path: str) -> str:
    return Path(path).stem


def readable(path: str, data: bytes) -> bool:
    """Whether a track that prodash wrote can be read and has a stage."""
    track, _ = read_track(path, data)
    return not path.startswith("tracks/") or (track is not None and bool(track.keys))


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = examples(6, stateful_step_count=20)
