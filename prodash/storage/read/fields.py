"""Read each key of a mapping as the type of its field; a value of another type becomes a problem."""

from collections.abc import Iterator
from datetime import date

from prodash.errors import hint
from prodash.model.catalogue.colour import parse_colour, similar_colours
from prodash.model.catalogue.due import day_in, time_behind
from prodash.model.catalogue.fields import OtherKey
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.catalogue.track import Mention
from prodash.model.names.keywords import NULLS
from prodash.storage.yaml.nodes import Fault, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.values import as_value, unique_values

_DAY_LENGTH = len("2026-12-01")


class FieldReader:
    """Reads a mapping field by field.

    `text`, `mention`, `mentions`, `date` and `colour` each consume the key they read; `other_keys` returns the rest.
    """

    def __init__(self, mapping: Mapping, path: str, problems: list[Problem]) -> None:
        self.mapping = mapping
        self.path = path
        self.problems = problems
        values = {key.text: value for key, value in mapping.pairs}
        self.keys = frozenset(values)
        self._values = values if len(values) == len(mapping.pairs) else unique_values(mapping)

    def text(self, key: str) -> str:
        """The text of *key*; empty if the key is absent or null."""
        node = self._take(key)
        if node is None:
            return ""
        if isinstance(node, Scalar):
            return node.text
        self._wrong_type(key, node, f"write a single text, as in '{key}: ...'")
        return ""

    def mention(self, key: str, key_in_file: str = "") -> tuple[Mention, ...]:
        """The single name in *key*, called *key_in_file* in messages; empty if the key is absent or null."""
        node = self._take(key)
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return (Mention(key, node.text, node.line, node.column),) if node.text.strip() else ()
        shown = key_in_file or key
        self._wrong_type(shown, node, f"write a single name, as in '{shown}: ...'")
        return ()

    def mentions(self, key: str) -> tuple[Mention, ...]:
        """The names in *key*, which holds a list or one name."""
        node = self._take(key)
        if node is None:
            return ()
        mentions = []
        for item in node.items if isinstance(node, Sequence) else (node,):
            if not isinstance(item, Scalar):
                self._wrong_type(key, item, f"write names, as in '{key}: [one, two]'")
            elif item.text.strip() and not item.is_null:
                mentions.append(Mention(key, item.text, item.line, item.column))
        return tuple(mentions)

    def date_and_time(self, key: str) -> tuple[date | None, str]:
        """The date in *key*, as `date` gives it, and the time behind it as written."""
        node = self._take(key)
        if node is None:
            return None, ""
        if not isinstance(node, Scalar):
            self._wrong_type(key, node, f"write a single date, as in '{key}: 2026-12-01'")
            return None, ""
        text = node.text.strip()
        day = day_in(text)
        if day is None:
            self.problems.append(ProblemKind.BAD_DATE.at(self._location(node), key=key, text=repr(node.text)))
        return day, time_behind(text) if len(text) > _DAY_LENGTH else ""

    def date(self, key: str) -> date | None:
        """The date in *key*; None if the key is absent or null; None and a problem if it is not a date."""
        return self.date_and_time(key)[0]

    def colour(self, key: str, default: str) -> str:
        """The colour of *key* as `#rrggbb`; *default* if it is absent; *default* and a problem if it is not one."""
        location, is_single_text = self.location(key), self.is_single_text(key)
        text = self.text(key)
        if not is_single_text:
            return default
        # An empty value is an error too: without quotes, #64748b is a comment.
        colour = parse_colour(text)
        if colour is None:
            self.problems.append(
                ProblemKind.BAD_COLOUR.at(location, text=repr(text), hint=hint(similar_colours(text)))
            )
        return colour or default

    def is_single_text(self, key: str) -> bool:
        """Whether *key*, which is not consumed yet, is present once and has a single text, which may be empty."""
        return isinstance(self._values.get(key), Scalar)

    def is_blank(self, key: str) -> bool:
        """Whether *key*, which is not consumed yet, is absent, null or blank; False if it appears twice."""
        node = self._values.get(key)
        return key not in self.keys or (isinstance(node, Scalar) and (node.is_null or not node.text.strip()))

    def location(self, key: str) -> Location:
        """The location of the value of *key*, or of the mapping if the key is absent."""
        return self._location(self._values.get(key, self.mapping))

    def other_keys(self) -> tuple[OtherKey, ...]:
        """The keys that were not consumed, in file order."""
        remaining = self._values
        return tuple(
            [
                OtherKey(key.text, key.line, key.column, as_value(value))
                for key, value in self.mapping.pairs
                if key.text in remaining
            ]
        )

    def _take(self, key: str) -> Node | None:
        node = self._values.pop(key, None)
        return None if isinstance(node, Scalar) and not node.style and node.text in NULLS else node

    def _location(self, node: Node) -> Location:
        return Location(self.path, node.line, node.column)

    def _wrong_type(self, key: str, node: Node, fix: str) -> None:
        self.problems.append(
            ProblemKind.WRONG_TYPE.at(self._location(node), key=key, what=describe(node), fix=fix)
        )


def problems_from_faults(faults: tuple[Fault, ...], path: str) -> Iterator[Problem]:
    """The parser's *faults* as problems of the file at *path*."""
    for fault in faults:
        yield fault.code.at(Location(path, fault.line, fault.column), **fault.data)


def describe(node: Node) -> str:
    """The type of *node* in the user's words, such as "a list"."""
    if isinstance(node, Scalar):
        return "a single text"
    return "a list" if isinstance(node, Sequence) else "a group of keys"
