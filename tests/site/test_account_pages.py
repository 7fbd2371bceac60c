"""Every page allauth can show stands in the site's own looks."""

import pytest
from django.template.loader import get_template
from django.urls import get_resolver, reverse

from tests.accounts.codes import give_factor, sign_in
from tests.site.test_admin import INLINE

pytestmark = pytest.mark.django_db

ADDRESSES = sorted(
    name
    for name in get_resolver().reverse_dict
    if isinstance(name, str) and name.startswith(("account", "mfa_", "usersessions_"))
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
    ["account/account_inactive", "account/email", "account/email_confirm", "account/login", "account/logout",
     "account/password_change", "account/password_reset", "account/password_reset_done",
     "account/password_reset_from_key", "account/password_reset_from_key_done", "account/password_set",
     "account/reauthenticate", "account/signup", "account/signup_closed", "account/verification_sent",
     "account/verified_email_required", "mfa/authenticate", "mfa/index", "mfa/reauthenticate",
     "mfa/totp/activate_form", "mfa/totp/deactivate_form", "mfa/recovery_codes/index", "mfa/recovery_codes/generate",
     "usersessions/usersession_list"],
)  # fmt: skip
def test_the_template_is_found_in_our_folder_first(template, settings):
    origin = get_template(f"{template}.html").origin.name
    assert origin.startswith(str(settings.BASE_DIR / "templates"))


def test_an_address_can_be_added_and_the_only_one_not_removed(client, lena):
    sign_in(client, lena)
    page = client.post("/accounts/email/", {"action_add": "", "email": "lena.two@example.org"}, follow=True)
    assert "lena.two@example.org" in page.content.decode()
    assert "not confirmed" in page.content.decode()
    client.post("/accounts/email/", {"action_remove": "", "email": lena.email})
    lena.refresh_from_db()
    assert lena.emailaddress_set.filter(email=lena.email).exists()


def test_of_a_single_address_nothing_is_asked(client, lena):
    client.force_login(lena)
    page = client.get("/accounts/email/").content.decode()
    assert 'name="action_add"' in page
    assert 'name="action_remove"' not in page


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


def test_the_overview_leads_to_every_part_of_the_account(client, eddie):
    client.force_login(eddie)
    page = client.get("/accounts/").content.decode()
    for name in (
        "account_profile",
        "account_email",
        "account_change_password",
        "mfa_activate_totp",
        "usersessions_list",
    ):
        assert f'href="{reverse(name)}"' in page
    assert "Editor" in page
    give_factor(eddie)
    page = client.get("/accounts/").content.decode()
    assert f'href="{reverse("mfa_view_recovery_codes")}"' in page
    assert "10 codes left" in page


def test_name_and_audience_are_changed_by_the_person(client, lena):
    client.force_login(lena)
    form = {"name": "Lena <b>Long</b>", "audience": "resident"}
    page = client.post("/accounts/profile/", form, follow=True).content.decode()
    assert "Lena &lt;b&gt;Long&lt;/b&gt; · Resident" in page
    lena.refresh_from_db()
    assert (lena.name, lena.audience) == ("Lena <b>Long</b>", "resident")


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "Le\x00na"}, {"audience": "dean"}, {"name": "x" * 121}]
)
def test_a_name_or_audience_that_is_none_is_refused(client, lena, wrong):
    client.force_login(lena)
    answer = client.post("/accounts/profile/", {"name": "Lena", "audience": "resident"} | wrong)
    assert answer.status_code == 200
    assert f"id_{next(iter(wrong))}_error" in answer.content.decode()
    lena.refresh_from_db()
    assert (lena.name, lena.audience) == ("Lena", "student")
