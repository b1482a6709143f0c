"""Computer-run companies: they see what a team may see and answer with actions."""

from .driver import KINDS, act, create, play
from .rival import Rival
from .view import View

__all__ = ["KINDS", "Rival", "View", "act", "create", "play"]
