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
}
_WORDED = re.compile(
    rf"(\S.*?)\s+({'|'.join(sorted(_WORDS, key=len, reverse=True))})\s+(\S.*)", re.IGNORECASE | re.DOTALL
)
_BETWEEN = re.compile(r"(\S.*?)\s+between\s+(\S+)\s+(?:and|to)\s+(\S+)", re.IGNORECASE)
_JOINED = re.compile(
    r"(.+?)\s*(?:\s(?:and|or)\s|&&|\|\|)\s*((?:\S.*?)\s*[=<>~].*)", re.IGNORECASE | re.DOTALL
)
_TURNED = re.compile(r"([^=!<>~]+?)\s*(=>|=<|<>|=!|=~|~=|:=)\s*(.*)", re.DOTALL)
_SIGNS = {"=>": ">=", "=<": "<=", "<>": "!=", "=!": "!=", "=~": "~", "~=": "~", ":=": "="}
_NEGATED = re.compile(r"(?:!|not\s)\s*([^=!<>~]+?)\s*(<=|>=|=|<|>|~)\s*(.*)", re.IGNORECASE | re.DOTALL)
_OPPOSITES = {"=": "!=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_ABSENT = re.compile(r"(?:not|no|without)\s+(\S.*)", re.IGNORECASE)


def malformed(text: str) -> UsageError:
    """The error that *text* is not a condition, with the one that is probably meant."""
    meant = _meant(text.strip())
    advice = shell.join(["--where", meant]) if meant else "KEY=VALUE with = != < <= > >= or ~, KEY or !KEY"
    return UsageError(f"--where {text!r} is not a condition; write {advice}")


def joined_conditions(text: str) -> UsageError | None:
    """The error that *text* is two conditions in one; None if it is not, as with quotes."""
    match = None if '"' in text else _JOINED.fullmatch(text.strip())
    if match is None:
        return None
    both = shell.join(["--where", match[1].strip(), "--where", match[2].strip()])
    is_or = re.search(r"\sor\s|\|\|", text, re.IGNORECASE)
    advice = f"for both, write {both}" if is_or else f"write {both}"
    return UsageError(
        f"--where {text!r} is two conditions; {advice}; for one of several values, write KEY=A,B"
    )


def worded_condition(field: str) -> UsageError | None:
    """The error that *field* is a condition in words, such as `bpm in 90,120`; None if it is not."""
    meant = _in_words(field.strip())
    return (
        UsageError(f"--where {field!r} is not a condition; write {shell.join(['--where', meant])}")
        if meant
        else None
    )


def _meant(text: str) -> str:
    """The condition that *text* probably means; empty if that is not clear."""
    if match := _NEGATED.fullmatch(text):
        field, sign, value = match.groups()
        return f"{field}{_OPPOSITES[sign]}{value}" if sign in _OPPOSITES else ""
    if match := _TURNED.fullmatch(text):
        return f"{match[1]}{_SIGNS[match[2]]}{match[3]}" if match[3] else ""
    return _in_words(text)


def _in_words(text: str) -> str:
    if match := _BETWEEN.fullmatch(text):
        return f"{match[1]}={match[2]}..{match[3]}"
    if match := _WORDED.fullmatch(text):
        return f"{match[1]}{_WORDS[' '.join(match[2].casefold().split())]}{match[3].strip('()[]')}"
    match = _ABSENT.fullmatch(text)
    return f"!{match[1]}" if match else ""
