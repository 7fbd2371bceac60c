"""In assessed mode nothing of what a decision was worth is in any answer before the attempt is over."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.template.loader import get_template
from django.test import Client
from django.utils import timezone

from cases.models import Attempt, Result
from npcsite.templatetags.site import _drawn
from tests.accounts.codes import sign_in
from tests.cases.kinds import TOLERANCE, VALUE, kinds_story
from tests.cases.players import HTMX, Player, text
from tests.cases.publishing import publish_story
from tests.cases.stories import best, story, word
from tests.cases.test_what_lies_ahead import whole, words_of
from tests.cases.timed import MINUTES, timed

pytestmark = pytest.mark.django_db

# A ranking with the harmful c too early.
EARLY = "cabd"
# Wrong in several ways, harmful among them, and not yet the end.
PICKS = (["a", "c"], ["c"], ["b"])
ASKED, OPTIONS, ENDINGS = 4, "abcd", ("good", "fair", "bad")
REASONS = ("rationale", "when_right")
# What is said of worth in the site's own words, by kind of secret.
WORTH = {
    "class": ("Best", "Partly right", "Not right", "Acceptable", 'class="verdict', "of the 2 right ones"),
    "credit": ("points", r"credit\":"),
    "harm": ("Minor harm", "Critical harm", "harm-minor", "harm-critical"),
    "alternative": ("When it would have been right", "When it would have been wrong",
                    "When another place would be right", "The other options", "You put too early", "The right order",
                    "; right is", "give or take"),
    "source": ("made-recommendation", "Made recommendation", "A made paper", "10.1000/made", "MADE01"),
}  # fmt: skip
KINDS = {*WORTH, "rationale", "unrevealed finding", "case", "ending", "component"}
# Components that speak of worth; the names of what was drawn, kept fragments included.
SPEAKING = {
    f"cases/_{name}.html"
    for name in ("why", "verdict", "harm", "reasons", "alternatives", "told_group", "recommendation", "given",
                 "ledger", "key_decisions", "visited", "certain", "calibration", "objectives", "result", "arithmetic",
                 "paths", "path_map", "timeline", "missed", "ending", "evidence", "trial", "strip_plot",
                 "regraded", "folded", "told_again", "retry_next")
}  # fmt: skip
OWN_PAGES = (
    "/me/",
    "/recall/",
    "/reports/",
    "/my-notes/",
    "/my-assignments/",
    "/my-record/looks/",
    "/programs/",
)
OWN_FILES = ("data.json", *(f"{name}.csv" for name in
             ("results", "decisions", "recall", "notes", "reports", "pauses")))  # fmt: skip


@pytest.fixture
def assessed(made, lena):
    _drawn.cache_clear()
    # By password: exports ask for it.
    client = Client()
    sign_in(client, lena)
    return Player(client).start(mode="assessed")


def canaries(chosen=PICKS) -> dict[str, set[str]]:
    """The words of the made case that may not be said, by kind of secret; `chosen` at each question that was answered.

    Reasons of the chosen options and of the others, what was not met (findings that no choice revealed, consequences of
    what was not chosen, endings), and what only a debrief says of the case.
    """
    found = {kind: set() for kind in ("rationale", "alternative", "unrevealed finding")}
    found["case"] = {word("objective"), *(word(f"key-{n}") for n in range(1, ASKED + 1))}
    found["ending"] = {word(f"end-{name}", part) for name in ENDINGS for part in ("title", "body")}
    for n in range(1, ASKED + 1):
        picks = chosen[n - 1] if n <= len(chosen) else []
        for option in OPTIONS if n > 1 else f"{OPTIONS}e":
            kind, parts = (
                ("rationale", REASONS) if option in picks else ("alternative", (*REASONS, "consequence"))
            )
            found[kind] |= {word(f"q-{n}", option, part) for part in parts}
        if "a" not in picks:
            found["unrevealed finding"] |= {word(f"finding-{n}"), word(f"finding-{n}", "label")}
    return found


def ask_everything(player: Player, answered: int) -> None:
    """Each page of the site that may speak of the attempt, whole and as a fragment, refusals and stale posts too."""
    form = {"key": uuid4(), "position": "99"} if player.attempt.is_over else player.form()
    player.send(form, ["nowhere"], certainty="1")
    player.send(form, ["nowhere"], htmx=True, certainty="1")
    player.send({**form, "position": "1"}, ["a"], certainty="1")
    player.send({**form, "position": "9"}, ["a"], htmx=True, certainty="1")
    htmx = {"HX-Request": "true", "HX-Request-Type": "partial"}
    for position in range(1, answered + 3):
        player.keep(player.client.get(player.url("feedback", position)))
        player.keep(player.client.get(player.url("feedback", position), headers=htmx))
        for name in ("what_if", "note", "report", "retry"):
            player.keep(player.client.get(player.url(name, position)))
        player.keep(player.client.get(player.url("retry", position), {"pick": "b"}))
        player.keep(
            player.client.post(player.url("note", position), {"seen": "x", "text": "y"}, headers=htmx)
        )
        player.keep(player.client.post(player.url("report", position), {"key": form["key"]}))
    for url in ("/", "/cases/", "/cases/made/", player.url("debrief")):
        player.keep(player.client.get(url))
    player.keep(player.client.get(player.url("certificate")))
    for url in (*OWN_PAGES, *(f"/accounts/data/my-{name}" for name in OWN_FILES)):
        assert player.keep(player.client.get(url)).status_code == 200
    player.keep(player.client.get(player.url("debrief"), follow=True))
    for name in ("pause", "resume"):
        player.keep(player.client.post(player.url(name), follow=True))
    player.keep(player.client.post("/cases/made/start/", {"key": form["key"]}))


def leaks(player: Player, chosen=PICKS) -> list[tuple[int, str, str]]:
    """In which answer which kind of secret was said, and by which words; `chosen` as for `canaries`."""
    found, hidden = [], canaries(chosen)
    for at, answer in enumerate(player.seen):
        sent = whole(answer)
        said, shown = words_of(sent), main_of(sent)
        found += [(at, kind, one) for kind, words in hidden.items() for one in sorted(words & said)]
        found += [(at, kind, one) for kind, words in WORTH.items() for one in words if one in shown]
        found += [(at, "component", name) for name in sorted(SPEAKING & {t.name for t in answer.templates})]
    return found


def main_of(sent: str) -> str:
    """Without the site's frame, which speaks of the guideline on every page."""
    head, _, rest = sent.partition("<main")
    return (head if "<html" not in head else "") + rest.partition("</main>")[0]


