"""What git makes of two changes is known without it, if they are apart or one right after the other."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st

from prodash.model.merge.lines import are_adjacent, merge_apart
from tests.examples import examples

LINES = st.lists(st.sampled_from("abcd"), max_size=9)


@st.composite
def versions(draw: st.DrawFn) -> tuple[bytes, bytes, bytes]:
    """Lines, and what two people make of a few of them; the last one may have no line end."""
    base = draw(LINES)

    def changed() -> list[str]:
        start = draw(st.integers(0, len(base)))
        stop = draw(st.integers(start, min(start + 2, len(base))))
        return [*base[:start], *draw(st.lists(st.sampled_from("xya"), max_size=2)), *base[stop:]]

    texts = ["".join(f"{line}\n" for line in lines) for lines in (base, changed(), changed())]
    old, ours, theirs = (text[: draw(st.sampled_from((None, None, -1)))].encode() for text in texts)
    return old, ours, theirs


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lines")


@examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(texts=versions())
@example(texts=(b"a\nb\nc\n", b"x\nb\nc\n", b"a\nb\ny\n"))
@example(texts=(b"a\nb\n", b"x\nb\n", b"a\ny\n"))
@example(texts=(b"a\na\na\n", b"a\ny\ny\na\na\n", b"a\ny\ny\na\na"))
def test_git_merges_what_is_apart_and_finds_a_conflict_in_neighbours(
    texts: tuple[bytes, bytes, bytes], folder: Path
) -> None:
    base, ours, theirs = texts
    apart, adjacent = merge_apart(*texts), are_adjacent(*texts)
    assert apart is None or not adjacent
    if (apart is None and not adjacent) or ours == theirs or base in (ours, theirs):
        return
    for name, text in zip("OAB", texts, strict=True):
        (folder / name).write_bytes(text)
    argv = ["git", "merge-file", "-p", "-q", "A", "O", "B"]
    git = subprocess.run(argv, cwd=folder, capture_output=True, check=False)
    if apart is not None:
        assert (git.returncode, git.stdout) == (0, apart)
    elif all(len(lines) == len({*lines}) for lines in map(bytes.splitlines, texts)):
        # Among lines that repeat, git may find another place for a change, and merge what is adjacent here.
        assert git.returncode
