"""A tab may stand wherever YAML allows blanks between two parts of a line; only indentation needs spaces."""

import contextlib
import io
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prodash.cli import main
from prodash.storage.yaml import events, parse
from tests.conftest import Files, Ran, write_files
from tests.examples import examples

# Every `·` is a place where YAML 1.2 allows any number of blanks.
TEMPLATE = """\
%YAML·1.2·# the version
---·
·
·# a comment
title:·Night Bus·
'stage'·:·seed·# soon
workflows:·
-·vocals
-·"artwork"·# c
projects·:·[·ep·,·'side a'·]·
braces:·{·a·:·1·,
·"b"·:·[x,
·y]·}·# c
notes:·|·# head
  one
strip:·>-·
  one
  two
lines:·one·
 ·two
·
quoted:·'one·
··two'·
below:
 ·text
tag:·!!str·x
anchor:·&a·y
alias:·*a·# c
?·key
:·value
"""
BLANKS = st.sampled_from([" ", "\t", " \t", "\t ", "\t\t"])


def quietly(*argv: str) -> str:
    """What prodash prints on stdout."""
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(io.StringIO()) as complaint:
        code = main(argv)
    assert (code, complaint.getvalue()) == (0, "")
    return shown.getvalue()


def read(root: Path) -> Any:
    """The only track, with its custom fields."""
    parse.parse.cache_clear()
    return json.loads(quietly("-C", str(root), "list", "--no-index", "-f", "json"))["tracks"]


@given(st.lists(BLANKS, min_size=TEMPLATE.count("·"), max_size=TEMPLATE.count("·")))
@examples(6)
@example(["\t"] * TEMPLATE.count("·"))
def test_a_tab_between_two_parts_of_a_line_reads_like_a_space(blanks: list[str]) -> None:
    first, *others = TEMPLATE.split("·")
    text = first + "".join(blank + part for blank, part in zip(blanks, others, strict=True))
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        root = write_files(Path(folder), {"tracks/a.yaml": TEMPLATE.replace("·", " ")})
        expected = read(root)
        (root / "tracks/a.yaml").write_text(text, encoding="utf-8", newline="")
        assert read(root) == expected
        quietly("-C", str(root), "set", "stage=mixing", "a")
        assert (root / "tracks/a.yaml").read_text(encoding="utf-8") == text.replace("seed", "mixing")
        patch.setattr(events, "CParser", None)
        assert read(root) == [{**expected[0], "stage": "mixing", "stage_name": "Mixing"}]


@pytest.mark.parametrize("with_c_parser", [True, False])
@pytest.mark.parametrize(
    ("text", "value"),
    {
        "mine: a\tb": "a\tb",
        "mine: [a\tb, c]": ["a\tb", "c"],
        "mine: 'a\tb'": "a\tb",
        "mine: |\n  a\tb\n  \tc\n": "a\tb\n\tc\n",
        "mine: a\t\tb \t\n  \tc": "a\t\tb c",
        'mine: "a\t\\\n  b"': "a\tb",
    }.items(),
    ids=repr,
)
def test_a_tab_inside_a_text_belongs_to_it(
    text: str,
    value: object,
    with_c_parser: bool,
    catalogue: Callable[[Files], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = catalogue({"tracks/a.yaml": f"stage: seed\n{text}\n"})
    if not with_c_parser:
        monkeypatch.setattr(events, "CParser", None)
    assert read(root)[0]["custom"] == {"mine": value}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("\tstage: seed\n", 1, 1),
        ("workflows:\n\t- a\n", 2, 1),
        ("workflows:\n \t- a\n", 2, 2),
        ("workflows:\n-\t- a\n", 2, 2),
        ("workflows:\n  - a\n\t- b\n", 3, 1),
        ("mine:\n- \ta: b\n", 2, 3),
        ("mine:\n\ta: b\n", 2, 1),
        ("mine:\n  a: b\n\tc: d\n", 3, 1),
        ("mine:\n  a: b\n  \tc: d\n", 3, 3),
        ("title:\n\tNight Bus\n", 2, 1),
        ("title: Night\n\tBus\n", 2, 1),
        ("notes: |\n\ttext\n", 2, 1),
        ("notes: |\n  text\n\tmore\n", 3, 1),
        ("? \t- a\n", 1, 3),
        ("? a\n: \t- b\n", 2, 3),
    ],
    ids=repr,
)
def test_a_tab_that_indents_is_a_problem_of_its_line(
    text: str, line: int, column: int, catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    catalogue({"tracks/a.yaml": text})
    assert run("check") == Ran(
        1,
        out=f"tracks/a.yaml:{line}:{column}: error: a tab indents line {line}; "
        "YAML allows only spaces there, so replace it with spaces [tab]\n",
    )


CHANGED = {
    "an item added": ("-\tmix\n-\tart\n", "workflows+=vocals", "-\tmix\n-\tart\n-\tvocals\n"),
    "an item removed": ("-\tmix\t# c\n-\tart\n", "workflows-=mix", "-\tart\n"),
    "other items": ("-\tmix\n-\tart\n", "workflows=art,vocals", "-\tart\n-\tvocals\n"),
    "in brackets": (" [mix\t,\tart\t]\n", "workflows-=mix", " [art\t]\n"),
    "all items": ("\t[mix,\tart]\t# c\n", "workflows-=mix,art", "\t[]\t# c\n"),
}


@pytest.mark.parametrize(("before", "change", "after"), CHANGED.values(), ids=CHANGED)
def test_a_list_with_tabs_changes_as_any_other(
    before: str, change: str, after: str, catalogue: Callable[[Files], Path], run: Callable[..., Ran]
) -> None:
    head = "workflows\t:" if before[0] in " \t" else "workflows\t:\n"
    root = catalogue({"tracks/a.yaml": f"stage: seed\n{head}{before}bpm: 1\n"})
    assert run("set", change, "a").code == 0
    assert (root / "tracks/a.yaml").read_text() == f"stage: seed\n{head}{after}bpm: 1\n"
