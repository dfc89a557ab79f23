"""Words that a YAML reader may take for something other than text, such as `012`, `no` or `1:30`."""

import re

from prodash.model.catalogue.due import parse_iso_date
from prodash.model.catalogue.fields import Type
from prodash.model.catalogue.value import parse_scalar

# Plain words that YAML 1.1 or 1.2, or one of their readers, resolves (yaml.org/type, YAML 1.2.2 section 10.3.2).
_WORDS = {
    **dict.fromkeys(("null", "~"), "null"),
    **dict.fromkeys(("true", "false"), "true_or_false"),
    **dict.fromkeys(("y", "n", "yes", "no", "on", "off"), "yes_or_no"),
}
_SIGNS = frozenset("0123456789+-.=<")
"""What all others begin with."""

_OTHERS = r"""(?: (?P<padded> [-+]? 0 [0-9_]+ )
      | (?P<grouped> [-+]? [0-9][0-9_]* )
      | (?P<other_base> [-+]? 0 [xob] [-+]? [0-9a-f_]+ )
      | (?P<point> [-+]? (?: [0-9][0-9_]*\.[0-9_]* | \.[0-9][0-9_]* ) )
      | (?P<exponent> [-+]? (?: [0-9][0-9_]*\.?[0-9_]* | \.[0-9][0-9_]* ) e [-+]?[0-9]+ )
      | (?P<clock> [-+]? [0-9][0-9_]* (?: : [0-5]?[0-9] )+ (?: \.[0-9_]* )? )
      | (?P<signs> [-+.]+ [0-9_][0-9_.]* )
      | (?P<infinite> [-+]? \.inf | \.nan )
      | (?P<date> [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?: [T \t].* )? )
      | (?P<special> = | << )
    )"""

_NAME_TYPES = frozenset({"id", "stage", "names", "project"})


def word_kind(text: str) -> str:
    """What a reader may take the plain *text* for, such as "number" or "date"; empty if all read it as text."""
    if is_typed_word(text):
        return "boolean" if isinstance(parse_scalar(text), bool) else "number"
    if (kind := _WORDS.get(text.lower())) or text[:1] not in _SIGNS:
        return kind or ""
    found = re.fullmatch(_OTHERS, text, re.VERBOSE | re.IGNORECASE | re.ASCII)
    return (found and found.lastgroup) or ""


def needs_quotes(text: str, field_type: Type) -> bool:
    """Whether *text* in a field of this type needs quotes, so that every YAML reader reads the same.

    A name such as `1` is plain, since all readers take it for the same number.  Dates are plain, as people write them.
    """
    if field_type == "date" or not word_kind(text):
        return False
    if field_type in _NAME_TYPES:
        return not is_typed_word(text)
    return not (field_type == "custom" and parse_iso_date(text))


def is_typed_word(text: str) -> bool:
    """Whether all readers take *text* for the same number or boolean, and print it as *text* again."""
    return not isinstance(parse_scalar(text), str)
