"""Left out: remarks about what an answer lacks, tracks or parts of their history, and why it is empty."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import EntryKind
from prodash.model.select.select import Selected
from prodash.render.terminal.words import pluralise

if TYPE_CHECKING:
    from prodash.model.history.history import History
    from prodash.model.history.standing import Standings


def left_out_remarks(selected: Selected, with_all: str) -> Iterator[str]:
    """A remark for each reason; *with_all* is the option that includes archived tracks, or empty to leave them out."""
    yield from selected.unlisted_remarks
    yield from selected.field_remarks
    if selected.why_nothing:
        yield selected.why_nothing
    if with_all and selected.archived_left_out:
        left_out = pluralise(selected.archived_left_out, "archived track")
        yield f"{left_out} left out; {with_all} includes {_pronoun(selected.archived_left_out)}"
    if selected.unknown_due_left_out:
        left_out = pluralise(selected.unknown_due_left_out, "track")
        yield f"{left_out} with an unknown due date left out; projects.yaml cannot be read"
    if selected.no_history_left_out:
        yield without_history_remark(selected.no_history_left_out)


def without_history_remark(number: int) -> str:
    """That so many tracks are left out because they have no history."""
    return (
        f"{pluralise(number, 'track')} without history left out; git knows a track from its first commit on"
    )


def history_remarks(history: "History | Standings") -> Iterator[str]:
    """What *history* lacks, and how to get it."""
    if history.is_cut:
        yield "older commits are not here, so what was before is not known; 'git fetch --unshallow' gets them"
    if history.missing:
        yield f"left out, because they are not here: {_versions(history.missing)}; 'git backfill' gets them"
    if history.unreadable:
        yield f"left out, because no stage can be read in them: {_versions(history.unreadable)}"
    if history.future:
        yield f"dated later than now, so now is taken: {pluralise(history.future, 'move')}"


def cut_remarks(history: "History", paths: Iterable[str]) -> Iterator[str]:
    """What *history* lacks of the commits and versions in which the tracks at *paths* were, and how to get it."""
    chains = (history.chains.get(path) for path in paths)
    is_cut = any(chain[0].is_cut for chain in chains if chain)
    return history_remarks(history._replace(is_cut=is_cut, unreadable=0, future=0))


def _versions(count: int) -> str:
    return f"{pluralise(count, 'version')} of tracks"


def uncounted_remarks(catalogue: Catalogue, kind: EntryKind) -> Iterator[str]:
    """A remark if the numbers of tracks beside the entries of *kind* leave out archived ones, as `list` does."""
    are_left_out = catalogue.tracks.counts(
        lambda track: [catalogue.is_archived(track) and bool(getattr(track, kind.field))], "stage", kind.field
    )
    number = are_left_out[True]
    if number:
        shows = f"'prodash list --all' shows {_pronoun(number)}"
        yield f"{pluralise(number, 'archived track')} not counted; {shows}"


def staying_remark(archived: int) -> str:
    """The remark that *archived* tracks stay in their stage, although all tracks take a step."""
    stays = "stays in its stage" if archived == 1 else "stay in their stage"
    return (
        f"{pluralise(archived, 'archived track')} {stays}; 'prodash restore' brings {_pronoun(archived)} back"
    )


def _pronoun(number: int) -> str:
    return "it" if number == 1 else "them"
