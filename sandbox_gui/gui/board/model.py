"""The table as facts: reads a game and a company, changes nothing, knows no pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...core import score, statements, year
from ...core.finance import credit_left, loan_account, owed
from ...core.game import Company, Game, Line, Plant, holds
from ...core.journal import Account
from ...core.marketing import unkept
from ...core.production import instalment
from ...core.ruleset import Development as Rule
from ...core.ruleset import LineType, LoanRule, Product
from . import places as p
from .words import describe

__all__ = ["describe", "table_of"]

POTS: tuple[tuple[str, tuple[Account, ...]], ...] = (
    ("interest", (Account.INTEREST,)),
    ("discount", (Account.DISCOUNT_FEES,)),
    ("maintenance", (Account.MAINTENANCE,)),
    ("changeover", (Account.CHANGEOVER,)),
    ("rent", (Account.RENT,)),
    ("administration", (Account.ADMINISTRATION,)),
    ("advertising", (Account.ADVERTISING,)),
    ("losses", (Account.LOSSES, Account.INTELLIGENCE)),
    ("depreciation", (Account.DEPRECIATION,)),
)
"""The fee pots and the accounts that fill them over the year; tax paid stands before them."""

MOVES = {
    True: {"repay_yearly_loans", "yearly_principal"},
    False: {"repay_quarterly_loans"},
}
"""The operations that move yearly and other loans a cell toward cash."""


def table_of(game: Game, company: Company) -> p.Table:
    """The company's table as it lies now."""
    found = (
        *_production(game, company),
        *_materials(game, company),
        *_finance(game, company),
        *_goods(game, company),
        *_planning(game, company),
    )
    return p.Table(_header(game, company), found)


def _header(game: Game, company: Company) -> p.Header:
    stage = game.stage(company)
    at = (game.year, stage.quarter)
    if company.bankrupt:
        at = _ended_at(company.bankrupt)
    ranks = [standing.team for standing in score.standings(game)]
    return p.Header(
        company=company.name,
        team=company.team,
        ruleset=game.ruleset.name,
        unit=game.ruleset.unit,
        year=at[0],
        years=game.years,
        quarter=at[1],
        stage=stage.rule.name,
        cash=company.cash,
        short=_cash(game, company).short > 0,
        equity=company.equity,
        rank=ranks.index(company.team) + 1,
        companies=len(ranks),
        bankrupt=company.bankrupt,
    )


def _ended_at(when: str) -> tuple[int, int]:
    """The year and quarter of a bankruptcy, from ``Y4Q1``."""
    ended, _, quarter = when.removeprefix("Y").partition("Q")
    return int(ended), int(quarter)


# Production


def _production(game: Game, company: Company) -> Iterator[p.Place]:
    for plant in company.plants:
        yield _plant(game, company, plant)
        lines = company.lines_in(plant.no)
        for line in lines:
            yield _line(game, company, line)
        rule = game.catalogue.plants[plant.type]
        if len(lines) < rule.slots:
            yield p.Slot(f"slot:{plant.no}", game.ruleset.unit, rule.name, rule.slots - len(lines))
    offers = _offers(game, company)
    if offers:
        yield p.NewPlant("plant_new", game.ruleset.unit, offers)


def _plant(game: Game, company: Company, plant: Plant) -> p.PlantPlace:
    rule = game.catalogue.plants[plant.type]
    return p.PlantPlace(
        f"plant:{plant.no}",
        game.ruleset.unit,
        no=plant.no,
        name=rule.name,
        price=rule.price,
        rent=rule.rent,
        slots=rule.slots,
        lines=len(company.lines_in(plant.no)),
        rent_in=-1 if plant.owned else max(0, plant.rent_due - game.now(company)),
        sale_term=game.ruleset.plant_rules.sale_term,
    )


def _offers(game: Game, company: Company) -> tuple[p.Offer, ...]:
    rules = game.ruleset.plant_rules
    if len(company.plants) >= rules.most:
        return ()
    kinds = [plant.type for plant in company.plants]
    free = [rule for rule in game.ruleset.plants if kinds.count(rule.id) < rules.most_of_a_kind]
    return tuple(p.Offer(rule.name, rule.price, rule.rent, rule.slots) for rule in free)


