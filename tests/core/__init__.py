"""Tests of the economy: each figure of the rules by hand, and random play against the books."""
