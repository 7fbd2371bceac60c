"""Directors set the limits of the attention rules, put entries aside with a note, and take them back."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import Membership, Post, Program, Snooze, Viewing
from cases.programs.selectors.attention import PAGE, attention
from cases.programs.selectors.attention_rules import LIMITS, Rule
from cases.programs.selectors.limits import limits_of
from cases.programs.services.founding import appoint
from cases.programs.services.refusing import Refused
from cases.programs.services.watching import take_back
from content.editorial.models import AuditEvent
from tests.cases.players import text
from tests.cases.publishing import publish_story
from tests.programs.founding import THEN, aside, filled, founded
from tests.programs.scored import people, scored

pytestmark = pytest.mark.django_db

TYPED = {
    "unsafe_days": "10",
    "sure_percent": "50",
    "sure_n": "5",
    "overdue_days": "0",
    "below_sd": "2.25",
    "below_n": "5",
    "quiet_days": "3",
}


@pytest.fixture
def cohort(dora, lena):
    publish_story()
    return founded(dora, lena)


@pytest.fixture
def director(dora):
    client = Client()
    client.force_login(dora)
    return client


def at_list(cohort, query=""):
    return reverse("programs:attention", args=[cohort.program_id, cohort.pk]) + query


def at_limits(cohort):
    return reverse("programs:attention_limits", args=[cohort.program_id])


def at_aside(cohort, learner, rule="quiet"):
    return reverse("programs:put_aside", args=[cohort.program_id, cohort.pk, learner.pk, rule])


def rules(cohort, at=None):
    return [one.rule.value for one in attention(cohort, at or timezone.now()).entries]


def day(ahead):
    return (timezone.localdate() + timedelta(days=ahead)).isoformat()


def test_limits_that_were_changed_hold_and_those_of_the_software_come_back(cohort, director, lena):
    scored(lena, 30, ago=20, unsafe=True)
    assert rules(cohort) == ["unsafe"]
    assert director.post(at_limits(cohort), TYPED).status_code == 303
    program = Program.objects.get(pk=cohort.program_id)
    assert limits_of(program).below_sd == Decimal("2.25")
    cohort.program = program
    assert rules(cohort) == ["quiet"]
    assert "quiet for 3 days or more" in text(director.get(at_list(cohort)))
    assert 'value="2.25"' in text(director.get(at_limits(cohort)))
    assert director.post(at_limits(cohort), {"reset": "on"}).status_code == 303
    program.refresh_from_db()
    assert (program.attention, limits_of(program)) == ("", LIMITS)
    assert AuditEvent.objects.filter(verb="set-attention-limits").count() == 2


def test_the_form_states_what_comes_with_the_software(cohort, director):
    html = text(director.get(at_limits(cohort)))
    for default in (30, 25, 8, 7, "1.5", 21):
        assert f"As it comes with the software: {default}." in html


BAD = [
    {"unsafe_days": "0"},
    {"sure_percent": "101"},
    {"sure_n": "4"},
    {"overdue_days": "-1"},
    {"below_sd": "0.1"},
    {"below_sd": "NaN"},
    {"below_n": "4"},
    {"quiet_days": ""},
    {"quiet_days": "9" * 40},
]


@pytest.mark.parametrize("bad", BAD)
def test_a_limit_that_makes_no_sense_is_refused_and_nothing_is_changed(cohort, director, bad):
    answer = director.post(at_limits(cohort), TYPED | bad)
    assert answer.status_code == 422
    assert 'class="error"' in text(answer)
    assert Program.objects.get(pk=cohort.program_id).attention == ""


def test_an_entry_is_put_aside_with_who_when_and_why_and_comes_back_on_its_day(cohort, director, lena):
    assert rules(cohort) == ["quiet"]
    answer = director.post(at_aside(cohort, lena), {"until": day(5), "note": "On leave"}, follow=True)
    assert answer.status_code == 200
    assert rules(cohort) == []
    html = text(director.get(at_list(cohort, "?aside=on")))
    assert "Put aside by Dora on" in html
    assert "On leave" in html
    [snooze] = Snooze.objects.all()
    assert snooze.until.astimezone(cohort.program.zone).time() == datetime.min.time()
    assert rules(cohort, snooze.until - timedelta(seconds=1)) == []
    assert rules(cohort, snooze.until) == ["quiet"]


def test_it_covers_all_entries_of_that_rule_about_that_learner_and_nothing_else(cohort, dora, lena):
    [other] = people(cohort, 1)
    for days in (3, 2):
        scored(other, 30, ago=days, unsafe=True)
    scored(lena, 30, ago=22, unsafe=True)
    aside(cohort.program, lena, dora, rule=Rule.UNSAFE)
    found = attention(cohort, timezone.now())
    assert [(one.learner_id, one.rule.value) for one in found.entries] == [
        (other.pk, "unsafe"),
        (lena.pk, "quiet"),
    ]
    assert [(one.learner_id, one.rule.value) for one in found.put_aside] == [(lena.pk, "unsafe")]


def test_what_is_put_aside_is_taken_back_once(cohort, director, dora, lena):
    for days in (3, 9):
        aside(cohort.program, lena, dora, days=days)
    last = Snooze.objects.latest("until")
    address = reverse("programs:take_back", args=[cohort.program_id, cohort.pk, last.pk])
    director.post(address)
    assert rules(cohort) == ["quiet"]
    assert "on the list again already" in text(director.post(address, follow=True))
    with pytest.raises(Refused):
        take_back(snooze=last, actor=dora, at=timezone.now())
    assert Snooze.objects.count() == 2


@pytest.mark.parametrize(
    "bad", [{"until": day(0)}, {"until": day(999)}, {"until": "soon"}, {"note": ""}, {"note": "x" * 301}]
)
def test_without_a_day_to_come_or_a_note_nothing_is_put_aside(cohort, director, lena, bad):
    answer = director.post(at_aside(cohort, lena), {"until": day(5), "note": "On leave"} | bad)
    assert answer.status_code == 422
    assert not Snooze.objects.exists()


def test_who_has_left_and_what_is_no_rule_cannot_be_put_aside(cohort, director, dora, lena):
    assert director.get(at_aside(cohort, lena, "weather")).status_code == 404
    assert director.get(at_aside(cohort, dora)).status_code == 404
    Membership.objects.update(ended_at=timezone.now())
    assert director.get(at_aside(cohort, lena)).status_code == 404
    with pytest.raises(Refused):
        aside(cohort.program, lena, dora)


def test_coordinators_learners_and_other_directors_find_none_of_it(cohort, dora, lena, otto, eddie):
    founded(otto, name="Program B")
    appoint(program=cohort.program, person=eddie, post=Post.COORDINATOR, actor=dora, at=THEN)
    snooze = aside(cohort.program, lena, dora)
    count = reverse("programs:attention_count", args=[cohort.program_id, cohort.pk])
    back = reverse("programs:take_back", args=[cohort.program_id, cohort.pk, snooze.pk])
    for person in (lena, otto, eddie):
        client = Client()
        client.force_login(person)
        for address in (at_list(cohort), at_limits(cohort), at_aside(cohort, lena), count):
            assert client.get(address).status_code == 404
        assert client.post(at_limits(cohort), TYPED).status_code == 404
        assert client.post(back).status_code == 404
    assert rules(cohort) == []


def test_the_count_above_the_table_names_nobody_and_leaves_no_line(cohort, director, dora, lena):
    [other] = people(cohort, 1)
    aside(cohort.program, other, dora)
    address = reverse("programs:attention_count", args=[cohort.program_id, cohort.pk])
    table = reverse("programs:cohort", args=[cohort.program_id, cohort.pk])
    assert f'hx-get="{address}" hx-trigger="load"' in text(director.get(table))
    Viewing.objects.all().delete()
    html = " ".join(text(director.get(address)).split())
    assert "1 entry needs attention" in html
    assert "Quiet 1" in html
    assert "(1 put aside)" in html
    assert "Lena" not in html
    assert not Viewing.objects.exists()


def test_a_long_list_has_pages_and_looks_are_noted_of_those_that_were_shown(cohort, director):
    people(cohort, PAGE + 5)
    html = text(director.get(at_list(cohort)))
    assert html.count('<li class="card">') == PAGE
    assert Viewing.objects.count() == PAGE
    assert len(html.encode()) < 200_000
    rest = text(director.get(at_list(cohort, "?rule=quiet&page=9")))
    assert rest.count('<li class="card">') == 6
    for nonsense in ("?rule=hair", "?page=x", "?aside=%00"):
        assert director.get(at_list(cohort, nonsense)).status_code == 200


def test_empty_lists_say_what_they_need(cohort, director, lena):
    html = text(director.get(at_list(cohort)))
    assert "that needs 8 members" in html
    assert "that needs 8 decisions at certainty 3" in html
    scored(lena, 90)
    assert "No rule applies" in text(director.get(at_list(cohort)))
    assert "This rule names nobody now" in text(director.get(at_list(cohort, "?rule=quiet")))
    assert "Nothing is put aside" in text(director.get(at_list(cohort, "?aside=on")))
    empty = filled(cohort.program, name="2027")
    assert "Nobody is in this cohort now" in text(director.get(at_list(empty)))
