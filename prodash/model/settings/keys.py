"""Keys: those that a settings file can have, and what text each takes as its value."""

from typing import NamedTuple, TypeAlias

from prodash.model.names.name_lists import split_at_commas

Value: TypeAlias = str | int | bool | tuple[str, ...]
"""The value of a default, read from its text."""

_YES, _NO = ("yes", "true", "on"), ("no", "false", "off")


class Key(NamedTuple):
    """The key of a default, named like the option that it stands for.

    choices   the words that its value can be; empty if it is a number, a format or names
    codes     the groups of codes of which a format has one each, such as `bBm` for the month
    fix       what to write, for messages
    """

    name: str
    help: str
    fix: str
    choices: tuple[str, ...] = ()
    is_number: bool = False
    is_yes_or_no: bool = False
    codes: tuple[str, ...] = ()

    def read(self, given: str | tuple[str, ...]) -> Value | None:
        """The value that *given*, one text or a list, means; None if the key cannot have it."""
        if not (self.choices or self.codes or self.is_number or self.is_yes_or_no):
            texts = split_at_commas(given) if isinstance(given, str) else given
            names = tuple(text.strip() for text in texts)
            return names if names and all(names) else None
        text = given.strip() if isinstance(given, str) else ""
        if self.is_number:
            return int(text) if text.isascii() and text.isdigit() else None
        if self.codes:
            return text if all(any(f"%{code}" in text for code in group) for group in self.codes) else None
        word = text.casefold()
        if self.is_yes_or_no:
            return True if word in _YES else False if word in _NO else None
        return word if word in self.choices else None


def _choice(name: str, help: str, *choices: str) -> Key:  # noqa: A002 (as in the options)
    return Key(name, help, f"choose from {', '.join(choices)}", choices)


COLUMNS = Key("columns", "The columns of list.", "write names, as in 'columns: [title, stage, due]'")
SORT = Key("sort", "The order of list.", "write names, as in 'sort: [due, -bpm]'")
LIMIT = Key("limit", "How many rows list shows.", "write a number of rows, as in 'limit: 20'", is_number=True)
STYLE = _choice(
    "style", "The frame of tables.", *("plain", "rounded", "grid", "outline", "heavy", "double", "simple")
)
COLOR = _choice("color", "When to use colour.", "auto", "always", "never")
EMOJI = Key("emoji", "Whether to show emoji.", "write yes or no", is_yes_or_no=True)

DATE_FORMAT = Key(
    "date-format",
    "How import reads dates.",
    "write a day, a month and a year, as in 'date-format: \"%d/%m/%Y\"'",
    codes=("d", "bBm", "yY"),
)
DATE_ORDER = _choice("date-order", "Day or month first, as in 1/12.", "day-first", "month-first")
WEEK_STARTS = _choice("week-starts", "The first day of the week.", "monday", "sunday", "saturday")

KEYS = {
    key.name: key for key in (COLUMNS, SORT, LIMIT, STYLE, COLOR, EMOJI, DATE_FORMAT, DATE_ORDER, WEEK_STARTS)
}
"""The keys of all defaults, by their names."""

FILTERS = "filters"
"""The key of the named filters."""
