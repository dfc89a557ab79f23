"""Setting text: one value of a settings file changed in its text, and every other byte kept."""

from collections.abc import Sequence

from prodash.storage.edit.quoting import key_text
from prodash.storage.edit.spans import line_start, newline_of, start_after_lines, without_lines
from prodash.storage.edit.value import set_value
from prodash.storage.edit.verify import UNSAFE, CannotEditError, NewValue, content, node_at
from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar
from prodash.storage.yaml.parse import parse


def with_setting(text: str, path: Sequence[str], value: NewValue) -> str:
    """*text* with *value* at *path*, a key or two below each other; None removes it.  Raises CannotEditError."""
    *above, key = path
    top = _top(text)
    mapping: Node | None = node_at(top, (*above,)) if top else None
    if isinstance(mapping, Scalar) and mapping.is_null and above:
        # Whoever removed the last entry by hand left the key above it.
        return with_setting(with_setting(text, above, None), path, value)
    if mapping is None:
        return text if value is None else _with_lines(text, top, path, value)
    if value is None and isinstance(mapping, Mapping) and [name.text for name, _ in mapping.pairs] == [key]:
        return with_setting(text, above, None) if above else _without_only_key(text, mapping)
    return set_value(text, (*path,), value)


def _top(text: str) -> Mapping | None:
    """The keys of *text*; None if it has none.  Raises CannotEditError."""
    document = parse(text)
    if not isinstance(document, Document) or not isinstance(document.top, Mapping | None):
        raise CannotEditError("it could not be read; 'prodash check' says why")
    return document.top


def _with_lines(text: str, top: Mapping | None, path: Sequence[str], value: NewValue) -> str:
    """*text* with lines at its end for a *path* whose first key it does not have."""
    *above, key = path
    end = newline_of(text)
    lines = [f"{key_text(name, flow=False)}:" for name in above]
    lines.append("  " * len(above) + set_value("", (key,), value).rstrip("\n"))
    start = f"{text}{end}" if text and not text.endswith(("\n", "\r")) else text
    edited = start + "".join(f"{line}{end}" for line in lines)
    after = _top(edited)
    if after is None or not _is_readable(edited):
        raise CannotEditError(UNSAFE)
    others = tuple(pair for pair in after.pairs if pair[0].text != path[0])
    if content(after._replace(pairs=others)) != content(top or after._replace(pairs=())):
        raise CannotEditError(UNSAFE)
    return edited


def _is_readable(text: str) -> bool:
    document = parse(text)
    return isinstance(document, Document) and not document.faults


def _without_only_key(text: str, top: Mapping) -> str:
    """*text* without the lines of its only key; comments stay."""
    ((name, value),) = top.pairs
    edited = without_lines(text, line_start(text, name.start), start_after_lines(text, value))
    if top.flow or _top(edited) is not None:
        raise CannotEditError(UNSAFE)
    return edited
