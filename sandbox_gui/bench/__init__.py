"""How fast the program is on this machine: every figure measured in one run, with every check on."""
