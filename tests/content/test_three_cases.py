"""One recommendation, three cases that teach it: what its change does to them, to new attempts and to old ones."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from cases.engine import score
from cases.models import Owner, Result
from cases.selectors import playing
from cases.services.starting import start_attempt
from content.editorial.models import Document, ImpactItem
from content.editorial.public import live, quarantined
from content.editorial.selectors.approval import reached_by
from content.models import Recommendation, Section
from tests.cases.players import Player
from tests.content.editorial.acts import stated
from tests.content.test_impact import LATER, published, saved, sent

pytestmark = pytest.mark.django_db

KEY = "performance-status-limits"
TARGET = f"rec:{KEY}"
CASES = {"cisplatin-unfit", "leg-weakness", "progression-on-pd1"}
PLAYED = "progression-on-pd1"


@pytest.fixture
def section(library, rita, ravi) -> Section:
    found = Section.objects.get(recommendations__key=KEY)
    found.open_notes.update(resolved_at=LATER, resolved_by=rita)
    for person in (rita, ravi):
        stated(person)
    return found


def changed_claim(section, eddie):
    Recommendation.objects.filter(key=KEY).update(claim="Offer everything at any performance status.")
    return sent(saved(section, eddie), eddie)


def cases_of(reached) -> list[str]:
    return sorted(reach.document.slug for reach in reached if reach.document.kind == "case")


def ids() -> dict[str, int]:
    return dict(Document.objects.filter(kind="case").values_list("slug", "pk"))


def resting_on_it(slug: str) -> set[str]:
    """The key decisions of a live case with an option that cites it, read off its words."""
    return {
        step["key_decision"]
        for step in live("case", slug).payload["steps"]
        if step.get("key_decision")
        and any(TARGET in option.get("citations", ()) for option in step.get("options", ()))
    }


def started(slug: str):
    owner = Owner(user_id=None, token=f"guest-{slug}")
    return start_attempt(published=live("case", slug), owner=owner, key=uuid4(), at=timezone.now())


def played() -> Player:
    """Along the reference path to the end."""
    player = Player(Client()).start(PLAYED)
    scenario = playing.load(player.attempt).scenario
    moves = {move.step: move.options for move in scenario.reference}
    while not (now := playing.load(player.attempt)).state.over:
        player.decide(*moves.get(now.state.step, ()))
    return player


@pytest.mark.usefixtures("library")
def test_three_cases_teach_it():
    citing = {
        document.slug
        for document in Document.objects.live().of_kind("case")
        if document.live.revision.citations.filter(target=TARGET).exists()
    }
    assert citing == CASES
    assert all(resting_on_it(slug) for slug in CASES)


def test_before_the_approval_three_cases_are_named_and_after_it_three_are_quarantined(
    section, eddie, rita, ravi
):
    round = changed_claim(section, eddie)
    assert cases_of(reached_by(round)) == sorted(CASES)
    assert not ImpactItem.objects.exists()
    publication = published(round, rita, ravi)
    items = ImpactItem.objects.filter(cause=publication, dependent__kind="case")
    assert sorted(items.values_list("dependent__slug", flat=True)) == sorted(CASES)
    known = ids()
    assert quarantined(list(known.values())) == {known[slug]: {TARGET: "substantive"} for slug in CASES}


@pytest.mark.parametrize("slug", sorted(CASES))
def test_new_attempts_leave_out_what_rests_on_it_and_nothing_else(section, eddie, rita, ravi, slug):
    before = started(slug)
    published(changed_claim(section, eddie), rita, ravi)
    after = playing.load(started(slug))
    out, keys = resting_on_it(slug), {key.slug for key in after.scenario.key_decisions}
    assert set() < out < keys
    assert after.state.started.left_out == out
    told = score.result(after.scenario, after.state).key_decisions
    assert {key.slug for key in told if key.left_out} == out
    assert playing.load(before).state.started.left_out == frozenset()


def test_an_old_attempt_replays_byte_for_byte_and_keeps_its_score(section, eddie, rita, ravi):
    player = played()
    before, result = playing.load(player.attempt), Result.objects.values().get()
    published(changed_claim(section, eddie), rita, ravi)
    after = playing.load(player.attempt)
    assert (after.published, after.events, after.state) == (before.published, before.events, before.state)
    assert (Result.objects.values().get(), result["score"]) == (result, 100)
    call_command("recompute_results", stdout=StringIO())
    debrief = player.client.get(player.url("debrief")).content.decode()
    assert "Offer everything at any performance status." not in debrief
    assert "Guidance has changed since you answered" in debrief


def test_a_typo_beside_it_does_nothing_to_any_of_them(section, eddie, rita):
    Section.objects.filter(pk=section.pk).update(body=section.body + "\n\nA full stop was missing here.\n")
    round = sent(saved(section, eddie), eddie)
    assert (round.revision.change_class, cases_of(reached_by(round))) == ("editorial", [])
    published(round, rita)
    assert not ImpactItem.objects.exists()
    assert quarantined(list(ids().values())) == {}
    assert all(playing.load(started(slug)).state.started.left_out == frozenset() for slug in CASES)
