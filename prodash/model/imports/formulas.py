"""Formulas: the quote before text that a spreadsheet would run, and how it is removed again."""

import re

# What has no ink where it stands alone: the Default_Ignorable_Code_Point of Unicode, the halves of Korean syllables, and letters
# that are blank.  https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
_INVISIBLE = (
    "\xad\u034f\u061c\u115f-\u11ff\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ud7b0-\ud7ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U00016fe4\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
# What spreadsheets skip or do not show before a formula: blanks, invisible and control characters, and quotes.
# Tabs and line ends are missing, because cells may start after them.
_SKIPPED = f'[^\\S\t\r\n]|["\x00-\x08\x0e-\x1f\x7f-\x9f{_INVISIBLE}]'
# = + - @ in every width that Unicode has.  https://owasp.org/www-community/attacks/CSV_Injection
_SIGNS = "=＝﹦⁼₌+＋﹢⁺₊﬩\\-－﹣⁻₋−@＠﹫"
_FORMULA = f"'*(?:[\t\r\n]|(?:{_SKIPPED})*+[{_SIGNS}])"
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
