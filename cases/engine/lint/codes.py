"""Every code of the lint with what it means; the severity is in the letter: E bars publication, W warns."""

from collections.abc import Mapping

from cases.engine.faults import Fault, Severity

CODES: Mapping[str, str] = {
    "E101": "a slug is used twice",
    "E102": "a step is named that does not exist",
    "E103": "a finding is named that does not exist",
    "E104": "a variable is named that does not exist",
    "E105": "a key decision is named that does not exist",
    "E106": "an option is named that does not exist",
    "E107": "a variable bears a name of the rule language",
    "W108": "a note stands at a place that does not exist",
    "E201": "a step cannot be reached",
    "E202": "a step leads nowhere and is no ending",
    "E203": "steps lead round in a circle",
    "E204": "the last transition has a condition",
    "E205": "a transition stands after the one without a condition",
    "E206": "a step has something that its kind cannot have",
    "E207": "there are fewer than three endings",
    "E208": "a question offers fewer than two options",
    "E209": "a ranking's order is not each of its options once",
    "E210": "a number question lacks its number, or its options are not the classes of its answers",
    "E301": "an expression mixes types",
    "E302": "an expression is no condition where one is needed",
    "E303": "an effect does not fit its variable",
    "E304": "a variable's values contradict each other",
    "E305": "a trend cannot be drawn",
    "E306": "a finding has not exactly one of text, value and value_from",
    "E307": "a finding of a series has no number",
    "E308": "a treatment's label is too long for its band",
    "E309": "the number of a number question contradicts itself",
    "E401": "an option has no rationale",
    "E402": "an option does not say when it would have been right",
    "E403": "an option has no consequence",
    "E404": "a best or harmful option has no citation",
    "E405": "a citation has the wrong form",
    "E406": "a text is too long",
    "E407": "a question step asks nothing",
    "E408": "a text that readers need is empty",
    "E409": "the working of a number question does not give its value",
    "E501": "a gravely harmful option earns credit",
    "E502": "a best option does harm",
    "E503": "a menu has an option of class partial",
    "E504": "max_select is out of range",
    "E505": "a question has no best option",
    "E506": "the timing of a key decision is incomplete",
    "E507": "key decisions come after each other in a circle",
    "E508": "no step carries a key decision",
    "E509": "no option is critical",
    "E510": "the first of a ranking's order is not its one best option",
    "E511": "a class of answers earns or harms what it cannot",
    "E601": "the reference path cannot be played to an ending",
    "E602": "the reference path does not score 100",
    "E603": "the reference path does harm",
    "E604": "the reference path misses a key decision",
    "E605": "the reference path misses a due day or an order",
    "E701": "there are fewer than four or more than eight key decisions",
    "E702": "the key decisions cover fewer than three domains",
    "W703": "there are fewer than six or more than twelve steps",
    "E704": "all questions are of one kind",
    "E705": "no option changes the patient",
    "E706": "nothing is followed as a trend",
    "W707": "the reference path takes less than two weeks",
    "W708": "the case does not take 10 to 15 minutes",
    "W709": "topics or objectives are missing",
    "W801": "a finding is never revealed",
    "W802": "a variable is never used",
    "W803": "a trend can never be seen",
}


def fault(code: str, place: str, message: str) -> Fault:
    """A fault of one of the codes above."""
    if code not in CODES:
        raise KeyError(code)
    return Fault(code, place, message, Severity.ERROR if code.startswith("E") else Severity.WARNING)
