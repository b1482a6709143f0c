"""Going from place to place with the keys: along the row of all places, or toward the nearest one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF


def along(order: Sequence[str], here: str, by: int) -> str:
    """The place `by` steps along the row; "" beyond its ends. From nowhere the row begins at its near end."""
    start = order.index(here) if here in order else (-1 if by > 0 else len(order))
    return order[start + by] if 0 <= start + by < len(order) else ""


def toward(boxes: Mapping[str, QRectF], here: str, dx: int, dy: int) -> str:
    """The nearest place in a direction that does not lie around this one; "" where there is none."""
    start = boxes[here]
    costs = {
        name: cost
        for name, box in boxes.items()
        if not box.contains(start) and (cost := _distance(start, box, dx, dy))
    }
    return min(costs, key=lambda name: costs[name], default="")


def _distance(start: QRectF, box: QRectF, dx: int, dy: int) -> float:
    """How far a box lies in a direction, what lies aside counting more; 0 where it does not lie there."""
    away = box.center() - start.center()
    ahead = away.x() * dx + away.y() * dy
    aside = abs(away.x() * dy) + abs(away.y() * dx)
    return ahead + 2.5 * aside if ahead > 1 and aside < 3 * ahead else 0.0
