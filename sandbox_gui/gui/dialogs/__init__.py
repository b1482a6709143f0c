"""Dialogs that ask for one decision."""
