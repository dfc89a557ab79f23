"""Random commits, branches, merges and rebases of a catalogue, with what must be told of each track."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Track
from prodash.model.history.history import Chain, History
from prodash.storage.git.run import Git
from prodash.storage.history.read import read_history
from tests.conftest import secret_file
from tests.history.repository import MAIN, NOW, Repository, text_of

STAGES = ("seed", "writing", "mixing", "published")
BRANCHES = (MAIN, "side", "third")
Said = tuple[str, ...]
"""The moves of one track: who made each, and to which stage; nobody makes two."""


class Version(NamedTuple):
    """A track on a branch."""

    text: str
    stage: str
    said: Said


class Branch(NamedTuple):
    """The tracks of a branch by path, the removed ones by path, and the steps since it began."""

    files: dict[str, Version]
    gone: dict[str, Said]
    steps: list["Step"]

    def copy(self) -> "Branch":
        """The start of another branch."""
        return Branch({**self.files}, {**self.gone}, [])


class Step(NamedTuple):
    """One change: *what*, on which branch, of which track, with two numbers that choose between possibilities."""

    what: str
    on: str
    track: str
    one: int
    two: int


STEPS = st.builds(
    Step,
    st.sampled_from(
        ["move"] * 5 + ["edit", "remove", "rename", "branch", "merge", "merge", "merge", "rebase"]
    ),
    st.sampled_from(BRANCHES),
    st.sampled_from(["dune", "kaiju", "sand"]),
    st.integers(0, 3),
    st.integers(0, 999),
)

STAGE_LISTS = st.builds(
    Step, st.just("stages"), st.sampled_from(BRANCHES), st.just(""), st.integers(0, 3), st.integers(0, 9)
)
"""Steps that give a stage another id; what must be told then is only known from reading all commits."""


class RandomGraph:
    """A repository, and what must be told of its branches."""

    def __init__(self, root: Path) -> None:
        self.repository = Repository(root)
        self.branches = {MAIN: Branch({}, {}, [])}
        self._number = 0
        self._take(Step("move", MAIN, "dune", 0, 0))

    def take(self, step: Step) -> None:
        """Take a *step*, if it is possible."""
        if step.what == "branch":
            self._branch(step)
        elif step.on not in self.branches:
            return
        elif step.what == "stages":
            self._rename_stage(step)
        elif step.what == "merge":
            self._merge(step)
        elif step.what == "rebase":
            self._rebase(step)
        else:
            self._take(step)

    def _commit(self, on: str, files: Mapping[str, str | None], **options: object) -> None:
        self.repository.commit(files=files, on=on, by=f"c{self._number}", **options)  # type: ignore[arg-type]

    def _version(self, path: str, stage: str, said: Said) -> Version:
        """A new version, whose stage the newest commit sets unless *said* ends with it."""
        if not said or said[-1].split()[1] != stage:
            said = (*said, f"c{self._number} {stage}")
        return Version(
            text_of(path.rpartition("/")[2].removesuffix(".yaml"), stage, self._number), stage, said
        )

    def _take(self, step: Step) -> None:
        branch = self.branches[step.on]
        path = next((path for path in branch.files if path.endswith(f"/{step.track}.yaml")), "")
        self._number += 1
        if step.what == "move" and not path:
            self._add(step, branch)
            return
        if not path:
            return
        old = branch.files[path]
        if step.what == "remove":
            del branch.files[path]
            branch.gone[path] = (*old.said, f"c{self._number} None")
            self._commit(step.on, {path: None})
        elif step.what == "rename":
            new = f"tracks/ep{step.one}/{step.track}.yaml"
            if new not in branch.files:
                branch.files[new] = branch.files.pop(path)
                self._commit(step.on, {path: None, new: old.text})
        else:
            stage = old.stage if step.what == "edit" else STAGES[step.one]
            branch.files[path] = self._version(path, stage, old.said)
            self._commit(step.on, {path: branch.files[path].text})
        branch.steps.append(step)

    def _rename_stage(self, step: Step) -> None:
        self._number += 1
        ids = [*STAGES]
        ids[step.one] = STAGES[step.two] if step.two < len(STAGES) else f"new-{step.two}"
        self._commit(step.on, {"stages.yaml": f"stages: [{', '.join(dict.fromkeys(ids))}]\n"})

    def _add(self, step: Step, branch: Branch) -> None:
        path = f"tracks/{step.track}.yaml"
        before = [old for old in branch.gone if old.endswith(f"/{step.track}.yaml")]
        if len(before) > 1:
            return
        said = branch.gone.pop(before[0]) if before else ()
        branch.files[path] = self._version(path, STAGES[step.one], said)
        self._commit(step.on, {path: branch.files[path].text})
        branch.steps.append(step)

    def _branch(self, step: Step) -> None:
        name = BRANCHES[step.one % len(BRANCHES)]
        if name not in self.branches and step.on in self.branches:
            self._number += 1
            self.branches[name] = self.branches[step.on].copy()
            self._commit(name, {}, start=step.on)

    def _rebase(self, step: Step) -> None:
        onto = BRANCHES[step.one % len(BRANCHES)]
        if onto in self.branches and onto != step.on:
            self._number += 1
            steps = self.branches[step.on].steps
            self.branches[step.on] = self.branches[onto].copy()
            self._commit(step.on, {}, start=onto)
            # Now and then all in one commit of another person, as a squash; here those left out were dropped.
            for old in steps if step.two % 2 else steps[-1:]:
                self._take(old._replace(on=step.on))

    def _merge(self, step: Step) -> None:
        other = BRANCHES[step.one % len(BRANCHES)]
        if other not in self.branches or other == step.on:
            return
        self._number += 1
        ours, theirs = self.branches[step.on], self.branches[other]
        merged = self._merged(ours, theirs, step.two)
        changes: dict[str, str | None] = {
            path: version.text for path, version in merged.files.items() if ours.files.get(path) != version
        }
        changes |= {path: None for path in ours.files if path not in merged.files}
        self._commit(step.on, changes, merge=[other])
        self.branches[step.on] = merged

    def _merged(self, ours: Branch, theirs: Branch, choice: int) -> Branch:
        own, other = _by_root(ours), _by_root(theirs)
        files: dict[str, Version] = {}
        for number, root in enumerate({**own, **other}):
            picks = self._picks(own.get(root), other.get(root))
            path, version = picks[(choice // 5**number) % len(picks)] or ("", None)
            if version and path not in files:
                files[path] = version
        here = {version.said[0] for version in files.values()}
        gone = {path: said for path, said in ours.gone.items() if said[0] not in here}
        for path, version in ours.files.items():
            if path not in files and version.said[0] not in here:
                removed = theirs.gone.get(path, ("",))
                same = removed if removed[0] == version.said[0] else (*version.said, f"c{self._number} None")
                gone[path] = same
        known = {said[0] for said in gone.values()} | here
        for path, said in theirs.gone.items():
            if path not in gone and path not in files and said[0] not in known:
                gone[path] = said
        return Branch(files, gone, ours.steps)

    def _picks(
        self, mine: tuple[str, Version] | None, other: tuple[str, Version] | None
    ) -> list[tuple[str, Version] | None]:
        """What a merge can make of a track."""
        if mine is None or other is None:
            return [mine or other, mine or other, None]
        if mine[:1] != other[:1] or mine[1].text == other[1].text:
            return [mine] if mine[:1] == other[:1] else [mine, other]
        path, (_, stage, said), (_, their_stage, theirs) = mine[0], mine[1], other[1]
        third = next(one for one in STAGES if one not in {stage, their_stage})
        return [
            mine,
            other,
            (path, self._version(path, stage, said)),
            (path, self._version(path, their_stage, said if stage == their_stage else theirs)),
            (path, self._version(path, third, said)),
        ]

    def history(self, branch: str, *, kept: bool = False) -> History:
        """What prodash tells of a *branch*."""
        (self.repository.top / ".git/HEAD").write_text(f"ref: refs/heads/{branch}\n", encoding="utf-8")
        tracks = [
            Track(id=path.rpartition("/")[2].removesuffix(".yaml"), path=path, title="", stage=version.stage)
            for path, version in self.branches[branch].files.items()
        ]
        stages = [Stage(name, name, "#000000") for name in STAGES]
        catalogue = Catalogue.of(stages=stages, workflows=None, projects=None, tracks=tracks)
        root = self.repository.root
        return read_history(Git.at(root, os.environ), catalogue, NOW, secret_file(root) if kept else None)

    def expected(self, branch: str) -> tuple[dict[str, Said], dict[str, Said]]:
        """What must be told of the tracks of a *branch*, and of the removed ones."""
        files = {path: version.said for path, version in self.branches[branch].files.items()}
        return files, self.branches[branch].gone


def _by_root(branch: Branch) -> dict[str, tuple[str, Version]]:
    """The tracks with their paths, by their first move."""
    return {version.said[0]: (path, version) for path, version in branch.files.items()}


def said(history: History) -> tuple[dict[str, Said], dict[str, Said]]:
    """What prodash told of the tracks, and of the removed ones."""

    def moves(chain: Chain) -> Said:
        return tuple(f"{one.author} {one.stage}" for one in chain)

    return tuple({path: moves(chain) for path, chain in chains.items()} for chains in history[:2])  # type: ignore[return-value]
