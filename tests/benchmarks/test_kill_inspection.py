"""What the kill harness looks for, it finds: each fault put in by hand into what is stored is told."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.benchmarks.kill.beside import Beside
from tests.benchmarks.kill.compare import faults
from tests.benchmarks.kill.journal import Journal, Sent

OWN, KEPT, UNKEPT = "own", "kept", "unkept"
Stored = dict[str, Any]


def journal() -> Journal:
    """A learner's attempt with a decision, a guest's that was kept, and one that was not."""
    found = Journal(
        started={f"key of {name}": name for name in (OWN, KEPT, UNKEPT)},
        starters={f"key of {OWN}": "lena@x.org", f"key of {KEPT}": "", f"key of {UNKEPT}": ""},
        kept={KEPT: "keeper@x.org"},
        beside=Beside(notes={(OWN, 1): ("a note", True)}),
    )
    found.sent.append(Sent("decision", OWN, 1, "decided", ["a"], 2, acknowledged=True, told=1))
    return found


def stored() -> Stored:
    decision = {"key": "decision", "position": 1, "kind": "decided", "picks": ["a"], "certainty": 2}
    owners = {OWN: "lena@x.org", KEPT: "keeper@x.org", UNKEPT: ""}
    attempts = {
        name: {"key": f"key of {name}", "owner": owner, "events": []} for name, owner in owners.items()
    }
    attempts[OWN]["events"].append(decision)
    return {
        "attempts": attempts,
        "differences": [],
        "notes": [[OWN, 1, "a note", True]],
        "reports": [],
        "recalled": [],
        "pauses": {},
    }


def test_what_is_stored_as_it_was_sent_has_no_fault():
    assert faults(journal(), stored()) == []


def owned(attempt: str, owner: str) -> Callable[[Stored], None]:
    return lambda kept: kept["attempts"][attempt].update(owner=owner)


def noted(text: str, flagged: bool) -> Callable[[Stored], None]:
    return lambda kept: kept.update(notes=[[OWN, 1, text, flagged]])


@pytest.mark.parametrize(("fault", "told"), [
    (owned(OWN, "stranger@x.org"), "astray: own is lena@x.org's and belongs to stranger@x.org"),
    (owned(OWN, ""), "astray: own is lena@x.org's and belongs to nobody"),
    (owned(KEPT, "stranger@x.org"), "astray: kept is keeper@x.org's and belongs to stranger@x.org"),
    (owned(KEPT, ""), "astray: kept is keeper@x.org's and belongs to nobody"),
    (owned(UNKEPT, "stranger@x.org"), "astray: unkept is a guest's and belongs to stranger@x.org"),
    (lambda kept: kept["attempts"].pop(KEPT), "kept: kept is not stored"),
    (noted("another", True), "stored is ('another', True)"),
    (noted("a note", False), "stored is ('a note', False)"),
    (lambda kept: kept["attempts"][OWN]["events"].clear(), "lost: decided at position 1 of own"),
    (lambda kept: kept["attempts"][OWN]["events"][0].update(picks=["b"]), "invented: sent"),
    (lambda kept: kept["attempts"].update(more={"key": "x", "events": []}), "invented: start x"),
])  # fmt: skip
def test_a_fault_is_told(fault, told):
    found = stored()
    fault(found)
    assert [one for one in faults(journal(), found) if told in one]
