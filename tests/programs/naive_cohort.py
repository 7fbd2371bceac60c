"""What a cohort's further pages show, counted once more by loops over the rows that `ByHand` has read."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from statistics import mean

from cases.programs.models import AssignedAttempt, Assignment, Extension
from tests.programs.naive import ByHand


@dataclass(frozen=True)
class Done:
    """What became of one part: `attempt` None until something was done that counts for it."""

    far: str
    attempt: dict | None


class AssignedByHand:
    """One assignment as its members stand with it."""

    def __init__(self, by_hand: ByHand, assignment: Assignment, now: datetime) -> None:
        self.by_hand, self.set_, self.now = by_hand, assignment, now
        self.items = list(assignment.items.order_by("position"))
        self.members = {
            one["learner_id"]
            for one in by_hand.stays
            if one["cohort_id"] == assignment.cohort_id and not one["ended_at"]
        }
        self.begun = defaultdict(list)
        for one in AssignedAttempt.objects.filter(item__in=self.items):
            self.begun[one.item_id].append(one.attempt_id)
        self.granted = defaultdict(list)
        for one in Extension.objects.filter(assignment=assignment).order_by("granted_at"):
            self.granted[one.learner_id].append(one.due_at)

    def parts(self, learner: int) -> list[Done]:
        return [self._part(learner, item.pk) for item in self.items]

    def _part(self, learner: int, item: int) -> Done:
        mine = [one for one in self.by_hand.attempts[learner] if one["id"] in self.begun[item]]
        for one in mine:
            assessed = one["mode"] == "assessed"
            if one["state"] == "completed" or (one["ended_at"] and assessed):
                return Done("done", one)
        return Done("under-way" if any(not one["ended_at"] for one in mine) else "not-begun", None)

    def is_done(self, learner: int) -> bool:
        return all(part.far == "done" for part in self.parts(learner))

    def due(self, learner: int) -> datetime:
        return max([self.set_.due_at, *self.granted[learner][-1:]])

    def standing(self, learner: int) -> str:
        if self.set_.cancelled_at:
            return "cancelled"
        if self.is_done(learner):
            return "done"
        left = self.due(learner) - self.now
        if left <= timedelta(0):
            return "overdue"
        return "due-soon" if left <= timedelta(days=2) else "open"

    def reached(self, learner: int) -> list[tuple[Fraction, bool] | None]:
        """The score of each part that is done, and whether it is at the threshold; known work alone."""
        found = []
        for part in self.parts(learner):
            known = part.attempt and part.attempt in self.by_hand.known(learner)
            own = self.by_hand.own(part.attempt) if known else None
            told = own and self.set_.threshold is not None
            found.append((own["score"], own["score"] >= self.set_.threshold) if told else None)
        return found


def first_of(by_hand: ByHand, cohort_id: int, document: int, mode: str) -> Iterator[dict]:
    """Of everybody who is or was in the cohort the first attempt in a mode at a case."""
    for learner in by_hand.members(cohort_id, former=True):
        played = (
            one for one in by_hand.known(learner) if one["document_id"] == document and one["mode"] == mode
        )
        yield from [one for one in (next(played, None),) if one]


def decided(by_hand: ByHand, attempt: dict) -> Iterator[dict]:
    """Each decision of an attempt at a question that counts."""
    [terms] = [json.loads(one["data"]) for one in by_hand.events[attempt["id"]] if one["kind"] == "started"]
    for event in by_hand.events[attempt["id"]]:
        told = json.loads(event["data"]) if event["kind"] == "decided" else {}
        step = by_hand.steps[attempt["publication_id"]].get(told.get("step"), {})
        if "key_decision" in step and step["key_decision"] not in terms["left_out"]:
            yield told


def items(by_hand: ByHand, cohort_id: int, document: int, mode: str) -> tuple[int, dict[str, dict]]:
    """How many completed their first attempt, and of each key decision what they earned, told and picked."""
    firsts = [one for one in first_of(by_hand, cohort_id, document, mode) if one["state"] == "completed"]
    found = defaultdict(lambda: {"earned": [], "late": 0, "certainty": Counter(), "picked": Counter()})
    for one in firsts:
        told = {each["step"]: each for each in decided(by_hand, one)}
        for key in by_hand.keys(one):
            counted, choice = found[key["slug"]], told[key["step"]]
            counted["earned"].append(Fraction(key["credit"]) * Fraction(key["timing"]))
            counted["late"] += Fraction(key["timing"]) < 1
            counted["certainty"][choice["certainty"]] += 1
            counted["picked"].update(choice["picks"])
    return len(firsts), found


def wrong(by_hand: ByHand, cohort_id: int) -> tuple[int, dict, dict]:
    """Attempts looked at; by case, step and words how many did harm, and were wrong at certainty 3, of how many."""
    harm, offered, sure, asked = Counter(), Counter(), Counter(), Counter()
    looked_at = [
        (slug, one)
        for document, slug in by_hand.slugs.items()
        for one in first_of(by_hand, cohort_id, document, "assessed")
        if one["ended_at"]
    ]
    for slug, one in looked_at:
        credit = {key["step"]: Fraction(key["credit"]) for key in by_hand.own(one)["parts"]["key_decisions"]}
        for told in decided(by_hand, one):
            at = told["step"]
            options = by_hand.steps[one["publication_id"]][at]["options"]
            for option in (each for each in options if "harm" in each):
                offered[slug, at, (option["label"],)] += 1
                harm[slug, at, (option["label"],)] += option["slug"] in told["picks"]
            if told["certainty"] == 3:
                picked = tuple(each["label"] for each in options if each["slug"] in told["picks"])
                asked[slug, at] += 1
                sure[slug, at, picked] += credit[at] < Fraction(1, 2)
    harmful = {key: (count, offered[key]) for key, count in harm.items() if count}
    return len(looked_at), harmful, {key: (count, asked[key[:2]]) for key, count in sure.items() if count}


def compared(by_hand: ByHand, cohort_id: int) -> tuple[dict[int, tuple], int, int]:
    """By learner the means before and after over the cases done in both by two attempts; how many have no pair."""
    sides = [Assignment.objects.get(cohort=cohort_id, purpose=purpose) for purpose in ("baseline", "end")]
    shared = set.intersection(*(set(side.items.values_list("document", flat=True)) for side in sides))
    everybody, pairs = by_hand.members(cohort_id, former=True), {}
    first, last = ({pk: _scores(by_hand, side, pk, shared) for pk in everybody} for side in sides)
    for learner in everybody:
        before, after = first[learner], last[learner]
        both = [one for one in before.keys() & after.keys() if before[one][0] != after[one][0]]
        if both:
            pairs[learner] = tuple(mean(side[one][1] for one in both) for side in (before, after))
    alone = [sum(bool(side[pk]) and pk not in pairs for pk in everybody) for side in (first, last)]
    return pairs, *alone


def _scores(by_hand: ByHand, assignment: Assignment, learner: int, cases: set[int]) -> dict[int, tuple]:
    """By case the first known attempt for it that is over, with its score."""
    linked = AssignedAttempt.objects.filter(item__assignment=assignment, attempt__learner=learner)
    wanted, found = set(linked.values_list("attempt_id", flat=True)), {}
    for one in by_hand.known(learner):
        if one["id"] in wanted and by_hand.own(one) and one["document_id"] in cases:
            found.setdefault(one["document_id"], (one["id"], Fraction(by_hand.own(one)["score"])))
    return found
