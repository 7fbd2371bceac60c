"""A cohort's files are for its directors, say who made them to each learner in them, and are sent as they are read."""

from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.programs.models import Membership, Post, Program, Viewing
from cases.programs.selectors import trail_sheet as trail_rows
from cases.programs.selectors.members import Wanted
from cases.programs.services.founding import appoint
from npcsite.accounts.models import User
from tests.accounts.codes import sign_in
from tests.cases.players import text
from tests.cases.publishing import publish_story
from tests.cases.stories import story
from tests.cases.test_statements import cost
from tests.programs.exporting import FILES, ZONE, address, body, book, cohort_of, from_csv
from tests.programs.founding import THEN, founded
from tests.programs.working import people, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(dora):
    return cohort_of(dora)


@pytest.fixture
def client(dora):
    client = Client()
    sign_in(client, dora)
    return client


@pytest.mark.parametrize("name", FILES)
def test_a_file_has_a_safe_name_with_its_day_and_zone_and_is_sent_in_pieces(client, cohort, name):
    type(cohort).objects.update(name='../"; filename=x\r\nSet-Cookie: a=b 鼻')
    answer = client.get(address(cohort, name))
    assert answer.streaming
    day = f"{timezone.now().astimezone(ZoneInfo(ZONE)):%Y-%m-%d}"
    what, kind = name.split("_")
    wanted = f'attachment; filename="{what}-filenamex-set-cookie-ab-{day}-asia-singapore.{kind}"'
    assert answer["Content-Disposition"] == wanted
    answer.close()


def test_a_cohort_without_a_letter_of_ours_has_a_file_name_all_the_same(client, cohort):
    type(cohort).objects.update(name="鼻咽癌")
    Program.objects.update(is_demo=True)
    answer = client.get(address(cohort, "roster_csv"))
    assert f'"simulated-roster-cohort-{cohort.pk}-' in answer["Content-Disposition"]


def test_the_workbook_names_program_zone_and_what_it_is_not(client, cohort):
    about = dict(list(book(client, cohort, "roster")["About this file"].iter_rows(values_only=True))[1:])
    assert about["Program"] == "Program A"
    assert about["Time zone of every time in this file"] == ZONE
    assert about["Simulated"] == "no"
    assert "no judgement of competence" in about["What it is for"]


@pytest.mark.parametrize("name", FILES)
def test_each_learner_in_a_file_can_read_who_exported_it(client, cohort, dora, name):
    body(client.get(address(cohort, name)))
    lines = Viewing.objects.filter(what=name.split("_")[0])
    wanted = 5 if name.startswith("items") else 4  # those who left are in the figures of the questions
    assert {(line.act, line.viewer_id) for line in lines} == {("exported", dora.pk)}
    assert len(lines) == len({line.learner_id for line in lines}) == wanted
    reader = Client()
    reader.force_login(lines[0].learner)
    assert "exported the cohort" in text(reader.get(reverse("programs:looks")))


def test_who_has_done_nothing_is_in_no_file_of_decisions_and_reads_of_none(client, cohort):
    newcomer = people(1)[0]
    Membership.objects.create(cohort=cohort, learner=newcomer, agreed_at=THEN, started_at=THEN)
    body(client.get(address(cohort, "trail_csv")))
    assert not newcomer.viewings.exists()
    body(client.get(address(cohort, "roster_csv")))
    assert newcomer.viewings.count() == 1


def test_asking_for_the_head_writes_nothing_and_a_range_gets_the_whole(client, cohort):
    for name in FILES:
        told = client.head(address(cohort, name))
        assert (told.status_code, told.content) == (200, b"")
    assert not Viewing.objects.exists()
    for name in FILES:
        ranged = client.get(address(cohort, name), headers={"range": "bytes=0-10"})
        assert ranged.status_code == 200
        assert len(body(ranged)) > 11
        assert Viewing.objects.filter(what=name.split("_")[0]).exists()


def test_coordinators_learners_and_other_directors_get_404(cohort, dora, otto, lena):
    appoint(program=cohort.program, person=otto, post=Post.COORDINATOR, actor=dora, at=timezone.now())
    theirs = founded(lena, name="Program B")
    for person in (otto, lena, User.objects.get(name="Learner 01")):
        other = Client()
        sign_in(other, person)
        assert {other.get(address(cohort, name)).status_code for name in FILES} == {404}
    mine = Client()
    sign_in(mine, dora)
    assert {mine.get(address(theirs, name)).status_code for name in FILES} == {404}
    mixed = [reverse(f"programs:{name}", args=[cohort.program_id, theirs.pk]) for name in FILES]
    assert {mine.get(one).status_code for one in mixed} == {404}
    assert not Viewing.objects.exists()


def test_the_password_is_asked_for_of_a_director_and_nothing_is_written_before(cohort, dora):
    stale = Client()
    stale.force_login(dora)
    assert "/accounts/reauthenticate/" in stale.get(address(cohort, "trail_csv"))["Location"]
    assert not Viewing.objects.exists()


def test_statements_grow_by_page_and_not_by_row(client, cohort, monkeypatch):
    for name in ("roster", "trail"):
        body(client.get(address(cohort, f"{name}_csv")))
    four = {name: cost(lambda name=name: from_csv(client, cohort, name)) for name in ("roster", "trail")}
    more = people(4)
    for user in more:
        Membership.objects.create(cohort=cohort, learner=user, agreed_at=THEN, started_at=THEN)
    work(more, publish_story(story(slug="made-3")), days=12)
    for name in ("roster", "trail"):
        from_csv(client, cohort, name)
        assert cost(lambda name=name: from_csv(client, cohort, name)) == four[name]
    monkeypatch.setattr("cases.programs.selectors.roster_learners.PAGE", 4)
    monkeypatch.setattr("cases.programs.selectors.roster.COLUMNS", 1)
    monkeypatch.setattr(trail_rows, "ATTEMPTS_AT_ONCE", 2)
    for name in ("roster", "trail"):
        assert len({row["Learner number"] for row in from_csv(client, cohort, name)}) == 8


@pytest.mark.parametrize("by", ["case", "domain"])
@pytest.mark.parametrize("sort", ["name", "mean"])
def test_a_file_finds_out_once_who_fits_and_reads_each_page_once(client, cohort, monkeypatch, sort, by):
    asked = {"sort": sort, "by": by}
    first = from_csv(client, cohort, "roster", **asked)
    whole = cost(lambda: from_csv(client, cohort, "roster", **asked))
    monkeypatch.setattr("cases.programs.selectors.roster_learners.PAGE", 1)
    monkeypatch.setattr("cases.programs.selectors.roster.COLUMNS", 1)
    assert from_csv(client, cohort, "roster", **asked) == first
    one_by_one = cost(lambda: from_csv(client, cohort, "roster", **asked))
    each = 1 + (by == "domain")
    assert one_by_one[0] == whole[0] + 3 * each, (
        "three pages more, of four, and what narrows or orders read once"
    )


def test_rows_are_read_as_they_are_sent(cohort, django_assert_num_queries):
    # What this process reads of a publication once.
    next(iter(trail_rows.trail_sheet(cohort, Wanted(), timezone.now()).rows))
    with django_assert_num_queries(0):
        sheet = trail_rows.trail_sheet(cohort, Wanted(), timezone.now())
    with django_assert_num_queries(8):
        next(iter(sheet.rows))


def test_the_zone_of_a_file_does_not_outlive_it(cohort):
    rows = iter(trail_rows.trail_sheet(cohort, Wanted(), timezone.now()).rows)
    next(rows)
    assert timezone.get_current_timezone_name() == "UTC"
