"""The wall of order cards: a click or Enter takes a card, the arrow keys walk from card to card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QScrollArea, QWidget

from ..theme import LIGHT, Theme
from .style import text_size

FLAGS = Qt.AlignmentFlag
SMALLER = (0.95, 0.9, 0.85, 0.8)
LEAST_TEXT = 12
"""No text is smaller, in pixels."""
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What stands on an order card, in words.

    `state` is ``free`` (may be taken now), ``open`` (free, another's turn), ``barred``, ``own`` or
    ``taken``. `verdict` says whether it can be made in time, marked by `sign`: ✓, ≈ or !.
    """

    order: str
    headline: str
    total: str
    badges: tuple[str, ...]
    terms: str
    gross: str
    sign: str
    verdict: str
    state: str
    note: str
    letter: str = ""
    colour: str = ""
    latest: bool = False  # the one that was taken last

    @property
    def foot(self) -> str:
        """The last line of a card that nobody has: whether it can be made in time, or what to do with it."""
        reckoned = self.sign and self.state != "barred"
        return f"{self.sign} {self.verdict}" if reckoned else self.note

    @property
    def spoken(self) -> str:
        """The card in one line, for screen readers."""
        figures = self.order, self.headline, self.total, *self.badges, self.terms, self.gross
        return " · ".join(part for part in (*figures, self.verdict, self.note) if part)


