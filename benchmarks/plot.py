"""Plot: how the cost grows with the catalogue, as SVG with logarithmic axes."""

import math
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

Points = Sequence[tuple[float, float]]

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 210, 44, 52
PAPER, FRAME, GRID, INK, SOFT = "#161b22", "#30363d", "#262c35", "#e6edf3", "#9aa4af"
COLOURS = (
    "#ffd33d",
    "#ff9f43",
    "#c49a2c",
    "#58a6ff",
    "#3fb950",
    "#f778ba",
    "#a371f7",
    "#76e3ea",
    "#ff7b72",
    "#8b949e",
)
LINE = 16
FONTS = "system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif"
"""The paper is dark for itself, so the picture reads the same on a light page and on a dark one."""

TEMPLATE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" \
aria-label={title} font-family="{fonts}" font-size="12" fill="{ink}">
<rect x=".5" y=".5" width="{inner_width}" height="{inner_height}" rx="10" fill="{paper}" stroke="{frame}"/>
<text x="{left}" y="26" font-size="14" font-weight="bold">{heading}</text>
{body}
</svg>
"""


def plot(title: str, lines: Mapping[str, Points]) -> str:
    """A picture of lines with their names at their ends; both axes logarithmic."""
    axes = Axes.around([point for points in lines.values() for point in points])
    return TEMPLATE.format(
        width=WIDTH,
        height=HEIGHT,
        inner_width=WIDTH - 1,
        inner_height=HEIGHT - 1,
        title=quoteattr(title),
        heading=escape(title),
        left=LEFT,
        fonts=FONTS,
        ink=INK,
        paper=PAPER,
        frame=FRAME,
        body="\n".join([*axes.drawn(), *drawn(axes, lines)]),
    )


class Axes:
    """Where a value is on the picture."""

    def __init__(self, across: tuple[float, float], up: tuple[float, float]) -> None:
        self.across, self.up = across, up

    @classmethod
    def around(cls, points: Points) -> "Axes":
        """Axes that have every point within."""
        sizes, costs = [size for size, _ in points], [cost for _, cost in points]
        return cls((min(sizes), max(sizes)), (min(*costs, 1) / 1.3, max(*costs, 10) * 1.3))

    def x(self, size: float) -> float:
        """From left to right."""
        low, high = map(math.log10, self.across)
        return LEFT + (math.log10(size) - low) / ((high - low) or 1) * (WIDTH - LEFT - RIGHT)

    def y(self, cost: float) -> float:
        """From the bottom up."""
        low, high = map(math.log10, self.up)
        return HEIGHT - BOTTOM - (math.log10(cost) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    def drawn(self) -> Iterator[str]:
        """Lines of the grid with their values."""
        right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
        for size in powers(*self.across):
            yield f'<path d="M{self.x(size):.1f} {TOP}V{bottom}" stroke="{GRID}"/>'
            yield text(self.x(size), bottom + 18, f"{size:,.0f}", "middle")
        for cost in powers(*self.up):
            yield f'<path d="M{LEFT} {self.y(cost):.1f}H{right}" stroke="{GRID}"/>'
            yield text(LEFT - 8, self.y(cost) + 4, f"{cost:g} H", "end")
        yield text((LEFT + right) / 2, bottom + 38, "tracks", "middle")


def powers(low: float, high: float) -> list[float]:
    """The powers of ten from *low* to *high*."""
    return [10.0**power for power in range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)]


def drawn(axes: Axes, lines: Mapping[str, Points]) -> Iterator[str]:
    """Each line with its points, and its name beside its end."""
    heights = apart([axes.y(points[-1][1]) for points in lines.values()])
    for number, (name, points) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        places = [(axes.x(size), axes.y(cost)) for size, cost in points]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="{2 if number else 3.5}"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
        end, label = places[-1], WIDTH - RIGHT + 22
        yield (
            f'<path d="M{end[0]:.1f} {end[1]:.1f}L{label - 4} {heights[number]:.1f}" stroke="{colour}" '
            'opacity=".5" stroke-dasharray="2 3"/>'
        )
        yield f'<text x="{label}" y="{heights[number] + 4:.1f}" fill="{colour}">{escape(name)}</text>'


def apart(heights: Sequence[float]) -> list[float]:
    """The same heights, moved so that a line of text has room at each, in the same order."""
    moved = [0.0] * len(heights)
    free = float(TOP)
    order = sorted(range(len(heights)), key=heights.__getitem__)
    for place, number in enumerate(order):
        lowest = HEIGHT - BOTTOM - (len(order) - 1 - place) * LINE
        moved[number] = min(max(heights[number], free), lowest)
        free = moved[number] + LINE
    return moved


def text(x: float, y: float, words: str, anchor: str) -> str:
    """A soft word on an axis."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{SOFT}">{escape(words)}</text>'
