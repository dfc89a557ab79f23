"""Edit: one value of a YAML text replaced by another, and not a character more.

stage:   'seed'   # keep          the span between the marks is cut out and
         ^----^                   the new value is put there in the same quotes
"""

from dataclasses import dataclass
from itertools import chain

from prodash.model.catalogue.fields import REST
from prodash.model.catalogue.problem import Place
from prodash.storage.edit.keys import with_key, without_key
from prodash.storage.edit.lists import emptied, in_brackets, with_items, with_items_renamed, wrapped
from prodash.storage.edit.quoting import key_text, quotes_for, scalar, typed_elsewhere
from prodash.storage.edit.refusal import HARM, CannotEditError
from prodash.storage.edit.spans import BLOCK_STYLES, content_end, ended_or_not, line_stop
from prodash.storage.edit.verify import Path, Wanted, at, content, says_only, texts, with_key_renamed
from prodash.storage.yaml.encoding import decode, encode
from prodash.storage.yaml.nodes import Document, Fault, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse


@dataclass(frozen=True, slots=True)
class Manner:
    """How a value is to be written.

    A missing key is added behind those that `order` has before it.  The `quoted` values are put in
    quotes where another YAML reader would take them for something else than a text.  A list that is to change
    `in_place` is given as a name for each item that it has, an empty one for what goes; the items keep their lines
    and comments.
    """

    order: tuple[str, ...] = (REST,)
    quoted: frozenset[str] = frozenset()
    in_place: bool = False


def set_value(text: str, path: Path, wanted: Wanted, manner: Manner = Manner()) -> str:
    """*text* saying *wanted* at *path*, whose last step is a key; every other byte stays as it is.

    A missing last line end stays missing, unless a text that has become the last would lose its own.
    Raises CannotEditError where that cannot be done safely; the new text is parsed to make sure.
    """
    *above, key = path
    if not text and not above and isinstance(key, str) and wanted is not None:
        return _readable(f"{key_text(key, flow=False)}: {_new(wanted, manner, flow=False)}\n", key)
    document = parse(text)
    top = document.top if isinstance(document, Document) else None
    mapping = at(top, tuple(above)) if top is not None else None
    if top is None or not isinstance(mapping, Mapping) or not isinstance(key, str):
        raise CannotEditError("the file is broken; see its problem")
    candidates = _candidates(text, mapping, (*above, key), wanted, manner)
    for edited in chain.from_iterable(map(ended_or_not, candidates)):
        after = parse(edited)
        if (
            isinstance(after, Document)
            and after.top
            and says_only(top, after.top, path, _kept(wanted, manner))
        ):
            return _readable(edited, key)
    raise CannotEditError(f"{key!r} cannot be written there without harm; write it by hand")


def rename_key(text: str, path: Path, new: str) -> str:
    """*text* with the key that *path* leads to named *new*; its value and every other byte stay as they are.

    Raises CannotEditError where that cannot be done safely; the new text is parsed to make sure.
    """
    *above, old = path
    document = parse(text)
    top = document.top if isinstance(document, Document) else None
    mapping = at(top, tuple(above)) if top is not None else None
    if top is None or not isinstance(mapping, Mapping):
        raise CannotEditError("the file is broken; see its problem")
    names = [name for name, _ in mapping.entries if name.text in {old, new}]
    if len(names) != 1 or names[0].text != old:
        raise CannotEditError(f"it has not one {old!r} alone; look at it and try again")
    (name,) = names
    edited = text[: name.start] + scalar(new, name.style, flow=mapping.flow) + text[name.end :]
    after = parse(edited)
    wanted = content(with_key_renamed(top, path, new))
    if not isinstance(after, Document) or after.top is None or content(after.top) != wanted:
        raise CannotEditError(f"the key {old!r} cannot be renamed without harm; write {new!r} by hand")
    return edited


