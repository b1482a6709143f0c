"""Files: rulesets and games as JSON."""
