"""A new game: the companies as their teams take them over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .finance import loan_account
from .game import Catalogue, Company, Game, Line, Loan, Order, Plant, Progress
from .journal import Account, Lines
from .refused import Refused
from .ruleset import Opening, Ruleset
from .year import begin_year, compile_calendar

MOST_TEAMS = 60
MOST_YEARS = 30


def catalogue(ruleset: Ruleset) -> Catalogue:
    """The ruleset's lists by identifier."""
    prices = {material.id: material.price for material in ruleset.materials}
    products = {product.id: product for product in ruleset.products}

    def cost(item: str) -> int:
        if item in prices:
            return prices[item]
        product = products[item]
        return product.processing + sum(cost(part) * number for part, number in product.bom.items())

    developments = (*ruleset.products, *ruleset.markets, *ruleset.standards)
    return Catalogue(
        plants={plant.id: plant for plant in ruleset.plants},
        lines={line.id: line for line in ruleset.lines},
        products=products,
        prices=prices,
        leads={material.id: material.lead for material in ruleset.materials},
        costs={product: cost(product) for product in products},
        contents={
            product: sum(prices.get(part, 0) * number for part, number in rule.bom.items())
            for product, rule in products.items()
        },
        markets={market.id: market for market in ruleset.markets},
        standards={standard.id: standard for standard in ruleset.standards},
        payments={item.id: item.payments for item in developments},
    )


def new_game(
    ruleset: Ruleset,
    seed: int,
    names: Sequence[str],
    years: int | None = None,
    book: Sequence[Order] | None = None,
) -> Game:
    """A game at the start of its first year, one company for each name; refused where that cannot be.

    With `book` the years' orders are those given instead of drawn ones.
    """
    length = ruleset.years if years is None else years
    if type(seed) is not int or not 0 <= seed < 2**63:
        raise Refused("seed.unknown")
    if not 1 <= len(names) <= MOST_TEAMS:
        raise Refused("game.teams", most=MOST_TEAMS)
    if type(length) is not int or not 1 <= length <= MOST_YEARS:
        raise Refused("game.years", most=MOST_YEARS)
    known = catalogue(ruleset)
    balance = _opening_balance(ruleset, known)
    companies = [open_company(ruleset, known, balance, team, name) for team, name in enumerate(names, 1)]
    game = Game(ruleset, known, compile_calendar(ruleset), seed, length, companies)
    game.book = None if book is None else tuple(book)
    begin_year(game)
    return game


def open_company(ruleset: Ruleset, known: Catalogue, balance: Lines, team: int, name: str) -> Company:
    """A company in the ruleset's opening position, its opening balance as the first entry, year 0 closed."""
    opening = ruleset.opening
    company = Company(team, name)
    longest = max(4, ruleset.plant_rules.sale_term, len(ruleset.demand.terms) - 1)
    company.receivables = [*opening.receivables, *[0] * (longest - len(opening.receivables))]
    company.materials = {m.id: opening.materials.get(m.id, 0) for m in ruleset.materials}
    company.goods = {p.id: opening.goods.get(p.id, 0) for p in ruleset.products}
    company.ordered = {
        m.id: [*opening.ordered.get(m.id, ()), *[0] * (m.lead - len(opening.ordered.get(m.id, ())))]
        for m in ruleset.materials
    }
    company.loans = [Loan(loan.kind, loan.amount, loan.left) for loan in opening.loans]
    company.progress = {
        item: Progress(paid=payments if item in opening.held else 0)
        for item, payments in known.payments.items()
    }
    _place_machines(company, opening)
    company.journal.post(0, 5, "opening", *balance)
    company.journal.close(0)
    return company


def _place_machines(company: Company, opening: Opening) -> None:
    for kind in opening.plants:
        company.plants.append(Plant(len(company.plants) + 1, kind))
    for number, line in enumerate(opening.lines, 1):
        plant = company.plants[line.plant].no
        company.lines.append(
            Line(number, line.line, plant, line.product, line.net, cell=line.cell, charges=line.charges)
        )
    company.next_plant = len(company.plants) + 1
    company.next_line = len(company.lines) + 1


def _opening_balance(ruleset: Ruleset, known: Catalogue) -> Lines:
    """The opening balance of every company, with last year's income accounts."""
    opening = ruleset.opening
    accounts = {rule.id: loan_account(rule) for rule in ruleset.finance.loans}
    loans: Counter[Account] = Counter()
    for loan in opening.loans:
        loans[accounts[loan.kind]] += loan.amount
    figures = {
        Account.CASH: opening.cash,
        Account.RECEIVABLES: sum(opening.receivables),
        Account.WIP: sum(known.costs[line.product] for line in opening.lines if line.cell),
        Account.GOODS: sum(known.costs[p] * n for p, n in opening.goods.items()),
        Account.MATERIALS: sum(known.prices[m] * n for m, n in opening.materials.items()),
        Account.PLANTS: sum(known.plants[p].price for p in opening.plants),
        Account.MACHINES: sum(line.net for line in opening.lines),
        **{account: -amount for account, amount in loans.items()},
        Account.TAX_PAYABLE: -opening.tax,
        Account.CAPITAL: -opening.capital,
        Account.RETAINED: -opening.retained,
        **{Account[name.upper()]: amount for name, amount in opening.last_year.items()},
    }
    return tuple([(account, amount) for account, amount in figures.items() if amount])
