r"""Parse a text of simple lines, as most tracks are, without a YAML parser.

stage: mixing  # note          words that every YAML reader reads as text
workflows: [mastering, artwork]
projects:
- summer-ep
notes: |
  The second verse drags.

The YAML parsers read any other text; they take four times as long.  Relative to `YAML(typ="safe").load`, the first
load of 10,000 tracks takes 0.39 of the time with this module and 0.56 without it; the target is 0.65, later 0.5.
A command that reads only a few changed files does not even import a parser.
"""

import re

from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar, Sequence

# A text this short cannot exceed the limit on values in a document.
MAX_CHARACTERS = 50_000

# ASCII, letters of any script, typographic punctuation and emoji; no character that could end a line.
_CHARACTER = r"[!-~\w\u2010-\u2027\U0001f300-\U0001faff]"
_CHARACTERS = rf"(?:{_CHARACTER}|\ )*+"
_NAME = r"[^\W_](?:[\w./+-]|\ (?=[\w./+-]))*+"
_WORD_CHARACTERS = r"\w./+',()&!?\u2010-\u2027-"
_WORDS = rf"[^\W_](?:[{_WORD_CHARACTERS}\#]|:(?=[\w/])|\ ++(?=[{_WORD_CHARACTERS}]))*+"
_LINE_REST = rf"(?:\ +\#{_CHARACTERS})?+\n"
_COMMENT_LINES = rf"(?:(?:\#{_CHARACTERS})?+\n)*+"
LINE = re.compile(
    rf"""([^\W_]\w{{0,99}}+):(?:
      \ (?:({_WORDS})|\[({_NAME}(?:,\ {_NAME})*+)\]){_LINE_REST}{_COMMENT_LINES}
    | \ \|\n(\ \ {_CHARACTER}{_CHARACTERS}\n(?:\n*+\ \ \ *+{_CHARACTER}{_CHARACTERS}\n)*+)
    | \n((?:-\ {_NAME}\n)++|(?:\ \ -\ {_NAME}\n)++){_COMMENT_LINES}
    )""",
    re.VERBOSE,
)
LINES_AT_TOP = re.compile(_COMMENT_LINES, re.VERBOSE)

# Makes a named tuple without calling its Python-level __new__, which is slow for many nodes.
_make_tuple = tuple.__new__


def simple_document(text: str) -> Document | None:
    """The document in *text*; None if any line is not simple."""
    if len(text) > MAX_CHARACTERS:
        return None
    top = LINES_AT_TOP.match(text)
    first = at = top.end() if top else 0
    first_line = line = 1 + text.count("\n", 0, first)
    pairs: list[tuple[Scalar, Node]] = []
    seen = set()
    while match := LINE.match(text, at):
        key, words, names, block, items = match.groups()
        seen.add(key)
        end = at + len(key)
        start, column = end + 2, len(key) + 3
        value: Node
        if words is not None:
            value = _make_tuple(Scalar, (words, "", start, start + len(words), line, column, ""))
        elif names is not None:
            stop = start + len(names) + 2
            value = _make_tuple(
                Sequence,
                (_flow_items(names, start + 1, line, column + 1), True, start, stop, line, column, ""),
            )
        elif block is not None:
            block_text = block.replace("\n  ", "\n")[2:]
            value = _make_tuple(Scalar, (block_text, "|", start, match.end(), line, column, ""))
        else:
            value = _dash_list(items, end + 2, match.end(), line + 1)
        pairs.append((_make_tuple(Scalar, (key, "", at, end, line, 1, "")), value))
        line += text.count("\n", at, match.end())
        at = match.end()
    if at < len(text) or not pairs or len(seen) < len(pairs):
        return None
    return Document(_make_tuple(Mapping, (tuple(pairs), False, first, at, first_line, 1, "")), ())


def _flow_items(names: str, start: int, line: int, column: int) -> tuple[Scalar, ...]:
    """The items of a list in brackets; the first name is at offset *start*."""
    items = []
    for name in names.split(", "):
        end = start + len(name)
        items.append(_make_tuple(Scalar, (name, "", start, end, line, column, "")))
        start, column = end + 2, column + len(name) + 2
    return tuple(items)


def _dash_list(text: str, start: int, stop: int, line: int) -> Sequence:
    """The list whose items are the lines of *text*, which starts at offset *start*."""
    indent = text.index("-")
    items = []
    at = start
    for number, item_line in enumerate(text.split("\n")[:-1]):
        begin, end = at + indent + 2, at + len(item_line)
        name = item_line[indent + 2 :]
        items.append(_make_tuple(Scalar, (name, "", begin, end, line + number, indent + 3, "")))
        at = end + 1
    return _make_tuple(Sequence, (tuple(items), False, start + indent, stop, line, indent + 1, ""))
