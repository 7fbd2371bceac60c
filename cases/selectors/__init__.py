"""Readings for pages: each gives frozen values and writes nothing."""
