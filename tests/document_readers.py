"""Readers of documents: the cells of a table as each format's readers understand them."""

import html
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path

from docutils.core import publish_parts
from markdown_it import MarkdownIt

Rows = list[list[str]]


class _Cells(HTMLParser):
    """The cells of the tables on a page; a line break is a space, and any other markup in a cell is named."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows = []
        self._is_in_cell = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
            self._is_in_cell = True
        elif self._is_in_cell and (tag, *attrs) not in {("p",), ("p", ("class", "tableblock"))}:
            self.handle_data(" " if tag == "br" else f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        self._is_in_cell = self._is_in_cell and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self._is_in_cell:
            self.rows[-1][-1] += data


def of_html(text: str) -> Rows:
    """By Python's own parser."""
    cells = _Cells()
    cells.feed(text)
    return cells.rows


def of_markdown(text: str) -> Rows:
    """By markdown-it."""
    return of_html(MarkdownIt("gfm-like", {"linkify": False}).render(text))


def of_rst(text: str) -> Rows:
    """By docutils, which raises an error even where it would only inform."""
    strict = {"halt_level": 1, "report_level": 5}
    page = publish_parts(text, writer="html5", settings_overrides=strict)["html_body"]
    # Addresses become links, which look the same.
    return of_html(re.sub(r"</?a\b[^>]*>", "", page))


def of_latex(text: str) -> Rows:
    r"""By the rules of LaTeX: what is between `&` and `\\`, without any command that is not one for a sign."""
    start, _line, *lines, _last_line, end = text.splitlines()
    assert re.fullmatch(r"\\begin\{tabular\}\{[lr]+\}", start)
    assert end == "\\end{tabular}"
    rows = [line.removesuffix("\\\\") for line in lines if line != "\\hline"]
    return [[_latex_text(cell.strip()) for cell in re.split(r"(?<!\\)&", row)] for row in rows]


_LATEX_SIGNS = {
    **{f"\\{sign}": sign for sign in "{}$&#%_"},
    **{f"{{{sign}}}": sign for sign in "[*:-',"},
    "\\textbackslash{}": "\\",
    "\\textasciicircum{}": "^",
    "\\textasciitilde{}": "~",
    "\\textless{}": "<",
    "\\textgreater{}": ">",
    "\\textbar{}": "|",
    "\\textasciigrave{}": "`",
}


def _latex_text(cell: str) -> str:
    assert not re.match(r"[\[*]", cell), "it belongs to the command that ends the row before"
    assert not re.search("--|''|,,", cell), "they become one sign"
    return _decoded(cell, _LATEX_SIGNS, r"\\{}$&#%_^~<>|`")


_ORG_SIGNS = {
    "\\vert{}": "|",
    "\\under{}": "_",
    "\\asciicirc{}": "^",
    "\\dollar{}": "$",
    "\\lt{}": "<",
    "\\gt{}": ">",
    "\\ast{}": "*",
    "\\slash{}": "/",
    "\\equal{}": "=",
    "\\tilde{}": "~",
    "\\plus{}": "+",
    "\\zwnj{}": "",
    "\\\\zwnj{}": "\\",
}
"""From `org-entities` of Emacs."""


def of_org(text: str) -> Rows:
    """By the rules of Org mode."""
    heading, rule, *rows = text.splitlines()
    assert re.fullmatch(r"\|[-+]+\|", rule)
    return [[_org_text(cell.strip()) for cell in line[1:-1].split("|")] for line in (heading, *rows)]


def _org_text(cell: str) -> str:
    assert not re.search(r"(?:^|[-\s('\"{])[*/=~+]\S", cell), "emphasis"
    assert not re.search(r"\[\[|\[fn:|\[cite|\[\d|\{\{\{|@@|--|\.\.\.|[a-z]:\S", cell), (
        "link, note, date, macro or dash"
    )
    return _decoded(cell, _ORG_SIGNS, r"|_^$<>\\")


def _decoded(cell: str, signs: Mapping[str, str], special: str) -> str:
    """*cell* with signs in place of their commands; none of the *special* signs may stand for itself."""
    commands = "|".join(sorted(map(re.escape, signs), key=len, reverse=True))
    parts = re.findall(rf"{commands}|[^{special}]|.", cell)
    assert all(part in signs or not re.match(f"[{special}]", part) for part in parts), parts
    return "".join(signs.get(part, part) for part in parts)


