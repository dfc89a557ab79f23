"""Kept standings: the standings at the newest commit, in the sealed file `.prodash/stays.json`."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from prodash.model.catalogue.stage import Stages
from prodash.model.history.history import Moment
from prodash.model.history.standing import Standing, Standings
from prodash.storage.commits.head import Head
from prodash.storage.disk.secret import Secret
from prodash.storage.disk.secret_file import SecretFile
from prodash.storage.history.kept_tip import world_of
from prodash.storage.index.file import MALFORMED, SealedKind, read_sealed

_STAYS_VERSION = 2
"""Version of the file: raise it when its format changes, or when the same history gives other stays."""

_KIND = SealedKind("stays.json", "stays", (_STAYS_VERSION,))
_ROWS = "standings"


def key_of(head: Head, stages: Stages, now: Moment, variables: Mapping[str, str]) -> str:
    """What the standings depend on: the commit, the stages, and the zone in which days are counted."""
    rows = [(stage.id, stage.name, stage.kind) for stage in stages.in_order]
    return json.dumps([head.commit, world_of(head), rows, now.offset, variables.get("TZ")])


def read_standings(root: Path, key: str, secret: Secret | None) -> Standings | None:
    """The standings that were kept with *key*; None if there are none that *secret* sealed."""
    found = read_sealed(root, _KIND, secret)
    if found is None:
        return None
    facts, sections = found
    with suppress(*MALFORMED):
        if secret and facts["key"] == _short(key, secret):
            rows = json.loads(sections[_ROWS])
            by_path = {path: row and _standing(*row) for path, row in rows.items()}
            return Standings(by_path, facts["is_cut"], facts["unreadable"])
    return None


def keep_standings(root: Path, key: str, standings: Standings, secret_file: SecretFile) -> None:
    """Keep *standings*, to which nothing is missing; do nothing if that is impossible."""
    # Most answers only read.
    from prodash.storage.index.write import write_sealed

    if secret := secret_file.make_if_possible():
        rows = {path: standing and _row(standing) for path, standing in standings.by_path.items()}
        text = json.dumps(rows, separators=(",", ":")).encode()
        lacks = {"is_cut": standings.is_cut, "unreadable": standings.unreadable}
        write_sealed(root, _KIND, {"key": _short(key, secret), **lacks}, {_ROWS: text}, secret)


def _short(key: str, secret: Secret) -> str:
    """*key* as a few letters, because the head of a sealed file is short."""
    return secret.seal(f"{_KIND.purpose} key", key.encode())


def _row(standing: Standing) -> list[Any]:
    stage, since, *others = standing
    return [stage, since.toordinal(), *others]


def _standing(
    stage: str,
    since: int,
    paused: int,
    last_move: tuple[int, int] | None,
    latest: int,
    is_lower_bound: bool,
) -> Standing:
    move = Moment(*last_move) if last_move else None
    return Standing(stage, date.fromordinal(since), paused, move, latest, is_lower_bound)
