"""Markup: text escaped so that a document format shows it literally, one function for each format.

Each takes one line of text.  The patterns match what the readers of the format take for markup in a table cell.
"""

import re
from collections.abc import Mapping
from html import escape as as_html

__all__ = ["as_asciidoc", "as_html", "as_jira", "as_latex", "as_markdown", "as_mediawiki", "as_org", "as_rst"]

_EDGE = r"(?<![^\W_]){0}|{0}(?![^\W_])"
"""Signs that start or end markup at the edge of a word."""

# `&` starts an entity.
_MARKDOWN = re.compile(rf"[\\`*\[\]<>|~$]|{_EDGE.format('_')}|&(?=[#\w]+;)")
# A colon begins a role or a field, two end a paragraph before a literal block.
_RST = re.compile(rf"[\\`*|]|{_EDGE.format('_')}|^:|(?<=:):")
# A cell is parsed as a block: lists, options, titles, comments, and items such as `1.`, `(a)` and `iv)`.
_RST_BLOCK = re.compile(r"[^\w\s\\]|\(?(?:\w+|#)[.)](?:\s|$)|\\+$")
# Braces and what makes a dash or a quotation mark of two signs; `[` and `*` belong to the `\\` that ends the row before.
_LATEX = re.compile(r"[\\{}$&#%_^~<>|`]|^[\[*:]|(?<=-)-|(?<=')'|(?<=,),")
# At the start of the text, two signs in a row, and what only emphasises at the edge of a word.
_ORG = re.compile(
    rf"[|_^$<>\\]|{_EDGE.format('[*/=~+]')}|\[(?=[\[\d/%]|fn:|cite)|(?<={{{{){{|(?<=@)@|-(?=-)|\.(?=\.\.)|(?<=[a-zA-Z]):(?=\S)|^[#!](?=\s*$)"
)
_MEDIAWIKI = re.compile(r"[|\[\]{}<>&~=\\]|'(?=')|_(?=_)|!(?=!)|^[-+!:;*#]")
_JIRA = re.compile(
    rf"[\\|{{}}\[\]*^~]|{_EDGE.format('[-_+]')}|\((?=(?:[ynix/!?*+-]|\*[rgby]|on|off|flag|flagoff)\))|!(?=\S)|\?(?=\?)|:(?=[()DPp])|;(?=\))"
    r"|&(?=[#\w]+;)|^#|^(?:bq|h[1-6])\."
)
_JIRA_ESCAPED = frozenset("{}[]*_-!?(#")
_ASCIIDOC = re.compile(r"[\\|{}\[\]*_#`^~+<>&]|\((?=\(|C\)|R\)|TM\))|-(?=[->])|=(?=>)|\.(?=\.)|\$(?=\$)|'")

_LATEX_COMMANDS: Mapping[str, str] = {
    **{sign: f"\\{sign}" for sign in "{}$&#%_"},
    "\\": "\\textbackslash{}",
    "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}",
    "<": "\\textless{}",
    ">": "\\textgreater{}",
    "|": "\\textbar{}",
    "`": "\\textasciigrave{}",
}
_ORG_ENTITIES: Mapping[str, str] = {
    "|": "vert",
    "_": "under",
    "^": "asciicirc",
    "$": "dollar",
    "<": "lt",
    ">": "gt",
    "*": "ast",
    "/": "slash",
    "=": "equal",
    "~": "tilde",
    "+": "plus",
}
_ORG_NOTHING = "\\zwnj{}"
"""An entity that shows nothing; it keeps signs apart that have no entity of their own."""


def as_markdown(line: str) -> str:
    """*line* for GitHub Flavored Markdown."""
    return _MARKDOWN.sub(r"\\\g<0>", line)


def as_rst(line: str) -> str:
    """*line* for reStructuredText."""
    escaped = _RST.sub(r"\\\g<0>", line)
    block = _RST_BLOCK.match(escaped)
    # An escaped space shows nothing; before a backslash, a backslash alone would escape that.
    return escaped if not block else f"\\ {escaped}" if escaped[0] == "\\" else f"\\{escaped}"


def as_latex(line: str) -> str:
    """*line* for LaTeX; the document needs a font with its letters."""
    return _LATEX.sub(lambda match: _LATEX_COMMANDS.get(match[0], f"{{{match[0]}}}"), line)


def as_org(line: str) -> str:
    """*line* for Org mode."""

    def entity(match: re.Match[str]) -> str:
        sign = match[0]
        if sign in _ORG_ENTITIES:
            return f"\\{_ORG_ENTITIES[sign]}{{}}"
        return f"{_ORG_NOTHING}{sign}" if sign in "{@:" else f"{sign}{_ORG_NOTHING}"

    return _ORG.sub(entity, line)


def as_mediawiki(line: str) -> str:
    """*line* for MediaWiki."""
    return _MEDIAWIKI.sub(_character_reference, line)


def as_jira(line: str) -> str:
    """*line* for the wiki markup of Jira and Confluence."""
    # Confluence does not understand every number, and other readers do not understand every backslash.
    return _JIRA.sub(
        lambda match: f"\\{match[0]}" if match[0] in _JIRA_ESCAPED else _character_reference(match), line
    )


def as_asciidoc(line: str) -> str:
    """*line* for AsciiDoc."""
    return _ASCIIDOC.sub(_character_reference, line)


def _character_reference(match: re.Match[str]) -> str:
    """The match with its first sign as a number, as HTML writes it."""
    sign, rest = match[0][0], match[0][1:]
    return f"&#{ord(sign)};{rest}"
