"""Track card: everything about one track, with a rule that shows its progress."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import as_text
from prodash.render.fields.value_lines import value_lines
from prodash.render.terminal.badges import entry_badge
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BADGE_MARGIN, BOLD, DIM, Look, badge, colour_badge, paint
from prodash.render.terminal.width import clean, flow, pad, shorten, width, wrap
from prodash.render.terminal.words import due_words, matters, urgency_look
from prodash.render.views.stage_progress import progress_rule, progress_words

if TYPE_CHECKING:
    from prodash.model.history.history import History

_MAX_CARD_WIDTH = 80
"""In columns: longer lines are hard to read."""

Stays = Callable[[Track], Sequence[str]]

_GAP = "  "
_APART = "   "


def track_cards(
    catalogue: Catalogue,
    tracks: Sequence[Track],
    today: date,
    screen: Screen,
    history: "History | None" = None,
) -> str:
    """A card for each of *tracks*, with two empty lines between them; the stages it was in are those of its *history*."""
    card = _narrowed(screen, max(screen.columns - _MAX_CARD_WIDTH, 0))
    stays = _stays_of(catalogue, today, card, history)
    return "\n\n\n".join("\n".join(_card_lines(catalogue, track, today, card, stays)) for track in tracks)


def _stays_of(catalogue: Catalogue, today: date, screen: Screen, history: "History | None") -> Stays:
    """A function that returns a line for each stage that a track was in."""
    if history is None:
        return lambda _: ()
    from prodash.render.views.stay_lines import stay_lines

    return lambda track: stay_lines(catalogue.stages, track, history, today, screen)


def _card_lines(
    catalogue: Catalogue, track: Track, today: date, screen: Screen, stays: Stays
) -> Iterable[str]:
    title, identifier = clean(track.title).strip(), clean(track.id)
    head = f"{paint(title, BOLD, screen.depth)}  {paint(identifier, DIM, screen.depth)}"
    yield from wrap(head.lstrip(), screen)
    yield from _stage_lines(catalogue, track, screen)
    yield ""
    yield from _fact_lines(catalogue, track, today, screen)
    if lines := stays(track):
        yield from ("", *lines)
    if track.notes.strip():
        yield ""
        yield from (line for part in track.notes.splitlines() for line in wrap(clean(part), screen) or [""])


def _stage_lines(catalogue: Catalogue, track: Track, screen: Screen) -> Iterable[str]:
    """The progress of the track and its stage; what the file says if that is not a stage."""
    stage = catalogue.stage_of(track) if catalogue.stages.is_declared else None
    progress = catalogue.stages.progress(stage) if stage else None
    yield progress_rule(stage, progress, screen)
    if stage:
        words = progress_words(stage, progress, screen) if progress else []
        yield from flow([entry_badge(stage, screen, screen.width), *words], _APART, screen)
    elif track.stage and catalogue.stages.is_declared:
        yield from flow([clean(track.stage), paint("not a stage", DIM, screen.depth)], _GAP, screen)
    else:
        yield from flow([clean(track.stage) or "no stage"], _GAP, screen)


def _fact_lines(catalogue: Catalogue, track: Track, today: date, screen: Screen) -> Iterable[str]:
    """A line or more for each field that the track has, beginning with the name of the field."""
    custom = [
        (clean(catalogue.stage_line.swapped(key)), value)
        for key, value in track.custom.items()
        if as_text(value).strip()
    ]
    longest = min(max(map(width, ["workflows", *(key for key, _ in custom)])), screen.columns // 3)
    room = _narrowed(screen, longest + len(_GAP))
    rows = [
        ("workflows", _workflow_parts(catalogue, track, room)),
        ("projects", _project_parts(catalogue, track, room)),
        ("due", _due_parts(catalogue, track, today, room)),
    ]
    shown = [
        *((key, flow(parts, _GAP, room)) for key, parts in rows),
        *((key, value_lines(value, room)) for key, value in custom),
        ("path", flow([clean(track.path)], _GAP, room)),
    ]
    for key, lines in shown:
        name = pad(shorten(key, longest), longest)
        for line in lines:
            yield f"{paint(name, DIM, screen.depth)}{_GAP}{line}"
            name = " " * longest


def _workflow_parts(catalogue: Catalogue, track: Track, screen: Screen) -> Sequence[str]:
    entries = [(catalogue.workflows.find(name), name) for name in track.workflows]
    chips = [entry_badge(entry, screen, screen.width) if entry else clean(name) for entry, name in entries]
    return _listed(chips, screen)


def _project_parts(catalogue: Catalogue, track: Track, screen: Screen) -> Sequence[str]:
    """The projects of the track, each after the projects around it, as `Tour / Summer EP`."""
    return _listed([_project_path(catalogue, name, screen) for name in track.projects], screen)


def _project_path(catalogue: Catalogue, name: str, screen: Screen) -> str:
    project = catalogue.projects.find(name)
    if not project:
        return clean(name)
    *around, own = [clean(entry.name) for entry in reversed([*catalogue.projects.upwards(project)])]
    path = "".join(f"{name} / " for name in around)
    if screen.width is not None and width(path) + width(own) + 2 * BADGE_MARGIN > screen.width:
        return path + own
    return paint(path, DIM, screen.depth) + colour_badge(own, project.colour, screen.depth)


def _listed(texts: Sequence[str], screen: Screen) -> Sequence[str]:
    """*texts* as parts of a line, joined by commas if there are no colours that part them."""
    return [", ".join(texts)] if screen.depth is Depth.NONE else texts


def _due_parts(catalogue: Catalogue, track: Track, today: date, screen: Screen) -> Sequence[str]:
    due = catalogue.due_of(track)
    urgency = catalogue.urgency_of(track, today)
    if due is None:
        return ["unknown: projects.yaml cannot be read"] if urgency is Urgency.UNKNOWN else []
    if not matters(due, urgency):
        return []
    text, look = due_words(due, urgency, today), urgency_look(urgency)
    source = [f"from {clean(due.source.name)}"] if due.source else []
    # The time is of the track's own date, and only for people: nothing counts it.
    notes = source or [f"at {time}" for time in [clean(track.due_time.lstrip(" Tt"))] if time]
    return [
        _chip(text, look, screen) if look.is_badge else text,
        *(paint(note, DIM, screen.depth) for note in notes),
    ]


def _chip(text: str, look: Look, screen: Screen) -> str:
    """A badge no wider than the screen."""
    return badge(
        shorten(text, max(screen.columns - 2 * BADGE_MARGIN, 1)) if screen.width else text, look, screen.depth
    )


def _narrowed(screen: Screen, by: int) -> Screen:
    """*screen* narrower *by* so many columns; unchanged if it has no width."""
    return screen if screen.width is None else screen._replace(width=max(screen.width - by, 1))
