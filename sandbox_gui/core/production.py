"""The production centre: plants, lines and what runs on them."""

from __future__ import annotations

from functools import partial

from .actions import (
    BuildLine,
    BuyPlant,
    ContinueLine,
    ConvertLine,
    DiscountPlant,
    PurchaseRentedPlant,
    RentPlant,
    ReturnPlant,
    SellLine,
    SellPlant,
    StartProduction,
)
from .game import Company, Effect, Game, Line, Plant, holds, need_cash, pay, post, transfer
from .journal import (
    CASH,
    CHANGEOVER,
    CONSTRUCTION,
    DEPRECIATION,
    DISCOUNT_FEES,
    GOODS,
    LOSSES,
    MACHINES,
    MAINTENANCE,
    MATERIALS,
    PLANTS,
    RECEIVABLES,
    RENT,
    WIP,
)
from .money import divide
from .refused import Refused
from .ruleset import LineType, PlantType, Product

# Plants


def _plant_type(game: Game, company: Company, kind: str) -> PlantType:
    """The type of a plant that may still be added, or a refusal."""
    plant = game.catalogue.plants.get(kind)
    rules = game.ruleset.plant_rules
    if plant is None:
        raise Refused("plant.unknown", plant=kind)
    if len(company.plants) >= rules.most:
        raise Refused("plant.most", most=rules.most)
    if sum(p.type == kind for p in company.plants) >= rules.most_of_a_kind:
        raise Refused("plant.most_of_a_kind", plant=kind, most=rules.most_of_a_kind)
    return plant


def _own_plant(company: Company, no: int) -> Plant:
    plant = company.plant(no)
    if plant is None:
        raise Refused("plant.unknown", plant=str(no))
    return plant


def _add_plant(company: Company, kind: str, rent_due: int = 0) -> None:
    company.plants.append(Plant(company.next_plant, kind, rent_due))
    company.next_plant += 1


def buy_plant(game: Game, company: Company, action: BuyPlant) -> Effect:
    """Buy a plant at its price."""
    plant = _plant_type(game, company, action.plant)
    need_cash(company, plant.price)

    def effect() -> None:
        _add_plant(company, plant.id)
        pay(game, company, "buy_plant", PLANTS, plant.price, plant=plant.id)

    return effect


def rent_plant(game: Game, company: Company, action: RentPlant) -> Effect:
    """Rent a plant: a year's rent in advance, or at year end where the ruleset says so."""
    plant = _plant_type(game, company, action.plant)
    rent = plant.rent if game.ruleset.plant_rules.rent == "advance" else 0
    need_cash(company, rent)

    def effect() -> None:
        _add_plant(company, plant.id, _rent_due(game, company))
        pay(game, company, "rent_plant", RENT, rent, plant=plant.id)

    return effect


def _rent_due(game: Game, company: Company) -> int:
    """When a plant rented now pays rent again: in four quarters, or at this year's end."""
    last = game.year * 4
    if game.ruleset.plant_rules.rent == "advance":
        return max(game.now(company), last - 3) + 4  # before the first quarter counts as in it
    return last


def purchase_rented(game: Game, company: Company, action: PurchaseRentedPlant) -> Effect:
    """Turn a rented plant into an owned one, when the ruleset allows it."""
    plant = _own_plant(company, action.plant)
    if plant.owned:
        raise Refused("plant.owned", plant=plant.type)
    left = plant.rent_due - game.now(company)
    window = {"never": -1, "any": left, "due": 0, "last_or_due": 1}[game.ruleset.plant_rules.rent_to_buy]
    if left > window:
        raise Refused("plant.rent_running", plant=plant.type, quarters=left - max(window, 0))
    price = game.catalogue.plants[plant.type].price
    need_cash(company, price)

    def effect() -> None:
        plant.rent_due = 0
        pay(game, company, "rent_to_buy", PLANTS, price, plant=plant.type)

    return effect


