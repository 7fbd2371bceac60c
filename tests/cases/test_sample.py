"""The sample for newcomers: a story like any other that counts nowhere."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.engine import reference, score
from cases.engine.words import Harm, StepKind
from cases.kinds import SampleKind
from cases.models import Attempt, Case, RecallItem, Result
from cases.models.case import SAMPLE
from cases.selectors.my_page import my_page
from cases.selectors.own_sheets import decisions_sheet, results_sheet
from cases.services.building import AddressTaken, By, create_case
from cases.services.exchange import read_file
from content.editorial.public import LibraryFault, live_of_kind, strip
from content.services.load_library import load_library
from tests.cases.building import signed_in, url
from tests.cases.players import Player, text
from tests.cases.publishing import AT, publish_cited, publish_kind, publish_story
from tests.cases.stories import best, story
from tests.factories import PASSWORD

FILES = sorted(SampleKind.library.glob("*.yaml"))


@pytest.fixture
def sample(db) -> dict:
    publish_cited()
    made = story(slug="tried", asked=3)
    publish_kind(SAMPLE, made)
    return made


def played(client) -> Player:
    return Player(client).start("tried").play(asked=3)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_sample_has_every_virtue_of_a_case_but_its_size(file):
    assert {found.fault.code for found in read_file(file).lint()} == SampleKind.waived
    case = read_file(file).scenario
    assert (len(case.questions), len(case.key_decisions), len(case.endings)) == (3, 3, 3)
    assert {step.kind for step in case.questions} == {StepKind.MENU, StepKind.SINGLE}
    assert {option.harm for step in case.steps for option in step.options} == set(Harm)
    result = score.result(case, reference.played(case))
    assert (result.score, result.harm) == (100, 0)


@pytest.mark.django_db
def test_there_is_one_sample_and_it_says_that_nobody_has_reviewed_it():
    load_library(at=AT)
    (published,) = live_of_kind(SAMPLE)
    assert strip(published).state == "loaded"
    assert published.slug not in {case.slug for case in live_of_kind("case")}


def test_a_sample_that_breaks_another_rule_is_not_loaded(tmp_path, monkeypatch):
    (file,) = FILES
    whole = file.read_text(encoding="utf-8")
    (tmp_path / file.name).write_text(whole.replace("class: best", "class: partial"), encoding="utf-8")
    monkeypatch.setattr(SampleKind, "library", tmp_path)
    with pytest.raises(LibraryFault, match="E505"):
        list(SampleKind().read_library())


def test_it_is_played_like_a_case_and_told_apart_on_its_cover(sample, client, lena):
    client.force_login(lena)
    cover = text(client.get(reverse("cases:case", args=["tried"])))
    assert "Start the sample" in cover
    assert 'value="assessed"' not in cover
    player = played(client)
    assert Result.objects.get(attempt=player.attempt_id).score == 100
    assert "100" in text(client.get(player.url("debrief")))


def test_nobody_is_assessed_on_it(sample, client, lena):
    client.force_login(lena)
    page = text(client.get(reverse("cases:case", args=["tried"])))
    key = page.split('name="key" value="')[1].split('"')[0]
    answer = client.post(reverse("cases:start", args=["tried"]), {"key": key, "mode": "assessed"})
    assert answer.status_code == 409
    assert not Attempt.objects.exists()


def test_it_is_no_case_of_the_library_nor_of_my_page(sample, client, lena):
    publish_story()
    client.force_login(lena)
    without = my_page(lena.pk, timezone.now())
    before = Player(client).start().play().attempt_id
    counted = my_page(lena.pk, timezone.now())
    played(client)
    Player(client).start("tried").decide()
    after = my_page(lena.pk, timezone.now())
    assert "tried" not in {case.slug for case in (*without.cases, *after.cases)}
    assert (after.finished_count, after.scores, after.domains, after.harms, after.next_case) == (
        counted.finished_count, counted.scores, counted.domains, counted.harms, counted.next_case,
    )  # fmt: skip
    assert [one.attempt_id for one in after.scores] == [before]
    assert "tried" not in text(client.get(reverse("cases:library")))


def test_what_was_missed_in_it_does_not_come_back(sample, client, lena):
    client.force_login(lena)
    player = Player(client).start("tried")
    player.decide()
    player.decide("b")
    player.give_up()
    assert player.attempt.is_over
    assert "those of the sample do not" in text(client.get(player.url("debrief")))
    assert not RecallItem.objects.exists()
    publish_story()
    player = Player(client).start()
    player.decide()
    player.decide("b")
    player.give_up()
    assert RecallItem.objects.exists(), "of a case it comes back"


def test_whoever_has_played_only_the_sample_has_begun_no_case(sample, client, lena):
    client.force_login(lena)
    played(client)
    assert not my_page(lena.pk, timezone.now()).begun


def test_it_is_in_the_learners_own_sheets_under_its_name(sample, client, lena):
    client.force_login(lena)
    played(client)
    ((_attempt, _case, mode, *_rest),) = results_sheet(lena.pk).rows
    assert mode == "sample"
    assert len(decisions_sheet(lena.pk).rows) == 3


def test_a_guest_plays_it_and_keeps_it_after_signing_in(sample, client, lena):
    player = Player(client).start("tried")
    player.decide()
    player.decide(*best(1))
    events = list(player.attempt.events.values())
    client.post("/accounts/login/", {"login": lena.email, "password": PASSWORD})
    client.post(reverse("cases:keep_attempts"))
    assert player.attempt.learner == lena
    assert list(player.attempt.events.values()) == events


def test_its_working_copy_is_built_on_the_pages_of_a_case(sample, client, eddie):
    page = signed_in(eddie).get(url(Case.objects.get(slug="tried"))).content.decode()
    assert "W707" in page, "the lint is shown"
    assert "E701" not in page


def test_no_case_takes_its_address(sample, eddie):
    with pytest.raises(AddressTaken):
        create_case(data=story(slug="tried"), by=By(eddie, AT))
    assert create_case(data=story(slug="free"), by=By(eddie, AT)).kind == "case"
