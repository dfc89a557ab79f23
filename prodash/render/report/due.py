"""Report due: how the page shows a due date."""

from dataclasses import dataclass
from datetime import date

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Due, Urgency
from prodash.model.catalogue.track import Track
from prodash.render.terminal.words import days_words, matters, short_due_words, urgency_look


@dataclass(frozen=True, slots=True)
class DueText:
    """A due date, how far off it is, and the name of the project that sets it, or an empty text.

    `words` are empty for a finished track, and `brief` is what a card says.
    `colour` is that of the badge around the words, or empty; the badge may be an outline.
    """

    day: date
    words: str
    brief: str
    colour: str
    is_outlined: bool
    source: str


def due_of(catalogue: Catalogue, track: Track, today: date) -> DueText | None:
    """When *track* is due; None if nobody needs to know."""
    due, urgency = catalogue.due_of(track), catalogue.urgency_of(track, today)
    return due_text(due, urgency, today) if due and matters(due, urgency) else None


def due_text(due: Due, urgency: Urgency, today: date) -> DueText:
    """How the page shows *due*."""
    look, source = urgency_look(urgency), due.source.name if due.source else ""
    words = "" if urgency is Urgency.DONE else days_words(due, urgency, today)
    brief = short_due_words(due, urgency, today)
    return DueText(due.day, words, brief, look.background, look.outlined, source)
