"""Eight people who play attempt after attempt: at random, some signed in, some with htmx, and some who click twice."""

import http.client
import random
import re
import threading
from dataclasses import dataclass, field

from tests.benchmarks.kill.beside import Aside
from tests.benchmarks.kill.browser import Browser, Fields, Form, Reply, form_of
from tests.benchmarks.kill.journal import Journal, Sent

CLICKS_TWICE, GIVES_UP = 0.1, 0.03
_DECISION = re.compile(r"/decisions/(\d+)/$")
DONE = (200, 303)


@dataclass(slots=True)
class Writer(Aside):
    """`cases` are the addresses of covers; `browser` is signed in already, or a guest's. `reported` counts reports,
    `email` is whose the attempts are."""

    browser: Browser
    cases: list[str]
    journal: Journal
    dice: random.Random
    stopped: threading.Event = field(default_factory=threading.Event)
    gives_up: float = GIVES_UP
    reported: int = 0
    email: str = ""

    def run(self) -> None:
        """Until stopped; what was sent by then has been answered."""
        try:
            while not self.stopped.is_set():
                self._play()
        except Exception as fault:
            self.journal.fault(f"a writer stopped: {fault!r}")

    def _play(self) -> None:
        self._go_through(self._start())

    def _go_through(self, attempt: str) -> None:
        while not self.stopped.is_set():
            page = self.browser.insist(attempt)
            if page.status == 302:
                return
            if page.status == 200 and self.go_aside(attempt, page):
                page = self.browser.insist(attempt)
            if page.status != 200 or not self._act(attempt, page):
                self.journal.fault(f"{attempt}: {page.status} and no form to go on with")
                return

    def _start(self) -> str:
        form = form_of(self.browser.insist(self.dice.choice(self.cases)), "/start/")
        if form is None:
            raise LookupError("a cover without a way to start")
        key, fields = dict(form.hidden())["key"], self._begin(form)
        self.journal.started[key], self.journal.starters[key] = None, self.email
        reply = self.browser.insist(form.action, fields)
        if reply.status != 303:
            raise LookupError(f"a start was answered with {reply.status}")
        self.journal.started[key] = reply.leads_to.split("/")[2]
        return reply.leads_to

    def _begin(self, form: Form) -> Fields:
        """What is sent to start."""
        return form.hidden()

    def _act(self, attempt: str, page: Reply) -> bool:
        """One post of one of the page's forms, to the end; False when the page has none."""
        ending = "/abandon/" if self.dice.random() < self.gives_up else "/decide/"
        form = form_of(page, ending) or form_of(page, "/decide/")
        if form is None:
            return False
        picks, certainty = self._choose(form)
        hidden = dict(form.hidden())
        kind = "abandoned" if form.action.endswith("/abandon/") else "decided"
        sent = Sent(hidden["key"], attempt.split("/")[2], int(hidden["position"]), kind, picks, certainty)
        self.journal.send(sent)
        fields = [*form.hidden(), *(("pick", pick) for pick in picks)]
        self._settle(sent, form.action, fields + ([("certainty", str(certainty))] if certainty else []))
        return True

    def _choose(self, form: Form) -> tuple[list[str], int | None]:
        options, certainties = form.choices("pick"), form.choices("certainty")
        most = min(2, len(options)) if form.takes_several("pick") else min(1, len(options))
        picks = self.dice.sample(options, self.dice.randint(1, most)) if options else []
        return picks, int(self.dice.choice(certainties)) if certainties else None

    def _settle(self, sent: Sent, action: str, fields: Fields) -> None:
        twin = self._second_click(action, fields) if self.dice.random() < CLICKS_TWICE else None
        reply = self.browser.insist(action, fields)
        if twin:
            twin.join()
        if reply.status in DONE:
            told = _DECISION.search(reply.leads_to)
            self.journal.acknowledge(sent, int(told[1]) if told else None)
        elif reply.status == 422:
            sent.refused = True
        else:
            self.journal.fault(f"{action}: position {sent.position} was answered with {reply.status}")

    def _second_click(self, action: str, fields: Fields) -> threading.Thread:
        """The same form at the same time on another connection; it is not sent again when no answer comes."""
        self.journal.clicked_twice()
        browser = Browser(self.browser.port, self.browser.lost, self.browser.cookies, self.browser.headers)
        twin = threading.Thread(target=self._click, args=(browser, action, fields))
        twin.start()
        return twin

    def _click(self, browser: Browser, action: str, fields: Fields) -> None:
        try:
            reply = browser.once(action, fields)
        except (OSError, http.client.HTTPException):
            return
        if reply.status not in (*DONE, 422):
            self.journal.fault(f"{action}: a second click was answered with {reply.status}")
