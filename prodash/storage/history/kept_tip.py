"""Kept tip: the newest commit whose history is in `.prodash`; without a newer one, nothing else is read.

history.json    a sealed file, whose sections are read on demand; it counts for the commits of one clone
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prodash.storage.commits.head import Head
from prodash.storage.disk.secret import Secret
from prodash.storage.index.file import MALFORMED, PROGRAM, SealedKind, read_sealed

if TYPE_CHECKING:
    # Lists that only ask whether anything is new need none of it.
    from prodash.storage.history.tip import StageList, Tip, TipDetails

HISTORY_VERSION = 3
"""Version of what is kept: raise it when its format changes, or when the same commits give another history."""

TIP = SealedKind("history.json", "history", (HISTORY_VERSION,))
MOVES, DETAILS = "moves", "details"


def world_of(head: Head) -> list[Any]:
    """What the facts of a commit depend on besides its id: the program, the folder, what git leaves out or replaces, and the key of the stage."""
    return [
        *PROGRAM,
        HISTORY_VERSION,
        head.prefix,
        [*head.boundary],
        [*head.replaced],
        head.grafts,
        head.stage_key,
    ]


def read_kept(root: Path, head: Head, secret: Secret | None) -> "Tip | None":
    """The tip that was kept for the catalogue in *root*; None if there is none that *secret* sealed."""
    found = read_sealed(root, TIP, secret)
    if found is None:
        return None
    from prodash.storage.history.ledger import Ledger
    from prodash.storage.history.tip import Tip

    facts, sections = found
    with suppress(*MALFORMED):
        if facts["world"] == world_of(head):
            value = json.loads(sections[MOVES])
            paths = value["paths"]
            return Tip(
                facts["tip"],
                Ledger.from_json(value["ledger"]),
                dict(zip(paths, value["last"], strict=True)),
                dict(value["removed"]),
                value["renames"],
                value["unreadable"],
                (),
                lambda: _details(sections[DETAILS], paths),
            )
    return None


def moves_to_json(tip: "Tip") -> bytes:
    """The section with the moves."""
    value = {
        "ledger": tip.ledger.to_json(),
        "paths": [*tip.last],
        "last": [*tip.last.values()],
        "removed": [*tip.removed.items()],
        "renames": tip.renames,
        "unreadable": tip.unreadable,
    }
    return json.dumps(value, separators=(",", ":")).encode()


def details_to_json(tip: "Tip") -> bytes:
    """The section with the details."""
    details = tip.details()
    blobs = [details.blobs[path] for path in tip.last]
    value = ["".join(blobs), len(tip.commit), details.stages, [*details.unreadable], details.marks]
    return json.dumps(value, separators=(",", ":")).encode()


def _details(text: bytes, paths: Sequence[str]) -> "TipDetails":
    from prodash.storage.history.tip import TipDetails

    joined, digits, stages, unreadable, marks = json.loads(text)
    blobs = (joined[start : start + digits] for start in range(0, len(joined), digits or 1))
    return TipDetails(dict(zip(paths, blobs, strict=True)), stage_list(stages), unreadable, marks)


def stage_list(rows: Sequence[Sequence[str]]) -> "StageList":
    """A list of stages from its JSON.  Raises one of MALFORMED."""
    return tuple((identifier, name) for identifier, name in rows)
