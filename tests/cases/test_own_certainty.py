"""Certainty on my page: every figure equals a recomputation from the events, and few decisions say nothing."""

from fractions import Fraction

import pytest
from django.test import Client
from django.utils import timezone

from cases.engine import certainty
from cases.models import Attempt
from cases.selectors import playing
from cases.selectors.certainty import mark_text
from cases.selectors.my_page import my_page
from cases.selectors.own_certainty import BLOCK, BOTTOM, ENOUGH, ENOUGH_SURE, TOP
from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import story

pytestmark = pytest.mark.django_db

# Of 24 questions: all sure and right, all sure and every other wrong, then all unsure.
ANSWERS = ["a3"] * 24 + ["a3", "b3"] * 12 + ["a1"] * 24


@pytest.fixture
def client(lena):
    publish_story(story(asked=24))
    client = Client()
    client.force_login(lena)
    return client


def recomputed():
    """Every decision with a certainty, in the order in which attempts ended."""
    over = Attempt.objects.over().with_rendering().order_by("ended_at")
    return [one for attempt in over for one in _told(playing.load(attempt))]


def _told(one):
    return certainty.told(one.scenario, one.state)


@pytest.fixture
def much(client):
    for start in range(0, len(ANSWERS), 24):
        player = Player(client).start()
        player.decide()
        for n, (pick, sure) in enumerate(ANSWERS[start : start + 24], start=1):
            player.decide(*(["a", "e"] if n == 1 else [pick]), certainty=sure)
    return client


def test_every_figure_equals_a_recomputation_from_the_events(much, lena):
    shown, told = my_page(lena.pk, timezone.now()).certainty, recomputed()
    assert shown.report.count == len(told) == 72
    assert [block.count for block in shown.blocks] == [20, 20, 20, 12]
    for at, block in enumerate(shown.blocks):
        of_block = told[at * BLOCK : (at + 1) * BLOCK]
        report = certainty.report(of_block)
        sure = [one for one in of_block if one.certainty == 3]
        right = sum(one.credit >= Fraction(9, 10) for one in sure)
        assert block.mark == mark_text(report.mean_mark)
        assert block.sure == len(sure)
        assert block.share == (round(Fraction(100 * right, len(sure))) if len(sure) >= ENOUGH_SURE else None)


def test_the_drawing_and_the_table_show_the_same(much, lena):
    shown, html = my_page(lena.pk, timezone.now()).certainty, text(much.get("/me/"))
    part = html[html.index('id="my-certainty-over-time"') : html.index('id="my-harms"')]
    drawn = [block.share for block in shown.blocks if block.share is not None]
    assert [dot.share for dot in shown.dots] == drawn
    assert len(drawn) >= 2
    for dot in shown.dots:
        assert dot.y == pytest.approx(BOTTOM - (BOTTOM - TOP) * dot.share / 100, abs=0.1)
        assert f'dy="17" text-anchor="middle">{dot.share} %</text>' in part
        assert f"{dot.share}&nbsp;%" in part
    assert part.count("not enough data") == sum(block.share is None for block in shown.blocks)


def test_few_decisions_give_no_mean_and_no_line(client, lena):
    player = Player(client).start()
    player.decide()
    for n in range(1, ENOUGH):
        player.decide(*(["a", "e"] if n == 1 else ["a"]), certainty="3")
    player.give_up()
    (block,) = my_page(lena.pk, timezone.now()).certainty.blocks
    assert (block.count, block.mark, block.share) == (ENOUGH - 1, None, 100)
    assert (
        'class="line"'
        not in text(client.get("/me/")).split('id="my-certainty-over-time"')[1].split("</section>")[0]
    )


def test_without_any_certainty_the_page_says_what_will_stand_here(client, lena):
    player = Player(client).start()
    player.decide()
    player.decide("d")
    assert my_page(lena.pk, timezone.now()).certainty is None
    assert "once you finish an attempt in which you said how certain you were" in text(client.get("/me/"))
