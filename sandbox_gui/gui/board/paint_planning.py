"""Markets, standards and research: money piles up on a place until its certificate lies there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from ...text import named, t
from . import places as p
from .ink import BODY, SMALL, Ink, mixed
from .tokens import CUP_SHAPE, certificate, coin, cup, ghost_coin, seal
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
    ink.text(_name(box), named(place.name), BODY + 1, theme.ink if started else theme.faint, bold=True)
    left = QRectF(box.x() + 6, box.bottom() - 32, box.width() - 12, 24)
    ink.text(left, _left(place), SMALL, theme.ink if started else theme.faint)
    room = QRectF(box.x() + 6, box.y() + 38, box.width() - 12, left.top() - box.y() - 40)
    if place.layers:
        recipe = QRectF(room.x(), room.y() - 4, room.width(), 20)
        ink.text(recipe, place.bom, 16, theme.faint)
        room = room.adjusted(0, 18, 0, 0)
    _instalments(ink, room, place)


def _left(place: p.Development) -> str:
    """What is still to pay, short."""
    period = "year" if place.yearly else "quarter"
    if place.paid:
        return t(f"board.right.left.{period}", n=place.left)
    return t(f"board.right.start.{period}", n=place.left, cost=money(place.cost, place.unit))


def _instalments(ink: Ink, room: QRectF, place: p.Development) -> None:
    per_row = min(place.payments, 4 if place.payments in (4, 7, 8) else 3)
    rows = -(-place.payments // per_row)
    size = min(30.0, (room.width() - 4) / per_row - 4, (room.height() - 2) / rows - 4)
    for number in range(place.payments):
        line, column = divmod(number, per_row)
        here = min(per_row, place.payments - line * per_row)
        at = QPointF(
            room.center().x() + (column - (here - 1) / 2) * (size + 4),
            room.center().y() + (line - (rows - 1) / 2) * (size + 4),
        )
        if number < place.paid:
            coin(ink, at, size, letter=str(place.cost))
        else:
            ghost_coin(ink, at, size)