@pytest.mark.parametrize("htmx", [False, True])
def test_no_answer_says_what_a_decision_was_worth_before_the_end(assessed, htmx):
    assessed.decide()
    for answered, picks in enumerate(PICKS, start=1):
        assessed.decide(*picks, certainty="3", htmx=htmx)
        ask_everything(assessed, answered)
    assert leaks(assessed) == []
    assert len(assessed.seen) > 50
    assert Result.objects.count() == 0


def test_the_consequence_of_the_choice_is_shown_and_that_of_no_other(assessed):
    assessed.decide()
    html = text(assessed.decide("c", certainty="3", htmx=True))
    assert word("q-1", "c", "label") in html
    assert word("q-1", "c", "consequence") in html
    assert [one for one in "abde" if word("q-1", one, "consequence") in html] == []
    assert "This attempt is assessed" in html


def test_the_chart_is_shown_at_once_and_nothing_unrevealed(assessed):
    assessed.decide()
    html = text(assessed.decide("a", "e", certainty="3", htmx=True))
    assert word("finding-1") in html
    assert word("finding-2") not in html
    assert "Viral load" not in html, "it comes with the next step"


@pytest.mark.parametrize(("mode", "told"), [("practice", True), ("assessed", False)])
def test_the_source_of_a_step_itself_is_named_in_practice_only(lena, mode, told):
    sourced = story()
    sourced["steps"][1]["body"] += " [@MADE01]"
    publish_story(sourced)
    client = Client()
    client.force_login(lena)
    player = Player(client).start(mode=mode)
    player.decide()
    sent = main_of(text(player.look()))
    assert word("q-1", "body") in sent
    assert ("10.1000/made" in sent, "A made paper" in sent) == (told, told)


def test_the_page_of_an_attempt_out_of_time_tells_nothing_before_it_is_closed(made, lena):
    player = timed(made, lena, ago=MINUTES - 0.5)
    _drawn.cache_clear()
    player.decide()
    player.decide("a", "c", certainty="3")
    Attempt.objects.filter(pk=player.attempt_id).update(deadline_at=timezone.now() - timedelta(minutes=1))
    form = {"key": uuid4(), "position": 3}
    for url in (player.url(), player.url("debrief"), "/", "/me/", "/cases/", "/cases/made/"):
        player.keep(player.client.get(url, follow=True))
    for htmx in (False, True):
        player.keep(player.client.get(player.url("feedback", 2), headers=HTMX if htmx else {}))
        assert player.send({}, htmx=htmx).status_code == 200
    assert "The time is up" in text(player.seen[-1])
    assert leaks(player, [["a", "c"]]) == []
    player.seen.clear()
    assert player.send(form, ["a"], certainty="3").status_code == 409
    assert leaks(player, [["a", "c"]]) == [], "the answer to what came too late tells no more"
    player.keep(player.client.get(player.url("debrief")))
    assert word("q-1", "a", "rationale") in {one for _, _, one in leaks(player)}