class OrderCard(QAbstractButton):
    """One order as a card."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.facts: CardFacts | None = None
        self.theme = LIGHT
        self.scale = 1.0  # how large it is written, beside running text
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_facts(self, facts: CardFacts, theme: Theme) -> None:
        """Show an order."""
        self.facts, self.theme = facts, theme
        self.setAccessibleName(facts.spoken)
        self.setToolTip(facts.note)
        free = facts.state == "free"
        self.setCursor(Qt.CursorShape.PointingHandCursor if free else Qt.CursorShape.ArrowCursor)
        self.update()

    @staticmethod
    def size_for_text(scale: float = 1.0) -> QSize:
        """The size of a card, from the text size."""
        size = text_size() * scale
        return QSize(round(size * 16), round(size * 9.3))

    @property
    def unit(self) -> float:
        """The size of the card's running text in pixels."""
        return text_size() * self.scale

    def sizeHint(self) -> QSize:
        return self.size_for_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.click()
        else:
            event.ignore()  # the wall walks on with the arrow keys

    def paintEvent(self, event: QPaintEvent) -> None:
        facts = self.facts
        if facts is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gone = facts.state == "taken"
        self._paint_paper(painter, facts, gone)
        self._paint_words(painter, facts, gone)
        if facts.letter:
            self._paint_strip(painter)
            self._paint_stamp(painter, facts)
        elif facts.foot:
            self._paint_strip(painter)
            self._paint_foot(painter, facts)
        painter.end()

    def _paint_paper(self, painter: QPainter, facts: CardFacts, gone: bool) -> None:
        theme, free = self.theme, facts.state == "free"
        fill = QColor(theme.paper if gone else theme.order)
        edge, width = (
            QColor(theme.accent if free or facts.state == "own" else theme.outline),
            2.0 if free else 1.2,
        )
        if free and self.underMouse():
            width = 3.0
        if facts.latest:
            edge, width = QColor(facts.colour), 3.5
        if self.hasFocus():
            edge, width = QColor(theme.accent if free else theme.ink), 4.0
        pen = QPen(edge, width)
        if facts.state == "barred" and not self.hasFocus():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), 9, 9)

    def _font(self, scale: float, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(LEAST_TEXT, round(self.unit * scale)))
        font.setBold(bold)
        return font

    def _paint_words(self, painter: QPainter, facts: CardFacts, gone: bool) -> None:
        ink, faint = QColor(self.theme.faint if gone else self.theme.ink), QColor(self.theme.faint)
        unit = self.unit
        bare = not (facts.letter or facts.foot)  # the words have the whole card to themselves
        left, width = unit * 0.95, self.width() - unit * 1.9
        painter.setPen(faint if gone else ink)
        painter.setFont(self._font(0.86))
        top = QRectF(left, unit * 0.65, width, unit * 1.4)
        painter.drawText(top, FLAGS.AlignLeft | FLAGS.AlignVCenter, facts.order)
        self._paint_badges(painter, facts.badges, top, ink)
        painter.setPen(ink)
        row = QRectF(left, unit * (2.5 if bare else 2.1), width, unit * (2.9 if bare else 2.1))
        self._paint_pair(painter, row, (facts.headline, facts.total), 2.0 if bare else 1.5, bold=True)
        line = QRectF(left, unit * (6.2 if bare else 4.3), width, unit * 1.7)
        self._paint_pair(painter, line, (facts.terms, facts.gross), 1.1 if bare else 0.95)

    def _paint_pair(
        self, painter: QPainter, row: QRectF, pair: tuple[str, str], scale: float, bold: bool = False
    ) -> None:
        """Words at the left and the right end of a row, smaller where they would meet."""
        painter.setFont(self._font(scale, bold))
        needed = sum(map(painter.fontMetrics().horizontalAdvance, pair)) + (self.unit if all(pair) else 0)
        if needed > row.width():
            painter.setFont(self._font(scale * row.width() / needed, bold))
        for side, words in zip((FLAGS.AlignLeft, FLAGS.AlignRight), pair, strict=True):
            painter.drawText(row, side | FLAGS.AlignVCenter, words)

    def _paint_badges(self, painter: QPainter, badges: tuple[str, ...], row: QRectF, ink: QColor) -> None:
        """ISO demands at the right end of the top row, as outlined marks."""
        painter.setFont(self._font(0.8, bold=True))
        right = row.right()
        for badge in reversed(badges):
            width = painter.fontMetrics().horizontalAdvance(badge) + self.unit * 0.85
            mark = QRectF(right - width, row.top(), width, row.height())
            painter.setPen(QPen(ink, 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(mark, 4, 4)
            painter.drawText(mark, FLAGS.AlignCenter, badge)
            right -= width + 4

    def _strip(self) -> QRectF:
        """The light strip along the bottom."""
        height = self.unit * 2.5
        return QRectF(6, self.height() - height - 6, self.width() - 12, height)

    def _paint_strip(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.card))
        painter.drawRoundedRect(self._strip(), 6, 6)

    def _paint_foot(self, painter: QPainter, facts: CardFacts) -> None:
        """The last line: whether it can be made in time, or why it cannot be taken."""
        unit = self.unit
        barred = facts.state == "barred"
        colour = self.theme.warning if barred or facts.sign == "!" else self.theme.good
        if facts.sign in ("", "≈") and not barred:
            colour = self.theme.ink
        row = self._strip().adjusted(unit * 0.6, 0, -unit * 0.4, 0)
        painter.setPen(QColor(colour))
        painter.setFont(self._font(0.92, bold=True))
        fitted = painter.fontMetrics().elidedText(facts.foot, Qt.TextElideMode.ElideRight, int(row.width()))
        painter.drawText(row, FLAGS.AlignLeft | FLAGS.AlignVCenter, fitted)

    def _paint_stamp(self, painter: QPainter, facts: CardFacts) -> None:
        """The taker's letter in a ring, with the name."""
        unit = self.unit
        colour = QColor(facts.colour)
        strip = self._strip()
        ring = QRectF(strip.left() + unit * 0.4, strip.top() + unit * 0.2, unit * 2.1, unit * 2.1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(ring)
        painter.setPen(QColor(self.theme.card))
        painter.setFont(self._font(1.0, bold=True))
        painter.drawText(ring, FLAGS.AlignCenter, facts.letter)
        painter.setPen(colour)
        painter.setFont(self._font(0.95, bold=True))
        space = QRectF(
            ring.right() + unit * 0.5, ring.top(), self.width() - ring.right() - unit, ring.height()
        )
        fitted = painter.fontMetrics().elidedText(facts.note, Qt.TextElideMode.ElideRight, int(space.width()))
        painter.drawText(space, FLAGS.AlignLeft | FLAGS.AlignVCenter, fitted)


class _Cards(QWidget):
    """The cards in rows of equal width."""

    GAP = 10

    def __init__(self, largest: float) -> None:
        super().__init__()
        self.cards: list[OrderCard] = []
        self.columns = 1
        self.room = 0  # the height in which they are seen without scrolling
        self._largest = largest

    def arrange(self) -> None:
        """Lay the cards out as large as all of them can be seen, else as usual."""
        tenths = range(round(self._largest * 10), 10, -1)
        scale = next((tenth / 10 for tenth in tenths if self._fits(tenth / 10)), self._usual())
        size, self.columns = OrderCard.size_for_text(scale), self._columns(scale)
        columns = min(self.columns, max(1, len(self.cards)))
        room = (self.width() - self.GAP * (columns - 1)) // columns
        width = min(room, round(size.width() * 1.6))
        for place, card in enumerate(self.cards):
            row, column = divmod(place, self.columns)
            left, top = column * (width + self.GAP), row * (size.height() + self.GAP)
            card.scale = scale
            card.setGeometry(QRect(left, top, width, size.height()))
            card.update()
        self.setMinimumHeight(self._rows() * (size.height() + self.GAP))

    def _usual(self) -> float:
        """The usual scale; a smaller one, still legible, where else only one card stood in a row."""
        if self._columns(1.0) > 1:
            return 1.0
        smaller = (scale for scale in SMALLER if scale * text_size() >= LEAST_TEXT)
        return next((scale for scale in smaller if self._columns(scale) > 1), 1.0)

    def _columns(self, scale: float) -> int:
        width = OrderCard.size_for_text(scale).width()
        return max(1, (self.width() + self.GAP) // (width + self.GAP))

    def _rows(self) -> int:
        return -(-len(self.cards) // self.columns)

    def _fits(self, scale: float) -> bool:
        """Whether all cards can be seen at once, written so large."""
        size, columns = OrderCard.size_for_text(scale), self._columns(scale)
        rows = -(-len(self.cards) // columns)
        return rows * (size.height() + self.GAP) <= self.room and size.width() <= self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()


class Wall(QScrollArea):
    """All order cards of one selection; `chosen` tells the order that the person wants.

    Where few hang, they are written larger, up to `largest` times the usual size.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, largest: float = 1.5) -> None:
        super().__init__(parent)
        self._inner = _Cards(largest)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.buttonClicked.connect(self._on_click)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def cards(self) -> list[OrderCard]:
        """The cards in reading order."""
        return self._inner.cards

    def show_cards(self, facts: Sequence[CardFacts], theme: Theme) -> None:
        """Show these orders, keeping the cards and the place of the keyboard."""
        while len(self.cards) > len(facts):
            gone = self.cards.pop()
            self._group.removeButton(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.cards) < len(facts):
            card = OrderCard(self._inner)
            card.show()
            self._group.addButton(card)
            self.cards.append(card)
        for card, fact in zip(self.cards, facts, strict=True):
            card.show_facts(fact, theme)
        self._inner.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._inner.room != self.viewport().height():
            self._inner.room = self.viewport().height()
            self._inner.arrange()

    def focus_first_free(self) -> None:
        """Put the keyboard on the first card that may be taken."""
        free = (card for card in self.cards if card.facts and card.facts.state == "free")
        target = next(free, None)
        if target:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = {Qt.Key.Key_Up: -self._inner.columns, Qt.Key.Key_Down: self._inner.columns}
        step = (STEPS | down).get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
            return
        at = next((place for place, card in enumerate(self.cards) if card.hasFocus()), -1)
        target = at + step if at >= 0 else 0
        if 0 <= target < len(self.cards):
            self.cards[target].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self.cards[target])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_first_free()

    def _on_click(self, card: QAbstractButton) -> None:
        if isinstance(card, OrderCard) and card.facts:
            self.chosen.emit(card.facts.order)
