"""Why an act is not done, in words for whoever asked for it."""


class Refused(Exception):
    """Nothing was written; the text says why, and what to do instead."""
