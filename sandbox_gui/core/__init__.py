"""The economy: a pure simulation on the standard library, changed only through `engine.apply`."""
