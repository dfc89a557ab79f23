"""Stage: let the user choose the stage that tracks go to."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from prodash.errors import DeclinedError, RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Track
from prodash.model.change.assignment import Assignment
from prodash.model.choice.one_of import RESERVED, OneOf
from prodash.model.select.filters import Filters
from prodash.render.choice.stage_cards import stage_cards
from prodash.render.choice.stage_lines import StageCard, stage_lines
from prodash.render.terminal.initials import NONE_LEFT, initials
from prodash.render.terminal.width import clean
from prodash.render.terminal.words import pluralise
from prodash.session.pick.filters import chosen_tracks
from prodash.session.pick.terminal import can_choose, choose_by_keys, has_keys
from prodash.session.session import Session
from prodash.session.terminal.choose import NUMBER_WIDTH, choose_by_number
from prodash.session.terminal.streams import STDIN

_SET = "set"


def may_choose_stage(session: Session, filters: Filters, *, unasked: bool) -> bool:
    """Whether a command asks for a stage that nothing says: all streams are a terminal, and neither `-` nor `--yes` is given."""
    names_from_stdin = STDIN in (filters.track or ())
    return not (unasked or names_from_stdin) and session.console.can_ask and can_choose(session)


def chosen_stage(session: Session, filters: Filters) -> tuple[tuple[Assignment, ...], Filters]:
    """The assignment of the stage that the user chooses for the tracks that *filters* select, and filters for these.

    If there are no tracks, nobody is asked, and there is no assignment.
    """
    found = chosen_tracks(session, filters)
    if not found.tracks:
        return (), found.filters
    stage = choose_stage(session, found.catalogue, found.tracks, found.catalogue.stages.in_order)
    # The batch remembers the command that would do the same.
    at = session.argv.index(_SET) + 1
    session.argv = [*session.argv[:at], f"stage={stage.id}", *session.argv[at:]]
    return (Assignment("stage", "=", stage.id),), found.filters


def choose_stage(
    session: Session, catalogue: Catalogue, tracks: Sequence[Track], stages: Sequence[Stage]
) -> Stage:
    """The one of *stages* that the user chooses for *tracks*, of which there is at least one.

    Raises DeclinedError, UsageError, RefusedError if there is no stage to choose.
    """
    cards = _cards(catalogue, tracks, stages)
    state = _first_state(cards)
    what = clean(tracks[0].title) if len(tracks) == 1 else pluralise(len(tracks), "track")
    question = f"Which stage for {what}?"
    if not has_keys(session):
        lines = stage_lines(cards, session.console.error_screen, NUMBER_WIDTH)
        return cards[choose_by_number(session.console, lines, question)].stage
    taken = choose_by_keys(session, state, partial(stage_cards, cards, question)).taken
    if taken is None:
        raise DeclinedError
    return cards[taken].stage


def _cards(catalogue: Catalogue, tracks: Sequence[Track], stages: Sequence[Stage]) -> list[StageCard]:
    """A card for each of *stages*; raises RefusedError if there is none, or the stages cannot be read."""
    if STAGE.is_unreadable_in(catalogue) or not stages:
        raise RefusedError([(STAGE.path, "it names no stages that can be read, so there is none to choose")])
    counts, here = (Counter(track.stage for track in some) for some in (catalogue.tracks, tracks))
    return [StageCard(stage, counts[stage.id], here[stage.id], len(tracks)) for stage in stages]


def _first_state(cards: Sequence[StageCard]) -> OneOf:
    """The list with the pointer on the first stage in which tracks are now."""
    at = next((position for position, card in enumerate(cards) if card.here), 0)
    letters = initials([card.stage.name for card in cards], RESERVED)
    return OneOf(["" if letter == NONE_LEFT else letter for letter in letters], at)
