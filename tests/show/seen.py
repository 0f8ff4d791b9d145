"""Seen: how far apart colours look, to eyes with all cones and with one kind lacking.

By hand: forty lines, for which a library of colour would be a dependency of one test.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.arrays import FloatArray

XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])  # D65
# Machado, Oliveira, Fernandes 2009, severity 1, of linear sRGB
EYES = {
    "all": np.eye(3),
    "deuteranopia": np.array([
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
    ]),
    "protanopia": np.array([
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
    ]),
    "tritanopia": np.array([
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
    ]),
}  # fmt: skip


def linear(colours: Sequence[str]) -> FloatArray:
    """Return colours written ``#rrggbb`` as light: (n, 3), 0 to 1."""
    parts = np.array([[int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)] for colour in colours])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(colours: Sequence[str], eyes: str = "all") -> FloatArray:
    """Return colours as some eyes see them, in CIELAB: (n, 3)."""
    light = np.clip(linear(colours) @ EYES[eyes].T, 0, 1) @ XYZ.T / WHITE
    f = np.where(light > 216 / 24389, np.cbrt(light), (24389 / 27 * light + 16) / 116)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=1)


def difference(one: FloatArray, other: FloatArray) -> FloatArray:
    """Return how far colours in CIELAB are apart: CIEDE2000, as Sharma, Wu, Dalal 2005 write it."""
    (l1, a1, b1), (l2, a2, b2) = np.moveaxis(one, -1, 0), np.moveaxis(other, -1, 0)
    grey = 1.5 - 0.5 * _saturation((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2)
    c1, c2 = np.hypot(grey * a1, b1), np.hypot(grey * a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, grey * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = np.where(c1 * c2 > 0, (h2 - h1 + 180) % 360 - 180, 0.0)
    light, chroma, hue = (l1 + l2) / 2, (c1 + c2) / 2, h1 + turn / 2
    t = 1 - 0.17 * _cos(hue - 30) + 0.24 * _cos(2 * hue) + 0.32 * _cos(3 * hue + 6) - 0.2 * _cos(4 * hue - 63)
    by_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * t)
    blue = np.sin(np.radians(60 * np.exp(-((((hue % 360) - 275) / 25) ** 2))))
    turned = -2 * _saturation(chroma) * blue * by_chroma * by_hue
    return np.asarray(np.sqrt(by_light**2 + by_chroma**2 + by_hue**2 + turned))


def _saturation(chroma: FloatArray) -> FloatArray:
    return np.asarray(np.sqrt(chroma**7 / (chroma**7 + 25.0**7)))


def _cos(degrees: FloatArray) -> FloatArray:
    return np.asarray(np.cos(np.radians(degrees)))
