"""Rename one key of a YAML text, and keep every other byte."""

from prodash.storage.edit.quoting import scalar
from prodash.storage.edit.verify import CannotEditError, Path, content, node_at
from prodash.storage.yaml.nodes import Document, Mapping, Node, Sequence
from prodash.storage.yaml.parse import parse


def rename_key(text: str, path: Path, new: str) -> str:
    """*text* with the key at *path* renamed to *new*.

    The new text is parsed to verify that nothing else changed.  Raises CannotEditError.
    """
    *above, old = path
    document = parse(text)
    top = document.top if isinstance(document, Document) else None
    mapping = node_at(top, tuple(above)) if top is not None else None
    if top is None or not isinstance(mapping, Mapping):
        raise CannotEditError("it could not be read; 'prodash check' says why")
    names = [name for name, _ in mapping.pairs if name.text in {old, new}]
    if len(names) != 1 or names[0].text != old:
        raise CannotEditError(
            f"it must have one key {old!r} and no key {new!r}; check the file and try again"
        )
    (name,) = names
    edited = text[: name.start] + scalar(new, name.style, flow=mapping.flow) + text[name.end :]
    after = parse(edited)
    expected = content(_with_key_renamed(top, path, new))
    if not isinstance(after, Document) or after.top is None or content(after.top) != expected:
        raise CannotEditError(f"the key {old!r} cannot be renamed safely; edit the file by hand")
    return edited


def _with_key_renamed(node: Node, path: Path, new: str) -> Node:
    """*node* with the key at *path* renamed to *new*."""
    step, *rest = path
    if isinstance(node, Sequence):
        items = (
            _with_key_renamed(item, tuple(rest), new) if n == step else item
            for n, item in enumerate(node.items)
        )
        return node._replace(items=tuple(items))
    if not isinstance(node, Mapping):
        return node
    pairs = [
        (key, value)
        if key.text != step
        else (key, _with_key_renamed(value, tuple(rest), new))
        if rest
        else (key._replace(text=new), value)
        for key, value in node.pairs
    ]
    return node._replace(pairs=tuple(pairs))
