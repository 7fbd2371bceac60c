"""An attempt as one row: its state as JSON and a count beside it, and nothing that makes the two agree."""

import uuid

from django.db import models


class Attempt(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    key = models.UUIDField()
    state = models.TextField(default="[]")
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.pk)
