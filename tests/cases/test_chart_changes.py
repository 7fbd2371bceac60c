"""What changed since the last visit, and the reference ranges: told from what is known, never from what lies ahead."""

import re

import pytest
from django.test import Client

from tests.cases.players import Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import HIDDEN_VALUE, story, word

pytestmark = pytest.mark.django_db


@pytest.fixture
def player(db) -> Player:
    """A guest at the menu of a story whose platelets fall from q-1 to q-2, with a range for creatinine at q-3."""
    made = story(slug="moving")
    platelets = {"kind": "investigation", "label": "Platelets", "unit": "×10⁹/L", "low": "150", "high": "400"}
    made["findings"] += [
        {"slug": "plt-first", "value": "214", "series": "platelets", **platelets},
        {"slug": "plt-later", "value": "68", "series": "platelets", **platelets},
        {
            "slug": "crea",
            "kind": "investigation",
            "label": "Creatinine",
            "value": "94",
            "unit": "µmol/L",
            "high": "105",
        },
    ]
    steps = {step["slug"]: step for step in made["steps"]}
    steps["q-1"]["reveals"] = ["plt-first"]
    steps["q-2"]["reveals"] = ["load", "plt-later"]
    steps["q-3"]["reveals"] = ["load", "crea"]
    publish_story(made)
    player = Player(Client()).start("moving")
    player.decide()
    return player


def changes(player: Player) -> list[str]:
    """The lines of the summary, without their markup."""
    html = text(player.look())
    if 'class="changes"' not in html:
        return []
    part = html[html.index('class="changes"') :]
    lines = re.findall(r'<li class="new">(.*?)</li>', part[: part.index("</section>")], re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in lines]


def ranges(html: str) -> str:
    return html[html.index('id="ranges"') : html.index("</table>", html.index('id="ranges"'))]


def test_the_first_page_says_nothing_of_changes(db):
    publish_story()
    assert changes(Player(Client()).start()) == []


def test_what_is_new_stands_beside_what_it_was_before(player):
    player.decide("a", "e")
    assert sorted(changes(player)) == sorted(
        [
            "Pain 3 (before: 4)",
            word("finding-1", "label"),
            f"Viral load {HIDDEN_VALUE - 20000:,} copies/mL",
            "Platelets 68 ×10⁹/L low (before: 214 ×10⁹/L)",
        ]
    )


def test_a_measurement_that_is_repeated_is_compared_with_the_last_one(player):
    player.decide("a", "e")
    player.decide("a")
    told = changes(player)
    assert (
        f"Viral load {HIDDEN_VALUE - 40000:,} copies/mL (before: {HIDDEN_VALUE - 20000:,} copies/mL)" in told
    )
    assert not any(line.startswith("Platelets") for line in told)


def test_every_new_finding_has_its_dot_and_is_announced(player):
    player.decide("a", "e")
    html = text(player.look())
    assert html.count("New:") >= 2
    news = html[html.index("data-news") :]
    assert "Platelets" in news[: news.index("</p>")]


def test_the_panel_lists_each_test_once_with_its_range(player):
    player.decide("a", "e")
    panel = ranges(text(player.look()))
    assert panel.count("Platelets") == 1
    assert "150–400 ×10⁹/L" in panel


def test_a_range_that_lies_ahead_is_in_no_answer(player):
    player.decide("a", "e")
    assert "Creatinine" not in text(player.look())
    player.decide("a")
    assert "≤ 105 µmol/L" in ranges(text(player.look()))


def test_a_case_without_ranges_has_no_panel(guest):
    assert 'id="ranges"' not in text(guest.look())
