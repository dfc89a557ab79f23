"""Selected files: the files of the selected tracks, also of those that could not be read."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.names.file_names import track_id
from prodash.model.names.names import title_from_id
from prodash.model.select.select import SAME_ID, Selected, in_order


class SelectedFile(NamedTuple):
    """The file of a track; `track` is None if it could not be read."""

    path: str
    id: str
    title: str
    track: Track | None = None


def selected_files(catalogue: Catalogue, selected: Selected) -> Sequence[SelectedFile]:
    """The files of the *selected* tracks, in the order of `list`; raises RefusedError if an id is that of several files."""
    if selected.ambiguous:
        paths = {track.path for track in selected.ambiguous}
        raise RefusedError([(path, SAME_ID) for path in sorted(paths)])
    return (
        *(SelectedFile(t.path, t.id, t.title, t) for t in in_order(catalogue, selected.tracks)),
        *(SelectedFile(path, track_id(path), title_from_id(track_id(path))) for path in selected.unread),
    )