def of_jira(text: str) -> Rows:
    """By the rules of the wiki markup of Jira."""
    heading, *rows = text.splitlines()
    lines = [heading.replace("||", "|"), *rows]
    return [[_jira_text(cell.strip()) for cell in line[1:-1].split("|")] for line in lines]


def _jira_text(cell: str) -> str:
    # Each escaped sign as a number, which nothing takes for markup.
    text = re.sub(r"\\([^a-zA-Z0-9\s])", lambda match: f"&#{ord(match[1])};", cell.replace(" \\\\ ", " "))
    assert not re.search(
        r"[{}\[\]*^~\\]|(?:^|\W)[-_+]\w|\?\?|!\S|\((?:[/xyin!?*+-]|\*[rgby]|on|off|flag|flagoff)\)|:[()DPp]|;\)|^#|^(?:bq|h\d)\.",
        _without_references(text),
    )
    return html.unescape(text)


def of_mediawiki(text: str) -> Rows:
    """By the rules of MediaWiki."""
    start, _caption, *lines, end = text.splitlines()
    assert (start[:2], end) == ("{|", "|}")
    rows = [line for line in lines if line != "|-"]
    aligned = r'style="text-align: right;"\| '
    return [
        [_mediawiki_text(re.sub(aligned, "", cell).strip()) for cell in line[1:].split(line[0] * 2)]
        for line in rows
    ]


def _mediawiki_text(cell: str) -> str:
    text = cell.replace("<br>", " ")
    assert not re.search(r"[|\[\]{}<>=~]|''|__|!!|^[-+!:;*#]", _without_references(text))
    return html.unescape(text)


def of_asciidoc(text: str) -> Rows:
    """By the rules of AsciiDoc."""
    head, start, *rows, end = text.splitlines()
    assert re.fullmatch(r'\[cols="(?:[<>]\d+,?)+",options="header"\]', head)
    assert (start, end) == ("|====", "|====")
    return [[_asciidoc_text(cell.strip()) for cell in line[1:].split("|")] for line in rows]


def _asciidoc_text(cell: str) -> str:
    assert not re.search(
        r"[|{}\[\]*_#`^~+<>\\']|\(\(|\((?:C|R|TM)\)|--|->|=>|\.\.|\$\$", _without_references(cell)
    )
    return html.unescape(cell)


def _without_references(text: str) -> str:
    """*text* with a sign in place of each number of one; no other ampersand may be taken for one."""
    rest = re.sub(r"&#\d+;", "¤", text)
    assert not re.search(r"&#?\w+;", rest)
    return rest


READERS: Mapping[str, Callable[[str], Rows]] = {
    "markdown": of_markdown,
    "html": of_html,
    "latex": of_latex,
    "rst": of_rst,
    "org": of_org,
    "jira": of_jira,
    "mediawiki": of_mediawiki,
    "asciidoc": of_asciidoc,
}

_EXPORT = (
    "(progn (require 'ox-html) (with-temp-buffer (insert-file-contents (car command-line-args-left))"
    " (org-mode) (princ (org-export-as 'html nil nil t))))"
)
PROGRAMS: Mapping[str, list[str]] = {
    "asciidoc": ["asciidoctor", "-e", "-o", "-"],
    "org": ["emacs", "-Q", "--batch", "--eval", _EXPORT],
    "mediawiki": ["pandoc", "-t", "html", "-f", "mediawiki"],
}
"""Programs that make a page of a document; the file comes last."""


def by_program(form: str, text: str, folder: Path) -> Rows:
    """The cells on the page that the program for this format makes."""
    file = folder / "document"
    file.write_text(text, encoding="utf-8")
    ran = subprocess.run(
        [*PROGRAMS[form], str(file)], capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    # Addresses become links, Org has other signs for the star and for nothing.
    page = re.sub(r"</?a\b[^>]*>", "", ran.stdout).replace("&lowast;", "*").replace("&zwnj;", "")
    return of_html(page)
