"""What a measurement says: a figure, its bound, and whether it holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table of measurements."""

    what: str
    unit: str
    figure: float
    bound: str
    holds: bool

    def __str__(self) -> str:
        mark = "ok  " if self.holds else "OVER"
        return f"{mark} {self.what:<58} {self.figure:>10.2f} {self.unit:<16} {self.bound}"


def ratio(what: str, figure: float, floor: float, most: float) -> Line:
    """How many times the floor, which was taken in the same run."""
    times = figure / floor
    return Line(f"{what} ({figure:.2f} / {floor:.2f})", "times", times, f"≤ {most}", times <= most)
