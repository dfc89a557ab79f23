"""Whatever is committed, merged and rebased: each move is told as it was made, and kept histories change no answer."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.history.random_graph import BRANCHES, STAGE_LISTS, STEPS, RandomGraph, Step, said
from tests.history.repository import git


@given(st.lists(STEPS, min_size=10, max_size=40))
@examples(8)
def test_each_move_is_told_as_it_was_made(steps: Sequence[Step]) -> None:
    with TemporaryDirectory() as folder:
        graph = RandomGraph(Path(folder, "music"))
        for step in steps:
            graph.take(step)
        graph.repository.give()
        for branch in graph.branches:
            assert said(graph.history(branch)) == graph.expected(branch)


def nothing(_: Path) -> None:
    """Leave the repository and what was kept as they are."""


def collect(root: Path) -> None:
    """Delete the commits that no branch leads to."""
    git(root, "-c", "gc.reflogExpire=now", "gc", "--quiet", "--prune=now")


def tear(root: Path) -> None:
    """Cut the facts in the middle, if there are any."""
    path = root / ".prodash/commits.jsonl"
    if path.exists():
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def lose(root: Path) -> None:
    """Delete the facts."""
    (root / ".prodash/commits.jsonl").unlink(missing_ok=True)


def forge(root: Path) -> None:
    """Change a letter in the newest commit."""
    path = root / ".prodash/history.json"
    path.write_bytes(path.read_bytes().replace(b"dune", b"dvne"))


ACCIDENTS = [nothing] * 6 + [collect, tear, lose, forge]


@given(
    st.lists(
        st.tuples(STEPS | STAGE_LISTS, st.sampled_from(BRANCHES), st.sampled_from(ACCIDENTS)),
        min_size=4,
        max_size=10,
    )
)
@examples(4)
def test_a_kept_history_is_that_of_all_commits(
    steps: Sequence[tuple[Step, str, Callable[[Path], None]]],
) -> None:
    with TemporaryDirectory() as folder:
        graph = RandomGraph(Path(folder, "music"))
        for step, branch, accident in steps:
            graph.take(step)
            graph.repository.give()
            if branch in graph.branches:
                kept, anew = graph.history(branch, kept=True), graph.history(branch)
                assert (said(kept), kept[2:]) == (said(anew), anew[2:])
                assert (graph.repository.root / ".prodash/history.json").exists()
                accident(graph.repository.root)
