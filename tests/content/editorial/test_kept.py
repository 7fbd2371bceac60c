"""Readings of the site's state are kept while the epoch stands, and every editorial act moves it."""

import pytest
from django.utils import timezone

from content.editorial.models import AuditEvent, Epoch
from content.editorial.public import act, while_the_epoch_stands

pytestmark = pytest.mark.django_db


def test_a_reading_is_made_once_for_each_epoch_and_key():
    made = []

    def read(key: str) -> int:
        return while_the_epoch_stands(key, lambda: made.append(key) or len(made))

    assert [read("a"), read("a"), read("b")] == [1, 1, 2]
    Epoch.objects.move()
    assert [read("a"), read("a")] == [3, 3]


def test_asking_again_costs_the_epoch_alone(django_assert_num_queries):
    while_the_epoch_stands("a", Epoch.objects.count)
    with django_assert_num_queries(1):
        while_the_epoch_stands("a", Epoch.objects.count)


def test_every_act_moves_the_epoch(eddie):
    before = Epoch.objects.now()
    with act(actor=eddie, verb="look", of=eddie, at=timezone.now()):
        pass
    assert (Epoch.objects.now(), AuditEvent.objects.count()) == (before + 1, 1)


def test_an_act_that_fails_leaves_the_epoch(eddie):
    before = Epoch.objects.now()
    with pytest.raises(ValueError, match="undone"), act(actor=eddie, verb="x", of=eddie, at=timezone.now()):
        raise ValueError("undone")
    assert Epoch.objects.now() == before
