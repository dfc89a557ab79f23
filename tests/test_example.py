"""The example catalogue: a working producer's, without a problem, and with everything in it."""

import json
from collections.abc import Callable

from tests.conftest import EXAMPLE, Ran

Run = Callable[..., Ran]


def test_check_has_nothing_to_say(run: Run) -> None:
    assert run("-C", str(EXAMPLE), "check") == Ran(0)


def test_it_has_every_stage_and_titles_of_every_kind(run: Run) -> None:
    tracks = json.loads(run("-C", str(EXAMPLE), "list", "--all", "-f", "json").out)["tracks"]
    stages = run("-C", str(EXAMPLE), "stages", "-f", "ids").out.split()
    assert len(tracks) == 25
    assert [stage for stage in stages if not any(track["stage"] == stage for track in tracks)] == []
    assert {"1999", "No", "1:30", "2026-02-30", "怪獣のうた", "Солярис", "Señora Lluvia"} < {
        t["title"] for t in tracks
    }


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
        "lighthouse": ("2025-09-01", None, "settled"),
    }


def test_numbers_that_are_texts_stay_as_they_are_written(run: Run) -> None:
    tracks = json.loads(run("-C", str(EXAMPLE), "list", "--all", "-f", "json").out)["tracks"]
    own = {track["id"]: track["own"] for track in tracks}
    assert own["third-rail"] == {"bpm": 132, "mix_version": "1.10"}
    assert own["one-thirty"] == {"length": "1:30", "bpm": 140}
    assert own["untitled-7"] == {"bpm": "012"}
    assert own["haluz"]["sample"] == {"source": "radio play", "year": 1962, "cleared": False}
