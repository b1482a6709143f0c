"""Plants: a new one bought or rented; one in use bought out, sold, discounted or given back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...core.actions import (
    Action,
    BuyPlant,
    DiscountPlant,
    PurchaseRentedPlant,
    RentPlant,
    ReturnPlant,
    SellPlant,
    decision,
)
from ...core.game import Plant
from ...core.ruleset import PlantType
from ...text import item_name, named, t
from ..session import Session
from ..words import date, money
from .base import DecisionDialog, label
from .options import Option, OptionGrid


class _OneOfDialog(DecisionDialog):
    """A decision that is one of several actions, a row each."""

    def show_choices(self, headings: list[str], choices: list[tuple[Action, str, tuple[str, ...]]]) -> None:
        """Lay out the rows: action, name, figures."""
        self.choices = [action for action, _, _ in choices]
        self.grid = OptionGrid(headings, exclusive=True)
        self.grid.set_options([self._option(*choice) for choice in choices])
        self.grid.changed.connect(self.update_summary)
        self.body.addWidget(self.grid if choices else label("", t(f"dialog.{self.command}.empty")))
        self.body.addStretch(1)
        self.grid.take_keyboard()

    def _option(self, action: Action, name: str, cells: tuple[str, ...]) -> Option:
        refused = self.session.refusal(action)
        return Option(name, cells, self.why_not(refused) if refused else "", refused is None)

    def actions_wanted(self) -> list[Action]:
        index = self.grid.choice()
        return [] if index is None else [self.choices[index]]


class AddPlantDialog(_OneOfDialog):
    """Each type of plant, bought or rented."""

    def __init__(self, session: Session, parent: QWidget | None, place: str = "") -> None:
        super().__init__(session, parent, "add_plant")
        headings = ("plant", "how", "pay_now", "rent_a_year", "slots", "points")
        choices = [choice for kind in session.ruleset.plants for choice in self._choices(kind)]
        self.show_choices([t(f"column.{key}") for key in headings], choices)
        self.update_summary()

    def _choices(self, kind: PlantType) -> list[tuple[Action, str, tuple[str, ...]]]:
        team, advance = self.session.team, self.session.ruleset.plant_rules.rent == "advance"
        name, slots = named(kind.name), str(kind.slots)
        bought = (t("plant.buy"), money(kind.price, self.unit), "—", slots, f"+{kind.points}")
        first = money(kind.rent if advance else 0, self.unit)
        rented = (t("plant.rent"), first, money(kind.rent, self.unit), slots, "—")
        return [(BuyPlant(team, kind.id), name, bought), (RentPlant(team, kind.id), name, rented)]


class ManagePlantDialog(_OneOfDialog):
    """What may be done with each plant in use."""

    def __init__(self, session: Session, parent: QWidget | None, place: str = "") -> None:
        super().__init__(session, parent, "manage_plant")
        opened = {word for stage in session.game.calendar for word in stage.open}
        choices = [
            choice
            for plant in session.company.plants
            for choice in self._choices(plant)
            if decision(choice[0]) in opened and place in ("", f"plant:{plant.no}")
        ]
        headings = ("plant", "decision", "value", "lines_in_it", "next_rent")
        self.show_choices([t(f"column.{key}") for key in headings], choices)
        self.update_summary()

    def _choices(self, plant: Plant) -> list[tuple[Action, str, tuple[str, ...]]]:
        """An owned plant may be sold, a rented one bought out or given back."""
        team, company = self.session.team, self.session.company
        price = money(self.session.game.catalogue.plants[plant.type].price, self.unit)
        lines = str(len(company.lines_in(plant.no)))
        rent = "—" if plant.owned else date(plant.rent_due)
        offers: list[tuple[Action, str]] = (
            [(SellPlant(team, plant.no), price), (DiscountPlant(team, plant.no), price)]
            if plant.owned
            else [(PurchaseRentedPlant(team, plant.no), price), (ReturnPlant(team, plant.no), "—")]
        )
        name = item_name(self.session.ruleset, plant.type)
        return [
            (action, name, (t(f"decision.{decision(action)}"), amount, lines, rent))
            for action, amount in offers
        ]

    def remarks(self) -> list[str]:
        action = self.actions_wanted()[0]
        if not isinstance(action, SellPlant):
            return []
        plant = self.session.company.plant(action.plant)
        if plant is None:
            return []
        price = self.session.game.catalogue.plants[plant.type].price
        term = self.session.ruleset.plant_rules.sale_term
        return [t("plant.sold", amount=money(price, self.unit), quarters=term)]
