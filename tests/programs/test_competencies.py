"""Competencies: a file is held to its form before it replaces another, and evidence is listed without any level."""

from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.engine.words import Domain
from cases.programs.models import Post, Program, Viewing
from cases.programs.selectors.competencies import BadFile, competencies_of, decoded, read, text_of
from cases.programs.selectors.competency_evidence import Evidence, EvidencePage, EvidenceRow, evidence_page
from cases.programs.services.founding import appoint
from cases.programs.services.refusing import Refused
from cases.programs.services.replacing_competencies import replace_competencies, seen_of
from content.editorial.models import AuditEvent
from npcsite.accounts.models import User
from tests.cases.players import text
from tests.factories import UserFactory
from tests.programs.exporting import cohort_of, known, own
from tests.programs.founding import founded

pytestmark = pytest.mark.django_db

GOOD = """title: Ours
competencies:
  - slug: one
    label: Asks first
    decisions: [made-1/k-1, gone/k-1]
  - slug: two
    label: Everything about toxicity
    domains: [toxicity-and-emergencies]
"""


def changed(old, new):
    assert old in GOOD
    return GOOD.replace(old, new, 1)


WRONG = {
    "": (1, "empty"),
    "- a\n- b\n": (1, "words with values"),
    changed("title: Ours", "title: Ours\nlevel: 4"): (2, "“level” is no word of this file"),
    changed("label: Asks first", "label: Asks first\n    level: expert"): (5, "“level” is no word"),
    changed("title: Ours\n", ""): (1, "“title” is missing"),
    changed("    label: Asks first\n", ""): (3, "“label” is missing"),
    changed("slug: two", "slug: one"): (6, "“one” is there already"),
    changed("Everything about toxicity", "asks FIRST"): (7, "is there already"),
    changed("slug: one", "slug: One!"): (3, "small letters"),
    changed("label: Asks first", "label: 12"): (4, "has to be a text"),
    changed("label: Asks first", "label: yes"): (4, "has to be a text"),
    changed("label: Asks first", "label: ''"): (4, "is empty"),
    changed("label: Asks first", "label: '   '"): (4, "is empty"),
    changed("label: Asks first", f"label: {'x' * 201}"): (4, "longer than 200"),
    changed("toxicity-and-emergencies", "toxins"): (8, "“toxins” is no domain"),
    changed("made-1/k-1", "made-1"): (5, "case/key-decision"),
    changed("    domains: [toxicity-and-emergencies]\n", ""): (6, "neither domains nor decisions"),
    changed("label: Asks first", "label: Asks first\n    label: Twice"): (5, "stands here twice"),
    changed("label: Asks first", "label: &a Asks first"): (4, "Anchors and aliases"),
    changed("title: Ours", "title: &a [x]\nnote: *a"): (1, "Anchors and aliases"),
    changed("    label: Asks first", "\tlabel: Asks first"): (4, "tab"),
    changed("title: Ours", "title: !!python/object/apply:os.system [ls]"): (1, "not YAML"),
    changed("title: Ours", "title: 'Ours"): (9, "not YAML"),
    "[" * 40 + "]" * 40: (1, "nested deeper"),
    "title: a\ncompetencies: []\n": (2, "is empty"),
}


def refused(call):
    with pytest.raises(BadFile) as bad:
        call()
    return bad.value.faults


