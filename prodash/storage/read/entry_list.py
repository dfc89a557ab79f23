"""Entry list: the list of entries in a file, each with an id and a name that no other has."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from prodash.errors import hint
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.names.ids import why_not_an_id
from prodash.model.names.names import match_key, title_from_id
from prodash.model.names.similar import similar_keys
from prodash.storage.read.fields import FieldReader, describe
from prodash.storage.read.stage_key import FIELD, why_not_a_stage_key
from prodash.storage.read.track import read_mapping
from prodash.storage.yaml.nodes import Mapping, Node, Scalar, Sequence

T = TypeVar("T")


class Naming(NamedTuple):
    """How the entries of a list are named.

    why_not    why a text cannot be an id, and what to do; empty if it can
    name       the name that an id has without a key `name`
    key        names with the same key are one name
    has_names  whether entries can have another name than their id
    """

    why_not: Callable[[str], str] = why_not_an_id
    name: Callable[[str], str] = title_from_id
    key: Callable[[str], str] = match_key
    has_names: bool = True


_BY_ID_AND_NAME = Naming()


def read_entry_list(
    path: str,
    data: bytes,
    kind: str,
    make: Callable[[str, str, int, FieldReader], T],
    naming: Naming = _BY_ID_AND_NAME,
) -> tuple[tuple[T, ...] | None, tuple[Problem, ...]]:
    """The entries of this *kind* in *data*, and the problems; None for the entries if the file has no list.

    *make* makes one from its id, its name, its position and a reader of its fields.
    """
    problems: list[Problem] = []
    checker = _EntryChecker(path, kind, problems, naming)
    items = _list_items(path, data, f"{kind}s", problems)
    if items is None:
        return None, tuple(problems)
    entries = []
    for position, item in enumerate(items):
        reader = checker.reader_for(item)
        if reader and (id_and_name := checker.id_and_name(reader)):
            entries.append(make(*id_and_name, position, reader))
    return tuple(entries), tuple(problems)


def _list_items(path: str, data: bytes, key: str, problems: list[Problem]) -> tuple[Node, ...] | None:
    """The items of the list under *key*.

    None, with a problem added to *problems*, if the list is missing or if the list of stages is empty.
    """
    fix = f"write '{key}:' and a list below it"
    mapping = read_mapping(path, data, fix, problems)
    if mapping is None:
        return None
    problems.extend(_unread_keys(path, mapping, key))
    if key == "stages":
        problems.extend(_bad_stage_keys(path, mapping))
    lists = [value for name, value in mapping.pairs if name.text == key]
    if len(lists) > 1:
        return None
    list_node = lists[0] if lists else None
    if isinstance(list_node, Sequence) and (list_node.items or key != "stages"):
        return list_node.items
    is_empty = isinstance(list_node, Sequence) or (isinstance(list_node, Scalar) and list_node.is_null)
    what = "missing" if list_node is None else "empty" if is_empty else "not a list"
    location = Location(path, (list_node or mapping).line, (list_node or mapping).column)
    problems.append(ProblemKind.WRONG_TYPE.at(location, key=key, what=what, fix=fix))
    return None


def _unread_keys(path: str, mapping: Mapping, key: str) -> Iterator[Problem]:
    """A problem for each top-level key that is not *key*: prodash ignores it."""
    known = (key, FIELD) if key == "stages" else (key,)
    for name, _ in mapping.pairs:
        if name.text not in known:
            location, data = Location(path, name.line, name.column), {"key": repr(name.text)}
            if suggestions := similar_keys(name.text, frozenset(known)):
                yield ProblemKind.NEAR_KEY.at(location, hint=hint(suggestions), **data)
            else:
                yield ProblemKind.UNKNOWN_KEY.at(location, where=path, hint=hint((), known), **data)


def _bad_stage_keys(path: str, mapping: Mapping) -> Iterator[Problem]:
    """A problem if the key that should name the stage of tracks cannot."""
    for name, value in mapping.pairs:
        what = why_not_a_stage_key(value.text.strip()) if isinstance(value, Scalar) else describe(value)
        if name.text == FIELD and what:
            fix = "write the key of your tracks that names their stage, as in 'field: status'"
            location = Location(path, value.line, value.column)
            yield ProblemKind.WRONG_TYPE.at(location, key=FIELD, what=what, fix=fix)


class _EntryChecker:
    """Checks the entries of one list in order, and adds a problem for each entry that it cannot accept."""

    def __init__(self, path: str, kind: str, problems: list[Problem], naming: Naming) -> None:
        self.path = path
        self.naming = naming
        self.kind = kind
        self.problems = problems
        self.ids: set[str] = set()
        self.match_keys: dict[str, str] = {}

    def reader_for(self, item: Node) -> FieldReader | None:
        """A reader for the fields of one entry; None, with a problem, if *item* is neither a mapping nor an id."""
        if isinstance(item, Scalar) and not item.is_null:
            entry = (item._replace(text="id"), item)
            item = Mapping(
                (entry,), flow=False, start=item.start, end=item.end, line=item.line, column=item.column
            )
        if isinstance(item, Mapping):
            return FieldReader(item, self.path, self.problems)
        location = Location(self.path, item.line, item.column)
        fix = f"write an id, or 'id:' and other keys, for each {self.kind}"
        what = "empty" if isinstance(item, Scalar) else describe(item)
        self.problems.append(ProblemKind.WRONG_TYPE.at(location, key=f"a {self.kind}", what=what, fix=fix))
        return None

    def id_and_name(self, reader: FieldReader) -> tuple[str, str] | None:
        """The entry's id and name; None, with a problem, if the id is missing, invalid or already taken."""
        location, has_problem = reader.location("id"), "id" in reader.keys and not reader.is_single_text("id")
        identifier = reader.text("id").strip()
        if has_problem:
            return None
        if id_error := self.naming.why_not(identifier):
            self.problems.append(
                ProblemKind.BAD_ID.at(location, text=repr(identifier), kind=self.kind, fix=id_error)
            )
            return None
        own_name = reader.text("name").strip() if self.naming.has_names else ""
        name = own_name or self.naming.name(identifier)
        match_keys = (self.naming.key(identifier), self.naming.key(name))
        if other := next((self.match_keys[key] for key in match_keys if key in self.match_keys), None):
            data = {"kind": self.kind, "text": repr(identifier), "other": repr(other)}
            self.problems.append(ProblemKind.DUPLICATE_NAME.at(location, **data))
        for key in match_keys:
            self.match_keys.setdefault(key, identifier)
        if identifier in self.ids:
            return None
        self.ids.add(identifier)
        return identifier, name
