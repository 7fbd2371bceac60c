"""The real library, in the database for a module and rolled back after it."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from content.editorial.models import Epoch
from content.editorial.public import forget
from content.services.load_library import Report, load_library
from tests.rows import Copy, every_row


class Library:
    """What was loaded, and a way to make the site believe that something was published."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def move_epoch(self) -> None:
        Epoch.objects.move()


class Loaded:
    """What the loader made of an empty database, by the moment it was loaded at."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.copies: dict[datetime, tuple[Copy, Report]] = {}

    def load(self, at: datetime) -> Report:
        """The first time by the loader, later by the rows it wrote then."""
        if at in self.copies:
            copy, report = self.copies[at]
            copy.write()
            return report
        before = every_row()
        report = load_library(at=at)
        self.copies[at] = Copy.between(before, every_row()), report
        return report


@pytest.fixture(scope="session")
def copies() -> Loaded:
    return Loaded()


@pytest.fixture(scope="module")
def library(request, copies, django_db_setup, django_db_blocker) -> Iterator[Library]:
    """Loaded at the start of the run, or at the module's own `LOADED_AT`."""
    with django_db_blocker.unblock():
        forget()
        with transaction.atomic():
            yield Library(copies.load(getattr(request.module, "LOADED_AT", copies.now)))
            transaction.set_rollback(True)
        forget()
