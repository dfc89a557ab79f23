"""Memory: what prodash keeps of a history in `.prodash`, so that the next command reads only new commits.

history.json    the newest commit: a sealed file, with sections that are read on demand
commits.jsonl   facts of commits of all branches: lines of JSON, each behind its seal; new ones are added at the end

Facts are found by the ids of git, so a rebase, another branch or a lost line cannot make them wrong.
A file that is torn, forged, of another version, or of a clone with other commits counts as missing.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from prodash.storage.commits.log import Head
from prodash.storage.disk.files import is_own, read_with_status
from prodash.storage.disk.locate import PRIVATE_FOLDER
from prodash.storage.disk.secret import Secret, is_same
from prodash.storage.disk.secret_file import SecretFile
from prodash.storage.history.facts import CommitFacts, Facts
from prodash.storage.history.ledger import Ledger
from prodash.storage.history.tip import Tip, TipDetails
from prodash.storage.history.versions import StageList
from prodash.storage.index.file import MALFORMED, PROGRAM, SealedKind, read_sealed

HISTORY_VERSION = 1
"""Version of both files: raise it when their format changes, or when the same commits give another history."""

_TIP = SealedKind("history.json", "history", (HISTORY_VERSION,))
_COMMITS = "commits.jsonl"
_PURPOSE = "commits"
_MOVES, _DETAILS = "moves", "details"
_MAX_BYTES = 1 << 30


class Memory:
    """What is kept in *root* of the history that ends in *head*; nothing without *secret_file*."""

    def __init__(self, root: Path, head: Head, secret_file: SecretFile | None) -> None:
        self._root, self._secret_file = root, secret_file
        # What is true of a commit depends on these, too.
        self._world = [*PROGRAM, HISTORY_VERSION, head.prefix, [*head.boundary], [*head.replaced]]

    @property
    def _secret(self) -> Secret | None:
        return self._secret_file.secret if self._secret_file else None

    def load(self) -> Tip | None:
        """The tip that was kept; None if there is none."""
        found = read_sealed(self._root, _TIP, self._secret)
        if found is None:
            return None
        head, sections = found
        with suppress(*MALFORMED):
            if head["world"] == self._world:
                value = json.loads(sections[_MOVES])
                ledger = Ledger.from_json(value["ledger"])
                paths = value["paths"]
                last = dict(zip(paths, value["last"], strict=True))
                details = _Details(sections[_DETAILS], paths)
                return Tip(
                    head["tip"],
                    ledger,
                    last,
                    dict(value["removed"]),
                    value["renames"],
                    value["unreadable"],
                    0,
                    details.read,
                )
        return None

    def load_facts(self) -> Facts:
        """The facts of all commits that were kept."""
        facts = Facts.none()
        path = os.path.join(self._root, PRIVATE_FOLDER, _COMMITS)
        secret = self._secret
        try:
            if secret is None or os.path.islink(path) or os.path.islink(os.path.dirname(path)):
                return facts
            data, status = read_with_status(path, _MAX_BYTES)
        except OSError:
            return facts
        for line in data.split(b"\n") if is_own(status) else ():
            seal, _, text = line.partition(b" ")
            if is_same(seal, _seal(secret, text)):
                with suppress(*MALFORMED):
                    value = json.loads(text)
                    if value["world"] == self._world:
                        facts.add(_facts_from_json(value))
        return facts

    def save(self, tip: Tip, facts: Facts, *, anew: bool) -> None:
        """Keep *tip* and *facts*: *anew*, or after those that were kept before.  Do nothing if that is impossible."""
        secret = self._secret_file.make_if_possible() if self._secret_file else None
        if secret is None or tip.missing or facts.missing:
            return
        from prodash.storage.index.write import write_sealed

        text = json.dumps({"world": self._world, **_facts_to_json(facts)}, separators=(",", ":")).encode()
        # A line that was torn ends here.
        self._write_facts(b"\n%b %b\n" % (_seal(secret, text), text), anew=anew)
        sections = {_MOVES: _moves_to_json(tip), _DETAILS: _details_to_json(tip)}
        write_sealed(self._root, _TIP, {"world": self._world, "tip": tip.commit}, sections, secret)

    def _write_facts(self, data: bytes, *, anew: bool) -> None:
        from prodash.storage.index.write import private_folder

        with suppress(OSError), private_folder(self._root, _COMMITS) as (folder, temp_name):
            if anew:
                folder.create(temp_name, data, mode=0o600)
                folder.move(temp_name, _COMMITS)
            else:
                folder.append(_COMMITS, data)


class _Details:
    """The details of a kept tip, decoded on demand."""

    def __init__(self, text: bytes, paths: list[str]) -> None:
        self._text, self._paths = text, paths

    def read(self) -> TipDetails:
        """The details.  Raises one of MALFORMED."""
        joined, digits, stages, unreadable, marks = json.loads(self._text)
        blobs = (joined[start : start + digits] for start in range(0, len(joined), digits or 1))
        lists = tuple((identifier, name) for identifier, name in stages)
        return TipDetails(dict(zip(self._paths, blobs, strict=True)), lists, unreadable, marks)


def _moves_to_json(tip: Tip) -> bytes:
    value = {
        "ledger": tip.ledger.to_json(),
        "paths": [*tip.last],
        "last": [*tip.last.values()],
        "removed": [*tip.removed.items()],
        "renames": tip.renames,
        "unreadable": tip.unreadable,
    }
    return json.dumps(value, separators=(",", ":")).encode()


def _details_to_json(tip: Tip) -> bytes:
    details = tip.details()
    blobs = [details.blobs[path] for path in tip.last]
    value = ["".join(blobs), len(tip.commit), details.stages, [*details.unreadable], details.marks]
    return json.dumps(value, separators=(",", ":")).encode()


def _facts_to_json(facts: Facts) -> dict[str, Any]:
    return {"commits": [*facts.commits.values()], "stages": facts.stages, "lists": facts.lists}


def _facts_from_json(value: Any) -> Facts:
    commits = {row[0]: CommitFacts(*row) for row in value["commits"]}
    lists: dict[str, StageList] = {
        blob: tuple((identifier, name) for identifier, name in rows) for blob, rows in value["lists"].items()
    }
    return Facts(commits, value["stages"], lists, set())


def _seal(secret: Secret, text: bytes) -> bytes:
    return secret.seal(_PURPOSE, text).encode("ascii")
