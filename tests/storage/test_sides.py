"""Two versions differ as their whole folders do, although only the files that differ are read."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from prodash.model.comparison.catalogues import compare
from prodash.storage.comparison.sides import Sides, sides_of_commits, sides_with_disk
from prodash.storage.git.run import Git
from prodash.storage.read.load import load
from tests.conftest import STAGES, write_files
from tests.examples import examples
from tests.history.repository import Repository, git

TRACKS = st.sampled_from(
    [
        "stage: seed\n",
        "stage: Mixing\nprojects: summer-ep\n",
        "stage: mixing\nprojects: [ep, film]\nworkflows: artwork\n",
        "title: A\nstage: seed\nprojects: film\ndue: 2026-12-01\nbpm: 98\n",
        "stage: [\n",
        "# nothing\n",
    ]
)
FILES = st.fixed_dictionaries(
    {"stages.yaml": st.sampled_from([STAGES, STAGES.replace("id: mixing", "id: mix"), "stages: [seed]\n"])},
    optional={
        "projects.yaml": st.sampled_from(
            ["projects: [summer-ep, film]\n", "projects: [ep, film]\n", "projects: [\n"]
        ),
        **{f"tracks/{name}.yaml": TRACKS for name in ("a", "b", "c", "ep/a", "ep/d", "é")},
    },
)


@given(FILES, FILES)
@examples(4)
def test_what_differs_is_the_same_however_little_is_read(
    old: Mapping[str, str], new: Mapping[str, str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        before = load(write_files(Path(folder, "old"), old))
        repository = Repository(Path(folder, "new"))
        repository.commit(files=old)
        repository.commit(files={**dict.fromkeys(old), **new})
        root = repository.write()
        after = load(root)
        older, newer = (git(root, "rev-parse", name) for name in ("HEAD~1", "HEAD"))
        here = Git.at(root, os.environ)
        every = [
            sides_of_commits(here, older, newer, whole=False),
            sides_of_commits(here, older, newer, whole=True),
            sides_with_disk(here, older, after),
        ]
        expected = compare(before, after, every[0].renames).differences
    assert [differences(sides) for sides in every] == [expected] * 3


def differences(sides: Sides) -> object:
    return compare(sides.before.catalogue, sides.after.catalogue, sides.renames, sides.same).differences
