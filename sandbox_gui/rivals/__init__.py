"""Computer-run companies: they see what a team may see and answer with actions."""

from .driver import KINDS, act, create, play
from .rival import Reason, Rival
from .view import View

__all__ = ["KINDS", "Reason", "Rival", "View", "act", "create", "play"]
