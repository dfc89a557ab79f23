"""Conflict message: about a file with conflict markers, with the title and stage that both sides agree on."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from prodash import shell
from prodash.model.names.file_names import track_id
from prodash.storage.disk.locate import TRACKS
from prodash.storage.yaml.nodes import Document, Fault, Mapping, Scalar
from prodash.storage.yaml.parse import parse

_OPENING = re.compile("(<{7,})(?: |$)")


def with_message(fault: Fault, path: str, data: bytes, stage_key: str) -> Fault:
    """*fault*, a conflict in *data*, with the title and the stage of the track at *path*, and the command that settles it."""
    return fault._replace(
        data={"what": _agreed(data, stage_key) or "the file", "command": _command_for(path)}
    )


def _command_for(path: str) -> str:
    """What settles a conflict in the file at *path*: prodash, but for templates and the user's own settings."""
    if path.startswith(f"{TRACKS}/"):
        return shell.command("prodash", "resolve", track_id(path))
    return shell.command("prodash", "resolve", path) if path == Path(path).name else "an editor"


def _agreed(data: bytes, stage_key: str) -> str:
    """The title of the track, with its stage, as far as they stand outside the conflicts; empty without a title."""
    lines = data.decode(errors="replace").removeprefix("\ufeff").splitlines()
    document = parse("".join(f"{line}\n" for line in _outside_conflicts(lines)))
    if not isinstance(document, Document) or not isinstance(document.top, Mapping):
        return ""
    values = {key.text: value.text.strip() for key, value in document.top.pairs if isinstance(value, Scalar)}
    title, stage = values.get("title", ""), values.get(stage_key, "")
    return f"{title}, in {stage}," if title and stage else title


def _outside_conflicts(lines: Sequence[str]) -> Iterator[str]:
    """The lines before, between and after the conflicts; inside one, those of another size are lines like all others."""
    closing: re.Pattern[str] | None = None
    for line in lines:
        if closing:
            closing = None if closing.match(line) else closing
        elif opening := _OPENING.match(line):
            closing = re.compile(f">{{{len(opening[1])}}}(?: |$)")
        else:
            yield line
