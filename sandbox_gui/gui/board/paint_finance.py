"""The finance centre: cash in its middle, loans stepping toward it, receivables, fee pots."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPen

from ...text import named, t
from . import places as p
from .ink import BODY, LARGE, SMALL, Ink, colour, fitting, mixed, stacked, text_width
from .tokens import STACK, coin, coin_value, stack, step
from .words import money, operation

CASH_COINS = 6 * STACK
CASH_RADIUS = 44


def paint_cash(ink: Ink, box: QRectF, place: p.Cash) -> None:
    """Cash in hand: stacks of twenty in rows on green felt, and the figure."""
    painter = ink.painter
    felt = QLinearGradient(box.topLeft(), box.bottomLeft())
    felt.setColorAt(0, colour(ink.theme.felt[0]))
    felt.setColorAt(1, colour(ink.theme.felt[1]))
    ink.shadow(box, CASH_RADIUS)
    painter.setPen(QPen(colour(mixed(ink.theme.felt[1], "#000000", 0.25)), 2))
    painter.setBrush(QBrush(felt))
    painter.drawRoundedRect(box, CASH_RADIUS, CASH_RADIUS)
    painter.setPen(QPen(colour("#ffffff", 0.35), 1.2))
    painter.drawRoundedRect(box.adjusted(5, 5, -5, -5), CASH_RADIUS - 5, CASH_RADIUS - 5)
    value = coin_value(max(0, place.amount), CASH_COINS)
    note = 20.0 if value > 1 else 0.0
    figure = QRectF(box.x() + 16, box.bottom() - 60 - note, box.width() - 32, 54)
    ink.text(figure, money(place.amount, place.unit), LARGE, "#ffffff", bold=True)
    if note:
        below = QRectF(box.x() + 40, box.bottom() - 30, box.width() - 80, 20)
        ink.text(below, t("board.coin", value=money(value, place.unit)), SMALL, "#ffffff")
    room = QRectF(box.x() + 18, box.y() + 14, box.width() - 36, figure.top() - box.y() - 12)
    _cash_stacks(ink, room, -(-max(0, place.amount) // value))


def _cash_stacks(ink: Ink, room: QRectF, coins: int) -> None:
    """Full stacks first, the rest on the last; more than three stand in two ranks, the nearer in front."""
    heights = [STACK] * (coins // STACK) + ([coins % STACK] if coins % STACK else [])
    ranks = [heights] if len(heights) <= 3 else [heights[: len(heights) // 2], heights[len(heights) // 2 :]]
    depth = 18.0
    width = min(46.0, room.width() / 3 - 10, (room.height() - depth) / 3.4)
    apart, tall = width + 9, min(room.height() - depth, 3.7 * width)
    room = QRectF(room.x(), room.bottom() - tall - depth, room.width(), tall + depth)
    for number, rank in enumerate(ranks):
        left = room.center().x() - (apart * len(rank) - apart + width) / 2
        if len(ranks) > 1 and len(ranks[0]) == len(ranks[1]):
            left += apart / 4 if number else -apart / 4
        y = room.y() + (depth if number or len(ranks) == 1 else 0)
        for place, height in enumerate(rank):
            stack(ink, QRectF(left + place * apart, y, width, room.height() - depth), height)


# Loans and receivables


def paint_loan_row(ink: Ink, box: QRectF, place: p.LoanRow) -> None:
    """The name of a kind of loan and what may still be borrowed."""
    caption = QRectF(box.x() + 2, box.y() - 1, box.width() - 4, 22)
    credit = t("board.loan.credit", credit=money(place.credit, place.unit))
    width = min(text_width(credit, SMALL, False), caption.width() * 0.5)
    right = QRectF(caption.right() - width, caption.y(), width, caption.height())
    ink.text(right, credit, SMALL, ink.theme.good if place.credit else ink.theme.faint, align="right")
    left = QRectF(caption.x(), caption.y(), caption.width() - width - 8, caption.height())
    ink.text(left, named(place.name), SMALL, ink.theme.finance.title, bold=True, align="left")


def paint_loan(ink: Ink, box: QRectF, place: p.LoanCell) -> None:
    """The loans that fall due in one period; an empty step is faint."""
    label = t("board.loan.year" if place.yearly else "board.loan.quarter", n=place.left)
    if not place.amount:
        _empty_step(ink, box, 1, label)
        return
    fill = (
        ink.theme.debt
        if place.yearly
        else ink.theme.debt_special
        if place.special
        else mixed(ink.theme.debt_short, "#000000", 0.12)
    )
    _step(ink, box, 1, (fill, "#ffffff"), str(place.amount), label)


def _empty_step(ink: Ink, box: QRectF, ahead: int, label: str) -> None:
    """The faint outline of a step without money."""
    pen = QPen(colour(ink.theme.outline), 1.3)
    pen.setDashPattern([4, 3])
    ink.painter.setPen(pen)
    ink.painter.setBrush(colour(ink.theme.card, 0.35))
    ink.painter.drawPath(step(box, ahead))
    ink.text(_words(box, ahead), label, SMALL, ink.theme.faint)


def _words(box: QRectF, ahead: int) -> QRectF:
    """The part of a step that words may take."""
    return box.adjusted(1, 0, -5, 0) if ahead > 0 else box.adjusted(5, 0, -1, 0)


def _step(ink: Ink, box: QRectF, ahead: int, shades: tuple[str, str], amount: str, label: str) -> None:
    """A card that points toward cash, with an amount and when it is due."""
    fill, shade = shades
    painter = ink.painter
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("#000000", 0.13))
    for away in (1.6, 2.8):
        painter.drawPath(step(box, ahead).translated(0, away))
    edge = QPen(colour(mixed(fill, "#000000", 0.25)), 1.2)
    edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(edge)
    painter.setBrush(colour(fill))
    painter.drawPath(step(box, ahead))
    inner = _words(box, ahead)
    line = min(30.0, inner.height() / 2)
    top = inner.center().y() - line + 1
    ink.text(QRectF(inner.x(), top, inner.width(), line), amount, BODY, shade, bold=True)
    ink.text(QRectF(inner.x(), top + line - 2, inner.width(), line), label, SMALL, shade)


def paint_receivable(ink: Ink, box: QRectF, place: p.Receivable) -> None:
    """What comes in after so many quarters."""
    label = t("board.receivable.quarter", n=place.quarters)
    if place.amount:
        _step(ink, box, -1, (ink.theme.receivable, ink.theme.ink), str(place.amount), label)
    else:
        _empty_step(ink, box, -1, label)


def paint_receivables_caption(ink: Ink, box: QRectF, total: int, unit: str) -> None:
    """The name of the row of receivables, and their sum."""
    box = box.adjusted(2, 0, -2, 0)
    ink.text(box, t("board.receivables"), SMALL, ink.theme.finance.title, bold=True, align="left")
    if total:
        rest = box.adjusted(text_width(t("board.receivables"), SMALL, True) + 6, 0, 0, 0)
        long = t("board.receivables.total", total=money(total, unit))
        ink.text(rest, fitting(rest.width(), SMALL, False, long, money(total, unit)), SMALL, ink.theme.faint,
                 align="right")  # fmt: skip


# What comes next


def paint_ahead(ink: Ink, box: QRectF, place: p.Cash) -> None:
    """What the next stage pays and receives by itself; a warning where cash does not reach."""
    theme = ink.theme
    edge = theme.warning if place.short else mixed(theme.finance.edge, theme.finance.fill, 0.5)
    ink.fill(box, 8, theme.card, edge, 2 if place.short else 1.2, alpha=0.8)
    inner = box.adjusted(9, 4, -9, -4)
    if not place.ahead:
        ink.lines(inner, t("board.ahead.none"), SMALL, theme.faint)
        return
    rows = [(operation(due), -due.amount) for due in place.ahead]
    if len(rows) > AHEAD_ROWS:
        rest = sum(amount for _, amount in rows[AHEAD_ROWS - 1 :])
        rows = [*rows[: AHEAD_ROWS - 1], (t("board.due.other"), rest)]
    cells = stacked(inner, AHEAD_ROWS + 2, 0)
    ink.text(cells[0], t("board.ahead"), SMALL, theme.finance.title, True, "left")
    for cell, (name, amount) in zip(cells[1:], rows, strict=False):
        words = ("+" if amount > 0 else "") + money(amount, place.unit)
        _ahead_row(ink, cell, name, words, theme.ink, theme.good if amount > 0 else theme.ink)
    if place.short:
        words = t("board.ahead.short", short=money(place.short, place.unit))
        ink.text(cells[-1], words, SMALL, theme.warning, True, "left")
    else:
        after = place.amount - sum(due.amount for due in place.ahead)
        ink.path([(inner.x(), cells[-1].y()), (inner.right(), cells[-1].y())], theme.outline, 1)
        _ahead_row(ink, cells[-1], t("board.ahead.after"), money(after, place.unit), theme.faint, theme.ink)


AHEAD_ROWS = 3
"""Payments listed one by one; more are added up."""


def _ahead_row(ink: Ink, box: QRectF, name: str, words: str, soft: str, strong: str) -> None:
    """A name on the left, condensed where the amount on the right leaves it little room."""
    width = text_width(words, SMALL, True) + 4
    figure = QRectF(box.right() - width, box.y(), width, box.height())
    ink.text(figure, words, SMALL, strong, True, "right")
    ink.text(QRectF(box.x(), box.y(), box.width() - width - 4, box.height()), name, SMALL, soft, align="left")


# Fee pots


def paint_pot(ink: Ink, box: QRectF, place: p.Pot) -> None:
    """A dish with what was spent on one thing this year."""
    theme = ink.theme
    label = QRectF(box.x() + 2, box.y() - 3, box.width() - 4, 24)
    ink.text(label, t(f"board.pot.{place.name}"), SMALL, theme.finance.title if place.amount else theme.faint)
    dish = QRectF(box.x(), box.y() + 23, box.width(), box.height() - 23)
    edge = mixed(theme.finance.edge, theme.finance.fill, 0.45)
    fill = theme.card if place.amount else mixed(theme.card, theme.finance.fill, 0.6)
    ink.fill(dish, dish.height() / 2, fill, edge, 1.4)
    width = max(dish.width() / 2 - 14, text_width(str(place.amount), BODY, True))
    figure = QRectF(dish.right() - 14 - width, dish.y(), width, dish.height())
    if not place.amount:
        ink.text(figure, "—", SMALL, theme.faint, align="right")
        return
    ink.text(figure, str(place.amount), BODY, theme.ink, True, "right")
    room = dish.width() - 26 - text_width(str(place.amount), BODY, True)
    _pot_coins(
        ink, QRectF(dish.x() + 6, dish.y() + 3, min(room, dish.width() * 0.54), dish.height() - 6), place
    )


POT_COINS = 10


def _pot_coins(ink: Ink, room: QRectF, place: p.Pot) -> None:
    """Coins fanned out in the dish: what one stands for grows with the amount."""
    value = coin_value(abs(place.amount), POT_COINS)
    number = -(-abs(place.amount) // value)
    size = min(30.0, room.height() - 2)
    apart = min(size * 0.55, (room.width() - size) / max(1, number - 1))
    for index in range(number):
        top = str(value) if value > 1 else "¥"
        letter = top if index == number - 1 else ""
        coin(ink, QPointF(room.x() + size / 2 + index * apart, room.center().y() - 1), size, letter=letter)
