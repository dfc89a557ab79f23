r"""Simple: the nodes of a text of simple lines, as most tracks are, read without a parser of YAML.

stage: mixing  # note          words that mean the same to every reader of YAML
workflows: [mastering, artwork]
projects:
- summer-ep
notes: |
  The second verse drags.

Any other text is left to the parsers, which take four times as long.  The first load of 10,000 tracks takes 0.39 times as
long as `YAML(typ="safe").load` with this module and 0.56 times without (at most 0.65 is the target, then 0.5).  And no
command imports a parser for a few files that changed.
"""

import re

from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar, Sequence

# Below it no text can have more values than a document may.
_MOST_CHARACTERS = 50_000

# Letters of any script, ASCII, the signs of typography and pictures: nothing that could end a line.
_CHARACTER = r"[!-~\w\u2010-\u2027\U0001f300-\U0001faff]"
_CHARACTERS = rf"(?:{_CHARACTER}|\ )*+"
_NAME = r"[^\W_](?:[\w./+-]|\ (?=[\w./+-]))*+"
_WORD_CHARACTERS = r"\w./+',()&!?\u2010-\u2027-"
_WORDS = rf"[^\W_](?:[{_WORD_CHARACTERS}\#]|:(?=[\w/])|\ ++(?=[{_WORD_CHARACTERS}]))*+"
_LINE_REST = rf"(?:\ +\#{_CHARACTERS})?+\n"
_COMMENT_LINES = rf"(?:(?:\#{_CHARACTERS})?+\n)*+"
_LINE = re.compile(
    rf"""([^\W_]\w{{0,99}}+):(?:
      \ (?:({_WORDS})|\[({_NAME}(?:,\ {_NAME})*+)\]){_LINE_REST}{_COMMENT_LINES}
    | \ \|\n(\ \ {_CHARACTER}{_CHARACTERS}\n(?:\n*+\ \ \ *+{_CHARACTER}{_CHARACTERS}\n)*+)
    | \n((?:-\ {_NAME}\n)++|(?:\ \ -\ {_NAME}\n)++){_COMMENT_LINES}
    )""",
    re.VERBOSE,
)
_LINES_AT_TOP = re.compile(_COMMENT_LINES, re.VERBOSE)

# What a named tuple does to make itself, without the call of a Python function for each.
_make_tuple = tuple.__new__


def simple_document(text: str) -> Document | None:
    """The document that *text* is; None where it has anything but simple lines."""
    if len(text) > _MOST_CHARACTERS:
        return None
    top = _LINES_AT_TOP.match(text)
    first = at = top.end() if top else 0
    first_line = line = 1 + text.count("\n", 0, first)
    pairs: list[tuple[Scalar, Node]] = []
    seen = set()
    while match := _LINE.match(text, at):
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
    """The names between brackets, the first of which is at *start*."""
    items = []
    for name in names.split(", "):
        end = start + len(name)
        items.append(_make_tuple(Scalar, (name, "", start, end, line, column, "")))
        start, column = end + 2, column + len(name) + 2
    return tuple(items)


def _dash_list(text: str, start: int, stop: int, line: int) -> Sequence:
    """The list with an item a line in *text*, which is at *start*."""
    indent = text.index("-")
    items = []
    at = start
    for number, item_line in enumerate(text.split("\n")[:-1]):
        begin, end = at + indent + 2, at + len(item_line)
        name = item_line[indent + 2 :]
        items.append(_make_tuple(Scalar, (name, "", begin, end, line + number, indent + 3, "")))
        at = end + 1
    return _make_tuple(Sequence, (tuple(items), False, start + indent, stop, line, indent + 1, ""))
