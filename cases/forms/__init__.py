"""Forms of the player, and of the pages on which a case is built."""
