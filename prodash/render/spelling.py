"""Spelling: what stands on a terminal in the place of signs that its charset does not have."""

_ASCII = {
    "#": "█▉▊▋▓■",
    "|": "▌▍▎▏│┃║",
    "+": "▒┌┐└┘├┤┬┴┼╭╮╰╯",
    ".": "░·",
    "-": "─╌┄–—",
    "=": "━═",
    "o": "○◔◑◕",
    "*": "●•",
    "<": "←‹«",
    ">": "→›»",
    "^": "↑▲",
    "v": "↓▼",
    "~": "…",
    "'": "‘’",
    '"': "“”",
}
_SPELLED = {sign: letter for letter, signs in _ASCII.items() for sign in signs}


def spelled(text: str) -> str:
    """*text* in ASCII, as wide as it was: signs by those like them, anything else by question marks."""
    from wcwidth import iter_graphemes, wcswidth

    parts = iter_graphemes(text)
    return "".join(
        part if part.isascii() else _SPELLED.get(part, "?" * max(wcswidth(part), 0)) for part in parts
    )


def spell_out(error: UnicodeError) -> tuple[str, int]:
    """What `codecs.register_error` wants: a text for what cannot be encoded, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return spelled(error.object[error.start : error.end]), error.end
