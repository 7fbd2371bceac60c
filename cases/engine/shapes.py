"""The form of a case file, format 1, as tables: the fields of each part, which kind each is, in which order.

A field is mandatory unless the value it becomes has a default for it.
"""

from cases.engine import parts, words
from cases.engine.amounts import Amount
from cases.engine.fields import Flag, Matching, Quantity, Rule, Scalar, Text, Whole, Word
from cases.engine.lists import Effects, Every
from cases.engine.reading import KEBAB, LANGUAGE, NAME, SNAKE
from cases.engine.scenario import Scenario
from cases.engine.shape import Field, Shape
from cases.engine.typed import typed_variable

SLUG = Matching(KEBAB, "use lower-case letters, digits and single hyphens, starting with a letter")
VARIABLE_SLUG = Matching(
    SNAKE, "use lower-case letters, digits and single underscores, starting with a letter"
)
CHOICE = Matching(NAME, "use lower-case letters, digits, hyphens and underscores, starting with a letter")
TEXT, SLUGS, DAYS = Text(), Every(SLUG), Whole(0, 3650)

VARIABLE = Shape(
    parts.Variable,
    (
        Field("slug", VARIABLE_SLUG),
        Field("label", TEXT),
        Field("type", Word(words.VariableType)),
        Field("unit", TEXT),
        Field("initial", Scalar()),
        Field("low", Scalar()),
        Field("high", Scalar()),
        Field("choices", Every(CHOICE)),
        Field("shown", Flag()),
        Field("trend", Flag()),
        Field("scale", Word(words.Scale)),
        Field("detection_limit", Scalar()),
    ),
    typed_variable,
)
FINDING = Shape(
    parts.Finding,
    (
        Field("slug", SLUG),
        Field("kind", Word(words.FindingKind)),
        Field("label", TEXT),
        Field("text", TEXT),
        Field("value", TEXT),
        Field("value_from", VARIABLE_SLUG),
        Field("unit", TEXT),
        Field("low", TEXT),
        Field("high", TEXT),
        Field("days_ago", Whole(0, 36500)),
        Field("series", SLUG),
    ),
)
TREATMENT = Shape(
    parts.Treatment,
    (
        Field("slug", SLUG),
        Field("label", TEXT),
        Field("when", Rule()),
        Field("delay", DAYS),
        Field("days", Whole(1, 3650)),
        Field("days_ago", Whole(1, 36500)),
    ),
)
KEY_DECISION = Shape(
    parts.KeyDecision,
    (
        Field("slug", SLUG),
        Field("label", TEXT),
        Field("domain", Word(words.Domain)),
        Field("weight", Whole(1, 5)),
        Field("due_day", DAYS),
        Field("grace_days", DAYS),
        Field("floor", Quantity()),
        Field("after", SLUGS),
    ),
)
OPTION = Shape(
    parts.Option,
    (
        Field("slug", SLUG),
        Field("label", TEXT),
        Field("class", Word(words.CreditClass), "credit"),
        Field("harm", Word(words.Harm)),
        Field("not_before", SLUG),
        Field("rationale", TEXT),
        Field("when_right", TEXT),
        Field("consequence", TEXT),
        Field("days", DAYS),
        Field("effects", Effects()),
        Field("reveals", SLUGS),
        Field("citations", Every(TEXT)),
    ),
)
TRANSITION = Shape(parts.Transition, (Field("when", Rule()), Field("goto", SLUG)))
AMOUNT = Shape(
    Amount,
    (
        Field("unit", TEXT),
        Field("other_units", Every(TEXT)),
        Field("value", Quantity()),
        Field("tolerance", Quantity()),
        Field("overdose_above", Quantity()),
        Field("working", TEXT),
    ),
)
STEP = Shape(
    parts.Step,
    (
        Field("slug", SLUG),
        Field("kind", Word(words.StepKind)),
        Field("title", TEXT),
        Field("body", TEXT),
        Field("question", TEXT),
        Field("key_decision", SLUG),
        Field("max_select", Whole(1, 50)),
        Field("day_advance", DAYS),
        Field("reveals", SLUGS),
        Field("fixed", Flag()),
        Field("order", SLUGS),
        Field("number", AMOUNT),
        Field("options", Every(OPTION)),
        Field("transitions", Every(TRANSITION)),
        Field("fate", SLUG),
    ),
)
MOVE = Shape(parts.ReferenceMove, (Field("step", SLUG), Field("options", SLUGS), Field("number", Quantity())))
NOTE = Shape(parts.Note, (Field("place", TEXT), Field("text", TEXT)))
SCENARIO = Shape(
    Scenario,
    (
        Field("slug", SLUG),
        Field("title", TEXT),
        Field("language", Matching(LANGUAGE, "use a language tag such as en or zh-Hans")),
        Field("level", Word(words.Level)),
        Field("minutes", Whole(1, 120)),
        Field("assessed_minutes", Whole(1, 480)),
        Field("staging", TEXT),
        Field("summary", TEXT),
        Field("topics", Every(Word(words.Domain))),
        Field("objectives", Every(TEXT)),
        Field("vignette", TEXT),
        Field("variables", Every(VARIABLE)),
        Field("findings", Every(FINDING)),
        Field("treatments", Every(TREATMENT)),
        Field("key_decisions", Every(KEY_DECISION)),
        Field("steps", Every(STEP)),
        Field("reference", Every(MOVE)),
        Field("notes", Every(NOTE)),
    ),
)
