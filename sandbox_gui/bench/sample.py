"""Repeated measurements, and what is said of them."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Sample:
    """Measurements of one thing, in the unit in which they are reported."""

    values: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def spread(self) -> tuple[float, float]:
        """The quartiles between which half of the measurements lie."""
        if len(self.values) < 2:
            return self.values[0], self.values[0]
        first, _, third = quantiles(self.values, n=4, method="inclusive")
        return first, third

    def percentile(self, share: float) -> float:
        """The value that this share of the measurements does not exceed."""
        return sorted(self.values)[min(len(self.values) - 1, math.ceil(share * len(self.values)) - 1)]

    def each(self, change: Callable[[float], float]) -> Sample:
        """The same measurements in another unit."""
        return Sample(tuple(change(value) for value in self.values))


def cpu_seconds(work: Callable[[], object]) -> float:
    """The processor time that some work takes: other programs on the machine do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def repeated(work: Callable[[], object], times: int, warm_up: int = 1) -> Sample:
    """The processor seconds of some work, done so often, after doing it unmeasured to warm up."""
    for _ in range(warm_up):
        work()
    return Sample(tuple(cpu_seconds(work) for _ in range(times)))


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """How time grows with size: the slope of its logarithm, 1 where twice the size takes twice the time."""
    xs, ys = [math.log(size) for size in sizes], [math.log(value) for value in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)
