"""Documents: texts as a table of Markdown, HTML, LaTeX and other formats that people paste into documents."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from prodash.render.tables import markup
from prodash.render.tables.rst_table import rst_table
from prodash.render.tables.tabulated import MARKDOWN, Row, tabulated
from prodash.render.terminal.width import clean, without_commands


class Document(NamedTuple):
    """A format of documents.

    escape      gives a line of text as the format shows it literally
    lay_out     gives the lines of a table from the escaped heading and rows, and the columns with numbers
    line_break  stands for a line break in a cell
    """

    escape: Callable[[str], str]
    lay_out: Callable[[Row, Sequence[Row], Collection[int]], Iterator[str]]
    line_break: str = " "


DOCUMENTS: Mapping[str, Document] = {
    "markdown": Document(markup.as_markdown, partial(tabulated, MARKDOWN), "<br>"),
    # The text is escaped already, and line breaks are elements.
    "html": Document(markup.as_html, partial(tabulated, "unsafehtml", align=None), "<br>"),
    "latex": Document(markup.as_latex, partial(tabulated, "latex_raw")),
    "rst": Document(markup.as_rst, rst_table),
    "org": Document(markup.as_org, partial(tabulated, "orgtbl")),
    "jira": Document(markup.as_jira, partial(tabulated, "jira"), " \\\\ "),
    "mediawiki": Document(markup.as_mediawiki, partial(tabulated, "mediawiki", align=None), "<br>"),
    "asciidoc": Document(markup.as_asciidoc, partial(tabulated, "asciidoc")),
}


def document_table(
    name: str, heading: Row, rows: Sequence[Row], numbers: Collection[int] = ()
) -> Iterator[str]:
    """The lines of a table of these texts in the format *name*; none if there are no rows.

    Columns whose index is in *numbers* are aligned at the right.
    """
    # Many rows have the same stage, names or date.
    cell = lru_cache(maxsize=1024)(partial(escaped, name))
    return markup_table(name, [*map(cell, heading)], [[*map(cell, row)] for row in rows], numbers)


def markup_table(
    name: str, heading: Row, rows: Sequence[Row], numbers: Collection[int] = ()
) -> Iterator[str]:
    """As `document_table`, of cells that are in the format *name* already."""
    return map(without_commands, DOCUMENTS[name].lay_out(heading, rows, numbers)) if rows else iter(())


def escaped(name: str, text: str) -> str:
    """*text* on one line, escaped so that the format *name* shows it literally."""
    document = DOCUMENTS[name]
    lines = text.strip().replace("\r\n", "\n").split("\n")
    return document.line_break.join(document.escape(clean(line)) for line in lines)
