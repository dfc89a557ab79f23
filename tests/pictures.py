"""A picture of a terminal: SVG with every character in its cell, whatever font the reader has."""

import re
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from rich.color import Color
from rich.console import Console
from rich.style import Style
from rich.text import Text
from wcwidth import iter_graphemes

from prodash.render.terminal.width import width

CELL, LINE, SIZE, EDGE = 8.4, 20, 14, 20
PAPER, FRAME, INK = "#161b22", "#30363d", "#e6edf3"
THEMES = {"dark": (PAPER, FRAME, INK), "light": ("#ffffff", "#d0d7de", "#1f2328")}
"""The colours of the terminal itself, for readers of dark and of light pages."""

BASELINE = 14.5
FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"
EDGES = "▏▕"
EIGHTHS = {sign: (number + 1) / 8 for number, sign in enumerate("▏▎▍▌▋▊▉█") if sign not in EDGES}
RULES = {"━": 2.5, "─": 1}
BLOCKS = {**{sign: (1 - number / 8, 1) for number, sign in enumerate("▁▂▃▄▅▆▇", 1)}, "▀": (1 / 10, 1 / 2)}
"""Signs that are drawn: edges by their width, rules by their height, blocks from where to where of a line they reach."""

OUTLINE = re.compile("▏[^▏▕]*▕")
"""A badge without a background; its edges are drawn as one rounded line."""

TEMPLATE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" \
role="img" aria-label={title} font-family="{fonts}" font-size="{size}" fill="{ink}">
<rect x=".5" y=".5" width="{inner_width:g}" height="{inner_height:g}" rx="10" fill="{paper}" stroke="{frame}"/>
{body}
</svg>
"""


def picture(title: str, shown: str, columns: int) -> str:
    """What a terminal of so many *columns* looks like that shows this text with its colour codes."""
    lines = [f"\x1b[2m$\x1b[0m {title}", "", *shown.rstrip("\n").split("\n")]
    wide, high = columns * CELL + 2 * EDGE, len(lines) * LINE + 2 * EDGE
    return TEMPLATE.format(
        width=wide,
        height=high,
        inner_width=wide - 1,
        inner_height=high - 1,
        title=quoteattr(title),
        fonts=FONTS,
        size=SIZE,
        ink=INK,
        paper=PAPER,
        frame=FRAME,
        body="\n".join(
            part for number, line in enumerate(lines) for part in drawn(line, EDGE + number * LINE)
        ),
    )


def in_theme(drawing: str, theme: str) -> str:
    """A dark picture as readers of that theme see it."""
    for dark, other in zip(THEMES["dark"], THEMES[theme], strict=True):
        drawing = drawing.replace(f'"{dark}"', f'"{other}"')
    return drawing


def drawn(line: str, top: float) -> Iterator[str]:
    """The parts of one line."""
    console = Console(width=10_000, color_system="truecolor", force_terminal=True)
    column = 0
    shown = Text.from_ansi(line)
    for match in OUTLINE.finditer(shown.plain):
        looks = f'rx="3" fill="none" stroke="{INK}" stroke-opacity=".7"'
        yield rect(width(shown.plain[: match.start()]), width(match[0]), top + 1.5, LINE - 3, looks)
    for text, style, _ in shown.render(console):
        looks = style or Style()
        if looks.bgcolor and set(text) <= {*BLOCKS}:
            yield rect(column, width(text), top, LINE, filled(looks.bgcolor))
        elif looks.bgcolor:
            yield rect(column, width(text), top + 1, LINE - 2, f'rx="3" {filled(looks.bgcolor)}')
        for kind, run in groupby(iter_graphemes(text), key=kind_of):
            signs = "".join(run)
            if kind is not None:
                yield from inked(signs, column, top, looks)
            column += width(signs)


def kind_of(grapheme: str) -> object:
    """What characters are drawn together: bars, rules, words; a wide one is on its own.

    A space is nothing, and the edges of an outline are drawn already.
    """
    if grapheme in {" ", *EDGES}:
        return None
    if grapheme in EIGHTHS:
        return EIGHTHS
    return grapheme if grapheme in {*RULES, *BLOCKS} or width(grapheme) > 1 else ""


def inked(signs: str, column: int, top: float, style: Style) -> Iterator[str]:
    colour = filled(style.color) if style.color else ""
    looks = " ".join(filter(None, [colour, 'opacity=".6"' if style.dim else ""]))
    if signs[0] in EIGHTHS:
        yield rect(column, sum(map(EIGHTHS.__getitem__, signs)), top, LINE, looks)
    elif signs[0] in BLOCKS:
        start, end = BLOCKS[signs[0]]
        yield rect(column, len(signs), top + LINE * start, LINE * (end - start), looks)
    elif signs[0] in RULES:
        thick = RULES[signs[0]]
        yield rect(column, len(signs), top + (LINE - thick) / 2, thick, looks)
    else:
        weight = 'font-weight="bold"' if style.bold else ""
        yield from words(signs, column, top + BASELINE, " ".join(filter(None, [looks, weight])))


def words(signs: str, column: int, y: float, looks: str) -> Iterator[str]:
    wide = width(signs)
    x = EDGE + column * CELL
    if wide > len(signs) or len(signs) == 1:
        place = f'x="{x + wide * CELL / 2:.5g}" text-anchor="middle"'
    else:
        place = f'x="{x:.5g}" textLength="{wide * CELL:.5g}" lengthAdjust="spacingAndGlyphs"'
    yield f'<text {place} y="{y:g}" {looks}>{escape(signs)}</text>'.replace(" >", ">")


def rect(column: int, columns: float, top: float, height: float, looks: str) -> str:
    x, wide = EDGE + column * CELL, columns * CELL
    return f'<rect x="{x:.5g}" y="{top:g}" width="{wide:.5g}" height="{height:g}" {looks}/>'


def filled(colour: Color) -> str:
    return f'fill="{colour.get_truecolor().hex}"'
