"""The second factor as a person meets it: by keyboard, on a phone, in the dark."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations
from tests.phone import code_for

WHO = "ravi.reviewer"


def set_up(page: Page) -> str:
    page.goto("/accounts/")
    page.get_by_role("link", name="Set it up").press("Enter")
    secret = page.locator(".secret").text_content()
    page.get_by_label("Authenticator code").focus()
    page.keyboard.type(code_for(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    return secret


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_set_up_sign_in_with_it_and_remove_it_by_keyboard(visit, site, scheme, width):
    page = visit("/", person=WHO, scheme=scheme, width=width)
    secret = set_up(page)
    codes = page.locator(".codes code").all_text_contents()
    assert len(codes) == 10
    for path in ("", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/", "reauthenticate/"):
        page.goto(f"/accounts/second-factor/{path}")
        assert violations(page) == [], path
        assert not is_wider_than_the_screen(page), path
    again = visit("/accounts/login/", scheme=scheme, width=width)
    again.get_by_label("Email").fill(f"{WHO}@example.org")
    again.get_by_label("Password", exact=True).fill(site.passwords[WHO])
    again.keyboard.press("Enter")
    again.wait_for_url("**/second-factor/authenticate/")
    assert violations(again) == []
    again.get_by_label("Code").fill("12")
    again.keyboard.press("Enter")
    expect(again.locator(".error-summary")).to_be_focused()
    again.get_by_label("Code").fill(codes[0])
    again.keyboard.press("Enter")
    again.wait_for_url(f"{site.url}/")
    page.goto("/accounts/second-factor/totp/deactivate/")
    page.get_by_role("button", name="Remove it").press("Enter")
    expect(page.get_by_text(re.compile("not set up"))).to_be_visible()
    assert secret


def test_the_square_can_be_read_in_the_dark(visit):
    page = visit("/accounts/second-factor/totp/activate/", person="lena.learner", scheme="dark")
    square = page.locator(".qr")
    assert square.evaluate("image => image.naturalWidth") > 0
    assert square.evaluate("image => getComputedStyle(image).backgroundColor") == "rgb(255, 255, 255)"
