"""The kill harness: the server group dies in the middle of things, again and again, and nothing acknowledged may be lost."""
