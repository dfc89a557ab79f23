"""Commands that change files, tried on random files; after each, other readers find the same in every changed file.

`python -m tests.random_edits 100000` tries that many edits and says how they went.
"""

import csv
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from random import Random

from tests.conftest import read_all, run_in
from tests.random_files import LISTS, NAMES, line, name, text, track, vocabulary
from tests.readers import differences

KINDS = ("stages", "workflows", "projects")
NEW_KEYS = (
    "new key",
    "a: b",
    "yes",
    "--- a",
    "? x",
    "é",
    "%a",
    "012",
    "a:?b",
    "<<",
    "x y:",
    "-",
    "2026-12-01",
    "a\u2028b",
)
ANSWERED, REFUSED = {0, 1}, {2, 3, 4}
REFUSED_TRACK = re.compile(r"tracks/(t\d+)\.yaml: ")


@dataclass
class Tally:
    """What came of the edits: how many files were changed or refused, the slowest one, and what was wrong."""

    edits: int = 0
    refused: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)


def try_edits(count: int, seed: int) -> Tally:
    """Change at least *count* files, by commands on one random catalogue after the other."""
    tally = Tally()
    round_number = 0
    while tally.edits < count:
        round_number += 1
        r = Random(f"{seed}-{round_number}")  # noqa: S311 # it is not for secrets
        with tempfile.TemporaryDirectory() as folder:
            try_commands(r, Path(folder), tally, tracks=40, commands=12)
    return tally


def try_commands(r: Random, root: Path, tally: Tally, *, tracks: int, commands: int) -> None:
    """Make a catalogue of that many random files, and run that many commands on it."""
    (root / "tracks").mkdir()
    for kind in KINDS:
        write(root / f"{kind}.yaml", vocabulary(r, kind, r.sample(NAMES, len(NAMES))))
    for number in range(tracks):
        write(root / f"tracks/t{number}.yaml", track(r))
    for _ in range(commands):
        try_command(root, random_command(r, root), tally)


def try_command(root: Path, argv: list[str], tally: Tally) -> None:
    before, began = read_all(root), time.process_time()
    ran = run_in(root, *argv)
    seconds = time.process_time() - began
    after = read_all(root)
    changed = [path for path, data in after.items() if data != before.get(path)]
    tally.edits += len(changed)
    tally.slowest = max(tally.slowest, seconds / max(len(changed), 1))
    refused = REFUSED_TRACK.findall(ran.err) if ran.code in REFUSED and "--all" in argv else []
    if ran.code not in ANSWERED | REFUSED or (ran.code in REFUSED and changed):
        tally.faults.append(f"{argv}: {ran}, {changed}")
    for path in changed:
        old = before[path].decode() if path in before else None
        if found := differences(after[path].decode(), old):
            tally.faults.append(f"{argv}: {path}: {old!r} -> {after[path].decode()!r}: {found}")
    if refused:
        tally.refused += len(refused)
        others = [path.stem for path in root.glob("tracks/t*.yaml") if path.stem not in refused]
        try_command(root, [word for word in argv if word != "--all"] + others, tally)


def random_command(r: Random, root: Path) -> list[str]:
    commands = (
        set_text,
        set_text,
        set_text,
        set_names,
        set_names,
        set_list,
        add_to_notes,
        replace_text,
        add_track,
        import_tracks,
        change_entry,
    )
    return r.choice((*commands, change_entry, change_entry))(r, root)


def set_text(r: Random, _root: Path) -> list[str]:
    key = r.choice(("title", "notes", "bpm", "label", "stage", "due", r.choice(NEW_KEYS)))
    value = {"title": line(r), "stage": name(r), "due": r.choice(("2026-12-01", "+2w", ""))}.get(key, text(r))
    return ["set", "--all", "--", f"{key}={r.choice((value, value, value, ''))}"]


def set_names(r: Random, _root: Path) -> list[str]:
    sign = r.choice(("=", "+=", "+=", "-="))
    names = ",".join(r.sample(NAMES, r.randint(1, 3)))
    return ["set", "--all", "--", f"{r.choice(LISTS[:2])}{sign}{names}"]


def set_list(r: Random, _root: Path) -> list[str]:
    return ["set", "--all", "--", f"mood{r.choice(('+=', '+=', '-='))}{text(r)}"]


def add_to_notes(r: Random, _root: Path) -> list[str]:
    return ["set", "--all", "--", f"notes+={text(r)}"]


def replace_text(r: Random, _root: Path) -> list[str]:
    field, old = (
        r.choice(("title", "notes", "notes", "mood", "label")),
        r.choice(("a", "e", " ", "1", "\n", ": ")),
    )
    return ["replace", "--all", "--in", field, "--", old, line(r)]


def add_track(r: Random, _root: Path) -> list[str]:
    values = [f"notes={text(r)}", f"stage={name(r)}", f"mood+={text(r)}", f"{r.choice(NEW_KEYS)}={text(r)}"]
    names = [f"{key}={name(r)}" for key in LISTS[:2]]
    return ["add", "--", line(r), *r.sample(values + names, r.randint(0, 6))]


def import_tracks(r: Random, root: Path) -> list[str]:
    file = root / ".prodash" / "rows.csv"
    file.parent.mkdir(exist_ok=True)
    keys = ["title", "notes", "workflows", "stage", "mood", "label", r.choice(NEW_KEYS)]
    rows = [[line(r), text(r), name(r), name(r), text(r), text(r), text(r)] for _ in range(r.randint(1, 8))]
    table = StringIO(newline="")
    csv.writer(table).writerows([keys, *rows])
    write(file, table.getvalue().replace("\0", ""))
    return ["import", str(file), "--skip-bad", "--folder", f"new{r.randint(1, 9**9)}"]


def change_entry(r: Random, _root: Path) -> list[str]:
    kind = r.choice(KINDS)
    key, value = r.choice(("description", "colour", "name")), r.choice((text(r), "teal", ""))
    return r.choice(
        (
            [kind, "add", f"--{key}", value, "--", f"{line(r)} {r.randint(1, 99)}"],
            [kind, "set", "--", name(r), f"{key}={value}"],
            [kind, "rename", "--", name(r), r.choice((line(r), f"{name(r)} {r.randint(1, 99)}"))],
            [kind, "move", name(r), r.choice(("--before", "--after")), name(r)],
            [kind, "remove", name(r), *r.choice(([], ["--into", name(r)]))],
        )
    )


def write(path: Path, content: str) -> None:
    path.write_bytes(content.encode())


if __name__ == "__main__":
    found = try_edits(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print(f"{found.edits:,} edits, {found.refused:,} refused, at most {found.slowest:.2f} s each")  # noqa: T201
    sys.exit("\n".join(found.faults[:20]) or 0)
