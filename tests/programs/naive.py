"""A program's figures counted once more, slowly and by hand, from the rows as they are stored and nothing else."""

import json
from collections import defaultdict
from datetime import timedelta
from fractions import Fraction
from statistics import mean, stdev

from cases.models import Attempt, AttemptEvent, Result
from cases.programs.models import AssignedAttempt, Assignment, AssignmentItem, Extension, Membership, Program
from content.editorial.models import Document, Revision
from npcsite.accounts.models import User

ENOUGH = 5
RIGHT, WRONG = {1: 1, 2: 2, 3: 3}, {1: 0, 2: -2, 3: -6}


class ByHand:
    """Reads every table once; each figure is a loop over its rows."""

    def __init__(self, program: Program) -> None:
        self.stays = list(
            Membership.objects.filter(cohort__program=program).order_by("started_at", "pk").values()
        )
        self.people = {one["id"]: one for one in User.objects.values("id", "name", "is_simulated")}
        self.slugs = {
            one["id"]: one["slug"] for one in Document.objects.filter(kind="case").values("id", "slug")
        }
        self.events, self.results = defaultdict(list), {}
        for one in AttemptEvent.objects.order_by("position").values("attempt_id", "kind", "data", "at"):
            self.events[one["attempt_id"]].append(one)
        for one in Result.objects.values():
            self.results[one["attempt_id"], one["publication_id"]] = one | {
                "parts": json.loads(one["breakdown"])
            }
        self.attempts = defaultdict(list)
        for one in Attempt.objects.order_by("started_at", "id").values():
            self.attempts[one["learner_id"]].append(one)
        self.domains, self.steps, self.read = {}, {}, {}
        for publication, payload in Revision.objects.values_list("publication", "payload"):
            told = json.loads(payload)
            self.domains[publication] = {key["slug"]: key["domain"] for key in told.get("key_decisions", [])}
            self.steps[publication] = {step["slug"]: step for step in told.get("steps", [])}

    def known(self, learner: int) -> list[dict]:
        """Begun in a membership, and ended in one unless it is under way and somebody is still in."""
        if learner not in self.read:
            self.read[learner] = self._known(learner)
        return self.read[learner]

    def _known(self, learner: int) -> list[dict]:
        stays = [one for one in self.stays if one["learner_id"] == learner]
        found = []
        for one in self.attempts[learner]:
            start, end = one["started_at"], one["ended_at"]
            began = any(
                s["started_at"] <= start and (not s["ended_at"] or start < s["ended_at"]) for s in stays
            )
            if end:
                ended = any(
                    s["started_at"] <= end and (not s["ended_at"] or end <= s["ended_at"]) for s in stays
                )
            else:
                ended = any(not s["ended_at"] for s in stays)
            if began and ended and one["document_id"] in self.slugs:
                found.append(one)
        return found

    def own(self, attempt: dict) -> dict | None:
        """The result on the publication that was played; a regrade is none of them."""
        return self.results.get((attempt["id"], attempt["publication_id"]))

    def members(self, cohort_id: int, *, former: bool) -> list[int]:
        latest = {one["learner_id"]: one for one in self.stays if one["cohort_id"] == cohort_id}
        return [
            pk
            for pk, stay in latest.items()
            if (former or not stay["ended_at"]) and not self.people[pk]["is_simulated"]
        ]

    def firsts(self, learner: int) -> dict[int, dict]:
        """By case the first assessed attempt, over or not."""
        found = {}
        for one in self.known(learner):
            if one["mode"] == "assessed" and one["document_id"] not in found:
                found[one["document_id"]] = one
        return found

    def keys(self, attempt: dict) -> list[dict]:
        """Key decisions that were reached and count."""
        own = self.own(attempt)
        return (
            [key for key in own["parts"]["key_decisions"] if key["reached"] and not key["left_out"]]
            if own
            else []
        )

    def row(self, learner: int) -> dict:
        done = [one for one in self.firsts(learner).values() if self.own(one)]
        scores = [Fraction(self.own(one)["score"]) for one in done]
        decisions = sum(len(self.keys(one)) for one in done)
        return {
            "n": len(scores),
            "decisions": decisions,
            "mean": round(sum(scores) / len(scores)) if decisions >= ENOUGH else None,
            "unsafe": sum(self.own(one)["unsafe"] for one in done),
            "active": max((self.active(one) for one in self.known(learner)), default=None),
        }

    def active(self, attempt: dict):
        return attempt["ended_at"] or self.events[attempt["id"]][-1]["at"]

    def cell(self, learner: int, document: int) -> dict:
        here = [one for one in self.known(learner) if one["document_id"] == document]
        first, over = self.firsts(learner).get(document), [one for one in here if one["ended_at"]]
        own = self.own(first) if first else None
        practised = [self.own(one)["score"] for one in over if one["mode"] == "practice"]
        return {
            "score": round(own["score"]) if own else None,
            "unsafe": bool(own and own["unsafe"]),
            "cut": bool(own and first["state"] != "completed"),
            "under_way": len(over) < len(here),
            "practice": round(max(practised)) if practised else None,
            "count": len(over),
            "only": over[0]["id"] if len(over) == 1 else None,
        }

    def by_domain(self, learner: int, *, assessed_alone: bool) -> dict[str, list[Fraction]]:
        found = defaultdict(list)
        for one in self.known(learner):
            if one["mode"] == "assessed" or not assessed_alone:
                for key in self.keys(one):
                    domain = self.domains[one["publication_id"]][key["slug"]]
                    found[domain].append(Fraction(key["credit"]))
        return found

    def sure(self, learner: int) -> list[tuple[int, Fraction, bool]]:
        """Of finished work each decision with a certainty that counts: certainty, credit, whether it harmed."""
        found = []
        for one in self.known(learner):
            own = self.own(one)
            for event in self.events[one["id"]] if own else ():
                told = json.loads(event["data"]) if event["kind"] == "decided" else {}
                if told.get("certainty"):
                    [key] = [key for key in own["parts"]["key_decisions"] if key["step"] == told["step"]]
                    harmed = any(harm["step"] == told["step"] for harm in own["parts"]["harms"])
                    if not key["left_out"]:
                        found.append((told["certainty"], Fraction(key["credit"]), harmed))
        return found

    def surest(self, learner: int) -> list[Fraction]:
        """The credit of each decision with certainty 3."""
        return [credit for certainty, credit, _harmed in self.sure(learner) if certainty == 3]

    def attention(self, cohort_id: int, now) -> set[tuple]:
        """By rule and learner, with what the rule is about."""
        current = self.members(cohort_id, former=False)
        since = {
            one["learner_id"]: one["started_at"]
            for one in self.stays
            if one["cohort_id"] == cohort_id and not one["ended_at"]
        }
        done = {pk: [one for one in self.firsts(pk).values() if self.own(one)] for pk in current}
        means = {
            pk: mean(self.own(one)["score"] for one in some)
            for pk, some in done.items()
            if sum(len(self.keys(one)) for one in some) >= ENOUGH
        }
        found = set()
        for pk in current:
            for one in done[pk]:
                if self.own(one)["unsafe"] and now - one["ended_at"] <= timedelta(days=30):
                    found.add(("unsafe", pk, one["id"]))
            if len(means) >= 8 and pk in means:
                limit = mean(means.values()) - stdev(means.values()) * 3 / 2
                if means[pk] < limit:
                    found.add(("below", pk, round(means[pk])))
            surest = self.surest(pk)
            wrong = sum(credit < Fraction(1, 2) for credit in surest)
            if len(surest) >= 8 and 4 * wrong >= len(surest):
                found.add(("sure", pk, (wrong, len(surest))))
            active = max(self.active(one) for one in self.known(pk)) if self.known(pk) else since[pk]
            if now - max(active, since[pk]) >= timedelta(days=21):
                found.add(("quiet", pk, None))
        return found | self._overdue(cohort_id, current, since, now)

    def _overdue(self, cohort_id: int, current: list[int], since: dict, now) -> set[tuple]:
        found, done = set(), set()
        for one in AssignedAttempt.objects.values(
            "item_id", "attempt__learner_id", "attempt__state", "attempt__mode"
        ):
            over = one["attempt__state"] != "in-progress"
            if over and (one["attempt__mode"] == "assessed" or one["attempt__state"] == "completed"):
                done.add((one["attempt__learner_id"], one["item_id"]))
        for set_ in Assignment.objects.filter(cohort=cohort_id, cancelled_at=None).values():
            items = [one["id"] for one in AssignmentItem.objects.filter(assignment=set_["id"]).values("id")]
            for pk in current:
                granted = Extension.objects.filter(assignment=set_["id"], learner=pk).order_by("granted_at")
                due = max([set_["due_at"], *(one["due_at"] for one in list(granted.values())[-1:])])
                late = due >= since[pk] and now - due > timedelta(days=7)
                if late and not all((pk, item) in done for item in items):
                    found.add(("overdue", pk, due))
        return found
