"""Lengths: how long a recording is, such as `5:36`, `1:02:03` or `PT20M38S`, as seconds and back."""

import re

_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):([0-5]\d(?:\.\d{1,6})?)", re.ASCII)
_ISO = re.compile(r"P?T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6}(?:\.\d{1,6})?)S)?", re.ASCII)
_UNITS = re.compile(r"(?:(\d{1,6})h)? ?(?:(\d{1,6})m(?:in)?)? ?(?:(\d{1,6}(?:\.\d{1,6})?)s)?", re.ASCII)
_MINUTE, _HOUR = 60, 3600


def parse_length(text: str) -> float | None:
    """The seconds that *text* in a file means, or None; durations as in ISO 8601 count too."""
    if match := _CLOCK.fullmatch(text):
        if match[1] and int(match[2]) >= _MINUTE:
            return None
        return _seconds(match)
    match = _ISO.fullmatch(text)
    return _seconds(match) if match and any(match.groups()) else None


def parse_typed_length(text: str) -> float | None:
    """The seconds that *text* means on the command line, where `3m 45s` and `90s` count too."""
    match = _UNITS.fullmatch(text)
    return _seconds(match) if match and any(match.groups()) else parse_length(text.upper())


def format_length(seconds: float) -> str:
    """*seconds* as `3:45` or, from an hour on, `1:02:03`; fractions of a second only where there are some."""
    whole, fraction = divmod(round(seconds, 3), 1)
    minutes, rest = divmod(int(whole), _MINUTE)
    hours, left = divmod(minutes, _MINUTE)
    end = f"{fraction:.3f}"[1:].rstrip("0").rstrip(".")
    return f"{hours}:{left:02}:{rest:02}{end}" if hours else f"{minutes}:{rest:02}{end}"


def _seconds(match: re.Match[str]) -> float:
    hours, minutes, seconds = match.groups()
    return int(hours or 0) * _HOUR + int(minutes or 0) * _MINUTE + float(seconds or 0)
