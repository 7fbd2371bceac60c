"""The second factor: setting it up, signing in with it, guessing it, losing the phone."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from tests.accounts.codes import CODE, LOGIN, SET_UP, give_factor, recovery_codes, sign_in, who
from tests.phone import code_for, wrong_code
from tests.site.test_admin import INLINE

pytestmark = pytest.mark.django_db


def test_it_is_set_up_by_scanning_a_square_and_giving_the_code(client, eddie):
    sign_in(client, eddie)
    page = client.get(SET_UP)
    secret = page.context["form"].secret
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert secret in page.content.decode()
    before = client.session.session_key
    answer = client.post(SET_UP, {"code": code_for(secret)})
    assert answer["Location"] == "/accounts/second-factor/recovery-codes/"
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    page = client.get(answer["Location"]).content.decode()
    assert all(code in page for code in recovery_codes(eddie))
    assert len(recovery_codes(eddie)) == 10


def test_a_wrong_code_sets_nothing_up(client, eddie):
    sign_in(client, eddie)
    secret = client.get(SET_UP).context["form"].secret
    page = client.post(SET_UP, {"code": wrong_code(secret)}).content.decode()
    assert "id_code_error" in page
    assert not Authenticator.objects.exists()


def test_nobody_is_signed_in_before_the_code(client, eddie):
    secret = give_factor(eddie)
    assert sign_in(client, eddie)["Location"] == CODE
    assert who(client) is None
    assert client.get("/accounts/")["Location"].startswith(LOGIN)
    assert client.post(CODE, {"code": wrong_code(secret)}).status_code == 200
    assert who(client) is None
    assert client.post(CODE, {"code": code_for(secret)})["Location"] == "/"
    assert who(client) == str(eddie.pk)


def test_the_session_id_changes_once_the_code_is_right(client, eddie):
    secret = give_factor(eddie)
    sign_in(client, eddie)
    before = client.session.session_key
    client.post(CODE, {"code": code_for(secret)})
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_a_code_that_was_read_over_the_shoulder_is_used_up(client, eddie):
    secret = give_factor(eddie)
    code = code_for(secret)
    sign_in(client, eddie)
    assert client.post(CODE, {"code": code}).status_code == 302
    second = Client()
    sign_in(second, eddie)
    assert second.post(CODE, {"code": code}).status_code == 200
    assert who(second) is None


def test_a_recovery_code_signs_in_once(client, eddie):
    give_factor(eddie)
    code = recovery_codes(eddie)[0]
    sign_in(client, eddie)
    assert client.post(CODE, {"code": code}).status_code == 302
    second = Client()
    sign_in(second, eddie)
    assert second.post(CODE, {"code": code}).status_code == 200
    assert who(second) is None


def test_five_wrong_codes_stop_the_guessing_from_wherever_it_comes(eddie):
    secret = give_factor(eddie)
    for number in range(5):
        guesser = Client(REMOTE_ADDR=f"192.0.2.{number}")
        sign_in(guesser, eddie)
        page = guesser.post(CODE, {"code": wrong_code(secret)})
        assert "Incorrect code" in page.content.decode()
    late = Client(REMOTE_ADDR="192.0.2.99")
    sign_in(late, eddie)
    assert "Too many" in late.post(CODE, {"code": code_for(secret)}).content.decode()
    assert who(late) is None


def test_a_right_code_forgets_the_wrong_ones(eddie):
    secret = give_factor(eddie)
    client = Client()
    sign_in(client, eddie)
    for _ in range(4):
        client.post(CODE, {"code": wrong_code(secret)})
    assert client.post(CODE, {"code": code_for(secret)}).status_code == 302
    again = Client()
    sign_in(again, eddie)
    assert "Incorrect code" in again.post(CODE, {"code": wrong_code(secret)}).content.decode()


def test_known_and_unknown_people_get_the_same_answer_before_the_password_is_right(eddie):
    """Whether somebody has a second factor is told to nobody who does not know the password."""
    give_factor(eddie)
    known, unknown = (
        Client().post(LOGIN, {"login": email, "password": "wrong"})
        for email in (eddie.email, "nobody@example.org")
    )
    assert known.status_code == unknown.status_code == 200
    assert known.content.replace(b"eddie@", b"").count(b"factor") == unknown.content.count(b"factor") == 0


def test_a_new_password_by_mail_does_not_replace_the_code(client, eddie):
    give_factor(eddie)
    client.post("/accounts/password/reset/", {"email": eddie.email})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "quite another secret", "password2": "quite another secret"})
    assert who(client) is None
    answer = client.post(LOGIN, {"login": eddie.email, "password": "quite another secret"})
    assert answer["Location"] == CODE


def test_removing_it_takes_the_recovery_codes_along(client, eddie):
    secret = give_factor(eddie)
    sign_in(client, eddie, secret=secret)
    assert client.post("/accounts/second-factor/totp/deactivate/")["Location"] == "/accounts/second-factor/"
    assert not Authenticator.objects.exists()
    told = mail.outbox[-1]
    assert told.to == [eddie.email]
    assert told.subject == "The second factor was removed"
    assert "NPC Casebook" in told.body


def test_with_a_second_factor_an_address_can_still_be_added(client, eddie):
    secret = give_factor(eddie)
    sign_in(client, eddie, secret=secret)
    client.post("/accounts/email/", {"action_add": "", "email": "eddie.two@example.org"})
    assert eddie.emailaddress_set.filter(email="eddie.two@example.org").exists()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "totp/activate/",
        "totp/deactivate/",
        "recovery-codes/",
        "recovery-codes/generate/",
        "reauthenticate/",
    ],
)
def test_its_pages_are_ours_and_need_nothing_inline(client, eddie, settings, path):
    secret = give_factor(eddie)
    sign_in(client, eddie, secret=secret)
    answer = client.get(f"/accounts/second-factor/{path}", follow=True)
    assert 'class="masthead"' in answer.content.decode()
    assert not INLINE.findall(answer.content.decode())
    ours = str(settings.BASE_DIR / "templates")
    pages = [template for template in answer.templates if not template.name.startswith("django/forms/")]
    assert all(template.origin.name.startswith(ours) for template in pages)


def test_the_recovery_codes_can_be_downloaded(client, eddie):
    secret = give_factor(eddie)
    sign_in(client, eddie, secret=secret)
    file = client.get("/accounts/second-factor/recovery-codes/download/")
    assert file["Content-Type"].startswith("text/plain")
    assert all(code in file.content.decode() for code in recovery_codes(eddie))