def _sellable(game: Game, company: Company, no: int) -> tuple[Plant, int]:
    """An owned plant that may be sold, and the rent that the sale causes at once."""
    plant = _own_plant(company, no)
    if not plant.owned:
        raise Refused("plant.rented", plant=plant.type)
    occupied = len(company.lines_in(plant.no))
    if occupied and not game.ruleset.plant_rules.sale_with_lines:
        raise Refused("plant.occupied", plant=plant.type, lines=occupied)
    in_advance = game.ruleset.plant_rules.rent == "advance"
    return plant, game.catalogue.plants[plant.type].rent if occupied and in_advance else 0


def _hand_over(game: Game, company: Company, plant: Plant, rent: int) -> None:
    """A sold plant goes, or becomes rented where lines stand in it."""
    if company.lines_in(plant.no):
        plant.rent_due = _rent_due(game, company)
        pay(game, company, "rent_plant", RENT, rent, plant=plant.type)
    else:
        company.plants.remove(plant)


def sell_plant(game: Game, company: Company, action: SellPlant) -> Effect:
    """Sell an owned plant for a receivable of its price."""
    plant, rent = _sellable(game, company, action.plant)
    need_cash(company, rent)
    price = game.catalogue.plants[plant.type].price

    def effect() -> None:
        company.receivables[game.ruleset.plant_rules.sale_term - 1] += price
        lines = (RECEIVABLES, price), (PLANTS, -price)
        post(game, company, "sell_plant", lines, plant=plant.type)
        _hand_over(game, company, plant, rent)

    return effect


def discount_plant(game: Game, company: Company, action: DiscountPlant) -> Effect:
    """Sell an owned plant and discount its receivable at once."""
    plant, rent = _sellable(game, company, action.plant)
    price = game.catalogue.plants[plant.type].price
    term = game.ruleset.plant_rules.sale_term
    band = next((band for band in game.ruleset.finance.discount if term in band.terms), None)
    if band is None:
        raise Refused("discount.none")
    fee = band.rate.of(price)
    need_cash(company, rent - price + fee)

    def effect() -> None:
        company.used_discount = True
        lines = (CASH, price - fee), (DISCOUNT_FEES, fee), (PLANTS, -price)
        post(game, company, "discount_plant", lines, plant=plant.type, fee=fee)
        _hand_over(game, company, plant, rent)

    return effect


def return_plant(game: Game, company: Company, action: ReturnPlant) -> Effect:
    """Give back an empty rented plant."""
    plant = _own_plant(company, action.plant)
    if plant.owned:
        raise Refused("plant.owned", plant=plant.type)
    occupied = len(company.lines_in(plant.no))
    if occupied:
        raise Refused("plant.occupied", plant=plant.type, lines=occupied)

    def effect() -> None:
        company.plants.remove(plant)
        post(game, company, "return_plant", (), plant=plant.type)

    return effect


def _ending(company: Company, now: int) -> list[Plant]:
    """The rented plants whose rent has run out."""
    return [plant for plant in company.plants if 0 < plant.rent_due <= now]


def _given_back(game: Game, company: Company, plant: Plant) -> bool:
    """Whether a plant whose rent has run out goes back by itself, because it is empty."""
    return game.ruleset.plant_rules.empty_rented == "ends" and not company.lines_in(plant.no)


def rent_due(game: Game, company: Company, now: int) -> int:
    """The rents that fall due now."""
    due = 0
    for plant in _ending(company, now):
        if not _given_back(game, company, plant):
            due += game.catalogue.plants[plant.type].rent
    return due


def renew_rent(game: Game, company: Company, due: int) -> None:
    """Renew what falls due, all plants in one payment; empty plants go back where the ruleset says so."""
    now = game.now(company)
    for plant in _ending(company, now):
        if _given_back(game, company, plant):
            company.plants.remove(plant)
        else:
            plant.rent_due = now + 4
    pay(game, company, "renew_rent", RENT, due)


# Lines


def _own_line(company: Company, no: int) -> Line:
    line = company.line(no)
    if line is None:
        raise Refused("line.unknown", line=no)
    return line


def _idle_line(company: Company, no: int) -> Line:
    line = company.line(no)
    if line is None:
        raise Refused("line.unknown", line=no)
    if line.work:
        raise Refused(f"line.{line.work}", line=no)
    if line.cell:
        raise Refused("line.busy", line=no, product=line.product)
    return line


