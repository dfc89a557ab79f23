"""The example catalogue: the sample of `init` on the day of the tests, without a problem, and with everything in it.

Run as a program (`python -m tests.test_example`) it writes examples/catalogue from prodash/sample.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from prodash.cli import main
from tests.conftest import EXAMPLE, TODAY, Ran, read_all

Run = Callable[..., Ran]


def sample(folder: Path) -> dict[str, bytes]:
    """The files of a sample made in *folder*, without the line for editors that each begins with."""
    main(["init", str(folder), "--sample", "--quiet"])
    return {path: text.partition(b"\n")[2] for path, text in read_all(folder).items()}


def test_it_is_what_init_makes_on_its_day(tmp_path: Path) -> None:
    shown = {path: text for path, text in read_all(EXAMPLE).items() if path.endswith(".yaml")}
    assert shown == sample(tmp_path / "sample"), "python -m tests.test_example writes it"


def test_check_has_nothing_to_say(run: Run) -> None:
    assert run("-C", str(EXAMPLE), "check") == Ran(0)


def test_it_has_every_stage_and_titles_of_every_kind(run: Run) -> None:
    tracks = json.loads(run("-C", str(EXAMPLE), "list", "--all", "-f", "json").out)["tracks"]
    stages = run("-C", str(EXAMPLE), "stages", "-f", "ids").out.split()
    assert len(tracks) == 28
    assert [stage for stage in stages if not any(track["stage"] == stage for track in tracks)] == []
    assert {"1999", "No", "2AM", "怪獣のうた", "Солярис", "Señora Lluvia"} < {t["title"] for t in tracks}


def test_dates_are_own_inherited_and_inherited_from_above(run: Run) -> None:
    tracks = json.loads(run("-C", str(EXAMPLE), "list", "-f", "json").out)["tracks"]
    dated = {
        track["id"]: (track["due"], track["due_from"], track["urgency"]) for track in tracks if track["due"]
    }
    assert {
        key: dated[key] for key in ("midnight-drive", "ocean-floor", "slow-elevator", "2am", "lighthouse")
    } == {
        "midnight-drive": ("2026-11-19", None, "overdue"),
        "ocean-floor": ("2026-12-04", "summer-ep", "later"),
        "slow-elevator": ("2027-03-12", "night-shift", "later"),
        "2am": ("2026-12-04", "summer-ep", "later"),
        "lighthouse": ("2025-09-01", None, "done"),
    }


def test_numbers_that_are_texts_stay_as_they_are_written(run: Run) -> None:
    tracks = json.loads(run("-C", str(EXAMPLE), "list", "--all", "-f", "json").out)["tracks"]
    own = {track["id"]: track["custom"] for track in tracks}
    assert own["third-rail"] == {"bpm": 132, "mix_version": "1.10"}
    assert own["one-thirty"] == {"length": "1:30", "bpm": 140}
    assert own["untitled-7"] == {"bpm": "012"}
    assert own["haluz"]["sample"] == {"source": "radio play", "year": 1962, "cleared": False}


def write() -> None:
    """Write the example anew."""
    os.environ["PRODASH_TODAY"] = TODAY
    shutil.rmtree(EXAMPLE / "tracks", ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        for path, text in sample(Path(folder) / "sample").items():
            (EXAMPLE / path).parent.mkdir(parents=True, exist_ok=True)
            (EXAMPLE / path).write_bytes(text)


if __name__ == "__main__":
    write()
