"""How different two colours look, to everybody: CAM02-UCS on colours as the colour-blind see them.

An independent route to what `viz/palette.py` promises. Sources:

- Machado, G. M., Oliveira, M. M., Fernandes, L. A. F. (2009). A physiologically-based model for simulation of color
  vision deficiency. IEEE Transactions on Visualization and Computer Graphics, 15(6), 1291-1298: the matrices below, on
  linear RGB, at severity 1.0.
- CIE 159:2004. A colour appearance model for colour management systems: CIECAM02.
- Luo, M. R., Cui, G., Li, C. (2006). Uniform colour spaces based on CIECAM02 colour appearance model. Color Research
  and Application, 31(4), 320-330: CAM02-UCS.
- IEC 61966-2-1:1999 for sRGB, and its viewing conditions: D65, 64 lx, a grey surround of 20 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

SIGHTS = {
    "normal": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}

_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_CAT02 = np.array([[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]])
_HUNT_POINTER_ESTEVEZ = np.array([[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0.0, 0.0, 1.0]])
_F, _C, _N_C = 1.0, 0.69, 1.0  # an average surround
_TO_UCS = 0.007, 0.0228  # c1 and c2 of CAM02-UCS


def linear_rgb(color: str) -> np.ndarray:
    """Return a colour such as #1F77B4 as linear RGB from 0 to 1."""
    channels = np.array([int(color[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


@dataclass(frozen=True)
class Viewing:
    """Under which conditions colours are seen: the white, the luminance of the field and of its background."""

    white: tuple[float, float, float] = (95.047, 100.0, 108.883)
    field: float = 64 / np.pi / 5  # cd/m2
    background: float = 20.0

    @cached_property
    def adaptation(self) -> float:
        """F_L."""
        k = 1 / (5 * self.field + 1)
        return 0.2 * k**4 * 5 * self.field + 0.1 * (1 - k**4) ** 2 * np.cbrt(5 * self.field)

    @cached_property
    def n(self) -> float:
        return self.background / self.white[1]

    @cached_property
    def n_bb(self) -> float:
        return 0.725 * (1 / self.n) ** 0.2

    def cones(self, xyz: np.ndarray) -> np.ndarray:
        """Return the response of the cones after adaptation and compression."""
        degree = _F * (1 - np.exp((-self.field - 42) / 92) / 3.6)
        rgb, white = _CAT02 @ xyz, _CAT02 @ np.array(self.white)
        adapted = (degree * self.white[1] / white + 1 - degree) * rgb
        cones = _HUNT_POINTER_ESTEVEZ @ np.linalg.solve(_CAT02, adapted)
        power = (self.adaptation * np.abs(cones) / 100) ** 0.42
        return np.sign(cones) * 400 * power / (power + 27.13) + 0.1

    def achromatic(self, cones: np.ndarray) -> float:
        return float((cones @ [2, 1, 0.05] - 0.305) * self.n_bb)

    def appearance(self, xyz: np.ndarray) -> tuple[float, float, float]:
        """Return lightness J, colourfulness M and hue h in degrees of a colour in XYZ, white having Y = 100."""
        cones = self.cones(xyz)
        a = float(cones @ [1, -12 / 11, 1 / 11])
        b = float(cones @ [1, 1, -2]) / 9
        hue = np.arctan2(b, a)
        z = 1.48 + np.sqrt(self.n)
        white = self.achromatic(self.cones(np.array(self.white)))
        lightness = 100 * (max(self.achromatic(cones), 0.0) / white) ** (_C * z)
        eccentricity = (np.cos(hue + 2) + 3.8) / 4
        t = 50000 / 13 * _N_C * self.n_bb * eccentricity * np.hypot(a, b) / (cones @ [1, 1, 21 / 20])
        chroma = t**0.9 * np.sqrt(lightness / 100) * (1.64 - 0.29**self.n) ** 0.73
        return float(lightness), float(chroma * self.adaptation**0.25), float(np.degrees(hue) % 360)


def uniform(color: str, sight: str = "normal") -> np.ndarray:
    """Return J', a', b' of CAM02-UCS of a colour as somebody with this sight sees it."""
    rgb = np.clip(SIGHTS[sight] @ linear_rgb(color), 0, 1)  # what a screen can show of it
    lightness, colourfulness, hue = Viewing().appearance(_TO_XYZ @ rgb * 100)
    c1, c2 = _TO_UCS
    m = np.log(1 + c2 * colourfulness) / c2
    angle = np.radians(hue)
    return np.array([(1 + 100 * c1) * lightness / (1 + c1 * lightness), m * np.cos(angle), m * np.sin(angle)])


def difference(one: str, other: str, sight: str = "normal") -> float:
    """Return the distance of two colours in CAM02-UCS; about 1 is just noticeable."""
    return float(np.linalg.norm(uniform(one, sight) - uniform(other, sight)))
