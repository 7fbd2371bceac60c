"""Programs in the admin: site staff found one with its first director."""

from cases.programs.admin import programs

__all__ = ["programs"]
