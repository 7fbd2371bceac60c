"""A time limit in a real browser: told without scripts, counted on with them, warned of politely, and its end."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_assessed import go_on_to_a_question, sound
from tests.past import begin_timed


@pytest.mark.parametrize(
    ("javascript", "width", "slug"), [(True, 320, "io-naive-second-line"), (False, 1280, "fever-on-day-12")]
)
def test_the_time_left_and_its_end(site, visit, javascript, width, slug):
    late = begin_timed(site.data, slug=slug, who="lena.learner", ago=21)
    page = visit(late, javascript=javascript, width=width, person="lena.learner")
    expect(page.locator("h1")).to_have_text("The time is up")
    sound(page, javascript=javascript)
    page.get_by_role("button", name="Close the attempt").click()
    page.wait_for_url("**/debrief/")
    expect(page.locator("main")).to_contain_text("The time of this attempt ran out.")
    expect(page.locator(".result")).not_to_contain_text("Safe")
    sound(page, javascript=javascript)
    page.goto(begin_timed(site.data, slug=slug, who="lena.learner", ago=2))
    expect(page.locator("[data-clock]")).to_contain_text(
        re.compile(r"1[78] minutes left ·\s+ends (at|on) .* UTC")
    )
    sound(page, javascript=javascript)
    go_on_to_a_question(page)
    expect(page.locator("[data-clock]")).to_contain_text("minutes left")
    page.locator("summary", has_text="Leave or give up").click()
    page.get_by_role("button", name="Give up this attempt").click()


def test_it_counts_on_and_warns_once_at_five_minutes_and_at_one(site, visit):
    page = visit("/", person="lena.learner")
    page.clock.install()
    page.goto(begin_timed(site.data, slug="progression-on-pd1", who="lena.learner", ago=10))
    told = page.locator("body > .vh[role=status]")
    expect(page.locator("[data-left]")).to_have_text("10 minutes left")
    expect(told.filter(has_text="left")).to_have_count(0)
    page.clock.fast_forward("05:01")
    expect(page.locator("[data-left]")).to_have_text("5 minutes left")
    expect(told.filter(has_text="5 minutes left")).to_have_count(1)
    expect(page.locator(".clock.soon")).to_have_count(1)
    page.clock.fast_forward("03:20")
    page.clock.run_for("01:00")
    expect(told.filter(has_text="1 minute left")).to_have_count(1)
    page.clock.fast_forward("02:00")
    expect(page.locator("[data-left]")).to_contain_text("the time is up")
    expect(told.filter(has_text="the time is up")).to_have_count(1)
