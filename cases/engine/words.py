"""The words a case file may use: kinds, classes, harms, levels, scales and domains."""

from enum import StrEnum


class VariableType(StrEnum):
    """What a variable holds."""

    INT = "int"
    DECIMAL = "decimal"
    BOOL = "bool"
    ENUM = "enum"


class FindingKind(StrEnum):
    """Under which heading of the chart a finding stands."""

    HISTORY = "history"
    EXAMINATION = "examination"
    INVESTIGATION = "investigation"


class StepKind(StrEnum):
    """What a step does: tells, asks for one option, several, an order or a number, or ends the case."""

    INFO = "info"
    SINGLE = "single"
    MENU = "menu"
    RANKING = "ranking"
    NUMBER = "number"
    ENDING = "ending"


class CreditClass(StrEnum):
    """The word an editor gives an option; the number behind it is `score.CREDIT`."""

    BEST = "best"
    ACCEPTABLE = "acceptable"
    PARTIAL = "partial"
    NONE = "none"


class Harm(StrEnum):
    """How much an option harms the patient; the points are `score.HARM_POINTS`."""

    NONE = "none"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def grave(self) -> bool:
        """Major or critical: no credit can stand beside it."""
        return self in (Harm.MAJOR, Harm.CRITICAL)


class Level(StrEnum):
    """For whom the case is written."""

    STUDENT = "student"
    RESIDENT = "resident"
    SPECIALIST = "specialist"


class Scale(StrEnum):
    """The axis a trend is drawn on."""

    LINEAR = "linear"
    LOG = "log"


class Domain(StrEnum):
    """What a key decision is about."""

    DIAGNOSIS = "diagnosis-and-staging"
    FITNESS = "fitness-and-safety"
    SYSTEMIC = "systemic-treatment"
    LOCOREGIONAL = "locoregional-treatment"
    TOXICITY = "toxicity-and-emergencies"
    MONITORING = "monitoring-and-follow-up"
    COMMUNICATION = "communication-and-goals"
