"""Markets, standards and research: money piles up on a place until its certificate lies there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from ...text import named, t
from . import places as p
from .ink import BODY, SMALL, Ink, mixed
from .tokens import CUP_SHAPE, certificate, cup, ghost_coin, instalments, seal
from .words import money


def paint_development(ink: Ink, box: QRectF, place: p.Development) -> None:
    """A certificate once all is paid, else the place with its instalments."""
    if place.complete:
        _certificate(ink, box, place)
    else:
        _under_way(ink, box, place)


def _colour(ink: Ink, place: p.Development) -> str:
    """The colour of a kind of certificate, border and seal."""
    theme = ink.theme
    return {"market": theme.market, "standard": theme.standard, "product": theme.product}[place.what]


def _edge(ink: Ink, place: p.Development) -> str:
    edge = _colour(ink, place)
    return mixed(edge, "#ffffff", 0.35) if ink.theme.dark else edge


NAME, FOOT = 32.0, 28.0
"""How much of a card its name takes above and its last line below."""


def _name(box: QRectF) -> QRectF:
    return QRectF(box.x() + 9, box.y() + 5, box.width() - 18, NAME - 5)


def _foot(box: QRectF) -> QRectF:
    return QRectF(box.x() + 7, box.bottom() - FOOT, box.width() - 14, FOOT - 5)


def _body(box: QRectF) -> QRectF:
    return box.adjusted(8, NAME + 2, -8, -FOOT - 2)


def _certificate(ink: Ink, box: QRectF, place: p.Development) -> None:
    certificate(ink, box, _edge(ink, place))
    ink.text(_name(box).translated(0, 2), named(place.name), BODY + 2, ink.theme.ink, bold=True)
    body = _body(box)
    at = body.center()
    if place.layers:
        height = min(76.0, body.height() - 8, body.width() * 0.62)
        spot = QRectF(body.x() + body.width() * 0.29 - height * CUP_SHAPE / 2, body.center().y() - height / 2,
                      height * CUP_SHAPE, height)  # fmt: skip
        cup(ink, spot, place.layers, named(place.name))
        at = QPointF(body.x() + body.width() * 0.77, body.center().y() - 2)
    if place.held:
        radius = min(26.0, body.height() * 0.32, body.width() * 0.22)
        seal(ink, at, radius, _colour(ink, place), t("board.right.seal"))
        words = place.bom
        if place.advertising:
            words = t("board.market.advertising.short", amount=money(place.advertising, place.unit))
        ink.text(_foot(box), words, SMALL, ink.theme.faint)
        return
    ghost_coin(ink, at, min(44.0, body.height() * 0.7, body.width() * 0.42))
    key = "board.right.valid." + ("year" if place.yearly else "quarter")
    ink.text(_foot(box), t(key), SMALL, ink.theme.good, bold=True)


def _under_way(ink: Ink, box: QRectF, place: p.Development) -> None:
    """The instalments paid as piles of coins, those to come as faint circles; below, what is left to pay."""
    theme = ink.theme
    started = place.paid > 0
    if started:
        ink.fill(box, 8, theme.card, mixed(theme.planning.edge, theme.planning.fill, 0.4), 1.4, alpha=0.75)
    else:
        ink.dashed(box, 8, mixed(theme.planning.edge, theme.planning.fill, 0.55))
    shade = theme.ink if started else theme.faint
    ink.text(_name(box), named(place.name), BODY + 1, shade, bold=True)
    ink.text(_foot(box), place.bom or _left(place), SMALL, shade)
    room = _body(box)
    if place.layers:
        room = _waiting_cup(ink, room, place)
    instalments(ink, room, place.paid, place.payments, place.cost, 38)


def _waiting_cup(ink: Ink, room: QRectF, place: p.Development) -> QRectF:
    """The cup of a product that cannot be made yet, its layers faint; the room beside it."""
    height = min(66.0, room.height() - 4, room.width() * 0.38 / CUP_SHAPE)
    width = height * CUP_SHAPE
    ink.painter.setOpacity(0.5)
    cup(ink, QRectF(room.x(), room.center().y() - height / 2, width, height), place.layers, "")
    ink.painter.setOpacity(1)
    return room.adjusted(width + 8, 0, 0, 0)


def _left(place: p.Development) -> str:
    """What is still to pay, short."""
    period = "year" if place.yearly else "quarter"
    if place.paid:
        return t(f"board.right.left.{period}", n=place.left)
    return t(f"board.right.start.{period}", n=place.left, cost=money(place.cost, place.unit))
