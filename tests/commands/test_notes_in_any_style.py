"""Notes in any style get a line or another word; every other byte stays, and undo gives back all."""

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
        return draw(
            st.sampled_from(
                ["notes: a b", "notes: a # keep", "notes:", "notes: ~", "notes: a␤  b", "notes:␤    a # keep"]
            )
        )
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


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str, str]:
    """The notes of a file, and what is above and below them."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    head = draw(st.sampled_from(["stage: seed␤", "# top␤stage: seed # s␤"]))
    tail = draw(st.sampled_from(["", "␤", "␤bpm: 1", "␤␤# end␤bpm: 1␤", "␤# end␤"]))
    notes = draw(notes_in_any_style())
    return notes.replace("␤", newline), head.replace("␤", newline), tail.replace("␤", newline)


def changed(file: tuple[str, str, str], *argv: str) -> tuple[str, str]:
    """The text of the file before and after a command, which undo takes back."""
    notes, head, tail = file
    old = head + notes + tail
    with tempfile.TemporaryDirectory() as folder:
        path = write_files(Path(folder), {"tracks/a.yaml": old}) / "tracks/a.yaml"
        assert main(["-C", folder, "--quiet", *argv, "a"]) == 0
        new = path.read_bytes().decode()
        if new != old:
            assert main(["-C", folder, "--quiet", "undo"]) == 0
        assert path.read_bytes().decode() == old
    assert differences(new, old) == []
    assert (new.startswith(head), new.endswith(tail)) == (True, True)
    return old, new


def values(text: str) -> dict[str, object]:
    """What ruamel.yaml reads in *text*."""
    read: dict[str, object] = YAML(typ="safe", pure=True).load(text)
    return {"notes": "", **{key: value for key, value in read.items() if value is not None}}


@given(files(), TEXT)
@examples(12)
def test_the_notes_get_a_line_and_nothing_else_changes(file: tuple[str, str, str], line: str) -> None:
    old, new = changed(file, "set", f"notes+={line}")
    before, after = values(old), values(new)
    body = str(before["notes"]).rstrip("\n")
    assert str(after["notes"]).rstrip("\n") == (f"{body}\n{line}" if body else line)
    assert after | {"notes": ""} == before | {"notes": ""}
    if body and re.match("notes: [|>]", file[0]):
        start = next(n for n, (a, b) in enumerate(zip(old + "\0", new, strict=False)) if a != b)
        added = new[start : start + len(new) - len(old)]
        assert (new[:start] + new[start + len(added) :], added.strip()) == (old, line)


@given(files(), TEXT)
@examples(12)
def test_a_word_of_the_notes_is_replaced_and_nothing_else_changes(
    file: tuple[str, str, str], word: str
) -> None:
    old, new = changed(file, "replace", "--in", "notes", "--", "a", word)
    before, after = values(old), values(new)
    assert after == before | {"notes": str(before["notes"]).replace("a", word)}
    if re.match("notes: [|>]", file[0]):
        assert (new.count("\n"), new.split(" ")[2]) == (old.count("\n"), old.split(" ")[2])