def instalment(total: int, payments: int, paid: int) -> int:
    """The next of `payments` even parts of `total` after `paid` of them; the parts add up exactly."""
    return divide(total * (paid + 1), payments) - divide(total * paid, payments)


def build_line(game: Game, company: Company, action: BuildLine) -> Effect:
    """Buy a line for a plant with a free slot and pay its first instalment."""
    kind = game.catalogue.lines.get(action.line)
    if kind is None:
        raise Refused("line.type_unknown", line=action.line)
    if action.product not in game.catalogue.products:
        raise Refused("product.unknown", product=action.product)
    plant = _own_plant(company, action.plant)
    slots = game.catalogue.plants[plant.type].slots
    if len(company.lines_in(plant.no)) >= slots:
        raise Refused("plant.full", plant=plant.type, slots=slots)
    need_cash(company, instalment(kind.price, kind.instalments, 0))
    return partial(_begin_line, game, company, plant, kind, action.product)


def _begin_line(game: Game, company: Company, plant: Plant, kind: LineType, product: str) -> None:
    line = Line(company.next_line, kind.id, plant.no, product, net=0, work="build")
    company.next_line += 1
    company.lines.append(line)
    _pay_for_line(game, company, line, kind)
    if not kind.install:
        _complete(game, company, line)


def _pay_for_line(game: Game, company: Company, line: Line, kind: LineType) -> None:
    """Pay the next instalment of a line under construction."""
    amount = instalment(kind.price, kind.instalments, line.paid)
    line.paid += 1
    line.paid_at = game.now(company)
    line.net += amount
    if line.paid == kind.instalments:
        line.ready_at = line.paid_at + 1 + max(0, kind.install - kind.instalments)
    pay(game, company, "build_line", CONSTRUCTION, amount, line=line.no, type=kind.id)


def _complete(game: Game, company: Company, line: Line) -> None:
    """A line becomes ready: construction turns into a machine, or the changeover is over."""
    if line.work == "build":
        line.built_in = game.year
        if line.net:
            accounts = MACHINES, CONSTRUCTION
            transfer(game, company, "line_built", *accounts, line.net, line=line.no, type=line.type)
    else:
        line.product, line.target = line.target, ""
    line.work, line.ready_at = "", 0
    game.tell("line_ready", company, line=line.no, product=line.product)


def _change_payments(kind: LineType) -> int:
    return max(1, kind.change_quarters)


def continue_line(game: Game, company: Company, action: ContinueLine) -> Effect:
    """Pay this quarter's instalment on a line under construction or in changeover."""
    line = _own_line(company, action.line)
    kind = game.catalogue.lines[line.type]
    if not line.work or line.ready_at:
        raise Refused("line.nothing_to_pay", line=line.no)
    if line.paid_at == game.now(company):
        raise Refused("line.paid", line=line.no)
    if line.work == "build":
        amount = instalment(kind.price, kind.instalments, line.paid)
    else:
        amount = instalment(kind.change_cost, _change_payments(kind), line.paid)
    need_cash(company, amount)
    return partial(_pay_for_line if line.work == "build" else _pay_for_change, game, company, line, kind)


def convert_line(game: Game, company: Company, action: ConvertLine) -> Effect:
    """Change an idle line over; a line type without changeover time works in the same quarter."""
    line = _idle_line(company, action.line)
    kind = game.catalogue.lines[line.type]
    if action.product not in game.catalogue.products:
        raise Refused("product.unknown", product=action.product)
    if action.product == line.product and kind.change_cost + kind.change_quarters:
        raise Refused("line.same_product", line=line.no, product=line.product)
    need_cash(company, instalment(kind.change_cost, _change_payments(kind), 0))

    def effect() -> None:
        line.work, line.target, line.paid = "change", action.product, 0
        _pay_for_change(game, company, line, kind)
        if not kind.change_quarters:
            _complete(game, company, line)

    return effect


def _pay_for_change(game: Game, company: Company, line: Line, kind: LineType) -> None:
    payments = _change_payments(kind)
    amount = instalment(kind.change_cost, payments, line.paid)
    line.paid += 1
    line.paid_at = game.now(company)
    if line.paid == payments:
        line.ready_at = line.paid_at + 1
    what = "convert_line" if line.paid == 1 else "continue_change"
    lines = ((CHANGEOVER, amount), (CASH, -amount)) if amount else ()
    post(game, company, what, lines, line=line.no, product=line.target)


