"""Markets, standards and research: money piles up on a place until its certificate lies there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from ...text import named, t
from . import places as p
from .ink import BODY, FINE, SMALL, Ink, mixed, text_width
from .tokens import CUP_SHAPE, certificate, cup, ghost_coin, instalments, seal
from .words import money

EDGES = {"market": "#B3491B", "standard": "#1F7A4D", "product": "#6A4C93"}
"""The colour of each kind of certificate, border and seal."""


def paint_development(ink: Ink, box: QRectF, place: p.Development) -> None:
    """A certificate once all is paid, else the place with its instalments."""
    if place.complete:
        _certificate(ink, box, place)
    else:
        _under_way(ink, box, place)


def _edge(ink: Ink, place: p.Development) -> str:
    edge = EDGES[place.what]
    return edge if ink.theme.name == "light" else mixed(edge, "#ffffff", 0.35)


def _name(box: QRectF) -> QRectF:
    return QRectF(box.x() + 9, box.y() + 8, box.width() - 18, 28)


def _certificate(ink: Ink, box: QRectF, place: p.Development) -> None:
    certificate(ink, box, _edge(ink, place))
    ink.text(_name(box), named(place.name), BODY + 2, ink.theme.ink, bold=True)
    body = QRectF(box.x() + 9, box.y() + 38, box.width() - 18, box.height() - 38 - 32)
    foot = QRectF(box.x() + 9, box.bottom() - 32, box.width() - 18, 24)
    at = body.center()
    if place.layers:
        height = min(64.0, body.height())
        spot = QRectF(body.x() + body.width() * 0.28 - height * CUP_SHAPE / 2, body.center().y() - height / 2,
                      height * CUP_SHAPE, height)  # fmt: skip
        cup(ink, spot, place.layers, named(place.name))
        at = QPointF(body.x() + body.width() * 0.76, body.center().y() - 2)
    if place.held:
        seal(ink, at, min(22.0, body.height() * 0.36), EDGES[place.what], t("board.right.seal"))
        words = place.bom
        if place.advertising:
            words = t("board.market.advertising.short", amount=money(place.advertising, place.unit))
        ink.text(foot, words, SMALL, ink.theme.faint)
        return
    ghost_coin(ink, at, min(44.0, body.height() * 0.7))
    key = "board.right.valid." + ("year" if place.yearly else "quarter")
    ink.text(foot, t(key), SMALL, ink.theme.good, bold=True)


def _under_way(ink: Ink, box: QRectF, place: p.Development) -> None:
    """The instalments paid as coins, those to come as faint circles."""
    theme = ink.theme
    started = place.paid > 0
    if started:
        ink.fill(box, 8, theme.card, mixed(theme.planning.edge, theme.planning.fill, 0.4), 1.4, alpha=0.75)
    else:
        ink.dashed(box, 8, mixed(theme.planning.edge, theme.planning.fill, 0.55))
    shade = theme.ink if started else theme.faint
    if place.bom:
        _named_recipe(ink, _name(box), place, shade)
    else:
        ink.text(_name(box), named(place.name), BODY + 1, shade, bold=True)
    left = QRectF(box.x() + 6, box.bottom() - 32, box.width() - 12, 24)
    ink.text(left, _left(place), SMALL, shade)
    room = QRectF(box.x() + 8, box.y() + 38, box.width() - 16, left.top() - box.y() - 40)
    if place.layers:
        room = _waiting_cup(ink, room, named(place.name))
    instalments(ink, room, place.paid, place.payments, str(place.cost), 33)


def _named_recipe(ink: Ink, box: QRectF, place: p.Development, shade: str) -> None:
    """A product's name, and what it is made of beside it."""
    name = named(place.name)
    width = min(box.width() * 0.5, text_width(name, BODY + 1, True))
    ink.text(QRectF(box.x(), box.y(), width, box.height()), name, BODY + 1, shade, True, "left")
    ink.text(box.adjusted(width + 5, 1, 0, 1), place.bom, FINE, ink.theme.faint, align="right")


def _waiting_cup(ink: Ink, room: QRectF, label: str) -> QRectF:
    """The empty cup of a product that cannot be made yet; the room beside it."""
    height = min(60.0, room.height())
    width = height * CUP_SHAPE
    ink.painter.setOpacity(0.6)
    cup(ink, QRectF(room.x(), room.center().y() - height / 2, width, height), (), label)
    ink.painter.setOpacity(1)
    return room.adjusted(width + 7, 0, 0, 0)


def _left(place: p.Development) -> str:
    """What is still to pay, short."""
    period = "year" if place.yearly else "quarter"
    if place.paid:
        return t(f"board.right.left.{period}", n=place.left)
    return t(f"board.right.start.{period}", n=place.left, cost=money(place.cost, place.unit))
