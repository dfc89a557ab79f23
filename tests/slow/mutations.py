"""Damaged files: the files of the examples and tests, changed at random by bytes, tokens, lines and splices."""

import random
from collections.abc import Callable, Iterator
from functools import cache

from tests.commands.test_check_misread import NORMAL, WARNINGS
from tests.commands.test_tabs import TEMPLATE
from tests.conftest import EXAMPLE, ROOT
from tests.storage.test_readings import ODD
from tests.test_problems import GALLERY

_MAX_BYTES = 6_000
_MAX_CHANGES = 6
SIGNS = (
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "?",
    "-",
    "#",
    "&",
    "*",
    "!",
    "|",
    ">",
    "'",
    '"',
    "%",
    "@",
    "`",
    "~",
    "=",
)
"""The characters that mean something in YAML."""

_TOKENS = [
    *SIGNS,
    *(
        ": ",
        ", ",
        "- ",
        "? ",
        " #",
        " # ",
        "| ",
        ">-\n",
        "|+\n  ",
        "|2\n",
        "\n",
        "\n  ",
        "\n- ",
        "\n\t",
        "\t",
        " ",
        "   ",
    ),
    *(
        "---\n",
        "--- ",
        "...\n",
        "%YAML 1.3\n---\n",
        "%TAG ! x\n",
        "<<: ",
        "<<: *a\n",
        "&a ",
        "*a",
        "!t ",
        "!!str ",
        "!<x> ",
    ),
    *(
        "''",
        '""',
        '"\\u00e9"',
        '"\\UFFFFFFFF"',
        '"\\ud83c\\udf31"',
        '"\\x"',
        "'a':b",
        '["a":b]',
        "{a:1}",
        "[a, b]",
        "[?]",
    ),
    *(
        "\r\n",
        "\r",
        "\x85",
        "\u2028",
        "\u2029",
        "\xa0",
        "\ufeff",
        "\x00",
        "\x07",
        "\ue000",
        "é",
        "e\u0301",
        "🌱",
        "日本",
    ),
    *(
        "stage",
        "stage: seed\n",
        "title: ",
        "due: 2026-02-30\n",
        "workflows:\n- a\n",
        "null",
        "true",
        "1e999",
        "0x1F",
        "1_0",
    ),
    *(
        "<<<<<<< a\n",
        "=======\n",
        ">>>>>>> b\n",
        "id: a\n",
        "- id: a\n  name: b\n",
        "stages:\n",
        "projects:\n- id: x\n",
    ),
]
_Change = Callable[[random.Random, bytes], bytes]


@cache
def corpus() -> tuple[bytes, ...]:
    """The files that are damaged."""
    folders = (EXAMPLE, ROOT / "prodash/presets", GALLERY)
    files = [path for folder in folders for path in sorted(folder.rglob("*.y*ml")) if path.is_file()]
    texts = [TEMPLATE.replace("·", "\t"), *(f"stage: seed\n{text}\n" for text in (*WARNINGS, *NORMAL))]
    odd = [text if isinstance(text, bytes) else text.encode() for text in ODD.values()]
    found = [*(path.read_bytes() for path in files), *odd, *map(str.encode, texts)]
    return tuple(dict.fromkeys(data for data in found if len(data) <= _MAX_BYTES))


def mutations(seed: int) -> Iterator[bytes]:
    """Damaged files without end, the same ones for the same *seed*."""
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    while True:
        data = chance.choice(corpus())
        for _ in range(chance.randint(1, _MAX_CHANGES)):
            data = chance.choice(_CHANGES)(chance, data)
        yield data[:_MAX_BYTES]


def _place(chance: random.Random, data: bytes) -> int:
    return chance.randint(0, len(data))


def _change_byte(chance: random.Random, data: bytes) -> bytes:
    at = _place(chance, data)
    return (
        data[:at]
        + bytes([chance.choice((chance.randrange(256), chance.randrange(32, 127)))])
        + data[at + 1 :]
    )


def _delete(chance: random.Random, data: bytes) -> bytes:
    at = _place(chance, data)
    return data[:at] + data[at + chance.choice((1, 1, 2, 5, 30)) :]


def _insert_token(chance: random.Random, data: bytes) -> bytes:
    at = _place(chance, data)
    return data[:at] + chance.choice(_TOKENS).encode() + data[at + chance.choice((0, 0, 1)) :]


def _insert_at_word(chance: random.Random, data: bytes) -> bytes:
    """A token where a value, a key or a line starts or ends: there it means something most often."""
    places = [at for at, byte in enumerate(data) if byte in b" \n:,[]{}'\"-"] or [0]
    at = chance.choice(places) + chance.choice((0, 1))
    return data[:at] + chance.choice(_TOKENS).encode() + data[at:]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    at = _place(chance, data)
    part = data[at : at + chance.choice((1, 3, 20))]
    return data[:at] + part * chance.choice((2, 3, 60)) + data[at:]


def _change_lines(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            lines.insert(other, lines[at])
        case 1:
            lines[at], lines[other] = lines[other], lines[at]
        case 2:
            lines[at] = chance.choice((b" ", b"  ", b"\t", b" \t")) + lines[at]
        case 3:
            lines[at] = lines[at].lstrip()
        case 4:
            lines[at] = lines[at].rstrip()
        case _:
            del lines[at]
    return b"".join(lines)


def _splice(chance: random.Random, data: bytes) -> bytes:
    other = chance.choice(corpus())
    return data[: _place(chance, data)] + other[_place(chance, other) :]


def _replace_everywhere(chance: random.Random, data: bytes) -> bytes:
    old, new = chance.choice(
        ((b"\n", b"\r\n"), (b"\n", b"\r"), (b" ", b"\t"), (b": ", b":"), (b": ", b":\t"), (b"'", b'"'))
    )
    return data.replace(old, new)


_CHANGES: tuple[_Change, ...] = (
    *(_change_byte, _delete, _insert_token, _insert_token, _insert_at_word, _insert_at_word, _insert_at_word),
    *(_repeat, _change_lines, _change_lines, _splice, _replace_everywhere),
)
