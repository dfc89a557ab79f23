"""Stage key: the key of tracks that names their stage, as `field:` in stages.yaml says."""

import re
from pathlib import Path

from prodash.model.catalogue.fields import STAGE_KEY, TRACK_FIELDS
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import STAGES

FIELD = "field"
"""The key of stages.yaml that says it."""

_OTHER_FIELDS = (TRACK_FIELDS - {STAGE_KEY}) | {"id", "path"}
# Most files need no parser, whose import takes longer than all the rest; hardly any needs these.
_SIMPLE = rb"(?m)^field:[ \t]+([A-Za-z][A-Za-z_-]*)[ \t]*(?:[ \t]#[^\r\n]*)?\r?$"
_ANY = rb"(?m)(?:\A(?:\xef\xbb\xbf)?|^|[{,])[ \t]*[\"']?field[\"']?[ \t]*:"


def stage_key_of(root: Path) -> str:
    """The key that the `stages.yaml` in *root* names; `stage` if it names none that is valid, or cannot be read."""
    try:
        data = read_bytes(root / STAGES)
    except OSError:
        return STAGE_KEY
    found = re.findall(_ANY, data) if FIELD.encode() in data else []
    if not found:
        return STAGE_KEY
    simple = re.findall(_SIMPLE, data)
    named = simple[0].decode() if len(simple) == len(found) == 1 else _parsed(data)
    return STAGE_KEY if why_not_a_stage_key(named) else named


def why_not_a_stage_key(named: str) -> str:
    """What *named* is instead of a key that can name the stage; empty if it can."""
    if named in _OTHER_FIELDS:
        return f"{named!r}, which is another field"
    if named.casefold() in {"", "~", "null"}:
        return "empty"
    return "" if named.isprintable() else "not one line of text"


def _parsed(data: bytes) -> str:
    from prodash.storage.read.track import read_mapping
    from prodash.storage.yaml.nodes import Scalar

    mapping = read_mapping(STAGES, data, "", [])
    values = [value for key, value in mapping.pairs if key.text == FIELD] if mapping else []
    return values[0].text.strip() if len(values) == 1 and isinstance(values[0], Scalar) else ""
