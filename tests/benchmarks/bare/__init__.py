"""The limit: Django doing the least possible for the same work. Nothing of it is a model for the site."""
