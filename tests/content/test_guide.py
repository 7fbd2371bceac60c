"""The editors' guide says what the code does: its tables and figures are drawn from the rules themselves."""

import re

import pytest
from django.utils.html import escape

from content.editorial.public import IMPACT_DAYS, REASONS, RULES
from tests.site.test_admin import INLINE

pytestmark = pytest.mark.django_db

GUIDE = "/admin/guide/"


@pytest.fixture
def guide(client, rita):
    client.force_login(rita)

    def text():
        return client.get(GUIDE).content.decode()

    return text


def test_every_rule_of_the_check_stands_in_it_with_what_it_bars(guide):
    page = guide()
    for code, rule in RULES.items():
        row = re.search(rf"<code>{code}</code>.*?</tr>", page, re.DOTALL)
        if code.startswith("L"):
            assert not row, "library files are none of an editor's"
            continue
        assert escape(rule.about) in row[0]
        assert ("unless waived" in row[0]) is rule.waivable
        assert row[0].count("■") == [rule.submit, rule.approve].count("error")


def test_every_reason_that_bars_an_act_stands_in_it(guide):
    page = guide()
    assert len(REASONS) > 30
    for reason in REASONS:
        assert escape(str(reason.sentence)) in page, reason.code


def test_its_figures_are_those_of_the_settings(guide, settings):
    settings.REVIEW_DAYS, settings.STATEMENT_DAYS = 9, 1
    settings.APPROVALS = {"case": 3, "grade": 1}
    page = guide()
    assert "lapses after 9 days" in page
    assert "counts for 1 day." in page
    assert "needed for: cases (3)." in page
    settings.APPROVALS = {}
    assert "One approval is needed." in guide()
    for days in IMPACT_DAYS.values():
        assert f"within {days} days" in page


def test_every_entry_of_its_contents_leads_to_a_heading(guide):
    page = guide()
    anchors = re.findall(
        r'href="#(\w+)"', page.split('<nav aria-label="In this guide"')[1].split("</nav>")[0]
    )
    assert len(anchors) == 9
    for anchor in anchors:
        assert f'<h2 id="{anchor}">' in page


def test_the_admin_leads_to_it_and_it_needs_nothing_inline(guide, client):
    assert f'href="{GUIDE}"' in client.get("/admin/").content.decode()
    assert not INLINE.findall(guide())
