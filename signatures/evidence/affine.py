"""Affine maps of the plane, for laying a scanned sheet over an issued page. Pure."""

from collections.abc import Sequence
from math import hypot
from operator import mul
from typing import NamedTuple

Point = tuple[float, float]
Pair = tuple[Point, Point, float]
"""A place, by how much it has to move there, and how much that counts."""

_SPREAD = 1000.0
_STIFF = 0.02


class Affine(NamedTuple):
    """x' = a x + c y + e and y' = b x + d y + f, in the order in which PDF writes a matrix (ISO 32000-1, 8.3.4)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def at(self, point: Point) -> Point:
        """Where a point goes."""
        x, y = point
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, after: "Affine") -> "Affine":
        """This map, and another behind it."""
        return Affine(
            after.a * self.a + after.c * self.b,
            after.b * self.a + after.d * self.b,
            after.a * self.c + after.c * self.d,
            after.b * self.c + after.d * self.d,
            *after.at((self.e, self.f)),
        )

    def times(self, factor: float) -> "Affine":
        """The same map onto a picture that is so many times as large."""
        return Affine(*(value * factor for value in self))

    @property
    def scale(self) -> float:
        """Length of a unit along x."""
        return hypot(self.a, self.b)

    def box(self, rect: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
        """The smallest upright box around a rectangle once mapped: left, upper, right, lower."""
        left, upper, right, lower = rect
        xs, ys = zip(*(self.at((x, y)) for x in (left, right) for y in (upper, lower)), strict=True)
        return int(min(xs)), int(min(ys)), int(max(xs)) + 1, int(max(ys)) + 1

    def inverse(self) -> "Affine":
        """The way back."""
        det = self.a * self.d - self.b * self.c
        a, b, c, d = self.d / det, -self.b / det, -self.c / det, self.a / det
        return Affine(a, b, c, d, -a * self.e - c * self.f, -b * self.e - d * self.f)


def similarity(origin: Sequence[Point], goal: Sequence[Point]) -> Affine:
    """The turn, scale and shift that bring some points nearest to others (least squares)."""
    (ox, oy), (gx, gy) = _middle(origin), _middle(goal)
    along = across = size = 0.0
    for (x, y), (u, v) in zip(origin, goal, strict=True):
        x, y, u, v = x - ox, y - oy, u - gx, v - gy
        along, across, size = along + x * u + y * v, across + x * v - y * u, size + x * x + y * y
    a, b = along / size, across / size
    return Affine(a, b, -b, a, gx - a * ox + b * oy, gy - b * ox - a * oy)


def _middle(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def moved(pairs: Sequence[Pair], anchor: Point) -> Affine:
    """The map that moves places as the pairs say, held at the anchor, and the stiffer the fewer pairs there are."""
    normal = [[0.0] * 3 for _ in range(3)]
    right: list[list[float]] = [[0.0] * 3, [0.0] * 3]
    for (x, y), move, weight in (*pairs, (anchor, (0.0, 0.0), 2.0)):
        row = (1.0, (x - anchor[0]) / _SPREAD, (y - anchor[1]) / _SPREAD)
        for i in range(3):
            for axis in range(2):
                right[axis][i] += weight * row[i] * move[axis]
            for j in range(3):
                normal[i][j] += weight * row[i] * row[j]
    normal[1][1] += _STIFF
    normal[2][2] += _STIFF
    (e, a, c), (f, b, d) = (_solve(normal, each) for each in right)
    a, b, c, d = a / _SPREAD, b / _SPREAD, c / _SPREAD, d / _SPREAD
    x, y = anchor
    return Affine(1 + a, b, c, 1 + d, e - a * x - c * y, f - b * x - d * y)


def _solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> tuple[float, float, float]:
    """Three equations in three unknowns (Cramer); the stiffness keeps the determinant above zero."""
    a, b, c = zip(*matrix, strict=True)
    whole = _det(a, b, c)
    return _det(right, b, c) / whole, _det(a, right, c) / whole, _det(a, b, right) / whole


def _det(a: Sequence[float], b: Sequence[float], c: Sequence[float]) -> float:
    cross = (b[1] * c[2] - b[2] * c[1], b[2] * c[0] - b[0] * c[2], b[0] * c[1] - b[1] * c[0])
    return float(sum(map(mul, a, cross)))
