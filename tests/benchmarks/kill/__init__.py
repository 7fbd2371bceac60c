"""The kill harness: the server group dies in the middle of things, and nothing it acknowledged may be lost."""
