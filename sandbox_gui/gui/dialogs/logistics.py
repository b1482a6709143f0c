"""Materials ordered, bought in an emergency or sold; receivables discounted."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...core.actions import Action, BuyEmergency, Discount, OrderMaterials, SellStock
from ...core.finance import discount_fees
from ...core.logistics import emergency_price
from ...core.refused import Refused
from ...text import item_name, t
from ..session import Session
from ..words import date, money
from .base import label
from .quantities import QuantitiesDialog, Row


class MaterialsDialog(QuantitiesDialog):
    """Raw materials to order: free now, paid for on arrival."""

    def __init__(self, session: Session, parent: QWidget | None, place: str = "") -> None:
        super().__init__(session, parent, "order_materials")
        headings = ("item", "price", "stock", "on_order", "arrives", "quantity")
        rows = [self._row(material.id) for material in session.ruleset.materials]
        chosen = place.split(":")[1] if place.startswith(("material:", "ordered:")) else ""
        self.add_rows([t(f"column.{key}") for key in headings], rows, chosen)
        self.update_summary()

    def _row(self, material: str) -> Row:
        company, known = self.session.company, self.session.game.catalogue
        arrives = date(self.session.game.now(company) + known.leads[material])
        cells = (
            money(known.prices[material], self.unit),
            str(company.materials[material]),
            str(sum(company.ordered[material])),
            arrives,
        )
        return Row(material, material, cells)

    def actions_wanted(self) -> list[Action]:
        return [OrderMaterials(self.session.team, self.quantities())]

    def remarks(self) -> list[str]:
        """What is to be paid when, this order together with those before it."""
        game, company = self.session.game, self.session.company
        known, wanted = game.catalogue, self.quantities()
        notes = []
        for lead in sorted({known.leads[item] for item, number in wanted.items() if number}):
            here = {item: n for item, n in wanted.items() if known.leads[item] == lead}
            cost = sum(n * known.prices[item] for item, n in here.items())
            due = date(game.now(company) + lead)
            notes.append(t("materials.pay_on_arrival", due=due, cost=money(cost, self.unit)))
        return notes


class EmergencyDialog(QuantitiesDialog):
    """Materials and products bought at once at the emergency price."""

    def __init__(self, session: Session, parent: QWidget | None, place: str = "") -> None:
        super().__init__(session, parent, "buy_emergency")
        items = [*session.game.catalogue.prices, *session.game.catalogue.costs]
        rows = [self._row(item) for item in items if session.ruleset.finance.emergency]
        headings = ("item", "standard_cost", "emergency_price", "stock", "quantity")
        chosen = place.partition(":")[2] if place.startswith(("material:", "goods:")) else ""
        self.add_rows([t(f"column.{key}") for key in headings], rows, chosen)
        self.update_summary()

    def _cost(self, item: str) -> int:
        known = self.session.game.catalogue
        return known.prices.get(item) or known.costs[item]

    def _row(self, item: str) -> Row:
        company = self.session.company
        stock = company.materials.get(item, 0) + company.goods.get(item, 0)
        price = money(emergency_price(self.session.game, item), self.unit)
        return Row(
            item,
            item_name(self.session.ruleset, item),
            (money(self._cost(item), self.unit), price, str(stock)),
        )

    def actions_wanted(self) -> list[Action]:
        return [BuyEmergency(self.session.team, self.quantities())]

    def remarks(self) -> list[str]:
        wanted, game = self.quantities(), self.session.game
        premium = sum(n * (emergency_price(game, item) - self._cost(item)) for item, n in wanted.items())
        return [t("dialog.loss", amount=money(premium, self.unit))]


class SellStockDialog(QuantitiesDialog):
    """Materials and products sold from stock below or at cost."""

    def __init__(self, session: Session, parent: QWidget | None, place: str = "") -> None:
        super().__init__(session, parent, "sell_stock")
        company = session.company
        self.stock = {item: n for item, n in (*company.materials.items(), *company.goods.items()) if n}
        if not self.stock:
            self.body.addWidget(label("", t("dialog.sell_stock.empty")))
        headings = ("item", "standard_cost", "share_paid", "stock", "quantity")
        chosen = place.partition(":")[2] if place.startswith(("material:", "goods:")) else ""
        if self.stock:
            rows = [self._row(item) for item in self.stock]
            self.add_rows([t(f"column.{key}") for key in headings], rows, chosen)
        self.update_summary()

    def _cost(self, item: str) -> int:
        known = self.session.game.catalogue
        return known.prices.get(item) or known.costs[item]

    def _row(self, item: str) -> Row:
        rule = self.session.ruleset.finance.stock_sale
        share = "—"
        if rule is not None:
            share = (rule.material if item in self.session.company.materials else rule.product).words()
        cells = (money(self._cost(item), self.unit), share, str(self.stock[item]))
        return Row(item, item_name(self.session.ruleset, item), cells, most=self.stock[item])

    def actions_wanted(self) -> list[Action]:
        return [SellStock(self.session.team, self.quantities())] if self.stock else []

    def remarks(self) -> list[str]:
        cost = sum(number * self._cost(item) for item, number in self.quantities().items())
        preview = self.session.preview(SellStock(self.session.team, self.quantities()))
        loss = cost - (preview.cash_after - preview.cash_before)
        return [t("dialog.loss", amount=money(loss, self.unit))] if loss and not preview.refused else []


class DiscountDialog(QuantitiesDialog):
    """Receivables turned into cash less a fee."""

    def __init__(self, session: Session, parent: QWidget | None, place: str = "") -> None:
        super().__init__(session, parent, "discount")
        self.terms = [term for term, amount in enumerate(session.company.receivables, 1) if amount]
        if self.terms:
            headings = ("due_in", "receivable", "fee_rate", "multiple", "amount")
            chosen = place.partition(":")[2] if place.startswith("receivable:") else ""
            rows = [self._row(term) for term in self.terms]
            self.add_rows([t(f"column.{key}") for key in headings], rows, chosen)
        else:
            self.body.addWidget(label("", t("dialog.discount.empty")))
        self.update_summary()

    def _row(self, term: int) -> Row:
        owed = self.session.company.receivables[term - 1]
        band = next((band for band in self.session.ruleset.finance.discount if term in band.terms), None)
        multiple = band.multiple if band else 1
        cells = (
            money(owed, self.unit),
            band.rate.words() if band else "—",
            str(multiple) if multiple > 1 else "—",
        )
        most = owed // multiple * multiple
        return Row(str(term), t("when.quarters", quarters=term), cells, step=multiple, most=most)

    def _amounts(self) -> tuple[int, ...]:
        typed = self.quantities()
        return tuple(typed.get(str(term), 0) for term in range(1, len(self.session.company.receivables) + 1))

    def actions_wanted(self) -> list[Action]:
        if not self.terms:
            return []
        if not self.session.ruleset.finance.discount:
            raise Refused("discount.none")
        return [Discount(self.session.team, self._amounts())]

    def remarks(self) -> list[str]:
        amounts = self._amounts()
        fee = sum(discount_fees(self.session.game, amounts))
        got = money(sum(amounts) - fee, self.unit)
        return [
            t("discount.result", amount=money(sum(amounts), self.unit), fee=money(fee, self.unit), got=got)
        ]
