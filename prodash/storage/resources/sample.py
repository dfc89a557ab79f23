"""Sample: the tracks and projects of a working producer, as they would be on the day of `init --sample`."""

import re
from datetime import date

from prodash.storage.disk.locate import STAGES
from prodash.storage.resources.package import packaged_bytes, packaged_paths

_FOLDER = "sample"
_WRITTEN_ON = date(2026, 11, 21)
"""The day on which the dates in the packaged files are true."""

_PRESET = "presets/music"
"""The preset whose stages the packaged files name."""

_DATE = re.compile(rb"\d{4}-\d\d-\d\d")
_STAGE = re.compile(rb"(\bstage: *['\"]?)([a-z-]+)")
_STAGE_ID = re.compile(rb"^  - id: (\S+)", re.MULTILINE)


def sample_files(preset: str, today: date) -> dict[str, bytes]:
    """The files of the sample by path, with dates counted from *today* and the stages of the folder *preset*."""
    days = (today - _WRITTEN_ON).days
    stages = dict(_paired(_stage_ids(_PRESET), _stage_ids(preset)))

    def adapted(text: bytes) -> bytes:
        text = _DATE.sub(lambda match: _shifted(match[0], days), text)
        return _STAGE.sub(lambda match: match[1] + stages[match[2]], text)

    return {path: adapted(packaged_bytes(f"{_FOLDER}/{path}")) for path in packaged_paths(_FOLDER)}


def _shifted(day: bytes, days: int) -> bytes:
    """The date so many *days* later, or the first or last there is."""
    number = date.fromisoformat(day.decode()).toordinal() + days
    return str(date.fromordinal(min(max(number, 1), date.max.toordinal()))).encode()


def _stage_ids(preset: str) -> list[bytes]:
    return _STAGE_ID.findall(packaged_bytes(f"{preset}/{STAGES}"))


def _paired(stages: list[bytes], others: list[bytes]) -> list[tuple[bytes, bytes]]:
    """Each of *stages* with the one at its place in *others*, or with the last one."""
    return [(stage, others[min(place, len(others) - 1)]) for place, stage in enumerate(stages)]
