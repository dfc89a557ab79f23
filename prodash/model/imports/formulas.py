"""Formulas: the quote before text that a spreadsheet would run, and how it is removed again."""

import re

# What spreadsheets skip or do not show before a formula: blanks, zero-width and control characters, and quotes.
# Tabs and line ends are missing, because cells may start after them.
_SKIPPED = '[^\\S\t\r\n]|["\x00-\x08\x0e-\x1f\x7f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]'
# = + - @ in every width that Unicode has.  https://owasp.org/www-community/attacks/CSV_Injection
_SIGNS = "=＝﹦⁼₌+＋﹢⁺₊﬩\\-－﹣⁻₋−@＠﹫"
_FORMULA = f"'*(?:[\t\r\n]|(?:{_SKIPPED})*[{_SIGNS}])"
# In many countries a spreadsheet splits lines at semicolons; it does not see then that a line break is in quotes.
_CELL_START = "(^|[;\t\r\n])"
_UNGUARDED = f"{_CELL_START}(?={_FORMULA})"
_GUARDED = f"{_CELL_START}'(?={_FORMULA})"


def guard(cell: str) -> str:
    """*cell* with a quote before each formula: at its start, and where it may look like the start of another cell."""
    return re.sub(_UNGUARDED, r"\1'", cell)


def unguard(cell: str) -> str:
    """*cell* without the quotes that `guard` put into it."""
    return re.sub(_GUARDED, r"\1", cell)
