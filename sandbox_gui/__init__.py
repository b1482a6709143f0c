"""The enterprise sandbox: a classroom business game on a screen."""

__version__ = "0.1.0"