def _line(game: Game, company: Company, line: Line) -> p.LinePlace:
    rule = game.catalogue.lines[line.type]
    now = game.now(company)
    payments, cost = _payments(line, rule)
    unpaid = bool(line.work) and line.paid < payments
    return p.LinePlace(
        f"line:{line.no}",
        game.ruleset.unit,
        no=line.no,
        plant=line.plant,
        name=rule.name,
        type_index=game.ruleset.lines.index(rule),
        product=game.catalogue.products[line.product].name,
        layers=layers_of(game, line.product),
        cycle=rule.cycle,
        cell=line.cell,
        net=line.net,
        maintenance=rule.maintenance,
        work=line.work,
        paid=line.paid if line.work else 0,
        payments=payments,
        instalment=instalment(cost, payments, line.paid) if unpaid else 0,
        paid_now=bool(line.work) and line.paid_at == now,
        ready_in=max(1, line.ready_at - now) if line.ready_at else 0,
        target=game.catalogue.products[line.target].name if line.target else {},
    )


def _payments(line: Line, rule: LineType) -> tuple[int, int]:
    """How many instalments the work on a line takes, and their sum."""
    if line.work == "change":
        return max(1, rule.change_quarters), rule.change_cost
    return rule.instalments, rule.price


def layers_of(game: Game, product: str) -> p.Layers:
    """What lies in a product's cup, bottom first; products that go into it are taken apart."""
    materials = [material.id for material in game.ruleset.materials]

    def layers(item: str) -> p.Layers:
        if item in materials:
            return (materials.index(item),)
        bom = game.catalogue.products[item].bom
        parts = [layer for part, number in bom.items() for layer in layers(part) * number]
        return (*parts, p.PROCESSING)

    return layers(product)


# Logistics


def _materials(game: Game, company: Company) -> Iterator[p.Place]:
    unit = game.ruleset.unit
    for index, rule in enumerate(game.ruleset.materials):
        stock = company.materials[rule.id]
        yield p.Material(f"material:{rule.id}", unit, rule.id, index, stock, rule.price, rule.lead)
        for quarters, amount in enumerate(company.ordered[rule.id], 1):
            place = f"ordered:{rule.id}:{quarters}"
            yield p.OrderNote(place, unit, rule.id, index, amount, quarters, rule.lead, rule.price)


def _goods(game: Game, company: Company) -> Iterator[p.Place]:
    waiting = sorted(unkept(company), key=lambda order: (order.due, order.id))
    for rule in game.ruleset.products:
        yield p.Goods(
            f"goods:{rule.id}",
            game.ruleset.unit,
            name=rule.name,
            layers=layers_of(game, rule.id),
            amount=company.goods[rule.id],
            cost=game.catalogue.costs[rule.id],
            held=holds(game, company, rule.id, game.now(company)),
        )
        for order in waiting:
            if order.product == rule.id:
                yield _order(game, company, order.id)


def _order(game: Game, company: Company, order_id: str) -> p.OrderPlace:
    order = next(order for order in company.orders if order.id == order_id)
    rules = game.ruleset
    return p.OrderPlace(
        f"order:{order.id}",
        rules.unit,
        no=order.id,
        market=next(market.name for market in rules.markets if market.id == order.market),
        product=game.catalogue.products[order.product].name,
        product_id=order.product,
        quantity=order.quantity,
        total=order.total,
        quarter=order.due,
        term=order.term,
        standards=tuple(rule.name for rule in rules.standards if rule.id in order.standards),
        stock=company.goods[order.product],
        overdue=order.state == "open" and game.quarter(company) > order.due,
        late=order.state == "late",
        penalty=rules.finance.penalty.of(order.total),
    )


# Finance


