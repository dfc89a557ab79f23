"""Report covers: the pictures of a page, each embedded once in its style, however many tracks show it."""

from base64 import b64encode
from collections.abc import Mapping
from typing import NamedTuple


class Covers(NamedTuple):
    """The pictures as media types with bytes, and the number of the picture of each track and project.

    Tracks are known by their paths and projects by their ids.
    """

    pictures: tuple[tuple[str, bytes], ...]
    by_track: Mapping[str, int]
    by_project: Mapping[str, int]

    @property
    def rules(self) -> str:
        """A CSS class for each picture."""
        return "".join(
            f".p-{number} {{ background-image: url(data:{media_type};base64,{b64encode(data).decode()}); }}\n"
            for number, (media_type, data) in enumerate(self.pictures)
        )


NO_COVERS = Covers((), {}, {})
