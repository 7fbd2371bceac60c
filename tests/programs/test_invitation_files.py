"""Inviting from a file: read and shown row by row, then confirmed; everything valid at once, or nothing."""

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.programs.forms.inviting import CARRIED_FOR, MOST_BYTES
from cases.programs.models import Invitation
from cases.programs.selectors.invitees import ROWS_AT_MOST, Fate, looked_up, planned
from cases.programs.services.founding import archive_cohort
from cases.programs.services.inviting import invite
from content.editorial.models import AuditEvent
from npcsite.lib.read_sheets import Unreadable, read_sheet
from tests.cases.players import hidden, text
from tests.programs.founding import filled, founded
from tests.programs.inviting import invited, read

pytestmark = pytest.mark.django_db

TWO = "email,name\na@example.org,Ann\nb@example.org,Ben\n"


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def cohort(dora, lena):
    return founded(dora, lena)


@pytest.fixture
def director(cohort, dora):
    return browser(dora)


def of(name, cohort):
    return reverse(f"programs:{name}", args=[cohort.program_id, cohort.pk])


def sent(client, cohort, content, **more):
    data = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("people.csv", data, content_type="text/csv")
    return client.post(of("invite_file", cohort), {"file": file, "days": 14, **more})


def confirmed(client, cohort, shown):
    return client.post(of("confirm_file", cohort), {"carried": hidden(text(shown), "carried")}, follow=True)


@pytest.mark.parametrize(
    ("codec", "called"), [("utf-8", "UTF-8"), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16")]
)
def test_names_survive_each_encoding_and_the_page_says_which_it_was(director, cohort, codec, called):
    shown = text(sent(director, cohort, "a@example.org;Zoë Müller".encode(codec)))
    assert "Zoë Müller" in shown
    assert f"read as {called}:" in shown


def test_chinese_names_survive(director, cohort):
    shown = sent(director, cohort, "a@example.org,陳大文".encode("utf-8-sig"))
    confirmed(director, cohort, shown)
    assert Invitation.objects.get().name == "陳大文"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\n \n,,\n", "The file is empty."),
        (b"PK\x03\x04 a workbook", "a workbook, not a text"),
        (b"\xd0\xcf\x11\xe0 an old one", "a workbook, not a text"),
        (b"a@example.org\0,Ann\n", "holds NUL bytes"),
        (b"\xff\xfe" + "a@example.org\0".encode("utf-16-le"), "NUL characters"),
        (b"\xff\xfea", "encoding of the file cannot be told"),
        (b"\xff\xfe\0\0" + "a@example.org".encode("utf-32-le"), "encoding of the file cannot be told"),
        (b"a@example.org,\x81\x8d", "encoding of the file cannot be told"),
        (b'a@example.org,Ann\nb@example.org,"Ben\n', "opens on line 2 is never closed"),
        (b"name,year\nAnn,1\n", "No column is called"),
        (b"x" * (MOST_BYTES + 1), "larger than 1 MB"),
        (b"a@example.org\n" * (ROWS_AT_MOST + 1), "has 2001 rows, at most 2000 are read"),
        (b"a\n" * 10_001, "has 10001 lines"),
    ],
)
def test_what_cannot_be_read_is_refused_with_how_to_save_it(director, cohort, content, says):
    answer = sent(director, cohort, content)
    assert (answer.status_code, says in text(answer)) == (422, True), text(answer).split("<main")[1]
    assert not Invitation.objects.exists()


def test_refusals_about_the_encoding_say_how_to_save_it():
    with pytest.raises(Unreadable, match="CSV UTF-8"):
        read_sheet(b"a\0b", most_lines=1)


MIXED = """email,name
new@example.org,New
lena@example.org,Member
invited@example.org,Invited
NEW@example.org,Again
not an address,X
,Nobody
{long}@example.org,X
a@example.org,{long}
b@example.org,=HYPERLINK("x")
+c@example.org,X
d@example.org,"two
lines"
@e@example.org,X
＝f@example.org,X
"""
FATES = [
    (2, Fate.NEW),
    (3, Fate.MEMBER),
    (4, Fate.INVITED),
    (5, Fate.DUPLICATE),
    (6, Fate.MALFORMED),
    (7, Fate.NO_ADDRESS),
    (8, Fate.TOO_LONG),
    (9, Fate.TOO_LONG),
    (10, Fate.FORMULA),
    (11, Fate.FORMULA),
    (12, Fate.CONTROL),
    (14, Fate.FORMULA),
    (15, Fate.FORMULA),
]


def test_the_dry_run_tells_row_by_row_what_would_happen_and_writes_nothing(director, cohort, dora):
    invited(cohort, "invited@example.org", actor=dora)
    content = MIXED.replace("{long}", "x" * 300).replace('=HYPERLINK("x")', "=HYPERLINK(1)")
    rows = looked_up(cohort, read(content), timezone.now())
    assert [(row.line, row.fate) for row in rows] == FATES
    assert {group.fate for group in planned("UTF-8", rows).groups} == set(Fate)
    shown = text(sent(director, cohort, content))
    assert "1 of 13 rows would be invited into 2026." in shown
    assert '<li value="12">' in shown
    assert (Invitation.objects.count(), len(mail.outbox)) == (1, 1)


