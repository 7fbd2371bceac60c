"""The control of the kill harness: a player made badly on purpose, in which it has to find faults."""
