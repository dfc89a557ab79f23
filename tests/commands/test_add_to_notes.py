"""set notes+=: a line at the end of notes in any style; every other byte stays, and undo gives back all."""

import re
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from prodash.cli import main
from tests.conftest import write_files
from tests.examples import examples
from tests.readers import differences

TEXT = st.sampled_from(["Vox", "- a, b", "it's #1", "a: b", "# no comment", "🌱 é", "'", "yes", "1:30"])
LINES = st.lists(st.one_of(TEXT, TEXT.map("  {}".format), st.just("")), min_size=1, max_size=4).filter(any)


@st.composite
def notes_in_any_style(draw: st.DrawFn) -> str:
    """The key with its value, as people write it; a `␤` stands for each line end."""
    style = draw(st.sampled_from(["plain", "quotes", "'", '"', "|", ">"]))
    if style == "plain":
        return draw(st.sampled_from(["notes: a b", "notes: a # keep", "notes:", "notes: ~", "notes: a␤  b"]))
    if style == "quotes":
        return draw(
            st.sampled_from(["notes: 'a␤␤  b' # keep", 'notes: "a\\tb"', "notes: ''", 'notes: "a\\n\\n"'])
        )
    if style in "'\"":
        return f"notes:  {style}{draw(TEXT).replace(chr(39), chr(39) * 2) if style != chr(34) else draw(TEXT)}{style}"
    indent, lines = " " * draw(st.integers(1, 4)), draw(LINES)
    digit = (
        str(len(indent))
        if lines[0].startswith(" ") or not lines[0]
        else draw(st.sampled_from(["", str(len(indent))]))
    )
    header = f"{style}{digit}{draw(st.sampled_from(['', '-', '+']))}{draw(st.sampled_from(['', ' # keep']))}"
    return "␤".join([f"notes: {header}", *(f"{indent}{line}" if line else "" for line in lines)])


@given(
    notes_in_any_style(),
    TEXT,
    st.sampled_from(["stage: seed␤", "# top␤stage: seed # s␤"]),
    st.sampled_from(["", "␤", "␤bpm: 1", "␤␤# end␤bpm: 1␤", "␤# end␤"]),
    st.sampled_from(["\n", "\r\n"]),
)
@examples(12)
def test_the_notes_get_a_line_and_nothing_else_changes(
    notes: str, line: str, head: str, tail: str, newline: str
) -> None:
    old = (head + notes + tail).replace("␤", newline)
    with tempfile.TemporaryDirectory() as folder:
        file = write_files(Path(folder), {"tracks/a.yaml": old}) / "tracks/a.yaml"
        assert main(["-C", folder, "set", f"notes+={line}", "a", "--quiet"]) in {0, 1}
        new = file.read_bytes().decode()
        assert main(["-C", folder, "undo", "--quiet"]) in {0, 1}
        assert file.read_bytes().decode() == old
    before, after = YAML(typ="safe", pure=True).load(old), YAML(typ="safe", pure=True).load(new)
    text = before.pop("notes") or ""
    body = text.rstrip("\n")
    expected = f"{body}\n{line}" if body else line
    assert after.pop("notes").rstrip("\n") == expected
    assert after == before
    assert differences(new, old) == []
    assert new.startswith(head.replace("␤", newline))
    assert new.endswith(tail.replace("␤", newline))
    if body and re.match("notes: [|>]", notes):
        start = next(n for n, (a, b) in enumerate(zip(old + "\0", new, strict=False)) if a != b)
        added = new[start : start + len(new) - len(old)]
        assert (new[:start] + new[start + len(added) :], added.strip()) == (old, line)
