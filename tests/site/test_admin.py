"""The admin under the site's policy: nothing inline, and the person's own words are not staff's to change."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.messages import constants as message_levels
from django.contrib.staticfiles import finders
from django.urls import reverse

pytestmark = pytest.mark.django_db

INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)(?![^>]*application/json)|javascript:", re.IGNORECASE
)


PAGES = [
    f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    for model in admin.site._registry
    for page in ("changelist", "add")
]


@pytest.mark.parametrize("name", PAGES)
def test_no_admin_page_needs_what_the_policy_refuses(client, sam, name):
    client.force_login(sam)
    answer = client.get(reverse(name))
    if answer.status_code == 403:
        audit = name == "admin:editorial_auditevent_changelist"
        assert audit or name.endswith("_add"), "any list but the chief editors' may be read by the superuser"
        return
    assert not INLINE.findall(answer.content.decode())


def test_nobody_makes_a_person_by_hand(client, sam):
    client.force_login(sam)
    assert client.get(reverse("admin:accounts_user_add")).status_code == 403


def test_the_front_page_of_the_admin_carries_the_name_of_the_site(client, sam):
    client.force_login(sam)
    page = client.get("/admin/").content.decode()
    assert "NPC Casebook" in page
    assert not INLINE.findall(page)


def test_a_refusal_does_not_look_like_a_success():
    """The stock sheet knows no names but its own, and shows any other as done."""
    sheet = Path(finders.find("npcsite/css/admin.css")).read_text(encoding="utf-8")
    for level in (message_levels.WARNING, message_levels.ERROR):
        assert f"ul.messagelist li.{settings.MESSAGE_TAGS[level]} {{" in sheet


@pytest.mark.parametrize(
    "address", ["/", "/admin/", "/admin/accounts/user/", "/admin/statement/", "/no-such-page/"]
)
def test_every_page_names_the_sites_icon_and_it_is_there(client, chloe, address):
    client.force_login(chloe)
    page = client.get(address).content.decode()
    (icon,) = re.findall(r'<link rel="icon" type="image/svg\+xml" href="/static/([^"]+)">', page)
    assert "<svg " in Path(finders.find(icon)).read_text(encoding="utf-8")
