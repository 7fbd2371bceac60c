"""The small case with a ranking and a number question between fitness and treatment."""

from cases.engine import codec
from cases.engine.scenario import Scenario
from cases.engine.state import Decided, State
from tests.engine.fixtures import part, played, small_data

WORKING = "AUC × (GFR + 25) = 5 × (42 + 25) = **335 mg**"
ORDER = ("steroid", "mri", "call", "plan")


def kinds_data() -> dict:
    """Plain data to break one thing in."""
    data = small_data()
    at = [step["slug"] for step in data["steps"]].index("treatment")
    data["steps"][at:at] = [_acts(), _dose()]
    part(data, "steps/fitness")["transitions"] = [{"goto": "acts"}]
    data["key_decisions"] += [
        {"slug": "acts", "label": "What comes first", "domain": "toxicity-and-emergencies", "weight": 2},
        {"slug": "dose", "label": "The dose", "domain": "fitness-and-safety", "weight": 3},
    ]
    data["reference"][2:2] = [
        {"step": "acts", "options": list(ORDER)},
        {"step": "dose", "number": "335"},
    ]
    return data


def kinds() -> Scenario:
    return codec.parse(kinds_data())


def at_acts() -> State:
    return played(kinds(), "staging=mri,petct", "fitness=measure")


def at_dose() -> State:
    return played(kinds(), "staging=mri,petct", "fitness=measure", "acts=" + ",".join(ORDER))


def ranked(*slugs: str) -> Decided:
    return Decided("acts", ranking=slugs)


def _acts() -> dict:
    classes = {"call": "none", "mri": "acceptable", "plan": "none", "steroid": "best"}
    options = [_option(slug, credit) for slug, credit in classes.items()]
    options[2] |= {
        "harm": "major",
        "not_before": "call",
        "effects": {"pain": "pain + 3"},
        "citations": ["@MSCC23"],
        "days": 7,
    }
    options[3]["effects"] = {"pain": "pain - 1"}
    return {
        "slug": "acts",
        "kind": "ranking",
        "title": "New weakness",
        "body": "His legs give way.",
        "question": "In which order?",
        "key_decision": "acts",
        "order": list(ORDER),
        "options": options,
        "transitions": [{"when": 'chose("acts", "plan")', "goto": "end-blind"}, {"goto": "dose"}],
    }


def _dose() -> dict:
    classes = {"within": "best", "below": "none", "above": "none", "overdose": "none"}
    options = [_option(slug, credit) for slug, credit in classes.items()]
    options[3] |= {"harm": "critical", "effects": {"clearance": "5.5"}, "citations": ["@CALCS"]}
    return {
        "slug": "dose",
        "kind": "number",
        "title": "The empty box",
        "body": "AUC 5, clearance 42 mL/min.",
        "question": "How many mg?",
        "key_decision": "dose",
        "number": {
            "unit": "mg",
            "other_units": ["mg/m²", "g"],
            "value": "335",
            "tolerance": "17",
            "overdose_above": "400",
            "working": WORKING,
        },
        "options": options,
        "transitions": [{"goto": "treatment"}],
    }


def _option(slug: str, credit: str) -> dict:
    return {
        "slug": slug,
        "label": f"Made {slug}",
        "class": credit,
        "rationale": "Because.",
        "when_right": "Elsewhere.",
        "consequence": "It is done.",
        **({"citations": ["@CALCS"]} if credit == "best" else {}),
    }
