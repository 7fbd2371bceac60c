"""The fewest rows that keep a decision, and one row that holds a page."""

from django.conf import settings
from django.db import models


class Attempt(models.Model):
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    step = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.pk)


class Event(models.Model):
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT)
    key = models.UUIDField(unique=True)
    data = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.key)


class Page(models.Model):
    slug = models.SlugField(unique=True)
    data = models.TextField()

    def __str__(self) -> str:
        return self.slug
