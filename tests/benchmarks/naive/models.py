"""An attempt as one row with its state as JSON, and a count beside it: two things that have to agree and nothing that makes them."""

import uuid

from django.db import models


class Attempt(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    key = models.UUIDField()
    state = models.TextField(default="[]")
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.pk)
