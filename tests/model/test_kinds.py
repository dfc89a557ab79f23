"""Which vocabularies a catalogue knows, and which it cannot read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.model.catalogue.kinds import KINDS, unreadable_kinds
from prodash.storage.read.load import load
from tests.conftest import Files

_UNREADABLE: dict[str, str | bytes] = {
    "in conflict": "{0}:\n<<<<<<< ours\n- a\n=======\n- b\n>>>>>>> theirs\n",
    "not YAML": "{0}: [a",
    "not UTF-8": b"\xff",
    "empty": "",
    "without its list": "other: [a]\n",
    "with its list twice": "{0}: [a]\n{0}: [b]\n",
    "with a text for its list": "{0}: a\n",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("content", _UNREADABLE.values(), ids=_UNREADABLE)
def test_a_vocabulary_whose_list_cannot_be_read_is_unknown(
    kind: str, content: str | bytes, catalogue: Callable[[Files], Path]
) -> None:
    path = KINDS[kind].path
    content = content if isinstance(content, bytes) else content.format(KINDS[kind].plural)
    root = catalogue({"tracks/a.yaml": "stage: seed\n", path: content})
    assert unreadable_kinds(load(root)) == (KINDS[kind],)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {
            "projects.yaml": "projects: []\nother: 1\n",
            "workflows.yaml": "workflows:\n- id: ok\n- id: '?'\n- ok\n",
        },
    ],
    ids=["absent", "with a bad entry"],
)
def test_a_vocabulary_that_is_absent_or_has_a_bad_entry_is_known(
    files: Files, catalogue: Callable[[Files], Path]
) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n", **files})
    assert unreadable_kinds(load(root)) == ()
