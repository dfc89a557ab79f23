r"""Simple: read a settings file of simple lines without a YAML parser, whose import takes longer than all else.

# what everybody looks at first
filters:
  focus: --stage mixing --due month
  late: "--due overdue"
columns: [title, stage, due]
sort:
  - due
limit: 20
"""

import re

from prodash.model.settings.keys import FILTERS
from prodash.model.settings.parse import Texts
from prodash.storage.yaml.nodes import NULLS

_NAME = r"[^\W_](?:[\w.-]| (?=\w))*+"
_PLAIN = r"(?:[^\W_]|--?[A-Za-z])(?:[\w.,+<>=~/()-]| ++(?=[\w.,+<>=~/()-]))*+"
_ITEM = r"(?:[^\W_]|--?[A-Za-z])(?:[\w.+<>=-]| ++(?=[\w.+<>=-]))*+"
_COMMENT = r"(?:\# [A-Za-z][ -~\w]*+)"
_LINE = re.compile(
    rf"""(?P<indent>\ *+)(?:(?P<dash>-\ ++)|(?P<key>{_NAME.replace(" ", "[ ]")}):(?:\ ++|$))
    (?:
      (?P<plain>{_PLAIN.replace(" ", "[ ]")})
    | "(?P<double>[\ !\#-\[\]-~\w]*+)"
    | '(?P<single>[\ -&(-~\w]*+)'
    | \[(?P<items>{_ITEM.replace(" ", "[ ]")}(?:,[ ]{_ITEM.replace(" ", "[ ]")})*+)\]
    )?+(?:\ ++{_COMMENT.replace(" ", "[ ]", 1)}?)?""",
    re.VERBOSE,
)
_BLANK = re.compile(r"\ *+|#[ -~\w]*+|\ ++\# [A-Za-z][ -~\w]*+")

_Lines = list[tuple[int, str, "Texts"]]


def simple_tree(text: str) -> "dict[str, Texts | dict[str, Texts]] | None":
    """The texts in *text* by their keys; None if any line is not simple."""
    lines = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if _BLANK.fullmatch(line):
            continue
        match = _LINE.fullmatch(line)
        if match is None or match["plain"] in NULLS:
            return None
        lines.append((len(match["indent"]), match["key"] or "", _value(match)))
    return _tree(lines)


def _value(match: "re.Match[str]") -> "Texts":
    """The value on a line; None if it has none."""
    if match["items"] is not None:
        return tuple(match["items"].split(", "))
    return next((match[name] for name in ("plain", "double", "single") if match[name] is not None), None)


def _tree(lines: "_Lines") -> "dict[str, Texts | dict[str, Texts]] | None":
    tree: dict[str, Texts | dict[str, Texts]] = {}
    while lines:
        indent, key, value = lines.pop(0)
        below = []
        while lines and (lines[0][0] > 0 or not lines[0][1]):
            below.append(lines.pop(0))
        inner = _below(key, below) if value is None and below else value
        if indent or not key or key in tree or inner is None or (value is not None and below):
            return None
        tree[key] = inner
    return tree


def _below(key: str, lines: "_Lines") -> "Texts | dict[str, Texts]":
    """What the *lines* below a key without a value are; None if they are not simple."""
    if len({indent for indent, _, _ in lines}) > 1 or any(value is None for *_, value in lines):
        return None
    keys = [name for _, name, _ in lines]
    values = [value for *_, value in lines]
    if key == FILTERS and all(keys) and len(set(keys)) == len(keys):
        return dict(zip(keys, values, strict=True))
    texts = tuple(value for value in values if isinstance(value, str))
    return texts if not any(keys) and len(texts) == len(values) else None
