"""Every page allauth can show stands in the site's own looks."""

import pytest
from django.template.loader import get_template
from django.urls import get_resolver, reverse

from tests.site.test_admin import INLINE

pytestmark = pytest.mark.django_db

ADDRESSES = sorted(
    name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith("account_")
)
WITH_ARGUMENTS = {
    "account_confirm_email": ["no-such-key"],
    "account_reset_password_from_key": ["1-bad", "key"],
}


def visit(client, name):
    arguments = WITH_ARGUMENTS.get(name, [])
    if name == "account_reset_password_from_key":
        return client.get("/accounts/password/reset/key/1-bad-key/", follow=True)
    return client.get(reverse(name, args=arguments), follow=True)


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("signed_in", [False, True], ids=["guest", "signed in"])
def test_the_page_is_ours(client, lena, name, signed_in):
    if signed_in:
        client.force_login(lena)
    answer = visit(client, name)
    page = answer.content.decode()
    assert answer.status_code in {200, 404}
    assert 'class="masthead"' in page
    assert not INLINE.findall(page)


@pytest.mark.parametrize(
    "template",
    ["account_inactive", "email", "email_confirm", "login", "logout", "password_change", "password_reset",
     "password_reset_done", "password_reset_from_key", "password_reset_from_key_done", "password_set",
     "reauthenticate", "signup", "signup_closed", "verification_sent", "verified_email_required"],
)  # fmt: skip
def test_the_template_is_found_in_our_folder_first(template, settings):
    origin = get_template(f"account/{template}.html").origin.name
    assert origin.startswith(str(settings.BASE_DIR / "templates"))


def test_an_address_can_be_added_and_the_only_one_not_removed(client, lena):
    client.force_login(lena)
    page = client.post("/accounts/email/", {"action_add": "", "email": "lena.two@example.org"}, follow=True)
    assert "lena.two@example.org" in page.content.decode()
    assert "not confirmed" in page.content.decode()
    client.post("/accounts/email/", {"action_remove": "", "email": lena.email})
    lena.refresh_from_db()
    assert lena.emailaddress_set.filter(email=lena.email).exists()


def test_a_password_is_changed_with_the_old_one(client, lena):
    client.force_login(lena)
    form = {"oldpassword": "wrong", "password1": "quite another secret", "password2": "quite another secret"}
    assert "id_oldpassword_error" in client.post("/accounts/password/change/", form).content.decode()
    assert (
        client.post("/accounts/password/change/", form | {"oldpassword": "a long enough secret"}).status_code
        == 302
    )
    lena.refresh_from_db()
    assert lena.check_password("quite another secret")
