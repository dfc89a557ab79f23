"""Names: how typed names are compared, and how an id becomes a title."""

import unicodedata
from functools import lru_cache

_SMALL_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to"})


@lru_cache(maxsize=4096)
def match_key(text: str) -> str:
    """*text* without case, spaces and punctuation; two names match if their keys are equal."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower())) or text.strip()
    kept = "".join(c for c in unicodedata.normalize("NFC", text).casefold() if is_word_character(c))
    # Removing punctuation can bring combining marks together, so normalise again.
    return unicodedata.normalize("NFC", kept) or text.strip()


def caseless(text: str) -> str:
    """*text* without upper and lower case, however its accents are stored: names as macOS and Windows compare them."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def unquoted(name: str) -> str:
    """*name* without the quotes around it, inside of which a quote is typed twice; as it is if it has none around it."""
    inside = name[1:-1]
    is_quoted = name == f'"{inside}"' and '"' not in inside.replace('""', "")
    return inside.replace('""', '"') if is_quoted else name


def fold(text: str) -> str:
    """*text* without case and accents, and with plain quotes and hyphens, for searches."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    # A letter of mathematics has become a capital only now.
    return letters.casefold().translate(_PLAIN)


# Letters that Unicode does not decompose into a plain one and an accent, as in Łódź, Smørrebrød and Işık; quotes and hyphens.
_PLAIN = str.maketrans(
    "ƀđðɖɗǥɠħıɨɉƙłƚɫɲŋøɵƥɍŧƭʉɏƴƶȥ‘’ʼ“”„‐–—",
    "bddddgghiijklllnnooprttuyyzz'''\"\"\"---",
) | {ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th"}


def field_key(name: str) -> str:
    """*name* without case, spaces, underscores and hyphens: names of custom fields with the same key are one field."""
    return caseless(name).translate(_JOINERS) or name


_JOINERS = str.maketrans("", "", " _-")


@lru_cache(maxsize=4096)
def loose_key(text: str) -> str:
    """The match key of *text* without accents; names that differ in accents alone share it."""
    return match_key(fold(text))


def title_from_id(identifier: str) -> str:
    """The title for a track without one: `midnight-drive` becomes Midnight Drive."""
    words = identifier.replace("-", " ").replace("_", " ").split()
    return (
        " ".join(_capitalise(word, first=not position) for position, word in enumerate(words)) or identifier
    )


def is_word_character(character: str) -> bool:
    """Whether *character* is a letter, a digit or a combining mark; Thai and Hindi words need those marks."""
    return unicodedata.category(character)[0] in "LNM"


def _capitalise(word: str, *, first: bool) -> str:
    if not word.islower() or (word in _SMALL_WORDS and not first):
        return word
    return word[0].upper() + word[1:]
