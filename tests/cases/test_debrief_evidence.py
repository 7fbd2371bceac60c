"""The trials behind a decision: told in the debrief as they were frozen, once, and never before the end."""

from copy import deepcopy

import pytest

from tests.cases.players import Player, text
from tests.cases.publishing import publish_kind, publish_story
from tests.cases.stories import SOURCE, story

pytestmark = pytest.mark.django_db


def arm(name, median="", *rates):
    marks = [{"months": months, "percent": percent, "status": "V"} for months, percent in rates]
    return {
        "name": name, "n": "50", "median_months": median, "median_ci": [], "median_note": "", "landmarks": marks,
    }  # fmt: skip


def trial(slug, *arms, design="Phase 3, randomised", status="V"):
    row = {
        "slug": "os", "endpoint": "Overall survival", "follow_up_months": "", "hr": "0.70", "hr_ci": ["0.50", "0.90"],
        "p": "", "status": status, "note": "", "references": [SOURCE.removeprefix("@")], "arms": list(arms),
    }  # fmt: skip
    return {"slug": slug, "name": slug.upper(), "setting": "First line", "population": f"Adults of {slug}",
            "design": design, "comparisons": [row]}  # fmt: skip


TRIALS = {
    "slug": "trials",
    "title": "Made trials",
    "trials": [
        trial("made-one", arm("New", "20.0", ("12", "70.0")), arm("Old", "15.0", ("12", "60.0"))),
        trial("made-two", arm("Alone", "9.0"), design="Phase 2, single arm"),
    ],
}


def cited():
    """Option a of q-2 and q-4 cites the randomised trial, option b of q-2 the other one; q-2 chooses a treatment."""
    told = story()
    told["key_decisions"][1]["domain"] = "systemic-treatment"
    for key in (told["key_decisions"][0], *told["key_decisions"][2:]):
        key["domain"] = "monitoring-and-follow-up"
    by_slug = {step["slug"]: step for step in told["steps"]}
    by_slug["q-2"]["options"][0]["citations"].append("trial:made-one")
    by_slug["q-2"]["options"][1]["citations"].append("trial:made-two")
    by_slug["q-4"]["options"][0]["citations"].append("trial:made-one")
    return told


@pytest.fixture
def player(client, made):
    publish_kind("trials", TRIALS)
    publish_story(cited())
    return Player(client).start()


def debrief(player):
    return text(player.client.get(player.url("debrief")))


def decision(html, slug):
    """The part of the debrief that tells of one step."""
    start = html.index(f'id="step-{slug}"')
    return html[start : html.index("</section>", start)]


def test_a_decision_shows_the_randomised_arms_that_its_options_cite(player):
    part = decision(debrief(player.play()), "q-2")
    assert 'href="#trial-made-one"' in part
    assert part.count('<figure class="survival">') == 1
    assert "Of 100 patients, alive after 12 months" in part
    assert "Adults of made-one" in part
    assert "not a prediction for a patient" in part
    for figure in ("20.0", "15.0", "70.0% at 12 months", "60.0% at 12 months", "Hazard ratio 0.70"):
        assert figure in part


def test_an_option_without_a_randomised_arm_says_so_and_a_single_arm_has_its_table_alone(player):
    part = decision(debrief(player.play()), "q-2")
    assert "(not randomised)" in part
    assert "Alone" in part
    assert part.count("no published randomised arm is cited, so nothing is drawn") == 3


def test_a_trial_is_told_once_and_led_back_to_after_that(player):
    html = debrief(player.play())
    assert html.count('id="trial-made-one"') == 1
    assert 'href="#trial-made-one"' in decision(html, "q-4")
    assert "survival" not in decision(html, "q-4")


def test_a_decision_about_something_else_that_cites_no_trial_says_nothing_of_trials(player):
    assert "randomised" not in decision(debrief(player.play()), "q-3")


def test_a_choice_of_treatment_without_any_trial_says_that_nothing_is_drawn(client, made):
    told = story()
    told["key_decisions"][1]["domain"] = "systemic-treatment"
    publish_story(told)
    part = decision(debrief(Player(client).start().play()), "q-2")
    assert "No option of this decision cites a published randomised arm" in part


def test_the_figures_are_those_the_case_was_published_with(player):
    player.play()
    newer = deepcopy(TRIALS)
    newer["trials"][0]["comparisons"][0]["arms"][0]["median_months"] = "44.4"
    publish_kind("trials", newer)
    html = debrief(player)
    assert "44.4" not in html
    assert "20.0" in decision(html, "q-2")


def test_nothing_of_a_trial_is_told_before_the_end(player):
    player.decide()
    for picks in (["a", "e"], ["a"], ["a"]):
        player.decide(*picks)
    assert not any("made-one" in text(page).lower() for page in player.seen)
