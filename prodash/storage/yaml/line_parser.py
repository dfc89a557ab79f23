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
_SIGN = r"[!-~\w\u2010-\u2027\U0001f300-\U0001faff]"
_FREE = rf"(?:{_SIGN}|\ )*+"
_NAME = r"[^\W_](?:[\w./+-]|\ (?=[\w./+-]))*+"
_INSIDE = r"\w./+',()&!?\u2010-\u2027-"
_WORDS = rf"[^\W_](?:[{_INSIDE}\#]|:(?=[\w/])|\ ++(?=[{_INSIDE}]))*+"
_REST = rf"(?:\ +\#{_FREE})?+\n"
_BETWEEN = rf"(?:(?:\#{_FREE})?+\n)*+"
_LINE = re.compile(
    rf"""([^\W_]\w{{0,99}}+):(?:
      \ (?:({_WORDS})|\[({_NAME}(?:,\ {_NAME})*+)\]){_REST}{_BETWEEN}
    | \ \|\n(\ \ {_SIGN}{_FREE}\n(?:\n*+\ \ \ *+{_SIGN}{_FREE}\n)*+)
    | \n((?:-\ {_NAME}\n)++|(?:\ \ -\ {_NAME}\n)++){_BETWEEN}
    )""",
    re.VERBOSE,
)
_TOP = re.compile(_BETWEEN, re.VERBOSE)

# What a named tuple does to make itself, without the call of a Python function for each.
_new = tuple.__new__


def simple_document(text: str) -> Document | None:
    """The document that *text* is; None where it has anything but simple lines."""
    if len(text) > _MOST_CHARACTERS:
        return None
    top = _TOP.match(text)
    first = at = top.end() if top else 0
    first_line = line = 1 + text.count("\n", 0, first)
    entries: list[tuple[Scalar, Node]] = []
    seen = set()
    while match := _LINE.match(text, at):
        key, words, names, block, items = match.groups()
        seen.add(key)
        end = at + len(key)
        start, column = end + 2, len(key) + 3
        value: Node
        if words is not None:
            value = _new(Scalar, (words, "", start, start + len(words), line, column, ""))
        elif names is not None:
            stop = start + len(names) + 2
            value = _new(
                Sequence, (_flow(names, start + 1, line, column + 1), True, start, stop, line, column, "")
            )
        elif block is not None:
            said = block.replace("\n  ", "\n")[2:]
            value = _new(Scalar, (said, "|", start, match.end(), line, column, ""))
        else:
            value = _lines(items, end + 2, match.end(), line + 1)
        entries.append((_new(Scalar, (key, "", at, end, line, 1, "")), value))
        line += text.count("\n", at, match.end())
        at = match.end()
    if at < len(text) or not entries or len(seen) < len(entries):
        return None
    return Document(_new(Mapping, (tuple(entries), False, first, at, first_line, 1, "")), ())


def _flow(names: str, start: int, line: int, column: int) -> tuple[Scalar, ...]:
    """The names between brackets, the first of which is at *start*."""
    items = []
    for name in names.split(", "):
        end = start + len(name)
        items.append(_new(Scalar, (name, "", start, end, line, column, "")))
        start, column = end + 2, column + len(name) + 2
    return tuple(items)


def _lines(text: str, start: int, stop: int, line: int) -> Sequence:
    """The list with an item a line in *text*, which is at *start*."""
    indent = text.index("-")
    items = []
    at = start
    for number, written in enumerate(text.split("\n")[:-1]):
        begin, end = at + indent + 2, at + len(written)
        name = written[indent + 2 :]
        items.append(_new(Scalar, (name, "", begin, end, line + number, indent + 3, "")))
        at = end + 1
    return _new(Sequence, (tuple(items), False, start + indent, stop, line, indent + 1, ""))