# Between them every option of the made case is chosen and every ending reached.
WAYS = (
    (*PICKS, ["a"]),
    (["a", "b"], ["b"], ["c"], ["b"]),
    (["a", "e"], ["a"], ["a"], ["c"]),
    *([*(best(m) for m in range(1, n)), ["d"]] for n in range(1, ASKED + 1)),
)
# What a made case has nothing to show for: it is on no corrected publication, and cites no trial with arms.
WITHOUT_CAUSE = {"cases/_regraded.html", "cases/_trial.html"}


def test_after_the_end_the_same_search_finds_every_secret_of_every_kind(assessed):
    """The control: a secret that nothing ever says would be guarded by nothing."""
    found = {kind: set() for kind in KINDS}
    for way in WAYS:
        player = Player(assessed.client).start(mode="practice") if assessed.attempt.is_over else assessed
        found_in(found, end(player, way), sweeps=player is assessed)
    publish_story(kinds_story())
    player = Player(assessed.client).start("kinds", mode="assessed")
    found_in(found, end(player, (["a", "e"], ["a"], EARLY), VALUE + TOLERANCE + 1))
    looked_for = {**canaries(), "component": SPEAKING - WITHOUT_CAUSE}
    for kind, words in WORTH.items():
        looked_for[kind] = looked_for.get(kind, set()) | set(words)
    assert {kind: words - found[kind] for kind, words in looked_for.items() if words - found[kind]} == {}
    assert set(looked_for) == KINDS
    assert all(looked_for.values())


def end(player: Player, way, number: int | None = None) -> Player:
    """Plays to the end; a string is an order, `number` what is written at the last question."""
    player.decide()
    for picks in way:
        places = (
            {f"place-{slug}": str(at) for at, slug in enumerate(picks, start=1)} if picks == EARLY else {}
        )
        player.send(player.form(), () if places else picks, certainty="3", **places)
    if number:
        player.send(player.form(), certainty="3", number=str(number), unit="mg")
    assert player.attempt.is_over
    return player


def found_in(found: dict[str, set[str]], player: Player, *, sweeps: bool = False) -> None:
    """Adds what the search finds in all that the player was answered: after the end `sweeps` asks for everything."""
    if sweeps:
        player.seen.clear()
        ask_everything(player, ASKED)
    player.keep(player.client.get(player.url("debrief")))
    for position in range(2, len(player.attempt.events.all())):
        player.keep(player.client.get(player.url("feedback", position)))
    for _at, kind, one in leaks(player):
        found[kind].add(one)


def test_every_speaking_component_is_there():
    """A name that no template has any more would guard nothing."""
    for name in SPEAKING:
        get_template(name)


def test_the_last_decision_ends_the_silence(assessed):
    assessed.decide()
    html = text(assessed.decide("d", certainty="3", htmx=True))
    assert "What your choice was worth" in html
    assert "Critical harm" in html


def test_giving_up_ends_the_silence(assessed):
    assessed.decide()
    assessed.decide("a", "e", certainty="3")
    assessed.give_up()
    assert "What your choice was worth" in text(assessed.client.get(assessed.url("feedback", 2)))


def test_an_order_and_a_number_are_answered_without_a_judgement(lena):
    publish_story(kinds_story())
    client = Client()
    client.force_login(lena)
    player = Player(client).start("kinds", mode="assessed")
    player.decide()
    player.decide("a", "e", certainty="1")
    player.decide("a", certainty="1")
    places = {f"place-{slug}": str(at) for at, slug in enumerate(EARLY, start=1)}
    player.send(player.form(), certainty="2", htmx=True, **places)
    player.keep(player.client.get(player.url("feedback", 4)))
    assert leaks(player, [["a", "e"], ["a"], EARLY]) == []
    told = main_of(text(player.seen[-1]))
    assert [f"{at}. {word('q-3', slug, 'label')}" in told for at, slug in enumerate(EARLY, start=1)] == [
        True
    ] * 4
    assert player.attempt.state == "in-progress"
    player.look()
    assert [
        value for value in (str(VALUE), f"{VALUE:,}", f"± {TOLERANCE}") if value in whole(player.seen[-1])
    ] == []
