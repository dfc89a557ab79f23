"""Edit: one value of a YAML text replaced by another, and not a character more.

stage:   'seed'   # keep          the span between the marks is cut out and
         ^----^                   the new value is put there in the same quotes
"""

from collections.abc import Sequence as Order

from prodash.model.fields import REST
from prodash.storage.document import parse
from prodash.storage.items import emptied, with_items, wrapped
from prodash.storage.keys import with_key, without_key
from prodash.storage.nodes import Document, Mapping, Node, Scalar, Sequence
from prodash.storage.refusal import HARM, CannotEditError
from prodash.storage.sameness import Path, Wanted, at, says_only, texts
from prodash.storage.scalars import fewest_quotes, scalar, typed_elsewhere
from prodash.storage.spans import BLOCK_STYLES, content_end, line_stop


def set_value(
    text: str, path: Path, wanted: Wanted, order: Order[str] = (REST,), *, quoted: bool = False
) -> str:
    """*text* saying *wanted* at *path*, whose last step is a key; every other byte stays as it is.

    A missing key is added behind those that *order* has before it.  A *quoted* value is put in
    quotes where another YAML reader would take it for something else than a text.  Raises
    CannotEditError where that cannot be done safely; the new text is parsed to make sure.
    """
    *above, key = path
    if not text and len(path) == 1 and wanted is not None:
        return f"{key}: {_new(wanted, flow=False, quoted=quoted)}\n"
    document = parse(text)
    top = document.top if isinstance(document, Document) else None
    mapping = at(top, tuple(above)) if top is not None else None
    if top is None or not isinstance(mapping, Mapping) or not isinstance(key, str):
        raise CannotEditError("the file is broken; see its problem")
    for edited in _candidates(text, mapping, (*above, key), wanted, order, quoted=quoted):
        after = parse(edited)
        if isinstance(after, Document) and after.top and says_only(top, after.top, path, wanted):
            return edited
    raise CannotEditError(f"{key!r} cannot be written there without harm; write it by hand")


def _candidates(
    text: str, mapping: Mapping, path: Path, wanted: Wanted, order: Order[str], *, quoted: bool
) -> list[str]:
    """The texts that may be the answer, best first."""
    key = str(path[-1])
    found = [(name, node) for name, node in mapping.entries if name.text == key]
    if len(found) > 1:
        raise CannotEditError(f"the key {key!r} is there twice; delete one")
    if not found:
        if wanted is None:
            return [text]
        return with_key(
            text, mapping, _key(key, mapping), _new(wanted, flow=mapping.flow, quoted=quoted), order
        )
    ((name, node),) = found
    if wanted is None:
        return without_key(text, mapping, key)
    if node.fixed:
        raise CannotEditError(f"the value of {key!r} has {node.fixed}; write the plain value by hand")
    if isinstance(wanted, tuple):
        return [_with_list(text, path, name, node, wanted, flow=mapping.flow)]
    return [_with_text(text, mapping, key, node, wanted, quoted=quoted)]


def _key(key: str, mapping: Mapping) -> str:
    return scalar(key, "", flow=mapping.flow)


def _new(wanted: str | tuple[str, ...], *, flow: bool, quoted: bool) -> str:
    if isinstance(wanted, tuple):
        return "[" + ", ".join(scalar(item, "", flow=True) for item in wanted) + "]"
    return scalar(wanted, _quotes("", "", wanted, quoted=quoted), flow=flow)


def _quotes(style: str, old: str, new: str, *, quoted: bool) -> str:
    """The quotes for a value: those it has; where it has none, some if other readers would mistake it."""
    if style in BLOCK_STYLES:
        style = ""
    mistaken = quoted and typed_elsewhere(new) and not (old and typed_elsewhere(old))
    return style or (fewest_quotes(new) if mistaken else "")


def _with_text(text: str, mapping: Mapping, key: str, node: Node, value: str, *, quoted: bool) -> str:
    if not isinstance(node, Scalar):
        raise CannotEditError(f"the value of {key!r} is not one text; write one by hand")
    if node.style in BLOCK_STYLES and "#" in text[node.start : line_stop(text, node.start)]:
        raise CannotEditError(f"a comment stands in the value of {key!r}; write it by hand")
    end = content_end(text, node)
    # An empty value starts right behind its colon.
    gap = "" if node.end > node.start else " "
    style = _quotes(node.style, "" if node.is_null else node.text, value, quoted=quoted)
    return text[: node.start] + gap + scalar(value, style, flow=mapping.flow) + text[end:]


def _with_list(
    text: str, path: Path, name: Scalar, node: Node, wanted: tuple[str, ...], *, flow: bool
) -> str:
    if isinstance(node, Scalar):
        return _with_list_for_text(text, path, node, wanted, flow=flow)
    if not isinstance(node, Sequence) or texts(node) is None:
        raise CannotEditError(f"the value of {name.text!r} holds more than names; change it by hand")
    return with_items(text, path, wanted) if wanted else emptied(text, name, node)


def _with_list_for_text(text: str, path: Path, node: Scalar, wanted: tuple[str, ...], *, flow: bool) -> str:
    """The list in the place of nothing or of one bare name, which stays bare while it is the only one."""
    if node.style in BLOCK_STYLES:
        raise CannotEditError(HARM)
    if len(wanted) == 1 and not node.is_null:
        return text[: node.start] + scalar(wanted[0], node.style, flow=flow) + text[node.end :]
    if node.is_null or not wanted or node.text not in wanted:
        gap = "" if node.end > node.start else " "
        items = "[" + ", ".join(scalar(item, "", flow=True) for item in wanted) + "]"
        return text[: node.start] + gap + items + text[node.end :]
    return with_items(wrapped(text, node), path, wanted)
