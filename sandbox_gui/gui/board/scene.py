"""The scene: follows a company's table, keeping the items of places that stay."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsScene

from ...core.game import Company, Game
from ..theme import Theme
from .ink import colour
from .items import BankruptItem, PlaceItem, Surroundings
from .layout import FLAT, SCENE, STRIP, Layout, arrange, height_for
from .model import table_of
from .places import Place, Table


class BoardScene(QGraphicsScene):
    """One company's table."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(SCENE, parent)
        self.theme = theme
        self.table: Table | None = None
        self.layout = Layout()
        self._height = FLAT
        self.items_by_id: dict[str, PlaceItem] = {}
        self._open: set[str] = set()
        self._focus = ""
        self._bankrupt: BankruptItem | None = None
        self._surroundings = Surroundings()
        for item in self._surroundings.items:
            self.addItem(item)

    def show_company(self, game: Game, company: Company) -> None:
        """Redraw what differs from the table shown so far."""
        self.show_table(table_of(game, company))

    def show_table(self, table: Table, held: Mapping[str, Place | None] | None = None) -> None:
        """Redraw what differs between two tables.

        `held` places look as they are given there, or are not there yet (None), until they settle.
        """
        layout = arrange(table, self._height)
        self.setSceneRect(layout.scene)
        placed = [place for place in table.places if place.id in layout.boxes]
        for gone in self.items_by_id.keys() - {place.id for place in placed}:
            self.removeItem(self.items_by_id.pop(gone))
        for place in placed:
            self._show_place(place, layout, held or {})
        self._surroundings.present(table, layout, self.theme)
        self.table, self.layout = table, layout
        self._show_bankruptcy(table.header.bankrupt)
        self._mark()

    def _show_place(self, place: Place, layout: Layout, held: Mapping[str, Place | None]) -> None:
        item = self.items_by_id.get(place.id)
        if item is None:
            item = self.items_by_id[place.id] = PlaceItem(place)
            self.addItem(item)
        look = held.get(place.id, place)
        item.present(look or place, layout.boxes[place.id], self.theme)
        item.setVisible(look is not None)

    def settle(self, place_id: str) -> None:
        """Show a held place as it is by now; one that has no room on the table shows nowhere."""
        place = self.table.place(place_id) if self.table else None
        if place and place_id in self.items_by_id:
            item = self.items_by_id[place_id]
            item.present(place, self.layout.boxes[place_id], self.theme)
            item.setVisible(True)

    def _show_bankruptcy(self, at: str) -> None:
        if self._bankrupt:
            self.removeItem(self._bankrupt)
            self._bankrupt = None
        if at:
            self._bankrupt = BankruptItem(at, self.layout.scene, self.theme)
            self.addItem(self._bankrupt)

    def fit(self, width: float, height: float) -> QRectF:
        """Lay the table out for a view of a size in pixels; the scene's rectangle."""
        tall = height_for(width, height)
        if tall != self._height:
            self._height = tall
            if self.table:
                self.show_table(self.table)
            else:
                self.setSceneRect(0, 0, SCENE.width(), tall)
        return self.sceneRect()

    def set_theme(self, theme: Theme) -> None:
        """Repaint in other colours."""
        self.theme = theme
        if self.table:
            self.show_table(self.table)

    def repaint(self) -> None:
        """Repaint everything, in the language now spoken."""
        for item in self.items():
            item.update()

    def mark(self, places: set[str], focus: str) -> None:
        """The places that glow, and the one with the focus ring ("" for none)."""
        self._open, self._focus = set(places), focus
        self._mark()

    def _mark(self) -> None:
        for name, item in self.items_by_id.items():
            item.mark(name in self._open, name == self._focus)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paper everywhere, and the strip as wide as the window."""
        painter.fillRect(rect, colour(self.theme.paper))
        painter.fillRect(QRectF(rect.x(), 0, rect.width(), STRIP.height()), colour(self.theme.bar))

    def place_at(self, point: QPointF) -> Place | None:
        """The place under a point; the smallest where one lies on another."""
        under = [item for item in self.items_by_id.values() if item.box.contains(point)]
        if not under:
            return None
        return min(under, key=lambda item: item.box.width() * item.box.height()).place
