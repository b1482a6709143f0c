"""Dialogs in another language: closed and opened again, with all that was filled in."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLineEdit, QSpinBox, QWidget


class Filled(NamedTuple):
    """What stands in a dialog: buttons that are pressed, choices, words, amounts, each in their order."""

    buttons: list[bool]
    choices: list[int]
    words: list[str]
    amounts: list[int]


class Decider(Protocol):
    """Whoever opens a decision's dialog by the command's id."""

    def decide(self, name: str, place: str = "") -> None: ...


def filled(dialog: QWidget) -> Filled:
    """What stands in a dialog now."""
    return Filled(
        [button.isChecked() for button in _buttons(dialog)],
        [box.currentIndex() for box in dialog.findChildren(QComboBox)],
        [line.text() for line in dialog.findChildren(QLineEdit)],
        [box.value() for box in dialog.findChildren(QSpinBox)],
    )


def fill(dialog: QWidget, with_: Filled) -> None:
    """Fill in a dialog of the same kind; what it no longer has is left out."""
    for button, on in zip(_buttons(dialog), with_.buttons, strict=False):
        button.setChecked(on)
    for choice, index in zip(dialog.findChildren(QComboBox), with_.choices, strict=False):
        choice.setCurrentIndex(index)
    for line, words in zip(dialog.findChildren(QLineEdit), with_.words, strict=False):
        line.setText(words)
    for box, amount in zip(dialog.findChildren(QSpinBox), with_.amounts, strict=False):
        box.setValue(amount)


def _buttons(dialog: QWidget) -> list[QAbstractButton]:
    return [button for button in dialog.findChildren(QAbstractButton) if button.isCheckable()]


def reopen(dialogs: list[QDialog], decider: Decider) -> None:
    """Open decisions again that are open now; questions about a step's end belong to its command."""
    for dialog in dialogs:
        if dialog.isVisible():
            before = filled(dialog)
            dialog.reject()
            decider.decide(getattr(dialog, "command", "end_stage"))
            for made in _opened(decider, type(dialog), dialog):
                fill(made, before)


def _opened(decider: Decider, kind: type[QDialog], old: QDialog) -> list[QDialog]:
    found = decider.findChildren(kind) if isinstance(decider, QWidget) else []
    return [one for one in found if one.isVisible() and one is not old]