def _candidates(text: str, mapping: Mapping, path: Path, wanted: Wanted, manner: Manner) -> list[str]:
    """The texts that may be the answer, best first."""
    key = str(path[-1])
    found = [(name, node) for name, node in mapping.entries if name.text == key]
    if len(found) > 1:
        raise CannotEditError(f"the key {key!r} is there twice; delete one")
    if not found:
        if wanted is None:
            return [text]
        flow = mapping.flow
        return with_key(
            text, mapping, key_text(key, flow=flow), _new(wanted, manner, flow=flow), manner.order
        )
    ((name, node),) = found
    if wanted is None:
        return without_key(text, mapping, key)
    if node.fixed:
        raise CannotEditError(f"the value of {key!r} has {node.fixed}; write the plain value by hand")
    if isinstance(wanted, tuple):
        return [_with_list(text, path, (name, node), wanted, manner)]
    return [_with_text(text, mapping, (name, node), wanted, manner)]


def _kept(wanted: Wanted, manner: Manner) -> Wanted:
    """What the file says afterwards."""
    return tuple(filter(None, wanted)) if manner.in_place and isinstance(wanted, tuple) else wanted


def _readable(edited: str, key: str) -> str:
    """*edited*, unless it is too large for a file or has what reads as a merge conflict."""
    decoded = decode(encode("", edited))
    if isinstance(decoded, Fault):
        fault = decoded.code.at(Place(""), **decoded.data).message
        raise CannotEditError(f"with {key!r} it could not be read any more: {fault}")
    return edited


def _new(wanted: str | tuple[str, ...], manner: Manner, *, flow: bool) -> str:
    if isinstance(wanted, tuple):
        return in_brackets(wanted, manner.quoted)
    return scalar(wanted, quotes_for(wanted, manner.quoted), flow=flow)


def _quotes(style: str, old: str, new: str, manner: Manner) -> str:
    """The quotes for a value: those it has; where it has none, some if other readers would mistake it."""
    if style in BLOCK_STYLES:
        style = ""
    return style or ("" if old and typed_elsewhere(old) else quotes_for(new, manner.quoted))


def _with_text(text: str, mapping: Mapping, entry: tuple[Scalar, Node], value: str, manner: Manner) -> str:
    name, node = entry
    if not isinstance(node, Scalar):
        raise CannotEditError(f"the value of {name.text!r} is not one text; write one by hand")
    if node.style in BLOCK_STYLES and "#" in text[node.start : line_stop(text, node.start)]:
        raise CannotEditError(f"a comment stands in the value of {name.text!r}; write it by hand")
    style = _quotes(node.style, "" if node.is_null else node.text, value, manner)
    return _spliced(text, node, scalar(value, style, flow=mapping.flow), content_end(text, node))


def _with_list(
    text: str, path: Path, entry: tuple[Scalar, Node], wanted: tuple[str, ...], manner: Manner
) -> str:
    name, node = entry
    kept = tuple(filter(None, wanted)) if manner.in_place else wanted
    if isinstance(node, Scalar):
        return _with_list_for_text(text, path, node, kept, manner)
    if not isinstance(node, Sequence) or texts(node) is None:
        raise CannotEditError(f"the value of {name.text!r} holds more than names; change it by hand")
    if not kept:
        return emptied(text, path, name, node)
    if manner.in_place:
        return with_items_renamed(text, path, wanted)
    return with_items(text, path, wanted, quoted=manner.quoted)


def _with_list_for_text(text: str, path: Path, node: Scalar, wanted: tuple[str, ...], manner: Manner) -> str:
    """The list in the place of nothing or of one bare name, which stays bare while it is the only one."""
    if node.style in BLOCK_STYLES:
        raise CannotEditError(HARM)
    if len(wanted) == 1 and not node.is_null:
        return _spliced(text, node, scalar(wanted[0], node.style, flow=True), node.end)
    if node.is_null or node.text not in wanted:
        return _spliced(text, node, in_brackets(wanted, manner.quoted), node.end)
    return with_items(wrapped(text, node), path, wanted, quoted=manner.quoted)


def _spliced(text: str, node: Scalar, written: str, end: int) -> str:
    """*written* in the place of what *node* says; an empty value starts right behind its colon."""
    gap = "" if node.end > node.start else " "
    return f"{text[: node.start]}{gap}{written}{text[end:]}"
