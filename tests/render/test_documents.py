"""Formats of documents: every text in a cell is read back as that text, whatever its signs mean in the format."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.render.tables.documents import DOCUMENTS, document_table
from prodash.render.terminal.width import clean
from tests.document_readers import PROGRAMS, READERS, by_program
from tests.examples import examples

HARD = """
*bold* | _under_ a_b name_ | `code` | a^b ~c~ H~2~O | =x= +y+ /i/ AC/DC | word*x*y | $x$ $$y$$ | \\ \\\\ \\alpha \\(z\\) x\\ | a +
[[link]] [x](y) [1]_ | {attr} {{t}} {{{m(x)}}} {code} | <b>&amp; <<x>> <5> <2026-11-28> <!-- c --> | &#42; & &c | ((x)) ((y
- item | * item | # one | + more | 1. one | (a) two | a) x | MCMXC. x | #. x | i) | h1. x | bq. x | = title | // c | >>> x | -a  x | --long x
:: | a:: | :field: x | .. | .. note:: x | ===== | ----- | ---- | ~~~~ | __TOC__ | !! | !img.png! | -x | +x | }x | !x | * | # | ! | / | [x] | _`t`
x -- y --- z ... -> => <- (C) (TM) | '''b''' ''i'' "q" Don't | 'x' | (y) :) ;) :D (/) (on) (film) ??c?? | @@html:x@@ | 100% #1 & co, ,, | a.
[fn:1] [1/3] [cite:@x] | src_py{1} call_f(x) | image:x[] kbd:[F] footnote:[n] | http://x.y/a_b | -{zh:x}- | ##[error] ##vso[x] | ::error::x
日本語 *x* | 👨‍👩‍👧 _x_ é | مرحبا | 🇩🇪🎧 a\u0301 | ▏▇ ♯ ∶
"""
TEXTS = [text for line in HARD.strip().splitlines() for text in re.split(r"(?<= )\| ?|$", line) if text] + [
    "a|b||c",
    "||",
    "| x",
    "\\|",
]
SIGNS = st.text(st.sampled_from("*_`|[](){}<>&\\:;=~+-/#!$%^.@'\",? \na1Cé日"), max_size=12)


def rows(texts: list[str]) -> list[list[str]]:
    """Each text at the start of a row, in its middle, after a word, and at its end."""
    return [[text, "x", f"x {text}", text] for text in texts]


def told(text: str) -> str:
    """*text* without what no format keeps: spaces, line breaks, control characters, commands for CI."""
    line = " ".join(map(clean, text.strip().replace("\r\n", "\n").split("\n")))
    return " ".join(line.replace("\N{RATIO}", ":").replace("\N{MUSIC SHARP SIGN}", "#").split())


def document(form: str, texts: list[str]) -> str:
    return "".join(f"{line}\n" for line in document_table(form, ["a|b", "2", "c", "d_"], rows(texts), {1}))


def expected(texts: list[str]) -> list[list[str]]:
    return [["a|b", "2", "c", "d_"], *([told(cell) for cell in row] for row in rows(texts))]


def read(cells: list[list[str]]) -> list[list[str]]:
    return [[told(cell) for cell in row] for row in cells]


def test_every_format_of_documents_has_a_reader() -> None:
    assert set(READERS) == set(DOCUMENTS)


@pytest.mark.parametrize("form", READERS)
def test_hard_texts_are_read_back_as_they_were(form: str) -> None:
    assert read(READERS[form](document(form, TEXTS))) == expected(TEXTS)


@pytest.mark.parametrize("form", READERS)
@examples(8)
@given(texts=st.lists(SIGNS | st.text(), min_size=1, max_size=30))
def test_any_text_is_read_back_as_it_was(form: str, texts: list[str]) -> None:
    assert read(READERS[form](document(form, texts))) == expected(texts)


@pytest.mark.slow
@pytest.mark.parametrize("form", PROGRAMS)
def test_programs_read_hard_texts_back_as_they_were(form: str, tmp_path: Path) -> None:
    if not shutil.which(PROGRAMS[form][0]):
        pytest.skip(f"{PROGRAMS[form][0]} is not installed")
    assert read(by_program(form, document(form, TEXTS), tmp_path)) == expected(TEXTS)


@pytest.mark.parametrize("form", READERS)
def test_a_table_may_have_one_column(form: str) -> None:
    lines = document_table(form, ["title"], [["Dune"], [""], ["1."]])
    assert [cells[0] for cells in read(READERS[form]("".join(f"{line}\n" for line in lines)))] == [
        *("title", "Dune", "", "1.")
    ]
