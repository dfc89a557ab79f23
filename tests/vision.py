"""How different two colours look (CIEDE2000), also to people who are colour-blind (Machado, Oliveira, Fernandes 2009)."""

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import NamedTuple

from prodash.render.terminal.contrast import Rgb

VISIONS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What becomes of linear red, green and blue, at severity 1.0."""

_XYZ_OVER_WHITE = (
    (0.433953, 0.376219, 0.189828),
    (0.212673, 0.715152, 0.072175),
    (0.017756, 0.109470, 0.872774),
)


class Lab(NamedTuple):
    """A colour in CIELAB, under D65."""

    light: float
    a: float
    b: float


def seen(colour: Rgb, vision: str) -> Lab:
    """*colour* as somebody with *vision* sees it."""
    linear = [_linear(part / 255) for part in colour]
    shown = [min(max(sum(w * p for w, p in zip(row, linear, strict=True)), 0), 1) for row in VISIONS[vision]]
    x, y, z = (_cube_root(sum(w * p for w, p in zip(row, shown, strict=True))) for row in _XYZ_OVER_WHITE)
    return Lab(116 * y - 16, 500 * (x - y), 200 * (y - z))


def difference(one: Lab, other: Lab) -> float:
    """The CIEDE2000 difference; 1 can just be seen, 100 is black against white."""
    grey = 0.5 * (1 - _share((hypot(*one[1:]) + hypot(*other[1:])) / 2))
    (chroma, hue), (chroma_2, hue_2) = (_polar(lab.a * (1 + grey), lab.b) for lab in (one, other))
    light, mean_light = other.light - one.light, (one.light + other.light) / 2
    turn = (hue_2 - hue + 180) % 360 - 180
    mean_chroma, mean_hue = (chroma + chroma_2) / 2, (hue + turn / 2) % 360
    by_hue = 2 * sqrt(chroma * chroma_2) * sin(radians(turn / 2)) / (1 + 0.015 * mean_chroma * _t(mean_hue))
    by_chroma = (chroma_2 - chroma) / (1 + 0.045 * mean_chroma)
    far = (mean_light - 50) ** 2
    by_light = light / (1 + 0.015 * far / sqrt(20 + far))
    twist = -2 * _share(mean_chroma) * sin(radians(60 * exp(-(((mean_hue - 275) / 25) ** 2))))
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + twist * by_chroma * by_hue)


def _polar(a: float, b: float) -> tuple[float, float]:
    return hypot(a, b), degrees(atan2(b, a)) % 360


def _share(chroma: float) -> float:
    return sqrt(chroma**7 / (chroma**7 + 25**7))


def _t(hue: float) -> float:
    parts = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    return 1 + sum(weight * cos(radians(times * hue + shift)) for weight, times, shift in parts)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _cube_root(part: float) -> float:
    return float(part ** (1 / 3)) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
