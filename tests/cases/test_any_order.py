"""Any order of requests: no step is skipped or opened again, and what was stored never changes."""

from uuid import uuid4

from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from cases.engine import play
from cases.models import Attempt, AttemptEvent
from cases.selectors import playing
from tests.cases.players import Player, hidden, text
from tests.cases.publishing import publish_story

PICKS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "nowhere"]), max_size=4, unique=True)


class Requests(RuleBasedStateMachine):
    """One browser with any number of tabs, and a stranger. `log` is what the attempt is known to hold."""

    forms = Bundle("forms")

    def __init__(self) -> None:
        super().__init__()
        publish_story()
        self.player = Player(Client()).start()
        self.log = self.stored()

    def stored(self) -> list[tuple[int, str, str]]:
        rows = AttemptEvent.objects.filter(attempt=self.player.attempt_id).order_by("position")
        return [(row.position, str(row.key), row.data) for row in rows]

    @rule(target=forms)
    def open_a_tab(self) -> dict[str, str]:
        html = text(self.player.look())
        if 'name="position"' not in html:
            return {"key": str(uuid4()), "position": str(len(self.log))}
        return {"key": hidden(html, "key"), "position": hidden(html, "position")}

    @rule(form=forms, picks=PICKS, htmx=st.booleans(), certainty=st.sampled_from(["", "1", "3", "7"]))
    def send(self, form: dict[str, str], picks: list[str], htmx: bool, certainty: str) -> None:
        known = form["key"] in {key for _position, key, _data in self.log}
        answer = self.player.send(form, picks, htmx=htmx, certainty=certainty)
        if known and certainty != "7":
            assert answer.status_code in (200, 303), "a known key is shown what it stored"
        self.check(form, answer)

    @rule(form=forms, picks=PICKS, shift=st.integers(-2, 3))
    def send_for_another_position(self, form: dict[str, str], picks: list[str], shift: int) -> None:
        moved = {**form, "key": str(uuid4()), "position": str(int(form["position"]) + shift)}
        self.check(moved, self.player.send(moved, picks))

    @rule(form=forms)
    def give_up(self, form: dict[str, str]) -> None:
        self.check(form, self.player.client.post(self.player.url("abandon"), form))

    @rule(position=st.integers(0, 9))
    def look_around(self, position: int) -> None:
        for url in (self.player.url(), self.player.url("feedback", position), self.player.url("debrief")):
            assert self.player.client.get(url).status_code in (200, 302, 404)
        assert self.stored() == self.log

    @rule(form=forms, picks=PICKS)
    def a_stranger_sends_it(self, form: dict[str, str], picks: list[str]) -> None:
        url = self.player.url("decide")
        assert Client().post(url, {**form, "pick": picks}).status_code == 404
        assert self.stored() == self.log

    def check(self, form: dict[str, str], answer) -> None:
        """A success is stored at the form's position under its key; anything else left no trace."""
        now = self.stored()
        assert now[: len(self.log)] == self.log
        assert answer.status_code in (200, 303, 409, 422)
        known = form["key"] in {key for _position, key, _data in self.log}
        if answer.status_code in (200, 303) and not known:
            assert [row[:2] for row in now[len(self.log) :]] == [(int(form["position"]), form["key"])]
        else:
            assert now == self.log
        self.log = now

    @invariant()
    def positions_have_no_gap_and_each_step_is_decided_once(self) -> None:
        assert [position for position, _key, _data in self.log] == list(range(len(self.log)))
        state = playing.load(Attempt.objects.get(pk=self.player.attempt_id)).state
        decided = [visit.step for visit in state.visits if visit.decision]
        assert len(set(decided)) == len(decided)
        assert isinstance(state, play.State)


class TestRequests(Requests.TestCase, TestCase):
    settings = settings(max_examples=40, stateful_step_count=20, suppress_health_check=list(HealthCheck))
