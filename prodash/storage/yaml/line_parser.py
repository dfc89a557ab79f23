r"""Parse a text of simple lines, as most tracks are, without a YAML parser.

stage: mixing  # note          words that every YAML reader reads as text
title: "Intro: #1"             quotes without escapes
workflows: [mastering, artwork]
projects:
- summer-ep  # the first
notes: >
  The second verse
  drags.

The YAML parsers read any other text; they take twice to four times as long.  Relative to `YAML(typ="safe").load`, the first
load of 10,000 tracks takes 0.21 of the time, and 0.35 if they have long texts, lists and comments; the target is 0.5.
A command that reads only a few changed files does not even import a parser.
"""

import re
from collections.abc import Iterable

from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar, Sequence

# A text this short cannot exceed the limit on values in a document.
MAX_CHARACTERS = 50_000

# ASCII, letters of any script, typographic punctuation and emoji; no character that could end a line.
_BEYOND_ASCII = r"\w\u2010-\u2027\U0001f300-\U0001faff"
_CHARACTERS = rf"[ -~{_BEYOND_ASCII}]*+"
_NAME = r"[^\W_](?:[\w./+-]|\ (?=[\w./+-]))*+"
# Not `: ` and ` #`, which end a text.
_WORDS = rf"-?[^\W_](?:[!-9;-~{_BEYOND_ASCII}]|:(?=[\w/])|\ ++(?![\#:\n]))*+"
_LINE_REST = rf"(?:\ +\#{_CHARACTERS})?+\n"
_COMMENT_LINES = rf"(?:(?:\ *+\#{_CHARACTERS})?+\n)*+"
LINE = re.compile(
    rf"""([^\W_][\w-]{{0,99}}+):(?:
      \ (?:({_WORDS})
        |(\[(?:{_NAME}(?:,\ {_NAME})*+)?+\])
        |((["'])(?:(?!\5|\\)[ -~{_BEYOND_ASCII}])*+\5)
        ){_LINE_REST}
    | \ ([|>])(-?)\n((?=\ \ [^ \n])(?:\n*+\ \ (?=\ *+[^ \n]){_CHARACTERS}\n)++)(\n*+)
    | \n(?:(?=(\ *+)-)((?:\10-\ {_WORDS}{_LINE_REST}{_COMMENT_LINES})++))?+
    ){_COMMENT_LINES}""",
    re.VERBOSE,
)
_WORDS_OF_ITEM = re.compile(r"^ *- ([^ \n]+(?: +[^ #\n][^ \n]*)*)", re.MULTILINE)
LINES_AT_TOP = re.compile(_COMMENT_LINES, re.VERBOSE)

# Folding joins lines that have no more indentation than their block; of several line breaks, it drops the first.
_LINES_TO_FOLD = re.compile(r"^[^ \n].*(?:\n+[^ \n].*)*", re.MULTILINE)
_SINGLE_BREAK = re.compile(r"\n(?<!\n\n)(?!\n)")
_FIRST_BREAK = re.compile(r"\n(?<!\n\n)")

# Makes a named tuple without calling its Python-level __new__, which is slow for many nodes.
_make_tuple = tuple.__new__


def simple_document(text: str) -> Document | None:
    """The document in *text*; None if any line is not simple."""
    if len(text) > MAX_CHARACTERS:
        return None
    top = LINES_AT_TOP.match(text)
    first = at = top.end() if top else 0
    matches = []
    while match := LINE.match(text, at):
        matches.append(match)
        at = match.end()
    if at < len(text) or len({match[1] for match in matches}) < max(len(matches), 1):
        return None
    first_line = 1 + text.count("\n", 0, first)
    pairs = _pairs(text, matches, first_line)
    return Document(_make_tuple(Mapping, (pairs, False, first, at, first_line, 1, "")), ())


def _pairs(text: str, matches: Iterable[re.Match[str]], line: int) -> tuple[tuple[Scalar, Node], ...]:
    """The key and the value in each of *matches*, the first of which is in this *line*."""
    pairs: list[tuple[Scalar, Node]] = []
    for match in matches:
        at, end = match.span(1)
        key, words = match.group(1, 2)
        value: Node
        if words is None:
            value = _other_value(match, end, line)
        else:
            start = end + 2
            value = _make_tuple(Scalar, (words, "", start, start + len(words), line, len(key) + 3, ""))
        pairs.append((_make_tuple(Scalar, (key, "", at, end, line, 1, "")), value))
        line += text.count("\n", at, match.end())
    return tuple(pairs)


def _other_value(match: re.Match[str], key_end: int, line: int) -> Node:
    """The value in *match*, behind the key that ends at offset *key_end*, if it is more than plain words."""
    names, quoted, sign, chomp, lines, items = match.group(3, 4, 6, 7, 8, 11)
    start, column = key_end + 2, key_end - match.start() + 3
    if names is not None:
        stop = start + len(names)
        inner = _flow_items(names[1:-1], start + 1, line, column + 1)
        return _make_tuple(Sequence, (inner, True, start, stop, line, column, ""))
    if quoted is not None:
        return _make_tuple(Scalar, (quoted[1:-1], quoted[0], start, start + len(quoted), line, column, ""))
    if sign is not None:
        return _make_tuple(
            Scalar, (_block_text(sign, chomp, lines), sign, start, match.end(9), line, column, "")
        )
    if items is not None:
        return _dash_list(items, key_end + 2, match.end(), line + 1)
    return _make_tuple(Scalar, ("", "", key_end + 1, key_end + 1, line, column - 1, ""))


def _block_text(sign: str, chomp: str, lines: str) -> str:
    """The text of a block whose *lines* are indented by two blanks."""
    text = lines.replace("\n  ", "\n")[2:]
    if sign == ">":
        text = _LINES_TO_FOLD.sub(lambda match: _FIRST_BREAK.sub("", _SINGLE_BREAK.sub(" ", match[0])), text)
    return text[:-1] if chomp else text


def _flow_items(names: str, start: int, line: int, column: int) -> tuple[Scalar, ...]:
    """The items of a list in brackets; the first name is at offset *start*."""
    items = []
    for name in names.split(", ") if names else ():
        end = start + len(name)
        items.append(_make_tuple(Scalar, (name, "", start, end, line, column, "")))
        start, column = end + 2, column + len(name) + 2
    return tuple(items)


def _dash_list(text: str, start: int, stop: int, line: int) -> Sequence:
    """The list whose items are the lines of *text*, which starts at offset *start*; there may be comments between."""
    indent = text.index("-")
    items = []
    at, item_line = 0, line
    for match in _WORDS_OF_ITEM.finditer(text):
        item_line += text.count("\n", at, match.start())
        at = match.start()
        span = (start + match.start(1), start + match.end(1))
        items.append(_make_tuple(Scalar, (match[1], "", *span, item_line, indent + 3, "")))
    return _make_tuple(Sequence, (tuple(items), False, start + indent, stop, line, indent + 1, ""))