def _finance(game: Game, company: Company) -> Iterator[p.Place]:
    unit = game.ruleset.unit
    yield _cash(game, company)
    for rule in game.ruleset.finance.loans:
        yield from _loans(game, company, rule)
    total = sum(company.receivables)
    for quarters, amount in enumerate(company.receivables, 1):
        yield p.Receivable(f"receivable:{quarters}", unit, amount, quarters, total)
    yield p.Pot("pot:tax", unit, "tax", tax_paid(game, company))
    books = statements.balances(company, game.year)
    for name, accounts in POTS:
        yield p.Pot(f"pot:{name}", unit, name, sum(books[account] for account in accounts))


def _cash(game: Game, company: Company) -> p.Cash:
    unit = game.ruleset.unit
    ahead = [] if company.bankrupt or game.over else year.payments_ahead(game, company)
    left = company.cash
    short = 0
    for _, amount in ahead:
        if amount > max(left, 0) and not short:
            short = amount - left
        left -= amount
    due = tuple(p.Due(f"due:{name}", unit, amount) for name, amount in ahead if amount)
    return p.Cash("cash", unit, company.cash, due, short)


def _loans(game: Game, company: Company, rule: LoanRule) -> Iterator[p.Place]:
    unit, yearly = game.ruleset.unit, rule.period == "year"
    now = _moved_at(game, company, yearly)
    rate = rule.rate.words()
    special = loan_account(rule) is Account.SPECIAL_LOANS
    yield p.LoanRow(
        f"loan:{rule.id}",
        unit,
        name=rule.name,
        rate=rate,
        terms=rule.terms,
        yearly=yearly,
        owed=owed(company, (rule.id,)),
        credit=credit_left(game, company, rule.id),
    )
    waits = [(max(1, loan.due - now), loan.amount) for loan in company.loans if loan.kind == rule.id]
    for left in range(max([rule.terms, *(wait for wait, _ in waits)]), 0, -1):
        amount = sum(amount for wait, amount in waits if wait == left)
        place = f"loan:{rule.id}:{left}"
        yield p.LoanCell(place, unit, rule.name, amount, left, yearly, rate, special)


def _moved_at(game: Game, company: Company, yearly: bool) -> int:
    """The year or absolute quarter in which loans last moved a cell: the present one once they have."""
    here = game.stage(company).quarter
    coming = game.calendar[company.stage + 1 :]
    to_come = any(MOVES[yearly] & {*stage.auto} for stage in coming if yearly or stage.quarter == here)
    return (game.year if yearly else game.now(company)) - to_come


def tax_paid(game: Game, company: Company) -> int:
    """The tax paid in the current year."""
    paid = 0
    for entry in reversed(company.journal.entries):
        if entry.year < game.year:
            break
        if entry.what == "pay_tax" and entry.year == game.year:
            paid -= sum(amount for account, amount in entry.lines if account is Account.CASH)
    return paid


# Planning


def _planning(game: Game, company: Company) -> Iterator[p.Place]:
    for market in game.ruleset.markets:
        yield _development(game, company, market, "market")
    for standard in game.ruleset.standards:
        yield _development(game, company, standard, "standard")
    for product in game.ruleset.products:
        yield _development(game, company, product, "product")


def _development(game: Game, company: Company, rule: Rule, what: p.Right) -> p.Development:
    progress = company.progress[rule.id]
    period = game.now(company) if what == "product" else game.year
    place = p.Development(
        f"{what}:{rule.id}",
        game.ruleset.unit,
        name=rule.name,
        what=what,
        paid=progress.paid,
        payments=rule.payments,
        cost=rule.cost,
        yearly=what != "product",
        held=holds(game, company, rule.id, period),
        paid_now=progress.at == period,
        points=rule.points,
    )
    if isinstance(rule, Product):
        cost = game.catalogue.costs[rule.id]
        return replace(place, layers=layers_of(game, rule.id), bom=_bom(rule), direct_cost=cost)
    spent = company.advertising.get(game.year, {})
    return replace(place, advertising=sum(n for to, n in spent.items() if to.partition(":")[0] == rule.id))


def _bom(product: Product) -> str:
    """A bill of materials as it is written on the board: ``2R2+R3``."""
    return "+".join(f"{number if number > 1 else ''}{item}" for item, number in product.bom.items())
