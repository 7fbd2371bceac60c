"""The real library, loaded once for a module and rolled back after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone

from content.editorial.models import Epoch
from content.editorial.public import forget
from content.services.load_library import Report, load_library


class Library:
    """What was loaded, and a way to make the site believe that something was published."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def move_epoch(self) -> None:
        Epoch.objects.move()


@pytest.fixture(scope="module")
def library(request, django_db_setup, django_db_blocker) -> Iterator[Library]:
    """Loaded now, or at the module's own `LOADED_AT`."""
    at = getattr(request.module, "LOADED_AT", None) or timezone.now()
    with django_db_blocker.unblock():
        forget()
        with transaction.atomic():
            yield Library(load_library(at=at))
            transaction.set_rollback(True)
        forget()
