"""Tracks: let the user mark tracks by hand: in fzf, in a list of prodash's own, or by their numbers."""

from collections.abc import Sequence
from functools import lru_cache, partial

from prodash.errors import DeclinedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.choice.marks import Marks
from prodash.model.select.select import in_order
from prodash.render.choice.track_marks import MARK_WIDTH, Rows, track_lines, track_marks
from prodash.render.formats.table import rows_without_header
from prodash.render.sheets.tracks import track_sheet
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import DIM, paint
from prodash.render.terminal.width import clean
from prodash.session.pick.terminal import choose_by_keys, has_keys
from prodash.session.session import Session
from prodash.session.terminal.keys import settings_kept
from prodash.session.terminal.signals import leave_interrupts
from prodash.storage.external.fzf import mark_in_fzf

_ALL = "all"


def mark_tracks(
    session: Session, catalogue: Catalogue, tracks: Sequence[Track], question: str
) -> list[Track]:
    """Those of *tracks* that the user marks, in the order of `list`; raises DeclinedError if the user takes none."""
    question, listed = clean(question), in_order(catalogue, tracks)
    sheet = track_sheet(catalogue, listed, session.today)

    @lru_cache(maxsize=1)
    def rows(screen: Screen) -> Sequence[str]:
        return [*rows_without_header(sheet, screen)]

    if has_keys(session):
        marked = _in_fzf(session, rows, question, [track.id for track in listed])
        if marked is None:
            marked = _by_keys(session, rows, question, [_text(catalogue, track) for track in listed])
    else:
        marked = _by_line(session, rows, question)
    if not marked:
        raise DeclinedError
    return [listed[position] for position in marked]


def _text(catalogue: Catalogue, track: Track) -> str:
    """In what a search looks."""
    stage = catalogue.stage_of(track)
    return " ".join((track.title, track.id, stage.name if stage else track.stage, *track.projects))


def _in_fzf(session: Session, rows: Rows, question: str, ids: Sequence[str]) -> Sequence[int] | None:
    """The positions that the user marks in fzf; None if there is no fzf."""
    screen = session.console.error_screen
    shown = rows(screen._replace(width=max(screen.columns - MARK_WIDTH, 1)))
    # fzf cuts what is too long, but looks in all of it.
    lines = [
        line if track in line else f"{line}  {paint(track, DIM, screen.depth)}"
        for line, track in zip(shown, map(clean, ids), strict=True)
    ]
    with settings_kept(), leave_interrupts():
        answer = mark_in_fzf(
            lines, question, session.environment.variables, colours=screen.depth is not Depth.NONE
        )
    if answer and answer.is_interrupted:
        raise KeyboardInterrupt
    return answer.marked if answer else None


def _by_keys(session: Session, rows: Rows, question: str, texts: Sequence[str]) -> Sequence[int]:
    """The positions that the user marks in a list of prodash's own, where a search looks in *texts*."""
    draw = partial(track_marks, rows, question)
    return choose_by_keys(session, Marks.of(texts), draw).taken


def _by_line(session: Session, rows: Rows, question: str) -> Sequence[int]:
    """The positions whose numbers the user types; raises UsageError for anything else."""
    lines = track_lines(rows, session.console.error_screen)
    session.console.print_err_lines(lines)
    answer = session.console.ask(f"{question} [numbers as in 1 3-5, or {_ALL}]")
    if answer == _ALL:
        return range(len(lines))
    return sorted(
        {position for word in answer.replace(",", " ").split() for position in _range(word, len(lines))}
    )


def _range(word: str, count: int) -> range:
    """The positions that a number such as `3`, or a range of them such as `3-5`, stands for."""
    first, _, last = word.partition("-")
    last = last or first
    if first.isdecimal() and last.isdecimal() and 1 <= int(first) <= int(last) <= count:
        return range(int(first) - 1, int(last))
    raise UsageError(f"{word!r} is not a number from 1 to {count}; nothing was done")
