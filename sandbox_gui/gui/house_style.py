"""Fusion with two manners of the house: everything grows with the text, and the wheel only scrolls."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLayout,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

_METRIC = QStyle.PixelMetric
GROWING = frozenset(
    (
        *(_METRIC.PM_ButtonIconSize, _METRIC.PM_SmallIconSize, _METRIC.PM_TabBarIconSize),
        *(_METRIC.PM_IndicatorWidth, _METRIC.PM_IndicatorHeight),
        *(_METRIC.PM_ExclusiveIndicatorWidth, _METRIC.PM_ExclusiveIndicatorHeight),
        *(_METRIC.PM_MenuHMargin, _METRIC.PM_MenuVMargin, _METRIC.PM_ScrollBarExtent),
    )
)
"""Fusion's measures that do not follow the font by themselves."""


class HouseStyle(QProxyStyle):
    """`scale` is 1 at a desk's usual size; after changing it the style sheet has to be set again.

    Qt polishes every widget before it is first shown, and again with each new style sheet: the one
    place where the margins of all layouts, however old, can follow the scale.
    """

    def __init__(self, scale: float) -> None:
        super().__init__("Fusion")
        self.scale = scale

    def polish(self, what: QWidget | QPalette | QApplication) -> None:  # type: ignore[override]
        super().polish(what)
        if isinstance(what, QWidget) and (layout := what.layout()) is not None:
            fit(layout, self.scale)

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        found = super().pixelMetric(metric, option, widget)
        return round(found * self.scale) if metric in GROWING else found

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        answer: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_ComboBox_AllowWheelScrolling:
            return 0  # a wheel that is turned to scroll the page must not choose something on its way
        return super().styleHint(hint, option, widget, answer)


def fit(layout: QLayout, scale: float) -> None:
    """Give a layout, and those in it, the margins and gaps it was made with, times the scale."""
    now = _measures(layout)
    kept = layout.property("house")  # [as made, as last set]: where these differ from now, it was made anew
    made = kept[0] if kept and kept[1] == now else now
    wanted = [round(measure * scale) for measure in made]
    if wanted != now:
        _set_measures(layout, wanted)
    layout.setProperty("house", [made, _measures(layout)])
    # Not by itemAt: what PySide makes of a layout's items outlives them, and then stands for other things.
    for child in layout.children():
        if isinstance(child, QLayout):
            fit(child, scale)


def _measures(layout: QLayout) -> list[int]:
    margins = layout.contentsMargins()
    sides = [margins.left(), margins.top(), margins.right(), margins.bottom()]
    if isinstance(layout, QGridLayout):
        return [*sides, layout.horizontalSpacing(), layout.verticalSpacing()]
    return [*sides, layout.spacing()]


def _set_measures(layout: QLayout, measures: list[int]) -> None:
    layout.setContentsMargins(*measures[:4])
    if isinstance(layout, QGridLayout):
        layout.setHorizontalSpacing(measures[4])
        layout.setVerticalSpacing(measures[5])
    else:
        layout.setSpacing(measures[4])
