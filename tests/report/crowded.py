"""Crowded: the page of a catalogue with too many stages, too many tracks, and titles that are too long."""

from datetime import date, timedelta
from pathlib import Path

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Track
from prodash.model.select.filters import Filters
from prodash.model.select.select import Selected
from prodash.render.report.report import Page, as_page
from tests.conftest import TODAY


def many(folder: Path, tracks: int) -> Path:
    """The page of a catalogue with forty stages, most tracks in one of them, and titles that are too long."""
    stages = [Stage(f"s{number}", f"Stage {number}", "#ffffff") for number in range(40)]
    catalogue = Catalogue.of(
        stages=stages,
        workflows=None,
        projects=None,
        tracks=[
            Track(
                f"track-{number:04}",
                f"tracks/track-{number:04}.yaml",
                f"Track {number}" if number % 60 != 50 else "Never ending " * 40,
                f"s{number % 60 if number % 60 < 40 else 0}",
                due=date.fromisoformat(TODAY) + timedelta(days=number % 90) if number % 3 else None,
                notes="The second verse drags.",
            )
            for number in range(tracks)
        ],
    )
    file = folder / "many.html"
    file.write_bytes(
        as_page(catalogue, Page("Many", Selected(catalogue.tracks), Filters(), (), date.fromisoformat(TODAY)))
    )
    return file
