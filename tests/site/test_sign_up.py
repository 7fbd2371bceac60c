"""Making an account: what is asked, what is refused, and the way from the form to the first sign-in."""

import re

import pytest
from django.core import mail

from npcsite.accounts.models import User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

FORM = {
    "email": "Lena@Example.org",
    "name": "Lena",
    "audience": "student",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


def sign_up(client, **changes):
    return client.post("/accounts/signup/", FORM | changes)


def test_sign_up_confirmation_and_sign_in_lead_home(client):
    assert sign_up(client).status_code == 302
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", mail.outbox[0].body)[1]
    assert "Is <strong>lena@example.org</strong> yours?" in client.get(link).content.decode()
    assert client.post(link).status_code == 302
    answer = client.post("/accounts/login/", {"login": "LENA@example.org", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_an_account_keeps_name_audience_and_the_address_in_lower_case(client):
    sign_up(client)
    lena = User.objects.get()
    assert (lena.email, lena.name, lena.audience) == ("lena@example.org", "Lena", "student")
    assert not lena.is_staff
    assert not lena.is_simulated


def test_an_unconfirmed_address_cannot_sign_in(client):
    sign_up(client)
    answer = client.post("/accounts/login/", {"login": "lena@example.org", "password": PASSWORD})
    assert answer["Location"] == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["Le\x00na", "Le\tna", "Le\r\nna", "Le\x1bna", "Le\x85na"])
def test_a_name_with_a_control_character_is_refused_with_a_field_error(client, name):
    answer = sign_up(client, name=name)
    assert answer.status_code == 200
    assert "id_name_error" in answer.content.decode()
    assert not User.objects.exists()


def test_a_refused_form_says_so_above_and_at_each_field(client):
    page = sign_up(client, audience="", password2="something else").content.decode()
    assert 'class="error-summary" role="alert"' in page
    assert 'href="#id_audience_0"' in page
    assert 'id="id_password2_error"' in page
    assert 'aria-invalid="true"' in page


def test_a_known_address_gets_the_same_answer_and_a_mail_of_its_own(client):
    UserFactory(email="lena@example.org")
    taken, free = sign_up(client), sign_up(client, email="somebody.new@example.org")
    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    assert "It has one already" in mail.outbox[0].body
    assert User.objects.count() == 2


def test_mail_is_signed_with_the_name_of_the_site(client):
    sign_up(client)
    assert mail.outbox[0].subject == "Confirm your address"
    assert "NPC Casebook" in mail.outbox[0].body
    assert "testserver!" not in mail.outbox[0].body


def test_a_forgotten_password_is_replaced_through_the_mail(client, lena):
    client.post("/accounts/password/reset/", {"email": lena.email})
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True).redirect_chain[-1][0]
    answer = client.post(form, {"password1": "quite another secret", "password2": "quite another secret"})
    assert answer["Location"] == "/accounts/password/reset/key/done/"
    lena.refresh_from_db()
    assert lena.check_password("quite another secret")
    assert "no longer works" in client.get(link, follow=True).content.decode()
