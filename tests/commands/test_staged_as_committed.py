"""check --staged says of any staged state what check says of it once it is committed and cloned."""

import json
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.cli import main
from tests.conftest import write_files
from tests.examples import examples
from tests.surroundings import git

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("somebody")]

FILES = ("tracks/a.yaml", "tracks/ep/b.yaml", "tracks/ep/a.yaml", "workflows.yaml", "projects.yaml", "b.yaml")
TEXTS = (
    "stage: seed\n",
    "stage: x\nworkflows: [y]\n",
    "stage: Seed\nprojects: ep\n",
    "workflows: [y]\n",
    "projects: [ep]\n",
    "a: [\n",
    "",
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "write", "delete", "add"]), st.sampled_from(FILES), st.sampled_from(TEXTS)
    ),
    max_size=12,
)


def take(root: Path, steps: Sequence[tuple[str, str, str]]) -> None:
    for step, path, text in steps:
        file = root / path
        if step == "write":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        elif step == "delete":
            file.unlink(missing_ok=True)
        else:
            git(
                root,
                "add",
                "--all",
                "--",
                *(name for name in [path] if file.exists() or is_known(root, name)),
            )


def is_known(root: Path, path: str) -> bool:
    return bool(git(root, "ls-files", "--", path))


def problems(*argv: str) -> tuple[int, list[object]]:
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()):
        code = main([*argv, "-f", "json"])
    answer = json.loads(out.getvalue())
    return code, [answer["problems"], answer["checked"]["files"]]


@given(before=STEPS, after=STEPS)
@examples(5)
def test_the_index_is_read_as_the_commit_will_be(
    before: Sequence[tuple[str, str, str]], after: Sequence[tuple[str, str, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write_files(Path(folder) / "music", {"stages.yaml": "stages: [seed, mixing]\n"})
        git(root, "init", "--quiet")
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message=first")
        take(root, before)
        git(root, "commit", "--quiet", "--allow-empty", "--message=second")
        take(root, after)
        staged = problems("-C", str(root), "check", "--staged")
        git(root, "commit", "--quiet", "--allow-empty", "--message=third")
        git(root, "clone", "--quiet", str(root), f"{folder}/clone")
        assert staged == problems("-C", f"{folder}/clone", "check", "--since", "HEAD~1")
