"""Kept history: what prodash keeps of the commits in `.prodash`, so that the next command reads only new ones.

history.json    the newest commit (kept_tip.py)
commits.jsonl   facts of commits of all branches: lines of JSON, each behind its seal; new ones are added at the end

Facts are found by the ids of git, so a rebase, another branch or a lost line cannot make them wrong.
A file that is torn, forged, of another version, or of a clone with other commits counts as missing.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from prodash.storage.commits.head import Head
from prodash.storage.disk.files import is_own, read_with_status
from prodash.storage.disk.locate import PRIVATE_FOLDER
from prodash.storage.disk.secret import Secret, is_same
from prodash.storage.disk.secret_file import SecretFile
from prodash.storage.history.facts import CommitFacts, Facts
from prodash.storage.history.kept_tip import (
    DETAILS,
    MOVES,
    TIP,
    details_to_json,
    moves_to_json,
    stage_list,
    world_of,
)
from prodash.storage.history.tip import Tip
from prodash.storage.index.file import MALFORMED
from prodash.storage.index.write import private_folder, write_sealed

_COMMITS = "commits.jsonl"
_PURPOSE = "commits"
_OWNER_MODE = 0o600
_MAX_BYTES = 1 << 30


class KeptHistory:
    """What is kept in *root* of the history that ends in *head*; nothing without *secret_file*."""

    def __init__(self, root: Path, head: Head, secret_file: SecretFile | None) -> None:
        self._root, self._secret_file = root, secret_file
        self._world = world_of(head)

    def load_facts(self) -> Facts:
        """The facts of all commits that were kept."""
        facts = Facts.none()
        path = os.path.join(self._root, PRIVATE_FOLDER, _COMMITS)
        secret = self._secret_file.secret if self._secret_file else None
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
                    self._add(facts, json.loads(text))
        return facts

    def _add(self, facts: Facts, value: Any) -> None:
        if value["world"] == self._world:
            commits = {row[0]: CommitFacts(*row) for row in value["commits"]}
            lists = {blob: stage_list(rows) for blob, rows in value["lists"].items()}
            facts.add(Facts(commits, value["stages"], lists, set()))

    def save(self, tip: Tip, facts: Facts, *, anew: bool) -> None:
        """Keep *tip* and *facts*: *anew*, or after those that were kept before.  Do nothing if that is impossible."""
        secret = self._secret_file.make_if_possible() if self._secret_file else None
        if secret is None or tip.missing or facts.missing:
            return
        value = {
            "world": self._world,
            "commits": [*facts.commits.values()],
            "stages": facts.stages,
            "lists": facts.lists,
        }
        text = json.dumps(value, separators=(",", ":")).encode()
        # A line that was torn ends here.
        self._write_facts(b"\n%b %b\n" % (_seal(secret, text), text), anew=anew)
        sections = {MOVES: moves_to_json(tip), DETAILS: details_to_json(tip)}
        write_sealed(self._root, TIP, {"world": self._world, "tip": tip.commit}, sections, secret)

    def _write_facts(self, data: bytes, *, anew: bool) -> None:
        with suppress(OSError), private_folder(self._root, _COMMITS) as (folder, temp_name):
            if anew:
                folder.create(temp_name, data, mode=_OWNER_MODE)
                folder.move(temp_name, _COMMITS)
            else:
                folder.append(_COMMITS, data)


def _seal(secret: Secret, text: bytes) -> bytes:
    return secret.seal(_PURPOSE, text).encode("ascii")
