"""Asked periods: the days of which flow tells, and how long its periods are, as the user typed them."""

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args

if TYPE_CHECKING:
    from prodash.model.dates.past_days import PastDays

Per: TypeAlias = Literal["day", "week", "month"]
"""How long a period is."""

PER: tuple[Per, ...] = get_args(Per)


class AskedPeriods(NamedTuple):
    """The options of flow as typed; None for what prodash chooses."""

    since: str | None = None
    until: str | None = None
    per: Per | None = None

    @property
    def days(self) -> "PastDays":
        """The days of the periods."""
        # Imported here, because `history` imports this module with its own options.
        from prodash.model.dates.past_days import PastDays

        return PastDays(self.since, self.until)
