"""The colours of the table and of the window: light, dark and high contrast.

Material coins keep the classroom's colours within a colour-blind-safe set; each token carries its
letter and a shape as well.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

FONT_FAMILY = "Sandbox Sans SC"
"""The shipped font; registered by `gui.app`."""


class Centre(NamedTuple):
    """A centre of the table: its tint, its border and the colour of its title."""

    fill: str
    edge: str
    title: str


class Theme(NamedTuple):
    """A set of colours; contrast is at least `least` : 1 for text and 3 : 1 for tokens and focus rings."""

    name: str
    paper: str  # the table
    card: str  # cards, slots, panels
    ink: str  # text
    faint: str  # secondary text
    outline: str  # empty slots, separators
    bar: str  # the strip along the top
    bar_ink: str
    accent: str  # selection and legal targets
    focus: str  # the ring around what has the keyboard
    warning: str  # the one red
    good: str
    debt: str
    debt_short: str
    receivable: str
    note: str  # material order notes
    order: str  # sales orders
    finance: Centre
    production: Centre
    logistics: Centre
    planning: Centre
    line_heads: tuple[str, ...]  # line cards by type: manual, semi-automatic, automatic, flexible, leased
    materials: tuple[str, ...] = ("#D55E00", "#E69F00", "#0072B2", "#009E73", "#CC79A7", "#56B4E9")
    """Coins of the ruleset's materials, in its order: R1, R2, R3, R4 …"""
    money: str = "#8A8F98"  # a coin of money
    felt: tuple[str, str] = ("#3E9B68", "#2A7A4D")  # the cloth under the cash, from top to bottom
    net: str = "#2F7F52"  # the disc with a line's net value
    debt_special: str = "#8A5A00"  # neither long nor short: usury
    market: str = "#B3491B"  # certificates: markets, standards, products
    standard: str = "#1F7A4D"
    product: str = "#6A4C93"
    least: float = 4.5

    @property
    def dark(self) -> bool:
        """Whether light stands on dark."""
        return QColor(self.paper).lightness() < 128


LIGHT = Theme(
    name="light", paper="#F6F2EA", card="#FFFDF8", ink="#22272E", faint="#5B6470", outline="#B9B4A8",
    bar="#2F3A45", bar_ink="#FFFFFF", accent="#1F7A4D", focus="#22272E", warning="#B3261E", good="#1A6F46",
    debt="#9C2F2F", debt_short="#C4661F", receivable="#FBEFB4", note="#FFF3A8", order="#F8D3DD",
    finance=Centre("#DDEFE3", "#2E7D52", "#1E6B43"),
    production=Centre("#E3EAF2", "#46658A", "#35557B"),
    logistics=Centre("#F7EBD6", "#A8741A", "#85580B"),
    planning=Centre("#ECE4F4", "#6A4C93", "#5A3D84"),
    line_heads=("#BBD9F0", "#86B6DC", "#9ED6A8", "#F4A58E", "#D9C7E8"),
)  # fmt: skip

DARK = Theme(
    name="dark", paper="#1F2328", card="#2B3138", ink="#ECEFF2", faint="#A9B2BC", outline="#59636E",
    bar="#14181C", bar_ink="#FFFFFF", accent="#5CCB91", focus="#FFFFFF", warning="#FF8A80", good="#5CCB91",
    debt="#B54848", debt_short="#B86522", receivable="#5B5326", note="#5E5620", order="#6B3B4A",
    finance=Centre("#23332B", "#4FA679", "#7CCBA2"),
    production=Centre("#252F3A", "#6E93BD", "#9DBCE0"),
    logistics=Centre("#362E20", "#C9973F", "#E0B567"),
    planning=Centre("#2F2839", "#9A7CC4", "#C0A6E3"),
    line_heads=("#35536B", "#2E5F8A", "#2F6B42", "#8A4433", "#5B4670"),
)  # fmt: skip

CONTRAST = Theme(
    name="contrast", paper="#FFFFFF", card="#FFFFFF", ink="#000000", faint="#2E2E2E", outline="#6B6B6B",
    bar="#000000", bar_ink="#FFFFFF", accent="#00522A", focus="#0033CC", warning="#8F0000", good="#00522A",
    debt="#7A1414", debt_short="#6E3600", receivable="#FFF6C2", note="#FFF3A8", order="#FFE9EF",
    finance=Centre("#F1F8F3", "#00522A", "#00522A"),
    production=Centre("#F1F5FA", "#153E6B", "#153E6B"),
    logistics=Centre("#FFF7E6", "#5C3A00", "#5C3A00"),
    planning=Centre("#F7F2FB", "#43236E", "#43236E"),
    line_heads=("#D6EAF8", "#B5D6EE", "#C3E8C8", "#FBCDBF", "#E9DDF3"),
    materials=("#FF8A3D", "#F2B020", "#003A61", "#2FC79A", "#E9A6CB", "#7CC8F2"),
    money="#C3C7CE", felt=("#00522A", "#00401F"), net="#00522A", debt_special="#5C3A00",
    market="#7A2E00", standard="#00522A", product="#43236E", least=7.0,
)  # fmt: skip

THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}

FOLLOW = "system"
"""The choice to follow the system; the other choices are the names of the themes."""


def chosen_theme(choice: str, system_dark: bool, system_contrast: bool) -> Theme:
    """The theme that a choice means on a system that looks so."""
    if choice != FOLLOW:
        return THEMES[choice]
    return CONTRAST if system_contrast else DARK if system_dark else LIGHT


def palette(theme: Theme) -> QPalette:
    """The Fusion palette that goes with a theme."""
    colours = QPalette()
    role = QPalette.ColorRole
    for target, value in (
        (role.Window, theme.paper),
        (role.WindowText, theme.ink),
        (role.Base, theme.card),
        (role.AlternateBase, theme.paper),
        (role.Text, theme.ink),
        (role.Button, theme.card),
        (role.ButtonText, theme.ink),
        (role.ToolTipBase, theme.card),
        (role.ToolTipText, theme.ink),
        (role.PlaceholderText, theme.faint),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.card),
        (role.Link, theme.accent),
        (role.BrightText, theme.warning),
    ):
        colours.setColor(target, QColor(value))
    for target in (role.WindowText, role.Text, role.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, target, QColor(theme.outline))
    return colours