def test_confirming_invites_and_mails_exactly_those_that_were_shown_as_new(director, cohort, dora):
    content = MIXED.replace("{long}", "x" * 300).replace('=HYPERLINK("x")', "=HYPERLINK(1)")
    shown = sent(director, cohort, content + "last@example.org,Last\n")
    answer = confirmed(director, cohort, shown)
    wanted = ["invited@example.org", "last@example.org", "new@example.org"]
    assert sorted(Invitation.objects.values_list("email", flat=True)) == wanted
    assert sorted(message.to[0] for message in mail.outbox) == wanted
    assert "3 people are invited." in text(answer)
    assert AuditEvent.objects.filter(verb="invited").count() == 1


def test_confirming_twice_invites_once(director, cohort):
    shown = sent(director, cohort, TWO)
    confirmed(director, cohort, shown)
    assert "Nobody new is invited" in text(confirmed(director, cohort, shown))
    assert (Invitation.objects.count(), len(mail.outbox)) == (2, 2)


def test_who_was_invited_between_the_two_pages_is_passed_over(director, cohort, dora):
    shown = sent(director, cohort, TWO)
    invited(cohort, "a@example.org", actor=dora)
    assert "1 person is invited." in text(confirmed(director, cohort, shown))
    assert (Invitation.objects.count(), len(mail.outbox)) == (2, 2)


def test_a_file_without_anybody_new_offers_nothing_to_confirm(director, cohort):
    shown = text(sent(director, cohort, "lena@example.org\nnonsense\n"))
    assert "Nobody in it would be invited." in shown
    assert "carried" not in shown


def test_what_was_shown_cannot_be_changed_or_used_elsewhere_or_by_somebody_else(director, cohort, dora, ravi):
    carried = hidden(text(sent(director, cohort, TWO)), "carried")
    other = filled(cohort.program, name="2027")
    theirs = founded(ravi, name="Program B")
    tried = (
        (director, cohort, carried[:-1]),
        (director, cohort, ""),
        (director, other, carried),
        (browser(ravi), theirs, carried),
    )
    for client, where, value in tried:
        assert client.post(of("confirm_file", where), {"carried": value}).status_code == 422
    assert not Invitation.objects.exists()


def test_what_was_read_long_ago_is_chosen_again(director, cohort, monkeypatch):
    carried = hidden(text(sent(director, cohort, TWO)), "carried")
    monkeypatch.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() + CARRIED_FOR + 1)
    answer = director.post(of("confirm_file", cohort), {"carried": carried})
    assert (answer.status_code, "Choose the file again" in text(answer)) == (422, True)


def test_a_cohort_archived_between_the_two_pages_gets_nobody(director, cohort, dora):
    shown = sent(director, cohort, TWO)
    archive_cohort(cohort=cohort, actor=dora, at=timezone.now())
    assert "is archived" in text(confirmed(director, cohort, shown))
    assert not Invitation.objects.exists()


def test_files_one_after_the_other_are_slowed_down(director, cohort, settings):
    settings.ACCOUNT_RATE_LIMITS = {"invite_file": "1/h/user"}
    for content, status in (("a@example.org", 200), ("b@example.org", 429)):
        assert confirmed(director, cohort, sent(director, cohort, content)).status_code == status
    assert Invitation.objects.get().email == "a@example.org"


def test_a_failure_half_way_writes_nothing(cohort, dora, monkeypatch):
    rows = read("\n".join(f"p{n}@example.org" for n in range(500)))
    made = Invitation.objects.bulk_create

    def fails_after(*args, **more):
        made(*args, **more)
        raise RuntimeError

    monkeypatch.setattr(type(Invitation.objects), "bulk_create", lambda _self, *a, **m: fails_after(*a, **m))
    with pytest.raises(RuntimeError):
        invite(cohort=cohort, rows=rows, days=14, actor=dora, at=timezone.now())
    assert not Invitation.objects.exists()
    assert not AuditEvent.objects.filter(verb="invited").exists()


def statements(client, cohort, count):
    """Of the dry run and of confirming; insertions apart, which SQLite is given in parts of its own limit."""
    content = "\n".join(f"n{count}-{n}@example.org,Person {n}" for n in range(count))
    with CaptureQueriesContext(
        connection,
    ) as dry:
        shown = sent(client, cohort, content)
    with CaptureQueriesContext(connection) as real:
        client.post(of("confirm_file", cohort), {"carried": hidden(text(shown), "carried")})
    inserts = [one for one in real.captured_queries if 'INSERT INTO "programs_invitation"' in one["sql"]]
    return len(dry), len(real) - len(inserts), len(inserts)


def test_two_thousand_rows_cost_as_many_statements_as_two(director, cohort):
    director.get(of("invite_file", cohort))
    few, many = statements(director, cohort, 2), statements(director, cohort, ROWS_AT_MOST)
    assert many[:2] == few[:2]
    assert few[2] == 1
    assert many[2] == 1 or connection.vendor == "sqlite"
    assert Invitation.objects.count() == ROWS_AT_MOST + 2


def test_many_rows_fit_on_one_page(director, cohort):
    content = "\n".join(f"resident.number{n}@hospital.example.org,Resident {n}" for n in range(ROWS_AT_MOST))
    assert len(sent(director, cohort, content).content) < 300_000


def test_a_longer_file_than_is_read_as_a_form_field_can_be_confirmed(director, cohort, settings):
    """Two thousand rows of long, irregular names come back in a form field, which Django limits."""
    words = [f"{n * 7919 % 100003}陳大文王小明".ljust(100, "李") for n in range(ROWS_AT_MOST)]
    shown = sent(director, cohort, "\n".join(f"p{n}@example.org,{word}" for n, word in enumerate(words)))
    assert shown.status_code == 200
    assert f"{ROWS_AT_MOST} people are invited." in text(confirmed(director, cohort, shown))
