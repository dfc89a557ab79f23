"""Rows of tracks look at what takes time to know only where it is shown."""

from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.render.formats.formats import FORMATS
from prodash.render.formats.output import Output, arrange
from prodash.render.formats.sheet import Answer
from prodash.render.sheets.tracks import track_sheet
from prodash.render.terminal.screen import Screen

TODAY = date(2026, 11, 21)


class Watched(Mapping[str, Value]):
    """Own keys that know how often somebody looked at them."""

    def __init__(self) -> None:
        self.looks = 0

    def __getitem__(self, key: str) -> Value:
        self.looks += 1
        return {"bpm": 120}[key]

    def __iter__(self) -> Iterator[str]:
        self.looks += 1
        return iter(["bpm"])

    def __len__(self) -> int:
        self.looks += 1
        return 1


def looks_at_own_keys(output: Output) -> bool:
    own = Watched()
    tracks = [Track("a", "tracks/a.yaml", "A", custom=own)]
    catalogue = Catalogue.of(stages=(), workflows=None, projects=None, tracks=tracks)
    own.looks = 0
    sheet = arrange(track_sheet(catalogue, catalogue.tracks, TODAY), output)
    assert list(FORMATS[output.format](Answer(sheet, 1, (), Screen(), str)))
    return own.looks > 0


WITHOUT = {
    "table": Output(),
    "markdown": Output("markdown"),
    "ids": Output("ids"),
    "paths": Output("paths"),
    "sorted": Output(sort=("title",)),
    "columns": Output("csv", columns=("id", "title")),
}
WITH = {
    "csv": Output("csv"),
    "custom column": Output(columns=("id,bpm",)),
    "own order": Output(sort=("-bpm",)),
}


@pytest.mark.parametrize("output", WITHOUT.values(), ids=WITHOUT)
def test_own_keys_are_not_looked_at_where_none_is_shown(output: Output) -> None:
    assert not looks_at_own_keys(output)


@pytest.mark.parametrize("output", WITH.values(), ids=WITH)
def test_own_keys_are_found_where_they_are_shown(output: Output) -> None:
    assert looks_at_own_keys(output)
