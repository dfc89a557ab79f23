"""Standing of a chain: the newest stay of one track, from all that is known of it."""

from prodash.model.history.clock import Clock
from prodash.model.history.history import Chain, Moment
from prodash.model.history.moves import start_times
from prodash.model.history.standing import Standing
from prodash.model.history.stays import stays


def standing_of(chain: Chain, clock: Clock) -> Standing | None:
    """Since when the track with this *chain* is in its stage; None if it has no history, or was removed."""
    stage = chain[-1].stage if chain else None
    if stage is None:
        return None
    found, latest = stays(chain, clock), start_times(chain)[-1]
    last = found[-1] if found and found[-1].ending == "running" else None
    since, paused = (last.since, last.paused) if last else (clock.day_of(latest), 0)
    is_lower_bound = last.is_lower_bound if last else len(chain) == 1
    return Standing(stage, since, paused, _last_move(chain), latest, is_lower_bound)


def _last_move(chain: Chain) -> Moment | None:
    """The time of the last move between two stages; None if there was none."""
    for number in range(len(chain) - 1, 0, -1):
        if chain[number].stage and chain[number - 1].stage:
            return chain[number].moment._replace(seconds=start_times(chain)[number])
    return None
