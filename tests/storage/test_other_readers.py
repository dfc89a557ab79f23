"""Whatever prodash writes, ruamel.yaml, PyYAML and a YAML 1.2 reader find in it what prodash finds."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.storage.edit.quoting import key_text, scalar
from prodash.storage.edit.word_kinds import word_kind
from tests.conftest import Files, Ran
from tests.examples import examples
from tests.random_edits import Tally, try_commands
from tests.random_files import CONTROLS, SIGNS, WORDS
from tests.readers import READERS, differences

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

SET = {
    "a question mark in brackets": ("workflows: a:?b\n", "workflows+=c", "workflows: ['a:?b', c]\n"),
    "a word that moves into brackets": ("workflows: no\n", "workflows+=c", "workflows: ['no', 'c']\n"),
    "a line separator in brackets": ('workflows: "a\\Lb"\n', "workflows+=c", 'workflows: ["a\\u2028b", c]\n'),
    "a colon at the end in braces": ("{bpm: 1}\n", "key=a:", "{bpm: 1, key: 'a:'}\n"),
    "a dash alone in brackets": ("mood: [a]\n", "mood+=-", "mood: [a, '-']\n"),
    "a dash at the end in brackets": ("mood: [a]\n", "mood+=🌱 -", "mood: [a, '🌱 -']\n"),
    "a document mark in a key": ("bpm: 1\n", "--- a=b", "bpm: 1\n'--- a': b\n"),
    "a document mark in a list": ("mood:\n- a\n", "mood+=--- b", "mood:\n- a\n- '--- b'\n"),
    "a stage that YAML 1.1 takes for a boolean": ("stage: seed\n", "stage=no", "stage: 'no'\n"),
    "a stage that is an octal number for some": ("stage: seed\n", "stage=012", "stage: '012'\n"),
    "a stage that is the same number for all": ("stage: seed\n", "stage=1", "stage: 1\n"),
    "a new name in a list": ("workflows: [a]\n", "workflows+=1e5", "workflows: [a, '1e5']\n"),
    "a new name in a new list": ("bpm: 1\n", "workflows=0x1f", "workflows: ['0x1f']\nbpm: 1\n"),
    "an exponent, which YAML 1.1 takes for text": ("bpm: 1\n", "bpm=1e+16", "bpm: '1e+16'\n"),
    "a word of another kind than before": ("bpm: 120\n", "bpm=yes", "bpm: 'yes'\n"),
    "a number that would print otherwise": ("bpm: 120\n", "bpm=1.10", "bpm: '1.10'\n"),
    "a word of the same kind as before": ("explicit: yes\n", "explicit=no", "explicit: no\n"),
    "signs that one reader takes for a number": ("key: a\n", "key=-_", "key: '-_'\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "change", "after"), SET.values(), ids=SET)
def test_a_new_value_has_quotes_where_a_reader_needs_them(
    before: str, change: str, after: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"stages.yaml": "stages: [seed, 'no', '012', 1]\n", "tracks/a.yaml": before})
    assert run("set", "--", change, "a").code in {0, 1}
    assert (root / "tracks/a.yaml").read_bytes().decode() == after
    assert differences(after, before) == []


ENTRIES = {
    "a name": ("- seed\n", ("add", "no"), "- seed\n- id: 'no'\n  name: 'no'\n"),
    "a description": ("- id: seed\n", ("set", "seed", "description=1999"), "- id: seed\n  description: '1999'\n"),
    "an id alone": ("- seed\n", ("rename", "seed", "0x1f"), "- '0x1f'\n"),
    "an id in braces": ("- {id: seed}\n", ("add", "On", "--description", "a?"), "- {id: seed}\n- {id: 'on', name: 'On', description: 'a?'}\n"),
}  # fmt: skip


@pytest.mark.parametrize("above", ["", "# one"], ids=["alone", "behind a comment"])
@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"], ids=ascii)
def test_no_key_is_added_below_one_that_a_reader_finds_in_another_column(
    above: str, sign: str, catalogue: Make, run: Run
) -> None:
    text = f"{above}{sign}stage: seed\n"
    root = catalogue({"tracks/a.yaml": text})
    ran = run("set", "bpm=120", "a")
    reason = f"the line of 'stage' has the invisible character U+{ord(sign):04X} before it; delete it by hand"
    assert ran == Ran(4, "", f"prodash: nothing was changed\ntracks/a.yaml: {reason}\n")
    assert (root / "tracks/a.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("before", "argv", "after"), ENTRIES.values(), ids=ENTRIES)
def test_a_new_entry_has_quotes_where_a_reader_needs_them(
    before: str, argv: tuple[str, ...], after: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"workflows.yaml": f"workflows:\n{before}"})
    assert run("workflows", *argv).code == 0
    assert (root / "workflows.yaml").read_text(encoding="utf-8") == f"workflows:\n{after}"
    assert differences(f"workflows:\n{after}", "") == []


@given(st.randoms(use_true_random=False))
@examples(6)
def test_any_command_on_any_files_writes_what_all_readers_read(r: Random) -> None:
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        try_commands(r, Path(folder), tally, tracks=4, commands=3)
    assert tally.faults == []


TEXTS = st.sampled_from(WORDS) | st.lists(st.sampled_from([*SIGNS, *CONTROLS]), max_size=6).map("".join)
PLACES = {
    "a value": (False, "k: {}\nz: 1\n"),
    "an item": (False, "k:\n- a\n- {}\n- z\n"),
    "an item in brackets": (True, "k: [a, {}, z]\n"),
    "a value in braces": (True, "{{k: {}, z: 1}}\n"),
    "the last of a line in brackets": (True, "k: [\n  {}\n  ]\n"),
}


@pytest.mark.parametrize(("flow", "place"), PLACES.values(), ids=PLACES)
@given(text=TEXTS, style=st.sampled_from(["", "'", '"']))
@examples(40)
def test_any_text_in_any_place_is_read_by_all(flow: bool, place: str, text: str, style: str) -> None:
    written = scalar(text, style, flow=flow)
    # Words such as `no` are quoted for the sake of the field, not of the place.
    if not (written == text and word_kind(text)):
        assert differences(place.format(written)) == []


@given(st.lists(TEXTS.filter(lambda key: len(key) < 200), min_size=1, unique=True), st.booleans())
@examples(40)
def test_every_reader_of_yaml_reads_the_keys_that_prodash_writes(keys: list[str], flow: bool) -> None:
    lines = [f"{key_text(key, flow=flow)}: x" for key in keys]
    text = "{" + ", ".join(lines) + "}\n" if flow else "\n".join(lines) + "\n"
    for name, read in READERS.items():
        assert list(read(text)) == keys, name
