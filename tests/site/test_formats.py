"""Dates read the same everywhere, the admin included."""

from datetime import UTC, datetime

import pytest
from django.utils import formats

MOMENT = datetime(2026, 11, 28, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("DATE_FORMAT", "28 Nov 2026"),
        ("SHORT_DATE_FORMAT", "28 Nov 2026"),
        ("DATETIME_FORMAT", "28 Nov 2026, 14:05"),
        ("SHORT_DATETIME_FORMAT", "28 Nov 2026, 14:05"),
        ("TIME_FORMAT", "14:05"),
    ],
)
def test_a_date_puts_the_day_first_and_names_the_month(name, written):
    assert formats.date_format(MOMENT, name) == written
