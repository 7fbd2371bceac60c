"""What is known today of what older texts cite: read once after each editorial act, and in few statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.editorial.models import Epoch
from content.editorial.public import forget, live_of_kind, strips
from content.public import today

pytestmark = pytest.mark.django_db


def cost() -> int:
    with CaptureQueriesContext(connection) as seen:
        today()
    return len(seen)


def test_it_costs_one_statement_and_three_or_four_more_after_an_editorial_act(library):
    today()
    assert cost() == 1
    Epoch.objects.move()
    assert cost() == 4
    forget()
    Epoch.objects.move()
    assert cost() == 5  # the texts themselves, in a process that has read nothing yet


def test_each_claim_is_told_with_what_the_strip_of_its_section_says(library):
    told = {claim.standing for claim in today().claims.values()}
    assert told == {strip.statement for strip in strips(live_of_kind("section")).values()}
