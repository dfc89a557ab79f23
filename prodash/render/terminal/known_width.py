"""Known width: the columns of texts whose signs join with no other, which is what most texts are.

Only the rest asks wcwidth, which takes long to import.
"""

import re
from unicodedata import east_asian_width

# One column each: Latin, Greek, Cyrillic, dashes and quotes, arrows, lines and blocks.
_NARROW = "[ -~\xa1-\xac\xae-\u02ff\u0391-\u03a1\u03a3-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u2319\u2500-\u25fc]+"
# Two columns each where Unicode calls them wide: emoji that are one sign, but for skin tones; kana, Chinese, Korean.
_WIDE = (
    "[\u2600-\u27bf\u2b50\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3"
    "\U0001f300-\U0001f3fa\U0001f400-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001f9ff\U0001fa70-\U0001faff]*"
)


def known_width(text: str) -> int | None:
    """The columns that *text* takes; None where it has signs of which that is not known here."""
    others = re.sub(_NARROW, "", text)
    if re.fullmatch(_WIDE, others) and all(east_asian_width(sign) == "W" for sign in others):
        return len(text) + len(others)
    return None