@pytest.mark.parametrize("wrong", WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_said_with_its_line_in_plain_words(wrong):
    line, words = WRONG[wrong]
    faults = refused(lambda: read(wrong))
    assert any(fault.line == line and words in fault.said for fault in faults), faults
    assert len(faults) <= 50


def test_every_fault_is_told_at_once():
    faults = refused(lambda: read(changed("slug: two", "slug: one").replace("toxicity-and", "toxins-and")))
    assert [fault.line for fault in faults] == [6, 8]


def test_wrong_encodings_and_too_much_are_refused_and_a_byte_order_mark_is_not():
    [fault] = refused(lambda: decoded(GOOD.replace("Ours", "Ünser").encode("latin-1")))
    assert "UTF-8" in fault.said
    assert refused(lambda: decoded(GOOD.encode("utf-16")))
    assert refused(lambda: decoded(b"x" * (64 * 1024 + 1)))
    assert decoded(b"\xef\xbb\xbf" + GOOD.encode()) == GOOD
    assert refused(lambda: read("title: a\0b\ncompetencies: []"))


def test_the_file_that_comes_with_the_site_is_sound_names_every_domain_and_says_it_is_a_draft(dora):
    program = founded(dora).program
    file = read(text_of(program))
    assert frozenset().union(*(row.domains for row in file.rows)) == {domain.value for domain in Domain}
    assert "draft" in file.note.lower()
    assert competencies_of(program) == file


def test_nowhere_is_a_field_for_a_level():
    names = {name for made in (Evidence, EvidenceRow, EvidencePage) for name in made.__dataclass_fields__}
    assert not {name for name in names if "level" in name or "score" in name or "mean" in name}


@pytest.fixture
def cohort(dora):
    return cohort_of(dora)


@pytest.fixture
def client(dora):
    client = Client()
    client.force_login(dora)
    return client


def address(cohort, name="competencies"):
    return reverse(f"programs:{name}", args=[cohort.program_id])


def send(client, cohort, words):
    file = SimpleUploadedFile("ours.yaml", words if isinstance(words, bytes) else words.encode())
    return client.post(address(cohort), {"file": file})


def test_evidence_is_every_key_decision_that_counted_under_its_competencies(cohort, client):
    learner = User.objects.get(name="Learner 01")
    Program.objects.update(competencies=GOOD)
    cohort.program.refresh_from_db()
    page = evidence_page(cohort.program, learner, timezone.now())
    mine = known(cohort, learner)
    counted = [
        (one, key)
        for one in mine
        for key in own(one).parts()["key_decisions"]
        if key["reached"] and not key["left_out"]
    ]
    assert page.total == len(counted)
    asks = next(row for row in page.rows if row.label == "Asks first")
    of_it = [(one, key) for one, key in counted if one.document.slug == "made-1" and key["slug"] == "k-1"]
    firsts = {one.document_id: one for one in reversed(mine) if one.mode == "assessed"}
    assert asks.n == len(of_it)
    assert asks.first_n == sum(one in firsts.values() for one, _key in of_it)
    assert asks.practice_n == sum(one.mode == "practice" for one, _key in of_it)
    assert asks.n == asks.first_n + asks.later_n + asks.practice_n
    right = {str(one.pk): Fraction(key["credit"]) == 1 for one, key in of_it}
    assert {str(one.attempt_id): one.word.slug == "best" for one in asks.evidence} == right
    for one in asks.evidence:
        attempt = next(attempt for attempt, _key in of_it if attempt.pk == one.attempt_id)
        decided = [event for event in attempt.events.all()[1:] if event.kind == "decided"]
        assert one.at == next(event.at for event in decided if event.decided().step == one.step)
    html = text(client.get(reverse("programs:evidence", args=[cohort.program_id, learner.pk])))
    assert "No level stands here, and there is no field for one" in html
    trail = reverse("programs:trail", args=[cohort.program_id, learner.pk, asks.evidence[0].attempt_id])
    assert f"{trail}#step-{asks.evidence[0].step}" in html
    assert [(one.what, one.learner_id) for one in Viewing.objects.all()] == [("competencies", learner.pk)]


def test_of_many_decisions_the_newest_are_listed_and_all_of_a_competency_page_by_page(
    cohort, client, monkeypatch
):
    learner = User.objects.get(name="Learner 01")
    whole = evidence_page(cohort.program, learner, timezone.now())
    row = max(whole.rows, key=lambda one: one.n)
    monkeypatch.setattr("cases.programs.selectors.competency_evidence.LISTED_AT_MOST", 1)
    monkeypatch.setattr("cases.programs.selectors.competency_evidence.PAGE", row.n - 1)
    page = reverse("programs:evidence", args=[cohort.program_id, learner.pk])
    assert f'The newest 1 of {row.n}. <a href="?of={row.slug}"' in text(client.get(page))
    shown = []
    for number in (1, 2):
        answer = client.get(page, {"of": row.slug, "page": number})
        shown += answer.context["page"].listed
        assert text(answer).count("#step-") == len(answer.context["page"].listed)
    assert tuple(shown) == row.evidence
    assert {one.what for one in Viewing.objects.all()} == {"competencies"}
    for nonsense in ("nothing-of-it", "../", "'"):
        assert client.get(page, {"of": nonsense, "page": "x"}).context["page"].alone is None


def test_what_counts_for_none_of_them_can_be_asked_for_alone(cohort, client):
    Program.objects.update(competencies=GOOD)
    page = reverse("programs:evidence", args=[cohort.program_id, User.objects.get(name="Learner 01").pk])
    answer = client.get(page, {"of": "-"})
    assert answer.context["page"].listed == answer.context["page"].other.evidence != ()


def test_a_file_is_shown_first_and_replaces_the_one_before_it_once_confirmed(cohort, client):
    shown = send(client, cohort, GOOD)
    html = text(shown)
    assert "Nothing is replaced yet" in html
    assert "gone/k-1" in html
    assert "No longer there:" in html
    cohort.program.refresh_from_db()
    assert cohort.program.competencies == ""
    sent = {"text": GOOD.replace("\n", "\r\n"), "seen": shown.context["seen"]}
    assert client.post(address(cohort, "replace_competencies"), sent).status_code == 303
    cohort.program.refresh_from_db()
    assert cohort.program.competencies == GOOD
    assert client.get(address(cohort, "competency_file")).content.decode() == GOOD
    assert send(client, cohort, client.get(address(cohort, "competency_file")).content).status_code == 200


def test_the_sites_own_file_is_shown_first_and_holds_again_once_confirmed(cohort, client):
    again = "own file again"
    assert again not in text(client.get(address(cohort)))
    Program.objects.update(competencies=GOOD)
    assert again in text(client.get(address(cohort)))
    shown = client.get(address(cohort, "restore_competencies"))
    assert "No longer there:" in text(shown)
    assert Program.objects.get().competencies == GOOD
    assert client.post(address(cohort, "restore_competencies"), {}).status_code == 422
    sent = {"seen": shown.context["seen"]}
    answer = client.post(address(cohort, "restore_competencies"), sent, follow=True)
    assert "own file holds now" in text(answer)
    assert Program.objects.get().competencies == "", "no copy, so that it changes with the site"
    assert AuditEvent.objects.filter(verb="restored-competencies").count() == 1


def test_who_goes_back_too_late_is_told_and_writes_nothing(cohort, client):
    Program.objects.update(competencies=GOOD)
    seen, theirs = seen_of(Program.objects.get()), GOOD + "# theirs\n"
    Program.objects.update(competencies=theirs)
    answer = client.post(address(cohort, "restore_competencies"), {"seen": seen})
    assert answer.status_code == 409
    assert "Somebody else has replaced the file" in text(answer)
    assert Program.objects.get().competencies == theirs


def test_a_wrong_file_is_answered_with_its_lines_and_the_one_before_stays(cohort, client):
    Program.objects.update(competencies=GOOD)
    for words in changed("title: Ours", "title: 'Ours"), changed("toxicity-and-emergencies", "toxins"):
        answer = send(client, cohort, words)
        assert answer.status_code == 422
        assert "Line " in text(answer)
    seen = seen_of(Program.objects.get())
    again = {"text": changed("title: Ours\n", ""), "seen": seen}
    assert client.post(address(cohort, "replace_competencies"), again).status_code == 422
    assert Program.objects.get().competencies == GOOD


def test_who_was_slower_is_told_and_writes_nothing(cohort, client, dora):
    seen = seen_of(cohort.program)
    at = timezone.now()
    replace_competencies(program=cohort.program, text=GOOD, seen=seen, actor=dora, at=at)
    with pytest.raises(Refused):
        replace_competencies(program=cohort.program, text=GOOD + "# mine\n", seen=seen, actor=dora, at=at)
    answer = client.post(address(cohort, "replace_competencies"), {"text": GOOD + "# mine\n", "seen": seen})
    assert answer.status_code == 409
    assert Program.objects.get().competencies == GOOD


def test_words_of_a_file_are_shown_as_words(cohort, client):
    hostile = changed("Asks first", '"<script>alert(1)</script> {{ 7 }}"')
    html = text(send(client, cohort, hostile))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_coordinators_learners_and_other_directors_get_404(cohort, dora, otto, lena):
    appoint(program=cohort.program, person=otto, post=Post.COORDINATOR, actor=dora, at=timezone.now())
    founded(lena, UserFactory(), name="Program B")
    learner = User.objects.get(name="Learner 01")
    evidence = reverse("programs:evidence", args=[cohort.program_id, learner.pk])
    for person in (otto, lena, learner):
        other = Client()
        other.force_login(person)
        for one in (address(cohort), address(cohort, "competency_file"), evidence):
            assert other.get(one).status_code == 404
        assert send(other, cohort, GOOD).status_code == 404
        sent = {"text": GOOD, "seen": seen_of(cohort.program)}
        assert other.post(address(cohort, "replace_competencies"), sent).status_code == 404
        assert other.post(address(cohort, "restore_competencies"), sent).status_code == 404
    assert Program.objects.get(pk=cohort.program_id).competencies == ""
