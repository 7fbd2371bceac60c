"""A guest passes the sample by an ordinary link, with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import enter


@pytest.mark.parametrize("javascript", [True, False])
def test_a_guest_skips_the_sample_by_keyboard_and_is_not_offered_it_again(visit, site, javascript):
    page = visit("/", javascript=javascript)
    offer = page.locator("#sample")
    expect(offer).to_be_visible()
    enter(page, offer.get_by_role("link", name="Skip it"))
    assert page.url == f"{site.url}/"
    expect(offer).to_have_count(0)
    page.reload()
    expect(offer).to_have_count(0)
    assert {cookie["name"] for cookie in page.context.cookies()} == {"sample_skipped"}
