"""Card: everything about one track, below a rule that shows how far along it is."""

from collections.abc import Iterable, Sequence
from datetime import date

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import as_text
from prodash.render.terminal.label import label
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BOLD, DIM, badge, paint
from prodash.render.terminal.width import clean, flow, pad, shorten, width, wrap
from prodash.render.terminal.words import URGENCY_COLOURS, due_words
from prodash.render.views.stage_progress import path_rule, progress_words

_WIDEST = 80
"""Columns of a card at most: longer lines are hard to read."""

_SIDES = 2
_GAP = "  "
_APART = "   "


def track_cards(catalogue: Catalogue, tracks: Sequence[Track], today: date, screen: Screen) -> str:
    """A card for each track, with two empty lines between them."""
    card = _narrowed(screen, max(screen.columns - _WIDEST, 0))
    return "\n\n\n".join("\n".join(_card(catalogue, track, today, card)) for track in tracks)


def _card(catalogue: Catalogue, track: Track, today: date, screen: Screen) -> Iterable[str]:
    title, identifier = clean(track.title).strip(), clean(track.id)
    head = f"{paint(title, BOLD, screen.depth)}  {paint(identifier, DIM, screen.depth)}"
    yield from wrap(head.lstrip(), screen)
    yield from _stage(catalogue, track, screen)
    yield ""
    yield from _facts(catalogue, track, today, screen)
    if track.notes.strip():
        yield ""
        yield from (line for part in track.notes.splitlines() for line in wrap(clean(part), screen) or [""])


def _stage(catalogue: Catalogue, track: Track, screen: Screen) -> Iterable[str]:
    """The way that the track has gone, and where it stands; what the file says where that is no stage."""
    stage = catalogue.stage_of(track) if catalogue.stages.is_declared else None
    progress = catalogue.stages.progress(stage) if stage else None
    yield path_rule(stage, progress, screen)
    if stage:
        words = progress_words(stage, progress, screen) if progress else []
        yield from flow([_chip(label(stage, screen), stage.colour, screen), *words], _APART, screen)
    elif track.stage and catalogue.stages.is_declared:
        yield from flow([clean(track.stage), paint("not a stage", DIM, screen.depth)], _GAP, screen)
    else:
        yield from flow([clean(track.stage) or "no stage"], _GAP, screen)


def _facts(catalogue: Catalogue, track: Track, today: date, screen: Screen) -> Iterable[str]:
    """A line or more for each thing that the track has, its name before it."""
    named = [(clean(key), clean(as_text(value))) for key, value in track.custom.items()]
    own = [(key, [text]) for key, text in named if text.strip()]
    longest = min(max(map(width, ["workflows", *(key for key, _ in own)])), screen.columns // 3)
    room = _narrowed(screen, longest + len(_GAP))
    rows = [
        ("workflows", _workflows(catalogue, track, room)),
        ("projects", [", ".join(_project(catalogue, name) for name in track.projects)]),
        ("due", _due(catalogue, track, today, room)),
        *own,
        ("file", [clean(track.path)]),
    ]
    for key, parts in rows:
        name = pad(shorten(key, longest), longest)
        for line in flow(parts, _GAP, room):
            yield f"{paint(name, DIM, screen.depth)}{_GAP}{line}"
            name = " " * longest


def _workflows(catalogue: Catalogue, track: Track, screen: Screen) -> Sequence[str]:
    found = [(catalogue.workflows.find(name), name) for name in track.workflows]
    chips = [_chip(label(one, screen), one.colour, screen) if one else clean(name) for one, name in found]
    return [", ".join(chips)] if screen.depth is Depth.NONE else chips


def _project(catalogue: Catalogue, name: str) -> str:
    """The way to a project from the outermost one that it is in."""
    project = catalogue.projects.find(name)
    steps = [one.name for one in catalogue.projects.upwards(project)] if project else [name]
    return clean(" / ".join(reversed(steps)))


def _due(catalogue: Catalogue, track: Track, today: date, screen: Screen) -> Sequence[str]:
    due = catalogue.due_of(track)
    if due is None:
        return []
    urgency = catalogue.urgency_of(track, today)
    text, colour = due_words(due, urgency, today), URGENCY_COLOURS.get(urgency)
    source = [paint(f"from {clean(due.source.name)}", DIM, screen.depth)] if due.source else []
    return [_chip(text, colour, screen) if colour else text, *source]


def _chip(text: str, colour: str, screen: Screen) -> str:
    """A badge no wider than the screen."""
    return badge(
        shorten(text, max(screen.columns - _SIDES, 1)) if screen.width else text, colour, screen.depth
    )


def _narrowed(screen: Screen, by: int) -> Screen:
    """*screen* without so many of its columns; one where nothing is cut stays so."""
    return screen if screen.width is None else screen._replace(width=max(screen.width - by, 1))