def sale_value(game: Game, line: Line) -> int:
    """What a line fetches when it is sold now (a leased one may cost)."""
    salvage = game.catalogue.lines[line.type].salvage
    if game.ruleset.finance.line_sale == "salvage":
        return salvage
    return min(line.net, salvage)


def sell_line(game: Game, company: Company, action: SellLine) -> Effect:
    """Sell an idle line; what it fetches less than its net value is a loss."""
    line = _idle_line(company, action.line)
    price = sale_value(game, line)
    need_cash(company, -price)

    def effect() -> None:
        company.lines.remove(line)
        lines = (CASH, price), (LOSSES, line.net - price), (MACHINES, -line.net)
        post(game, company, "sell_line", lines, line=line.no, type=line.type, price=price)

    return effect


def start_production(game: Game, company: Company, action: StartProduction) -> Effect:
    """Put one unit on an idle line: rights, materials and the processing cost are needed."""
    line = _idle_line(company, action.line)
    product = game.catalogue.products[line.product]
    if not holds(game, company, product.id, game.now(company)):
        raise Refused("product.no_rights", product=product.id)
    materials, goods = company.materials, company.goods
    for item, number in product.bom.items():
        stock = materials[item] if item in materials else goods[item]
        if number > stock:
            raise Refused("stock.short", item=item, need=number, stock=stock, missing=number - stock)
    need_cash(company, product.processing)
    return partial(_put_on_line, game, company, line, product)


def _put_on_line(game: Game, company: Company, line: Line, product: Product) -> None:
    for item, number in product.bom.items():
        store = company.materials if item in company.materials else company.goods
        store[item] -= number
    line.cell = 1
    cost, materials = game.catalogue.costs[product.id], game.catalogue.contents[product.id]
    parts = cost - materials - product.processing
    lines = (WIP, cost), (MATERIALS, -materials), (GOODS, -parts), (CASH, -product.processing)
    post(game, company, "start_production", lines, line=line.no, product=product.id)


def move_production(game: Game, company: Company, due: int) -> None:
    """Units move up a cell; what is finished goes to the store."""
    kinds = game.catalogue.lines
    for line in company.lines:
        if line.cell:
            if line.cell < kinds[line.type].cycle:
                line.cell += 1
            else:
                _finish(game, company, line)


def _finish(game: Game, company: Company, line: Line) -> None:
    """The unit on a line is finished."""
    line.cell = 0
    company.goods[line.product] += 1
    cost = game.catalogue.costs[line.product]
    transfer(game, company, "finish_product", GOODS, WIP, cost, line=line.no, product=line.product)


def finish_lines(game: Game, company: Company, due: int) -> None:
    """Lines whose installation or changeover is over become ready."""
    now = game.now(company)
    for line in company.lines:
        if line.work and 0 < line.ready_at <= now:
            _complete(game, company, line)


def maintenance_due(game: Game, company: Company, now: int) -> int:
    """The year's maintenance of the lines that stand complete."""
    kinds = game.catalogue.lines
    return sum([kinds[line.type].maintenance for line in company.lines if line.work != "build"])


def pay_maintenance(game: Game, company: Company, due: int) -> None:
    """Pay the year's maintenance."""
    pay(game, company, "maintenance", MAINTENANCE, due)


def depreciation(game: Game, line: Line) -> int:
    """The charge on a line at this year's close."""
    rule = game.catalogue.lines[line.type].depreciation
    if not line.built or line.built_in == game.year:
        return 0
    if rule.years is not None and line.charges >= rule.years:
        return 0
    charge = rule.amount if rule.amount is not None else rule.share.of(line.net) if rule.share else 0
    return max(0, min(max(charge, rule.minimum), line.net - rule.down_to))


def depreciate(game: Game, company: Company, due: int) -> None:
    """Charge the year's depreciation on every line."""
    total = 0
    for line in company.lines:
        charge = depreciation(game, line)
        if charge:
            line.net -= charge
            line.charges += 1
            total += charge
    if total:
        transfer(game, company, "depreciation", DEPRECIATION, MACHINES, total)
