"""Track card: everything about one track, with a rule that shows its progress."""

from collections.abc import Iterable, Sequence
from datetime import date

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import as_text
from prodash.render.terminal.label import label
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BOLD, DIM, Look, badge, paint
from prodash.render.terminal.width import clean, flow, pad, shorten, width, wrap
from prodash.render.terminal.words import due_words, urgency_look
from prodash.render.views.stage_progress import progress_rule, progress_words

_MAX_CARD_WIDTH = 80
"""In columns: longer lines are hard to read."""

_BADGE_MARGINS = 2
_GAP = "  "
_APART = "   "


def track_cards(catalogue: Catalogue, tracks: Sequence[Track], today: date, screen: Screen) -> str:
    """A card for each of *tracks*, with two empty lines between them."""
    card = _narrowed(screen, max(screen.columns - _MAX_CARD_WIDTH, 0))
    return "\n\n\n".join("\n".join(_card_lines(catalogue, track, today, card)) for track in tracks)


def _card_lines(catalogue: Catalogue, track: Track, today: date, screen: Screen) -> Iterable[str]:
    title, identifier = clean(track.title).strip(), clean(track.id)
    head = f"{paint(title, BOLD, screen.depth)}  {paint(identifier, DIM, screen.depth)}"
    yield from wrap(head.lstrip(), screen)
    yield from _stage_lines(catalogue, track, screen)
    yield ""
    yield from _fact_lines(catalogue, track, today, screen)
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
        yield from flow(
            [_chip(label(stage, screen), Look(background=stage.colour), screen), *words], _APART, screen
        )
    elif track.stage and catalogue.stages.is_declared:
        yield from flow([clean(track.stage), paint("not a stage", DIM, screen.depth)], _GAP, screen)
    else:
        yield from flow([clean(track.stage) or "no stage"], _GAP, screen)


def _fact_lines(catalogue: Catalogue, track: Track, today: date, screen: Screen) -> Iterable[str]:
    """A line or more for each field that the track has, beginning with the name of the field."""
    named = [(clean(key), clean(as_text(value))) for key, value in track.custom.items()]
    custom = [(key, [text]) for key, text in named if text.strip()]
    longest = min(max(map(width, ["workflows", *(key for key, _ in custom)])), screen.columns // 3)
    room = _narrowed(screen, longest + len(_GAP))
    rows = [
        ("workflows", _workflow_parts(catalogue, track, room)),
        ("projects", [", ".join(_project_path(catalogue, name) for name in track.projects)]),
        ("due", _due_parts(catalogue, track, today, room)),
        *custom,
        ("file", [clean(track.path)]),
    ]
    for key, parts in rows:
        name = pad(shorten(key, longest), longest)
        for line in flow(parts, _GAP, room):
            yield f"{paint(name, DIM, screen.depth)}{_GAP}{line}"
            name = " " * longest


def _workflow_parts(catalogue: Catalogue, track: Track, screen: Screen) -> Sequence[str]:
    entries = [(catalogue.workflows.find(name), name) for name in track.workflows]
    chips = [
        _chip(label(entry, screen), Look(background=entry.colour), screen) if entry else clean(name)
        for entry, name in entries
    ]
    return [", ".join(chips)] if screen.depth is Depth.NONE else chips


def _project_path(catalogue: Catalogue, name: str) -> str:
    """The names of the projects around a project and its own, outermost first, as `Tour / Summer EP`."""
    project = catalogue.projects.find(name)
    steps = [entry.name for entry in catalogue.projects.upwards(project)] if project else [name]
    return clean(" / ".join(reversed(steps)))


def _due_parts(catalogue: Catalogue, track: Track, today: date, screen: Screen) -> Sequence[str]:
    due = catalogue.due_of(track)
    urgency = catalogue.urgency_of(track, today)
    if due is None:
        return ["unknown: projects.yaml cannot be read"] if urgency is Urgency.UNKNOWN else []
    text, look = due_words(due, urgency, today), urgency_look(urgency)
    source = [paint(f"from {clean(due.source.name)}", DIM, screen.depth)] if due.source else []
    return [_chip(text, look, screen) if look.is_badge else text, *source]


def _chip(text: str, look: Look, screen: Screen) -> str:
    """A badge no wider than the screen."""
    return badge(
        shorten(text, max(screen.columns - _BADGE_MARGINS, 1)) if screen.width else text, look, screen.depth
    )


def _narrowed(screen: Screen, by: int) -> Screen:
    """*screen* narrower *by* so many columns; unchanged if it has no width."""
    return screen if screen.width is None else screen._replace(width=max(screen.width - by, 1))
