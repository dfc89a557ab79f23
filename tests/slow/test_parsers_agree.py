"""The C parser, the pure one and the parser of simple lines give the same for texts of random tokens.

`PRODASH_TEXTS` is the number of texts, and `PRODASH_SEED` chooses which.  Texts this short are valid often enough to meet rare
grammar, such as an empty key in braces; `test_mutated_files.py` damages whole files.
"""

import os
import random
from collections.abc import Iterator
from itertools import islice

import pytest

from tests.slow.mutations import SIGNS
from tests.slow.test_mutated_files import differences

pytestmark = pytest.mark.slow

SEED = int(os.environ.get("PRODASH_SEED", "1"))
COUNT = int(os.environ.get("PRODASH_TEXTS", "100000"))
_MAX_SHOWN = 20
_STARTS = [
    "",
    "a: ",
    "a: [",
    "a: {",
    "- ",
    "k: v\na: ",
    "{",
    "a:\n  b: ",
    "title: Foo\nstage: seed\nnotes: |\n  x\n",
]
_TOKENS = [
    *SIGNS,
    *("\\", "1", "a", "é", "\t", " "),
    *(
        "'q'",
        '"r"',
        "b c",
        "- ",
        "? ",
        ": ",
        ", ",
        " #",
        "\n",
        "\n  ",
        "\n\t",
        "\n- ",
        "k: ",
        "\nk: ",
        "|\n",
        "|1",
        "|+\n",
    ),
    *(
        " \n",
        "   x",
        "--- ",
        "\n---\n",
        "...\n",
        "\r\n",
        "\r",
        "\x85",
        "\u2028",
        "&x ",
        "*x",
        "!t ",
        "<<: ",
        "~",
        "''",
        "||",
    ),
]
_LINES = [
    *(
        "title: Track 1\n",
        "stage: seed  # note\n",
        "key: F# minor\n",
        "length: 3:45\n",
        "workflows: [a, b c]\n",
        "# c\n",
        "\n",
    ),
    *(
        "workflows:\n- a\n- b\n",
        "projects:\n  - c\n  - d\n",
        "notes: |\n  text\n    more\n\n  end\n",
        "null: x\n",
        "a: b #c\n",
    ),
    *(
        "lufs: -14 [a] b&c *d |\n",
        "alias: 'it: #1'\n",
        'file-name: "a: #c"  # note\n',
        "tags: []\n",
        "due:\n",
        "links:\n- https://x.y/z?a=b\n  # c\n- d  # e\n\n# f\n- g\n",
        "text: >\n  one\n  text\n    more\n   yet\n\n  end\n\n\n  of it\n\n",
        "lyrics: >-\n  a \n  b\n\n    c\n\n\n",
        "credits: |-\n  a\n\n",
    ),
]


@pytest.mark.parametrize("kind", ["tokens", "lines"])
def test_all_parsers_give_the_same(kind: str) -> None:
    texts = islice(_texts(kind), COUNT // 2)
    complaints = (f"{difference}: {text!r}" for text in texts for difference in differences(text))
    assert [*islice(complaints, _MAX_SHOWN)] == []


def _texts(kind: str) -> Iterator[str]:
    chance = random.Random(f"{SEED} {kind}")  # noqa: S311 (nothing secret)
    while True:
        if kind == "tokens":
            yield chance.choice(_STARTS) + "".join(chance.choices(_TOKENS, k=chance.randint(1, 9)))
            continue
        lines = chance.choices(_LINES, k=chance.randint(1, 5))
        text = "".join(lines)
        at = chance.randint(0, len(text))
        yield text[:at] + chance.choice(_TOKENS) + text[at + chance.choice((0, 0, 1)) :]
