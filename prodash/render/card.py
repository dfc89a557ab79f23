"""Card: everything about one track, or about one stage, in a few lines."""

from collections.abc import Sequence
from datetime import date

from prodash.model.breakdown import StageCount
from prodash.model.catalogue import Catalogue
from prodash.model.stage import Kind
from prodash.model.track import Track
from prodash.model.value import as_text
from prodash.render.label import label
from prodash.render.screen import Screen
from prodash.render.style import BOLD, DIM, badge, paint
from prodash.render.tracks import names
from prodash.render.width import clean, pad, shorten, width, wrap
from prodash.render.words import URGENCY_COLOURS, count, due_words

_COUNT = 16
_KINDS = {
    Kind.ACTIVE: "active",
    Kind.FINISHED: "finished: never overdue",
    Kind.ARCHIVED: "archived: left out of views",
}


def track_cards(catalogue: Catalogue, tracks: Sequence[Track], today: date, screen: Screen) -> str:
    """A card for each track, with an empty line between them."""
    return "\n\n".join(_track_card(catalogue, track, today, screen) for track in tracks)


def stage_cards(counts: Sequence[StageCount], screen: Screen) -> str:
    """A card for each stage: badge, count, id, what it means."""
    labels = [label(counted.stage, screen) for counted in counts]
    if screen.width is not None:
        labels = [shorten(text, screen.width - _COUNT) for text in labels]
    longest = max(map(width, labels), default=0)
    return "\n\n".join(
        _stage_card(counted, pad(text, longest), screen) for counted, text in zip(counts, labels, strict=True)
    )


def _stage_card(counted: StageCount, text: str, screen: Screen) -> str:
    stage = counted.stage
    facts = [stage.id, stage.colour, _KINDS[stage.kind]]
    head = f"{badge(text, stage.colour, screen.depth)}  {paint(count(counted.tracks, 'track'), BOLD, screen.depth)}"
    lines = [head, *wrap(clean(stage.description), screen, "  ")]
    foot = paint(" · ".join(clean(fact) for fact in facts if fact), DIM, screen.depth)
    return "\n".join([*lines, *wrap(foot, screen, "  ")])


def _track_card(catalogue: Catalogue, track: Track, today: date, screen: Screen) -> str:
    rows = [
        ("stage", _stage(catalogue, track, screen)),
        ("workflows", clean(names(catalogue.workflows, track.workflows))),
        ("projects", _project_paths(catalogue, track)),
        ("due", _due(catalogue, track, today, screen)),
        *((clean(key), clean(as_text(value))) for key, value in track.own.items()),
        ("file", clean(track.path)),
    ]
    shown = [(label, text) for label, text in rows if text.strip()]
    longest = max(width(label) for label, _ in shown)
    title = paint(clean(track.title), BOLD, screen.depth)
    lines = wrap(f"{title}  {paint(clean(track.id), DIM, screen.depth)}", screen)
    lines += [line for label, text in shown for line in _row(pad(label, longest), text, screen)]
    if track.notes.strip():
        lines += [
            "",
            *(line for part in track.notes.splitlines() for line in wrap(clean(part), screen, "  ") or [""]),
        ]
    return "\n".join(lines)


def _row(label: str, text: str, screen: Screen) -> list[str]:
    first, *more = wrap(text, screen, " " * (width(label) + 4))
    return [f"  {paint(label, DIM, screen.depth)}  {first.strip()}", *more]


def _stage(catalogue: Catalogue, track: Track, screen: Screen) -> str:
    stage = catalogue.stage_of(track)
    if stage is None:
        return clean(track.stage) or "(none)"
    progress = catalogue.stages.progress(stage) if catalogue.stages.closed else None
    place = f"  stage {progress[0]} of {progress[1]}" if progress else ""
    return badge(clean(stage.name), stage.colour, screen.depth) + place


def _project_paths(catalogue: Catalogue, track: Track) -> str:
    projects = catalogue.projects
    paths = []
    for name in track.projects:
        project = projects.find(name)
        steps = [p.name for p in projects.upwards(project)] if project else [name]
        paths.append(clean(" / ".join(reversed(steps))))
    return ", ".join(paths)


def _due(catalogue: Catalogue, track: Track, today: date, screen: Screen) -> str:
    due = catalogue.due_of(track)
    if due is None:
        return ""
    urgency = catalogue.urgency_of(track, today)
    colour = URGENCY_COLOURS.get(urgency)
    text = due_words(due, urgency, today)
    chip = badge(text, colour, screen.depth) if colour else text
    return f"{chip}  from {clean(due.source.name)}" if due.source else chip
