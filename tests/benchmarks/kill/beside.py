"""What learners do beside deciding while the server dies: notes, reports, pauses, and decisions that come back."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks.kill.browser import Fields, Reply, form_of, forms_of

NOTES, FLAGS, REPORTS, PAUSES, RECALLS = 0.2, 0.5, 0.08, 0.1, 0.5
# The site takes thirty an hour from all guests of one address, and ten from one learner.
REPORTS_AT_MOST = 5
_NOTE = re.compile(r"/notes/(\d+)/$")
_ITEM = re.compile(r'href="(/recall/[0-9a-f-]{36}/)"')


@dataclass(slots=True)
class Beside:
    """What was answered: the last text of each note by its place, and whether the step is flagged; reports and recall
    answers by their key, with what they were for; how often each attempt was paused.
    """

    notes: dict[tuple[str, int], tuple[str, bool]] = field(default_factory=dict)
    reports: dict[str, str] = field(default_factory=dict)
    recalled: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    pauses: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        return len(self.notes) + len(self.reports) + len(self.recalled) + self.pauses.total()


class Aside:
    """A part of a writer; each act is sent until it is answered, and its answer is what the journal holds."""

    __slots__ = ()

    def go_aside(self, attempt: str, page: Reply) -> bool:
        """Whether anything was done, so that the page has to be read again."""
        number, acts = (
            attempt.split("/")[2],
            ((NOTES, self._note), (REPORTS, self._report), (PAUSES, self._pause)),
        )
        chosen = [act for chance, act in acts if self.dice.random() < chance]
        for act in chosen:
            act(number, page)
        return bool(chosen)

    def _note(self, attempt: str, page: Reply) -> None:
        found = next((form for form in forms_of(page) if _NOTE.search(form.action)), None)
        if found is None:
            return
        text = f"note {self.dice.getrandbits(48)}"
        pressed = found.button("flag") if self.dice.random() < FLAGS else ""
        fields = [*found.hidden(), ("text", text), *([("flag", pressed)] if pressed else [])]
        reply = self.browser.insist(found.action, fields)
        if reply.status not in (200, 303):
            self.journal.fault(f"{found.action}: a note was answered with {reply.status}")
            return
        place = attempt, int(_NOTE.search(found.action)[1])
        _text, was = self.journal.beside.notes.get(place, ("", False))
        self.journal.beside.notes[place] = text, pressed == "on" if pressed else was

    def _report(self, attempt: str, page: Reply) -> None:
        at = re.search(rf"/attempts/{attempt}/report/(\d+)/", page.text)
        if at is None or self.reported >= REPORTS_AT_MOST:
            return
        own = next((one for one in forms_of(self.browser.insist(at[0])) if one.choices("kind")), None)
        if own is None:
            return
        self.reported += 1
        key, kind = dict(own.hidden())["key"], self.dice.choice(own.choices("kind"))
        fields: Fields = [
            *own.hidden(),
            ("kind", kind),
            ("words", "Is this dose meant for a day or for a course?"),
        ]
        reply = self.browser.insist(at[0], fields)
        if reply.status != 303:
            self.journal.fault(f"{at[0]}: a report was answered with {reply.status}")
            return
        self.journal.beside.reports[key] = attempt

    def _pause(self, attempt: str, page: Reply) -> None:
        form = form_of(page, "/pause/")
        if form is None:
            return
        for ending in ("pause", "resume"):
            reply = self.browser.insist(f"/attempts/{attempt}/{ending}/", form.hidden())
            if reply.status != 303:
                self.journal.fault(f"{attempt}: {ending} was answered with {reply.status}")
                return
        self.journal.beside.pauses[attempt] += 1

    def recall(self) -> None:
        """The first decision that is due, if one is."""
        found = _ITEM.search(self.browser.insist("/recall/").text)
        page = self.browser.insist(found[1]) if found else None
        form = form_of(page, "/answer/") if page and page.status == 200 else None
        if found is None or form is None:
            return
        picks, certainty = self._choose(form)
        fields = [*form.hidden(), *(("pick", pick) for pick in picks)]
        reply = self.browser.insist(
            form.action, fields + ([("certainty", str(certainty))] if certainty else [])
        )
        if "/answers/" in reply.leads_to:
            self.journal.beside.recalled[dict(form.hidden())["key"]] = (found[1].split("/")[2], picks)
        elif reply.status not in (303, 422):
            self.journal.fault(f"{form.action}: a recall answer was answered with {reply.status}")


def strayed(beside: Beside, stored: dict[str, Any]) -> Iterator[str]:
    """Faults in what is stored beside the log."""
    if "notes" not in stored:
        return
    notes = {(attempt, position): (text, flagged) for attempt, position, text, flagged in stored["notes"]}
    for place, saved in beside.notes.items():
        if notes.get(place) != saved:
            yield f"note: {place} was last saved (and flagged) as {saved}, stored is {notes.get(place)}"
    yield from _by_key("report", beside.reports, stored["reports"])
    told = {key: [item, sorted(picks)] for key, (item, picks) in beside.recalled.items()}
    yield from _by_key("recall", told, stored["recalled"])
    for attempt, count in beside.pauses.items():
        if stored["pauses"].get(attempt) != [count, 0]:
            yield f"pause: {attempt} was paused {count} times, stored (and open) are {stored['pauses'].get(attempt)}"


def _by_key(what: str, told: dict[str, Any], stored: list[list[Any]]) -> Iterator[str]:
    times = Counter(key for key, _of in stored)
    found = dict(stored)
    for key, of in told.items():
        if times[key] != 1 or found[key] != of:
            yield f"{what}: {key} for {of} is stored {times[key]} times, for {found.get(key)}"
    yield from (f"{what}: {key} was stored and never acknowledged" for key in times if key not in told)
