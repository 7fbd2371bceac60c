"""The control of the kill harness: a player made badly on purpose. A harness that finds nothing here finds nothing anywhere."""
