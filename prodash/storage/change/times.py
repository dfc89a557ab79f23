"""Times: what stands behind a due date in a file stays there when the day changes."""

from prodash.model.catalogue.due import parse_iso_date, time_behind
from prodash.model.catalogue.fields import Type
from prodash.storage.edit.verify import NewValue, Path, node_at
from prodash.storage.yaml.nodes import Document, Scalar
from prodash.storage.yaml.parse import parse


def with_time_kept(text: str, path: Path, written: NewValue, field_type: Type | None) -> NewValue:
    """The day *written* with the time that is behind the date at *path* in *text*; any other value as it is."""
    if field_type != "date" or not isinstance(written, str) or not parse_iso_date(written):
        return written
    document = parse(text)
    top = document.top if isinstance(document, Document) else None
    node = node_at(top, path) if top is not None else None
    return written + time_behind(node.text.strip()) if isinstance(node, Scalar) else written
