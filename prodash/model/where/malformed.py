"""Malformed: the errors for conditions written as in other languages, each with the condition that is meant."""

import re

from prodash import shell
from prodash.errors import UsageError

_WORDS = {
    "in": "=",
    "is": "=",
    "equals": "=",
    "is not": "!=",
    "not in": "!=",
    "like": "~",
    "contains": "~",
    "has": "~",
    "before": "<",
    "under": "<",
    "below": "<",
    "after": ">",
    "over": ">",
    "above": ">",
    "at least": ">=",
    "at most": "<=",
}
_NOTHING = {"null", "nil", "none", "nothing", "empty", "blank", "missing", "absent", "unset"}
_WORDED = re.compile(
    rf"(\S.*?)\s+({'|'.join(sorted(_WORDS, key=len, reverse=True))})\s+(\S.*)", re.IGNORECASE | re.DOTALL
)
_BETWEEN = re.compile(r"(\S.*?)(\s+not)?\s+between\s+(\S+)\s+(?:and|to)\s+(\S+)", re.IGNORECASE)
_NOT = re.compile(r"\s(?:not|doesn't|does not|isn't|cannot)$", re.IGNORECASE)
_JOINED = re.compile(
    r"(.+?)\s*(?:\s(?:and|or)\s|&&|\|\|)\s*((?:\S.*?)\s*[=<>~].*)", re.IGNORECASE | re.DOTALL
)
_VALUE_JOINER = re.compile(r"\s+(?:or|and)\s+|\s*\|+\s*|\s*;\s*", re.IGNORECASE)
_TURNED = re.compile(r"([^=!<>~]+?)\s*(===|=>|=<|<>|=!|=~|~=|:=|≥|≤|≠)\s*(.*)", re.DOTALL)
_SIGNS = {
    "=>": ">=",
    "=<": "<=",
    "<>": "!=",
    "=!": "!=",
    "=~": "~",
    "~=": "~",
    ":=": "=",
    "===": "=",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
}
_NEGATED = re.compile(r"(?:!|not\s)\s*([^=!<>~]+?)\s*(<=|>=|=|<|>|~)\s*(.*)", re.IGNORECASE | re.DOTALL)
_OPPOSITES = {"=": "!=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
_TURNED_ROUND = re.compile(
    r"([\d.:-]+)\s*(<=|>=|<|>|=)\s*([^\W\d][^=!<>~]*?)\s*(?:(<=|>=|<|>)\s*(\S[^=!<>~]*))?"
)
_ABSENT = re.compile(r"(?:not|no|without)\s+(\S.*)|(\S.*?)\s+(?:is\s+)?missing", re.IGNORECASE)
_PRESENT = re.compile(r"(?:has|with|exists)\s+(\S.*)|(\S.*?)\s+exists", re.IGNORECASE)


def malformed(text: str) -> UsageError:
    """The error that *text* is no condition, with what would be one."""
    meant = _meant(text.strip())
    advice = _options(meant) if meant else "KEY=VALUE with = != < <= > >= or ~, KEY or !KEY"
    return UsageError(f"--where {text!r} is not a condition; write {advice}")


def joined_conditions(text: str) -> UsageError | None:
    """The error that *text* is several conditions in one; None if it is not, as with quotes."""
    first, *others = [text] if '"' in text else _parts(text.strip())
    if not others:
        return None
    advice, number = _options((first, *others)), len(others) + 1
    is_or = re.search(r"\sor\s|\|\|", text, re.IGNORECASE)
    them = f"for {'all' if others[1:] else 'both'}, " if is_or else ""
    return UsageError(
        f"--where {text!r} is {number if others[1:] else 'two'} conditions; {them}write {advice}; for one of several values, write KEY=A,B"
    )


def _parts(text: str) -> tuple[str, ...]:
    match = _JOINED.fullmatch(text)
    return (match[1].strip(), *_parts(match[2].strip())) if match else (text,)


def joined_values(text: str) -> tuple[str, ...]:
    """The values in *text* if it joins several in words or with a line, as `90 or 120` does; else none."""
    values = tuple(_VALUE_JOINER.split(text))
    return values if len(values) > 1 and all(values) else ()


def other_language(text: str) -> UsageError | None:
    """The error that *text*, whose field no track has, is no condition, such as `bpm in 90,120`; None if that is not clear."""
    meant = _meant(text.strip())
    return UsageError(f"--where {text!r} is not a condition; write {_options(meant)}") if meant else None


def unsigned_condition(field: str, value: str, text: str) -> UsageError:
    """The error that *text*, a *field* and a *value*, is a condition without a sign."""
    return UsageError(f"--where {text!r} is not a condition; write {_options((f'{field}={value}',))}")


def _options(conditions: tuple[str, ...]) -> str:
    return shell.join([word for one in conditions for word in ("--where", one)])


def _meant(text: str) -> tuple[str, ...]:
    """The conditions that *text* probably means; none if that is not clear."""
    if match := _TURNED_ROUND.fullmatch(text):
        value, sign, field, second, limit = match.groups()
        return (f"{field}{_MIRRORED[sign]}{value}", *([f"{field}{second}{limit}"] if second else []))
    if match := _NEGATED.fullmatch(text):
        field, sign, value = match.groups()
        return (f"{field}{_OPPOSITES[sign]}{value}",) if sign in _OPPOSITES and value else ()
    if match := _TURNED.fullmatch(text):
        return (f"{match[1]}{_SIGNS[match[2]]}{match[3]}",) if match[3] else ()
    return tuple(filter(None, [_in_words(text)]))


def _in_words(text: str) -> str:
    if match := _BETWEEN.fullmatch(text):
        return f"{match[1]}{'!=' if match[2] else '='}{match[3]}..{match[4]}"
    if match := _WORDED.fullmatch(text):
        field, sign, value = match[1], _WORDS[" ".join(match[2].casefold().split())], match[3].strip("()[]")
        if _NOT.search(field):
            return ""
        if sign in {"=", "!="} and value.casefold() in _NOTHING:
            return field if sign == "!=" else f"!{field}"
        return f"{field}{sign}{value}"
    if match := _ABSENT.fullmatch(text):
        return f"!{match[1] or match[2]}"
    match = _PRESENT.fullmatch(text)
    return (match[1] or match[2]) if match else ""
