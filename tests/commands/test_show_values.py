"""show gives lists of mappings a line for each item, and indents what has keys itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.value import Value
from prodash.render.fields.value_lines import value_lines
from prodash.render.terminal.screen import Screen
from tests.conftest import Files, Ran
from tests.examples import examples
from tests.screen import on_screen, too_wide

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

NIGHT_FERRY = """\
title: Night Ferry
stage: mixing
links:
  - name: Bandcamp
    url: https://night-ferry.bandcamp.com
  - {name: YouTube, url: https://youtu.be/abc, private: true}
credits:
  - role: vocals
    who: {name: Ann Lee, ipi: "00012"}
  - {role: bass, who: {name: Ben}}
  - Tomás
platforms:
  spotify: https://open.spotify.com/track/4c
  apple: {id: 12345, region: de}
takes: [{n: 1, note: slow}, {n: 2}]
empty: [{}]
"""
SHOWN = """\
links      Bandcamp  https://night-ferry.bandcamp.com
           YouTube   https://youtu.be/abc  private: true
credits    vocals
             who  Ann Lee  ipi: 00012
           bass
             who  Ben
           Tomás
platforms  spotify  https://open.spotify.com/track/4c
           apple
             id      12345
             region  de
takes      n: 1  note: slow
           n: 2
path       tracks/a.yaml
"""


def test_each_item_of_a_list_of_mappings_has_a_line(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": NIGHT_FERRY})
    assert run("show", "a").out.partition("\n\n")[2] == SHOWN


def test_only_a_terminal_leaves_out_the_end_of_a_long_list(catalogue: Make, run: Run) -> None:
    sends = ", ".join(f"s{n}" for n in range(30))
    takes = "".join(f"  - n: {n}\n" for n in range(22))
    catalogue({"tracks/a.yaml": f"stage: seed\nsends: [{sends}]\ntakes:\n{takes}"})
    piped = run("show", "a").out
    assert sends in piped
    assert piped.count("n: ") == 22
    shown = on_screen(["show", "a"], 80)
    assert "s23, … 6 more\n" in shown
    assert shown.count("n: ") == 10
    assert "           … 12 more\n" in shown


@pytest.mark.parametrize("width", [20, 40, 60, 120])
def test_no_line_is_wider_than_the_screen(width: int, catalogue: Make) -> None:
    catalogue({"tracks/a.yaml": NIGHT_FERRY})
    assert too_wide(on_screen(["show", "a"], width), width) == []


TEXTS = st.text("abc: ,横\u0301", min_size=1, max_size=9).filter(lambda text: bool(text.strip()))
VALUES: st.SearchStrategy[Value] = st.recursive(
    TEXTS | st.integers(),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@examples(40)
@given(VALUES, st.sampled_from([2, 7, 20, 80]))
def test_any_value_has_lines_that_fit(value: Value, columns: int) -> None:
    assert too_wide("\n".join(value_lines(value, Screen(columns))), columns) == []
