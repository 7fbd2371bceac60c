"""Cases in the admin: authors build and check working copies. Attempts are not here: they are their learner's."""

from cases.admin import cases, reports

__all__ = ["cases", "reports"]
