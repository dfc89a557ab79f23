"""Contrast: how well text can be read on a colour, by the rules of WCAG 2.2."""

# https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio

BLACK = (0, 0, 0)
WHITE = (255, 255, 255)
Rgb = tuple[int, int, int]


def rgb(colour: str) -> Rgb:
    """Red, green and blue of `#rrggbb`, each from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def better_foreground(background: Rgb) -> Rgb:
    """Black or white, whichever reads better on *background*; the contrast is at least 4.58."""
    return max(BLACK, WHITE, key=lambda foreground: contrast(foreground, background))


def luminance(colour: Rgb) -> float:
    """The relative luminance of *colour*, from 0 for black to 1 for white."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_UP_TO else float(((part + 0.055) / 1.055) ** 2.4)


_LINEAR_UP_TO = 0.04045
